"""What a ticket costs in tokens: the small agents, against one large prompt that does everything.

`pytest -m bench -s tests/bench/test_tokens.py` prints the table over one in three development
tickets. Same tokenizer, same answers, one run. The single prompt holds what it needs to do the
same work: the categories, the facts to read, the rules with their articles, the town's passages
that our own search found, the request. It knows neither the category nor the rule beforehand, so
it holds the rules of the three likeliest categories; two other choices are told beside it.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

from agents.checker.graph import check
from agents.checker.reader import SaidFacts, system_prompt
from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import LearnedFeatures
from agents.checker.state import Checked
from agents.classifier.embedded import EmbeddedClassifier
from agents.classifier.graph import classify
from agents.classifier.model_choice import MOST_QUESTIONS, SaidChoice
from agents.dependencies import Dependencies, read_categories
from agents.drafter.graph import draft_letter
from agents.drafter.state import EXACT, Letterhead, ModelLetter
from agents.gateway.model_gateway import ModelGateway
from agents.gateway.model_routes import Routes
from agents.privacy.pseudonyms import Pseudonyms
from agents.understand.questions import questions_of
from agents.understand.read_facts import read_facts
from cases.model import Classification, Draft, Ticket
from cases.model_call import ModelCall
from knowledge.search.procedures import Procedures
from statute.book import Book
from statute.facts import FACTS
from statute.french import simplify
from tests.agents.builders import TODAY, a_ticket

T = TypeVar("T", bound=BaseModel)
ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
TICKETS = SHARED / "tickets" / "dev.yaml"
NEAREST = 10
ONE_OF = 3
"""Of the development tickets: enough for a mean, minutes less."""
TARGET = 0.40

pytestmark = [pytest.mark.bench, pytest.mark.timeout(0)]


class Everything(ModelLetter):
    """What the single prompt answers: all that the agents answer, at once."""

    classification: SaidChoice
    facts: SaidFacts


@dataclass(slots=True)
class Spent:
    """Tokens read and written, and calls by role."""

    read: int = 0
    written: int = 0
    calls: Counter[str] = field(default_factory=Counter)

    @property
    def tokens(self) -> int:
        return self.read + self.written


class Counting(ModelGateway):
    """A model that says what the embedded agents say, and counts what it is told."""

    def __init__(self, count: Callable[[str], int], classifier: EmbeddedClassifier) -> None:
        super().__init__(Routes())
        self._count, self._classifier = count, classifier
        self.spent = Spent()
        self.said: dict[str, str] = {}

    def serves(self, role: str, *, sensitive: bool) -> bool:
        return sensitive in {True, False} and bool(role)

    async def ask(  # noqa: PLR0913 - the door's own signature
        self,
        role: str,
        *,
        system: str,
        user: str,
        answer: type[T],
        hide: Pseudonyms,
        sensitive: bool,
    ) -> tuple[T, ModelCall]:
        shown = hide.hide(user)
        told = self._answer(role, shown, user)
        self.said[role] = json.dumps(told, ensure_ascii=False)
        self.spent.read += self._count(system) + self._count(shown) + self._count(schema(answer))
        self.spent.written += self._count(self.said[role])
        self.spent.calls[role] += sensitive in {True, False}
        return answer.model_validate(told), ModelCall(role, "compte", 0, 0)

    def _answer(self, role: str, shown: str, user: str) -> dict[str, Any]:
        if role == "drafter":
            return {"body": shown.partition(f"{EXACT}\n")[2]}
        return _classified(self._classifier, user) if role == "classifier" else _read(user)


def _classified(classifier: EmbeddedClassifier, text: str) -> dict[str, Any]:
    category, sure = classifier.guess(text).ranked[0]
    asked = [{"words": one.text[:400], "rules": []} for one in questions_of(text)]
    return {
        "category": category,
        "confidence": round(sure, 2),
        "urgency": "normale",
        "questions": asked[:MOST_QUESTIONS],
    }


def _read(text: str) -> dict[str, Any]:
    found = read_facts(simplify(text), TODAY, TODAY)
    facts = [
        {"fact": f.fact, "value": FACTS[f.fact].written(f.value), "words": f.words[:300]}
        for f in found
    ]
    return {"facts": facts[:40]}


def schema(answer: type[BaseModel]) -> str:
    """Write a schema as the door sends it."""
    return json.dumps(answer.model_json_schema(), ensure_ascii=False)


def counter() -> Callable[[str], int]:
    """Give the tokenizer that ships with LiteLLM (cl100k), which needs no network."""
    found = importlib.util.find_spec("litellm")
    assert found is not None
    assert found.origin is not None
    kept = Path(found.origin).parent / "litellm_core_utils" / "tokenizers"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIKTOKEN_CACHE_DIR", str(kept))
        import tiktoken  # noqa: PLC0415 - reads the variable above

        encoding = tiktoken.get_encoding("cl100k_base")
    return lambda text: len(encoding.encode(text, disallowed_special=()))


def rules_as_told() -> Mapping[str, str]:
    """Give each rule in force as `docs/statut.md` tells it: title, answer, articles."""
    told: dict[str, str] = {}
    for line in (ROOT / "docs" / "statut.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 6 and re.fullmatch(r"[A-Z0-9]+-\d+", cells[0]) and "au" not in cells[4]:
            told[cells[0]] = f"- {cells[1]} : {cells[2].replace('<br>', ' ')} ({cells[3]})"
    return told


@dataclass(frozen=True, slots=True)
class Single:
    """The one large prompt, with the rules that a way of choosing them gives."""

    deps: Dependencies
    count: Callable[[str], int]
    told: Mapping[str, str]

    def spent(self, one: Drafted, rules: Iterable[str]) -> int:
        prompt = (Path(__file__).with_name("single_prompt.md")).read_text(encoding="utf-8")
        listed = "\n".join(f"- {c.id} : {c.label}" for c in self.deps.categories)
        facts = system_prompt(TODAY).partition("Faits :\n")[2]
        texts = "\n".join(f"{p.source}, {p.heading} : {p.quote}" for p in one.checked.passages)
        filled = prompt.format(
            categories=listed,
            facts=facts,
            rules="\n".join(self.told[rule] for rule in rules if rule in self.told),
            texts=texts,
        )
        return sum(
            map(self.count, (filled, f"{one.ticket.subject}\n{one.ticket.text}", one.answers))
        ) + self.count(schema(Everything))


@dataclass(frozen=True, slots=True)
class Drafted:
    """A ticket, what was found for it and all that the answers to it say."""

    ticket: Ticket
    classification: Classification
    checked: Checked
    draft: Draft
    said: Mapping[str, str]

    @property
    def answers(self) -> str:
        body = self.draft.text.partition("\n\n")[2].rpartition("\n\nBien cordialement")[0]
        return " ".join((*(self.said[r] for r in ("classifier", "reader") if r in self.said), body))


@pytest.mark.skipif(not TICKETS.is_file(), reason=f"no development tickets at {TICKETS}")
async def test_tokens_of_the_small_agents_against_one_large_prompt() -> None:
    count, deps = counter(), _deps()
    assert isinstance(deps.classifier, EmbeddedClassifier)
    chain = Counting(count, deps.classifier)
    single = Single(deps, count, rules_as_told())
    listed = yaml.safe_load(TICKETS.read_text(encoding="utf-8"))["tickets"][::ONE_OF]
    totals: Counter[str] = Counter()
    sensitive = 0
    for entry in listed:
        chain.said.clear()
        ticket = a_ticket(entry["text"], entry.get("subject", ""))
        one = await _drafted(ticket, replace(deps, gateway=chain), chain)
        sensitive += one.classification.sensitive
        for name, rules in _choices(one, deps).items():
            totals[name] += single.spent(one, rules)
    _print(chain.spent, totals, len(listed), sensitive)
    assert chain.spent.tokens <= TARGET * totals["règles des 3 catégories probables"]


async def _drafted(ticket: Ticket, deps: Dependencies, chain: Counting) -> Drafted:
    found, _ = await classify(ticket, deps)
    checked = await check(ticket, found, deps)
    draft, _ = await draft_letter(ticket, found, checked, deps)
    return Drafted(ticket, found, checked, draft, dict(chain.said))


def _choices(one: Drafted, deps: Dependencies) -> Mapping[str, list[str]]:
    """Choose the rules of the single prompt in three ways."""
    rules = deps.book.rules_on(TODAY)
    likely = {category for category, _ in one.classification.alternatives[:3]}
    assert isinstance(deps.relevance, Relevance)
    scores = deps.relevance.matcher.of([f"{one.ticket.subject}\n{one.ticket.text}"])[0][0]
    ids = deps.relevance.matcher.ids
    nearest = sorted(range(len(ids)), key=lambda at: -float(scores[at]))[:NEAREST]
    return {
        "tout le statut": [rule.id for rule in rules],
        "règles des 3 catégories probables": [
            rule.id for rule in rules if likely & set(rule.subject.categories)
        ],
        "10 règles trouvées par notre recherche": [ids[at] for at in nearest],
    }


def _deps() -> Dependencies:
    categories = read_categories(ROOT / "deploy" / "categories.yaml")
    book = Book.of()
    classifier = EmbeddedClassifier.shipped(c.id for c in categories)
    relevance = Relevance.of(book)
    features = LearnedFeatures(classifier, relevance.matcher)
    return Dependencies(
        categories=categories,
        gateway=ModelGateway(Routes()),
        classifier=classifier,
        book=book,
        relevance=relevance,
        procedures=Procedures.from_folder(SHARED / "procedures", features),
        letterhead=Letterhead("Ville de Valmorel-sur-Orge", "DRH", "drh@valmorel.example"),
    )


def _print(spent: Spent, totals: Mapping[str, int], tickets: int, sensitive: int) -> None:
    table = Table(title=f"Jetons par ticket, {tickets} tickets de développement")
    for heading in ("Manière", "Jetons par ticket", "Appels par ticket", "Chaîne / elle"):
        table.add_column(heading)
    calls = sum(spent.calls.values()) / tickets
    table.add_row("chaîne de petits agents", f"{spent.tokens / tickets:.0f}", f"{calls:.2f}", "")
    for name, tokens in totals.items():
        share = f"{spent.tokens / tokens:.0%}"
        table.add_row(f"une seule consigne, {name}", f"{tokens / tickets:.0f}", "1", share)
    by_role = ", ".join(f"{role} {calls}" for role, calls in spent.calls.items())
    Console(width=110).print(
        table,
        f"Appels par rôle : {by_role} ; lus {spent.read}, écrits {spent.written}.",
        f"Sans aucun appel quand le sensible reste embarqué : {sensitive} tickets sur {tickets}.",
        sep="\n",
    )
