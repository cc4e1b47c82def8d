from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from agents.checker.passages import with_warning
from agents.checker.state import Checked
from cases.model import Passage
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.extracts import Extract, extracts_of
from knowledge.search.quotes import Found
from statute.book import Book
from tests.agents.checker.fakes import FakeTeam

Checks = Callable[..., Awaitable[Checked]]
CODE = "Code général de la fonction publique"
TODAY = date(2026, 11, 24)
PASSAGE = Passage("code.md", "", "Tout agent public a accès à son dossier.", 0.9, CODE, "v-0")


def extract(article: str = "L999-9", nature: Nature = Nature.OFFICIAL, **told: object) -> Extract:
    section = Section((), PASSAGE.quote, article)
    (one,) = extracts_of(Document("code.md", About(CODE, CODE), nature, (section,)))
    return replace(one, **told)  # type: ignore[arg-type]  # fields of an extract


@dataclass
class ScriptedTexts:
    in_the_text: bool = True
    asked: list[date] = field(default_factory=list)

    async def search(self, _question: str, on: date, limit: int = 3) -> tuple[Found, ...]:
        self.asked.append(on)
        return (Found(PASSAGE, extract()),)[:limit]

    async def quote_is_in(self, passage: Passage) -> bool:
        return self.in_the_text and bool(passage.quote)


@pytest.fixture
def texts(fake_team: FakeTeam) -> ScriptedTexts:
    fake_team.official = ScriptedTexts()
    return fake_team.official


UNRULED = "Bonjour, qui range les archives historiques du théâtre municipal ?"


async def test_a_rule_that_answers_leaves_the_texts_unsearched(
    checks: Checks, texts: ScriptedTexts
) -> None:
    checked = await checks("Titulaire, en arrêt maladie depuis lundi : quel salaire ?", "maladie")
    assert checked.findings
    assert (checked.official, texts.asked) == ((), [])


async def test_where_no_rule_answers_the_law_of_the_day_is_searched(
    checks: Checks, texts: ScriptedTexts
) -> None:
    checked = await checks(UNRULED, "autre")
    assert checked.official == (PASSAGE,)
    assert texts.asked == [TODAY]


async def test_a_quote_that_is_not_in_the_text_is_dropped(
    checks: Checks, texts: ScriptedTexts
) -> None:
    texts.in_the_text = False
    assert (await checks(UNRULED, "autre")).official == ()


async def test_a_message_of_three_words_is_answered_by_no_article(
    checks: Checks, texts: ScriptedTexts
) -> None:
    _ = texts
    (passage,) = (await checks("archives théâtre svp", "autre")).official
    assert "trop courte" in passage.warning


def warned(one: Extract, on: date = TODAY) -> str:
    return with_warning(Found(PASSAGE, one), on, TODAY, Book.of()).warning


def test_an_article_of_today_that_no_rule_speaks_of_may_be_cited() -> None:
    assert warned(extract()) == ""
    assert warned(extract(valid_from=date(2022, 3, 1)), date(2025, 1, 1)) == ""


def test_a_text_without_date_is_not_cited_for_another_day() -> None:
    assert "Version sans date" in warned(extract(), date(2025, 1, 1))


def test_a_repealed_text_is_not_cited() -> None:
    ended = extract(valid_from=date(2020, 1, 1), valid_until=date(2025, 6, 30))
    assert "n’est plus en vigueur" in warned(ended, date(2025, 1, 1))


def test_a_sheet_is_never_cited_as_law() -> None:
    assert "Fiche d’information" in warned(extract(nature=Nature.SHEET))


def test_an_article_whose_exception_may_be_unquoted_is_not_cited() -> None:
    partial = Found(PASSAGE, extract(), partial=True)
    assert "une exception peut suivre" in with_warning(partial, TODAY, TODAY, Book.of()).warning


def test_a_text_older_than_the_rule_on_its_article_is_not_cited() -> None:
    assert "Une règle vérifiée" in warned(extract("L822-3"))
    assert "Une règle vérifiée" in warned(extract("L822-3", valid_from=date(2022, 3, 1)))
    assert warned(extract("L822-3", valid_from=date(2026, 9, 1))) == ""
