"""The CET as people tell it: days on it, days to be paid or added."""

import re
from collections.abc import Iterator
from decimal import Decimal

from agents.understand.dates import NUMBER, as_number
from agents.understand.readings import Reading, count, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_DAYS = r"(?:jours?|journées?|j)(?![a-z])"
_NO_NOUN = (
    r"(?! (?!(?:a|à|et|est|il|elle|on|en|y|au|aux|ou|où|avant|après|avec|afin|alors|aussi|était"
    r"|avait|affiche|indique|avec)(?![a-z]))[aeiouyh])"
)
CET = rf"(?:(?:cet{_NO_NOUN}|comptes? épargne(?:[- ]temps)?|épargne[- ]temps)(?![a-z]))"
_ON_IT = rf"(?:(?:sur|dans|au|de|du|d'|en) ?(?:mon |le |son |l'|mes )?{CET})"
_PUT_BY = (
    r"(?:épargnés|stockés|capitalisés|thésaurisés|accumulés|cumulés|économisés|mis (?:de côté"
    r"|en réserve)|engrangés|conservés)"
)
_NOW = (
    r"(?: (?:déjà|maintenant|encore|donc|à présent|actuellement|exactement|aujourd'hui|que)){0,2}"
)
_OWNS = (
    r"(?:j'ai|j'avais|il a|elle a|il avait|elle avait|avait|compte|comptait|détient|détenait"
    r"|possède|dispose de|totalise|cumule|avec|il (?:me |lui )?reste|me reste|il y a|y a)"
)
_N = rf"(?P<n>{NUMBER})(?! ?(?:%|ans?(?![a-z])|mois|semaines|euros|€|h(?![a-z])|\d))"
_SHOWS = (
    r"(?:est|était|affich(?:e|ait)|contient|contenait|compt(?:e|ait)|indiqu(?:e|ait)|comport(?:e"
    r"|ait)|totalis(?:e|ait)|présent(?:e|ait)|créditée?|monte|s'élève|s'élevait|se monte"
    r"|stock(?:e|ait)|reste)"
)
_BOUND = r"plafon|maximum|maxi(?![a-z])|limitée?|au[- ]delà|seuil|minimum|au plus|par an(?![a-z])"
_NOT_STOCK = pattern(rf"{_BOUND}|verser|déposer|placer|basculer|transférer (?:mes|\d)")
_OTHERS = pattern("collègue|voisin|ami(?:es?|s)?(?![a-z])")


def _exactly(match: re.Match[str]) -> FactValue | None:
    """Read the number; « des » before it is no « dès », though simplified text writes both so."""
    name = "n" if match["n"] else "m"
    of_them = match.string.endswith(" des ", 0, match.start(name))
    return as_number(match[name]) if of_them else count(match)


def _and_a_half(match: re.Match[str]) -> FactValue | None:
    """Count the days, and the half told after them (dix-neuf jours et demi)."""
    number = _exactly(match)
    half = re.match(r" ?(?:jours?|j) et demi", match.string[match.end("n") :])
    return number + Decimal("0.5") if isinstance(number, Decimal) and half else number


