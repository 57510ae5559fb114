#!/usr/bin/env bash
# Set up (first time) and pass the tests: lint, types, core, AppTest and browser tests. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh
ensure_command chromium chromium fonts-noto-cjk
ensure_command nginx nginx-light
ensure_command soffice libreoffice-impress
ensure_command pdftoppm poppler-utils
ensure_command npm nodejs npm
ensure_venv requirements-dev.txt
npm ci --silent --no-audit --no-fund
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
npm run --silent check
npm test --silent
if [ $# -gt 0 ]; then
    exec .venv/bin/python -m pytest "$@"
fi
# Apart, because the browser tests keep an event loop open in which those of the server could not start their own.
.venv/bin/python -m pytest tests/serving
.venv/bin/python -m pytest --ignore=tests/serving
