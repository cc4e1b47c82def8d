"""What holds of the project as a whole: whose packages these are, what the environment runs."""

import importlib
import re
import site
import tomllib
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
LOCKS = ("deploy/requirements.lock", "deploy/requirements-dev.lock")


@pytest.mark.parametrize("room", ["agents", "cases", "connectors", "flows", "statute", "web"])
def test_a_room_is_ours_and_not_a_namesake_from_an_index(room: str) -> None:
    assert Path(str(importlib.import_module(room).__file__)).is_relative_to(HOME)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash_and_no_address(lock: str) -> None:
    text = (HOME / lock).read_text("utf-8")
    packages = re.findall(r"^[a-z0-9][^\n]*==", text, flags=re.MULTILINE)
    assert len(packages) > 50
    assert len(re.findall(r"==[^\n]*\\\n    --hash=sha256:", text)) == len(packages)
    assert "://" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_none_of_what_must_never_be_installed(lock: str) -> None:
    text = (HOME / lock).read_text("utf-8")
    for forbidden in ("litellm==1.82.7", "litellm==1.82.8", "openai-agents==", "html2text=="):
        assert forbidden not in text


def test_both_locks_agree() -> None:
    pins = [
        set(re.findall(r"^\S+==\S+", (HOME / lock).read_text("utf-8"), re.MULTILINE))
        for lock in LOCKS
    ]
    assert pins[0] <= pins[1]


def test_no_unexpected_file_runs_code_when_python_starts() -> None:
    # The intruder's litellm of March 2026 came in through such a file.
    expected = re.compile(r"(_?guichet[-_]rh|__editable__.*|a1_coverage|distutils-precedence)\.pth")
    found = [path for folder in site.getsitepackages() for path in Path(folder).glob("*.pth")]
    assert [path.name for path in found if not expected.fullmatch(path.name)] == []


def test_the_packages_the_client_asked_for_are_asked_for() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
    wanted = " ".join(project["project"]["dependencies"] + project["dependency-groups"]["dev"])
    for package in ("langgraph", "litellm", "prefect", "pydantic", "httpx", "structlog"):
        assert package in wanted
    assert "pytest-asyncio" in wanted
