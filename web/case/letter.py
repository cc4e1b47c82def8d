"""A letter as an officer types it, made plain before it is approved."""

from connectors.safe_text import clean

LONGEST_LETTER = 20_000
"""Characters."""

MOST_WORDS = 500
"""Characters of a reason, of a question, of a word to a colleague."""

EMPTY = "La lettre est vide : écrivez une réponse, ou écartez le brouillon."
TOO_LONG = (
    f"La lettre dépasse {LONGEST_LETTER // 1000} 000 signes : raccourcissez-la, "
    "puis approuvez de nouveau. Votre texte est toujours là."
)


def plain(typed: str) -> str:
    """Keep what can be seen: one kind of line break, composed accents, no hidden character."""
    return clean(typed).strip()


def few_words(typed: str) -> str:
    """Keep what an officer says beside a decision, as plain as a letter and shorter."""
    return plain(typed)[:MOST_WORDS]


def what_is_wrong(typed: str) -> str:
    """Say in French why a typed letter cannot be approved; empty when it can."""
    if len(typed) > LONGEST_LETTER:
        return TOO_LONG
    return "" if plain(typed) else EMPTY
