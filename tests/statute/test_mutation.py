from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.model import Finding, FindingOutcome
from statute.carriere.mutation import mutation

Said = Callable[..., Finding | None]


def answer(finding: Finding | None) -> str:
    assert finding is not None
    return finding.answer.replace("\u00a0", " ")


def test_silence_of_two_months_accepts_a_mutation(said: Said) -> None:
    assert "Le silence de l’employeur pendant 2 mois vaut acceptation" in answer(said("MUT-01"))


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
    who_pays = "Sans accord sur le montant, la collectivité d’accueil rembourse toutes les dépenses"
    assert who_pays in told


def test_training_is_not_paid_back_for_a_contractual_agent(said: Said) -> None:
    assert said("MUT-02", statut="contractuel") is None


def test_silence_accepts_a_detachment_two_months_after_the_request_came(said: Said) -> None:
    told = answer(said("MOB-01", demande_de_mobilite=date(2026, 11, 2)))
    assert told.startswith("Sans réponse le 2 janvier 2027")
    assert "s’il n’est pas de droit" in told


def test_silence_on_personal_reasons_alone_is_to_check(said: Said) -> None:
    finding = said("MOB-01", mobilite_demandee="disponibilité pour convenances personnelles")
    assert finding is not None
    assert finding.outcome is FindingOutcome.TO_CHECK


@given(st.dates(date(2022, 3, 1), date(2035, 12, 31)))
def test_silence_accepts_before_the_longest_notice_ends(received: date) -> None:
    accepted, leaves = mutation(received, received, received).values
    assert isinstance(accepted, date)
    assert isinstance(leaves, date)
    assert received < accepted < leaves
    asked = mutation(received, received, None, leaves)
    assert asked.values <= (received,)
