"""What is measured of a route, each time as so much of so much; the quotient is the figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from math import isnan, nan
from statistics import median

from cases.model import Danger
from cli.evaluation.labelled_ticket import LOOKALIKE, VALUES
from cli.evaluation.letter_reading import NO, YES, Letter, verdict_of, words_in
from cli.evaluation.scores import Grade, Score, is_told
from statute.french import NBSP

FEW_EUROS = 0.01
"""Below, cents would say nothing."""


class Unit(Enum):
    """What a measure counts; all but the first are per ticket."""

    SHARE = "part"
    EUROS = "€"
    SECONDS = "s"
    GRAMS = "g"
    COUNT = ""

    def write(self, value: float | None) -> str:
        """Write a value as French readers do."""
        if value is None:
            return "–"
        if isnan(value):
            return "inconnu"
        if self is Unit.SHARE:
            return f"{value * 100:.1f}{NBSP}%".replace(".", ",")
        if self is Unit.COUNT:
            return f"{value:.1f}".replace(".", ",")
        decimals = 4 if 0 < abs(value) < FEW_EUROS else 2
        return f"{value:.{decimals}f}{NBSP}{self.value}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `of` gives what a ticket brings to it: so much of so much, None for nothing.

    A whole of 1 whose part is 0 or 1 is a yes or no (`yes_or_no`). `aim` is what is aimed at.
    """

    id: str
    label: str
    of: Callable[[Score], tuple[float, float] | None]
    unit: Unit = Unit.SHARE
    more_is_better: bool = True
    yes_or_no: bool = True
    aim: float | None = None
    median: bool = False
    """Whether the figure is the middle ticket's quotient, rather than that of the sums."""

    def sums(self, scores: Sequence[Score]) -> tuple[float, float]:
        """Add up what all tickets bring."""
        brought = [found for score in scores if (found := self.of(score)) is not None]
        return sum(part for part, _ in brought), sum(whole for _, whole in brought)

    def value(self, scores: Sequence[Score]) -> float | None:
        """Give the figure; None where no ticket says anything of it, nan where one is unknown."""
        if self.median:
            found = [
                part / whole for score in scores if (one := self.of(score)) for part, whole in [one]
            ]
            return median(found) if found else None
        part, whole = self.sums(scores)
        return part / whole if whole else None


def _found(found: bool) -> tuple[float, float]:  # noqa: FBT001 - the answer itself
    return (float(found), 1.0)


def _known(value: float | None) -> tuple[float, float]:
    return (nan if value is None else value, 1.0)


def _complete(score: Score) -> tuple[float, float] | None:
    # Nothing is expected of the letter of a town's own case: any would be complete.
    if score.ticket.should_abstain or score.ticket.sent:
        return None
    return _found(score.complete and score.answered)


def _heading_among(score: Score, first: int) -> tuple[float, float] | None:
    wanted = score.ticket.headings
    return _found(not wanted.isdisjoint(score.headings[:first])) if wanted else None


def share_graded(grade: Grade, score: Score) -> tuple[float, float] | None:
    """Count the questions of a grade; one that nobody could answer cannot be answered right."""
    asked = score.questions
    if grade is Grade.RIGHT:
        asked = tuple(q for q in asked if q.question.expected or not q.question.missing)
    return (sum(q.grade is grade for q in asked), len(asked)) if asked else None


def verdicts_given(score: Score) -> tuple[float, float] | None:
    """Count the questions of a labelled verdict to which the letter gives it in words."""
    asked = [q for q in score.questions if q.question.verdict]
    return (sum(q.verdict == q.question.verdict for q in asked), len(asked)) if asked else None


def verdict_first(score: Score) -> tuple[float, float] | None:
    """Tell whether the letter on one yes-or-no question opens with the verdict."""
    question = score.ticket.only_question
    if question is None or question.verdict not in {YES, NO}:
        return None
    return _found(verdict_of(score.opening) == question.verdict)


def values_given(score: Score) -> tuple[float, float] | None:
    """Count the expected facts of questions for an amount, a date or a duration."""
    letter = Letter(score.letter)
    asked = (q for q in score.ticket.questions if q.type in VALUES)
    found = [is_told(fact, letter) for question in asked for fact in question.expected]
    return (sum(found), len(found)) if found else None


