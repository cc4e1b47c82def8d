"""The questions of a ticket as rules are sought for them, and the rules found, likeliest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.model import Question, QuestionKind
from statute.rule import Rule

_LONGEST = 1_500
_LONGEST_QUESTION = 400
_FEWEST_WORDS = 12
_MOST_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as rules are sought for it: its own words, and those words in the whole.

    `place` is that of the question in its ticket, None for a ticket that lists none: it is then
    sought whole. A short question (« et la prime ? ») takes the words before it along; `situated`
    leaves out the other questions, which `whole`, the ticket, keeps.
    """

    own: str
    situated: str
    whole: str
    place: int | None = None
    kind: QuestionKind = QuestionKind.WHICH


def asked_in(text: str, questions: Sequence[Question]) -> list[Asked]:
    """Part a ticket's text by its questions; those that it declines are not sought."""
    whole = " ".join(text.split())
    wanted = [(place, one) for place, one in enumerate(questions) if not one.declined]
    if not wanted:
        return [Asked(whole[:_LONGEST_QUESTION], whole[:_LONGEST], whole[:_LONGEST])]
    return [
        Asked(
            _own(whole, one),
            _situated(whole, one, questions),
            whole[:_LONGEST],
            place,
            one.kind,
        )
        for place, one in wanted[:_MOST_QUESTIONS]
    ]


def _own(whole: str, question: Question) -> str:
    start = max(0, whole.find(question.text))
    wanting = max(0, _FEWEST_WORDS - len(question.text.split()))
    before = whole[:start].split()[-wanting:] if wanting else []
    return " ".join([*before, question.text])[-_LONGEST_QUESTION:]


def _situated(whole: str, question: Question, questions: Sequence[Question]) -> str:
    if len(questions) == 1:
        return whole[:_LONGEST]
    situation = whole
    for other in sorted(questions, key=lambda one: -len(one.text)):
        # What introduces a list of questions stands in each of them, and once in the ticket.
        for words in filter(None, (other.text, other.text.rpartition(" : ")[2])):
            situation = situation.replace(words, " ")
    return " ".join(f"{situation[:_LONGEST]} {question.text}".split())


@dataclass(frozen=True, slots=True)
class Relevant:
    """A rule and how likely (0..1) it is that a question asks for it."""

    rule: Rule
    likelihood: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The rules of one question, likeliest first, and whether any of them answers it."""

    asked: Asked
    answered: bool
    rules: tuple[Relevant, ...]
