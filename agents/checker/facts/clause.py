"""What a clause denies, and whom it speaks of: a fact of somebody else is no fact of the writer."""

import re

from statute.plain import Plain, pattern

_SENTENCE_END = re.compile(r"[.?!;\n]")
_CLAUSE_END = re.compile(
    r"[.?!;:\n,()]| (?:mais|puis|car|alors que|parce que|et (?=je |j'|moi|mon |ma |il |elle ))"
)
_DENIAL = pattern(
    r"(?:pas(?! (?:navigo|mensuel|ter |train|bus|tcl|tiseo))|ni|sans|jamais|aucune?"
    r"|nulle?)(?![a-z])|(?:ne |n')[^,.]{0,30}plus(?![a-z])"
    r"|(?:suis|ai|est|a|ont|vit) plus(?! (?:de |d'|que|tard))(?![a-z])"
)
_SOMEBODY = pattern(
    r"(?:collègues?|voisine?s?|conjointe?|mari|femme|époux|épouse|compagn[a-z]+|copain|copine"
    r"|amie?s?|frères?|soeurs?|mère|père|maman|papa|fils|fille|neveu|nièce|cousine?|tante|oncle"
    r"|cheff?e?|responsable|(?:mon|ma|notre|le|la) (?:patron|direct(?:eur|rice)|maire|tut(?:eur"
    r"|rice)|supérieure?)|agente? d(?:e (?:mon|ma|notre|mes|nos)|u service)"
    r"|petite?s?-[a-z]+|beau-[a-z]+|belle-[a-z]+|remplac(?:e|er|ant|ante|ement de))(?![a-z])"
    r"|(?:il|elle) (?:travaille|bosse|est (?:titulaire|stagiaire|contractuel|en (?:arrêt|cd)))"
)
_GIVEN_TO = re.compile(
    rf" (?:de|a|pour|chez) (?:ma|mon|mes|une?|la|le|notre|leur) {_SOMEBODY.pattern}"
)
_THE_AGENT = re.compile("agent|il |elle |ele ")
_ONESELF = pattern(r"(?:je|j'|moi|nous|mon arrêt|mon contrat)(?![a-z])")


_ONE_AGENT = pattern(r"(?:une?|mon|notre|cet|cette) (?:de (?:mes|nos) )?agente?s?(?![a-z])")
_WRITER_AT_WORK = pattern(
    r"moi(?![a-z])|(?:mon|ma|mes) (?:contrat|cdd|cdi|arrêt|congé|enfant|accouch|grossesse|statut"
    r"|poste|paie|paye|salaire|cet(?![a-z])|accident|entretien|indice|dispo|grade|collègue)"
    r"|je suis (?:en (?:arrêt|cd|congé|dispo)|titulaire|stagiaire|contractuel|enceinte|né )"
)


def about_one_agent(plain: Plain) -> bool:
    """Tell whether a manager writes about one agent, and says nothing of their own work."""
    one = _ONE_AGENT.search(plain.text)
    return bool(one) and not _WRITER_AT_WORK.search(plain.text)


def clause(plain: Plain, start: int, end: int) -> str:
    """Give the whole clause around two places."""
    return plain.text[_begun(_CLAUSE_END, plain, start) : _ended(_CLAUSE_END, plain, end)]


def clause_before(plain: Plain, start: int, end: int) -> str:
    """Give the clause from its beginning up to `end`."""
    return plain.text[_begun(_CLAUSE_END, plain, start) : end]


def sentence(plain: Plain, start: int, end: int) -> str:
    """Give the whole sentence around two places."""
    return plain.text[_begun(_SENTENCE_END, plain, start) : _ended(_SENTENCE_END, plain, end)]


def denied(plain: Plain, start: int, end: int) -> bool:
    """Tell whether a negation stands in the clause, up to `end`."""
    return bool(_DENIAL.search(clause_before(plain, start, end)))


def denied_around(plain: Plain, start: int, end: int) -> bool:
    """Tell whether a negation stands anywhere in the clause."""
    return bool(_DENIAL.search(clause(plain, start, end)))


def of_somebody_else(plain: Plain, start: int, end: int) -> bool:
    """Tell whether the sentence, up to `end`, names somebody after it last named the writer."""
    said = plain.text[_begun(_SENTENCE_END, plain, start) : end]
    others = list(_SOMEBODY.finditer(said))
    if others and about_one_agent(plain):
        others = [match for match in others if not _THE_AGENT.match(match[0])]
    return bool(others) and not _ONESELF.search(said, others[-1].end())


def is_somebodys(plain: Plain, end: int) -> bool:
    """Tell whether the words just after `end` give it to somebody else (à ma collègue)."""
    return bool(_GIVEN_TO.match(plain.text, end))


def doubtful(plain: Plain, match: re.Match[str]) -> bool:
    """Tell whether what was matched is denied, or said of somebody else."""
    return denied(plain, *match.span()) or of_somebody_else(plain, *match.span())


def _begun(end_of: re.Pattern[str], plain: Plain, start: int) -> int:
    low = max(0, start - 300)
    return max((m.end() for m in end_of.finditer(plain.text, low, start)), default=low)


def _ended(end_of: re.Pattern[str], plain: Plain, end: int) -> int:
    match = end_of.search(plain.text, end, end + 300)
    return match.start() if match else min(len(plain.text), end + 300)
