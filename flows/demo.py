"""The demo's people and progress."""

from cases.access import Role
from cases.accounts import Account
from cases.model import CaseState
from flows.demo_folder import FOLDER
from flows.wiring import Wiring

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


async def prepare_accounts(wiring: Wiring) -> None:
    """Make the demo's accounts if they are not there."""
    for account in ACCOUNTS:
        if not await wiring.accounts.exists(account.login):
            await wiring.accounts.create(account, PASSWORD)


def expected_tickets() -> int:
    """Count the tickets of the demo's inbox; a follow-up (`7.2.json`) is no ticket of its own."""
    inbox = FOLDER / "inbox"
    return len({path.name.split(".")[0] for path in inbox.iterdir()})


async def drafts_ready(wiring: Wiring) -> int:
    """Count the tickets that came as far as a draft, or further."""
    before = {CaseState.RECEIVED, CaseState.CLASSIFIED, CaseState.DRAFTED, CaseState.STALE}
    counted = await wiring.cases.count_by_state()
    return sum(count for state, count in counted.items() if state not in before)
