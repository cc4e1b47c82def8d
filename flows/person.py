"""What is held about a person, handed over or erased, as `guichet person` does it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cases import audit
from cases.accounts import COMMAND
from cases.clearing import Clearing, Kept, Why
from cases.personal import (
    EXPORTED,
    Theirs,
    read_account,
    read_held,
    read_naming,
    read_theirs,
)
from cases.traces import forget_cleared
from cases.undecided import TicketName
from flows.person_files import Export, make_folder, write_export
from flows.purging import traces_removed
from flows.wiring import Wiring
from flows.withdrawing import withdraw_reports


@dataclass(frozen=True, slots=True)
class Found:
    """The person's own cases, the tickets of others that name them, their account's login."""

    theirs: Sequence[Theirs]
    named_in: Sequence[TicketName]
    login: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased and what was not, with why. `traces`: the files still hold some."""

    done: Sequence[TicketName]
    kept: Mapping[TicketName, Kept]
    traces: bool


async def find_person(wiring: Wiring, email: str, names: Collection[str] = ()) -> Found:
    """Look for a person by address, and in others' tickets by their names too."""
    theirs = await read_theirs(wiring.engine, email)
    known = {one.name for one in theirs} | set(names)
    own = {one.ticket.case_id for one in theirs}
    account = await read_account(wiring.engine, email)
    named_in = await read_naming(wiring.engine, email, known, own)
    return Found(theirs, named_in, account.login if account else "")


async def export_person(
    wiring: Wiring, email: str, found: Found, folder: Path, at: datetime
) -> None:
    """Write all that is held into a new folder; the trail says of which cases. Raises `OSError`."""
    make_folder(folder)
    held = []
    for one in found.theirs:
        entry = audit.Entry(one.ticket.case_id, at, COMMAND, EXPORTED)
        await audit.record(wiring.engine, entry)
        case_id = one.ticket.case_id
        held.append(await read_held(wiring.engine, wiring.approvals.signatures, case_id))
    account = await read_account(wiring.engine, email)
    write_export(folder, Export(email, at, tuple(held), account, tuple(found.named_in)))


async def erase_person(wiring: Wiring, found: Found, at: datetime, user: str) -> Erased:
    """Clear the words of all of a person's cases; those that cannot be now are told with why.

    Killed anywhere and run again, it goes on with those that are left. Raises `DashboardAway`.
    """
    await withdraw_reports([one.ticket for one in found.theirs])
    clearing = Clearing(Why.REQUEST, COMMAND, user=user)
    done, kept = [], {}
    for one in found.theirs:
        why = await wiring.clearings.clear(one.ticket.case_id, clearing)
        if why in {None, Kept.GONE}:
            done.append(one.ticket)
        elif why:
            kept[one.ticket] = why
    await forget_cleared(wiring.engine)
    traces = bool(done) and not await traces_removed(wiring, at, COMMAND)
    return Erased(done, kept, traces)
