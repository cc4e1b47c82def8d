"""Why part time is wanted, in more words: a small child, an ill relative, a handicap, no reason."""

from collections.abc import Iterator

from agents.understand.facts.part_time_reason import care_in_doubt
from agents.understand.readings import Reading, always, read_table
from statute.facts import ADOPTION, HANDICAP, NAISSANCE, SANS_MOTIF_DE_DROIT, SOINS, FactRead
from statute.french import Plain, pattern

_LESS = pattern(
    r"temps[ -]partiel|mi[ -]temps|tps partiel|quotité|[5-9]\d ?%|à (?:50|60|70|80|90)(?!\d)|4/5"
    r"|travailler (?:un peu |beaucoup )?moins|(?:mon|mes|le|les) (?:mercredi|vendredi|lundi)s?"
    r"|moins d'heures|[5-9]\d pour cent|(?:quatre|4|trois|3) jours (?:sur|par|/)|trois quarts"
    r"|horaires? (?:réduit|allég)|rédui[a-z]* (?:mon|son|le) (?:temps|horaire)|allég[a-z]+|lever"
    r" le pied"
)
_NOT_MINE = (
    r"collègue|voisine?s?(?! de bureau)(?![a-z])|amie?s?(?![a-z])|nièce|neveu|cousin|filleul"
    r"|belle-(?!m)|beau-(?!p)|petite?s?-(?:fils|fille|enfant)|(?:ma|mon|une?) (?:soeur|frère)"
    r"|oncle|tante|décéd|décès|morte?(?![a-z])|guéri|rémission"
)
_ONE = r"(?:mon|ma|mes|notre|nos|son|sa|ses|leur|un|une|d'un|d'une)"
_SMALL = r"(?:bébés?|nouveau[- ]nés?|nourrissons?|tout[- ]petits?|nouvelle[- ]née|poupon)"
_YOUNG = (
    rf"(?:{_SMALL}|(?:enfant|fils|fille|petite?|garçon)[^.?!;]{{0,12}} de moins de (?:3|trois) ans)"
)
_RELATIVE = (
    r"(?:mari|femme|conjointe?|époux|épouse|compagn(?:e|on)|père|mère|maman|papa|parents?|fils"
    r"|filles?|enfants?|garçon|ado|petite?|ainée?|cadette?|beau-père|belle-mère"
    r"|ascendante?)(?![a-z-])"
)
_ILL = (
    r"(?:handicap[a-z]*|maladie (?:grave|rare|chronique)|(?:gravement|très|sérieusement) malade"
    r"|cancer|leucémie|tumeur|invalid[a-z]*|autis[a-z]+|alzheimer|parkinson|démence|sclérose"
    r"|épilep[a-z]+|trisom[a-z]+|paralys[a-z]+|tétraplég[a-z]+|paraplég[a-z]+|hémiplég[a-z]+"
    r"|mucoviscidose|myopath[a-z]+|avc(?![a-z])|infarctus|dialys[a-z]+|greff[a-z]+|chimio[a-z]*"
    r"|accident(?:ée?)?(?: grave)?(?![a-z])|alitée?|grabataire|dépendante?(?![a-z])"
    r"|perte d'autonomie|soins palliatifs|fin de vie)"
)
_CARES = (
    r"(?:soigner|assister|aider|accompagner|m'occuper de|s'occuper de|occupe de|veiller sur"
    r"|soins à|être (?:présente? )?auprès de|aidante? (?:de|auprès de))"
)
_TABLE = (
    Reading(
        "motif_temps_partiel",
        pattern(
            r"(?:laisser|confier|profiter de|rester (?:avec|auprès de)|voir grandir|garder|élever"
            r"|éduquer|pouponner|(?:m'|s')occuper de|pour|allaiter|accueillir) "
            rf"{_ONE} (?:petite? )?{_YOUNG}(?![a-z])"
            r"|(?:mon|ma|notre|son|sa) (?:fils|fille|enfant|petite?|garçon|bébé)[^.?!;,]{0,15}"
            r" vient (?:tout juste )?de naître|(?:de droit |partiel )(?:pour|suite à (?:la|une))"
            r" naissance|(?:motif|raison) ?(?::|de|d'une)? ?(?:la )?naissance(?![a-z])"
            r"|(?:pour|afin d'|d')élever (?:mon|ma|son|sa|notre) (?:enfant|bébé|fils|fille|petite?)"
            r"|(?:mon|ma|notre|son|sa) (?:[a-z]{3,8} )?(?:bébé|nourrisson|nouveau[- ]né|tout[-"
            r" ]petit)(?![a-z])|allait(?:e|er|ement)"
            r"|(?:après|suite à|depuis|à la suite de) (?:ma|mon|la|sa|son|l') ?(?:maternité"
            r"|accouchement|congé (?:de )?maternité"
            r"|naissance)|(?:crèche|nounou|assistante maternelle)[^.?!;]{0,40} (?:mon|ma|notre)"
            r" (?:fils|fille|petite?)"
            r"|(?:mon|ma|notre) (?:fils|fille|petite?)[^.?!;]{0,40} (?:crèche|nounou|assistante"
            r" maternelle)"
            r"|(?:pour|motif ?:?|raison ?:?|titre d'une|de droit) (?:une |la |de )?naissance|(?:3"
            r"|trois) ans (?:de (?:mon|ma|notre) [a-z]{4,8})"
            r"|de (?:mon|son|notre) (?:premier|deuxième|troisième) (?:bébé|enfant)"
        ),
        always(NAISSANCE),
        ("bebe", "ne", "nouris", "petit", "poupon", "nait", "nais", " ans", "eleve", "alait",
         "maternite", "acouch", "creche", "nounou", "maternele", "enfant"),
        unless=pattern(f"{_NOT_MINE}|adopt|{_ILL}|(?:déjà|bientôt|plus de) (?:3|trois) ans"
            r"|ni (?:bébé|enfant)|pas de bébé|j'attends"
        ),
        own=False,
        denies=True,
        yes=(
            ("Je voudrais un 80 % pour allaiter mon bébé", NAISSANCE),
            ("Temps partiel pour élever ma fille de moins de trois ans", NAISSANCE),
            ("Mon fils vient tout juste de naître, puis-je travailler à mi-temps ?", NAISSANCE),
            ("Demande de temps partiel, motif : naissance", NAISSANCE),
            ("Je veux voir grandir mon tout-petit : un 60 % est-il de droit ?", NAISSANCE),
        ),
        no=(
            "Ma collègue a un 80 % pour garder son bébé",
            "Je demande un 80 % pour élever mon neveu de moins de trois ans",
        ),
    ),
    Reading(
        "motif_temps_partiel",
        pattern(
            r"(?:partiel|%|mi-temps|droit) (?:de droit )?(?:pour|suite à|après) "
            r"(?:une |l'|mon |notre )?adoption"
            r"|(?:mère|père|parente?|famille|maman|papa) adopti(?:f|ve)|adoptante?(?![a-z])"
            r"|adoption (?:est|reste|constitue) (?:le|la|mon) (?:motif|raison)"
            r"|(?:motif|raison|cause) ?(?::|est|d')? ?(?:l'|une )?adoption|l'adoption(?![a-z])"
            r"|(?:j'ai|avons|a|ont|nous|on) (?:venons d'|vient d')?adopt[a-z]*"
            r"|adoptée?s?(?![a-z])|(?:nous|m'|lui)[a-z ]{0,8} confiée? en vue d'adoption"
        ),
        always(ADOPTION),
        ("adopt",),
        unless=pattern(_NOT_MINE),
        own=False,
        yes=(
            ("Je sollicite un 70 % de droit suite à une adoption", ADOPTION),
            ("Nous sommes une famille adoptive, je voudrais un 80 %", ADOPTION),
            ("Motif : adoption. Quotité : 60 %.", ADOPTION),
        ),
        no=(
            "Mon collègue, père adoptif, est à 80 %",
            "Je suis à 80 %, ce n'est pas pour une adoption",
        ),
    ),
    Reading(
        "motif_temps_partiel",
        pattern(
            rf"(?:mon|ma|mes|notre|nos|son|sa|ses|un|une|d'un|d'une) {_RELATIVE}[^.?!;]{{0,60}} "
            rf"{_ILL}|{_ILL}[^.?!;]{{0,25}} (?:de|à) (?:mon|ma|notre|son|sa|un|une) {_RELATIVE}"
            rf"|{_CARES} (?:mon|ma|mes|son|sa|ses|notre|un|une) {_RELATIVE}[^.?!;]{{0,25}} malade"
            rf"|{_CARES} (?:mon|ma|mes|son|sa|ses|notre) (?:vieux |vieille |vieille )?(?:mari"
            rf"|femme|conjointe?"
            r"|époux|épouse|père|mère|maman|papa|parents)(?![a-z-])|(?:mon|ma|notre|son|sa)"
            r" (?:mari|femme"
            r"|conjointe?|époux|épouse|père|mère|maman|papa|fils|fille|enfant|garçon"
            r"|petite?)(?![a-z-])[^.?!;]"
            r"{0,40} (?:est|sont|tombée?|étant|très|si) malade|(?:santé|état) de (?:mon|ma|son|sa) "
            rf"{_RELATIVE}|soigner (?:mon|ma|mes|son|sa|notre) {_RELATIVE}|(?:donner des|pour)"
            rf" soins à"
            r"|(?:parents?|père|mère|maman|papa)[^.?!;]{0,25} (?:dépend[a-z]*|ne peut plus|besoin"
            r" (?:de moi"
            r"|d'aide|de soins|d'une présence)|à ma charge|autonom[a-z]+)"
            rf"|(?:ascendant|conjoint|enfant|parent|proche)e?(?: à charge)? {_ILL}"
        ),
        always(SOINS),
        (
            "mari", "feme", "conjoint", "epou", "compagn", "pere", "mere", "maman", "papa",
            "parent", "fils", "file", "enfant", "garcon", "ado", "petit", "aine", "cadet",
            "ascendant", "proche", "soin",
        ),
        unless=pattern(
            f"{_NOT_MINE}|entorse|limite d'âge|retraite|taux|aeeh"
            r"|(?:ma|mes) grands?-|mon accident|(?:de|du) travail"
        ),
        own=False,
        imperfect=True,
        yes=(
            ("Mon père a la maladie de Parkinson, je demande un 80 %", SOINS),
            ("Je souhaite un 50 % pour accompagner ma mère malade", SOINS),
            ("Temps partiel, raison : les chimiothérapies de ma femme", SOINS),
            ("notre fille est trisomique, je voudrais travailler à 70 %", SOINS),
            ("Motif du temps partiel : enfant handicapé", SOINS),
        ),
        no=(
            "Mon oncle a la maladie de Parkinson, je travaille à 80 %",
            "Mon père n'est pas handicapé, je demande un 80 %",
            "Ma fille autiste vit seule à Lyon, je demande un 80 %",
            "Ma mère, qui avait un cancer, est guérie ; je reste à 80 %",
        ),
    ),
    Reading(
        "motif_temps_partiel",
        pattern(
            r"(?:(?:mon|son|ma|sa) (?:propre )?(?:situation de )?|situation de |raisons? d[e'] ?"
            r"|cause d[e'] ?(?:son |mon )?|motif ?:? ?|au titre du |le )handicap"
            r"(?! (?:de|d'|du) (?:mon|ma|son|sa|notre|un) (?!agent|handicap))"
            r"|(?:suis|est|agente?|,) ?(?:malvoyante?|malentendante?|sourde?|aveugle|non[-"
            r" ]voyante?"
            r"|amputée?|paraplégique)(?![a-z])|boeth?(?![a-z])"
            r"|(?:carte|bénéficiaire|pension|taux) [^.?!;]{0,20}(?:invalidité|l'obligation"
            r" d'emploi|handicap)|rqth(?![a-z])"
            r"|(?:suis|est|étant|agente?|reconnue?|moi) (?:aussi |moi-même |reconnue? |agente?"
            r" )?(?:comme )?(?:travailleu(?:r|se) )?handicapée?"
            r"|reconnaissance de (?:la qualité de )?travailleu[a-z]+|mon (?:fauteuil|appareillage"
            r"|implant|dossier mdph)|la mdph m'a"
        ),
        always(HANDICAP),
        ("handicap", "malvoy", "malent", "sourd", "aveugle", "voyant", "ampute", "plegi", "boe",
         "invalid", "emploi", "rqth", "travaile", "fauteuil", "apareil", "implant", "mdph"),
        unless=pattern(f"{_NOT_MINE}|{_RELATIVE}|en attente|expir|refus"),
        own=False,
        yes=(
            ("Je suis sourde et je demande un 80 % de droit", HANDICAP),
            ("Temps partiel, motif : handicap", HANDICAP),
            ("L'agent demande un 70 % en raison de son handicap", HANDICAP),
            ("bénéficiaire de l'obligation d'emploi, je voudrais un mi-temps", HANDICAP),
        ),
        no=(
            "Mi-temps pour un collègue en situation de handicap",
            "Je n'ai pas de handicap, je demande un 80 %",
        ),
    ),
    Reading(
        "motif_temps_partiel",
        pattern(
            r"(?:aucune?|pas de|sans|ni|nulle?) (?:réel )?(?:motif|justification|raison|cas de"
            r" droit"
            r"|justificatif)(?! (?:pour|à) (?:le |la )?(?:refus|dire non))(?![a-z])"
            r"|(?:n'entre|ne rentre|n'entrent)[^.?!;]{0,20} (?:aucun|pas dans)[^.?!;]{0,12} (?:cas"
            r"|case|motif)|pas (?:un temps partiel )?de droit,? (?:mais )?sur autorisation"
            r"|(?:juste|seulement|simplement|surtout|uniquement)[^.?!;]{0,12} (?:pour (?:souffler"
            r"|respirer|ralentir|me reposer|avoir du temps)|alléger|ralentir|lever le pied|l'envie"
            r"|par choix)|(?:du |plus de )temps pour (?:moi|mes loisirs|mes passions|mes projets"
            r"|lui-même|elle-même)(?![a-z])|partiel choisi|par (?:goût|choix|confort)(?![a-z])"
            r"|envie de (?:lever le pied|ralentir|souffler|profiter)|pour (?:mes|ses) (?:loisirs"
            r"|passions|projets personnels|activités associatives)|convenances? perso"
            r"|pour (?:du|le|faire du|faire de la|faire de l'|ma|mon|un) ?(?:sport|musique"
            r"|peinture|bénévolat"
            r"|théâtre|jardin(?:age)?|association|confort|bien-être|passion|projet|équilibre)"
            r"|qualité de vie"
            r"|vie plus (?:douce|calme|tranquille)|profiter (?:de la vie|de mon temps|un peu|du"
            r" beau)|rien de"
            r" (?:médical|particulier|spécial)|(?:simple|pure) (?:envie|souhait|choix|confort"
            r"|convenance)"
            r"|sur (?:simple )?autorisation|besoin de (?:souffler|temps|ralentir)|raisons?"
            r" (?:toute )?personnel"
            r"|(?:choix|motif|souhait|raison) (?:de vie|purement )?personnel|aucune (?:obligation"
            r"|contrainte)"
            r" familiale|voyager|me consacrer à|m'aérer|temps libre"
        ),
        always(SANS_MOTIF_DE_DROIT),
        ("motif", "justific", "raison", "cas", "soufler", "respir", "ralent", "repos", "alege",
         "pied", "temps pour", "choisi", "par ", "envie", "pour mes", "pour ses", "perso",
         "autorisation", "pour ", "vie", "profiter", "rien", "simple", "pure", "besoin", "choix",
         "souhait", "obligation", "contrainte", "voyag", "consacr", "aer", "libre"),
        unless=pattern(
            r"collègue|médical|enceinte|adopt|(?:mon|ma|notre) (?:bébé|nouveau[- ]né)"
            rf"|{_ILL}|refus[a-z]* (?:sans|aucun)|dépend"
        ),
        denies=True,
        yes=(
            ("Je demande un 80 % sans raison particulière", SANS_MOTIF_DE_DROIT),
            ("C'est un temps partiel par choix, je veux 90 %", SANS_MOTIF_DE_DROIT),
            ("Je voudrais un 80 %, simplement pour respirer un peu", SANS_MOTIF_DE_DROIT),
            ("un temps partiel pour mes loisirs, c'est possible ?", SANS_MOTIF_DE_DROIT),
        ),
        no=(
            "Mon chef refuse mon 80 % sans motif, ma fille a un an et demi",
            "Mon collègue a un 80 % sans raison particulière",
        ),
    ),
)  # fmt: skip


def reason_told(plain: Plain) -> Iterator[FactRead]:
    """Read why part time is wanted where a mail speaks of part time."""
    if _LESS.search(plain.text):
        doubt = care_in_doubt(plain)
        yield from (
            fact for fact in read_table(_TABLE, plain) if not (doubt and fact.value == SOINS)
        )
