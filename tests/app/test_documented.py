"""What a town may set is told to whoever sets it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from app.settings.office_sections import GroupSettings
from app.settings.town_settings import Prefect, Settings, Texts, Town

GUIDE = (Path(__file__).parents[2] / "docs" / "exploitation.md").read_text()


def _keys() -> Iterator[str]:
    yield from Settings.model_fields
    sections: dict[str, type[BaseModel]] = {
        "town": Town,
        "groups.NOM": GroupSettings,
        "texts": Texts,
        "prefect": Prefect,
    }
    for section, model in sections.items():
        yield from (f"{section}.{key}" for key in model.model_fields)


@pytest.mark.parametrize("key", list(_keys()))
def test_each_setting_stands_in_the_guide_of_whoever_runs_it(key: str) -> None:
    section, _, name = key.rpartition(".")
    row = rf"^\|.*`{re.escape(section)}\..*`{re.escape(name)}`" if section else rf"^\|.*`{key}"
    whole = rf"^\|.*`{re.escape(key)}[`.]"
    assert re.search(f"{row}|{whole}", GUIDE, re.MULTILINE)
