"""Hours of the clock in working life: when a day begins, when it ends, when work begins again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from agents.understand.dates import NUMBER, as_number
from agents.understand.readings import Reading, read_table
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern


def _at(name: str = "n") -> str:
    """Make the pattern of an hour of the clock: 23 h 30, vingt-deux heures, minuit."""
    return (
        rf"(?:(?P<{name}>(?!\d+[.,]\d){NUMBER}) ?(?:h|heures?)(?![a-z])"
        rf"(?: ?(?P<{name}_min>[0-5]\d)(?!\d))?(?! ?(?:de (?:pause|coupure|repos|route|travail"
        r"|trajet)|sup|par |semaine|hebdo|dans la|quotid|chaque|réparti|faites?|effectuée|en plus"
        r"|de plus|au total|en moyenne|sur \d))"
        rf"|(?P<{name}_mid>minuit)(?![a-z]))"
    )


_TO = r"(?:à|dès|vers|pour|:|qu'à|autour de|aux alentours de)"
_LAST_HOUR = 24


def _hour(match: re.Match[str]) -> FactValue | None:
    """Read the hour of the one group that matched; no clock shows more than 24."""
    name = next((one for one in ("n", "m", "k") if match.groupdict().get(one)), "")
    if not name:
        return Decimal(_LAST_HOUR)
    minutes = match.groupdict().get(f"{name}_min")
    hour = as_number(match[name]) + (Decimal(int(minutes)) / 60 if minutes else 0)
    return hour.quantize(Decimal("0.01")).normalize() + 0 if hour <= _LAST_HOUR else None


_ELSEWHERE = pattern(
    r"réunion|formation|école|stage(?![a-z])|train|bus(?![a-z])|crèche de|rendez-vous|concert|match"
    r"|nourrice|conseil municipal|enfants|consultation|examen|concours|cérémonie|conférence"
    r"|visite|(?:mes|les|des) cours"
)
"""What has hours of its own, which are nobody's working day."""


def _hour_of_who(match: re.Match[str]) -> FactValue | None:
    """Read the hour, unless il or elle may stand for something else just named (la réunion)."""
    named = match.string[max(0, match.start() - 60) : match.start()]
    it = match[0].startswith(("il", "ele", "qui", "et", "les "))
    return None if it and _ELSEWHERE.search(named + match[0]) else _hour(match)


