"""What the ticket says of the post: category, kind and length of contract, employers, RQTH."""

import itertools
import re
from collections.abc import Iterator
from datetime import date, timedelta

from agents.understand.dates import NUMBER, Mention, as_number, mentions
from agents.understand.doubt import in_doubt, sentence
from agents.understand.readings import MOST, Reading, always, read_table
from statute.facts import CDD, CDI, NON, OUI, TITULAIRE, FactRead
from statute.french import Plain, pattern

_LICENCE_OR_CLIMB = pattern(
    r"permis|concours|examen|promotion|promue?(?![a-z])|lauréat|détach"
    r"|(?:passer?|passage|accéder|monter|devenir|évoluer|changer)(?![a-z])"
    "|(?:les|des|aux|nos|vos|mes) (?:agents|fonctionnaires|cadres)|catégories"
)
_ONE_LETTER = r"(?![a-z0-9'-])(?! ?(?:ou|et|/) ?[abc](?![a-z]))"
_CATEGORY = (
    Reading(
        "categorie",
        pattern(
            r"(?:(?:catégories?|categ?\.?|cat\.?) ?: ?|(?:(?:de|en|du|d'une?|la|ma|ta|sa) )?"
            rf"(?:catégorie|categ?\.?|cat\.?) )(?P<n>[bc]|(?<!ma catégorie )(?<!la catégorie )"
            rf"(?<!sa catégorie )(?<!le catégorie )a){_ONE_LETTER}"
        ),
        lambda match: match["n"].upper(),
        ("cat",),
        beside=_LICENCE_OR_CLIMB,
    ),
    Reading(
        "categorie",
        pattern(
            rf"(?:cadre|agente?|fonctionnaire) (?P<n>[abc]){_ONE_LETTER}(?! (?:été|eu|droit|la))"
        ),
        lambda match: match["n"].upper() if match["n"] != "a" or "cadre" in match[0] else None,
        ("cadre", "agent", "fonctionaire"),
        beside=_LICENCE_OR_CLIMB,
    ),
)
_GRADES = {
    "A": r"attachée?(?! (?:de presse|à|au))|ingénieure?|administrat(?:eur|rice) (?:territoriale?"
    "|hors)"
    "|éducat(?:eur|rice) de jeunes enfants|eje|assistante? socio[ -]éducati(?:f|ve)|puéricultrice",
    "B": "rédact(?:eur|rice)|technicien(?:ne)?(?: territoriale?)?|auxiliaire de puériculture"
    "|chef(?:fe)? de service de police municipale|éducat(?:eur|rice) des aps",
    "C": "adjointe? (?:technique|administrati(?:f|ve)|d'animation|du patrimoine|tech|admin)"
    r"|agente? de maîtrise|atsem|gardien(?:ne)?[- ]brigadi(?:er|ère)|brigadi(?:er|ère)[ -]chef",
}
_GRADE_OF_THE_WRITER = tuple(
    Reading(
        "categorie",
        pattern(rf"(?:je suis|étant|en tant qu[e'])(?: une?| bien)? ?(?:{names})(?![a-z])"),
        always(category),
        ("suis", "etant", "tant"),
        beside=_LICENCE_OR_CLIMB,
    )
    for category, names in _GRADES.items()
) + tuple(
    Reading(
        "categorie",
        re.compile(
            rf"(?:\A|(?<=\n)|(?<=[.!?] )){pattern(names).pattern}(?: [a-z]{{4,14}})?"
            r"(?=, | \([abc]\)| titulaire)"
        ),
        always(category),
        ("",),
        beside=_LICENCE_OR_CLIMB,
    )
    for category, names in _GRADES.items()
)

