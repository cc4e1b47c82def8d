"""Fair letters by hand: what a good model writes of the same answers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from agents.dependencies import Dependencies
from agents.drafter.guards.evidence import Letter
from agents.drafter.wording import put_together
from cases.model import Finding
from statute.consult import read_facts
from tests.agents.adversary.letters import PASSAGES, QUESTION, letter_on
from tests.agents.builders import TODAY, a_ticket, checked, undecided


def paraphrases(deps: Dependencies) -> Iterator[Letter]:
    path = Path(__file__).with_name("paraphrases.yaml")
    for case in yaml.safe_load(path.read_text(encoding="utf-8")):
        exact = _exact(case, deps)
        for body in case["variants"]:
            text = put_together(body.strip(), a_ticket(QUESTION), deps.letterhead)
            yield replace(exact, text=text)


def _exact(case: dict[str, Any], deps: Dependencies) -> Letter:
    findings = [_finding(answer, deps) for answer in case.get("answers", [])]
    findings += [undecided(fact) for fact in case.get("missing", [])]
    passages = tuple(PASSAGES[number] for number in case.get("texts", []))
    return letter_on(deps, checked(*findings, passages=passages))


def _finding(answer: dict[str, Any], deps: Dependencies) -> Finding:
    rule = deps.book.version(answer["rule"], TODAY)
    assert rule is not None
    facts = read_facts(f"{name}={value}" for name, value in answer["facts"].items())
    finding = rule.apply(facts, TODAY)
    assert finding is not None
    return finding
