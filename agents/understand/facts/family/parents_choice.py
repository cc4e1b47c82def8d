"""What the other parent chooses: the first day, the periods of paternity, the new birth leave."""

from collections.abc import Iterable, Iterator
from itertools import islice

from agents.understand.dates import NUMBER, SpanMention, as_number
from agents.understand.doubt import OTHERS, as_chosen, in_doubt, sentence
from agents.understand.readings import (
    MOST,
    PeriodReading,
    Reading,
    always,
    read_periods,
    read_table,
    told_count,
)
from statute.facts import FACTS, NON, OUI, FactRead
from statute.french import Plain, pattern

_DAY_OF_BIRTH, _NEXT_DAY = FACTS["debut_du_conge_de_naissance"].choices
_START = (
    Reading(
        "debut_du_conge_de_naissance",
        pattern(
            r"(?:commence(?:r|rai|nt)?|débute(?:r|nt)?|démarre(?:r|nt)?|à partir d[ue]|dès|partir"
            r"|prendre|pris|posés?)(?: (?:mes|les|mon|le|de|trois|3|jours|congé"
            r"|naissance)){0,6} ?(?:le |du )?"
            r"lendemain(?: (?:ouvrable|de (?:la naissance|l'accouchement)|même))?(?![a-z])"
        ),
        always(_NEXT_DAY),
        ("lendemain",),
        unless=pattern(f"{OTHERS}|ou (?:bien )?le (?:lendemain|jour)|le jour (?:même )?ou"),
        own=False,
        yes=(
            ("Mes 3 jours de naissance commencent le lendemain", _NEXT_DAY),
            ("Je prendrai le congé de naissance à partir du lendemain ouvrable", _NEXT_DAY),
            ("je veux commencer le lendemain de la naissance", _NEXT_DAY),
            ("congé de naissance pris dès le lendemain de l'accouchement", _NEXT_DAY),
        ),
        no=(
            "Le congé de naissance commence le jour ou le lendemain ?",
            "Mon collègue a commencé son congé de naissance le lendemain",
        ),
    ),
    Reading(
        "debut_du_conge_de_naissance",
        pattern(
            r"(?:commence(?:r|rai|nt)?|débute(?:r|nt)?|démarre(?:r|nt)?|à partir d[ue]|dès|partir"
            r"|prendre|pris|posés?)(?: (?:mes|les|mon|le|de|trois|3|jours|congé"
            r"|naissance)){0,6} ?(?:le |du )?"
            r"jour (?:même )?(?:de (?:la|sa) (?:naissance|venue)|de l'accouchement)"
        ),
        always(_DAY_OF_BIRTH),
        ("jour de la", "jour meme", "jour de l'", "jour de sa"),
        unless=pattern(f"{OTHERS}|lendemain|compt|si "),
        own=False,
        yes=(
            ("Je commence mon congé le jour de la naissance", _DAY_OF_BIRTH),
            ("mes trois jours débutent le jour même de la naissance", _DAY_OF_BIRTH),
            ("congé de naissance pris dès le jour de l'accouchement", _DAY_OF_BIRTH),
            ("à partir du jour de la naissance je prends mes 3 jours", _DAY_OF_BIRTH),
        ),
        no=(
            "Le congé de naissance commence le jour de la naissance ou le lendemain ?",
            "Mon collègue a commencé le jour de la naissance",
        ),
    ),
)
_PATERNITY = (
    PeriodReading(
        "periodes_de_paternite",
        pattern(
            r"paternité|congé (?:de )?pat(?![a-z])|second parent|les 21 jours|mes 21 jours|le reste"
            r"|(?:première|deuxième|seconde) (?:période|partie)"
        ),
        ("paternite", "conge pat", "conge de pat", "second parent", "21 jours"),
        unless=pattern(f"{OTHERS}|congés? annuel|arrêt|propos|impos|refus|déjà pris|contrat"),
        goes_on=False,
        own=False,
        yes=(
            (
                "Le reste de mon congé paternité du 4 janvier au 24 janvier 2027",
                "2027-01-04..2027-01-24",
            ),
            (
                "Congé de paternité : du 1er au 10 février 2027 puis du 1er au 11 mars 2027",
                "2027-02-01..2027-02-10; 2027-03-01..2027-03-11",
            ),
            (
                "je souhaite prendre mon congé pat du 5 décembre au 25 décembre",
                "2026-12-05..2026-12-25",
            ),
        ),
        no=(
            "Le congé paternité de mon collègue du 4 au 24 janvier 2027",
            "Mon arrêt du 4 au 24 janvier 2027, avant mon congé paternité",
        ),
    ),
)
_CSN = (
    r"(?:congé (?:suplémentaire )?(?:de )?naissance|csn(?![a-z])|nouveau congé(?: de naissance)?)"
)
_NEW_LEAVE = pattern(r"congé suplémentaire|csn(?![a-z])|nouveau congé|congé de naissance")
_EXTRA = (
    Reading(
        "mois_de_conge_supplementaire",
        pattern(
            rf"(?:(?P<n>un|une|1|deux|2) mois(?! (?:ou|à un|à deux|à 2) )[^.?!;]{{0,25}}? {_CSN}"
            rf"|{_CSN}[^.?!;]{{0,45}}? (?P<m>un|1|deux|2) mois(?! (?:ou|d'avance|avant|après"
            rf"|plus)))"
        ),
        lambda match: int(as_number(match["n"] or match["m"])),
        ("mois",),
        unless=pattern(
            rf"{OTHERS}|(?:un|1) (?:ou|à) (?:deux|2)|combien|préavis|au plus|maximum|jusqu'à"
            rf"|à l'avance|avant|droit à"
        ),
        own=False,
        yes=(
            ("Je souhaite deux mois de congé supplémentaire de naissance", "2"),
            ("un mois du nouveau congé de naissance, à partir de mars", "1"),
            ("je prendrais le congé supplémentaire de naissance pour 2 mois", "2"),
            ("CSN de deux mois à la suite du congé paternité", "2"),
            ("mon congé supplémentaire de naissance durera 1 mois", "1"),
            ("le nouveau congé de naissance, pendant deux mois", "2"),
            ("Je demande 2 mois de congé supplémentaire de naissance", "2"),
            ("un seul choix : 1 mois de CSN", "1"),
        ),
        no=(
            "Le congé supplémentaire de naissance est d'un ou deux mois ?",
            "Combien de préavis, un mois, pour le congé supplémentaire de naissance ?",
            "Mon collègue prend deux mois de congé supplémentaire de naissance",
            "Je n'ai pas pris deux mois de congé supplémentaire de naissance",
        ),
    ),
    Reading(
        "suit_le_conge_de_paternite",
        pattern(
            r"(?:juste|immédiatement|directement|aussitôt|tout de suite|dans la foulée|à la suite)"
            r" (?:après |de |du )?(?:mon |le )?(?:congé (?:de )?)?(?:paternité|pat(?![a-z])"
            r"|second parent)"
            r"|(?:enchaîn[a-z]*)[^.?!;]{0,70}paternité|paternité[^.?!;]{0,40}(?:enchaîn"
            r"|dans la foulée|juste après|immédiatement après|à la suite)"
        ),
        always(OUI),
        ("paternite", "conge pat", "second parent"),
        unless=pattern(f"{OTHERS}|pas (?:juste|immédiatement|directement|tout de suite)|peut-on"),
        own=False,
        yes=(
            ("le congé supplémentaire de naissance juste après mon congé de paternité", "oui"),
            ("Je prends le CSN immédiatement après le congé paternité", "oui"),
            ("CSN dans la foulée du congé paternité", "oui"),
            ("enchaîner le congé supplémentaire de naissance avec mon congé de paternité", "oui"),
            ("à la suite de mon congé paternité, le nouveau congé de naissance", "oui"),
            ("mon congé paternité puis, directement après le congé paternité, le CSN", "oui"),
            ("le nouveau congé, tout de suite après le congé de paternité", "oui"),
        ),
        no=(
            "Peut-on prendre le CSN juste après le congé paternité ?",
            "Mon collègue prend le CSN juste après son congé paternité",
            "Je ne prends pas le CSN juste après le congé paternité",
        ),
    ),
    Reading(
        "suit_le_conge_de_paternite",
        pattern(
            rf"(?:pas (?:juste|immédiatement|directement|tout de suite) après|(?:{NUMBER}|quelques)"
            r" (?:mois|semaines) après) (?:mon |le )?(?:congé (?:de )?)?paternité"
        ),
        always(NON),
        ("paternite",),
        unless=pattern(OTHERS),
        own=False,
        yes=(("Je prendrai le CSN quelques mois après mon congé paternité", "non"),),
        no=("Mon collègue prend le CSN deux mois après le congé paternité",),
    ),
)


