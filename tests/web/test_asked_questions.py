"""The page lists what a ticket asks, and what answers each question."""

from dataclasses import replace

from cases.model import Question, QuestionKind
from tests.builders import DRAFT, FINDING, Store, a_ticket, bring_to_approval
from tests.web.conftest import Officer


async def test_each_question_has_its_evidence_or_none(sqlite_store: Store, ada: Officer) -> None:
    asked = (
        Question("Combien de jours ?", QuestionKind.HOW_MUCH),
        Question("Et <b>la prime</b> ?", QuestionKind.YES_NO),
        Question("Pas besoin des RTT", QuestionKind.WHICH, declined=True),
    )
    found = replace(FINDING, answers=(0,))
    draft = replace(DRAFT, questions=asked, findings=(found,))
    case = await bring_to_approval(sqlite_store, a_ticket(), draft)
    text = await ada.sees(f"/dossiers/{case.id}")
    listed = text.partition('<ol class="asked">')[2].partition("</ol>")[0]
    answered, left, declined = listed.split("</li>")[:3]
    assert '<a href="#appui-1">appui 1</a>' in answered
    assert "aucune règle ne répond" in left
    assert "<b>" not in left
    assert "réponse non souhaitée" in declined


async def test_a_draft_that_tells_no_question_lists_none(sqlite_store: Store, ada: Officer) -> None:
    case = await bring_to_approval(sqlite_store, a_ticket(), DRAFT)
    assert 'class="asked"' not in await ada.sees(f"/dossiers/{case.id}")
