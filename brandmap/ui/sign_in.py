"""Let in whom the operator allows: through an OIDC provider, or by the name a proxy puts into a header.

Off unless secrets.toml has an [auth] section or a header is named. It fails closed: a secrets file that cannot be read,
or one without [auth] while BRANDMAP_SIGN_IN=required, keeps everyone out, and the operator's log says why.
"""

from __future__ import annotations

import logging
import os
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from brandmap.records import Lang
from brandmap.settings import settings
from brandmap.text import phrase

REQUIRED = "BRANDMAP_SIGN_IN"  # environment: "required", or empty for “as secrets.toml says”
PROXY_USER = "proxy_user"  # key of st.user that ``serve`` fills from the proxy's header
ENDED = 10_000  # sign-ins that were ended here, at most
Obstacle = Literal["", "sign_in", "expired", "refused", "no_proxy"]

log = logging.getLogger(__name__)
_ended: dict[tuple[str, object], None] = {}  # (subject, time of sign-in) of those who signed out of this process


@cache
def configured() -> bool:
    """Tell whether this installation asks visitors to sign in, set up properly or not. Looked up once per process:
    Streamlit reads the whole file each time it is asked."""
    if os.environ.get(REQUIRED) == "required" or settings().user_header:
        return True
    try:
        return "auth" in st.secrets
    except (StreamlitSecretNotFoundError, FileNotFoundError):
        # Either there is no file, or there is one that cannot be read: then nobody knows what it asks for.
        return any(Path(path).exists() for path in st.get_option("secrets.files"))


def required() -> bool:
    """Tell whether this visitor may see nothing yet."""
    return configured() and obstacle() != ""


def visitor() -> str:
    """Name the visitor: as the proxy does, or by the first of e-mail, account and subject the provider gave."""
    if settings().user_header:
        return str(st.user.get(PROXY_USER) or "")
    names = (st.user.get(key) for key in ("email", "preferred_username", "sub"))
    return next((str(name) for name in names if name), "")


def obstacle() -> Obstacle:
    """Say what keeps this visitor out; empty if nothing does."""
    if settings().user_header:
        if not visitor():
            return "no_proxy"
    else:
        if not st.user.get("is_logged_in", False):
            return "sign_in"
        if _sign_in_key() in _ended or not _recent(st.user.get("iat")):
            return "expired"
    return "" if _allowed() else "refused"


def draw(lang: Lang) -> None:
    """Draw the sign-in page, or why there is none."""
    with st.container(width=560):
        st.subheader(phrase("sign_in.title", lang), anchor=False)
        why = obstacle()
        fault = "" if why == "no_proxy" else _fault()
        if fault:
            log.error("sign-in is asked for but not usable: %s", fault)
            st.error(phrase("sign_in.unusable", lang), icon=":material/error:")
        elif why == "no_proxy":
            st.error(phrase("sign_in.no_proxy", lang), icon=":material/error:")
        elif why == "refused":
            st.error(phrase("sign_in.refused", lang, name=visitor()), icon=":material/block:")
            draw_sign_out(lang)
        else:
            st.markdown(phrase("sign_in.expired" if why == "expired" else "sign_in.intro", lang))
            st.button(phrase("sign_in.button", lang), on_click=st.login, type="primary", icon=":material/login:")


def draw_sign_out(lang: Lang) -> None:
    """Draw a sign-out button for a visitor who signed in at the provider; nothing otherwise."""
    if configured() and not settings().user_header and st.user.get("is_logged_in", False):
        st.button(phrase("sign_in.out", lang), on_click=_sign_out, type="tertiary", icon=":material/logout:")


def _sign_out() -> None:
    """End this sign-in in all tabs, and for a copy of its cookie, as far as this process is asked."""
    if len(_ended) >= ENDED:
        _ended.pop(next(iter(_ended)))
    _ended[_sign_in_key()] = None
    st.logout()


def _sign_in_key() -> tuple[str, object]:
    return str(st.user.get("sub")), st.user.get("iat")


def _recent(signed_in: object) -> bool:
    """Tell whether the time of sign-in lies within the hours allowed; not if the provider gave none."""
    return isinstance(signed_in, int | float) and time.time() - signed_in < settings().sign_in_hours * 3600


def _allowed() -> bool:
    """Tell whether the visitor is one of the users or in one of the groups allowed; everybody if none are named."""
    users, groups = settings().allowed_users, settings().allowed_groups
    name = visitor().lower()
    # An address the provider says it has not checked could be anybody's.
    checked = st.user.get("email_verified") is not False
    by_name = checked and any(name == one or (one.startswith("@") and name.endswith(one)) for one in users)
    theirs = st.user.get("groups")
    by_group = isinstance(theirs, list | tuple) and bool({str(one) for one in theirs} & set(groups))
    return not (users or groups) or by_name or by_group


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
