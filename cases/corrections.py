"""Officers correct what the machine understood: the draft is set aside, to be written again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cases import audit
from cases.approvals import REFUSED, Approvals, Approver, Shown, deciding
from cases.correction import Correction, Said
from cases.model import Case, CaseState
from cases.records import CORRECTIONS, to_json
from cases.store import Clock, now
from cases.tables import cases
from cases.transition import Step, move

CORRECTED = "corrected"
"""The kind of event that says of which fact an officer said what."""

REASON = "correction d’une personne"


@dataclass(frozen=True, slots=True)
class Change:
    """What an officer says of a fact or of the category; `read` is what her screen showed of it."""

    about: str
    said: Said
    value: str = ""
    read: str = ""


class Corrections:
    """What officers corrected, kept with the case: each with who, when and what was read."""

    def __init__(self, engine: AsyncEngine, approvals: Approvals, clock: Clock = now) -> None:
        self._engine = engine
        self._approvals = approvals
        self._clock = clock

    async def correct(
        self, case_id: str, shown: Shown, who: Approver, changes: Sequence[Change]
    ) -> Case:
        """Keep corrections of the draft that awaits approval, and make it stale.

        Raises `AlreadyDecided`, `Stale`, `OwnRequest` as an approval would, `ValueError` for no
        change at all.
        """
        if not changes:
            raise ValueError("nothing to correct")
        refused = audit.Entry(case_id, self._clock(), who.login, REFUSED)
        async with deciding(self._engine, refused) as connection:
            case = await self._approvals.decidable(connection, case_id, shown, who)
            at = self._clock()
            new = (Correction(c.about, c.said, c.value, c.read, who.login, at) for c in changes)
            case = replace(case, corrections=(*case.corrections, *new))
            await connection.execute(
                cases.update()
                .where(cases.c.id == case_id)
                .values(corrections=to_json(CORRECTIONS, case.corrections)),
            )
            for change in changes:
                await self._note(connection, case_id, change, who)
            step = Step(CaseState.STALE, at, who.login, REASON)
            return await move(connection, case, step, self._approvals.signatures)

    async def _note(
        self, connection: AsyncConnection, case_id: str, change: Change, who: Approver
    ) -> None:
        # Which fact, never its value: the trail outlives what is personal in a case.
        details = {"about": change.about, "said": change.said.value}
        entry = audit.Entry(case_id, self._clock(), who.login, CORRECTED, details)
        await audit.append(connection, entry)
