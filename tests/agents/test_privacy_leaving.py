"""What leaves through the door to models, over real HTTP: none of what was found."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from agents.door import ModelDoor
from agents.privacy import Pseudonyms
from tests.agents.builders import ModelServer, a_ticket, says
from tests.agents.embeddings import opened
from tests.agents.privacy.measured import (
    DEVELOPMENT,
    marked_sentences,
    marked_tickets,
)
from tests.encoders import embeds


class Reply(BaseModel):
    colour: str


def questions() -> Iterator[str]:
    """Give every marked text, some in one question: LiteLLM costs more than what is measured."""
    if not DEVELOPMENT.exists():
        pytest.skip("the development tickets are not beside the project (../shared)")
    told = [*marked_tickets(), *marked_sentences("sentences.yaml")]
    told += marked_sentences("kept_aside.yaml")
    texts = [one.text for one in told if one.spans]
    for start in range(0, len(texts), 12):
        yield "\n\n".join(texts[start : start + 12])


def left(text: str, hide: Pseudonyms, sent: str) -> list[str]:
    """List what was found in a text and stands in what was sent."""
    found = {text[start:end] for start, end, _ in hide.find(text)}
    assert found
    return [words for words in found if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sent)]


@pytest.mark.timeout(1200)  # hundreds of texts: not a measure, but a busy machine is slow
async def test_nothing_that_was_found_reaches_the_server_of_a_model(
    server: ModelServer, door_to: Callable[..., ModelDoor]
) -> None:
    server.answer = says('{"colour": "bleu"}')
    door = door_to()
    for text in questions():
        hide = Pseudonyms.for_ticket(a_ticket(text))
        await door.ask("drafter", system="", user=text, answer=Reply, hide=hide, sensitive=False)
        sent = json.loads(server.received[-1])["messages"][1]["content"]
        assert hide.restore(sent) == text
        assert left(text, hide, sent) == []
    assert len(server.received) == len(list(questions()))


@pytest.mark.timeout(1200)  # hundreds of texts: not a measure, but a busy machine is slow
async def test_nothing_that_was_found_reaches_the_server_of_embeddings(tmp_path: Path) -> None:
    far, own = ModelServer(), ModelServer()
    far.answer = own.answer = embeds
    door = opened(tmp_path, own, far)
    for text in questions():
        hide = Pseudonyms.for_ticket(a_ticket(text))
        await door.embed([text], hide=hide, sensitive=False)
        (sent,) = json.loads(far.received[-1])["input"]
        assert left(text, hide, sent) == []
    assert len(far.received) == len(list(questions()))
    far.close()
    own.close()
