"""Let a component of Streamlit's second kind (components.v2) load files of our own folder.

Streamlit serves files only to components that an installed package declares; inline script is imported from a blob,
which our Content-Security-Policy forbids. So the component is declared here, as Streamlit does for a package.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer


def component(name: str, folder: Path, script: str) -> ComponentRenderer:
    """Declare component ``name`` ("package.component") with ``script`` of ``folder``; return what mounts it."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(name) is None:
        package, _, part = name.partition(".")
        manifest = ComponentManifest(package, "1", [ComponentConfig(part, folder.name)])
        manager.register_from_manifest(manifest, folder.parent)
    return st.components.v2.component(name, js=script, isolate_styles=False)
