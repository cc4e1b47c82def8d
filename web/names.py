"""Who is who: people and groups by what the trail calls them."""

from collections.abc import Iterable, Mapping

from cases.audit import Event
from web.office import Office
from web.told import entrusted_in


async def names_in(
    office: Office, events: Iterable[Event], others: Iterable[str] = ()
) -> Mapping[str, str]:
    """Name whoever events speak of, and others: by login, a group by `group:` and its id."""
    people = set(others)
    for event in events:
        people |= {event.actor, entrusted_in(event)}
    groups = {f"group:{group.id}": group.label for group in office.groups.values()}
    return await office.accounts.names(people) | groups
