"""A page that is served for real, and browsers to look at it."""

import asyncio
import functools
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import async_playwright

from tests.browser.watched import Watched, launch, new_visit
from tests.web.conftest import (
    app,
    awaiting,
    corpus,
    handling,
    office,
    oracle,
    sending,
    shared_page,
)

__all__ = ["app", "awaiting", "corpus", "handling", "office", "oracle", "sending", "shared_page"]

HERE = Path(__file__).parent

Visit = Callable[..., Awaitable[Watched]]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything of this folder, so that `make test` never starts a browser."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@asynccontextmanager
async def serving(app: FastAPI) -> AsyncIterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        running = asyncio.create_task(server.serve(sockets=[free]))
        yield f"http://127.0.0.1:{free.getsockname()[1]}/"
        server.should_exit = True
        await running


@pytest.fixture
async def served(app: FastAPI) -> AsyncIterator[str]:
    async with serving(app) as home:
        yield home


@pytest.fixture
async def visit(served: str) -> AsyncIterator[Visit]:
    """Open as many browsers as there are people (see `new_visit`)."""
    async with async_playwright() as playwright:
        chromium = await launch(playwright)

        yield functools.partial(new_visit, chromium, served)
        await chromium.close()


@pytest.fixture
async def browser(visit: Visit) -> Watched:
    return await visit()
