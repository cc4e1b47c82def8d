"""Is this Request Tracker ready for us? Each line is for a person to read."""

from collections.abc import Iterable
from urllib.parse import quote

from connectors.base import Check, ConnectorError, NotFound
from connectors.json_http import JsonHttp
from connectors.request_tracker.records import quoted
from connectors.request_tracker.shapes import (
    FieldRecord,
    QueueRecord,
    TicketPage,
    UserRecord,
    Version,
)
from connectors.request_tracker.site import Site


async def check(http: JsonHttp, site: Site, categories: Iterable[str]) -> tuple[Check, ...]:
    """Test the address and the token; when they hold, clock, account, queues and field."""
    reached = await _reached(http)
    if not reached.ok:
        return (reached,)
    lines = [reached, *http.check_clock(), await _account(http, site)]
    for queue in site.queues:
        lines += await _queue(http, site, queue, frozenset(categories))
    return tuple(lines)


async def _reached(http: JsonHttp) -> Check:
    what = "Adresse et jeton"
    try:
        http.shaped(await http.get("/rt"), Version)
    except NotFound:
        return Check(what, ok=False, advice="L’adresse ne mène pas à l’API REST 2.0 : la vérifier.")
    except ConnectorError as error:
        return Check(what, ok=False, advice=str(error))
    return Check(what, ok=True)


async def _account(http: JsonHttp, site: Site) -> Check:
    what = f"Compte « {site.bot_user} »"
    try:
        http.shaped(await http.get(f"/user/{quote(site.bot_user, safe='@')}"), UserRecord)
    except ConnectorError:
        advice = "Mettre dans « user » l’identifiant du compte à qui appartient le jeton."
        return Check(what, ok=False, advice=advice)
    return Check(what, ok=True)


async def _queue(http: JsonHttp, site: Site, queue: str, categories: frozenset[str]) -> list[Check]:
    what = f"File « {queue} »"
    try:
        answer = await http.get(f"/queue/{quote(queue, safe='')}")
        record = http.shaped(answer, QueueRecord)
    except ConnectorError:
        advice = "Vérifier le nom de la file et donner au compte le droit SeeQueue."
        return [Check(what, ok=False, advice=advice)]
    lines = [
        Check(what, ok=True),
        await _tickets(http, queue),
        await _field(http, site.category_field, record, categories),
    ]
    if site.tags_field:
        lines.append(await _field(http, site.tags_field, record, frozenset()))
    return lines


async def _tickets(http: JsonHttp, queue: str) -> Check:
    what = f"Tickets de la file « {queue} »"
    query = {"query": f"Queue = {quoted(queue)}", "per_page": "1", "fields": "LastUpdated"}
    try:
        http.shaped(await http.get("/tickets", query), TicketPage)
    except ConnectorError as error:
        return Check(what, ok=False, advice=f"{error} Donner au compte le droit ShowTicket.")
    return Check(what, ok=True)


async def _field(http: JsonHttp, name: str, queue: QueueRecord, needed: frozenset[str]) -> Check:
    what = f"Champ « {name} » de la file « {queue.name} »"
    known = {reference.name: reference.id for reference in queue.ticket_fields}
    if name not in known:
        advice = "Créer ce champ de ticket, l’appliquer à la file, donner le droit SeeCustomField."
        return Check(what, ok=False, advice=advice)
    try:
        answer = await http.get(f"/customfield/{known[name]}")
        field = http.shaped(answer, FieldRecord)
    except ConnectorError as error:
        return Check(what, ok=False, advice=f"{error} Donner au compte le droit SeeCustomField.")
    absent = sorted(needed - set(field.values)) if field.type == "Select" else []
    advice = f"Ajouter à la liste du champ : {', '.join(absent)}." if absent else ""
    return Check(what, ok=not absent, advice=advice)
