"""Category, priority, queue and tags: read, compare, write what differs, read back."""

from dataclasses import dataclass, field
from http import HTTPStatus

from connectors.base import Triage, TriageResult
from connectors.json_http import JsonHttp
from connectors.request_tracker.records import fetch_ticket
from connectors.request_tracker.shapes import TicketRecord
from connectors.request_tracker.site import Site

NO_TAGS = (
    "Request Tracker n’a pas d’étiquettes : indiquer dans tags_field un champ de ticket à "
    "plusieurs valeurs."
)


@dataclass(frozen=True, slots=True)
class _Wish:
    """One field: the value wanted, whether the ticket has it, how to ask or why it cannot be."""

    name: str
    wanted: str
    holds: bool
    request: dict[str, object] = field(default_factory=dict)
    custom_fields: dict[str, object] = field(default_factory=dict)
    why_not: str = ""


async def write_triage(http: JsonHttp, site: Site, number: str, triage: Triage) -> TriageResult:
    """Write the fields that differ; report what holds afterwards, whatever the server answered."""
    if not await _put_what_differs(http, site, number, triage):
        await _put_what_differs(http, site, number, triage)
    record, _ = await fetch_ticket(http, number)
    wishes = _wishes(site, triage, record)
    return TriageResult(
        written=tuple(w.name for w in wishes if w.holds),
        refused={w.name: w.why_not or _not_kept(w) for w in wishes if not w.holds},
    )


async def _put_what_differs(http: JsonHttp, site: Site, number: str, triage: Triage) -> bool:
    """Read, compare, write; False when the ticket changed between the reading and the writing."""
    record, etag = await fetch_ticket(http, number)
    differing = [w for w in _wishes(site, triage, record) if not (w.holds or w.why_not)]
    if not differing:
        return True
    body = {key: value for wish in differing for key, value in wish.request.items()}
    fields = {key: value for wish in differing for key, value in wish.custom_fields.items()}
    headers = {"If-Match": etag} if etag else {}
    asked = body | ({"CustomFields": fields} if fields else {})
    answer = await http.write("PUT", f"/ticket/{number}", asked, headers)
    if answer.status == HTTPStatus.PRECONDITION_FAILED:
        return False
    http.believed(answer)
    return True


def _wishes(site: Site, triage: Triage, record: TicketRecord) -> list[_Wish]:
    wishes = []
    if triage.category is not None:
        wishes.append(_category(site, triage.category, record))
    if triage.priority is not None:
        wanted = str(triage.priority)
        wishes.append(_Wish("priority", wanted, record.priority == wanted, {"Priority": wanted}))
    if triage.queue is not None:
        holds = record.queue.name == triage.queue
        wishes.append(_Wish("queue", triage.queue, holds, {"Queue": triage.queue}))
    if triage.tags:
        wishes.append(_tags(site, triage.tags, record))
    return wishes


def _category(site: Site, wanted: str, record: TicketRecord) -> _Wish:
    held = _values(site.category_field, record)
    if held is None:
        return _Wish("category", wanted, holds=False, why_not=_no_field(site.category_field))
    request: dict[str, object] = {site.category_field: wanted}
    return _Wish("category", wanted, ", ".join(held) == wanted, custom_fields=request)


def _tags(site: Site, wanted: tuple[str, ...], record: TicketRecord) -> _Wish:
    if not site.tags_field:
        return _Wish("tags", ", ".join(wanted), holds=False, why_not=NO_TAGS)
    held = _values(site.tags_field, record)
    if held is None:
        why_not = _no_field(site.tags_field)
        return _Wish("tags", ", ".join(wanted), holds=False, why_not=why_not)
    missing = [tag for tag in wanted if tag not in held]
    # A list takes the place of all values: those there are said again.
    request: dict[str, object] = {site.tags_field: [*held, *missing]}
    return _Wish("tags", ", ".join(missing), not missing, custom_fields=request)


def _values(name: str, record: TicketRecord) -> list[str] | None:
    """List the values of a custom field; None when the ticket shows no such field."""
    for custom_field in record.custom_fields:
        if custom_field.name == name:
            return [value or "" for value in custom_field.values]
    return None


def _no_field(name: str) -> str:
    return (
        f"Le champ « {name} » n’existe pas sur la file du ticket, "
        "ou le compte du guichet ne le voit pas."
    )


def _not_kept(wish: _Wish) -> str:
    return (
        f"Request Tracker n’a pas gardé la valeur « {wish.wanted} » : "
        "vérifier qu’elle existe et que le compte du guichet peut modifier le ticket."
    )
