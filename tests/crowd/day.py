"""A day at the desk: cases that await a decision, the page in its own process, many officers."""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

import httpx

from app.processes.supervisor import free_port
from cases.model import (
    CaseState,
    Citation,
    Draft,
    Finding,
    FindingOutcome,
    Outcome,
    Passage,
)
from cases.people.accounts import Account
from tests.builders import CLASSIFICATION, Store, a_ticket
from tests.crowd.officers import Officer, Took
from tests.crowd.verdict import Gesture

PASSWORD = "un mot de passe long"
SENSITIVE_OF_TEN = 1
AT_ONCE = 8

_SAID = (
    "Un agent titulaire a droit à 25 jours de congés par an pour {n} jours de travail par semaine.",
    "Le report des congés est possible jusqu’au 31 mars {y} après accord du chef de service.",
    "La demande est à déposer au moins {m} jours avant le départ.",
)
FINDINGS = tuple(
    Finding(
        rule=f"regle_{n}",
        outcome=FindingOutcome.VALUE,
        answer=said.format(n=n + 3, y=2026 + n, m=15 + n),
        facts={"statut": "titulaire", "jours_par_semaine": str(n + 3)},
        missing=(),
        citations=(Citation("décret 85-1250", f"art. {n}", date(1985, 11, 30)),),
        on=date(2026, 11, 23),
        title=f"Les congés, point {n}",
    )
    for n, said in enumerate(_SAID, 1)
)
PASSAGES = tuple(
    Passage("reglement.md", f"Congés {n}", f"Le service valide {n} demandes par semaine.", 0.5)
    for n in (1, 2)
)
LETTER = "\n\n".join(
    [
        "Bonjour,",
        "Vous nous avez demandé combien de jours de congés il vous reste.",
        *(finding.answer for finding in FINDINGS),
        *(f"Notre règlement prévoit : « {passage.quote} »" for passage in PASSAGES),
        "Votre chef de service peut vous dire quels jours conviennent à votre équipe.",
        "Bien cordialement,\nLa direction des ressources humaines",
    ]
)
DRAFT = Draft(Outcome.ANSWER, LETTER, FINDINGS, PASSAGES)


@dataclass
class Day:
    """What came of it: every request, what the page said was done, seconds of processor."""

    took: list[Took] = field(default_factory=list)
    told: Counter[Gesture] = field(default_factory=Counter)
    late: int = 0
    server_cpu: float = 0
    clients_cpu: float = 0
    lasted: float = 0


async def fill(store: Store, size: int, officers: int) -> list[str]:
    """Bring cases before the officers, one of ten sensitive; give the officers' logins."""
    logins = [f"officer{n}" for n in range(officers)]
    for login in logins:
        account = Account(login, f"Personne {login}", f"{login}@valmorel.example")
        await store.accounts.create(account, PASSWORD)
    turns = asyncio.Semaphore(AT_ONCE)

    async def bring(number: int) -> None:
        sensitive = number % 10 < SENSITIVE_OF_TEN
        async with turns:
            case = await store.cases.open_case(a_ticket(str(number)))
            found = replace(CLASSIFICATION, sensitive=sensitive)
            await store.cases.record_classification(case.id, found)
            await store.cases.record_draft(case.id, DRAFT)
            await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)

    await asyncio.gather(*map(bring, range(size)))
    return logins


@contextmanager
def served(day: Day, *store: str) -> Iterator[str]:
    """Serve a store's page (the empty page without a store); count the server's processor."""
    port = free_port(8123)
    command = [sys.executable, "-m", "tests.crowd.page", str(port), *store]
    server = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})  # noqa: S603 - our own page
    try:
        _wait_for(f"http://127.0.0.1:{port}/static/style.css", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        _, _, used = os.wait4(server.pid, 0)
        server.returncode = 0
        day.server_cpu += used.ru_utime + used.ru_stime


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the page did not start"
        try:
            httpx.get(url, timeout=1)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the page does not answer")


@asynccontextmanager
async def at_their_desks(
    address: str, logins: Sequence[str], thinks: tuple[float, float]
) -> AsyncIterator[list[Officer]]:
    """Give officers who are not signed in yet, each with a browser."""
    async with AsyncExitStack() as stack:
        officers = []
        for n, login in enumerate(logins):
            client = httpx.AsyncClient(base_url=address, verify=False, timeout=60)  # noqa: S501 - loopback
            await stack.enter_async_context(client)
            chance = random.Random(n)  # noqa: S311 - a test
            others = [other for other in logins if other != login]
            officers.append(Officer(login, client, chance, others, thinks))
        yield officers


async def work(
    url: str, logins: Sequence[str], seconds: float, thinks: tuple[float, float] = (0, 0)
) -> Day:
    """Let officers work until this time is over, or all is decided."""
    day = Day()
    with served(day, url) as address:
        async with at_their_desks(address, logins, thinks) as officers:
            for officer in officers:
                form = {"identifiant": officer.login, "mot_de_passe": PASSWORD}
                assert (await officer.client.post("/connexion", data=form)).is_redirect
            busy, started = time.process_time(), time.monotonic()
            await asyncio.gather(*(one.works(started + seconds) for one in officers))
            day.lasted = time.monotonic() - started
            day.clients_cpu = time.process_time() - busy
            for officer in officers:
                day.took += officer.took
                day.told += officer.told
                day.late += officer.late
    return day


async def read_nothing(
    logins: Sequence[str], seconds: float, thinks: tuple[float, float] = (0, 0)
) -> Day:
    """Let as many people as often read a page that holds nothing."""
    day = Day()
    with served(day) as address:
        async with at_their_desks(address, logins, thinks) as officers:
            started = time.monotonic()
            await asyncio.gather(*(one.stares(started + seconds) for one in officers))
            day.lasted = time.monotonic() - started
            for officer in officers:
                day.took += officer.took
    return day
