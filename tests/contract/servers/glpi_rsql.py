"""The filters of GLPI's high-level API that our connector speaks, with their traps."""

import re
from collections.abc import Callable

from tests.contract.servers.glpi_store import Held, Store

_TERM = re.compile(r'([\w.]+)(==|=ge=|=gt=|=out=|=\w+=)("[^"]*"|\([^)]*\)|[^;]*)$')

Test = Callable[[Held], bool]


class WrongFilter(Exception):
    """A filter the server does not understand: 400."""


def ticket_filter(store: Store, text: str) -> Test:
    """Read terms joined by `;`. A property nobody knows is dropped in silence (RSQL\\Parser)."""
    tests = [_term(store, term) for term in text.split(";") if term]
    return lambda held: all(test(held) for test in tests)


def _term(store: Store, term: str) -> Test:
    found = _TERM.match(term)
    if found is None:
        raise WrongFilter(term)
    value = found[3].strip('"')
    match (found[1], found[2]):
        case ("is_deleted", "=="):
            wanted = value.lower() in {"1", "true"}
            return lambda held: held.deleted is wanted
        case ("status.id", "=out="):
            left_out = {int(number) for number in value.strip("()").split(",")}
            return lambda held: held.status not in left_out
        case ("date_mod", "=ge="):
            # MariaDB reads nineteen characters as its own clock and drops an offset behind them.
            since = value[:19].replace("T", " ")
            return lambda held: store.wall(held.updated) >= since
    return lambda _held: True
