"""The questions of a ticket, in its order and its words."""

import pytest

from agents.understand.questions import kind_of, questions_of
from cases.model import QuestionKind


def asked(text: str, subject: str = "") -> list[str]:
    return [question.text for question in questions_of(text, subject) if not question.declined]


@pytest.mark.parametrize(
    "text",
    [
        "je voudrai savoir si la mutuelle est obligatoire",
        "Merci de me confirmer mon solde de RTT.",
        "Prime de Noël 2026",
        "jai droit a cb de jours pour un demenagement",
        "Je souhaite prolonger mon congé parental.",
    ],
)
def test_what_is_asked_without_a_question_mark(text: str) -> None:
    assert asked(text) == [text]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "J'ai un CDD. Combien dure l'essai, et faut-il un écrit ?",
            ["Combien dure l'essai", "faut-il un écrit ?"],
        ),
        ("1) qui signe ?\n2) quand est-ce versé ?", ["qui signe ?", "quand est-ce versé ?"]),
    ],
)
def test_several_questions(text: str, questions: list[str]) -> None:
    assert asked(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "Vous allez bien ? Voici mon certificat.",
        "Pourriez-vous me répondre assez vite ?",
        "C'est une plaisanterie ? Je joins le bulletin.",
        "Vous trouverez mon RIB en pièce jointe.",
    ],
)
def test_what_asks_nothing(text: str) -> None:
    assert asked(text) == []


def test_what_is_not_wanted_is_kept_apart() -> None:
    declined = [q.text for q in questions_of("Combien de jours ? Pas besoin du détail des primes.")
                if q.declined]  # fmt: skip
    assert declined == ["Pas besoin du détail des primes."]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Est-ce que je garde ma prime ?", QuestionKind.YES_NO),
        ("combien vais-je toucher ?", QuestionKind.HOW_MUCH),
        ("Jusqu'à quand puis-je les poser ?", QuestionKind.WHEN),
        ("Le préavis dure combien de temps ?", QuestionKind.HOW_LONG),
        ("Comment faire ma demande ?", QuestionKind.HOW_TO),
        ("Quelles pièces fournir ?", QuestionKind.DOCUMENT),
        ("Où en est mon dossier de retraite ?", QuestionKind.STATUS),
        ("Qui paie mes allocations ?", QuestionKind.WHICH),
    ],
)
def test_what_an_answer_would_be(question: str, kind: QuestionKind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("montant minimal de la participation santé", QuestionKind.HOW_MUCH),
        ("Le montant est-il juste ?", QuestionKind.YES_NO),
        ("Nous demandons : à partir de quand le contrat devient obligatoire", QuestionKind.WHEN),
        ("le jour le plus précoce où je peux m'arrêter", QuestionKind.WHEN),
        ("Le délai est-il dépassé ?", QuestionKind.YES_NO),
        ("durée du préavis", QuestionKind.HOW_LONG),
    ],
)
def test_what_is_named_is_asked_for(question: str, kind: QuestionKind) -> None:
    assert kind_of(question) is kind


def test_a_subject_is_no_question_of_its_own_where_the_mail_asks_it() -> None:
    mail = (
        "Combien de jours de télétravail ?\n\nCombien de jours de télétravail par semaine ai-je ?"
    )
    assert asked(mail) == ["Combien de jours de télétravail par semaine ai-je ?"]
    other = "Mes congés sont-ils perdus ?\n\nEt combien de jours de RTT ai-je ?"
    assert len(asked(other)) == 2
