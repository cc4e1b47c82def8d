"""Repeated messages are folded away; nobody's own words ever are."""

import html
from dataclasses import replace

import pytest

from cases.model import Message
from tests.builders import Store, a_ticket, bring_to_approval
from tests.web.conftest import Officer
from web.case.quoted_mail import Parts, parts_of

FIRST = a_ticket(text="Combien de jours ai-je ?").messages[0]
QUOTED = (
    "Merci.\n\nLe lun. 23 nov. 2026 à 09:12, DRH <drh@x.example> a écrit :\n> Bonjour,\n> 25 jours."
)
OUTLOOK = (
    "Merci.\n\nDe : Camille Durand\nEnvoyé : lundi 23 novembre\nÀ : DRH\nObjet : Mes congés\n\n"
)


def said(text: str, *earlier: Message) -> Parts:
    return parts_of(replace(FIRST, text=text), earlier)


def test_a_quote_at_the_end_is_folded_with_what_introduces_it() -> None:
    parts = said(QUOTED, FIRST)
    assert (parts.own, parts.is_known) == ("Merci.", True)
    assert parts.cited.startswith("Le lun. 23 nov.")
    assert parts.lines == 3


def test_an_introduction_on_two_lines_goes_with_its_quote() -> None:
    two = "Merci.\nLe lun. 23 nov. 2026 à 09:12, DRH <drh@x.example>\na écrit :\n> Bonjour"
    assert said(two, FIRST).own == "Merci."


@pytest.mark.parametrize(
    "text",
    [
        "> 25 jours ?\nOui, et les autres ?",
        "Le chef a écrit : venez lundi.",
        "> tout est cité",
        "De : lundi à vendredi je suis là.",
        "Bonjour,\n____________________\nCamille Durand",
    ],
)
def test_ones_own_words_stay_in_sight(text: str) -> None:
    assert said(text, FIRST) == Parts(text)


def test_repeated_headers_are_folded_only_over_words_that_were_said_before() -> None:
    known = said(f"{OUTLOOK}Combien de jours ai-je ?", FIRST)
    assert (known.own, known.is_known) == ("Merci.", True)
    new = said(f"{OUTLOOK}Combien de jours ai-je ?\nEt j’ajoute ceci.", FIRST)
    assert (new.own, new.is_known) == ("Merci.", False)


def test_what_a_first_message_quotes_is_set_apart_and_stays_open() -> None:
    assert said(QUOTED).is_known is False


@pytest.mark.parametrize("text", [QUOTED, OUTLOOK + "Combien ?", "> a\n> b\n\nc", "\n> a"])
def test_no_line_is_ever_lost(text: str) -> None:
    parts = said(text, FIRST)
    assert f"{parts.own}\n{parts.cited}".split() == text.split()


async def test_a_folded_quote_can_be_read_on_the_page(ada: Officer, sqlite_store: Store) -> None:
    evil = QUOTED.replace("25 jours", "<script>25 jours")
    later = replace(FIRST, id="m2", text=evil)
    case = await bring_to_approval(sqlite_store, a_ticket("1", later))
    text = await ada.sees(f"/dossiers/{case.id}")
    assert '<details class="cited" >' in text
    assert "Message cité" in text
    assert "<script>25" not in text
    assert "> <script>25 jours." in html.unescape(text)
