"""Files of a ticket on the page: listed with what was read of them, handed over harmless."""

import re
from dataclasses import replace

import pytest

from cases.model import Attachment, FactSource
from connectors.base import NotFound
from tests.builders import DRAFT, FINDING, Store, a_ticket, bring_to_approval
from tests.web.conftest import Corpus, Officer
from web.case.attachment_download import disposition

PDF = Attachment("arrêté.pdf", "application/pdf", 1200, "f1", text="Je suis titulaire.")
PHOTO = Attachment("photo.png", "image/png", None, "f2", unread="image, que le guichet ne lit pas")
LISTED = Attachment("note.txt", "text/plain", 3)


async def bring(store: Store, *files: Attachment) -> str:
    ticket = a_ticket()
    ticket = replace(ticket, messages=(replace(ticket.messages[0], attachments=files),))
    found = replace(FINDING, read_in={"jours_par_semaine": FactSource("arrêté.pdf", "5 jours")})
    return (await bring_to_approval(store, ticket, replace(DRAFT, findings=(found,)))).id


def links(text: str) -> list[str]:
    return re.findall(r'href="(/dossiers/[0-9a-f]{32}/pieces/[0-9a-f]{32})"', text)


async def test_files_are_listed_with_size_type_and_what_was_read(
    ada: Officer, sqlite_store: Store
) -> None:
    text = await ada.sees(f"/dossiers/{await bring(sqlite_store, PDF, PHOTO, LISTED)}")
    assert "arrêté.pdf" in text
    assert "application/pdf" in text
    assert "1\u00a0ko" in text
    assert text.count("lue pour en relever les faits") == 1
    assert "Pièce jointe non lue&nbsp;: <bdi>image, que le guichet ne lit pas</bdi>" in text
    assert len(links(text)) == 2
    assert "antivirus" in text


async def test_a_fact_says_from_which_file_and_words_it_came(
    ada: Officer, sqlite_store: Store
) -> None:
    text = await ada.sees(f"/dossiers/{await bring(sqlite_store, PDF)}")
    assert re.search(
        "lu dans la pièce jointe « <bdi>arrêté.pdf</bdi> »&nbsp;: <q>5 jours</q>", text
    )


async def test_a_ticket_without_files_shows_no_warning(ada: Officer, sqlite_store: Store) -> None:
    case = await bring_to_approval(sqlite_store, a_ticket())
    assert "antivirus" not in await ada.sees(f"/dossiers/{case.id}")


async def test_a_file_goes_to_the_disk_and_can_run_nothing(
    ada: Officer, sqlite_store: Store, corpus: Corpus
) -> None:
    corpus.files["f1"] = b"<html><script>alert(1)</script>"
    [link] = links(await ada.sees(f"/dossiers/{await bring(sqlite_store, PDF)}"))
    answer = await ada.client.get(link)
    assert answer.content == corpus.files["f1"]
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


async def test_the_type_comes_from_the_bytes(
    ada: Officer, sqlite_store: Store, corpus: Corpus
) -> None:
    corpus.files["f2"] = b"%PDF-1.7"
    [link] = links(await ada.sees(f"/dossiers/{await bring(sqlite_store, PHOTO)}"))
    assert (await ada.client.get(link)).headers["content-type"] == "application/pdf"


async def test_a_stranger_gets_no_file(
    ada: Officer, stranger: Officer, sqlite_store: Store, corpus: Corpus
) -> None:
    corpus.files["f1"] = b"secret"
    [link] = links(await ada.sees(f"/dossiers/{await bring(sqlite_store, PDF)}"))
    answer = await stranger.client.get(link)
    assert answer.status_code == 303
    assert b"secret" not in answer.content


@pytest.mark.parametrize(
    "mark",
    [
        *("0" * 32, "f1", "..%2f..%2fetc%2fpasswd", "0" * 31 + "%0a", "../../../../etc/passwd"),
        *("..%5c..%5cetc", "%2e%2e%2f" * 4, "%252e%252e%252f", "/etc/passwd", "0" * 5_000),
    ],
)
async def test_an_address_that_names_no_file_of_the_case_leads_nowhere(
    ada: Officer, sqlite_store: Store, mark: str
) -> None:
    case_id = await bring(sqlite_store, PDF)
    assert (await ada.client.get(f"/dossiers/{case_id}/pieces/{mark}")).status_code == 404


async def test_the_file_of_another_case_is_not_given(
    ada: Officer, sqlite_store: Store, corpus: Corpus
) -> None:
    corpus.files["f1"] = b"secret"
    [link] = links(await ada.sees(f"/dossiers/{await bring(sqlite_store, PDF)}"))
    other = await bring_to_approval(sqlite_store, a_ticket("2"))
    elsewhere = re.sub("/dossiers/[0-9a-f]+", f"/dossiers/{other.id}", link)
    assert (await ada.client.get(elsewhere)).status_code == 404


@pytest.mark.parametrize("id_", ["../../../etc/passwd", "/etc/passwd", "a\0b", "x" * 10_000])
async def test_a_file_s_own_id_never_stands_in_an_address(
    ada: Officer, sqlite_store: Store, corpus: Corpus, id_: str
) -> None:
    corpus.files[id_] = b"what was sent"
    case_id = await bring(sqlite_store, replace(PDF, id=id_))
    [link] = links(await ada.sees(f"/dossiers/{case_id}"))
    answer = await ada.client.get(link)
    assert answer.content == b"what was sent"
    assert answer.headers["content-disposition"].startswith("attachment; ")


async def test_a_file_that_cannot_be_fetched_is_one_sentence(
    ada: Officer, sqlite_store: Store, corpus: Corpus
) -> None:
    corpus.trouble = NotFound("Elle n’est plus là.", permanent=True)
    [link] = links(await ada.sees(f"/dossiers/{await bring(sqlite_store, PDF)}"))
    answer = await ada.client.get(link)
    assert answer.status_code == 502
    assert "Elle n’est plus là. Ouvrez-la dans votre logiciel de tickets." in answer.text


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("arrêté.pdf", "filename=\"arr_t_.pdf\"; filename*=UTF-8''arr%C3%AAt%C3%A9.pdf"),
        ("../../etc/passwd", "filename=\"passwd\"; filename*=UTF-8''passwd"),
        ("C:\\temp\\a.pdf", "filename=\"a.pdf\"; filename*=UTF-8''a.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", 'filename="a Set-Cookie_ x_1.pdf"'),
        ('a"; filename="b.exe', 'filename="a_ filename__b.exe"'),
        ("fac\u202efdp.exe", 'filename="facfdp.exe"'),
        ("..", 'filename="piece-jointe"'),
        ("", 'filename="piece-jointe"'),
        (".htaccess", 'filename="htaccess"'),
    ],
)
def test_a_name_is_made_harmless(name: str, header: str) -> None:
    made = disposition(name)
    assert made.startswith(f"attachment; {header}")
    assert made.isascii()
    assert made.isprintable()


def test_a_long_name_keeps_its_extension() -> None:
    made = disposition(f"{'é' * 4_000}.pdf")
    assert made.endswith(".pdf")
    assert len(made) < 1_000
