import json
from dataclasses import replace
from datetime import date

import httpx
import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from agents.answerer.state import Reason
from app.question_service import CannotAnswer, NotYet
from knowledge.search.procedures import LONGEST_QUESTION
from tests.answers import ABSTENTION, ANSWER, ARTICLE, BONUS, QUOTED, VERSION, Oracle
from tests.web.conftest import Officer, SignIn

SECRET = "Mme Zélie Dubreuilh, arrêtée pour une dépression"


async def asks(officer: Officer, question: str, **fields: str) -> httpx.Response:
    form = {"csrf": await officer.csrf(), "question": question, "jour": "2025-03-14", **fields}
    return await officer.client.post("/questions", data=form)


async def test_an_answer_names_its_sources_and_each_opens_at_its_paragraph(
    ada: Officer, oracle: Oracle
) -> None:
    answer = await asks(ada, "Quel traitement en maladie ?")
    assert answer.status_code == 200
    assert oracle.asked == [("Quel traitement en maladie ?", date(2025, 3, 14))]
    assert "90 % du traitement pendant 3 mois" in answer.text
    assert answer.text.count('href="https://legifrance.example/L822-3"') == 2
    assert answer.text.count(f'href="/textes/{VERSION}/3#p3"') == 2
    assert '<li id="source-1" value="1">' in answer.text
    assert "en vigueur depuis le 1er\u00a0mars 2025" in answer.text
    assert "vérifié dans le texte officiel" in answer.text
    assert "Dans la collectivité, la procédure « Régime »" in answer.text


async def test_what_was_typed_stays_beside_its_answer(ada: Officer) -> None:
    answer = await asks(ada, "Quel traitement ?")
    assert "Quel traitement ?</textarea>" in answer.text
    assert 'value="2025-03-14"' in answer.text


async def test_the_answer_can_be_copied_without_a_script(ada: Officer) -> None:
    text = (await asks(ada, "Quel traitement ?")).text
    copied = text.partition('id="a-copier"')[2].partition("</textarea>")[0]
    assert "90 % du traitement pendant 3 mois [1]." in copied.replace("\u00a0", " ")
    assert "[1] Article L822-3 du code" in copied


async def test_an_abstention_says_so_and_what_is_missing(ada: Officer, oracle: Oracle) -> None:
    oracle.says = ABSTENTION
    text = (await asks(ada, "Combien de jours ?")).text
    assert "Je ne sais pas" in text
    assert "La réponse dépend de la situation de l’agent." in text
    assert "<li>Quel est votre statut ?</li>" in text
    assert "Sources" not in text


async def test_an_abstention_shows_what_was_near_and_why_it_is_not_enough(
    ada: Officer, oracle: Oracle
) -> None:
    near = replace(QUOTED, number=1, why="Probabilité que ce passage réponde : 40 %.")
    oracle.says = replace(ABSTENTION, reason=Reason.TOO_FAR, missing=(), questions=(), near=(near,))
    text = (await asks(ada, "Et la prime ?")).text
    assert "pourquoi ce n’est pas assez" in text
    assert "Probabilité que ce passage réponde : 40 %." in text
    assert f'href="/textes/{VERSION}/3#p3"' in text


async def test_nothing_that_is_typed_or_quoted_becomes_markup(ada: Officer, oracle: Oracle) -> None:
    evil = "<script>alert(1)</script>"
    quoted = replace(QUOTED, quotes=(evil,), origin=f"la procédure « {evil} »")
    oracle.says = replace(ANSWER, texts=(quoted,))
    text = (await asks(ada, f"</textarea>{evil}", jour="2025-03-14")).text
    assert evil not in text
    assert "&lt;script&gt;alert(1)" in text


async def test_an_address_that_is_not_https_is_not_linked(ada: Officer, oracle: Oracle) -> None:
    citation = replace(ARTICLE.citation, url="javascript:alert(1)")
    oracle.says = replace(ANSWER, articles=(replace(ARTICLE, citation=citation),))
    text = (await asks(ada, "Quel traitement ?")).text
    assert 'href="javascript:' not in text
    assert 'href="#source-1"' in text


