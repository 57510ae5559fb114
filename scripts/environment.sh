# Shared by run.sh and test.sh: a virtual environment that holds exactly what a requirements file names.

# Install Debian packages if we may; otherwise say what is needed.
install_debian() { # PACKAGE...
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "Please install: apt-get install $*" >&2
        return 1
    fi
}

ensure_command() { # COMMAND PACKAGE...
    local command=$1
    shift
    command -v "$command" >/dev/null 2>&1 || install_debian "$@"
}

# Python 3.11 or newer: $PYTHON, or the newest found.
find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed" >&2
    return 1
}

ensure_venv() { # REQUIREMENTS_FILE
    local requirements=$1 python stamp=.venv/installed-$(basename "$1")
    python=$(find_python)
    if [ ! -x .venv/bin/pip ]; then
        "$python" -m venv .venv 2>/dev/null || {
            rm -rf .venv
            install_debian python3-venv
            "$python" -m venv .venv
        }
    fi
    if [ ! -e "$stamp" ] || [ "$requirements" -nt "$stamp" ] || [ requirements.txt -nt "$stamp" ]; then
        .venv/bin/pip install --quiet --disable-pip-version-check -r "$requirements"
        touch "$stamp"
    fi
}
