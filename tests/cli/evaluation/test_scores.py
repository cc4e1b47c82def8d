from typing import Any

import pytest

from cases.model import Draft, Outcome
from cli.evaluation.labelled_ticket import ExpectedFact, LabelledTicket
from cli.evaluation.measures import ANSWERED, COMPLETE, HEADING, HEADINGS, SILENT
from cli.evaluation.scores import Score
from cli.evaluation.scores import score as really_score


def a_ticket(**expected: Any) -> LabelledTicket:  # noqa: ANN401  # any field of the model
    return LabelledTicket(**{"id": "T-1", "text": "?", "category": "conges", **expected})


def tried(letter: str, outcome: str = "answer") -> dict[str, object]:
    return {
        "letter": letter,
        "outcome": outcome,
        "classification": {"category": "conges"},
        "findings": [{"rule": "CA-01"}],
        "passages": [{"source": "cet.md", "heading": h} for h in ("Ouverture", "Alimentation")],
        "seconds": 0.1,
        "model_calls": [],
    }


def score(ticket: LabelledTicket, tried: dict[str, object]) -> Score:
    return really_score(ticket, tried, Draft(Outcome.ANSWER, str(tried["letter"])))


def fact(*any_of: str, article: str = "") -> ExpectedFact:
    return ExpectedFact(fact=any_of[0], any_of=any_of, article=article)


def test_one_of_the_wordings_is_enough_whatever_case_spaces_and_apostrophes() -> None:
    ticket = a_ticket(expected_facts=(fact("1 607 heures"), fact("l'État", "de l'Etat")))
    told = score(ticket, tried("Soit 1\u00a0607\u202fHEURES, comme les agents de l’État."))
    assert told.missed_facts == ()
    assert told.complete


def test_a_fact_that_is_not_there_is_named() -> None:
    told = score(a_ticket(expected_facts=(fact("25 jours"), fact("5 jours"))), tried("25 jours."))
    assert told.missed_facts == ("5 jours",)


@pytest.mark.parametrize(
    ("letter", "asserted"),
    [
        ("Les 25 jours sont dus.", ("25 jours",)),
        ("Les 25 jours ne sont pas dus.", ()),
        ("Rien n’est dit.", ()),
    ],
)
def test_what_must_not_be_said_may_be_denied(letter: str, asserted: tuple[str, ...]) -> None:
    assert score(a_ticket(must_not=("25 jours",)), tried(letter)).asserted == asserted


@pytest.mark.parametrize(
    ("letter", "missed"),
    [
        ("Voir l’article L822-3 du code.", ()),
        ("Voir l’article L. 822-3.", ()),
        ("Voir le décret n° 85-1250.", ("CGFP L822-3",)),
    ],
)
def test_an_article_is_cited_by_its_number(letter: str, missed: tuple[str, ...]) -> None:
    ticket = a_ticket(expected_facts=(fact("voir", article="CGFP L822-3"),))
    assert score(ticket, tried(letter)).missed_articles == missed


def test_an_expectation_without_a_number_counts_for_no_article() -> None:
    told = score(a_ticket(expected_facts=(fact("voir", article="usage"),)), tried("Voir."))
    assert told.articles == 0


def test_a_heading_that_answers_is_found_first_or_among_three() -> None:
    second = score(a_ticket(local_source="cet.md#Alimentation"), tried("Oui."))
    first = score(
        a_ticket(local_source="rtt.md#Prise", local_source_also=("cet.md#Ouverture",)),
        tried("Oui."),
    )
    no_text = score(a_ticket(), tried("Oui."))
    scores = [second, first, no_text]
    assert HEADING.sums(scores) == (1, 2)
    assert HEADINGS.sums(scores) == (2, 2)


def test_the_summary_counts_answers_and_silences_apart() -> None:
    answered = score(a_ticket(expected_facts=(fact("oui"),)), tried("Oui."))
    silent = score(a_ticket(should_abstain=True), tried("À vous.", outcome="hand_over"))
    wrongly = score(a_ticket(should_abstain=True), tried("Oui.", outcome="answer"))
    scores = [answered, silent, wrongly]
    assert COMPLETE.sums(scores) == (1, 1)
    assert SILENT.sums(scores) == (1, 2)
    assert ANSWERED.sums(scores) == (1, 1)
