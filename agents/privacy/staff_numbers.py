"""The number by which an employer knows an agent: by the word that announces it, or by its form.

Years, amounts, hours and dates are no such numbers, and articles of law begin with L, R, D or A.
"""

import re

_N = r"(?:n[°ºo]\.?|num[ée]ro|num)"
_WHOSE = r"(?:agente?|badge|paie|salariée?|employée?|RH\b|interne)"
_LINK = (
    r"(?:(?:est|le|la|num[ée]ro|num|agente?|RH|paie|mle|matricule|c|c['’]est|cest|de|d['’]|actuel"
    r"|suivant)\b|n[°ºo](?!\w))"
)
"""What may stand between the word for a number and the number."""
_NUMBER = r"(?P<span>(?!(?:19|20)\d\d\b(?!-))[A-Z]{0,3}-?\d{4,8}(?:-?[A-Z])?)\b"
_ALONE = r"(?![.,/\-]\d| ?(?:%|€|euros?|heures?|h\b|jours?|points?))"

STAFF_NUMBERS: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"(?:\bmatr(?:ic(?:ule?s?)?)?\b\.?|\bmat\.?(?=[ :]{1,3}(?:n[°ºo] ?)?[A-Z]{0,3}-?\d)"
        r"|\bmle\.?(?=[ :]{1,3}\w?-?\d)"
        rf"|\bn[°ºo]\.? ?(?:d['’])?agente?|\b(?:agente?|badge|salariée?|employée?) {_N}"
        rf"|\b(?:code|id|{_N}) (?:d['’]|de l['’]|de )?{_WHOSE}"
        r"|\bcarte (?:d['’]agente?|pro(?:fessionnelle)?|de pointage)"
        r"|\bbadge(?=[ :]{1,3}[A-Z]{0,3}-?\d{3})|\bidentifiant|\bid(?=[ :]{1,3}[A-Z]{0,3}-?\d{3}))"
        rf"[^\w\n]{{0,4}}(?:{_LINK}[^\w\n]{{0,4}}){{0,3}}"
        r"(?P<span>(?=[A-Za-z\-/.]{0,14}\d|[A-Z] \d{3})"
        r"(?:[\w\-]{2,20}(?:[/.][\w\-]{1,12}){0,3}|\w(?= \d{2,3}))(?: \d{2,6}){0,2})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:agente?|adjointe?|rédact(?:eur|rice)|technicienne?)(?: [^\W\d]{{1,15}}){{0,2}} ?\(?"
        rf"{_N} ?{_NUMBER}{_ALONE}",
        re.IGNORECASE,
    ),
    re.compile(rf"\bagente?[ :]{{1,3}}{_NUMBER}{_ALONE}", re.IGNORECASE),
    re.compile(
        rf"\b(?:matricules?|identifiants?|login)\b[^\d\n.;!?@]{{1,30}}?(?<![\w.,/\-]){_NUMBER}"
        rf"{_ALONE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:mon|son|le|sous le) {_N}(?: (?!de t[ée]l)[^\W\d]{{1,12}}){{0,3}}"
        rf"(?: :|,? c['’]?est| est)?(?: le)? {_NUMBER}{_ALONE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.,/\-]){_NUMBER}(?:,|,? c['’]?est|,? est| :| =)? ?\(?(?:mon |le |son |ma )?"
        rf"(?:matricule|mle|{_N} (?:d['’])?agente?)\b(?![^\w\n]{{0,3}}(?:n° ?)?[A-Z]{{0,3}}-?\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w.,/\-°])(?:\d{4,6}-[A-Z]|\d{5,6}[A-Z])(?![\w\-])"),
    re.compile(r"(?<![\w.,/\-+])0\d{4,7}(?![\w/\-]|[.,]\d)"),
    re.compile(r"\b(?![LRDA])[A-Z]{1,2}-?\d{4,7}\b(?!-\d)"),
    re.compile(r"(?<![\w\-])(?!ISO)[A-Z]{3,5}-(?!(?:19|20)\d\d\b)\d{4,6}(?![\w\-])"),
)
"""A `span` group narrows what is hidden."""
AFTER_A_FULL_NAME = re.compile(rf"(?:, ?| \(| \({_N} ?|,? {_N} ?){_NUMBER}{_ALONE}", re.IGNORECASE)
"""A number of four figures or more, right after a full name."""
