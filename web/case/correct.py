"""An officer corrects what was understood; the letter is then written again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from cases.approvals import AlreadyDecided, OwnRequest, Stale
from cases.correction import CATEGORY, Said
from cases.corrections import Change
from cases.model import Case
from connectors.safe_text import clean
from statute.facts import FACTS, Fact
from web.case.decisions import LetterForm, go_on
from web.case.letter import plain
from web.case.refusals import OWN_REQUEST
from web.case.screen import CaseId
from web.case.shown import Aside, show_case
from web.people.gate import Desk
from web.people.session import approver

router = APIRouter()

_LONGEST = 200
"""Characters kept of what was typed in one field."""

NOTHING_CHANGED = "Rien n’a changé : corrigez au moins un point avant de refaire la réponse."
SOMETHING_WRONG = "Rien n’a été gardé : un point est à reprendre."
NEW_DRAFT = (
    "Une nouvelle réponse a été préparée pendant que vous lisiez : la voici. "
    "Vos corrections sont encore dans leurs champs, rien n’est gardé : relisez, puis recommencez."
)
NOT_A_CATEGORY = "Choisissez une catégorie de la liste."


@dataclass
class Typed:
    """What came back: the changes to keep, and as they were typed, with what is wrong."""

    changes: list[Change] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


@router.post("/dossiers/{case_id}/corriger")
async def correct(case_id: CaseId, desk: Desk, form: Annotated[LetterForm, Form()]) -> Response:
    """Keep what an officer corrected, and have the letter written again."""
    typed = read_typed(await desk.request.form(), desk.office.categories)
    if typed.wrong or not typed.changes:
        notice = SOMETHING_WRONG if typed.wrong else NOTHING_CHANGED
        aside = Aside(notice, form.text, typed_goes_on=True, status=422)
        return await _again(desk, case_id, aside, typed)
    try:
        who = approver(desk.session)
        case = await desk.office.corrections.correct(case_id, form.shown, who, typed.changes)
    except (AlreadyDecided, Stale, OwnRequest) as refused:
        return await _again(desk, case_id, _refusal(refused, plain(form.text)), typed)
    started = await desk.office.start_handling(case.ticket.system, case.ticket.number)
    if _leaves_reach(desk, typed.changes):
        return await go_on(desk, case, "corrigee-ailleurs")
    if _is_edited(case, form.text):
        return await show_case(desk.request, case_id, desk.session, Aside(typed=plain(form.text)))
    said = "" if started else "?fait=correction-en-attente"
    return RedirectResponse(f"/dossiers/{case_id}{said}", status_code=303)


@router.post("/dossiers/{case_id}/garder")
async def keep_beside(case_id: CaseId, desk: Desk, text: Annotated[str, Form()] = "") -> Response:
    """Show a case as it stands now, an officer's own letter kept beside it."""
    return await show_case(desk.request, case_id, desk.session, Aside(typed=plain(text)))


def read_typed(form: FormData, categories: Mapping[str, str]) -> Typed:
    """Find what differs from what the screen showed, and read it as the rules would."""
    found = Typed()
    unsaid, given_back = set(form.getlist("nondit")), set(form.getlist("rendre"))
    for about in (CATEGORY, *FACTS):
        seen, typed = _field(form, f"vu.{about}"), _field(form, f"v.{about}")
        if about in unsaid and about in FACTS:
            typed = ""
        if typed != seen and not _same(about, typed, seen):
            _read(found, about, typed, seen, categories)
        elif about in given_back:
            found.changes.append(Change(about, Said.AS_READ, read=_machine(about, seen)))
    return found


def why_wrong(fact: Fact) -> str:
    """Say in one French sentence what a fact can be."""
    if fact.choices:
        return "Choisissez une réponse de la liste."
    if fact.kind is date:
        return "Il faut une date qui existe, entre 1900 et 2100."
    what = "un nombre entier" if fact.kind is int else "un nombre"
    return f"Il faut {what} entre {fact.at_least} et {fact.at_most}."


def _read(found: Typed, about: str, typed: str, seen: str, categories: Mapping[str, str]) -> None:
    found.typed[about] = typed
    if about == CATEGORY:
        if typed in categories:
            found.changes.append(Change(about, Said.VALUE, typed, seen))
        else:
            found.wrong[about] = NOT_A_CATEGORY
        return
    value = _machine(about, typed)
    if value:
        found.changes.append(Change(about, Said.VALUE, value, _machine(about, seen)))
    elif typed:
        found.wrong[about] = why_wrong(FACTS[about])
    else:
        found.changes.append(Change(about, Said.NOT_SAID, "", _machine(about, seen)))


def _machine(about: str, typed: str) -> str:
    """Write a typed value as a machine does; empty when it is none."""
    if about == CATEGORY:
        return typed
    fact = FACTS[about]
    value = fact.parse(typed)
    return "" if value is None else fact.written(value)


def _same(about: str, typed: str, seen: str) -> bool:
    """Tell whether two ways of writing say the same: 5 and 5,0."""
    fact = FACTS.get(about)
    value = fact.parse(typed) if fact else None
    return fact is not None and value is not None and value == fact.parse(seen)


def _field(form: FormData, name: str) -> str:
    typed = form.get(name, "")
    return clean(typed).strip()[:_LONGEST] if isinstance(typed, str) else ""


async def _again(desk: Desk, case_id: str, aside: Aside, typed: Typed) -> Response:
    aside = replace(aside, corrections=typed.typed, wrong=typed.wrong)
    return await show_case(desk.request, case_id, desk.session, aside)


def _refusal(refused: Exception, letter: str) -> Aside:
    match refused:
        case Stale():
            return Aside(NEW_DRAFT, letter, status=409)
        case OwnRequest():
            return Aside(OWN_REQUEST, letter, status=403)
        case _:
            return Aside(typed=letter, beaten=True, status=409)


def _is_edited(case: Case, letter: str) -> bool:
    drafted = plain(case.draft.text) if case.draft else ""
    return plain(letter) not in {"", drafted}


def _leaves_reach(desk: Desk, changes: list[Change]) -> bool:
    """Tell whether the case now goes to officers of other categories."""
    to = next((c.value for c in changes if c.about == CATEGORY and c.value), "")
    reach = desk.reach
    return bool(to) and not reach.everything and to not in reach.plain | reach.delicate
