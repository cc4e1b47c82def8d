"""A model that changes one thing in a true letter is caught; one that says it well is not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from agents.checker.graph import check
from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import LearnedFeatures
from agents.classifier.graph import classify
from agents.dependencies import Dependencies
from agents.drafter import guards
from agents.drafter.guards.evidence import Letter
from agents.drafter.guards.style import length_is_fair
from knowledge.search.procedures import Procedures
from tests.agents.adversary.alterations import EXACT, TURNED
from tests.agents.adversary.letters import is_by_a_model, letter_on, true_letters
from tests.agents.adversary.paraphrases import paraphrases
from tests.agents.adversary.trial import tried
from tests.agents.builders import a_ticket

SHARED = Path(__file__).parents[3] / "shared"
PART, WHOLE = 1, pytest.param(4, marks=pytest.mark.whole)
"""Quarters of the letters that are tried."""


def assert_all_is_caught(letters: list[Letter], title: str, at_least: int) -> None:
    trial = tried(letters, seed=2026)
    print(trial.table(title))  # noqa: T201 - a measure is read
    assert sum(trial.made.values()) >= at_least
    assert trial.share(EXACT) == 1, [p for p in trial.passed if p[0] in EXACT]
    assert trial.share(TURNED) >= 0.95, [p for p in trial.passed if p[0] in TURNED]


@pytest.mark.parametrize("quarters", [PART, WHOLE])
def test_letters_of_the_statute_pass_and_none_of_their_alterations(
    deps: Dependencies, quarters: int
) -> None:
    letters = list(true_letters(deps, 12 * quarters, seed=2026))
    assert [guards.failures(letter) for letter in letters] == [()] * len(letters)
    assert_all_is_caught(letters, "Lettres des règles", at_least=140 * quarters)


@pytest.mark.parametrize("quarters", [PART, WHOLE])
def test_fair_paraphrases_pass_and_none_of_their_alterations(
    deps: Dependencies, quarters: int
) -> None:
    letters = list(paraphrases(deps))
    fair = [letter for letter in letters if not guards.failures(letter)]
    print(f"\nParaphrases honnêtes acceptées : {len(fair)} / {len(letters)}")  # noqa: T201 - same
    assert len(letters) >= 60
    assert len(fair) / len(letters) >= 0.9
    trial = tried(fair[:: 4 // quarters], seed=7)
    print(trial.table("Paraphrases"))  # noqa: T201 - same
    # A paraphrase opens with courtesies: given to the town they attribute no law.
    exact = EXACT.keys() - {"la loi attribuée à la ville"}
    assert trial.share(exact) == 1, [p for p in trial.passed if p[0] in exact]
    assert trial.share(TURNED) >= 0.95, [p for p in trial.passed if p[0] in TURNED]


@pytest.mark.parametrize("quarters", [PART, WHOLE])
@pytest.mark.timeout(900)  # on a busy machine
async def test_letters_of_the_development_tickets_pass_and_none_of_their_alterations(
    deps: Dependencies, quarters: int
) -> None:
    texts = _with_procedures(deps)
    listed = _development_tickets()
    letters = [letter async for letter in _developed(listed[:: 24 // quarters], texts)]
    assert [guards.failures(letter) for letter in letters] == [()] * len(letters)
    assert_all_is_caught(letters, "Lettres des tickets de développement", at_least=35 * quarters)


def _development_tickets() -> list[dict[str, str]]:
    source = SHARED / "tickets" / "dev.yaml"
    if not source.is_file():
        pytest.skip(f"no development tickets at {source}")
    listed: list[dict[str, str]] = yaml.safe_load(source.read_text(encoding="utf-8"))["tickets"]
    return listed


async def _developed(listed: list[dict[str, str]], deps: Dependencies) -> AsyncIterator[Letter]:
    for entry in listed:
        ticket = a_ticket(entry["text"], entry.get("subject", ""))
        found, _ = await classify(ticket, deps)
        letter = letter_on(deps, await check(ticket, found, deps), ticket, found)
        if is_by_a_model(letter) and not length_is_fair(letter):
            yield letter


def _with_procedures(deps: Dependencies) -> Dependencies:
    folder = SHARED / "procedures"
    if not folder.is_dir():
        return deps
    assert isinstance(deps.relevance, Relevance)
    features = LearnedFeatures(deps.classifier, deps.relevance.matcher)
    return replace(deps, procedures=Procedures.from_folder(folder, features))
