"""The TicketSQL that our connector speaks, with RT's traps."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from tests.contract.servers.rt_store import Entry, Held

ACCOUNT_ZONE = timezone(timedelta(hours=-5))
"""The time zone of the account: a date without a zone is read in it."""

_TERM = re.compile(r"(\w+)\s*(>=|>|=)\s*('(?:[^'\\]|\\.)*'|\d+)")


class PerlError(Exception):
    """What RT shows of a query it does not understand."""


def ticket_filter(query: str) -> Callable[[Held], bool]:
    """Read a query on tickets: queues joined by OR, the other terms by AND."""
    terms = _terms(query)
    queues = {value for name, _, value in terms if name == "Queue"}
    others = [_ticket_test(*term) for term in terms if term[0] != "Queue"]
    return lambda held: held.queue in queues and all(test(held) for test in others)


def _ticket_test(name: str, operator: str, value: str) -> Callable[[Held], bool]:
    match (name, operator):
        case ("id", ">"):
            return lambda held: held.id > int(value)
        case ("LastUpdated", ">="):
            since = _date(value)
            return lambda held: held.updated >= since
        case ("Status", "=") if value == "__Active__":
            return lambda held: held.status in {"new", "open", "stalled"}
    raise PerlError(f"Unknown field: {name} at /usr/share/request-tracker5/lib/RT/Tickets.pm")


def entry_filter(query: str) -> Callable[[Entry], bool]:
    """Read a query on transactions."""
    wanted = {name: value for name, _, value in _terms(query)}
    if set(wanted) != {"TicketId", "Type", "Creator"}:
        raise PerlError("Unknown field at /usr/share/request-tracker5/lib/RT/Transactions.pm")
    return lambda entry: (
        entry.ticket == int(wanted["TicketId"])
        and entry.type == wanted["Type"]
        and entry.creator == wanted["Creator"]
    )


def _terms(query: str) -> list[tuple[str, str, str]]:
    if re.sub(r"\s|\(|\)|AND|OR", "", _TERM.sub("", query)):
        raise PerlError("Wrong query, expecting a KEYWORD")
    return [(name, operator, _unquoted(value)) for name, operator, value in _TERM.findall(query)]


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith("'") else value


def _date(value: str) -> datetime:
    date = datetime.strptime(value[:19], "%Y-%m-%d %H:%M:%S").replace(tzinfo=ACCOUNT_ZONE)
    return date.replace(tzinfo=UTC) if value.endswith(" UTC") else date