_TAKEN = pattern(
    r"(?:déjà )?(?:pris|posé|utilisé|eu|fait|consommé|effectué|passé|déduit|décompté|épuisé"
    r"|écoulé|entamé|absenté|grillé|validé)(?:es|e|s)?(?![a-z])|bénéficié de|profité de|derrière"
    r" moi"
    r"|en suis à|compteur[^.?!;\d]{0,35} (?:est )?à(?= \d)|(?:suis|est) (?:déjà )?(?:parti|resté"
    r"|absent)|à mon actif"
)
_DAYS_OF = pattern(
    rf"(?P<n>{NUMBER}) (?:jours?|j)(?![a-z])(?! (?:de |d')?(?:naissance|télétravail|rtt|congés?"
    r" annuels|arrêt|ca(?![a-z])|préavis)|,? (?:restants?|suivants?|à venir|à prendre))"
)
_NOT_TAKEN = pattern(
    r"(?:sur|des|reste|restent|droit à|dure|encore|au lieu de|sans|hors|pas)(?: les| mes)? $"
    r"|(?:veux|voudrais|souhaite|aimerais|prendre|poser|garde|reste)[a-z]*(?: [a-z']{1,9}){0,2} $"
)
_NOT_MINE = pattern(f"{OTHERS}|peuvent|peut être|doivent|doit être|faut|combien de jours sont")
_A_PATERNITY = pattern(
    r"paternité|congé pat(?![a-z])|second parent|accueil de l'enfant|(?:les|mes) (?:3|trois)"
    r" jours[^.?!;]{0,30} (?:4|quatre) jours"
)
_OF_BIRTH = pattern(r"(?:les|mes|des) (?:3|trois) jours(?=[^.?!;]{0,40} (?:4|quatre) jours)")
"""The three days before the four are those of the birth leave."""


