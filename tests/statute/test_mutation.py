from collections.abc import Callable
from datetime import date

from cases.model import Finding

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_silence_of_two_months_accepts_a_mutation(said: Said) -> None:
    assert "2 mois de silence de l’employeur valent acceptation" in answer(said("MUT-01"))


def test_the_receiving_town_pronounces_the_mutation(said: Said) -> None:
    assert "prononcée par la collectivité d’accueil" in answer(said("MUT-01"))


def test_a_municipal_policeman_who_breaks_an_engagement_pays_himself(said: Said) -> None:
    assert "engagement de servir rembourse lui-même" in answer(said("MUT-02"))


def test_the_notice_is_three_months_or_longer_by_a_particular_statute(said: Said) -> None:
    told = answer(said("MUT-01"))
    assert "préavis de 3 mois au plus" in told
    assert "durée plus longue prévue par le statut particulier" in told


def test_only_the_needs_of_the_service_allow_a_refusal(said: Said) -> None:
    assert "que pour nécessités du service" in answer(said("MUT-01", statut="titulaire"))


def test_a_contractual_agent_has_no_mutation(said: Said) -> None:
    assert said("MUT-01", statut="contractuel") is None


def test_the_mutation_rule_starts_with_the_code(said: Said) -> None:
    assert said("MUT-01", on=date(2022, 2, 28)) is None
    assert said("MUT-01", on=date(2022, 3, 1)) is not None


def test_the_receiving_town_pays_within_three_years_of_tenure(said: Said) -> None:
    told = answer(said("MUT-02"))
    assert "dans les 3 ans après la titularisation" in told
    assert "la collectivité d’accueil, non l’agent" in told


def test_without_agreement_all_expenses_are_paid_back(said: Said) -> None:
    told = answer(said("MUT-02", statut="titulaire"))
    assert "Sans accord sur le montant, elle rembourse toutes les dépenses" in told


def test_training_is_not_paid_back_for_a_contractual_agent(said: Said) -> None:
    assert said("MUT-02", statut="contractuel") is None