_NEXT_DAY = r"(?:lendemain|(?:matin|jour) (?:d'après|suivant))"
_AFTERWARDS = pattern(rf"{_NEXT_DAY}|au lieu d|repos|pause")
_WHO = (
    r"(?:et(?: ne)?|les [a-z]{4,14}|je|j'|on|nous|il|elle|ils|elles|qui|agente?s?|équipes?|atsem"
    r"|gardien(?:ne)?|service"
    r"|journées?|je ne|elle ne|il ne)"
)
_BEGINNINGS = (
    Reading(
        "debut_de_la_journee",
        pattern(
            r"(?:(?:j'|je |il |elle |on |nous |qui )?(?:r?embauche[a-z]*|jembauche)"
            r"|prise de (?:service|poste)|pren(?:ds?|nent|ne|dre) (?:mon|son|leur|le"
            r"|notre) (?:poste|service)"
            r"|entre(?:r|nt)? en (?:fonction|service)|heure d'embauche(?: est)?"
            r"|(?:heure de )?début (?:de (?:ma |la |sa )?(?:journée|service|poste))"
            r"|(?:je |j'|il |elle |on |nous )(?:arrive|pointe|badge|débarque|arrivons|pointons"
            r"|(?:suis|est|sommes|arrive|arrivons) (?:là|au (?:bureau|poste|dépôt|travail)|en poste"
            r"|sur (?:place|le pont|le chantier)|à l'atelier))(?= (?:à|dès|vers|le matin) ))"
            rf"(?: [a-zé'-]{{1,9}}){{0,2}}? ?(?:{_TO} )?{_at()}"
        ),
        _hour,
        (
            "embauche",
            "prise de",
            "pren",
            "fonction",
            "service",
            "debut",
            "suis ",
            "est ",
            "arive",
            "pointe",
            "badge",
            "debarque",
            "somes",
            "arivons",
            "pointons",
        ),
        own=False,
        beside=_AFTERWARDS,
        yes=(
            ("J’embauche à 6 h 30 et je débauche à 14 h.", "6.5"),
            ("Prise de poste : 5 h au dépôt.", "5"),
            ("Mon agente prend son service à cinq heures.", "5"),
            ("Il entre en fonction à 20 h au gymnase.", "20"),
            ("Je suis au dépôt dès 5 h 30.", "5.5"),
            ("J’arrive vers 8 h et je pars à 19 h.", "8"),
            ("Début de service : 6 h ; fin de service : 18 h.", "6"),
        ),
        no=(
            "J’embauche deux saisonniers pour 20 heures.",
            "Avant, je prenais mon poste à 9 h.",
        ),
    ),
    Reading(
        "debut_de_la_journee",
        pattern(
            rf"{_WHO}(?:(?!rev|repr|pas |si )[^.?!;,\d]){{0,35}}? ?(?:commen[a-z]+|début[a-z]+"
            r"|démarr[a-z]+|attaqu[a-z]+|(?:dois|doit|demande d'|faut) ?(?:y )?être (?:là|sur place"
            r"|au (?:bureau|travail|poste|dépôt|garage))|ouvre (?:la|le|les) [a-z]{4,14})"
            rf"(?:(?! mois|contrat)[^.?!;,\d]){{0,20}}? {_TO} "
            rf"(?:{_at()}|(?P<m>\d\d?)(?= ?(?:[.?!,]|$)))"
        ),
        _hour_of_who,
        ("comen", "debut", "demar", "ataq", "etre", "ouvre"),
        own=False,
        beside=pattern(f"{_ELSEWHERE.pattern}|{_AFTERWARDS.pattern}|cdd|congé"),
        yes=(
            ("Je commence à 7 h et je finis à 15 h.", "7"),
            ("L’équipe démarre à 5 h 30 en été.", "5.5"),
            ("On attaque à six heures pour la collecte.", "6"),
            ("Il faut être sur place à 4 h du matin pour le marché, mon agent le sait.", "4"),
            ("Elle ouvre la loge à 7 heures.", "7"),
            ("Ma journée a débuté à 9.", "9"),
        ),
        no=(
            "La réunion de service, elle commence à 14 h.",
            "Je commence à en avoir assez, après 10 heures de route.",
            "Le lendemain je commence à 9 h.",
        ),
    ),
)
_ENDINGS = (
    Reading(
        "fin_de_la_journee",
        pattern(
            r"(?:débauch[a-z]+|(?:heure de )?fin (?:de (?:ma |la |sa )?(?:service|poste|journée))"
            rf"|{_WHO}(?:(?!pas |rest|midi|pause)[^.?!;,\d]){{0,60}}? ?(?:fini[a-z]*|termin[a-z]+"
            r"|quitt[a-z]+|sor[st](?:ent)?|rentr[a-z]+(?: chez [a-z]{3,5})?|m'en vais|s'en va"
            r"|ferm[a-z]+|achevée?|s'arrêt[a-z]+|par[st](?:ent)?(?! en )|arrête|boucle|lâche"
            r"|dépointe|libérée?s?)"
            r"|(?:travaill[a-z]+|boss[a-z]+|reste[a-z]*|garde[a-z]*|retien[a-z]+|retenue?s?"
            r"|mobilis[a-z]+"
            r"|présente?s?|poste|service|journée)(?:(?! en congé)[^.?!;,\d]){0,25} jusqu'(?=[aà] "
            r"|au |[a-z]))"
            rf"(?:(?!pause|midi|avant|mois)[^.?!;\d]){{0,40}}? ?(?:{_TO} )?{_at()}"
        ),
        _hour_of_who,
        ("debauch", "fin", "termin", "quit", "sor", "rentr", "vais", "en va", "ferm", "achev",
         "jusqu", "aret", "par", "boucle", "lache", "depointe", "libere"),
        own=False,
        beside=pattern(f"{_ELSEWHERE.pattern}|puis-je|peut-on|au plus tard|vendredi"),
        yes=(
            ("Je commence à 7 h et je finis à 15 h.", "15"),
            ("Fin de service : 22 h 30.", "22.5"),
            ("Mon agent débauche vers dix-huit heures.", "18"),
            ("Elle ne sort qu’à 20 h les jours de marché.", "20"),
            ("Je m’en vais à 1 h après le bal, le gymnase est vide.", "1"),
            ("Est-il normal de bosser jusqu’à vingt-deux heures ?", "22"),
            ("Le mardi je pars à 19 h 30 du centre social.", "19.5"),
            ("On me retient au guichet jusqu’à 20 h.", "20"),
        ),
        no=(
            "La formation finit à 17 h.",
            "Puis-je quitter mon poste à 15 h le mardi ?",
            "Mon contrat finit dans 3 mois.",
        ),
    ),
    Reading(
        "fin_de_la_journee",
        pattern(
            r"(?:journée|soirée|travail|service)[^.?!;\d]{0,30} (?:qui )?(?:fini[a-z]*|achevée?"
            rf"|termin[a-z]+|s'achève|s'arrête)[^.?!;\d]{{0,12}}? {_TO} {_at()}"
            rf"|travail du jour[^.?!;]{{0,25}} (?:achevé|fini|terminé) à {_at('m')}"
        ),
        _hour,
        ("fini", "achev", "termin", "s'aret"),
        own=False,
        beside=_ELSEWHERE,
        yes=(
            ("Ma soirée de vendredi s’arrête à 21 h.", "21"),
            ("Le service s’est terminé à minuit.", "24"),
        ),
        no=("Le service de la cantine coûte 12 heures.",),
    ),
)  # fmt: skip
_HOURS_TOLD = (
    r"(?:horaires?|planning|journées?|amplitude|travaill[a-z]+|boss[a-z]+|(?:suis"
    r"|est) (?:en poste|là)"
    r"|présente?|service|poste)"
)
_BOTH = (
    rf"{_HOURS_TOLD}[^.?!;,\d]{{0,40}}?[ :,] ?(?:de |entre )?{_at()} ?(?:-|à|/|jusqu'à|>"
    rf"|et) ?{_at('m')}"
    r"(?![^.?!;\d]{0,14}\d\d? ?h)"
)
_SPANS = tuple(
    Reading(
        fact,
        pattern(_BOTH.replace(f"?P<{other}", "?P<other").replace("?P<m", "?P<n")),
        _hour,
        (
            "horaire",
            "planing",
            "journe",
            "amplitude",
            "travail",
            "bos",
            "poste",
            "present",
            "service",
        ),
        own=False,
        beside=pattern(
            f"{_ELSEWHERE.pattern}|pause (?:de|méri)|télétravail|d'astreinte|pass[aeé]|chang|décal"
        ),
        yes=yes,
        no=("Mes horaires sont de 8 h à 12 h et de 14 h à 18 h.",),
    )
    for fact, other, yes in (
        (
            "debut_de_la_journee",
            "m",
            (
                ("Horaires de l’agente : 7 h - 19 h.", "7"),
                ("Samedi je travaille de 6 h à 20 h sans pause.", "6"),
            ),
        ),
        ("fin_de_la_journee", "n", (("Mon planning me met de 9 h à 21 h samedi.", "21"),)),
    )
)
_AGAIN = (
    r"(?:(?:r|re)?commenc[a-z]+|repren[a-z]+|reprise|reven[a-z]+|revien[a-z]+|repar[a-z]+"
    r"|rouvr[a-z]+|ouvr[a-z]+|r?embauch[a-z]+|pointer|prévue?|(?:être|d'être)(?: [a-z]{2,7}){1,2}"
    r"|attendue?|présente?|retourn[a-z]+|y être|bosser|travailler)"
)
_RETURNS = (
    Reading(
        "reprise_le_lendemain",
        pattern(
            rf"{_AGAIN}[^.?!;\d]{{0,45}}? {_TO} {_at()}(?: au lieu de \d\d? ?h(?:eures?)?)?"
            rf"[^.?!;\d]{{0,14}}? (?:le |dès le |au )?{_NEXT_DAY}"
        ),
        _hour,
        ("lendemain", "d'apres", "suivant"),
        own=False,
        yes=(
            ("Je dois revenir à 7 h le lendemain.", "7"),
            ("On me dit d’être au dépôt à six heures le lendemain matin.", "6"),
            ("Il recommence à 5 h 30 le matin suivant.", "5.5"),
        ),
        no=("Je reviens à 8 h ; le lendemain, c’est férié.",),
    ),
    Reading(
        "reprise_le_lendemain",
        pattern(
            rf"(?:{_NEXT_DAY}|(?:je|on|nous|il|elle|ils) (?:re(?:pren|vien|par|commenc)[a-z]+)"
            r"[^.?!;\d]{0,20} (?:samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi) matin"
            r"|prévue? (?:le )?[a-z]{5,8}di matin)"
            rf"[^.?!;\d]{{0,40}}? {_TO} {_at()}"
        ),
        _hour,
        ("lendemain", "d'apres", "suivant", "matin"),
        own=False,
        beside=pattern(r"fini|termin|jusqu'|débauch"),
        yes=(
            ("Le concert fini, je rouvre le lendemain à 9 h.", "9"),
            ("On me demande de pointer le lendemain dès huit heures.", "8"),
            ("Après la nuit, il reprend samedi matin à 7 h.", "7"),
        ),
        no=("Le lendemain, je finis à 17 h.",),
    ),
    Reading(
        "reprise_le_lendemain",
        pattern(
            r"(?:fini|termin|quitt|débauch|ferm|jusqu')[a-z]*[^.?!;\d]{0,30}?(?:à |vers )"
            r"(?:minuit|2[0-4] ?h(?:eures?)?(?: ?[0-5]\d)?)[^?!;\d]{0,40}?"
            rf"(?:{_AGAIN}|retour|là|de nouveau|remet[a-z]*)[^.?!;\d]{{0,25}}? (?:{_TO} )?{_at()}"
        ),
        _hour,
        ("minuit", "h", "heure"),
        own=False,
        beside=pattern(r"astreinte"),
        yes=(
            ("Je ferme la salle à 23 h et je suis de nouveau là à 8 h.", "8"),
            ("Le bal finit vers minuit, retour au dépôt à 7 h.", "7"),
        ),
        no=("Je finis à 22 h, à quelle heure puis-je revenir ?",),
    ),
    Reading(
        "reprise_le_lendemain",
        pattern(
            r"(?:rentr|fini|termin|quitt|débauch)[a-z]*[^.?!;\d]{0,25}? à (?:minuit|[0-5] ?h"
            r"(?:eures?)?)[^.?!;\d]{0,25} (?:et|puis|pour) (?:re(?:pren|vien|ven|par|commenc)[a-z]+"
            rf"|rembauch[a-z]+)[^.?!;\d]{{0,20}}? à {_at()}"
        ),
        _hour,
        ("rev", "rep", "recom", "remb"),
        own=False,
        yes=(("Ils finissent à 2 h du matin et reprennent à 11 h.", "11"),),
        no=("Ils finissent à 17 h et reprennent le dossier à 2 h.",),
    ),
)
_SUPPOSED = re.compile(
    r"\b(?:si|quand|lorsque|que) (?=(?:j'|je |on |nous |il |elle )(?![^.?!;,]{0,30}(?:ais|ait)\b))"
)


def clock(plain: Plain) -> Iterator[FactRead]:
    """Read the hours a day is told by; those that are supposed are those the writer asks about."""
    asked = replace(plain, text=_SUPPOSED.sub(lambda found: " " * len(found[0]), plain.text))
    yield from read_table((*_SPANS, *_BEGINNINGS, *_ENDINGS, *_RETURNS), asked)
