"""Small files of every format, made by the libraries that write them."""

import json
from collections.abc import Sequence
from io import BytesIO

import docx
from lxml import etree  # type: ignore[import-untyped]  # no stubs
from odf import opendocument, style, table, text  # type: ignore[import-untyped]  # no stubs
from odf.dc import Title  # type: ignore[import-untyped]  # no stubs
from odf.office import Annotation  # type: ignore[import-untyped]  # no stubs
from pypdf import PdfWriter
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<Publication xmlns:dc="http://purl.org/dc/elements/1.1/" ID="F491" type="Fiche d'information">
<dc:title>Congé de maladie</dc:title><dc:publisher>DILA</dc:publisher>
<dc:date>modified 2026-03-02</dc:date><dc:identifier>F491</dc:identifier>
<FilDAriane><Niveau ID="a">Accueil</Niveau></FilDAriane>
<Introduction><Texte><Paragraphe>L'<LienIntra LienID="R1">agent</LienIntra> malade est en
 congé.</Paragraphe></Texte></Introduction>
<ListeSituations><Situation><Titre>Fonctionnaire</Titre><Texte>
<Chapitre><Titre><Paragraphe>Démarche</Paragraphe></Titre>
<Paragraphe>Sous 48<Exposant>h</Exposant> :</Paragraphe>
<Liste type="puce"><Item><Paragraphe>envoyer l'avis</Paragraphe></Item>
<Item><Paragraphe>prévenir</Paragraphe></Item></Liste>
<ANoter><Titre>À noter</Titre><Paragraphe>Un délai court.</Paragraphe></ANoter>
<Tableau><Titre>Durées</Titre><Colonne largeur="40"/>
<Rangée type="header"><Cellule><Paragraphe>Cas</Paragraphe></Cellule>
<Cellule><Paragraphe>Jours</Paragraphe></Cellule></Rangée>
<Rangée><Cellule><Paragraphe>Décès</Paragraphe></Cellule>
<Cellule><Paragraphe>3</Paragraphe></Cellule></Rangée></Tableau>
</Chapitre></Texte></Situation></ListeSituations>
<OuSAdresser ID="R2"><Titre>Contact</Titre></OuSAdresser>
<Reference type="Texte de référence" URL="https://www.legifrance.gouv.fr/"><Titre>Code général
 de la fonction publique : articles L822-1 à L822-5</Titre></Reference>
</Publication>
"""


def as_json(node: etree._Element) -> dict[str, object]:
    children: list[object] = [{"type": "text", "text": node.text}] if node.text else []
    for child in node:
        children.append(as_json(child))
        if child.tail:
            children.append({"type": "text", "text": child.tail})
    name = node.tag.replace("{http://purl.org/dc/elements/1.1/}", "dc:")
    attributes = {"xmlns:dc": "http://purl.org/dc/elements/1.1/", **node.attrib}
    return {"type": "element", "name": name, "attributes": attributes, "children": children}


def json_sheet() -> str:
    root = etree.fromstring(SHEET.encode())
    return json.dumps({"id": "F491", "children": [as_json(root)]})


def saved(document: docx.document.Document) -> bytes:
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def note() -> docx.document.Document:
    document = docx.Document()
    document.core_properties.title = "Note de service"
    document.add_heading("Note de service", 0)
    document.add_paragraph("Avant tout titre.")
    document.add_heading("Congés", 1)
    document.add_heading("Délai", 2)
    document.add_paragraph("Deux mois avant.")
    document.add_paragraph("le formulaire", style="List Bullet")
    document.add_paragraph("l’accord du chef", style="List Bullet")
    cells = document.add_table(2, 2)
    for place, word in enumerate(["Mois", "Jours", "Mai", "2 | 3"]):
        cells.cell(place // 2, place % 2).text = word
    document.add_heading("Fin", 1)
    document.add_paragraph("Texte.")
    return document


def odt() -> opendocument.OpenDocument:
    document = opendocument.OpenDocumentText()
    document.meta.addElement(Title(text="Règlement"))
    hidden = style.Style(name="H", family="text")
    hidden.addElement(style.TextProperties(display="none"))
    white = style.Style(name="W", family="text")
    white.addElement(style.TextProperties(color="#ffffff"))
    for made in (hidden, white):
        document.automaticstyles.addElement(made)
    body = document.text
    body.addElement(text.H(outlinelevel=1, text="Temps"))
    body.addElement(text.H(outlinelevel=2, text="Pause"))
    paragraph = text.P(text="Vingt")
    paragraph.addElement(text.S(c=1))
    paragraph.addText("minutes")
    paragraph.addElement(text.Span(stylename=hidden, text=" caché"))
    paragraph.addElement(text.Span(stylename=white, text=" blanc"))
    paragraph.addElement(Annotation())
    paragraph.childNodes[-1].addElement(text.P(text="commentaire"))
    body.addElement(paragraph)
    items = text.List()
    for word in ("un", "deux"):
        item = text.ListItem()
        item.addElement(text.P(text=word))
        items.addElement(item)
    body.addElement(items)
    rows = table.Table()
    for words in (("Mois", "Jours"), ("Mai", "2")):
        row = table.TableRow()
        for word in words:
            cell = table.TableCell()
            cell.addElement(text.P(text=word))
            row.addElement(cell)
        rows.addElement(row)
    body.addElement(rows)
    return document


def odt_bytes() -> bytes:
    packed = BytesIO()
    odt().write(packed)
    return packed.getvalue()


def pdf(*pages: Sequence[str] | bytes, **options: str) -> bytes:
    """Write a page for each list of lines, or for each content stream."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    image = StreamObject()
    image.set_data(b"\xff")
    for name, value in {"/Width": 1, "/Height": 1, "/BitsPerComponent": 8}.items():
        image[NameObject(name)] = NumberObject(value)
    image[NameObject("/Subtype")] = NameObject("/Image")
    image[NameObject("/ColorSpace")] = NameObject("/DeviceGray")
    for content in pages:
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject(
            {
                NameObject("/Font"): DictionaryObject({NameObject("/F1"): font}),
                NameObject("/XObject"): DictionaryObject({NameObject("/I"): image}),
            }
        )
        stream = DecodedStreamObject()
        stream.set_data(content if isinstance(content, bytes) else _drawn(content))
        page[NameObject("/Contents")] = stream
    writer.add_metadata({f"/{name.title()}": value for name, value in options.items()})
    if "bookmarks" in options:
        parent = None
        for mark in options["bookmarks"].split("|"):
            title, number = mark.rsplit(":", 1)
            parent = writer.add_outline_item(title=title, page_number=int(number), parent=parent)
    return written(writer)


def _drawn(lines: Sequence[str]) -> bytes:
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return f"BT /F1 12 Tf 14 TL 50 800 Td {shown} ET".encode("cp1252")


def written(writer: PdfWriter) -> bytes:
    packed = BytesIO()
    writer.write(packed)
    return packed.getvalue()
