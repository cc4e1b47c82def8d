"""`guichet models activate` on what cannot be judged."""

from pathlib import Path

import pytest
import yaml

from tests.cli.evaluation.test_activation import SET, deps, models, told, town

__all__ = ["deps", "town"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "ne peut être lu"),
        ("roles: {classifier: absent}\n", "absent de model_list"),
        ("roles: [", "n'est pas du YAML valide"),
    ],
)
def test_a_candidate_that_is_no_file_of_routes_is_refused_by_a_sentence(
    town: Path, content: str | None, sentence: str
) -> None:
    candidate = town / "candidat.yaml"
    if content is not None:
        candidate.write_text(content, encoding="utf-8")
    done = models("activate", str(candidate))
    assert done.exit_code == 1
    assert sentence in told(done)


def test_without_a_set_nothing_can_be_activated(town: Path) -> None:
    settings = (town / "guichet.toml").read_text("utf-8").replace('sets = ["jeu.yaml"]\n', "")
    (town / "guichet.toml").write_text(settings, "utf-8")
    done = models("activate", "embedded")
    assert done.exit_code == 1
    assert "gate.sets" in told(done)


def test_a_set_with_a_bad_entry_activates_nothing(town: Path) -> None:
    (town / "jeu.yaml").write_text(yaml.safe_dump([*SET, {"id": "sans texte"}]), encoding="utf-8")
    done = models("activate", "embedded")
    assert done.exit_code == 1
    assert "entrée n° 4 refusée" in told(done)
