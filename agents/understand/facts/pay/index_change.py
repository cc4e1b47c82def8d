"""The index before a change of step or grade, and the one after it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from agents.understand.doubt import in_doubt
from agents.understand.readings import Reading, read_table
from statute.facts import FACTS, FactRead
from statute.french import Plain, pattern

_CHANGES = pattern(
    r"indice|im(?![a-z])|inm(?![a-z])|majorée?s?(?![a-z])|échelon|reclass[a-z]+|points?(?![a-z])"
)
_IN = r"(?:(?:indice|im|inm)(?![a-z])(?: nouveau)?(?: majorée?)?)"
_INDEX = rf"(?:(?:l'|d')?{_IN} ?(?:de |n° ?|: ?|= ?)?)"
_THREE = (
    r"(?<!brut )(?<!brut : )(?<!brut de )(?<![\d,.])[2-9]\d\d"
    r"(?![\d€%]|[,.]\d| ?(?:€|euros?|km|jours|h(?![a-z])|heures?|eur(?![a-z])|e(?![a-z])))"
)
_NEAR = r"[^.?!;:\d\n]"
_NOW = (
    r"(?:je suis|maintenant|désormais|passe|aujourd'hui|nouvel|on me donne|me donne|on m'a"
    r"|à présent|atteins|monte|donne|serai|sera|depuis)"
)
_BEFORE = r"(?:avant(?! le)|auparavant|hier|jusqu'ici|jusqu'à présent|précédemment|jusque-là)"
_WAS = r"(?:j'étais|j'avais|j'en étais|était|avait|avant|auparavant|on partait|partait|partais)"
_OTHER_NUMBERS = pattern(
    r"fau(?:x|sse)(?![a-z])|erreur|affiché|aurais dû|devrais?|devrait|indices bruts"
    r"|salaires?(?: de)? \d|euros à|kilom"
)
_MOST_GAINED = 300
"""Points of index beyond which two numbers tell no change of step or grade."""
_FROM_TO = pattern(
    rf"(?:de |d'|du )?{_INDEX}(?:de |à )?(?P<avant>{_THREE}) ?(?:à|au|vers|->|→|=>|puis|et)"
    rf"(?: (?:l'|mon ))? ?(?:{_INDEX})?(?P<apres>{_THREE})"
    rf"|(?:passe|passer|passé|passage|monte|montée?|avance|promue?|reclassée?|nommée?)"
    rf"[^.?!;\n]{{0,25}}? (?:de |du )(?:{_INDEX})?(?P<avant2>{_THREE}) (?:à|au) (?:l')?"
    rf"(?:{_INDEX})?(?P<apres2>{_THREE})"
    rf"|{_WAS}[^.?!;\d\n]{{0,40}}?(?P<avant3>{_THREE})"
    rf"[^.?!;\d\n]{{0,45}}?{_NOW}[^.?!;\d\n]{{0,30}}?(?P<apres3>{_THREE})"
    rf"|(?:de|du) (?P<avant4>{_THREE})(?: points?(?: majorés)?)?{_NEAR}{{0,12}} (?:passe|monte"
    rf"|grimpe|avance|saute){_NEAR}{{0,12}} (?:à|au) (?:{_INDEX})?(?P<apres4>{_THREE})"
    rf"|(?:quitte|laisse|abandonne) (?:{_INDEX}|le )(?P<avant5>{_THREE}){_NEAR}{{0,20}}"
    rf" (?:pour|vers) (?:{_INDEX}|le |l')?(?P<apres5>{_THREE})"
    rf"|(?:{_IN}|majoré){_NEAR}{{0,25}}[ :,](?P<avant6>{_THREE}) {_BEFORE},? (?:et )?"
    rf"(?P<apres6>{_THREE})"
    rf"|(?:partant de|partir de|on part de|je pars de) {_INDEX}?(?P<avant7>{_THREE})"
    rf"[^.?!;\d\n]{{0,45}}(?:donne|arrive|passe|monte|finis?|atteins)[^.?!;\d\n]{{0,15}}"
    rf"(?P<apres7>{_THREE})"
    rf"|{_WAS}[^.?!;\d\n]{{0,30}}(?:{_IN}|majoré)[^.?!;\d\n]{{0,30}}(?P<avant8>{_THREE})"
    rf"[^.?!;\d\n]{{0,25}}, (?:désormais|maintenant|aujourd'hui|à présent) (?P<apres8>{_THREE})"
)
"""The index before a change, then the one after."""
_TO_FROM = pattern(
    rf"(?:à|sur|au|un|mon|l'){_NEAR}{{0,12}}{_IN} ?(?P<apres>{_THREE}),? (?:et non plus|et plus"
    rf"|contre|au lieu de l'ancien){_NEAR}{{0,15}} (?P<avant>{_THREE})"
    rf"|(?P<apres2>{_THREE})(?: points?)?(?: d')?{_INDEX}? ?(?:contre|après) {_INDEX}?"
    rf"(?P<avant2>{_THREE}) {_BEFORE}"
    rf"|(?:{_IN}|majoré){_NEAR}{{0,10}} (?P<apres3>{_THREE})(?:, ?| et |,? alors que |,? quand )"
    rf"{_WAS}{_NEAR}{{0,25}} (?P<avant3>{_THREE})"
    rf"|(?:ancien arrêté|ancien indice|vieil indice){_NEAR}{{0,30}} (?P<avant4>{_THREE}),?"
    rf"{_NEAR}{{0,50}} au lieu d[eu] (?P<apres4>{_THREE})"
    rf"|(?:comparé|par rapport) (?:à|au){_NEAR}{{0,20}} (?P<avant5>{_THREE}){_NEAR}{{0,15}},? "
    rf"(?:le |l'indice |mon )(?P<apres5>{_THREE}) (?:de |du )?{_NEAR}{{0,8}}(?:nouvel|nouveau"
    rf"|prochain)"
)
"""The index after a change, then the one before; or another order, by its words."""
_NAMES = (("ancien_indice_majore", "avant"), ("nouvel_indice_majore", "apres"))


def index_change(plain: Plain) -> Iterator[FactRead]:
    """Read the two indices of a change, else the one that its words tell of."""
    if not _CHANGES.search(plain.text):
        return
    found, pair = False, list[FactRead]()
    for written in (_FROM_TO, _TO_FROM):
        for match in written.finditer(plain.text):
            groups = match.groupdict()
            before, after = (
                int(next(groups[one] for one in groups if one.startswith(name) and groups[one]))
                for _, name in _NAMES
            )
            apart = before == after or abs(before - after) > _MOST_GAINED
            if apart or in_doubt(plain, *match.span(), _OTHER_NUMBERS, denies=True, imperfect=True):
                continue
            for fact, value in zip((fact for fact, _ in _NAMES), (before, after), strict=True):
                if FACTS[fact].accepts(value):
                    found = True
                    yield FactRead(fact, value, plain.words(*match.span()))
    found = found or bool(pair := list(indices_by_their_words(plain)))
    yield from pair
    if not found:
        coming = _ONCE.sub(lambda once: " " * len(once[0]), plain.text)
        yield from read_table(_ALONE, replace(plain, text=coming))


_A_NUMBER = pattern(rf"(?P<n>{_THREE})(?! ?(?:agents|pages|heures|mois|ans|kilom))")
_OF_BEFORE = pattern(
    r"(?:ancien(?:ne)?|avant|auparavant|j'étais|j'avais|était|avait|quitte|hier|jusqu'ici"
    r"|jusqu'à|départ|précédent|précédemment|partant|partais|partait|non plus|contre|actuel"
    r"|actuellement|au lieu d[eu]|à la place d[eu]|plutôt que"
    r"|rester|restée?|jusqu'au [^.?!;,]{4,20})(?![a-z])"
)
_OF_AFTER = pattern(
    r"(?:nouvel|(?<!indice )nouveau|futur|prochain|après|désormais|dorénavant|maintenant"
    r"|me donne|nous donne|donnera|serai|sera|aurai|aura|atteins|atteindrai|atteint|d'arrivée"
    r"|passe(?:rai|ra)? (?:à|au)|passée? (?:à|au)|monte(?:rai|ra)? (?:à|au)|promue? (?:à|au)"
    r"|nommée? (?:à|au)|reclassée? (?:à|au)|portée? à|à compter d|arrive(?:rai|ra)? (?:à|au))"
    r"(?![a-z])"
)
_JUST_AFTER = re.compile(
    r"\A ?[,(]? ?(?:points? )?(?P<avant>avant(?! le)|auparavant|hier|jusqu'ici|jusque-la"
    r"|precedemment|a l'ancien|avec l'ancien|actuelement|a ce jour)"
    r"|\A ?[,(]? ?(?:points? )?(?P<apres>apres|desormais|maintenant|ensuite|a l'arive"
    r"|avec le nouveau|avec le nouvel|au nouvel|au nouveau)(?![a-z])"
)
_ABOUT_AN_INDEX = pattern(
    rf"(?:{_IN}|majorée?s?|inm(?![a-z])|im(?![a-z]))[^.?!;\n]{{0,60}}?{_THREE}"
)
_A_CHANGE = pattern(
    "avance|promotion|promue?|échelon|reclass|grade|pass|gain|gagn|hausse|chang|ancien|nouvel"
    "|avant|augment|rappel"
)


def indices_by_their_words(plain: Plain) -> Iterator[FactRead]:
    """Tell two indices apart by the words beside each: IM actuel 390, IM à venir 401."""
    found = list(islice(_A_NUMBER.finditer(plain.text), len(_NAMES) + 1))
    about = _ABOUT_AN_INDEX.search(plain.text) and _A_CHANGE.search(plain.text)
    if not found or len(found) > len(_NAMES) or not about:
        return
    place = found[0].start(), found[-1].end()
    if in_doubt(plain, *place, _OTHER_NUMBERS, denies=True, imperfect=True):
        return
    ends = [0, *(match.end() for match in found)]
    roles = [when_it_holds(plain, match, begun) for match, begun in zip(found, ends, strict=False)]
    if len(found) == len(_NAMES) and "" in roles:
        roles = [role or _OTHER[other] for role, other in zip(roles, roles[::-1], strict=True)]
    numbers = {role: int(match["n"]) for role, match in zip(roles, found, strict=True) if role}
    told = list(numbers.values())
    if len(told) < len(found) or not 0 < max(told) - min(told) + (len(told) == 1) <= _MOST_GAINED:
        return
    for fact, name in _NAMES:
        if name in numbers and FACTS[fact].accepts(numbers[name]):
            yield FactRead(fact, numbers[name], plain.words(*place))


_OTHER = {"avant": "apres", "apres": "avant", "": ""}


def when_it_holds(plain: Plain, match: re.Match[str], begun: int) -> str:
    """Name when an index holds: "avant", "apres", or nothing."""
    after = _JUST_AFTER.match(plain.text[match.end() : match.end() + 40])
    if after:
        return "avant" if after["avant"] else "apres"
    before = plain.text[max(begun, match.start() - 45) : match.start()]
    old, new = (list(words.finditer(before)) for words in (_OF_BEFORE, _OF_AFTER))
    if old and new:
        return "avant" if old[-1].start() > new[-1].start() else "apres"
    return "avant" if old else "apres" if new else ""


_ONCE = re.compile(r"\bquand (?=je |j'|il |ele )")
"""What « quand je serai à » begins with is taken as what comes."""


_IS = r"(?: (?:était|est|de|à|au|sera|n°)){0,2} ?[:=]? ?"
_ALONE = (
    Reading(
        "ancien_indice_majore",
        pattern(
            rf"(?:ancien(?:ne)?|précédent|vieil) (?:{_IN}|majoré){_IS}(?P<n>{_THREE})"
            rf"|{_IN} (?:avant|précédent|ancien|de départ|d'origine|d'avant)"
            rf"(?: (?:le changement|l'avancement|le reclassement|la promotion))?{_IS}"
            rf"(?P<m>{_THREE})"
            rf"|(?:j'avais|j'étais (?:à|au)|était (?:à|au))(?: l'indice)? (?P<o>{_THREE})"
            rf"(?: (?:comme indice|d'indice|points))?{_NEAR}{{0,12}} avant (?:le |la |mon |ma |l')?"
            r"(?:reclassement|avancement|promotion|concours|échelon|changement|passage)"
        ),
        lambda match: int(match["n"] or match["m"] or match["o"]),
        ("indice", "im", "inm", "majore", "avant"),
        imperfect=True,
        yes=(
            ("Ancien indice majoré : 352, le rappel se calcule comment ?", "352"),
            ("Indice avant l'avancement : 361", "361"),
            ("J'étais à l'indice 377 avant ma promotion", "377"),
            ("mon précédent IM était de 402", "402"),
        ),
        no=(
            "L'ancien indice majoré de ma collègue était 352",
            "Mon ancien indice brut 452",
        ),
    ),
    Reading(
        "nouvel_indice_majore",
        pattern(
            rf"(?:nouvel|futur|prochain|(?<!indice )nouveau) (?:{_IN}|majoré){_IS}(?P<n>{_THREE})"
            rf"|{_IN} (?:après|d'arrivée|futur)"
            rf"(?: (?:le changement|l'avancement|le reclassement|la promotion))?{_IS}"
            rf"(?P<m>{_THREE})"
            rf"|(?:serai|passerai|passera|aurai|aura|monterai|arriverai|atteindrai|sera"
            rf"|donnera|ce qui donne|me donne|nous donne|j'atterris|portera){_NEAR}{{0,15}} "
            rf"(?:un |l'|mon |à |au |le ){{0,2}}(?:{_IN}|majoré)(?: (?:de|à))? ?(?P<o>{_THREE})"
            rf"|échelon{_NEAR}{{0,30}}\d?{_NEAR}{{0,15}}: (?:le |l'indice )?majoré sera (?:de |à )?"
            rf"(?P<p>{_THREE})"
            rf"|(?:le majoré|mon majoré|l'indice) (?:sera|passera) (?:de |à |au )?(?P<q>{_THREE})"
        ),
        lambda match: next(int(written) for written in match.groupdict().values() if written),
        ("indice", "im", "inm", "majore"),
        yes=(
            ("Nouvel indice majoré : 398, quel gain ?", "398"),
            ("Au 1er mars je serai à l'IM 421", "421"),
            ("Indice après la promotion : 433", "433"),
            ("Quand je passerai à l'indice majoré 440, quel brut ?", "440"),
            ("Avec l'échelon 7, mon majoré sera de 415", "415"),
        ),
        no=(
            "Ma collègue aura l'indice majoré 440",
            "Indice nouveau majoré : 432",
            "Si je passais à l'indice 440 ?",
        ),
    ),
)
"""One index of a change, where the other is not told."""
