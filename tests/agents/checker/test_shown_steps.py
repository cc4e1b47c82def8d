"""The way to a figure is said with it, where the question wants one and the answer is silent."""

from dataclasses import replace
from datetime import date

import pytest

from agents.checker.shown_steps import with_steps
from cases.model import Finding, FindingOutcome, Question, QuestionKind

NIGHTS = Finding(
    rule="FRA-03",
    outcome=FindingOutcome.VALUE,
    answer="380 € au plus pour cette mission.",
    facts={"nuits_a_paris": "2 nuits"},
    missing=(),
    citations=(),
    on=date(2026, 11, 24),
    steps=(("Nuits à Paris", "280 €"), ("Repas", "100 €"), ("Total", "380 €")),
)
HOW_MUCH = Question("Combien ?", QuestionKind.HOW_MUCH)


def test_the_parts_of_a_sum_are_said_after_it() -> None:
    said = with_steps(NIGHTS, [HOW_MUCH]).answer
    assert said == (
        "380 € au plus pour cette mission. Voici le détail : nuits à Paris, 280 € ; repas, 100 €."
    )


@pytest.mark.parametrize(
    "steps",
    [
        (("Total", "380 €"),),
        (("Nuits", "2 nuits"),),
        (("Jours déjà payés", "0 jour calendaire"),),
        (("Congé prénatal", "du 29 janvier 2027 au 11 mars 2027"),),
    ],
)
def test_what_is_said_told_or_nothing_is_not_said_again(steps: tuple[tuple[str, str], ...]) -> None:
    finding = replace(NIGHTS, steps=steps)
    assert with_steps(finding, [HOW_MUCH]) == finding


def test_a_value_inside_a_longer_number_is_not_said_yet() -> None:
    finding = replace(NIGHTS, answer="17,5 jours pour l’année.", steps=(("De mai", "7,5 jours"),))
    assert with_steps(finding, [HOW_MUCH]).answer.endswith("Voici le détail : de mai, 7,5 jours.")


def test_steps_of_one_label_are_said_together() -> None:
    finding = replace(NIGHTS, steps=(("Période", "6,67 jours"), ("Période", "4,17 jours")))
    assert with_steps(finding, [HOW_MUCH]).answer.endswith(
        "Voici le détail : période, 6,67 jours, puis 4,17 jours."
    )


def test_who_asks_how_to_do_is_told_no_figures() -> None:
    assert with_steps(NIGHTS, [Question("Comment faire ?", QuestionKind.HOW_TO)]) == NIGHTS
