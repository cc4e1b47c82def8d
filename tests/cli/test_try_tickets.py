import io
import json
from pathlib import Path
from typing import Any

import pytest

from agents.dependencies import Dependencies
from app.agent_dependencies import build_dependencies
from app.settings.town_settings import Settings
from cli.evaluation.ticket_trial import UnreadableInput
from cli.try_command import try_file

KEYS = {
    "id",
    "classification",
    "outcome",
    "missing_facts",
    "findings",
    "passages",
    "letter",
    "pseudonymised",
    "model_calls",
    "seconds",
}


@pytest.fixture(scope="module")
def deps() -> Dependencies:
    return build_dependencies(Settings())


Lines = list[dict[str, Any]]


async def tried(tmp_path: Path, deps: Dependencies, text: str, name: str = "in.jsonl") -> Lines:
    source, output = tmp_path / name, tmp_path / "out.jsonl"
    source.write_text(text, "utf-8")
    await try_file(str(source), str(output), deps)
    return [json.loads(line) for line in output.read_text("utf-8").split("\n") if line]


async def test_each_ticket_gives_one_object_of_the_promised_shape(
    tmp_path: Path,
    deps: Dependencies,
) -> None:
    (line,) = await tried(
        tmp_path,
        deps,
        '{"id": 7, "date": "2026-11-20", "subject": "Congés", '
        '"text": "Combien de jours de congés annuels pour 4 jours par semaine ?"}',
    )
    assert set(line) == KEYS
    assert line["id"] == "7"
    assert line["outcome"] == "answer"
    assert "20" in str(line["letter"])
    finding = line["findings"][0]
    assert set(finding) == {"rule", "outcome", "answer", "facts", "missing", "citations"}
    assert set(finding["citations"][0]) == {"text", "article", "in_force_since", "url"}


async def test_the_law_is_that_of_the_day_the_ticket_was_received(
    tmp_path: Path,
    deps: Dependencies,
) -> None:
    asked = "Je suis titulaire, mon salaire pendant mon arrêt maladie ordinaire ?"
    lines = await tried(
        tmp_path,
        deps,
        f'{{"id": "before", "date": "2025-02-10", "text": "{asked}"}}\n'
        f'{{"id": "after", "date": "2025-03-10", "text": "{asked}"}}',
    )
    before, after = (str(line["letter"]).replace("\u00a0", " ") for line in lines)
    assert "100 %" in before
    assert "90 %" in after


async def test_a_bad_entry_is_told_by_its_number_and_the_rest_still_runs(
    tmp_path: Path,
    deps: Dependencies,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = await tried(tmp_path, deps, '{"id": "a", "text": "x"}\n{oops\n{"id": "c"}\n[]\n')
    assert [line["id"] for line in lines] == ["a"]
    told = capsys.readouterr().err
    for number in ("n° 2", "n° 3", "n° 4"):
        assert number in told


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("[" * 100_000, "n° 1 illisible : trop de listes"),
        ('{"id": ' + "9" * 5_000 + ', "text": "x"}', "n° 1 illisible : un nombre est trop long"),
        ('{"id": "a"', "n° 1 illisible : JSON mal formé"),
        ('{"id": "a", "text": "x", "date": "2026-02-30"}', "n° 1 refusée, date : il faut une date"),
        ('{"id": "\\ud800", "text": "x"}', "n° 1 refusée, id : ce texte contient"),
        ('{"id": "", "text": "x"}', "n° 1 refusée, id : ce champ est vide"),
        ('{"id": "a", "text": null}', "n° 1 refusée, text : il faut un texte"),
        ('{"id": "a", "text": "' + "x" * 200_001 + '"}', "text : le texte dépasse 200000 signes"),
        ("[]", "n° 1 refusée, l'entrée : il faut un objet"),
    ],
)
async def test_whatever_is_wrong_with_an_entry_the_next_one_runs(
    tmp_path: Path,
    deps: Dependencies,
    capsys: pytest.CaptureFixture[str],
    bad: str,
    said: str,
) -> None:
    lines = await tried(tmp_path, deps, f'{bad}\n{{"id": "b", "text": "bonjour"}}')
    assert [line["id"] for line in lines] == ["b"]
    assert said in capsys.readouterr().err


