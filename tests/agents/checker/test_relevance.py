"""Finding the rules a ticket asks for."""

from datetime import date

import pytest

from agents.checker.asked_questions import Asked, Ranked, asked_in
from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import Matcher, questions_by_rule, rule_examples
from agents.understand.questions import questions_of
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


def ranked(
    relevance: Relevance, text: str, category: str = "autre", on: date = TODAY
) -> tuple[Ranked, ...]:
    return relevance.rank(asked_in(text, questions_of(text)), [on], filed(category))


def found(relevance: Relevance, text: str, category: str = "autre") -> list[str]:
    second = relevance.weights.second_from
    return [
        relevant.rule.id
        for one in ranked(relevance, text, category)
        if one.answered
        for place, relevant in enumerate(one.rules[:2])
        if place == 0 or relevant.likelihood >= second
    ]


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
        ("Ma démission a été acceptée, puis-je encore changer d'avis ?", "depart", "DEM-03"),
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
        rule = ranked(relevance, text, "maladie", day)[0].rules[0].rule
        assert rule.id == "CMO-02"
        assert rule.holds_on(day)


def test_weights_of_other_examples_are_refused() -> None:
    others = rule_examples(BOOK)[1:]
    with pytest.raises(ValueError, match="make train"):
        Matcher.shipped(others)


def test_no_rule_is_without_rule_examples_its_own() -> None:
    taught = {rule for asked in rule_examples(BOOK) for rule in asked.rules}
    assert sorted(set(questions_by_rule()) - taught) == []


def test_a_question_is_sought_alone_and_in_its_ticket_without_the_others() -> None:
    text = "Je suis titulaire. Puis-je cumuler mon emploi avec un autre ? Combien de jours ?"
    first, second = asked_in(text, questions_of(text))
    assert first.own == "Je suis titulaire. Puis-je cumuler mon emploi avec un autre ?"
    assert first.situated == first.own
    assert second.situated.startswith("Je suis titulaire. ")
    assert second.situated.endswith("Combien de jours ?")
    assert second.situated.count("Combien de jours ?") == 1
    assert [first.place, second.place] == [0, 1]


def test_a_short_question_takes_along_the_words_before_it() -> None:
    text = "Bonjour à tous. Mon arrêt de travail dure depuis deux mois. Et ma prime ?"
    (asked,) = asked_in(text, questions_of(text))
    assert asked.own == "Mon arrêt de travail dure depuis deux mois. Et ma prime ?"


def test_a_text_that_asks_nothing_is_sought_whole() -> None:
    text = "Je suis titulaire\net malade depuis lundi."
    whole = "Je suis titulaire et malade depuis lundi."
    assert asked_in(text, ()) == [Asked(whole, whole, whole)]


def test_what_is_declined_is_not_sought() -> None:
    text = "Pas besoin de me dire combien. Quand dois-je reprendre ?"
    questions = questions_of(text)
    assert [one.declined for one in questions] == [True, False]
    assert [one.place for one in asked_in(text, questions)] == [1]
