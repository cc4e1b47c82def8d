"""Cursors as they were given out: JSON of a connector's own shape, checked when it comes back."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from connectors.base import ConnectorError

Shape = TypeVar("Shape", bound=BaseModel)


def read_cursor(shape: type[Shape], cursor: str | None, whose: str) -> Shape | None:
    """Read a cursor; None before the first look. Raises `ConnectorError` when it is none of ours.

    `whose` names the system in a sentence: « de GLPI ».
    """
    if cursor is None:
        return None
    try:
        return shape.model_validate_json(cursor)
    except ValidationError:
        raise ConnectorError(
            f"Le repère de lecture {whose} est illisible : l’effacer pour tout relire.",
            permanent=True,
        ) from None
