"""Letters beside ideal ones: `python -m tests.agents.side_by_side TICKETS.yaml [ID...]`.

Prints each letter without a model with the ideal one of its ticket, then how their lengths compare.
"""

# ruff: noqa: T201 - it prints letters to be read

import asyncio
import sys
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from app.agent_dependencies import build_dependencies
from app.settings.town_settings import load_settings
from cli.evaluation.labelled_ticket import TriedTicket
from cli.evaluation.ticket_trial import try_and_draft

SIGNED = "\n\nBien cordialement"


async def compare(listed: list[dict[str, Any]], only: tuple[str, ...]) -> None:
    deps, ratios = build_dependencies(load_settings()), []
    for entry in listed:
        ideal = entry.get("ideal_letter", "")
        if not entry["id"].startswith(only) or not (ideal or only != ("",)):
            continue
        _, draft = await try_and_draft(TriedTicket.model_validate(entry), deps)
        body = draft.text.partition(SIGNED)[0].partition("\n\n")[2]
        told = f"{entry['id']} · {draft.outcome} · {len(body.split())} mots"
        print(f"\n=== {told}", *draft.guard_failures)
        print(f"{entry['text'].strip()}\n---\n{body}")
        if ideal:
            print(f"--- idéale, {len(ideal.split())} mots\n{ideal}")
            ratios.append(len(body.split()) / len(ideal.split()))
    if ratios:
        print(f"\n{len(ratios)} lettres, longueur médiane / idéale : {median(ratios):.2f}")


if __name__ == "__main__":
    tickets = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))["tickets"]
    asyncio.run(compare(tickets, tuple(sys.argv[2:]) or ("",)))
