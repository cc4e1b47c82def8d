from collections.abc import Callable
from datetime import date

import pytest

from cases.model import Finding

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


@pytest.mark.parametrize("statut", ["titulaire", "stagiaire", "contractuel"])
def test_the_first_day_is_unpaid_whatever_the_status(said: Said, statut: str) -> None:
    assert "premier jour" in answer(said("CAR-01", statut=statut))
    assert answer(said("CAR-01", statut=statut)) == answer(said("CAR-01"))


def test_each_new_sick_leave_has_its_unpaid_day(said: Said) -> None:
    assert "à chaque nouvel arrêt" in answer(said("CAR-01"))


@pytest.mark.parametrize(
    "exception",
    [
        "accident de service",
        "maladie professionnelle",
        "longue maladie",
        "longue durée",
        "grave maladie",
        "acte de dévouement",
        "prolongation",
        "rechute de même cause après 48 heures de reprise au plus",
        "Chaque affection de longue durée (ALD) n’a qu’une carence en 3 ans",
        "grossesse déclarée",
        "congé pathologique ou de maternité",
        "fausse couche avant la 22e semaine",
        "interruption médicale de grossesse",
        "13 semaines du décès d’un enfant",
        "moins de 25 ans",
    ],
)
def test_the_unpaid_day_has_all_its_exceptions(said: Said, exception: str) -> None:
    assert exception in answer(said("CAR-02"))


def test_a_miscarriage_is_an_exception_from_2024_on(said: Said) -> None:
    assert "fausse couche" not in answer(said("CAR-02", on=date(2023, 12, 31)))
    assert "fausse couche" in answer(said("CAR-02", on=date(2024, 1, 1)))


def test_a_medical_termination_is_an_exception_from_july_2024_on(said: Said) -> None:
    assert "interruption médicale" not in answer(said("CAR-02", on=date(2024, 6, 30)))
    assert "interruption médicale" in answer(said("CAR-02", on=date(2024, 7, 1)))
