"""A real browser's page, listened to: what it complained of, and what it asked for."""

import os
import shutil
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, Playwright, Request

from tests.web.conftest import PASSWORD

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
QUIET_MS = 1600
TELEPHONE = 380  # pixels


@dataclass
class Watched:
    """A browser's page, and everything it complained of or asked for."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _see(self, request: Request) -> None:
        self.asked.append(request.url)

    async def signs_in(self, login: str = "ada") -> None:
        await self.page.goto(self.home)
        await self.page.fill("#identifiant", login)
        await self.page.fill("#mot_de_passe", PASSWORD)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url(self.home)

    async def opens(self, path: str, status: int = 200) -> Page:
        answer = await self.page.goto(self.home + path.removeprefix("/"))
        assert answer is not None
        assert (path, answer.status) == (path, status)
        return self.page

    def nothing_went_wrong(self) -> bool:
        assert self.complaints == []
        assert [url for url in self.asked if not url.startswith(self.home)] == []
        return True


async def launch(playwright: Playwright) -> Browser:
    if CHROMIUM is None:
        # CI must have it: a silent skip there would hide half of what is promised.
        if os.environ.get("CI"):
            pytest.fail("no chromium on this machine")
        pytest.skip("no chromium on this machine (apt-get install chromium)")
    return await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


async def new_visit(
    chromium: Browser, home: str, *, width: int = 1280, dark: bool = False, scripts: bool = True
) -> Watched:
    """Open a browser of its own, as another person at another desk has. `width` in pixels."""
    page = await chromium.new_page(
        locale="fr-FR",
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
    )
    watched = Watched(page, home)
    watched.watch()
    return watched
