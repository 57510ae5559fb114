#!/usr/bin/env bash
# Set up (first time) and pass the tests.
#
#   scripts/test.sh            everything: lint, types, JavaScript, core with its coverage, servers, browsers
#   scripts/test.sh --quick    lint, types, JavaScript and unit tests
#   scripts/test.sh ARGUMENTS  lint, types, JavaScript, then pytest with these arguments
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh
ensure_command npm nodejs npm
ensure_venv requirements-dev.txt
python=.venv/bin/python
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --silent --no-audit --no-fund
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
npm run --silent check
npm test --silent
# What needs a server, a browser or an office program; the rest is the core.
outer=(--ignore=tests/serving --ignore=tests/browser --ignore=tests/ui)
if [ "${1:-}" = --quick ]; then
    exec $python -m pytest -n auto "${outer[@]}" --ignore=tests/exports --ignore=tests/hostile --ignore=tests/commands
fi
ensure_command chromium chromium fonts-noto-cjk
ensure_command firefox-esr firefox-esr || true # its test says that it was skipped
ensure_command nginx nginx-light
ensure_command soffice libreoffice-impress
ensure_command pdftoppm poppler-utils
[ $# -eq 0 ] || exec $python -m pytest "$@"
$python -m pytest -n auto --cov --cov-report=term "${outer[@]}" --ignore=tests/hostile
# Apart, because being measured would take of the seconds of a processor that a hostile file may cost.
$python -m pytest -n auto tests/hostile
# Apart, because the browser tests keep an event loop open in which those of the server could not start their own.
$python -m pytest -n 2 tests/serving
$python -m pytest -n 2 tests/ui
$python -m pytest tests/browser
