"""Where somebody lives, as a French ticket writes it."""

import re

_GAP = r"[ \u00a0]{1,3}"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-]{0,40}"
_OF = r"(?:de la|de l['’]|des|du|de|d['’]|la|les?|l['’]|aux?|à la|sur|sous|en|lès)"
_OF_THE = rf"(?:{_OF}{_GAP}|(?:de )?[ld]['’][ ]?)"
_WAY = (
    r"(?i:rue|avenue|ave?\.?|bd|bld|blvd|boulevard|chemin|ch(?:em)?\.|all[ée]e|impasse|imp\.|place|"
    r"pl\.|route|rte|cours|quai|square|lotissement|lot\.|r[ée]sidence|hameau|lieu-?dit|sentier|"
    r"passage|villa|cit[ée]|venelle|faubourg|fg|clos|montée|traverse|esplanade|ruelle|voie|cour)"
)
_HAMLET = r"(?i:lieu-?dit|hameau|r[ée]sidence|r[ée]s\.|lotissement|ferme|mas|domaine|moulin|villa)"
_CITY = (
    rf"{_CAPITAL}(?:[ \u00a0\-](?:(?:sur|en|les?|la|lès|de|du|sous|aux?|l['’]|d['’])[ \-]?)?"
    rf"{_CAPITAL}){{0,5}}(?: CEDEX| Cedex| cedex)?(?: \d{{1,2}}\b)?"
)
_POSTCODE = rf"(?<!\d)\d{{5}}{_GAP}{_CITY}"
_FLAT = (
    r"(?:[ ,\-]{0,3}\b(?i:appt?|apt|appartement|b[âa]t(?:iment)?|esc(?:alier)?|[ée]tage|porte)\b"
    r"\.? ?(?:n° ?)?[\w°]{1,6}\b)"
)
_AND_THE_CITY = rf"(?:[ ,\n–\-]{{1,3}}{_POSTCODE}|,?{_GAP}à{_GAP}{_CITY})"
_NAME = rf"(?:{_GAP}|{_GAP}{_OF_THE}){_CAPITAL}"

ADDRESSES: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b\d{{1,4}} ?(?:bis|ter|quater|[a-dA-D])?\b,?{_GAP}{_WAY}(?!\w)(?:{_GAP}{_OF_THE}?)"
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
"""A `span` group narrows what is hidden."""
