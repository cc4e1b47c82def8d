"""How far a server's clock is from ours, as its answers tell."""

from datetime import datetime, timedelta

from connectors.base import Check

TOLERATED = timedelta(seconds=60)
"""Collections overlap by more; a webhook's age and a person's patience bear no more."""


def clock_check(theirs: datetime | None, received: datetime) -> tuple[Check, ...]:
    """Compare the server's time in an answer with when it came; nothing where it tells none."""
    if theirs is None:
        return ()
    ahead = received - theirs
    what = f"Horloge ({_shown(ahead)})"
    if abs(ahead) <= TOLERATED:
        return (Check(what, ok=True),)
    advice = "Mettre à l’heure cette machine et celle du système de tickets (NTP)."
    return (Check(what, ok=False, advice=advice),)


def _shown(ahead: timedelta) -> str:
    seconds = round(abs(ahead).total_seconds())
    length = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min"  # noqa: PLR2004 - two minutes
    return f"{length} {'d’avance' if ahead >= timedelta(0) else 'de retard'} ici"
