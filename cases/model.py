"""The words of the trade. Standard library only: every room may speak them, they lean on none."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from cases.attachment import Attachment, ReadIn
from cases.correction import Correction


class TicketStatus(StrEnum):
    """What the ticketing system says of a ticket, reduced to what changes our conduct."""

    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Message:
    """One public message of a ticket, its text already made safe (no markup)."""

    id: str
    author: str
    at: datetime
    text: str
    from_requester: bool
    """Whether it speaks for the requester; what a colleague of the service wrote does not."""
    attachments: tuple[Attachment, ...] = ()
    ours: bool = False
    """Whether we posted it: our own reply must not make our own draft stale."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as its system holds it: theirs, immutable here. `number` is the system's own id."""

    system: str
    number: str
    subject: str
    requester_email: str
    requester_name: str
    received_at: datetime
    status: TicketStatus
    messages: tuple[Message, ...]
    merged_into: str | None = None
    requester_service: str = ""
    # In none of the queues, groups or projects that we were told to follow.
    outside: bool = False

    @property
    def text(self) -> str:
        """All the requester's words, oldest first."""
        return "\n\n".join(m.text for m in self.messages if m.from_requester)

    @property
    def attached(self) -> tuple[Attachment, ...]:
        """The requester's files, oldest first."""
        return tuple(f for m in self.messages if m.from_requester for f in m.attachments)

    @property
    def answered_by_others(self) -> bool:
        """Whether the last word, ours left out, is a colleague's: somebody already answered."""
        theirs = [m for m in self.messages if not m.ours]
        return bool(theirs) and not theirs[-1].from_requester

    @property
    def version(self) -> str:
        """A hash of who asks and what others said in public; our own words do not change it."""
        who = self.requester_email.casefold()
        parts = [who, self.subject, *(f"{m.id}\x1f{m.text}" for m in self.messages if not m.ours)]
        return sha256_of("\x1e".join(parts))


class Urgency(StrEnum):
    """How soon an answer is due, in the words officers use."""

    NORMALE = "normale"
    HAUTE = "haute"
    CRITIQUE = "critique"

    @property
    def rank(self) -> int:
        """Its place in a list: the most pressing is 0."""
        return (Urgency.CRITIQUE, Urgency.HAUTE, Urgency.NORMALE).index(self)


class Danger(StrEnum):
    """Why a person must be called today, or spoken to as one speaks to a bereaved person.

    A danger is answered by a short letter without any rule, and by a person.
    """

    SELF = "self"  # of the requester for themselves: farewell, burden, means, no way out
    REPORTED = "reported"  # somebody worries for another, or found a farewell
    HOME = "home"  # violence at home, a partner or former partner who threatens
    ATTACK = "attack"  # violence, threat, harassment or discrimination at work
    WORKPLACE = "workplace"  # imminent, at work: gas, fall, electricity, fire, asbestos
    GRIEF = "grief"  # a death, or very grave news of somebody close: no alarm is raised


@dataclass(frozen=True, slots=True)
class Classification:
    """What a ticket is about. `confidence` in 0..1, calibrated or not as `reason` tells."""

    category: str
    confidence: float
    alternatives: tuple[tuple[str, float], ...]
    urgency: Urgency
    sensitive: bool
    reason: str
    refusal: str | None = None
    """Why this ticket must get neither facts nor changes (fraud, third party, hidden order)."""
    danger: Danger | None = None


class FindingOutcome(StrEnum):
    """What a rule answered; `to_check` says what is known, and an officer must look first."""

    MET = "met"
    NOT_MET = "not_met"
    VALUE = "value"
    UNDECIDED = "undecided"
    TO_CHECK = "to_check"


