"""`guichet user`: who may sit at the page."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from app.settings.town_settings import Settings
from cases.people.access import Role
from cli.terminal import one_line, read_settings, say, stop, with_store

if TYPE_CHECKING:
    from app.wiring import Wiring

user = typer.Typer(help="Les comptes de la page.", no_args_is_help=True)

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
    from cases.people.accounts import Account

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
        account = standing.account
        roles, groups = ", ".join(sorted(account.roles)), ", ".join(sorted(account.groups))
        state = "ouvert" if standing.active else "fermé"
        way = "" if standing.has_password else ", sans mot de passe"
        cells = (account.login, account.name, account.email, roles, groups, state + way)
        table.add_row(*map(one_line, cells))
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
    from cases.people.accounts import COMMAND

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
    from cases.people.accounts import COMMAND

    with_store(read_settings(), lambda wiring: wiring.accounts.close(login, COMMAND))
    say(f"Le compte « {login} » est fermé.")


@user.command("open")
def user_open(login: Login) -> None:
    """Rouvrir un compte fermé, ou bloqué par trop d'essais."""
    from cases.people.accounts import COMMAND

    with_store(read_settings(), lambda wiring: wiring.accounts.reopen(login, COMMAND))
    say(f"Le compte « {login} » est ouvert.")


@user.command("password")
def user_password(login: Login) -> None:
    """Donner un autre mot de passe ; il est demandé, ou lu sur l'entrée standard."""
    from cases.people.accounts import COMMAND

    password = _ask_password()
    with_store(
        read_settings(), lambda wiring: wiring.accounts.set_password(login, password, COMMAND)
    )
    say(f"Le mot de passe de « {login} » est changé.")


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
