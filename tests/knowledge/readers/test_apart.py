"""A stranger's file is read in a process of its own, by what its bytes say it is."""

import asyncio
import socket
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter

from knowledge.library.documents import Unreadable
from knowledge.readers.file_kinds import kind_of
from knowledge.readers.sandbox import read_apart, read_here, sandbox_environment
from tests.knowledge.readers.samples import note, odt_bytes, pdf, saved, written


def packed(**parts: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), data)
    return made.getvalue()


def locked() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf(["Texte."])))
    writer.encrypt("secret", algorithm="AES-256")
    return written(writer)


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (pdf(["Bonjour"]), ".pdf"),
        (saved(note()), ".docx"),
        (odt_bytes(), ".odt"),
        (b"<!DOCTYPE html><p>x", ".html"),
        ("été".encode("cp1252"), ".txt"),
        ("été".encode("utf-16"), ".txt"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", ".webp"),
        (b"\x00\x00\x00\x18ftypheic", ".heif"),
        (packed(a_exe=b"MZ"), ".zip"),
        (b"PK\x03\x04 broken", ".zip"),
        (b"MZ\x90\x00\x03", ""),
        (b"", ""),
    ],
)
def test_bytes_say_what_a_file_is(data: bytes, extension: str) -> None:
    assert kind_of(data).extension == extension


async def test_a_document_is_read_whole_headings_included() -> None:
    text = await read_apart(saved(note()), 1_000)
    assert "Congés\n\nDélai\n\nDeux mois avant." in text


async def test_no_more_is_kept_than_what_was_asked_for() -> None:
    assert await read_apart(b"Bonjour a tous", 7) == "Bonjour"


async def test_hidden_text_of_a_page_is_not_read() -> None:
    html = b"<html><p>Vu.<p hidden>cache<p style='display:none'>cache<script>cache</script>"
    assert await read_apart(html, 1_000) == "Vu."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xd8\xff\xe0", "image"),
        (packed(a_txt=b"x"), "archive"),
        (b"%PDF-1.7 nonsense", "abîmé"),
        (locked(), "mot de passe"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>".replace(b"<!D", b"<?xml version='1.0'?><!D"), "DOC"),
        (b"<html><p hidden>cache", "aucun texte"),
        (packed(word__document_xml=b" " * 30_000_000), "compressé"),
    ],
)
async def test_what_cannot_be_read_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refusal:
        await read_apart(data, 1_000)
    assert "joint" not in str(refusal.value)


@dataclass
class Started:
    """The readers that were started, and what each was given to know."""

    processes: list[asyncio.subprocess.Process] = field(default_factory=list)
    environments: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    kept, start = Started(), asyncio.create_subprocess_exec

    async def starting(
        *words: str,
        **how: Any,  # noqa: ANN401 - what asyncio takes
    ) -> asyncio.subprocess.Process:
        kept.environments.append(how["env"])
        kept.processes.append(await start(*words, **how))
        return kept.processes[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", starting)
    return kept


async def test_a_reading_that_lasts_is_ended_with_its_process(started: Started) -> None:
    lines = ["x" * 100] * 2_000
    with pytest.raises(Unreadable, match="dépasse"):
        await read_apart(pdf(*[lines] * 20), 1_000, seconds=0.3)
    [process] = started.processes
    assert process.returncode is not None


async def test_a_reader_knows_none_of_our_secrets(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUICHET_TOKEN_RT", "1-35-secret")
    assert await read_apart(pdf(["Bonjour"]), 100) == "Bonjour"
    [environment] = started.environments
    proxies = {name for name in environment if name.lower().endswith("_proxy")}
    assert set(environment) - proxies == {"PYTHONPATH", "PATH"}
    assert {environment[name] for name in proxies} == {"http://127.0.0.1:9"}
    assert "1-35-secret" not in str(environment)


def test_an_article_of_a_code_is_no_letter() -> None:
    article = b"<?xml version='1.0'?><ARTICLE><META/></ARTICLE>"
    with pytest.raises(Unreadable):
        read_here(article, 100)


def in_a_process(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words


def test_a_reader_that_left_the_network_reaches_not_even_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        told = in_a_process(
            "import socket\n"
            "from knowledge.readers.sandbox import leave_network\n"
            "print(leave_network())\n"
            "try:\n"
            f"    socket.create_connection(('127.0.0.1', {port}), 5)\n"
            "except OSError:\n"
            "    print('nobody')\n"
        )
    if told.startswith("False"):
        pytest.skip("this system lets no process leave the network (user namespaces are closed)")
    assert told.split() == ["True", "nobody"]


async def test_a_process_apart_is_given_no_variable_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GUICHET_SECRET", "secret")
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    told = sandbox_environment(MORE="1")
    assert "GUICHET_SECRET" not in told
    assert told["MORE"] == "1"
    assert told["https_proxy"] == told["HTTPS_PROXY"] == "http://127.0.0.1:9"
