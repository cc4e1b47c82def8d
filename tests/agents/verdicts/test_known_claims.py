"""What ships about questions of yes or no: of rules that exist, once each, with their vectors."""

from collections import Counter

import pytest

from agents.drafter.verdicts.known_claims import claim_vectors, counted, hash_of, known_claims
from agents.drafter.verdicts.leanings import leaning_of
from statute.book import Book

IDS = {row for rule in Book.of().rules for row in (rule.id, *rule.rows)}


def test_every_claim_is_of_a_rule_of_the_book() -> None:
    assert {claim.rule for claim in known_claims()} <= IDS


def test_no_claim_is_there_twice() -> None:
    counts = Counter((claim.rule, claim.text) for claim in known_claims())
    assert [one for one, count in counts.items() if count > 1] == []


def test_the_vectors_that_ship_are_of_these_claims() -> None:
    claims, vectors = known_claims(), claim_vectors()
    assert len(vectors.rows) == len(claims) > 1000
    assert [claims[row].rule for row in vectors.by_rule["CA-06"]] == ["CA-06"] * len(
        vectors.by_rule["CA-06"]
    )
    assert hash_of(claims) != hash_of(claims[1:])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peut-on me refuser ce congé ?", "Peut-on m'accorder ce congé ?"),
        ("Est-ce que je perds mes jours ?", "Est-ce que j'ai mes jours ?"),
        ("Suis-je obligée de venir ?", "Puis-je venir ?"),
        ("Sans réponse, est-ce accordé ?", "Est-ce accordé ?"),
        ("Est-ce renouvelé automatiquement ?", "Est-ce renouvelé ?"),
    ],
)
def test_questions_that_turn_each_other_lean_apart(one: str, other: str) -> None:
    assert leaning_of(one).ways != leaning_of(other).ways


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Est-ce payé ?", "Est-ce rémunéré ?"),
        ("C’est possible, non ?", "C’est possible ?"),
        ("Le compte épargne-temps est-il ouvert ?", "Est-il ouvert ?"),
    ],
)
def test_other_words_for_the_same_lean_the_same(one: str, other: str) -> None:
    assert leaning_of(one).ways == leaning_of(other).ways


def test_what_is_counted_has_its_place_in_the_folded_text() -> None:
    (one,) = counted("J’arrive à 1 250 €")
    assert (one.value, one.unit, one.start) == ("1250", "euro", len("j'arrive a "))
