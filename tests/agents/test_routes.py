"""A configuration that could leak, or that cannot be understood, refuses to start."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.routes import EMBEDDED, ROLES, WrongModels, read_routes

LOCAL = {
    "model_name": "maison",
    "litellm_params": {"model": "openai/m", "api_base": "http://127.0.0.1:1/v1"},
    "model_info": {"local": True},
}
REMOTE = {"model_name": "loin", "litellm_params": {"model": "mistral/m"}}


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
    assert routes.group("drafter", sensitive=False) == "redaction"


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
        ("- a", "n'est pas comprise"),
    ],
)
def test_a_doubtful_file_is_refused_in_one_sentence(
    tmp_path: Path, content: object, said: str
) -> None:
    with pytest.raises(WrongModels) as refused:
        read_routes(written(tmp_path, content), {})
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongModels, match="illisible"):
        read_routes(tmp_path / "rien.yaml", {})
