"""Part time told in other words: when it begins, ends, is to change, and why; pay while ill."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import as_number
from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_PARTIAL = (
    r"(?:temps[ -]partiel|mi[- ]temps|tps partiel|(?:50|60|70|80|90) ?(?:%|pour ?cent)"
    r"|cinquante pour cent|quotité)"
)
_WHOLE = r"(?:temps (?:plein|complet)|plein[- ]temps|100 ?(?:%|pour ?cent)|toute la semaine)"
_OTHER = pattern(
    r"thérapeutique|collègue|salaire|payée?|maintien|conjoint|stage|contrat|cdd|disponib|détach"
    r"|parental|traitement|maladie|arrêt(?![a-z])|retraite"
)
_OF = (
    r"(?: (?:de|du|à|au|mon|ma|son|sa|le|la|l'|mme [a-z]{3,14}|m\.? [a-z]{3,14}"
    r"|sur|droit|autorisation))"
)
_DAYS = (
    DayReading(
        "debut_du_temps_partiel",
        pattern(
            rf"(?:{_PARTIAL}(?:(?!jusqu|fin |termin)[^.?!;]){{0,50}}? ?(?:prend effet|effecti(?:f"
            rf"|ve)"
            r"|débute|début|a débuté|commencée?|commence|a commencé|démarre|a démarré|accordée?"
            r"|obtenu"
            rf"|autorisée?)"
            rf"|(?:début|date d'effet|passage|passée?|démarrage|mise en place|commencé|débuté"
            rf"|pris|obtenu"
            rf"|réduire (?:mon|son) temps de travail|travaille|suis|est)"
            rf"(?:{_OF}){{0,4}} {_PARTIAL}(?: (?:de droit|sur autorisation|en place|au travail))?)"
            rf"{AT_THE_DAY}|réduire (?:mon|son) temps de travail{AT_THE_DAY}"
        ),
        ("partiel", "mi-temps", "mi temps", "%", "cent", "temps de travail"),
        unless=pattern(f"{_OTHER.pattern}|reprendre|{_WHOLE}"),
        yes=(
            ("Date de début de mon 80 % : 01/03/2027.", "2027-03-01"),
            ("Son temps partiel prend effet le 4 janvier 2027.", "2027-01-04"),
            ("Je suis passée à 70 % le 5 octobre.", "2026-10-05"),
            ("Mon passage au temps partiel, le 1er juin dernier, m’a coûté cher.", "2026-06-01"),
            ("J’ai un mi-temps effectif depuis le 6 avril 2026.", "2026-04-06"),
        ),
        no=(
            "Mon temps partiel thérapeutique débute le 4 janvier 2027.",
            "Je suis passée à temps complet le 5 octobre.",
        ),
    ),
    DayReading(
        "debut_du_temps_partiel",
        pattern(rf"{_PARTIAL}[^.?!;]{{0,30}},? commencée? le $"),
        ("partiel", "mi-temps", "mi temps", "%"),
        unless=_OTHER,
        yes=(("Temps partiel sur autorisation, commencé le 1/2/2026.", "2026-02-01"),),
        no=("Le temps partiel de ma collègue, commencé le 1/2/2026.",),
    ),
    DayReading(
        "fin_du_temps_partiel",
        pattern(
            rf"(?:(?:terme|échéance|expiration|fin|dernier jour|date de fin)(?: (?:de|du|d'|l'|la"
            rf"|mon"
            rf"|ma|son|sa|prévue|période|autorisation)){{0,5}}(?: ?(?:l'"
            rf"|d')?(?:autorisation(?: de)?)?)? ?"
            rf"(?:{_PARTIAL}|autorisation)(?: à \d\d ?%)?"
            rf"|(?:{_PARTIAL})[^.?!;]{{0,60}}?(?:s'achève|se termine|s'arrête|expire|finit?|fini"
            r"|prend fin|échéance|jusqu'à|terme)(?: (?:alors|normalement|en principe|donc)){0,1}"
            rf"|expiration|autorisation (?:de|à) [^.?!;]{{0,30}}(?:expire|se termine|jusqu'))"
            rf"{AT_THE_DAY}"
        ),
        ("partiel", "mi-temps", "mi temps", "%", "autorisation", "quotite"),
        unless=pattern(f"{_OTHER.pattern}|(?:fin|arrêt) [^.?!]{{0,40}}(?:demandée|souhaitée)"),
        about=pattern(rf"[^.?!]{{0,200}}?(?:{_PARTIAL}|autorisation)"),
        after=pattern(
            rf"^,? (?:je suis|je travaille|elle est|il est"
            rf"|mon agente? est)[^.?!;]{{0,15}} {_PARTIAL}"
        ),
        of_month=True,
        not_before=pattern(r"(?:demande|depuis|à partir|dès|commencée?)[^.?!;]{0,12}$"),
        yes=(
            ("Terme de mon temps partiel le 18/12/2026.", "2026-12-18"),
            ("Échéance de l’autorisation de temps partiel : 30.04.2027.", "2027-04-30"),
            ("Mon mi-temps s’achève donc le 9 avril 2027.", "2027-04-09"),
            ("Jusqu’au 14 mars 2027 je suis à 60 %.", "2027-03-14"),
        ),
        no=(
            "Le temps partiel thérapeutique s’achève le 9 avril 2027.",
            "Je suis à 60 % depuis le 14 mars 2026.",
        ),
    ),
    DayReading(
        "changement_du_temps_partiel",
        pattern(
            rf"(?:(?:fin|arrêt|interruption|cessation|modification|changement|hausse"
            rf"|augmentation)(?: (?:de"
            rf"|du|d'|ma|mon|son|sa|anticipée?)){{0,4}} (?:temps[ -]partiel|mi[- ]temps|quotité"
            rf"|\d0 ?%)"
            r"(?: (?:est |serait )?(?:souhaitée?|demandée?|voulue?|sollicitée?))"
            r"|(?:reviendr|reprendr|repasser|retravailler|passer|arrêter|remonter|revenir|reprendre"
            r"|retour|reprise|remettre|rebasculer|rester)[a-z]{0,4}(?: [a-zé']{1,10}){0,3}? "
            rf"(?:(?:à|au|en|sur|un|mon) )?{_WHOLE}"
            r"(?: (?:est |serait )?(?:souhaitée?|demandée?|voulue?|envisagée?|espérée?|prévue?))?"
            r"|(?:remonter|monter|redescendre|descendre|repasser)(?: de \d0 ?%)? à \d0 ?%"
            r"|(?:interrompre|arrêter|cesser|stopper|quitter|abandonner|mettre fin à"
            r"|mettre un terme à)"
            r" (?:mon |ce |le |son )?(?:temps[ -]partiel|mi[- ]temps|\d0 ?%)"
            r"|(?:augmenter|baisser|modifier|changer|monter|descendre)(?: [a-zé']{1,9}){0,4}"
            r" (?:quotité|\d0 ?%))"
            r"(?:,? (?:en cours d'année|la date [a-z' ]{3,20} est|dès que possible|disons|soit|donc"
            rf"|par exemple|plus tôt)){{0,3}},?{AT_THE_DAY}"
        ),
        ("temps", "quotite", "%", "semaine"),
        unless=pattern(
            r"thérapeutique|collègue a|disponib|détach|congé parental|contrat|cdd|accident"
        ),
        coming=True,
        of_month=True,
        yes=(
            ("Modification de quotité souhaitée : au 1er avril 2027.", "2027-04-01"),
            ("Fin de mon temps partiel demandée pour le 18/01/2027.", "2027-01-18"),
            ("Je reviendrais à plein temps le 14 décembre.", "2026-12-14"),
            ("Peut-on interrompre mon temps partiel au 1er mars 2027 ?", "2027-03-01"),
            ("J’ai envie de revenir toute la semaine à partir du 1er février 2027.", "2027-02-01"),
        ),
        no=(
            "J’ai repris à temps plein le 1er février 2026.",
            "Je veux revenir de disponibilité à temps complet le 1er mars 2027.",
        ),
    ),
    DayReading(
        "changement_du_temps_partiel",
        pattern(
            r"(?:l'arrêter|l'interrompre|y mettre fin|le cesser|toutes mes heures|tout mon temps"
            rf"|moi je vise|je vise|la date [a-z' ]{{3,20}} est){AT_THE_DAY}"
        ),
        ("partiel", "mi-temps", "100", "plein", "complet", "heures"),
        about=pattern(rf"[^.?!]{{0,200}}?(?:{_PARTIAL}|{_WHOLE})"),
        unless=pattern(r"thérapeutique|disponib|détach|contrat|cdd"),
        coming=True,
        yes=(
            ("Mon temps partiel me pèse, je voudrais l’arrêter le 4 janvier 2027.", "2027-01-04"),
            ("Elle a repris à 100 %, moi je vise le 1er mars 2027.", "2027-03-01"),
        ),
        no=("Mon contrat à temps partiel, je veux l’arrêter le 4 janvier.",),
    ),
)
_RELATIVE = r"(?:mari|femme|conjointe?|époux|épouse|compagn(?:e|on)|partenaire)"
_GRAVE = (
    rf"(?:{_RELATIVE}(?: [a-z']{{1,9}}){{0,3}} (?:licencié|chômage|perdu (?:son|sa|leur) (?:emploi"
    r"|travail|poste|boulot|job)|quittée?|partie?|décéd|mort|hospitalis|invalid)"
    r"|(?:m'a|nous a|l'a) quittée?|divorc[a-z]+|sépar(?:és?|ée?s?|ation)(?![a-z])|veu(?:f|ve|vage)"
    r"|rupture|deuil|dettes|fin de droits|ne m'en sors plus|surendett[a-z]+|expuls[a-z]+|huissier"
    r"|faillite|liquidation"
    r"|(?:revenus?|ressources?|budget|foyer)(?: [a-z']{1,12}){0,4} (?:baiss|chut|fondu|effondr"
    r"|diminu"
    r"|écroul|réduit|divis|amput)[a-z]*"
    r"|(?:baisse|perte|chute|diminution|effondrement)(?: [a-zé]{1,12}){0,3} (?:de|des|du)"
    r" (?:mes |nos |ses |son |mon )?(?:revenus?|ressources|salaire du)"
    r"|situation (?:familiale|de famille|personnelle)(?: [a-zé']{1,12}){0,2} (?:bouleversée?"
    r"|basculé"
    r"|changé|dégradée?)|changement de situation (?:familiale|personnelle)"
    r"|(?:seule?) (?:avec (?:eux|mes|les|deux|trois|ses)|à (?:élever|assumer))"
    r"|(?:raison|motif|cas) (?:familiale? )?graves?(?= ?[,:(])|plus (?:payer|vivre|assumer"
    r"|boucler))"
)
_NO_GRAVE = (
    r"(?:(?:pas|aucune?|sans) (?:de |d'|un |une )?(?:vraie? |réele? )?(?:raisons?|motifs?|cas"
    r"|urgences?|problèmes?|difficultés?|changements?)(?: [a-zé]{1,11})?(?: graves?| familia[a-z]+"
    r"| particuli[a-zè]+| financi[a-zè]+)|tout va bien|se porte bien"
    r"|(?:situation|foyer|famille|revenus)(?: [a-zé]{1,11}){0,2} (?:est|sont|reste|restent)"
    r"(?: toujours| restée)? (?:la même|les mêmes|stables?|inchangée?s?|identiques?)"
    r"|(?:n'a|n'ont|n'est|rien n'a|rien) (?:pas |rien )?(?:changé|bougé)|par (?:simple )?(?:confort"
    r"|convenance|envie|choix)|(?:simplement|juste) envie|rien de spécial|(?:va"
    r"|vont) (?:très )?bien|choix personnel|rien de grave|non parce que (?:sa|ma) vie)"
)
_GRAVE_NEEDS = (
    "licenci", "chomage", "perdu", "quit", "parti", "deced", "mort", "invalid", "divorc", "separ",
    "veu", "rupture", "deuil", "surendet", "expuls", "huisier", "failite", "liquid", "revenu",
    "resource", "budget", "foyer", "situation", "seul", "raison", "motif", "cas ", "plus", "perte",
    "hospitalis", "detes", "droits", "sors", "baise", "chute",
)  # fmt: skip
_REASONS = (
    Reading(
        "motif_grave",
        pattern(_GRAVE),
        always(OUI),
        _GRAVE_NEEDS,
        own=False,
        beside=pattern(r"collègue|voisin|retraite"),
        yes=(
            ("Nos revenus ont beaucoup baissé, je veux arrêter mon temps partiel.", "oui"),
            ("Mon mari vient d’être licencié : puis-je reprendre à temps plein ?", "oui"),
            ("Pour raison grave, un surendettement, fin de mon temps partiel svp.", "oui"),
            ("Ma femme m’a quitté, je demande à repasser à temps complet.", "oui"),
        ),
        no=(
            "Je veux revenir à temps plein pour raison de service.",
            "Ma collègue divorce et arrête son temps partiel.",
        ),
    ),
    Reading(
        "motif_grave",
        pattern(_NO_GRAVE),
        always(NON),
        ("pas", "aucun", "sans", "bien", "meme", "chang", "par ", "envie", "rien", "stable",
         "identique", "va ", "vont ", "perso"),
        own=False,
        denies=True,
        yes=(
            ("Je n’ai pas de motif grave pour revenir à temps plein.", "non"),
            ("Tout va bien chez moi, je veux juste arrêter mon temps partiel.", "non"),
            ("Ma situation est la même, mais je voudrais repasser à 100 %.", "non"),
        ),
        no=("Je veux revenir à temps plein, est-ce bien possible ?",),
    ),
)  # fmt: skip
_BACK = pattern(
    rf"(?:reprendre|reprends?|reprendrai[a-z]*|revenir|reviendr[a-z]+|repasser|retour|reprise"
    rf"|arrêter"
    r"|arrêt|fin(?! de contrat)|mettre fin|interrompre|sollicite|avancer|cesser|demande|besoin"
    rf"|remettre)[^?!]{{0,80}}(?:{_PARTIAL}|{_WHOLE}|mon retour|toutes mes heures|plus tôt)"
    rf"|(?:{_PARTIAL}|{_WHOLE})[^?!]{{0,120}}(?:arrêter|revenir|reprendre|repasser|fin(?![a-z])"
    r"|retour|avancer|interrompre|reprise|plus tôt)|reprise anticipée|peut plus vivre avec"
    r"|reprendrait plus tôt|avancer (?:mon|son) retour|avant la fin|lui manque"
)
_ASKS_TO_BEGIN = pattern(
    r"demande de temps partiel|(?:prendre|obtenir) un (?:temps|mi)|thérapeutique"
)
_SHARE = (
    r"(?P<n>100|90|50|cent|quatre-vingt[- ]dix|cinquante) ?(?:%|pour ?cents?|pourcents?|centièmes?"
    r"|p\. ?100)"
)
_ILL = (
    r"(?:arrêt(?:ée?)?(?![a-z])|maladie|malade(?![a-z])|cmo(?![a-z])|carence|souffrant[a-z]*|grippe"
    r"|dépression|convalescen[a-z]+)"
)
_PAY = (
    r"(?:touch[a-z]+|perçoi[a-z]+|perçue?|conserv[a-z]+|gard[a-z]+|payée?s?|paie|paye|vers[a-z]+"
    r"|rémun[a-z]+|taux|maintien|maintenu[a-z]*|salaire|traitement|suis|absence|indemnisée?"
    r"|reçoi[a-z]+"
    r"|verse)"
)
_SICK_PAY = (
    Reading(
        "part_payee_en_maladie",
        pattern(
            rf"{_PAY}[^.?!;%\d]{{0,45}}? {_SHARE}|(?:maladie|arrêt|malade|cmo) ?[:,(]? ?"
            rf"{_SHARE.replace('<n>', '<m>')}"
        ),
        lambda match: int(as_number(match["n"] or match["m"])),
        ("%", "cent", "100"),
        beside=pattern(
            r"thérapeutique|combien|quand|passer(?:ai|ait)?|vais|ensuite|puis(?!-je)|après"
            r"|croyais|pensais"
            r"|mutuelle|prévoyance|prime|temps partiel|mi-temps|quotité|ou (?:à )?\d\d|est-ce"
            r"|est-il"
            r"|avant|comme|prévoit|pendant (?:trois|3|les|90)|au lieu|devrai[a-z]*|baisser"
            r"|retenue|remboursée?|travaille"
        ),
        unless=pattern(r"collègue|temps partiel|thérapeutique|grave maladie|accident|prévoyance"),
        yes=(
            ("En arrêt depuis un mois, je perçois 90 % de mon traitement.", "90"),
            ("Mon arrêt de travail est payé à cinquante pour cent.", "50"),
            ("Mon bulletin dit « absence maladie 90 % ».", "90"),
            ("Je suis en CMO, taux versé 90 %.", "90"),
        ),
        no=(
            "En maladie, quand est-ce que je suis payé à 50 % ?",
            "Ma collègue malade touche 90 % de son salaire.",
            "En arrêt, ma mutuelle me verse 50 %.",
        ),
    ),
)
_SICK = pattern(_ILL)
_ABOUT_PARTIAL = pattern(rf"{_PARTIAL}|{_WHOLE}|toutes mes heures")


def part_time_days(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the days of part time, why it is to end, and which share of pay illness leaves."""
    if _ABOUT_PARTIAL.search(plain.text):
        yield from read_days(_DAYS, plain, received)
    if _BACK.search(plain.text) and not _ASKS_TO_BEGIN.search(plain.text):
        yield from read_table(_REASONS, plain)
    if _SICK.search(plain.text):
        yield from read_table(_SICK_PAY, plain)
