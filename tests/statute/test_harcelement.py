from collections.abc import Callable
from datetime import date

from cases.model import Finding

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_every_employer_has_a_reporting_scheme_whatever_its_size(said: Said) -> None:
    told = answer(said("PRO-03"))
    assert "obligatoire chez tout employeur public, quelle que soit sa taille" in told
    for wrong in ("violences", "discriminations", "harcèlement", "agissements sexistes"):
        assert wrong in told


def test_a_witness_may_report_too(said: Said) -> None:
    assert "Victimes et témoins" in answer(said("PRO-03", statut="contractuel"))
    assert said("PRO-03", on=date(2022, 2, 28)) is None


def test_moral_harassment_is_repeated_but_one_grave_pressure_is_enough(said: Said) -> None:
    told = answer(said("PRO-04"))
    assert "Le harcèlement moral désigne des agissements répétés" in told
    assert "une seule pression grave" in told


def test_nobody_is_punished_for_telling_in_good_faith(said: Said) -> None:
    told = answer(said("PRO-04", statut="stagiaire"))
    assert "Personne ne peut être puni" in told
    assert "représailles sont interdites" in told
    assert "bonne foi" in told
    assert "Personne ne peut être puni pour avoir parlé de bonne foi" in answer(said("PRO-03"))


def test_the_first_word_of_harassment_is_what_the_employer_must_do(said: Said) -> None:
    told = answer(said("PRO-04"))
    assert told.startswith("L’employeur doit protéger la victime de harcèlement, sans délai")
    assert "en parler à un supérieur ou au dispositif de signalement" in told


def test_a_victim_may_report_and_ask_for_protection(said: Said) -> None:
    told = answer(said("PRO-04", statut="contractuel"))
    assert "dispositif de signalement" in told
    assert "protection fonctionnelle" in told
