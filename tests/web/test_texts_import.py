import asyncio
import io
import re
import tempfile
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from cases.audit.trail import read_trail
from knowledge.library.documents import About
from knowledge.library.text_library import Library
from knowledge.library.versions import Version
from tests.web.conftest import Officer
from web.context import PageContext
from web.texts.import_jobs import STOPPED, TOO_LONG, ImportJob, ImportJobs, Order
from web.texts.upload import BROKEN, FILE_BYTES, MOST_FILES, NO_FILE

UPLOAD = "/textes/importer"
EVIL = "<img src=x onerror=alert(1)>.txt"
Files = list[tuple[str, bytes]]


@pytest.fixture(autouse=True)
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "envois"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(autouse=True)
async def ended(office: PageContext) -> AsyncIterator[None]:
    yield
    await office.imports.aclose()


async def send(
    officer: Officer, files: Files, csrf: str | None = None, **said: str
) -> httpx.Response:
    form = {"csrf": await officer.csrf() if csrf is None else csrf, **said}
    sent = [("fichiers", file) for file in files]
    return await officer.client.post(UPLOAD, data=form, files=sent)


async def result(officer: Officer, answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    running = officer.office.imports.find(answer.headers["location"].rsplit("/", 1)[1])
    assert running
    assert "Actualiser" in await officer.sees(answer.headers["location"])
    await done(running)
    return await officer.sees(answer.headers["location"])


async def done(running: ImportJob) -> None:
    for _ in range(1_000):
        if running.done:
            return
        await asyncio.sleep(0.1)
    pytest.fail("the import never ended")


def left_in(rooms: Path) -> list[Path]:
    return list(rooms.iterdir())


async def kept(officer: Officer) -> list[Version]:
    return await Library(officer.office.engine).versions()


async def refused(officer: Officer, answer: httpx.Response, rooms: Path, status: int = 422) -> str:
    assert answer.status_code == status
    assert await kept(officer) == []
    assert left_in(rooms) == []
    return answer.text


def packed(**files: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writing:
        for name, data in files.items():
            writing.writestr(name, data)
    return archive.getvalue()


async def test_what_an_officer_sends_is_read_kept_told_and_written_down(
    ada: Officer, rooms: Path
) -> None:
    said = {"title": "Parking", "reference": "Note 7", "valid_from": "2026-01-01"}
    said |= {"valid_until": "2030-12-31", "applies_to": "Tous", "owner": "DRH"}
    answer = await send(ada, [("parking.txt", b"Il y a 12 places.")], **said)
    progress = f"{answer.headers['location']}/suite"
    text = await result(ada, answer)
    (one,) = await kept(ada)
    assert re.search(rf'Nouveau</span> <a href="/textes/{one.id}"><bdi>parking.txt', text)
    about = one.about
    assert (about.title, about.reference, about.applies_to, about.owner) == (
        "Parking", "Note 7", "Tous", "DRH",
    )  # fmt: skip
    assert (str(about.valid_from), str(about.valid_until)) == ("2026-01-01", "2030-12-31")
    last = (await read_trail(ada.office.engine))[-1]
    assert (last.actor, last.kind) == ("ada", "text_imported")
    assert last.details == {"text": "parking.txt", "version": one.id}
    assert left_in(rooms) == []
    assert (await ada.client.get(progress)).status_code == 286


async def test_each_file_has_its_sentence(ada: Officer, rooms: Path) -> None:
    await result(ada, await send(ada, [("a.txt", b"Un."), ("b.txt", b"Deux.")]))
    archive = packed(**{"bon.txt": b"Quatre.", "vide.txt": b"", "../sorti.txt": b"Six."})
    bomb = packed(**{"zeros.txt": b"0" * 90_000_000})
    files = [("a.txt", b"Un."), ("b.txt", b"Trois."), ("vide.txt", b" "), (EVIL, b"Cinq.")]
    files += [("lot.zip", archive), ("bombe.zip", bomb)]
    text = await result(ada, await send(ada, files, title="Un titre pour un seul"))
    assert text.count("Refusé</span>") == 4
    assert "qui sort d’elle" in text
    assert re.search(r"Nouveau</span> <a [^>]*><bdi>lot.zip/bon.txt", text)
    assert re.search(r"Inchangé</span> <a [^>]*><bdi>a.txt", text)
    assert re.search(r"Modifié</span> <a [^>]*><bdi>b.txt", text)
    assert "vide.txt est vide" in text
    assert "démesurément compressé" in text
    assert "<img" not in text
    titles = {one.key: one.about.title for one in await kept(ada)}
    assert titles.keys() == {"a.txt", "b.txt", EVIL, "lot.zip/bon.txt"}
    assert "Un titre pour un seul" not in titles.values()
    assert left_in(rooms) == []


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd.txt", "..\\..\\passwd.txt", "/etc/passwd.txt", "C:\\a\\passwd.txt"),
        *("..\\../.\\passwd.txt", "../" * 200 + "passwd.txt"),
    ],
)
async def test_a_name_that_leads_elsewhere_keeps_its_last_part(
    ada: Officer, rooms: Path, name: str
) -> None:
    answer = await send(ada, [(name, b"Une phrase.")])
    running = ada.office.imports.find(answer.headers["location"].rsplit("/", 1)[1])
    assert running
    assert running.names == ["passwd.txt"]
    assert "passwd.txt" in await result(ada, answer)
    assert [one.key for one in await kept(ada)] == ["passwd.txt"]
    assert left_in(rooms) == []


