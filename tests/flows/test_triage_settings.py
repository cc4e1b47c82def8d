"""What is written back is a matter of the system, of the category, and of what tags may tell."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.settings.sections import WrongSetting
from app.settings.system_sections import TriageSection
from app.settings.town_settings import Settings, load_settings, settings_file
from app.wiring import Wiring
from cases.model import Classification, Urgency
from connectors.base import Triage
from flows.handle_ticket import handle_ticket
from tests.builders import CLASSIFICATION
from tests.fakes import ScriptedSystem

TWO_SYSTEMS = """
[triage.priorities]
normale = 20
critique = 80
[triage.queues]
conges = "RH-Temps"
[systems.dossier]
kind = "demo"
folder = "a"
[systems.autre]
kind = "demo"
folder = "b"
[systems.autre.triage]
write_category = false
priorities = { normale = 2 }
tags = { conges = ["rh", " conges "] }
"""
SENSITIVE = replace(CLASSIFICATION, sensitive=True)
CRITICAL = replace(CLASSIFICATION, urgency=Urgency.CRITIQUE)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    file = tmp_path / "guichet.toml"
    file.write_text(TWO_SYSTEMS, "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    return load_settings()


@pytest.mark.parametrize(
    ("system", "found", "wished"),
    [
        ("dossier", CLASSIFICATION, Triage("conges", 20, "RH-Temps")),
        ("dossier", CRITICAL, Triage("conges", 80, "RH-Temps")),
        ("autre", CLASSIFICATION, Triage(None, 2, "RH-Temps", ("rh", "conges"))),
        ("autre", CRITICAL, Triage(None, None, "RH-Temps", ("rh", "conges"))),
        ("autre", SENSITIVE, Triage(None, 2, "RH-Temps")),
        ("retire", CLASSIFICATION, Triage("conges", 20, "RH-Temps")),
    ],
)
def test_a_key_given_for_a_system_takes_the_place_of_the_general_one_whole(
    settings: Settings, system: str, found: Classification, wished: Triage
) -> None:
    assert settings.triage_of(system).wished(found) == wished


def test_no_tag_is_written_unless_it_is_asked_for() -> None:
    assert TriageSection().wished(CLASSIFICATION).tags == ()


@pytest.mark.parametrize("tag", ["", "  ", "x" * 101])
def test_a_tag_that_is_none_is_a_wrong_setting(settings: Settings, tag: str) -> None:
    del settings
    settings_file().write_text(f'[triage.tags]\nconges = ["{tag}"]\n', "utf-8")
    with pytest.raises(WrongSetting, match=r"triage\.tags"):
        load_settings()


async def test_the_ticket_gets_the_tags_of_its_own_system(
    office: Wiring, system: ScriptedSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    general = office.settings.model_copy(
        update={"triage": TriageSection(tags={"conges": ("rh-conges",)})}
    )
    monkeypatch.setattr(office, "settings", general)
    await handle_ticket("demo", "1")
    assert [triage.tags for _, triage in system.triages] == [("rh-conges",)]
