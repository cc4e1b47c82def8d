"""Answers an officer's question from the same findings and passages as a letter would."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from agents.answerer.compose import compose
from agents.answerer.state import Answered, Cited, Quoted, Reason, Ruled
from agents.checker import check
from agents.classifier import classify
from agents.team import Team
from cases.model import Message, Ticket, TicketStatus

__all__ = ["Answered", "Cited", "Quoted", "Reason", "Ruled", "answer_question"]


async def answer_question(question: str, on: date, team: Team, today: date) -> Answered:
    """Answer by the law of the day `on`, unless the question names the day of its facts.

    The question goes the way of a ticket's text: a remote model sees it under pseudonyms or not at
    all, and nothing of it is kept.
    """
    ticket = _as_ticket(question, on)
    found, _calls = await classify(ticket, team)
    # An officer asks about the law: nobody is written to, and no danger hides a rule from them.
    classification = replace(found, danger=None)
    checked = await check(ticket, classification, team)
    return compose(ticket, classification, checked, team, today)


def _as_ticket(question: str, on: date) -> Ticket:
    at = datetime.combine(on, time(12), tzinfo=UTC)
    return Ticket(
        system="question",
        number="",
        subject="",
        requester_email="",
        requester_name="",
        received_at=at,
        status=TicketStatus.OPEN,
        messages=(Message("1", "", at, question, from_requester=True),),
    )
