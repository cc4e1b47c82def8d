"""Every example of deploy/models is read alike by us and by LiteLLM, and leads where it says."""

import re
from pathlib import Path

import pytest
import yaml

from agents.gateway.litellm_router import open_router
from agents.gateway.model_routes import EMBEDDED, ROLES, Routes
from agents.gateway.routes_file import host_of, read_routes
from agents.gateway.usage import estimate_energy

DEPLOY = Path(__file__).parents[2] / "deploy"
EXAMPLES = sorted((DEPLOY / "models").glob("*.yaml"))
DOCS = DEPLOY.parent / "docs" / "modeles.md"
ELSEWHERE = {
    "albert": "albert.api.etalab.gouv.fr",
    "mistral": "api.eu.mistral.ai",
    "ovhcloud": "oai.endpoints.kepler.ai.cloud.ovh.net",
    "scaleway": "api.scaleway.ai",
}
AT_HOME = {"a-la-main", "aucun", "llama-cpp", "ollama", "vllm"}


def read(path: Path) -> Routes:
    keys = re.findall(r"os\.environ/(\w+)", path.read_text("utf-8"))
    return read_routes(path, dict.fromkeys(keys, "clef"))


@pytest.mark.parametrize("path", [DEPLOY / "models.yaml", *EXAMPLES], ids=lambda path: path.stem)
def test_an_example_is_read_by_us_and_by_litellm_alike(path: Path) -> None:
    routes = read(path)
    for sensitive in (False, True):
        router = open_router(routes, sensitive=sensitive)
        served = {group for role in ROLES for group in routes.chain(role, sensitive=sensitive)}
        listed = router.registry().all()
        assert served <= {deployment["model_name"] for deployment in listed}
        for deployment in listed:
            assert deployment["litellm_params"]["model"] in {d.model for d in routes.model_list}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_holds_no_key_and_keeps_sensitive_work_at_home(path: Path) -> None:
    tree = yaml.safe_load(path.read_text("utf-8"))
    for listed in tree.get("model_list", []):
        assert listed["litellm_params"].get("api_key", "os.environ/").startswith("os.environ/")
    routes = read(path)
    if path.stem not in AT_HOME:
        assert {routes.group(role, sensitive=True) for role in ROLES} == {EMBEDDED}
    assert all(d.local for d in routes.model_list) == (path.stem in AT_HOME)


@pytest.mark.parametrize("path", [DEPLOY / "models.yaml", *EXAMPLES], ids=lambda path: path.stem)
def test_no_example_gives_letters_to_a_model(path: Path) -> None:
    routes = read(path)
    assert {routes.group("drafter", sensitive=sensitive) for sensitive in (False, True)} == {
        EMBEDDED
    }
    assert re.findall(r"drafter: (?!embedded)", path.read_text("utf-8")) == []


@pytest.mark.parametrize(("name", "host"), ELSEWHERE.items())
def test_an_example_leads_to_the_host_it_names(name: str, host: str) -> None:
    path = DEPLOY / "models" / f"{name}.yaml"
    assert {host_of(d) for d in read(path).model_list} == {host}
    assert host in path.read_text("utf-8").partition("roles:")[0]


def test_each_example_has_its_chapter() -> None:
    told = DOCS.read_text("utf-8")
    assert [path.name for path in EXAMPLES if f"deploy/models/{path.name}" not in told] == []


@pytest.mark.parametrize(
    ("name", "known"),
    [
        *((name, True) for name in ("mistral", "openai", "anthropic", "azure-openai")),
        *((name, False) for name in ("scaleway", "ovhcloud", "albert", "vllm", "ollama")),
    ],
)
def test_energy_is_told_where_ecologits_knows_the_model_and_nowhere_else(
    name: str, *, known: bool
) -> None:
    deployment = read(DEPLOY / "models" / f"{name}.yaml").model_list[0]
    found = estimate_energy(deployment, 200, 2.0)
    assert (found is not None) == known
    if found:
        kwh, grams = found
        assert 0 < kwh < 0.01
        assert 0 < grams < 10


def test_no_energy_is_told_of_a_mock() -> None:
    routes = read(DEPLOY / "models" / "openai.yaml")
    routes.model_list[0].litellm_params["mock_response"] = "{}"
    assert estimate_energy(routes.model_list[0], 200, 2.0) is None


def test_the_electricity_of_another_country_weighs_otherwise() -> None:
    deployment = read(DEPLOY / "models" / "openai.yaml").model_list[0]
    usual = estimate_energy(deployment, 200, 2.0)
    deployment.model_info["electricity_zone"] = "FRA"
    in_france = estimate_energy(deployment, 200, 2.0)
    assert usual is not None
    assert in_france is not None
    assert in_france[1] < usual[1]
