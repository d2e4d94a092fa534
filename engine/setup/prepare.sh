#!/bin/sh
# Lets a Python do what `make` needs in .venv: `sh engine/setup/prepare.sh site`.
# That is .venv's own where it works; else PYTHON, or the newest that the tests run on.
# Nothing here needs a Python newer than 2.7, so that an old one gets a sentence too.
set -u
level=$1
own=.venv/bin/python
asked=${PYTHON:-}

fits='
import sys
if sys.version_info < (3, 11):
    sys.exit(3)
try:
    import ensurepip, venv
    ensurepip.version()
except Exception:
    sys.exit(4)
'
version='import sys; print("%d.%d" % sys.version_info[:2])'

version_of() {
    "$1" -E -c "$version" 2>/dev/null
}

stop() {
    echo "$1" >&2
    exit 1
}

if [ -x "$own" ] && [ -n "$(version_of "$own")" ] &&
    { [ -z "$asked" ] || [ "$(version_of "$asked")" = "$(version_of "$own")" ]; }; then
    "$own" -E -m engine.setup.environment "$level"
    status=$?
    # 9: this environment cannot be mended, only made anew
    [ "$status" -eq 9 ] || exit "$status"
fi

# last, so that one environment serves all targets: those that `make test` waits for
if [ -n "$asked" ]; then
    set -- "$asked"
else
    set -- python3.13 python3.12 python3.11 python3.14 python3
fi
bare='' old=''
for each; do
    command -v "$each" >/dev/null 2>&1 || continue
    "$each" -E -c "$fits" >/dev/null 2>&1
    case $? in
    0) exec "$each" -E -m engine.setup.environment "$level" ;;
    3) old="$each is Python $(version_of "$each")" ;;
    4) bare=${bare:-$each} ;;
    esac
done

if [ -n "$bare" ]; then
    name=python$(version_of "$bare")-venv
    stop "$bare lacks its venv module: on Debian or Ubuntu run \`sudo apt install $name\`, then try again."
fi
[ -n "$asked" ] && old=${old:-$asked does not run}
stop "Python 3.11 or newer is needed, but ${old:-there is no python3}: install one, or name it with \`make PYTHON=/path/to/python3.12 …\`."
