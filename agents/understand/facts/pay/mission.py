"""Expenses of a mission: its day, nights by place, meals, kilometres of the trip and before it."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice

from agents.understand.dates import AMOUNT, NUMBER, as_amount, as_number, mentions
from agents.understand.doubt import in_doubt, rest_of_sentence
from agents.understand.readings import MOST, Reading, always, read_table
from statute.facts import OUI, FactRead
from statute.french import Plain, pattern

_EURO = r" ?(?:€|euros?|eur)(?![a-z])"
_EXPENSES = pattern(
    r"mission|déplacement|formation|hôtel|nuitées?|hébergement|congrès|salon|séminaire|colloque"
    r"|frais|rembours|trajet|aller[- ]retour|km|kms|kilom|réunion|stage"
)
_MEALS = (
    Reading(
        "repas_a_ses_frais",
        pattern(
            rf"(?P<n>{NUMBER}) repas(?![a-z])(?! (?:du|de) (?:midi|soir))"
            r"(?! (?:fourni|offert|pris en|par|et d|servi|livré|chauds?))"
            r"|repas ?[:=] ?(?P<m>\d\d?)(?! ?(?:€|euros|,\d|h(?![a-z])))"
        ),
        lambda match: int(as_number(match["n"] or match["m"])),
        ("repas", "dejeuner", "diner"),
        unless=pattern(
            "offert|fourni|pris en charge|cantine|par (?:jour|semaine|mois)|portage|prépar|serv"
            "|élèves|enfants|titres?[- ]restau|maximum|combien de"
        ),
        yes=(
            ("Mission à Nantes : 2 nuits d'hôtel et 5 repas à mes frais", "5"),
            ("j'ai avancé quatre repas pendant la formation", "4"),
            ("Repas : 3, payés par moi, lors du déplacement", "3"),
            ("J'ai aussi réglé six repas au restaurant pendant le congrès", "6"),
            ("Combien pour 2 nuitées et 4 repas à Paris ?", "4"),
            ("note de frais jointe, un repas le midi payé en formation", "1"),
        ),
        no=(
            "En formation, 2 repas étaient fournis",
            "Je prépare 80 repas par jour à la cantine, frais compris",
            "Si je paye 2 repas en mission, combien ?",
            "ma collègue a payé 3 repas en mission",
        ),
    ),
    Reading(
        "mobilite_reduite",
        pattern(
            r"(?:à|en situation de) mobilité réduite|(?:en|mon) fauteuil roulant|(?:suis|agente?)"
            r" (?:une? )?pmr(?![a-z])"
        ),
        always(OUI),
        ("mobilite reduite", "fauteuil roulant", "pmr"),
        unless=pattern(
            "accès|accueil|public|usager|place|ascenseur|rampe|aux personnes|des personnes|les"
        ),
        yes=(
            ("Je suis à mobilité réduite et je pars en mission 2 nuits à Tours", "oui"),
            ("En fauteuil roulant, j'ai payé l'hôtel pendant la formation", "oui"),
            ("je suis PMR, quel tarif pour la nuit de déplacement ?", "oui"),
            ("agent à mobilité réduite, mission de deux jours", "oui"),
        ),
        no=(
            "La formation porte sur l'accueil des usagers à mobilité réduite",
            "Mon mari est à mobilité réduite, frais de déplacement ?",
            "Le parking de la mission est réservé aux personnes à mobilité réduite",
        ),
    ),
)

_MEAL_BY_MEAL = pattern(
    rf"(?P<n>{NUMBER}) (?:déjeuners?|dîners?|repas (?:du |de )(?:midi|soir))(?![a-z])"
)
_NOT_PAID = pattern("offert|fourni|pris en charge|cantine|par (?:jour|semaine)|prépar|serv|portage")


_SOME_OFFERED = pattern(
    rf"(?:(?P<n>{NUMBER}) repas|repas ?[:=] ?(?P<m>\d\d?))(?![a-z])[^.?!;\n]{{0,25}}?,? ?"
    rf"(?:dont|mais|et|,|\() ?(?P<given>{NUMBER}) (?:[a-zé]{{1,9}} )?"
    r"(?:offerts?|fournis?|gratuits?|pris en charge|payés? par l|compris)"
)


def meals_but_those_offered(plain: Plain) -> Iterator[FactRead]:
    """Leave out the meals that cost nothing: 5 repas, dont un offert."""
    for match in islice(_SOME_OFFERED.finditer(plain.text), MOST):
        if not in_doubt(plain, *match.span(), own=False):
            paid = int(as_number(match["n"] or match["m"])) - int(as_number(match["given"]))
            if paid >= 0:
                yield FactRead("repas_a_ses_frais", paid, plain.words(*match.span()))


def meals(plain: Plain) -> Iterator[FactRead]:
    """Add up the meals told one kind after the other: deux déjeuners et trois dîners."""
    found = list(islice(_MEAL_BY_MEAL.finditer(plain.text), MOST))
    if found and not any(in_doubt(plain, *match.span(), _NOT_PAID) for match in found):
        total = sum(int(as_number(match["n"])) for match in found)
        words = plain.words(found[0].start(), found[-1].end())
        yield FactRead("repas_a_ses_frais", total, words)


_TRAVELLED = pattern(
    r"(?:déplacement|mission|aller[- ]retour|trajet|km|kms|kilom[eè]tres|formation|réunion|congrès"
    r"|salon|séminaire|colloque|route|roulé|nuits?|nuitées?|journée)"
    r"(?:(?!depuis|congé|jusqu|avant|payés?|remboursés?|versés?|arrêt|reçu|déposé|envoyé|transmis|cet(?![a-z])|puis)"
    r"[^.?!;\n]){0,60}?(?: (?:le|du|en|de|au mois de|au mois d'|fin|début|mi|au|d'))? $"
)
_ON_THAT_DAY = re.compile(
    r"\A,? ?(?:\w+[ ,']{1,2}){0,14}?(?:voiture|vehicule|km|kms|kilom\w+|aler[- ]retour|hotel"
    r"|deplacement|reunion|mision)(?![a-z])"
)
"""What follows a day of travel that opens its sentence: le 12 mai, j'ai pris ma voiture."""
_PAID = pattern(
    r"frais|rembours|indemnit|indemnis|km|kms|kilom|nuits?|nuitées?|repas|péages?|barème|payé"
)
_NO_TRIP = pattern(
    "congés?(?! de formation)|télétravail|cpf|arrêt|délibération|décret|arrêté|paie(?![a-z])"
    "|signée?|autorisation"
    "|indemnité de résidence|abonnement"
)