async def test_a_text_that_is_in_no_library_is_named_without_a_link(
    ada: Officer, oracle: Oracle
) -> None:
    passage = replace(BONUS, place="")
    oracle.says = replace(ANSWER, texts=(replace(QUOTED, passage=passage),))
    text = (await asks(ada, "Quel traitement ?")).text
    assert "/textes/" not in text
    assert BONUS.quote in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"question": "   "}, "La question est vide"),
        ({"question": "?!"}, "La question est vide"),
        ({"question": "a" * (LONGEST_QUESTION + 1)}, "dépasse 20 000 signes"),
        ({"question": "Combien ?", "jour": "2026-02-30"}, "pas une date existante"),
        ({"question": "Combien ?", "jour": "0001-01-01"}, "choisissez un autre jour"),
    ],
)
async def test_what_cannot_be_asked_is_said_and_kept_in_the_form(
    ada: Officer, oracle: Oracle, fields: dict[str, str], said: str
) -> None:
    answer = await asks(ada, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert f"{fields['question'].strip()}</textarea>" in answer.text.replace("\n", "").strip() or (
        fields["question"].strip() == ""
    )
    assert oracle.asked == []


async def test_a_question_asked_too_early_is_shown_again_and_asks_itself_once_more(
    ada: Officer, oracle: Oracle
) -> None:
    oracle.says = NotYet()
    answer = await asks(ada, "Combien de jours ?")
    assert answer.status_code == 202
    assert "Préparation…" in answer.text
    assert 'hx-post="/questions"' in answer.text
    assert "Combien de jours ?</textarea>" in answer.text


async def test_agents_that_cannot_be_loaded_are_one_sentence(ada: Officer, oracle: Oracle) -> None:
    oracle.says = CannotAnswer()
    answer = await asks(ada, "Combien de jours ?")
    assert answer.status_code == 503
    assert "prévenez votre service informatique" in answer.text
    assert "hx-post" not in answer.text


async def test_opening_the_page_begins_to_load_what_answers(ada: Officer, oracle: Oracle) -> None:
    assert "Poser la question" in await ada.sees("/questions")
    assert oracle.prepared == 1


@pytest.mark.parametrize("csrf", ["", "faux"])
async def test_a_forged_question_is_not_asked(ada: Officer, oracle: Oracle, csrf: str) -> None:
    assert (await asks(ada, "Combien ?", csrf=csrf)).status_code == 403
    assert oracle.asked == []


async def test_whoever_is_not_signed_in_asks_nothing(stranger: Officer, oracle: Oracle) -> None:
    for answer in (
        await stranger.client.get("/questions"),
        await stranger.client.post("/questions", data={"question": SECRET}),
    ):
        assert answer.status_code == 303
        assert answer.headers["location"] == "/connexion?suite=%2Fquestions"
    assert (oracle.asked, oracle.prepared) == ([], 0)


async def test_a_question_is_in_no_address_and_in_no_log(
    ada: Officer, oracle: Oracle, capfd: pytest.CaptureFixture[str]
) -> None:
    with capture_logs() as logs:
        answer = await asks(ada, SECRET)
        oracle.says = RuntimeError(SECRET)
        failed = await asks(ada, SECRET)
    assert (answer.status_code, failed.status_code) == (200, 500)
    assert "Dubreuilh" not in str(answer.url) + json.dumps(logs) + failed.text
    assert "Dubreuilh" not in "".join(capfd.readouterr())
    assert answer.headers["cache-control"] == "no-store"


async def test_a_question_sent_in_the_address_is_not_read(
    app: FastAPI, sign_in: SignIn, oracle: Oracle
) -> None:
    _ = app
    ada = await sign_in("ada")
    text = (await ada.client.get("/questions", params={"question": SECRET})).text
    assert "Dubreuilh" not in text
    assert oracle.asked == []
