"""What personal data looks like in a French ticket: placeholders, numbers, dates, addresses.

Quantities are bounded and what may repeat is atomic: a hostile text is read once, not again from
each of its letters.
"""

import re
from collections import Counter
from string import ascii_uppercase

from agents.privacy.birth_dates import BIRTHS
from agents.privacy.staff_numbers import STAFF_NUMBERS

# Number plates of French vehicles: today's (`AA-123-AA`, since 2009) and the older ones.
#
# Today's never have I, O or U, which are mistaken for 1, 0 and V; the older ones end with a
# department. Spaces alone make a sentence look like a plate (`de 150 en`, `120 CA 31`): written so,
# a plate is believed when its letters are no usual words, or when a vehicle is near.
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

PLACEHOLDER = re.compile(
    r"\[\s*(NOM|NIR|IBAN|TEL|COURRIEL|NAISSANCE|MATRICULE|ADRESSE|NUMERO|TEXTE)\s*+(?:_\s*+)?(\d+)\s*\]",
    re.IGNORECASE,
)
"""What a model sees instead of personal data, such as `[NOM_1]`."""

_SEP = r"[ \u00a0\u202f.\-/]?"
_DIGIT = r"[\dOo]"
"""A bad scan reads the letter O for a zero."""
_MAIL = r"[^\s@<>()\[\],;:\"|]"
_NO_DATE = r"(?!\d\d[/.\-](?:0\d|1[0-2])[/.\-](?:19|20)\d\d(?!\d))"
_FIGURE = (
    r"(?:z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|"
    r"quinze|seize|vingt|trente|quarante|cinquante|soixante|et)"
)

SPANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("TEXTE", PLACEHOLDER),
    ("COURRIEL", re.compile(rf"(?<!{_MAIL}){_MAIL}++@{_MAIL}+\w")),
    ("COURRIEL", re.compile(
        r"(?<![\w.+\-])[\w.+\-]++(?: (?:point|dot|\.) [\w\-]++){0,3}"
        r" ?(?:\(at\)|\[at\]|@| arobase | at ) ?"
        r"[\w\-]++(?:(?:\.| ?(?:\[dot\]|\(dot\)|\[point\]) ?| point | dot | \. )[\w\-]++){1,4}",
        re.IGNORECASE,
    )),
    ("IBAN", re.compile(
        rf"\b(?:[A-Za-z]{{2}}|[A-Z]{{2}}{_SEP})\d{{2}}(?:{_SEP}(?=[A-Za-z]{{0,3}}\d)[A-Za-z0-9]{{1,4}}){{3,9}}"
        rf"(?:{_SEP}\d{{1,3}}\b)?",
    )),
    ("IBAN", re.compile(r"\b[A-Z] ?[A-Z] \d \d(?: [A-Z0-9]){10,30}\b")),
    ("NIR", re.compile(
        rf"(?<!\d)[1-478](?:{_SEP}{_DIGIT}){{4}}{_SEP}(?:{_DIGIT}{_SEP}{_DIGIT}|2[ABab])"
        rf"(?:{_SEP}{_DIGIT}){{6}}(?:{_SEP}(?:cl[ée]{_SEP})?{_DIGIT}{{2}})?(?![\dOo])",
    )),
    ("TEL", re.compile(
        rf"(?<![\w]){_NO_DATE}[0Oo]{_SEP}[1-9](?:{_SEP}{_DIGIT}){{8}}(?!\w)",
    )),
    ("TEL", re.compile(
        rf"(?<!\d)(?:\+|00){_SEP}33{_SEP}(?:\(0\){_SEP})?[1-9](?:{_SEP}\d){{8}}(?!\d)",
    )),
    ("TEL", re.compile(r"\+\d{1,3}(?:[ .\-]?\d){7,12}(?!\d)")),
    ("TEL", re.compile(
        rf"\b(?:z[ée]ro|0)[ \-]{_FIGURE}(?:[ ,.\-]{{1,2}}(?:\d{{1,2}}|{_FIGURE})){{4,12}}\b",
        re.IGNORECASE,
    )),
    ("NUMERO", re.compile(
        r"(?<!\d)\d{4}(?:[ \u00a0\u202f.\-–/]{1,3}\d{4}){2}[ \u00a0\u202f.\-–/]{1,3}\d{3,4}(?!\d)"
    )),
    ("NUMERO", re.compile(rf"(?<!\d){_NO_DATE}\d(?:[ \u00a0\u202f.]?\d){{9,}}(?!\d)")),
    *(("NUMERO", plate) for plate in PLATES),
    *(("NAISSANCE", birth) for birth in BIRTHS),
    *(("MATRICULE", number) for number in STAFF_NUMBERS),
)  # fmt: skip
"""Kinds in order of preference; a `span` group narrows what is hidden."""

