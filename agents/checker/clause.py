"""What a clause denies, and whom it speaks of: a fact of somebody else is no fact of the writer."""

import re

from statute.plain import Plain, pattern

_SENTENCE_END = re.compile(r"[.?!;\n]")
_CLAUSE_END = re.compile(
    r"[.?!;:\n,()]| (?:mais|puis|car|alors que|parce que|et (?=je |j'|moi|mon |ma |il |elle ))"
)
_DENIAL = pattern(
    r"(?:pas|ni|sans|jamais|aucune?|nulle?)(?![a-z])|(?:ne |n')[^,.]{0,30}plus(?![a-z])"
    r"|(?:suis|ai|est|a|ont|vit) plus(?! (?:de |d'|que|tard))(?![a-z])"
)
_SOMEBODY = pattern(
    r"(?:collègues?|voisine?s?|conjointe?|mari|femme|époux|épouse|compagn[a-z]+|copain|copine"
    r"|amie?s?|frères?|soeurs?|mère|père|maman|papa|fils|fille|neveu|nièce|cousine?|tante|oncle"
    r"|cheff?e?|responsable|agente? d(?:e (?:mon|ma|notre|mes|nos)|u service)"
    r"|petite?s?-[a-z]+|beau-[a-z]+|belle-[a-z]+"
    r"|remplac(?:e|er|ant|ante|ement de))(?![a-z])"
    r"|(?:il|elle) (?:travaille|bosse|est (?:titulaire|stagiaire|contractuel|en (?:arrêt|cd)))"
)
_ONESELF = pattern(r"(?:je|j'|moi|nous|mon arrêt|mon contrat)(?![a-z])")


def clause(plain: Plain, start: int, end: int) -> str:
    """Give the whole clause around two places."""
    return plain.text[_begun(_CLAUSE_END, plain, start) : _ended(_CLAUSE_END, plain, end)]


def sentence(plain: Plain, start: int, end: int) -> str:
    """Give the whole sentence around two places."""
    return plain.text[_begun(_SENTENCE_END, plain, start) : _ended(_SENTENCE_END, plain, end)]


def denied(plain: Plain, start: int, end: int) -> bool:
    """Tell whether a negation stands in the clause, up to `end`."""
    return bool(_DENIAL.search(plain.text[_begun(_CLAUSE_END, plain, start) : end]))


def denied_around(plain: Plain, start: int, end: int) -> bool:
    """Tell whether a negation stands anywhere in the clause."""
    return bool(_DENIAL.search(clause(plain, start, end)))


def of_somebody_else(plain: Plain, start: int, end: int) -> bool:
    """Tell whether the sentence, up to `end`, names somebody after it last named the writer."""
    said = plain.text[_begun(_SENTENCE_END, plain, start) : end]
    others = [match.end() for match in _SOMEBODY.finditer(said)]
    return bool(others) and not _ONESELF.search(said, others[-1])


def doubtful(plain: Plain, match: re.Match[str]) -> bool:
    """Tell whether what was matched is denied, or said of somebody else."""
    return denied(plain, *match.span()) or of_somebody_else(plain, *match.span())


def _begun(end_of: re.Pattern[str], plain: Plain, start: int) -> int:
    low = max(0, start - 300)
    return max((m.end() for m in end_of.finditer(plain.text, low, start)), default=low)


def _ended(end_of: re.Pattern[str], plain: Plain, end: int) -> int:
    match = end_of.search(plain.text, end, end + 300)
    return match.start() if match else min(len(plain.text), end + 300)
