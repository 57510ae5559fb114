#!/usr/bin/env bash
# Set up (first time) and run the app: http://localhost:8501. Further arguments go to `streamlit run`.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh
ensure_venv requirements.txt
exec .venv/bin/streamlit run app.py "$@"
