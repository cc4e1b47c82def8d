"""True letters to everyday tickets, and what an unfaithful model puts into them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from agents.checker.graph import check
from agents.classifier.graph import classify
from agents.dependencies import Dependencies
from agents.drafter import guards
from agents.drafter.guards.evidence import Letter
from agents.drafter.guards.style import length_is_fair
from agents.drafter.verdicts.said_verdicts import NON, OUI
from cases.model import FindingOutcome, Outcome
from tests.agents.adversary.letters import letter_on
from tests.agents.builders import a_ticket

OPENS_A_PERSONAL_LETTER = "Voici déjà ce que la loi prévoit."


def read(name: str) -> Any:  # noqa: ANN401 - YAML holds anything
    path = Path(__file__).with_name(f"{name}.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


async def everyday_letters(deps: Dependencies) -> list[Letter]:
    """Draft the letters that answer everyday tickets, as those of a model that copies them."""
    letters = []
    for text in read("everyday"):
        ticket = a_ticket(text)
        found, _ = await classify(ticket, deps)
        letter = letter_on(deps, await check(ticket, found, deps), ticket, found)
        if letter.outcome is Outcome.ANSWER and not length_is_fair(letter):
            letters.append(letter)
    return letters


def that_all(letters: Sequence[Letter], outcome: FindingOutcome) -> list[Letter]:
    """Keep the letters of which every finding has an outcome, asked about straight."""
    straight = [one for one in letters if one not in turned(letters)]
    return [one for one in straight if {f.outcome for f in one.findings} == {outcome}]


def turned(letters: Sequence[Letter]) -> list[Letter]:
    """Keep the letters to a question asked the other way round: may it be refused?"""
    plain = {FindingOutcome.MET: OUI, FindingOutcome.NOT_MET: NON}
    return [one for one in letters if any(plain.get(f.outcome) != word for f, word in one.verdicts)]


def led_by(sentence: str, letter: Letter) -> Letter:
    """Put a sentence before the answer of a letter, after what opens it."""
    opening, break_, answer = letter.text.partition("\n\n")
    if OPENS_A_PERSONAL_LETTER in answer:
        before, end, answer = answer.partition(f"{OPENS_A_PERSONAL_LETTER}\n\n")
        opening = f"{opening}{break_}{before}{end.rstrip()}"
    return replace(letter, text=f"{opening}\n\n{sentence} {answer}")


def is_accepted(letter: Letter) -> bool:
    return not any(guard(letter) for guard in guards.GUARDS)
