#!/bin/sh
# Installs the Node packages of tests/browser from their lock, once, with .venv's Node.
set -u
folder=tests/browser
stamp=$folder/node_modules/.ready
sum=$(cksum <$folder/package-lock.json)
[ "$(cat $stamp 2>/dev/null)" = "$sum" ] && exit 0
echo "Installing the Node packages of $folder, once…"
PATH="$PWD/.venv/bin:$PATH"
export PATH
if ! (cd $folder && npm ci --no-audit --no-fund --ignore-scripts) >.venv/node.log 2>&1; then
    tail -n 5 .venv/node.log >&2
    echo "The Node packages could not be installed: connect to the network and try again; .venv/node.log has the whole story." >&2
    exit 1
fi
echo "$sum" >$stamp
