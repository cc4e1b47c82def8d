from typing import Any

import pytest

from app.settings.sections import Gate
from cli.evaluation.gate import judge
from cli.evaluation.labelled_ticket import LabelledQuestion
from cli.evaluation.scores import Grade, GradedQuestion, Score
from tests.cli.evaluation.scored import ran, scored

GATE = Gate(least_tickets=10)
FACT = {"expected_facts": [{"fact": "a", "any_of": ["a"], "article": "L822-3"}]}
GOOD = [scored(n, expects=FACT, articles=1) for n in range(10)]


def reasons(candidate: list[Score], gate: Gate = GATE, active: list[Score] = GOOD) -> str:
    return " | ".join(judge(gate, ran(*active), ran(*candidate)).reasons)


def one_changed(**changes: Any) -> list[Score]:  # noqa: ANN401 - any field of the score
    return [scored(0, **{"expects": FACT, "articles": 1, **changes}), *GOOD[1:]]


def test_a_candidate_that_does_as_well_passes() -> None:
    assert judge(GATE, ran(*GOOD), ran(*GOOD)).passed


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"missed_facts": ("a",)}, "dans la lettre\u00a0: 100,0\u00a0% avant, 90,0\u00a0%"),
        ({"missed_articles": ("L822-3",)}, "articles cités\u00a0: 100,0\u00a0% avant"),
        ({"category": "autre"}, "catégorie juste\u00a0: 100,0\u00a0% avant"),
        ({"outcome": "hand_over"}, "répond quand il le peut\u00a0: 100,0\u00a0% avant"),
        ({"cost_eur": 1.0}, "coût par ticket\u00a0: 0,00\u00a0€ avant, 0,10\u00a0€"),
        ({"cost_eur": None}, "le coût du candidat n’est pas connu"),
        ({"seconds": 900.0}, "secondes par ticket\u00a0: 0,10\u00a0s avant"),
        ({"calls": 1, "failed_calls": 1}, "sans réponse utilisable\u00a0: 50,0\u00a0%"),
        ({"asserted": ("30 jours",)}, "phrases interdites nouvelles, tickets T-0"),
    ],
)  # fmt: skip
def test_what_is_worse_than_its_margin_is_refused_with_both_figures(
    changes: dict[str, Any], told: str
) -> None:
    assert told in reasons(one_changed(**changes))


ASKED = LabelledQuestion(q="Quand ?")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Grade.RIGHT, Grade.SILENT, "questions répondues juste\u00a0: 100,0\u00a0% avant, 90,0"),
        (Grade.OPEN, Grade.WRONG, "questions répondues faux\u00a0: 0,0\u00a0% avant, 10,0"),
    ],
)
def test_questions_answered_less_or_wrong_are_refused(
    before: Grade, after: Grade, told: str
) -> None:
    active = [scored(n, questions=(GradedQuestion(ASKED, before),)) for n in range(10)]
    worse = [scored(0, questions=(GradedQuestion(ASKED, after),)), *active[1:]]
    assert told in reasons(worse, active=active)
    assert reasons(active, active=active) == ""


def test_a_person_in_danger_that_is_no_longer_heard_has_no_margin() -> None:
    heard = [scored(n, expects={"crisis": True}, danger="self") for n in range(10)]
    deaf = [scored(0, expects={"crisis": True}), *heard[1:]]
    assert "personnes en danger entendues\u00a0: 100,0\u00a0% avant" in reasons(deaf, active=heard)


def test_within_its_margin_a_candidate_may_be_worse() -> None:
    assert reasons(one_changed(missed_facts=("a",)), Gate(least_tickets=10, facts=10)) == ""
    assert reasons(one_changed(cost_eur=1.0), Gate(least_tickets=10, cost_eur=0.1)) == ""


def test_a_forbidden_sentence_that_replaces_another_ticket_is_new_all_the_same() -> None:
    before = [scored(0, asserted=("x",)), *GOOD[1:]]
    after = [GOOD[0], scored(1, asserted=("x",)), *GOOD[2:]]
    assert "phrases interdites nouvelles, tickets T-1" in reasons(after, active=before)
    assert reasons(before, active=before) == ""


def test_answering_what_must_not_be_answered_has_no_margin() -> None:
    silent = [scored(n, expects={"should_abstain": True}, outcome="hand_over") for n in range(10)]
    talking = [scored(0, expects={"should_abstain": True}), *silent[1:]]
    assert "s’abstient quand il le faut\u00a0: 100,0\u00a0% avant, 90,0\u00a0%" in reasons(
        talking, active=silent
    )


def test_letters_that_guards_set_aside_and_words_officers_would_change_have_margins() -> None:
    guarded = [scored(n, guard_failures=("un chiffre",)) for n in range(10)]
    assert "lettres où le texte du modèle n’a pas été retenu" in reasons(guarded)
    sent = {"sent": "Bonjour Camille."}
    near = [scored(n, expects=sent, letter="Bonjour Camille.") for n in range(10)]
    far = [scored(n, expects=sent, letter="Tout autre chose ici.") for n in range(10)]
    assert "mots qui diffèrent de la lettre envoyée\u00a0: 0,0\u00a0% avant" in reasons(
        far, active=near
    )


def test_a_route_whose_model_never_answered_does_not_pass_for_the_embedded_way() -> None:
    dead = ran(*GOOD, silent=("drafter",))
    (reason,) = judge(GATE, ran(*GOOD), dead).reasons
    assert "aucun modèle n’a répondu pour le rôle « drafter »" in reason


def test_too_few_tickets_prove_nothing() -> None:
    assert "il en faut 50" in reasons(GOOD, Gate())


def test_a_dearer_active_route_of_unknown_cost_forbids_nothing() -> None:
    unknown = [scored(n, cost_eur=None) for n in range(10)]
    assert reasons([scored(n, cost_eur=3.0) for n in range(10)], active=unknown) == ""
