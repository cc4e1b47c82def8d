"""How Redmine 6.0.5 writes its records in JSON (app/views/**/*.api.rsb)."""

from datetime import datetime

from tests.contract.servers.redmine_store import (
    INACTIVE,
    PRIORITIES,
    STATUSES,
    Issue,
    Journal,
    Person,
    Store,
)

Json = dict[str, object]


def issue(store: Store, one: Issue, include: set[str], reader: int) -> Json:
    """One ticket: the lists come only when asked for."""
    name, closed = STATUSES[one.status]
    written: Json = {
        "id": one.id,
        "project": {"id": one.project, "name": store.projects[one.project].identifier.upper()},
        "tracker": {"id": 3, "name": "Support"},
        "status": {"id": one.status, "name": name, "is_closed": closed},
        "priority": {"id": one.priority, "name": PRIORITIES[one.priority]},
        "author": person(store, one.author),
        "subject": one.subject,
        "description": one.description,
        "custom_fields": [
            {"id": key, "name": name, "value": one.fields.get(key, "")}
            for key, name in store.custom_fields.items()
            if key not in store.hidden_fields
        ],
        "created_on": date(one.created),
        "updated_on": date(one.updated),
        "closed_on": None,
    }
    if one.category:
        written["category"] = {"id": one.category, "name": store.categories[one.category]}
    if one.assigned:
        written["assigned_to"] = person(store, one.assigned)
    return written | {key: value for key, value in _lists(store, one, reader) if key in include}


def _lists(store: Store, one: Issue, reader: int) -> list[tuple[str, list[Json]]]:
    inside = store.may(reader, "view_private_notes", one.project)
    shown = [j for j in one.journals if not j.private or inside or j.user == reader]
    lists = [
        ("journals", [journal(store, j) for j in shown]),
        (
            "attachments",
            [
                {
                    "id": file.id,
                    "filename": file.name,
                    "filesize": file.size,
                    "content_type": file.content_type,
                    "content_url": f"http://elsewhere.example/attachments/{file.id}",
                }
                for file in one.files
            ],
        ),
    ]
    if store.may(reader, "view_issue_watchers", one.project):
        lists.append(("watchers", [person(store, key) for key in one.watchers]))
    return lists


def journal(store: Store, one: Journal) -> Json:
    """One thing that happened."""
    return {
        "id": one.id,
        "user": person(store, one.user),
        "notes": one.notes,
        "created_on": date(one.at),
        "updated_on": date(one.at),
        "private_notes": one.private,
        "details": one.details,
    }


def person(store: Store, key: int) -> Json:
    """Somebody as others refer to them."""
    known = store.people.get(key)
    return {"id": key, "name": known.name if known else "Anonymous"}


def user(store: Store, one: Person) -> Json:
    """An account. Its address is hidden by default, from its owner as well (users/show.api.rsb)."""
    first, _, last = one.name.partition(" ")
    address = {} if one.hides_mail else {"mail": one.mail}
    names = {"id": one.id, "login": one.login, "firstname": first, "lastname": last}
    memberships = [membership(store, one, project) for project in one.roles]
    return {**names, **address, "memberships": memberships}


def membership(store: Store, one: Person, project: int) -> Json:
    """Somebody's roles in a project."""
    return {
        "id": one.id * 100 + project,
        "project": {"id": project, "name": store.projects[project].identifier.upper()},
        "group" if one.group else "user": {"id": one.id, "name": one.name},
        "roles": [{"id": role, "name": f"Role {role}"} for role in one.roles[project]],
    }


def priorities() -> list[Json]:
    """All priorities, those out of use too."""
    return [
        {"id": key, "name": name, "is_default": False, "active": key != INACTIVE}
        for key, name in PRIORITIES.items()
    ]


def date(at: datetime) -> str:
    """A time to the second."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
