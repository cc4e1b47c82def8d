"""`guichet user`: who may sit at the page."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from cases.access import Role
from flows.commands.connectors import one_line
from flows.settings import Settings, WrongSetting, load_settings

if TYPE_CHECKING:
    from cases.accounts import Standing
    from flows.wiring import Wiring

user = typer.Typer(help="Les comptes de la page.", no_args_is_help=True)

T = TypeVar("T")

_told = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
_printed = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 250)

Login = Annotated[str, typer.Argument(help="L'identifiant du compte.")]
Roles = Annotated[list[str] | None, typer.Option("--role", help=f"{', '.join(Role)} ; à répéter.")]
Groups = Annotated[
    list[str] | None, typer.Option("--group", help="Un groupe des réglages ; à répéter.")
]


@user.command("add")
def user_add(  # noqa: PLR0913 - the fields of a form
    login: Login,
    name: str,
    email: str,
    role: Roles = None,
    group: Groups = None,
    *,
    openid: Annotated[bool, typer.Option(help="Sans mot de passe ici.")] = False,
) -> None:
    """Créer un compte ; le mot de passe est demandé, ou lu sur l'entrée standard."""
    from cases.accounts import Account

    settings = read_settings()
    roles = _roles(role or [Role.OFFICER])
    account = Account(login, name, email, roles, _groups(settings, group or ()))
    password = None if openid else _ask_password()
    with_store(settings, lambda wiring: wiring.accounts.create(account, password))
    say(f"Le compte « {login} » est créé.")


@user.command("list")
def user_list() -> None:
    """Lister les comptes, leurs rôles et leurs groupes."""
    settings = read_settings()
    table = Table("identifiant", "nom", "adresse", "rôles", "groupes", "état", box=None)
    for standing in with_store(settings, lambda wiring: wiring.accounts.list_all()):
        table.add_row(*map(one_line, _cells(standing)))
    _printed.print(table)


@user.command("change")
def user_change(  # noqa: PLR0913 - the fields of a form
    login: Login,
    name: Annotated[str, typer.Option(help="Un autre nom.")] = "",
    email: Annotated[str, typer.Option(help="Une autre adresse.")] = "",
    role: Roles = None,
    group: Groups = None,
    *,
    no_role: Annotated[bool, typer.Option("--no-role", help="Ôter tous les rôles.")] = False,
    no_group: Annotated[bool, typer.Option("--no-group", help="Ôter tous les groupes.")] = False,
) -> None:
    """Changer nom, adresse, rôles ou groupes ; ceux qui sont donnés remplacent les anciens."""
    from cases.accounts import COMMAND

    settings = read_settings()
    roles, groups = _roles(role or ()), _groups(settings, group or ())

    async def change(wiring: "Wiring") -> None:
        before = (await wiring.accounts.find(login)).account
        after = replace(
            before,
            name=name or before.name,
            email=email or before.email,
            roles=roles if role or no_role else before.roles,
            groups=groups if group or no_group else before.groups,
        )
        await wiring.accounts.change(after, COMMAND)

    with_store(settings, change)
    say(f"Le compte « {login} » est à jour.")


@user.command("close")
def user_close(login: Login) -> None:
    """Fermer un compte : plus personne ne s'y connecte, ses sessions finissent."""
    from cases.accounts import COMMAND

    with_store(read_settings(), lambda wiring: wiring.accounts.close(login, COMMAND))
    say(f"Le compte « {login} » est fermé.")


@user.command("open")
def user_open(login: Login) -> None:
    """Rouvrir un compte fermé, ou bloqué par trop d'essais."""
    from cases.accounts import COMMAND

    with_store(read_settings(), lambda wiring: wiring.accounts.reopen(login, COMMAND))
    say(f"Le compte « {login} » est ouvert.")


@user.command("password")
def user_password(login: Login) -> None:
    """Donner un autre mot de passe ; il est demandé, ou lu sur l'entrée standard."""
    from cases.accounts import COMMAND

    password = _ask_password()
    with_store(
        read_settings(), lambda wiring: wiring.accounts.give_password(login, password, COMMAND)
    )
    say(f"Le mot de passe de « {login} » est changé.")


def _cells(standing: "Standing") -> tuple[str, ...]:
    account = standing.account
    roles, groups = ", ".join(sorted(account.roles)), ", ".join(sorted(account.groups))
    state = "ouvert" if standing.active else "fermé"
    way = "" if standing.has_password else ", sans mot de passe"
    return account.login, account.name, account.email, roles, groups, state + way


def _roles(names: Sequence[str]) -> frozenset[Role]:
    if unknown := [name for name in names if name not in list(Role)]:
        stop(f"Aucun rôle « {unknown[0]} » : les rôles sont {', '.join(Role)}.")
    return frozenset(map(Role, names))


def _groups(settings: Settings, names: Sequence[str]) -> frozenset[str]:
    if unknown := [name for name in names if name not in settings.groups]:
        known = ", ".join(settings.groups) or "aucun"
        stop(f"Aucun groupe « {unknown[0]} » : ceux des réglages sont {known}.")
    return frozenset(names)


def _ask_password() -> str:
    if sys.stdin.isatty():
        asked: str = typer.prompt("Mot de passe", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\n")


def with_store(settings: Settings, action: Callable[["Wiring"], Awaitable[T]]) -> T:
    """Do something with the store, opened and closed around it."""
    from cases.passwords import Unusable
    from flows.wiring import Wiring

    async def act() -> T:
        wiring = Wiring(settings)
        try:
            await wiring.open()
            return await action(wiring)
        finally:
            await wiring.aclose()

    try:
        return asyncio.run(act())
    except (WrongSetting, Unusable) as error:
        stop(str(error))


def read_settings() -> Settings:
    """Read the settings, or stop with a sentence."""
    try:
        return load_settings()
    except WrongSetting as error:
        stop(str(error))


def say(sentence: str) -> None:
    """Tell whoever types; the output itself stays free for what was asked."""
    _told.print(sentence)


def stop(sentence: str) -> NoReturn:
    """End with a sentence and a status that is not zero."""
    say(sentence)
    raise typer.Exit(1)