@pytest.mark.parametrize("name", ["..", ".", "\u202e", "a" * 300 + ".txt", "/"])
async def test_a_name_that_names_nothing_is_refused(ada: Officer, rooms: Path, name: str) -> None:
    text = await refused(ada, await send(ada, [(name, b"Une phrase.")]), rooms)
    assert "pas un nom utilisable" in text


async def test_a_name_longer_than_a_header_is_refused(ada: Officer, rooms: Path) -> None:
    text = await refused(ada, await send(ada, [("a" * 5_000 + ".txt", b"Une phrase.")]), rooms)
    assert BROKEN in text


async def test_a_file_of_21_megabytes_is_refused_and_nothing_of_it_is_kept(
    ada: Officer, rooms: Path
) -> None:
    files = [("petit.txt", b"Une phrase."), ("gros.txt", b"a" * (FILE_BYTES + 1_000_000))]
    text = await refused(ada, await send(ada, files, title="Mon titre"), rooms)
    assert "gros.txt dépasse 20 Mo" in text
    assert 'value="Mon titre"' in text


async def test_a_sending_past_its_bound_is_read_to_its_end_and_refused(
    ada: Officer, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.texts.upload.MOST_BYTES", 100_000)
    text = await refused(ada, await send(ada, [("a.txt", b"a" * 300_000)]), rooms)
    assert "dépasse 100 Mo" in text


async def test_too_many_files_no_file_and_wrong_days_are_refused(ada: Officer, rooms: Path) -> None:
    one = [("a.txt", b"Un.")]
    many = [(f"{n}.txt", b"Un.") for n in range(MOST_FILES + 1)]
    assert "20 fichiers au plus" in await refused(ada, await send(ada, many), rooms)
    assert NO_FILE in await refused(ada, await send(ada, [("", b"")]), rooms)
    wrong = await send(ada, one, valid_from="2026-02-31")
    assert "« 2026-02-31 » n’est pas une date" in await refused(ada, wrong, rooms)
    backwards = await send(ada, one, valid_from="2026-02-02", valid_until="2026-02-01")
    assert "vient avant le premier" in await refused(ada, backwards, rooms)


async def test_a_forged_form_or_an_officer_without_the_right_brings_nothing(
    ada: Officer, bob: Officer, stranger: Officer, rooms: Path
) -> None:
    one = [("a.txt", b"Un.")]
    for answer in (await send(ada, one, csrf="faux"), await send(ada, one, await bob.csrf())):
        assert "n’est plus valable" in await refused(ada, answer, rooms, 403)
    form = {"csrf": await ada.csrf()}
    bare = await ada.client.post(UPLOAD, data=form)
    assert "n’est plus valable" in await refused(ada, bare, rooms, 403)
    denied = await refused(bob, await send(bob, one), rooms, 403)
    assert "page.may_import" in denied
    assert (await bob.client.get(UPLOAD)).status_code == 403
    assert UPLOAD not in await bob.sees("/textes")
    assert f'href="{UPLOAD}"' in await ada.sees("/textes")
    answer = await stranger.client.post(UPLOAD, data=form, files=[("fichiers", one[0])])
    assert answer.headers["location"].startswith("/connexion")


async def test_an_import_that_this_page_does_not_know_is_said_so(ada: Officer) -> None:
    path = f"{UPLOAD}/{'0' * 32}"
    assert "n’est plus connu" in await ada.sees(path)
    assert (await ada.client.get(f"{path}/suite")).status_code == 404


@pytest.fixture
def order(rooms: Path) -> Order:
    folder = rooms / "envoi"
    folder.mkdir()
    (folder / "a.txt").write_text("Un.", "utf-8")
    nowhere = "sqlite+aiosqlite:////nulle/part.db"
    return Order(folder, [folder / "a.txt"], About(""), "ada", nowhere)


async def test_an_import_that_takes_too_long_is_ended_and_said_so(order: Order) -> None:
    slow = ImportJobs(longest_seconds=0.01).start(order)
    await done(slow)
    assert slow.failure == TOO_LONG
    assert not order.folder.exists()


async def test_an_import_that_dies_says_so_and_leaves_no_file(order: Order) -> None:
    dead = ImportJobs().start(order)
    await done(dead)
    assert dead.failure == STOPPED
    assert not order.folder.exists()
    assert "nulle" not in repr(order)
