"""A town whose tickets, texts, models and colleagues all say one hostile thing, everywhere."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from lxml import html  # type: ignore[import-untyped]  # no stubs

from cases.decisions.corrections import Change
from cases.model import (
    Attachment,
    Case,
    CaseState,
    Citation,
    CorrectionKind,
    Draft,
    FactSource,
    Message,
    Outcome,
    Passage,
    Ticket,
)
from cases.model_call import ModelCall
from cases.store.records import DeliveryState
from knowledge.library.documents import About, Document, Nature, Section
from knowledge.library.text_library import Library
from tests.builders import ADA, BOB, CLASSIFICATION, FINDING, Store, a_ticket, shown

PAYLOADS: Mapping[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("xss.yaml").read_text("utf-8")
)
HARMLESS = "inoffensif"
LETTER = "Bonjour,\n\nVous toucherez 5 000 €."
Words = frozenset[tuple[str, str]]
"""The elements of a page, and the attributes of each: what its template is made of."""


@dataclass(frozen=True)
class Page:
    """An address, of which a name that is the same whatever is said there."""

    name: str
    path: str


def ticket_of(said: str, number: str) -> Ticket:
    bare = a_ticket(f"{number}{said}")
    file = Attachment(f"{said}.pdf", said, 12, said, said, said)
    unread = Attachment(said, said, None, "", "", said)
    quote = f"{said}\n\nLe lun. 23 nov. 2026, {said} a écrit :\n> {said}"
    messages = (
        Message(f"m{said}", said, bare.received_at, said, from_requester=True, attachments=(file,)),
        Message(
            f"n{said}", said, bare.received_at, quote, from_requester=False, attachments=(unread,)
        ),
    )
    return replace(
        bare,
        subject=said,
        requester_name=said,
        requester_email=said,
        requester_service=said,
        messages=messages,
    )


def draft_of(said: str, place: str) -> Draft:
    cited = (Citation(said, said, None, said), Citation(said, said, None, f"https://x/{said}"))
    finding = replace(
        FINDING,
        rule=said,
        title=said,
        answer=said,
        warning=said,
        facts={said: said, "jours_par_semaine": said},
        read_in={said: FactSource(said, said), "jours_par_semaine": FactSource(said, said)},
        missing=(said,),
        citations=cited,
    )
    passages = (
        Passage(said, said, said, 0.5, said),
        Passage(said, said, f"| {said} |\n|---|\n| {said} |", 0.5, said, place, "official", said),
    )
    text = f"Bonjour {said},\n\n« {said} »\n\n{said}"
    draft = Draft(Outcome.ANSWER, text, (finding,), passages, (said,), guard_failures=(said,))
    return replace(draft, words=said)


async def bring(store: Store, said: str, number: str, place: str) -> Case:
    case = await store.cases.open_case(ticket_of(said, number))
    found = replace(CLASSIFICATION, category=said, reason=said, refusal=said)
    found = replace(found, alternatives=((said, 0.1), ("x", 0.1)))
    await store.cases.record_classification(case.id, found, [ModelCall("drafter", said, 1, 1)])
    await store.cases.record_draft(case.id, draft_of(said, place))
    return await store.cases.move(case.id, CaseState.AWAITING_APPROVAL)


STATES = ("awaiting", "second", "back", "doubtful", "answered", "rejected", "corrected", "handed")


async def bring_all(store: Store, said: str, states: Sequence[str] = STATES) -> AsyncIterator[Page]:
    """Say it in a text and in a case of each state; give the pages of its own."""
    version = await keep_text(store, said)
    for path in ("", "/0", "/retirer"):
        yield Page(f"text{path}", f"/textes/{version}{path}")
    for state in states:
        case = await bring(store, said, state, f"{version}-0")
        await _bring_to(store, case, said, state)
        yield Page(state, f"/dossiers/{case.id}")


async def _bring_to(store: Store, case: Case, said: str, state: str) -> None:
    if state in {"second", "back"}:
        await store.approvals.approve(case.id, shown(case), f"{LETTER}\n\n{said}", BOB)
    if state == "back":
        await store.approvals.send_back(case.id, shown(case), said, ADA)
    elif state in {"doubtful", "answered"}:
        await _send(store, case, said, lost=state == "doubtful")
    elif state in {"rejected", "handed"}:
        where = CaseState.REJECTED if state == "rejected" else CaseState.HANDED_OVER
        await store.approvals.decline(case.id, shown(case), ADA, where, said, choice="autre")
    elif state == "corrected":
        change = Change("jours_par_semaine", CorrectionKind.VALUE, said, said)
        await store.corrections.correct(case.id, shown(case), ADA, [change])


async def _send(store: Store, case: Case, said: str, *, lost: bool) -> None:
    await store.approvals.approve(case.id, shown(case), f"Bonjour,\n\n{said}", BOB)
    delivery = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert delivery
    fate = DeliveryState.UNKNOWN if lost else DeliveryState.SENT
    noted = await store.deliveries.record(delivery, fate, external_id=said, error=said)
    await store.deliveries.settle(noted)


async def keep_text(store: Store, said: str) -> str:
    table = f"| {said} |\n|---|\n| {said} |"
    sections = (Section((said,), f"{said}\n\n- {said}\n\n**{said}**\n\n{table}", said),)
    about = About(said, said, None, None, said, said)
    await Library(store.engine).keep(Document(f"../{said}", about, Nature.OFFICIAL, sections))
    return (await Library(store.engine).versions())[0].id


def vocabulary(page: str) -> Words:
    """Give the elements of a page and their attributes."""
    words = set()
    for element in html.document_fromstring(re.sub("[\0\f]", " ", page)).iter():
        tag = element.tag if isinstance(element.tag, str) else "comment"
        words |= {(tag, ""), *((tag, str(name)) for name in element.attrib)}
    return frozenset(words)


def addresses(page: str) -> set[str]:
    """Give all that a page would fetch or lead to."""
    names = ("href", "src", "action", "hx-get", "hx-post", "formaction", "srcset", "data")
    root = html.document_fromstring(page)
    return {one for name in names for one in root.xpath(f"//@{name}")}
