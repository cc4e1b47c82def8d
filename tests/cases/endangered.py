"""Cases in danger, as tests of several rooms need them."""

from dataclasses import replace

from cases.model import Case, CaseState, Classification, Danger, Draft, Outcome, Ticket, Urgency
from tests.builders import CLASSIFICATION, Store

LETTER = Draft(Outcome.HAND_OVER, "Bonjour,\n\nUne personne vous appelle aujourd’hui.")


def in_danger(danger: Danger = Danger.HOME) -> Classification:
    urgency = Urgency.HAUTE if danger is Danger.GRIEF else Urgency.CRITIQUE
    return replace(CLASSIFICATION, danger=danger, sensitive=True, urgency=urgency)


async def bring_endangered(store: Store, ticket: Ticket, danger: Danger = Danger.HOME) -> Case:
    """Bring a case in danger to its short letter, which awaits an approval."""
    case = await store.cases.open_case(ticket)
    await store.cases.record_classification(case.id, in_danger(danger))
    await store.cases.record_draft(case.id, LETTER)
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)
