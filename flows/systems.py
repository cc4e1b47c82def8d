"""From the settings of a ticketing system to the connector that speaks with it."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from agents.team import read_categories
from cases.store import now
from connectors import glpi, redmine, request_tracker, zammad
from connectors.base import TicketingSystem
from connectors.demo import Demo
from flows.settings import Settings
from flows.settings.keys import find_secret_of, read_secret_of, read_token
from flows.settings.mailbox import MailboxSystem, open_mailbox, sending_password
from flows.settings.systems import (
    DemoSystem,
    GlpiSystem,
    RedmineSystem,
    RequestTrackerSystem,
    System,
    ZammadSystem,
)


def open_systems(settings: Settings, environment: Mapping[str, str]) -> dict[str, TicketingSystem]:
    """Open every configured system by its name. Raises `WrongSetting` where a token is missing."""
    categories = tuple(category.id for category in read_categories(settings.categories))
    return {
        name: _open(name, system, categories, environment)
        for name, system in settings.systems.items()
    }


def _open(
    name: str,
    system: System,
    categories: tuple[str, ...],
    environment: Mapping[str, str],
) -> TicketingSystem:
    match system:
        case DemoSystem():
            return Demo(system.folder, now, name=name)
        case RequestTrackerSystem():
            return _open_request_tracker(name, system, categories, environment)
        case GlpiSystem():
            return _open_glpi(name, system, categories, environment)
        case ZammadSystem():
            return _open_zammad(name, system, categories, environment)
        case RedmineSystem():
            return _open_redmine(name, system, categories, environment)
        case MailboxSystem():
            token = read_token(name, system, environment)
            passwords = (token, sending_password(name, environment, token))
            return open_mailbox(name, system, categories, passwords, now)


def _open_request_tracker(
    name: str,
    system: RequestTrackerSystem,
    categories: tuple[str, ...],
    environment: Mapping[str, str],
) -> TicketingSystem:
    site = request_tracker.Site(
        queues=system.queues,
        bot_user=system.user,
        category_field=system.category_field,
        key_field=system.key_field,
        tags_field=system.tags_field,
        closed_statuses=system.closed_statuses,
        grace=timedelta(seconds=system.grace_seconds),
    )
    token = read_token(name, system, environment)
    client = request_tracker.open_client(str(system.url), token)
    return request_tracker.RequestTracker(client, site, name=name, categories=categories)


def _open_glpi(
    name: str, system: GlpiSystem, categories: tuple[str, ...], environment: Mapping[str, str]
) -> TicketingSystem:
    site = glpi.Site(
        zone=ZoneInfo(system.zone),
        categories=system.categories,
        closed_statuses=system.closed_statuses,
        entity=system.entity,
        recursive=system.recursive,
        profile=system.profile,
        grace=timedelta(seconds=system.grace_seconds),
    )
    credentials = _glpi_credentials(name, system, environment)
    dialect = glpi.open_dialect(str(system.url), site, credentials)
    return glpi.Glpi(dialect, site, name=name, categories=categories)


def _glpi_credentials(
    name: str, system: GlpiSystem, environment: Mapping[str, str]
) -> glpi.PasswordGrant | glpi.UserToken:
    if system.api == "legacy":
        return glpi.UserToken(
            user_token=read_secret_of(name, "token", system.token_file, environment),
            app_token=find_secret_of(name, "app_token", system.app_token_file, environment),
        )
    secret_file = system.client_secret_file
    return glpi.PasswordGrant(
        client_id=system.client_id,
        client_secret=read_secret_of(name, "client_secret", secret_file, environment),
        user=system.user,
        password=read_secret_of(name, "password", system.password_file, environment),
        version=system.api_version,
    )


def _open_zammad(
    name: str, system: ZammadSystem, categories: tuple[str, ...], environment: Mapping[str, str]
) -> TicketingSystem:
    site = zammad.Site(
        groups=system.groups,
        category_attribute=system.category_attribute,
        closed_states=system.closed_states,
        grace=timedelta(seconds=system.grace_seconds),
        follow=timedelta(seconds=system.follow_seconds),
    )
    client = zammad.open_client(str(system.url), read_token(name, system, environment))
    return zammad.Zammad(client, site, name=name, categories=categories)


def _open_redmine(
    name: str, system: RedmineSystem, categories: tuple[str, ...], environment: Mapping[str, str]
) -> TicketingSystem:
    site = redmine.Site(
        projects=system.projects,
        key_field=system.key_field,
        email_field=system.email_field,
        mail_domain=system.mail_domain,
        markup=system.markup,
        follow_requester=system.follow_requester,
        grace=timedelta(seconds=system.grace_seconds),
    )
    client = redmine.open_client(str(system.url), read_token(name, system, environment))
    return redmine.Redmine(client, site, name=name, categories=categories)
