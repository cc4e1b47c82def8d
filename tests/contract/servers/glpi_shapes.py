"""How GLPI 11's high-level API writes its records in JSON (ITILController.php)."""

from datetime import datetime

from tests.contract.servers.glpi_base import Json
from tests.contract.servers.glpi_store import (
    ASSIGNED,
    BOT,
    OBSERVER,
    REQUESTER,
    Actor,
    Category,
    Entry,
    Held,
    Store,
    User,
)

ROLES = {REQUESTER: "requester", ASSIGNED: "assigned", OBSERVER: "observer"}


def date(store: Store, at: datetime) -> str:
    """A date with the offset of the server's zone."""
    return at.astimezone(store.zone).isoformat()


def ticket(store: Store, held: Held) -> Json:
    """The record of one ticket, the same in lists."""
    category = next((c for c in store.categories if c.id == held.category), None)
    return {
        "id": held.id,
        "name": held.subject,
        "content": held.content,
        "is_deleted": held.deleted,
        "category": {"id": category.id, "name": category.name} if category else None,
        "urgency": 3,
        "priority": held.priority,
        "type": held.type,
        "status": {"id": held.status, "name": "Nouveau"},
        "entity": {"id": 1, "name": "Ville", "completename": "Ville"},
        "team": [member(store, actor) for actor in held.actors if actor.id],
        "date_creation": date(store, held.created),
        "date_mod": date(store, held.updated),
        "date": date(store, held.created),
    }


def member(store: Store, actor: Actor) -> Json:
    """A member of the team: getCleanTeam keeps neither number nor e-mail, only a link."""
    kind = "group" if actor.is_group else "user"
    href = f"/front/{kind}.form.php?id={actor.id}"
    if actor.is_group:
        name = next(group.name for group in store.groups if group.id == actor.id)
        return {"role": ROLES[actor.role], "name": name, "href": href}
    user = store.users[actor.id]
    return {
        "role": ROLES[actor.role],
        "name": user.login,
        "realname": user.realname,
        "firstname": user.firstname,
        "display_name": f"{user.realname} {user.firstname}",
        "href": href,
    }


def followup(store: Store, entry: Entry, *, author: bool) -> Json:
    """A followup; its author came in a later version (glpi#20762)."""
    row: Json = {
        "id": entry.id,
        "itemtype": "Ticket",
        "items_id": entry.ticket,
        "content": entry.content,
        "is_private": entry.private,
        "date_creation": date(store, entry.at),
        "date_mod": date(store, entry.changed),
    }
    return row | (_author(store, entry) if author else {})


def solution(store: Store, entry: Entry, *, author: bool) -> Json:
    """A solution, without a date."""
    row: Json = {
        "id": entry.id,
        "itemtype": "Ticket",
        "items_id": entry.ticket,
        "content": entry.content,
    }
    return row | (_author(store, entry) if author else {})


def _author(store: Store, entry: Entry) -> Json:
    user = store.users.get(entry.author)
    return {"user": {"id": user.id, "name": user.login} if user else None}


def user(one: User) -> Json:
    """A user; the address to use is not the first."""
    emails = [
        {"id": n, "email": email, "is_default": email == one.emails[-1]}
        for n, email in enumerate(one.emails)
    ]
    names = {"username": one.login, "realname": one.realname, "firstname": one.firstname}
    return {"id": one.id, **names, "emails": emails}


def category(one: Category) -> Json:
    """A category as version 2.2 tells it (DropdownController.php)."""
    return {
        "id": one.id,
        "name": one.name,
        "completename": one.path,
        "is_incident_visible": one.incidents,
        "is_request_visible": one.requests,
    }


def session(store: Store, entity: int) -> Json:
    """Who we are (CoreController::getSession)."""
    return {
        "current_time": date(store, store.now),
        "user_id": BOT,
        "name": store.users[BOT].login,
        "active_profile": {"id": 6, "name": "Guichet RH", "interface": "central"},
        "active_entity": {"id": entity, "short_name": "RH", "complete_name": "Ville > RH"},
    }
