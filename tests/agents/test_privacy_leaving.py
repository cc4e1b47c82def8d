"""What leaves through the door to models, over real HTTP: none of what was found."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from agents.drafter.state import TO_MEND
from agents.gateway.model_gateway import ModelGateway
from agents.privacy.pseudonyms import Pseudonyms
from tests.agents.builders import (
    ModelServer,
    a_classification,
    a_finding,
    a_ticket,
    checked,
    says,
)
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
    server: ModelServer, door_to: Callable[..., ModelGateway]
) -> None:
    server.answer = says('{"colour": "bleu"}')
    gateway = door_to()
    for text in questions():
        hide = Pseudonyms.for_ticket(a_ticket(text))
        await gateway.ask("drafter", system="", user=text, answer=Reply, hide=hide, sensitive=False)
        sent = json.loads(server.received[-1])["messages"][1]["content"]
        assert hide.restore(sent) == text
        assert left(text, hide, sent) == []
    assert len(server.received) == len(list(questions()))


@pytest.mark.timeout(1200)  # hundreds of texts: not a measure, but a busy machine is slow
async def test_nothing_that_was_found_reaches_the_server_of_embeddings(tmp_path: Path) -> None:
    far, own = ModelServer(), ModelServer()
    far.answer = own.answer = embeds
    gateway = opened(tmp_path, own, far)
    for text in questions():
        hide = Pseudonyms.for_ticket(a_ticket(text))
        await gateway.embed([text], hide=hide, sensitive=False)
        (sent,) = json.loads(far.received[-1])["input"]
        assert left(text, hide, sent) == []
    assert len(far.received) == len(list(questions()))
    far.close()
    own.close()


TOLD = (
    "Bonjour, ici Oriane Zwicker, mon matricule est 845721, je suis née le 12 mars 1985 et mon "
    "numéro est le 06 39 98 12 34. Écrivez à oriane.zwicker@valmorel.example. Je travaille "
    "4 jours par semaine, combien de congés ?\n\nOriane Zwicker"
)
SECRETS = ("845721", "06 39", "98 12", "12 mars", "1985", "oriane", "zwicker", "valmorel.example")
PLACES = ("[MATRICULE_1]", "[TEL_1]", "[NAISSANCE_1]", "[COURRIEL_1]", "[NOM_1]")


@pytest.mark.parametrize(
    "body",
    [
        "Vous avez droit à 20 jours. Dossier {} suivi par le service.",
        "Nous vous rappellerons : {}, dès demain.",
        "Vous avez droit à 27 jours et nous vous garantissons « {} ».",
        "You have the right to the leave which is yours : {}.",
        "Nous retenons ceci {}",
    ],
)
async def test_a_second_try_tells_a_model_nothing_that_the_first_one_hid(
    team_with_models: Dependencies, server: ModelServer, body: str
) -> None:
    ticket = a_ticket(TOLD, name="Oriane Zwicker")
    answer = a_finding("Pour 4 jours par semaine, vous avez droit à 20 jours de congés par an.")
    for place in PLACES:
        server.received.clear()
        server.answer = says(json.dumps({"body": body.format(place)}))
        draft, _ = await draft_letter(ticket, a_classification(), checked(answer), team_with_models)
        first, again = (json.loads(sent)["messages"][1]["content"] for sent in server.received)
        assert place in first
        assert [words for words in SECRETS if words in (first + again).lower()] == []
        _, _, to_mend = again.partition(f"{TO_MEND}\n")
        assert to_mend
        assert re.search(r"[\d«»\[\]]", to_mend) is None
        assert any(said.startswith(to_mend.split("\n")[-1]) for said in draft.guard_failures)
