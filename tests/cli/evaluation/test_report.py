"""The report shows hostile tickets and letters, and stays one harmless, well-formed file."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from cli.evaluation.html_report import report_of
from cli.evaluation.labelled_ticket import LabelledQuestion
from cli.evaluation.scores import Grade, GradedQuestion, Ran, Score
from cli.evaluation.ticket_sets import TicketSet
from tests.cli.evaluation.scored import ran, scored

DAY = date(2026, 11, 26)
ATTACK = "</div></details><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u202e{{ 7*7 }}"


def report(*routes: Ran) -> str:
    tickets = tuple(score.ticket for score in routes[0].scores)
    return report_of(TicketSet("jeu.yaml", tickets), routes, DAY)


def hostile(text: str) -> Score:
    labels = {
        "id": f"T{text}", "subject": text, "text": text, "sent": text, "category": f"c{text}",
        "expected_facts": [{"fact": text, "any_of": [f"f{text}"]}],
        "parts": [f"p{text}"], "crisis": False,
    }  # fmt: skip
    return scored(
        expects=labels,
        letter=text,
        outcome=f"o{text}",
        missed_facts=(text,),
        asserted=(text,),
        questions=(GradedQuestion(LabelledQuestion(q=text), Grade.WRONG, "", text),),
        needless=(text,),
        unasked=(text,),
        beside=(text,),
        guard_failures=(text,),
        written_by=text,
    )


def parsed(html: str) -> ET.Element:
    return ET.fromstring(html)  # noqa: S314 - our own report, whose well-formedness is the point


def tags_of(html: str) -> list[str]:
    tags: list[str] = []

    class _Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(f"{tag} {sorted(name for name, _ in attrs)}")

    _Tags(convert_charrefs=True).feed(html)
    return tags


@given(st.text(st.characters(codec=None), max_size=80))
def test_no_text_adds_a_tag_and_the_file_stays_well_formed(text: str) -> None:
    plain = report(ran(hostile("texte"), name="a"), ran(hostile("texte"), name="b"))
    html = report(ran(hostile(f"texte{text}"), name="a"), ran(hostile(f"texte{text}"), name="b"))
    written = html.encode("utf-8", errors="strict").decode()
    parsed(written)
    assert tags_of(written) == tags_of(plain)


def test_an_attack_is_shown_as_text_and_what_turns_reading_round_is_taken_out() -> None:
    html = report(ran(hostile(ATTACK), name=ATTACK))
    assert "<script" not in html
    assert "onerror=alert(1)&gt;" in html
    assert "\u202e" not in html
    assert "{{ 7*7 }}" in html
    parsed(html)


def test_nothing_is_fetched_and_no_script_may_run() -> None:
    html = report(ran(hostile("texte")))
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html
    assert not re.search(r"\b(?:src|srcset|action|style|on\w+)=", html)
    assert {link[1][0] for link in re.finditer(r'href="([^"]+)"', html)} == {"#"}
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_each_plot_has_a_name_and_is_followed_by_its_table() -> None:
    root = parsed(report(ran(scored(), name="a"), ran(scored(category="autre"), name="b")))
    cards = [card for card in root.iter("div") if card.get("class") == "card"]
    assert len(cards) > 5
    for card in cards:
        svg, table = card.find("svg"), card.find("div/table")
        assert svg is not None
        assert table is not None
        title = svg.find("title")
        assert title is not None
        assert title.get("id") == svg.get("aria-labelledby")
        assert [th.get("scope") for th in table.iter("th")] == ["col", "col", "row", "row"]
        assert table.find("caption") is not None
        assert len(svg.findall("rect")) == 2


def test_two_routes_stand_side_by_side_and_where_they_differ_is_said() -> None:
    before = ran(scored(1), scored(2), name="avant")
    after = ran(scored(1), scored(2, category="autre"), name="après")
    html = report(before, after)
    details = list(parsed(html).iter("details"))
    differing = ["différent" in "".join(one.itertext()) for one in details]
    assert differing == [False, True]
    assert "McNemar p = 1,000" in html
    assert "IC 95\u00a0%" in html


def test_the_report_gives_parts_dangers_and_each_question() -> None:
    asked = GradedQuestion(LabelledQuestion(q="Quand ?"), Grade.WRONG, "", "Le 3 mai.")
    labels = {"parts": ["trap"], "crisis": False}
    one = scored(expects=labels, questions=(asked,), needless=("Pourquoi ?",), beside=("À côté.",))
    other = scored(expects=labels, questions=(replace(asked, grade=Grade.SILENT, why=""),))
    html = report(ran(one, name="a"), ran(other, name="b"))
    text = "".join(parsed(html).itertext())
    assert "a, par partie du jeu" in text
    assert "trap (1)" in text
    assert "b, danger entendu" in text
    assert "Quand ? : répondue faux (« Le 3 mai. »)" in text
    assert "Quand ? : sans réponse, sans que la lettre le dise" in text
    assert "Pourquoi ?" in text
    assert "À côté." in text
    assert "différent" in text


def test_a_route_alone_has_no_comparison() -> None:
    assert 'id="ecarts"' not in report(ran(scored()))


def test_the_page_says_its_language_its_day_and_that_it_holds_tickets() -> None:
    html = report(ran(scored()))
    assert parsed(html).get("lang") == "fr"
    assert "26\u00a0novembre 2026" in html
    assert "gardez-le comme eux" in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
