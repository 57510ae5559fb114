"""Ask visitors to sign in through an OIDC provider, if secrets.toml has an [auth] section.

It fails closed: a secrets file that cannot be read, or one without [auth] while BRANDMAP_SIGN_IN=required, keeps
everyone out, and the operator's log says why.
"""

from __future__ import annotations

import logging
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from brandmap.records import Lang
from brandmap.text import phrase

REQUIRED = "BRANDMAP_SIGN_IN"  # environment: "required", or empty for “as secrets.toml says”

log = logging.getLogger(__name__)


@cache
def configured() -> bool:
    """Tell whether this installation asks visitors to sign in, set up properly or not. Looked up once per process:
    Streamlit reads the whole file each time it is asked."""
    if os.environ.get(REQUIRED) == "required":
        return True
    try:
        return "auth" in st.secrets
    except (StreamlitSecretNotFoundError, FileNotFoundError):
        # Either there is no file, or there is one that cannot be read: then nobody knows what it asks for.
        return any(Path(path).exists() for path in st.get_option("secrets.files"))


def required() -> bool:
    """Tell whether this visitor has to sign in before anything is shown."""
    return configured() and not st.user.get("is_logged_in", False)


def draw(lang: Lang) -> None:
    """Draw the sign-in page, or why there is none."""
    with st.container(width=560):
        st.subheader(phrase("sign_in.title", lang), anchor=False)
        fault = _fault()
        if fault:
            log.error("sign-in is asked for but not usable: %s", fault)
            st.error(phrase("sign_in.unusable", lang), icon=":material/error:")
            return
        st.markdown(phrase("sign_in.intro", lang))
        st.button(phrase("sign_in.button", lang), on_click=st.login, type="primary", icon=":material/login:")


def draw_sign_out(lang: Lang) -> None:
    """Draw a sign-out button for a visitor who is signed in; nothing otherwise."""
    if configured() and st.user.get("is_logged_in", False):
        st.button(phrase("sign_in.out", lang), on_click=st.logout, type="tertiary", icon=":material/logout:")


def _fault() -> str:
    """Describe what keeps sign-in from working, for the operator; empty if nothing does."""
    try:
        auth = st.secrets["auth"]
    except StreamlitSecretNotFoundError as error:
        return str(error)
    except KeyError:
        return "secrets.toml has no [auth] section"
    missing = {"redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url"} - set(auth)
    if missing:
        return f"[auth] of secrets.toml lacks {', '.join(sorted(missing))}"
    if find_spec("authlib") is None:
        return "the package Authlib is not installed (deploy/requirements-auth.txt)"
    return ""
