"""Puts letters through the guards, altered and not, and counts."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from agents.drafter import guards
from agents.drafter.guards.evidence import Letter
from tests.agents.adversary.alterations import EXACT, TURNED, Alteration

_SIGNED = "\n\nBien cordialement"
KINDS: Mapping[str, Alteration] = {**EXACT, **TURNED}


@dataclass
class Trial:
    """How many alterations of each kind were made and caught, and those that passed."""

    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    passed: list[tuple[str, str]] = field(default_factory=list)

    def share(self, kinds: Iterable[str]) -> float:
        """Give the share caught of some kinds."""
        made = sum(self.made[kind] for kind in kinds)
        return sum(self.caught[kind] for kind in kinds) / made

    def table(self, title: str) -> str:
        """Write one line a kind."""
        lines = [f"{kind:<48} {self.caught[kind]:>4} / {self.made[kind]}" for kind in KINDS]
        return "\n".join([f"\n{title} : altérations arrêtées", *lines])


def tried(letters: Iterable[Letter], seed: int) -> Trial:
    """Alter each letter once in each way that it allows."""
    rng = random.Random(seed)  # noqa: S311 - repeatable alterations, no secret
    trial = Trial()
    for letter in letters:
        head, signed, tail = letter.text.partition(_SIGNED)
        for kind, alter in KINDS.items():
            altered = alter(head, rng)
            if altered is None or altered == head:
                continue
            trial.made[kind] += 1
            changed = replace(letter, text=altered + signed + tail)
            if any(guard(changed) for guard in guards.GUARDS):
                trial.caught[kind] += 1
            else:
                trial.passed.append((kind, altered))
    return trial
