"""A model that a person plays: a question is a file, its answer the file beside it."""

import asyncio
import json
import stat
from pathlib import Path

import httpx
import pytest

from app.processes.hand_served_model import served_by_hand

ASKED = {
    "model": "a-la-main",
    "messages": [
        {"role": "system", "content": "Réponds par un objet JSON."},
        {"role": "user", "content": "Combien de jours ?"},
    ],
    "temperature": 0,
}
SOON = 10
"""Seconds in which a question is laid down."""


async def post(folder: Path, asked: object = ASKED) -> httpx.Response:
    through = httpx.ASGITransport(app=served_by_hand(folder))
    async with httpx.AsyncClient(transport=through, base_url="http://127.0.0.1") as client:
        return await client.post("/v1/chat/completions", json=asked)


def questions_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.demande.md"))


async def question_in(folder: Path, number: int = 1) -> Path:
    """Wait for a question, by its number."""
    async with asyncio.timeout(SOON):
        while len(questions_in(folder)) < number:  # noqa: ASYNC110 - a file signals nothing
            await asyncio.sleep(0.05)
    return questions_in(folder)[number - 1]


def answer_beside(question: Path) -> Path:
    return question.with_name(question.name.replace(".demande.md", ".reponse.json"))


async def test_a_question_waits_for_the_answer_that_a_person_writes(tmp_path: Path) -> None:
    folder = tmp_path / "bureau"
    asking = asyncio.create_task(post(folder))
    question = await question_in(folder)
    assert "# user\n\nCombien de jours ?" in question.read_text(encoding="utf-8")
    answer_beside(question).write_text('{"jours": ', encoding="utf-8")  # Half written.
    await asyncio.sleep(0.5)
    assert not asking.done()
    answer_beside(question).write_text('{"jours": 20}', encoding="utf-8")
    given = (await asking).json()
    assert json.loads(given["choices"][0]["message"]["content"]) == {"jours": 20}
    usage = given["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"] > 10


async def test_a_question_asked_again_finds_its_answer_and_is_laid_down_once(
    tmp_path: Path,
) -> None:
    asking = asyncio.create_task(post(tmp_path))
    answer_beside(await question_in(tmp_path)).write_text("{}", encoding="utf-8")
    await asking
    again = await post(tmp_path)
    assert again.json()["choices"][0]["message"]["content"] == "{}"
    assert len(questions_in(tmp_path)) == 1


async def test_questions_are_numbered_in_the_order_they_came(tmp_path: Path) -> None:
    for number, words in enumerate(("Un ?", "Deux ?"), start=1):
        asked = {"messages": [{"role": "user", "content": words}]}
        asking = asyncio.create_task(post(tmp_path, asked))
        lying = await question_in(tmp_path, number)
        assert lying.name.startswith(f"{number:03}-")
        answer_beside(lying).write_text("{}", encoding="utf-8")
        await asking


async def test_only_its_owner_reads_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "bureau"
    served_by_hand(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("asked", [{}, {"messages": []}, {"messages": [{"role": "x"}]}, [1]])
async def test_what_is_no_question_is_refused(tmp_path: Path, asked: object) -> None:
    answered = await post(tmp_path, asked)
    assert answered.status_code == 422
    assert questions_in(tmp_path) == []
