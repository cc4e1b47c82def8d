"""List what the product offers: commands, settings, routes, flows, deployments, connector kinds.

    python tests/inventory.py           of this tree
    python tests/inventory.py TREE      of another checkout, read with its own `.venv`

A change of shape alone leaves this list as it was: compare two of them with `diff`.
"""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args
from unittest.mock import MagicMock

import typer
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

SETTINGS = ("app.settings.town_settings", "app.settings", "flows.settings")
"""Where the settings are, and where they were."""


def inventory() -> Iterator[str]:
    """List all that the tree on the import path offers."""
    command = typer.main.get_command(importlib.import_module("guichet").app)
    yield from sorted(_commands(command, "guichet"))
    settings = _first_of(SETTINGS)
    yield from sorted(_settings(settings.Settings.model_fields, "", str(settings.HOME)))
    yield from sorted(_routes())
    yield from _flows()
    kinds = (f for f in _settings(settings.Settings.model_fields, "", "") if ".kind =" in f)
    yield from sorted(f"connector {field.rpartition(' ')[2]}" for field in kinds)


def _commands(command: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - a class of Typer's own
    yield f"command {path} : {command.help}"
    for place, one in enumerate(command.params, 1):
        if one.opts == ["--help"]:
            continue
        names = "/".join((*one.opts, *one.secondary_opts))
        names = f"{place}. {names}" if names == one.name else names
        how = "required" if one.required else f"= {one.default!r}"
        many = ", several" if one.multiple or one.nargs != 1 else ""
        yield f"command {path} {names} {how}{many} : {one.help}"
    for name, below in getattr(command, "commands", {}).items():
        yield from _commands(below, f"{path} {name}")


def _settings(fields: dict[str, FieldInfo], path: str, home: str) -> Iterator[str]:
    """List the dotted keys of a section and of those below; `<name>` stands for a table's keys."""
    for name, field in fields.items():
        key = f"{path}{field.alias or name}"
        below = list(_sections(field.annotation))
        for section in below:
            table = "dict" in str(field.annotation)
            kind = section.model_fields.get("kind")
            which = f"<{get_args(kind.annotation)[0]}>." if kind else "<name>." if table else ""
            yield from _settings(section.model_fields, f"{key}.{which}", home)
        if name == "kind":
            yield f"setting {key} = {get_args(field.annotation)[0]}"
        elif not below:
            limits = sorted(map(str, field.metadata)) if "<function" not in str(field) else []
            yield f"setting {key} = {_default(field, home)} {' '.join(limits)}".rstrip()


def _sections(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for part in get_args(annotation):
        yield from _sections(part)


def _default(field: FieldInfo, home: str) -> str:
    if field.is_required():
        return "(required)"
    value = field.get_default(call_default_factory=True, validated_data={})
    shown = "" if value is PydanticUndefined else repr(value)
    return shown.replace(home, "HOME") if home else shown


def _routes() -> Iterator[str]:
    # What the page works with is asked at each request, not when its routes are declared.
    for route in _routes_of(importlib.import_module("web.app").create_app(MagicMock())):
        for method in sorted(getattr(route, "methods", None) or {"(mounted)"}):
            yield f"route {method} {route.path}"


def _routes_of(router: Any) -> Iterator[Any]:  # noqa: ANN401 - FastAPI's routes are of many kinds
    for route in router.routes:
        inner = getattr(route, "original_router", None)
        yield from _routes_of(inner) if inner else (route,)


def _flows() -> Iterator[str]:
    deployed = yaml.safe_load(Path("deploy/prefect.yaml").read_text("utf-8"))["deployments"]
    for one in sorted(deployed, key=lambda one: str(one["name"])):
        file, _, name = one["entrypoint"].partition(":")
        module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
        flow = getattr(module, name)
        parameters = ", ".join(flow.parameters.properties)
        yield f"deployment {one['name']} : {flow.name}({parameters}), {one['description']}"
        yield f"deployment {one['name']} : {one.get('concurrency_limit', 'no limit')}"


def _first_of(names: tuple[str, ...]) -> ModuleType:
    for name in names:
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    raise SystemExit(f"None of {', '.join(names)} is there.")


def main(arguments: list[str]) -> None:
    """Print the list; in another process, so that each tree is read with what it was made for."""
    if arguments == ["--here"]:
        sys.path.insert(0, str(Path.cwd()))
        print("\n".join(inventory()))
        return
    tree = Path(arguments[0] if arguments else Path(__file__).parents[1]).resolve()
    python = tree / ".venv" / "bin" / "python"
    command = [str(python), str(Path(__file__).resolve()), "--here"]
    sys.exit(subprocess.run(command, cwd=tree, check=False).returncode)  # noqa: S603 - ourselves


if __name__ == "__main__":
    main(sys.argv[1:])
