import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.model import FindingOutcome
from statute.book import SUBJECTS, Book
from statute.facts import FACTS

TODAY = date(2026, 11, 24)
CODE = Path(__file__).parents[2].parent / "shared/statute/cgfp.md"
NEWER_THAN_THE_COPY: frozenset[str] = frozenset()
"""Articles of the code cited here that the copy of mid-2025 does not have yet."""


def test_every_article_of_the_code_that_a_rule_cites_exists(book: Book) -> None:
    if not CODE.exists():
        pytest.skip(f"no copy of the code at {CODE.name} beside the project")
    known = set(re.findall(r"^#+ Article (\S+)", CODE.read_text(encoding="utf-8"), re.MULTILINE))
    cited = {a.number for rule in book.rules for a in rule.cites if a.text == "CGFP"}
    assert cited
    assert cited - NEWER_THAN_THE_COPY <= known


def test_every_rule_cites_an_article_and_says_itself_in_one_line(book: Book) -> None:
    for rule in book.rules:
        assert rule.cites, rule.id
        assert (rule.function.__doc__ or "").strip().count("\n") == 0, rule.id


def test_every_rule_is_found_by_its_id_and_its_rows(book: Book) -> None:
    for rule in book.rules_on(TODAY):
        for name in (rule.id, *rule.rows):
            assert book.version(name, TODAY) is rule


def test_without_facts_no_rule_ever_says_yes(book: Book) -> None:
    for rule in book.rules_on(TODAY):
        finding = rule.apply({}, TODAY)
        assert finding is not None
        assert finding.outcome in {FindingOutcome.VALUE, FindingOutcome.UNDECIDED}, rule.id
        assert bool(finding.answer) is (finding.outcome is FindingOutcome.VALUE)
        assert bool(finding.missing) is (finding.outcome is FindingOutcome.UNDECIDED)


def test_every_fact_has_a_label_and_a_french_question() -> None:
    for fact in FACTS.values():
        assert fact.label
        assert fact.question.endswith("?")


@given(st.dates(date(1980, 1, 1), date(2035, 12, 31)))
def test_a_rule_has_one_version_a_day(day: date) -> None:
    ids = [rule.id for rule in Book.of().rules_on(day)]
    assert len(ids) == len(set(ids))


def test_two_versions_that_hold_on_one_day_are_refused(book: Book) -> None:
    before = next(rule for rule in book.rules if rule.id == "CMO-02")
    endless = replace(before, in_force_until=None)
    others = tuple(rule for rule in book.rules if rule is not before)
    with pytest.raises(ValueError, match="CMO-02"):
        Book((endless, *others))


def test_a_book_can_be_made_of_one_subject() -> None:
    one = Book.of(SUBJECTS[:1])
    assert {rule.subject.id for rule in one.rules} == {"conges_annuels"}


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        ("J'ai droit à combien de jours de congés dans l'année ?", "CA-01"),
        ("C'est quoi les jours de fractionement ?", "CA-02"),
        ("PEUT ON POSER CINQ SEMAINES DE CONGES D'AFFILEE ?", "CA-05"),
        ("Mes congés de cette année sont perdus si je ne les prends pas ?", "CA-06"),
        ("Pendant mon arrêt maladie je suis payé combien ?", "CMO-02"),
        ("pourquoi un jour de carrence ?", "CAR-01"),
        ("À 80 % d'un temps partiel, quel salaire ?", "TP-03"),
        ("Le chef peut-il refuser mon temps partiel ?", "TP-01"),
        ("mon temps partiel est-il reconduit tacitement ?", "TP-04"),
    ],
)
def test_a_question_in_plain_french_finds_its_rule(book: Book, text: str, rule_id: str) -> None:
    assert rule_id in {rule.id for rule in book.asked_in(text, TODAY)}


@pytest.mark.parametrize(
    "text",
    [
        "Combien de jours pour le décès de ma grand-mère, faut-il poser des congés ?",
        "Mon temps partiel thérapeutique peut-il être refusé ?",
        "Accident de service : je suis payé combien pendant mon arrêt ?",
        "La prévoyance a-t-elle un délai de carence ?",
        "Ça compte pour la retraite ou c'est perdu ?",
        "Le vidéoprojecteur de la salle du conseil est en panne.",
    ],
)
def test_a_neighbouring_question_finds_no_rule(book: Book, text: str) -> None:
    assert book.asked_in(text, TODAY, ("conges", "maladie", "temps-partiel")) == ()


def test_a_likely_category_joins_topic_and_question_of_two_sentences(book: Book) -> None:
    text = "Je suis en arrêt maladie. Quel sera mon salaire ?"
    assert book.asked_in(text, TODAY) == ()
    assert {r.id for r in book.asked_in(text, TODAY, ("maladie",))} == {"CMO-02", "CMC-01"}
