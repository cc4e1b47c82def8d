"""What personal data looks like in a French ticket: one pattern per kind.

Quantities are bounded and what may repeat is atomic: a hostile text is read once, not again from
each of its letters.
"""

import re

from agents.privacy.placeholders import PLACEHOLDER

SEP = r"[ \u00a0\u202f.\-/]?"
_DIGIT = r"[\dOo]"
"""A bad scan reads the letter O for a zero."""
_MAIL = r"[^\s@<>()\[\],;:\"|]"
_NO_DATE = r"(?!\d\d[/.\-](?:0\d|1[0-2])[/.\-](?:19|20)\d\d(?!\d))"
_MONTH = (
    r"(?:janv(?:ier)?|f[ée]v(?:rier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[ûu]t|sept(?:embre)?|"
    r"oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?)"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:er)?[ ./\-]{{1,3}}(?:\d{{1,2}}|{_MONTH}\.?)[ ./\-]{{1,3}}\d{{2,4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
_FIGURE = (
    r"(?:z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|"
    r"quinze|seize|vingt|trente|quarante|cinquante|soixante|et)"
)

SPANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("TEXTE", PLACEHOLDER),
    ("COURRIEL", re.compile(rf"(?<!{_MAIL}){_MAIL}++@{_MAIL}+\w")),
    ("COURRIEL", re.compile(
        r"(?<![\w.+\-])[\w.+\-]++(?: (?:point|dot) [\w\-]++){0,3}"
        r" ?(?:\(at\)|\[at\]|@| arobase | at ) ?"
        r"[\w\-]++(?:(?:\.| ?(?:\[dot\]|\(dot\)|\[point\]) ?| point | dot )[\w\-]++){1,4}",
        re.IGNORECASE,
    )),
    ("IBAN", re.compile(
        rf"\b(?:[A-Za-z]{{2}}|[A-Z]{{2}}{SEP})\d{{2}}(?:{SEP}(?=[A-Za-z]{{0,3}}\d)[A-Za-z0-9]{{1,4}}){{3,9}}"
        rf"(?:{SEP}\d{{1,3}}\b)?",
    )),
    ("IBAN", re.compile(r"\b[A-Z] ?[A-Z] \d \d(?: [A-Z0-9]){10,30}\b")),
    ("NIR", re.compile(
        rf"(?<!\d)[1-478](?:{SEP}{_DIGIT}){{4}}{SEP}(?:{_DIGIT}{SEP}{_DIGIT}|2[ABab])"
        rf"(?:{SEP}{_DIGIT}){{6}}(?:{SEP}(?:cl[ée]{SEP})?{_DIGIT}{{2}})?(?![\dOo])",
    )),
    ("TEL", re.compile(
        rf"(?<![\w]){_NO_DATE}[0Oo]{SEP}[1-9](?:{SEP}{_DIGIT}){{8}}(?!\w)",
    )),
    ("TEL", re.compile(
        rf"(?<!\d)(?:\+|00){SEP}33{SEP}(?:\(0\){SEP})?[1-9](?:{SEP}\d){{8}}(?!\d)",
    )),
    ("TEL", re.compile(r"\+\d{1,3}(?:[ .\-]?\d){7,12}(?!\d)")),
    ("TEL", re.compile(
        rf"\b(?:z[ée]ro|0)[ \-]{_FIGURE}(?:[ ,.\-]{{1,2}}(?:\d{{1,2}}|{_FIGURE})){{4,12}}\b",
        re.IGNORECASE,
    )),
    ("NUMERO", re.compile(rf"(?<!\d){_NO_DATE}\d(?:[ \u00a0\u202f.]?\d){{9,}}(?!\d)")),
    ("NAISSANCE", re.compile(
        r"(?:\bné(?:e|\(e\))?\b|naissance|\bne(?:e)? le\b|\bddn\b)[^\n\d]{0,25}?"
        rf"(?P<span>{_DAY})",
        re.IGNORECASE,
    )),
    ("NAISSANCE", re.compile(
        rf"(?:\b\d{{2}} ans (?:le|au|en) |\benfants?(?: à charge)?[ \u00a0]?:[^\n\d]{{0,60}})"
        rf"(?P<span>{_DAY})",
        re.IGNORECASE,
    )),
    ("NAISSANCE", re.compile(
        rf"\bsuis(?: née?)?(?: en| de)(?: l['’]année)? (?P<span>(?:{_MONTH} )?19\d\d)\b",
        re.IGNORECASE,
    )),
    ("MATRICULE", re.compile(
        r"(?:\bmatricule|\bmat\.?(?=[ :]{1,2}\d)|\bn[°ºo]\.? ?(?:d['’])?agent"
        r"|\b(?:agent|badge) n[°ºo]\.?"
        r"|\b(?:code|id|numéro) (?:d['’])?agente?|\bidentifiant)"
        r"[^\w\n]{0,4}(?:(?:est|le|n[°ºo]|numéro|agent|RH)\b[^\w\n]{0,4}){0,3}"
        r"(?P<span>(?=[A-Za-z\-]{0,14}\d)[\w\-]{2,20}(?: \d{2,6}){0,2})",
        re.IGNORECASE,
    )),
    # Not L, R, D or A: articles of law begin so.
    ("MATRICULE", re.compile(r"\b(?![LRDA])[A-Z]{1,2}-?\d{4,7}\b(?!-\d)")),
)  # fmt: skip
"""Kinds in order of preference; a `span` group narrows what is hidden."""
