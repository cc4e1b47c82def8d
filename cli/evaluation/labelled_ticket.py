"""Tickets to try, and what a person wrote down that a good letter does with each: the labels."""

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from cases.model import Message, Ticket, TicketStatus

LONGEST_TEXT = 200_000
VALUES = frozenset({"amount", "date", "duration"})
"""The types of question whose answer is a value."""
LOOKALIKE = "lookalike"
"""The part of the tickets that only sound like a danger: figures of speech, a loan, a cold."""


class TriedTicket(BaseModel):
    """One ticket of the input. `date` is the day it was received; today if absent."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str = Field(min_length=1)
    text: str = Field(max_length=LONGEST_TEXT)
    subject: str = ""
    date: dt.date | None = None

    def as_ticket(self) -> Ticket:
        """Make a ticket of one message by an unnamed requester."""
        day = self.date or dt.datetime.now(dt.UTC).date()
        at = dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)
        return Ticket(
            system="try",
            number=self.id,
            subject=self.subject,
            requester_email="",
            requester_name="",
            received_at=at,
            status=TicketStatus.OPEN,
            messages=(Message("1", "", at, self.text, from_requester=True),),
        )


class ExpectedFact(BaseModel):
    """One thing the letter must say, in one of several wordings, with the article it rests on."""

    model_config = ConfigDict(extra="ignore")

    fact: str
    any_of: tuple[str, ...] = Field(min_length=1)
    article: str = ""


class LabelledQuestion(BaseModel):
    """One question of a ticket.

    `type`: yes_no, amount, date, duration, how, document or other. `verdict`: what a yes-or-no
    question gets, None where it asks for something else. `expected`: all that the letter must say
    of it. `missing`: the facts, in French, without which nobody can answer it.
    """

    model_config = ConfigDict(extra="ignore")

    q: str
    type: str = "other"
    verdict: Literal["oui", "non", "cela_depend"] | None = None
    expected: tuple[ExpectedFact, ...] = ()
    missing: tuple[str, ...] = ()

    def is_settled_by(self, verdict: str) -> bool:
        """Tell whether a verdict alone answers it: nothing else is expected, nothing is missing."""
        return not self.expected and not self.missing and self.verdict == verdict


class LabelledTicket(TriedTicket):
    """A ticket with what is expected of its letter; `sent`: the one an officer sent, if known.

    A label that nobody wrote is None (or empty, where empty says nothing): it is not measured.
    """

    kind: str = "normal"
    parts: tuple[str, ...] = ()
    """The groups of its set that it belongs to."""
    category: str
    sensitive: bool | None = None
    crisis: bool | None = None
    """Whether a person is in danger; a death or grave news alone is none."""
    rules: tuple[str, ...] | None = None
    """The rules that a letter may rest on."""
    questions: tuple[LabelledQuestion, ...] = ()
    expected_facts: tuple[ExpectedFact, ...] = ()
    must_not: tuple[str, ...] = ()
    must_not_ask: tuple[str, ...] = ()
    missing_facts: tuple[str, ...] | None = None
    should_abstain: bool = False
    ideal_letter: str = ""
    note: str = ""
    """How the expected values are reached."""
    sent: str = Field(default="", max_length=LONGEST_TEXT)
    local_source: str = Field(default="", max_length=300)
    """The heading of a town's text that answers, « teletravail.md#Demande »; others beside it."""
    local_source_also: tuple[str, ...] = ()

    @property
    def headings(self) -> frozenset[str]:
        """Every heading that answers it."""
        return frozenset((self.local_source, *self.local_source_also)) - {""}

    @property
    def only_question(self) -> LabelledQuestion | None:
        """The question, where it has one alone."""
        return self.questions[0] if len(self.questions) == 1 else None

    @property
    def known_text(self) -> str:
        """All that a letter may count without answering wrong: the ticket and its labels."""
        labels = (f"{fact.fact} {' '.join(fact.any_of)}" for fact in self.expected_facts)
        return "\n".join((self.subject, self.text, self.note, self.ideal_letter, *labels))
