"""Each sentence of a letter is tied to its evidence, and what no evidence says is pointed out."""

from dataclasses import replace
from datetime import date

import pytest

from agents.drafter.attribution import (
    MOST_SENTENCES,
    NumberedEvidence,
    attribute,
    is_readable,
    split_letter,
)
from agents.drafter.edit_remarks import remarks
from cases.model import Citation, Draft, Finding, FindingOutcome, Outcome, Passage
from tests.agents.builders import REPORT, TODAY, a_ticket

LEAVE = Finding(
    rule="CA-01",
    outcome=FindingOutcome.VALUE,
    answer="Vous avez droit à 25 jours de congés annuels",
    facts={},
    missing=(),
    citations=(Citation("CGFP", "L621-1", date(2022, 3, 1)),),
    on=TODAY,
)
SICK = replace(
    LEAVE,
    rule="CM-01",
    outcome=FindingOutcome.NOT_MET,
    answer="Le jour de carence n’est pas retenu pendant la grossesse, sauf congé déjà commencé",
    citations=(Citation("CGFP", "L822-3", date(2025, 3, 1)),),
)
OTHER = Passage("Temps partiel", "Délai", "La demande est déposée 3 mois avant.", 0.6)
TEXT = f"""Bonjour,

Vous nous avez écrit le 24 novembre 2026 (« Mes congés »). Voici ce que nous pouvons vous répondre.

Vous avez droit à 25 jours de congés annuels (article L621-1 du code général de la fonction publique).

Le jour de carence n’est pas retenu pendant la grossesse, sauf congé déjà commencé (article L822-3 du code général de la fonction publique).

Dans notre collectivité, la procédure « Congés annuels et calendrier de pose », rubrique « Solde et report » (délibération n° 2025-112 du 11 décembre 2025) prévoit :
« {REPORT.quote} »

Si un point reste obscur, répondez simplement à ce message.

Bien cordialement,

Direction des ressources humaines
drh@valmorel.example, poste 4210"""  # noqa: E501 - a letter's lines are as long as they are
BASIS = NumberedEvidence(
    Draft(Outcome.ANSWER, TEXT, (LEAVE, SICK), (REPORT, OTHER)),
    a_ticket("Bonjour, ai-je droit à 30 jours de congés annuels ?", "Mes congés"),
)


def said_of(text: str) -> list[str]:
    return [remark.says for remark in remarks(attribute(text, BASIS), BASIS)]


def changed(old: str, new: str) -> list[str]:
    assert old in TEXT
    return said_of(TEXT.replace(old, new))


def added(sentence: str) -> list[str]:
    return said_of(TEXT.replace("Si un point", f"{sentence}\n\nSi un point"))


def test_each_sentence_has_the_numbers_of_its_evidence_and_courtesies_have_none() -> None:
    ties = {one.text[:22]: one.evidence for one in attribute(TEXT, BASIS)}
    assert ties["Vous avez droit à 25 j"] == (1,)
    assert ties["Le jour de carence n’e"] == (2,)
    assert ties["Dans notre collectivit"] == (3,)
    assert ties["Voici ce que nous pouv"] == ()
    assert ties["Si un point reste obsc"] == ()


def test_the_day_of_the_message_rests_on_the_request() -> None:
    opening = next(one for one in attribute(TEXT, BASIS) if "écrit le" in one.text)
    assert (opening.from_request, opening.evidence, opening.is_unsupported) == (True, (), False)


def test_a_quote_stays_in_the_sentence_that_introduces_it() -> None:
    assert any("prévoit :\n« Le report" in piece for piece in split_letter(TEXT))


def test_nothing_is_said_of_an_untouched_draft() -> None:
    assert said_of(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("25 jours", "28 jours", "28 jours"),
        ("25 jours", "vingt-huit jours", "vingt-huit jours"),
        ("25 jours", "25 mois", "25 mois"),
        ("L621-1", "L621-9", "L621-9"),
        ("24 novembre", "26 novembre", "26 novembre"),
        ("n° 2025-112", "n° 2025-113", "2025-113"),
        ("28 février", "27 février", "27 février"),
        ("4210", "4211", "4211"),
    ],
)
def test_what_no_evidence_carries_is_named_as_it_is_written(old: str, new: str, named: str) -> None:
    assert changed(old, new) == [f"{named} : aucun appui ne le dit."]


def test_a_figure_that_only_the_requester_named_is_not_evidence() -> None:
    assert changed("25 jours", "30 jours") == [
        "Chiffre dit d’autre chose que dans la source : 30 jours.",
    ]


def test_an_article_given_to_another_answer_is_pointed_out() -> None:
    assert changed("L621-1", "L822-3")[0].startswith("Article cité pour autre chose")


def test_a_denial_or_an_exception_lost_or_gained_is_pointed_out() -> None:
    assert changed("n’est pas retenu", "est retenu") == [
        "Cette phrase n’a plus la négation du brouillon."
    ]
    assert changed(", sauf congé déjà commencé", "") == [
        "Cette phrase n’a plus l’exception (« sauf », « hors ») du brouillon."
    ]
    assert changed("Vous avez droit à 25", "Vous n’avez pas droit à 25") == [
        "Cette phrase a une négation que le brouillon n’a pas."
    ]


def test_a_sentence_cut_in_two_has_lost_nothing() -> None:
    old = "pendant la grossesse, sauf congé déjà commencé"
    assert changed(old, "pendant la grossesse. Sauf congé déjà commencé") == []


def test_two_sentences_joined_have_gained_nothing() -> None:
    joined = TEXT.replace("publique).\n\nLe jour de carence", "publique) et le jour de carence")
    assert joined != TEXT
    assert said_of(joined) == []


def test_a_quote_that_is_no_longer_word_for_word_is_pointed_out() -> None:
    assert "La citation n’est plus mot pour mot celle du texte." in changed(
        "Le report exceptionnel porte", "Le report porte"
    )


def test_a_right_that_no_evidence_carries_is_pointed_out() -> None:
    assert added("Vous pouvez prétendre au remboursement de vos lunettes.") == [
        "Cette phrase parle d’un droit ou d’une règle, et aucun appui ne la porte."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Je vous souhaite une bonne fin d’année.",
        "En premier lieu, merci de votre patience ; deux points restent à voir.",
        "Vous demandez si vous avez droit à des jours de plus.",
        "Avez-vous déjà déposé votre demande ?",
        "La demande est déposée 3 mois avant.",
        "Il vous reste donc 25 jours.",
    ],
)
def test_words_of_ones_own_that_say_no_new_right_are_left_alone(sentence: str) -> None:
    assert added(sentence) == []


def test_a_text_that_is_no_letter_is_not_read_at_all() -> None:
    assert is_readable(TEXT)
    assert not is_readable("1 " * 5_000)
    assert not is_readable("«" * 5_000)
    assert not is_readable("a" * 5_000)
    assert len(split_letter("Une phrase. " * 1_000)) == MOST_SENTENCES + 1
