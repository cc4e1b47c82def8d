"""Gross pay of a month, hours of a part post and the fare of a season ticket, in other words."""

import re
from collections.abc import Iterator

from agents.understand.dates import AMOUNT, NUMBER, as_amount, as_number
from agents.understand.readings import Reading, count, read_table, told_count
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_EURO = r"(?: ?(?:€|euros?|eur|e|balles)(?![a-z]))"
_GAP = r"[^.?!;\d\n]"
_LEAST, _MOST = 300, 12_000
_NOT_BY_MONTH = re.compile(
    r"[^.?!;\n]{0,12}(?:par an|/ ?an|annuel|l'ane|de l'heure|par heure|/ ?h|horaire|par jour)"
)
_OF_A_LINE = re.compile(
    r"(?:prime|ifse|indemnite|rapel|indice|anuel|horaire|sup|cia|nbi|retenue|trop)[^.?!;:,\n]{0,30}$"
)
_NO_PAY = pattern(
    r"trop[- ]perçu|astreinte|dégressiv|seuil|plafond|annonce|offre|minimum|smic|vacation"
    r"|collègue[^.?!;]{0,30}brut|recrut"
)


def gross_of_a_month(match: re.Match[str]) -> FactValue | None:
    """Read a sum that may be the gross pay of a month, unless it is that of one line."""
    name = next(name for name, written in match.groupdict().items() if written)
    before = match.string[max(0, match.start() - 10) : match.start(name)]
    if _NOT_BY_MONTH.match(match.string, match.end()) or _OF_A_LINE.search(before):
        return None
    amount = as_amount(match[name])
    return amount if _LEAST <= amount <= _MOST else None


_PAY = r"(?:salaire|rémunération|paie|paye|revenu|bulletin)"
_GROSS = (
    Reading(
        "remuneration_brute_mensuelle",
        pattern(
            rf"(?:mon |son |le )?(?:{_PAY} (?:mensuele? )?brute?|brut(?: du mois| mensuel| total)?"
            rf"|total(?: du)? brut|{_PAY} mensuele? brute?){_GAP}{{0,25}}?(?: |:)(?P<n>{AMOUNT})"
            rf"{_EURO}"
            rf"|(?:je |j')?(?:gagne|touche|perçois|suis payée?){_GAP}{{0,12}} (?P<m>{AMOUNT})"
            rf"{_EURO}?(?: (?:par mois|mensuels?|en|de))? bruts?(?![a-z])"
            rf"|{_PAY}[ ,:(]{{1,3}}(?P<o>{AMOUNT}){_EURO} (?:de |en )?bruts?(?![a-z])"
            rf"|(?P<p>{AMOUNT}){_EURO}? bruts? (?:mensuels?|par mois|par moi)"
        ),
        gross_of_a_month,
        ("brut",),
        unless=_NO_PAY,
        beside=pattern("collègue|prédécesseur|traitement"),
        yes=(
            ("Mon salaire brut est de 2 310 € par mois, primes comprises", "2310"),
            ("Brut du mois : 1 987,20 €", "1987.20"),
            ("je touche 1950 brut par mois, et la prime de juin ?", "1950"),
            ("Ma paie (2 210 € de brut) est sans prime de nuit", "2210"),
            ("Mon brut tourne autour de 2 400 €, hors indemnité", "2400"),
        ),
        no=(
            "La prime est de 2 310 € brut",
            "Ma collègue gagne 2 310 € brut",
            "Mon salaire brut annuel est de 24 000 €",
            "Ce poste offre 2 310 € brut par mois",
        ),
    ),
)


