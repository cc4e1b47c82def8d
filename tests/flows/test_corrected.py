"""A fact that an officer corrects changes the letter, by the same journey."""

from dataclasses import replace

import pytest

from agents.checker.state import Checked
from app.wiring import Wiring
from cases.decisions.corrections import Change
from cases.model import (
    Case,
    CaseState,
    Classification,
    Correction,
    CorrectionKind,
    Draft,
    Message,
    Outcome,
    Ticket,
)
from flows import steps
from flows.handle_ticket import handle_ticket
from tests.builders import ADA, CLASSIFICATION, FINDING, a_ticket, shown
from tests.fakes import ScriptedSystem

STATUT = Change("statut", CorrectionKind.VALUE, "contractuel", "titulaire")
CATEGORY = Change("category", CorrectionKind.VALUE, "maladie", "conges")


@pytest.fixture(autouse=True)
def telling_agents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agents whose letter says of which category and with what corrections it was written."""

    async def classify(
        _ticket: Ticket, _deps: object, corrected: str
    ) -> tuple[Classification, tuple[()]]:
        return (replace(CLASSIFICATION, category=corrected) if corrected else CLASSIFICATION), ()

    async def check(
        _ticket: Ticket, _found: object, _deps: object, corrected: dict[str, Correction]
    ) -> Checked:
        told = {about: one.value for about, one in corrected.items()}
        return Checked((), (), tuple(f"{a}={v}" for a, v in told.items()), (), FINDING.on)

    async def draft(
        _ticket: Ticket, found: Classification, checked: Checked, _deps: object
    ) -> tuple[Draft, tuple[()]]:
        text = " ".join((found.category, *checked.missing_facts))
        return Draft(Outcome.ANSWER, text), ()

    monkeypatch.setattr(steps, "classify_ticket", classify)
    monkeypatch.setattr(steps, "check", check)
    monkeypatch.setattr(steps, "draft", draft)


async def handled(office: Wiring) -> Case:
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"
    case = await office.cases.find_ticket("demo", "1")
    assert case is not None
    return case


def letter(case: Case) -> str:
    assert case.draft
    return case.draft.text


async def test_what_was_corrected_changes_the_letter(office: Wiring) -> None:
    first = await handled(office)
    assert letter(first) == "conges"
    await office.corrections.correct(first.id, shown(first), ADA, [STATUT, CATEGORY])
    again = await handled(office)
    assert letter(again) == "maladie statut=contractuel category=maladie"
    assert again.draft is not None
    assert again.draft.number == 2
    assert again.state is CaseState.AWAITING_APPROVAL


async def test_corrections_outlive_a_new_message(office: Wiring, system: ScriptedSystem) -> None:
    first = await handled(office)
    await office.corrections.correct(first.id, shown(first), ADA, [STATUT])
    await handled(office)
    at = a_ticket().received_at
    system.say("1", Message("m2", "Camille", at, "Je suis titulaire.", from_requester=True))
    assert letter(await handled(office)) == "conges statut=contractuel"


async def test_a_correction_that_is_withdrawn_counts_no_more(office: Wiring) -> None:
    first = await handled(office)
    await office.corrections.correct(first.id, shown(first), ADA, [STATUT])
    again = await handled(office)
    withdrawn = Change("statut", CorrectionKind.AS_READ, read="contractuel")
    await office.corrections.correct(again.id, shown(again), ADA, [withdrawn])
    assert letter(await handled(office)) == "conges"


async def test_a_corrected_category_is_written_back_to_the_ticket(
    office: Wiring, system: ScriptedSystem
) -> None:
    first = await handled(office)
    await office.corrections.correct(first.id, shown(first), ADA, [CATEGORY])
    await handled(office)
    assert [triage.category for _, triage in system.triages] == ["conges", "maladie"]
