"""Category, priority and queue: read, compare, write what differs, read back."""

from dataclasses import dataclass
from http import HTTPStatus

from connectors.base import Triage, TriageResult
from connectors.json_http import JsonHttp
from connectors.request_tracker.records import fetch_ticket
from connectors.request_tracker.shapes import TicketRecord
from connectors.request_tracker.site import Site


@dataclass(frozen=True, slots=True)
class _Wish:
    """One field: the value wanted, the value held (None: no such field), and how to ask."""

    name: str
    wanted: str
    held: str | None
    request: dict[str, object]

    @property
    def holds(self) -> bool:
        return self.held == self.wanted


async def write_triage(http: JsonHttp, site: Site, number: str, triage: Triage) -> TriageResult:
    """Write the fields that differ; report what holds afterwards, whatever the server answered."""
    if not await _put_what_differs(http, site, number, triage):
        await _put_what_differs(http, site, number, triage)
    record, _ = await fetch_ticket(http, number)
    wishes = _wishes(site, triage, record)
    return TriageResult(
        written=tuple(w.name for w in wishes if w.holds),
        refused={w.name: _reason(site, w) for w in wishes if not w.holds},
    )


async def _put_what_differs(http: JsonHttp, site: Site, number: str, triage: Triage) -> bool:
    """Read, compare, write; False when the ticket changed between the reading and the writing."""
    record, etag = await fetch_ticket(http, number)
    differing = [w for w in _wishes(site, triage, record) if not w.holds and w.held is not None]
    if not differing:
        return True
    body = {key: value for wish in differing for key, value in wish.request.items()}
    headers = {"If-Match": etag} if etag else {}
    answer = await http.write("PUT", f"/ticket/{number}", body, headers)
    if answer.status == HTTPStatus.PRECONDITION_FAILED:
        return False
    http.believed(answer)
    return True


def _wishes(site: Site, triage: Triage, record: TicketRecord) -> list[_Wish]:
    wishes = []
    if triage.category is not None:
        held = _category(site, record)
        request: dict[str, object] = {"CustomFields": {site.category_field: triage.category}}
        wishes.append(_Wish("category", triage.category, held, request))
    if triage.priority is not None:
        wanted = str(triage.priority)
        wishes.append(_Wish("priority", wanted, record.priority, {"Priority": wanted}))
    if triage.queue is not None:
        wishes.append(_Wish("queue", triage.queue, record.queue.name, {"Queue": triage.queue}))
    return wishes


def _category(site: Site, record: TicketRecord) -> str | None:
    for custom_field in record.custom_fields:
        if custom_field.name == site.category_field:
            return ", ".join(value or "" for value in custom_field.values)
    return None


def _reason(site: Site, wish: _Wish) -> str:
    if wish.held is None:
        return (
            f"Le champ « {site.category_field} » n’existe pas sur la file du ticket, "
            "ou le compte du guichet ne le voit pas."
        )
    return (
        f"Request Tracker n’a pas gardé la valeur « {wish.wanted} » : "
        "vérifier qu’elle existe et que le compte du guichet peut modifier le ticket."
    )
