"""A town's own approved cases as a ticket set: under pseudonyms, which is not anonymity.

A story that only one person lived still says who is meant. Cases on sensitive matters, files and
what came after the letter are left out; no set says which case a ticket of it was.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from agents.privacy import Pseudonyms
from cases.model import Outcome
from cases.sent_letters import SentLetter, read_sent_letters
from flows.working_time import PARIS


async def exported(
    engine: AsyncEngine, since: datetime | None = None
) -> AsyncIterator[dict[str, Any]]:
    """Give each case as an entry of a ticket set, numbered in no order that a case has."""
    number = 0
    async for letter in read_sent_letters(engine, since):
        number += 1
        yield entry_of(number, letter)


def entry_of(number: int, letter: SentLetter) -> dict[str, Any]:
    """Make the entry of a letter, its ticket as it was when it was drafted."""
    ticket = letter.ticket
    hide = Pseudonyms.for_ticket(ticket)
    said = [m.text for m in ticket.messages if m.from_requester and m.at <= letter.drafted_at]
    return {
        "id": f"cas-{number:05}",
        "kind": "approved",
        "category": letter.category,
        "date": ticket.received_at.astimezone(PARIS).date().isoformat(),
        "subject": hide.hide(ticket.subject),
        "text": hide.hide("\n\n".join(said)),
        "should_abstain": letter.outcome is not Outcome.ANSWER,
        "sent": hide.hide(letter.text),
    }
