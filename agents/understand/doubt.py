"""What makes a reading doubtful: its clause denies it or supposes it, or it is said of another.

What a clause denies or supposes is no fact, and a fact of somebody else is no fact of the writer.
"""

import re
from dataclasses import replace

from statute.french import Plain, pattern

_SENTENCE_END = re.compile(r"(?<!\bl)(?<!\br)(?<!\bart)\.|[?!;\n]|\.(?! ?\d)")
"""A dot between the letter and the number of an article ends nothing: L. 332-14."""
_CLAUSE_END = re.compile(
    r"[.?!;:\n,()]| (?:mais|puis|car|alors que|parce que|et (?=je |j'|moi|mon |ma |il |elle ))"
)
_DENIAL = pattern(
    r"(?:pas(?! (?:navigo|mensuel|ter |train|bus|tcl|tiseo))|ni"
    r"|sans(?! (?:traitement|solde|réponse|suite|coupure|interruption|discontinuer)(?![a-z]))"
    r"|jamais|aucune?|nulle?)(?![a-z])|(?:ne |n')[^,.]{0,30}plus(?![a-z])"
    r"|(?:suis|ai|est|a|ont|vit) plus(?! (?:de |d'|que|tard))(?![a-z])"
)
_SOMEBODY = pattern(
    r"(?:collègues?|voisine?s?|(?<!suivre mon )(?<!suivre ma )(?<!suivre son )(?:conjointe?|mari"
    r"|femme|époux|épouse|compagn[a-z]+)|copain|copine"
    r"|amie?s?|frères?|soeurs?|mère|père|maman|papa|fils|fille|neveu|nièce|cousine?|tante|oncle"
    r"|(?<!comme )(?<!suis )cheff?e?(?!, (?:la |le |on |je |j'))|responsable"
    r"|(?:mon|ma|notre|le|la) (?:patron|direct(?:eur|rice)|maire|tut(?:eur|rice)|supérieure?)"
    r"|agente? d(?:e (?:mon|ma|notre|mes|nos)|u service)"
    r"|petite?s?-[a-z]+|beau-[a-z]+|belle-[a-z]+"
    r"|(?<!mon )remplac(?:e|er|ant|ante|ement de))(?![a-z])"
    r"|(?:il|elle) (?:travaille|bosse|est (?:titulaire|stagiaire|contractuel|en (?:arrêt|cd)))"
)
OTHERS = (
    r"collègue|voisin|(?:ma|mon|mes|un|une|sa|son|la|nos) (?:amie?s?|copine|nièce|neveu|soeurs?"
    r"|frères?|cousine?)(?![a-z])|belle-|beau-"
    r"|petite?s?-(?:fils|fille|enfant)|remplac|l'une? a |les (?:agents|femmes|mères|pères"
    r"|(?:deux )?parents)"
)
"""People whose children are not the writer's."""
_GIVEN_TO = re.compile(
    rf" (?:de|a|pour|chez) (?:ma|mon|mes|une?|la|le|notre|leur) {_SOMEBODY.pattern}"
)
_TOGETHER = re.compile(r"\bavec (?:[a-z']{1,6} )?$")
"""With somebody is done by oneself: covoiturage avec deux collègues."""
_TOGETHER_WITHIN = 14
_A_SUBSTITUTE = pattern(
    r"(?:je suis|j'étais|comme|en tant que|suis)(?: une?)?(?: [a-z]{3,14}){0,2} remplaçante?$"
)
"""Who replaces somebody tells of their own job: je suis ATSEM remplaçante."""
_THE_AGENT = re.compile("agent|il |elle |ele ")
_ONESELF = pattern(
    r"(?:je|j'|moi|nous|mon arrêt|mon contrat)(?![a-z])"
    r"|(?:m'a|m'ont|ma (?:demandé|fait|imposé)|me (?:demande|fait|doit|dit|paie|paye)) "
)
_ONE_AGENT = pattern(
    r"(?:une?|mon|notre|cet|cette) (?:de (?:mes|nos) )?(?:agente?s?|employée?)(?![a-z])"
    r"|(?:mon|ma|notre|cette?|ce) (?:animat(?:eur|rice)|saisonni(?:er|ère)|contractuele?|atsem"
    r"|jardini(?:er|ère)|stagiaire|secrétaire|cuisini(?:er|ère)|apprentie?|technicien(?:ne)?"
    r"|chargée? d[e']|adjointe? (?:technique|administrati)|collaborat(?:eur|rice)|gardien(?:ne)?"
    r"|bibliothécaire|éducat(?:eur|rice)|auxiliaire|médiat(?:eur|rice))"
)
_WRITER_AT_WORK = pattern(
    r"moi(?![a-z])|(?:mon|ma|mes) (?:contrat|cdd|cdi|arrêt|congé|enfant|accouch|grossesse|statut"
    r"|poste|paie|paye|salaire|cet(?![a-z])|accident|entretien|indice|dispo|grade|collègue)"
    r"|je suis (?:en (?:arrêt|cd|congé|dispo)|titulaire|stagiaire|contractuel|enceinte|né )"
)
_SUPPOSED = pattern(
    r"(?<!savoir )(?<!demande )(?<!dire )(?<!vérifier )(?<!confirmer )(?<!sais pas )"
    r"(?:(?:si|quand) (?:j'|je |jamais|il |elle |on |nous |l'agent|une? agent|mon |ma |tu |vous )"
    r"|si (?:les? |la |l'|mes |notre |nos |une? |ce |cette |c'))"
    r"|imagin|suppos|admettons|mettons(?! fin)|au cas où|par exemple|mêmes? (?:si|cas)"
    r"|(?:j'|je |il |elle |on |nous |c')?(?:serais|serait|aurais|aurait|seriez|auriez)(?![a-z])"
)
_IMPERFECT = pattern(
    r"(?:j'|je |il |elle |on |nous |c')?(?:étais|était|étions|avais|avait|avions)(?![a-z])"
)


