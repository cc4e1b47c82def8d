"""What a letter says that its evidence does not, found without a line of the guards' own code."""

from __future__ import annotations

import re
from collections import Counter

_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_FOUR_TWENTIES = 80
_MOST = 1000
_NUMBER = re.compile(r"\d+(?:[ .]\d{3})*(?:[,.]\d+)?")
_DATE = re.compile(rf"(\d{{1,2}})(?:er)? ({_MONTHS})(?: (\d{{4}}))?")
_ARTICLE = re.compile(r"\b[LRD]\.? ?\*?(\d[\d-]*\d|\d)|\barticles? (\d+)|\b(\d{2,4}-\d{2,5})\b")
_DECIDES = re.compile(
    r"refus|accord|accept|rejet|interdi|autoris|oblig|exclu|impossib|dispens|garanti|promet|promis"
    r"|valid|supprim|réduit|augment|gratuit|définitif"
)
_DENIES = re.compile(
    r"\b(?:pas|jamais|aucune?|non|rien|sans|ni|nulle?)\b|\bn[e’'] ?[^.]{1,20}plus\b"
)


def unsupported(letter: str, evidence: str) -> list[str]:
    """List the numbers, dates, articles and words of decision that the evidence has not."""
    said, known = _plain(letter), _plain(evidence)
    strange = [f"nombre {n}" for n in sorted(_numbers(said) - _numbers(known))]
    strange += [f"nombre {w}" for w in sorted(_in_words(said) - _in_words(known) - _spelt(known))]
    strange += [f"date {' '.join(d)}" for d in sorted(_dates(said) - _dates(known))]
    strange += [f"article {a}" for a in sorted(_articles(letter) - _articles(evidence))]
    decided = set(_DECIDES.findall(said)) - set(_DECIDES.findall(known))
    return strange + [f"décision {word}" for word in sorted(decided)]


def denials(text: str) -> Counter[str]:
    """Count what denies: a decision turned round changes the count."""
    return Counter(_DENIES.findall(_plain(text)))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().replace("’", "'"))


def _numbers(text: str) -> set[str]:
    return {_one_form(found) for found in _NUMBER.findall(text)}


def _one_form(number: str) -> str:
    whole = re.sub(r"[ .](?=\d{3}(?!\d))", "", number).replace(".", ",").lstrip("0") or "0"
    return whole.rstrip("0").rstrip(",") if "," in whole else whole


def _dates(text: str) -> set[tuple[str, str]]:
    return {(day, month) for day, month, _year in _DATE.findall(text)}


def _articles(text: str) -> set[str]:
    return {number for found in _ARTICLE.findall(text) for number in found if number}


def _in_words(text: str) -> set[str]:
    word = "|".join(sorted([*_UNITS, *_TENS.values(), "cents?", "mille"], key=len, reverse=True))
    found = re.finditer(rf"\b(?:{word})(?:(?:-et-| et |-| )(?:{word}))*\b", text)
    return {_joined(match[0]) for match in found} - {"un"}


def _joined(words: str) -> str:
    return (
        re.sub(r"(?:-et-| et |-| )", "-", words).replace("cents", "cent").replace("vingts", "vingt")
    )


def _spelt(text: str) -> set[str]:
    whole = (number for number in _numbers(text) if number.isdigit())
    return {_joined(_in_french(int(number))) for number in whole if int(number) < _MOST}


def _in_french(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]}-cent"
        return f"{head}-{_in_french(rest)}" if rest else head
    if number >= _FOUR_TWENTIES:
        return f"quatre-vingt-{_UNITS[number - 80]}" if number > _FOUR_TWENTIES else "quatre-vingt"
    ten = min(number // 10 * 10, 60)
    rest = number - ten
    return f"{_TENS[ten]}-{_UNITS[rest]}" if rest else _TENS[ten]
