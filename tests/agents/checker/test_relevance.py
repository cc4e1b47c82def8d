"""Finding the rules a ticket asks for."""

from datetime import date

import numpy as np
import pytest

from agents.checker.asked import questions_in
from agents.checker.matcher import Matcher
from agents.checker.relevance import Relevance, examples_of, taken
from cases.model import Classification, Urgency
from statute.book import Book

TODAY = date(2026, 11, 24)
BOOK = Book.of()


@pytest.fixture(scope="module")
def relevance() -> Relevance:
    return Relevance.of(BOOK)


def filed(category: str = "autre", confidence: float = 0.5) -> Classification:
    return Classification(category, confidence, (), Urgency.NORMALE, sensitive=False, reason="")


MATERNITY, CDD = "maternite-paternite", "contrat-contractuel"


def found(relevance: Relevance, text: str, category: str = "autre", on: date = TODAY) -> list[str]:
    return [relevant.rule.id for relevant in relevance.rank(text, on, filed(category))]


@pytest.mark.parametrize(
    ("text", "category", "rule"),
    [
        (
            "Mes deux jours de fractionnement n'apparaissent pas, j'ai pris 9 jours en hiver",
            "conges",
            "CA-02",
        ),
        ("g u 1 jour de carence retiré sur ma paye c normal", "maladie", "CAR-01"),
        ("À 80 % je touche bien un peu plus de 80 % de mon salaire ?", "temps-partiel", "TP-03"),
        ("Ma démission a été acceptée, puis-je encore changer d'avis ?", "depart", "DEM-01"),
        ("Combien de semaines de congé maternité pour des jumeaux ?", MATERNITY, "MAT-01"),
        ("La prime de précarité est-elle due à la fin de mon CDD de huit mois ?", CDD, "CTR-10"),
        (
            "un agent en détachement depuis 4 ans : retrouve-t-il un poste au retour ?",
            "mobilite",
            "DET-02",
        ),
    ],
)
def test_a_question_in_anybodys_words_finds_its_rule(
    relevance: Relevance, text: str, category: str, rule: str
) -> None:
    assert rule in found(relevance, text, category)


@pytest.mark.parametrize(
    "text",
    [
        "Le vidéoprojecteur de la salle du conseil est en panne.",
        "Je cherche les horaires de la piscine pendant les fêtes.",
        "Merci beaucoup pour votre aide de l'autre jour !",
        "",
    ],
)
def test_what_no_rule_answers_finds_none(relevance: Relevance, text: str) -> None:
    assert found(relevance, text) == []


def test_two_questions_of_one_ticket_find_two_rules(relevance: Relevance) -> None:
    text = (
        "Je pars en retraite en juin. Pourra-t-on m'indemniser les congés que je n'ai pas pu "
        "prendre ? Et à partir de combien de jours peut-on se faire payer son CET ?"
    )
    rules = found(relevance, text)
    assert {"CA-10", "CA-11"} & set(rules)
    assert {"CET-03", "CET-04", "CET-05", "CET-06"} & set(rules)


def test_only_the_version_in_force_on_the_day_is_found(relevance: Relevance) -> None:
    text = "Comment est payé un congé de maladie ordinaire de fonctionnaire ?"
    for day in (date(2025, 2, 28), date(2025, 3, 1)):
        (rule, *_) = (r.rule for r in relevance.rank(text, day, filed("maladie")))
        assert rule.id == "CMO-02"
        assert rule.holds_on(day)


def test_weights_of_other_examples_are_refused() -> None:
    others = examples_of(BOOK)[1:]
    with pytest.raises(ValueError, match="make train"):
        Matcher.shipped(others, [rule.id for rule in BOOK.rules])


def test_no_rule_is_without_examples_of_its_own() -> None:
    taught = {rule for asked in examples_of(BOOK) for rule in asked.rules}
    assert sorted({rule.id for rule in BOOK.rules} - taught) == []


def test_a_text_is_asked_question_by_question_with_what_it_tells() -> None:
    text = "Je suis titulaire. Puis-je le cumuler ? Combien de jours ? Merci."
    assert questions_in(text) == [
        "Je suis titulaire. Merci. Puis-je le cumuler ?",
        "Je suis titulaire. Merci. Combien de jours ?",
    ]


def test_a_text_of_one_question_is_taken_whole() -> None:
    assert questions_in("Je suis titulaire.\n\nPuis-je le cumuler ?") == [
        "Je suis titulaire. Puis-je le cumuler ?",
    ]


@pytest.mark.parametrize(
    ("likely", "chosen"),
    [
        ([0.2, 0.1, 0.1], {0: 0.2}),
        ([0.5, 0.1, 0.1], {0: 0.5}),
        ([0.3, 0.9, 0.5], {1: 0.9, 2: 0.5}),
    ],
)
def test_the_likeliest_is_taken_and_the_others_when_likely_and_near_it(
    likely: list[float], chosen: dict[int, float]
) -> None:
    assert taken([np.array(likely)], 0.5, 0.5, 2) == chosen
