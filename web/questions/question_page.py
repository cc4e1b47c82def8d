"""The page of questions: a question comes in a form, its answer goes out, nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from agents.answerer.answer_text import as_text, capital, opening, title_of
from agents.answerer.state import Answer, QuotedPassage
from app.question_service import BadQuestion, CannotAnswer, NotYet, day_asked, question_asked
from knowledge.search.procedures import LONGEST_QUESTION
from web.case.typed_letter import plain
from web.context import Context
from web.pages import page
from web.people.permissions import Reader, ReadPost
from web.texts.text_links import paragraph_url
from web.urls import QUESTIONS

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
class QuestionScreen:
    """What the page shows: what was typed, then an answer, a notice, or that it is preparing."""

    question: str
    day: str
    answered: Answer | None = None
    notice: str = ""
    preparing: bool = False

    @property
    def values(self) -> Mapping[str, object]:
        """What the template reads."""
        return {
            "screen": self,
            "longest": LONGEST_QUESTION,
            "address": quote_url,
            "capital": capital,
            "opening": opening,
            "title": title_of,
            "copy": as_text(self.answered) if self.answered else "",
        }


@router.get(QUESTIONS)
async def show_form(request: Request, context: Context, _session: Reader) -> Response:
    """Show the form; what answers is loaded while the officer types."""
    context.prepare_answers()
    screen = QuestionScreen("", context.today.isoformat())
    return page(request, "questions.html", screen.values)


@router.post(QUESTIONS)
async def answer(post: ReadPost, form: Annotated[QuestionForm, Form()]) -> Response:
    """Answer a question; until that is possible, show it again, and the page asks once more."""
    screen, status = QuestionScreen(form.question[: LONGEST_QUESTION + 1], form.jour), 200
    try:
        question = plain(question_asked(form.question))
        on = day_asked(form.jour, post.context.today)
        answered = await post.context.answer(question, on)
        screen = replace(screen, day=on.isoformat(), answered=answered)
    except BadQuestion as bad:
        screen, status = replace(screen, notice=str(bad)), 422
    except NotYet:
        screen, status = replace(screen, preparing=True), 202
    except CannotAnswer:
        screen, status = replace(screen, notice=CANNOT), 503
    return page(post.request, "questions.html", screen.values, status)


def quote_url(quoted: QuotedPassage) -> str:
    """Write the address of a quoted paragraph; empty where it is not in the library."""
    return paragraph_url(f"{quoted.version}-{quoted.paragraph}")
