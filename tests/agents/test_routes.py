"""A configuration that could leak, or that cannot be understood, refuses to start."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.gateway.model_routes import EMBEDDED, ROLES
from agents.gateway.routes_file import WrongModels, read_routes

LOCAL = {
    "model_name": "maison",
    "litellm_params": {"model": "openai/m", "api_base": "http://127.0.0.1:1/v1"},
    "model_info": {"local": True},
}


def at(api_base: object, **parameters: object) -> dict[str, Any]:
    """Give a deployment that says it is local, at this address."""
    named = {"model": "openai/m", "api_base": api_base, **parameters}
    return {"model_name": "maison", "litellm_params": named, "model_info": {"local": True}}


def sensitive_at(*deployments: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"sensitive": {"reader": "maison"}, "model_list": list(deployments), **more}


REMOTE = {"model_name": "loin", "litellm_params": {"model": "mistral/m"}}


def embedding(name: str = "sens", model: str = "openai/e", **more: object) -> dict[str, Any]:
    """Give an embedding model on the site's machines."""
    at_home = {"model": model, "api_base": "http://127.0.0.1:1/v1"}
    info = {"local": True, "output_vector_size": 8, **more}
    return {"model_name": name, "litellm_params": at_home, "model_info": info}


def embeddings(
    *deployments: dict[str, Any], ordinary: str = "sens", sensitive: str = "sens", **more: object
) -> dict[str, Any]:
    return {
        "roles": {"embeddings": ordinary},
        "sensitive": {"embeddings": sensitive},
        "model_list": list(deployments),
        **more,
    }


AWAY = {**embedding("loin"), "litellm_params": {"model": "openai/e"}}


def written(tmp_path: Path, content: Any) -> Path:  # noqa: ANN401 - any YAML, wrong ones included
    path = tmp_path / "models.yaml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), "utf-8")
    return path


def test_the_shipped_file_gives_every_role_to_the_embedded_way() -> None:
    routes = read_routes(Path(__file__).parents[2] / "deploy" / "models.yaml", {})
    assert {routes.group(r, sensitive=s) for r in ROLES for s in (True, False)} == {EMBEDDED}


def test_the_example_in_the_shipped_file_is_a_valid_configuration(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "deploy" / "models.yaml").read_text("utf-8")
    example = shipped[shipped.index("# roles: {") :]
    uncommented = "\n".join(line.removeprefix("# ") for line in example.splitlines())
    environment = {"MAISON_API_KEY": "a", "MISTRAL_API_KEY": "b"}
    routes = read_routes(written(tmp_path, uncommented), environment)
    assert routes.group("reader", sensitive=False) == "lecture"
    own = routes.embedding(sensitive=True)
    assert own == routes.embedding(sensitive=False)
    assert own is not None
    assert (own.name, own.characters) == ("openai/bge-m3 (1024)", 24_576)


def test_ordinary_questions_may_be_encoded_elsewhere_by_the_same_model(tmp_path: Path) -> None:
    content = embeddings(embedding(), AWAY, ordinary="loin")
    routes = read_routes(written(tmp_path, content), {})
    assert routes.embedding(sensitive=False) == routes.embedding(sensitive=True)
    alone = embeddings(AWAY, ordinary="loin", sensitive="embedded")
    assert read_routes(written(tmp_path, alone), {}).embedding(sensitive=True) is None


