"""The « Oui. » and the « Non. » that open a letter: right, or not there."""

import pytest

from agents.dependencies import Dependencies
from agents.drafter import guards
from agents.drafter.verdicts.said_verdicts import verdict_on
from agents.understand.questions import questions_of
from cases.model import Finding, FindingOutcome, Ticket
from tests.agents.adversary.letters import letter_on
from tests.agents.builders import a_finding, a_ticket, checked, undecided

DAYS = a_finding(
    "1 jour de fractionnement (congé supplémentaire) est dû pour l’année, avec 6 jours pris hors "
    "de la période du 1er mai au 31 octobre ; il en faut 8 pour 2 jours.",
    FindingOutcome.MET,
)
PART_TIME = a_finding(
    "Le temps partiel est de droit à 50, 60, 70 ou 80 %, à l’occasion d’une naissance.",
    FindingOutcome.MET,
)
BIKE = a_finding(
    "Le forfait mobilités durables n’est pas dû pour 24 jours : il en faut au moins 30 jours.",
    FindingOutcome.NOT_MET,
)
TRAINEE = a_finding(
    "Un stagiaire ne peut pas convenir d’une rupture conventionnelle.", FindingOutcome.NOT_MET
)
ALREADY = a_finding("Non : l’indemnité de fin de contrat n’est pas due.", FindingOutcome.NOT_MET)
IF = a_finding("Si ces 74 mois comptent tous, le contrat doit être un CDI.", FindingOutcome.MET)
ONLY = a_finding("La rupture n’est possible qu’en CDI.", FindingOutcome.MET)
VALUE = a_finding("25 jours de congés annuels sont dus.")
CHECK = a_finding("Un accord de l’employeur est à vérifier.", FindingOutcome.TO_CHECK)

OPENS = [
    ("J’ai posé 6 jours hors période. J’ai droit à des jours en plus ?", DAYS, "Oui."),
    ("Mon bébé est né : ai-je droit à un temps partiel pour une naissance ?", PART_TIME, "Oui."),
    ("Peut-on avoir le temps partiel de droit à 60 % après une naissance ?", PART_TIME, "Oui."),
    ("24 jours de vélo. J’ai droit au forfait mobilités durables quand même ?", BIKE, "Non."),
    ("Ai-je droit au forfait mobilités durables ?", BIKE, "Non."),
    ("Je suis stagiaire, puis-je convenir d’une rupture conventionnelle ?", TRAINEE, "Non."),
    ("Stagiaire, je voudrais une rupture conventionnelle. C’est possible ?", TRAINEE, "Non."),
]
DOES_NOT = [
    ("J’ai posé 6 jours hors période, combien de jours en plus ?", DAYS),
    ("J’ai posé 6 jours hors période, à combien de jours ai-je droit ?", DAYS),
    ("Ai-je droit à 2 jours de fractionnement ?", DAYS),
    ("Quand puis-je poser mon jour de fractionnement ?", DAYS),
    ("Puis-je poser mon jour de fractionnement ? Et le reporter ?", DAYS),
    ("Puis-je être augmenté au titre du télétravail et de la mobilité ?", DAYS),
    ("J’ai posé 6 jours hors période.", DAYS),
    ("Ma cheffe refuse mon temps partiel. C’est possible ?", PART_TIME),
    ("Le temps partiel est-il de droit ou sur autorisation ?", PART_TIME),
    ("Le temps partiel après une naissance, c’est possible jusqu’à quand ?", PART_TIME),
    ("Qui dit vrai sur le forfait mobilités durables ?", BIKE),
    ("Vont-ils me retirer le forfait mobilités durables ? C’est permis", BIKE),
    ("Ai-je droit à l’indemnité de fin de contrat ?", ALREADY),
    ("Après 74 mois, ai-je droit à un contrat en CDI ?", IF),
    ("En CDI, une rupture est-ce possible ?", ONLY),
    ("Ai-je droit à des congés annuels ?", VALUE),
    ("Ai-je droit à un accord de l’employeur ?", CHECK),
]


def verdict_of(ticket: Ticket, findings: list[Finding]) -> str:
    asked = questions_of(ticket.text)
    return verdict_on(asked[0], ticket.text, findings) if len(asked) == 1 else ""


@pytest.mark.parametrize(("text", "finding", "opens"), OPENS)
def test_one_question_of_a_right_is_answered_by_yes_or_no(
    text: str, finding: Finding, opens: str
) -> None:
    assert verdict_of(a_ticket(text), [finding]) == opens
    assert verdict_of(a_ticket(text), [finding, VALUE]) == opens


@pytest.mark.parametrize(("text", "finding"), DOES_NOT)
def test_what_is_not_certain_is_answered_by_neither(text: str, finding: Finding) -> None:
    assert verdict_of(a_ticket(text), [finding]) == ""


@pytest.mark.parametrize("other", [PART_TIME, TRAINEE, CHECK, undecided("statut")])
def test_neither_is_said_where_another_finding_answers_too(other: Finding) -> None:
    text, finding, _ = OPENS[3]
    assert verdict_of(a_ticket(text), [finding, other]) == ""
    assert verdict_of(a_ticket(text), [other, finding]) == ""


@pytest.mark.parametrize(("text", "finding", "opens"), [OPENS[0], OPENS[5]])
def test_the_letter_opens_with_it(
    deps: Dependencies, text: str, finding: Finding, opens: str
) -> None:
    letter = letter_on(deps, checked(finding), a_ticket(text))
    answer = finding.answer.rstrip(".")
    assert f"\n\n{opens} {answer[:20]}" in letter.text.replace("\u00a0", " ")
    assert guards.failures(letter) == ()