_STOCK = tuple(
    Reading(
        "jours_sur_le_cet",
        pattern(written),
        _and_a_half,
        needs,
        beside=beside,
        imperfect=True,
        yes=tuple((text, days) for text, days in yes),
        no=no,
    )
    for written, needs, beside, yes, no in (
        (
            rf"{_OWNS}{_NOW} {_N} ?{_DAYS}(?: et demie?)?(?: {_PUT_BY})? {_ON_IT}",
            ("cet", "epargne"),
            _NOT_STOCK,
            (
                ("L’agente décédée avait 21 jours sur son compte épargne temps.", "21"),
                ("Il totalise trente jours et demi au CET.", "30.5"),
            ),
            ("Le plafond : on a 60 jours sur le CET au maximum.",),
        ),
        (
            (rf"{CET}(?: [a-zé']{{1,14}}){{0,4}}? ?(?:{_SHOWS}|:|=)(?: (?:bien|donc|actuellement"
            rf"|encore|désormais))?(?: ?(?:de|à|:|=))? ?{_N} ?{_DAYS}"),
            ("cet", "epargne"),
            _NOT_STOCK,
            (
                ("Mon CET était crédité de 13 jours l’an passé.", "13"),
                ("Mon compte épargne indique trente-deux jours.", "32"),
                ("CET = 9 j, combien en euros ?", "9"),
                ("Le CET de Mme Roy s’élève à 44 jours.", "44"),
            ),
            ("Le CET est plafonné : il compte 60 jours au maximum.",),
        ),
        (
            (rf"(?:solde|reliquat|stock|contenu|total) (?:de |du |d'|en )?(?:mon |le |son "
            rf"|l')?{CET}"
            rf"(?: au [0-9a-z/ ]{{4,18}}?)?,? ?(?:est|était|:|=|soit|de|à|affiche|indique){{0,1}}"
            rf"(?: (?:de|à))? ?{_N} ?(?:{_DAYS}|(?= ?[,.;)]))"),
            ("cet", "epargne"),
            _NOT_STOCK,
            (
                ("Le solde de mon CET, soit 23 jours, me suit-il ?", "23"),
                ("Stock CET : 17, je pars en mai.", "17"),
                ("Le reliquat de son compte épargne-temps est de 8 jours.", "8"),
            ),
            ("Le total du CET est de 60 jours au maximum.",),
        ),
        (
            (rf"(?<!payer )(?<!indemniser )(?<!vendre )(?<!mettre )(?<!poser )(?<!monétiser )"
            rf"(?<!racheter )(?:mes|ses|les|des|leurs|de mes|sur) {_N} ?{_DAYS}(?: déjà)?"
            rf"(?: {_PUT_BY})? {_ON_IT}"),
            ("cet", "epargne"),
            pattern(
                rf"{_BOUND}|verser (?:mes|ses|les)|dépos|placer|basculer|mettre|épargner(?! )"
                r"|alimenter|premiers"
            ),
            (
                ("J’utilise mes 24 jours du CET pour un voyage.", "24"),
                ("Sur les 51 jours de mon épargne-temps, combien puis-je garder ?", "51"),
                ("Que deviennent ses 12 jours sur le CET ?", "12"),
            ),
            (
                "Je veux placer mes 6 jours sur le CET.",
                "Au-delà des 15 jours du CET, que se passe-t-il ?",
            ),
        ),
        (
            rf"{_N} ?{_DAYS} {_PUT_BY}(?! (?:par an|cette année|au maximum))",
            ("epargnes", "stockes", "capitalises", "thesaurises", "cote", "acumules", "reserve",
             "economises", "engranges"),
            pattern(rf"{_BOUND}|rtt|récup|télétravail|euros|combien|faut"),
            (
                ("Elle part en juin avec 37,5 jours épargnés.", "37.5"),
                ("Pour mes 28 jours stockés, quelles options ?", "28"),
                ("Mes 16 jours mis de côté seront-ils perdus ?", "16"),
            ),
            ("J’ai 4 jours de RTT économisés sur le mois.",),
        ),
        (
            (rf"(?:j'ai|elle a|il a|ai|ayant) (?:épargné|stocké|capitalisé|accumulé|thésaurisé"
            rf"|mis de côté)(?: [a-zé']{{1,8}}){{0,5}}? {_N} ?{_DAYS}"),
            ("epargne", "stocke", "capitalise", "acumule", "thesaurise", "cote"),
            pattern(rf"{_BOUND}|rtt|récup|télétravail|cette année|euros|voudrais"),
            (
                ("J’ai épargné en dix ans quarante jours.", "40"),
                ("Elle a accumulé sur son CET 36 jours.", "36"),
            ),
            ("J’ai accumulé 5 jours de récup.",),
        ),
        (
            (rf"{CET}[^?!;\n]{{0,70}}(?:j'en ai|j'y ai|il en a|elle en a|y en a|en a|il y a|y a"
            rf"|en compte){_NOW} {_N}"
            rf"(?= ?(?:[,.;:?!)\n]|$|{_DAYS}|et |dessus|sans))"
            r"(?! ?jours? (?:de congé|de rtt|à poser))"),
            ("cet", "epargne"),
            pattern(rf"{_BOUND}|rtt|posé|pris(?![a-z])"),
            (
                ("J’ouvre mon CET en 2015 et j’y ai maintenant 33 jours.", "33"),
                ("Le CET : j’en ai déjà 18, puis-je en rajouter ?", "18"),
                ("Pour le compte épargne-temps, il en a 46.", "46"),
            ),
            ("Mon CET est ouvert, mes congés j’en ai pris 12.",),
        ),
        (
            (rf"sur (?:mon|le|son) {CET}(?:(?![.?!;\n\d]|verser|mettre|payer|poser|dépos|déposer).)"
            rf"{{0,70}}? (?:a déclaré|ont déclaré|il y a|j'ai|figurent|restent|il reste|j'avais"
            rf"|elle a|il a|sont inscrits|a trouvé|a transmis) {_N} ?{_DAYS}"),
            ("cet", "epargne"),
            _NOT_STOCK,
            (
                ("Sur le CET de l’agent muté, son ancienne ville a déclaré 19 jours.", "19"),
                ("Sur mon CET figurent 25 jours.", "25"),
            ),
            ("Sur mon CET j’ai 60 jours au maximum.",),
        ),
        (
            (rf"(?:au|aux|les|des|mes) {_N} (?:jours? )?qui (?:y sont|s'y trouvent|dorment)(?! pas)"
            rf"|(?:reste|j'ai|il y a|y a) (?:déjà |encore )?(?P<m>{NUMBER}) ?{_DAYS} dessus"),
            ("y sont", "trouvent", "dorment", "desus"),
            _NOT_STOCK,
            (
                ("Mon CET : il me reste 12 jours dessus.", "12"),
                ("Je verse 4 jours au CET, à côté des 20 qui y sont déjà.", "20"),
            ),
            ("Mon CET : au maximum il y a 60 jours dessus.",),
        ),
        (
            (rf"(?:que (?:deviennent|faire de|vont devenir|deviendront)|perdre|transférer"
            rf"|emporter) (?:tous )?(?:mes|ses|ces|les) {_N}"
            rf" ?{_DAYS}(?! (?:de (?:congé|rtt|ca|récup|vacances|repos)|restants?|non))"),
            ("devien", "devenir", "faire de", "perdre", "transferer", "emporter"),
            pattern(rf"{_BOUND}|rtt|congés?(?! (?:mat|par))|vacances|sur (?:mon|le|son) {CET}"),
            (
                ("Je quitte la mairie et j’ai un CET. Que deviennent mes 38 jours ?", "38"),
                ("Mon compte épargne-temps : vais-je perdre mes 22 jours ?", "22"),
            ),
            ("Mon CET est vide. Que deviennent mes 8 jours de congés ?",),
        ),
    )
)  # fmt: skip

