"""How Zammad writes its records in JSON: ids are numbers, sizes of files are strings."""

from datetime import UTC, datetime

from tests.contract.servers.zammad_store import Held, Person, Store, Written

Json = dict[str, object]


def ticket(store: Store, held: Held, *, expand: bool) -> Json:
    """A ticket; with `expand` the names stand beside the ids, without it there are none."""
    customer = store.people[held.customer]
    record: Json = {
        "id": held.id,
        "number": f"{66000 + held.id}",
        "title": held.title,
        "priority_id": held.priority,
        "customer_id": held.customer,
        "group_id": list(store.groups).index(held.group) + 1,
        "article_count": len(store.of(held.id)),
        "updated_by_id": held.updated_by,
        "created_at": date(held.at),
        "updated_at": date(held.updated),
        "preferences": {},
    }
    if store.has_category:
        record["categorie_rh"] = held.category
    if expand:
        record |= {
            "group": held.group,
            "state": held.state,
            "customer": customer.login,
            "organization": "Voirie",
            "create_article_type": held.type,
        }
    return record


def article(store: Store, one: Written) -> Json:
    """An article, always with the names of its type and sender."""
    person = store.people[one.by]
    return {
        "id": one.id,
        "ticket_id": one.ticket,
        "type": one.type,
        "sender": one.sender,
        "from": f"{person.firstname} {person.lastname} <{person.email}>",
        "to": one.to,
        "subject": one.subject,
        "content_type": one.content_type,
        "body": one.body,
        "internal": one.internal,
        "message_id": f"<20261125.{one.id}@zammad.example>",
        "preferences": one.preferences,
        "attachments": one.files,
        "created_by_id": one.by,
        "created_by": person.login,
        "created_at": date(one.at),
        "updated_at": date(one.updated),
    }


def person(one: Person, *, expand: bool = False) -> Json:
    """A person; their access to groups by name only with `expand`."""
    record: Json = {
        "id": one.id,
        "login": one.login,
        "email": one.email,
        "firstname": one.firstname,
        "lastname": one.lastname,
        "active": True,
    }
    return record | ({"groups": one.groups} if expand else {})


def date(at: datetime) -> str:
    """A time to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
