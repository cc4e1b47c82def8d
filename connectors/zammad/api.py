"""Reading Zammad's records: tickets, their articles, the people in them, tickets changed since.

Tickets are found by the search index, by going through all of them where there is none. Its
traps: an asterisk is taken out of queries, an error is answered by an empty list, so is a page
beyond 10,000 results, and without Elasticsearch a query is looked for as words.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cases.model import TicketStatus
from connectors.base import BadAnswer, ConnectorError, NotAllowed, NotFound
from connectors.json_http import Answer, JsonHttp, server_time
from connectors.zammad.shapes import (
    Article,
    LinkList,
    ListedTicket,
    TicketRecord,
    User,
)

EXPANDED = {"expand": "true"}

SEARCH_PAGE = 200
LIST_PAGE = 100
MAX_PAGES = 500
MAX_TIES = 10_000 // SEARCH_PAGE

# An open range needs an asterisk, which Zammad removes: these ends stand for it.
ANY_TICKET = "id:[1 TO 2147483647]"
_LATEST = "2200-01-01T00:00:00Z"
_BY_CREATION = {"sort_by": "created_at", "order_by": "asc"}

TOO_MANY = (
    "Trop de tickets à relire d’un coup dans Zammad : réduire les groupes suivis ou, s’il "
    "manque, installer Elasticsearch."
)


@dataclass(frozen=True, slots=True)
class Site:
    """The names a site chose; states and groups by their names there.

    `grace` is how long a write may still be on its way: the delay of the search index, and
    Zammad's four attempts at sending a mail. `follow` is how long a reply waits for its mail.
    """

    groups: tuple[str, ...]
    category_attribute: str = "categorie_rh"
    closed_states: tuple[str, ...] = ("closed",)
    merged_state: str = "merged"
    grace: timedelta = timedelta(seconds=300)
    follow: timedelta = timedelta(seconds=30)
    look_every: timedelta = timedelta(seconds=2)

    @property
    def over(self) -> frozenset[str]:
        """The states of a ticket that is over."""
        return frozenset({*self.closed_states, self.merged_state})


def valid(number: str) -> str:
    """Return a ticket number that may enter a path or a query; raises `NotFound` otherwise."""
    if not re.fullmatch("[0-9]{1,10}", number):
        raise NotFound("Ce numéro de ticket n’en est pas un pour Zammad.", permanent=True)
    return number


async def fetch_ticket(http: JsonHttp, number: str) -> TicketRecord:
    """Read a ticket; a deleted one is not found."""
    record = await http.get_as(TicketRecord, f"/tickets/{valid(number)}", EXPANDED)
    if int(record.id) != int(number):
        raise BadAnswer("Zammad a répondu par un autre ticket que celui demandé.", permanent=True)
    return record


def status_of(ticket: ListedTicket, site: Site) -> TicketStatus:
    """Reduce the name of a state to what changes our conduct."""
    if ticket.state == site.merged_state:
        return TicketStatus.MERGED
    return TicketStatus.CLOSED if ticket.state in site.closed_states else TicketStatus.OPEN


async def articles(http: JsonHttp, number: str) -> list[Article]:
    """List all that was written in a ticket, oldest first.

    By time: a merge brings articles that were written before the ticket was opened.
    """
    answer = await http.get(f"/ticket_articles/by_ticket/{valid(number)}", EXPANDED)
    return sorted(http.shaped(answer, tuple[Article, ...]), key=lambda a: (a.created_at, int(a.id)))


async def fetch_file(http: JsonHttp, number: str, place: str, most_bytes: int) -> bytes:
    """Read a file of an article; raises `TooLarge`, `NotFound`, `BadAnswer` for a page."""
    found = re.fullmatch("([0-9]{1,18})-([0-9]{1,18})", place)
    if found is None:
        raise NotFound("Ce n’est pas une pièce de Zammad.", permanent=True)
    path = f"/ticket_attachment/{valid(number)}/{found[1]}/{found[2]}"
    return http.file_in(await http.fetch(path, most_bytes))


async def merged_into(http: JsonHttp, number: str) -> str | None:
    """Find the ticket that took over this one; None when it is hidden from us."""
    params = {"link_object": "Ticket", "link_object_value": valid(number)}
    links = (await http.get_as(LinkList, "/links", params)).links
    parents = {
        link.link_object_value
        for link in links
        if (link.link_object, link.link_type) == ("Ticket", "parent")
    }
    return parents.pop() if len(parents) == 1 else None


async def myself(http: JsonHttp) -> User:
    """Read the account the token belongs to."""
    return await http.get_as(User, "/users/me")


async def fetch_requester(http: JsonHttp, ticket: TicketRecord) -> User:
    """Read who asks; the login stands for the address when the record is closed to us."""
    try:
        answer = await http.get(f"/users/{ticket.customer_id}")
    except (NotAllowed, NotFound):
        login = ticket.customer or ""
        return User(id=ticket.customer_id, email=login if "@" in login else "")
    return http.shaped(answer, User)


async def index_answers(http: JsonHttp) -> bool:
    """Tell whether the search index finds any ticket at all, when there is one to find."""
    one = {"page": "1", "per_page": "1"}
    query = EXPANDED | {"query": ANY_TICKET} | _BY_CREATION | one
    if await http.get_as(tuple[ListedTicket, ...], "/tickets/search", query):
        return True
    listed = await http.get("/tickets", EXPANDED | one)
    return not http.shaped(listed, tuple[ListedTicket, ...])


@dataclass
class Look:
    """What one look found, by id, and the server's time when it began."""

    found: dict[str, ListedTicket] = field(default_factory=dict)
    began: datetime | None = None

    def take(self, http: JsonHttp, answer: Answer) -> tuple[ListedTicket, ...]:
        """Keep a page of tickets and give it back."""
        self.began = self.began or server_time(answer.headers)
        page = http.shaped(answer, tuple[ListedTicket, ...])
        self.found |= {ticket.id: ticket for ticket in page}
        return page


