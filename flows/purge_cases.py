"""Clear the words of cases that were kept long enough."""

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from cases.store import now
from cases.transition import MACHINE
from flows.purging import Purged, purge
from flows.tasks import once
from flows.wiring import current


@flow(name="purge-cases")
async def purge_cases() -> State[None]:
    """Clear what is older than the settings say; nothing open, nothing in doubt."""
    done = await clear_aged()
    left = " Le fichier de la base en garde des traces jusqu'au prochain passage."
    message = f"{sum(done.cleared.values())} dossier(s) effacé(s), {done.busy} en cours."
    return Completed(name="Purged", message=message + left * done.traces)


@once
async def clear_aged() -> Purged:
    """Clear one case after the other, then their traces."""
    return await purge(current(), MACHINE, now())