_WISHED = pattern(
    r"(?:passer?|passage|transform|obtenir|avoir|droit (?:à|au|d')|a[- ]droit|propos|promi[st]"
    r"|demand|devenir|devien"
    r"|signer|bascul|requalif|espèr|veux|voudr|souhait|attend|futur|cdis|possible|vers)"
)
_OVER = pattern(r"(?:après|avant|ancien|fini|précédent|j'ai (?:fait|eu)|d'abord|puis|ensuite)")
_OTHER_CONTRACT = pattern(
    "apprenti|professionnalisation|mutuelle|prévoyance|assurance|santé|labellis|fournisseur"
    r"|intérim|droit privé|aidé(?![a-z])|prestat|engagement (?:éducatif|service)|service civique"
    r"|plusieurs|renouvel[a-z]* (?:de|pour) |(?:renouvelé|prolongé)e? (?:\d|une|deux|trois|pour)"
    "|ancien|précédent|dernier contrat"
)
_TERM = r"(?:cdd(?![a-z])|contrat à durée déterminée)"
_LENGTH = rf"(?P<n>{NUMBER}) (?P<unit>mois|ans?)(?P<half> et demie?)?(?![a-z])"
_HIRED_FOR = pattern(
    rf"(?:{_TERM}|contrat(?: de (?:projet|travail|remplacement))?|engagement|mon remplacement"
    r"|(?:embauchée?|engagée?|recrutée?)(?! depuis))(?:[^.?!;]{0,40}? d'une durée de "
    r"|(?: [a-z']{1,14}){0,3}?,? (?:de |d'|pour |d'une durée de |pour une durée de )| ?[(:]? ?"
    r"|[^.?!;]{0,80}? (?:a duré|aura duré|dure|durera) )"
    rf"{_LENGTH}"
)
_KIND = (
    Reading(
        "type_de_contrat",
        pattern(
            rf"(?<!les )(?<!des )(?<!aux )(?<!plusieurs )(?<!ans de )(?<!mois de )"
            rf"(?<!cdi ou ){_TERM}"
            r"(?! (?:a (?:le )?droit|a-t-|peut |doit|ont |sur cdd))(?! ?(?:ou|/|et) ?cdi)"
            r"|contrat de projet"
            r"|(?:engagée?|embauchée?|recrutée?|contrat) (?:à|pour une) durée déterminée"
        ),
        always(CDD),
        ("cd", "contrat", "determine"),
        unless=pattern("apprenti"),
    ),
    Reading("type_de_contrat", _HIRED_FOR, always(CDD), ("contrat",), unless=_OTHER_CONTRACT),
    Reading(
        "type_de_contrat",
        pattern(
            r"(?:(?:suis|est|actuelement|travaile|agente?|contractuele?|employée?|embauchée?"
            r"|recrutée?|engagée?|nous|passée?)(?:,| [a-z']{1,12}){0,4} (?:en|à|sous) cdi"
            r"|(?:mon|son) cdi|en cdi depuis|contractuele? cdi|cdi depuis|agente? cdi"
            r"|engagée? à durée indéterminée|contrat à durée indéterminée|cdi à temps"
            r"|(?:\A|(?<=\n))(?:en )?cdi(?=[ ,.:]))(?![a-z])"
        ),
        always(CDI),
        ("cdi", "indetermine"),
        beside=_WISHED,
    ),
)

