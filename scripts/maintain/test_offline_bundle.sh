#!/usr/bin/env bash
# Build the offline bundle, install it with the network off, and let the installation serve, check and export.
#
#   scripts/maintain/test_offline_bundle.sh [FOLDER]      FOLDER keeps the bundle; some minutes, a package index for the first step
#
# The second step runs in a network namespace of its own, which has nothing but loopback, if this user may make one; it
# says so if not (the installer itself never asks for an index).
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=$(realpath -m "${1:-$work/out}")
PYTHON=${PYTHON:-python3} deploy/offline-bundle.sh "$out"
tar -xzf "$out/brandmap-offline.tar.gz" -C "$work"

cat >"$work/without-network.sh" <<'STEP'
set -euo pipefail
work=$1
if [ "${2:-}" = alone ]; then
    ip link set lo up 2>/dev/null || true
    devices=$(tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ')
    [ "$devices" = lo ] || { echo "there is a network: $devices" >&2; exit 1; }
fi
# A damaged bundle is refused before anything is installed.
cp -r "$work/brandmap-offline" "$work/damaged"
echo x >>"$work/damaged/app/app.py"
if "$work/damaged/install.sh" "$work/never" >/dev/null 2>&1; then echo "a damaged bundle was installed" >&2; exit 1; fi
[ ! -e "$work/never" ]

"$work/brandmap-offline/install.sh" "$work/installed"
# Installing over an installation is how it is updated.
"$work/brandmap-offline/install.sh" "$work/installed"
cd "$work/installed/app"
python=$work/installed/venv/bin/python
"$python" -m brandmap validate data --lang en
"$python" -m brandmap export --format html --out "$work/site/"
[ -s "$work/site/index.html" ]

port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$python" -m brandmap serve --port "$port" >"$work/serve.log" 2>&1 &
server=$!
trap 'kill -9 $server 2>/dev/null || true' EXIT
"$python" - "$port" <<'READY'
import json, sys, time, urllib.request
end = time.monotonic() + 60
while True:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/readyz", timeout=5) as answer:
            print("ready:", json.load(answer))  # data loaded, and the first page has run
            break
    except OSError as error:
        if time.monotonic() > end:
            sys.exit(f"not ready: {error}")
        time.sleep(0.2)
READY
kill -TERM $server
wait $server  # 0 after an orderly stop
STEP

if unshare --net true 2>/dev/null; then
    unshare --net bash "$work/without-network.sh" "$work" alone
    echo "Passed: installed and served without any network."
else
    # An index that answers nobody, for anything that might ask for one.
    PIP_NO_INDEX=1 PIP_INDEX_URL=http://127.0.0.1:9/ bash "$work/without-network.sh" "$work"
    echo "Passed, with the package index off; this user may not take the network away."
fi
