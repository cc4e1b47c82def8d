"""`guichet purge` and `guichet person` as whoever answers a person's request types them."""

import asyncio
import json
import stat
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from cases.accounts import Account
from cases.audit import Event, read_trail
from cases.clearing import CLEARED, Clearings, Kept
from cases.model import Case, CaseState, Message, Ticket
from cases.personal import EXPORTED
from cases.reply import DeliveryState
from cases.store import now
from cases.traces import Occupied
from flows import purging, retention_commands, withdrawing
from flows.settings import load_settings
from flows.wiring import Wiring
from guichet import app
from tests.builders import ADA, SECRET, StoppedClock, Store, a_ticket, shown, store_on
from tests.cases.clearings import PERSONAL, a_personal_ticket, answered, bring, bytes_in, rejected

EMAIL = "camille.durand@valmorel.example"
OTHER = "leo.martin@valmorel.example"


@dataclass
class Town:
    folder: Path

    def does(self, action: Callable[[Store], Awaitable[Case | None]]) -> Case | None:
        async def act() -> Case | None:
            wiring = Wiring(load_settings())
            await wiring.open()
            store = store_on(wiring.engine, StoppedClock())
            try:
                return await action(store)
            finally:
                await wiring.aclose()

        return asyncio.run(act())

    def trail(self) -> list[Event]:
        found: list[Event] = []

        async def read(store: Store) -> None:
            found.extend(await read_trail(store.engine))

        self.does(read)
        return found

    def state(self, number: str) -> CaseState:
        async def read(store: Store) -> Case | None:
            return await store.cases.find_ticket("demo", number)

        case = self.does(read)
        assert case
        return case.state


@pytest.fixture(autouse=True)
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town whose Camille Durand has two cases, and is named in one of somebody else's."""
    file = tmp_path / "guichet.toml"
    database = f"sqlite+aiosqlite:///{tmp_path / 'guichet.db'}"
    file.write_text(f'database = "{database}"\nsecret_file = "secret"\n', "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    monkeypatch.setenv("GUICHET_SECRET", SECRET.decode())
    # The server of the tests is not that of the settings.
    monkeypatch.setattr(retention_commands, "set_environment", lambda *_: None)
    made = Town(tmp_path)

    async def fill(store: Store) -> None:
        await answered(store, a_personal_ticket("1"))
        await rejected(store, a_personal_ticket("2"))
        await store.cases.open_case(of_leo("3", "Je remplace DURAND\nCamille.", "Camille  Durand"))
        await store.cases.open_case(of_leo("4", "Mes congés, sans rapport.", "Camille Durant"))

    made.does(fill)
    return made


def of_leo(number: str, text: str, more: str) -> Ticket:
    said = (
        Message(f"m{place}", "Léo Martin", now(), words, from_requester=True)
        for place, words in enumerate((text, more))
    )
    ticket = replace(a_ticket(number), messages=tuple(said))
    return replace(ticket, requester_email=OTHER, requester_name="Léo Martin")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


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
        await store.deliveries.note(delivery, DeliveryState.UNKNOWN)
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

    async def dies(self: Clearings, case_id: str, clearing: object) -> Kept | None:
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
        patch.setattr(purging, "remove_traces", dies)
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

    monkeypatch.setattr(withdrawing, "get_client", away)
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


def keep(town: Town, days: int) -> None:
    settings = town.folder / "guichet.toml"
    said = settings.read_text("utf-8")
    lines = f"\n[retention]\nanswered_days = {days}\nrejected_days = 0\n"
    settings.write_text(said + lines, "utf-8")


def long_ago(monkeypatch: pytest.MonkeyPatch, days: int = 3) -> None:
    monkeypatch.setattr("cases.store.now", lambda: StoppedClock()() + timedelta(days=days))


def test_a_dry_run_counts_and_clears_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(town, 2)
    long_ago(monkeypatch)
    done = run("purge", "--dry-run")
    assert (done.exit_code, done.output) == (
        0,
        "À effacer : 1 répondues. Rien n'a été effacé.\n",
    )
    assert bytes_in(town.folder) == set(PERSONAL)


def test_purge_by_hand_says_what_it_cleared(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(town, 2)
    long_ago(monkeypatch)
    done = run("purge")
    assert (done.exit_code, done.output) == (0, "Effacé : 1 répondues.\n")
    assert run("purge").output == "Effacé : aucune demande.\n"
    assert run("audit", "verify").exit_code == 0


def test_traces_that_stay_because_others_use_the_file_are_told(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def occupied(*_args: object) -> bool:
        raise Occupied

    keep(town, 2)
    long_ago(monkeypatch)
    monkeypatch.setattr(purging, "remove_traces", occupied)
    done = run("purge")
    assert done.exit_code == 1
    assert "son fichier garde encore des traces" in done.output


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("answered_days = -1", "retention.answered_days : il faut au moins 0"),
        ("handed_over_days = 3", "retention.handed_over_days : ce réglage n'existe pas"),
        ('schedule = "chaque nuit"', "retention.schedule : il faut cinq champs"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(town: Town, said: str, told: str) -> None:
    file = town.folder / "guichet.toml"
    file.write_text(file.read_text("utf-8") + f"\n[retention]\n{said}\n", "utf-8")
    done = run("purge", "--dry-run")
    assert done.exit_code == 1
    assert told in done.output
