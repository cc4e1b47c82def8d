"""Nights of a mission, counted by the rate of their place."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from agents.understand.dates import NUMBER, as_number
from agents.understand.doubt import in_doubt, sentence
from agents.understand.readings import MOST
from statute.facts import FactRead
from statute.french import Plain, pattern, simplify

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
_IN_PARIS_ITSELF = frozenset({"paris", "montparnase", "montmartre", "bercy"})
_SHORTEST = 3
"""Letters of the shortest town told: Gap; in capitals, three letters are no town."""
_LARGE_CITIES = frozenset(simplify(_LARGE).text.split())
_NO_TOWN = frozenset(
    simplify(
        "noel paques toussaint france bonjour madame monsieur mission formation la le les"
        " pole inset gare hotel region ile-de-france cnfpt valmorel drh rh cdg mairie ville"
    ).text.split()
)


def fact_of_a_night(plain: Plain, start: int, end: int) -> str:
    """Name the fact that counts nights in a place; nothing where the words may name no town."""
    name = plain.text[start:end].strip("-'").replace(" ", "-")
    if name in _IN_PARIS_ITSELF:
        return "nuits_a_paris"
    if name in _LARGE_CITIES:
        return "nuits_en_grande_ville"
    written = plain.source[plain.places[start] :][:2]
    short = len(name) == _SHORTEST and written.isupper()
    town = written[:1].isupper() and name not in _NO_TOWN and len(name) >= _SHORTEST and not short
    return "nuits_ailleurs" if town else ""


_NIGHT = pattern(
    rf"(?P<n>{NUMBER}) (?:nuits?|nuitées?)(?![a-z])"
    rf"|(?:(?:et|puis|plus) |(?<=, ))(?P<m>{NUMBER})(?: autres?)?(?= (?:à|sur) )"
    rf"|moi,? (?P<t>{NUMBER})(?= (?:nuits?|à|dans)|[,.;])"
    r"|nuit(?:ées|ée|s)?(?: [^.?!;:\d€\n]{2,35})? ?(?:[:=]|x) ?(?P<l>\d\d?)"
    r"(?!\d| ?(?:€|euros?|h(?![a-z])|/)|[,.]\d)"
    rf"|nuits?(?![a-z])[^.?!;\d\n]{{0,45}} au nombre de (?P<g>{NUMBER})"
    rf"|(?:dormi[a-z]{{0,2}}|logée?|couchée?|restée?) (?P<s>{NUMBER}) soirs?(?![a-z])"
)
_OTHER_NIGHT = pattern(
    "par semaine|par mois|astreinte|garde(?![a-z])|travaill|de veille|veille de nuit|hôpital"
    "|heures?(?![a-z])"
    "|payées? par (?!moi|lui|elle|l'agent)|hébergée? (?:chez|grat)|de suite|vacances|hospitalis"
    "|majorée?s?(?![a-z])|pour le compte de"
)
_NOT_PAID = re.compile(
    r"[^.?!;,\n]{0,30}?(?:prises? en charge|ofertes?|gratuites?|payes? par (?!moi|lui|ele))"
)
_AT = r"(?:à|sur|vers|près de|côté de|du côté de|en plein)"
_PLACES = (
    pattern(rf"{_AT} (?P<name>(?:la |le |les |l')?[a-z][a-z'-]{{2,30}})(?![a-z'-])"),
    pattern(
        r"(?:hôtel|inset|inet|cnfpt|ville|village|antenne|délégation|factures?|congrès|salon"
        r"|colloque|séminaire|centre|formation|chambre|réunion|rencontres)(?: [a-z]{2,9}){0,3} "
        r"(?:de |d')(?P<name>[a-z][a-z'-]{2,30})(?![a-z'-])"
    ),
    pattern(r"(?:nuits?|nuitées?)(?: d'hôtel)? (?P<name>[a-z][a-z'-]{2,30})(?![a-z'-])"),
)
_NAMED = pattern(
    r"(?P<name>paris(?=ien)|paris|(?<!gare de )lyon|marseille|toulouse|bordeaux|lille|nantes|rennes"
    r"|strasbourg|montpellier)(?:ienne?s?)?(?![a-z-])"
)
_IN_PARIS = pattern(
    r"montparnasse|gare (?:de lyon|du nord|de l'est|saint-lazare|d'austerlitz|montparnasse)"
    r"|dans la capitale|\d\d?(?:e|er|eme) arrondissement|quartier latin|montmartre|bercy"
    r"|porte de versailles"
)
_OTHER_ARRONDISSEMENTS = pattern("lyon|marseille")
_ELSEWHERE = pattern(r"hors (?:des )?grandes villes|petites? villes?|en province profonde")


def nights(plain: Plain) -> Iterator[FactRead]:
    """Count the nights of a mission by the rate of their place; none where a place is not told."""
    counted = [
        match
        for match in islice(_NIGHT.finditer(plain.text), MOST)
        if not (match["m"] or match["t"]) or "nuit" in sentence(plain, *match.span())
    ]
    places = places_named(plain) if counted else []
    found: dict[str, dict[int, int]] = defaultdict(dict)
    ends: dict[str, re.Match[str]] = {}
    for match in counted:
        doubt = in_doubt(plain, *match.span(), _OTHER_NIGHT)
        if doubt or _NOT_PAID.match(plain.text, match.end()):
            continue
        named = _place_of(plain, match, places)
        if named is None:
            return
        place, fact = named
        number = int(as_number(next(n for n in match.groupdict().values() if n)))
        found[fact].setdefault(place, number)
        ends[fact] = match
        if found[fact][place] != number:
            return
    for fact, numbers in found.items():
        yield FactRead(fact, sum(numbers.values()), plain.words(*ends[fact].span()))


def places_named(plain: Plain) -> list[tuple[int, str]]:
    """List the places a text names, with the fact that counts their nights."""
    places = [
        (match.start(), fact)
        for written in (*_PLACES, _NAMED)
        for match in islice(written.finditer(plain.text), MOST)
        if (fact := fact_of_a_night(plain, match.start("name"), match.end("name")))
    ]
    if not _OTHER_ARRONDISSEMENTS.search(plain.text.replace("gare de lyon", "")):
        places += [
            (match.start(), "nuits_a_paris")
            for match in islice(_IN_PARIS.finditer(plain.text), MOST)
        ]
    return sorted(
        [*places, *((match.start(), "nuits_ailleurs") for match in _ELSEWHERE.finditer(plain.text))]
    )


def _place_of(
    plain: Plain, night: re.Match[str], places: list[tuple[int, str]]
) -> tuple[int, str] | None:
    """Find the place of a night: told just after it, or before, or the only one of the text."""
    said = sentence(plain, *night.span())
    begun = plain.text.find(said, max(0, night.start() - len(said)))
    within = [one for one in places if night.start() <= one[0] < night.end()]
    if within:
        return within[0]
    after = [one for one in places if night.end() <= one[0] < min(night.end() + 60, begun + 400)]
    if after and "." not in plain.text[night.end() : after[0][0]]:
        return after[0]
    before = [one for one in places if begun <= one[0] < night.start()]
    if before:
        return before[-1]
    return places[0] if len({fact for _, fact in places}) == 1 else None
