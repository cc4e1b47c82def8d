"""Everything of one case in one view: what the relevé shows, on the page and as JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agents.drafter.basis import numbered
from cases.approvals import ALONE
from cases.audit import Event, read_trail
from cases.history import Drafted, Signed, read_drafts
from cases.model import Case, CaseState, Finding, Passage
from cases.openings import Opening
from cases.undone import TAKEN_BACK
from flows.spent import cost_of
from flows.spent import told as told_cost
from knowledge.reading import Reading, Version
from web.case.difference import NOTHING_CHANGED, Difference, difference
from web.names import names_in
from web.office import Office
from web.texts.where import parted
from web.told import told

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
class Shown:
    """One draft with its evidence, and what was changed in it before it was approved."""

    drafted: Drafted
    evidence: tuple[Evidence, ...]
    difference: Difference
    void: str
    """Why its approval holds no more, in French; empty where it holds or there is none."""
    why_two: str
    """Why two people were needed, as the trail says it."""
    alone: bool
    """Whether one person was enough because somebody was in danger."""

    @property
    def signed(self) -> Signed | None:
        """Its approval, if any."""
        return self.drafted.signed

    @property
    def spent(self) -> str:
        """What the calls to models cost, as far as it is known."""
        return told_cost(cost_of(self.drafted.calls))


@dataclass(frozen=True, slots=True)
class Told:
    """One link of the trail, and what it says in French."""

    event: Event
    what: str


@dataclass(frozen=True, slots=True)
class Statement:
    """All of one case. `names`: who and which group, by login and `group:` id."""

    case: Case
    drafts: tuple[Shown, ...]
    trail: tuple[Told, ...]
    names: Mapping[str, str]


async def read_statement(office: Office, case_id: str) -> Statement:
    """Read all of a case. Raises `NoSuchCase`."""
    case = await office.cases.find(case_id)
    made = await read_drafts(office.engine, office.approvals.signatures, case_id)
    trail = await read_trail(office.engine, case_id)
    names = await _names(office, case, made, trail)
    versions = await _versions(office, made)
    return Statement(
        case,
        tuple(_shown(one, case, trail, versions) for one in made),
        tuple(Told(event, told(event, names)) for event in trail),
        names,
    )


def _shown(
    one: Drafted, case: Case, trail: Iterable[Event], versions: Mapping[str, Version]
) -> Shown:
    signed = one.signed
    return Shown(
        one,
        tuple(_evidence(one, versions)),
        difference(one.draft.text, signed.approval.text) if signed else NOTHING_CHANGED,
        _void(one, case, trail) if signed else "",
        _why_two(signed, trail) if signed and signed.approval.needs_second else "",
        signed is not None and any(ALONE in event.details for event in _signing(signed, trail)),
    )


def _evidence(one: Drafted, versions: Mapping[str, Version]) -> Iterable[Evidence]:
    for number, what in enumerate(numbered(one.draft), start=1):
        place = parted(what.place) if isinstance(what, Passage) else None
        opened = tuple(opening for opening in one.openings if opening.number == number)
        yield Evidence(number, what, versions.get(place[0]) if place else None, opened)


def _void(one: Drafted, case: Case, trail: Iterable[Event]) -> str:
    number = one.draft.number
    for event in trail:
        if event.kind in MADE_VOID and event.details.get("instead_of") == str(number):
            return MADE_VOID[event.kind]
    left = one.signed and one.signed.delivery
    if left:
        return ""
    if case.draft is None or case.draft.number != number:
        return REPLACED
    half = one.signed and not one.signed.complete
    return UNCONFIRMED if half and case.state is not CaseState.AWAITING_SECOND else ""


def _why_two(signed: Signed, trail: Iterable[Event]) -> str:
    reasons = (event.details["reason"] for event in _signing(signed, trail))
    return next(reasons, "").partition(", ")[2]


def _signing(signed: Signed, trail: Iterable[Event]) -> Iterable[Event]:
    begins = f"{signed.approval.decision} brouillon {signed.approval.draft_number} "
    return (event for event in trail if event.details.get("reason", "").startswith(begins))


async def _versions(office: Office, made: Iterable[Drafted]) -> Mapping[str, Version]:
    places = (parted(passage.place) for one in made for passage in one.draft.passages)
    ids = {place[0] for place in places if place}
    found = await Reading(office.engine).siblings(ids) if ids else ()
    return {version.id: version for version in found}


async def _names(
    office: Office, case: Case, made: Iterable[Drafted], trail: Iterable[Event]
) -> Mapping[str, str]:
    people = {one.by for one in case.corrections}
    for drafted in made:
        people |= {opening.login for opening in drafted.openings}
        if signed := drafted.signed:
            people |= {signed.approval.approver}
            people |= {signed.second.approver} if signed.second else set()
    return await names_in(office, trail, people)
