"""A right asked for straight, or whether it may be refused, where no known claim is that question.

The finding tells whether the right exists, and its own sentence must say so plainly.
"""

import re

from agents.drafter.language.cues import NEGATION, RESTRICTION, cues
from agents.drafter.language.quantities import numbers
from agents.drafter.language.sentences import Sentence, stems_of
from agents.drafter.verdicts.leanings import leaning_of
from cases.folding import fold
from cases.model import Finding, FindingOutcome

_WHO = r"(?:je|on|nous|il|elle|ils|elles)"
_SOFTLY = r"(?:bien |aussi |quand meme |encore |deja |donc |vraiment |tout de meme )*"
_RIGHT = re.compile(
    rf"\b(?:(?:y )?(?:ai|aurai|aurais|a|aura|avons|aurons|ont|auront)(?:-t)?-{_WHO} {_SOFTLY}"
    rf"(?:le )?droit|(?:j'|{_WHO} (?:y )?)(?:ai|aurai|aurais|a|aura|avons|ont)"
    rf" {_SOFTLY}(?:le )?droit"
    rf"|(?:puis|pourrai|pourrais|peut|pourra|pouvons|peuvent|pourront)-{_WHO}"
    rf"|{_WHO} (?:peux|peut|pourrai|pourra|pourrais|pouvons|peuvent|pourront)"
    r"|(?:est|serait|c'est)(?:-ce|-il|-elle)? (?:encore |deja |bien |donc )*(?:possible|permise?"
    r"|autorisee?|ouverte?)|ca (?:passe|marche)"
    r"|(?:me |nous )?(?:sera|seront|serai|serons|suis|est|sont)(?:-(?:elles|ils|elle|il|je|nous))?"
    rf" {_SOFTLY}payee?s|vais-je etre payee?|(?:je vais|je serai|on sera) (?:bien )?payee?s?"
    r"|(?:suis|serai|est|sera)-(?:je|il|elle) (?:bien )?(?:eligible|concernee?))\b"
)
_REFUSED = re.compile(
    r"\b(?:refuser|(?:etre|est|sera) refusee?s?|s'y opposer|s'opposer|dire non)\b"
)
_MAY = re.compile(r"\b(?:peu[xt]|peuvent|pouv\w+|pourr\w+|puis|ont-ils|a-t-\w+|possible)\b")
_LEFT_TO_SOMEBODY = re.compile(
    r"\b(?:sur autorisation|peut (?:etre |le |la )?refus\w+|si l'employeur"
    r"|n'est pas (?:de|un) droit|sous reserve|selon les necessites|avis favorable"
    r"|si le service|deliberation)\b"
)
_UNLESS_GRANTED = re.compile(r"\bsauf (?:une |l'|par )?(?:autorisation|accord|derogation|decision)")
"""A refusal that somebody may lift is no plain « non »."""
_OF_RIGHT = re.compile(
    r"\b(?<!pas )(?:est|sont|reste) de (?:plein )?droit\b"
    r"|\bne (?:peut|peuvent) (?:pas|jamais) (?:\w+ ){0,2}refus\w+"
)
_MAY_BE_REFUSED = re.compile(
    r"(?<!ne )\bpeut (?:etre |le |la |vous le |vous la )?refus\w+|\bn'est pas (?:de|un) droit\b"
)
_DENIES_NOTHING = re.compile(
    r"\bne (?:peut|peuvent) (?:pas|jamais) (?:\w+ ){0,2}refus\w+|\bnon (?:pris|utilise|pose)e?s?\b"
)
"""Denials that take nothing away from a right."""
_FIRST_PART = re.compile(r"[;:.]|, (?=[^\W\d])")
_STRAIGHT = frozenset({"pay", "half", "again", "of itself"})
"""Leanings of a question that asks for a right and turns nothing."""
_SAME_MATTER = 0.5
_SHORT = 3
"""Words of a question under which it rests on what was told before it."""


def right_found(asked: str, told: str, finding: Finding) -> bool | None:
    """Tell yes or no to a question about a right, or its refusal; None where it is not plain."""
    folded = fold(asked)
    ways = leaning_of(asked).ways
    if _REFUSED.search(folded):
        plain = ways <= {"refusal", "half"} and _MAY.search(folded)
        return _refusal(folded, told, finding) if plain else None
    if not ways <= _STRAIGHT or not _RIGHT.search(folded):
        return None
    if not _is_asked(folded, fold(told), finding) or not _is_plain(finding):
        return None
    granted = "droit" not in folded and _LEFT_TO_SOMEBODY.search(fold(finding.answer))
    return None if granted else finding.outcome is FindingOutcome.MET


def _refusal(folded: str, told: str, finding: Finding) -> bool | None:
    said = fold(finding.answer)
    of_right, may_be = _OF_RIGHT.search(said), _MAY_BE_REFUSED.search(said)
    if bool(of_right) is bool(may_be) or not _is_asked(folded, fold(told), finding):
        return None
    if of_right:
        return False if finding.outcome is FindingOutcome.MET else None
    return True


def _is_plain(finding: Finding) -> bool:
    """Tell whether a sentence reads as the « oui » or « non » it is."""
    said = fold(finding.answer)
    turned = cues(_DENIES_NOTHING.sub(" ", re.split(r"[:;.]", said)[0]))
    if finding.outcome is FindingOutcome.MET:
        return not (turned[NEGATION] or turned[RESTRICTION] or _LEFT_TO_SOMEBODY.search(said))
    if finding.outcome is not FindingOutcome.NOT_MET:
        return False
    refuses = cues(said)[NEGATION] or turned[RESTRICTION]
    return bool(refuses) and not _UNLESS_GRANTED.search(said)


def _is_asked(question: str, told: str, finding: Finding) -> bool:
    """Tell whether a finding answers that very question, with the figures it is asked with."""
    stems = Sentence(_REFUSED.sub(" ", _RIGHT.sub(" ", question))).stems
    about = stems_of(Sentence(f"{finding.title}. {finding.answer}").clauses)
    known = numbers(f"{finding.answer} {' '.join(finding.facts.values())}")
    said_first = numbers(_FIRST_PART.split(finding.answer)[0])
    rests_on = question if len(stems) >= _SHORT else told
    if finding.outcome is not FindingOutcome.NOT_MET and not (
        numbers(rests_on) <= known
        and (numbers(question) <= said_first or _REFUSED.search(question))
    ):
        return False
    if len(stems) >= _SHORT:
        return len(stems & about) >= _SAME_MATTER * len(stems)
    return bool(Sentence(told).stems & about)
