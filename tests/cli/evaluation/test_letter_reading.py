"""What strings tell of a letter, each reading once as it is and once as it is not."""

import pytest

from cli.evaluation.letter_reading import (
    Letter,
    asks_for,
    is_contrary,
    leaves_openly,
    nearest,
    plain,
    verdict_of,
)

WHOLE = """Bonjour Madame Ada,

Vous nous avez écrit le 5 novembre 2026. Voici ce que nous pouvons vous répondre.

Non, le report n’est pas possible. Il faut une autorisation :
- Quel est votre statut ?
- À quelle date êtes-vous arrivé ?

Bien cordialement,

La direction, pour toute question, est-elle ouverte ?
"""


@pytest.mark.parametrize(
    ("wording", "letter", "written"),
    [
        ("5 jours", "soit 5 jours", True),
        ("5 jours", "soit 25 jours", False),
        ("5 jours", "soit 2,5 jours", False),
        ("48h", "sous 48\u00a0h", True),
        ("1 607", "1607 heures", True),
        ("1607", "1\u202f607 heures", True),
        ("5 jours", "en 2026 5 jours", True),
        ("200", "décret 2004-777", False),
        ("104", "soit 104,50 €", True),
        ("1 146,0", "1 146,02 €", True),
        ("délibér", "une délibération", True),
        ("un jour", "aucun jour", False),
        ("l'accès", "L’ACCÈS au dossier", True),
        ("novembre", "le 3 novembre", True),
        ("décret", "Rien (article 2 du décret n° 2022-581).", False),
        ("décret", "Un décret le dira (à vérifier).", True),
        ("2022-581", "Rien (article 2 du décret n° 2022-581).", True),
        ("", "une lettre", False),
    ],
)
def test_a_wording_is_written_whatever_its_spaces_but_not_inside_a_number(
    wording: str, letter: str, *, written: bool
) -> None:
    assert Letter(letter).says(wording) is written


def test_the_body_stands_between_greeting_and_closing() -> None:
    letter = Letter(WHOLE)
    assert letter.body.startswith("Vous nous avez écrit")
    assert letter.body.endswith("arrivé ?")
    assert letter.opening == "Non, le report n’est pas possible."
    assert Letter("Bonjour,\n\nUn deux : trois ?\n\nCordialement\nAda").words == 3
    assert Letter("Oui.").opening == "Oui."
    assert Letter("Bonjour,\n\nVoici ce que nous pouvons vous répondre.").opening == ""


def test_what_is_asked_is_neither_quoted_nor_answered_by_the_next_words() -> None:
    assert Letter(WHOLE).asked == ("Quel est votre statut ?", "À quelle date êtes-vous arrivé ?")
    assert Letter("Vous demandez « suis-je payé ? » et voici pourquoi.").asked == ()
    assert Letter("Le jour est-il payé ? Non, il ne l’est pas.").asked == ()


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Oui, c’est possible.", "oui"),
        ("1. Oui.", "oui"),
        ("Non sauf accord.", "non"),
        ("Pas encore.", "non"),
        ("Sur le blâme : non, il ne bloque rien.", "non"),
        ("« Le blâme bloque-t-il ? » Non.", "non"),
        ("La réponse dépend de votre situation.", "cela_depend"),
        ("Non titulaire, vous avez droit à une prime.", ""),
        ("Le congé n’est pas possible.", ""),
    ],
)
def test_a_verdict_is_what_a_sentence_opens_with(sentence: str, verdict: str) -> None:
    assert verdict_of(sentence) == verdict


@pytest.mark.parametrize(
    ("wanted", "sentence", "contrary"),
    [
        ("oui", "Non, jamais.", True),
        ("non", "Oui, vous pouvez.", True),
        ("non", "Pas encore.", False),
        ("oui", "Cela dépend de votre âge.", False),
        ("cela_depend", "Oui, elles sont dues.", True),
        ("cela_depend", "Oui, si vous êtes en catégorie B.", False),
        ("non", "Le congé est ouvert.", False),
    ],
)
def test_verdicts_are_contrary_or_not(wanted: str, sentence: str, *, contrary: bool) -> None:
    assert is_contrary(wanted, sentence) is contrary


@pytest.mark.parametrize(
    ("fact", "question", "asked"),
    [
        ("catégorie (A, B ou C)", "De quelle catégorie relève l’emploi occupé : A, B ou C ?", True),
        ("âge de l'enfant (moins de 3 ans)", "Quelle est la date de naissance de l’enfant ?", True),
        ("âge de l'enfant (moins de 3 ans)", "Combien d’enfants avez-vous à charge ?", False),
        ("rang de l'enfant (enfants à charge)", "Combien d’enfants avez-vous à charge ?", True),
        ("ancienneté (date d'arrivée)", "À quelle date avez-vous pris votre poste ?", True),
        ("date de notification", "À quelle date commence le congé demandé ?", False),
        ("motif de la disponibilité", "Quand commence la disponibilité ?", False),
    ],
)
def test_a_fact_is_asked_for_in_its_own_words_or_in_the_usual_others(
    fact: str, question: str, *, asked: bool
) -> None:
    assert asks_for(fact, ("Quel est votre statut ?", question)) is asked


def test_a_sentence_hands_one_question_over_or_all_that_is_left() -> None:
    pension, leave = "Quel sera le montant de ma pension ?", "Combien de congés ai-je ?"
    one = Letter("Une personne de notre service vous répondra sur le montant de votre pension.")
    assert leaves_openly(pension, one, [leave])
    assert not leaves_openly(leave, one, [pension])
    assert leaves_openly(leave, Letter("Une collègue étudie vos autres questions."), [pension])
    assert leaves_openly(leave, Letter("Nous avons confié votre demande à la paie."), [])
    assert not leaves_openly(leave, Letter("Vous avez 25 jours."), [])


def test_the_nearest_text_shares_most_stems_and_there_may_be_none() -> None:
    texts = ["le blâme s’efface", "le dossier individuel se consulte"]
    assert nearest("consulter le dossier", texts) == 1
    assert nearest("une prime", texts) is None


@pytest.mark.timeout(60)
def test_a_hostile_letter_is_read_to_its_end() -> None:
    for piece in (
        "service ",
        "? : ",
        "- 1. ",
        "\n \n",
        "(",
        "(article ",
        "«",
        "1 000 ",
        "cordialement\n",
    ):
        text = (piece * 40_000)[:240_000]
        letter = Letter(text)
        assert letter.words >= 0
        _ = letter.opening, letter.handing_over, letter.says("un mot")
        assert len(plain(text)) <= len(text)
