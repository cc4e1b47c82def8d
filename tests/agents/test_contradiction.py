"""Where the town's text and the law say two figures, a person decides."""

from dataclasses import replace

import pytest

from agents.dependencies import Dependencies
from agents.drafter.contradiction import contradictions
from agents.drafter.graph import draft_letter
from cases.model import Finding, FindingOutcome, Outcome, Passage
from tests.agents.builders import REPORT, TODAY, a_classification, a_finding, a_ticket, checked

LEAVE = replace(
    a_finding("Les congés annuels d’une année complète sont de 25 jours ouvrés."),
    title="Droit à congés annuels",
)
NOTICE = replace(
    a_finding("Le préavis de démission d’un contractuel est de 2 mois après 2 ans de services."),
    title="Préavis de démission",
)


def text(quote: str) -> Passage:
    return replace(REPORT, quote=quote)


@pytest.mark.parametrize(
    ("finding", "quote"),
    [
        (LEAVE, "Les agents ont 27 jours de congés annuels."),
        (LEAVE, "Le droit à congés annuels est de vingt jours ouvrés par année complète."),
        (LEAVE, "Autre point. Les congés annuels sont de 30 jours pour une année complète."),
        (NOTICE, "Le préavis de démission est de 3 mois."),
        (NOTICE, "Le préavis d’un contractuel qui présente sa démission : un mois."),
    ],
)
async def test_two_figures_for_one_thing_are_handed_over_with_both(
    deps: Dependencies, finding: Finding, quote: str
) -> None:
    known = checked(finding, passages=(text(quote),))
    draft, _ = await draft_letter(a_ticket("Combien ?"), a_classification(), known, deps)
    assert draft.outcome is Outcome.HAND_OVER
    assert "à trancher avant de répondre" in draft.findings[0].warning
    assert draft.passages == known.passages
    assert not any(figure in draft.text for figure in ("25", "27", "30 jours", "2 mois", "3 mois"))


@pytest.mark.parametrize(
    ("finding", "quote"),
    [
        (LEAVE, "Les congés annuels sont de 25 jours, ou de 20 jours pour 4 jours par semaine."),
        (LEAVE, "Le report exceptionnel de congés annuels porte sur 5 jours, motivés par écrit."),
        (LEAVE, "La demande de congés annuels est déposée 15 jours avant le départ."),
        (LEAVE, "L’indemnité de repas est de 12 euros."),
        (NOTICE, "Le préavis de démission est de 2 mois après 2 ans, de 1 mois avant."),
        (NOTICE, "Une prime de 200 euros est versée après 2 ans de services."),
    ],
)
def test_another_matter_or_the_same_figure_is_no_contradiction(
    finding: Finding, quote: str
) -> None:
    assert contradictions(checked(finding, passages=(text(quote),))) == ()


@pytest.mark.parametrize(
    ("quote", "contradicts"),
    [
        ("Temps partiel sur autorisation : 50, 60, 70, 80 ou 90 %, selon le service.", 0),
        ("Le temps partiel sur autorisation est d’au moins 60 %.", 0),
        ("Le temps partiel sur autorisation est accordé à 40 %.", 1),
    ],
)
def test_a_town_may_list_shares_above_the_least_that_the_law_sets(
    quote: str, contradicts: int
) -> None:
    rule = replace(
        a_finding("Le temps partiel sur autorisation, d’au moins 50 %, peut être refusé."),
        title="Temps partiel sur autorisation",
    )
    assert len(contradictions(checked(rule, passages=(text(quote),)))) == contradicts


def test_a_town_may_not_harden_the_condition_of_a_right() -> None:
    rule = replace(
        a_finding("La rémunération est maintenue à qui compte au moins 4 mois de services."),
        title="Rémunération d’un contractuel malade",
    )
    town = text("La rémunération d’un contractuel malade est maintenue après 6 mois de services.")
    assert contradictions(checked(rule, passages=(town,)))


