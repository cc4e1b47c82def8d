"""Redmine's markup: texts read as their visible words, ours written so that they show as they are.

The mails that Redmine sends hold the source of a text as well: what we add must be rare.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.token import Token

from connectors.base import checked_key
from connectors.safe_text import CUT, clean, html_to_text

MAX_SOURCE = 100_000
"""Characters: beyond them, a text made for it would keep the reader busy for minutes."""

_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)
_TEXTILE_TAG = re.compile(r"</?(?:pre|code|kbd|notextile)\b[^<>]*>", re.IGNORECASE)
_MARK = re.compile(r"\n*<!-- gr:\S{1,128} -->\s*\Z")
_BREAKS = frozenset({"softbreak", "hardbreak"})
_CELLS = frozenset({"th_close", "td_close"})


class Markup(StrEnum):
    """How the site formats texts; its API does not say."""

    COMMON_MARK = "common_mark"
    TEXTILE = "textile"
    NONE = "none"


def to_text(source: str, markup: Markup) -> str:
    """Read a text of Redmine as a reader would see it: no comments, scripts or link targets."""
    if markup is Markup.COMMON_MARK:
        rest = f"\n{CUT}" if len(source) > MAX_SOURCE else ""
        return clean("".join(_words(_READER.parse(source[:MAX_SOURCE]))) + rest)
    if markup is Markup.TEXTILE:
        return clean(_TEXTILE_TAG.sub("", _COMMENT.sub("", source)))
    return clean(_MARK.sub("", source))


def _words(tokens: list[Token]) -> Iterator[str]:
    """Read the words of a document; numbers of lists stay those the writer typed."""
    for token in tokens:
        if token.type == "inline":
            yield from _words(token.children or [])
        elif token.type == "list_item_open":
            yield f"{token.info}{token.markup} "
        elif token.type == "html_block":
            yield f"{html_to_text(token.content)}\n\n"
        elif token.type in {"text", "code_inline", "fence", "code_block"}:
            yield token.content
        elif token.type == "image":
            yield from _words(token.children or [])
        elif token.type in _BREAKS or token.type == "tr_close":
            yield "\n"
        elif token.type in _CELLS:
            yield " | "
        elif token.type in {"paragraph_close", "heading_close"}:
            yield "\n" if token.hidden else "\n\n"


def marked(text: str, markup: Markup, key: str) -> str:
    """Write an internal note with the mark of `key`, a comment that the page does not show."""
    return f"{to_source(text, markup)}\n\n{_mark(key)}"


def carries(source: str, key: str) -> bool:
    """Tell whether a stored note carries the mark of `key`."""
    return _mark(key) in source


def _mark(key: str) -> str:
    return f"<!-- gr:{checked_key(key)} -->"


def to_source(text: str, markup: Markup) -> str:
    """Write a plain text so that Redmine shows it as it is, line by line."""
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    if markup is Markup.COMMON_MARK:
        return "\n".join(_common_mark(line) for line in lines).rstrip(" ")
    if markup is Markup.TEXTILE:
        return "\n".join(_textile(line) for line in lines)
    return "\n".join(lines)


_MACRO = re.compile(r"\{\{")
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])"
    r"|[`*]"
    r"|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)"
    r"|~(?=~)"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|\[(?=[\[^]|[^\]]*\][(:\[])",
)
_BLOCK = re.compile(r"#{1,6}(?:\s|$)|>|[-=]+\s*$|(?:[-_]\s*){3,}$|\|?[\s:|-]*-[\s:|-]*$")


def _common_mark(line: str) -> str:
    words = line.strip(" \t")
    if not words:
        return ""
    # Four plain spaces would make a block of code, two at the end of a line keep it a line.
    indent = "\u00a0" * (len(line) - len(line.lstrip(" \t")))
    guard = "\\" if _BLOCK.match(words) else ""
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", words)
    return f"{indent}{guard}{_MACRO.sub('!{{', escaped)}  "


_TEXTILE_SPECIAL = re.compile(
    r"(?<!\w)(?:([*_+^~%@-])(?=\S[^\n]*?\1(?!\w))|!(?=\S+!)|\"(?=[^\"]+\":\S))"
    r"|<(?=/?(?:pre|code|kbd|notextile)\b|!--)"
    r"|&(?=#?\w+;)",
    re.IGNORECASE,
)
_TEXTILE_BLOCK = re.compile(r"(?:h[1-6]|bq|p|fn\d+|table)[^\s.]*\. |[*#]+ |[|>]", re.IGNORECASE)


def _textile(line: str) -> str:
    """Write what would be markup as its character reference."""
    block = _TEXTILE_BLOCK.match(line)
    first = _reference(line[0]) if block else ""
    rest = _TEXTILE_SPECIAL.sub(lambda found: _reference(found[0]), line[1 if block else 0 :])
    return _MACRO.sub("!{{", f"{first}{rest}")


def _reference(character: str) -> str:
    return f"&#{ord(character)};"
