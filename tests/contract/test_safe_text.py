"""Text from outside: what a reader would see, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.safe_text import CUT, MAX_CHARACTERS, UNREADABLE, clean, decode, html_to_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb\u200bc\ufeffd\u2066e", "abcde"),
        ("a\x00b\x1b[31mc\x7f", "ab[31mc"),
        ("secret\U000e0041\U000e0101\ufe0f", "secret"),
        ("«\u00a0l’été\u202f» – “ok”…", "«\u00a0l’été\u202f» – “ok”…"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("e\u0301te\u0301", "été"),
        ("a\n\n\n\n\n\n\nb", "a\n\n\nb"),
        ("\n\nligne  \t\n", "ligne"),
        ("\ud800", ""),
    ],
)
def test_hidden_characters_go_and_typography_stays(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>mal</script>",
        "<style>mal</style>",
        "<!-- mal -->",
        "<title>mal</title>",
        "<p hidden>mal</p>",
        "<p style='display:none'>mal <b>mal</b></p>",
        "<p style='DISPLAY : NONE !important'>mal</p>",
        "<div style='visibility:hidden'><p>mal</p></div>",
        "<span style='color:red;font-size:0px'>mal</span>",
        "<span style='opacity:0.0'>mal</span>",
        "<template>mal</template>",
        "<noscript>mal</noscript>",
        "<iframe>mal</iframe>",
        "<textarea>mal</textarea>",
        "<img alt='mal' src='http://evil.example/x.png'>",
        "<a href='http://evil.example/mal'></a>",
    ],
)
def test_what_a_reader_would_not_see_is_dropped(hidden: str) -> None:
    assert html_to_text(f"<p>avant</p>{hidden}<p>après</p>").split() == ["avant", "après"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p style='font-size:0.9em;opacity:0.5'>vu</p>", "vu"),
        ("<p style='margin-top:1.2.3em;padding-left:9999999em'>vu</p>", "vu"),
        ("<p>un<b>deux</p>trois", "undeux\n\ntrois"),
        ("<ul><li>un<li>deux</ul>", "* un\n* deux"),
        ("1 &lt; 2 &amp;&nbsp;3", "1 < 2 &\u00a03"),
        ("texte nu", "texte nu"),
        ("", ""),
        ("<img src=x>", ""),
        ("<p>&nbsp;</p>", ""),
        ("<p>«&#160;oui&#8239;»\u00a0!</p>", "«\u00a0oui\u202f»\u00a0!"),
    ],
)
def test_html_reads_as_its_words(html: str, expected: str) -> None:
    assert [line.strip(" ") for line in html_to_text(html).split("\n")] == expected.split("\n")


@pytest.mark.parametrize("html", ["<div>" * 50_000 + "x", "<ol><li value='²'>x</ol>"])
def test_html_that_cannot_be_rendered_says_so(html: str) -> None:
    assert html_to_text(html) == UNREADABLE


def test_a_long_text_is_cut_with_a_mark() -> None:
    assert clean("x" * (MAX_CHARACTERS + 1)).endswith(CUT)
    assert not clean("x" * MAX_CHARACTERS).endswith(CUT)


@pytest.mark.parametrize(
    "html",
    ["<!--" * 100_000, "<div>" * 20_000 + "<" * 200_000, "<" * 400_000, "<a href=" * 50_000],
)
def test_html_of_openings_alone_is_read_once_and_not_from_each_of_them(html: str) -> None:
    assert "div" not in html_to_text(html)  # a quadratic reading ends at the suite's time limit


def test_html_of_many_megabytes_is_cut_with_a_mark() -> None:
    assert html_to_text("<p>x</p>" * 500_000).endswith(CUT)


@pytest.mark.parametrize(
    ("raw", "charset", "expected"),
    [
        ("été".encode(), None, "été"),
        ("été".encode("latin-1"), "iso-8859-1", "été"),
        ("l’été".encode("cp1252"), None, "l’été"),
        ("été".encode(), "no-such-charset", "été"),
        ("été".encode("cp1252"), "utf-8", "été"),
        (b"\x81", None, "\ufffd"),
        (b"a", "rot\x00", "a"),
    ],
)
def test_bytes_are_decoded_as_well_as_can_be(
    raw: bytes, charset: str | None, expected: str
) -> None:
    assert decode(raw, charset) == expected


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="<>/='\" abcpdivstyle:0!-&;\x00²\ud800", max_size=120))
def test_no_html_makes_it_fail(html: str) -> None:
    assert isinstance(html_to_text(html), str)


@given(st.binary(max_size=60), st.sampled_from([None, "utf-16", "utf-7", "idna", "base64", "é"]))
def test_no_bytes_make_it_fail(raw: bytes, charset: str | None) -> None:
    assert isinstance(decode(raw, charset), str)
