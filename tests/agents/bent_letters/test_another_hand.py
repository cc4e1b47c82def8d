"""Letters of another hand against frozen evidence: none bent is shown; good ones are counted."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from agents.drafter import guards
from agents.drafter.citing import with_its_texts
from agents.drafter.guards.evidence import Letter
from agents.drafter.state import system_prompt
from agents.drafter.wording import typeset

HERE = Path(__file__).parent
ADAPTER = TypeAdapter(Letter)
CLOSING = "\n\nBien cordialement,"
HALVES = {"regardée": 0, "jamais regardée": 1}
BENT_SHOWN = {"regardée": 0, "jamais regardée": 2}
GOOD_REFUSED = {"regardée": 56, "jamais regardée": 58}
"""What is measured; neither may grow."""


@pytest.fixture(scope="module")
def written() -> dict[str, list[dict[str, Any]]]:
    read: dict[str, list[dict[str, Any]]] = yaml.safe_load(
        (HERE / "letters.yaml").read_text(encoding="utf-8")
    )
    return read


@pytest.fixture(scope="module")
def evidence() -> dict[str, Letter]:
    lines = (HERE / "evidence.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["ticket"]: _frozen(one["letter"]) for one in map(json.loads, lines)}


def _frozen(fields: dict[str, Any]) -> Letter:
    letter = ADAPTER.validate_python(fields)
    return replace(letter, unsaid=(system_prompt(), *letter.unsaid))


def as_a_model_s(body: str, exact: Letter) -> Letter:
    """Put a body where the exact letter has its own, as a model's is."""
    opening, _, rest = exact.exact.partition("\n\n")
    own, closing, end = rest.partition(CLOSING)
    text = f"{opening}\n\n{with_its_texts(body, own)}{closing}{end}"
    return replace(exact, text=typeset(text))


def test_the_exact_bodies_pass(evidence: dict[str, Letter]) -> None:
    for letter in evidence.values():
        own = letter.exact.partition("\n\n")[2].partition(CLOSING)[0]
        assert guards.failures(as_a_model_s(own, letter)) == ()


@pytest.mark.parametrize("half", HALVES)
def test_no_bent_letter_is_shown_and_good_ones_are_counted(
    half: str, written: dict[str, list[dict[str, Any]]], evidence: dict[str, Letter]
) -> None:
    shown, tried = Counter[str](), Counter[str]()
    for entry in written["bent"][HALVES[half] :: 2]:
        tried[entry["why"]] += 1
        letter = as_a_model_s(entry["letter"], evidence[entry["ticket"]])
        shown[entry["why"]] += not guards.failures(letter)
    good = written["good"][HALVES[half] :: 2]
    refused = sum(
        bool(guards.failures(as_a_model_s(one["letter"], evidence[one["ticket"]]))) for one in good
    )
    print(f"\nMoitié {half} : {refused} bonnes refusées sur {len(good)}")  # noqa: T201 - a measure
    for why, count in sorted(tried.items()):
        print(f"{why:15} montrées {shown[why]} / {count}")  # noqa: T201 - same
    assert sum(shown.values()) <= BENT_SHOWN[half]
    assert refused <= GOOD_REFUSED[half]
