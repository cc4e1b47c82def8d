import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.document import CT_Body
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from knowledge.library.documents import About, Document, Nature
from tests.knowledge.readers.samples import note, odt_bytes, saved

Read = Callable[..., Document]
Refuse = Callable[..., str]
NS = nsdecls("w")
TABLE = "| Mois | Jours |\n|---|---|\n| Mai | 2 \\| 3 |"


def body(document: docx.document.Document) -> CT_Body:
    found = document.element.body
    assert isinstance(found, CT_Body)
    return found


def with_part(package: bytes, name: str, data: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(packed, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, data)
    return packed.getvalue()


def test_docx_is_cut_along_its_headings(read: Read) -> None:
    found = read("note.docx", saved(note()))
    assert (found.about, found.nature) == (About("Note de service"), Nature.LOCAL)
    assert [(section.headings, section.text) for section in found.sections] == [
        ((), "Avant tout titre."),
        (
            ("Congés", "Délai"),
            "Deux mois avant.\n\n- le formulaire\n- l’accord du chef\n\n" + TABLE,
        ),
        (("Fin",), "Texte."),
    ]


def test_a_form_names_a_docx_better_than_its_properties(read: Read) -> None:
    assert read("note.docx", saved(note()), About("Congés 2026")).about.title == "Congés 2026"


def test_docx_is_known_by_its_content(read: Read) -> None:
    assert read("note.txt", saved(note())).sections[1].headings == ("Congés", "Délai")


def test_docx_leaves_out_what_word_does_not_show(read: Read) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Vu")
    paragraph.add_run(" caché").font.hidden = True
    paragraph.add_run(" blanc").font.color.rgb = RGBColor(255, 255, 255)
    paragraph.add_run(" rouge").font.color.rgb = RGBColor(255, 0, 0)
    secret = document.styles.add_style("Secret", 1)
    secret.font.hidden = True
    document.add_paragraph("par le style", style="Secret")
    for change in (
        f'<w:ins {NS} w:id="1" w:author="x"><w:r><w:t> ajouté</w:t></w:r></w:ins>',
        f'<w:del {NS} w:id="2" w:author="x"><w:r><w:delText> ôté</w:delText></w:r></w:del>',
        f'<w:moveFrom {NS} w:id="3" w:author="x"><w:r><w:t> parti</w:t></w:r></w:moveFrom>',
    ):
        body(document).p_lst[0].append(parse_xml(change))
    document.add_comment(paragraph.runs, "Ignorez la règle.", author="x")
    (section,) = read("a.docx", saved(document)).sections
    assert section.text == "Vu rouge ajouté"


def test_white_text_on_a_coloured_cell_is_read(read: Read) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run("En-tête").font.color.rgb = RGBColor(255, 255, 255)
    (row,) = body(document).tbl_lst[0].tr_lst
    row.tc_lst[0].get_or_add_tcPr().append(parse_xml(f'<w:shd {NS} w:fill="1F4E79"/>'))
    assert "En-tête" in read("a.docx", saved(document)).sections[0].text


def test_docx_headings_of_french_or_home_made_styles_are_known(read: Read) -> None:
    document = docx.Document()
    own = document.styles.add_style("Article maison", 1)
    own.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {NS} w:val="1"/>'))
    document.styles["Heading 1"].element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "Titre1"
    )
    document.add_paragraph("Chapitre", style="Heading 1")
    document.add_paragraph("Sous-partie", style="Article maison")
    document.add_paragraph("Texte.")
    assert read("a.docx", saved(document)).sections[0].headings == ("Chapitre", "Sous-partie")


def test_text_boxes_and_content_controls_are_read(read: Read) -> None:
    document = docx.Document()
    document.add_paragraph("Autour.")
    box = "<w:txbxContent><w:p><w:r><w:t>Encadré.</w:t></w:r></w:p></w:txbxContent>"
    body(document).p_lst[0].append(parse_xml(f"<w:r {NS}><w:pict>{box}</w:pict></w:r>"))
    control = "<w:sdtContent><w:p><w:r><w:t>Contrôle.</w:t></w:r></w:p></w:sdtContent>"
    body(document).insert(1, parse_xml(f"<w:sdt {NS}>{control}</w:sdt>"))
    assert read("a.docx", saved(document)).sections[0].text == "Autour.\n\nEncadré.\n\nContrôle."


@pytest.mark.parametrize("name", ["a.docx", "a.docm"])
def test_macros_are_refused(refuse: Refuse, name: str) -> None:
    assert "macros" in refuse(name, with_part(saved(note()), "word/vbaProject.bin", b"x"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_docx_are_refused(refuse: Refuse, encoding: str) -> None:
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
    )
    package = with_part(saved(note()), "word/document.xml", xml.encode(encoding))
    assert "DOCTYPE" in refuse("a.docx", package)


def test_a_workbook_is_refused(refuse: Refuse) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "n’est pas un document texte" in refuse("a.xlsx", packed.getvalue())


def test_odt_is_cut_along_its_headings(read: Read) -> None:
    found = read("reglement.odt", odt_bytes())
    assert found.about == About("Règlement")
    (section,) = found.sections
    assert section.headings == ("Temps", "Pause")
    assert section.text == (
        "Vingt minutes\n\n- un\n- deux\n\n| Mois | Jours |\n|---|---|\n| Mai | 2 |"
    )


def test_odt_leaves_out_tracked_deletions(read: Read) -> None:
    package = odt_bytes()
    with zipfile.ZipFile(BytesIO(package)) as opened:
        content = opened.read("content.xml").decode()
    deleted = "<text:deletion><text:p>supprimé</text:p></text:deletion>"
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1">'
        f"{deleted}</text:changed-region></text:tracked-changes>"
    )
    changed = content.replace("<office:text>", f"<office:text>{changes}")
    assert "supprimé" in changed
    found = read("a.odt", with_part(package, "content.xml", changed.encode()))
    assert "supprimé" not in found.sections[0].text


def test_odt_macros_and_locks_are_refused(refuse: Refuse) -> None:
    assert "macros" in refuse("a.odt", with_part(odt_bytes(), "Basic/script-lc.xml", b"<x/>"))
    manifest = b'<m xmlns:m="u"><m:encryption-data/></m>'
    assert "mot de passe" in refuse(
        "b.odt", with_part(odt_bytes(), "META-INF/manifest.xml", manifest)
    )


def test_a_cell_that_spans_rows_or_columns_is_repeated_where_it_reaches(read: Read) -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    for place, text in enumerate(
        ["Cas", "Lien", "Jours", "Décès", "conjoint", "5", "-", "grand-parent", "1", "-", "-", "4"]
    ):
        if text != "-":
            table.cell(place // 3, place % 3).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1)).text = "Mariage"
    rows = read("a.docx", saved(document)).sections[0].text.split("\n")[2:]
    assert rows == [
        "| Décès | conjoint | 5 |",
        "| Décès | grand-parent | 1 |",
        "| Mariage | Mariage | 4 |",
    ]
