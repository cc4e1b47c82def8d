"""From the settings of a ticketing system to the connector that speaks with it."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from agents.dependencies import read_categories
from app.settings.secret_files import find_secret_of, read_secret_of, read_token
from app.settings.sections import MailServer
from app.settings.system_sections import (
    DemoSystem,
    GlpiSystem,
    MailboxSystem,
    RedmineSystem,
    RequestTrackerSystem,
    ZammadSystem,
)
from app.settings.town_settings import Settings
from cases.store.database import now
from connectors import glpi, redmine, request_tracker, zammad
from connectors.base import TicketingSystem
from connectors.demo import Demo
from connectors.mailbox import Mailbox, Security, Server, Servers, Site

IMAP_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}
SMTP_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


def open_systems(settings: Settings, environment: Mapping[str, str]) -> dict[str, TicketingSystem]:
    """Open every configured system by its name. Raises `WrongSetting` where a token is missing."""
    categories = tuple(category.id for category in read_categories(settings.categories))
    opened: dict[str, TicketingSystem] = {}
    for name, system in settings.systems.items():
        match system:
            case DemoSystem():
                opened[name] = Demo(system.folder, now, name=name)
            case RequestTrackerSystem():
                opened[name] = _open_request_tracker(name, system, categories, environment)
            case GlpiSystem():
                opened[name] = _open_glpi(name, system, categories, environment)
            case ZammadSystem():
                opened[name] = _open_zammad(name, system, categories, environment)
            case RedmineSystem():
                opened[name] = _open_redmine(name, system, categories, environment)
            case MailboxSystem():
                opened[name] = _open_mailbox(name, system, categories, environment)
    return opened


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
    credentials: glpi.PasswordGrant | glpi.UserToken
    if system.api == "legacy":
        credentials = glpi.UserToken(
            user_token=read_secret_of(name, "token", system.token_file, environment),
            app_token=find_secret_of(name, "app_token", system.app_token_file, environment),
        )
    else:
        secret_file = system.client_secret_file
        credentials = glpi.PasswordGrant(
            client_id=system.client_id,
            client_secret=read_secret_of(name, "client_secret", secret_file, environment),
            user=system.user,
            password=read_secret_of(name, "password", system.password_file, environment),
            version=system.api_version,
        )
    dialect = glpi.open_dialect(str(system.url), site, credentials)
    return glpi.Glpi(dialect, site, name=name, categories=categories)


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


def _open_mailbox(
    name: str, system: MailboxSystem, categories: tuple[str, ...], environment: Mapping[str, str]
) -> Mailbox:
    reading = read_token(name, system, environment)
    sending = sending_password(name, environment, reading)
    servers = Servers(
        imap=server_of(system.address, system.imap, IMAP_PORTS, reading),
        smtp=server_of(system.address, system.smtp, SMTP_PORTS, sending),
    )
    site = Site(
        address=system.address,
        sender_name=system.sender_name,
        inbox=system.inbox,
        sent=system.sent,
        treated=system.treated or "",
        trash=system.trash,
        notes=system.notes,
        colleagues=system.colleagues,
        lists=frozenset(name.strip("<> ").lower() for name in system.lists),
        history=timedelta(days=system.history_days),
        grace=timedelta(seconds=system.grace_seconds),
    )
    return Mailbox(servers, site, now, name=name, categories=categories)


def sending_password(name: str, environment: Mapping[str, str], reading: str) -> str:
    """Read the password for sending: its own variable, else the one for reading."""
    variable = f"GUICHET_TOKEN_{name.upper().replace('-', '_')}_SMTP"
    return environment.get(variable, "").strip() or reading


def server_of(
    address: str, server: MailServer, ports: Mapping[Security, int], password: str
) -> Server:
    """Describe a server to the connector; without a login of its own, `address` logs in."""
    return Server(
        host=server.host,
        port=server.port or ports[server.security],
        user=address if server.login is None else server.login,
        password=password,
        security=server.security,
        ca_file=server.ca_file,
        seconds=server.seconds,
        allow_clear=server.allow_clear,
    )
