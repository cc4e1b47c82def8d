"""Whose cases these are, and who is named where: what an access request rests on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import Attachment, Message, Ticket
from cases.people.accounts import Account
from cases.retention.personal_data import mentions, read_account, read_mentions, read_own_cases
from tests.builders import ADA, DRAFT, Store, a_ticket, bring_to_approval, shown
from tests.cases.clearings import a_personal_ticket, aged, answered, clearings

EMAIL = "camille.durand@valmorel.example"
NAME = "Camille Durand"


def of_leo(number: str, text: str = "Bonjour") -> Ticket:
    said = Message("m1", "Léo Martin", a_ticket().received_at, text, from_requester=True)
    ticket = replace(a_ticket(number), messages=(said,))
    return replace(ticket, requester_name="Léo Martin", requester_email="leo@valmorel.example")


async def theirs(store: Store, email: str = EMAIL) -> list[str]:
    return [one.ticket.number for one in await read_own_cases(store.engine, email)]


async def named(store: Store, *names: str) -> list[str]:
    own = {one.ticket.case_id for one in await read_own_cases(store.engine, EMAIL)}
    found = await read_mentions(store.engine, EMAIL, names, own)
    return [one.number for one in found]


async def test_an_address_is_the_same_whatever_its_capitals_and_accents_count(
    store: Store,
) -> None:
    await store.cases.open_case(replace(a_ticket("1"), requester_email=EMAIL.upper()))
    await store.cases.open_case(replace(a_ticket("2"), requester_email="ÉLISE@valmorel.example"))
    await store.cases.open_case(replace(a_ticket("3"), requester_email=f"x{EMAIL}"))
    assert await theirs(store) == ["1"]
    assert await theirs(store, "élise@valmorel.example") == ["2"]
    assert await theirs(store, "elise@valmorel.example") == []


async def test_a_case_that_was_cleared_is_nobody_s(store: Store) -> None:
    case = await answered(store, a_personal_ticket())
    assert await theirs(store) == ["1"]
    await clearings(store).clear(case.id, aged(store))
    assert await theirs(store) == []
    assert await theirs(store, "") == []


async def test_a_person_is_found_wherever_another_s_case_names_them(store: Store) -> None:
    await store.cases.open_case(a_ticket("1"))
    await store.cases.open_case(of_leo("2", f"Écrivez à {EMAIL.upper()}."))
    await store.cases.open_case(of_leo("3", "Je remplace CAMILLE\nDURAND."))
    file = Attachment("note.pdf", "application/pdf", 3, "f1", text="Signé Camille Durand")
    read = replace(of_leo("4").messages[0], attachments=(file,))
    await store.cases.open_case(replace(of_leo("4"), messages=(read,)))
    await bring_to_approval(store, of_leo("5"), replace(DRAFT, text="Voyez Camille Durand."))
    case = await bring_to_approval(store, of_leo("6"))
    await store.approvals.approve(case.id, shown(case), "Voyez Camille Durand.", ADA)
    await store.cases.open_case(of_leo("7", "Camille Durandeau, ou Durand."))
    assert await named(store, NAME) == ["2", "3", "4", "5", "6"]
    assert await named(store) == ["2"]


async def test_one_word_alone_names_nobody(store: Store) -> None:
    await store.cases.open_case(of_leo("2", "Durand"))
    assert await named(store, "Durand", "", "  ") == []


async def test_cases_beyond_a_batch_are_looked_at_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.retention.personal_data.BATCH", 2)
    for number in range(5):
        await store.cases.open_case(of_leo(str(number), NAME))
    assert await named(store, NAME) == ["0", "1", "2", "3", "4"]


async def test_the_account_of_a_person_is_found_by_its_address(store: Store) -> None:
    assert await read_account(store.engine, EMAIL) is None
    await store.accounts.create(Account("camille", NAME, EMAIL), None)
    found = await read_account(store.engine, EMAIL.upper())
    assert found is not None
    assert (found.login, found.name) == ("camille", NAME)


LETTERS = "abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿœæABCDEFGHIJKLMNOPQRSTUVWXYZÀÉÈÇŒ"
WORDS = st.text(LETTERS, min_size=1, max_size=12)


@given(WORDS, WORDS, st.sampled_from([" ", "\n", "  ", ", ", "\t", " - "]), st.text(max_size=40))
def test_a_name_is_found_whatever_parts_its_words(
    first: str, last: str, apart: str, around: str
) -> None:
    said = {"text": f"{around} {first.upper()}{apart}{last} {around}"}
    assert mentions([said], [f"{first.upper()} {last}"])


@given(WORDS, WORDS)
def test_a_longer_word_is_another_name(first: str, last: str) -> None:
    assert not mentions([f"{first} {last}x"], [f"{first} {last}"])
