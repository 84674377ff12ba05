#!/bin/sh
# Builds or checks the web page for Maven; does nothing when nothing has changed since the last time.
#   webui.sh build   src/main/webui → src/main/webui/dist
#   webui.sh check   lint, types, tests
set -eu
cd "$(dirname "$0")/../webui"
stamps=../../../target/webui
mkdir -p "$stamps"

if [ ! -f package.json ]; then
    echo "src/main/webui has no package.json: build with -DskipUi" >&2
    exit 1
fi

# The files that the result depends on, newer than the last success; the tests count what the server counts, too.
changed_since() {
    [ ! -f "$1" ] && return 0
    [ -n "$(find . ../../../../contracts/src/test/resources/segments -path ./node_modules -prune -o -path ./dist -prune -o -type f -newer "$1" -print | head -n 1)" ]
}

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --ignore-scripts --no-audit --no-fund
fi

case "$1" in
build)
    if [ ! -f dist/index.html ] || changed_since "$stamps/built"; then
        npm run build
        # The names of assets change with their content: without this, old ones would pile up in the jar.
        rm -rf ../../../target/classes/META-INF/resources
        touch "$stamps/built"
    else
        echo "the web page is up to date"
    fi
    ;;
check)
    if changed_since "$stamps/checked"; then
        # The linter is as long at its work, on one core, as the other two together.
        npm run lint:code &
        linter=$!
        npm run typecheck && npm run lint:format || { wait "$linter" || true; exit 1; }
        wait "$linter"
        npm run test
        touch "$stamps/checked"
    else
        echo "the web page was checked as it is"
    fi
    ;;
*)
    echo "usage: webui.sh build|check" >&2
    exit 2
    ;;
esac
