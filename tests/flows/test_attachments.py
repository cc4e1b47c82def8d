"""What a requester attached is read once, within limits, and never keeps an answer back."""

from dataclasses import replace

import pytest

from app.wiring import Wiring
from cases.model import Attachment, Case, CaseState, Ticket
from connectors.base import ConnectorError, NotFound
from flows import steps, ticket_files
from flows.handle_ticket import handle_ticket
from tests.builders import a_ticket
from tests.fakes import ScriptedSystem, stub_classify

LETTER = Attachment("lettre.txt", "text/plain", 40, "f1")


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticket_files, "PAUSE_SECONDS", 0)


def with_files(*files: Attachment, from_requester: bool = True) -> Ticket:
    ticket = a_ticket()
    first = replace(ticket.messages[0], attachments=files, from_requester=from_requester)
    return replace(ticket, messages=(first,))


async def handled(office: Wiring) -> Case:
    assert (await handle_ticket("demo", "1", return_state=True)).name == "AwaitingApproval"
    case = await office.cases.find_ticket("demo", "1")
    assert case is not None
    return case


async def test_a_file_is_read_before_the_ticket_is_classified(
    office: Wiring, system: ScriptedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    system.tickets["1"] = with_files(LETTER)
    system.files["f1"] = "Je suis titulaire.".encode("cp1252")
    seen: list[str] = []

    async def classify(ticket: Ticket, deps: object, _corrected: str) -> object:
        seen.extend(file.text for file in ticket.attached)
        return await stub_classify(ticket, deps)

    monkeypatch.setattr(steps, "classify_ticket", classify)
    [file] = (await handled(office)).ticket.attached
    assert seen == ["Je suis titulaire."]
    assert file == replace(LETTER, text="Je suis titulaire.")


async def test_a_ticket_without_files_asks_for_none(
    office: Wiring, system: ScriptedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticket_files, "read_attachments", None)
    await handled(office)
    assert system.fetched == []


async def test_what_was_read_is_not_read_again_when_a_message_comes(
    office: Wiring, system: ScriptedSystem
) -> None:
    system.tickets["1"] = with_files(LETTER)
    system.files |= {"f1": b"Un.", "f2": b"Deux."}
    await handled(office)
    later = replace(a_ticket().messages[0], id="m2", attachments=(replace(LETTER, id="f2"),))
    system.say("1", later)
    case = await handled(office)
    assert [file.text for file in case.ticket.attached] == ["Un.", "Deux."]
    assert system.fetched == [("1", "f1"), ("1", "f2")]


async def test_reading_files_does_not_make_the_draft_stale(
    office: Wiring, system: ScriptedSystem
) -> None:
    system.tickets["1"] = with_files(LETTER)
    system.files["f1"] = b"Un."
    first = await handled(office)
    assert await handled(office) == first
    assert first.draft is not None
    assert first.draft.ticket_version == first.ticket.version == with_files(LETTER).version


async def test_a_passing_trouble_is_tried_again(office: Wiring, system: ScriptedSystem) -> None:
    system.tickets["1"] = with_files(LETTER)
    system.files["f1"] = b"Un."
    system.trouble("read_attachment", ConnectorError("Ne répond pas."))
    assert [file.text for file in (await handled(office)).ticket.attached] == ["Un."]


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (ConnectorError("Ne répond pas."), ticket_files.TRIES),
        (NotFound("Ôtée.", permanent=True), 1),
    ],
)
async def test_a_file_that_does_not_come_leaves_its_reason_and_the_answer_goes_on(
    office: Wiring, system: ScriptedSystem, error: ConnectorError, tries: int
) -> None:
    system.tickets["1"] = with_files(LETTER)
    system.trouble("read_attachment", *[error] * tries)
    case = await handled(office)
    assert [file.unread for file in case.ticket.attached] == [str(error)]
    assert case.state is CaseState.AWAITING_APPROVAL
    assert system.troubles["read_attachment"] == []


@pytest.mark.parametrize(
    ("file", "data", "why"),
    [
        (replace(LETTER, content_type="image/png"), b"", "image"),
        (LETTER, b"\x89PNG\r\n\x1a\n", "image"),
        (replace(LETTER, name="a.pdf", content_type="application/pdf"), b"MZ\x90\x00", "genre"),
        (replace(LETTER, size=11_000_000), b"x", "10 Mo"),
        (replace(LETTER, size=None), b"x" * 10_000_001, "10 Mo"),
        (replace(LETTER, id=""), b"", "ne la donne pas"),
        (LETTER, b"PK\x03\x04 bombe", "archive"),
    ],
)
async def test_what_is_not_read_says_why(
    office: Wiring, system: ScriptedSystem, file: Attachment, data: bytes, why: str
) -> None:
    system.tickets["1"] = with_files(file)
    system.files["f1"] = data
    [kept] = (await handled(office)).ticket.attached
    assert why in kept.unread
    assert kept.text == ""


async def test_files_beyond_the_share_of_a_ticket_are_not_fetched(
    office: Wiring, system: ScriptedSystem
) -> None:
    sizes = {"f1": 9_000_000, "f2": 9_000_000, "f3": 9_000_000, "f4": 1_000_000}
    system.tickets["1"] = with_files(*(replace(LETTER, id=i, size=s) for i, s in sizes.items()))
    system.files |= {i: b"\xff\xd8\xff".ljust(size) for i, size in sizes.items()}
    case = await handled(office)
    assert system.fetched == [("1", "f1"), ("1", "f2"), ("1", "f4")]
    assert "plus de pièces jointes" in case.ticket.attached[2].unread


async def test_a_system_that_lies_about_sizes_is_held_to_the_share_of_the_ticket(
    office: Wiring, system: ScriptedSystem
) -> None:
    files = [replace(LETTER, id=f"f{n}", size=10) for n in range(4)]
    system.tickets["1"] = with_files(*files)
    system.files |= {file.id: b"\xff\xd8\xff" * 3_000_000 for file in files}
    case = await handled(office)
    assert [file.unread[:5] for file in case.ticket.attached] == ["image"] * 2 + ["elle "] + [
        "le ti"
    ]


async def test_no_more_than_ten_files_are_read(office: Wiring, system: ScriptedSystem) -> None:
    files = [replace(LETTER, id=f"f{n}", content_type="image/png") for n in range(10)]
    system.tickets["1"] = with_files(*files, LETTER)
    system.files["f1"] = b"Un."
    case = await handled(office)
    assert system.fetched == []
    assert "plus de pièces jointes" in case.ticket.attached[-1].unread


async def test_a_colleagues_file_is_not_read(office: Wiring, system: ScriptedSystem) -> None:
    ticket = with_files(LETTER, from_requester=False)
    asked = replace(a_ticket().messages[0], id="m2")
    system.tickets["1"] = replace(ticket, messages=(*ticket.messages, asked))
    await handled(office)
    assert system.fetched == []


async def test_a_town_may_have_no_file_read(office: Wiring, system: ScriptedSystem) -> None:
    limits = office.settings.attachments.model_copy(update={"read": False})
    office.settings = office.settings.model_copy(update={"attachments": limits})
    system.tickets["1"] = with_files(LETTER)
    case = await handled(office)
    assert system.fetched == []
    assert case.ticket.attached[0].waits


async def test_a_long_text_is_kept_in_part(office: Wiring, system: ScriptedSystem) -> None:
    system.tickets["1"] = with_files(LETTER)
    system.files["f1"] = b"mot " * 20_000
    [file] = (await handled(office)).ticket.attached
    assert len(file.text) == ticket_files.MOST_CHARACTERS