async def test_an_impossible_date_in_yaml_refuses_its_entry_alone(
    tmp_path: Path,
    deps: Dependencies,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "- {id: a, text: x, date: 2026-02-30}\n- {id: 007, text: no, date: 2026-02-20}\n"
    lines = await tried(tmp_path, deps, text, "in.yaml")
    assert [line["id"] for line in lines] == ["007"]
    assert "n° 1 refusée, date" in capsys.readouterr().err


async def test_a_line_separator_inside_json_does_not_cut_the_line(
    tmp_path: Path,
    deps: Dependencies,
) -> None:
    lines = await tried(tmp_path, deps, '{"id": "a\u2028b", "text": "x"}\r\n')
    assert [line["id"] for line in lines] == ["a\u2028b"]


@pytest.mark.parametrize("name", ["in.jsonl", "in.yaml"])
async def test_a_byte_order_mark_is_no_part_of_the_text(
    tmp_path: Path,
    deps: Dependencies,
    name: str,
) -> None:
    entry = '{"id": "a", "text": "x"}'
    text = f"\ufeff{entry}" if name == "in.jsonl" else f"\ufeff[{entry}]"
    assert len(await tried(tmp_path, deps, text, name)) == 1


async def test_a_file_that_is_not_utf_8_is_refused_rather_than_read_with_holes(
    tmp_path: Path,
    deps: Dependencies,
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes('{"id": "a", "text": "congé"}'.encode("latin-1"))
    with pytest.raises(UnreadableInput, match="UTF-8"):
        await try_file(str(source), str(tmp_path / "out.jsonl"), deps)


async def test_the_input_is_never_overwritten(tmp_path: Path, deps: Dependencies) -> None:
    source, other = tmp_path / "in.jsonl", tmp_path / "same.jsonl"
    source.write_text('{"id": "a", "text": "x"}', "utf-8")
    other.symlink_to(source)
    for output in (source, other):
        with pytest.raises(UnreadableInput, match="une autre sortie"):
            await try_file(str(source), str(output), deps)
    assert source.read_text("utf-8") == '{"id": "a", "text": "x"}'


async def test_yaml_may_be_a_list_or_hold_one(tmp_path: Path, deps: Dependencies) -> None:
    listed = "- {id: a, text: bonjour}\n- {id: b, text: merci}\n"
    assert len(await tried(tmp_path, deps, listed, "in.yaml")) == 2
    held = "tickets:\n" + "".join(f"  {line}\n" for line in listed.splitlines())
    assert len(await tried(tmp_path, deps, held, "in.yaml")) == 2


@pytest.mark.parametrize(
    "text", ["just words", "{a: [", "tickets: {}", "[" * 5_000, "- !!int deux"]
)
async def test_yaml_that_holds_no_tickets_is_refused_in_a_sentence(
    tmp_path: Path,
    deps: Dependencies,
    text: str,
) -> None:
    with pytest.raises(UnreadableInput):
        await tried(tmp_path, deps, text, "in.yaml")


async def test_a_file_that_is_not_there_is_refused_in_a_sentence(
    tmp_path: Path,
    deps: Dependencies,
) -> None:
    with pytest.raises(UnreadableInput, match="ne peut être lu"):
        await try_file(str(tmp_path / "absent.yaml"), str(tmp_path / "out"), deps)


async def test_dashes_read_and_write_the_standard_streams(
    deps: Dependencies,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b'{"id": "a", "text": "bonjour"}\n'))
    monkeypatch.setattr("sys.stdin", stdin)
    assert await try_file("-", "-", deps) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "a"
