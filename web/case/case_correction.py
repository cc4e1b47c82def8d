"""An officer corrects what was understood; the letter is then written again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from cases.decisions.approvals import AlreadyDecided, OwnRequest, Stale
from cases.decisions.corrections import Change
from cases.model import CATEGORY, CorrectionKind
from connectors.safe_text import clean
from statute.facts import FACTS, Fact
from web.case.case_view import Banner, LetterForm, go_to_next_case, refusal_banner, show_again
from web.case.typed_letter import plain
from web.case.understanding import periods_example
from web.people.permissions import CaseId, DecidePost

router = APIRouter()

_LONGEST = 600
"""Characters kept of what was typed in one field."""

NOTHING_CHANGED = "Rien n’a changé : corrigez au moins un point avant de refaire la réponse."
SOMETHING_WRONG = "Rien n’a été gardé : un point est à reprendre."
NEW_DRAFT_KEEPS = (
    "Une nouvelle réponse a été préparée pendant que vous lisiez : la voici. "
    "Vos corrections sont encore dans leurs champs, rien n’est gardé : relisez, puis recommencez."
)
NOT_A_CATEGORY = "Choisissez une catégorie de la liste."


@dataclass
class TypedCorrections:
    """What came back: the changes to keep, and as they were typed, with what is wrong."""

    changes: list[Change] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    def add(self, about: str, typed: str, seen: str, categories: Mapping[str, str]) -> None:
        """Add what was typed of a fact or of the category, where the screen showed `seen`."""
        self.typed[about] = typed
        value, before = _machine(about, typed), _machine(about, seen)
        if about == CATEGORY and value not in categories:
            self.wrong[about] = NOT_A_CATEGORY
        elif value or about == CATEGORY:
            self.changes.append(Change(about, CorrectionKind.VALUE, value, before))
        elif typed:
            self.wrong[about] = why_wrong(FACTS[about])
        else:
            self.changes.append(Change(about, CorrectionKind.NOT_SAID, "", before))


@router.post("/dossiers/{case_id}/corriger")
async def correct(
    case_id: CaseId, post: DecidePost, form: Annotated[LetterForm, Form()]
) -> Response:
    """Keep what an officer corrected, and have the letter written again."""
    context, letter = post.context, plain(form.text)
    found = read_corrections(await post.request.form(), context.categories)
    if found.wrong or not found.changes:
        notice = SOMETHING_WRONG if found.wrong else NOTHING_CHANGED
        banner = Banner(notice, form.text, typed_goes_on=True, status=422)
        return await _show_again(post, case_id, banner, found)
    try:
        case = await context.corrections.correct(case_id, form.shown, post.approver, found.changes)
    except Stale:
        return await _show_again(post, case_id, Banner(NEW_DRAFT_KEEPS, letter, status=409), found)
    except (AlreadyDecided, OwnRequest) as refused:
        return await _show_again(post, case_id, refusal_banner(refused, letter), found)
    started = await context.start_handling(case.ticket.system, case.ticket.number)
    category = next((c.value for c in found.changes if c.about == CATEGORY and c.value), "")
    scope = post.scope
    if category and not scope.everything and category not in scope.plain | scope.delicate:
        # The case now goes to officers of other categories.
        return await go_to_next_case(post, case, "corrigee-ailleurs")
    drafted = plain(case.draft.text) if case.draft else ""
    if letter not in {"", drafted}:
        return await show_again(post, case_id, Banner(typed=letter))
    done = "" if started else "?fait=correction-en-attente"
    return RedirectResponse(f"/dossiers/{case_id}{done}", status_code=303)


def read_corrections(form: FormData, categories: Mapping[str, str]) -> TypedCorrections:
    """Find what differs from what the screen showed, and read it as the rules would."""
    found = TypedCorrections()
    unsaid, given_back = set(form.getlist("nondit")), set(form.getlist("rendre"))
    for about in (CATEGORY, *FACTS):
        seen, typed = _field(form, f"vu.{about}"), _field(form, f"v.{about}")
        if about in unsaid and about in FACTS:
            typed = ""
        if typed != seen and not same_value(FACTS.get(about), typed, seen):
            found.add(about, typed, seen, categories)
        elif about in given_back:
            found.changes.append(Change(about, CorrectionKind.AS_READ, read=_machine(about, seen)))
    return found


def same_value(fact: Fact | None, typed: str, seen: str) -> bool:
    """Tell whether two ways of writing say the same: 5 and 5,0."""
    value = fact.parse(typed) if fact else None
    return fact is not None and value is not None and value == fact.parse(seen)


def why_wrong(fact: Fact) -> str:
    """Say in one French sentence what a fact can be."""
    if fact.choices:
        return "Choisissez une réponse de la liste."
    if fact.kind is date:
        return "Il faut une date qui existe, entre 1900 et 2100."
    if fact.kind is tuple:
        return (
            f"Il faut des périodes qui ne se recouvrent pas, par exemple {periods_example(fact)}."
        )
    what = "un nombre entier" if fact.kind is int else "un nombre"
    return f"Il faut {what} entre {fact.at_least} et {fact.at_most}."


def _machine(about: str, typed: str) -> str:
    """Write a typed value as a machine does; empty when it is none."""
    if about == CATEGORY:
        return typed
    fact = FACTS[about]
    value = fact.parse(typed)
    return "" if value is None else fact.written(value)


def _field(form: FormData, name: str) -> str:
    typed = form.get(name, "")
    return clean(typed).strip()[:_LONGEST] if isinstance(typed, str) else ""


async def _show_again(
    post: DecidePost, case_id: str, banner: Banner, found: TypedCorrections
) -> Response:
    banner = replace(banner, corrections=found.typed, wrong=found.wrong)
    return await show_again(post, case_id, banner)
