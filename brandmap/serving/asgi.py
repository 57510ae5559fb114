"""Put the layers around Streamlit's own application."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import streamlit as st
from starlette.types import ASGIApp

from brandmap.intake.library import Snapshot
from brandmap.serving.access_log import AccessLog
from brandmap.serving.endpoints import Endpoints
from brandmap.serving.headers import SecurityHeaders
from brandmap.serving.health import Health
from brandmap.serving.options import ServeOptions
from brandmap.serving.origins import SameOrigin
from brandmap.serving.platform import expire_sessions
from brandmap.serving.sign_in import SignIn, TrustedHeader
from brandmap.serving.traffic import Traffic, TrafficWatch
from brandmap.serving.warmup import warm_up
from brandmap.settings import settings
from brandmap.ui import front_files
from brandmap.ui.pages import PAGES
from brandmap.ui.repairs import document, static_files


@dataclass(frozen=True)
class Application:
    """Hold the application with all its layers, and its state, which the server needs for stopping."""

    asgi: ASGIApp
    health: Health
    traffic: Traffic


def application(options: ServeOptions, snapshot: Callable[[], Snapshot]) -> Application:
    """Build the application with all its layers. ``snapshot`` returns the data in use (see Health)."""
    health, traffic = Health(snapshot), Traffic()

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        await warm_up(health)
        expiry = asyncio.create_task(expire_sessions())
        yield
        expiry.cancel()

    pages = document.routes((spec.address for spec in PAGES), options.base_path)
    routes = [*static_files.routes(options.base_path), *front_files.routes(options.base_path), *pages]
    streamlit_app = st.App(options.script, lifespan=lifespan, routes=routes)
    # The outermost layer counts responses, the innermost one reports them.
    statuses: Counter[int] = Counter()
    endpoints = Endpoints(streamlit_app, health, traffic, statuses, options.base_path)
    watch = TrafficWatch(SameOrigin(endpoints), traffic)
    inner: ASGIApp = SignIn(watch, options.base_path)
    if settings().user_header:
        inner = TrustedHeader(inner, settings().user_header, settings().user_proxies)
    headers = SecurityHeaders(inner, options.frame_ancestors, options.base_path)
    return Application(AccessLog(headers, statuses), health, traffic)
