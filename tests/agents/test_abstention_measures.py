"""How often the search in local texts stays silent on what they do not say (printed with -s)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.drafter.quotable import QUOTABLE
from knowledge.search.known_questions import SHIPPED, place_named, read_known
from knowledge.search.procedures import Procedures
from tests.features import learned

PROCEDURES = Path("../shared/procedures")
ASKED = Path("tests/knowledge")
DAY = date(2026, 11, 24)
KINDS = ("untreated", "detail", "out_of_field")

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(
        not PROCEDURES.is_dir(), reason="the questions are about the procedures of shared/"
    ),
]


def asked(name: str, aside: str) -> list[dict[str, Any]]:
    questions = yaml.safe_load((ASKED / f"{name}.yaml").read_text("utf-8"))["questions"]
    return [question for question in questions if question["set"] == aside]


@pytest.fixture(scope="module", params=["no question known", "known questions"])
def procedures(request: pytest.FixtureRequest) -> Procedures:
    known = read_known(SHIPPED) if request.param == "known questions" else ()
    return Procedures.from_folder(PROCEDURES, learned(), known)


def likeliest(procedures: Procedures, questions: Sequence[dict[str, Any]]) -> list[float]:
    found = [procedures.search(question["text"], DAY) for question in questions]
    return [passages[0].score if passages else 0.0 for passages in found]


def first_right(procedures: Procedures, questions: Sequence[dict[str, Any]]) -> float:
    named = {extract.place: place_named(extract) for extract in procedures.corpus.extracts}
    right = 0
    for question in questions:
        found = procedures.search(question["text"], DAY)
        right += bool(found) and named[found[0].place] in question["answered_by"]
    return right / len(questions)


def share(scores: Sequence[float], above: float) -> float:
    return sum(score >= above and score > 0 for score in scores) / len(scores)


@pytest.mark.parametrize("aside", ["tuned", "kept"])
def test_what_is_answered_is_found_more_often_than_what_is_not(
    procedures: Procedures, aside: str, request: pytest.FixtureRequest
) -> None:
    answerable, others = asked("answerable", aside), asked("unanswerable", aside)
    kept, strays = likeliest(procedures, answerable), likeliest(procedures, others)
    first = first_right(procedures, answerable)
    print(f"\n{request.node.name}: right heading first {first:.2f}")  # noqa: T201 - a measure is read
    for floor in (0.0, QUOTABLE):
        by_kind = "; ".join(
            f"{kind} {1 - share(of_kind, floor):.2f}"
            for kind in KINDS
            if (of_kind := [s for s, q in zip(strays, others, strict=True) if q["kind"] == kind])
        )
        told = (
            f"kept {share(kept, floor):.2f} of {len(kept)}, silent {1 - share(strays, floor):.2f}"
        )
        print(f"  from {floor}: {told} of {len(strays)} ({by_kind})")  # noqa: T201 - same
    assert share(kept, QUOTABLE) > 2 * share(strays, QUOTABLE)
