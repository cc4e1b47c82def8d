import os
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.library.documents import About, Document, Unreadable
from knowledge.readers.files import read_path
from knowledge.readers.source import BOUNDS
from tests.knowledge.readers.samples import note, pdf, saved

Refuse = Callable[..., str]
Entries = dict[str, str | bytes]
FORMATS = ("md", "txt", "html", "xml", "json", "pdf", "docx", "odt", "zip", "tar.gz", "")
SIGNATURES = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x1f\x8b", b"<?xml version='1.0'?>", b"<html>")


def packed(path: Path, entries: Entries) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def told(path: Path, **bounds: int) -> list[str]:
    """Give keys of documents and sentences of refusals, in order."""
    return [
        reading.key if isinstance(reading, Document) else str(reading)
        for reading in read_path(path, bounds=replace(BOUNDS, **bounds))
    ]


def test_a_zip_gives_its_files_and_its_faults(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "a.zip",
        {
            "notes/un.md": "Un.",
            "notes/deux.xyz": "Deux.",
            ".cache/x.md": "caché",
            "__MACOSX/._un.md": "caché",
            "trois.txt": "Trois.",
        },
    )
    one, two, three = told(path)
    assert (one, three) == ("a.zip/notes/un.md", "a.zip/trois.txt")
    assert "a.zip/notes/deux.xyz est d’un format" in two


@pytest.mark.parametrize("name", ["../dehors.md", "/etc/dehors.md", "a/../../b.md", "C:\\b.md"])
def test_names_that_leave_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / "a.zip", {name: "Non.", "dedans.md": "Oui."})
    refused, kept = told(path)
    assert "sort d’elle" in refused
    assert kept == "a.zip/dedans.md"


def test_a_bomb_is_stopped_while_it_inflates(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": "a" * 3_000_000, "b.txt": "b"})
    (sentence,) = told(path)
    assert "démesurément compressé" in sentence
    (sentence,) = told(path, archive_bytes=100_000)
    assert "une fois ouverte" in sentence
    big, kept = told(path, file_bytes=500_000)
    assert "dépasse" in big
    assert kept == "a.zip/b.txt"


def test_a_size_that_lies_is_not_trusted(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": "a" * 500_000})
    data = path.read_bytes().replace(struct.pack("<I", 500_000), struct.pack("<I", 5))
    path.write_bytes(data)
    (reading,) = read_path(path, bounds=replace(BOUNDS, archive_bytes=100_000))
    # Cut at the size it declares, its checksum is wrong; taken whole, it passes the bound.
    assert isinstance(reading, Unreadable)


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {f"{number}.md": "Texte." for number in range(5)})
    assert told(path, entries=3)[-1] == (
        "L’archive a.zip contient plus de 3 fichiers : divisez-la."
    )


def test_a_long_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(["Un."], ["Deux."], ["Trois."]))
    assert told(path, pages=3) == ["long.pdf"]
    assert "plus de 2 pages" in told(path, pages=2)[0]


def test_an_office_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(saved(note()))
    assert told(path) == ["note.docx"]
    assert "word/document.xml dépasse 0 Mo" in told(path, part_bytes=2_000)[0]
    assert "une fois ouverte" in told(path, archive_bytes=2_000)[0]


def test_an_archive_in_an_archive_is_refused(tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.zip", {"a.md": "Texte."}).read_bytes()
    path = packed(tmp_path / "a.zip", {"inner.zip": inner, "b.md": "Texte."})
    refused, kept = told(path)
    assert "a.zip/inner.zip est une archive dans une archive" in refused
    assert kept == "a.zip/b.md"


def test_encrypted_entries_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.md": "Texte."})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "a.zip/a.md est protégé par un mot de passe" in told(path)[0]


def test_a_tar_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = 1_000_000
        archive.addfile(info, BytesIO(b"a" * info.size))
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert told(path) == ["a.tar.gz/a.txt"]
    assert "une fois ouverte" in told(path, archive_bytes=100_000)[0]


@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
def test_a_truncated_archive_is_told(tmp_path: Path, part: float) -> None:
    path = packed(tmp_path / "a.zip", {"a.md": "Texte. " * 50, "b.md": "Texte."})
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert all("abîmé" in sentence for sentence in told(path))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><ARTICLE>&x;</ARTICLE>',
        '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><ARTICLE>&y;</ARTICLE>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><Publication/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused(
    refuse: Refuse, declared: str, encoding: str
) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declared}'
    assert "DOCTYPE" in refuse("a.xml", xml.encode(encoding))


def test_a_file_too_big_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(BOUNDS.file_bytes + 1)
    assert told(path) == ["Le fichier a.txt dépasse 100 Mo : divisez-le ou allégez-le."]


def test_a_folder_is_read_in_order_and_not_left(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "sub").mkdir(parents=True)
    (home / ".git").mkdir()
    (tmp_path / "secret.md").write_text("Secret.")
    for name in ("b.md", "a.md", "sub/c.md", ".git/d.md", ".e.md", "~$f.docx"):
        (home / name).write_text("Texte.")
    (home / "out.md").symlink_to(tmp_path / "secret.md")
    (home / "in.md").symlink_to(home / "a.md")
    (home / "loop").symlink_to(home)
    os.mkfifo(home / "pipe.md")
    packed(home / "z.zip", {"g.md": "Texte."})
    assert told(home) == ["a.md", "b.md", "in.md", "z.zip/g.md", "sub/c.md"]


def test_the_title_of_a_form_names_one_file_only(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Texte.")
    found = next(read_path(tmp_path, About("Un seul", owner="DRH")))
    assert isinstance(found, Document)
    assert found.about == About("a", owner="DRH")


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    assert "aucun document à lire" in told(tmp_path)[0]
    assert "pas de fichier absent.md" in told(tmp_path / "absent.md")[0]
    (tmp_path / "s.xml").write_text("<?xml version='1.0'?><SECTION_TA/>")
    assert "aucun document à lire dans s.xml" in told(tmp_path / "s.xml")[0]
    packed(tmp_path / "vide.zip", {})
    assert "aucun document à lire dans vide.zip" in told(tmp_path / "vide.zip")[0]


@given(st.sampled_from(FORMATS), st.sampled_from(SIGNATURES), st.binary(max_size=400))
def test_garbage_gives_documents_or_refusals(kind: str, signature: bytes, noise: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a.{kind}")
        path.write_bytes(signature + noise)
        readings = list(read_path(path))
    assert readings
    assert all(isinstance(reading, Document | Unreadable) for reading in readings)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("blanks.md", "# " + " " * 500_000 + "x\n\nTexte."),
        ("marks.md", "# x" + " #" * 200_000 + "x\n\nTexte."),
        ("blanks.txt", "a" + " " * 500_000 + "x"),
        ("articles.txt", "L. 1" + "-1" * 200_000 + "x"),
        ("list.html", "<html><ul>" + "<li>a</li>" * 50_000),
    ],
)
def test_odd_texts_take_no_time(tmp_path: Path, name: str, data: str) -> None:
    (tmp_path / name).write_text(data)
    assert told(tmp_path / name) == [name]


def test_a_page_too_deep_is_refused_whole(refuse: Refuse) -> None:
    assert "trop imbriqué" in refuse("a.html", b"<html><p>Avant</p>" + b"<div>" * 5_000 + b"x")
