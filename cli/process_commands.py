"""Commands that start processes: everything, the demo, a worker, the page."""

from collections.abc import Callable, Coroutine
from typing import Any

from app.settings.town_settings import HOME
from cli.terminal import console, enter, run, stop


def up() -> None:
    """Démarrer le serveur Prefect, un travailleur et la page."""
    settings = enter(HOME / "var")
    from app.processes.supervisor import Screen
    from app.processes.up import run as run_all

    _start(lambda: run_all(settings, HOME / "var", Screen(console)))


def demo() -> None:
    """Démarrer la démonstration : la ville inventée de Valmorel-sur-Orge."""
    from app.processes.demo_town import FOLDER, prepare_environment, prepare_folder

    prepare_environment(prepare_folder())
    settings = enter(FOLDER)
    from app.processes.supervisor import Screen
    from app.processes.up import run_demo

    _start(lambda: run_demo(settings, Screen(console)))


def demo_reset() -> None:
    """Vider la démonstration."""
    from app.processes.demo_town import reset

    reset()
    console.print("La démonstration est vide. « make demo » la refait.")


def declare() -> None:
    """Déclarer au serveur Prefect les déploiements, calendriers et files (fait par « up »)."""
    settings = enter(HOME / "var")
    from app.processes.deployments import NotDeclared
    from app.processes.deployments import declare as declare_all
    from app.processes.up import find_prefect_openings

    try:
        run(declare_all(settings))
        doors = run(find_prefect_openings())
    except NotDeclared as error:
        stop(str(error))
    console.print(f"Déclaré à {settings.prefect.url}.")
    for warning in doors:
        console.print(warning, markup=False, soft_wrap=True)


def worker(name: str = "") -> None:
    """Exécuter les passages (un processus tiède ; un nom stable par travailleur)."""
    settings = enter(HOME / "var")
    from app.logs import configure_logs
    from app.processes.worker import default_name, work_for_ever
    from app.wiring import Wiring, install
    from flows.deployed import FLOWS

    configure_logs()

    async def work() -> None:
        wiring = Wiring(settings)
        await wiring.open()
        await wiring.check_models()
        install(wiring)
        await wiring.follow_texts()
        _ = wiring.systems
        await work_for_ever(name or default_name(), settings.prefect.runs_at_once, FLOWS)

    run(work())


def page() -> None:
    """Servir la page où l'on approuve."""
    settings = enter(HOME / "var")
    from app.logs import configure_logs
    from web.app import serve

    configure_logs()
    run(serve(settings))


def _start(command: Callable[[], Coroutine[Any, Any, None]]) -> None:
    from app.processes.deployments import NotDeclared
    from app.processes.supervisor import ChildFailed, PortTaken

    try:
        run(command())
    except (PortTaken, ChildFailed, NotDeclared) as error:
        stop(str(error))
