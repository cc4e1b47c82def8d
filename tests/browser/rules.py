"""What every page is held to: the rules of axe-core, and no more width than the screen's."""

from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Page

AXE = Path(__file__).parent / "axe" / "axe.min.js"
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
  (one) => `${one.impact} ${one.id}: ${one.nodes.slice(0, 3).map(
    (node) => `${node.target} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message}`
  ).join(" | ")}`)"""
UNFOLD = "document.querySelectorAll('details').forEach((one) => (one.open = true))"


async def wrong_with(page: Page) -> AsyncIterator[str]:
    """Say what a page breaks, all its folds open."""
    await page.evaluate(UNFOLD)
    await page.evaluate(AXE.read_text("utf-8"))
    for violation in await page.evaluate(RUN):
        yield violation
    width = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if width[0] > width[1]:
        yield f"{width[0]} pixels wide on a screen of {width[1]}"
