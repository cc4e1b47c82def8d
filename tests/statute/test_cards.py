"""Cards: their examples, and what is said of one that a jurist spoilt."""

from pathlib import Path

import pytest

from statute.amounts import AMOUNTS
from statute.book import Book
from statute.card import ROOM, Card, cards, rules_of
from statute.card_examples import Tried, tried, unknown_values
from statute.edited_file import EditedFileError, read_edited

TRIALS = list(tried(Book.of()))
CARD = ROOM / "temps" / "conges_annuels.yaml"


def name_of(trial: Tried) -> str:
    return f"{trial.rule_id}-{trial.expected[:40]}"


@pytest.mark.parametrize("trial", TRIALS, ids=name_of)
def test_an_example_gives_what_it_expects(trial: Tried) -> None:
    assert trial.faults == (), trial.got


def spoilt(tmp_path: Path, before: str, after: str) -> str:
    """Write the card with one change; say what is said of it."""
    written = CARD.read_text("utf-8")
    assert written.count(before) >= 1
    folder = tmp_path / "temps"
    folder.mkdir()
    file = folder / CARD.name
    file.write_text(written.replace(before, after, 1), "utf-8")
    with pytest.raises(EditedFileError) as raised:
        Book(tuple(rules_of(file, read_edited(file, Card))))
    return str(raised.value)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("    titre: Droit", "    titer: Droit", "« regles.CA-01.titer » n’est pas une clé"),
        ("depuis: 1985-11-30", "depuis: 1985-02-31", "ligne 7"),
        ("source: copie ancienne", "source: on dit", "« regles.CA-01.versions.0.verifie.source »"),
        ("        calcul: droit_annuel\n", "", "doit avoir une « reponse »"),
        ("categories: [conges]", "categories: [", "n’est pas du YAML lisible"),
        ("sujet:", "sujet: x\nsujet:", "ligne 2"),
        ("calcul: fractionnement", "calcul: fractionement", "« fractionement » de CA-02"),
    ],
)
def test_a_card_spoilt_by_hand_is_refused_with_its_line(
    tmp_path: Path, before: str, after: str, expected: str
) -> None:
    said = spoilt(tmp_path, before, after)
    assert said.startswith("statute/temps/conges_annuels.yaml")
    assert expected in said


def test_versions_out_of_order_are_refused(tmp_path: Path) -> None:
    version = "      - depuis: 1985-11-30\n"
    said = spoilt(
        tmp_path,
        version,
        "      - depuis: 2027-01-01\n        articles: [{texte: CGFP}]\n"
        "        verifie: {le: 2026-11-28, source: texte officiel}\n        reponse: Essai.\n"
        + version,
    )
    assert "n’a pas ses versions dans l’ordre des dates" in said
    assert "ligne" in said


def test_a_new_version_from_a_future_day_ends_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "temps"
    folder.mkdir()
    added = (
        "      - depuis: 2027-01-01\n        articles: [{texte: CGFP, numero: L621-1}]\n"
        "        verifie: {le: 2026-11-28, source: texte officiel}\n        reponse: Essai.\n"
    )
    (folder / CARD.name).write_text(CARD.read_text("utf-8").rstrip("\n") + "\n" + added, "utf-8")
    before, after = Book.of(tmp_path).versions("CA-05")
    assert str(before.in_force_until) == "2026-12-31"
    assert after.in_force_since.isoformat() == "2027-01-01"
    assert after.in_force_until is None


def test_every_card_is_of_a_matter_and_names_its_rules() -> None:
    assert all(card.regles for card in cards().values())


def test_every_dated_value_that_a_text_names_is_there() -> None:
    assert list(unknown_values(Book.of(), AMOUNTS)) == []
