from hypothesis import given
from hypothesis import strategies as st

from web.texts.text_blocks import Block, Piece, blocks_of, is_quoted

TABLE = "| Cycle | RTT |\n|---|---|\n| 37 h 30 | 15 |\n| 38 h | 18 |"


def words(block: Block) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in block.lines]


def test_a_table_is_a_table_and_only_its_quoted_rows_are_marked() -> None:
    quote = "Avant.\n| Cycle | RTT |\n|---|---|\n| 38 h | 18 |"
    before, table = blocks_of(f"Avant.\n\n{TABLE}", quote)
    assert before.lines[0].pieces == (Piece("Avant.", quoted=True),)
    assert [row.quoted for row in table.rows] == [False, False, True]
    assert [cell[0].text for cell in table.rows[2].cells] == ["38 h", "18"]


def test_lines_between_pipes_without_a_rule_are_prose() -> None:
    (block,) = blocks_of("| a | b |\n| c | d |")
    assert (block.kind, words(block)) == ("p", ["| a | b |", "| c | d |"])


def test_an_escaped_pipe_stays_in_its_cell() -> None:
    (table,) = blocks_of("| a\\|b | c |\n|---|---|\n| d | e |")
    assert [cell[0].text for cell in table.rows[0].cells] == ["a|b", "c"]


def test_items_keep_their_depth_and_bold_is_bold() -> None:
    (items,) = blocks_of("- un **deux** trois\n  - quatre")
    assert [line.depth for line in items.lines] == [0, 1]
    assert items.lines[0].pieces == (Piece("un "), Piece("deux", bold=True), Piece(" trois"))


def test_a_sentence_is_marked_where_it_stands_and_not_before_the_one_it_follows() -> None:
    (block,) = blocks_of("Oui. Non. Oui.", "Non.\nOui.")
    marked = [piece.text for piece in block.lines[0].pieces if piece.quoted]
    assert marked == ["Non.", "Oui."]
    assert block.lines[0].pieces[0] == Piece("Oui. ")


def test_a_quote_that_is_not_in_the_text_marks_nothing() -> None:
    assert not is_quoted(blocks_of("Oui.", "Peut-être."))
    assert is_quoted(blocks_of(TABLE, "| 38 h | 18 |"))


def test_hidden_characters_are_not_shown() -> None:
    (block,) = blocks_of("a\u202eb\x00c")
    assert words(block) == ["abc"]


@given(st.text(alphabet="ab *-|\n.", max_size=60), st.text(alphabet="ab *-|\n.", max_size=20))
def test_no_letter_of_a_text_is_lost_and_none_is_added(text: str, quote: str) -> None:
    shown = "".join(
        piece.text
        for block in blocks_of(text, quote)
        for pieces in (
            *(line.pieces for line in block.lines),
            *(cell for row in block.rows for cell in row.cells),
        )
        for piece in pieces
    )
    assert [c for c in shown if c in "ab."] == [c for c in text if c in "ab."]
