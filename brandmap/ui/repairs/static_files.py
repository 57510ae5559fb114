"""Send the scripts and styles of Streamlit and streamlit-folium compressed, each compressed once.

Streamlit sends its own as they are, which suits a browser on the same machine: three quarters of a first visit.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from brandmap.ui.packing import coding_of, not_there, pack, packed_response


def _folder(package: str) -> Path:
    # Without importing it: streamlit-folium declares its component, which must happen in a run.
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


#: Folders by address. Every name in them holds a digest of the content.
FOLDERS = {
    "static": _folder("streamlit") / "static/static",
    "component/streamlit_folium.st_folium/static": _folder("streamlit_folium") / "frontend/build/static",
}
_KINDS = {".js": "text/javascript", ".css": "text/css"}


class _PackedFile(Convertor[str]):
    """The address of a script or style; ``st.App`` refuses a route that says where it begins."""

    regex = rf"(?:{'|'.join(FOLDERS)})/(?:js/[\w.-]+\.js|css/[\w.-]+\.css)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("packed_file", _PackedFile())


def routes(base_path: str = "") -> list[Route]:
    """Build the route for ``st.App``. ``base_path`` is that of ``server.baseUrlPath``."""
    base_path = f"/{base_path.strip('/')}".rstrip("/")
    return [Route(f"{base_path}/{{file:packed_file}}", _answer, methods=["GET"])]


def _answer(request: Request) -> Response:
    folder, kind, name = request.path_params["file"].rsplit("/", 2)
    coding = coding_of(request)
    try:
        body = _packed(FOLDERS[folder] / kind / name, coding)
    except FileNotFoundError:
        return not_there()
    return packed_response(body, coding, _KINDS[Path(name).suffix])


@lru_cache(maxsize=512)
def _packed(file: Path, coding: str) -> bytes:
    return pack(file.read_bytes(), coding)