class Verification(StrEnum):
    """How a rule's content was verified; an officer sees it beside the finding."""

    OFFICIAL = "official"
    OLDER_COPY = "older_copy"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a finding comes from: `text` is the code or decree, `article` its number there."""

    text: str
    article: str
    in_force_since: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule answers: a French sentence, empty when undecided, by the law of the day `on`."""

    rule: str
    outcome: FindingOutcome
    answer: str
    facts: dict[str, str]
    missing: tuple[str, ...]
    citations: tuple[Citation, ...]
    on: date
    on_is_written: bool = False  # by the ticket; else it is the day it came
    verification: Verification = Verification.SECONDARY
    verified_on: date | None = None
    warning: str = ""
    title: str = ""
    read_in: dict[str, ReadIn] = field(default_factory=dict)
    """Where each fact it used was read, or who corrected it, by name."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote, line by line word for word at `place` in a version of `source`; score 0..1."""

    source: str
    heading: str
    quote: str
    score: float
    reference: str = ""
    place: str = ""
    nature: str = "local"
    article: str = ""
    warning: str = ""
    """Why an official text may not be cited as law, when it may not."""


class Outcome(StrEnum):
    """What the drafted letter does."""

    ANSWER = "answer"
    ASK = "ask"
    HAND_OVER = "hand_over"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One call to a language model: tokens, euros, grams of CO2 equivalent, kWh (None if unknown).

    `route`: the group and what it asks for; `model`: what answered. `failure`: why the answer could
    not be used, when it could not.
    """

    role: str
    route: str
    tokens_in: int
    tokens_out: int
    cost_eur: float | None = None
    gco2e: float | None = None
    kwh: float | None = None
    seconds: float = 0.0
    model: str = ""
    prompt_sha256: str = ""
    """Of the instructions, as the model was given them: a versioned file with its lists."""
    parameters: dict[str, str] = field(default_factory=dict)
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An unapproved letter and the evidence it rests on. `number` counts a case's drafts from 1."""

    outcome: Outcome
    text: str
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()
    missing_facts: tuple[str, ...] = ()
    written_by: str = "template"
    guard_failures: tuple[str, ...] = ()
    """Why a model's text was set aside, when it was."""
    number: int = 0
    ticket_version: str = ""
    on: date | None = None  # the day of the facts
    on_read_in: ReadIn | None = None
    words: str = ""
    """What the officer said who sent an earlier letter back."""
    cleared_sha256: str = ""
    """The hash of a text that was cleared; no other text may stand in its place."""

    @property
    def is_cleared(self) -> bool:
        """Whether its text was cleared."""
        return bool(self.cleared_sha256) and not self.text

    without_model: tuple[str, ...] = ()
    """Why no model was asked where one would have been: a budget, a setting."""

    @property
    def sha256(self) -> str:
        """The hash an approval must name."""
        return sha256_of(self.text) if self.text else self.cleared_sha256 or sha256_of("")


class CaseState(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    CLASSIFIED = "classified"
    DRAFTED = "drafted"
    AWAITING_APPROVAL = "awaiting_approval"
    AWAITING_SECOND = "awaiting_second_approval"
    APPROVED = "approved"
    SENDING = "sending"
    ANSWERED = "answered"
    AWAITING_REQUESTER = "awaiting_requester"
    HANDED_OVER = "handed_over"
    REJECTED = "rejected"
    STALE = "stale"
    UNKNOWN_DELIVERY = "unknown_delivery"
    CLOSED_ELSEWHERE = "closed_elsewhere"


PREPARING = frozenset(
    {CaseState.RECEIVED, CaseState.CLASSIFIED, CaseState.DRAFTED, CaseState.STALE}
)
"""States that lead to a letter without anybody's doing: what was approved before is void."""


@dataclass(frozen=True, slots=True)
class Case:
    """Our record of one ticket. `due_at`: the last moment at which an answer is in time."""

    id: str
    ticket: Ticket
    state: CaseState
    opened_at: datetime
    changed_at: datetime
    classification: Classification | None = None
    draft: Draft | None = None
    reason: str = ""
    """Why the case stands where it stands, when a state needs a reason."""
    corrections: tuple[Correction, ...] = ()
    due_at: datetime | None = None
    cleared_at: datetime | None = None
    cleared_version: str = ""
    """Which conversation was cleared: the same one is not read in again."""

    def stays_cleared(self, ticket: Ticket) -> bool:
        """Tell whether a ticket says nothing that would open this cleared case again."""
        over = ticket.status is not TicketStatus.OPEN or ticket.answered_by_others
        return self.cleared_at is not None and (over or ticket.version == self.cleared_version)


def sha256_of(text: str) -> str:
    """Hash a text as UTF-8; 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
