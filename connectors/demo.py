"""The embedded ticketing system: a folder of JSON tickets and e-mails, and one of replies.

`inbox/NUMBER.json` or `NUMBER.eml` opens a ticket, `NUMBER.2.eml` adds to it; `outbox/KEY.json`
is a reply; `state/NUMBER.json` holds what we wrote on the ticket.
"""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from cases.model import Ticket, TicketStatus
from connectors.base import (
    BadAnswer,
    Changes,
    Check,
    ConnectorError,
    NotFound,
    Rejected,
    Triage,
    TriageResult,
    too_large,
)
from connectors.demo_folder import DemoFolder, Note, Reply, State

CURSOR_UNREADABLE = "Le repère de lecture du dossier est illisible : l’effacer pour tout relire."


class Demo:
    """A `TicketingSystem` in a folder. A reply is a file named by its key: it is written once."""

    resend_is_safe = True
    grace = timedelta(0)

    def __init__(self, folder: Path, clock: Callable[[], datetime], *, name: str = "demo") -> None:
        self.name = name
        self._folder = DemoFolder(folder)
        self._clock = clock

    async def changes_since(self, cursor: str | None) -> Changes:
        """List tickets whose files are new or changed, in the order of their numbers."""
        try:
            seen = json.loads(cursor or "{}")
        except ValueError:
            seen = None
        if not isinstance(seen, dict):
            raise BadAnswer(CURSOR_UNREADABLE, permanent=True)
        now = await asyncio.to_thread(self._folder.versions)
        news = tuple(number for number, version in now.items() if seen.get(number) != version)
        return Changes(news, json.dumps(now))

    async def read_ticket(self, number: str) -> Ticket:
        """Read a ticket, its follow-ups and our replies; `BadAnswer` names a malformed file."""
        return await asyncio.to_thread(self._folder.ticket, self.name, number)

    async def read_attachment(self, number: str, attachment: str, most_bytes: int) -> bytes:
        """Read a file that came with an e-mail."""
        found = await asyncio.to_thread(self._folder.file, number, attachment)
        if len(found) > most_bytes:
            raise too_large(most_bytes)
        return found

    async def write_triage(self, number: str, triage: Triage) -> TriageResult:
        """Keep category, priority, queue and tags beside the ticket; any value is accepted."""
        wished = {
            "category": triage.category,
            "priority": triage.priority,
            "queue": triage.queue,
        }
        wanted = {field: value for field, value in wished.items() if value is not None}

        def with_triage(state: State) -> State:
            tags = tuple(dict.fromkeys((*state.tags, *triage.tags)))
            return state.model_copy(update=wanted | {"tags": tags})

        await asyncio.to_thread(self._update, number, with_triage)
        return TriageResult(written=tuple(wanted)).with_tags(triage.tags, "")

    async def add_note(self, number: str, text: str, key: str) -> None:
        """Keep an internal note beside the ticket, once per key."""
        note = Note(key=key, text=text, at=self._clock())

        def with_note(state: State) -> State:
            if any(kept.key == key for kept in state.notes):
                return state
            return state.model_copy(update={"notes": (*state.notes, note)})

        await asyncio.to_thread(self._update, number, with_note)

    async def post_reply(self, number: str, text: str, key: str) -> str:
        """Write the reply in the outbox; the same key again returns the reply already there."""
        try:
            ticket = await self.read_ticket(number)
        except ConnectorError as error:
            raise Rejected(str(error), permanent=error.permanent) from error
        if ticket.status is not TicketStatus.OPEN:
            raise Rejected(
                "Le ticket est clos, fusionné ou supprimé : la réponse n’est pas partie.",
                permanent=True,
            )
        reply = Reply(
            key=key,
            number=number,
            to=ticket.requester_email,
            subject=ticket.subject,
            text=text,
            at=self._clock(),
        )
        await asyncio.to_thread(self._folder.write_reply, reply)
        return key

    async def find_reply(self, number: str, key: str) -> str | None:
        """Find the reply file of a key."""
        reply = await asyncio.to_thread(self._folder.reply, key)
        return key if reply is not None and reply.number == number else None

    async def check(self) -> tuple[Check, ...]:
        """Look that the folder can be used and that each file in it can be read."""

        def check_all() -> tuple[Check, ...]:
            lines = [self._folder.check()]
            for number in self._folder.versions():
                try:
                    self._folder.ticket(self.name, number)
                except ConnectorError as error:
                    lines.append(Check.of(f"Ticket {number}", str(error)))
            return tuple(lines)

        return await asyncio.to_thread(check_all)

    async def aclose(self) -> None:
        """Nothing to release."""

    def _update(self, number: str, change: Callable[[State], State]) -> None:
        if number not in self._folder.versions():
            raise NotFound(f"Aucun ticket « {number} » dans le dossier.", permanent=True)
        before = self._folder.state(number)
        after = change(before)
        if after != before:
            self._folder.write_state(number, after)