def test_a_figure_that_another_rule_says_of_something_else_is_still_a_contradiction() -> None:
    pay = replace(
        a_finding("Le congé de longue maladie est payé 100 % la première année, puis 50 %."),
        title="Traitement en congé de longue maladie",
    )
    other = replace(
        a_finding("Le congé de longue maladie est payé 50 % ensuite, et non 60 %."),
        title="Traitement en congé de longue maladie après un an",
    )
    town = replace(
        text("Congé de longue maladie : 100 % du traitement la première année, puis 60 %."),
        heading="Traitement",
    )
    assert contradictions(checked(pay, other, passages=(town,)))


def test_what_another_rule_says_of_the_matter_contradicts_none() -> None:
    pay = replace(
        a_finding("Le congé de longue maladie est payé 100 % la première année, puis 50 %."),
        title="Traitement en congé de longue maladie",
    )
    bonus = replace(
        a_finding("33 % des primes en congé de longue maladie la première année, puis 60 %."),
        title="Primes en congé de longue maladie",
    )
    town = replace(
        text("Congé de longue maladie : 33 % la première année, puis 60 %."),
        heading="Primes selon le congé",
    )
    assert contradictions(checked(pay, passages=(town,)))
    assert contradictions(checked(pay, bonus, passages=(town,))) == ()
    wrong = replace(town, quote="Congé de longue maladie : 40 % la première année, puis 60 %.")
    assert contradictions(checked(pay, bonus, passages=(wrong,)))


def test_what_the_rule_leaves_to_the_town_is_the_towns_to_say() -> None:
    by_the_town = "Pour le reste, la délibération de la collectivité décide."
    left = replace(LEAVE, answer=f"{LEAVE.answer} {by_the_town}")
    open_one = replace(LEAVE, outcome=FindingOutcome.TO_CHECK)
    passage = text("Les agents ont 27 jours de congés annuels.")
    assert contradictions(checked(left, passages=(passage,))) == ()
    assert contradictions(checked(open_one, passages=(passage,))) == ()


@pytest.mark.parametrize(
    "quote",
    [
        "L’agent conserve son plein traitement pendant trois mois.",
        "L’agent garde l’intégralité du traitement trois mois, puis la moitié neuf mois.",
        "Le traitement est maintenu à 100 % pendant trois mois.",
    ],
)
def test_full_pay_where_the_law_says_ninety_per_cent_is_a_contradiction(quote: str) -> None:
    sick = replace(
        LEAVE,
        title="Traitement pendant un congé de maladie ordinaire",
        answer="90 % du traitement pendant trois mois, puis la moitié pendant neuf mois.",
    )
    old = replace(text(quote), heading="Congé de maladie ordinaire")
    assert contradictions(checked(sick, passages=(old,)))
    new = replace(old, quote="Le traitement est de 90 % trois mois, puis de moitié neuf mois.")
    assert contradictions(checked(sick, passages=(new,))) == ()


def test_a_text_too_far_to_be_quoted_contradicts_nothing() -> None:
    far = replace(text("Les agents ont 27 jours de congés annuels."), score=0.1)
    assert contradictions(checked(LEAVE, passages=(far,))) == ()


@pytest.mark.parametrize(
    ("rule", "quote"),
    [
        ("CA-01", "Les agents de la ville bénéficient de 27 jours de congés annuels."),
        ("CET-02", "Le plafond du compte épargne-temps est de 45 jours."),
        ("CMO-05", "L’avis d’arrêt de travail est transmis à l’employeur dans les 72 heures."),
    ],
)
def test_rules_of_the_statute_are_contradicted_by_invented_texts(
    deps: Dependencies, rule: str, quote: str
) -> None:
    version = deps.book.version(rule, TODAY)
    assert version is not None
    finding = version.apply({"statut": "titulaire"}, TODAY)
    assert finding is not None
    (found, *_) = contradictions(checked(finding, passages=(text(quote),)))
    assert found.warning.startswith("La règle dit ")
