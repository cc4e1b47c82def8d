"""Files of the statute that a jurist edits: read exactly, refused in French with their line."""

from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)

_REASONS = {
    "missing": "manque",
    "extra_forbidden": "n’est pas une clé attendue",
    "date_type": "n’est pas une date (AAAA-MM-JJ)",
    "date_parsing": "n’est pas une date (AAAA-MM-JJ)",
    "date_from_datetime_parsing": "n’est pas une date (AAAA-MM-JJ)",
    "string_type": "n’est pas un texte",
    "bool_type": "doit être true ou false",
    "bool_parsing": "doit être true ou false",
    "too_short": "est vide",
    "string_too_short": "est vide",
}


class EditedFileError(ValueError):
    """A file cannot be used; one French sentence a fault, with the file and the line."""


class Misread(yaml.MarkedYAMLError):
    """A file is YAML and says something impossible: what, in French, and where."""

    def __init__(self, problem: str, mark: yaml.Mark) -> None:
        super().__init__(None, None, problem, mark)


class ExactLoader(yaml.SafeLoader):
    """Reads 17.5 as it is written: a float would lose decimals. Raises `Misread`.

    A day that does not exist and a key said twice are refused.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002  # as yaml's own
        """Make a mapping, of which no key is said twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise Misread(f"« {key.value} » est dit deux fois", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _day(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        raise Misread("cette date n’existe pas", node.start_mark) from None


ExactLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: Decimal(str(node.value)))
ExactLoader.add_constructor("tag:yaml.org,2002:timestamp", _day)


def exact_yaml(text: str) -> Any:  # noqa: ANN401  # YAML holds anything
    """Read YAML, or JSON, by `ExactLoader`. Raises `yaml.YAMLError`."""
    return yaml.load(text, ExactLoader)  # noqa: S506  # a safe loader


def read_edited(path: Path, model: type[Model]) -> Model:
    """Read a file as a model has it. Raises `EditedFileError` with all its faults."""
    name = f"statute/{path.parent.name}/{path.name}"
    written = ""
    try:
        written = path.read_text(encoding="utf-8")
        return model.model_validate(exact_yaml(written))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise EditedFileError(f"{name}{what_is_wrong(fault)}.") from fault
    except ValidationError as fault:
        root = yaml.compose(written, yaml.SafeLoader)
        faults = []
        for error in fault.errors():
            key = ".".join(map(str, error["loc"])) or "le fichier"
            reason = _REASONS.get(error["type"], "n’a pas la forme attendue")
            if error["type"] == "value_error":
                reason = error["msg"].removeprefix("Value error, ")
            faults.append(f"{name}, ligne {_line_of(root, error['loc'])} : « {key} » {reason}.")
        raise EditedFileError("\n".join(faults)) from fault


def what_is_wrong(fault: Exception) -> str:
    """Say, after a file's name, at which line it cannot be read and why."""
    mark = getattr(fault, "problem_mark", None)
    where = f", ligne {mark.line + 1}" if mark else ""
    why = fault.problem if isinstance(fault, Misread) else "ce n’est pas du YAML lisible"
    return f"{where} : {why}"


def _line_of(node: yaml.Node | None, where: tuple[int | str, ...]) -> int:
    """Find the line (from 1) of what a fault is about, or of what should hold it."""
    line = node.start_mark.line + 1 if node else 1
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