_PAY = (
    r"(?:payer|paie|paye|payez|indemniser|indemnisation|monétiser|monétisation|racheter|rachat"
    r"|vendre|vente|toucher|régler|rémunérer|monnayer|encaisser|liquider|paiement|règlement"
    r"|(?:convertir|transformer|changer)(?= (?:en argent |en euros )?\S{1,16} (?:jours?|en)))"
)
_IN_MONEY = (
    r"(?:payés?|payées|indemnisés?|monétisés?|rachetés?|rémunérés?|réglés?|vendus?"
    r"|(?:convertis?|convertir|transformés?|transformer|changés?|changer) en"
    r" (?:argent|euros|€|espèces|salaire)|en (?:argent|euros|espèces|paiement|numéraire"
    r"|indemnités?)|en paye|en paie)"
)
_WANTS = (
    r"(?:que |à |dont )?(?:je |j'|il |elle |on )?(?:désire|veux|veut|souhaite(?:rais|rait)?"
    r"|voudrais|voudrait|aimerais|aimerait|compte|demande|à|pour) ?"
)
_NOT_TO_PAY = pattern(
    rf"{_BOUND}|peut-on|combien de jours|premiers|délibér|fonctionne|par jour|heures|rafp"
    r"|retraite additionnelle|en points"
)
_TO_PAY = tuple(
    Reading(
        "jours_de_cet_a_payer",
        pattern(written),
        _exactly,
        needs,
        beside=_NOT_TO_PAY,
        imperfect=True,
        yes=yes,
        no=no,
    )
    for written, needs, yes, no in (
        (
            (rf"(?:m'|s'|l'|nous |lui )?en (?:faire )?(?:payer|indemniser|monétiser|racheter|vendre"
            rf"|toucher|rémunérer|régler|encaisser|monnayer|convertir){_NOW} {_N}(?! ?{_DAYS} de"
            r" (?:congé|rtt))"),
            ("en ",),
            (
                ("Mon CET a 40 jours, je voudrais m’en faire payer 12.", "12"),
                ("Sur mon compte épargne-temps je veux en vendre huit.", "8"),
                ("Elle a un CET et souhaite en toucher 7.", "7"),
            ),
            ("Mon CET : peut-on s’en faire payer 12 ?",),
        ),
        (
            (rf"{_PAY}(?: (?:de|des|les?|mes|ses|ces|l'équivalent de|pour|seulement|en argent"
            rf"|en euros|que)){{0,3}} {_N}(?: (?:autres|derniers))?"
            rf"(?= ?(?:{_DAYS}|de (?:mes|ses|ces|mon) ))"
            r"(?! ?jours? (?:de (?:congé|rtt|ca(?![a-z])|maladie|carence|récup)|ouvr|par))"),
            ("pa", "indemnis", "monetis", "rach", "ven", "toucher", "regle", "remuner", "monayer",
             "encaiser", "liquider", "convertir", "transformer", "changer"),
            (
                ("J’ai un CET. Je voudrais toucher 9 jours en janvier.", "9"),
                ("Je sollicite la monétisation des six jours restants de mon CET.", "6"),
                ("Je demande qu’on me paie 4 de mes 30 jours de CET.", "4"),
            ),
            (
                "Le CET : peut-on payer 20 jours ?",
                "Mon CET est plein, on doit me payer 3 jours de congés.",
            ),
        ),
        (
            (rf"{_N} ?(?:{_DAYS})?(?: {_ON_IT})?,?(?: (?:seraient|seront|sont|à|être|me faire))"
            rf"{{0,2}} ?{_IN_MONEY}(?! (?:par|au))"),
            ("paye", "indemn", "monetis", "rachet", "remuner", "regle", "vendu", "argent", "euros",
             "especes", "salaire", "paiement", "numeraire", "en paie"),
            (
                ("CET : je veux 10 jours payés et le reste gardé.", "10"),
                ("Sur mon CET, 7 jours à transformer en euros.", "7"),
                ("Sur mon épargne-temps je ne demande que six en paiement.", "6"),
            ),
            ("Mon CET est plein : ai-je droit à 30 jours de congés payés ?",),
        ),
        (
            (rf"{_N} ?{_DAYS}(?: {_ON_IT})?,? {_WANTS}(?:me |m'|se |s'|lui )?(?:faire |les faire )?"
            r"(?:payer|indemniser|régler|monétiser|vendre|racheter|rémunérer|toucher|en argent)"),
            ("paye", "indemn", "regle", "monetis", "vendre", "rachet", "remuner", "toucher",
             "argent"),
            (
                ("Quel net pour 13 jours de CET que je veux me faire régler ?", "13"),
                ("J’ai 8 jours de CET à faire payer.", "8"),
            ),
            ("J’ai 8 jours sur mon CET.",),
        ),
        (
            (rf"(?:paiement|indemnisation|indemnité|monétisation|rachat|payés)(?: (?:demandée?"
            rf"|souhaitée?|pour|de)){{0,2}} ?[:=]? ?{_N}(?= ?(?:{_DAYS}|[,.;)\n]|$))"),
            ("paiement", "indemni", "monetis", "rachat", "payes"),
            (
                ("CET, case paiement : 4 jours, case maintien : 20.", "4"),
                ("Compte épargne-temps. J’ai pris l’indemnité pour 5 jours.", "5"),
                ("CET au 31/12 : 34. Monétisation : 9.", "9"),
            ),
            ("CET : le paiement a lieu en mars.",),
        ),
    )
)  # fmt: skip

