"""A whole store on a stopped clock, a ticket, a case brought to approval: what tests start from."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy.ext.asyncio import AsyncEngine

from cases.decisions.approvals import Approvals, Approver, DraftRef
from cases.decisions.corrections import Corrections
from cases.delivery.deliveries import Deliveries
from cases.model import (
    Case,
    CaseState,
    Citation,
    Classification,
    Draft,
    Finding,
    FindingOutcome,
    Message,
    Outcome,
    Ticket,
    TicketStatus,
    Urgency,
)
from cases.people.access import Scope
from cases.people.accounts import Accounts
from cases.people.sessions import Sessions
from cases.store.arrivals import Arrivals
from cases.store.case_store import Cases
from cases.store.leases import Leases

SECRET = b"a secret of the tests"
ADA = Approver("ada", "ada@valmorel.example")
BOB = Approver("bob", "bob@valmorel.example")
AWAITING = {CaseState.AWAITING_APPROVAL}
ALL = Scope("ada", everything=True)


FINDING = Finding(
    rule="droit_annuel",
    outcome=FindingOutcome.VALUE,
    answer="Vous avez droit à 25 jours.",
    facts={"jours_par_semaine": "5"},
    missing=(),
    citations=(Citation("décret 85-1250", "art. 1", date(1985, 11, 30)),),
    on=date(2026, 11, 23),
)
CLASSIFICATION = Classification(
    category="conges",
    confidence=0.8,
    alternatives=(("conges", 0.8), ("temps-travail", 0.1)),
    urgency=Urgency.NORMALE,
    sensitive=False,
    reason="mots du congé",
)
DRAFT = Draft(Outcome.ANSWER, "Bonjour,\n\nVous avez droit à 25 jours.", (FINDING,))


class StoppedClock:
    """Time moves when a test says so."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Store:
    """The whole store on one database."""

    engine: AsyncEngine
    clock: StoppedClock
    arrivals: Arrivals
    cases: Cases
    leases: Leases
    approvals: Approvals
    corrections: Corrections
    deliveries: Deliveries
    accounts: Accounts
    sessions: Sessions


def store_on(engine: AsyncEngine, clock: StoppedClock) -> Store:
    approvals = Approvals(engine, SECRET, clock)
    return Store(
        engine=engine,
        clock=clock,
        arrivals=Arrivals(engine, clock),
        cases=Cases(engine, approvals.signatures, clock),
        leases=Leases(engine, clock),
        approvals=approvals,
        corrections=Corrections(engine, approvals, clock),
        deliveries=Deliveries(engine, approvals, clock),
        accounts=Accounts(engine, clock, hasher=CHEAP),
        sessions=Sessions(engine, clock),
    )


def a_ticket(number: str = "1", *later: Message, text: str = "Combien de jours ai-je ?") -> Ticket:
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    first = Message("m1", "Camille Durand", at, text, from_requester=True)
    return Ticket(
        system="demo",
        number=number,
        subject="Mes congés",
        requester_email="camille.durand@valmorel.example",
        requester_name="Camille Durand",
        received_at=at,
        status=TicketStatus.OPEN,
        messages=(first, *later),
    )


async def bring_to_approval(store: Store, ticket: Ticket, draft: Draft = DRAFT) -> Case:
    case = await store.cases.open_case(ticket)
    await store.cases.record_classification(case.id, CLASSIFICATION)
    await store.cases.record_draft(case.id, draft)
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


def shown(case: Case) -> DraftRef:
    assert case.draft is not None
    return DraftRef(case.draft.number, case.draft.sha256)