_GAP = r"[ \u00a0]{1,3}"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-]{0,40}"
_OF = r"(?:de la|de l['’]|des|du|de|d['’]|la|les?|l['’]|aux?|à la|sur|sous|en|lès)"
_OF_THE = rf"(?:{_OF}{_GAP}|(?:de )?[ld]['’][ ]?)"
_WAY = (
    r"(?i:rue|avenue|ave?\.?|bd|bld|blvd|boulevard|chemin|ch(?:em)?\.|all[ée]e|impasse|imp\.|place|"
    r"pl\.|route|rte|cours|quai|square|lotissement|lot\.|r[ée]sidence|hameau|lieu-?dit|sentier|"
    r"passage|villa|cit[ée]|venelle|faubourg|fg|clos|montée|traverse|esplanade|ruelle|voie|cour)"
)
_HAMLET = (
    r"(?i:lieu-?dit|hameau|r[ée]sidence|r[ée]s\.|lotissement|ferme|mas|domaine|moulin|villa|aire|"
    r"camping)"
)
_CITY = (
    rf"{_CAPITAL}(?:[ \u00a0\-](?:(?:sur|en|les?|la|lès|de|du|sous|aux?|l['’]|d['’])[ \-]?)?"
    rf"{_CAPITAL}){{0,5}}(?: CEDEX| Cedex| cedex)?(?: \d{{1,2}}\b)?"
)
_POSTCODE = rf"(?<!\d)\d{{5}}{_GAP}{_CITY}"
_FLAT = (
    r"(?:[ ,\-]{0,3}(?:\b(?i:appt?|apt|appartement|b[âa]t(?:iment)?|esc(?:alier)?|[ée]tage|porte|"
    r"hall|entrée|logement|studio|chambre|bo[îi]te|emplacement)\b\.? ?(?:n° ?)?[\w°]{1,6}\b"
    r"|\b(?i:rdc|rez-de-chaussée|"
    r"\d{1,2} ?(?:er?|[èe]re|[èe]me)? [ée]tage(?: (?:gauche|droite))?)\b))"
)
_CARE_OF = rf"(?:\bc/o{_GAP}[^,\n\d]{{1,40}},{_GAP})?"
_AND_THE_CITY = rf"(?:[ ,\n–\-]{{1,3}}{_POSTCODE}|,?{_GAP}à{_GAP}{_CITY})"
_NAME = rf"(?:{_GAP}|{_GAP}{_OF_THE}){_CAPITAL}"

_NO_YEAR_OF_A_DATE = (
    r"(?<![/.\-])(?<!(?i: en|fin) )(?<!(?i:vier|mars|vril|juin|llet|ao[uû]t|mbre|obre|puis) )"
    r"(?<!(?i:mai) )"
)
"""A year that ends a date is no number in a street: « le 17 novembre 2026, route du dépôt »."""

ADDRESSES: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"{_CARE_OF}\b(?:{_NO_YEAR_OF_A_DATE}(?=(?:19|20)\d\d\b)|(?!(?:19|20)\d\d\b))"
        rf"\d{{1,4}} ?(?:bis|ter|quater|[a-dA-D])?\b,?{_GAP}{_WAY}(?!\w)(?:{_GAP}{_OF_THE}?)"
        rf"(?:{_OF_THE})?[\w’'\-]{{1,40}}(?:{_NAME}){{0,4}}{_FLAT}{{0,3}}{_AND_THE_CITY}?"
    ),
    re.compile(
        rf"\b{_HAMLET}(?:{_NAME}){{1,4}}(?:,{_GAP}{_WAY}(?:{_NAME}){{1,4}})?"
        rf"{_FLAT}{{0,3}}{_AND_THE_CITY}?"
    ),
    re.compile(
        rf"(?<![\w’'\-])(?:{_CAPITAL}(?:{_NAME}){{0,4}},{_GAP}){{1,2}}{_POSTCODE}",
    ),
    re.compile(rf"\b(?:BP|CS|TSA){_GAP}?\d{{2,6}}(?:,?{_GAP}{_POSTCODE})?"),
    re.compile(
        r"(?:\b(?i:j['’ ]?habite|habitant|domicili[ée]e?s?|demeurant|je loge|je vis)|"
        rf"\b(?i:adresse)(?: \w{{1,12}}){{0,2}} ?:)"
        rf"(?:{_GAP}(?:au|à|a|la|le|dans le|dans la))?{_GAP}"
        rf"(?P<span>(?:{_OF_THE})?{_CAPITAL}(?:,?{_NAME}){{0,5}}{_AND_THE_CITY}?)"
    ),
    re.compile(_POSTCODE),
)
"""Where somebody lives; a `span` group narrows what is hidden."""

_ALPHABET = "0123456789" + ascii_uppercase


def same_placeholders(before: str, after: str) -> bool:
    """Tell whether two texts hold the same placeholders, each as many times."""
    return placeholders(before) == placeholders(after)


def placeholders(text: str) -> Counter[str]:
    """Count the placeholders of a text."""
    return Counter(m[0] for m in PLACEHOLDER.finditer(text))


def is_nir(text: str) -> bool:
    """Tell whether a number is a NIR, a French social security number.

    Its key is 97 less the number modulo 97.
    """
    plain = re.sub(r"[^0-9AB]", "", text.upper())
    body, key = plain[:13].replace("2A", "19").replace("2B", "18"), plain[13:]
    if not (body.isdigit() and len(body) == len("2790791951114") and key.isdigit()):
        return False
    return int(key) == 97 - int(body) % 97


def is_iban(text: str) -> bool:
    """Tell whether a number is an IBAN whose check digits are right (ISO 7064, modulo 97)."""
    plain = re.sub(r"[\W_]", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", plain):
        return False
    digits = "".join(str(_ALPHABET.index(c)) for c in plain[4:] + plain[:4])
    return int(digits) % 97 == 1
