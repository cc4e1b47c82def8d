"""Our texts as GLPI stores them: HTML that ends with a visible reference that carries our key.

What GLPI's editor keeps of comments and attributes is not known; a visible line it keeps. The
reference also holds a digest of the words before it: a mail that quotes us is not taken for ours.
"""

import re
from enum import StrEnum
from hashlib import sha256
from html import escape, unescape

from connectors.glpi.records import Followup
from connectors.key import checked
from connectors.safe_text import clean, html_to_text


class Kind(StrEnum):
    """What a text of ours is, as its reference says."""

    REPLY = "GR"
    NOTE = "GN"


_REFERENCE = re.compile(r"\s*Réf\. G[RN]-[A-Za-z0-9_.:-]{1,128}/(?P<digest>[0-9a-f]{12})\s*$")
_MARKUP = re.compile(r"<[a-zA-Z/!]")


def marked_html(kind: Kind, text: str, key: str) -> str:
    """Turn plain text into paragraphs, and add the reference that carries `key`."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.replace("\r\n", "\n").strip("\n"))
    written = "".join(f"<p>{_with_breaks(paragraph)}</p>\n" for paragraph in paragraphs)
    return f"{written}<p>Réf. {kind}-{checked(key)}/{_digest(shown(written))}</p>"


def carries(html: str, kind: Kind, key: str) -> bool:
    """Whether a stored text carries the reference of `key`, anywhere in it."""
    return f"{kind}-{checked(key)}/" in html


def without_reference(text: str) -> str:
    """Give a text of ours as we were asked to write it."""
    return _REFERENCE.sub("", text)


def is_ours(followup: Followup, me: str) -> bool:
    """Whether we wrote a followup: by its author, or by its words where GLPI tells none."""
    if followup.author is not None:
        return followup.author == me
    text = shown(followup.content)
    found = _REFERENCE.search(text)
    return found is not None and _digest(text[: found.start()]) == found["digest"]


def shown(content: str) -> str:
    """Read a stored text as people see it: GLPI shows one without markup as plain text."""
    return html_to_text(content) if _MARKUP.search(content) else clean(unescape(content))


def _with_breaks(paragraph: str) -> str:
    return "<br>\n".join(escape(line, quote=False) for line in paragraph.split("\n"))


def _digest(words: str) -> str:
    return sha256(" ".join(words.split()).encode()).hexdigest()[:12]
