"""From the settings of a ticketing system to the connector that speaks with it."""

from collections.abc import Mapping
from datetime import timedelta

from agents.team import read_categories
from cases.store import now
from connectors.base import TicketingSystem
from connectors.demo import Demo
from connectors.request_tracker import RequestTracker, Site, open_client
from flows.mailbox_settings import MailboxSystem, open_mailbox, sending_password
from flows.settings import DemoSystem, RequestTrackerSystem, Settings, read_token


def open_systems(settings: Settings, environment: Mapping[str, str]) -> dict[str, TicketingSystem]:
    """Open every configured system by its name. Raises `WrongSetting` where a token is missing."""
    categories = tuple(category.id for category in read_categories(settings.categories))
    return {
        name: _open(name, system, categories, environment)
        for name, system in settings.systems.items()
    }


def _open(
    name: str,
    system: DemoSystem | RequestTrackerSystem | MailboxSystem,
    categories: tuple[str, ...],
    environment: Mapping[str, str],
) -> TicketingSystem:
    if isinstance(system, DemoSystem):
        return Demo(system.folder, now, name=name)
    token = read_token(name, system, environment)
    if isinstance(system, MailboxSystem):
        passwords = (token, sending_password(name, environment, token))
        return open_mailbox(name, system, categories, passwords, now)
    site = Site(
        queues=system.queues,
        bot_user=system.user,
        category_field=system.category_field,
        key_field=system.key_field,
        closed_statuses=system.closed_statuses,
        grace=timedelta(seconds=system.grace_seconds),
    )
    client = open_client(str(system.url), token)
    return RequestTracker(client, site, name=name, categories=categories)
