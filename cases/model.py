"""The domain model: ticket, classification, findings, draft, case. Standard library only."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Literal


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the conversation. `size` in bytes, None if unknown; `id` is the system's own name.

    `text` is what we read in it, the requester's word and never a source of law; `unread` says why
    we read nothing. Both are empty until somebody tried.
    """

    name: str
    content_type: str
    size: int | None = None
    id: str = ""
    text: str = ""
    unread: str = ""

    @property
    def waits(self) -> bool:
        """Whether nobody tried to read it yet."""
        return not (self.text or self.unread)

    @property
    def listed(self) -> "Attachment":
        """The file as its system lists it, without what we read."""
        return replace(self, text="", unread="")


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a fact was read: in a file, by its name, or in a message; or who corrected it.

    `words` told it, between what stands `before` and `after` them. `value` is written as a machine
    writes it. `by` is the login of who corrected it, at `at`; no words then.
    """

    attachment: str = ""
    words: str = ""
    before: str = ""
    after: str = ""
    value: str = ""
    by: str = ""
    at: datetime | None = None


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


class QuestionKind(StrEnum):
    """What a question wants for an answer."""

    YES_NO = "yes_no"
    HOW_MUCH = "how_much"
    WHEN = "when"
    HOW_LONG = "how_long"
    HOW_TO = "how_to"
    WHICH = "which"  # who, what, why: anything that is none of the others
    DOCUMENT = "document"
    STATUS = "status"  # where a request stands: only an officer knows


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a ticket asks, in the writer's own words; `declined` says what is not wanted."""

    text: str
    kind: QuestionKind
    declined: bool = False
    rules: tuple[str, ...] = ()  # that a model chose for it, the most precise first


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
    asked: tuple[Question, ...] = ()  # by a model's reading; none: the checker lists them


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
    """What a rule answers: a French sentence, empty when undecided, by the law of the day `on`.

    `values` are the answer's own, in French (« 31 jours »); `steps`, each its label and its value.
    """

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
    read_in: dict[str, FactSource] = field(default_factory=dict)
    """Where each fact it used was read, or who corrected it, by name."""
    verdict: Literal["oui", "non", "cela dépend", ""] = ""
    values: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    asides: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Sentences of the answer that a letter says only to whoever tells of one of these words.

    To nobody where there are none: they are for the officer.
    """
    answers: tuple[int, ...] = ()
    """The places, from 0, of the ticket's questions that it answers."""


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


OFFICER = "officer"
"""What a draft names as its writer once an officer changed its words."""


class Outcome(StrEnum):
    """What the drafted letter does."""

    ANSWER = "answer"
    ASK = "ask"
    HAND_OVER = "hand_over"
    REFUSE = "refuse"
    CLOSE = "close"  # a message that needs no reply: thanks


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
    on_read_in: FactSource | None = None
    words: str = ""
    """What the officer said who sent an earlier letter back."""
    cleared_sha256: str = ""
    """The hash of a text that was cleared; no other text may stand in its place."""
    questions: tuple[Question, ...] = ()
    """What the ticket asks, in its order; findings say which they answer."""
    without_model: tuple[str, ...] = ()
    """Why no model was asked where one would have been: a budget, a setting."""
    doubts: tuple[str, ...] = ()  # what was read in two ways, a sentence each: not in the letter

    @property
    def is_cleared(self) -> bool:
        """Whether its text was cleared."""
        return bool(self.cleared_sha256) and not self.text

    @property
    def sha256(self) -> str:
        """The hash an approval must name."""
        return sha256_of(self.text) if self.text else self.cleared_sha256 or sha256_of("")


CATEGORY = "category"
"""What a correction is about when it is no fact: the ticket's category."""


class CorrectionKind(StrEnum):
    """How an officer corrected what the machine understood."""

    VALUE = "value"
    NOT_SAID = "not_said"
    AS_READ = "as_read"
    """An earlier correction is withdrawn: what the machine reads counts again."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of a fact, or of the category.

    `value` and `read`, what the machine had understood, are written as a machine writes them (ISO
    day, decimal point); empty where nothing was said. `by` is a login.
    """

    about: str
    kind: CorrectionKind
    value: str
    read: str
    by: str
    at: datetime

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "alias_generator": lambda name: "said" if name == "kind" else name,
        "serialize_by_alias": True,
    }
    """Databases and exports hold `kind` as `said`."""


def current_corrections(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """Of each thing, the last correction made of it, unless that one was withdrawn."""
    last = {one.about: one for one in corrections}
    return {about: one for about, one in last.items() if one.kind is not CorrectionKind.AS_READ}


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
