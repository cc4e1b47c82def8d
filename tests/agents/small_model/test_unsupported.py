"""The check that the small model is judged by finds what it must, and nothing else."""

import pytest

from tests.agents.small_model.unsupported import denials, unsupported

EVIDENCE = (
    "Vous avez droit à 25 jours et 1 607 heures avant le 3 mars 2027 (article L621-1 du code ; "
    "article 1er du décret n° 85-1250). Le report est autorisé."
)


@pytest.mark.parametrize(
    "fair",
    [
        "Vingt-cinq jours, 1607 heures, avant le 3 mars (L. 621-1, décret 85-1250).",
        "Le report est autorisé, une fois, pour vingt-cinq jours.",
    ],
)
def test_what_the_evidence_says_is_supported(fair: str) -> None:
    assert unsupported(fair, EVIDENCE) == []


@pytest.mark.parametrize(
    ("strange", "what"),
    [
        ("Vous avez 27 jours.", "nombre 27"),
        ("Vous avez vingt-sept jours.", "nombre vingt-sept"),
        ("Vous avez 25,5 jours.", "nombre 25,5"),
        ("Avant le 3 avril.", "date 3 avril"),
        ("Voir l'article L622-1.", "article 622-1"),
        ("Voir le décret 86-442.", "article 86-442"),
        ("Le report est refusé.", "décision refus"),
        ("Le report est garanti.", "décision garanti"),
    ],
)
def test_what_the_evidence_does_not_say_is_found(strange: str, what: str) -> None:
    assert what in unsupported(strange, EVIDENCE)


def test_a_decision_turned_round_changes_what_denies() -> None:
    assert denials("Vous n’avez pas droit à ces jours.") != denials("Vous avez droit à ces jours.")
