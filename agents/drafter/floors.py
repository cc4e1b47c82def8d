"""How likely a passage must be to be quoted, beside what the rules have said.

Where a rule answers, most questions are for no text of the town; where a rule leaves the answer to
the town, they are. Read one by one, letters to the 120 general development tickets quoted fourteen
passages beside a rule's answer for nothing, thirteen of them under 0.7 (ADR 7).
"""

import re
from collections.abc import Iterable, Sequence

from agents.folding import fold
from cases.model import Finding, FindingOutcome, Passage

QUOTABLE = 0.5
"""The likelihood from which a passage answers alone: `make train` prints how often it is right."""
BESIDE_A_RULE = 0.7
"""Beside a rule that answers."""
LEFT_TO_IT = 0.3
"""Where a rule says that the town decides."""
DECIDED = frozenset({FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE})

_THE_TOWN_MAY = re.compile(
    r"(?<!ni )deliberation|collectivite (?:fixe|decide|peut|choisit)|employeur (?:fixe|decide|peut)"
    r"|reglement interieur|autorite territoriale|autorisation exceptionnelle de l.employeur"
)
_BESIDE_THE_BEST = 0.5
_SAME_TEXT = 0.12


def leaves_room(finding: Finding) -> bool:
    """Tell whether a rule names who decides, and so leaves room for what the town says."""
    return _THE_TOWN_MAY.search(fold(finding.answer)) is not None


def floor_beside(findings: Iterable[Finding]) -> float:
    """Say how likely a passage must be to be quoted beside findings, or alone without any.

    The likeliest finding leads, as it does in the letter: one that is open answers nothing.
    """
    told = tuple(findings)
    if any(leaves_room(finding) for finding in told):
        return LEFT_TO_IT
    return BESIDE_A_RULE if told and told[0].outcome in DECIDED else QUOTABLE


def near_enough(passages: Sequence[Passage], floor: float = QUOTABLE) -> list[Passage]:
    """Keep the passages a letter may quote: above the floor, and about as near as the best.

    Where the best one surely answers, other headings of its text need less, whatever the floor:
    what one leaves out, its neighbour says.
    """
    best = max(passages, key=lambda passage: passage.score, default=None)
    if best is None or best.score < floor:
        return []
    floor = max(floor, best.score * _BESIDE_THE_BEST)
    near = _SAME_TEXT if best.score >= QUOTABLE else floor
    return [p for p in passages if p.score >= (near if p.source == best.source else floor)]
