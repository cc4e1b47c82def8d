"""How RT 5.0.7 writes its records in JSON."""

from datetime import datetime

from tests.contract.servers.rt_store import Entry, Held, Part, Store

Json = dict[str, object]
UNSET = "1970-01-01T00:00:00Z"


def ticket(store: Store, held: Held) -> Json:
    """The record of one ticket: its id is a number, its priority a string."""
    fields: list[Json] = [{"id": "3", "type": "customfield", "name": "TriageScore", "values": []}]
    if store.has_category_field:
        values = [held.category] if held.category else []
        fields.append({"id": "2", "type": "customfield", "name": "Category", "values": values})
    if store.has_tags_field:
        fields.append({"id": "4", "type": "customfield", "name": "Tags", "values": held.tags})
    return {
        "id": held.id,
        "Subject": held.subject,
        "Status": held.status,
        "Queue": {"id": str(store.queues.index(held.queue) + 3), "Name": held.queue},
        # fields[Requestor] is not honoured here: the login is all one gets.
        "Requestor": [{"id": held.requestor, "type": "user"}] if held.requestor else [],
        "Priority": str(held.priority),
        "Created": date(held.created),
        "LastUpdated": date(held.updated),
        "Due": UNSET,
        "CustomFields": fields,
    }


def entry(store: Store, one: Entry) -> Json:
    """A transaction in a list."""
    creator = {"id": one.creator, "type": "user", "RealName": store.users.get(one.creator, "")}
    return {"id": str(one.id), "Type": one.type, "Creator": creator, "Created": date(one.at)}


def attachment(key: int, part: Part) -> Json:
    """A part in a list: lengths are strings."""
    size = len(part.content) if part.size is None else part.size
    return {
        "id": str(key),
        "type": "attachment",
        "ContentType": part.content_type,
        "Filename": part.filename,
        "ContentLength": str(size),
    }


def page(items: list[Json], number: int, per_page: int, url: str, *, counted: bool) -> Json:
    """A page of a list; `total` and `pages` are null unless everything may be seen."""
    shown = items[(number - 1) * per_page : number * per_page]
    more = len(items) > number * per_page
    return {
        "items": shown,
        "count": len(shown),
        "page": number,
        "per_page": per_page,
        "total": len(items) if counted else None,
        "pages": -(-len(items) // per_page) if counted else None,
        **({"next_page": f"{url}?page={number + 1}"} if more else {}),
    }


def date(at: datetime) -> str:
    """A time to the second."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
