"""What a mail asks or believes gets the verdict of the rule that answers it, or none."""

from dataclasses import replace

import pytest

from agents.drafter.verdicts.said_verdicts import DEPENDS, NON, OUI, verdict_on
from agents.understand.questions import questions_of
from cases.model import Finding, FindingOutcome
from tests.agents.builders import a_finding

MET, NOT_MET = FindingOutcome.MET, FindingOutcome.NOT_MET


def said(text: str, finding: Finding) -> str:
    """Give the verdict on the last question of a mail."""
    return verdict_on(questions_of(text)[-1], text, [finding])


SILENCE = a_finding(
    "Sans réponse sous 1 mois, l’activité accessoire est refusée : le silence vaut refus.",
    rule="CUM-03",
)
FILE = a_finding(
    "Tout agent a accès à son dossier individuel, même sans motif : cet accès ne peut pas être "
    "refusé.",
    rule="DOS-01",
)
PENTECOST = a_finding(
    "La journée de solidarité se fait par le travail d’un jour férié, d’un jour de RTT ou de 7 "
    "heures ; poser un jour de congé annuel n’est pas possible.",
    rule="TT-05",
)
MATERNITY = a_finding(
    "Le traitement est versé à 100 % pendant un congé de maternité, sans condition d’ancienneté.",
    MET,
    rule="MAT-07",
)
TRAINEE = a_finding(
    "Un fonctionnaire stagiaire ne peut pas ouvrir de compte épargne-temps (CET), il en est exclu.",
    NOT_MET,
    rule="CET-01",
)
PARENTAL = a_finding(
    "Le congé parental est de droit (il ne peut pas être refusé), non rémunéré.", MET, rule="CPA-01"
)
BONUS = replace(
    a_finding("Le maintien des primes dépend de la délibération.", rule="CMO-08"),
    verdict="cela dépend",
)
PATERNITY = replace(
    a_finding("Le congé de paternité dure 25 jours calendaires.", rule="PAT-01"),
    values=("25 jours calendaires",),
)
ALLOWANCE = replace(
    a_finding("201,60 € d’allocation pour 70 jours de télétravail.", rule="TEL-04"),
    values=("201,60 €",),
)
DAY_RATE = replace(
    a_finding("83 € bruts par jour de compte épargne-temps.", rule="CET-05"), values=("83 €",)
)

ASKED = [
    ("Si la mairie ne répond pas, mon activité accessoire est-elle acceptée ?", SILENCE, NON),
    ("Le silence de la mairie vaut-il accord pour mon activité accessoire ?", SILENCE, NON),
    ("Faut-il un motif pour consulter mon dossier ?", FILE, NON),
    ("On m’a dit qu’il fallait un motif pour voir son dossier. C’est vrai ?", FILE, NON),
    ("La mairie peut-elle me refuser de voir mon dossier ?", FILE, NON),
    ("Le maire retire un jour de congé annuel pour la solidarité. C’est légal ?", PENTECOST, NON),
    ("Est-ce que je perds du salaire pendant mon congé de maternité ?", MATERNITY, NON),
    ("Mon salaire est-il maintenu en entier en congé de maternité ?", MATERNITY, OUI),
    ("Je suis stagiaire, est-ce que je peux ouvrir un CET ?", TRAINEE, NON),
    ("Le congé parental est-il rémunéré ?", replace(PARENTAL, outcome=FindingOutcome.VALUE), NON),
    ("L’employeur peut-il refuser mon congé parental ?", PARENTAL, NON),
    ("Ma prime est-elle maintenue pendant mon arrêt ?", BONUS, DEPENDS),
    ("Mon chef dit 28 jours de paternité. C’est bien 28 jours ?", PATERNITY, NON),
    ("Mon chef dit 25 jours de paternité. C’est bien 25 jours ?", PATERNITY, OUI),
    ("J’ai 70 jours de télétravail, j’arrive à 210,30 €. C’est exact ?", ALLOWANCE, NON),
    ("J’ai 70 jours de télétravail, j’arrive à 201,60 €. C’est exact ?", ALLOWANCE, OUI),
]
NOT_SURE = [
    # The same matter, another question.
    ("Puis-je arrêter mon activité accessoire cet été ?", SILENCE),
    ("Mon dossier est-il conservé à la préfecture ?", FILE),
    ("Le lundi de Pentecôte est-il un jour agréable ?", PENTECOST),
    # What it asks is no yes or no, or a choice between two.
    ("Combien vais-je toucher pendant mon congé de maternité ?", MATERNITY),
    ("En congé de maternité, c’est 100 % ou 90 % ?", MATERNITY),
    ("Pourquoi peut-on me refuser de voir mon dossier ?", FILE),
    # A yes never stands before a refusal, nor a no before a right.
    ("Je suis stagiaire, mes RTT non pris peuvent-ils être épargnés ?", TRAINEE),
    # Nobody claims that number, or it is counted for each.
    ("J’ai télétravaillé 70 jours. C’est normal ?", ALLOWANCE),
    ("J’ai 5 jours de CET, j’arrive à 415 €. C’est bon ?", DAY_RATE),
    # « Ai-je le droit » judges nothing that was told.
    ("On me parle d’un papier de mon syndicat. J’ai le droit ?", FILE),
]


@pytest.mark.parametrize(("text", "finding", "word"), ASKED)
def test_a_known_question_gets_its_verdict(text: str, finding: Finding, word: str) -> None:
    assert said(text, finding) == word


@pytest.mark.parametrize(("text", "finding"), NOT_SURE)
def test_another_question_gets_none(text: str, finding: Finding) -> None:
    assert said(text, finding) == ""


def test_what_says_its_verdict_itself_is_not_doubled() -> None:
    text, finding, word = ASKED[0]
    assert word == NON
    assert said(text, replace(finding, answer=f"Non : {finding.answer}")) == ""


@pytest.mark.parametrize("outcome", [FindingOutcome.TO_CHECK, FindingOutcome.UNDECIDED])
def test_what_is_open_gets_none(outcome: FindingOutcome) -> None:
    text, finding, _ = ASKED[0]
    assert said(text, replace(finding, outcome=outcome)) == ""
