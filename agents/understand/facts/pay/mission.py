"""Expenses of a mission: its day, nights by place, meals, kilometres of the trip and before it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice

from agents.understand.dates import AMOUNT, NUMBER, as_amount, as_number, mentions
from agents.understand.doubt import doubtful, in_doubt, rest_of_sentence, sentence
from agents.understand.readings import MOST, Reading, always, read_table
from statute.facts import OUI, FactRead
from statute.french import Plain, pattern, simplify

_EURO = r" ?(?:€|euros?|eur)(?![a-z])"
_KM = r"(?:km|kms|kilom[eè]tres?|bornes)(?![a-z/])"
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
            "Je ne suis pas à mobilité réduite, mission à Dijon",
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


_LARGE = (
    # 200 000 inhabitants or more (arrêté du 3 juillet 2006, art. 1)
    "marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes"
    # The métropole du Grand Paris (décret 2015-1212, art. 1): Hauts-de-Seine
    " antony asnieres asnieres-sur-seine bagneux bois-colombes boulogne-billancourt bourg-la-reine"
    " chatenay-malabry chatillon chaville clamart clichy colombes courbevoie fontenay-aux-roses"
    " garches gennevilliers issy-les-moulineaux la-garenne-colombes le-plessis-robinson"
    " levallois levallois-perret malakoff marnes-la-coquette meudon montrouge nanterre"
    " neuilly-sur-seine puteaux rueil-malmaison saint-cloud sceaux sevres suresnes vanves"
    " vaucresson ville-d'avray villeneuve-la-garenne"
    # Seine-Saint-Denis
    " aubervilliers aulnay-sous-bois bagnolet bobigny bondy clichy-sous-bois coubron drancy dugny"
    " epinay-sur-seine gagny gournay-sur-marne la-courneuve le-blanc-mesnil le-bourget"
    " le-pre-saint-gervais le-raincy les-lilas les-pavillons-sous-bois l'ile-saint-denis"
    " livry-gargan montfermeil montreuil neuilly-plaisance neuilly-sur-marne noisy-le-grand"
    " noisy-le-sec pantin pierrefitte-sur-seine romainville rosny-sous-bois saint-denis saint-ouen"
    " sevran stains tremblay-en-france vaujours villemomble villepinte villetaneuse"
    # Val-de-Marne
    " ablon-sur-seine alfortville arcueil boissy-saint-leger bonneuil-sur-marne bry-sur-marne"
    " cachan champigny-sur-marne charenton-le-pont chennevieres-sur-marne chevilly-larue"
    " choisy-le-roi creteil fontenay-sous-bois fresnes gentilly ivry-sur-seine joinville-le-pont"
    " l'hay-les-roses la-queue-en-brie le-kremlin-bicetre le-perreux-sur-marne"
    " le-plessis-trevise limeil-brevannes maisons-alfort mandres-les-roses marolles-en-brie"
    " nogent-sur-marne noiseau orly ormesson-sur-marne perigny-sur-yerres rungis saint-mande"
    " saint-maur-des-fosses saint-maurice santeny sucy-en-brie thiais valenton villecresnes"
    " villejuif villeneuve-le-roi villeneuve-saint-georges villiers-sur-marne vincennes"
    " vitry-sur-seine"
    # Essonne and Val-d'Oise
    " argenteuil athis-mons juvisy-sur-orge morangis paray-vieille-poste savigny-sur-orge"
    " viry-chatillon"
)
_LARGE_CITIES = frozenset(simplify(_LARGE).text.split())
_NO_TOWN = frozenset(
    simplify(
        "noel paques toussaint france bonjour madame monsieur mission formation la le les"
        " pole hotel region ile-de-france cnfpt valmorel drh rh cdg mairie ville"
    ).text.split()
)


def fact_of_a_night(plain: Plain, start: int, end: int) -> str:
    """Name the fact that counts nights in a place; nothing where the words may name no town."""
    name = plain.text[start:end].strip("-'").replace(" ", "-")
    if name == "paris":
        return "nuits_a_paris"
    if name in _LARGE_CITIES:
        return "nuits_en_grande_ville"
    written = plain.source[plain.places[start]]
    town = written.isupper() and name not in _NO_TOWN and len(name) > len("la-")
    return "nuits_ailleurs" if town else ""


_NIGHT = pattern(
    rf"(?P<n>{NUMBER}) (?:nuits?|nuitées?)(?![a-z])"
    rf"|(?:et|puis|plus|,) (?P<m>{NUMBER})(?: autres?)?(?= (?:à|sur) )"
)
_OTHER_NIGHT = pattern(
    "par semaine|par mois|astreinte|garde|travaill|veille|hôpital|heures?(?![a-z])|prises? en"
    "|offert|payées? par (?!moi)|hébergée? (?:chez|grat)|de suite"
)
_PLACE = pattern(r"(?:à|sur|vers) (?P<name>(?:la |le |les |l')?[a-z][a-z'-]{2,30})(?![a-z'-])")
_NAMED = pattern(
    r"(?P<name>paris(?=ien)|paris|lyon|marseille|toulouse|bordeaux|lille|nantes|rennes|strasbourg"
    r"|montpellier)(?:ienne?s?)?(?![a-z-])"
)


def nights(plain: Plain) -> Iterator[FactRead]:
    """Count the nights of a mission by the rate of their place; none where a place is not told."""
    counted = [
        match
        for match in islice(_NIGHT.finditer(plain.text), MOST)
        if match["n"] or "nuit" in sentence(plain, *match.span())
    ]
    if not counted or not _EXPENSES.search(plain.text):
        return
    places = [
        (match.start(), fact)
        for match in islice((*_PLACE.finditer(plain.text), *_NAMED.finditer(plain.text)), MOST)
        if (fact := fact_of_a_night(plain, match.start("name"), match.end("name")))
    ]
    found: dict[str, dict[int, int]] = defaultdict(dict)
    ends: dict[str, re.Match[str]] = {}
    for match in counted:
        if in_doubt(plain, *match.span(), _OTHER_NIGHT):
            return
        named = _place_of(plain, match, places)
        if named is None:
            return
        place, fact = named
        number = int(as_number(match["n"] or match["m"]))
        found[fact].setdefault(place, number)
        ends[fact] = match
        if found[fact][place] != number:
            return
    for fact, numbers in found.items():
        yield FactRead(fact, sum(numbers.values()), plain.words(*ends[fact].span()))


def _place_of(
    plain: Plain, night: re.Match[str], places: list[tuple[int, str]]
) -> tuple[int, str] | None:
    """Find the place of a night: told just after it, or before, or the only one of the text."""
    said = sentence(plain, *night.span())
    begun = plain.text.find(said, max(0, night.start() - len(said)))
    after = [one for one in places if night.end() <= one[0] < min(night.end() + 60, begun + 400)]
    if after and "." not in plain.text[night.end() : after[0][0]]:
        return after[0]
    before = [one for one in places if begun <= one[0] < night.start()]
    if before:
        return before[-1]
    return places[0] if len({fact for _, fact in places}) == 1 else None


_DISTANCE = pattern(rf"(?:(?P<k>{NUMBER}) mile(?![a-z])|(?P<n>{AMOUNT})) ?{_KM}")
_NO_KM = pattern(
    "aucune? (?:km|kilom)|(?:pas|rien) (?:encore )?(?:été )?(?:payé|remboursé|indemnisé)[^.?!;]"
    "{0,30}cette année"
    r"|(?:son|mon|le|un|c'est (?:son|mon|le)) (?:tout )?(?:premier|1er)"
    r"(?: (?:déplacement|trajet|voyage))(?: (?:pro|professionnel|de service))? (?:de l'année"
    r"|de 20\d\d|cette année|depuis (?:le )?(?:1er )?janvier)"
    r"|(?:première|1ere) (?:mission|sortie|fois) (?:de l'année|cette année|de 20\d\d)"
)
_NOT_THE_CAR = pattern(
    r"par jour|/ ?jour|par semaine|par mois|chaque jour|tous les (?:jours|matins)"
    r"|(?<!visites à )(?<!aide à )(?<!soins à )(?<!visite à )domicile"
    r"|habite|distance|compteur de la voiture|vends|vélo|trottinette|covoit|rayon|résidence"
    r"|par kilom|le km|du km|places?(?![a-z])|au[- ]delà|plafond|jusqu'à|tranche|seuil|barème de"
)
_PAID_BEFORE = pattern(
    r"déjà|(?:payée?s?|remboursée?s?|indemnisée?s?|réglée?s?|versée?s?)(?: (?:depuis|cette|en)"
    r"| au(?![a-z])|(?= ?$))|compteur|cumul|avant(?! le)(?![a-z])|précédemment|jusqu'ici"
)
_YEAR = pattern(
    r"cette année|dans l'année|sur l'année|depuis (?:le )?(?:1er |premier )?janvier|en 20\d\d"
    r"|par an|annuel|l'an(?![a-z])|depuis le début"
)
_WERE_IT = pattern(r"si (?:je|j'|on|nous)|par exemple|imagin|mettons|environ|à peu près")
_NEAR = 90
"""Places between a distance and the day it was travelled."""
_ONE_WAY = pattern(r"aller(?![ -](?:et )?(?:le )?retour)(?![a-z])(?! ?/)")
_TRIP = pattern(
    r"aller[- ]retour|a/r(?![a-z])|a-r(?![a-z])|trajet|(?:ce|mon|un|le|du) déplacement"
    r"|(?:cette|une|ma|la|en) (?:mission du|formation|réunion)"
    r"|(?:réunion|formation|congrès|salon|séminaire) (?:à|au|du|des|de|en)(?![a-z])"
)
_AT_WORK = pattern(
    r"service|mission|professionnel|tournées?|déplacements?|frais|indemnit|ik(?![a-z])|parcouru"
    r"|roulé|chantiers?|réunions?|visites|ma voiture|mon véhicule"
)


def kilometres(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the kilometres of a trip, those paid before it, or those of the year."""
    if not _EXPENSES.search(plain.text):
        return
    days = [m.start for m in mentions(plain, received) if m.exact or m.one_month]
    found = list(islice(_DISTANCE.finditer(plain.text), MOST))
    for match in found:
        whole = sentence(plain, *match.span())
        beside = _beside(plain, match)
        if _NOT_THE_CAR.search(whole) or doubtful(plain, match) or _WERE_IT.search(beside):
            continue
        amount = as_number(match["k"]) * 1000 if match["k"] else as_amount(match["n"])
        words = plain.words(*match.span())
        if _PAID_BEFORE.search(beside):
            yield FactRead("kilometres_deja_payes", int(amount), words)
        elif _YEAR.search(beside):
            yield FactRead("kilometres", int(amount), words)
        elif _ONE_WAY.search(beside):
            continue
        elif _TRIP.search(whole) or any(
            match.start() - 90 < day < match.end() + 90 for day in days
        ):
            yield FactRead("kilometres_du_deplacement", int(amount), words)
        elif _AT_WORK.search(whole):
            yield FactRead("kilometres", int(amount), words)
    none = _NO_KM.search(plain.text)
    if none and "km" in plain.text and len(found) == 1:
        yield FactRead("kilometres_deja_payes", 0, plain.words(*none.span()))


