"""Each measure on small made-up labelled tickets, right once and wrong once."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from cases.model import Citation, Draft, Finding, FindingOutcome, Outcome
from cli.evaluation.comparison import compare, grids_of, written
from cli.evaluation.labelled_ticket import LabelledTicket
from cli.evaluation.measures import (
    ALARMS,
    ANSWERED_RIGHT,
    ANSWERED_WRONG,
    BESIDE,
    DANGER,
    LEFT_OPENLY,
    LEFT_SILENTLY,
    LENGTH,
    LOOKALIKES,
    MEASURES,
    MISSING,
    NEEDLESS,
    NOT_SENSITIVE,
    RULES_FOUND,
    RULES_WANTED,
    SENSITIVE,
    VALUE_FIRST,
    VALUES_GIVEN,
    VERDICT_FIRST,
    VERDICTS,
    Measure,
)
from cli.evaluation.scores import Grade, Score, score
from tests.cli.evaluation.scored import ran

Labels = dict[str, Any]
DAY = dt.date(2026, 11, 24)


def question(
    q: str, kind: str, *any_of: str, verdict: str | None = None, missing: Sequence[str] = ()
) -> Labels:
    expected = [{"fact": any_of[0], "any_of": list(any_of)}] if any_of else []
    return {"q": q, "type": kind, "verdict": verdict, "expected": expected, "missing": [*missing]}


REPORT = question("Peut-il reporter ses congés ?", "yes_no", "31 décembre", verdict="non")
SILENCE = question("Le silence vaut-il acceptation ?", "yes_no", "refus", verdict="oui")
LAST_DAY = question("Quel est le dernier jour d’absence ?", "date", "3 février")
PENSION = question("Quel montant de pension ?", "amount", "1 200 €")
NOTICE = question("Quel préavis ?", "duration", missing=["ancienneté (date d'arrivée)"])


def ticket(*questions: Labels, **labels: Any) -> LabelledTicket:  # noqa: ANN401 - any label
    facts = [fact for one in questions for fact in one["expected"]]
    given = {"id": "T-1", "text": "?", "category": "conges", "date": DAY, **labels}
    return LabelledTicket(questions=questions, expected_facts=facts, **given)


def finding(rule: str, answer: str) -> Finding:
    cited = (Citation("CGFP", "L621-1"),)
    return Finding(rule, FindingOutcome.VALUE, answer, {}, (), cited, DAY)


def scored(
    labelled: LabelledTicket,
    letter: str,
    *findings: Finding,
    outcome: Outcome = Outcome.ANSWER,
    danger: str | None = None,
    sensitive: bool = False,
) -> Score:
    tried = {
        "letter": letter, "outcome": outcome.value, "passages": [], "seconds": 0.1,
        "model_calls": [], "findings": [{"rule": one.rule} for one in findings],
        "classification": {"category": "conges", "danger": danger, "sensitive": sensitive},
    }  # fmt: skip
    return score(labelled, tried, Draft(outcome, letter, findings))


def grades(labelled: LabelledTicket, letter: str, outcome: Outcome = Outcome.ANSWER) -> list[Grade]:
    return [one.grade for one in scored(labelled, letter, outcome=outcome).questions]


@pytest.mark.parametrize(
    ("letter", "grade"),
    [
        ("Non : ils se prennent avant le 31 décembre.", Grade.RIGHT),
        ("Les congés se prennent avant le 31 décembre.", Grade.RIGHT),
        ("Oui, jusqu’au 31 décembre.", Grade.WRONG),
        ("Une personne de notre équipe étudie votre question.", Grade.OPEN),
        ("Les congés sont de 25 jours.", Grade.SILENT),
        ("Quel est votre statut ?", Grade.SILENT),
    ],
)
def test_a_yes_or_no_question_gets_one_of_four_grades(letter: str, grade: Grade) -> None:
    assert grades(ticket(REPORT), letter) == [grade]


@pytest.mark.parametrize(
    ("letter", "grade"),
    [
        ("Votre dernier jour est le 3 février 2027.", Grade.RIGHT),
        ("Votre dernier jour est le 10 mars 2027.", Grade.WRONG),
        ("Dernier jour le 10 mars 2027.", Grade.WRONG),
        ("Vous avez posé du 4 janvier au 10 février.", Grade.SILENT),
        ("Depuis le 1er mars 2025, vous écrivez avant de partir.", Grade.SILENT),
        ("Vous partez quand vous voulez (arrêté du 9 mai 2026).", Grade.SILENT),
        ("L’absence dure au plus un mois.", Grade.SILENT),
    ],
)
def test_another_value_told_to_the_person_is_wrong_and_what_the_law_says_to_all_is_not(
    letter: str, grade: Grade
) -> None:
    labelled = ticket(LAST_DAY, text="Absent du 4 janvier au 10 février 2027 ?")
    assert grades(labelled, letter) == [grade]


def test_a_forbidden_sentence_makes_the_nearest_question_wrong() -> None:
    labelled = ticket(LAST_DAY, SILENCE, must_not=["le silence vaut acceptation"])
    letter = "Dernier jour : le 3 février.\n\nLe silence vaut acceptation, jamais un refus"
    assert grades(labelled, f"{letter[:-17]}.") == [Grade.RIGHT, Grade.WRONG]
    assert grades(labelled, "Dernier jour : le 3 février.") == [Grade.RIGHT, Grade.SILENT]


def test_each_of_several_questions_has_its_own_verdict() -> None:
    labelled = ticket(REPORT, SILENCE)
    letter = "- Report des congés : non, après le 31 décembre.\n- Silence : non, il vaut refus."
    assert grades(labelled, letter) == [Grade.RIGHT, Grade.WRONG]
    both = letter.replace("Silence : non", "Silence et acceptation : oui")
    assert grades(labelled, both) == [Grade.RIGHT, Grade.RIGHT]
    assert VERDICTS.sums([scored(labelled, letter)]) == (1, 2)


def test_a_verdict_alone_settles_a_question_of_which_nothing_else_is_expected() -> None:
    labelled = ticket(question("Faut-il poser des congés ?", "yes_no", verdict="non"))
    assert grades(labelled, "Non, rien à poser.") == [Grade.RIGHT]
    assert grades(labelled, "Les congés se posent.") == [Grade.SILENT]


def test_a_question_without_its_fact_is_open_where_it_is_asked_for_or_handed_over() -> None:
    labelled = ticket(NOTICE)
    assert grades(labelled, "À quelle date êtes-vous arrivé ?") == [Grade.OPEN]
    assert grades(labelled, "Quel est votre grade ?") == [Grade.SILENT]
    handed = "Une personne s’en charge."
    assert grades(labelled, handed, Outcome.HAND_OVER) == [Grade.OPEN]
    assert grades(labelled, "À bientôt.", Outcome.HAND_OVER) == [Grade.SILENT]
    assert ANSWERED_RIGHT.value([scored(labelled, "Deux mois.")]) is None


def test_the_grades_of_all_questions_add_up() -> None:
    labelled = ticket(REPORT, LAST_DAY, PENSION, NOTICE)
    letter = (
        "Report des congés : non, avant le 31 décembre.\n\n"
        "Votre dernier jour d’absence est le 4 mai.\n\n"
        "Une personne du service vous répondra sur le montant de la pension."
    )
    found = [scored(labelled, letter)]
    assert ANSWERED_RIGHT.sums(found) == (1, 3)
    assert ANSWERED_WRONG.sums(found) == (1, 4)
    assert LEFT_OPENLY.sums(found) == (1, 4)
    assert LEFT_SILENTLY.sums(found) == (1, 4)


CARD = finding("CA-01", "Les congés annuels sont de cinq fois les jours travaillés par semaine.")
OTHER = finding("RET-01", "La pension civile se liquide à l’âge légal après demande préalable.")
BESIDE_IT = f"{CARD.answer}\n\n{OTHER.answer}"
ASKING = "Quel est votre statut ?"
IN_PAIRS: list[tuple[Measure, Labels, str, str]] = [
    (VERDICT_FIRST, {"questions": [REPORT]}, "Non, pas cette année.", "Cette année, non."),
    (VALUES_GIVEN, {"questions": [PENSION]}, "Soit 1 200 €.", "Soit 1 300 €."),
    (VALUE_FIRST, {"questions": [PENSION]}, "1 200 € par mois.", "Par mois. Soit 1 200 €."),
    (BESIDE, {"rules": ["CA-01", "RET-01"]}, BESIDE_IT, ""),
    (NEEDLESS, {"missing_facts": []}, "Voici.", ASKING),
    (NEEDLESS, {"missing_facts": ["âge"], "must_not_ask": ["statut"]}, "Quel âge ?", ASKING),
    (MISSING, {"missing_facts": ["statut"], "should_abstain": True}, ASKING, "Quel âge ?"),
]


def with_labels(labels: Labels) -> LabelledTicket:
    others = {key: value for key, value in labels.items() if key != "questions"}
    return ticket(*labels.get("questions", []), **others)


@pytest.mark.parametrize(("measure", "labels", "good", "bad"), IN_PAIRS)
def test_each_measure_of_a_letter_is_met_once_and_missed_once(
    measure: Measure, labels: Labels, good: str, bad: str
) -> None:
    right = measure.value([scored(with_labels(labels), good, CARD, OTHER)])
    poor = with_labels({**labels, "rules": ["CA-01"]} if measure is BESIDE else labels)
    wrong = measure.value([scored(poor, bad or good, CARD, OTHER)])
    share = 0.5 if measure is BESIDE else 1.0
    assert (right, wrong) == ((1.0, 0.0) if measure.more_is_better else (0.0, share))


def test_what_no_label_tells_is_not_measured() -> None:
    bare = scored(ticket(), f"{ASKING}\n\n{OTHER.answer}", OTHER)
    measured = [
        VERDICT_FIRST, VALUE_FIRST, VALUES_GIVEN, VERDICTS, BESIDE, NEEDLESS, MISSING, LENGTH,
        DANGER, ALARMS, LOOKALIKES, SENSITIVE, NOT_SENSITIVE, RULES_FOUND, RULES_WANTED,
        ANSWERED_RIGHT, ANSWERED_WRONG, LEFT_OPENLY, LEFT_SILENTLY,
    ]  # fmt: skip
    assert {measure.value([bare]) for measure in measured} == {None}
    assert set(measured) <= set(MEASURES)
    assert grids_of(ran(bare)) == []


def test_a_paragraph_that_holds_an_expected_fact_is_not_beside_the_question() -> None:
    expected = question("Quand ?", "date", "âge légal")
    labelled = ticket(expected, rules=["CA-01"])
    assert BESIDE.sums([scored(labelled, BESIDE_IT, CARD, OTHER)]) == (0, 2)


def test_rules_are_those_expected_and_a_person_in_danger_must_get_none() -> None:
    wants = ticket(rules=["CA-01", "CA-02"])
    assert RULES_FOUND.sums([scored(wants, "", CARD, OTHER)]) == (1, 2)
    assert RULES_WANTED.sums([scored(wants, "", CARD, OTHER)]) == (1, 2)
    in_danger = scored(ticket(rules=["CA-01"], crisis=True), "", CARD)
    assert RULES_FOUND.value([in_danger]) is None
    assert RULES_WANTED.sums([in_danger]) == (0, 1)


def test_the_length_is_the_middle_of_the_ratios_to_the_ideal_letters() -> None:
    letters = ("un deux", "un deux trois", "un " * 40)
    found = [scored(ticket(ideal_letter="un deux"), f"Bonjour,\n{text}") for text in letters]
    assert LENGTH.value(found) == 1.5
    assert written(LENGTH, found) == "1,5"
    same = compare(LENGTH, found, found)
    assert (same.before, same.interval, same.p) == (1.5, None, None)


ALARMED = [
    scored(ticket(crisis=True, parts=["crisis_human"], sensitive=True), "", danger="self"),
    scored(ticket(crisis=True, parts=["crisis_human"], sensitive=True), "", sensitive=True),
    scored(ticket(crisis=False, parts=["lookalike"], sensitive=False), "", danger="attack"),
    scored(ticket(crisis=False, sensitive=True), "", danger="grief", sensitive=True),
    scored(ticket(crisis=False, sensitive=False), "", sensitive=True),
]


def test_dangers_and_sensitive_matters_are_heard_or_not_and_false_alarms_counted() -> None:
    assert DANGER.sums(ALARMED) == (1, 2)
    assert ALARMS.sums(ALARMED) == (1, 3)
    assert LOOKALIKES.sums(ALARMED) == (1, 1)
    assert SENSITIVE.sums(ALARMED) == (2, 3)
    assert NOT_SENSITIVE.sums(ALARMED) == (1, 2)


def test_dangers_are_told_by_kind_true_and_false_apart() -> None:
    grid = grids_of(ran(*ALARMED))[-1]
    assert grid.headings == (
        "Entendu", "En danger (2)", "Autres sujets sensibles (1)", "Simples tournures (1)",
        "Autres tickets (1)",
    )  # fmt: skip
    assert grid.rows == (
        ("rien", "1", "0", "0", "1"),
        ("pour soi-même", "1", "0", "0", "0"),
        ("violence ou menace", "0", "0", "1", "0"),
        ("deuil (sans alerte)", "0", "1", "0", "0"),
    )


def test_the_main_measures_are_given_by_part_and_few_sealed_tickets_are_not() -> None:
    right = scored(ticket(REPORT, parts=["trap", "computed"]), "Non, avant le 31 décembre.")
    wrong = scored(ticket(REPORT, parts=["trap"]), "Oui.")
    by_part, *_ = grids_of(ran(right, wrong))
    assert by_part.headings == ("Mesure", "trap (2)", "computed (1)")
    rows = {row[0]: row[1:] for row in by_part.rows}
    assert rows[ANSWERED_RIGHT.label] == ("1 / 2", "1 / 1")
    assert rows[ANSWERED_WRONG.label] == ("1 / 2", "0 / 1")
    assert grids_of(ran(right, wrong, *ALARMED), sealed=True) == []
    (sealed,) = grids_of(ran(*[right] * 5, wrong), sealed=True)
    assert "scellé" in sealed.title
    assert sealed.headings == ("Mesure", "trap (6)", "computed (5)")
