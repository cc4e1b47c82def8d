"""Our texts as Request Tracker stores them: HTML with a comment that carries our key.

Request Tracker keeps the comment in its store and strips it from the mail it sends.
"""

import re
from html import escape

from connectors.key import checked


def marked_html(text: str, key: str) -> str:
    """Turn plain text into paragraphs, and add the mark of `key`."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.replace("\r\n", "\n").strip("\n"))
    written = "".join(f"<p>{_with_breaks(paragraph)}</p>\n" for paragraph in paragraphs)
    return f"{written}{_mark(key)}"


def carries(html: str, key: str) -> bool:
    """Whether a stored text carries the mark of `key`."""
    return _mark(key) in html


def _with_breaks(paragraph: str) -> str:
    return "<br>\n".join(escape(line, quote=False) for line in paragraph.split("\n"))


def _mark(key: str) -> str:
    return f"<!-- gr:{checked(key)} -->"
