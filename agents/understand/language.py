"""Tells a ticket that is not written in French, by its most frequent words."""

import re
import unicodedata
from itertools import islice

from cases.folding import fold_in_place

_WORD = re.compile(r"[^\W\d_]+")
_READ = 400
"""Words read: a mail keeps to its language."""
_FEWEST = 4
"""Words of another language without which a text is French with a few of them."""
_FRENCH = """
    le la les un une des du de et est sont je j ai vous votre nous mon ma mes pour que qui dans sur
    avec pas ne ce cette combien quand comment suis bonjour merci mais ou si au aux en il elle on c
    d l qu cb jai svp droit jours conges
    """
_OTHERS = """
    the is are was my your you have has what how please and of with when would can could this that
    they from not will am i to for it
    el los mi por para tengo cuantos como pero gracias puedo quiero estoy del muy hola usted
    der die das ich und nicht ist mein meine wie fur mit haben habe kann wann bitte zu auf
    che di per sono mio mia quanto quanti ho grazie posso della come quando vorrei sapere
    nao meu minha quantos dias uma estou obrigado eu tenho com posso
    """
"""English, Spanish, German, Italian, Portuguese."""


def is_foreign(text: str) -> bool:
    """Tell whether a text is written in another language than French, for as much as is read."""
    words = [word[0] for word in islice(_WORD.finditer(fold_in_place(text)), _READ)]
    letters = "".join(words)
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if len(words) >= _FEWEST and latin < len(letters) / 2:
        return True
    french, others = (
        sum(word in known for word in words)
        for known in (frozenset(_FRENCH.split()), frozenset(_OTHERS.split()))
    )
    return others >= _FEWEST and others > 2 * french