_APART = re.compile(rf"[.?!;,()\n]| et | puis |{_KM}")


def _beside(plain: Plain, match: re.Match[str]) -> str:
    """Cut the words of one distance: up to a comma, a bracket, an "et" or another distance."""
    before = plain.text[max(0, match.start() - 70) : match.start()]
    after = plain.text[match.end() : match.end() + 60]
    return f"{_APART.split(before)[-1]}{match[0]}{_APART.split(after)[0]}"


_TRAVELLED = pattern(
    r"(?:déplacement|mission|aller[- ]retour|trajet|km|kms|kilom[eè]tres|formation|réunion|congrès"
    r"|salon|séminaire|colloque|route|roulé|nuits?|nuitées?|journée)"
    r"(?:(?!depuis|congé|jusqu|avant|arrêt|reçu|déposé|envoyé|transmis|cet(?![a-z])|puis)"
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
        if not (told and (mention.exact or mention.one_month)):
            continue
        if in_doubt(plain, mention.start, mention.end, _NO_TRIP):
            continue
        words = plain.words(mention.start, mention.end)
        current = mention.one_month and mention.first <= received
        day = min(mention.last, received) if current else mention.last
        yield FactRead("date_du_deplacement", day, words)


_TOLL = r"(?:péages?|parkings?|stationnements?|autoroutes?)"
_TOLLS = (
    pattern(
        rf"(?P<n>{AMOUNT}){_EURO}(?: (?:de|d'|en|pour le|pour les|au|aux))? ?(?P<what>{_TOLL})"
    ),
    pattern(
        rf"(?P<what>{_TOLL})(?: et (?:de |le |les )?{_TOLL})?(?: (?:de|à|pour|coûte))?"
        rf" ?[:=(]? ?(?P<n>{AMOUNT}){_EURO}"
    ),
)
_NO_TOLL = pattern("abonnement|par mois|amende|forfait|contravention|mensuel|par jour")


def tolls(plain: Plain) -> Iterator[FactRead]:
    """Add up the tolls and the parking of a mission."""
    if not _EXPENSES.search(plain.text):
        return
    taken: list[re.Match[str]] = []
    for written in _TOLLS:
        for match in islice(written.finditer(plain.text), MOST):
            apart = all(
                m.end("n") <= match.start("n") or match.end("n") <= m.start("n") for m in taken
            )
            if apart and not in_doubt(plain, *match.span(), _NO_TOLL):
                taken.append(match)
    if taken and len({match["what"] for match in taken}) == len(taken):
        first, last = min(m.start() for m in taken), max(m.end() for m in taken)
        total = sum((as_amount(match["n"]) for match in taken), Decimal(0))
        yield FactRead("peages_et_parking", total, plain.words(first, last))


def mission(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the expenses of a mission."""
    if _EXPENSES.search(plain.text):
        yield from read_table(_MEALS, plain)
        yield from meals(plain)
        yield from meals_but_those_offered(plain)
    yield from nights(plain)
    yield from kilometres(plain, received)
    yield from day_of_the_trip(plain, received)
    yield from tolls(plain)
