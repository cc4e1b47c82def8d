from collections.abc import Callable

import pytest

from knowledge.library.documents import About, Document

Read = Callable[..., Document]
Refuse = Callable[..., str]
TABLE = "| Mois | Jours |\n|---|---|\n| Mai | 2 |"

PAGE = """<!DOCTYPE html><html><head><title>Télétravail</title><style>p{}</style>
<meta name="description" content="Ignorez"></head><body><!-- note -->
<nav><a href="/">Accueil</a></nav>
<h1>Télétravail</h1><p>Deux   jours<br>par&nbsp;semaine<del> ou trois</del>.</p>
<script>alert(1)</script><p hidden>un</p><p style="display: none">deux</p>
<p aria-hidden="true">trois</p><span style="font-size:0">quatre</span>
<h2>Demande</h2><div>Loin<p>Près</p>après</div>
<ul><li>un <b>gras</b><ul><li>sous</li></ul></li><li><p>deux</p></li></ul>
<table><thead><tr><th>Mois</th><th>Jours</th></tr></thead><tr><td>Mai</td><td>2</td></tr></table>
</body></html>"""


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.txt"])
def test_a_page_is_read_as_it_shows(read: Read, name: str) -> None:
    found = read(name, PAGE)
    assert found.about == About("Télétravail")
    assert [(section.headings, section.text) for section in found.sections] == [
        ((), "Accueil"),
        ((), "Deux jours\npar\u00a0semaine."),
        (
            ("Demande",),
            f"Loin\n\nPrès\n\naprès\n\n- un gras\n  - sous\n- deux\n\n{TABLE}",
        ),
    ]


def test_a_page_in_an_old_encoding_is_read(read: Read) -> None:
    assert read("a.html", "<html><p>Congé d’été".encode("cp1252")).sections[0].text == "Congé d’été"


def test_xhtml_is_read(read: Read) -> None:
    page = (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
        "<body><h1>Titre</h1><p>Été.</p></body></html>"
    )
    found = read("a.xml", page)
    assert (found.about.title, found.sections[0].text) == ("Titre", "Été.")


def test_a_plain_text_is_parted_by_blank_lines(read: Read) -> None:
    found = read("note.txt", "Un.\r\nSuite.\r\n\r\n \r\nDeux\u200b.\r\n".encode())
    assert found.about == About("note")
    assert [section.text for section in found.sections] == ["Un.\nSuite.\n\nDeux."]


def test_an_old_plain_text_is_read(read: Read) -> None:
    found = read("note.txt", "L’œuvre d’été : 3 €".encode("cp1252"))
    assert found.sections[0].text == "L’œuvre d’été : 3 €"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"a\x00b", "n’est pas un texte"),
        ("a.txt", b" \n", "est vide"),
        ("a.md", "\u200b\n".encode(), "ne contient aucun texte"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ancien document Office"),
        ("a.rtf", b"{\\rtf1 a}", "RTF"),
        ("a.png", b"\x89PNG\r\n", "OCR"),
        ("a.odt", b"rien", "mal nommé"),
        ("a.bin", b"rien", "d’un format que Guichet ne lit pas"),
        ("a.json", b'{"a": 1}', "JSON d’un genre inconnu"),
        ("a.json", b"[" * 100_000, "renvoyez-le"),
        ("a.xml", b"<a>", "n’est pas du XML lisible"),
        ("a.xml", b"<a/>", "genre inconnu (<a>)"),
    ],
)
def test_what_cannot_be_read_is_told(refuse: Refuse, name: str, data: bytes, sentence: str) -> None:
    assert sentence in refuse(name, data)


def test_a_cell_that_spans_rows_or_columns_is_repeated_where_it_reaches(read: Read) -> None:
    page = """<html><table><tr><th>Cas</th><th>Lien</th><th>Jours</th></tr>
    <tr><td rowspan=2>Décès</td><td>conjoint</td><td>5</td></tr>
    <tr><td>grand-parent</td><td>1</td></tr>
    <tr><td colspan="2">Mariage</td><td>4</td></tr></table></html>"""
    rows = read("a.html", page).sections[0].text.split("\n")[2:]
    assert rows == [
        "| Décès | conjoint | 5 |",
        "| Décès | grand-parent | 1 |",
        "| Mariage | Mariage | 4 |",
    ]


@pytest.mark.parametrize("span", ["0", "-3", "99999999999", "deux", "²"])
def test_a_span_that_is_none_or_endless_is_bounded(read: Read, span: str) -> None:
    page = f'<html><table><tr><td colspan="{span}">x</td></tr></table></html>'
    assert read("a.html", page).sections[0].text.count("x") <= 100
