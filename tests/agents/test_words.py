"""The words a fact came from stand in the ticket, as they are shown."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from agents.checker.fact_origins import origin_of_fact
from agents.checker.graph import check
from agents.checker.state import Checked
from agents.dependencies import Dependencies
from cases.model import FactSource, Ticket
from statute.facts import FactRead
from tests.agents.builders import a_classification, a_ticket

SHARED = Path(__file__).resolve().parents[3] / "shared" / "tickets" / "dev.yaml"
TICKETS = [
    "Je suis titulaire depuis 2019, à 80 %. J'ai pris 5 jours en janvier. Combien me reste-t-il ?",
    "Contractuelle, en CDD de 10 mois.\nJe suis née le 12 mars 1964 : quand puis-je partir ?",
    "Stagiaire <!-- titulaire --> à la crèche, arrêtée depuis le 3 novembre 2026. Quel salaire ?",
    "Bonjour, mon arrêt du 3 mars 2025 a été payé à 90 % alors que je suis titulaire. Pourquoi ?",
]


def stands_in(read: FactSource, ticket: Ticket) -> bool:
    places = [
        ticket.subject,
        *(m.text for m in ticket.messages),
        *(f.text for f in ticket.attached),
    ]
    return any(read.before + read.words + read.after in place for place in places)


def shown(checked: Checked) -> list[FactSource]:
    told = [read for finding in checked.findings for read in finding.read_in.values()]
    return [*told, checked.on_read_in] if checked.on_read_in else told


def read(text: str, words: str) -> FactSource:
    return origin_of_fact(FactRead("statut", "titulaire", words), a_ticket(text, "Une question"))


@pytest.mark.parametrize("text", TICKETS)
async def test_whatever_is_shown_stands_in_the_ticket(deps: Dependencies, text: str) -> None:
    ticket = a_ticket(text, "Une question")
    checked = await check(ticket, a_classification("maladie"), deps)
    told = [*shown(checked), *(origin_of_fact(fact, ticket) for fact in checked.facts)]
    assert any(one.words for one in told)
    assert all(stands_in(one, ticket) for one in told)


def test_words_that_go_from_the_subject_on_into_the_mail_are_shown_by_their_end() -> None:
    ticket = a_ticket("Il me reste 12 jours.", "Fin de contrat")
    origin = origin_of_fact(FactRead("statut", "contractuel", "contrat\n\nIl me reste"), ticket)
    assert (origin.words, origin.after) == ("Il me reste", " 12 jours")


async def test_every_excerpt_of_the_labelled_tickets_stands_in_its_ticket(
    deps: Dependencies,
) -> None:
    if not SHARED.exists():
        pytest.skip(f"the labelled tickets are not there ({SHARED})")
    count = 0
    for entry in yaml.safe_load(SHARED.read_text("utf-8"))["tickets"]:
        ticket = a_ticket(entry["text"], entry.get("subject") or "")
        checked = await check(ticket, a_classification(entry["category"]), deps)
        told = [*shown(checked), *(origin_of_fact(fact, ticket) for fact in checked.facts)]
        assert all(stands_in(one, ticket) for one in told), entry["id"]
        assert all(one.words for one in told), entry["id"]
        count += len(told)
    assert count > 200


async def test_each_fact_of_a_finding_says_where_it_was_read(deps: Dependencies) -> None:
    checked = await check(a_ticket(TICKETS[3]), a_classification("maladie"), deps)
    assert checked.findings
    assert all(finding.read_in.keys() == finding.facts.keys() for finding in checked.findings)


def test_words_that_stand_once_are_shown_with_their_own_sentence() -> None:
    found = read("Ma collègue part. Je suis titulaire depuis 2019. Et ensuite ?", "titulaire")
    assert (found.before, found.words, found.after) == (" Je suis ", "titulaire", " depuis 2019")


def test_an_excerpt_never_joins_two_lines() -> None:
    found = read("IBAN : LT73\nTitulaire : Pascal", "Titulaire")
    assert (found.before, found.after) == ("", " : Pascal")


def test_words_that_stand_twice_are_shown_alone_so_that_no_wrong_place_is_shown() -> None:
    found = read("Ma collègue est titulaire. Je suis titulaire aussi.", "titulaire")
    assert found == FactSource(words="titulaire", value="titulaire")


def test_words_that_stand_nowhere_are_not_shown() -> None:
    assert read("Je suis <!-- --> titulaire.", "suis titulaire") == FactSource(value="titulaire")


def test_a_long_sentence_is_cut_between_words() -> None:
    found = read(f"{'blabla ' * 40}titulaire {'encore ' * 40}", "titulaire")
    assert set(found.before.split()) == {"blabla"}
    assert set(found.after.split()) == {"encore"}
    assert len(found.before) <= 70 >= len(found.after)


async def test_the_day_of_the_facts_gives_the_words_that_name_it(deps: Dependencies) -> None:
    ticket = a_ticket(TICKETS[3])
    checked = await check(ticket, a_classification("maladie"), deps)
    assert checked.on_read_in
    assert checked.on_read_in.words == "3 mars 2025"
    assert checked.on_read_in.value == "2025-03-03"
    silent = await check(a_ticket("Je suis titulaire."), a_classification("maladie"), deps)
    assert silent.on_read_in is None


async def test_words_of_a_colleague_of_the_service_are_not_the_requesters(
    deps: Dependencies,
) -> None:
    ticket = a_ticket("Je suis titulaire. Quel salaire en arrêt maladie ?")
    answer = replace(ticket.messages[0], id="2", text="Il est titulaire.", from_requester=False)
    ticket = replace(ticket, messages=(*ticket.messages, answer))
    checked = await check(ticket, a_classification("maladie"), deps)
    (statut,) = [origin_of_fact(fact, ticket) for fact in checked.facts if fact.fact == "statut"]
    assert statut.before == "Je suis "
