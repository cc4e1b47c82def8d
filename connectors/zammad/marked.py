"""Our texts as Zammad stores them, and the key by which we know them again.

The key stands in the article's preferences, which no reader sees. Zammad's sanitizer drops
comments and most attributes but keeps classes: a class carries it a second time.
"""

import re
from html import escape

from connectors.key import checked
from connectors.zammad.shapes import Article

_CLASSES = re.compile(r"""\sclass=["']([^"'<>]*)["']""")


def marked(text: str, key: str) -> dict[str, object]:
    """Write plain text as the HTML body of an article that carries `key`."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.replace("\r\n", "\n").strip("\n"))
    written = "\n".join(f"<p>{_with_breaks(paragraph)}</p>" for paragraph in paragraphs)
    return {
        "content_type": "text/html",
        "body": f'<div class="{_class(key)}">\n{written}\n</div>',
        "preferences": {"triage_key": checked(key)},
    }


def carries(article: Article, key: str) -> bool:
    """Whether an article carries `key`; only our own articles may be asked."""
    if article.noted("triage_key") == checked(key):
        return True
    classes = (name for found in _CLASSES.findall(article.body or "") for name in found.split())
    return _class(key) in classes


def _with_breaks(paragraph: str) -> str:
    return "<br>\n".join(escape(line, quote=False) for line in paragraph.split("\n"))


def _class(key: str) -> str:
    return f"tk-{checked(key)}"
