"""Cases found by words: folded, within reach only, whatever is typed, gone with the case."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from cases.model import Case, Message
from cases.people.access import Scope
from cases.queues.case_list import CaseQuery, read_page
from cases.queues.full_text import LONGEST, words_in
from cases.tables import cases, drafts
from tests.builders import ALL, CLASSIFICATION, Store, a_ticket

HOSTILE = [
    '"',
    "'; DROP TABLE cases; --",
    "congés AND",
    "NOT OR NEAR(",
    "conges*",
    "^conges : -mes",
    "{words} : x",
    "con\x00ges",
    "\x00",
    "%_\\",
    "é" * 10_000,
    "mot " * 10_000,
    "\ud83d\ude00",
    "\u202e",
    "𞤀a 你好 شكرا",
    ":*",
    "& | ! <->",
]


async def found(store: Store, words: str, scope: Scope = ALL) -> list[str]:
    page = await read_page(store.engine, CaseQuery(None, words=words), scope)
    assert page.total == len(page.rows)
    return [row.subject for row in page.rows]


async def a_case(store: Store, number: str = "4711", **changed: str) -> Case:
    text = changed.pop("text", "Le décès d’un œuvrier, à l'été.")
    return await store.cases.open_case(replace(a_ticket(number, text=text), **changed))  # type: ignore[arg-type]  # words only


@pytest.mark.parametrize(
    "words",
    [
        "congés",
        "CONGES",
        "mes cong",
        "durand",
        "Camille  Durand",
        "camille.durand@valmorel.example",
        "4711",
        "décès",
        "deces oeuvrier",
        "ŒUVRIER",
        "l'ete",
        "durand 4711 dec",
    ],
)
async def test_a_case_is_found_by_subject_person_number_and_conversation(
    store: Store, words: str
) -> None:
    await a_case(store)
    assert await found(store, words) == ["Mes congés"]


@pytest.mark.parametrize("words", ["retraite", "congés retraite", "ong", "cong mes", "d urand"])
async def test_all_the_words_are_asked_for_and_only_the_last_may_be_a_beginning(
    store: Store, words: str
) -> None:
    await a_case(store)
    assert await found(store, words) == []


@pytest.mark.parametrize("words", HOSTILE)
async def test_whatever_is_typed_is_never_an_error(store: Store, words: str) -> None:
    await a_case(store)
    assert len(await found(store, words)) <= 1


async def test_no_letter_breaks_a_search(store: Store) -> None:
    await a_case(store)
    letters = [chr(code) for code in range(1, 0x600) if chr(code).isalnum()]
    for start in range(0, len(letters), 10):
        words = " ".join(f"a{letter}b" for letter in letters[start : start + 10])
        assert await found(store, words) == []


async def test_the_last_that_arrived_comes_first(store: Store) -> None:
    for number in ("1", "2", "3"):
        await a_case(store, number, subject=f"Sujet {number}")
    assert await found(store, "sujet") == ["Sujet 3", "Sujet 2", "Sujet 1"]


async def test_a_search_neither_finds_nor_counts_what_is_out_of_reach(store: Store) -> None:
    case = await a_case(store)
    await store.cases.record_classification(case.id, replace(CLASSIFICATION, sensitive=True))
    plain = Scope("ada", plain=frozenset({"conges"}))
    assert await found(store, "durand", plain) == []
    assert await found(store, "durand", replace(plain, delicate=frozenset({"conges"}))) != []


async def test_a_conversation_that_grows_is_found_by_its_new_words(store: Store) -> None:
    ticket = a_ticket()
    await store.cases.open_case(ticket)
    news = Message("m2", "Camille", ticket.received_at, "Mon xylophone", from_requester=True)
    await store.cases.open_case(replace(ticket, messages=(*ticket.messages, news)))
    assert await found(store, "xylophone") == ["Mes congés"]
    await store.cases.open_case(replace(ticket, subject="Autre", messages=ticket.messages[:0]))
    assert await found(store, "xylophone") == []
    assert await found(store, "autre") == ["Autre"]


async def test_the_words_go_with_the_case(store: Store) -> None:
    await a_case(store)
    async with store.engine.begin() as connection:
        await connection.execute(sa.delete(drafts))
        await connection.execute(sa.delete(cases))
    assert await found(store, "durand") == []
    async with store.engine.connect() as connection:
        assert await connection.scalar(sa.text("SELECT count(*) FROM case_words")) == 0


async def test_a_text_that_a_database_cannot_read_opens_its_case_all_the_same(
    store: Store,
) -> None:
    case = await a_case(store, text="avant\x00après" + "long " * 100_000)
    assert (await store.cases.find(case.id)).state == "received"


def test_what_is_typed_is_looked_at_up_to_a_length() -> None:
    assert words_in("a" * LONGEST + " fin") == ["a" * 64]
    assert words_in("un_deux trois-quatre") == ["un", "deux", "trois", "quatre"]