async def list_changed(
    http: JsonHttp, site: Site, since: datetime | None
) -> tuple[list[ListedTicket], datetime | None]:
    """Find the tickets of our groups changed since a time; None: all that are not closed.

    With the server's time when the look began.
    """
    groups = f"group.name:({_any_of(site.groups)})"
    condition = (
        f"NOT state.name:({_any_of((*site.closed_states, site.merged_state))})"
        if since is None
        else f"updated_at:[{_timestamp(since)} TO {_LATEST}]"
    )
    seen = Look()
    await _search(http, f"{groups} AND {condition}", seen)
    if not seen.found and not await index_answers(http):
        for number in range(1, MAX_PAGES + 1):
            params = EXPANDED | {"page": str(number), "per_page": str(LIST_PAGE)}
            if len(seen.take(http, await http.get("/tickets", params))) < LIST_PAGE:
                break
        else:
            raise ConnectorError(TOO_MANY, permanent=True)
    # The words of a query are no proof without an index.
    ours = (
        ticket
        for ticket in seen.found.values()
        if ticket.group in site.groups
        and (ticket.changed >= since if since else ticket.state not in site.over)
    )
    return sorted(ours, key=lambda ticket: int(ticket.id)), seen.began


async def _search(http: JsonHttp, query: str, seen: Look) -> None:
    """Read by the time of creation, which no change moves: a page never loses a ticket.

    Each page begins where the last one ended, so that none is ever deep in the results.
    """
    start, ties = "1970-01-01T00:00:00Z", 1
    for _ in range(MAX_PAGES):
        params = {
            **EXPANDED,
            **_BY_CREATION,
            "query": f"{query} AND created_at:[{start} TO {_LATEST}]",
            "page": str(ties),
            "per_page": str(SEARCH_PAGE),
        }
        page = seen.take(http, await http.get("/tickets/search", params))
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


def _any_of(names: tuple[str, ...]) -> str:
    escaped = (name.replace("\\", "\\\\").replace('"', '\\"') for name in names)
    return " OR ".join(f'"{name}"' for name in escaped)


def _timestamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
