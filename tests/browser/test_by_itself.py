"""What a page asks by itself says so to the server; what an officer asks does not."""

from collections.abc import Callable

from playwright.async_api import Request

from app.question_service import NotYet
from cases.model import Case
from tests.answers import Oracle
from tests.browser.watched import Watched
from web.people.permissions import BY_ITSELF

LATE_MS = 15_000


def by_htmx(path: str) -> Callable[[Request], bool]:
    return lambda request: path in request.url and "hx-request" in request.headers


async def test_a_list_and_a_case_that_ask_for_their_news_say_so(
    browser: Watched, awaiting: Case
) -> None:
    await browser.signs_in()
    for shown, news in (("", "/liste?"), (f"dossiers/{awaiting.id}", "/nouvelles?")):
        async with browser.page.expect_request(by_htmx(news), timeout=LATE_MS) as asked:
            await browser.opens(shown)
        assert (await asked.value).headers[BY_ITSELF] == "true"
    assert browser.nothing_went_wrong()


async def test_an_officer_who_filters_or_writes_is_not_taken_for_the_page(
    browser: Watched, awaiting: Case
) -> None:
    await browser.signs_in()
    async with browser.page.expect_request(by_htmx("/?"), timeout=LATE_MS) as asked:
        await browser.page.select_option("#f-etat", "toutes")
    assert BY_ITSELF not in (await asked.value).headers
    await browser.opens(f"dossiers/{awaiting.id}")
    async with browser.page.expect_request(by_htmx("/relire"), timeout=LATE_MS) as asked:
        await browser.page.fill("#lettre", "Ma version.")
    assert BY_ITSELF not in (await asked.value).headers
    assert browser.nothing_went_wrong()


async def test_a_question_is_the_officer_s_and_then_the_page_s(
    browser: Watched, oracle: Oracle
) -> None:
    oracle.says = NotYet()
    await browser.signs_in()
    page = await browser.opens("questions")
    await page.fill("#question", "Quel traitement en maladie ?")
    async with (
        page.expect_request(by_htmx("/questions"), timeout=LATE_MS) as again,
        page.expect_request(lambda asked: asked.method == "POST") as first,
    ):
        await page.get_by_role("button", name="Poser la question").click()
    assert BY_ITSELF not in (await first.value).headers
    assert (await again.value).headers[BY_ITSELF] == "true"
    assert browser.nothing_went_wrong()
