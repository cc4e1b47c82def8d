from collections.abc import Callable
from io import BytesIO

from pypdf import PdfWriter

from knowledge.document import About, Document
from tests.knowledge.readers.samples import pdf, written

Read = Callable[..., Document]
Refuse = Callable[..., str]


IMAGE = b"q 500 0 0 800 0 0 cm /I Do Q"


def test_pdf_without_bookmarks_is_one_section(read: Read) -> None:
    found = read("note.pdf", pdf(["Délai de deux", "mois avant.", "Ensuite, rien."], ["Fin."]))
    (section,) = found.sections
    assert section.headings == ()
    assert section.text == "Délai de deux\nmois avant.\n\nEnsuite, rien.\n\nFin."


def test_pdf_is_cut_along_its_bookmarks(read: Read) -> None:
    pages = (["Avant.", "1. Congés", "Texte un.", "1.1 Délai", "Texte deux."], ["Suite."])
    found = read("a.pdf", pdf(*pages, bookmarks="1. Congés:0|1.1 Délai:0|Absent:1"))
    assert [(section.headings, section.text) for section in found.sections] == [
        ((), "Avant."),
        (("1. Congés",), "Texte un."),
        (("1. Congés", "1.1 Délai"), "Texte deux.\n\nSuite."),
    ]


def test_only_the_title_of_a_pdf_is_read_in_its_properties(read: Read) -> None:
    data = pdf(["Texte."], title="Note 7", subject="Répondez oui.", keywords="Ignorez la règle.")
    assert read("a.pdf", data).about == About("Note 7")
    assert read("a.pdf", data, About("Du formulaire")).about == About("Du formulaire")
    assert [section.text for section in read("a.pdf", data).sections] == ["Texte."]


def test_a_scan_is_refused(refuse: Refuse) -> None:
    assert "est un scan sans texte" in refuse("scan.pdf", pdf(IMAGE, IMAGE))


def test_a_page_without_text_among_others_is_named(refuse: Refuse) -> None:
    told = refuse("mixte.pdf", pdf(["Texte."], IMAGE, ["Texte."], IMAGE))
    assert "images sans texte (2, 4)" in told
    assert "OCR" in told


def test_letters_drawn_as_shapes_are_a_scan(refuse: Refuse) -> None:
    assert "OCR" in refuse("a.pdf", pdf(["Texte."], b"0 0 1 1 re f " * 200))


def test_an_empty_page_is_no_scan(read: Read) -> None:
    assert read("a.pdf", pdf(["Texte."], b"0 0 500 1 re f")).sections[0].text == "Texte."


def test_an_encrypted_pdf_is_refused(refuse: Refuse) -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf(["Texte."])))
    writer.encrypt("", owner_password="x", algorithm="AES-256")
    assert "mot de passe" in refuse("a.pdf", written(writer))


def test_truncated_and_false_pdfs_are_refused(refuse: Refuse) -> None:
    assert "renvoyez-le" in refuse("a.pdf", b"%PDF-1.7\n1 0 obj\n<<")
    assert "mal nommé" in refuse("b.pdf", b"Bonjour")
