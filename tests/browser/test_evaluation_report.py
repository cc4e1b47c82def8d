"""The report of an evaluation in a real browser: axe's rules, any width, nothing asked for."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.rules import wrong_with
from tests.browser.test_axe import LOOKS
from tests.browser.watched import launch, new_visit
from tests.cli.evaluation.scored import ran, scored
from tests.cli.evaluation.test_report import ATTACK, hostile, report


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await launch(playwright)
        yield opened
        await opened.close()


@pytest.mark.parametrize("look", LOOKS)
async def test_the_report_breaks_no_rule_asks_for_nothing_and_runs_nothing_hostile(
    chromium: Browser, tmp_path: Path, look: str
) -> None:
    ordinary = [scored(n, cost_eur=None, articles=2) for n in range(3)]
    long = scored(9, letter="mot " * 400 + "x" * 300)
    before = ran(*ordinary, hostile(ATTACK), long, name="embedded")
    after = ran(*ordinary, hostile(ATTACK), long, name="un/chemin/tres/long/" * 4)
    file = tmp_path / "rapport.html"
    file.write_text(report(before, after), encoding="utf-8")
    options: dict[str, Any] = LOOKS[look]
    reader = await new_visit(chromium, file.as_uri(), **options)
    alerts: list[str] = []
    reader.page.on("dialog", lambda dialog: alerts.append(dialog.message))
    await reader.page.goto(reader.home)
    assert [wrong async for wrong in wrong_with(reader.page)] == []
    assert reader.nothing_went_wrong()
    assert reader.asked == [reader.home]
    assert alerts == []
