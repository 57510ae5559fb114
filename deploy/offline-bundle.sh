#!/usr/bin/env bash
# Everything an installation without network needs, as one archive: wheels, the app, checksums, an installer.
#
#   deploy/offline-bundle.sh OUT_FOLDER       on a machine with network, of the same system and Python as the target
#   tar xzf brandmap-offline.tar.gz && brandmap-offline/install.sh /opt/brandmap        on the target
#
# AUTH=1 adds the packages for sign-in. PYTHON names the interpreter (3.11 or newer).
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
mkdir -p "\$target"
"\${PYTHON:-python3}" -m venv "\$target/venv"
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
