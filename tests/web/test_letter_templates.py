"""The shipped templates keep the standards; a town's own is tried before anybody needs it."""

import re
import shutil
import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from typer.testing import CliRunner, Result

from guichet import app
from web.letters.letter_layout import SHIPPED, Kind, Letter, template_for
from web.letters.letter_process import TEMPLATE
from web.letters.letter_renderer import CannotRender, render
from web.letters.template_check import (
    NOT_FRENCH,
    NOT_PRINTED,
    PACKAGE,
    bare,
    check_template,
    invented_letter,
)

TOWN = "Ville de Valmorel-sur-Orge"
HEAD = (
    "#let lettre = json(bytes(sys.inputs.lettre))\n"
    '#set document(title: lettre.titre)\n#set text(lang: "fr")\n'
)
WHOLE = (
    "#lettre.destinataire #lettre.date\n"
    "#for p in lettre.paragraphes { par(p.lignes.map(l => [#l]).join(linebreak())) }\n"
)


@pytest.fixture(scope="module")
def letter() -> Letter:
    return invented_letter(TOWN)


def a_template(folder: Path, body: str, head: str = HEAD) -> Path:
    path = folder / "lettre.typ"
    path.write_text(head + body, encoding="utf-8")
    return path


def tags_of(reader: PdfReader) -> Iterator[str]:
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            waiting.append(node.get("/K"))


async def test_the_pdf_says_it_keeps_both_standards_and_has_what_they_ask(letter: Letter) -> None:
    reader = PdfReader(BytesIO(await render(SHIPPED / "lettre.typ", letter)))
    root: Any = reader.root_object
    metadata = root["/Metadata"].get_object().get_data().decode()
    told = dict(re.findall(r"<(pdf\w+:\w+)>([^<]*)</", metadata))
    assert (told["pdfuaid:part"], told["pdfaid:part"]) == ("1", "2")
    assert told["pdfaid:conformance"] == "A"
    assert "Ville de Valmorel-sur-Orge – Congés d’été" in metadata
    assert str(root["/MarkInfo"]["/Marked"]) == "True"
    assert str(root["/Lang"]).startswith("fr")
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]) == "True"
    assert root["/OutputIntents"]
    assert not reader.is_encrypted


async def test_the_pdf_tells_headings_paragraphs_and_lists_apart(letter: Letter) -> None:
    reader = PdfReader(BytesIO(await render(SHIPPED / "lettre.typ", letter)))
    tags = list(tags_of(reader))
    assert tags[0] == "/Document"
    assert tags.count("/H1") == 1
    assert tags.count("/L") == 1
    assert tags.count("/LI") == 2
    assert tags.count("/P") >= 6


