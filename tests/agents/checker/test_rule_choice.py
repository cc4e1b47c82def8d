"""Choosing the rules of each question of a ticket, by what they say of its facts."""

from datetime import date

import pytest

from agents.checker.asked_questions import Asked, Ranked, Relevant
from agents.checker.rule_choice import Chosen, choose
from cases.model import Finding, QuestionKind
from statute.book import Book
from statute.facts import CONTRACTUEL, TITULAIRE, Facts
from statute.rule import Rule

TODAY = date(2026, 11, 24)
BOOK = Book.of()
SURE = 0.99


def relevant(rule: str, likelihood: float) -> Relevant:
    version = BOOK.version(rule, TODAY)
    assert version is not None
    return Relevant(version, likelihood)


def question(
    place: int | None, *rules: tuple[str, float], kind: QuestionKind = QuestionKind.WHICH
) -> Ranked:
    asked = Asked("Et pour moi ?", "Et pour moi ?", "Et pour moi ?", place, kind)
    return Ranked(asked, answered=True, rules=tuple(relevant(*one) for one in rules))


def unanswered(place: int, *rules: tuple[str, float]) -> Ranked:
    return Ranked(question(place).asked, answered=False, rules=question(place, *rules).rules)


def chosen(*ranked: Ranked, second_from: float = SURE, facts: Facts | None = None) -> Chosen:
    def apply(rule: Rule) -> Finding | None:
        return rule.apply(facts or {}, TODAY)

    return choose(ranked, second_from, apply)


def places(said: Chosen) -> dict[str, tuple[int, ...]]:
    return {finding.rule: finding.answers for finding in said.findings}


def test_each_question_gets_its_likeliest_rule_alone() -> None:
    said = chosen(question(0, ("CAR-01", 0.8), ("CAR-02", 0.6)), question(1, ("TP-04", 0.7)))
    assert places(said) == {"CAR-01": (0,), "TP-04": (1,)}


def test_a_second_rule_is_taken_where_it_is_as_sure() -> None:
    said = chosen(question(0, ("CAR-01", 0.8), ("CAR-02", 0.6)), second_from=0.5)
    assert places(said) == {"CAR-01": (0,), "CAR-02": (0,)}


def test_a_rule_that_two_questions_ask_for_is_said_once() -> None:
    said = chosen(question(0, ("CAR-01", 0.8)), question(2, ("CAR-01", 0.7)))
    assert places(said) == {"CAR-01": (0, 2)}


def test_what_no_rule_answers_gets_none_but_may_be_suggested() -> None:
    said = chosen(question(0, ("CAR-01", 0.8)), unanswered(1, ("TP-04", 0.5)))
    assert places(said) == {"CAR-01": (0,)}
    assert [(one.rule, one.answers) for one in said.suggested] == [("TP-04", ())]


def test_at_most_two_rules_are_suggested_the_likeliest() -> None:
    rules = (("CAR-01", 0.3), ("CAR-02", 0.5), ("TP-04", 0.4), ("TP-03", 0.05))
    said = chosen(unanswered(0, *rules))
    assert [one.rule for one in said.suggested] == ["CAR-02", "TP-04"]


@pytest.mark.parametrize(("status", "rule"), [(TITULAIRE, "CMO-02"), (CONTRACTUEL, "CMC-01")])
def test_a_rule_that_does_not_hold_for_the_person_gives_way_to_the_next(
    status: str, rule: str
) -> None:
    said = chosen(question(0, ("CMO-02", 0.8), ("CMC-01", 0.3)), facts={"statut": status})
    assert places(said) == {rule: (0,)}


@pytest.mark.parametrize(
    ("kind", "rule"), [(QuestionKind.HOW_MUCH, "CTR-18"), (QuestionKind.YES_NO, "CTR-03")]
)
def test_a_rule_that_computes_goes_first_where_a_figure_is_asked(
    kind: QuestionKind, rule: str
) -> None:
    facts: Facts = {
        "statut": CONTRACTUEL,
        "jours_de_conge_restants": 3,
        "duree_du_contrat": 10,
        "remuneration_brute_mensuelle": 2000,
        "jours_par_semaine": 5,
    }
    ranked = question(0, ("CTR-03", 0.5), ("CTR-18", 0.4), kind=kind)
    assert list(places(chosen(ranked, facts=facts))) == [rule]


def test_a_ticket_that_lists_no_question_is_answered_and_suggests_nothing() -> None:
    said = chosen(question(None, ("CAR-01", 0.8), ("CAR-02", 0.6)))
    assert places(said) == {"CAR-01": ()}
    assert said.suggested == ()


def test_a_question_that_seems_unanswered_has_the_answer_of_another() -> None:
    said = chosen(question(0, ("CAR-01", 0.8)), unanswered(1, ("CAR-01", 0.3), ("CAR-02", 0.1)))
    assert places(said) == {"CAR-01": (0, 1)}


@pytest.mark.parametrize("rules", [[("CAR-01", 0.1)], [("CAR-02", 0.4), ("CAR-01", 0.3)]])
def test_an_answer_is_not_shared_that_hardly_fits(rules: list[tuple[str, float]]) -> None:
    said = chosen(question(0, ("CAR-01", 0.8)), unanswered(1, *rules))
    assert places(said) == {"CAR-01": (0,)}


def test_a_faint_rule_answers_nothing() -> None:
    assert not chosen(question(0, ("CAR-01", 0.01))).findings
