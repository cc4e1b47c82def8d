"""Says what a ticket is about, how urgent and how sensitive it is, and what must be refused."""

from agents.classifier.graph import GRAPH
from agents.team import Team
from cases.model import Classification, ModelCall, Ticket


async def classify(
    ticket: Ticket, team: Team, corrected: str = ""
) -> tuple[Classification, tuple[ModelCall, ...]]:
    """Classify a ticket among the configured categories; never fails because a model does.

    A `corrected` category is a person's: it is kept where it is one of them. Urgency, sensitivity
    and refusal are found all the same.
    """
    done = await GRAPH.ainvoke({"ticket": ticket, "corrected": corrected}, context=team)
    return done["classification"], done["calls"]
