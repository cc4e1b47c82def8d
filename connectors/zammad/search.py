"""Finding tickets: by the search index, by going through all of them where there is none.

Traps of the index: an asterisk is taken out of queries, an error is answered by an empty list,
so is a page beyond 10,000 results, and without Elasticsearch a query is looked for as words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from connectors.base import BadAnswer, ConnectorError
from connectors.http_dates import server_time
from connectors.json_http import Answer, JsonHttp
from connectors.zammad.records import EXPANDED
from connectors.zammad.shapes import ListedTicket, TicketList
from connectors.zammad.site import Site

SEARCH_PAGE = 200
LIST_PAGE = 100
MAX_PAGES = 500
MAX_TIES = 10_000 // SEARCH_PAGE

# An open range needs an asterisk, which Zammad removes: these ends stand for it.
ANY_TICKET = "id:[1 TO 2147483647]"
_LATEST = "2200-01-01T00:00:00Z"

TOO_MANY = (
    "Trop de tickets à relire d’un coup dans Zammad : réduire les groupes suivis ou, s’il "
    "manque, installer Elasticsearch."
)


@dataclass
class Look:
    """What one look found, and the server's time when it began."""

    found: dict[str, ListedTicket] = field(default_factory=dict)
    began: datetime | None = None

    def take(self, http: JsonHttp, answer: Answer) -> tuple[ListedTicket, ...]:
        """Keep a page of tickets and give it back."""
        self.began = self.began or server_time(answer.headers)
        page = http.shaped(answer, TicketList).root
        self.found |= {ticket.id: ticket for ticket in page}
        return page


async def look(http: JsonHttp, site: Site, since: datetime | None) -> Look:
    """Find the tickets of our groups changed since a time; None: all that are not closed."""
    seen = Look()
    await _search(http, _query(site, since), seen)
    if not seen.found and not await index_answers(http):
        await _scan(http, seen)
    seen.found = {n: t for n, t in seen.found.items() if _wanted(site, since, t)}
    return seen


async def index_answers(http: JsonHttp) -> bool:
    """Whether the search index finds any ticket at all, when there is one to find."""
    query = {"query": ANY_TICKET, "sort_by": "created_at", "order_by": "asc"}
    answer = await http.get("/tickets/search", EXPANDED | query | {"page": "1", "per_page": "1"})
    if http.shaped(answer, TicketList).root:
        return True
    listed = await http.get("/tickets", EXPANDED | {"page": "1", "per_page": "1"})
    return not http.shaped(listed, TicketList).root


async def _search(http: JsonHttp, query: str, seen: Look) -> None:
    """Read by the time of creation, which no change moves: a page never loses a ticket.

    Each page begins where the last one ended, so that none is ever deep in the results.
    """
    start, ties = "1970-01-01T00:00:00Z", 1
    for _ in range(MAX_PAGES):
        asked = f"{query} AND created_at:[{start} TO {_LATEST}]"
        page = seen.take(http, await http.get("/tickets/search", _page(asked, ties)))
        if not page and seen.found and (ties == 1 or not await index_answers(http)):
            # It began with a ticket already seen: an empty one is an error in disguise. One that
            # goes on within the same instant may be empty.
            raise BadAnswer("La recherche de Zammad s’est interrompue en chemin.")
        if len(page) < SEARCH_PAGE:
            return
        last = _timestamp(page[-1].created_at)
        start, ties = (last, 1) if last != start else (start, ties + 1)
        if ties > MAX_TIES:
            break
    raise ConnectorError(TOO_MANY, permanent=True)


def _page(query: str, number: int) -> Mapping[str, str]:
    order = {"sort_by": "created_at", "order_by": "asc"}
    return EXPANDED | order | {"query": query, "page": str(number), "per_page": str(SEARCH_PAGE)}


async def _scan(http: JsonHttp, seen: Look) -> None:
    for number in range(1, MAX_PAGES + 1):
        params = EXPANDED | {"page": str(number), "per_page": str(LIST_PAGE)}
        if len(seen.take(http, await http.get("/tickets", params))) < LIST_PAGE:
            return
    raise ConnectorError(TOO_MANY, permanent=True)


def _query(site: Site, since: datetime | None) -> str:
    groups = f"group.name:({_any_of(site.groups)})"
    if since is None:
        over = _any_of((*site.closed_states, site.merged_state))
        return f"{groups} AND NOT state.name:({over})"
    return f"{groups} AND updated_at:[{_timestamp(since)} TO {_LATEST}]"


def _any_of(names: tuple[str, ...]) -> str:
    return " OR ".join(f'"{_escaped(name)}"' for name in names)


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _wanted(site: Site, since: datetime | None, ticket: ListedTicket) -> bool:
    """Whether a ticket is ours: the words of a query are no proof without an index."""
    if ticket.group not in site.groups:
        return False
    if since is None:
        return ticket.state not in {*site.closed_states, site.merged_state}
    return ticket.updated_at >= since


def _timestamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
