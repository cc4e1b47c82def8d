"""Birth dates: announced, in figures or in words, or standing right after somebody's name.

What stands between the announcement and the date is bounded, and no word of leave may be in it: a
date of leave has to stay readable.
"""

import re

MONTH = (
    r"(?:jan(?:v(?:ier)?)?|f[ée]v(?:r(?:ier)?)?|mars|avr(?:il)?|mai|juin|juil(?:l(?:et)?)?|ao[ûu]t|"
    r"sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)"
)
_FIGURES = (
    rf"(?:[\dOo]{{1,2}}(?:er)?[ ./\-]{{1,3}}(?:[\dOo]{{1,2}}|{MONTH}\.?)[ ./\-]{{1,3}}\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
"""A bad scan reads the letter O for a zero."""
_DAY_AND_MONTH = rf"(?<!\d)\d{{1,2}}(?:er)?[ ./\-](?:\d{{1,2}}|{MONTH}\.?)[ ./\-]"
_UNIT = (
    r"(?:premier|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|"
    r"quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|"
    r"cents?|mille|mil)(?!\w)"
)
_MORE = rf"[ \-](?:et[ \-])?{_UNIT}"
_WORDS = (
    rf"(?:(?:{_UNIT}(?:{_MORE}){{0,2}}|\d{{1,2}}(?:er)?) {MONTH} "
    rf"(?:{_UNIT}(?:{_MORE}){{0,8}}|\d{{4}}(?!\d)))"
)
_DATE = rf"(?:{_FIGURES}|{_WORDS})"
_NO_LEAVE = (
    r"(?!cong[ée]|arr[êe]t|depuis|partir|repr|demand|absen|pr[ée]vue?|attendue?|stagiair|titul)"
)
_UP_TO = rf"(?:{_NO_LEAVE}[^\n\d]){{0,25}}?"
_BORN = r"\bn(?:é(?:e|\(e\)|\.e)?s?|[ée]e?\(?s?\)?(?= (?:le|un|en)\b))"

BIRTHS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"(?:{_BORN}|(?<!congé de )(?<!congés de )(?<!conge de )naissance|\bnaiss?\.|\bdd?n\b"
        rf"|\bd\.d?\.?n\.?|\bnaquit|\bvu le jour|\bau monde){_UP_TO}(?<!\w)(?P<span>{_DATE})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_BORN} (?:à|a|en|au|aux) [^\n\d.;!?]{{1,45}}?"
        rf"(?:\(\d[\dAB]\d?\)[ ,]{{0,2}})?(?:le )?(?<!\w)(?P<span>{_DATE})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:{_BORN} le|naissance ?:?|\bddn ?:?) (?P<span>\d{{8}}|\d{{6}})(?![\d])", re.IGNORECASE
    ),
    re.compile(
        rf"{_BORN} le (?P<span>(?:\d{{1,2}}(?:er)?|{_UNIT}(?:{_MORE}){{0,2}}) {MONTH})(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_BORN} (?:en|courant|vers)(?: l['’]année)? (?P<span>{MONTH}\.? 19\d\d)(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<span>{_DAY_AND_MONTH}(?:19|20)\d\d)(?!\d)[ ,]{{0,2}}\(?(?:est )?"
        r"(?:l['’]|la |le |ma |sa )?(?:date |jour |année )(?:de )?(?:[ms]a |leur )?naissance",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<!loi du )(?<!décret du )(?<!arrêté du )(?<!ordonnance du )(?<!circulaire du )"
        r"(?<!\d du )(?<!depuis le )(?<!avis du )(?<!arrêt du )(?<!code du )(?<![\w/.\-])"
        r"(?P<span>\d{1,2}[./\-]\d{1,2}[./\-]19(?:[2-6]\d|7[0-2]))(?!\d)"
    ),
    re.compile(
        rf"(?:\b(?:\d{{2}}|{_UNIT}(?:{_MORE}){{0,2}}) ans (?:le|au|en) "
        rf"|\benfants?(?: à charge)?[ \u00a0]?:[^\n\d]{{0,60}})"
        rf"(?P<span>{_DATE})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\banniversaire{_UP_TO}(?P<span>{_DAY_AND_MONTH}"
        r"(?:19\d|200)\d)(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bsuis(?: née?)?(?: en| de)(?: l['’]année)? (?P<span>(?:{MONTH} )?19\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bsuis du (?P<span>{_DAY_AND_MONTH}19\d\d)\b",
        re.IGNORECASE,
    ),
)
"""Dates that an announcement makes those of a birth."""

AFTER_A_FULL_NAME = re.compile(
    rf"(?:[,:;(]| [(–\-]|,? \()? {{0,2}}(?P<span>{_DAY_AND_MONTH}(?:19[2-9]\d|200\d)(?!\d)"
    r"|\d{1,2}[./\-]\d{1,2}[./\-][3-9]\d(?!\d))",
    re.IGNORECASE,
)
"""A date of another age, right after a full name: that of a letter or a leave is of these years."""
AFTER_A_FIRST_NAME = re.compile(
    rf" \((?P<span>{_DAY_AND_MONTH}(?:19[2-9]\d|20[01]\d|202[0-3]))\)", re.IGNORECASE
)
"""A date alone in brackets after one word: a child's."""
