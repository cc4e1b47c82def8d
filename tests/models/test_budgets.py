"""Budgets reached, models switched off, servers at rest: the embedded way, and said in the case."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from agents.gateway.model_gateway import ModelGateway
from agents.gateway.routes_file import WrongModels
from app.processes.up import check_files
from app.settings.office_sections import GroupSettings
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings
from app.wiring import Wiring
from cases.audit.figures import read_cost
from cases.model import Case
from tests.agents.builders import a_ticket
from tests.models import stub
from tests.models.conftest import handled, routes_to, served_by
from tests.models.stub import Stub

ASKED = "Je travaille 4 jours par semaine, combien de jours de congés ?"
A_CALL = 110
"""Tokens of one answer of the stub."""
Opens = Callable[[dict[str, Any]], ModelGateway]


async def handle(office: Wiring, number: str = "1") -> Case:
    ticket = replace(a_ticket(ASKED), number=number)
    return await handled(await office.cases.open_case(ticket))


def set_to(**values: object) -> Settings:
    return Settings().model_copy(update=values)


async def test_the_budget_of_a_ticket_ends_its_calls_and_the_case_says_so(
    office: Wiring, first: Stub, gateway_of: Opens
) -> None:
    budgets = {"per_ticket": {"tokens": 2 * A_CALL}}
    served_by(office, gateway_of(routes_to(first, budgets=budgets)))
    case = await handle(office)
    assert case.draft is not None
    assert case.draft.written_by == "template"
    assert case.draft.without_model == (
        "Budget des modèles pour ce dossier atteint : la suite est préparée sans modèle.",
    )
    assert len(first.received) == 2
    assert (await read_cost(office.engine, case.id)).tokens == 2 * A_CALL
    other = await handle(office, "2")
    assert other.draft is not None
    assert len(first.received) == 4


async def test_the_budget_of_the_day_counts_all_cases_of_all_workers(
    office: Wiring, first: Stub, gateway_of: Opens
) -> None:
    tree = routes_to(first, budgets={"per_day": {"tokens": 3 * A_CALL}})
    served_by(office, gateway_of(tree))
    await handle(office)
    assert len(first.received) == 3
    served_by(office, gateway_of(tree))  # another worker: nothing in memory
    case = await handle(office, "2")
    assert len(first.received) == 3
    assert case.draft is not None
    assert "du jour atteint" in " ".join(case.draft.without_model)
    assert case.classification is not None
    assert "du jour atteint" in case.classification.reason


async def test_a_budget_in_euros_is_counted_by_the_prices_of_the_contract(
    office: Wiring, first: Stub, gateway_of: Opens
) -> None:
    tree = routes_to(first, budgets={"per_ticket": {"cost_eur": 0.1}})
    prices = {"cost_eur_per_input_token": 0.001, "cost_eur_per_output_token": 0.0}
    tree["model_list"][0]["model_info"].update(prices)
    served_by(office, gateway_of(tree))
    await handle(office)
    assert len(first.received) == 1


async def test_an_answer_that_could_not_be_used_is_paid_for_too(
    office: Wiring, first: Stub, gateway_of: Opens
) -> None:
    first.way = stub.content("du vent")
    served_by(office, gateway_of(routes_to(first, budgets={"per_ticket": {"tokens": A_CALL}})))
    case = await handle(office)
    assert len(first.received) == 1
    assert (await read_cost(office.engine, case.id)).tokens == A_CALL


def uncounted(handler: stub.Handler, _asked: stub.Json) -> None:
    """Answer as a classifier, and count no token."""
    whole = json.loads(stub.completion(json.dumps(stub.CLASSIFIED)))
    del whole["usage"]
    handler.send(200, json.dumps(whole))


async def test_where_a_server_counts_no_tokens_a_third_of_the_characters_is_counted(
    office: Wiring, first: Stub, gateway_of: Opens
) -> None:
    first.way = uncounted
    served_by(office, gateway_of(routes_to(first, budgets={"per_ticket": {"tokens": 1}})))
    case = await handle(office)
    assert len(first.received) == 1
    sent = sum(len(m["content"]) for m in json.loads(first.received[0])["messages"])
    received = len(json.dumps(stub.CLASSIFIED))
    counted = (await read_cost(office.engine, case.id)).tokens
    assert counted == pytest.approx((sent + received) / 3, abs=2)


def test_a_budget_in_euros_without_prices_is_refused(first: Stub, gateway_of: Opens) -> None:
    tree = routes_to(first, budgets={"per_day": {"cost_eur": 5}})
    tree["model_list"][0]["model_info"]["local"] = False
    with pytest.raises(WrongModels, match="cost_eur_per_input_token"):
        gateway_of(tree)


@pytest.mark.parametrize(
    "rule",
    [
        {"context_window_fallbacks": [{"premier": ["second"]}]},
        {"content_policy_fallbacks": [{"*": ["second"]}]},
        {"model_group_alias": {"premier": "second"}},
        {"fallbacks": [{"premier": ["second"]}]},
        {"default_fallbacks": ["second"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("asked", ["premier", "entre"])
def test_a_budget_in_euros_asks_the_price_of_every_group_that_may_answer(
    first: Stub, second: Stub, gateway_of: Opens, rule: dict[str, Any], asked: str
) -> None:
    tree = routes_to(first, second, budgets={"per_day": {"cost_eur": 5}})
    # A third group, whose question may end with the first, and so with the second.
    tree["model_list"].append({**tree["model_list"][0], "model_name": "entre"})
    tree["roles"] = {"drafter": asked}
    falling = [{"entre": ["premier"]}, *rule.get("fallbacks", [])]
    tree["router_settings"] = {**rule, "fallbacks": falling}
    gateway_of(tree)
    tree["model_list"][1]["model_info"] = {}
    with pytest.raises(WrongModels, match="« second »"):
        gateway_of(tree)


def test_a_group_that_nobody_asks_needs_no_price(
    first: Stub, second: Stub, gateway_of: Opens
) -> None:
    tree = routes_to(first, second, budgets={"per_day": {"cost_eur": 5}})
    tree["router_settings"] = {"context_window_fallbacks": [{"autre": ["second"]}]}
    tree["model_list"][1]["model_info"] = {}
    assert gateway_of(tree).serves("drafter", sensitive=False)


@pytest.mark.parametrize(
    "rate", [float("nan"), float("inf"), -0.001, -1, True, "0.1", None, 10**400, [0.1]], ids=str
)
@pytest.mark.parametrize(
    "key", ["cost_eur_per_input_token", "cost_eur_per_output_token", "kwh_per_output_token"]
)
@pytest.mark.parametrize("budgets", [{}, {"per_day": {"cost_eur": 5}}], ids=str)
def test_a_rate_that_cannot_be_added_up_is_refused(
    first: Stub, gateway_of: Opens, key: str, rate: object, budgets: dict[str, object]
) -> None:
    tree = routes_to(first, budgets=budgets)
    info = tree["model_list"][0]["model_info"]
    info.update(dict.fromkeys(("cost_eur_per_input_token", "cost_eur_per_output_token"), 0))
    gateway_of(tree)
    info[key] = rate
    with pytest.raises(WrongModels, match=f"« {key} » de « premier »"):
        gateway_of(tree)


async def test_a_category_may_be_kept_from_every_model(
    office: Wiring, first: Stub, gateway_of: Opens
) -> None:
    served_by(office, gateway_of(routes_to(first)))
    office.settings = set_to(categories_without_models=frozenset({"conges"}))
    case = await handle(office)
    assert first.received == []
    assert case.draft is not None
    assert case.draft.without_model == ("Les réglages excluent cette catégorie des modèles.",)
    assert case.classification is not None
    assert "n’était pas connue" in case.classification.reason


async def test_a_group_may_keep_its_categories_from_every_model(
    office: Wiring, first: Stub, gateway_of: Opens
) -> None:
    served_by(office, gateway_of(routes_to(first)))
    pay = frozenset({"remuneration-paie"})
    group = GroupSettings(label="Paie", categories=pay, models=False)
    office.settings = set_to(groups={"paie": group})
    case = await handle(office)
    # Of another category: read and written with the model, but classified before it was known.
    assert [stub.role_of_text(asked) for asked in first.received] == ["reader", "drafter"]
    assert case.draft is not None
    assert case.draft.without_model == ()


def test_a_category_that_does_not_exist_is_not_silently_left_to_models() -> None:
    with pytest.raises(WrongSetting, match="« congé »"):
        check_files(set_to(categories_without_models=frozenset({"congé"})))


def test_a_group_of_a_category_that_does_not_exist_is_refused() -> None:
    group = GroupSettings(label="Paie", categories=frozenset({"conges", "paye"}), models=False)
    with pytest.raises(WrongSetting, match=r"groups\.paie\.categories .* « paye »"):
        check_files(set_to(groups={"paie": group}))


async def test_a_model_that_fails_rests_and_the_one_behind_answers(
    office: Wiring, first: Stub, second: Stub, gateway_of: Opens
) -> None:
    first.way = stub.status(500)
    tree = routes_to(first, second)
    tree["router_settings"].update({"allowed_fails": 1, "cooldown_time": 3600})
    served_by(office, gateway_of(tree))
    await handle(office)
    assert len(first.received) == 2
    await handle(office, "2")
    assert len(first.received) == 2
    assert len(second.received) == 6


async def test_a_model_that_is_back_is_asked_again(
    office: Wiring, first: Stub, gateway_of: Opens
) -> None:
    first.way = stub.status(500)
    tree = routes_to(first)
    tree["router_settings"].update({"allowed_fails": 0, "cooldown_time": 0})
    served_by(office, gateway_of(tree))
    await handle(office)
    asked = len(first.received)
    first.way = stub.right
    case = await handle(office, "2")
    assert len(first.received) > asked
    assert case.draft is not None
    assert case.draft.written_by == "premier (openai/essai)"