_ASKED = pattern(
    "est-ce|est ce|suis-je|est-il|est-elle|relève-t|savoir si|ou sédentaire|ou active|ou non"
    "|si mon|classer|les emplois|les agents|liste"
)
_ACTIVE = r"(?:donc )?(?:catégorie active|services? actifs?|emplois? actifs?)(?![a-z])(?! ?\?)"
_SEDENTARY = r"(?:catégorie |emploi |poste |service |classée? |suis |agente? )(?:en )?sédentaires?"
_OWN_POST = (
    r"(?:je suis|suis|étant|poste|emploi|agente?|classée?|polici[a-z]+|brigad[a-z]+|pm|égouti[a-z]+"
    r"|moi|fonctionnaire|titulaire|toujours|ans|cadre d'emplois?)"
)
_POST = (
    Reading(
        "categorie_active",
        pattern(
            rf"{_OWN_POST}[^.?!;]{{0,40}}? (?:en |de |d'un |du )?{_ACTIVE}"
            r"|(?:\A|(?<=[,.:] )|(?<=\n))catégorie active(?= depuis| ?[,.;])"
        ),
        always(OUI),
        ("activ", "actif"),
        beside=_ASKED,
    ),
    Reading(
        "categorie_active",
        pattern(rf"{_SEDENTARY}(?![a-z])(?! ?\?)"),
        always(NON),
        ("sedentaire",),
        beside=_ASKED,
    ),
    Reading(
        "plusieurs_employeurs",
        pattern(
            r"(?:deux|trois|2|3|plusieurs|multi)[ -]employeurs(?: publics)?"
            r"|(?:travaille|bosse|partagée?|interviens|emploi|poste|agente?|mi-temps|exerce"
            r"|employée?)[^.?!;]{0,25} (?:pour|dans|entre|par|à|sur) (?:deux|trois|2|3|plusieurs) "
            r"(?:communes|mairies|collectivités|villes|employeurs)|agente? intercommunale?(?![a-z])"
        ),
        always(OUI),
        ("employeur", "comunes", "mairies", "colectivites", "viles", "intercomunal"),
        unless=pattern(
            r"privée?(?![a-z])|anciens?|j'ai (?:eu|travaillé|connu)|successi|carrière|puis-je"
            r"|est-ce"
            r"|peut-on|possible|droit de|retraite|association|entreprise|changé|quelles? règles"
        ),
    ),
    Reading(
        "plusieurs_employeurs",
        pattern(r"(?:un seul|mon seul|mon unique|unique|seul) employeur(?! privé)"),
        always(NON),
        ("employeur",),
        unless=pattern(r"est-ce|privée?(?![a-z])|si "),
    ),
    Reading(
        "handicap_reconnu",
        pattern(
            r"(?:(?:j'ai|a|ai|accordé|attribué|délivré|reçu|ayant|suis|est|ma|sa|avec|bénéficie|bénéficiaire|titulaire|reconnue?"
            r"|agente?|obtenu|eu|possède|détiens|dispose|statut)"
            r" (?:(?:d'une?|de|une|la|l'|ma|sa|bien|déjà|en|reconnue?) ?){0,2}rqth(?![a-z])"
            r"|rqth (?:depuis|jusqu|valable|valide|à jour|en cours de validité|permanente|accordée)"
            r"|(?:\A|(?<=[,(:] )|(?<=\n))rqth(?= ?[,.)])"
            r"|reconnue?s?(?: (?:en|comme|la|qualité|de|tant|que)){0,4} travaileu(?:r"
            r"|se)s? handicapée?|(?:suis|est|agente?|étant) travaileu(?:r|se) handicapée?"
            r"|bénéficiaire de l'obligation d'emploi)"
        ),
        always(OUI),
        ("rqth", "handicape", "obligation d'emploi"),
        beside=pattern(
            r"expir|périmé|en attente|j'attends|attente de|déposé|dépôt|(?:demande"
            r"|dossier)[^.?!;]{0,25}"
            r"(?:rqth|reconn|en cours)|(?:ai|a|avoir|été|viens de) demand|ma demande"
            r"|demande (?:de|en|d')|comment|à quoi|donne(?: pas)? droit|obtenir|faire"
            "|renouvel|faut|permet|ancienne|avais|les agents|sert|refus"
        ),
    ),
)


_TOLD_BY_WORDS = (
    Reading(
        "statut",
        pattern(
            r"(?:(?:suis|étais|encore|actuellement|toujours) )?(?:en |ma |de ma |année de "
            r"|année en )"
            r"(?:disponibilité|dispo(?![a-z]))(?= (?:depuis|se termine|prend fin|prendra fin"
            r"|s'achève|jusqu|pour|du|en"
            r" cours)| ?[.,;\n])"
            r"|(?:suis|année de|année en|actuellement en|toujours en) détache(?:ment|s)?(?![a-z])"
            r"|mon détachement(?= (?:depuis|se termine|prend fin|s'achève|jusqu|du|auprès|à la|au))"
            r"|titularisée? (?:au|en|le|depuis|à compter|à partir)(?![a-z])|radiée? des cadres"
        ),
        always(TITULAIRE),
        ("dispo", "detache", "titularise", "cadres"),
        unless=pattern(
            r"contractuel|cdd|cdi|vacataire|être titularis|serai titularis|sera titularis"
            r"|avant d'être"
            r"|pas (?:encore )?titularis|quand|demand[a-z]* (?:un|une)|être radié"
        ),
        yes=(
            ("Je suis en disponibilité depuis deux ans", "titulaire"),
            ("Ma disponibilité se termine le 15 mars 2027", "titulaire"),
            ("6e année de détachement à la métropole", "titulaire"),
            ("Titularisée au 1er octobre 2025, je pars en mutation", "titulaire"),
            ("je serai radiée des cadres le 31 décembre", "titulaire"),
            ("Je suis détachée, mon détachement se termine en mai", "titulaire"),
        ),
        no=(
            "Quand serai-je titularisée au plus tôt ?",
            "Ma collègue est en disponibilité depuis deux ans",
            "Si je suis en disponibilité depuis deux ans, que faire ?",
            "Quelle disponibilité pour les horaires ?",
        ),
    ),
    Reading(
        "categorie",
        pattern(
            rf"(?:{'|'.join(_GRADES.values())})(?: [a-z]{{4,14}}){{0,2}} \((?:cat[a-z.]*"
            rf" )?(?P<n>[abc])\)"
        ),
        lambda match: match["n"].upper(),
        ("(",),
        beside=_LICENCE_OR_CLIMB,
        yes=(
            ("Adjointe technique (C) titulaire", "C"),
            ("Rédacteur principal (B), je pars en mutation", "B"),
            ("attachée territoriale (cat. A) à la culture", "A"),
        ),
        no=("Ma collègue, adjointe technique (C), est partie",),
    ),
    Reading(
        "categorie_active",
        pattern(
            r"(?:(?<=[(,:;] )|(?<=\())sédentaires?(?= ?[),.:;])|(?:emploi|poste|travail) de bureau"
        ),
        always(NON),
        ("sedentaire", "bureau"),
        beside=pattern("ou (?:en )?active|active ou|ou sédentaire"),
        yes=(
            ("née en 71, sedentaire : à quel âge ?", "non"),
            ("Je suis adjointe administrative (sédentaire), née en 1965", "non"),
            ("je suis de 1965, emploi de bureau", "non"),
        ),
        no=("Mon poste est-il classé, sédentaire ou actif ?", "Mon mari a un emploi de bureau"),
    ),
)