def day_of_the_trip(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the day of a mission whose expenses are spoken of; of a month alone, its last day."""
    if not (_EXPENSES.search(plain.text) and _PAID.search(plain.text)):
        return
    for mention in mentions(plain, received):
        before = plain.text[max(0, mention.start - 90) : mention.start]
        after = rest_of_sentence(plain, mention.end)[:140]
        told = _TRAVELLED.search(before) or (_ON_THAT_DAY.search(after) and mention.exact)
        if before.endswith(("depuis ", "depuis le ")) or not (
            told and (mention.exact or mention.one_month)
        ):
            continue
        if in_doubt(plain, mention.start, mention.end, _NO_TRIP):
            continue
        words = plain.words(mention.start, mention.end)
        current = mention.one_month and mention.first <= received
        day = min(mention.last, received) if current else mention.last
        yield FactRead("date_du_deplacement", day, words)


_TOLL = (
    r"(?:télépéages?|péages?|parkings?|stationnements?|autoroutes?|horodateurs?|garée?|parcmètres?)"
)
_SUM = rf"(?:{AMOUNT}|(?<![\d,.]){NUMBER})"
_PAID_SUM = rf"(?:{_EURO}|(?<=\d[,.]\d\d)(?!\d| ?(?:km|h(?![a-z]))))"
_BEFORE_A_SUM = r"(?:(?!abonnement|amende|repas|déjeuner|hôtel|essence|train|km)[^.?!;\d€\n])"
_TOLLS = (
    pattern(
        rf"(?P<n>{_SUM}){_PAID_SUM}(?: \(|,)?(?: ?(?:de|d'|en|pour|pour le|pour les|au|aux"
        rf"|tickets?|frais|justifiés|reçus|à la|à l'|sur la|sur l'|aller"
        rf"|retour)){{0,3}} ?(?P<what>{_TOLL})"
    ),
    pattern(
        rf"(?P<what>{_TOLL})(?: et (?:de |du |le |les |l')?{_TOLL})?{_BEFORE_A_SUM}{{0,50}}?"
        rf"(?<![a-z])(?P<n>{_SUM}){_PAID_SUM}"
    ),
)
_NO_TOLL = pattern(
    "abonnement|par mois|amende|forfait|contravention|mensuel|par jour|fourrière|carte grise"
)


def tolls(plain: Plain) -> Iterator[FactRead]:
    """Add up the tolls and the parking of a mission."""
    taken: list[re.Match[str]] = []
    for written in _TOLLS:
        for match in islice(written.finditer(plain.text), MOST):
            apart = all(
                m.end("n") <= match.start("n") or match.end("n") <= m.start("n") for m in taken
            ) and all(match.start("what") != m.start("what") for m in taken)
            if apart and not in_doubt(plain, *match.span(), _NO_TOLL):
                taken.append(match)
    if taken and len({match["what"] for match in taken}) == len(taken):
        first, last = min(m.start() for m in taken), max(m.end() for m in taken)
        paid = (match["n"] for match in taken)
        total = sum(
            (as_number(one) if one[0].isalpha() else as_amount(one) for one in paid), Decimal(0)
        )
        yield FactRead("peages_et_parking", total, plain.words(first, last))


def mission(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the expenses of a mission."""
    if _EXPENSES.search(plain.text):
        yield from read_table(_MEALS, plain)
        yield from meals(plain)
        yield from meals_but_those_offered(plain)
    yield from day_of_the_trip(plain, received)
    yield from tolls(plain)