_H = r" ?(?:h|heures?)(?![a-z])"
_TNC = r"(?:temps (?:non[ -]complets?|incomplets?)|tnc(?![a-z])|non[ -]complets?)"
_POST = (
    Reading(
        "heures_a_temps_non_complet",
        pattern(
            rf"{_TNC}[^.?!;\d\n]{{0,45}}?(?:aujourd'hui|actuellement|c'est|est|fait|faisant"
            rf"|représente|correspond à|soit|durée|quotité|à savoir|pour|avec|à raison)"
            rf"(?: (?:de|à|d'environ|:))? ?(?P<n>{NUMBER}){_H}(?! ?[0-5]\d)"
            rf"(?! ?(?:/|sup|compl))"
            rf"|(?:poste|emploi|contrat|quotité|durée)[^.?!;\d\n]{{0,20}}(?:de|à|:) ?"
            rf"(?P<m>{NUMBER}){_H}(?! ?[0-5]\d)[^.?!;\d\n]{{0,30}}{_TNC}"
        ),
        count,
        ("complet", "tnc"),
        beside=pattern(
            r"augment|propos|au lieu|deuxième emploi|annonce|offre|collègue|si j"
            r"|passer de|passage de|j'étais"
        ),
        yes=(
            ("Mon temps non complet est aujourd'hui de 24 heures", "24"),
            ("mon TNC c'est 18 heures", "18"),
            ("Je suis à temps non complet, soit 21,5 heures par semaine", "21.5"),
            ("Mon emploi de 26 heures par semaine est à temps non complet", "26"),
        ),
        no=(
            "Le temps non complet de ma collègue fait 24 heures",
            "On me propose un temps non complet de 24 heures",
        ),
    ),
)
_TICKET = (
    r"(?:abonnement|abo(?![a-z])|navigo|pass(?![a-z])|forfait|carte (?:de |d')?(?:train|bus|ter"
    r"|tram|transport|métro|car|mensuele)|titre de transport|vélo en libre[- ]service"
    r"|formule (?:au mois|mensuele)|coupon|carte)"
)
_TRAVEL = (
    r"(?:trains?|bus|ter(?![a-z])|tram|métro|cars?(?![a-z])|transports?|sncf|vélo en libre"
    r"|navette|intermodal|ticket|rer|navigo|libre[- ]service|gare)"
)
_BY_MONTH = r"(?:(?: ?(?:par|/|le|au|chaque|du|tous les) ?mois| mensuele?s?)(?![a-z]))"
_OTHER_FARE = pattern(
    r"internet|téléphone|mobile|box|fibre|sport|piscine|parking|théâtre|culture|médiath|journal"
    r"|revue|amende|musée|électricité|logiciel|mutuelle|cantine|domicile-travail à vélo"
)
_NOT_PAID_BACK = (
    r"(?:(?!rembours|prend|retenu|retir|vers|participation|manque|prise? en|touche|moitié)"
    r"[^.?!;\d\n])"
)
_SUM = rf"(?:{AMOUNT}|(?<![\d,.]){NUMBER})"
_FARE = (
    Reading(
        "prix_de_l_abonnement",
        pattern(
            rf"{_TICKET}(?![a-z]){_NOT_PAID_BACK}{{0,50}}?(?<![a-z0-9])(?P<n>{_SUM}){_EURO}{_BY_MONTH}"
            rf"|(?:{_TICKET}|formule)(?![a-z])[^.?!;\d\n]{{0,15}}(?:au mois|mensuele?|par mois)"
            rf"{_NOT_PAID_BACK}{{0,20}}?(?:à|de|:|coûte|est) (?P<m>{_SUM}){_EURO}"
        ),
        lambda match: (
            as_number(one) if (one := match["n"] or match["m"])[0].isalpha() else as_amount(one)
        ),
        ("abo", "navigo", "pas", "forfait", "carte", "titre", "velo", "formule", "coupon"),
        unless=_OTHER_FARE,
        beside=pattern("collègue"),
        yes=(
            ("Ma carte de bus à quarante-deux euros mensuels est-elle remboursée ?", "42"),
            ("mon forfait, 71 € mensuel, pour le train", "71"),
            ("La formule au mois à 29 euros pour le tram", "29"),
            ("Son forfait de train est de cent dix euros par mois", "110"),
        ),
        no=(
            "Mon forfait mobile est de 20 euros par mois, pas le train",
            "Le train de ma collègue : un forfait de 71 € mensuel",
            "Mon abonnement de train : on me rembourse 35 € par mois",
        ),
    ),
)
_ABOUT_TRAVEL = pattern(_TRAVEL)
_HORSES = r"(?:cv|chevaux|chv|cvf)(?: fisca(?:ux|l))?(?![a-z])"
_ABOUT_POWER = pattern(rf"{NUMBER} ?{_HORSES}|puissance|barème|chevaux|carte grise|case p")


_CAR = (
    Reading(
        "puissance_fiscale",
        pattern(
            r"(?:case |rubrique |ligne )?p\.? ?6\b[^.?!;\d\n]{0,25}(?P<n>\d\d?)(?![\d,]|\.\d)"
            r"|(?:carte grise)[^.?!;\d\n]{0,30}(?:puissance|chevaux|cv)[^.?!;\d\n]{0,12}"
            r"(?P<m>\d\d?)(?![\d,]|\.\d)"
        ),
        lambda match: int(match["n"] or match["m"]),
        ("p.6", "p6", "p 6", "grise"),
        unless=pattern("collègue|candidat"),
        yes=(
            ("Carte grise, case P.6 : 7", "7"),
            ("La carte grise dit pour la puissance : 6", "6"),
        ),
        no=("La carte grise de ma collègue, case P.6 : 7",),
    ),
    Reading(
        "puissance_fiscale",
        pattern(
            rf"(?:voiture|véhicule|auto)(?: (?:perso|personnel|personnelle))? (?:en )?"
            rf"(?:a|fait|compte|développe) (?P<n>\d\d?|{NUMBER})(?=[,.;?!]|$)"
        ),
        told_count,
        ("voiture", "vehicule", "auto"),
        unless=pattern("portes|places|an(?:s|née)|roues|compteur|collègue"),
        yes=(("Vous comptez comme pour 4 CV alors que ma voiture en a 7.", "7"),),
        no=("Ma voiture compte 5 portes, 240 km de frais",),
    ),
)


def gross_pay(plain: Plain) -> Iterator[FactRead]:
    """Read the gross pay, the hours of a part post, the fare and the power of a car."""
    yield from read_table((*_GROSS, *_POST), plain)
    if _ABOUT_POWER.search(plain.text):
        yield from read_table(_CAR, plain)
    if _ABOUT_TRAVEL.search(plain.text):
        yield from read_table(_FARE, plain)
