"""What stands between quotation marks, word for word and under the name of its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from agents.drafter.guards.letter import Letter
from agents.drafter.guards.marks import LAW, TOWN, marks
from agents.drafter.guards.quotation import quoted, without_quotes
from agents.drafter.guards.reading import one_space, quotes
from agents.folding import fold


def quotes_are_word_for_word(letter: Letter) -> str | None:
    """Quote only what the exact letter quotes, whole, as often, and leave none of it out."""
    said, known = quotes(letter.text), quotes(letter.exact)
    strange = [quote for quote in said if quote not in known]
    if strange:
        return f"Citation qui n’est pas mot pour mot : « {strange[0][:60]} »."
    again = [*(Counter(said) - Counter(known))]
    if again:
        return f"Citation répétée : « {again[0][:60]} »."
    lost = [quote for quote in _told(letter.exact) if quote not in said]
    return f"Citation oubliée : « {lost[0][:60]} »." if lost else None


def quotes_keep_their_source(letter: Letter) -> str | None:
    """Introduce each quote as the town's, and with the title it has in the exact letter."""
    known = dict(_introduced(letter.exact))
    for quote, lead in _introduced(letter.text):
        if quote not in known or not _same_source(lead, known[quote]):
            return f"Citation attribuée à une autre source : « {quote[:60]} »."
    return None


def _same_source(lead: str, known: str) -> bool:
    said, exact = marks(fold(without_quotes(lead))), marks(fold(without_quotes(known)))
    if said[LAW] and not exact[LAW]:
        return False
    titles, exact_titles = set(quotes(lead)), set(quotes(known))
    return bool(said[TOWN] or not exact[TOWN]) and titles <= exact_titles


def _told(text: str) -> list[str]:
    """Give the quotes that say something: those after a colon."""
    return [quote for quote, _ in _introduced(text)]


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    """Give each quote after a colon, or after such a quote, with the words that introduce it."""
    lead, start = "", 0
    for quote in quoted(text):
        between = text[start : quote.start]
        if between.rstrip().endswith(":"):
            lead = _last_sentence(text[: quote.start])
        elif between.strip() or not lead:
            lead = ""
        if lead:
            yield one_space(quote.words), lead
        start = quote.end


def _last_sentence(text: str) -> str:
    return text.rstrip().rsplit("\n", 1)[-1]
