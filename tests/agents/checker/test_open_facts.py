"""What a person is asked: only what the answer turns on, and two things at most."""

from datetime import date

import pytest

from agents.checker.apply_rule import Applying
from agents.checker.open_facts import to_ask, with_open_facts
from agents.understand.questions import kind_of
from cases.model import Finding, Question
from statute.book import Book
from statute.facts import CONTRACTUEL, TITULAIRE, Facts

TODAY = date(2026, 11, 24)
BOOK = Book.of()


def asked(rule: str, text: str, facts: Facts) -> tuple[Finding, tuple[str, ...]]:
    version = BOOK.version(rule, TODAY)
    assert version is not None
    applying = Applying(BOOK, facts, (TODAY,), TODAY, TODAY)
    finding = applying.apply(version)
    assert finding is not None
    said = with_open_facts(finding, applying, [Question(text, kind_of(text))], text)
    return said, to_ask([said])


@pytest.mark.parametrize(
    ("rule", "text", "facts", "fact"),
    [
        (
            "CTR-12",
            "Quelle est la durée de mon préavis ?",
            {"statut": CONTRACTUEL},
            "mois_de_services",
        ),
        ("FMD-01", "Combien vais-je toucher pour mon vélo ?", {}, "jours_de_trajet"),
        (
            "SFT-01",
            "Mon supplément familial, combien ?",
            {"indice_majore": 520},
            "enfants_a_charge",
        ),
        ("CET-05", "Mes jours de CET font quelle somme ?", {}, "categorie"),
    ],
)
def test_a_general_answer_is_said_and_what_it_turns_on_is_asked(
    rule: str, text: str, facts: Facts, fact: str
) -> None:
    finding, missing = asked(rule, text, facts)
    assert finding.answer
    assert fact in missing


@pytest.mark.parametrize(
    ("rule", "text", "facts"),
    [
        ("CTR-12", "Quelle est la durée du préavis d’un contractuel ?", {"statut": CONTRACTUEL}),
        ("IR-01", "Combien devrais-je toucher en zone 3 ?", {"zone_de_residence": "3"}),
        ("MAT-07", "Est-ce que j’aurai mon salaire en entier ?", {}),
        ("TT-06", "Mes heures me sont-elles dues ?", {}),
        ("CMO-08", "Mes primes sont-elles versées ?", {"statut": TITULAIRE}),
    ],
)
def test_nothing_is_asked_where_nothing_would_change_the_answer(
    rule: str, text: str, facts: Facts
) -> None:
    assert asked(rule, text, facts)[1] == ()


def test_what_the_town_decides_is_asked_of_nobody() -> None:
    for rule in {rule.id: rule for rule in BOOK.rules if rule.holds_on(TODAY)}.values():
        for text in ("Combien vais-je toucher ?", "Ai-je le droit ?"):
            applying = Applying(BOOK, {}, (TODAY,), TODAY, TODAY)
            if finding := applying.apply(rule):
                missing = to_ask(
                    [with_open_facts(finding, applying, [Question(text, kind_of(text))], text)]
                )
                assert len(missing) <= 2
                assert not {"deliberation_cet", "convention_de_mediation"} & set(missing)


@pytest.mark.parametrize(
    ("rule", "text", "facts"),
    [
        ("FMD-01", "J'ai fait du vélo 3 jours sur 5, je touche combien ?", {}),
        ("CET-05", "Je suis de catégorie B, mes 25 jours de CET font quelle somme ?", {}),
    ],
)
def test_what_the_ticket_seems_to_tell_is_not_asked(rule: str, text: str, facts: Facts) -> None:
    assert asked(rule, text, facts)[1] == ()


def test_who_does_not_tell_their_status_reads_what_each_would_get() -> None:
    finding, missing = asked("CMO-02", "Vous me retirez 10 %, est-ce normal ?", {})
    assert finding.answer.startswith(
        "Titulaire ou stagiaire : le fonctionnaire en congé de maladie ordinaire reçoit 90"
    )
    assert finding.answer.endswith("Contractuel : une autre règle s’applique.")
    assert missing == ("statut",)


def test_a_status_left_out_is_asked_beside_the_answer_of_those_a_rule_is_for() -> None:
    finding, missing = asked("CMO-02", "Est-ce que le supplément familial baisse aussi ?", {})
    assert "restent versés en totalité" in finding.answer
    assert missing == ("statut",)
    finding, missing = asked("TP-01", "Mon temps partiel est-il de droit ?", {"statut": TITULAIRE})
    assert "statut" not in missing
