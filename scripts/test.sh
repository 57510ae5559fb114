#!/usr/bin/env bash
# Set up (first time) and pass the tests: lint, types, core, AppTest and browser tests. Arguments go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh
ensure_debian chromium chromium fonts-noto-cjk
ensure_debian nginx nginx-light
ensure_venv requirements-dev.txt
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
exec .venv/bin/python -m pytest "$@"
