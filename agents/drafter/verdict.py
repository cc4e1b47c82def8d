"""The « Oui. » or « Non. » that opens an answer: said where it is certain, else nothing is.

A finding tells whether a right exists; the question decides which word says it. « Y ai-je droit ? »
is a yes where the right exists, « peut-on me le refuser ? » a no.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from agents.checker.state import Checked
from agents.drafter.blocks import blocks_of
from agents.drafter.language.cues import NEGATION, RESTRICTION, cues
from agents.drafter.language.quantities import numbers
from agents.drafter.language.sentences import Sentence, stems_of
from agents.drafter.quotable import DECIDED, near_passages, quoting_floor
from cases.folding import fold
from cases.model import Finding, FindingOutcome, Question, QuestionKind, Ticket

OUI, NON = "Oui.", "Non."
_OPEN = frozenset({FindingOutcome.UNDECIDED, FindingOutcome.TO_CHECK})
_WORDS = {FindingOutcome.MET: OUI, FindingOutcome.NOT_MET: NON}
_TURNED = {OUI: NON, NON: OUI}
_QUESTION = re.compile(r"[^.?!\n]*\?")
_WHO = r"(?:je|on|nous|il|elle|ils|elles)"
_SOFTLY = r"(?:bien |aussi |quand meme |encore |deja |donc |vraiment |tout de meme )*"
_RIGHT = re.compile(
    rf"\b(?:(?:y )?(?:ai|aurai|aurais|a|aura|avons|aurons|ont|auront)(?:-t)?-{_WHO} {_SOFTLY}"
    rf"(?:le )?droit|(?:j'|{_WHO} (?:y )?)(?:ai|aurai|aurais|a|aura|avons|ont)"
    rf" {_SOFTLY}(?:le )?droit"
    rf"|(?:puis|pourrai|pourrais|peut|pourra|pouvons|peuvent|pourront)-{_WHO}"
    rf"|{_WHO} (?:peux|peut|pourrai|pourra|pourrais|pouvons|peuvent|pourront)"
    r"|(?:est-ce|est-il|est-elle|c'est|serait-ce|serait-il|sera-ce|ce serait)"
    r" (?:que c'est |encore |deja |bien |donc )*(?:possible|permise?|autorisee?|ouverte?)"
    r"|(?:est|serait) (?:encore |bien )*(?:possible|permise?|autorisee?)"
    r"|ca (?:passe|marche)"
    r"|(?:me |nous )?(?:sera|seront|serai|serons|suis|est|sont)(?:-(?:elles|ils|elle|il|je|nous))?"
    rf" {_SOFTLY}payee?s|vais-je etre payee?|(?:je vais|je serai|on sera) (?:bien )?payee?s?"
    r"|(?:suis|serai|est|sera)-(?:je|il|elle) (?:bien )?(?:eligible|concernee?))\b"
)
_REFUSED = re.compile(
    r"\b(?:refuser|refusee?s?|s'y opposer|s'opposer|dire non)\b|\brefus\b.{0,20}\bpossible\b"
)
_MAY = re.compile(
    r"\b(?:peu[xt]|peuvent|pouv\w+|pourr\w+|puis|a-t-\w+|ont-\w+|a|ont|est-ce|c'est|possible)\b"
)
_FORBIDDEN = re.compile(r"\b(?:est-ce|c'est|est-il|serait-ce) (?:\w+ )?interdit\b")
_LOST = re.compile(
    r"\b(?:ai-je|a-t-(?:il|elle|on)|vais-je|j'ai|je vais|on va|il va|elle va|je|avons-nous)"
    r" (?:donc |bien |tout |les |le |la )*(?:perdus?|perdre|perds)\b"
)
_ASKS_FOR_MORE = re.compile(
    r"\b(?:combien|quand(?! meme)|quel\w*|comment|pourquoi|qui|quoi|ou|d'ou|jusqu\w*|que"
    r"|lequel|laquelle"
    r"|pas|plus|jamais|aucune?|sans|ni|seulement|uniquement|obligatoire\w*|sauf)\b"
    r"(?<!est-ce que)(?<!en plus)"
)
_OPPOSED = re.compile(
    r"\b(?:refus\w*|bloqu\w*|interdi\w*|perd\w*|oblig\w*|empech\w*|impos\w*|retir\w*|supprim\w*"
    r"|annul\w*|sanction\w*|reproch\w*|contest\w*|forc\w*|exig\w*|rejet\w*|priv(?:er|ee?)\b"
    r"|oppos\w*|exclu\w*)\b"
)
"""Words that turn the question round: a right that exists is then a « non »."""
_SAYS_IT = re.compile(r"(?:oui|non|pas encore)\b")
_DEPENDS = re.compile(r"(?:si|quand|lorsque|sous reserve|en cas de)\b")
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
_CANNOT = re.compile(
    r"\bne (?:peut|peuvent) pas\b|\bn'est pas (?:possible|permise?|autorisee?)\b|\binterdi\w+"
    r"|\bexclu\w*"
)
_STAYS = re.compile(r"\b(?:reporte\w*|conserv\w+|garde\w*|reste\w*|maintenu\w*|indemnise\w*)\b")
_DENIES_NOTHING = re.compile(
    r"\bne (?:peut|peuvent) (?:pas|jamais) (?:\w+ ){0,2}refus\w+|\bnon (?:pris|utilise|pose)e?s?\b"
)
"""Denials that take nothing away from a right."""
_FIRST_PART = re.compile(r"[;:.]|, (?=[^\W\d])")
_SAME_MATTER = 0.5
_SHORT = 3
"""Words of a question under which it rests on what was told before it."""


class Way(StrEnum):
    """Which way a question of yes or no is asked."""

    RIGHT = "right"
    REFUSED = "refused"
    FORBIDDEN = "forbidden"
    LOST = "lost"


def verdicts_said(checked: Checked, ticket: Ticket) -> dict[int, str]:
    """Give the word that opens the answer to each question that has one, by its place."""
    said: dict[int, str] = {}
    by_town = near_passages(checked.passages, quoting_floor(checked.findings))
    for block in blocks_of(checked):
        if block.leads in DECIDED and not block.is_asked_about:
            known = block.findings
            asked = block.question
            word = verdict_on(asked, ticket, known) if asked else verdict_of(ticket, known)
            # What the law refuses, the town's text that follows may grant.
            said |= {block.place: word} if word and not (word == NON and by_town) else {}
    return said


def verdict_of(ticket: Ticket, findings: Sequence[Finding]) -> str:
    """Give the « Oui. » or « Non. » that answers the one question of a ticket, or nothing."""
    asked = _QUESTION.findall(f"{ticket.subject}\n{ticket.text}")
    return verdict_on(asked[0], ticket, findings) if len(asked) == 1 else ""


def verdict_on(question: Question | str, ticket: Ticket, findings: Sequence[Finding]) -> str:
    """Give the « Oui. » or « Non. » that findings answer to a question, or nothing.

    One finding alone answers it, the likeliest, and says it plainly.
    """
    if isinstance(question, Question):
        if question.kind is not QuestionKind.YES_NO:
            return ""
        question = question.text
    if not findings or not _is_alone(findings):
        return ""
    asked = fold(question)
    last = asked.rpartition(",")[2]
    asked = last if way_of(last) else asked
    way, first = way_of(asked), findings[0]
    told = fold(f"{ticket.subject} {ticket.text}")
    if way is None or not _is_asked(asked, told, first, way):
        return ""
    if way is Way.RIGHT:
        anaphoric = len(_stems_asked(asked)) < _SHORT and _OPPOSED.search(told)
        # What is not of right may still be granted: « puis-je ? » gets no « non ».
        granted = "droit" not in asked and _LEFT_TO_SOMEBODY.search(fold(first.answer))
        unsure = anaphoric or granted or not _is_plain(first)
        return "" if unsure else _WORDS[first.outcome]
    return turned_verdict(way, first)


def _is_alone(findings: Sequence[Finding]) -> bool:
    first, *others = findings
    beside = {finding.outcome for finding in others}
    depends = first.verdict == "cela dépend"
    return not (beside & {*_OPEN, *_WORDS}) and first.outcome not in _OPEN and not depends


def way_of(asked: str) -> Way | None:
    """Read which way a folded question is asked; None where it asks for more, or is not plain."""
    plain = re.sub(r"\b(?:est-ce qu(?:e |')|n'est-ce pas)", "", asked)
    if _ASKS_FOR_MORE.search(plain):
        return None
    if _REFUSED.search(plain):
        others = _OPPOSED.findall(_REFUSED.sub(" ", plain))
        return Way.REFUSED if _MAY.search(plain) and not others else None
    if _FORBIDDEN.search(plain):
        return Way.FORBIDDEN if len(_OPPOSED.findall(plain)) == 1 else None
    if _LOST.search(plain):
        return Way.LOST if len(_OPPOSED.findall(plain)) == 1 else None
    return Way.RIGHT if _RIGHT.search(plain) and not _OPPOSED.search(plain) else None


def turned_verdict(way: Way, finding: Finding) -> str:
    """Answer a question that is asked the other way round, where the sentence itself says it."""
    said = fold(finding.answer)
    if _SAYS_IT.match(said) or _DEPENDS.match(said):
        return ""
    if way is Way.REFUSED:
        of_right, may_be = _OF_RIGHT.search(said), _MAY_BE_REFUSED.search(said)
        if bool(of_right) is bool(may_be):
            return ""
        return NON if of_right and finding.outcome is FindingOutcome.MET else OUI if may_be else ""
    word = _TURNED.get(_WORDS.get(finding.outcome, ""), "")
    first = _FIRST_PART.split(said)[0]
    if way is Way.FORBIDDEN:
        refuses, limited = _CANNOT.search(first), _LEFT_TO_SOMEBODY.search(said)
        wanted = bool(refuses) if word == OUI else not (refuses or limited)
    else:
        denied = cues(_DENIES_NOTHING.sub(" ", first))[NEGATION]
        wanted = word == NON and _STAYS.search(first) is not None and not denied
    return word if wanted else ""


def _is_plain(finding: Finding) -> bool:
    """Tell whether a sentence reads as the « oui » or « non » it is, and has not said it yet."""
    said = fold(finding.answer)
    if finding.outcome not in _WORDS or _SAYS_IT.match(said) or _DEPENDS.match(said):
        return False
    turned = cues(_DENIES_NOTHING.sub(" ", re.split(r"[:;.]", said)[0]))
    if finding.outcome is FindingOutcome.MET:
        return not (turned[NEGATION] or turned[RESTRICTION] or _LEFT_TO_SOMEBODY.search(said))
    refuses = cues(said)[NEGATION] or turned[RESTRICTION]
    return bool(refuses) and not _UNLESS_GRANTED.search(said)


def _stems_asked(asked: str) -> frozenset[str]:
    """List what a question is about, the words that ask left out."""
    plain = asked
    for pattern in (_RIGHT, _REFUSED, _FORBIDDEN, _LOST):
        plain = pattern.sub(" ", plain)
    return Sentence(plain).stems


def _is_asked(question: str, told: str, finding: Finding, way: Way) -> bool:
    """Tell whether a finding answers that very question, with the figures it is asked with."""
    stems = _stems_asked(question)
    about = stems_of(Sentence(f"{finding.title}. {finding.answer}").clauses)
    known = numbers(f"{finding.answer} {' '.join(finding.facts.values())}")
    said_first = numbers(_FIRST_PART.split(finding.answer)[0]) if way is Way.RIGHT else known
    rests_on = question if len(stems) >= _SHORT else told
    if finding.outcome is not FindingOutcome.NOT_MET and not (
        numbers(rests_on) <= known and numbers(question) <= said_first
    ):
        return False
    if len(stems) >= _SHORT:
        return len(stems & about) >= _SAME_MATTER * len(stems)
    return bool(Sentence(told).stems & about)
