"""A mail that asks the same thing otherwise gets the same rules, answers, values and alarms."""

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console
from rich.table import Table

from agents.checker.graph import check
from agents.classifier.graph import classify
from agents.dependencies import Dependencies
from tests.agents.builders import a_ticket
from tests.agents.understand.alterations import ALTERATIONS, seed_of

TICKETS = next(
    (at / "shared" / "tickets" for at in Path(__file__).parents if (at / "shared").is_dir()),
    Path("shared/tickets"),
)
SAME = ("règles", "issues", "valeurs", "faits", "catégorie", "sensible", "danger")
PART, WHOLE = 45, pytest.param(2, marks=pytest.mark.whole)
"""One ticket in so many."""
LEAST = 0.97
NOT_HELD = {
    ("bavardage", "danger"): "the detector still rings at small talk unlike what it was taught",
    ("récit poli", "danger"): "same",
    ("capitales", "danger"): "its themes and its pairs of sentences still see capitals",
    ("capitales", "règles"): "0.96: an acronym and a name no longer stand out",
    ("capitales", "issues"): "same",
    ("capitales", "valeurs"): "same",
    ("autre ordre", "valeurs"): "two of nine: what a question tells moves away with it",
    ("d’un agent", "règles"): "rules are ranked by all the words of a mail",
    ("d’un agent", "issues"): "same",
    ("d’un agent", "valeurs"): "same",
    ("d’un agent", "faits"): "some readings know « mon » and not « son »",
    ("d’un agent", "catégorie"): "a category leans on who writes",
    ("d’un agent", "danger"): "same as small talk",
}
"""What is measured and not held yet, and why."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What is made of a mail; two are compared part by part."""

    parts: dict[str, Any]

    def same_as(self, other: "Understood") -> set[str]:
        return {part for part in SAME if self.parts[part] == other.parts[part]}


@dataclass(slots=True)
class Trial:
    tried: int = 0
    same: Counter[str] = field(default_factory=Counter)
    changed: list[str] = field(default_factory=list)


async def understood(
    text: str, subject: str, deps: Dependencies, beside: Understood | None = None
) -> Understood:
    """Understand a mail; where `beside` heard another danger, the rest is read as that one was.

    A danger leaves no rule to compare: one that rings falsely counts once, as a danger.
    """
    ticket = a_ticket(text, subject)
    filed, _ = await classify(ticket, deps)
    heard = filed.danger
    if beside and beside.parts["danger"] != heard:
        filed = replace(filed, danger=beside.parts["danger"], sensitive=beside.parts["sensible"])
    found = await check(ticket, filed, deps)
    return Understood(
        {
            "règles": {f.rule for f in found.findings},
            "issues": {(f.rule, f.outcome) for f in found.findings},
            "valeurs": {(f.rule, f.answer) for f in found.findings},
            "faits": {(f.fact, str(f.value)) for f in found.facts},
            "catégorie": filed.category,
            "sensible": filed.sensitive,
            "danger": heard,
        }
    )


def tickets() -> list[dict[str, str]]:
    paths = [TICKETS / name for name in ("dev.yaml", "dev_2.yaml")]
    if not all(path.is_file() for path in paths):
        pytest.skip(f"the development tickets are not in {TICKETS}")
    return [one for path in paths for one in yaml.safe_load(path.read_text("utf-8"))["tickets"]]


@pytest.mark.parametrize("one_in", [PART, WHOLE])
@pytest.mark.timeout(3600)  # on a busy machine
async def test_what_asks_nothing_else_changes_nothing(deps: Dependencies, one_in: int) -> None:
    trials = {name: Trial() for name in ALTERATIONS}
    for ticket in tickets()[::one_in]:
        text, subject = ticket["text"], ticket.get("subject") or ""
        plain = await understood(text, subject, deps)
        for name, alter in ALTERATIONS.items():
            altered = alter(text, seed_of(ticket["id"]))
            if altered is None:
                continue
            trial = trials[name]
            same = plain.same_as(await understood(altered, subject, deps, plain))
            trial.tried += 1
            trial.same.update(same)
            trial.changed += [f"{ticket['id']}: {part}" for part in SAME if part not in same]
    table = Table("altération", "tickets", *SAME)
    for name, trial in trials.items():
        shares = (f"{trial.same[part] / max(trial.tried, 1):.3f}" for part in SAME)
        table.add_row(name, str(trial.tried), *shares)
    Console(width=110).print(table)
    for name, trial in trials.items():
        held = [part for part in SAME if (name, part) not in NOT_HELD]
        # Of a sample of six, one may differ: the whole is held to the share.
        allowed = max(1, (1 - LEAST) * trial.tried)
        failing = [part for part in held if trial.tried - trial.same[part] > allowed]
        assert not failing, (name, failing, trial.changed)
