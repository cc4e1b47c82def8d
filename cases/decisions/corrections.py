"""Officers correct what the machine understood: the draft is set aside, to be written again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncEngine

from cases.audit import trail
from cases.decisions.approvals import Approvals, Approver, DraftRef, decision_transaction
from cases.model import Case, CaseState, Correction, CorrectionKind
from cases.store.database import Clock, now
from cases.store.records import CORRECTIONS, to_json
from cases.store.transition import Step, move
from cases.tables import cases

CORRECTED = "corrected"
"""The kind of event that says of which fact an officer said what."""

REASON = "correction d’une personne"


@dataclass(frozen=True, slots=True)
class Change:
    """What an officer says of a fact or of the category; `read` is what her screen showed of it."""

    about: str
    kind: CorrectionKind
    value: str = ""
    read: str = ""


class Corrections:
    """What officers corrected, kept with the case: each with who, when and what was read."""

    def __init__(self, engine: AsyncEngine, approvals: Approvals, clock: Clock = now) -> None:
        self._engine = engine
        self._approvals = approvals
        self._clock = clock

    async def correct(
        self, case_id: str, shown: DraftRef, who: Approver, changes: Sequence[Change]
    ) -> Case:
        """Keep corrections of the draft that awaits approval, and make it stale.

        Raises `AlreadyDecided`, `Stale`, `OwnRequest` as an approval would, `ValueError` for no
        change at all.
        """
        if not changes:
            raise ValueError("nothing to correct")
        async with decision_transaction(self._engine, case_id, who, self._clock()) as connection:
            case = await self._approvals.decidable(connection, case_id, shown, who)
            at = self._clock()
            new = (Correction(c.about, c.kind, c.value, c.read, who.login, at) for c in changes)
            case = replace(case, corrections=(*case.corrections, *new))
            await connection.execute(
                cases.update()
                .where(cases.c.id == case_id)
                .values(corrections=to_json(CORRECTIONS, case.corrections)),
            )
            for change in changes:
                # Which fact, never its value: the trail outlives what is personal in a case.
                details = {"about": change.about, "said": change.kind.value}
                entry = trail.Entry(case_id, self._clock(), who.login, CORRECTED, details)
                await trail.append(connection, entry)
            step = Step(CaseState.STALE, at, who.login, REASON)
            return await move(connection, case, step, self._approvals.signatures)
