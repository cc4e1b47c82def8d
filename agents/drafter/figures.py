"""Numbers as French letters write them, brought to one form so that they can be compared."""

from __future__ import annotations

import re

from agents.folding import fold

_FIGURE = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\d])(?:,\d+)?|\d+(?:[.,]\d+)?")
_WORDS = {
    "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7", "huit": "8",
    "neuf": "9", "dix": "10", "onze": "11", "douze": "12", "treize": "13", "quatorze": "14",
    "quinze": "15", "seize": "16", "vingt": "20", "trente": "30", "quarante": "40",
    "cinquante": "50", "soixante": "60", "cent": "100", "mille": "1000",
    "quatre-vingt-dix": "90", "quatre-vingt": "80", "quatre-vingts": "80", "soixante-dix": "70",
    "dix-sept": "17", "dix-huit": "18", "dix-neuf": "19", "vingt-quatre": "24",
    "vingt-cinq": "25", "vingt-huit": "28", "trente-cinq": "35", "trente et un": "31",
}  # fmt: skip
_SAID = re.compile(
    r"\b(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b(?!-)",
)


def figures(text: str) -> set[str]:
    """Collect the numbers written in figures: 1 607, 1607 and 1.607 are one, 12,50 is 12,5."""
    return {_one_form(found) for found in _FIGURE.findall(text)}


def figures_in_words(text: str) -> set[str]:
    """Collect the numbers written in words, from two on: `un` is also an article."""
    return {_WORDS[found] for found in _SAID.findall(fold(text))}


def _one_form(found: str) -> str:
    grouped = re.fullmatch(r"(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+)(,\d+)?", found)
    if grouped:
        found = re.sub(r"[ \u00a0\u202f.]", "", grouped[1]) + (grouped[2] or "")
    whole, _, part = found.replace(".", ",").partition(",")
    part = part.rstrip("0")
    bare = whole.lstrip("0") or "0"
    return f"{bare},{part}" if part else bare
