"""From the settings of a ticketing system to the connector that speaks with it."""

from collections.abc import Mapping
from datetime import timedelta

from agents.team import read_categories
from cases.store import now
from connectors import request_tracker, zammad
from connectors.base import TicketingSystem
from connectors.demo import Demo
from flows.settings import DemoSystem, RequestTrackerSystem, Settings, read_token
from flows.zammad_settings import ZammadSystem


def open_systems(settings: Settings, environment: Mapping[str, str]) -> dict[str, TicketingSystem]:
    """Open every configured system by its name. Raises `WrongSetting` where a token is missing."""
    categories = tuple(category.id for category in read_categories(settings.categories))
    return {
        name: _open(name, system, categories, environment)
        for name, system in settings.systems.items()
    }


def _open(
    name: str,
    system: DemoSystem | RequestTrackerSystem | ZammadSystem,
    categories: tuple[str, ...],
    environment: Mapping[str, str],
) -> TicketingSystem:
    if isinstance(system, DemoSystem):
        return Demo(system.folder, now, name=name)
    token = read_token(name, system, environment)
    if isinstance(system, ZammadSystem):
        return _open_zammad(name, system, categories, token)
    return _open_request_tracker(name, system, categories, token)


def _open_request_tracker(
    name: str, system: RequestTrackerSystem, categories: tuple[str, ...], token: str
) -> TicketingSystem:
    site = request_tracker.Site(
        queues=system.queues,
        bot_user=system.user,
        category_field=system.category_field,
        key_field=system.key_field,
        closed_statuses=system.closed_statuses,
        grace=timedelta(seconds=system.grace_seconds),
    )
    client = request_tracker.open_client(str(system.url), token)
    return request_tracker.RequestTracker(client, site, name=name, categories=categories)


def _open_zammad(
    name: str, system: ZammadSystem, categories: tuple[str, ...], token: str
) -> TicketingSystem:
    site = zammad.Site(
        groups=system.groups,
        category_attribute=system.category_attribute,
        closed_states=system.closed_states,
        grace=timedelta(seconds=system.grace_seconds),
        follow=timedelta(seconds=system.follow_seconds),
    )
    client = zammad.open_client(str(system.url), token)
    return zammad.Zammad(client, site, name=name, categories=categories)
