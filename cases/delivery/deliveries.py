"""Deliveries of replies: planned -> sending -> sent, rejected or unknown, each written first."""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases.decisions.approvals import (
    Approvals,
    Approver,
    check_not_own,
    decision_transaction,
)
from cases.decisions.signatures import NotApproved
from cases.model import Case, CaseState, Outcome, sha256_of
from cases.queues.danger_alerts import clear_danger
from cases.store.database import Clock, fetch, now
from cases.store.records import Approval, Delivery, DeliveryState, delivery_of
from cases.store.transition import IN_FLIGHT, Step, WrongState, lock_case, move
from cases.tables import deliveries

_RESOLVED = {
    CaseState.ANSWERED: DeliveryState.SENT,
    CaseState.SENDING: DeliveryState.PLANNED,
    CaseState.HANDED_OVER: DeliveryState.REJECTED,
}


class TooEarly(Exception):
    """Whoever approved may still take it back; `until` says how long."""

    def __init__(self, until: datetime) -> None:
        super().__init__("the approval may still be taken back")
        self.until = until


class Deliveries:
    """Plans and records deliveries. One approval gives one delivery, which gives at most one reply.

    `undo`: how long an approval may be taken back before anything is planned.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        approvals: Approvals,
        clock: Clock = now,
        undo: timedelta = timedelta(0),
    ) -> None:
        self._engine = engine
        self._signatures = approvals.signatures
        self._clock = clock
        self._undo = undo

    async def plan(self, case_id: str) -> Delivery:
        """Plan the delivery of the approved text, or give the one already planned.

        The case goes from approved to sending in the same transaction. Raises `NotApproved`,
        `TooEarly`.
        """
        async with self._engine.begin() as connection:
            case = await lock_case(connection, case_id)
            approval, signed_at = await self._signatures.complete_approval(connection, case)
            query = sa.select(deliveries).where(deliveries.c.approval_id == approval.id)
            known = (await connection.execute(query)).mappings().one_or_none()
            if known:
                return delivery_of(known)
            if case.state is not CaseState.APPROVED:
                raise NotApproved(f"the case is {case.state}")
            self._check_time(signed_at)
            await move(connection, case, Step(CaseState.SENDING, self._clock()), self._signatures)
            return await self._insert(connection, approval)

    async def check_time(self, case_id: str) -> None:
        """Raise `TooEarly` while an approved text may be taken back, `NotApproved` without one."""
        async with self._engine.begin() as connection:
            case = await lock_case(connection, case_id)
            _, signed_at = await self._signatures.complete_approval(connection, case)
        self._check_time(signed_at)

    async def time_left(self, case_id: str) -> timedelta:
        """Say for how long an approved text may still be taken back. Raises `NotApproved`."""
        try:
            await self.check_time(case_id)
        except TooEarly as early:
            return early.until - self._clock()
        return timedelta(0)

    def _check_time(self, signed_at: datetime) -> None:
        if self._clock() < signed_at + self._undo:
            raise TooEarly(signed_at + self._undo)

    async def start(self, delivery: Delivery) -> Delivery | None:
        """Write that a request is about to be made; None if somebody else wrote it first."""
        at = self._clock()
        async with self._engine.begin() as connection:
            started = await connection.execute(
                deliveries.update()
                .where(
                    deliveries.c.id == delivery.id,
                    deliveries.c.state == DeliveryState.PLANNED,
                    deliveries.c.attempt == delivery.attempt,
                )
                .values(
                    state=DeliveryState.SENDING,
                    attempt=delivery.attempt + 1,
                    attempted_at=at,
                    error="",
                ),
            )
            if started.rowcount != 1:
                return None
            return await self._read(connection, delivery.id)

    async def record(
        self,
        delivery: Delivery,
        state: DeliveryState,
        *,
        external_id: str | None = None,
        error: str = "",
    ) -> Delivery:
        """Write what became of a request; the case is moved by `settle`."""
        async with self._engine.begin() as connection:
            await connection.execute(
                deliveries.update()
                .where(deliveries.c.id == delivery.id)
                .values(state=state, external_id=external_id, error=error),
            )
            return await self._read(connection, delivery.id)

    async def settle(self, delivery: Delivery) -> Case:
        """Bring the case where its delivery stands; again and again ends in the same place."""
        async with self._engine.begin() as connection:
            case = await lock_case(connection, delivery.case_id)
            match delivery.state:
                case DeliveryState.SENT:
                    to = _state_of_answered(case)
                case DeliveryState.REJECTED:
                    to = CaseState.HANDED_OVER
                case DeliveryState.UNKNOWN:
                    to = CaseState.UNKNOWN_DELIVERY
                case _:
                    to = case.state
            in_flight = case.state in IN_FLIGHT
            if not in_flight or to is case.state:
                return case
            if delivery.state is DeliveryState.SENT:
                await clear_danger(connection, case.id)
            step = Step(to, self._clock(), reason=delivery.error)
            return await move(connection, case, step, self._signatures)

    async def resolve(self, case_id: str, attempt: int, to: CaseState, who: Approver) -> Case:
        """Record what a person found out about an attempt whose fate was unknown.

        `to`: answered (it left), sending (it did not, send it again with the same key) or
        handed over (they write themselves). Raises `WrongState`, also when somebody settled that
        attempt before, and `OwnRequest`.
        """
        async with decision_transaction(self._engine, case_id, who, self._clock()) as connection:
            case = await lock_case(connection, case_id)
            if case.state is not CaseState.UNKNOWN_DELIVERY:
                raise WrongState(case.state, to)
            check_not_own(case, who)
            settled = await connection.execute(
                deliveries.update()
                .where(
                    deliveries.c.case_id == case_id,
                    deliveries.c.state == DeliveryState.UNKNOWN,
                    deliveries.c.attempt == attempt,
                )
                .values(state=_RESOLVED[to], error=""),
            )
            if settled.rowcount != 1:
                raise WrongState(case.state, to)
            if to is CaseState.ANSWERED:
                await clear_danger(connection, case.id)
                to = _state_of_answered(case)
            reason = "vérifié par une personne"
            step = Step(to, self._clock(), who.login, reason)
            return await move(connection, case, step, self._signatures)

    async def of_case(self, case_id: str) -> list[Delivery]:
        """List the deliveries of a case, in no order that matters: one per approval."""
        query = sa.select(deliveries).where(deliveries.c.case_id == case_id)
        return [delivery_of(row) for row in await fetch(self._engine, query)]

    async def _insert(self, connection: AsyncConnection, approval: Approval) -> Delivery:
        delivery_id = uuid.uuid4().hex
        await connection.execute(
            deliveries.insert().values(
                id=delivery_id,
                case_id=approval.case_id,
                approval_id=approval.id,
                key=sha256_of(f"reply:{approval.id}")[:32],
                text=approval.text,
                state=DeliveryState.PLANNED,
            ),
        )
        return await self._read(connection, delivery_id)

    async def _read(self, connection: AsyncConnection, delivery_id: str) -> Delivery:
        query = sa.select(deliveries).where(deliveries.c.id == delivery_id)
        return delivery_of((await connection.execute(query)).mappings().one())


def _state_of_answered(case: Case) -> CaseState:
    """Tell an answer from a question and from a first word before a person takes over."""
    match case.draft and case.draft.outcome:
        case Outcome.ASK:
            return CaseState.AWAITING_REQUESTER
        case Outcome.HAND_OVER:
            return CaseState.HANDED_OVER
        case _:
            return CaseState.ANSWERED
