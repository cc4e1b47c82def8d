"""Where the writer lives: in mainland France, overseas or abroad; delays of appeal hang on it."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import FactRead
from statute.french import Plain, pattern

_LIVES = (
    r"(?:(?:j'|je |on |nous |il |elle |l'agente? |ma cliente |mon client |mme [a-z]{2,14} "
    r"|m\.? [a-z]{2,14} )?(?:habit(?:e|ons)|(?:ne )?vis|vit|vivons|résid(?:e|ons|ant)|demeur(?:e"
    r"|ant)"
    r"|loge(?! de)|(?:suis|est|sommes) (?:[a-z]{1,10} )?(?:domiciliée?s?|installée?s?|basée?s?"
    r"|reparti(?:e)? (?:vivre|habiter)|partie? (?:vivre|habiter)|rentrée? (?:vivre)?|retournée?"
    r"|logée?)|me trouve|me suis (?:[a-z]{1,10} )?installée?|(?:avons|ai|a) (?:[a-z]{1,9} )?"
    r"(?:déménagé|emménagé))|domiciliée?|(?:(?:mon|ma|son|sa) ?(?:adresse"
    r"|résidence(?: principale)?|logement)|domicile|(?:^|[.?!;\n] ?)(?:installée?|résidant|habitant"
    r"|vivant))(?: personnelle?)?(?: (?:est|se trouve|se situe"
    r"|actuelle?|:))*)"
)
_THERE = (
    r"(?: (?:actuellement|désormais|maintenant|toujours|aujourd'hui|encore|seule?|bien|plus"
    r"|provisoirement|depuis [^.?!;,]{2,20}|chez (?:mes|ma|mon|des) [a-z-]{3,12}|avec [a-z ]{3,18}"
    r"|auprès de [a-z ]{3,14}|dans une? [a-z]{4,12}|près|à côté|non loin)){0,2},?"
    r" ?(?: ?(?:à|au|aux|en|dans|de|du|d'|la|le|les|l'|:)){0,3}(?: |(?<=[' ]))"
    r"(?:(?:île de|banlieue de|région|campagne|nord|sud|ville de) )?(?:la |le |l')?"
)
_OVERSEAS = (
    r"(?:guadeloupe|martinique|guyane|réunion|mayotte|polynésie|tahiti|papeete|saint-barth[a-z]*"
    r"|saint-martin(?! d)|saint-pierre-et-miquelon|nouvelle[- ]calédonie|nouméa|wallis|outre[- ]mer"
    r"|cayenne|kourou|fort-de-france|pointe-à-pitre|basse-terre|mamoudzou|les abymes"
    r"|saint[- ][a-z]{4,9},? (?:de |à )?(?:la )?réunion|saint-laurent-du-maroni|antilles"
    r"|dom(?:-?tom)?(?![a-z])"
    r"|d\.?r\.?o\.?m\.?(?![a-z])|tom(?![a-z]))"
)
_ABROAD = (
    r"(?:étranger|belgique|bruxelles|suisse|genève|lausanne|allemagne|berlin|munich|espagne|madrid"
    r"|barcelone|italie|rome(?![a-z])|milan(?![a-z])|luxembourg|portugal|lisbonne|porto(?![a-z])"
    r"|canada|québec|montréal|londres|angleterre|royaume-uni|irlande|dublin|écosse|états-unis|usa"
    r"|new[- ]york|maroc|casablanca|rabat|algérie|alger(?![a-z])|tunisie|tunis|sénégal|dakar"
    r"|pays-bas|amsterdam|grèce|athènes|pologne|roumanie|autriche|vienne en autriche|suède|norvège"
    r"|danemark|finlande|japon|tokyo|chine|australie|brésil|mexique|argentine|thaïlande|vietnam"
    r"|turquie|israël|liban|dubaï|émirats|côte d'ivoire|abidjan|cameroun|mali(?![a-z])|madagascar"
    r"|île maurice|maurice(?![a-z])|andorre|monaco|hors de france|inde(?![a-z])|singapour)"
)
_MAINLAND = (
    r"(?:métropole(?! (?:de|du|d'|aix))|france(?! (?:travail|services))|hexagone|bretagne|normandie"
    r"|occitanie|alsace|lorraine|bourgogne|franche-comté|auvergne|aquitaine|provence|corse|picardie"
    r"|champagne|limousin|savoie|haute-savoie|ile-de-france|creuse|corrèze|dordogne|gironde|landes"
    r"|gers|lot(?![a-z])|aveyron|lozère|ardèche|drôme|isère|vaucluse|var(?![a-z])|hérault|gard"
    r"(?![a-z])|aude(?![a-z])|vendée|sarthe|mayenne|loiret|yonne|nièvre|cantal|allier|finistère"
    r"|morbihan|moselle|meuse|vosges|doubs|jura|somme|oise|aisne|eure|manche|calvados|orne|finistère"
    r"|nord(?= ?[,.;])|rhône|pas-de-calais|bouches-du-rhône|loire[a-z-]*|(?:haut-|bas-)?rhin"
    r"|puy-de-dôme|seine[a-z-]*|ain(?![a-z])|indre[a-z-]*|cher(?![a-z])|tarn[a-z-]*|alpes[a-z-]*"
    r"|pyrénées[a-z-]*|ardennes|aube(?![a-z])|côtes-d'armor|côte-d'or|pays de la loire"
    r"|hauts-de-france|grand est|vosges|charente[a-z-]*|vienne|essonne|yvelines|paris|lyon"
    r"|marseille|toulouse|nice(?![a-z])|nantes"
    r"|strasbourg|montpellier|bordeaux|lille|rennes|reims|toulon|saint-étienne|le havre|havre"
    r"|grenoble|dijon|angers|nîmes|villeurbanne|clermont[a-z-]*|aix-en-provence|brest|tours"
    r"(?![a-z])|amiens|limoges|annecy|perpignan|metz|besançon|orléans|rouen|mulhouse|caen|nancy"
    r"|argenteuil|saint-denis(?! (?:de )?(?:la )?réunion)|roubaix|tourcoing|avignon|poitiers|pau"
    r"(?![a-z])|la rochelle|rochelle|calais|cannes|antibes|béziers|bourges|colmar|quimper|valence"
    r"|troyes|lorient|chambéry|niort|vannes|laval|agen(?![a-z])|albi(?![a-z])|auch(?![a-z])|blois"
    r"|chartres|cholet|dax(?![a-z])|épinal|évreux|gap(?![a-z])|le mans|mans(?![a-z])|mâcon|moulins"
    r"|narbonne|nevers|périgueux|roanne|rodez|tarbes|vichy|bayonne|biarritz|arles|sète|créteil)"
)
_HOLIDAYS = pattern(
    r"collègue|voisin|amie?s?(?![a-z])|vacances|voyage|mes parents (?:vivent|habitent)|séjour"
    r"|télétravail|mission à|indemnité de résidence|si je|ma future"
)
_PLACES = tuple(
    Reading(
        "residence",
        pattern(written),
        always(name),
        needs,
        unless=_HOLIDAYS,
        denies=False,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, needs, yes, no in (
        (
            "outre-mer",
            (rf"(?:{_LIVES}{_THERE}{_OVERSEAS}"
            rf"|je suis (?:[a-z]{{1,10}} )?(?:en|à la|à|au) {_OVERSEAS} (?:maintenant|désormais"
            rf"|depuis)"
            r"|(?:adresse|domicile|habite|demeurant)[^.?!;\n]{0,60} (?:97[1-8]\d\d"
            r"|98[678]\d\d)(?!\d)"
            rf"|(?:dans un (?:dom|département d'outre-mer)|résidente? (?:en |de |d'){_OVERSEAS}))"),
            ("a", "o"),
            ("Mon domicile est en Guyane.", "Je suis reparti vivre à La Réunion.",
             "Elle vit désormais à Nouméa.", "Je loge chez mes parents à Cayenne."),
            ("Je pars en vacances en Guadeloupe.",),
        ),
        (
            "à l’étranger",
            (rf"(?:{_LIVES}{_THERE}{_ABROAD}|quitté (?:le pays|la france)|expatriée?(?![a-z])"
            rf"|je suis (?:[a-z]{{1,10}} )?(?:en|à|au|aux) {_ABROAD}[^.?!;]{{0,25}} (?:maintenant"
            rf"|désormais"
            r"|depuis|pour l'année)"
            rf"|depuis (?:le |la |l')?{_ABROAD}, où (?:je|j'))"),
            ("a", "o"),
            ("Mon adresse est à Montréal.", "L’agent réside en Espagne.",
             "Je me suis installée à Londres.", "J’ai quitté le pays l’an dernier."),
            ("J’ai un collègue à Londres.",),
        ),
        (
            "en métropole",
            (rf"(?:{_LIVES}{_THERE}{_MAINLAND}"
            rf"|je suis (?:[a-z]{{1,10}} )?(?:en|à) {_MAINLAND} (?:maintenant|désormais|depuis)"
            r"|(?:adresse|domicile|habite|demeurant)[^.?!;\n]{0,60} (?:0[1-9]|[1-8]\d"
            r"|9[0-5])\d{3}(?!\d)"
            r"|(?:je suis|je vis|j'habite|agent) en (?:france"
            rf"(?! travail)|métropole)|(?:je suis|nous sommes) (?:en|dans (?:le|la|les)"
            rf"|à) (?:france"
            r" (?:continentale|métropolitaine)|métropole|la métropole)"
            r"|(?:^|[.?!;\n] ?|je suis )(?:parisien|lyonnais|marseillais|toulousain|bordelais"
            r"|lillois"
            r"|nantais|rennais|strasbourgeois|niçois)(?:ne|e)?(?![a-z]))"),
            ("a", "o"),
            ("J’habite à Dijon, 3 rue Haute.", "Domicile : Tours.",
             "Nous avons déménagé dans le Gers.", "Je réside près de Nantes."),
            ("Le tribunal de Lyon est-il compétent ?",),
        ),
    )
)  # fmt: skip


def residences(plain: Plain) -> Iterator[FactRead]:
    """Read where the writer lives."""
    yield from read_table(_PLACES, plain)
