"""On the letters of the development tickets: no false alarm, and no altered number unseen."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from agents.bearings import LearnedBearings
from agents.checker import check
from agents.checker.relevance import Relevance
from agents.classifier import classify
from agents.drafter import draft_letter
from agents.drafter.basis import Basis
from agents.drafter.edited import remarks
from agents.drafter.figures import FIGURE, one_form
from agents.drafter.support import pieces, supported
from agents.team import Team
from knowledge.procedures import Procedures
from tests.agents.builders import a_ticket

SHARED = Path(__file__).parents[3] / "shared"
EVERY_SO_MANY = 10


@pytest.fixture(scope="module")
def letters(team: Team) -> list[Basis]:
    source = SHARED / "tickets" / "dev.yaml"
    if not source.is_file():
        pytest.skip(f"no development tickets at {source}")
    listed = yaml.safe_load(source.read_text(encoding="utf-8"))["tickets"]
    return asyncio.run(drafted(listed[::EVERY_SO_MANY], with_procedures(team)))


def with_procedures(team: Team) -> Team:
    assert isinstance(team.relevance, Relevance)
    bearings = LearnedBearings(team.classifier, team.relevance.matcher)
    folder = SHARED / "procedures"
    return replace(team, procedures=Procedures.from_folder(folder, bearings))


async def drafted(listed: list[dict[str, str]], team: Team) -> list[Basis]:
    made: list[Basis] = []
    for entry in listed:
        ticket = a_ticket(entry["text"], entry.get("subject", ""))
        found, _ = await classify(ticket, team)
        draft, _ = await draft_letter(ticket, found, await check(ticket, found, team), team)
        made.append(Basis(draft, ticket))
    return made


def test_no_sentence_of_an_untouched_draft_is_marked(letters: list[Basis]) -> None:
    said = [one for basis in letters for one in supported(basis.draft.text, basis)]
    marked = [one for one in said if one.is_unsupported]
    tied = sum(bool(one.appuis) for one in said)
    print(f"\n{len(letters)} lettres, {len(said)} phrases, {tied} liées, {len(marked)} sans appui")  # noqa: T201 - a measure is read
    assert marked == []
    assert tied >= len(letters)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_an_altered_number_is_always_pointed_out(letters: list[Basis], data: st.DataObject) -> None:
    basis = letters[data.draw(st.integers(0, len(letters) - 1))]
    text = basis.draft.text
    places = [match.span() for match in re.finditer(FIGURE, text)]
    start, end = data.draw(st.sampled_from(places))
    number = str(data.draw(st.integers(1, 99)))
    altered = f"{text[:start]}{number}{text[end:]}"
    changed = " ".join(set(pieces(altered)) - set(pieces(text)))
    # Said twice in one sentence, as in a list of articles, a number is not out of place.
    assume([one_form(found) for found in re.findall(FIGURE, changed)].count(number) == 1)
    assert remarks(supported(altered, basis), basis)
