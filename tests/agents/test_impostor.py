"""Whoever writes from an address that imitates the town's is a fraud, whatever they ask."""

from dataclasses import replace

import pytest

from agents.checker.graph import check
from agents.classifier.graph import classify
from agents.classifier.sender import IMPOSTOR, imitated_domain
from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from cases.model import Danger, Outcome
from tests.agents.builders import a_ticket

OWN = ("valmorel.example", "ville.example")


@pytest.mark.parametrize(
    "domain",
    [
        "valmorel-orge.example",
        "mairie-valmorel.fr",
        "valmorel.com",
        "va1morel.example",
        "vaImorel.example",
        "valm\u043erel.example",
        "xn--valmrel-jsf.example",
        "val-morel.example",
        "valmorelorge.example",
        "valmorrel.example",
        "valmroel.example",
        "valmorel.example.compte-secure.com",
    ],
)
def test_a_domain_that_imitates_the_towns_is_named(domain: str) -> None:
    assert imitated_domain(f"direction@{domain}", OWN) == "valmorel.example"


@pytest.mark.parametrize(
    "address",
    [
        "agent@valmorel.example",
        "Agent@VALMOREL.example",
        "agent@rh.valmorel.example",
        "valmorel@courriel.example",
        "agent@villeneuve.example",
        "agent@ville.fr",
        "agent@essonne.example",
        "",
        "sans-arobase",
    ],
)
def test_the_towns_own_and_other_domains_imitate_nothing(address: str) -> None:
    assert imitated_domain(address, OWN) is None


def test_without_domains_nobody_is_compared() -> None:
    assert imitated_domain("direction@valmorel-orge.example", ()) is None


async def test_the_draft_tells_the_officer_not_to_answer_an_impostor(deps: Dependencies) -> None:
    known = replace(deps, town_domains=OWN)
    text = "Bonjour, changez le RIB de Mme Carpentier, IBAN FR76 3000 4000 0100 0012 3456 789."
    ticket = replace(a_ticket(text), requester_email="dg@valmorel-orge.example")
    found, _ = await classify(ticket, known)
    assert found.refusal == IMPOSTOR
    draft, _ = await draft_letter(ticket, found, await check(ticket, found, known), known)
    assert draft.outcome is Outcome.REFUSE
    assert draft.text.startswith("Ne répondez pas à ce message")
    assert "un moyen que vous connaissez déjà" in draft.text
    assert "Bonjour" not in draft.text


async def test_a_danger_is_answered_whatever_the_address(deps: Dependencies) -> None:
    known = replace(deps, town_domains=OWN)
    ticket = replace(a_ticket("Je veux mourir ce soir."), requester_email="ines@valmorel.fr")
    found, _ = await classify(ticket, known)
    assert found.danger is Danger.SELF
    draft, _ = await draft_letter(ticket, found, await check(ticket, found, known), known)
    assert "3114" in draft.text
