"""What finding and applying the rules of a ticket costs.

`make bench` prints the table; nothing here asserts a time.
"""

import time
from datetime import date
from decimal import Decimal
from statistics import median

import pytest
from rich.console import Console
from rich.table import Table

from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import questions_by_rule
from agents.understand.read_facts import read_facts
from cases.model import Classification, Urgency
from statute.book import Book
from statute.facts import Facts
from statute.french import simplify

TODAY = date(2026, 11, 24)
SIZES = (1_000, 10_000, 100_000)
FILED = Classification("autre", 1.0, (), Urgency.NORMALE, sensitive=False, reason="")

pytestmark = pytest.mark.bench


def seconds(action: object, *args: object) -> tuple[float, object]:
    started = time.process_time()
    made = action(*args)  # type: ignore[operator]  # a bench times anything
    return time.process_time() - started, made


def test_finding_reading_and_applying_the_rules_of_a_ticket() -> None:
    book = Book.of()
    training, relevance = seconds(Relevance.of, book)
    assert isinstance(relevance, Relevance)
    spent: dict[str, list[float]] = {"trouver": [], "lire les faits": [], "appliquer": []}
    for rule in book.rules_on(TODAY):
        for question in questions_by_rule().get(rule.id, ())[:2]:
            took, ranked = seconds(relevance.rank, question, TODAY, FILED)
            spent["trouver"].append(took)
            took, read = seconds(read_facts, simplify(question), TODAY, TODAY)
            spent["lire les faits"].append(took)
            facts: Facts = {fact.fact: fact.value for fact in read}  # type: ignore[attr-defined]
            rules = [relevant.rule for relevant in ranked]  # type: ignore[attr-defined]  # same
            spent["appliquer"].append(seconds(lambda: [r.apply(facts, TODAY) for r in rules])[0])  # noqa: B023  # called at once
    table = Table(title=f"Apprendre au démarrage : {training:.1f} s de processeur")
    for heading in ("Étape", "Tickets", "Médiane (ms de processeur)"):
        table.add_column(heading)
    for step, took_each in spent.items():
        table.add_row(step, str(len(took_each)), f"{1000 * median(took_each):.2f}")
    Console().print(table)


def test_applying_rules_grows_linearly() -> None:
    rules = Book.of().rules_on(TODAY)
    facts: Facts = {"statut": "titulaire", "mois_de_services": 40, "enfants_a_charge": 2}
    table = Table(title="Règles appliquées l’une après l’autre")
    for heading in ("Évaluations", "Secondes de processeur", "Microsecondes chacune"):
        table.add_column(heading)
    for size in SIZES:
        took, _ = seconds(
            lambda n=size: [rules[i % len(rules)].apply(facts, TODAY) for i in range(n)]
        )
        table.add_row(str(size), f"{took:.2f}", f"{1e6 * took / size:.1f}")
    Console().print(table)


def test_all_rules_of_a_situation_and_a_hundred_thousand_situations() -> None:
    book = Book.of()
    facts: Facts = {"statut": "titulaire", "mois_de_services": 40, "enfants_a_charge": 2}
    each = [seconds(lambda: list(book.simulated(facts, TODAY, TODAY)))[0] for _ in range(200)]
    table = Table(
        title=f"Toutes les règles d’une situation : {1000 * median(each):.2f} ms (médiane)"
    )
    for heading in ("Situations", "Secondes de processeur", "Microsecondes chacune"):
        table.add_column(heading)
    weeks: list[Facts] = [{**facts, "jours_par_semaine": Decimal(n) / 2} for n in range(1, 15)]
    for size in SIZES:
        took, _ = seconds(
            lambda n=size: [book.applied("CA-01", weeks[i % 14], TODAY, TODAY) for i in range(n)]
        )
        table.add_row(str(size), f"{took:.2f}", f"{1e6 * took / size:.1f}")
    Console().print(table)
