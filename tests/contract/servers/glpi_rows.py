"""How GLPI's legacy API writes its rows in JSON: columns of the database, dates without a zone."""

from collections.abc import Callable

from tests.contract.servers.glpi_base import Json
from tests.contract.servers.glpi_store import BOT, Category, Entry, Group, Held, Store, User

Encoding = Callable[[str], str]


def as_glpi_10(text: str) -> str:
    """How 10.0 stores markup (Toolbox\\Sanitizer)."""
    return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")


def as_glpi_9(text: str) -> str:
    """How 9.5 stores markup."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


def as_glpi_11(text: str) -> str:
    """11 stores what it was given."""
    return text


def ticket(store: Store, held: Held, encode: Encoding) -> Json:
    """The row of one ticket; flags are numbers, numbers may be strings."""
    return {
        "id": held.id,
        "entities_id": 1,
        "name": encode(held.subject),
        "content": encode(held.content),
        "date": store.wall(held.created),
        "date_creation": store.wall(held.created),
        "date_mod": store.wall(held.updated),
        "status": str(held.status),
        "type": held.type,
        "priority": held.priority,
        "itilcategories_id": held.category,
        "is_deleted": int(held.deleted),
        "links": [{"rel": "Entity", "href": "http://evil.example/apirest.php/Entity/1"}],
    }


def users_of(held: Held) -> list[Json]:
    """The people of a ticket; one without an account is number 0 and an address."""
    return [
        {
            "id": n,
            "tickets_id": held.id,
            "users_id": a.id,
            "type": a.role,
            "alternative_email": a.email,
        }
        for n, a in enumerate(held.actors, 1)
        if not a.is_group
    ]


def groups_of(held: Held) -> list[Json]:
    """The groups of a ticket."""
    return [
        {"id": n, "tickets_id": held.id, "groups_id": a.id, "type": a.role}
        for n, a in enumerate(held.actors, 1)
        if a.is_group
    ]


def entry(store: Store, one: Entry, encode: Encoding) -> Json:
    """A followup or a solution."""
    return {
        "id": one.id,
        "itemtype": "Ticket",
        "items_id": one.ticket,
        "users_id": one.author,
        "content": encode(one.content),
        "is_private": int(one.private),
        "date": store.wall(one.at),
        "date_creation": store.wall(one.at),
        "date_mod": store.wall(one.changed),
    }


def user(one: User) -> Json:
    """A user, without an address."""
    return {"id": one.id, "name": one.login, "realname": one.realname, "firstname": one.firstname}


def emails(one: User) -> list[Json]:
    """A user's addresses; the one to use is not the first."""
    return [
        {"id": n, "users_id": one.id, "email": email, "is_default": int(email == one.emails[-1])}
        for n, email in enumerate(one.emails, 1)
    ]


def category(one: Category, encode: Encoding) -> Json:
    """A category; its path holds a `>`."""
    return {
        "id": one.id,
        "name": one.name,
        "completename": encode(one.path),
        "is_incident": int(one.incidents),
        "is_request": int(one.requests),
    }


def group(one: Group) -> Json:
    """A group."""
    return {
        "id": one.id,
        "name": one.name,
        "completename": one.name,
        "is_assign": int(one.assignable),
    }


def full_session(store: Store, rights: dict[str, int]) -> Json:
    """The PHP session, of which a part."""
    return {
        "session": {
            "glpiID": BOT,
            "glpiname": store.users[BOT].login,
            "glpi_currenttime": store.wall(store.now),
            "glpiactiveprofile": {"id": 6, "name": "Guichet RH", **rights},
            "glpiactive_entity": 1,
            "glpiactive_entity_name": "Ville &#62; RH",
        }
    }
