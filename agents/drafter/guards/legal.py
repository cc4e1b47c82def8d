"""Articles and numbered texts as letters name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cases.model import Citation, Finding
from statute.official import CODES

_CODED = r"\b[LRDA]\.? ?(?:\* ?)?\d{1,4}(?:-\d+){0,3}\b"
_ARTICLE = re.compile(_CODED)
_LISTED = re.compile(
    r"\b(?:articles?|art\.) ((?:\d+(?:-\d+)*(?:er)?\b(?:, | et | à | ou )?)+)", re.IGNORECASE
)
_PLAIN = re.compile(r"(?:art\. ?)?(\d++(?:-\d+)*+)(?! [a-zéû]+ \d{4})")
"""A number of an article, not the day of a decision of a court."""
_NUMBERED_TEXT = re.compile(r"\b(?:n° ?)?(\d{2,4}-\d{2,5})\b")
_CODES = CODES | {"CGFP": "CGFP"}
_NAMED = re.compile(
    rf"(?P<coded>{_CODED})"
    r"|\b(?i:articles?|art\.) (?P<listed>(?:\d+(?:-\d+)*(?:er)?\b(?:, | et | à | ou )?)+)"
    r"|\b(?:n° ?)?(?P<text>\d{2,4}-\d{2,5})\b"
    r"|(?P<dated>(?i:arrêté|décret|circulaire) du (?:1er|\d{1,2})[ \u00a0][a-zéû]+[ \u00a0]\d{4})"
    rf"|(?P<code>(?i:{'|'.join(_CODES)}))",
)
Reference = tuple[str, str]
"""An article and the text it is of; either may be empty."""


def articles(text: str) -> set[str]:
    """Collect the numbers of articles and of texts."""
    coded = {_bare(a) for a in _ARTICLE.findall(text)}
    listed = {n for found in _LISTED.findall(text) for n in _numbers(found)}
    return coded | listed | set(_NUMBERED_TEXT.findall(text))


def names(findings: Iterable[Finding]) -> Iterator[str]:
    """Give the numbers of the articles and texts that findings cite."""
    for finding in findings:
        for citation in finding.citations:
            yield from _articles_of(citation)


def references(sentence: str) -> set[Reference]:
    """Pair each article of a sentence with the text named after it, or else before it."""
    found = [_named(match) for match in _NAMED.finditer(sentence.replace("’", "'"))]
    pairs: set[Reference] = set()
    waiting: list[str] = []
    last = ""
    for numbers, text in found:
        waiting += numbers
        if text:
            pairs |= {(number, text) for number in waiting or [""]}
            waiting, last = [], text
    return pairs | {(number, last) for number in waiting}


def without_references(sentence: str) -> str:
    """Leave the names of articles and texts out of a sentence."""
    return _NAMED.sub(" ", sentence.replace("’", "'"))


def _named(match: re.Match[str]) -> tuple[list[str], str]:
    if match["coded"]:
        return [_bare(match["coded"])], ""
    if match["listed"]:
        return _numbers(match["listed"]), ""
    if match["code"]:
        return [], next(v for k, v in _CODES.items() if k.lower() == match["code"].lower())
    return [], match["text"] or " ".join((match["dated"] or "").casefold().split())


def _numbers(listed: str) -> list[str]:
    return re.findall(r"\d+(?:-\d+)*", listed)


def _articles_of(citation: Citation) -> set[str]:
    named = {_bare(a) for a in _ARTICLE.findall(citation.article)}
    plain = None if named else _PLAIN.match(citation.article)
    numbered = set(_NUMBERED_TEXT.findall(citation.text))
    return named | ({plain[1]} if plain else set()) | numbered


def _bare(article: str) -> str:
    return re.sub(r"[.* ]", "", article)
