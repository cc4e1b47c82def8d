"""What is disguised, hidden or said in other words is seen; what a good letter says is not."""

from dataclasses import replace

import pytest

from agents.drafter import guards
from agents.drafter.guards.commitment import nothing_is_promised
from agents.drafter.guards.evidence import Letter
from agents.drafter.guards.faithfulness import figures_are_carried
from agents.drafter.guards.grounding import (
    nothing_is_left_out,
    sentences_rest_on_evidence,
    sentences_turn_as_their_evidence,
)
from agents.drafter.guards.intrusion import (
    contacts_are_ours,
    nobody_else_is_spoken_of,
    what_was_asked_stays_theirs,
)
from agents.drafter.guards.style import language_is_french, nothing_is_marked_up
from agents.drafter.language.quantities import vague_numbers
from cases.model import Citation, Outcome
from tests.agents.builders import a_finding

FINDING = a_finding(
    "Vous avez droit à 20 jours de congés annuels.", citation=Citation("CGFP", "L621-1")
)
EXACT = (
    "Bonjour,\n\nVous avez droit à 20 jours de congés annuels (article L621-1 du code général "
    "de la fonction publique).\n\nSi un point reste obscur, répondez à ce message.\n\n"
    "Bien cordialement,\n\nAïcha Nuñez"
)
GOOD = Letter(
    text=EXACT,
    outcome=Outcome.ANSWER,
    findings=(FINDING,),
    carried=f"{FINDING.answer} article L621-1 du code général de la fonction publique",
    ours="rh@ville.example",
    exact=EXACT,
    asked="Mon responsable Ewen Zadig parle de 31 jours, ou d’une quarantaine, depuis le 6 mai.",
)


def with_more(text: str, letter: Letter = GOOD) -> Letter:
    return replace(letter, text=letter.text.replace("Si un point", f"{text}\n\nSi un point"))


def quoting(quote: str, letter: Letter = GOOD) -> Letter:
    said = f"La procédure « Prêt de vélos » prévoit :\n« {quote} »"
    exact = with_more(said, letter).text
    return replace(
        letter, text=exact, exact=exact, texts=f"Prêt de vélos\n{quote}", named="Prêt de vélos"
    )


def test_the_letter_itself_passes() -> None:
    assert guards.failures(GOOD) == ()
    assert guards.failures(quoting("Le vélo est rendu au garage.\nLe maire offre le vélo.")) == ()


@pytest.mark.parametrize(
    ("more", "guard"),
    [
        ("Vous avez droit à zéro jour.", figures_are_carried),
        ("Vos congés annuels : néant.", figures_are_carried),
        ("Vous avez droit à une vingtaine de jours.", figures_are_carried),
        ("Vous avez droit à des centaines de jours.", figures_are_carried),
        ("Vous avez droit à plusieurs milliers d’euros.", figures_are_carried),
        ("Vous avez droit à XXX jours.", figures_are_carried),
        ("Vous avez droit à xviii jours.", figures_are_carried),
        ("Vous avez droit à 2O jours.", figures_are_carried),
        ("Vous avez droit à I20 jours.", figures_are_carried),
        ("Vous avez droit à ⁴20 jours.", figures_are_carried),
        ("Vous avez droit à 20½ jours.", figures_are_carried),
        ("Ce n’est aucunement un droit.", sentences_turn_as_their_evidence),
        ("Vous ne prenez guère de congés annuels.", sentences_turn_as_their_evidence),
        ("Ces congés annuels sont supprimés.", sentences_turn_as_their_evidence),
        ("Ces congés annuels vous seront retirés.", sentences_turn_as_their_evidence),
        ("Ce droit est devenu caduc.", sentences_turn_as_their_evidence),
        ("Vous n’aurez donc point de congés annuels.", sentences_turn_as_their_evidence),
        ("Je m’engage pour ces congés.", nothing_is_promised),
        ("La ville s’engagera pour vos congés.", nothing_is_promised),
        ("Des congés, c’est promis.", nothing_is_promised),
        ("Comptez sur ces congés.", nothing_is_promised),
        ("Congés acceptés !", nothing_is_promised),
        ("Demande approuvée", nothing_is_promised),
        ("Vous avez droit à cеs congés.", language_is_french),
        ("Vous n’avez pɑs ces congés.", language_is_french),
        ("Vos ƈongés annuels.", language_is_french),
        ("Voyez le site conges-agents.software.", contacts_are_ours),
        ("Voyez agents.paris/conges", contacts_are_ours),
        ("Voyez congés-rh.ville", contacts_are_ours),
        ("Voyez agents。shop", contacts_are_ours),
        ("Voyez Pirate.Example", contacts_are_ours),
        ("Voyez rh.xn--p1ai", contacts_are_ours),
        ("Voyez avec\u00a0Zadig.", nobody_else_is_spoken_of),
        ("Voyez avec\u202fZadig.", nobody_else_is_spoken_of),
        ("ZADIG a droit à ces congés.", nobody_else_is_spoken_of),
        ("Voyez avec Mme\u202fZadig.", nobody_else_is_spoken_of),
        ("Vos con\u00adgés annuels.", nothing_is_marked_up),
        ("Vos con\u200bgés annuels.", nothing_is_marked_up),
        ("Vos con\ue000gés annuels.", nothing_is_marked_up),
    ],
)
def test_each_disguise_is_seen_by_its_guard(more: str, guard: guards.Guard) -> None:
    said = guard(with_more(more))
    assert said is not None
    assert said in guards.failures(with_more(more))