_OF_PATERNITY = pattern(
    r"paternité|congé pat(?![a-z])|second parent|(?:les|mes|des) (?:21|28|vingt et un|vingt-huit)"
)
_TIMES = r"(?P<n>une?|deux|trois|quatre|cinq|six|1|2|3|4|5|6|7)"
_PARTS = r"(?:fois|périodes?|morceaux?|parties?|bouts?|tranches?|temps|blocs?|séquences?)"
_SPLIT = (
    Reading(
        "nombre_de_periodes",
        pattern(
            rf"(?:en|sur|faire|faut|pren[a-z]+|pos[a-z]+|split[a-z]*|coup[a-z]+|fraction[a-z]+"
            rf"|divis[a-z]+|décou[a-z]+|étal[a-z]+)(?: (?:les|mes|le reste|ça|cela|en|par|21"
            rf"|jours|restants)){{0,4}} {_TIMES} {_PARTS}(?![a-z])"
            rf"|{_TIMES.replace('<n>', '<m>')} fois (?:une semaine|{NUMBER} (?:jours?|semaines?))"
        ),
        told_count,
        (
            "fois",
            "period",
            "morceau",
            "partie",
            "bout",
            "tranche",
            "temps",
            "bloc",
            "sequence",
        ),
        unless=pattern(f"{OTHERS}|au plus|maximum|combien de (?:fois|période)|par an|si possible"),
        own=False,
        yes=(
            ("Pour les 21 qui restent : je peux faire 3 fois une semaine ?", "3"),
            ("Puis-je prendre le congé de paternité en trois fois ?", "3"),
            ("congé paternité à poser en 2 périodes", "2"),
            ("Peut-on fractionner la paternité en quatre morceaux ?", "4"),
            ("mon congé de paternité coupé en deux fois", "2"),
            ("les 21 jours de paternité, deux fois 10 jours c'est bon ?", "2"),
            ("je voudrais étaler ma paternité sur trois périodes", "3"),
            ("Mon agent veut diviser son congé de paternité en cinq parties", "5"),
            ("le congé de paternité, je le prends en une fois", "1"),
            ("poser les 21 jours en trois blocs", "3"),
            ("Paternité : découper les jours en quatre tranches ?", "4"),
        ),
        no=(
            "Le congé de paternité se prend en combien de fois ?",
            "Mon collègue a pris sa paternité en deux fois",
            "Le congé de paternité, c'est en deux périodes au plus ?",
        ),
    ),
)


def days_of_paternity_taken(plain: Plain) -> Iterator[FactRead]:
    """Add up the days of paternity leave of a sentence that says they are taken."""
    if not _A_PATERNITY.search(plain.text):
        return
    for taken in islice(_TAKEN.finditer(plain.text), MOST):
        said = sentence(plain, *taken.span())
        begun = plain.text.find(said, max(0, taken.start() - len(said)))
        days = [
            match
            for match in _DAYS_OF.finditer(plain.text, begun, begun + len(said))
            if not _NOT_TAKEN.search(plain.text[max(begun, match.start() - 30) : match.start()])
            and not _OF_BIRTH.match(plain.text, max(begun, match.start() - 4))
        ]
        doubt = any(in_doubt(plain, *match.span(), _NOT_MINE) for match in days)
        if days and not (doubt or in_doubt(plain, *taken.span(), _NOT_MINE)):
            total = sum(int(as_number(match["n"])) for match in days)
            words = plain.words(days[0].start(), days[-1].end())
            yield FactRead("jours_de_paternite_pris", total, words)


def choices_of_the_parents(plain: Plain, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read what is chosen; told as a supposition, it is a choice too."""
    chosen = as_chosen(plain)
    yield from read_table(_START, chosen)
    yield from read_periods(_PATERNITY, chosen, spans)
    yield from days_of_paternity_taken(plain)
    if _OF_PATERNITY.search(chosen.text):
        yield from read_table(_SPLIT, chosen)
    if _NEW_LEAVE.search(chosen.text):
        yield from read_table(_EXTRA, chosen)
