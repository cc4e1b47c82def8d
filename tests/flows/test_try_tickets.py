import io
import json
from pathlib import Path
from typing import Any

import pytest

from agents.team import Team
from flows.settings import Settings
from flows.team import build_team
from flows.try_tickets import UnreadableInput, try_file

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
def team() -> Team:
    return build_team(Settings())


Lines = list[dict[str, Any]]


async def tried(tmp_path: Path, team: Team, text: str, name: str = "in.jsonl") -> Lines:
    source, output = tmp_path / name, tmp_path / "out.jsonl"
    source.write_text(text, "utf-8")
    await try_file(str(source), str(output), team)
    return [json.loads(line) for line in output.read_text("utf-8").splitlines()]


async def test_each_ticket_gives_one_object_of_the_promised_shape(
    tmp_path: Path,
    team: Team,
) -> None:
    (line,) = await tried(
        tmp_path,
        team,
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
    team: Team,
) -> None:
    asked = "Je suis titulaire, mon salaire pendant mon arrêt maladie ordinaire ?"
    lines = await tried(
        tmp_path,
        team,
        f'{{"id": "before", "date": "2025-02-10", "text": "{asked}"}}\n'
        f'{{"id": "after", "date": "2025-03-10", "text": "{asked}"}}',
    )
    before, after = (str(line["letter"]).replace("\u00a0", " ") for line in lines)
    assert "100 %" in before
    assert "90 %" in after


async def test_a_bad_entry_is_told_by_its_number_and_the_rest_still_runs(
    tmp_path: Path,
    team: Team,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = await tried(tmp_path, team, '{"id": "a", "text": "x"}\n{oops\n{"id": "c"}\n[]\n')
    assert [line["id"] for line in lines] == ["a"]
    told = capsys.readouterr().err
    for number in ("n° 2", "n° 3", "n° 4"):
        assert number in told


async def test_yaml_may_be_a_list_or_hold_one(tmp_path: Path, team: Team) -> None:
    listed = "- {id: a, text: bonjour}\n- {id: b, text: merci}\n"
    assert len(await tried(tmp_path, team, listed, "in.yaml")) == 2
    held = "tickets:\n" + "".join(f"  {line}\n" for line in listed.splitlines())
    assert len(await tried(tmp_path, team, held, "in.yaml")) == 2


@pytest.mark.parametrize("text", ["just words", "{a: [", "tickets: {}"])
async def test_yaml_that_holds_no_tickets_is_refused_in_a_sentence(
    tmp_path: Path,
    team: Team,
    text: str,
) -> None:
    with pytest.raises(UnreadableInput):
        await tried(tmp_path, team, text, "in.yaml")


async def test_a_file_that_is_not_there_is_refused_in_a_sentence(
    tmp_path: Path,
    team: Team,
) -> None:
    with pytest.raises(UnreadableInput, match="ne peut être lu"):
        await try_file(str(tmp_path / "absent.yaml"), str(tmp_path / "out"), team)


async def test_dashes_read_and_write_the_standard_streams(
    team: Team,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b'{"id": "a", "text": "bonjour"}\n'))
    monkeypatch.setattr("sys.stdin", stdin)
    assert await try_file("-", "-", team) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "a"
