"""What personal data looks like in a French ticket: one pattern per kind, checked by no key.

A wrong checksum does not clear a suspect: people mistype their own numbers.
"""

import re

_SEP = r"[ \u00a0\u202f.\-/]?"
_CAP = r"[A-ZÀ-ÖØ-Þ]"
_LOW = r"[a-zß-öø-ÿœ]"
# Atomic and bounded: a hostile text must not be read again from each of its letters.
_NAME_WORD = rf"(?>{_CAP}(?:\.-?{_CAP})?\.|{_CAP}['’]?[\w’'\-]{{0,60}}\w|{_CAP}\b)"
_PARTICLE = r"(?:de la|de l['’]|de|du|des|d['’]|le|la|van|von|el|al|ben|bin|da|dos|di)"
_MAIL = r"[^\s@<>()\[\],;:\"]"
_GAP = r"[ \u00a0\u202f]+"
NAME = rf"{_NAME_WORD}(?:{_GAP}(?:{_PARTICLE}{_GAP})?{_NAME_WORD}){{0,3}}"

PLACEHOLDER = re.compile(
    r"\[\s*(NOM|NIR|IBAN|TEL|COURRIEL|NAISSANCE|MATRICULE|ADRESSE|NUMERO|TEXTE)\s*+(?:_\s*+)?(\d+)\s*\]",
    re.IGNORECASE,
)

SPANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("TEXTE", PLACEHOLDER),
    ("COURRIEL", re.compile(rf"(?<!{_MAIL}){_MAIL}++@{_MAIL}+\w")),
    ("COURRIEL", re.compile(
        r"(?<![\w.+\-])[\w.+\-]++ ?(?:\(at\)|\[at\]| arobase ) ?[\w.\-]+\w", re.IGNORECASE,
    )),
    ("IBAN", re.compile(
        rf"\b(?:[A-Za-z]{{2}}|[A-Z]{{2}}{_SEP})\d{{2}}(?:{_SEP}(?=[A-Za-z]{{0,3}}\d)[A-Za-z0-9]{{1,4}}){{3,9}}"
        rf"(?:{_SEP}\d{{1,3}}\b)?",
    )),
    ("NIR", re.compile(
        rf"(?<![\d])[1-478](?:{_SEP}\d){{4}}{_SEP}(?:\d{_SEP}\d|2[ABab])(?:{_SEP}\d){{6}}"
        rf"(?:{_SEP}(?:cl[ée]{_SEP})?\d{{2}})?(?!\d)",
    )),
    ("TEL", re.compile(
        rf"(?<![\d])(?:(?:\+|00){_SEP}33{_SEP}(?:\(0\){_SEP})?[1-9]|0{_SEP}[1-9])"
        rf"(?:{_SEP}\d{{2}}){{4}}(?!\d)",
    )),
    ("TEL", re.compile(r"\+\d{1,3}(?:[ .\-]?\d){7,12}(?!\d)")),
    ("TEL", re.compile(rf"(?<!\d)0[1-9](?:{_SEP}\d{{3}}){{2}}{_SEP}\d{{2}}(?!\d)")),
    ("NUMERO", re.compile(r"(?<!\d)\d(?:[ \u00a0\u202f.]?\d){9,}(?!\d)")),
    ("NAISSANCE", re.compile(
        r"(?:\bné(?:e|\(e\))?\b|naissance|\bne(?:e)? le\b)[^\n\d]{0,25}?"
        r"(?P<span>\d{1,2}(?:er)?[ ./\-]{1,3}(?:\d{1,2}|[a-zéûA-Z]{3,9}\.?)[ ./\-]{1,3}\d{2,4}"
        r"|\d{4}-\d{2}-\d{2})",
        re.IGNORECASE,
    )),
    ("MATRICULE", re.compile(
        r"(?:matricule|n[°ºo]\.? ?(?:d['’])?agent|agent n[°ºo]\.?|identifiant)"
        r"[^\w\n]{0,4}(?:est|n[°ºo]|numéro|:|agent|RH)?[^\w\n]{0,4}"
        r"(?P<span>(?=[A-Za-z\-]{0,6}\d)[\w\-]{2,14}(?: \d{2,6}){0,2})",
        re.IGNORECASE,
    )),
    ("ADRESSE", re.compile(
        r"\b\d{1,4} ?(?:bis|ter|quater)?,?[ \u00a0](?:rue|avenue|av\.|bd|bld|boulevard|chemin|"
        r"all[ée]e|impasse|place|route|cours|quai|square|lotissement|r[ée]sidence|hameau|"
        r"lieu-dit|sentier|passage|villa|cit[ée]|venelle|faubourg|clos)\b"
        r"(?:[ \u00a0](?:de la|de l['’]|des|du|de|d['’]|la|le|les))*[ \u00a0'’]*[\w'’\-]+"
        rf"(?:[ \u00a0](?:(?:de la|des|du|de)[ \u00a0])?{_CAP}[\w'’\-]+){{0,3}}"
        rf"(?:,?[ \n]*\d{{5}}(?:[ \u00a0]{_CAP}[\w'’\-]+"
        rf"(?:[ \-](?:sur|en|le|la|les|{_CAP}[\w'’\-]+))*)?)?",
        re.IGNORECASE,
    )),
    ("ADRESSE", re.compile(
        rf"(?<!\d)\d{{5}}[ \u00a0]{_CAP}[\w'’\-]{{2,}}(?:[ \-]{_CAP}[\w'’\-]+)*",
    )),
)  # fmt: skip
"""Kinds in order of preference; a `span` group narrows what is hidden."""

