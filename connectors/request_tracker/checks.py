"""Is this Request Tracker ready for us? Each line is for a person to read."""

from collections.abc import Iterable
from urllib.parse import quote

from connectors.base import Check, ConnectorError, NotFound
from connectors.json_http import JsonHttp
from connectors.request_tracker.api import Site, quoted
from connectors.request_tracker.shapes import (
    FieldRecord,
    QueueRecord,
    TicketPage,
    UserRecord,
    Version,
)


async def check(http: JsonHttp, site: Site, categories: Iterable[str]) -> tuple[Check, ...]:
    """Test the address and the token; when they hold, clock, account, queues and fields.

    `categories`: the values that the field of categories has to take.
    """
    what = "Adresse et jeton"
    try:
        await http.get_as(Version, "/rt")
    except NotFound:
        return (Check.of(what, "L’adresse ne mène pas à l’API REST 2.0 : la vérifier."),)
    except ConnectorError as error:
        return (Check.of(what, str(error)),)
    lines = [Check.of(what, ""), *http.check_clock(), await _account(http, site)]
    for queue in site.queues:
        lines += await _queue(http, site, queue, frozenset(categories))
    return tuple(lines)


async def _account(http: JsonHttp, site: Site) -> Check:
    """Look that the login exists: a token tells nobody whose it is."""
    advice = ""
    try:
        await http.get_as(UserRecord, f"/user/{quote(site.bot_user, safe='@')}")
    except ConnectorError:
        advice = "Mettre dans « user » l’identifiant du compte à qui appartient le jeton."
    return Check.of(f"Compte « {site.bot_user} »", advice)


async def _queue(http: JsonHttp, site: Site, queue: str, categories: frozenset[str]) -> list[Check]:
    """Test a queue, its tickets and the fields of its tickets."""
    what = f"File « {queue} »"
    try:
        record = await http.get_as(QueueRecord, f"/queue/{quote(queue, safe='')}")
    except ConnectorError:
        advice = "Vérifier le nom de la file et donner au compte le droit SeeQueue."
        return [Check.of(what, advice)]
    query = {"query": f"Queue = {quoted(queue)}", "per_page": "1", "fields": "LastUpdated"}
    tickets = await Check.reading(
        f"Tickets de la file « {queue} »",
        http.get_as(TicketPage, "/tickets", query),
        "Donner au compte le droit ShowTicket.",
    )
    lines = [
        Check.of(what, ""),
        tickets,
        await _field(http, site.category_field, record, categories),
    ]
    if site.tags_field:
        lines.append(await _field(http, site.tags_field, record, frozenset()))
    return lines


async def _field(http: JsonHttp, name: str, queue: QueueRecord, needed: frozenset[str]) -> Check:
    """Look that a field is there, and takes our values where it is a list."""
    what = f"Champ « {name} » de la file « {queue.name} »"
    known = {reference.name: reference.id for reference in queue.ticket_fields}
    if name not in known:
        advice = "Créer ce champ de ticket, l’appliquer à la file, donner le droit SeeCustomField."
        return Check.of(what, advice)
    try:
        field = await http.get_as(FieldRecord, f"/customfield/{known[name]}")
    except ConnectorError as error:
        return Check.of(what, f"{error} Donner au compte le droit SeeCustomField.")
    absent = sorted(needed - set(field.values)) if field.type == "Select" else []
    return Check.of(what, f"Ajouter à la liste du champ : {', '.join(absent)}." if absent else "")
