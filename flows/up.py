"""`guichet up` and `guichet demo`: start everything, say what is waited for, stop together."""

import os
from pathlib import Path

from flows import demo
from flows.demo_folder import FOLDER
from flows.deployments import declare
from flows.environment import CLIENT_AUTH, check_prefect_is_guarded
from flows.opened import open_doors
from flows.reminding import who_is_alerted
from flows.settings import Settings
from flows.settings.keys import prefect_auth_file
from flows.start import start_collecting
from flows.supervisor import (
    Awaited,
    Screen,
    answers,
    check_ports,
    children_of,
    run_until_stopped,
    wait_for,
)
from flows.team import check_files
from flows.wiring import Wiring


async def run(settings: Settings, home: Path, screen: Screen) -> None:
    """Run the Prefect server, a worker and the page under `home` until stopped."""

    async def begin() -> None:
        await _begin(settings, screen)
        # Not the secret itself: what a service writes on its screen is kept in a journal.
        screen.tell(f"  Clé du tableau de bord {_where_it_is(settings)}")
        if nobody := who_is_alerted(settings):
            screen.tell(nobody)

    await _run(settings, home, begin)


async def run_demo(settings: Settings, screen: Screen) -> None:
    """Run the demo until stopped; tell addresses and login, then when the drafts are ready."""

    async def begin() -> None:
        wiring = Wiring(settings)
        await wiring.open()
        await demo.prepare_accounts(wiring)
        await _begin(settings, screen)
        screen.tell(f"  Clé du tableau de bord {os.environ[CLIENT_AUTH]}")
        others = f"{demo.COLLEAGUE.login}, {demo.HEAD.login}, {demo.ADMIN.login}"
        screen.tell(f"  Identifiant            {demo.OFFICER.login} (ou {others})")
        screen.tell(f"  Mot de passe           {demo.PASSWORD}")
        await _wait_for_drafts(wiring, screen)
        await wiring.aclose()
        screen.tell("Ctrl-C arrête tout et garde tout ; « make demo-reset » la remet à neuf.")

    await _run(settings, FOLDER, begin)


async def _run(settings: Settings, home: Path, begin: Awaited[None]) -> None:
    check_prefect_is_guarded(settings)
    check_files(settings)
    await _check_models(settings)
    check_ports(settings)
    await run_until_stopped(children_of(settings, home / "log"), begin)


async def _check_models(settings: Settings) -> None:
    wiring = Wiring(settings)
    try:
        await wiring.open()
        await wiring.check_models()
    finally:
        await wiring.aclose()


async def _begin(settings: Settings, screen: Screen) -> None:
    prefect, page = settings.prefect.url, settings.page.url
    await wait_for(lambda: "Prefect démarre", lambda: answers(f"{prefect}/api/health"), screen)
    for warning in await open_doors():
        screen.tell(warning)
    await declare(settings)
    for system in settings.systems:
        await start_collecting(system)
    await wait_for(lambda: "La page démarre", lambda: answers(f"{page}/sante"), screen)
    screen.tell(f"  Page où l'on approuve  {page}")
    screen.tell(f"  Tableau de bord        {prefect}")


def _where_it_is(settings: Settings) -> str:
    file = prefect_auth_file(settings)
    ours = file.exists() and file.read_text("utf-8").strip() == os.environ.get(CLIENT_AUTH)
    return f"écrite dans {file}" if ours else f"la valeur de {CLIENT_AUTH}"


async def _wait_for_drafts(wiring: Wiring, screen: Screen) -> None:
    expected, done = demo.expected_tickets(), 0

    async def ready() -> bool:
        nonlocal done
        done = await demo.drafts_ready(wiring)
        return done >= expected

    await wait_for(lambda: f"Les brouillons se préparent : {done} sur {expected}", ready, screen)
    screen.tell(f"{expected} brouillons attendent sur la page.")