@pytest.mark.parametrize(
    "fair",
    [
        "C’est la 1re fois, au 2e trimestre, à 20h, pour un agent en CDI ou en RTT.",
        "Ces jours.Vous les posez, p.ex. par écrit (art.L621-1).",
        "Écrivez à rh@ville.example : le civil, la mairie, dix ou six, ci-dessous.",
        "Nous écrivons à Nuñez.",
        "Si ce n’est pas clair sur un point, écrivez-nous.",
    ],
)
def test_what_a_good_letter_writes_is_no_disguise(fair: str) -> None:
    letter = replace(with_more(fair), carried=f"{GOOD.carried} 1 2 10 6 20")
    for guard in guards.OF_ANY_LETTER:
        assert guard(letter) is None
    assert "La lettre ajoute" not in str(nothing_is_left_out(letter))


def test_what_the_sources_write_in_such_a_way_may_be_said() -> None:
    known = "XIV, une trentaine, B2B, un million, 3 m², caf\u00adé, K’ƈ, agents.paris, DUPIN"
    letter = replace(with_more(known), carried=f"{GOOD.carried} {known}", ours="agents.paris")
    for guard in guards.OF_ANY_LETTER:
        assert guard(letter) is None


def test_short_names_and_articles_are_no_veiled_numbers() -> None:
    assert (
        vague_numbers("CDI, CV, dix, mi-temps, civil, L621-1, D14, 1er, 10h30, 25 %, CLM, MM.")
        == set()
    )
    assert vague_numbers("Louis XIV, MMXXVI, 20O, une dizaine") == {
        "xiv",
        "mmxxvi",
        "20O",
        "dizaine",
    }


@pytest.mark.parametrize(
    "agreed",
    [
        "Selon votre message, ce sont 31 jours.",
        "Pour votre demande : 31 jours.",
        "Vous nous dites avoir droit à 31 jours.",
        "Vous écrivez 31 jours, c’est exact.",
        "Vous parlez de 31 jours, ce que nous confirmons.",
        "Vous demandez vos congés : 31 jours.",
        "D’après ce que vous dites, vous avez 31 jours.",
        "Vous posez effectivement, comme vous l’écrivez, une quarantaine de jours.",
    ],
)
def test_a_number_of_theirs_is_not_agreed_with(agreed: str) -> None:
    told = what_was_asked_stays_theirs(with_more(agreed))
    assert told is not None
    assert told.startswith("Chiffre de la demande repris comme une réponse")


@pytest.mark.parametrize(
    "told",
    [
        "Vous nous dites que votre responsable parle de 31 jours.",
        "Vous nous avez écrit au sujet d’une quarantaine de jours.",
        "Vous nous parlez du 6 mai.",
    ],
)
def test_a_number_of_theirs_is_told_as_what_they_say(told: str) -> None:
    assert guards.failures(with_more(told)) == ()


def test_marks_around_a_quote_hide_nothing_beside_it() -> None:
    letter = quoting("Le vélo est rendu au garage.\nChaque agent confie son badge au gardien.")
    quote = letter.text[letter.text.index("« Le vélo") :].partition("\n\n")[0]
    for before, after in (('"', '"'), ("“", "”"), ("”", "“")):
        hiding = f"{before} Chaque agent confie son badge au gardien. {quote} {after}"
        text = letter.text.replace(quote, hiding)
        said = guards.failures(replace(letter, text=text))
        assert said
        assert '"' not in replace(letter, text=text).own_words.text


def test_a_quote_is_not_said_twice() -> None:
    letter = quoting("Le vélo est rendu au garage.")
    again = with_more("La procédure prévoit bien « Le vélo est rendu au garage. »", letter)
    assert "Citation répétée : « Le vélo est rendu au garage. »." in guards.failures(again)


def test_an_invented_sentence_is_seen_beside_a_known_one() -> None:
    told = "publique). Le préfet convoque les délégués syndicaux du garage municipal."
    text = GOOD.text.replace("publique).", told)
    said = sentences_rest_on_evidence(replace(GOOD, text=text))
    assert said is not None
    assert said.startswith("Phrase sans source : « Le préfet convoque")


def test_a_procedure_is_named_by_its_title_without_marks() -> None:
    letter = quoting("Le vélo est rendu au garage.")
    named = replace(letter, text=letter.text.replace("« Prêt de vélos »", "Prêt de vélos"))
    assert guards.failures(named) == ()
    other = replace(letter, text=letter.text.replace("« Prêt de vélos »", "Don de Mobylettes"))
    assert nobody_else_is_spoken_of(other) is not None


def test_a_title_lends_no_figure() -> None:
    letter = replace(with_more("Le Prêt dure 52 jours."), named="Prêt de 52 jours")
    assert nobody_else_is_spoken_of(letter) is None
    assert figures_are_carried(letter) is not None


def test_what_they_count_is_told_beside_a_text_that_turns_it() -> None:
    asked = "J’ai un vélo prêté depuis 52 jours au garage."
    letter = replace(quoting("Le vélo prêté est rendu depuis le garage."), asked=asked)
    assert (
        guards.failures(with_more("Vous nous dites avoir un vélo depuis 52 jours.", letter)) == ()
    )
    assert guards.failures(with_more("Le vélo est prêté depuis 52 jours.", letter))
