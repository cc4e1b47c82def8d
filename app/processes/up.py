"""`guichet up` and `guichet demo`: start everything, say what is waited for, stop together."""

import os
from pathlib import Path

import httpx
from prefect.settings import PREFECT_API_URL

from agents.dependencies import read_categories
from agents.gateway.routes_file import read_routes
from app.agent_dependencies import check_categories, refused_as_settings
from app.environment import CLIENT_AUTH, check_prefect_is_guarded, prefect_auth_file
from app.processes import demo_town
from app.processes.deployments import declare
from app.processes.supervisor import (
    Screen,
    answers,
    check_ports,
    children_of,
    run_until_stopped,
    show_while,
    wait_for,
)
from app.recipients import check_reminding, who_is_alerted
from app.run_starts import start_collecting
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings
from app.ticketing_systems import open_systems
from app.wiring import Wiring

DEMO_STOPS_WITHIN = 0.4
"""Seconds. Nobody waits for a demo; what a killed worker left is taken up at the next start."""

STRANGER = "https://ailleurs.example"

_TO_ANYBODY = (
    "Attention : Prefect obéit à qui ne s'identifie pas. Donnez-lui "
    "PREFECT_SERVER_API_AUTH_STRING, et ici la même valeur dans PREFECT_API_AUTH_STRING."
)
_TO_ANY_PAGE = (
    "Attention : Prefect répond aux pages de n'importe quel site. Donnez-lui "
    "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS, l'adresse de son tableau de bord."
)


async def run(settings: Settings, home: Path, screen: Screen) -> None:
    """Run the Prefect server, a worker and the page under `home` until stopped."""

    async def begin() -> None:
        await _begin(settings, screen)
        # Not the secret itself: what a service writes on its screen is kept in a journal.
        file = prefect_auth_file(settings)
        ours = file.exists() and file.read_text("utf-8").strip() == os.environ.get(CLIENT_AUTH)
        where = f"écrite dans {file}" if ours else f"la valeur de {CLIENT_AUTH}"
        screen.tell(f"  Clé du tableau de bord {where}")
        if nobody := who_is_alerted(settings):
            screen.tell(nobody)

    await _check(settings)
    await run_until_stopped(children_of(settings, home / "log"), begin)


async def run_demo(settings: Settings, screen: Screen) -> None:
    """Run the demo until stopped; tell addresses, login, how far the drafts are, what to try."""
    wiring = Wiring(settings)
    expected, done = demo_town.count_tickets(), 0

    async def ready() -> bool:
        nonlocal done
        done = await demo_town.count_drafts(wiring.cases)
        return done >= expected

    async def begin() -> None:
        await demo_town.prepare_accounts(wiring.accounts)
        await _begin(settings, screen)
        screen.tell(f"  Clé du tableau de bord {os.environ[CLIENT_AUTH]}")
        others = ", ".join(one.login for one in demo_town.ACCOUNTS[1:])
        screen.tell(f"  Identifiant            {demo_town.OFFICER.login} (ou {others})")
        screen.tell(f"  Mot de passe           {demo_town.PASSWORD}")
        await wait_for(
            lambda: f"Les brouillons se préparent : {done} sur {expected}", ready, screen
        )
        screen.tell(f"{expected} brouillons attendent sur la page.")
        for line in await demo_town.things_to_try(wiring.cases, settings.page.url):
            screen.tell(line)
        screen.tell("Ctrl-C arrête tout et garde tout ; « make demo-reset » la remet à neuf.")

    logs = demo_town.FOLDER / "log"
    screen.progress("La base de la démonstration se prépare")
    try:
        await _check(settings)
        await run_until_stopped(children_of(settings, logs, DEMO_STOPS_WITHIN), begin)
    finally:
        screen.close()
        await wiring.aclose()


async def find_prefect_openings() -> list[str]:
    """Ask the Prefect server as a stranger, and say in French what it lets strangers do.

    Nothing where it does not answer.
    """
    try:
        async with httpx.AsyncClient(timeout=10) as client:
            answer = await client.get(
                f"{PREFECT_API_URL.value()}/admin/version", headers={"Origin": STRANGER}
            )
    except httpx.HTTPError:
        return []
    warnings = [_TO_ANYBODY] if answer.is_success else []
    if answer.headers.get("access-control-allow-origin") in {"*", STRANGER}:
        warnings.append(_TO_ANY_PAGE)
    return warnings


def check_files(settings: Settings) -> None:
    """Read the files and open the systems that the children will need. Raises `WrongSetting`."""
    with refused_as_settings():
        check_categories(settings, read_categories(settings.categories))
        read_routes(settings.model_files.in_use(), os.environ)
        if settings.shadow_models:
            read_routes(settings.shadow_models, os.environ)
        open_systems(settings, os.environ)
        settings.privacy.staff()
        for path in settings.texts.watched:
            if not path.exists():
                raise WrongSetting(
                    f"texts.watched : il n'y a rien à {path}. Corrigez ce chemin, ou ôtez-le de la "
                    "liste."
                )
        check_reminding(settings, os.environ)


async def _check(settings: Settings) -> None:
    """Refuse to start what could not work. Raises `WrongSetting`, `PortTaken`."""
    check_prefect_is_guarded(settings)
    check_files(settings)
    wiring = Wiring(settings)
    try:
        await wiring.open()
        await wiring.check_models()
    finally:
        await wiring.aclose()
    check_ports(settings)


async def _begin(settings: Settings, screen: Screen) -> None:
    prefect, page = settings.prefect.url, settings.page.url
    await wait_for(lambda: "Prefect démarre", lambda: answers(f"{prefect}/api/health"), screen)
    for warning in await find_prefect_openings():
        screen.tell(warning)
    await show_while("Les passages se déclarent à Prefect", declare(settings), screen)
    for system in settings.systems:
        await start_collecting(system)
    await wait_for(lambda: "La page démarre", lambda: answers(f"{page}/sante"), screen)
    screen.tell(f"  Page où l'on approuve  {page}")
    screen.tell(f"  Tableau de bord        {prefect}")
