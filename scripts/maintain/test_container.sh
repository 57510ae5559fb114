#!/usr/bin/env bash
# Build deploy/Dockerfile and run the image as deploy/compose.yaml does: as nobody in particular, read-only, without
# capabilities; then ask it, let it export, and stop it at work and while it starts.
#
#   scripts/maintain/test_container.sh        some minutes; needs podman (ENGINE=docker for Docker), the base image and a package index
#
# BUILD_OPTIONS and RUN_OPTIONS are handed to the engine, such as --network=host or --ulimit nofile=20000.
set -euo pipefail
cd "$(dirname "$0")/../.."
engine=${ENGINE:-podman}
command -v "$engine" >/dev/null || { echo "skipped: no $engine here" >&2; exit 0; }
image=brandmap:test-$$ name=brandmap-test-$$
trap '"$engine" rm -f "$name" >/dev/null 2>&1 || true; "$engine" rmi -f "$image" >/dev/null 2>&1 || true' EXIT
format=()
[ "$engine" != podman ] || format=(--format docker) # the OCI format has no health check
# shellcheck disable=SC2086 # several options
"$engine" build ${BUILD_OPTIONS:-} "${format[@]}" -f deploy/Dockerfile -t "$image" .

start() {
    "$engine" rm -f "$name" >/dev/null 2>&1 || true
    # shellcheck disable=SC2086
    "$engine" run -d --name "$name" --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
        --memory 1g -p 127.0.0.1::8501 ${RUN_OPTIONS:-} "$image" >/dev/null
}
inside() { "$engine" exec "$name" "$@"; }
fail() {
    echo "$1" >&2
    "$engine" logs "$name" >&2
    exit 1
}
stopped() {
    "$engine" stop -t 30 "$name" >/dev/null
    status=$("$engine" inspect "$name" --format '{{.State.ExitCode}}')
    [ "$status" = 0 ] || fail "$1: exit status $status"
}

start
# The image's own health check, by hand: podman runs it on time only under systemd.
check=$("$engine" inspect "$image" --format '{{range $n, $word := .Config.Healthcheck.Test}}{{if $n}}{{println $word}}{{end}}{{end}}' 2>/dev/null ||
    "$engine" inspect "$image" --format '{{range $n, $word := .HealthCheck.Test}}{{if $n}}{{println $word}}{{end}}{{end}}')
mapfile -t check <<<"$check"
for ((second = 0; ; second++)); do
    ! inside "${check[@]:0:3}" 2>/dev/null || break
    [ "$second" -lt 60 ] || fail "not healthy within a minute"
    sleep 1
done
url=http://$("$engine" port "$name" 8501)
for path in /healthz /readyz /metrics / /data; do
    curl --silent --fail --output /dev/null "$url$path" || fail "no $path"
done
[ "$(inside id -u)" = 10001 ] || fail "not the user 10001"
for folder in / /app /app/data /venv /home; do
    ! inside touch "$folder/written" 2>/dev/null || fail "$folder can be written"
done
for format in pdf png pptx html; do
    inside python -m brandmap export --format "$format" --out "/tmp/export.$format" 2>/dev/null || fail "no $format"
    inside test -s "/tmp/export.$format" || fail "an empty $format"
done
stopped "stopped at work"
start
sleep 0.7 # it is being loaded now; the first process of a container is deaf to signals it has no handler for
stopped "stopped while starting"
echo "Passed: $("$engine" --version)"
