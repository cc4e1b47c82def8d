"""Writes the letter an officer will read: from templates, or by a model held to the evidence."""

from agents.checker.state import Checked
from agents.drafter.graph import GRAPH
from agents.team import Team
from cases.model import Classification, Draft, ModelCall, Ticket


async def draft_letter(
    ticket: Ticket,
    classification: Classification,
    checked: Checked,
    team: Team,
) -> tuple[Draft, tuple[ModelCall, ...]]:
    """Draft the reply to a ticket; never fails because a model does."""
    start = {"ticket": ticket, "classification": classification, "checked": checked}
    done = await GRAPH.ainvoke(start, context=team)
    return done["draft"], done["calls"]
