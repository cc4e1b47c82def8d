"""Situations of development tickets, their facts as read by a person (`given/*.yaml`).

What is expected is each ticket's own label, never what the program said. A ticket's text is not
here: its id and its facts are. `le` is the day it came, whose law is applied unless the rule names
another; `attendu` lists, by rule:

- `verdict`: the label's, where its question is the rule's own;
- `valeur`: typed values, each found among those the rule computed;
- `dit`, `ne_dit_pas`: words of the answer, for what is not computed;
- `demande`: a fact to ask for, or that the general rule leaves open.

« a | b » accepts either.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statute.book import Applied, Book
from statute.edited_file import exact_yaml
from statute.facts import FACTS, Facts
from statute.outcome import Span, Text, Value, Verdict
from statute.phrasing import shown
from statute.rule import STATUT
from statute.situation import situation_of

GIVEN = Path(__file__).with_name("given")
FEWEST_TICKETS = 60
WANTED = 0.97


@dataclass(frozen=True, slots=True)
class Compared:
    """What a rule was expected to say of a ticket, what it said, and which parts are right.

    `verdict` and `value` are None where nothing of the kind is expected.
    """

    ticket: str
    rule: str
    expected: str
    got: str
    verdict: bool | None
    value: bool | None


def tickets() -> list[dict[str, Any]]:
    return [
        ticket
        for path in sorted(GIVEN.glob("*.yaml"))
        for ticket in exact_yaml(path.read_text("utf-8"))
    ]


def compared(book: Book, ticket: Mapping[str, Any]) -> Iterator[Compared]:
    """Apply each rule that a ticket's labels name."""
    facts = situation_of({n: v for n, v in ticket["faits"].items() if n in FACTS}).facts
    for wanted in ticket["attendu"]:
        one = book.applied(wanted["regle"], facts, ticket["le"], ticket["le"])
        yield Compared(
            ticket["ticket"],
            wanted["regle"],
            " ; ".join(each for name in wanted if name != "regle" for each in listed(wanted[name])),
            got_of(one),
            verdict_is_right(wanted, one),
            value_is_right(wanted, one, facts),
        )


def verdict_is_right(wanted: Mapping[str, Any], one: Applied | None) -> bool | None:
    if "verdict" not in wanted:
        return None
    got = one.outcome.verdict if one else None
    return one is not None and one.outcome.missing == () and got in either(wanted["verdict"])


def value_is_right(wanted: Mapping[str, Any], one: Applied | None, facts: Facts) -> bool | None:
    """Tell whether every value, word and question is there, and no word that must not be."""
    parts = [name for name in ("valeur", "dit", "ne_dit_pas", "demande") if name in wanted]
    if not parts:
        return None
    if one is None:
        return False
    answer = plain(one.answer)
    values = list(values_of(one))

    def is_a_value(text: str) -> bool:
        return any(value == text or value.startswith(f"{text} ") for value in values)

    def is_open(fact: str) -> bool:
        if fact in one.outcome.missing:
            return True
        # A grid of two or three lines leaves the fact open as surely as a question does.
        grid = len(one.outcome.values) > 1 and fact in one.rule.parameters and fact not in facts
        if grid:
            return True
        general = not one.outcome.values and one.outcome.verdict in {
            None, Verdict.CELA_DEPEND, Verdict.A_VERIFIER,
        }  # fmt: skip
        return general and fact in one.rule.parameters and fact not in facts

    checks: dict[str, Callable[[str], bool]] = {
        "valeur": is_a_value,
        "dit": lambda words: words.lower() in answer.lower(),
        "ne_dit_pas": lambda words: words.lower() not in answer.lower(),
        "demande": is_open,
    }
    return all(
        any(checks[name](way) for way in either(each))
        for name in parts
        for each in listed(wanted[name])
    )


def values_of(one: Applied) -> Iterator[str]:
    """List what was computed: the answer's values, and with them the steps and what is named."""
    outcome = one.outcome
    computed: list[Value] = [*outcome.values, *(step.value for step in outcome.steps)]
    if computed or outcome.verdict is Verdict.A_VERIFIER:
        computed += outcome.named.values()
    for value in computed:
        if isinstance(value, Text):
            continue
        yield plain(shown(value))
        if isinstance(value, Span):
            yield from (plain(shown(value.first)), plain(shown(value.last)))


def got_of(one: Applied | None) -> str:
    if one is None:
        return "rien"
    verdict = one.outcome.verdict.value if one.outcome.verdict else ""
    asked = f"demande {', '.join(one.outcome.missing)}" if one.outcome.missing else ""
    return " ; ".join(
        part for part in (verdict, *map(shown, one.outcome.values), asked, one.answer) if part
    )


def listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def either(text: str) -> list[str]:
    return text.split(" | ")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def share(rights: Iterable[bool | None]) -> float:
    judged = [right for right in rights if right is not None]
    return sum(judged) / len(judged)


def as_table(rows: Iterable[Compared]) -> str:
    lines = ["ticket | règle | attendu | obtenu"]
    lines += [
        f"{'✗ ' if False in (one.verdict, one.value) else '  '}{one.ticket} | {one.rule} | "
        f"{one.expected} | {one.got}"
        for one in rows
    ]
    return "\n".join(lines)


def test_the_rules_answer_the_given_facts_of_tickets_as_their_labels_do(book: Book) -> None:
    rows = [row for ticket in tickets() for row in compared(book, ticket)]
    verdicts, values = share(row.verdict for row in rows), share(row.value for row in rows)
    table = f"{as_table(rows)}\nverdicts : {verdicts:.1%} ; valeurs : {values:.1%}"
    print(table)  # noqa: T201  # read by who judges the rules
    wrong = [row for row in rows if False in (row.verdict, row.value)]
    assert min(verdicts, values) >= WANTED, as_table(wrong)


def test_no_ticket_is_given_twice_and_there_are_enough_of_them() -> None:
    ids = [ticket["ticket"] for ticket in tickets()]
    assert len(set(ids)) == len(ids) >= FEWEST_TICKETS


def test_what_tickets_give_are_facts_that_a_rule_takes(book: Book) -> None:
    taken = {STATUT, *(n for rule in book.rules for n in (*rule.parameters, *rule.chosen_by))}
    given = {name for ticket in tickets() for name in ticket["faits"]}
    assert sorted(given - taken) == []
