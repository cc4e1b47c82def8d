"""When a child is born, and when it is or was due."""

import re
from collections.abc import Iterator
from datetime import date

from agents.understand.doubt import OTHERS
from agents.understand.facts.part_time_reason import PART_TIME
from agents.understand.readings import DayReading, read_days
from statute.days import months_after
from statute.facts import NAISSANCE, FactRead
from statute.french import Plain, pattern

_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_AWAY = (
    r"(?:(?!congé|repris|reprend|partir|compter|demand|jusqu|rdv|rendez|arrêt|fin |réduc|envoy"
    r"|déclar|stage|mandat|contrat|convention|bail|crèche|place|mon poste|à charge|depuis|cours"
    r"|sorti|ans(?![a-z]))[^.?!;\n])"
)
_AT = (
    r"(?: ?(?:le|au|du|pour le|vers le|autour du|est|:|=|courant|en date du))?(?: ?[«\"(])?"
    rf"(?: le)? {_WEEKDAY}$"
)
_CHILD = (
    r"(?:bébés?|enfants?|fils|filles?|petite?|garçon|jumeaux|jumelles|triplés|premier|première"
    r"|deuxième|troisième|quatrième|second|seconde|dernier|dernière|3e|2e|numéro \d|poupon|puce)"
)
_NO_DAY_BETWEEN = _AWAY.replace("[^.?!;\\n]", "[^.?!;\\n\\d]")
_DUE = pattern(
    rf"(?:(?:date )?(?:prévue?|présumée?|probable|théorique)[^.?!;\n]{{0,20}}(?:d'accouchement"
    r"|de (?:la )?naissance|de terme|du terme)"
    r"|(?:fin de (?:ma |la |sa )?grossesse)|(?:le|mon|son|à) terme(?! de (?:mon|ma|notre|l))"
    r"|dpa(?![a-z])|terme (?:est |était )?"
    r"(?:prévu|fixé|estimé|au|le)|(?:(?<=[.,;:!(] )|(?<=\n)|\A)terme(?= )"
    r"|accouchement (?:est |était )?(?:prévu|présumé|programmé|estimé"
    r"|attendu|pour)|naissance (?:est |était )?(?:prévue|attendue|programmée|estimée)"
    rf"|{_CHILD} (?:est |était |sont )?(?:prévue?s?|attendue?s?|annoncée?s?)"
    rf"|(?:attends|attend|attendre|attendons) [^.?!;\n]{{0,40}}{_CHILD}(?: [^.?!;\n,]{{0,20}})?"
    r"|(?:j'?|elle |agente |compagne |femme |épouse |conjointe )accouche(?:ra|rai)?"
    r"|agente?(?: (?:de|du|à|la|mon|notre|service|équipe|crèche|titulaire)){1,5} accouche(?:ra)?"
    r"|(?:accouché|née?|nés|nées)[^.?!;\n]{0,30} au lieu du"
    r"|(?:vais|va|dois|doit|devrait|devrais|devait|devais) accoucher"
    rf"|{_CHILD} (?:doit|devrait|devait|va) (?:arriver|naître)|{_CHILD} (?:arrive|naîtra|arrivera)"
    rf"|(?:enceinte|grossesse)[^.?!;\n]{{0,40}}(?:terme|accouche|prévue?|pour))"
    rf"{_NO_DAY_BETWEEN}{{0,30}}{_AT}"
)
_ALREADY = r"(?:(?!terme|prévu|présum|au lieu)" + _AWAY.removeprefix("(?:")
"""What stands between a birth and its day: never the day it was due."""
_BORN = pattern(
    rf"(?:(?:est|sont|vient|ont|venue?) (?:de naître|nées?|nés?|au monde)"
    rf"|{_CHILD}(?: [^.?!;\n,]{{0,25}})?,? nées?s?|née? (?:le|hier|ce|cette|avant)|(?:j?ai|a|ont"
    rf"|avons)"
    rf" (?:accouché|eu (?:un|une|notre|mon|des) {_CHILD})|naissance (?:de|du|d'une?|a eu lieu)"
    rf"|(?:ma|notre) naissance|accouchement (?:a eu lieu)|date de naissance|naissance ?:"
    rf"|bébé est là|(?:papa|maman|père|mère|(?<!ses )(?<!leurs )parents?) (?:depuis|le)|vue? le"
    rf" jour"
    rf"|mis au monde [^.?!;\n]{{0,20}}"
    rf"|{_CHILD}(?: [^.?!;\n,]{{0,40}},? (?:il|elle|ils|elles))? (?:est |sont )?"
    rf"(?:là|arrivée?s?)){_ALREADY}{{0,35}}{_AT}"
)
_ARRIVED_IN = pattern(r"(?:adopt|agrément|foyer|confié|service|poste|crèche|école)[^.?!;\n]*$")
_OTHER_BIRTH = pattern(
    rf"{OTHERS}|enfants des|à plus ou moins|court terme|long terme|mettre (?:un )?terme|mettre fin"
    "|arriv[a-z]* (?:à|au) terme|contrat|cdd|je suis née|date de naissance ?: ?(?:[0-3]?\\d/)|pacs"
    "|adopt|agrément"
)
_DUE_WORDS = (
    "terme",
    "prevu",
    "acouch",
    "dpa",
    "atend",
    "enceinte",
    "ariv",
    "nait",
    "naitr",
    "presum",
    "devait",
    "anonc",
)
_BIRTH_DAYS = (
    DayReading(
        "naissance_prevue",
        _DUE,
        _DUE_WORDS,
        unless=_OTHER_BIRTH,
        coming=True,
        own=False,
        imperfect=True,
        yes=(
            ("Le terme est prévu le 12 mars 2027", "2027-03-12"),
            ("Date présumée d'accouchement : 12/03/2027", "2027-03-12"),
            ("Je suis enceinte, j'accouche le 12 mars", "2027-03-12"),
            ("bébé prévu pour le 3 avril", "2027-04-03"),
            ("La naissance est attendue autour du 28 janvier", "2027-01-28"),
            ("ma DPA est au 5 mai", "2027-05-05"),
            ("Je suis enceinte, mon terme : 18 juin", "2027-06-18"),
            ("Ma compagne doit accoucher le 2 février", "2027-02-02"),
            ("j'attends mon troisième pour le 5 avril", "2027-04-05"),
            ("enceinte, terme au 1er juillet 2027", "2027-07-01"),
            ("J'attends des jumeaux. Terme 20 mai 2027.", "2027-05-20"),
            ("Elle m'a annoncé sa grossesse, terme « le 3/4 ».", "2027-04-03"),
            ("Une agente de mon service accouche le 2 juin 2027", "2027-06-02"),
            ("J'ai accouché le 6 novembre au lieu du 1er novembre", "2026-11-01"),
            ("Mon terme était le 20 novembre et j'ai accouché hier", "2026-11-20"),
            ("notre fils devait naître le 2 novembre, il est arrivé le 9", "2026-11-02"),
            ("J'ai accouché le 3 octobre (terme prévu le 20 octobre)", "2026-10-20"),
            ("Elle était attendue : le bébé devait arriver le 10 novembre", "2026-11-10"),
        ),
        no=(
            "Mon contrat arrive à terme le 12 mars 2027",
            "Ma collègue accouche le 12 mars",
            "Si le terme est prévu le 12 mars",
            "Mon congé maternité commence le 12 mars",
            "Mon arrêt est prévu jusqu'au 12 mars, je suis enceinte",
        ),
    ),
    DayReading(
        "naissance_de_l_enfant",
        _BORN,
        (
            "ne",
            "nait",
            "acouch",
            "naisance",
            "eu ",
            "la",
            "ariv",
            "papa",
            "maman",
            "pere",
            "mere",
            "monde",
            "jour",
        ),
        unless=_OTHER_BIRTH,
        not_before=_ARRIVED_IN,
        past=True,
        own=False,
        yes=(
            ("Notre fille est née le 20 août", "2026-08-20"),
            ("mon fils est né dimanche", "2026-11-22"),
            ("J'ai accouché le 9 septembre 2026", "2026-09-09"),
            ("Ma femme a accouché le 11/11/2026 de jumeaux", "2026-11-11"),
            ("Nos jumelles sont nées le 3 octobre", "2026-10-03"),
            ("Naissance de mon fils le 8 novembre", "2026-11-08"),
            ("Le bébé est né hier", "2026-11-23"),
            ("ma petite dernière, née le 6 avril 2024", "2024-04-06"),
            ("Mon troisième est arrivé le 14 novembre", "2026-11-14"),
            ("J'ai accouché le 3 octobre (terme prévu le 20 octobre)", "2026-10-03"),
            ("Elle devait accoucher le 1er novembre, notre fille est née le 6", "2026-11-06"),
            ("Mon agent est père depuis le 8 novembre", "2026-11-08"),
            ("Je suis à la crèche des Lilas. Ma fille est née le 6 novembre", "2026-11-06"),
            ("notre fils devait naître le 2 novembre, il est arrivé le 9", "2026-11-09"),
            ("Congé parental au 1er mars 2027, ma fille est née le 8 juillet", "2026-07-08"),
        ),
        no=(
            "Je suis né le 3 mai 1980",
            "Ma nièce est née le 3 octobre 2026",
            "Si mon fils est né le 3 octobre",
            "Je suis arrivé le 1er septembre 2026",
        ),
    ),
)
_IN_OTHER_WORDS = (
    DayReading(
        "naissance_prevue",
        pattern(
            r"(?:accouchement|naissance|césarienne|déclenchement|bébé|enfant)[^.?!;\d]{0,25}"
            r" (?:calculée?"
            r"|fixée?|annoncée?|donnée?|programmée?|planifiée?|prévue?|attendue?"
            r"|espérée?)[^.?!;\d]{0,12} (?:le"
            r"|au|pour le|vers le|autour du|aux alentours du) $|(?:bébé|enfant|petite?|fils|fille)"
            r" (?:pour|vers"
            r"|aux alentours d|autour d|aux environs d)(?:u| le) $|(?:m'a donné|me donne|a donné"
            r"|annonce|donne"
            r"|table sur|prévoit) (?:le|la date du|pour le) $"
        ),
        ("acouch", "naisance", "cesarien", "declench", "bebe", "enfant", "petit", "fils", "file",
         "done", "anonce", "table", "prevoit", "terme", "dpa"),
        after=pattern(
            r" ?[,(]? ?(?:c'est |est |sera |comme |(?:la )?date )?(?:la |le |mon |ma |son |de |du "
            r"|pour )?(?:terme"
            r"|date (?:prévue|présumée)|présumée|dpa|accouchement prévu|date"
            r" d'accouchement)(?![a-z])"
        ),
        not_before=pattern(r"(?:accouché|né(?:e?s)?)(?: le| hier)? $"),
        about=pattern(
            r"accouch|naissance|bébé|terme|dpa|enceinte|grossesse|césarienne|maternité|sage-femme"
            r"|gynéco"
        ),
        unless=pattern(
            f"{OTHERS}|contrat|cdd|adopt|agrément|rendez|échograph|reprise|crèche|arrêt|congé"
            f"|née?(?![a-z])"
            r"|rdv|réunion|examen"
        ),
        coming=True,
        own=False,
        yes=(
            ("Enceinte, ma césarienne est programmée le 4 mars 2027", "2027-03-04"),
            ("le gynéco m'a donné le 9 avril pour l'accouchement", "2027-04-09"),
            ("Le 12 mai 2027, c'est mon terme", "2027-05-12"),
            ("nous espérons le bébé pour le 8 juin", "2027-06-08"),
        ),
        no=(
            "Le gynéco m'a donné un rendez-vous, le 9 avril, pour l'accouchement",
            "Ma nièce a son bébé annoncé pour le 8 juin",
        ),
    ),
    DayReading(
        "naissance_prevue",
        pattern(
            r"(?:ça|cela|ce) (?:tomberait|tombe|tombera|devrait tomber|serait)(?: [a-z]{3,9})?"
            r" (?:le"
            r"|vers le|autour du|aux alentours du) $|(?:venue|arrivée) (?:de|du) (?:l'enfant|bébé"
            r"|mon [a-z]{4,8}|notre [a-z]{4,8})(?: est)? (?:estimée|prévue|attendue|espérée"
            r"|programmée)[^.?!;\d]{0,12} ?(?:au|le|pour le|vers le|:) $"
            r"|(?:être|devenir|serai|deviendrai) (?:bientôt )?(?:papa|maman|père|mère)"
            r" (?:vers |pour |autour d|aux alentours d)?(?:le|u) $"
            r"|grossesse(?: [a-z]{2,12}){0,3} arrive (?:à (?:son )?terme|au terme) (?:le|vers le) $"
            r"|date (?:prévue|présumée|probable)(?: est| de| d'accouchement| de naissance){0,2} ?"
            r"(?:le|au|:|=) ?$"
        ),
        ("tomb", "serait", "venue", "arive", "papa", "maman", "pere", "mere", "terme", "date"),
        unless=pattern(
            f"{OTHERS}|contrat|cdd|adopt|agrément|congé commence|arrêt [a-z]+ le|échéance|travaux"
            "|reprise|départ|formation"
        ),
        coming=True,
        own=False,
        yes=(
            ("Ma sage-femme pense que ça tomberait le 3 avril, je suis enceinte", "2027-04-03"),
            ("Grossesse : l'arrivée du bébé est estimée au 8 mai 2027", "2027-05-08"),
            ("Je vais être maman vers le 20 février 2027", "2027-02-20"),
            ("la grossesse de Nadia arrive à terme le 9 mars 2027", "2027-03-09"),
            ("Enfant de rang 1, date prévue : 12 juin 2027", "2027-06-12"),
        ),
        no=(
            "Mon contrat de remplacement d'une grossesse arrive à terme le 9 mars 2027",
            "Ma nièce va être maman le 20 février 2027",
        ),
    ),
    DayReading(
        "naissance_de_l_enfant",
        pattern(
            r"(?:donné naissance|donner naissance|mis au monde)[^.?!;\d]{0,40} (?:le|ce)"
            r" (?:[a-z]{5,8} )?$"
            r"|(?:donné naissance|mis au monde)[^.?!;\d]{0,40} $"
            r"|(?:nouveau[- ]nés?|jumeaux|bébé|prématuré)[^.?!;,\d]{0,12} (?:depuis|né) (?:le )?$"
        ),
        ("naisance", "monde", "ne"),
        unless=pattern(f"{OTHERS}|contrat|adopt|arrêt"),
        past=True,
        own=False,
        yes=(
            ("Notre agente a donné naissance à un fils le 12 novembre", "2026-11-12"),
            ("Elle a mis au monde des jumelles hier, congé maternité ?", "2026-11-23"),
        ),
        no=("Ma nièce a donné naissance à un fils le 12 novembre",),
    ),
    DayReading(
        "naissance_de_l_enfant",
        pattern(r"accouchement(?: de (?:notre|mon|mme|madame|l')? ?[a-z-]{3,12}(?: [a-z-]{3,12})?)?"
                r" (?:a eu lieu )?(?:le|:) ?(?:[a-z]{5,8} )?$"),
        ("acouchement",),
        unless=pattern(f"{OTHERS}|prévu|présum|terme|probable|attendu"),
        about=pattern(
            r"accouchement[^.?!;\n]{0,45}(?:202\d|a eu lieu)"
            r"|accouchement[^.?!;\n]{0,60}(?:avance|retard)"
        ),
        past=True,
        own=False,
        yes=(
            ("Accouchement le 4 octobre 2026, quatre semaines de patho", "2026-10-04"),
            ("L'accouchement de Mme Petit a eu lieu le 4 novembre", "2026-11-04"),
        ),
        no=(
            "Si l'accouchement a eu lieu le 4 octobre 2026",
            "L'accouchement de ma nièce a eu lieu hier",
        ),
    ),
)  # fmt: skip
_WAS_DUE = pattern("devait|devais|était (?:prévu|attendu|fixé)|aurait dû|initialement")


