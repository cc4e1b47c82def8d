"""The relevé of one case: everything of it in one view, to be read, printed or taken as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from agents.drafter.attribution import numbered
from app.spending import cost_of, format_cost
from cases.audit.trail import Entry, Event, read_trail, record
from cases.decisions.approvals import ALONE, TAKEN_BACK
from cases.model import Case, CaseState, Finding, Passage
from cases.store.database import now
from cases.store.draft_history import DraftRecord, Opening, SignedDraft, read_drafts
from knowledge.library.text_library import Library
from knowledge.library.versions import Version
from web.audit.event_labels import RECORD_EXPORTED, describe_event, people_in
from web.case.typed_letter import NOTHING_CHANGED, Difference, compare
from web.context import Context, PageContext
from web.pages import page
from web.people.permissions import CaseId, Reader
from web.texts.text_links import parse_place

router = APIRouter()

SECRET: Any = {
    "drafts": {"__all__": {"drafted": {"signed": {"approval": {"seal"}, "second": {"seal"}}}}},
    "trail": {"__all__": {"event": {"details": {"seal"}}}},
}
"""Seals prove to our own processes alone: they leave with nobody."""

MADE_VOID: Mapping[str, str] = {
    TAKEN_BACK: "annulée avant l’envoi",
    "sent_back": "renvoyée par la seconde personne",
    "amended": "remplacée par une version corrigée",
}
"""What an event did to the approval of the draft that it replaced."""

UNCONFIRMED = "sans suite : aucune seconde personne ne l’a confirmée, la lettre n’est pas partie"
REPLACED = "sans suite : une autre réponse a été préparée depuis"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence by its number, and the dates of its text where it is kept here."""

    number: int
    what: Finding | Passage
    version: Version | None
    opened: tuple[Opening, ...]

    @property
    def finding(self) -> Finding | None:
        """The finding, where it is one."""
        return self.what if isinstance(self.what, Finding) else None


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """One draft with its evidence, and what was changed in it before it was approved."""

    drafted: DraftRecord
    evidence: tuple[Evidence, ...]
    difference: Difference
    void: str
    """Why its approval holds no more, in French; empty where it holds or there is none."""
    why_two: str
    """Why two people were needed, as the trail says it."""
    alone: bool
    """Whether one person was enough because somebody was in danger."""

    @property
    def signed(self) -> SignedDraft | None:
        """Its approval, if any."""
        return self.drafted.signed

    @property
    def spent(self) -> str:
        """What the calls to models cost, as far as it is known."""
        return format_cost(cost_of(self.drafted.calls))


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One link of the trail, and what it says in French."""

    event: Event
    what: str


@dataclass(frozen=True, slots=True)
class Statement:
    """All of one case. `names`: who and which group, by login and `group:` id."""

    case: Case
    drafts: tuple[DraftStatement, ...]
    trail: tuple[TrailLine, ...]
    names: Mapping[str, str]


STATEMENT = TypeAdapter(Statement)


@router.get("/dossiers/{case_id}/releve")
async def show_statement(
    request: Request, case_id: CaseId, context: Context, _session: Reader
) -> Response:
    """Show everything of one case."""
    statement = await read_statement(context, case_id)
    return page(request, "audit/case.html", {"statement": statement, "case": statement.case})


@router.get("/dossiers/{case_id}/releve.json")
async def give_statement(case_id: CaseId, context: Context, session: Reader) -> Response:
    """Send the same as a file; the trail says who took it."""
    await record(context.engine, Entry(case_id, now(), session.account.login, RECORD_EXPORTED))
    statement = await read_statement(context, case_id)
    return Response(
        STATEMENT.dump_json(statement, indent=2, exclude=SECRET),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="releve-{case_id}.json"'},
    )


async def read_statement(context: PageContext, case_id: str) -> Statement:
    """Read all of a case. Raises `NoSuchCase`."""
    case = await context.cases.find(case_id)
    made = await read_drafts(context.engine, context.approvals.signatures, case_id)
    trail = await read_trail(context.engine, case_id)
    people = people_in(trail) | {one.by for one in case.corrections}
    for drafted in made:
        people |= {opening.login for opening in drafted.openings}
        if signed := drafted.signed:
            people |= {signed.approval.approver}
            people |= {signed.second.approver} if signed.second else set()
    names = await context.names(people)
    places = (parse_place(passage.place) for one in made for passage in one.draft.passages)
    ids = {place[0] for place in places if place}
    found = await Library(context.engine).siblings(ids) if ids else ()
    versions = {version.id: version for version in found}
    return Statement(
        case,
        tuple(_draft_statement(one, case, trail, versions) for one in made),
        tuple(TrailLine(event, describe_event(event, names)) for event in trail),
        names,
    )


def _draft_statement(
    one: DraftRecord, case: Case, trail: Iterable[Event], versions: Mapping[str, Version]
) -> DraftStatement:
    evidence = []
    for number, what in enumerate(numbered(one.draft), start=1):
        place = parse_place(what.place) if isinstance(what, Passage) else None
        opened = tuple(opening for opening in one.openings if opening.number == number)
        evidence.append(Evidence(number, what, versions.get(place[0]) if place else None, opened))
    signed = one.signed
    if signed is None:
        return DraftStatement(one, tuple(evidence), NOTHING_CHANGED, "", "", alone=False)
    begins = f"{signed.approval.decision} brouillon {signed.approval.draft_number} "
    signing = [event for event in trail if event.details.get("reason", "").startswith(begins)]
    why_two = ""
    if signed.approval.needs_second and signing:
        why_two = signing[0].details["reason"].partition(", ")[2]
    return DraftStatement(
        one,
        tuple(evidence),
        compare(one.draft.text, signed.approval.text),
        why_void(one, signed, case, trail),
        why_two,
        any(ALONE in event.details for event in signing),
    )


def why_void(one: DraftRecord, signed: SignedDraft, case: Case, trail: Iterable[Event]) -> str:
    """Say in French why the approval of a draft holds no more; empty where it holds."""
    number = one.draft.number
    for event in trail:
        if event.kind in MADE_VOID and event.details.get("instead_of") == str(number):
            return MADE_VOID[event.kind]
    if signed.delivery:
        return ""
    if case.draft is None or case.draft.number != number:
        return REPLACED
    half = not signed.complete
    return UNCONFIRMED if half and case.state is not CaseState.AWAITING_SECOND else ""
