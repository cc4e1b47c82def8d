"""The query language of the search, with the traps of Zammad's use of Elasticsearch."""

import re
from collections.abc import Callable
from datetime import datetime
from itertools import starmap

from tests.contract.servers.zammad_store import Held, Indexed, Store

RESULT_WINDOW = 10_000
_RANGE = re.compile(r"(updated_at|created_at|id):\[(\S+) TO (\S+)\]")
_NAMES = re.compile(r'(NOT )?(group|state)\.name:\(("(?:[^"\\]|\\.)*"(?: OR "(?:[^"\\]|\\.)*")*)\)')


class QueryError(Exception):
    """Elasticsearch answered 400, which Zammad logs and turns into an empty list."""


def found(store: Store, query: str, sort_by: str, first: int, size: int) -> list[Held]:
    """Search; records come from the database, whatever the index remembers of them."""
    if store.index is None:
        return _by_words(store, query)[first : first + size]
    # zammad#5559: beyond the window Elasticsearch refuses, and the answer is an empty list.
    # `id` was sorted as `id.keyword` (lib/search_index_backend.rb until 6.4): no such field.
    if first + size > RESULT_WINDOW or sort_by not in {"created_at", "updated_at"}:
        return []
    try:
        tests = _tests(query.replace("*", ""))  # app/models/concerns/can_search.rb
    except QueryError:
        return []
    matching = [i for i in store.index.values() if all(test(i) for test in tests)]
    ordered = sorted(matching, key=lambda i: i.at if sort_by == "created_at" else i.updated)
    ids = [i.id for i in ordered][first : first + size]
    return [store.tickets[number] for number in ids if number in store.tickets]


def _by_words(store: Store, query: str) -> list[Held]:
    """Without Elasticsearch: SQL LIKE over titles and bodies (app/models/ticket/search.rb)."""
    words = query.replace("*", "").lower()
    return [
        held
        for held in store.tickets.values()
        if words in held.title.lower() or any(words in a.body.lower() for a in store.of(held.id))
    ]


def _tests(query: str) -> list[Callable[[Indexed], bool]]:
    rest = _NAMES.sub("", _RANGE.sub("", query))
    if re.sub(r"\bAND\b|\s", "", rest):
        raise QueryError
    ranges = starmap(_within, _RANGE.findall(query))
    return [*ranges, *starmap(_named, _NAMES.findall(query))]


def _within(name: str, low: str, high: str) -> Callable[[Indexed], bool]:
    if name == "id":
        return lambda ticket: int(low) <= ticket.id <= int(high)
    since, until = datetime.fromisoformat(low), datetime.fromisoformat(high)
    if name == "created_at":
        return lambda ticket: since <= ticket.at <= until
    return lambda ticket: since <= ticket.updated <= until


def _named(negated: str, name: str, listed: str) -> Callable[[Indexed], bool]:
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', listed)
    names = {re.sub(r"\\(.)", r"\1", one) for one in quoted}
    return lambda ticket: (getattr(ticket, name) in names) is not bool(negated)