async def test_every_font_of_the_pdf_is_in_it(letter: Letter) -> None:
    reader = PdfReader(BytesIO(await render(SHIPPED / "lettre.typ", letter)))
    sheets: list[Any] = list(reader.pages)
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for sheet in sheets
        for font in sheet["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in fonts)


async def test_the_same_approval_gives_the_same_pdf(letter: Letter) -> None:
    template = SHIPPED / "lettre.typ"
    assert await render(template, letter) == await render(template, letter)


async def test_a_long_letter_numbers_its_pages(letter: Letter) -> None:
    line = {"liste": False, "lignes": ["Une phrase."], "texte": "Une phrase."}
    long = Letter({**letter.values, "paragraphes": [line] * 80}, letter.at)
    pages = PdfReader(BytesIO(await render(SHIPPED / "lettre.typ", long))).pages
    assert len(pages) > 1
    assert f"Page1sur{len(pages)}" in bare(pages[0].extract_text())


@pytest.mark.parametrize("kind", list(Kind))
async def test_the_shipped_templates_print_the_whole_letter(kind: Kind) -> None:
    assert await check_template(kind, SHIPPED / kind.template, TOWN) == ""


def test_a_folder_without_templates_leaves_the_shipped_ones(tmp_path: Path) -> None:
    for kind in Kind:
        assert template_for(kind, tmp_path / "absent") == SHIPPED / kind.template
    (tmp_path / "lettre.docx").touch()
    assert template_for(Kind.DOCX, tmp_path) == tmp_path / "lettre.docx"
    assert template_for(Kind.PDF, tmp_path) == SHIPPED / "lettre.typ"


async def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path, letter: Letter) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    for path in ("../secret", str(tmp_path / "secret")):
        with pytest.raises(CannotRender):
            await render(a_template(folder, f'#read("{path}")'), letter)
    (folder / "inside.txt").write_text("dedans", encoding="utf-8")
    assert await render(a_template(folder, '#read("inside.txt")'), letter)
    (folder / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(CannotRender, match=TEMPLATE) as caught:
        await render(a_template(folder, '#read("link")'), letter)
    assert "OutsideItsFolder" in caught.value.detail


async def test_no_package_is_fetched_from_the_network(
    tmp_path: Path, letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(0)
        # Were the proxy of our own process handed on, the download would come here.
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        template = a_template(tmp_path, '#import "@preview/cetz:0.3.4"\n')
        assert await check_template(Kind.PDF, template, TOWN) == PACKAGE
        with pytest.raises(BlockingIOError):
            proxy.accept()
    # Refused where nobody listens: without that, a name would have been looked up.
    with pytest.raises(CannotRender) as caught:
        await render(template, letter)
    assert "Connection refused" in caught.value.detail


async def test_the_process_that_fills_a_template_knows_no_secret(
    letter: Letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "tells_its_environment"
    told.write_text("""#!/bin/sh\nprintf '["template", "%s"]\\n' "$(env | tr '\\n"' '  ')"\n""")
    told.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(told))
    monkeypatch.setenv("GUICHET_SECRET", "never told")
    with pytest.raises(CannotRender) as caught:
        await render(SHIPPED / "lettre.docx", letter)
    assert "PYTHONPATH=" in caught.value.detail
    assert "never told" not in caught.value.detail


async def test_a_template_that_never_ends_is_stopped(tmp_path: Path, letter: Letter) -> None:
    body = "#let n = 0\n#for a in range(100000) { for b in range(100000) { n += 1 } }\n"
    with pytest.raises(CannotRender) as caught:
        await render(a_template(tmp_path, body), letter, seconds=1)
    assert caught.value.detail == "plus de 1 s"


async def test_a_docx_template_runs_no_code(tmp_path: Path, letter: Letter) -> None:
    document = Document()
    document.add_paragraph("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    document.save(str(tmp_path / "lettre.docx"))
    with pytest.raises(CannotRender) as caught:
        await render(tmp_path / "lettre.docx", letter)
    assert "SecurityError" in caught.value.detail


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GUICHET_SETTINGS", str(tmp_path / "guichet.toml"))
    (tmp_path / "guichet.toml").write_text('letters = "modeles"\n', encoding="utf-8")
    (tmp_path / "modeles").mkdir()
    return tmp_path / "modeles"


def check() -> Result:
    return CliRunner().invoke(app, ["letters", "check"])


def test_the_shipped_templates_pass_the_check_and_are_named(home: Path) -> None:
    result = check()
    assert result.exit_code == 0
    assert result.output.count("(le modèle livré)") == 2
    assert home.exists()


def test_a_copy_of_the_shipped_templates_passes_the_check(home: Path) -> None:
    for kind in Kind:
        shutil.copy(SHIPPED / kind.template, home)
    result = check()
    assert result.exit_code == 0
    assert str(home / "lettre.docx") in result.output
    assert "livré" not in result.output


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        (HEAD, WHOLE + "#lettre.machin", "machin"),
        ("#let lettre = json(bytes(sys.inputs.lettre))\n", WHOLE, "missing document title"),
        (HEAD, "#lettre.destinataire #lettre.date", NOT_PRINTED),
        (HEAD.replace('"fr"', '"en"'), WHOLE, NOT_FRENCH),
        (HEAD, WHOLE.replace("[#l]", 'eval(l, mode: "markup")'), "il ne peut pas être rempli"),
        (HEAD, WHOLE.replace("#lettre.date", ""), "2\u00a0mars 2026"),
        (HEAD, WHOLE + "漢", "aucune police ne sait écrire « 漢 »"),
    ],
)
def test_the_check_says_what_is_wrong_with_a_pdf_template(
    home: Path, head: str, body: str, said: str
) -> None:
    a_template(home, body, head)
    result = check()
    assert result.exit_code == 1
    assert said in result.output
    assert "NON" in result.output


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{{ machin }}", "'machin' is undefined"),
        ("{{ date }} {{ destinataire }}", NOT_PRINTED),
        ("{% for x in %}", "TemplateSyntaxError"),
    ],
)
def test_the_check_says_what_is_wrong_with_a_docx_template(
    home: Path, written: str, said: str
) -> None:
    document = Document()
    document.add_paragraph(written)
    document.save(str(home / "lettre.docx"))
    result = check()
    assert result.exit_code == 1
    assert said in result.output


def test_a_wrong_setting_is_said_by_the_check(home: Path) -> None:
    (home.parent / "guichet.toml").write_text("letters = 3\n", encoding="utf-8")
    result = check()
    assert result.exit_code == 1
    assert "Réglage refusé, letters" in result.output
