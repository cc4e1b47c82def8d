"""The demo's invented town at work: its tickets as the agents answer them, in every state."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from agents.checker.graph import check
from agents.classifier.graph import classify
from agents.dependencies import Dependencies, read_categories
from agents.drafter.graph import draft_letter
from app.agent_dependencies import build_dependencies
from app.followed_texts import follow_folder
from app.processes.demo_town import SEED
from app.settings.town_settings import Settings
from cases.model import Case, CaseState, Classification, Draft, Ticket
from cases.people.access import Role
from cases.people.accounts import Account
from cases.store.database import now
from cases.store.records import DeliveryState
from connectors.demo import Demo
from knowledge.library.documents import Nature
from knowledge.library.extracts import Corpus
from knowledge.library.text_library import Library
from tests.builders import ADA, BOB, Store, shown
from tests.web.conftest import PASSWORD
from web.context import PageContext

EVERYTHING = Account("zoe", "Zoé Roy", "zoe@valmorel.example", frozenset(Role))
SETTINGS = Settings()
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Answered:
    """A ticket of the demo, what it is about and the letter that the agents wrote."""

    ticket: Ticket
    found: Classification
    draft: Draft


@pytest.fixture
def office(office: PageContext, sqlite_store: Store) -> PageContext:
    """An office of the demo's categories, whose days are today's."""
    sqlite_store.clock.at = now()
    labels = {one.id: one.label for one in read_categories(SETTINGS.categories)}
    return replace(office, categories=labels, may_import=frozenset({"ada", "zoe"}))


async def settle(store: Store, weeks: int = 1) -> list[Case]:
    """Fill a store: past weeks dealt with, then today's tickets, some of them decided.

    Gives today's cases, in the order in which they were brought.
    """
    await store.accounts.create(EVERYTHING, PASSWORD)
    library = Library(store.engine)
    await follow_folder(library, SEED / "procedures")
    answered = await _answers(await library.corpus(Nature.LOCAL))
    today = now()
    for week in range(weeks, 0, -1):
        for n, one in enumerate(answered[: 3 + week % 4]):
            store.clock.at = today - week * WEEK + timedelta(hours=5 * n)
            at = store.clock() - timedelta(hours=2 + n * (1 + week % 3))
            ticket = _received(replace(one.ticket, number=f"{week}{n:02}"), at)
            case = await _bring(store, replace(one, ticket=ticket))
            await _send(store, case, DeliveryState.SENT)
    store.clock.at = today
    cases = [await _bring(store, one) for one in answered]
    for state, case in zip(DECIDED, cases, strict=False):
        await _decide(store, case, state)
    return cases


DECIDED = (
    CaseState.AWAITING_SECOND,
    CaseState.HANDED_OVER,
    CaseState.REJECTED,
    CaseState.UNKNOWN_DELIVERY,
    CaseState.STALE,
    CaseState.APPROVED,
    CaseState.ANSWERED,
    CaseState.CLOSED_ELSEWHERE,
)


async def _decide(store: Store, case: Case, state: CaseState) -> None:
    match state:
        case CaseState.HANDED_OVER | CaseState.REJECTED:
            words = "La collègue des carrières répond."
            await store.approvals.decline(case.id, shown(case), ADA, state, words, choice="autre")
        case CaseState.STALE:
            await store.cases.move(case.id, state, "nouveau message")
        case CaseState.CLOSED_ELSEWHERE:
            await store.cases.move(case.id, state, "ticket clos")
        case CaseState.AWAITING_SECOND:
            text = "Bonjour,\n\nVous toucherez 5 000 €."
            await store.approvals.approve(case.id, shown(case), text, BOB)
        case CaseState.APPROVED:
            await store.approvals.approve(case.id, shown(case), _letter(case), BOB)
        case _:
            sent = state is CaseState.ANSWERED
            await _send(store, case, DeliveryState.SENT if sent else DeliveryState.UNKNOWN)


def _received(ticket: Ticket, at: datetime) -> Ticket:
    messages = tuple(replace(message, at=at) for message in ticket.messages)
    return replace(ticket, received_at=at, messages=messages)


async def _bring(store: Store, one: Answered) -> Case:
    case = await store.cases.open_case(one.ticket)
    await store.cases.record_classification(case.id, one.found)
    await store.cases.record_draft(case.id, one.draft)
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


async def _send(store: Store, case: Case, state: DeliveryState) -> None:
    await store.approvals.approve(case.id, shown(case), _letter(case), ADA)
    if (await store.cases.find(case.id)).state is CaseState.AWAITING_SECOND:
        await store.approvals.confirm(case.id, shown(case), BOB)
    delivery = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert delivery
    await store.deliveries.settle(await store.deliveries.record(delivery, state))


def _letter(case: Case) -> str:
    assert case.draft
    return case.draft.text


_ANSWERED: list[Answered] = []


async def _answers(corpus: Corpus) -> list[Answered]:
    """Have the agents answer the demo's tickets, once for all tests: texts are named by content."""
    if not _ANSWERED:
        deps = build_dependencies(SETTINGS, corpus)
        demo = Demo(SEED, now)
        at = now()
        for n, number in enumerate((await demo.changes_since(None)).numbers):
            ticket = _received(await demo.read_ticket(number), at - timedelta(hours=3 + 4 * n))
            _ANSWERED.append(await _answer(ticket, deps))
    return _ANSWERED


async def _answer(ticket: Ticket, deps: Dependencies) -> Answered:
    found, _ = await classify(ticket, deps)
    checked = await check(ticket, found, deps)
    draft, _ = await draft_letter(ticket, found, checked, deps)
    return Answered(ticket, found, draft)
