"""Where a question only asks whether something is so, what was told before it is what it asks."""

import re
from dataclasses import dataclass

from agents.drafter.language.sentences import Sentence
from agents.understand.questions import sentences_of
from cases.folding import fold
from cases.model import Question, QuestionKind

_WHETHER = re.compile(
    r"\b(?:(?:c'?est|cest|est[- ]ce|c) (?:bien )?(?:vrai|exact|juste|normal|legal|bon|correct|ca"
    r"|le cas|regulier)|vrai(?: ou faux)?|faux|d'accord|qui (?:a|dit) (?:raison|vrai)"
    r"|ok pour vous|(?:vous )?confirmez(?:[- ]vous)?|(?:ont|a|aviez|avez)(?:[- ]t)?[- ]"
    r"(?:ils?|elles?|vous|on) (?:bien )?(?:le|ce) droit"
    r"|(?:ils?|elles?|on|vous) (?:ont|a|avez|aviez) (?:bien )?le droit"
    r"|oui ou non|je mandate|ca passe|verifier mon calcul|c'?est bien|c [cs]a"
    r"|tout est (?:juste|bon)|moi aussi|vous me devez)\b"
)
"""How somebody asks whether what was told is so. « Ai-je le droit » asks for something else."""
_IDLE = re.compile(
    r"\b(?:cette (?:regle|annee|histoire)|je suppose|donc|alors|nous sommes|on es[t]?|la-dedans"
    r"|ou vous inventez|pouvez[- ]vous|merci|svp|s'il vous plait|truc)\b"
)
_ASKS_FOR_MORE = re.compile(
    r"\b(?:combiens?|cb|quand(?! meme)|quel\w*|comment|pourquoi|qu'est|quoi|d'ou|jusqu'?a? ?qu\w+"
    r"|lequel|laquelle|a qui)\b|^\W*(?:et |mais )?qui\b"
)
_EITHER = re.compile(r"\bou (?!pas\b|non\b|quoi\b|plus\b|faux\b|vous inventez)")
_CLAUSE_END = re.compile(
    r"[,;:«»]| (?:et|mais|car|or) (?=que |je |on |il |elle |le |la |les |ils )"
    r"|(?<=dit) que |(?<=dire) que "
)
_I_MAY = re.compile(r"\bj'?ai (?:bien )?le droit\b")
_FEW = 2
_MOST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class AskedClaim:
    """What is asked by yes or no, in its own words; `before` are the sentences just before it.

    `is_whether`: it asks whether something is so, which those sentences may have said.
    """

    own: str
    before: tuple[str, ...]
    is_whether: bool
    says_nothing: bool
    """It has no matter of its own (« est-ce exact ? »)."""

    @property
    def readings(self) -> tuple[str, ...]:
        """Give the texts that may be what is asked, its own words first."""
        own = () if self.says_nothing else (self.own,)
        if not self.is_whether:
            rests = not _I_MAY.search(fold(self.own))
            return (*own, " ".join((*self.before[-1:], self.own))) if rests else own
        sentences = (*self.before, self.own)
        clauses = (part for one in sentences for part in _CLAUSE_END.split(one))
        whole = (one for one in sentences if not self.says_nothing or one is not self.own)
        return tuple(dict.fromkeys((*own, *whole, *(c.strip() for c in clauses))))


def asked_claim(question: Question, own_words: str) -> AskedClaim | None:
    """Read what a question wants by yes or no; None where it wants something else, or a choice."""
    own = " ".join(question.text.split())
    folded = fold(own)
    bare = _IDLE.sub(" ", _WHETHER.sub(" ", folded))
    is_whether = bool(_WHETHER.search(folded)) and not _I_MAY.search(folded)
    if question.kind is not QuestionKind.YES_NO and not is_whether:
        return None
    if _ASKS_FOR_MORE.search(bare) or _EITHER.search(bare):
        return None
    says_nothing = is_whether and len(Sentence(bare).stems) < _FEW
    return AskedClaim(own, _told_before(own, own_words), is_whether, says_nothing)


def _told_before(question: str, own_words: str) -> tuple[str, ...]:
    """Give the sentences just before a question, no other question among them."""
    before = [one.text for one in sentences_of(own_words)]
    place = next((at for at, text in enumerate(before) if question in text or text in question), 0)
    told: list[str] = []
    for text in reversed(before[:place]):
        if text.rstrip().endswith("?") or len(told) == _MOST_SENTENCES:
            break
        told.insert(0, text)
    return tuple(told)
