"""The « Oui. » or « Non. » that opens an answer: only to one plain question of a right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.drafter.figures import numbers
from agents.drafter.guards.marks import DENIES, ONLY, marks
from agents.drafter.guards.reading import Sentence, stems_of
from agents.folding import fold
from cases.model import Finding, FindingOutcome, Ticket

_OPEN = frozenset({FindingOutcome.UNDECIDED, FindingOutcome.TO_CHECK})
_WORDS = {FindingOutcome.MET: "Oui.", FindingOutcome.NOT_MET: "Non."}
_QUESTION = re.compile(r"[^.?!\n]*\?")
_ASKS_FOR_A_RIGHT = re.compile(
    r"\b(?:(?:y )?(?:ai|aurai|aurais)-je (?:bien |aussi |quand meme |encore |deja |le )*droit"
    r"|(?:j'ai|j'aurai|j'aurais|on a) (?:bien |aussi |quand meme |encore |deja |le )*droit"
    r"|(?:puis|pourrai|pourrais)-je|peut-on|je (?:peux|pourrai|pourrais)|on peut"
    r"|(?:est-ce|est-il|c'est|serait-ce|serait-il) (?:que c'est |encore |deja |bien |donc )*"
    r"(?:possible|permis|autorise|ouvert)"
    r"|ca (?:passe|marche)|(?:me |nous )?seront(?:-elles|-ils)? (?:donc |bien )*payee?s"
    r"|(?:suis|serai)-je (?:bien )?eligible)\b"
)
_ASKS_FOR_MORE = re.compile(
    r"\b(?:combien|quand(?! meme)|quel\w*|comment|pourquoi|qui|quoi|ou|d'ou|jusqu\w*|que"
    r"|lequel|laquelle"
    r"|pas|plus|jamais|aucune?|sans|ni|seulement|obligatoire\w*)\b(?<!est-ce que)(?<!en plus)"
)
_OPPOSED = re.compile(
    r"\b(?:refus\w*|bloqu\w*|interdi\w*|perd\w*|oblig\w*|empech\w*|impos\w*|retir\w*|supprim\w*"
    r"|annul\w*|sanction\w*|reproch\w*|contest\w*|forc\w*|exig\w*|rejet\w*)\b"
)
"""Words that turn the question round: a right that exists is then a « non »."""
_SAYS_IT = re.compile(r"(?:oui|non|pas encore)\b")
_DEPENDS = re.compile(r"(?:si|quand|lorsque|sous reserve|en cas de)\b")
_FIRST_PART = re.compile(r"[;:.]|, (?=[^\W\d])")
_SAME_MATTER = 0.5
_SHORT = 3
"""Words of a question under which it rests on what was told before it."""


def verdict_of(ticket: Ticket, findings: Sequence[Finding]) -> str:
    """Give the « Oui. » or « Non. » of the leading finding; nothing where that is not certain.

    The ticket asks one question, for a right; one finding alone answers it, and says it plainly.
    """
    question = _only_question(f"{ticket.subject}\n{ticket.text}")
    if not (question and findings):
        return ""
    first, *others = findings
    beside = {finding.outcome for finding in others}
    alone = not beside & {*_OPEN, *_WORDS} and first.outcome in _WORDS
    if alone and _is_plain(first) and _is_asked(question, ticket, first):
        return _WORDS[first.outcome]
    return ""


def _only_question(text: str) -> str:
    """Give the one question of a text, where it asks for a right and for nothing more."""
    asked = _QUESTION.findall(text)
    if len(asked) != 1 or _OPPOSED.search(fold(text)):
        return ""
    whole = fold(asked[0])
    last = whole.rpartition(",")[2]
    question = last if _ASKS_FOR_A_RIGHT.search(last) else whole
    asks = _ASKS_FOR_A_RIGHT.search(question) and not _ASKS_FOR_MORE.search(question)
    return question if asks else ""


def _is_plain(finding: Finding) -> bool:
    """Tell whether a sentence reads as the « oui » or « non » it is, and has not said it yet."""
    said = fold(finding.answer)
    if _SAYS_IT.match(said) or _DEPENDS.match(said):
        return False
    turned = marks(re.split(r"[:;.]", said)[0])
    if finding.outcome is FindingOutcome.MET:
        return not (turned[DENIES] or turned[ONLY])
    return bool(marks(said)[DENIES] or turned[ONLY])


def _is_asked(question: str, ticket: Ticket, finding: Finding) -> bool:
    """Tell whether a finding answers that very question, with the figures it is asked with."""
    asked = Sentence(_ASKS_FOR_A_RIGHT.sub(" ", question))
    told = asked
    if len(asked.stems) < _SHORT:
        told = Sentence(fold(f"{ticket.subject} {ticket.text}"))
    answer = Sentence(f"{finding.title}. {finding.answer}")
    about = stems_of(answer.clauses)
    known = numbers(f"{finding.answer} {' '.join(finding.facts.values())}")
    said_first = numbers(_FIRST_PART.split(finding.answer)[0])
    right = numbers(told.text) <= known and numbers(question) <= said_first
    if finding.outcome is FindingOutcome.MET and not right:
        return False
    if asked.stems and len(asked.stems) >= _SHORT:
        return len(asked.stems & about) >= _SAME_MATTER * len(asked.stems)
    return bool(told.stems & about)
