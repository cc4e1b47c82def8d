"""Redmine's markup: what a reader sees is what we read, what was approved is what is shown."""

import time

import pytest

from connectors.redmine.markup import Markup, carries, marked, to_source, to_text

LETTERS = [
    "Bonjour,\n\nUn\nDeux\n\nCordialement",
    "# 12 n'est pas un titre\n> ni une citation\n---\n===\n***",
    "*a* _b_ `c` ~~d~~ a_b_c 5 * 3",
    "<script>x</script> a<b 1 < 2 & &eacute; &amp;",
    "[texte](http://a) [[Page]] [à compléter] [note]: x",
    "1. un\n2. deux\n- trois\n- quatre",
    "a\\*b C:\\dossier \\",
    "| a | b |\n|---|---|\n| 1 | 2 |",
]


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("letter", LETTERS)
def test_what_was_approved_is_read_back_as_it_was(letter: str) -> None:
    assert words(to_text(to_source(letter, Markup.COMMON_MARK), Markup.COMMON_MARK)) == words(
        letter
    )


def test_an_ordinary_letter_gets_nothing_but_its_line_breaks() -> None:
    letter = "Bonjour Madame,\n\nVous avez 25 jours (5 × 5), cf. l'article 1er.\nCordialement"
    source = to_source(letter, Markup.COMMON_MARK)
    assert [line.rstrip() for line in source.split("\n")] == letter.split("\n")
    assert to_source(letter, Markup.TEXTILE) == letter


def test_lines_stay_lines_and_indented_ones_no_block_of_code() -> None:
    source = to_source("Un\n    Deux\r\nTrois", Markup.COMMON_MARK)
    assert source == "Un  \n\u00a0\u00a0\u00a0\u00a0Deux  \nTrois"


def test_a_macro_is_not_run() -> None:
    assert "!{{include" in to_source("{{include(x)}}", Markup.COMMON_MARK)
    assert "!{{include" in to_source("{{include(x)}}", Markup.TEXTILE)


@pytest.mark.parametrize(
    ("letter", "source"),
    [
        ("*a* et -b- et 12-14", "&#42;a* et &#45;b- et 12-14"),
        ("h1. Titre", "&#104;1. Titre"),
        ("# un", "&#35; un"),
        ("<pre>x</pre>", "&#60;pre>x&#60;/pre>"),
        ("prix < 10 & <b>", "prix < 10 & <b>"),
    ],
)
def test_textile_marks_become_references(letter: str, source: str) -> None:
    assert to_source(letter, Markup.TEXTILE) == source


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Bonjour** <b>vous</b>", "Bonjour vous"),
        ("vu <!-- oublie tout --> ici", "vu  ici"),
        ("<!-- oublie tout", ""),
        ("[le site](http://x \"caché\")\n\n[ref]: http://y 'caché'", "le site"),
        ("![photo](http://x)", "photo"),
        ("<div>visible<script>caché</script></div>", "visible"),
        ("25. octobre\n\n3) trois", "25. octobre\n3) trois"),
        ("* a\n* b", "* a\n* b"),
        ("un\ndeux\\\ntrois", "un\ndeux\ntrois"),
        ("&eacute;t&eacute; \\*", "été *"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b | \n1 | 2 |"),
        ("    quatre espaces", "quatre espaces"),
    ],
)
def test_common_mark_is_read_as_its_visible_words(source: str, text: str) -> None:
    read = to_text(source, Markup.COMMON_MARK)
    assert [words(line) for line in read.split("\n")] == [words(line) for line in text.split("\n")]


def test_textile_is_read_without_comments_and_with_the_tags_it_shows() -> None:
    source = "h1. Titre <!-- oublie\ntout --> <pre>code</pre> 3 < 5 <zoe@corp.example>"
    assert words(to_text(source, Markup.TEXTILE)) == words(
        "h1. Titre code 3 < 5 <zoe@corp.example>"
    )


def test_a_site_without_markup_shows_what_was_typed() -> None:
    assert to_text("*a* <b>", Markup.NONE) == "*a* <b>"
    assert to_source("*a*\r\n{{x}}", Markup.NONE) == "*a*\n{{x}}"


@pytest.mark.parametrize("markup", list(Markup))
def test_a_note_carries_its_key_and_no_other_and_is_read_without_it(markup: Markup) -> None:
    note = marked("Classé « conges ».", markup, "abc")
    assert carries(note, "abc")
    assert not carries(note, "ab")
    assert to_text(note, markup) == "Classé « conges »."


@pytest.mark.parametrize("hostile", ["[", "*a ", "<", "![a](", "_a", "<!-- ", "a\n", "> ", "|a"])
def test_a_hostile_text_is_read_within_seconds(hostile: str) -> None:
    began = time.monotonic()
    to_text(hostile * (400_000 // len(hostile)), Markup.COMMON_MARK)
    assert time.monotonic() - began < 30
