"""Official texts that are followed where they lie, the settings that name them, the schedule."""

from pathlib import Path

import pytest
import yaml
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.schedules import CronSchedule

from app.followed_texts import follow_folder, follow_paths
from app.processes import deployments
from app.processes.deployments import PREFECT_FILE, NotDeclared, cron_schedules
from app.processes.up import check_files
from app.settings.sections import WrongSetting
from app.settings.town_settings import HOME, Texts, load_settings
from flows.deployed import FLOWS
from knowledge.library.text_library import Imported, Library
from knowledge.library.versions import Origin
from tests.builders import Store
from tests.flows.upkeep import CODE, NOTE


@pytest.fixture
def library(sqlite_store: Store) -> Library:
    return Library(sqlite_store.engine)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    path = tmp_path / "cgfp.md"
    path.write_text(f"{CODE}### Article L822-3\n\nTrois mois.\n", "utf-8")
    return path


def take_away(path: Path) -> None:
    path.unlink()


async def test_a_watched_text_is_in_use_until_it_is_watched_no_more(
    library: Library, code: Path
) -> None:
    assert [one.change for one in await follow_paths(library, [code])] == [Imported.NEW]
    assert [one.change for one in await follow_paths(library, [code])] == [Imported.SAME]
    assert await library.keys(Origin.WATCHED) == {"cgfp.md"}
    await follow_paths(library, [])
    assert await library.keys(Origin.WATCHED) == set()


async def test_a_watched_path_that_is_away_retires_nothing(library: Library, code: Path) -> None:
    other = code.with_name("ct.md")
    other.write_text(f"{CODE}### Article L1\n\nAutre.\n", "utf-8")
    await follow_paths(library, [code, other])
    take_away(code)
    (_, told) = await follow_paths(library, [other, code])
    assert "cgfp.md" in told.refusal
    assert await library.keys(Origin.WATCHED) == {"cgfp.md", "ct.md"}


async def test_two_followed_texts_of_one_name_do_not_replace_each_other_for_ever(
    library: Library, code: Path
) -> None:
    folder = code.parent / "procedures"
    folder.mkdir()
    (folder / "cgfp.md").write_text(NOTE.format(said="Il y a 12 places.", until=""), "utf-8")
    await follow_folder(library, folder)
    twin = folder.parent / "autre" / "ct.md"
    twin.parent.mkdir()
    twin.write_text(f"{CODE}### Article L2\n\nEncore.\n", "utf-8")
    (folder.parent / "ct.md").write_text(f"{CODE}### Article L1\n\nAutre.\n", "utf-8")
    for _ in range(2):
        done = await follow_paths(library, [code, twin, folder.parent / "ct.md"])
        assert ["s’appellent" in one.refusal for one in done] == [True, False, True]
    assert await library.keys(Origin.FOLDER) == {"cgfp.md"}
    assert len(await library.listed()) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("watched = 'legi.zip'", "texts.watched : il faut une liste entre crochets"),
        ("watched = [3]", "texts.watched.0 : il faut un chemin entre guillemets"),
        ("refresh = 'chaque nuit'", "texts.refresh : il faut cinq champs"),
        ("refresh = '0 5 * *'", "texts.refresh : il faut cinq champs"),
        ("suivis = []", "texts.suivis : ce réglage n'existe pas"),
    ],
)
def test_a_wrong_setting_of_texts_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, sentence: str
) -> None:
    file = tmp_path / "guichet.toml"
    file.write_text(f"[texts]\n{text}\n", "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    with pytest.raises(WrongSetting, match=sentence):
        load_settings()


def test_a_watched_path_is_beside_the_settings_and_must_be_there_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "guichet.toml"
    models, categories = HOME / "deploy" / "models.yaml", HOME / "deploy" / "categories.yaml"
    paths = f"models = '{models}'\ncategories = '{categories}'\n"
    file.write_text(f"{paths}[texts]\nwatched = ['legi']\nrefresh = ''\n", "utf-8")
    monkeypatch.setenv("GUICHET_SETTINGS", str(file))
    settings = load_settings()
    assert settings.texts.watched == (tmp_path / "legi",)
    with pytest.raises(WrongSetting, match=r"texts\.watched : il n'y a rien à .*legi"):
        check_files(settings)
    (tmp_path / "legi").mkdir()
    check_files(settings)


def test_every_deployment_is_a_flow_that_the_worker_runs() -> None:
    declared = yaml.safe_load(PREFECT_FILE.read_text("utf-8"))["deployments"]
    assert {each["name"] for each in declared} == set(FLOWS)
    (refresh,) = [each for each in declared if each["name"] == "refresh-knowledge"]
    assert refresh["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def scheduled(refresh: str) -> list[DeploymentScheduleCreate]:
    return cron_schedules("texts.refresh", Texts(refresh=refresh).refresh, "textes")


@pytest.mark.prefect
async def test_texts_are_read_again_each_day_at_the_hour_of_paris() -> None:
    async with get_client() as client:
        flow_id = await client.create_flow_from_name("refresh-knowledge")
        made = await client.create_deployment(flow_id, "refresh-knowledge")
        for refresh in (Texts().refresh, "0 6 * * *"):
            await deployments._schedule(client, "refresh-knowledge", scheduled(refresh))  # noqa: SLF001 - same
        (kept,) = await client.read_deployment_schedules(made)
        assert isinstance(kept.schedule, CronSchedule)
        assert (kept.schedule.cron, kept.schedule.timezone) == ("0 6 * * *", "Europe/Paris")
        await deployments._schedule(client, "refresh-knowledge", [])  # noqa: SLF001 - same
        assert await client.read_deployment_schedules(made) == []


def test_a_schedule_that_no_day_meets_is_refused_in_a_sentence() -> None:
    assert [each.slug for each in scheduled(Texts().refresh)] == ["textes"]
    assert scheduled("") == []
    with pytest.raises(NotDeclared, match=r"texts\.refresh : « 99 5 \* \* \* »"):
        scheduled("99 5 * * *")
