"""The word that opens the answer to each question of yes or no: sure, or not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agents.checker.state import Checked
from agents.drafter.blocks import blocks_of
from agents.drafter.language.quantities import Quantity
from agents.drafter.quotable import DECIDED, near_passages, quoting_floor
from agents.drafter.verdicts.asked_claims import AskedClaim, asked_claim
from agents.drafter.verdicts.asked_right import right_found
from agents.drafter.verdicts.known_claims import Claim, ClaimVerdict, counted
from agents.drafter.verdicts.leanings import TURNS, leaning_of
from agents.drafter.verdicts.nearest_claim import nearest_claim
from agents.understand.mail.message import request_of
from agents.understand.questions import questions_of
from cases.folding import fold
from cases.model import Finding, FindingOutcome, Question, Ticket

OUI, NON, DEPENDS = "Oui.", "Non.", "Cela dépend."
_OPEN = frozenset({FindingOutcome.UNDECIDED, FindingOutcome.TO_CHECK})
_FOUND = {FindingOutcome.MET: True, FindingOutcome.NOT_MET: False}
_SAYS_IT = re.compile(r"(?:oui|non|pas encore|cela depend|si|quand|lorsque|sous reserve)\b")
"""How a sentence begins that says its verdict itself, or puts a condition first."""
_CONSTANT = {
    ClaimVerdict.YES: OUI,
    ClaimVerdict.NO: NON,
    ClaimVerdict.DEPENDS: DEPENDS,
}

_CLAIMS = re.compile(
    r"(?:\bj'arrive a|\bje (?:calcule|compte|trouve)\b[^.?!]*=|=|\b(?:on|il|elle|chef\w*|mairie|rh"
    r"|collegue) (?:me |m'a |nous )?(?:dit|parle|annonce)\b[^.?!\d]*|\bd'accord,? (?:que )?c'?est"
    r"|\bc'?est bien|\b(?:me|vous) dev(?:ez|ait|rait)|\bdonc)\s*$"
)
"""What stands just before a value that somebody claims."""
_GROSS = re.compile(r" ?(?:€ ?)?(?:bruts?|nets?)\b")
_RATE = re.compile(r"(?: bruts?)? par (?:jour|heure|km|kilometre|enfant|nuit|repas)\b")
"""A value counted for each: the total that somebody claims is not compared with it."""


def verdict_words(checked: Checked, ticket: Ticket) -> dict[int, str]:
    """Give the word that answers each question that has one, by its place."""
    said: dict[int, str] = {}
    by_town = near_passages(checked.passages, quoting_floor(checked.findings))
    told = request_of(ticket)
    for block in blocks_of(checked):
        if block.leads in DECIDED and not block.is_asked_about:
            question = block.question or _only_question(ticket)
            word = verdict_on(question, told, block.findings) if question else ""
            # What the law refuses, the town's text that follows may grant.
            said |= {block.place: word} if word and not (word == NON and by_town) else {}
    return said


def verdict_on(question: Question, told: str, findings: Sequence[Finding]) -> str:
    """Give the word that findings answer to a question, or nothing.

    Where several do, the likeliest gives it if a claim of its own is that very question and none
    of the others is claimed otherwise; it has not said it yet.
    """
    asked = asked_claim(question, told)
    if asked is None or not findings or findings[0].outcome in _OPEN:
        return ""
    first = findings[0]
    if _SAYS_IT.match(fold(first.answer)):
        return ""
    if not _is_alone(findings):
        return _agreed(asked, told, findings)
    is_right = is_value_right(asked, first)
    if is_right is not None:
        return OUI if is_right else NON
    # A card may leave one thing open and settle another, which a claim names.
    return _claimed(asked, told, first) or (DEPENDS if first.verdict == "cela dépend" else "")


def _agreed(asked: AskedClaim, told: str, findings: Sequence[Finding]) -> str:
    """Give the one word that the claims of findings have for a question, the likeliest's among."""
    words = [_of_claim(asked, told, finding) for finding in findings]
    return words[0] if words[0] and set(words) <= {words[0], ""} else ""


def _claimed(asked: AskedClaim, told: str, finding: Finding) -> str:
    if word := _of_claim(asked, told, finding):
        return word
    # Where the question rests on what was told before it, that may have turned it.
    turned = asked.is_whether and any(leaning_of(one).ways & TURNS for one in asked.before[-1:])
    found = None if turned else right_found(asked.own, told, finding)
    return "" if found is None else OUI if found else NON


def _of_claim(asked: AskedClaim, told: str, finding: Finding) -> str:
    """Give the word of the known claim that a question is, or nothing."""
    near = nearest_claim(asked, finding, told)
    if near is None or not _fits(near.claim, finding):
        return ""
    verdict = near.claim.verdict
    if verdict in _CONSTANT:
        return _CONSTANT[verdict]
    holds = _FOUND[finding.outcome]
    return OUI if holds is (verdict is ClaimVerdict.AS_FOUND) else NON


def _fits(claim: Claim, finding: Finding) -> bool:
    """Tell whether a claim's verdict goes with what was found: a yes before no refusal.

    A question that is turned round (refused, lost, obliged) gets the other word.
    """
    holds = _FOUND.get(finding.outcome)
    if claim.verdict not in _CONSTANT:
        return holds is not None
    if holds is None:
        return True
    if claim.verdict is ClaimVerdict.DEPENDS:
        return False
    return bool(claim.leans & TURNS) or (claim.verdict is ClaimVerdict.YES) is holds


def _is_alone(findings: Sequence[Finding]) -> bool:
    first, *others = findings
    beside = {finding.outcome for finding in others}
    return not (beside & {*_OPEN, *_FOUND}) and first.outcome not in _OPEN


def _only_question(ticket: Ticket) -> Question | None:
    """Give the one question of a ticket whose questions were not parted."""
    asked = questions_of(ticket.text, ticket.subject)
    return asked[0] if len(asked) == 1 else None


def is_value_right(asked: AskedClaim, finding: Finding) -> bool | None:
    """Tell whether the one value claimed is the one computed; None where none is, or many.

    It is in the unit of what was computed, and no fact of the person.
    """
    if not asked.is_whether:
        return None
    said = fold(finding.answer)
    totals = [v for v in finding.values if not _RATE.match(said.partition(fold(v))[2])]
    computed = [one for value in totals for one in counted(value)]
    units = {one.unit for one in computed}
    facts = {one.value for fact in finding.facts.values() for one in counted(fact)}
    claimed = {
        one.value for one in _values_claimed(asked) if one.unit in units and one.value not in facts
    }
    if len(claimed) != 1:
        return None
    value = claimed.pop()
    if any(one.value == value for one in computed):
        return True
    # The sentence says that value of something else.
    return None if any(one.value == value for one in counted(finding.answer)) else False


def _values_claimed(asked: AskedClaim) -> Iterator[Quantity]:
    """Find what is claimed, its unit read where the same number is told with one."""
    texts = (*asked.before, asked.own)
    told = {one.value: one.unit for text in texts for one in counted(text) if one.unit}
    for text in texts:
        folded = fold(text).replace("pour cent", "%")
        for one in counted(text):
            unit = "euro" if _GROSS.match(folded, one.end) else one.unit or told.get(one.value, "")
            if _CLAIMS.search(folded[: one.start]):
                yield replace(one, unit=unit)
