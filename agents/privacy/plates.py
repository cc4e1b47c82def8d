"""Number plates of French vehicles: today's (`AA-123-AA`, since 2009) and the older ones.

Today's never have I, O or U, which are mistaken for 1, 0 and V; the older ones end with a
department. Spaces alone make a sentence look like a plate (`de 150 en`, `120 CA 31`): written so, a
plate is believed when its letters are no usual words, or when a vehicle is near.
"""

import re

_L = r"[A-HJ-NP-TV-Z]"
_NO_WORD = r"(?!(?:DE|LE|LA|ET|EN|CE|SE|SA|MA|NE|ES|DS|AG|RH|CA|HS|PM|AM)[ \u00a0])"
_NO_UNIT = r"(?!(?:DE|LE|LA|ET|EN|KM|KG|HA|CM|MM|ML|CL|MN|PT|RH|CA|HS|H|J)\b)"
_DEPARTMENT = r"(?:0[1-9]|[1-8]\d|9[0-5]|2[ABab]|97\d)"
_NO_AMOUNT = r"(?![\dA-Za-z]|[.,]\d| ?(?:%|€|euros?|jours?|heures?|mois|ans|points?)(?!\w))"
_VEHICLE = (
    r"(?:plaque|immatricul|v[ée]hicule|voiture|camion|remorque|fourgon|utilitaire|scooter|moto|"
    r"tracteur|mini ?bus|4x4|berline|benne|caravane|carte grise|parking|stationne|garée?)"
)
_FREE = r"[ \u00a0.\-–]{0,3}"

PLATES: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"(?<![\w\-]){_L}{{2}} ?[\-–.·] ?\d{{3}} ?[\-–.· ] ?{_L}{{2}}(?![\w\-])", re.IGNORECASE
    ),
    re.compile(rf"(?<![\w\-]){_L}{{2}}\d{{3}}[\-–. ]?{_L}{{2}}(?![\w\-])", re.IGNORECASE),
    re.compile(
        rf"(?<![\w\-]){_NO_WORD}{_L}{{2}}[ \u00a0]\d{{3}}[ \u00a0\-]?{_NO_UNIT}{_L}{{2}}(?![\w\-])"
    ),
    re.compile(
        rf"\b{_VEHICLE}[^\n.!?]{{0,40}}?(?<![\w\-])"
        rf"(?P<span>(?!(?:de|le|la|et|en|ce) ){_L}{{2}}{_FREE}\d{{3}}{_FREE}"
        rf"(?!(?:km|kg|de|le|la|et|en)\b){_L}{{2}})(?![\w\-])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.,\-])(?!(?:19|20)\d\d ){_NO_WORD}\d{{3,4}}[ \u00a0\-]?"
        rf"(?!(?:DE|LE|LA|ET|EN|CE|KM|KG|HA|RH|CA|HS|PT|CP|NB)\b)"
        rf"{_L}{{2}}[ \u00a0\-]?{_DEPARTMENT}{_NO_AMOUNT}"
    ),
    re.compile(rf"(?<![\w.,\-])\d{{3,4}}[a-hj-np-tv-z]{{2,3}}{_DEPARTMENT}{_NO_AMOUNT}"),
    re.compile(
        rf"\b{_VEHICLE}[^\n.!?]{{0,40}}?(?<![\w.,\-])"
        rf"(?P<span>\d{{1,4}}{_FREE}(?!(?:km|kg|de|le|la|et|en|ca|rtt)\b){_L}{{2,3}}{_FREE}"
        rf"{_DEPARTMENT}){_NO_AMOUNT}",
        re.IGNORECASE,
    ),
)
"""A `span` group narrows what is hidden."""
