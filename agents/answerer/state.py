"""What an answer is made of: sentences, each with the numbers of its sources."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.model import Citation, Finding, Passage


class Reason(StrEnum):
    """Why a question gets no answer."""

    MISSING = "missing"
    """It depends on facts that the question does not tell."""
    TO_VERIFY = "to_verify"
    """The sources do not settle the point that is asked."""
    TOO_FAR = "too_far"
    """What was found is not near enough to be an answer."""
    CONTRADICTED = "contradicted"
    """A text of the town gives another figure than a rule on the same matter."""
    NOTHING = "nothing"
    """No rule and no text speaks of it."""
    PERSON = "person"
    """Somebody may be in danger, or in conflict: a person speaks to them."""
    REFUSED = "refused"
    """It asks for what nobody may be given, or gives orders to the machine."""


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article, under its number in the answer; `label` writes it in full."""

    number: int
    label: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class RuleStatement:
    """What a rule of the statute answers; `past` when its law has changed since."""

    sentence: str
    sources: tuple[int, ...]
    finding: Finding
    past: bool


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """What a text says word for word, under its number in the answer.

    `origin` names the text and its heading; `says` tells whether it still holds. `why` is empty,
    or says why the passage is not an answer.
    """

    number: int
    origin: str
    says: str
    quotes: tuple[str, ...]
    passage: Passage
    why: str = ""

    @property
    def version(self) -> str:
        """The version of the text that is quoted; empty where nobody can open it."""
        return self.passage.place.rpartition("-")[0]

    @property
    def paragraph(self) -> str:
        """The number of the paragraph in its version."""
        return self.passage.place.rpartition("-")[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or an abstention: its `reason`, `why` in French, and what is known all the same.

    `on` is the day whose law is told, `on_is_written` whether the question names it. `missing` are
    ids of FACTS, `questions` ask for them.
    """

    on: date
    on_is_written: bool
    reason: Reason | None
    why: str
    rules: tuple[RuleStatement, ...] = ()
    to_verify: tuple[RuleStatement, ...] = ()
    texts: tuple[QuotedPassage, ...] = ()
    near: tuple[QuotedPassage, ...] = ()
    articles: tuple[CitedArticle, ...] = ()
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def abstains(self) -> bool:
        """Whether the question is left without an answer."""
        return self.reason is not None
