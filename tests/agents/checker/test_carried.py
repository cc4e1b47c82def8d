"""A fact that a model reads is kept only if the words it quotes can mean it."""

from datetime import date
from decimal import Decimal

import pytest

from agents.checker.reader import can_mean
from statute.facts import FACTS, Fact, FactValue
from statute.french import simplify

DAYS, MONTHS, STATUT = FACTS["jours_par_semaine"], FACTS["mois_de_services"], FACTS["statut"]
DAY = next(fact for fact in FACTS.values() if fact.kind is date)


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        (DAYS, Decimal(4), "je travaille 4 jours par semaine"),
        (DAYS, Decimal(4), "quatre jours"),
        (DAYS, Decimal(4), "du lundi au jeudi"),
        (MONTHS, 30, "depuis deux ans et demi"),
        (MONTHS, 30, "trente mois"),
        (DAY, date(2026, 12, 3), "le 3 décembre"),
        (DAY, date(2026, 12, 3), "03/12/2026"),
        (DAY, date(2026, 12, 3), "jeudi prochain"),
        (STATUT, "titulaire", "à la crèche"),
    ],
)
def test_words_that_can_mean_it(fact: Fact, value: FactValue, words: str) -> None:
    assert can_mean(simplify(words).text, value, fact)


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        (DAYS, Decimal(7), "je travaille 4 jours par semaine"),
        (DAYS, Decimal(7), "Bonjour"),
        (MONTHS, 400, "depuis deux ans"),
        (MONTHS, 400, "longtemps"),
        (DAY, date(2026, 12, 3), "le 14 juin"),
        (DAY, date(2026, 12, 3), "Bonjour"),
    ],
)
def test_words_that_cannot(fact: Fact, value: FactValue, words: str) -> None:
    assert not can_mean(simplify(words).text, value, fact)
