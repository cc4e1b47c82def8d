"""Numbers as French letters write them, brought to one form so that they can be compared."""

from __future__ import annotations

import re

from agents.folding import fold

FIGURE = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\d])(?:,\d+)?|\d+(?:[.,]\d+)?"
_FIGURE = re.compile(FIGURE)
_SMALL = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "septante": 70, "octante": 80, "huitante": 80, "nonante": 90,
}  # fmt: skip
_TIMES = {"vingt": 20, "vingts": 20, "cent": 100, "cents": 100, "mille": 1000}
_WORD = "|".join(sorted({*_SMALL, *_TIMES}, key=len, reverse=True))
IN_WORDS = rf"(?:{_WORD})\b(?:(?:-et-| et )(?:une?|onze)\b|[- ](?:{_WORD})\b)*"
"""A number in words, in a folded text; `un` alone is also an article."""
_IN_WORDS = re.compile(rf"\b{IN_WORDS}")
_ARTICLES = frozenset({"un", "une"})
_VAGUE = re.compile(
    r"\b(?:neant|(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?|milliers?"
    r"|millions?|milliards?)\b"
)
_ROMAN = re.compile(
    r"\b(?=[ivxlcdm]{2,}\b)(?=\w*[ivx])"
    r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?<=\w)\b"
)
_NO_ROMAN = frozenset({"cdi", "ci", "cv", "di", "dix", "li", "mi", "mix"})
"""Words and short names that could be read as Roman numbers."""
_GLUED = re.compile(
    r"\b(?!\d+(?:e|er|ers|re|res|ere|ère|eme|ème|nd|nde|h|h\d\d|min|j|jours?|mois|ans?|km)\b)"
    r"(?![LRDA]\d+\b)(?=[^\W\d]*\d)(?=\d*[^\W\d])\w+"
)
"""Digits and letters in one word: 20O, l20; neither 1er, 10h nor an article, L621."""
_FOUR = 4
_MOST = 10**12
"""No letter says more; cent cent cent… would be a number too long to write."""


def figures(text: str) -> set[str]:
    """Collect the numbers written in figures: 1 607, 1607 and 1.607 are one, 12,50 is 12,5."""
    return {one_form(found) for found in _FIGURE.findall(text)}


def figures_in_words(text: str) -> set[str]:
    """Collect the numbers written in words, from two on: `un` is also an article."""
    plain = fold(text).replace("pour cent", "%")
    return {str(said(found)) for found in _IN_WORDS.findall(plain) if found not in _ARTICLES}


def veiled(text: str) -> set[str]:
    """Collect the numbers that nothing counts: une trentaine, néant, XIV, 20O, ½."""
    plain = fold(text)
    romans = {found[0] for found in _ROMAN.finditer(plain)} - _NO_ROMAN
    signs = {sign for sign in text if sign.isnumeric() and not sign.isascii()}
    return {*_VAGUE.findall(plain), *romans, *_GLUED.findall(text), *signs}


def numbers(text: str) -> set[str]:
    """Collect every number that a text says: in figures, in words, veiled."""
    return figures(text) | figures_in_words(text) | veiled(text)


def said(words: str) -> int:
    """Compute a number written in words: quatre-vingt-dix-sept, deux mille trois cents."""
    thousands = current = 0
    for word in re.split(r"-et-|-| et | ", words):
        if word == "mille":
            thousands, current = (current or 1) * 1000, 0
        elif word.startswith("cent"):
            current = (current or 1) * 100
        elif word.startswith("vingt"):
            current += 76 if current % 100 == _FOUR else 20
        else:
            current += _SMALL[word]
        current = min(current, _MOST)
    return thousands + current


def one_form(found: str) -> str:
    """Bring a number in figures to one form: 1 607, 12,5."""
    grouped = re.fullmatch(r"(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+)(,\d+)?", found)
    if grouped:
        found = re.sub(r"[ \u00a0\u202f.]", "", grouped[1]) + (grouped[2] or "")
    whole, _, part = found.replace(".", ",").partition(",")
    part = part.rstrip("0")
    bare = whole.lstrip("0") or "0"
    return f"{bare},{part}" if part else bare
