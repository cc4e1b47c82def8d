"""What people ask of each rule by yes or no, or wrongly believe of it, and the verdict it gets.

A question is compared with those of the rule that answers it, by meaning and by words, and takes
the verdict of the nearest where it is sure. The vectors ship in `claims.npz`: none is encoded at
start.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from agents.drafter.language.quantities import Quantity, quantities
from agents.drafter.language.sentences import Sentence
from agents.drafter.verdicts.leanings import Leanings, leaning_of
from cases.folding import fold
from knowledge.encoder import Vectors

HERE = Path(__file__).parent
SHIPPED = HERE / "claims.npz"
_NO_FIGURE = frozenset({"per", "kind", "part"})
_NO_VALUE = _NO_FIGURE | {"ordinal", "year", "month"}


class ClaimVerdict(StrEnum):
    """What a claim gets for an answer; two of them depend on what the rule finds."""

    YES = "oui"
    NO = "non"
    DEPENDS = "cela_depend"
    AS_FOUND = "selon_la_fiche"  # yes where the rule says yes
    TURNED = "contraire"  # no where the rule says yes: may it be refused?


@dataclass(frozen=True)
class Claim:
    """One question or belief, with what tells whether another one is the same."""

    rule: str
    text: str
    verdict: ClaimVerdict
    leans: Leanings
    words: frozenset[str]
    values: frozenset[str]


def counted(text: str) -> tuple[Quantity, ...]:
    """Give what a text counts or dates, each by its place in the folded text."""
    found = quantities(fold(text).replace("pour cent", "%"))
    return tuple(one for one in found if one.unit not in _NO_VALUE)


def values_of(text: str) -> frozenset[str]:
    """Give what tells a text from another of other figures: values, units, years, months, ranks."""
    found = quantities(fold(text).replace("pour cent", "%"))
    return frozenset(one.name for one in found if one.unit not in _NO_FIGURE)


def words_of(text: str) -> frozenset[str]:
    """Give what a text is about, by stems; each leaning is one: paid is what remunerated is."""
    leaning = leaning_of(text)
    return Sentence(leaning.remainder).stems | leaning.ways


@cache
def known_claims() -> tuple[Claim, ...]:
    """Read every claim, in the order of the shipped vectors."""
    return tuple(
        Claim(
            rule,
            text,
            ClaimVerdict(verdict),
            leaning_of(text).ways,
            words_of(text),
            values_of(text),
        )
        for path in sorted((HERE / "claims").glob("*.yaml"))
        for rule, verdicts in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for verdict, texts in verdicts.items()
        for text in texts
    )


def hash_of(claims: Sequence[Claim]) -> str:
    """Tell one list of claims from another."""
    return hashlib.sha256("\n".join(claim.text for claim in claims).encode()).hexdigest()


@dataclass(frozen=True, eq=False)
class ClaimVectors:
    """The vectors of the claims, a row each, around their middle; those of each rule by its id."""

    centre: Vectors
    rows: Vectors
    by_rule: dict[str, tuple[int, ...]]

    def nearness(self, asked: Vectors) -> Vectors:
        """Say how near each claim (columns) is to each text asked (rows)."""
        return of_length_one(asked - self.centre) @ self.rows.T


@cache
def claim_vectors() -> ClaimVectors:
    """Read the shipped vectors. Raises `ValueError` where they are of other claims."""
    claims = known_claims()
    with np.load(SHIPPED, allow_pickle=False) as kept:
        if str(kept["claims"]) != hash_of(claims):
            raise ValueError(f"{SHIPPED.name} was learned from other claims: make train")
        vectors = kept["vectors"].astype(np.float32) * kept["scale"].astype(np.float32)[:, None]
    by_rule: dict[str, list[int]] = {}
    for row, claim in enumerate(claims):
        by_rule.setdefault(claim.rule, []).append(row)
    centre = vectors.mean(axis=0)
    return ClaimVectors(
        centre, of_length_one(vectors - centre), {r: tuple(rows) for r, rows in by_rule.items()}
    )


def of_length_one(rows: Vectors) -> Vectors:
    """Bring each row to length one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    shortened: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return shortened
