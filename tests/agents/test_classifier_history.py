"""What a town gives to learn from: its exported history, and what officers filed again."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.classifier.examples import LABELLED
from agents.classifier.town_history import WrongHistory, corrected_examples, read_history
from tests.agents.builders import a_ticket

ALLOWED = {"conges", "maladie", "autre"}


def csv_of(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "export.csv"
    path.write_text(text, encoding)
    return path


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_spreadsheet_is_read_whatever_parts_its_columns(tmp_path: Path, mark: str) -> None:
    lines = [
        mark.join(["text", "category", "sensitive"]),
        mark.join(['"Combien de jours ?\nMerci"', "conges", "non"]),
        mark.join(["Mon arrêt", "maladie", "oui"]),
    ]
    path = csv_of(tmp_path, "\n".join(lines), "utf-8-sig")
    told = read_history(path, ALLOWED)
    assert [(e.text.strip(), e.category, e.sensitive) for e in told] == [
        ("Combien de jours ?\nMerci", "conges", False),
        ("Mon arrêt", "maladie", True),
    ]


def test_a_folder_of_yaml_is_read_with_its_subjects_and_nothing_is_read_where_there_is_none(
    tmp_path: Path,
) -> None:
    tickets = [{"subject": "Congés", "text": "Combien ?", "category": "conges"}]
    (tmp_path / "a.yaml").write_text(yaml.safe_dump({"tickets": tickets}), "utf-8")
    (tmp_path / "b.yml").write_text(yaml.safe_dump(tickets), "utf-8")
    (tmp_path / "lisez-moi.txt").write_text("pas un export", "utf-8")
    told = read_history(tmp_path, ALLOWED)
    assert [(e.text, e.sensitive) for e in told] == [("Congés\nCombien ?", None)] * 2
    assert read_history(tmp_path / "absent", ALLOWED) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("text;category\nBonjour;vacances", "ligne 2 : la catégorie « vacances » n’est pas réglée"),
        ("text;category\nBonjour;conges\n;conges", "ligne 3 : le texte du ticket (text) manque"),
        ("text;category\nBonjour", "ligne 2 : la catégorie «  » n’est pas réglée"),
        ("texte;category\nBonjour;conges", "la colonne « texte » n’est pas connue"),
        ("text;category\nBonjour;conges;de trop", "la colonne « None » n’est pas connue"),
        ("text;category;sensitive\nBonjour;conges;peut-être", "sensitive vaut oui ou non"),
        ('text;category\n"Bonjour;conges', "ne peut être lu"),
    ],
)
def test_a_bad_line_is_named_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WrongHistory) as refused:
        read_history(csv_of(tmp_path, text), ALLOWED)
    assert said in str(refused.value)
    assert "export.csv" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("told", ["- - a", "tickets: 3", "{", "- 4", "!!python/object:os.x {}"])
def test_a_file_that_holds_no_list_of_tickets_is_refused(tmp_path: Path, told: str) -> None:
    path = tmp_path / "export.yaml"
    path.write_text(told, "utf-8")
    with pytest.raises(WrongHistory):
        read_history(path, ALLOWED)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), suffix=st.sampled_from([".csv", ".yaml"]))
def test_whatever_a_file_holds_it_is_read_or_refused(
    tmp_path: Path, content: bytes, suffix: str
) -> None:
    path = tmp_path / f"export{suffix}"
    path.write_bytes(content)
    try:
        told = read_history(path, ALLOWED)
    except WrongHistory:
        return
    assert all(example.category in ALLOWED for example in told)


def test_people_are_hidden_before_anything_is_learned(tmp_path: Path) -> None:
    line = "Zwicker ici, appelez le 06 39 98 12 34 ou zoe@example.org;conges;Zoé Zwicker"
    path = csv_of(tmp_path, f"text;category;author\n{line}")
    (example,) = read_history(path, ALLOWED)
    assert "Zwicker" not in example.text
    assert "06 39" not in example.text
    assert "zoe@" not in example.text
    assert "Zwicker" not in example.author


def test_what_one_person_wrote_is_left_out_together_however_many_wrote(tmp_path: Path) -> None:
    lines = [f"Question {n};conges;Personne {n % 40}" for n in range(120)]
    path = csv_of(tmp_path, "\n".join(["text;category;author", *lines]))
    told = read_history(path, ALLOWED)
    assert 1 < len({e.author for e in told}) <= 5
    for number in range(40):
        assert len({e.author for e in told[number::40]}) == 1


def test_a_correction_weighs_more_and_one_for_a_category_that_is_gone_is_left() -> None:
    ticket = a_ticket("Je suis Zoé Zwicker, combien de jours ?")
    told = corrected_examples([(ticket, "conges"), (ticket, "partie")], ALLOWED)
    assert [(e.category, e.weight > LABELLED) for e in told] == [("conges", True)]
    assert "Zwicker" not in told[0].text