_CIVILITY = (
    r"(?:\b[Mm]onsieur|\b[Mm]adame|\b[Mm]ademoiselle|\bM\.|\bMM\.|\bM(?=[ ][A-Z])|\b[Mm]r\.?|"
    r"\b[Mm]me\.?|\b[Mm]mes|\b[Mm]lle\.?|\bMe\b|\b[Mm]aître|\b[Dd]r\.?|\b[Dd]octeure?|"
    r"\bMONSIEUR|\bMADAME|\bMME\.?|\bMLLE)"
)
_RELATION = (
    r"(?:coll[èe]gue|ami|amie|copain|copine|chef|cheffe|voisine?|agente?|fils|fille|mari|femme|"
    r"épouse|époux|conjointe?|compagne|compagnon|frère|s(?:œ|oe)ur|mère|père|ex|nièce|neveu|"
    r"responsable|directeur|directrice|stagiaire|apprentie?|tutrice|tuteur|gestionnaire|adjointe?|"
    r"secrétaire|binôme|dénommée?|nommée?|prénommée?|avec|chez|pour|par|de la part de)"
)

NAMES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{_CIVILITY}{_GAP}(?P<span>{NAME})"),
    re.compile(
        rf"(?:\bmme|\bmlle|\bmr|\bMme|\bMlle)\.?{_GAP}(?P<span>(?!le\b|la\b|les\b|et\b|du\b|de\b)"
        rf"{_LOW}{{3,}}(?:-{_LOW}+)?)",
    ),
    re.compile(
        r"(?:[Jj]e m['’]appell?e|[Jj]e me nomme|[Mm]on nom est|[Mm]oi c['’]est|[Ss]igné|"
        rf"[Nn]om(?: et prénom)? ?:|[Pp]rénom ?:|[Dd]emandeur ?:|[Aa]gente? ?:){_GAP}"
        rf"(?P<span>{NAME})",
    ),
    re.compile(rf"[Jj]e suis{_GAP}(?P<span>{_NAME_WORD}{_GAP}{_NAME_WORD})"),
    re.compile(rf"(?<!\w){_RELATION},?{_GAP}(?P<span>{NAME})"),
    re.compile(
        rf"(?<![\w.])(?P<span>{_CAP}\.(?:-?{_CAP}\.)?{_GAP}?(?:{_PARTICLE}{_GAP})?{_CAP}[\w’'\-]+)"
    ),
    re.compile(
        rf"(?:[\n.!?,–—-][ \t]*)(?P<span>{NAME})(?=(?:[ \t]*[,(–—-][^.!?\n]{{0,70}})?[.\s]*\Z)",
    ),
    re.compile(
        rf"(?m)(?<=\n)[ \t–—-]*(?P<span>{NAME})(?=[ \t]*(?:[,(–—-][^.!?\n]{{0,70}})?[ \t]*$)"
    ),
)
"""Where a name stands: after a civility, a relation, an introduction, or as a signature."""