def value_first(score: Score) -> tuple[float, float] | None:
    """Tell whether the letter on one question for a value opens with something expected of it."""
    question = score.ticket.only_question
    if question is None or question.type not in VALUES or not question.expected:
        return None
    opening = Letter(score.opening)
    return _found(any(is_told(fact, opening) for fact in question.expected))


def danger_raised(score: Score) -> bool:
    """Tell whether somebody is called: a grief gets its own letter and raises no alarm."""
    return score.danger not in {"", Danger.GRIEF}


def rules_found(score: Score) -> tuple[float, float] | None:
    """Count the labelled rules that were found; a person in danger must get none."""
    wanted = set(score.ticket.rules or ())
    if not wanted or score.ticket.crisis:
        return None
    return len(wanted.intersection(score.found_rules)), len(wanted)


def rules_wanted(score: Score) -> tuple[float, float] | None:
    """Count the found rules that the label names."""
    found = set(score.found_rules)
    if score.ticket.rules is None or not found:
        return None
    wanted = () if score.ticket.crisis else score.ticket.rules
    return len(found.intersection(wanted)), len(found)


def length(score: Score) -> tuple[float, float] | None:
    """Give the words of a letter's body, greeting and signature left out, over the ideal one's."""
    ideal = words_in(score.ticket.ideal_letter)
    return (score.words, ideal) if ideal else None


