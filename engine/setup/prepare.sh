#!/bin/sh
# Makes .venv hold what lock/LEVEL.txt names, once: `sh engine/setup/prepare.sh site`.
# Every way to fail ends in one sentence that says what to do.
set -u
level=$1
lock=lock/$level.txt
ready=.venv/ready

stop() {
    echo "$1" >&2
    exit 1
}

# a level holds all that the ones before it do, so a later one will serve
current() {
    for each in site check test; do
        case $each:$level in check:test | site:check | site:test) continue ;; esac
        grep -qx "$each $(cksum <"lock/$each.txt")" "$ready" 2>/dev/null && return 0
    done
    return 1
}

usable() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
        >/dev/null 2>&1
}

find_python() {
    for each in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if usable "$each"; then
            echo "$each"
            return
        fi
    done
}

if [ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' 2>/dev/null; then
    python=.venv/bin/python
else
    rm -f "$ready"
    python=$(find_python)
    if [ -z "$python" ]; then
        found=$(python3 --version 2>&1) || found="no python3"
        stop "Python 3.11, 3.12 or 3.13 is needed and $found was found: install one, or name it with \`make PYTHON=/path/to/python3.12\`."
    fi
fi

# the lock must be that of pyproject.toml before anything is installed from it
"$python" -m engine.setup.lock --check "$level" || exit 1
current && exit 0

if [ "$python" != .venv/bin/python ]; then
    rm -rf .venv
    if ! said=$("$python" -m venv .venv 2>&1); then
        rm -rf .venv
        case $said in
        *ensurepip* | *"No module named venv"*)
            stop "Python's venv module is missing: on Debian or Ubuntu run \`sudo apt install python3-venv\`, then try again." ;;
        *) stop "No virtual environment could be made with $python: $said" ;;
        esac
    fi
    python=.venv/bin/python
fi

echo "Installing what lock/$level.txt names, once…"
if ! "$python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --requirement "$lock" >.venv/setup.log 2>&1; then
    if grep -qE 'NewConnectionError|Connection refused|name resolution|nodename nor servname|Network is unreachable|timed out|ProxyError' .venv/setup.log; then
        stop "The package index cannot be reached: connect to the network and try again (only the first run needs it)."
    fi
    tail -n 5 .venv/setup.log >&2
    if grep -q 'DO NOT MATCH THE HASHES' .venv/setup.log; then
        stop "A package is not the one that $lock names: do not use it; try again, and report it if it stays so."
    fi
    stop "Installing failed; .venv/setup.log has the whole story."
fi
for each in site check test; do
    echo "$each $(cksum <"lock/$each.txt")"
    [ "$each" = "$level" ] && break
done >"$ready"
