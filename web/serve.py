"""Serve the page of one town: settings in, an HTTP server out."""

import os
from collections.abc import Mapping
from functools import partial

import uvicorn

from agents.team import read_categories
from cases.access import Group
from flows.attachments import open_attachment
from flows.openid import open_openid
from flows.questions import Questions
from flows.settings import Settings, WrongSetting
from flows.settings.groups import groups_of
from flows.start import try_to_start_handling, try_to_start_sending
from flows.team import letterhead_of
from flows.waking import Waker, read_wake_secrets
from flows.wiring import Wiring
from web.app import create_app
from web.office import Office
from web.waking.doorbell import Doorbell


async def serve(settings: Settings) -> None:
    """Serve until stopped."""
    wiring = Wiring(settings)
    await wiring.open()
    await wiring.check_models()
    office = office_for(wiring)
    config = uvicorn.Config(
        create_app(office),
        host=settings.page.host,
        port=settings.page.port,
        access_log=False,
        server_header=False,
        log_level="warning",
    )
    try:
        await uvicorn.Server(config).serve()
    finally:
        await office.imports.aclose()
        await office.questions.aclose()
        await wiring.aclose()


def office_for(wiring: Wiring) -> Office:
    """Furnish the officers' desk from a process's wiring."""
    settings = wiring.settings
    categories = {c.id: c.label for c in read_categories(settings.categories)}
    return Office(
        engine=wiring.engine,
        cases=wiring.cases,
        approvals=wiring.approvals,
        corrections=wiring.corrections,
        deliveries=wiring.deliveries,
        accounts=wiring.accounts,
        sessions=wiring.sessions,
        categories=categories,
        start_sending=partial(try_to_start_sending, undo=settings.page.undo),
        start_handling=try_to_start_handling,
        dashboard_url=settings.prefect.url,
        town=settings.town.name,
        secure_cookies=settings.page.cookies_are_secure,
        questions=Questions(wiring),
        open_attachment=partial(open_attachment, wiring),
        letterhead=letterhead_of(settings),
        may_import=settings.page.may_import,
        local_accounts=settings.page.local_accounts,
        openid=open_openid(wiring, os.environ),
        systems=tuple(sorted(settings.systems)),
        groups=_groups(settings, categories),
        letters=settings.letters,
        doorbell=Doorbell(read_wake_secrets(settings, os.environ), Waker().wake),
    )


def _groups(settings: Settings, categories: Mapping[str, str]) -> dict[str, Group]:
    for name, group in settings.groups.items():
        if unknown := sorted(group.categories - categories.keys()):
            raise WrongSetting(
                f"groups.{name}.categories : {unknown[0]} n'est pas une catégorie de "
                f"{settings.categories}.",
            )
    return groups_of(settings.groups)
