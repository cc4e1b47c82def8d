"""True letters to everyday tickets, and what an unfaithful model puts into them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from agents.checker import check
from agents.classifier import classify
from agents.drafter import guards
from agents.drafter.guards import Letter
from agents.team import Team
from cases.model import FindingOutcome, Outcome
from tests.agents.adversary.letters import letter_on
from tests.agents.builders import a_ticket


def read(name: str) -> Any:  # noqa: ANN401 - YAML holds anything
    path = Path(__file__).with_name(f"{name}.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


async def everyday_letters(team: Team) -> list[Letter]:
    """Draft the letters that answer everyday tickets, as those of a model that copies them."""
    letters = []
    for text in read("everyday"):
        ticket = a_ticket(text)
        found, _ = await classify(ticket, team)
        letter = letter_on(team, await check(ticket, found, team), ticket, found)
        if letter.outcome is Outcome.ANSWER and not guards.length_is_fair(letter):
            letters.append(letter)
    return letters


def that_all(letters: Sequence[Letter], outcome: FindingOutcome) -> list[Letter]:
    """Keep the letters of which every finding has an outcome."""
    return [one for one in letters if {f.outcome for f in one.findings} == {outcome}]


def led_by(sentence: str, letter: Letter) -> Letter:
    """Put a sentence before the answer of a letter, after what opens it."""
    greeting, opening, answer = letter.text.split("\n\n", 2)
    return replace(letter, text=f"{greeting}\n\n{opening}\n\n{sentence} {answer}")


def is_accepted(letter: Letter) -> bool:
    return not any(guard(letter) for guard in guards.GUARDS)
