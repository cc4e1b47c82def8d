"""`guichet person` as whoever answers a person's request types it."""

import json
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from cases.model import Case, CaseState
from cases.people.accounts import Account
from cases.retention.clearing import CLEARED, Clearings, Obstacle
from cases.retention.personal_data import EXPORTED
from cases.store.database import now
from cases.store.records import DeliveryState
from flows import dashboard, purge_cases
from tests.builders import ADA, Store, shown
from tests.cases.clearings import PERSONAL, a_personal_ticket, bring, bytes_in
from tests.flows.retained import EMAIL, OTHER, Town, of_leo, run, settle

pytestmark = pytest.mark.prefect


@pytest.fixture(autouse=True)
def town(sqlite_file: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    return settle(sqlite_file, monkeypatch)


def test_all_that_is_held_is_written_where_its_owner_alone_reads(town: Town) -> None:
    out = town.folder / "remise"
    done = run("person", "export", EMAIL.upper(), "--out", str(out))
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    files = {path.name: path for path in out.iterdir()}
    assert set(files) == {"donnees.json", "a-lire.txt"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    data = files["donnees.json"].read_text("utf-8")
    text = files["a-lire.txt"].read_text("utf-8")
    assert [word for word in PERSONAL if word not in data] == []
    assert [word for word in PERSONAL if word not in text and word != "Clafoutis"] == []
    assert "seal" not in data
    held = json.loads(data)
    assert [one["case"]["ticket"]["number"] for one in held["held"]] == ["1", "2"]
    assert held["held"][0]["drafts"][1]["signed"]["approval"]["text"]
    assert [link["kind"] for link in held["held"][1]["trail"]][-1] == EXPORTED


def test_the_cases_of_others_are_named_by_number_without_a_word(town: Town) -> None:
    out = town.folder / "remise"
    done = run("person", "export", EMAIL, "--out", str(out))
    assert "Nommée dans ceux d'autres personnes, qui restent : 3 (demo)." in done.output
    data = (out / "donnees.json").read_text("utf-8")
    assert [one["number"] for one in json.loads(data)["named_in"]] == ["3"]
    said = data + (out / "a-lire.txt").read_text("utf-8")
    assert "remplace" not in said
    assert OTHER not in said


def test_another_name_is_looked_for_when_it_is_given(town: Town) -> None:
    out = town.folder / "remise"
    done = run("person", "export", EMAIL, "--name", "Camille Durant", "--out", str(out))
    assert "3 (demo), 4 (demo)" in done.output


def test_a_folder_that_exists_is_refused_and_nothing_is_told_of(town: Town) -> None:
    done = run("person", "export", EMAIL, "--out", str(town.folder))
    assert done.exit_code == 1
    assert "existe déjà" in done.output
    assert EXPORTED not in [event.kind for event in town.trail()]


def test_of_somebody_unknown_there_is_nothing_and_no_folder(town: Town) -> None:
    out = town.folder / "remise"
    done = run("person", "export", "nobody@valmorel.example", "--out", str(out))
    assert done.exit_code == 0
    assert "Ses dossiers : aucun." in done.output
    assert not out.exists()


@pytest.mark.parametrize("verb", ["export", "erase"])
def test_what_is_no_address_is_refused(verb: str) -> None:
    done = run("person", verb, "Camille Durand")
    assert done.exit_code == 1
    assert "n'est pas une adresse électronique" in done.output


def test_erasure_asks_first(town: Town) -> None:
    done = run("person", "erase", EMAIL)
    assert done.exit_code == 1
    assert "Rien n'a été effacé" in done.output
    assert "1 (demo), 2 (demo)" in done.output
    assert bytes_in(town.folder) == set(PERSONAL)


def test_after_an_erasure_no_word_is_left_in_the_file_and_the_trail_tells_it(town: Town) -> None:
    bring_to_silence(town)
    done = run("person", "erase", EMAIL, "--yes")
    assert done.exit_code == 0, done.output
    assert "Effacé : 1 (demo), 2 (demo)." in done.output
    assert bytes_in(town.folder) == set()
    told = [event for event in town.trail() if event.kind == CLEARED]
    assert [(event.actor, event.details["why"]) for event in told] == [("commande", "request")] * 2
    assert "urand" not in "".join(f"{event}" for event in town.trail())
    verified = run("audit", "verify")
    assert verified.exit_code == 0, verified.output
    again = run("person", "erase", EMAIL, "--yes")
    assert "Ses dossiers : aucun." in again.output


def bring_to_silence(town: Town) -> None:
    """Take the person out of what others say, so that the whole file may be searched."""

    async def silence(store: Store) -> None:
        for number in "34":
            await store.cases.open_case(of_leo(number, "Mes congés.", "Merci."))

    town.does(silence)


def test_an_open_case_is_closed_by_an_erasure(town: Town) -> None:
    town.does(lambda store: bring(store, a_personal_ticket("5")))
    assert run("person", "erase", EMAIL, "--yes").exit_code == 0
    assert town.state("5") is CaseState.CLOSED_ELSEWHERE


async def on_its_way(store: Store) -> Case:
    case = await bring(store, a_personal_ticket("5"))
    await store.approvals.approve(case.id, shown(case), "Bonjour", ADA)
    return case


async def in_doubt(store: Store) -> Case:
    await on_its_way(store)
    case = await store.cases.find_ticket("demo", "5")
    assert case
    delivery = await store.deliveries.start(await store.deliveries.plan(case.id))
    assert delivery
    return await store.deliveries.settle(
        await store.deliveries.record(delivery, DeliveryState.UNKNOWN)
    )


@pytest.mark.parametrize("stands", [on_its_way, in_doubt])
def test_erasure_is_refused_as_a_whole_while_a_letter_leaves_or_is_in_doubt(
    town: Town, stands: Callable[[Store], Awaitable[Case]]
) -> None:
    town.does(stands)
    done = run("person", "erase", EMAIL, "--yes")
    assert done.exit_code == 1
    assert "une réponse est en route ou incertaine (5 (demo))" in done.output
    assert CLEARED not in [event.kind for event in town.trail()]


def test_an_erasure_killed_in_the_middle_carries_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_to_silence(town)
    clear, left = Clearings.clear, [1]

    async def dies(self: Clearings, case_id: str, clearing: object) -> Obstacle | None:
        if not left[0]:
            raise RuntimeError("killed")
        left[0] -= 1
        return await clear(self, case_id, clearing)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Clearings, "clear", dies)
        assert run("person", "erase", EMAIL, "--yes").exit_code == 1
    done = run("person", "erase", EMAIL, "--yes")
    assert "Effacé : 2 (demo)." in done.output
    assert bytes_in(town.folder) == set()
    assert run("audit", "verify").exit_code == 0


def test_an_erasure_killed_before_the_file_was_rewritten_is_ended_by_the_next(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_args: object) -> bool:
        raise RuntimeError("killed")

    bring_to_silence(town)
    with monkeypatch.context() as patch:
        patch.setattr(purge_cases, "remove_traces", dies)
        assert run("person", "erase", EMAIL, "--yes").exit_code == 1
    assert bytes_in(town.folder) != set()
    assert run("person", "erase", EMAIL, "--yes").exit_code == 0
    assert bytes_in(town.folder) == set()


def test_a_case_in_a_worker_s_hands_is_told_and_left(town: Town) -> None:
    async def hold(store: Store) -> None:
        case = await store.cases.find_ticket("demo", "2")
        assert case
        store.leases._clock = now  # noqa: SLF001 - the command reads the real clock
        assert await store.leases.take(case.id, "a worker")

    town.does(hold)
    done = run("person", "erase", EMAIL, "--yes")
    assert done.exit_code == 1
    assert "Effacé : 1 (demo)." in done.output
    assert "Pas effacé, le guichet s'en occupe en ce moment : 2 (demo)." in done.output


def test_while_the_dashboard_is_away_nothing_is_erased(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> object:
        raise httpx.ConnectError("no answer")

    monkeypatch.setattr(dashboard, "get_client", away)
    done = run("person", "erase", EMAIL, "--yes")
    assert done.exit_code == 1
    assert "Prefect ne répond pas" in done.output
    assert bytes_in(town.folder) == set(PERSONAL)


def test_the_account_of_an_officer_who_asks_stays_and_is_told(town: Town) -> None:
    async def create(store: Store) -> None:
        await store.accounts.create(Account("camille", "Camille Durand", EMAIL), None)

    town.does(create)
    done = run("person", "erase", EMAIL, "--yes")
    assert "Elle a un compte, « camille », qui reste" in done.output
