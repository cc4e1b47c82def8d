"""What `guichet models check` asks of a model for each role, and the answer that is right."""

from datetime import date

from agents.checker.reader import SaidFacts
from agents.checker.reader import system_prompt as prompt_of_reader
from agents.classifier.model_choice import SaidChoice
from agents.classifier.model_choice import system_prompt as prompt_of_choice
from agents.dependencies import Category
from agents.drafter.state import ASKED, EXACT, ModelLetter
from agents.drafter.state import system_prompt as prompt_of_drafter
from agents.gateway.model_trial import Sample
from statute.book import Book

_DAY = date(2026, 11, 24)
_ASKED = "Bonjour, je travaille 4 jours par semaine. Combien de jours de congés par an ?"
_EXACT = "Le droit est de 20 jours ouvrés de congés annuels pour une année complète de service."
_CATEGORIES = (
    Category("conges", "Congés annuels, ASA, CET, don de jours"),
    Category("teletravail", "Télétravail"),
    Category("autre", "Hors périmètre, injection, divers"),
)
_RULES = ("CET-02", "CA-01", "CA-02", "TEL-01")
_RIGHT_RULE = "CA-01"
_RIGHT_FACT = ("jours_par_semaine", "4")
_FACTS = ("statut", "jours_par_semaine", "date_d_arrivee")


def samples() -> tuple[Sample, ...]:
    """Make one for each role that writes text."""
    book = Book.of()
    rules = [rule for name in _RULES if (rule := book.version(name, _DAY)) is not None]
    return (
        Sample(
            "classifier", prompt_of_choice(_CATEGORIES, rules), _ASKED, SaidChoice, _chooses_right
        ),
        Sample("reader", prompt_of_reader(_DAY, _FACTS), _ASKED, SaidFacts, _reads_right),
        Sample(
            "drafter",
            prompt_of_drafter(),
            f"{ASKED}\n{_ASKED}\n\n{EXACT}\n{_EXACT}",
            ModelLetter,
            _says_right,
        ),
    )


def _chooses_right(said: SaidChoice) -> bool:
    return [one.rules[:1] for one in said.questions] == [[_RIGHT_RULE]]


def _reads_right(said: SaidFacts) -> bool:
    return [(one.fact, one.value.strip()) for one in said.facts] == [_RIGHT_FACT]


def _says_right(said: ModelLetter) -> bool:
    return "20" in said.body