def in_doubt(  # noqa: PLR0913  # each reason to doubt may be put aside
    plain: Plain,
    start: int,
    end: int,
    unless: re.Pattern[str] | None = None,
    *,
    own: bool = True,
    denies: bool = False,
    imperfect: bool = False,
) -> bool:
    """Tell whether what stands there is denied, supposed, past, of another matter or person."""
    said = clause_before(plain, start, end)
    return bool(
        (not denies and _DENIAL.search(said))
        or _SUPPOSED.search(said)
        or (not imperfect and _IMPERFECT.search(said))
        or (own and (of_somebody_else(plain, start, end) or is_somebodys(plain, end)))
        or (unless and unless.search(sentence(plain, start, end)))
    )


_IF_CHOSEN = re.compile(r"\bsi (?=je |j'|on |nous |elle )")


def as_chosen(plain: Plain) -> Plain:
    """Take what one would choose as chosen (si je reporte trois semaines); places stay the same."""
    return replace(plain, text=_IF_CHOSEN.sub(lambda found: " " * len(found[0]), plain.text))


_FOR_A_COLLEAGUE = pattern(
    r"(?:écri[a-z]+|questions?|demandes?|renseignements?|contact[a-z]*|interrog[a-z]*|sollicit[a-z]*"
    r"|aid[a-z]*|réponse|message)[^.?!;]{0,40} (?:pour|au sujet d[e']|concernant|à propos d[e'])"
    r" ?(?:une?|mon|ma|notre|l'un[ea]? de (?:mes|nos)) collègue"
)


def for_a_colleague(plain: Plain) -> Plain:
    """Take a colleague for whom one writes as the employee the mail is about; places stay."""
    if not _FOR_A_COLLEAGUE.search(plain.text):
        return plain
    return replace(plain, text=plain.text.replace("colegue", "employe"))


def about_one_agent(plain: Plain) -> bool:
    """Tell whether a manager writes about one agent, and says nothing of their own work."""
    one = _ONE_AGENT.search(plain.text)
    return bool(one) and not _WRITER_AT_WORK.search(plain.text)


def clause(plain: Plain, start: int, end: int) -> str:
    """Cut the whole clause around two places."""
    return plain.text[_begun(_CLAUSE_END, plain, start) : _ended(_CLAUSE_END, plain, end)]


def clause_before(plain: Plain, start: int, end: int) -> str:
    """Cut the clause from its beginning up to `end`."""
    return plain.text[_begun(_CLAUSE_END, plain, start) : end]


def sentence(plain: Plain, start: int, end: int) -> str:
    """Cut the whole sentence around two places."""
    return plain.text[_begun(_SENTENCE_END, plain, start) : _ended(_SENTENCE_END, plain, end)]


def rest_of_sentence(plain: Plain, start: int) -> str:
    """Cut what follows a place in its sentence."""
    return plain.text[start : _ended(_SENTENCE_END, plain, start)]


def denied(plain: Plain, start: int, end: int) -> bool:
    """Tell whether a negation stands in the clause, up to `end`."""
    return bool(_DENIAL.search(clause_before(plain, start, end)))


def denied_around(plain: Plain, start: int, end: int) -> bool:
    """Tell whether a negation stands anywhere in the clause."""
    return bool(_DENIAL.search(clause(plain, start, end)))


_ASKS_FOR = pattern(
    r"(?:écris|écrit|demande|question|renseigne|viens|appelle|message|nom)[^.?!;\n]{0,25}? "
    r"(?:pour|au nom de|de la part de) (?:ma|mon) (?P<who>femme|mari|épouse|époux|conjointe?"
    r"|compagne|compagnon|mère|père|fille|fils|soeur|frère|maman)(?![a-z])[^.?!;\n]{0,12} qui "
)
"""Who writes for somebody near who works here: what is then told is told of that agent."""


def asked_for(plain: Plain) -> str:
    """Name who is written for, where the writer tells nothing of a job of their own."""
    match = _ASKS_FOR.search(plain.text)
    return match["who"] if match and not _WRITER_AT_WORK.search(plain.text) else ""


def of_somebody_else(plain: Plain, start: int, end: int) -> bool:
    """Tell whether the sentence, up to `end`, names somebody after it last named the writer."""
    said = plain.text[_begun(_SENTENCE_END, plain, start) : end]
    others = [
        match
        for match in _SOMEBODY.finditer(said)
        if not _TOGETHER.search(said[max(0, match.start() - _TOGETHER_WITHIN) : match.start()])
    ]
    if others and (agent := asked_for(plain)):
        others = [m for m in others if not (m[0] == agent or _THE_AGENT.match(m[0]))]
    others = [match for match in others if not _A_SUBSTITUTE.search(said[: match.end()])]
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