_YOUNG = 36
"""Months under which a child is reason enough for part time."""
_YEAR_WRITTEN = re.compile(r"\d{4}|/\d\d/\d\d")


def birth_days(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the day a child was born and the one it was due; the second stands in for the first.

    A day that is still awaited is to come: without a year, it is of the next one.
    """
    found = list(read_days((*_BIRTH_DAYS, *_IN_OTHER_WORDS), plain, received))
    born = [fact for fact in found if fact.fact == "naissance_de_l_enfant"]
    yield from born
    if PART_TIME.search(plain.text):
        for fact in born:
            if isinstance(fact.value, date) and received < months_after(fact.value, _YOUNG):
                yield FactRead("motif_temps_partiel", NAISSANCE, fact.words)
    awaited = not born and not _WAS_DUE.search(plain.text)
    births = [fact.value for fact in born if isinstance(fact.value, date)]
    for fact in found:
        if fact.fact != "naissance_prevue" or not isinstance(fact.value, date):
            continue
        day = fact.value
        if not _YEAR_WRITTEN.search(fact.words):
            # It is of the year that brings it nearest to the birth.
            years = (months_after(day, 12 * shift) for shift in (-1, 0, 1) if births)
            day = min(years, key=lambda due: min(abs(due - one) for one in births), default=day)
            day = months_after(day, 12) if awaited and day < received else day
        yield FactRead("naissance_prevue", day, fact.words)
        if not born:
            yield FactRead("naissance_de_l_enfant", day, fact.words)
