from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.search.procedures import Procedures
from knowledge.search.ranking import Rankings
from tests.features import learned

TODAY = date(2026, 11, 24)
QUESTION = "Comment me faire rembourser ma carte de train ?"


@pytest.fixture
def procedures(folder: Path) -> Procedures:
    return Procedures.from_folder(folder, learned())


def test_the_passage_that_answers_comes_first(procedures: Procedures) -> None:
    first = procedures.search(QUESTION, TODAY)[0]
    assert (first.source, first.heading) == ("transport.md", "Transport")
    assert first.reference == "Délibération n° 2026-001"
    assert Rankings.from_file().plain.answers_from <= first.score <= 1


def test_spelling_and_missing_accents_are_forgiven(procedures: Procedures) -> None:
    found = procedures.search("horaire du restorant du personel, dejeuné ?", TODAY)
    assert found[0].source == "cantine.md"


def test_an_unrelated_question_finds_nothing(procedures: Procedures) -> None:
    assert procedures.search("Quelle quotité pour ma retraite anticipée ?", TODAY) == ()
    assert procedures.search("", TODAY) == ()


def test_a_procedure_no_longer_valid_on_that_day_is_not_found(procedures: Procedures) -> None:
    found = procedures.search(QUESTION, date(2027, 1, 1))
    assert all(passage.source != "transport.md" for passage in found)


def test_no_more_passages_than_asked_for(procedures: Procedures) -> None:
    assert len(procedures.search(QUESTION, TODAY, limit=1)) == 1


def test_a_quote_is_checked_word_for_word(procedures: Procedures) -> None:
    passage = procedures.search(QUESTION, TODAY)[0]
    assert procedures.quote_is_in(passage)
    assert not procedures.quote_is_in(replace(passage, quote="La carte est gratuite."))
    assert not procedures.quote_is_in(replace(passage, source="cantine.md"))
    assert not procedures.quote_is_in(replace(passage, quote=" "))


def test_an_absent_or_empty_folder_gives_no_procedure(tmp_path: Path) -> None:
    for folder in (tmp_path / "absent", tmp_path):
        assert Procedures.from_folder(folder, learned()).search(QUESTION, TODAY) == ()
