"""The search in local texts by a route for embeddings: what it finds, and what leaves."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from agents.checker.graph import check
from agents.checker.relevance import Relevance
from agents.checker.rule_matcher import LearnedFeatures
from agents.dependencies import Dependencies
from agents.drafter.quotable import LEFT_TO_IT
from agents.gateway.model_gateway import ModelGateway, encoder_of_texts
from knowledge.encoder import E5, Encoder
from knowledge.search.known_questions import KnownQuestion
from knowledge.search.procedures import Procedures
from tests.agents.builders import ModelServer, a_classification, a_ticket, says_raw
from tests.agents.embeddings import ASKED, NAMES, SECRETS, of_ticket, sent_to
from tests.agents.embeddings import gateway as gateway  # noqa: PLC0414 - a fixture
from tests.agents.embeddings import remote as remote  # noqa: PLC0414 - a fixture

TODAY = date(2026, 11, 24)
PROCEDURES = Path(__file__).parents[2] / "deploy" / "demo" / "procedures"
FOUND = "teletravail.md#Nombre de jours"
QUESTIONS = {
    FOUND: "Combien de jours de télétravail par semaine au plus ?",
    "conges.md#Solde de fin d'année": "Puis-je reporter mes congés après le 31 décembre ?",
    "rib-et-bulletins.md#Changer de compte bancaire": "Je change de compte bancaire, où déposer "
    "mon relevé d'identité bancaire ?",
}
ALL = (
    *QUESTIONS,
    *("conges.md#Délai de demande", "conges.md#Ponts et fermetures"),
    *("rib-et-bulletins.md#Retrouver un bulletin", "teletravail.md#Faire la demande"),
    *("teletravail.md#Indemnité", "annuaire.md#"),
)
KNOWN = tuple(
    KnownQuestion(text=f"Madame Oriane Zwicker : {place.partition('#')[2]} ?", answered_by=(place,))
    for place in ALL
)
DIRECTORY = """---
title: Annuaire
reference: Note 1
valid_from: 2026-01-01
applies_to: Tous
owner: DRH
---

# Annuaire

Madame Oriane Zwicker répond au 06 39 98 12 34.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = Path(shutil.copytree(PROCEDURES, tmp_path / "textes"))
    (copied / "annuaire.md").write_text(DIRECTORY, "utf-8")
    return copied


@pytest.fixture(scope="module")
def features(deps: Dependencies) -> LearnedFeatures:
    assert isinstance(deps.relevance, Relevance)
    return LearnedFeatures(deps.classifier, deps.relevance.matcher)


Read = Callable[..., Procedures]


@pytest.fixture
def read(folder: Path, features: LearnedFeatures) -> Read:
    """Read the texts of the folder, with some known questions, by an encoder."""

    def texts(known: Sequence[KnownQuestion] = (), encoder: Encoder = E5) -> Procedures:
        return Procedures.from_folder(folder, features, known, encoder)

    return texts


def first(texts: Procedures, asked: str, encoder: Encoder = E5) -> str:
    passage = texts.search(asked, TODAY, encoder=encoder)[0]
    return f"{passage.source}#{passage.heading}"


def test_no_personal_span_leaves_with_a_question_a_text_or_a_known_question(
    gateway: ModelGateway, remote: ModelServer, server: ModelServer, read: Read
) -> None:
    texts = read(KNOWN, encoder_of_texts(gateway))
    assert first(texts, ASKED, of_ticket(gateway)) == FOUND
    assert first(texts, ASKED, of_ticket(gateway, sensitive=True)) == FOUND
    for told in (
        "combien de jours de télétravail",
        "répond au [tel_1]",
        "madame [nom_1] : indemnité",
    ):
        assert told in sent_to(remote)
    assert "combien de jours de télétravail" in sent_to(server)
    for secret in (*SECRETS, "06 39 98 12 34", "oriane.zwicker"):
        assert secret.lower() not in sent_to(remote) + sent_to(server)


def test_a_sensitive_question_stays_on_the_machines_of_the_site_even_when_they_fail(
    gateway: ModelGateway, remote: ModelServer, server: ModelServer, read: Read
) -> None:
    texts = read((), encoder_of_texts(gateway))
    remote.received.clear()
    server.answer = says_raw(500, "en panne")
    assert first(texts, ASKED, of_ticket(gateway, sensitive=True)) == FOUND
    assert server.received
    assert not remote.received


@pytest.mark.parametrize("known", [(), KNOWN])
def test_the_search_ranks_by_a_route_whose_scale_it_does_not_know(
    gateway: ModelGateway, remote: ModelServer, read: Read, known: Sequence[KnownQuestion]
) -> None:
    texts = read(known, encoder_of_texts(gateway))
    remote.received.clear()
    with capture_logs() as logs:
        for place, asked in QUESTIONS.items():
            assert first(texts, asked, of_ticket(gateway)) == place
        unrelated = "Quelle quotité pour ma retraite anticipée ?"
        found = texts.search(unrelated, TODAY, encoder=of_ticket(gateway))
        assert all(passage.score < LEFT_TO_IT for passage in found)
    assert logs == []
    assert len(remote.received) == len(QUESTIONS) + 1


def test_a_question_that_the_route_refuses_is_searched_by_the_embedded_encoder_and_the_log_says_so(
    gateway: ModelGateway, remote: ModelServer, read: Read
) -> None:
    texts = read((), encoder_of_texts(gateway))
    remote.answer = says_raw(500, "en panne")
    with capture_logs() as logs:
        found = texts.search(ASKED, TODAY, encoder=of_ticket(gateway))
    assert found == read().search(ASKED, TODAY)
    told = [(log["event"], log["log_level"]) for log in logs]
    assert told == [("question_not_encoded", "warning")]


def test_texts_that_the_route_refuses_are_searched_by_the_embedded_encoder(
    gateway: ModelGateway, remote: ModelServer, read: Read
) -> None:
    remote.answer = says_raw(429, "{}")
    with capture_logs() as logs:
        texts = read(KNOWN, encoder_of_texts(gateway))
    assert [log["event"] for log in logs] == ["texts_not_encoded"]
    remote.received.clear()
    assert first(texts, ASKED, of_ticket(gateway)) == FOUND
    assert not remote.received


async def test_a_check_sends_an_ordinary_question_to_the_ordinary_route(
    deps: Dependencies, gateway: ModelGateway, remote: ModelServer, server: ModelServer, read: Read
) -> None:
    await checked_by(deps, gateway, read, sensitive=False)
    assert "combien de jours" in sent_to(remote)
    assert not server.received


async def test_a_check_sends_a_sensitive_question_to_the_site_alone(
    deps: Dependencies, gateway: ModelGateway, remote: ModelServer, server: ModelServer, read: Read
) -> None:
    await checked_by(deps, gateway, read, sensitive=True)
    assert "combien de jours" in sent_to(server)
    assert "combien de jours de télétravail par semaine ?" not in sent_to(remote)


async def checked_by(
    deps: Dependencies, gateway: ModelGateway, read: Read, *, sensitive: bool
) -> None:
    texts = read((), encoder_of_texts(gateway))
    filed = a_classification(sensitive=sensitive)
    using = replace(deps, gateway=gateway, procedures=texts)
    checked = await check(a_ticket(ASKED, **NAMES), filed, using)
    assert [p.heading for p in checked.passages][:1] == ["Nombre de jours"]
