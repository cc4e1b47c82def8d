"""Dangers for which somebody must be called today: their French names, what is kept of them."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cases.model import Classification, Danger
from cases.tables import cases

KINDS: Mapping[Danger, str] = {
    Danger.SELF: "danger pour la personne elle-même",
    Danger.REPORTED: "inquiétude pour une autre personne",
    Danger.HOME: "violences à la maison",
    Danger.ATTACK: "violences, menaces ou harcèlement au travail",
    Danger.WORKPLACE: "danger immédiat sur un lieu de travail",
}
TO_DO: Mapping[Danger, str] = {
    Danger.SELF: "Si le danger est immédiat : 15 ou 112.",
    Danger.REPORTED: "Si le danger est immédiat : 15, 17 ou 112, avant tout autre appel.",
    Danger.HOME: (
        "Jamais au domicile ni sur un téléphone partagé : demandez quand et comment joindre la "
        "personne sans risque. Si le danger est immédiat : 17 ou 112."
    ),
    Danger.ATTACK: "Si le danger est immédiat : 17 ou 112.",
    Danger.WORKPLACE: "Le lieu doit être quitté. Si le danger est immédiat : 18 ou 112.",
}
"""What whoever calls must know first."""


def alarm_of(found: Classification | None) -> Danger | None:
    """Give the danger for which somebody must be called today; nobody is called for a grief."""
    danger = found.danger if found else None
    return None if danger is Danger.GRIEF else danger


def danger_values(found: Classification, at: datetime) -> dict[str, object]:
    """Give what to write of a danger, and since when it is known: one that stays is not new."""
    danger = alarm_of(found)
    if danger is None:
        return {"danger": None, "danger_at": None}
    now = sa.literal(at, cases.c.danger_at.type)
    since = sa.case((cases.c.danger == danger, cases.c.danger_at), else_=now)
    return {"danger": danger, "danger_at": since}


def standing_danger() -> dict[str, object]:
    """Keep a danger that nobody has decided of, and who was alerted of it; no other."""
    names = ("danger", "danger_at", "alerted_of")
    return {name: sa.case((cases.c.alarm == 1, cases.c[name]), else_=sa.null()) for name in names}


async def end_danger(connection: AsyncConnection, case_id: str) -> None:
    """Raise no alarm any more: the letter that a person approved has arrived."""
    one = cases.update().where(cases.c.id == case_id)
    await connection.execute(one.values(danger=None, danger_at=None))