_ADD = (
    r"(?:mettre|mets|met|mettez|mettrai|verser|verse|versez|verserai|déposer|dépose|placer|place"
    r"|épargner|épargne|économiser|transférer|transfère|ajouter|ajoute|rajouter|basculer|bascule"
    r"|caser|rentrer|alimenter)"
)
_NOT_TO_ADD = pattern(
    r"collègue|voisin|au moins|minimum|maximum|plafond|par an(?![a-z])|télétravail|salaire|euros"
    r"|rafp|retraite additionnelle|en argent|combien de jours faut|ai (?:mis|versé|déposé)"
)
_OF_LEAVE = (
    r"(?: ?(?:jours?|journées?|j)(?![a-z]))?(?: ?(?:de |d')?(?:congés?|ca|rtt|repos|récup[a-z]*))?"
)
_TO_ADD = tuple(
    Reading(
        "jours_a_verser_sur_le_cet",
        pattern(written),
        count,
        needs,
        beside=_NOT_TO_ADD,
        denies=True,
        yes=yes,
        no=no,
    )
    for written, needs, yes, no in (
        (
            (rf"(?:j'|je |l'|d'|j)?en ?{_ADD} {_N}(?! ?{_DAYS} de (?:trop|plus))"
            rf"|(?:versez|mettez|déposez|placez|mets|mettre|verser)[- ]en (?P<m>{NUMBER})"),
            ("en ", "-en"),
            (
                ("J’en mets 9 au CET cette année.", "9"),
                ("Mon compte épargne-temps est ouvert : versez-en 3 svp.", "3"),
                ("CET : je voudrais en déposer sept.", "7"),
            ),
            ("Le CET : au moins faut-il en verser 5 ?",),
        ),
        (
            (rf"(?:épargner|économiser|capitaliser|transférer|verser|placer|déposer|mettre)"
            rf"(?: (?:mes|ses|les|encore|aussi|seulement|jusqu'à)){{0,2}} {_N}{_OF_LEAVE}"
            rf"(?: [a-z']{{1,10}}){{0,6}}?"
            rf" (?:sur|dans|au|à) (?:mon |le |son |ce )?(?:compte(?! (?:bancaire|courant))|{CET})"),
            ("epargner", "economiser", "capitaliser", "transferer", "verser", "placer", "deposer",
             "metre"),
            (
                ("Merci de transférer 4 congés sur mon compte épargne.", "4"),
                ("Mon agente aimerait économiser huit jours pour plus tard sur son CET.", "8"),
            ),
            ("Merci de transférer 400 euros sur mon compte, pas sur le CET.",),
        ),
        (
            (rf"(?:souhaite(?:rais|rait)?|voudrais|voudrait|veux|veut|aimerais|aimerait|compte"
            rf"|puis-je|peux|peut|pense|désire|envisage)(?: [a-z]{{1,6}})?"
            rf" ?épargner {_N}{_OF_LEAVE}(?! ?(?:euros|€))|d'épargner (?P<m>{NUMBER}) ?{_DAYS}"),
            ("epargner",),
            (
                ("Je souhaite épargner 5 jours cette année.", "5"),
                ("Elle voudrait épargner quatre RTT.", "4"),
            ),
            ("Je voudrais épargner 50 euros par mois.",),
        ),
        (
            (rf"{_N}{_OF_LEAVE}(?: nouveaux| restants?| non pris)?,? à (?:y )?(?:verser|déposer"
            rf"|mettre|placer|ajouter|transférer|épargner|porter|créditer)(?: en plus)?"
            rf"(?: (?:sur|au|dans) |(?= ?[,.;:?!)\n]|$))"),
            ("a verser", "a deposer", "a metre", "a placer", "a ajouter", "a transferer",
             "a epargner", "a porter", "a crediter", "a y "),
            (
                ("Mes congés : 6 à déposer sur le CET, merci.", "6"),
                ("J’ai un CET et 3 jours nouveaux à y verser.", "3"),
            ),
            ("Le CET : minimum 5 jours à verser ?",),
        ),
        (
            (rf"(?:ajout|versement|dépôt|alimentation|transfert|épargne)(?: de)?(?: (?:mon|du|au"
            rf"|sur le|sur mon|dans le|annuel|demandé))* ?(?:{CET})?[^.?!;\d]{{0,40}}? ?{_N}"
            rf"(?= ?(?:{_DAYS}|congés?|ca(?![a-z])|rtt|[,.;)\n]))"),
            ("ajout", "versement", "depot", "alimentation", "transfert"),
            (
                ("Ajout au CET, service des sports : Mme Blin, 3 congés annuels.", "3"),
                ("Versement sur le CET demandé : 5 jours.", "5"),
            ),
            ("Le versement au CET est de 10 jours au maximum.",),
        ),
        (
            (rf"(?:mettre|mets|met) de côté ?[:,] ?{_N}{_OF_LEAVE} (?:sur|au) (?:le"
            rf" |mon |son )?{CET}|alimenter[^.!;\d]{{0,20}}{CET}(?: ?[?:,.]| avec| de)[^.?!;\d]"
            rf"{{0,30}} (?P<m>{NUMBER})(?: seule)?{_OF_LEAVE}(?= ?[,.;?!)]|$)"),
            ("cote", "alimenter"),
            (
                ("Je mets de côté : 7 sur le CET.", "7"),
                ("Je veux alimenter mon CET avec 4 jours.", "4"),
            ),
            ("Alimenter mon CET avec 10 jours au maximum ?",),
        ),
    )
)  # fmt: skip

_ABOUT = pattern(
    rf"{CET}|(?:jours|j) (?:épargnés|stockés|mis de côté)|épargner|épargné"
    r"|retraite additionnelle|rafp|(?:jours|congés|rtt) sur mon compte(?! ban)"
)


def saved_days(plain: Plain) -> Iterator[FactRead]:
    """Read the days of the CET, those to be paid, those to be added."""
    if _ABOUT.search(plain.text):
        yield from read_table((*_STOCK, *_TO_PAY, *_TO_ADD), plain)
