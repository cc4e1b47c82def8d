"""What hiding costs, who pays for it, and that it asks nobody: each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DRAFTED = """
import asyncio, sys
from dataclasses import replace
from pathlib import Path
from agents.checker.graph import check
from agents.classifier.graph import classify
from agents.drafter.graph import draft_letter
from app.settings.town_settings import Settings
from app.agent_dependencies import build_dependencies
from tests.agents.builders import a_ticket

async def drafted():
    team = build_dependencies(Settings())
    asked = "Je travaille 4 jours par semaine, combien de jours de congés ?"
    ticket = a_ticket(asked, "Mes congés")
    found, _ = await classify(ticket, team)
    checked = await check(ticket, found, team)
    letter, _ = await draft_letter(ticket, found, checked, team)
    print(letter.outcome)

asyncio.run(drafted())
print(sorted({"spacy", "presidio_analyzer"} & set(sys.modules)))
"""
HIDDEN = """
import socket, sys
from pathlib import Path

def refused(*told, **more):
    raise AssertionError(f"asks the network: {told}")

socket.socket.connect = socket.socket.connect_ex = refused
socket.getaddrinfo = socket.create_connection = refused

import time
from agents.privacy.pseudonyms import Pseudonyms

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 // 1_000_000

before, started = megabytes(), time.process_time()
print(Pseudonyms().hide("Ousmane Keïta, o.keita@example.org, 06 39 98 12 34, www.example.org"))
spent = time.process_time() - started
print(f"{spent:.1f} CPU-seconds, {megabytes() - before} MB", file=sys.stderr)
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )


@pytest.mark.timeout(1200)
def test_a_town_without_a_model_never_loads_what_hides() -> None:
    outcome, loaded = run(DRAFTED).stdout.splitlines()[-2:]
    assert outcome == "answer"
    assert loaded == "[]"


@pytest.mark.timeout(1200)
def test_hiding_asks_nothing_of_the_network() -> None:
    done = run(HIDDEN)
    print(done.stderr)  # noqa: T201 - a measure is read
    assert done.stdout == "[NOM_1], [COURRIEL_1], [TEL_1], www.example.org\n"
