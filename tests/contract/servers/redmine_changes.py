"""How Redmine 6.0.5 changes a ticket: what it drops in silence, what it refuses.

app/models/issue.rb: attributes that a right is missing for are dropped (safe_attributes), unknown
statuses as well; the answer is 204 all the same.
"""

from typing import Any

from tests.contract.servers.redmine_store import INACTIVE, PRIORITIES, Issue, Store

Details = list[dict[str, str | None]]


def change(store: Store, issue: Issue, user: int, asked: dict[str, Any]) -> list[str]:
    """Apply what is asked; the complaints mean that nothing was written."""
    editable = store.may(user, "edit_issues", issue.project)
    wanted = asked if editable else {k: v for k, v in asked.items() if k == "notes"}
    if complaints := _complaints(store, wanted):
        return complaints
    details = [*_attributes(issue, wanted), *_fields(store, issue, wanted)]
    notes = asked.get("notes", "") if store.may(user, "add_issue_notes", issue.project) else ""
    # Without the right, the wish for privacy is dropped and the note is public.
    private = bool(asked.get("private_notes")) and store.may(
        user, "set_notes_private", issue.project
    )
    store.record(issue, user, notes, private=private, details=details)
    return []


def _complaints(store: Store, wanted: dict[str, Any]) -> list[str]:
    said = []
    if store.required_field_is_empty:
        said.append("Service cannot be blank")
    if "category_id" in wanted and int(wanted["category_id"]) not in store.categories:
        said.append("Category is not included in the list")
    if "priority_id" in wanted and int(wanted["priority_id"]) not in PRIORITIES:
        said.append("Priority cannot be blank")
    if wanted.get("priority_id") in (INACTIVE, str(INACTIVE)):
        said.append("Priority is not included in the list")
    if "assigned_to_id" in wanted and not _assignable(store, int(wanted["assigned_to_id"])):
        said.append("Assignee is invalid")
    return said


def _assignable(store: Store, key: int) -> bool:
    known = store.people.get(key)
    return known is not None and (store.groups_may_be_assigned or not known.group)


def _attributes(issue: Issue, wanted: dict[str, Any]) -> Details:
    names = {"category_id": "category", "priority_id": "priority", "assigned_to_id": "assigned"}
    details: Details = []
    for name, attribute in names.items():
        if name in wanted and getattr(issue, attribute) != int(wanted[name]):
            setattr(issue, attribute, int(wanted[name]))
            details.append(_detail("attr", name, str(wanted[name])))
    return details


def _fields(store: Store, issue: Issue, wanted: dict[str, Any]) -> Details:
    """Set custom fields; one that keeps its value leaves no trace in the journal."""
    details: Details = []
    for one in wanted.get("custom_fields", []):
        key, value = int(one["id"]), one["value"]
        known = key in store.custom_fields and key not in store.read_only_fields
        if known and issue.fields.get(key, "") != value:
            issue.fields[key] = value
            details.append(_detail("cf", str(key), value))
    return details


def _detail(kind: str, name: str, value: str) -> dict[str, str | None]:
    return {"property": kind, "name": name, "old_value": None, "new_value": value}
