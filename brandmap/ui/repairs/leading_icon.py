"""Looking for an icon at the start of a label does not hash a pattern of thousands of signs each time.

``re.search`` looks a compiled pattern up in the cache of the module, and its hash is made anew of the whole pattern:
35 µs for each option of each filter, a twentieth of what a run of the map page costs (no upstream issue is known).
"""

from __future__ import annotations

from functools import wraps

from streamlit import string_util
from streamlit.emojis import EMOJI_EXTRACTION_REGEX

_MARK = "_brandmap_guard"


def install() -> None:
    """Replace string_util.extract_leading_emoji by one that answers the same; a second call does nothing."""
    original = string_util.extract_leading_emoji
    if hasattr(original, _MARK):
        return

    @wraps(original)
    def searched_directly(text: str) -> tuple[str, str]:
        found = None if not text or text.isascii() else EMOJI_EXTRACTION_REGEX.search(text)
        return ("", text) if found is None else (found.group(1), found.group(2))

    setattr(searched_directly, _MARK, True)
    string_util.extract_leading_emoji = searched_directly
