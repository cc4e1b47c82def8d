"""E-mails as they really arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mime import read_mail

ALTERNATIVE = (
    "Content-Type: multipart/alternative; boundary=Y\n\n"
    "--Y\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n"
    "{plain}\n--Y\nContent-Type: text/html; charset=utf-8\n\n<p>riche</p>\n--Y--\n"
)


def test_the_plain_version_is_preferred_in_its_own_charset() -> None:
    assert read_mail(ALTERNATIVE.format(plain="congé payé").encode("latin-1")).text == "congé payé"


def test_an_empty_plain_version_gives_way_to_the_html_one() -> None:
    assert read_mail(ALTERNATIVE.format(plain=" ").encode()).text == "riche"


def test_a_forwarded_mail_is_a_file_whose_words_are_not_the_senders() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/plain\n\nVoir.\n"
        b"--X\nContent-Type: message/rfc822\n\nSubject: inner\n\nsecret\n--X--\n"
    )
    mail = read_mail(raw)
    assert mail.text == "Voir."
    assert [(file.name, file.content_type) for file in mail.attachments] == [
        ("message transféré", "message/rfc822")
    ]


def test_a_text_file_is_listed_and_not_read_as_the_message() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/plain\n\nVoir.\n"
        b"--X\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nabc\n"
        b"--X--\n"
    )
    mail = read_mail(raw)
    assert mail.text == "Voir."
    assert [(file.name, file.size) for file in mail.attachments] == [("a.txt", 3)]


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        (b"Subject: =?utf-8?B?Q29uZ8Opcw==?=", "Congés"),
        (b"Subject: =?iso-8859-1?Q?Cong=E9s?=", "Congés"),
        ("Subject: Congés".encode(), "Congés"),
        (b"Subject: =?klingon?Q?x?=", "x"),
        (b"Subject: a\n\tb", "a b"),
        (b"Subject: =?utf-8?q?a=0A=0D=0Ab=E2=80=A8c?=", "a b c"),
        (b"X: none", ""),
    ],
)
def test_a_subject_is_read_whatever_its_encoding(header: bytes, subject: str) -> None:
    assert read_mail(header + b"\n\nx").subject == subject


@pytest.mark.parametrize(
    ("between", "name"),
    [("=0A", ""), ("=0D=0A", ""), ("=0B", "Zoé Roy"), ("=C2=85", "Zoé Roy")],
)
def test_a_name_that_breaks_its_line_hides_no_address(between: str, name: str) -> None:
    mail = read_mail(f"From: =?utf-8?q?Zo=C3=A9{between}Roy?= <zoe@corp.example>\n\nx".encode())
    assert (mail.address, mail.name) == ("zoe@corp.example", name)


def test_a_file_name_outside_ascii_is_kept_without_its_tricks() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=X\n\n--X\n"
        b"Content-Type: application/octet-stream\n"
        b"Content-Disposition: attachment; filename*=utf-8''re%C3%A7u%0A%E2%80%AEfdp.exe\n\n"
        b"x\n--X--\n"
    )
    assert [file.name for file in read_mail(raw).attachments] == ["reçu fdp.exe"]


def test_a_charset_nobody_knows_is_read_all_the_same() -> None:
    raw = b"Content-Type: text/plain; charset=nope\n\n" + "congé".encode("cp1252")
    assert read_mail(raw).text == "congé"


def test_a_date_that_is_none_is_left_out() -> None:
    assert read_mail(b"Date: demain\n\nx").date is None


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    read_mail(b"From: " + raw)
    read_mail(b"Content-Type: multipart/mixed; boundary=X\nSubject: =?" + raw + b"\n\n--X\n" + raw)
