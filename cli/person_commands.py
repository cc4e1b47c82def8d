"""`guichet purge` and `guichet person`: what is kept too long, and what a person may ask for."""

import getpass
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.settings.town_settings import HOME, Settings
from cases.model import CaseState
from cli.terminal import enter, one_line, say, stop, with_store

if TYPE_CHECKING:
    from app.wiring import Wiring
    from cases.ticket_name import TicketName
    from cli.person_data import Found

person = typer.Typer(
    help="Les données d'une personne : les remettre, les effacer.", no_args_is_help=True
)


Email = Annotated[str, typer.Argument(help="L'adresse électronique de la personne.")]
Names = Annotated[
    list[str] | None,
    typer.Option("--name", help="Un nom à chercher aussi chez les autres ; à répéter."),
]

STATES: Mapping[CaseState, str] = {
    CaseState.ANSWERED: "répondues",
    CaseState.AWAITING_REQUESTER: "en attente d'une précision",
    CaseState.REJECTED: "écartées",
    CaseState.CLOSED_ELSEWHERE: "traitées ailleurs",
}
AWAY = (
    "Prefect ne répond pas : les résumés de ces tickets y resteraient. Rien de plus n'a été "
    "effacé ; démarrez-le (« guichet up »), puis recommencez."
)
TRACES = (
    "D'autres processus occupent la base : son fichier garde encore des traces. Relancez "
    "« guichet purge » quand ils sont au repos."
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def purge(
    *, dry_run: Annotated[bool, typer.Option("--dry-run", help="Compter, sans effacer.")] = False
) -> None:
    """Effacer les textes des dossiers clos gardés plus longtemps que les réglages ne le disent."""
    settings = _settings()
    from cases.store.database import now

    at = now()
    if dry_run:
        from flows.purge_cases import count_aged

        counted = with_store(settings, lambda wiring: count_aged(wiring, at))
        say(f"À effacer : {_counted(counted)}. Rien n'a été effacé.")
        return
    from cases.people.accounts import COMMAND
    from flows.dashboard import DashboardAway
    from flows.purge_cases import purge as clear

    try:
        done = with_store(settings, lambda wiring: clear(wiring, COMMAND, at, _user()))
    except DashboardAway:
        stop(AWAY)
    say(f"Effacé : {_counted(done.cleared)}.")
    if done.busy:
        say(f"{done.busy} dossier(s) en cours de traitement, laissé(s) pour la prochaine fois.")
    if done.traces:
        stop(TRACES)


@person.command("export")
def person_export(
    email: Email,
    out: Annotated[Path | None, typer.Option("--out", help="Un dossier à créer.")] = None,
    name: Names = None,
) -> None:
    """Écrire tout ce qui est gardé d'une personne, dans un dossier que vous seul lisez."""
    _check(email)
    settings = _settings()
    from cases.store.database import now
    from cli.person_data import export_person, find_person

    at = now()
    folder = out or HOME / "var" / "personnes" / f"{at:%Y%m%d-%H%M%S}"

    async def act(wiring: "Wiring") -> "Found":
        found = await find_person(wiring, email, name or ())
        if found.theirs or found.named_in or found.login:
            await export_person(wiring, email, found, folder, at)
        return found

    try:
        found = with_store(settings, act)
    except FileExistsError:
        stop(f"{folder} existe déjà : donnez à --out un dossier qui n'existe pas encore.")
    except OSError as error:
        stop(f"{folder} ne peut être écrit : {error.strerror}.")
    _tell_found(found)
    if found.theirs or found.named_in or found.login:
        say(f"Tout est dans {folder} ; relisez avant de remettre : des agents y sont nommés.")


@person.command("erase")
def person_erase(
    email: Email,
    name: Names = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Effacer sans rien demander.")] = False,
) -> None:
    """Effacer les textes de tous les dossiers d'une personne ; rien ne les ramène."""
    _check(email)
    settings = _settings()
    from cases.people.accounts import COMMAND
    from cases.store.database import now
    from cli.person_data import erase_person, find_person
    from flows.dashboard import DashboardAway
    from flows.purge_cases import clear_traces

    found = with_store(settings, lambda wiring: find_person(wiring, email, name or ()))
    _tell_found(found)
    if not found.theirs:
        # Of an erasure that was stopped before its end, they may still be there.
        if not with_store(settings, lambda wiring: clear_traces(wiring, now(), COMMAND)):
            stop(TRACES)
        return
    if going := [one.ticket for one in found.theirs if one.is_going_out]:
        stop(
            f"Rien n'a été effacé : une réponse est en route ou incertaine ({_listed(going)}). "
            "Attendez qu'elle soit partie, ou dites sur la page ce qu'elle est devenue."
        )
    question = f"Effacer {len(found.theirs)} dossier(s), sans retour ?"
    if not yes and not (sys.stdin.isatty() and typer.confirm(question)):
        stop("Rien n'a été effacé. Pour effacer : la même commande avec --yes.")
    try:
        done = with_store(settings, lambda wiring: erase_person(wiring, found, now(), _user()))
    except DashboardAway:
        stop(AWAY)
    say(f"Effacé : {_listed(done.done)}.")
    if done.traces:
        say(TRACES)
    if done.kept:
        stop(
            f"Pas effacé, le guichet s'en occupe en ce moment : {_listed(done.kept)}. "
            "Recommencez dans une minute."
        )
    if done.traces:
        raise typer.Exit(1)


def _tell_found(found: "Found") -> None:
    theirs = [one.ticket for one in found.theirs]
    say(f"Ses dossiers : {_listed(theirs)}.")
    say(f"Nommée dans ceux d'autres personnes, qui restent : {_listed(found.named_in)}.")
    if found.login:
        say(f"Elle a un compte, « {found.login} », qui reste (voir « guichet user close »).")


def _check(email: str) -> None:
    if not _ADDRESS.fullmatch(email):
        stop(f"« {one_line(email)} » n'est pas une adresse électronique.")


def _listed(tickets: Iterable["TicketName"]) -> str:
    named = [f"{one_line(one.number)} ({one_line(one.system)})" for one in tickets]
    return ", ".join(named) or "aucun"


def _counted(counts: Mapping[CaseState, int]) -> str:
    parts = [f"{counts[state]} {what}" for state, what in STATES.items() if counts.get(state)]
    return ", ".join(parts) or "aucune demande"


def _settings() -> Settings:
    # Prefect complains in English of a folder that it cannot make.
    with suppress(OSError):
        (HOME / "var").mkdir(exist_ok=True)
    return enter(HOME / "var")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
