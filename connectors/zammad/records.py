"""Reading Zammad's records: a ticket, its articles, the people in it."""

import re

from cases.model import TicketStatus
from connectors.base import BadAnswer, NotAllowed, NotFound
from connectors.json_http import JsonHttp
from connectors.zammad.shapes import (
    Account,
    Article,
    ArticleList,
    LinkList,
    ListedTicket,
    TicketRecord,
    User,
)
from connectors.zammad.site import Site

EXPANDED = {"expand": "true"}


def valid(number: str) -> str:
    """Return a ticket number that may enter a path or a query; raises `NotFound` otherwise."""
    if not re.fullmatch("[0-9]{1,10}", number):
        raise NotFound("Ce numéro de ticket n’en est pas un pour Zammad.", permanent=True)
    return number


async def fetch_ticket(http: JsonHttp, number: str) -> TicketRecord:
    """Read a ticket; a deleted one is not found."""
    record = http.shaped(await http.get(f"/tickets/{valid(number)}", EXPANDED), TicketRecord)
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
    return sorted(http.shaped(answer, ArticleList).root, key=lambda a: (a.created_at, int(a.id)))


async def file(http: JsonHttp, number: str, place: str, most_bytes: int) -> bytes:
    """Read a file of an article; raises `TooLarge`, `NotFound`, `BadAnswer` for a page."""
    found = re.fullmatch("([0-9]{1,18})-([0-9]{1,18})", place)
    if found is None:
        raise NotFound("Ce n’est pas une pièce de Zammad.", permanent=True)
    path = f"/ticket_attachment/{valid(number)}/{found[1]}/{found[2]}"
    return http.file_in(await http.fetch(path, most_bytes))


async def merged_into(http: JsonHttp, number: str) -> str | None:
    """Find the ticket that took over this one; None when it is hidden from us."""
    params = {"link_object": "Ticket", "link_object_value": valid(number)}
    links = http.shaped(await http.get("/links", params), LinkList).links
    parents = {
        link.link_object_value
        for link in links
        if (link.link_object, link.link_type) == ("Ticket", "parent")
    }
    return parents.pop() if len(parents) == 1 else None


async def myself(http: JsonHttp) -> User:
    """Read the account the token belongs to."""
    return http.shaped(await http.get("/users/me"), User)


async def account(http: JsonHttp) -> Account:
    """Read our account with its access to groups."""
    return http.shaped(await http.get("/users/me", EXPANDED), Account)


async def requester(http: JsonHttp, ticket: TicketRecord) -> User:
    """Read who asks; the login stands for the address when the record is closed to us."""
    try:
        answer = await http.get(f"/users/{ticket.customer_id}")
    except (NotAllowed, NotFound):
        login = ticket.customer or ""
        return User(id=ticket.customer_id, email=login if "@" in login else "")
    return http.shaped(answer, User)