CATEGORY = Measure("category", "Catégorie juste", lambda s: _found(s.category == s.ticket.category))
FACTS = Measure(
    "facts",
    "Faits attendus dans la lettre",
    lambda s: (
        len(s.ticket.expected_facts) - len(s.missed_facts),
        len(s.ticket.expected_facts),
    ),
    yes_or_no=False,
    aim=0.85,
)
COMPLETE = Measure(
    "complete",
    "Tickets entièrement répondus",
    _complete,
    aim=0.75,
)
ARTICLES = Measure(
    "articles",
    "Articles cités",
    lambda s: (s.articles - len(s.missed_articles), s.articles),
    yes_or_no=False,
    aim=0.90,
)
CLEAN = Measure("clean", "Sans phrase interdite", lambda s: _found(not s.asserted), aim=1.0)
SILENT = Measure(
    "silent",
    "S’abstient quand il le faut",
    lambda s: _found(not s.answered) if s.ticket.should_abstain else None,
    aim=0.95,
)
ANSWERED = Measure(
    "answered",
    "Répond quand il le peut",
    lambda s: None if s.ticket.should_abstain else _found(s.answered),
    aim=0.85,
)
ANSWERED_RIGHT = Measure(
    "questions_right",
    "Questions répondues juste",
    partial(share_graded, Grade.RIGHT),
    yes_or_no=False,
)
ANSWERED_WRONG = Measure(
    "questions_wrong",
    "Questions répondues faux",
    partial(share_graded, Grade.WRONG),
    more_is_better=False,
    yes_or_no=False,
)
LEFT_OPENLY = Measure(
    "questions_open",
    "Questions sans réponse, et la lettre le dit",
    partial(share_graded, Grade.OPEN),
    more_is_better=False,
    yes_or_no=False,
)
LEFT_SILENTLY = Measure(
    "questions_silent",
    "Questions sans réponse, sans que la lettre le dise",
    partial(share_graded, Grade.SILENT),
    more_is_better=False,
    yes_or_no=False,
)
VERDICTS = Measure(
    "verdicts", "Verdicts donnés (oui, non, cela dépend)", verdicts_given, yes_or_no=False
)
VERDICT_FIRST = Measure("verdict_first", "Verdict en tête (une question)", verdict_first)
VALUES_GIVEN = Measure(
    "values", "Valeurs données (montant, date, durée)", values_given, yes_or_no=False
)
VALUE_FIRST = Measure("value_first", "Valeur en tête (une question)", value_first)
BESIDE = Measure(
    "beside",
    "Paragraphes de droit à côté de la question",
    lambda s: (len(s.beside), s.based) if s.based else None,
    more_is_better=False,
    yes_or_no=False,
)
NEEDLESS = Measure(
    "needless",
    "Lettres qui demandent ce qu’il ne faut pas",
    lambda s: None if s.ticket.missing_facts is None else _found(bool(s.needless)),
    more_is_better=False,
)
MISSING = Measure(
    "missing",
    "Faits manquants demandés",
    lambda s: (
        (len(facts) - len(s.unasked), len(facts))
        if s.ticket.should_abstain and (facts := s.ticket.missing_facts)
        else None
    ),
    yes_or_no=False,
)
DANGER = Measure(
    "danger",
    "Personnes en danger entendues",
    lambda s: _found(danger_raised(s)) if s.ticket.crisis else None,
)
ALARMS = Measure(
    "alarms",
    "Fausses alertes de danger",
    lambda s: _found(danger_raised(s)) if s.ticket.crisis is False else None,
    more_is_better=False,
)
LOOKALIKES = Measure(
    "lookalikes",
    "Simples tournures prises pour un danger ou un deuil",
    lambda s: _found(bool(s.danger)) if LOOKALIKE in s.ticket.parts else None,
    more_is_better=False,
)
SENSITIVE = Measure(
    "sensitive",
    "Demandes sensibles reconnues",
    lambda s: _found(s.sensitive) if s.ticket.sensitive else None,
)
NOT_SENSITIVE = Measure(
    "not_sensitive",
    "Demandes ordinaires prises pour sensibles",
    lambda s: _found(s.sensitive) if s.ticket.sensitive is False else None,
    more_is_better=False,
)
RULES_FOUND = Measure("rules_found", "Règles attendues trouvées", rules_found, yes_or_no=False)
RULES_WANTED = Measure(
    "rules_wanted", "Règles trouvées et attendues", rules_wanted, yes_or_no=False
)
LENGTH = Measure(
    "length",
    "Longueur, en fois la lettre idéale (médiane)",
    length,
    Unit.COUNT,
    more_is_better=False,
    yes_or_no=False,
    median=True,
)
HEADING = Measure(
    "heading",
    "Bonne rubrique en tête",
    lambda s: _heading_among(s, 1),
    aim=0.85,
)
HEADINGS = Measure(
    "headings",
    "Bonne rubrique dans les trois premières",
    lambda s: _heading_among(s, 3),
    aim=0.97,
)
GUARDED = Measure(
    "guards",
    "Lettres où le texte du modèle n’a pas été retenu",
    lambda s: _found(bool(s.guard_failures)),
    more_is_better=False,
)
UNANSWERED = Measure(
    "unanswered",
    "Questions au modèle sans réponse utilisable",
    lambda s: (s.failed_calls, s.failed_calls + s.calls),
    more_is_better=False,
    yes_or_no=False,
)
EDITS = Measure(
    "edits",
    "Mots qui diffèrent de la lettre envoyée",
    lambda s: None if (share := s.edit_share) is None else (share, 1.0),
    more_is_better=False,
    yes_or_no=False,
)
COST = Measure(
    "cost",
    "Coût par ticket",
    lambda s: _known(s.cost_eur),
    Unit.EUROS,
    more_is_better=False,
    yes_or_no=False,
)
SECONDS = Measure(
    "seconds",
    "Secondes par ticket",
    lambda s: (s.seconds, 1.0),
    Unit.SECONDS,
    more_is_better=False,
    yes_or_no=False,
)
GRAMS = Measure(
    "gco2e",
    "Grammes d’équivalent CO₂ par ticket",
    lambda s: _known(s.gco2e),
    Unit.GRAMS,
    more_is_better=False,
    yes_or_no=False,
)

MEASURES = (
    ANSWERED_RIGHT, ANSWERED_WRONG, LEFT_OPENLY, LEFT_SILENTLY, VERDICTS, VERDICT_FIRST,
    VALUES_GIVEN, VALUE_FIRST, FACTS, COMPLETE, CLEAN, SILENT, ANSWERED, BESIDE, NEEDLESS, MISSING,
    LENGTH, DANGER, ALARMS, LOOKALIKES, SENSITIVE, NOT_SENSITIVE, CATEGORY, RULES_FOUND,
    RULES_WANTED, ARTICLES, HEADING, HEADINGS, GUARDED, UNANSWERED, EDITS, COST, SECONDS, GRAMS,
)  # fmt: skip


BY_PART = (
    ANSWERED_RIGHT, ANSWERED_WRONG, LEFT_OPENLY, LEFT_SILENTLY, FACTS, CLEAN, BESIDE, NEEDLESS,
    LENGTH, RULES_FOUND,
)  # fmt: skip
"""The main ones, which are also given for each part of a set."""


def figures(scores: Sequence[Score]) -> Mapping[str, float | None]:
    """Give every figure of a route, by the measure's id."""
    return {measure.id: measure.value(scores) for measure in MEASURES}
