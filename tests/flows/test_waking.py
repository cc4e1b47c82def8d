import asyncio
from pathlib import Path

import pytest

from app.run_starts import Waker, read_wake_secrets
from app.settings.sections import WrongSetting
from app.settings.system_sections import DemoSystem
from app.settings.town_settings import Settings

BETWEEN = 0.05


class Collections:
    """Stands for the orchestrator: remembers what was started, and may be away."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.away = False

    async def start(self, system: str) -> None:
        if self.away:
            raise OSError("away")
        self.begun.append(system)


async def test_a_burst_of_calls_starts_one_collection_at_once_and_one_later() -> None:
    collections = Collections()
    waker = Waker(collections.start, BETWEEN)
    for _ in range(50):
        waker.wake("z")
    await asyncio.sleep(BETWEEN / 5)
    assert collections.begun == ["z"]
    for _ in range(50):
        waker.wake("z")
    await asyncio.sleep(BETWEEN / 5)
    assert collections.begun == ["z"]
    await asyncio.sleep(BETWEEN * 3)
    assert collections.begun == ["z", "z"]


async def test_systems_do_not_wait_for_one_another() -> None:
    collections = Collections()
    waker = Waker(collections.start, BETWEEN)
    waker.wake("a")
    waker.wake("b")
    await asyncio.sleep(BETWEEN / 5)
    assert sorted(collections.begun) == ["a", "b"]


async def test_an_orchestrator_that_is_away_is_asked_again_by_the_next_call() -> None:
    collections = Collections()
    waker = Waker(collections.start, BETWEEN)
    collections.away = True
    waker.wake("z")
    await asyncio.sleep(BETWEEN / 5)
    collections.away = False
    waker.wake("z")
    await asyncio.sleep(BETWEEN * 3)
    assert collections.begun == ["z"]


async def test_a_call_during_a_start_asks_for_another_look() -> None:
    begun: list[str] = []

    async def begin(system: str) -> None:
        begun.append(system)
        if len(begun) == 1:
            waker.wake(system)

    waker = Waker(begin, 0)
    waker.wake("z")
    await asyncio.sleep(0.05)
    assert begun == ["z", "z"]


async def test_a_collection_by_name_is_the_one_of_the_system(
    started: list[tuple[str, str]],
) -> None:
    Waker(between=0).wake("z")
    await asyncio.sleep(0.05)
    assert started == [("collect-tickets", "z")]


def settings(tmp_path: Path, **secrets: str) -> Settings:
    folder = DemoSystem(kind="demo", folder=tmp_path)
    return Settings().model_copy(
        update={"systems": {"z": folder, "y": folder}, "wake_secrets": secrets}
    )


def test_a_secret_comes_from_the_environment_by_the_name_in_the_settings(tmp_path: Path) -> None:
    named = settings(tmp_path, z="SECRET_Z", y="SECRET_Y")
    environment = {"SECRET_Z": " abc \n", "SECRET_Y": " "}
    assert read_wake_secrets(named, environment) == {"z": b"abc"}


@pytest.mark.parametrize(
    ("secrets", "why"), [({"rt": "SECRET"}, "aucun système"), ({"z": "s3cr3t!"}, "nom d'une")]
)
def test_a_wrong_name_is_one_sentence_that_tells_no_secret(
    tmp_path: Path, secrets: dict[str, str], why: str
) -> None:
    with pytest.raises(WrongSetting, match=why) as refusal:
        read_wake_secrets(settings(tmp_path, **secrets), {})
    assert "s3cr3t" not in str(refusal.value)