def test_a_key_is_taken_from_the_environment(tmp_path: Path) -> None:
    named = {**REMOTE, "litellm_params": {"model": "m/m", "api_key": "os.environ/CLEF"}}
    path = written(tmp_path, {"model_list": [named]})
    assert read_routes(path, {"CLEF": "x"}).model_list[0].litellm_params["api_key"] == "x"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"sensitive": {"reader": "loin"}, "model_list": [REMOTE]}, "n'est pas local"),
        (
            {
                "sensitive": {"reader": "maison"},
                "model_list": [LOCAL, {**REMOTE, "model_name": "maison"}],
            },
            "n'est pas local",
        ),
        (
            {
                "sensitive": {"reader": "maison"},
                "model_list": [LOCAL, REMOTE],
                "router_settings": {"fallbacks": [{"maison": ["loin"]}]},
            },
            "repli",
        ),
        (
            {
                "sensitive": {"reader": "maison"},
                "model_list": [LOCAL, REMOTE],
                "router_settings": {"default_fallbacks": ["loin"]},
            },
            "repli",
        ),
        (
            {
                "sensitive": {"reader": "maison"},
                "model_list": [{**LOCAL, "litellm_params": {"model": "openai/m"}}],
            },
            "n'est pas local",
        ),
        ({"roles": {"reader": "absent"}}, "absent de model_list"),
        ({"roles": {"juge": "embedded"}}, "« juge » n'existe pas"),
        ({"rôles": {}}, "n'est pas comprise"),
        ({"model_list": [{"model_name": "x"}]}, "n'est pas comprise"),
        ({"model_list": [{**REMOTE, "model_info": {"k": "os.environ/RIEN"}}]}, "RIEN"),
        ("a: [", "YAML"),
        ("[" * 5_000, "YAML"),
        ("le: 2026-02-30", "YAML"),
        (sensitive_at(LOCAL, router_settings={"fallbacks": ["m"]}), "n'est pas comprise"),
        (sensitive_at(LOCAL, router_settings={"default_fallbacks": 3}), "n'est pas comprise"),
        (sensitive_at(LOCAL, router_settings={"model_group_alias": []}), "n'est pas comprise"),
        (sensitive_at(LOCAL, litellm_settings={"success_callback": ["x"]}), "success_callback"),
        (sensitive_at(LOCAL, router_settings={"a": [{"Callbacks": 1}]}), "callbacks"),
        ({"model_list": [at("http://rh.example", fallbacks=["loin"])]}, "fallbacks"),
        (sensitive_at(at("http://127.0.0.1", fallbacks=["loin"])), "fallbacks"),
        (sensitive_at(at("http://127.0.0.1", langfuse_host="x")), "langfuse_host"),
        (sensitive_at(LOCAL, at("https://api.openai.com")), "local_hosts"),
        ("- a", "n'est pas comprise"),
        (embeddings({**REMOTE, "model_name": "sens"}), "n'est pas local"),
        (embeddings(embedding(), {**AWAY, "model_name": "sens"}), "n'est pas local"),
        (
            embeddings({**embedding(), "litellm_params": at("http://8.8.8.8")["litellm_params"]}),
            "local_hosts",
        ),
        (
            embeddings(embedding(), AWAY, router_settings={"fallbacks": [{"sens": ["loin"]}]}),
            "repli",
        ),
        (embeddings(embedding(), embedding("autre", "openai/f"), ordinary="autre"), "même modèle"),
        (
            embeddings(embedding(), embedding("autre", output_vector_size=9), ordinary="autre"),
            "même modèle",
        ),
        (embeddings(embedding(), ordinary="embedded"), "même modèle"),
        (embeddings(embedding(), embedding(model="openai/f")), "plusieurs modèles"),
        (embeddings(embedding(output_vector_size=None)), "output_vector_size"),
        (embeddings(embedding(output_vector_size="8")), "output_vector_size"),
        (embeddings(embedding(output_vector_size=True)), "output_vector_size"),
        (embeddings(embedding(output_vector_size=0)), "output_vector_size"),
        (embeddings(embedding(max_input_tokens=-1)), "max_input_tokens"),
        (embeddings(embedding(), ordinary="rien"), "absent de model_list"),
    ],
)
def test_a_doubtful_file_is_refused_in_one_sentence(
    tmp_path: Path, content: object, said: str
) -> None:
    with pytest.raises(WrongModels) as refused:
        read_routes(written(tmp_path, content), {})
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_utf_8_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "models.yaml").write_bytes("# é".encode("latin-1"))
    with pytest.raises(WrongModels, match="UTF-8"):
        read_routes(tmp_path / "models.yaml", {})


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8080/v1",
        "http://localhost:8080/v1",
        "http://[::1]:8080",
        "https://10.3.2.1/v1",
        "http://192.168.1.20",
        "http://[fd00::1]/v1",
        "http://modeles:8000/v1",
        "http://IA.mairie.local",
        "http://ia.mairie.internal",
        "http://ia.lan",
        "https://ia.valmorel.example/v1",
    ],
)
def test_sensitive_tickets_may_go_to_the_machines_of_the_site(tmp_path: Path, address: str) -> None:
    content = sensitive_at(at(address), local_hosts=["ia.valmorel.example"])
    routes = read_routes(written(tmp_path, content), {})
    assert routes.group("reader", sensitive=True) == "maison"


@pytest.mark.parametrize(
    "address",
    [
        "https://api.openai.com/v1",
        "https://8.8.8.8/v1",
        "http://134744072/v1",
        "http://0x08080808/v1",
        "http://[::ffff:8.8.8.8]/v1",
        "http://127.0.0.1@8.8.8.8/v1",
        "https://local.example/v1",
        "https://ia.valmorel.example.ailleurs.example/v1",
        "api.openai.com",
        "http://[",
        7,
    ],
)
def test_local_is_not_believed_of_an_address_elsewhere(tmp_path: Path, address: object) -> None:
    content = sensitive_at(at(address), local_hosts=["ia.valmorel.example"])
    with pytest.raises(WrongModels, match="local_hosts"):
        read_routes(written(tmp_path, content), {})


@pytest.mark.parametrize(
    "model",
    [
        "ollama_chat/gpt-oss:120b-cloud",
        "ollama_chat/gpt-oss:120b-Cloud",
        "ollama/glm-4.6:cloud",
        "openai/gpt-oss:120b-cloud",
        "openai/GLM-4.6:CLOUD",
        "hosted_vllm/qwen3-coder:480b-cloud",
        "custom_openai/kimi-k2:1t-cloud ",
        "gpt-oss:20b-cloud",
    ],
)
def test_a_model_that_ollama_runs_elsewhere_sees_no_sensitive_ticket(
    tmp_path: Path, model: str
) -> None:
    deployment = at("http://127.0.0.1:11434/v1")
    deployment["litellm_params"]["model"] = model
    with pytest.raises(WrongModels, match="chez Ollama"):
        read_routes(written(tmp_path, sensitive_at(deployment)), {})
    ordinary = {"roles": {"reader": "maison"}, "model_list": [deployment]}
    assert read_routes(written(tmp_path, ordinary), {}).group("reader", sensitive=False) == "maison"


@pytest.mark.parametrize("model", ["ollama_chat/cloudy:7b", "openai/cloud-7b", "openai/nuage"])
def test_a_model_of_the_site_may_have_a_cloud_in_its_name(tmp_path: Path, model: str) -> None:
    deployment = at("http://127.0.0.1:11434/v1")
    deployment["litellm_params"]["model"] = model
    routes = read_routes(written(tmp_path, sensitive_at(deployment)), {})
    assert routes.group("reader", sensitive=True) == "maison"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongModels, match="illisible"):
        read_routes(tmp_path / "rien.yaml", {})
