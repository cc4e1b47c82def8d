"""Whom to tell of a deadline, by what way, and what a start must refuse of these settings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.dependencies import read_categories
from app.settings.secret_files import find_secret_of
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings
from app.ticketing_systems import SMTP_PORTS, server_of
from cases.model import Case, Classification
from cases.queues.danger_alerts import alarm_of
from cases.queues.deadlines import Due, Head, Notice, danger_since, waiting_since
from connectors.mailbox import Server
from connectors.mailbox.site import can_be_written_to

MAIL, NOTE, NONE = "mail", "note", "none"


NOBODY = (
    "alerts.email n'est pas réglé : si un ticket montre une personne en danger, personne n'est "
    "averti par courriel ; la page le montre."
)


@dataclass(frozen=True, slots=True)
class Carrying:
    """The server that carries our own mails, and the address they come from."""

    server: Server
    sender: str


def due_at_of(settings: Settings, case: Case, found: Classification | None) -> datetime:
    """Give the deadline of a case by what it was found to be about, now or before."""
    if alarm_of(found):
        return settings.deadlines.danger_due_at(danger_since(case))
    category = found.category if found else ""
    return settings.deadlines.due_at(category, waiting_since(case.ticket))


def way_of(settings: Settings) -> str:
    """Say how people are told: as set, else by mail where there is a server, else not at all."""
    return settings.deadlines.remind_by or (MAIL if settings.mail else NONE)


def who_is_alerted(settings: Settings) -> str:
    """Say in one line that nobody is alerted by mail; empty where somebody is."""
    return "" if settings.alerts.email else NOBODY


def check_reminding(settings: Settings, environment: Mapping[str, str]) -> None:
    """Raise `WrongSetting` where nobody would ever be told, or a category does not exist."""
    known = {category.id for category in read_categories(settings.categories)}
    for unknown in sorted(settings.deadlines.days.keys() - known):
        raise WrongSetting(f"deadlines.days.{unknown} : cette catégorie n'existe pas.")
    if way_of(settings) == MAIL or settings.alerts.email:
        carrier_of(settings, environment)


def carrier_of(settings: Settings, environment: Mapping[str, str]) -> Carrying:
    """Give what carries our own mails. Raises `WrongSetting`."""
    mail = settings.mail
    if mail is None:
        raise WrongSetting(
            "deadlines.remind_by : pour « mail », il faut une section [mail] (host, from).",
        )
    password = find_secret_of("mail", "password", mail.password_file, environment)
    if mail.login != "" and not password:
        raise WrongSetting(
            "mail : il manque le mot de passe. Donnez-le dans la variable GUICHET_PASSWORD_MAIL, "
            'dans un fichier nommé par mail.password_file, ou écrivez login = "" si le serveur '
            "n'en demande pas.",
        )
    return Carrying(server_of(mail.sender, mail, SMTP_PORTS, password), mail.sender)


def addresses_of(
    one: Due, notice: Notice, settings: Settings, heads: Sequence[Head]
) -> frozenset[str]:
    """Give who is told: whom a case was entrusted to, else the groups that deal with it.

    Once it is late, the heads of these groups.
    """
    groups = groups_of(one, settings)
    own = _usable(settings.groups[name].email for name in groups)
    spare = _usable([settings.deadlines.email])
    if notice is Notice.REMINDED:
        return _usable([one.colleague]) or own or spare
    near = _usable(head.email for head in heads if head.groups & groups)
    return near or _usable(head.email for head in heads if not head.groups) or spare or own


def groups_of(one: Due, settings: Settings) -> frozenset[str]:
    """Name the groups that deal with a case: the one it was entrusted to, or by category."""
    if one.assigned_group in settings.groups:
        return frozenset({one.assigned_group})
    return frozenset(
        name
        for name, group in settings.groups.items()
        if one.category in group.categories and (group.sensitive or not one.sensitive)
    )


def _usable(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(address.lower() for address in addresses if can_be_written_to(address))
