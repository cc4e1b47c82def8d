"""The demo: the invented town of Valmorel-sur-Orge, its folder under `var/demo`, its people.

Imports no Prefect, which reads its environment once: `prepare_environment` sets it before.
"""

import os
import shutil
from pathlib import Path

from app.processes.supervisor import free_port
from app.settings.town_settings import HOME
from cases.model import CaseState
from cases.people.access import Role
from cases.people.accounts import Account, Accounts
from cases.store.case_store import Cases

SEED = HOME / "deploy" / "demo"
FOLDER = HOME / "var" / "demo"

PASSWORD = "valmorel-sur-orge"  # noqa: S105 - shown on the screen of a demo that listens on loopback
OFFICER, COLLEAGUE, HEAD, ADMIN = ACCOUNTS = (
    Account("gestionnaire", "Gestionnaire de démonstration", "gestionnaire@valmorel.example"),
    Account("collegue", "Collègue de démonstration", "collegue@valmorel.example"),
    Account(
        "responsable",
        "Responsable de démonstration",
        "responsable@valmorel.example",
        frozenset({Role.HEAD, Role.AUDITOR}),
    ),
    Account(
        "administration",
        "Administration de démonstration",
        "administration@valmorel.example",
        frozenset({Role.ADMIN, Role.OPERATOR}),
    ),
)

_BEFORE_A_DRAFT = {CaseState.RECEIVED, CaseState.CLASSIFIED, CaseState.DRAFTED, CaseState.STALE}


def prepare_folder() -> Path:
    """Lay out the demo's folder the first time, keep it the next; return its settings file."""
    if not FOLDER.exists():
        draft = FOLDER.with_name("demo.new")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(SEED, draft)
        draft.rename(FOLDER)
    return FOLDER / "guichet.toml"


def prepare_environment(settings_file: Path) -> None:
    """Point this process and its children at the demo, on ports that nothing else uses."""
    os.environ["GUICHET_SETTINGS"] = str(settings_file)
    os.environ["GUICHET_DATABASE"] = f"sqlite+aiosqlite:///{FOLDER / 'guichet.db'}"
    os.environ["GUICHET_PAGE__PORT"] = str(free_port(8350))
    os.environ["GUICHET_PREFECT__PORT"] = str(free_port(4200))


def reset() -> None:
    """Empty the demo's folder."""
    shutil.rmtree(FOLDER, ignore_errors=True)


async def prepare_accounts(accounts: Accounts) -> None:
    """Make the demo's accounts if they are not there."""
    for account in ACCOUNTS:
        if not await accounts.exists(account.login):
            await accounts.create(account, PASSWORD)


def count_tickets() -> int:
    """Count the tickets of the demo's inbox; a follow-up (`7.2.json`) is no ticket of its own."""
    inbox = FOLDER / "inbox"
    return len({path.name.split(".")[0] for path in inbox.iterdir()})


async def count_drafts(cases: Cases) -> int:
    """Count the tickets that came as far as a draft, or further."""
    counted = await cases.count_by_state()
    return sum(count for state, count in counted.items() if state not in _BEFORE_A_DRAFT)


async def things_to_try(cases: Cases, page: str) -> list[str]:
    """Say in French, a line each, what to do first at this address of the page."""

    async def address_of(number: str) -> str:
        case = await cases.find_ticket("demo", number)
        return f"{page}/dossiers/{case.id}" if case else page

    return [
        f"À essayer, connecté comme « {OFFICER.login} » :",
        (
            "  1. Relire et approuver la réponse au ticket 101 (congés d’une première année) ; dix "
            f"secondes plus tard elle est dans {FOLDER / 'outbox'} : {await address_of('101')}"
        ),
        (
            "  2. Ouvrir le ticket 115 : une personne en danger passe avant tout le reste, et se "
            f"rappelle avant de lui écrire : {await address_of('115')}"
        ),
        (
            "  3. Poser une question au statut, par exemple « Combien de jours de congés annuels "
            f"pour un agent à temps plein ? » : {page}/questions"
        ),
    ]
