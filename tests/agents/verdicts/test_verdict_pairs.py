"""Pairs of a question and a finding: the word that opens the answer, or none where it is not sure.

Which way the question is asked decides: a right that exists is a « non » to « peut-on me refuser ».
"""

from dataclasses import replace

import pytest

from agents.drafter.verdicts.said_verdicts import DEPENDS, NON, OUI, verdict_on, verdict_words
from cases.model import FindingOutcome, Question, QuestionKind
from tests.agents.builders import REPORT, a_finding, a_ticket, checked

MET, NOT_MET, VALUE = FindingOutcome.MET, FindingOutcome.NOT_MET, FindingOutcome.VALUE
ANSWERS = {
    "de droit": a_finding(
        "Le temps partiel est de droit, il ne peut pas être refusé, à 50, 60, 70 ou 80 %, à "
        "l’occasion d’une naissance, jusqu’aux 3 ans de l’enfant.",
        MET,
    ),
    "autorisé": a_finding(
        "Le temps partiel sur autorisation, d’au moins 50 %, peut être refusé pour les nécessités "
        "du service.",
        VALUE,
    ),
    "disponibilité": a_finding(
        "La disponibilité pour élever un enfant de moins de 12 ans est de droit et ne peut pas "
        "être refusée : 3 ans au plus, renouvelables.",
        MET,
    ),
    "convenances": a_finding(
        "La disponibilité pour convenances personnelles n’est pas de droit : elle dépend des "
        "nécessités du service.",
        NOT_MET,
    ),
    "vélo": a_finding(
        "Le forfait mobilités durables n’est pas dû pour 24 jours : il en faut au moins 30 jours.",
        NOT_MET,
    ),
    "stagiaire": a_finding(
        "Un stagiaire ne peut pas convenir d’une rupture conventionnelle.", NOT_MET
    ),
    "report": a_finding(
        "Les congés annuels non pris pendant un congé de maladie sont reportés pendant 15 mois.",
        MET,
        rule="CA-07",
    ),
    "cet": a_finding(
        "Un fonctionnaire stagiaire ne peut pas ouvrir de compte épargne-temps (CET), il en est "
        "exclu.",
        NOT_MET,
        rule="CET-01",
    ),
    "cumul": a_finding(
        "La micro-entreprise est possible pour une activité accessoire, sur autorisation.", MET
    ),
    "bénévolat": a_finding(
        "Une activité bénévole est libre pour un agent public.", MET, rule="CUM-01"
    ),
    "fractionnement": a_finding(
        "1 jour de fractionnement est dû, avec 6 jours de congés pris hors de la période.", MET
    ),
    "chômage": a_finding("Non : une démission n’ouvre pas l’allocation chômage.", NOT_MET),
    "solde": a_finding(
        "Le report des congés annuels sur l’année suivante n’est pas possible, sauf autorisation "
        "exceptionnelle de l’employeur.",
        NOT_MET,
    ),
    "dépend": replace(
        a_finding("Le paiement du congé dépend de la délibération.", MET), verdict="cela dépend"
    ),
}
PAIRS = [
    # A right that exists, asked for straight.
    ("Ai-je droit à un temps partiel pour une naissance", "de droit", OUI),
    ("J’ai droit au temps partiel après une naissance", "de droit", OUI),
    ("A-t-elle droit à un temps partiel pour une naissance", "de droit", OUI),
    ("Est-ce que le temps partiel est possible après une naissance", "de droit", OUI),
    ("Puis-je passer à temps partiel après la naissance", "de droit", OUI),
    ("Peut-elle prendre un temps partiel à l’occasion d’une naissance", "de droit", OUI),
    ("Est-ce que j’ai droit au temps partiel après une naissance", "de droit", OUI),
    ("Ai-je droit à une disponibilité pour élever mon enfant", "disponibilité", OUI),
    ("Puis-je demander une disponibilité pour élever un enfant", "disponibilité", OUI),
    ("Mes congés non pris en maladie, ai-je droit au report", "report", OUI),
    ("J’ai droit à un jour de fractionnement", "fractionnement", OUI),
    ("Puis-je avoir une activité bénévole", "bénévolat", OUI),
    ("Est-ce permis, une activité bénévole", "bénévolat", OUI),
    # One that does not, asked for straight.
    ("Ai-je droit au forfait mobilités durables", "vélo", NON),
    ("A-t-il droit au forfait mobilités durables pour 24 jours", "vélo", NON),
    ("Est-ce que j’ai droit au forfait mobilités quand même", "vélo", NON),
    ("Puis-je convenir d’une rupture conventionnelle", "stagiaire", NON),
    ("Un stagiaire, peut-il convenir d’une rupture conventionnelle", "stagiaire", NON),
    ("La rupture conventionnelle est-elle possible", "stagiaire", NON),
    ("Puis-je ouvrir un compte épargne-temps", "cet", NON),
    ("Est-ce que je peux ouvrir un compte épargne-temps", "cet", NON),
    ("Ai-je droit à une disponibilité pour convenances personnelles", "convenances", NON),
    # Asked the other way round: may it be refused?
    ("Peut-on me refuser un temps partiel après une naissance", "de droit", NON),
    (
        "Est-ce que la mairie peut me refuser un temps partiel à 60 % à la naissance",
        "de droit",
        NON,
    ),
    ("Mon chef peut-il refuser mon temps partiel après la naissance", "de droit", NON),
    ("Je peux refuser ce temps partiel demandé à la naissance", "de droit", NON),
    ("Ont-ils le droit de refuser un temps partiel après une naissance", "de droit", NON),
    ("La collectivité peut-elle me refuser la disponibilité", "disponibilité", NON),
    ("Une disponibilité pour élever un enfant peut-elle être refusée", "disponibilité", NON),
    ("Peut-on me refuser un temps partiel sur autorisation", "autorisé", OUI),
    ("Le temps partiel sur autorisation peut-il être refusé", "autorisé", OUI),
    ("Ma collectivité peut-elle refuser un temps partiel sur autorisation", "autorisé", OUI),
    ("Peut-on me refuser une disponibilité pour convenances personnelles", "convenances", OUI),
    # Is it forbidden? Is it lost?
    ("Est-ce interdit d’avoir une activité bénévole", "bénévolat", NON),
    ("C’est interdit, une activité bénévole", "bénévolat", NON),
    ("Est-ce interdit à un stagiaire d’ouvrir un compte épargne-temps", "cet", OUI),
    ("Ai-je perdu mes congés annuels non pris en maladie", "report", NON),
    ("Est-ce que j’ai perdu mes congés non pris", "report", NON),
    ("Je perds mes congés annuels non pris", "report", NON),
    # Not sure: nothing is said.
    ("Peut-on me refuser une activité accessoire en micro-entreprise", "cumul", ""),
    ("Ai-je droit à une micro-entreprise", "cumul", ""),
    ("Est-ce interdit d’avoir une micro-entreprise", "cumul", ""),
    ("Peut-on ne pas me refuser un temps partiel", "de droit", ""),
    ("Vous ne pouvez pas me refuser le temps partiel", "de droit", ""),
    ("Ai-je droit au temps partiel sur autorisation", "autorisé", ""),
    ("Ai-je droit au temps partiel à 90 % après une naissance", "de droit", ""),
    ("Peut-on me refuser un temps partiel à 90 % après une naissance", "de droit", ""),
    ("Le temps partiel après une naissance est-il de droit ou sur autorisation", "de droit", ""),
    ("Le temps partiel à la naissance, jusqu’à quand est-ce possible", "de droit", ""),
    ("Combien de temps puis-je rester à temps partiel", "de droit", ""),
    ("Ai-je droit à une prime de fin d’année", "de droit", ""),
    ("Puis-je reprendre à temps plein sans attendre", "de droit", ""),
    ("Le forfait mobilités durables peut-il m’être retiré", "vélo", ""),
    ("Vont-ils supprimer mon forfait mobilités", "vélo", ""),
    ("Suis-je obligée d’accepter le temps partiel", "de droit", ""),
    ("Ai-je droit à 2 jours de fractionnement", "fractionnement", ""),
    ("Ai-je perdu mon forfait mobilités durables", "vélo", ""),
    ("Ai-je droit à l’allocation chômage après ma démission", "chômage", ""),
    ("Ai-je droit au paiement du congé", "dépend", DEPENDS),
    ("Pourquoi me refuse-t-on le temps partiel", "de droit", ""),
    ("Ai-je droit au report, et combien de mois", "report", ""),
    ("Est-il possible qu’on me refuse le report", "report", ""),
    ("Qui peut me refuser le temps partiel", "de droit", ""),
    ("Sans réponse, est-ce accordé", "disponibilité", ""),
    ("Est-ce que je peux reporter mes congés annuels sur l’année suivante", "solde", ""),
    ("Le report des congés annuels est-il possible", "solde", ""),
    ("Puis-je prendre une disponibilité pour convenances personnelles", "convenances", ""),
]


