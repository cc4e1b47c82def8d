"""Which known claim of a rule a question is, where it is sure."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from agents.checker.rule_meaning import vectors_of
from agents.drafter.verdicts.asked_claims import AskedClaim
from agents.drafter.verdicts.known_claims import (
    Claim,
    claim_vectors,
    known_claims,
    values_of,
    words_of,
)
from agents.drafter.verdicts.leanings import TOLD, TURNS, Leanings, leaning_of
from cases.model import Finding
from cases.retention.caches import cache_until_cleared
from knowledge.encoder import Vectors

SURE = 0.85
"""The least nearness, of meaning (-1..1) and of words (0..1) together."""
_FAR = 0.2
"""The meaning under which no words make two questions the same."""
_FAR_UNTOLD = 0.4
"""The same, of a claim that has no word but those of its matter."""
_APART = 0.1
"""By how much the nearest claim is nearer than the nearest of another verdict."""
_SHARED = 0.3
"""The share of a rule's claims that has the words of its matter, which tell none from another."""
_ALL_ALIKE = 3
"""Claims that lean the same way and get one verdict: another question of that way gets it too."""
_SURE_IF_ALIKE = 0.5
_ONLY_TOLD = 0.4
"""What the words that a claim has in common only with the rest of the ticket are worth."""
_OTHER_WORDS = 0.8
"""What it costs to have words that other claims of the rule have, and this one has not."""


@dataclass(frozen=True, slots=True)
class Near:
    """A claim, and how near a question is to it, by meaning and by words."""

    claim: Claim
    meaning: float
    words: float
    is_told_apart: bool
    """Whether the claim has a word that is not of its rule's matter."""

    @property
    def nearness(self) -> float:
        """Both together."""
        return self.meaning + self.words


def nearest_claim(asked: AskedClaim, finding: Finding, told: str) -> Near | None:
    """Find the claim that a question is, among those of the rule that answers it; or nothing."""
    # What was told before says all of itself: the rest of the ticket may be of another matter.
    read = ((text, told if asked.own in text else "") for text in asked.readings)
    found = [near for text, all_told in read if (near := _nearest(text, finding, all_told))]
    best = max(found, key=lambda one: one.nearness, default=None)
    if best and any(one.claim.verdict is not best.claim.verdict for one in found):
        return None
    return best


def _nearest(text: str, finding: Finding, told: str) -> Near | None:
    near = sorted(claims_near(text, finding.rule, told), key=lambda one: -one.nearness)
    if not near or near[0].meaning < (_FAR if near[0].is_told_apart else _FAR_UNTOLD):
        return None
    others = [one for one in near if one.claim.verdict is not near[0].claim.verdict]
    alike = not others and len(near) >= _ALL_ALIKE
    if near[0].nearness < (_SURE_IF_ALIKE if alike else SURE):
        return None
    return None if others and near[0].nearness - others[0].nearness < _APART else near[0]


def claims_near(text: str, rule: str, told: str) -> Iterator[Near]:
    """Compare a text with each claim of a rule that leans the same way and counts the same."""
    words = words_of(text)
    matter = matter_of(rule)
    mine = words - matter.words
    if not words or not matter.rows:
        return
    ways = leaning_of(text).ways - matter.ways
    also = ways | (leaning_of(told).ways & TOLD)
    values = values_of(text)
    meanings = claim_vectors().nearness(_vector(text))[0]
    all_told = words_of(told) - TURNS
    for row in matter.rows:
        claim = known_claims()[row]
        if ways <= claim.leans - matter.ways <= also and claim.values in (frozenset(), values):
            its = claim.words - matter.words
            if mine & matter.others and not its & (mine | all_told):
                continue
            shared = _share(its & (mine | all_told), its)
            lost = _OTHER_WORDS * _share((mine & matter.others) - its, mine)
            if mine and not mine & its:
                shared *= _ONLY_TOLD
            yield Near(claim, float(meanings[row]), shared - lost, is_told_apart=bool(its))


def _share(some: frozenset[str], of_all: frozenset[str]) -> float:
    """Weigh words by how rare they are; nothing to share is all shared."""
    whole = sum(map(_rarity, of_all))
    return sum(map(_rarity, some)) / whole if whole else float(not some)


@dataclass(frozen=True, slots=True)
class Matter:
    """What the claims of a rule have in common, and what tells them apart."""

    rows: tuple[int, ...]
    words: frozenset[str]
    others: frozenset[str]
    ways: Leanings
    """The leanings of the matter itself, which turn nothing: a leave that is paid by half."""


@cache
def matter_of(rule: str) -> Matter:
    """Tell what the claims of a rule have in common."""
    rows = claim_vectors().by_rule.get(rule, ())
    claims = [known_claims()[row] for row in rows]
    counts = Counter(word for claim in claims for word in claim.words)
    least = max(2.0, _SHARED * len(claims))
    common = frozenset(word for word, count in counts.items() if count >= least) - TURNS
    ways = frozenset().union(*(claim.leans for claim in claims))
    return Matter(rows, common, frozenset(counts) - common, (ways & common) - TURNS)


@cache
def _frequencies() -> Counter[str]:
    return Counter(word for claim in known_claims() for word in claim.words)


def _rarity(word: str) -> float:
    return math.log((len(known_claims()) + 1) / (_frequencies()[word] + 0.5))


@cache_until_cleared(256)
def _vector(text: str) -> Vectors:
    return vectors_of([text])
