"""What a model chooses counts only on the lists it was shown and in the ticket's own words."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from agents.checker.graph import check
from agents.classifier.graph import classify
from agents.dependencies import Dependencies
from agents.drafter.graph import draft_letter
from agents.gateway.litellm_router import tokens_in
from cases.model import Danger, Outcome, Question, QuestionKind, Urgency
from tests.agents.builders import ModelServer, a_ticket, says

TEXT = (
    "Bonjour, je suis titulaire à 4 jours par semaine. Combien de congés par an ? Et peut-on me "
    "refuser le télétravail ? Merci"
)
LEAVE, TELEWORK = "Combien de congés par an ?", "peut-on me refuser le télétravail ?"
FEWEST_TOKENS = 400
MOST_TOKENS = 950
"""Of the first call of a short ticket; a local model reads 4,096."""


def chosen(*questions: Mapping[str, object], **fields: object) -> str:
    filed = {"category": "conges", "confidence": 0.9, "urgency": "normale"}
    return json.dumps({**filed, "questions": questions, **fields}, ensure_ascii=False)


def question(words: str, *rules: str) -> dict[str, object]:
    return {"words": words, "rules": list(rules)}


async def test_its_questions_and_their_rules_are_answered(
    team_with_models: Dependencies, server: ModelServer
) -> None:
    server.answer = says(chosen(question(LEAVE, "CA-01"), question(TELEWORK)))
    ticket = a_ticket(TEXT)
    found, _ = await classify(ticket, team_with_models)
    assert [(one.text, one.rules) for one in found.asked] == [
        (LEAVE, ("CA-01",)),
        (TELEWORK, ()),
    ]
    assert found.asked[0].kind is QuestionKind.HOW_MUCH
    checked = await check(ticket, found, team_with_models)
    assert [(one.rule, one.answers) for one in checked.findings] == [("CA-01", (0,))]
    draft, _ = await draft_letter(ticket, found, checked, team_with_models)
    assert "20\u00a0jours" in draft.text
    assert "une personne du service vous répondra" in draft.text


@pytest.mark.parametrize(
    "said",
    [
        question("Combien de RTT par an ?", "CA-01"),
        question("an", "CA-01"),
        question("", "CA-01"),
    ],
)
async def test_a_question_that_the_ticket_does_not_ask_is_dropped(
    team_with_models: Dependencies, server: ModelServer, said: Mapping[str, object]
) -> None:
    server.answer = says(chosen(said, question(LEAVE, "CA-01")))
    found, _ = await classify(a_ticket(TEXT), team_with_models)
    assert [one.text for one in found.asked] == [LEAVE]


async def test_words_are_found_whatever_their_case_accents_and_spaces(
    team_with_models: Dependencies, server: ModelServer
) -> None:
    server.answer = says(chosen(question("combien de CONGES  par an ?", "CA-01")))
    found, _ = await classify(a_ticket(TEXT), team_with_models)
    assert [one.text for one in found.asked] == [LEAVE]


async def test_a_rule_that_was_not_shown_is_dropped(
    team_with_models: Dependencies, server: ModelServer
) -> None:
    server.answer = says(chosen(question(LEAVE, "XX-99", "CA-01")))
    found, _ = await classify(a_ticket(TEXT), team_with_models)
    assert [one.rules for one in found.asked] == [("CA-01",)]


async def test_a_chosen_rule_that_the_facts_exclude_gives_way(deps: Dependencies) -> None:
    asked = "combien me verse la mairie ?"
    ticket = a_ticket(f"Contractuelle depuis deux ans, arrêtée une semaine : {asked}")
    found, _ = await classify(ticket, deps)
    chosen = Question(asked, QuestionKind.HOW_MUCH, rules=("CMO-02",))
    checked = await check(ticket, replace(found, asked=(chosen,)), deps)
    assert checked.findings
    assert all(one.rule.startswith("CMC") for one in checked.findings)


async def test_an_answer_off_the_list_of_categories_chooses_nothing(
    team_with_models: Dependencies, server: ModelServer
) -> None:
    server.answer = says(chosen(question(LEAVE, "CA-01"), category="vacances"))
    found, _ = await classify(a_ticket(TEXT), team_with_models)
    assert found.asked == ()


async def test_a_danger_that_a_model_hears_is_an_alarm_in_the_words_of_the_ticket(
    team_with_models: Dependencies, server: ModelServer
) -> None:
    said = {"danger": "reported", "danger_words": "il ne répond plus depuis hier"}
    server.answer = says(chosen(question(LEAVE, "CA-01"), **said))
    ticket = a_ticket(f"{TEXT}. Sinon, pour Paul, il ne répond plus depuis hier.")
    found, _ = await classify(ticket, team_with_models)
    assert (found.danger, found.urgency) == (Danger.REPORTED, Urgency.CRITIQUE)
    assert found.sensitive
    checked = await check(ticket, found, team_with_models)
    draft, _ = await draft_letter(ticket, found, checked, team_with_models)
    assert checked.findings == ()
    assert draft.outcome is Outcome.HAND_OVER


async def test_a_danger_in_words_of_its_own_is_none(
    team_with_models: Dependencies, server: ModelServer
) -> None:
    said = {"danger": "self", "danger_words": "je veux en finir"}
    server.answer = says(chosen(question(LEAVE, "CA-01"), **said))
    found, _ = await classify(a_ticket(TEXT), team_with_models)
    assert found.danger is None


async def test_a_model_silences_no_alarm_and_is_shown_nothing_of_it(
    team_with_models: Dependencies, server: ModelServer
) -> None:
    server.answer = says(chosen(question(LEAVE, "CA-01")))
    found, _ = await classify(a_ticket("Je veux mourir, tout est prêt."), team_with_models)
    assert found.danger is Danger.SELF
    assert server.received == []


async def test_the_first_call_fits_a_small_model(
    team_with_models: Dependencies, server: ModelServer
) -> None:
    server.answer = says(chosen(question(LEAVE, "CA-01")))
    await classify(a_ticket(TEXT), team_with_models)
    messages = json.loads(server.received[0])["messages"]
    spent = sum(tokens_in(message["content"]) for message in messages)
    assert FEWEST_TOKENS < spent < MOST_TOKENS
