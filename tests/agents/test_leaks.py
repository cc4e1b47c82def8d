"""No `models.yaml` at all, however it is put together, leads sensitive work elsewhere."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from agents.gateway.model_routes import ROLES, Routes
from agents.gateway.routes_file import WrongModels, is_own, read_routes

GROUPS = ("maison", "loin", "autre")
OWN = ("http://127.0.0.1:1/v1", "http://10.0.0.3/v1", "http://ia.lan", "http://modeles:8000/v1")
AWAY = ("https://api.openai.com/v1", "http://134744072/v1", "http://127.0.0.1@8.8.8.8/", "http://[")
OF_OLLAMA = ("ollama_chat/m:1b-cloud", "ollama_chat/m:Cloud", "openai/m:1b-cloud")
LISTENERS = (
    {"litellm_settings": {"success_callback": ["langfuse"]}},
    {"litellm_settings": {"cache": True}},
    {"general_settings": {"store_prompts_in_spend_logs": True}},
    {"general_settings": {"alerting": ["slack"]}},
    {"router_settings": {"redis_host": "cache.example"}},
    {"router_settings": {"cache_responses": True}},
    {"router_settings": {"plugins": ["x"]}},
    {"router_settings": {"alerting_config": {"webhook_url": "https://ailleurs.example"}}},
    {"model_list": [{"model_name": "m", "litellm_params": {"model": "m", "callbacks": ["x"]}}]},
)

groups = st.sampled_from(GROUPS)
rules = st.lists(
    st.dictionaries(groups | st.just("*"), st.lists(groups, max_size=2), max_size=1), max_size=1
)
at_home = st.builds(
    lambda name, base: {
        "model_name": name,
        "litellm_params": {"model": "openai/m", "api_base": base},
        "model_info": {"local": True},
    },
    groups,
    st.sampled_from(OWN),
)
anywhere = st.fixed_dictionaries(
    {
        "model_name": groups,
        "litellm_params": st.fixed_dictionaries(
            {"model": st.sampled_from(("openai/m", "ollama_chat/m", *OF_OLLAMA))},
            optional={
                "api_base": st.sampled_from(OWN + AWAY),
                "fallbacks": st.lists(groups, max_size=1),
                "extra_body": st.just({"x": 1}),
            },
        ),
        "model_info": st.fixed_dictionaries({"local": st.booleans()}),
    }
)
files = st.fixed_dictionaries(
    {
        "sensitive": st.dictionaries(st.sampled_from(ROLES[:3]), groups, min_size=1, max_size=1),
        "roles": st.dictionaries(st.sampled_from(ROLES[:3]), groups, max_size=1),
        "model_list": st.lists(st.one_of(at_home, at_home, anywhere), min_size=1, max_size=4),
        "router_settings": st.fixed_dictionaries(
            {},
            optional={
                "fallbacks": rules,
                "default_fallbacks": st.lists(groups, max_size=2),
                "context_window_fallbacks": rules,
                "content_policy_fallbacks": rules,
                "model_group_alias": st.dictionaries(groups, groups, max_size=2),
            },
        ),
    }
)


def read(folder: Path, tree: dict[str, Any]) -> Routes | None:
    path = folder / "models.yaml"
    path.write_text(yaml.safe_dump(tree), encoding="utf-8")
    try:
        return read_routes(path, {})
    except WrongModels:
        return None


def test_a_file_that_is_accepted_keeps_sensitive_work_on_the_site(tmp_path: Path) -> None:
    accepted: list[Routes] = []

    @settings(suppress_health_check=[HealthCheck.filter_too_much])  # most are refused
    @given(files)
    def holds(tree: dict[str, Any]) -> None:
        routes = read(tmp_path, tree)
        assume(routes is not None)
        assert routes is not None
        accepted.append(routes)
        reached = routes.sensitive_groups()
        for group in tuple(reached):
            reached |= set(routes.router_settings.reachable(group))
        for deployment in routes.model_list:
            if deployment.model_name in reached:
                assert deployment.local
                assert is_own(deployment, ())
                assert not deployment.model.lower().endswith("cloud")
                assert deployment.litellm_params.keys() <= {"model", "api_base"}

    holds()
    assert len(accepted) > 5


@pytest.mark.parametrize("listener", LISTENERS, ids=str)
def test_whatever_listens_keeps_or_reports_is_refused(
    tmp_path: Path, listener: dict[str, Any]
) -> None:
    assert read(tmp_path, {}) is not None
    assert read(tmp_path, listener) is None