def post(plain: Plain) -> Iterator[FactRead]:
    """Read the category, the kind of contract, the class of the post, employers, RQTH."""
    yield from read_table(
        (*_CATEGORY, *_GRADE_OF_THE_WRITER, *_KIND, *_POST, *_TOLD_BY_WORDS), plain
    )


def length(
    plain: Plain, received: date, employment: tuple[Mention | None, Mention | None]
) -> Iterator[FactRead]:
    """Read how many months the contract lasts: as said, or from its first and last day.

    `employment` is the arrival and the departure of whom the ticket speaks.
    """
    for place, match in enumerate(_HIRED_FOR.finditer(plain.text)):
        if place >= MOST or in_doubt(plain, *match.span(), _OTHER_CONTRACT):
            continue
        in_years = match["unit"] != "mois"
        months = as_number(match["n"]) * (12 if in_years else 1)
        months += 6 if match["half"] and in_years else 0
        if months and months == int(months):
            yield FactRead("duree_du_contrat", int(months), plain.words(*match.span()))
    for start, end in _first_and_last_days(plain, received, employment):
        whole = _whole_months(start, end)
        if whole:
            words = plain.words(min(start.start, end.start), max(start.end, end.end))
            yield FactRead("duree_du_contrat", whole, words)


_FROM = pattern(
    r"(?:cdd|contrat|recrutée?|embauchée?|engagée?|engagement)[^.?!;]{0,35}(?:du|depuis le) $"
)
_NO_CONTRACT_DATES = pattern(
    "congés?(?! mat)|arrêt|absen|apprenti|maladi|premier contrat|précédent"
)
_CONTRACT = pattern("cdd|contrat")


def _first_and_last_days(
    plain: Plain, received: date, employment: tuple[Mention | None, Mention | None]
) -> Iterator[tuple[Mention, Mention]]:
    """Find contracts said from one day to another, then the arrival and departure of one."""
    for start, end in itertools.pairwise(mentions(plain, received)):
        between = plain.text[start.end : end.start]
        before = plain.text[max(0, start.start - 50) : start.start]
        apart = _FROM.search(before) and between.strip() in {"au", "jusqu'au", "et finit le"}
        if apart and not in_doubt(plain, start.start, end.end, _NO_CONTRACT_DATES):
            yield start, end
    arrival, departure = employment
    if arrival and departure and arrival.end < departure.start:
        span = arrival.start, departure.end
        contract = _CONTRACT.search(sentence(plain, *span))
        if contract and not in_doubt(plain, *span, _NO_CONTRACT_DATES):
            yield arrival, departure


def _whole_months(start: Mention, end: Mention) -> int | None:
    """Count from the first day to the last one included; None when days are left over."""
    if not (start.exact and end.exact):
        return None
    first, after = start.first, end.first + timedelta(days=1)
    if after <= first and not end.year_is_written:
        after = end.in_year(end.first.year + 1).first + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months if after.day == first.day and months > 0 else None
