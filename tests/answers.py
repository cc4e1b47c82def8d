"""Answers to officers' questions, and who gives them in tests of the page."""

from dataclasses import dataclass, field
from datetime import date

from agents.answerer.state import Answer, CitedArticle, QuotedPassage, Reason, RuleStatement
from cases.model import Citation, Finding, FindingOutcome, Passage, Verification

TODAY = date(2026, 11, 24)
VERSION = "ab" * 32
SICK_PAY = Finding(
    "CMO-02",
    FindingOutcome.VALUE,
    "90 % du traitement pendant 3 mois",
    {"statut": "titulaire"},
    (),
    (Citation("CGFP", "L822-3", date(2025, 3, 1), "https://legifrance.example/L822-3"),),
    TODAY,
    verification=Verification.OFFICIAL,
    verified_on=TODAY,
    title="Le traitement",
)
BONUS = Passage(
    "regime.md",
    "IFSE",
    "L’IFSE suit le traitement.",
    0.4,
    "Délibération n° 2025-020",
    f"{VERSION}-3",
)
ARTICLE = CitedArticle(1, "article L822-3 du code", SICK_PAY.citations[0])
RULED = RuleStatement("90 % du traitement pendant 3 mois", (1,), SICK_PAY, past=False)
QUOTED = QuotedPassage(
    2, "la procédure « Régime » (délibération n° 2025-020)", "prévoit", (BONUS.quote,), BONUS
)
ANSWER = Answer(
    TODAY,
    on_is_written=False,
    reason=None,
    why="",
    rules=(RULED,),
    texts=(QUOTED,),
    articles=(ARTICLE,),
)
ABSTENTION = Answer(
    TODAY,
    on_is_written=False,
    reason=Reason.MISSING,
    why="La réponse dépend de la situation de l’agent.",
    missing=("statut",),
    questions=("Quel est votre statut ?",),
)


@dataclass
class Oracle:
    """Stands for the agents: says what a test tells it to, and remembers what it was asked."""

    says: Answer | Exception = ANSWER
    asked: list[tuple[str, date]] = field(default_factory=list)
    prepared: int = 0
    closed: bool = False

    def prepare(self) -> None:
        self.prepared += 1

    async def aclose(self) -> None:
        self.closed = True

    async def ask(self, question: str, on: date) -> Answer:
        self.asked.append((question, on))
        if isinstance(self.says, Exception):
            raise self.says
        return self.says
