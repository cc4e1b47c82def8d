"""Notes, headers and footers of a DOCX: a footnote often carries the exception."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from knowledge.library.documents import Document
from tests.knowledge.readers.samples import saved

Read = Callable[..., Document]
NS = nsdecls("w")


def with_note(kind: str, note: str) -> docx.document.Document:
    document = docx.Document()
    paragraph = document.add_paragraph("Le prêt dure 25 jours")
    call = f'<w:r {NS}><w:{kind}Reference w:id="2"/></w:r>'
    paragraph._p.append(parse_xml(call))  # noqa: SLF001 - python-docx writes no notes
    paragraph.add_run(".")
    rule = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:{kind}>'
    xml = f'<w:{kind}s {NS}>{rule}<w:{kind} w:id="2">{note}</w:{kind}></w:{kind}s>'
    part = Part(
        PackURI(f"/word/{kind}s.xml"),
        CONTENT_TYPE.WML_FOOTNOTES if kind == "footnote" else CONTENT_TYPE.WML_ENDNOTES,
        xml.encode(),
        document.part.package,
    )
    named = RELATIONSHIP_TYPE.FOOTNOTES if kind == "footnote" else RELATIONSHIP_TYPE.ENDNOTES
    document.part.relate_to(part, named)
    return document


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_read_where_it_is_called(read: Read, kind: str) -> None:
    document = with_note(kind, paragraph("Sauf pour les remplaçants.") + paragraph("Sans caution."))
    (section,) = read("a.docx", saved(document)).sections
    assert section.text == (
        "Le prêt dure 25 jours (note : Sauf pour les remplaçants. Sans caution.)."
    )


@pytest.mark.parametrize(
    "properties", ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>']
)
def test_a_note_that_is_hidden_is_not_read(read: Read, properties: str) -> None:
    document = with_note("footnote", paragraph("99 jours.", properties))
    assert read("a.docx", saved(document)).sections[0].text == "Le prêt dure 25 jours."


def test_a_note_that_is_not_there_leaves_the_text(read: Read) -> None:
    package = saved(with_note("footnote", paragraph("Note.")))
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(packed, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info, data.replace(b'w:id="2"><w:p>', b'w:id="9"><w:p>'))
    assert read("a.docx", packed.getvalue()).sections[0].text == "Le prêt dure 25 jours."


def test_headers_and_footers_are_read_once_apart(read: Read) -> None:
    document = docx.Document()
    document.add_heading("Prêt", 1)
    document.add_paragraph("Le prêt dure 25 jours.")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Délibération du 12 mars 2026"
    section.footer.paragraphs[0].text = "Ville d’Essai"
    white = section.footer.add_paragraph().add_run("99 jours.")
    white.font.color.rgb = RGBColor(255, 255, 255)
    document.add_section().header.is_linked_to_previous = True
    body, margins = read("a.docx", saved(document)).sections
    assert (body.headings, body.text) == (("Prêt",), "Le prêt dure 25 jours.")
    assert margins.headings == ("En-têtes et pieds de page",)
    assert margins.text == "Délibération du 12 mars 2026\nVille d’Essai"
