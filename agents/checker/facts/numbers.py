"""Numbers as French tickets write them: in figures or in words, ordinals, sums of money."""

import re
from decimal import Decimal

_SMALL = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14,
    "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_HUNDREDS = {"cent", "cents"}
_ORDINALS = {
    "premier": 1, "premiere": 1, "second": 2, "seconde": 2, "deuxieme": 2, "troisieme": 3,
    "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9,
    "dixieme": 10,
}  # fmt: skip


def _longest_first(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_BELOW_TWENTY = rf"(?:dix[- ](?:sept|huit|neuf)|{_longest_first(_SMALL)})"
_BELOW_HUNDRED = (
    r"(?:(?:quatre[- ]vingts?|vingt|trente|quarante|cinquante|soixante)"
    rf"(?:[- ](?:et[- ])?{_BELOW_TWENTY})?|{_BELOW_TWENTY})"
)
_HUNDRED = r"(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf)[- ])?cents?"

NUMBER = (
    r"(?:(?<!\d[.,/-])(?<!\d )"
    rf"(?:\d{{1,3}}(?:[.,]\d{{1,2}})?|{_HUNDRED}(?:[- ]{_BELOW_HUNDRED})?|{_BELOW_HUNDRED}))"
)
"""A pattern for one number below a thousand in simplified text."""

AMOUNT = r"(?:(?<!\d[.,])(?<!\d )(?:\d{1,3}(?:[ .]\d{3})+|\d{1,6})(?:,\d{1,2}|\.\d\d)?(?!\d))"
"""A pattern for a sum or a large count in figures, thousands apart or not."""

ORDINAL = rf"(?:(?:{_longest_first(_ORDINALS)})|\d\d?(?:er|ere|nde|nd|ieme|eme|e))(?![a-z])"
"""A pattern for a rank in simplified text."""


def as_number(written: str) -> Decimal:
    """Read a number that `NUMBER` matched."""
    if written[0].isdigit():
        return Decimal(written.replace(",", "."))
    total = 0
    for word in re.split("[- ]", written):
        if word in _HUNDREDS:
            total = max(total, 1) * 100
        elif word in _TENS and total % 100 == _SMALL["quatre"]:
            total += 76
        else:
            total += {**_SMALL, **_TENS}.get(word, 0)
    return Decimal(total)


def as_amount(written: str) -> Decimal:
    """Read a sum that `AMOUNT` matched: a point before three figures sets thousands apart."""
    figures = re.sub(r"[ .](?=\d{3}(?!\d))", "", written)
    return Decimal(figures.replace(",", "."))


def as_rank(written: str) -> int:
    """Read a rank that `ORDINAL` matched."""
    return _ORDINALS.get(written) or int(re.sub("[a-z]+", "", written))
