"""The page of questions: a question comes in a form, its answer goes out, nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from agents.answerer import Answered, Quoted
from agents.answerer.plain import as_text, capital, opening, title_of
from cases.store import now
from flows.questions import BadQuestion, CannotAnswer, NotYet, day_asked, question_asked
from knowledge.procedures import LONGEST_QUESTION
from web.case.letter import plain
from web.office import Here
from web.pages import page
from web.people.gate import Reader, ReadingDesk, SignedDesk
from web.security import QUESTIONS
from web.texts.where import link_to

router = APIRouter()

CANNOT = (
    "Le guichet ne peut pas répondre aux questions pour l’instant : prévenez votre service "
    "informatique. Votre question est toujours là."
)


class QuestionForm(BaseModel):
    """What the officer asks, and the day whose law they want."""

    question: str = ""
    jour: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """What the page shows: what was typed, then an answer, a notice, or that it is preparing."""

    question: str
    day: str
    answered: Answered | None = None
    notice: str = ""
    preparing: bool = False

    @property
    def values(self) -> Mapping[str, object]:
        """What the template reads."""
        return {
            "screen": self,
            "longest": LONGEST_QUESTION,
            "address": address_of,
            "capital": capital,
            "opening": opening,
            "title": title_of,
            "copy": as_text(self.answered) if self.answered else "",
        }


@router.get(QUESTIONS)
async def show_form(request: Request, office: Here, _session: Reader) -> Response:
    """Show the form; what answers is loaded while the officer types."""
    office.questions.prepare()
    today = _today(office.time_zone)
    return page(request, "questions.html", Screen("", today.isoformat()).values)


@router.post(QUESTIONS)
async def answer(desk: ReadingDesk, form: Annotated[QuestionForm, Form()]) -> Response:
    """Answer a question; until that is possible, show it again, and the page asks once more."""
    screen, status = await _screen(desk, form)
    return page(desk.request, "questions.html", screen.values, status)


async def _screen(desk: SignedDesk, form: QuestionForm) -> tuple[Screen, int]:
    typed = form.question[: LONGEST_QUESTION + 1]
    today = _today(desk.office.time_zone)
    try:
        question = plain(question_asked(form.question))
        on = day_asked(form.jour, today)
        answered = await desk.office.questions.ask(question, on)
    except BadQuestion as bad:
        return Screen(typed, form.jour, notice=str(bad)), 422
    except NotYet:
        return Screen(typed, form.jour, preparing=True), 202
    except CannotAnswer:
        return Screen(typed, form.jour, notice=CANNOT), 503
    return Screen(typed, on.isoformat(), answered), 200


def address_of(quoted: Quoted) -> str:
    """Give the page of the paragraph that is quoted; empty where it is not in the library."""
    return link_to(f"{quoted.version}-{quoted.paragraph}")


def _today(zone: tzinfo) -> date:
    return now().astimezone(zone).date()