@pytest.mark.parametrize(("text", "answer", "word"), PAIRS)
def test_the_word_that_opens_an_answer_is_right_or_not_there(
    text: str, answer: str, word: str
) -> None:
    question = Question(text, QuestionKind.YES_NO)
    assert verdict_on(question, f"Bonjour. {text} ?", [ANSWERS[answer]]) == word


def test_the_pairs_are_many_both_ways() -> None:
    words = [word for _, _, word in PAIRS]
    assert len(PAIRS) >= 60
    assert min(words.count(OUI), words.count(NON), words.count("")) >= 15


@pytest.mark.parametrize("kind", [k for k in QuestionKind if k is not QuestionKind.YES_NO])
def test_no_word_answers_a_question_of_another_kind(kind: QuestionKind) -> None:
    text, answer, _ = PAIRS[0]
    assert verdict_on(Question(text, kind), text, [ANSWERS[answer]]) == ""


def test_what_the_towns_text_may_grant_is_not_refused_in_one_word() -> None:
    ticket = a_ticket("Est-ce que j’ai droit au forfait mobilités durables ?")
    alone = checked(ANSWERS["vélo"])
    assert verdict_words(alone, ticket) == {0: NON}
    beside = replace(REPORT, quote="Le forfait mobilités durables est dû dès 20 jours.", score=0.95)
    assert verdict_words(replace(alone, passages=(beside,)), ticket) == {}
