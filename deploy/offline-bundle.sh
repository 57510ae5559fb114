#!/usr/bin/env bash
# Everything an installation without network needs, as one archive: wheels, the app, checksums, an installer.
#
#   deploy/offline-bundle.sh OUT_FOLDER       on a machine with network, of the same system and Python as the target
#   tar xzf brandmap-offline.tar.gz && brandmap-offline/install.sh /opt/brandmap        on the target
#
# AUTH=1 adds the packages for sign-in. PYTHON names the interpreter (3.11 or newer). DEBS=1, on Debian with Debian's own
# Python, adds that Python as packages, for a target that has none.
set -euo pipefail
out=$(realpath "${1:?usage: deploy/offline-bundle.sh OUT_FOLDER}")
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
requirements=requirements.txt
[ -z "${AUTH:-}" ] || requirements=deploy/requirements-auth.txt

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bundle=$work/brandmap-offline
mkdir -p "$bundle/wheels" "$bundle/app"
"$python" -m pip download --quiet --disable-pip-version-check --only-binary :all: -r "$requirements" -d "$bundle/wheels"

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
# The oldest glibc that every wheel runs on: the lowest tag of each wheel, the highest of those.
glibc=$("$python" - "$bundle/wheels" <<'LOWEST'
import pathlib, re, sys

old = {"manylinux1": 5, "manylinux2010": 12, "manylinux2014": 17}
needs = [17]
for wheel in pathlib.Path(sys.argv[1]).glob("*manylinux*.whl"):
    tags = [int(tag) for tag in re.findall(r"manylinux_2_(\d+)", wheel.name)]
    needs.append(min(tags + [number for tag, number in old.items() if tag in wheel.name]))
print(f"2.{max(needs)}")
LOWEST
)
echo "Python $version, $(uname -m), glibc $glibc or newer" >"$bundle/NEEDS"
if [ -n "${DEBS:-}" ]; then
    # Resolved as for an empty system, without what every Debian has.
    mkdir -p "$bundle/debs/partial"
    touch "$work/nothing-installed"
    apt-get -qq -y --no-install-recommends --download-only -o Dir::State::status="$work/nothing-installed" \
        -o Dir::Cache::archives="$bundle/debs/" -o APT::Sandbox::User=root install "python$version-venv"
    for package in "$bundle"/debs/*.deb; do
        case $(dpkg-deb -f "$package" Priority) in required | important) rm "$package" ;; esac
    done
    rm -rf "$bundle/debs/partial" "$bundle/debs/lock"
fi

# The files of the app as they are here, without what git ignores; without git, as they lie here.
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files --cached --others --exclude-standard -z
else
    find . -type f -not -path '*/.*/*' -not -path '*/__pycache__/*' -printf '%P\0'
    find .streamlit -type f -name config.toml -print0
fi | while IFS= read -r -d '' file; do
    # A file removed but not yet committed is still listed.
    [ ! -e "$file" ] || printf '%s\0' "$file"
done | tar --null --files-from=- -cf - | tar -xf - -C "$bundle/app"

cat >"$bundle/install.sh" <<INSTALL
#!/usr/bin/env bash
# install.sh FOLDER: checks the bundle and installs it. Uses no network.
set -euo pipefail
target=\$(realpath -m "\${1:?usage: install.sh FOLDER}")
cd "\$(dirname "\$0")"
sha256sum --quiet --check SHA256SUMS
python=\${PYTHON:-python$version}
fail() { echo "This bundle needs \$(cat NEEDS); \$1" >&2; exit 1; }
[ "\$(uname -m)" = "$(uname -m)" ] || fail "this machine is \$(uname -m)."
have=\$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d' ' -f2)
[ "\$(printf '%s\n' $glibc "\$have" | sort -V | head -n 1)" = $glibc ] || fail "this system has glibc \${have:-unknown}."
if ! "\$python" -c 'import sys, venv; sys.exit("%d.%d" % sys.version_info[:2] != "$version")' 2>/dev/null; then
    [ -d debs ] && fail "on Debian of the same release: dpkg -i \$PWD/debs/*.deb, then again."
    fail "there is no \$python here (PYTHON=/path/to/python names another one)."
fi
mkdir -p "\$target"
"\$python" -m venv "\$target/venv"
"\$target/venv/bin/pip" install --quiet --disable-pip-version-check --no-index --find-links wheels -r "app/$requirements"
rm -rf "\$target/app"
cp -r app "\$target/app"
"\$target/venv/bin/python" -m compileall -q "\$target/app/brandmap" "\$target/app/pages"
echo "Installed. Try: cd \$target/app && ../venv/bin/python -m brandmap serve"
INSTALL
chmod +x "$bundle/install.sh"
(cd "$bundle" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum >SHA256SUMS)
mkdir -p "$out"
tar -C "$work" -czf "$out/brandmap-offline.tar.gz" brandmap-offline
du -h "$out/brandmap-offline.tar.gz"
