"""Days of leave and of absence told alone: the first, the last, the return, how many in a row."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from agents.understand.dates import NUMBER, SpanMention, as_number
from agents.understand.readings import (
    Bound,
    DayReading,
    PeriodReading,
    Reading,
    read_days,
    read_periods,
    read_table,
)
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_THE = (
    r"(?: ?(?:le|au|du|de|dès(?: le)?|à partir d[ue']|à compter d[ue']|pour le|:|est|sera|ce)){0,3}"
    rf" ?{_WEEKDAY}$"
)
_KIND = (
    r"(?:congés?(?![a-z])(?! (?:de |d')?(?:mal|mat|pat|paren|form|long|grav|sans|bonif|excep|adop"
    r"|proche|syndic|présence|solidarité|santé|deuil))(?: annuels?| d'été| d'hiver| de noël)?"
    r"|vacances|ca(?![a-z])|jours de repos)"
)
_KINDS = _KIND.replace("congés?", "congés")
_OTHER = (
    r"malad|arrêt(?!er)|maternité|paternité|parental|accident|citis|formation|grève|sans (?:solde"
    r"|traitement)|bonifié|deuil|décès|décéd|contrat|cdd|télétravail|mission|stage|retraite"
    r"|démission|disponib|détach|mutation|rtt|présence|solidarité|adoption|proche aidant"
)
_NOT_WISHED = pattern(
    rf"{_OTHER}|annul|refus(?!er(?![a-z]))|écoulés|consommés|soldé|depuis|(?:ai|a|avais"
    rf"|avait) (?:posée?s?|pris)(?![a-z])|étais|étaient|l'an (?:dernier|passé)"
)
_WISHED = pattern(
    rf"(?:absente?s?|m'absenter|s'absenter|{_KIND}|voyage|séjour|je pose|pose[rz]?(?= )|poserai"
    r"|poserais|partir|partirais?|pars(?! (?:en|à la) (?:retraite|formation)))[^.?!;]{0,50}$"
)
_BOUNDS: tuple[tuple[str, Bound], ...] = (
    ("premier_jour_de_conge", "first"),
    ("dernier_jour_de_conge", "last"),
)
_LEAVE_DAYS = tuple(
    PeriodReading(
        fact,
        _WISHED,
        ("absen", "conge", "vacance", "parti", "pars", " ca ", "pose", "voyage", "sejour"),
        unless=_NOT_WISHED,
        goes_on=False,
        bound=bound,
        yes=tuple((text, days[place]) for text, *days in (
            ("Je pose du 22 décembre jusqu’au 4 janvier.", "2026-12-22", "2027-01-04"),
            ("J’ai prévu un voyage du 5 juillet 2027 au 10 août 2027.", "2027-07-05",
             "2027-08-10"),
            ("Peut-on me refuser mes vacances du 15 au 26 février 2027 ?", "2027-02-15",
             "2027-02-26"),
        )),
        no=(
            "J’ai posé du 22 décembre au 4 janvier, j’étais malade.",
            "Je pars en formation du 5 au 9 juillet 2027.",
        ),
    )
    for place, (fact, bound) in enumerate(_BOUNDS)
)  # fmt: skip

_FIRST_DAY = (
    rf"(?:(?:(?:premier|1er) jour|début|départ)(?: de| des| du| en| d')?(?: mes| mon| ses| son)?"
    rf" ?{_KIND}(?: souhaitée?| demandée?| prévue?| seront| sera| est| le)*"
    rf"|{_KIND}[^.?!;\d]{{0,25}}"
    rf" (?:commençant|débutant|qui (?:commence|débute)(?:nt|ra|raient)?|commencent|débutent"
    rf"|commenceront|débuteront|à partir|à compter|dès)|(?:je |il |elle |on )?(?:débute|commence"
    rf"|débuterai|commencerai|débuter|commencer) (?:mes|ses|les|des) {_KIND}"
    rf"|(?:suis|être|serai|sera|est|mettre|pars?|partir|partirai|partira|part) en {_KIND}"
    rf"(?: (?:à partir|à compter|dès))?|départ(?: en {_KIND})?(?: prévu| souhaité)?"
    rf"|(?:je |il |elle )?(?:pose|poser|poserai|prends|prendrai|prendre)(?: mes| des| ses)?"
    rf"(?: {_KIND})?(?: (?:à partir|à compter|dès))|quitter? le (?:service|bureau|boulot)"
    rf"|{_KIND}(?: (?:demandés?|souhaités?|prévus?|posés?))? ?:)"
)
_FIRST = (
    DayReading(
        "premier_jour_de_conge",
        pattern(rf"{_FIRST_DAY}(?: que)?{_THE}"),
        ("jour", "debut", "depart", "comenc", "conge", "vacance", "ca ", "pose", "pren", "quit"),
        unless=_NOT_WISHED,
        not_before=pattern(r"(?:jusqu'|avant |retour|fin |reprise)[^.?!;]{0,15}$"),
        coming=True,
        yes=(
            ("Mon premier jour de congé sera le 2 août 2027.", "2027-08-02"),
            ("Début de mes vacances souhaité le 19 avril 2027.", "2027-04-19"),
            ("Elle demande des congés annuels commençant le 15.02.2027.", "2027-02-15"),
            ("Je voudrais être en congé dès le 14 décembre.", "2026-12-14"),
            ("Je commence mes congés demain.", "2026-11-25"),
            ("Mon premier jour de vacances serait le 5 juillet 2027.", "2027-07-05"),
        ),
        no=(
            "Mon premier jour de congé parental sera le 2 août 2027.",
            "Je pars en congés en mai, avec une formation dès le 3 juin.",
            "Je pars en congé maternité le 3 mars.",
        ),
    ),
    DayReading(
        "dernier_jour_de_conge",
        pattern(
            rf"(?:(?:dernier jour|fin)(?: de| des| du| d')?(?: mes| mon| ses| son)? ?{_KIND}"
            rf"(?: souhaitée?| demandée?| prévue?| seront| sera| est| le)*"
            rf"|{_KINDS}[^.?!;\d]{{0,30}}"
            r" (?:finissent|finiront|finissant|se terminent|se termineront|terminent|prennent fin"
            r"|s'achèvent|s'arrêtent|finir(?: que)?|qui finissent)|"
            rf"(?:début|départ|{_KIND})[^.?!;]{{0,60}}[,:-] ?(?:et )?fin(?! de)"
            rf"|{_KIND}(?: demandés?"
            rf"| souhaités?| prévus?)? ?: ?(?:du )?[0-9/]{{3,10}} ?(?:-|au)|(?:absente?|absence"
            rf"|partir"
            rf"|m'absenter|s'absenter|prolonger|rallonger|{_KIND})[^.?!;]{{0,40}}"
            r" jusqu'(?:au|à|en)(?: la)?|absence (?:prendra fin|finira|se terminera))"
            rf"{_THE}"
        ),
        ("dernier", "fin", "termin", "achev", "aret", "jusqu"),
        unless=_NOT_WISHED,
        about=pattern(rf"{_KIND}|absence"),
        not_before=pattern(r"(?:report|reporter|reportés|reportables|valables|utiliser|poser"
                           r"|avant|solder|réponse|perdus|garder|prendre)[^.?!;]{0,45}$"),
        coming=True,
        yes=(
            ("Mon dernier jour de vacances sera le vendredi 13 août 2027.", "2027-08-13"),
            ("Mes congés finissent jeudi prochain.", "2026-11-26"),
            ("Je serai absente jusqu’au 6 janvier inclus pour mes vacances.", "2027-01-06"),
            ("Je voudrais prolonger mes vacances jusqu’au 4 décembre.", "2026-12-04"),
        ),
        no=(
            "Mes congés sont reportables jusqu’au 30 avril 2027.",
            "Mon congé parental finit le 13 août 2027.",
            "Puis-je prendre mes congés jusqu’au 31 janvier ?",
        ),
    ),
)  # fmt: skip
_ABOUT_LEAVE = pattern(rf"(?:{_KIND}|absence|partir|voyage|jours|je pose)")

_MOURNING = pattern(
    r"deuil|décès|décéd|obsèques|enterr|funérailles|mort(?:e|s)?(?![a-z])|perdu (?:mon|ma|notre"
    r"|son)"
    r"|nous a quitt|autorisation (?:spéciale )?d'absence|absence exceptionnelle|hospitalis"
    r"|enfant malade|défunt|incinér|crémation"
)
_ABSENT = (
    r"(?:(?:m'|s')absente(?:r|rai|ra)?|m'arrêter(?: de (?:venir|travailler))?|(?:être|serai|sera"
    r"|suis|est) absente?|me (?:viendrai|viendra|travaillerai|serai|sera) plus(?: (?:là"
    r"|présente?))*"
    r"|premier jour d'absence[^.?!;\d]{0,20}"
    r"|absence(?: (?:souhaitée|demandée|prévue))?(?: (?:à partir|à compter|dès|débutant"
    r"|commençant))|(?:prendre|poser|prendrai|poserai|prends|utiliser)[^.?!;]{0,60}?"
    r" (?:à partir|à compter|dès|en commençant|d'abord|la première|le premier|commençant|débutant)"
    r"|en commençant|en (?:deux|plusieurs|2|3|trois) fois,? (?:la première|d'abord|le premier))"
)
_ABSENCE = (
    DayReading(
        "premier_jour_d_absence",
        pattern(rf"{_ABSENT}(?:(?!jusqu|survenu|décéd|mort)[^.?!;\d]){{0,40}}?{_THE}"),
        ("absen", "areter", "vien", "travail", "sera", "prend", "pose", "utilis", "comenc"),
        unless=pattern(r"collègue(?!s)|voisin|retraite|arrêt (?:de travail|maladie)"
        r"|congés annuels"),
        not_before=pattern(
            r"(?:jusqu'|avant |décéd|mort|survenu|décès|retour|quitté)[^.?!;]{0,20}$"
        ),
        coming=True,
        own=False,
        yes=(
            ("Mon fils est décédé, je voudrais m’absenter à partir du 3 décembre.", "2026-12-03"),
            ("Pour les obsèques je serai absente demain.", "2026-11-25"),
            ("Deuil : elle ne viendra plus à compter du 2/12/26.", "2026-12-02"),
            ("Je prendrai les jours de deuil en deux fois, d’abord le 7 décembre.", "2026-12-07"),
        ),
        no=(
            "Après le décès de ma fille je voudrais être absente jusqu’au 3 décembre.",
            "Je voudrais m’absenter à partir du 3 décembre pour un voyage.",
        ),
    ),
    DayReading(
        "premier_jour_d_absence",
        pattern(r"(?!)"),
        ("a partir", "a compter", "des "),
        after=pattern(
            r"\A,? ?(?:je|il|elle|on) (?:devrai|devra|dois|doit|voudrais|voudrait"
            r"|souhaite|veux|veut|vais|va|serai|sera) (?:m'absenter|s'absenter|être absente?"
            r"|absente?)"
        ),
        about=pattern(r"absen"),
        unless=pattern(r"collègue(?!s)|voisin|retraite|arrêt (?:de travail|maladie)"
        r"|congés annuels"),
        not_before=pattern(r"(?:jusqu'|avant |retour|décéd|mort)[^.?!;]{0,20}$"),
        coming=True,
        own=False,
        yes=(("Décès de mon fils : à partir de demain je dois m’absenter.", "2026-11-25"),),
        no=("Décès de mon fils : à partir de demain je reviens.",),
    ),
)  # fmt: skip

_WHO_RETURNS = r"(?:j'ai|il a|elle a|agente? a|m\. [a-z]{2,12} a|ai|a)"
_BACK = (
    rf"(?:(?:je suis|suis|il est|elle est|est|étant) (?:enfin |bien |donc )?(?:de retour|rentrée?"
    r"|revenue?|de nouveau (?:là|parmi nous|présente?|en poste|au travail)|réintégrée?)"
    rf"(?: (?:au|à|dans|en|de|du|le|mon|ma|son) ?[a-z]{{2,12}}){{0,2}}"
    rf"|{_WHO_RETURNS} (?:bien |enfin )?(?:réintégré|retrouvé|rejoint|regagné) (?:mon|ma|son|sa|le"
    r"|la|mes|ses) [a-zé']{2,12}|(?:retour|reprise|réintégration|remise en (?:service|poste)"
    r"|rentrée)"
    r"(?: (?:au|à|dans|en|de|du|des|d') ?[a-z'. ]{2,40})?"
    r"(?: (?:est|sera|serait|a eu lieu|aura lieu|aurait lieu|prévue?|fixée?|effective?|effectif"
    r"|annoncée?|souhaitée?)){0,3}|(?:sera|serai|être|devrait être|revenir|reviendra|reviendrai"
    r"|rentrer|rentrerai|rentrera|reviens|revient|rentre)(?: (?:de retour|de nouveau|parmi nous"
    r"|présente?|là|au|à|en|poste|bureau|travail|boulot|service)){1,5}"
    r"|(?:doit|dois|va|vais|compte|devrait|devrais|pense) (?:revenir|rentrer|réintégrer"
    r"|retravailler)(?: [a-z]{2,10}){0,3})"
)
_RETURN_REASON = pattern(
    r"malad|arrêt(?!er)|maternité|mat(?![a-z])|paternité|parental|accident|citis|hospital|opér|longue"
    r"|congé|disponib|reprise|réintég|cmo|clm|cld|adoption|absence|burn"
)
_RETURNS = (
    DayReading(
        "date_de_reprise",
        pattern(rf"{_BACK},?(?: (?:depuis|exactement|dès|seulement|prévue?)){{0,2}}{_THE}"),
        ("retour", "rentre", "reven", "revien", "nouveau", "reinteg", "retrouv", "rejoin", "regagn",
         "reprise", "remise", "retravail"),
        unless=pattern(
            r"collègue|voisin|vacances(?! à cause)|sevrage|école|télétravail|temps partiel|mi-temps"
            r"|rdv|rendez|formation|étude|recommandé|courrier|lettre|domicile|à la maison"
            r"|en attendant|reprise (?:d'ancienneté|de (?:mes |l')?(?:services|ancienneté|congés))"
        ),
        about=None,
        past=True,
        imperfect=True,
        yes=(
            ("Arrêt fini : je suis revenue au bureau jeudi dernier.", "2026-11-19"),
            ("Maladie : je suis rentré le 14 septembre 2026.", "2026-09-14"),
            ("De longue maladie, il a réintégré son équipe le 5 octobre 2026.", "2026-10-05"),
            ("Sa réintégration a eu lieu le 12 octobre après son congé.", "2026-10-12"),
            ("Je suis de retour depuis hier après mon congé maternité.", "2026-11-23"),
        ),
        no=("Mon arrêt, je suis rentré à la maison le 14 septembre 2026.",),
    ),
    DayReading(
        "date_de_reprise",
        pattern(rf"{_BACK},?(?: (?:depuis|exactement|dès|seulement|prévue?)){{0,2}}{_THE}"),
        ("retour", "rentr", "reven", "revien", "nouveau", "reinteg", "retrouv", "rejoin", "regagn",
         "reprise", "remise", "retravail"),
        unless=pattern(
            r"collègue|voisin|vacances|sevrage|école|télétravail|temps partiel|mi-temps|rdv|rendez"
            r"|formation|étude|recommandé|courrier|lettre|domicile|à la maison|(?:suis|est)"
            r" (?:rentrée?|revenue?)|a eu lieu|(?:ai|a) (?:réintégré|rejoint|retrouvé|regagné)"
            r"|en attendant|reprise (?:d'ancienneté|de (?:mes |l')?(?:services|ancienneté|congés))"
            r"|si je"
        ),
        coming=True,
        yes=(
            ("Reprise prévue mardi prochain après mon arrêt.", "2026-12-01"),
            ("Il devrait être de nouveau parmi nous le 18 janvier 2027 après sa maladie.",
             "2027-01-18"),
            ("Fin du congé d’adoption, remise en service le 15 février 2027.", "2027-02-15"),
        ),
        no=("Après mon arrêt, la lettre sera de retour à la mairie le 3 mai 2027.",),
    ),
)  # fmt: skip

_LONG = pattern(
    r"cdd|contrat|arrêt(?!er)|malad|grossesse|maternité|essai|préavis|télétravail|rtt"
    r"|parental|formation|sans solde|disponib|retraite|délai|recours|paternité|naissance|accouch"
    r"|stage|titular|adoption|deuil|décès|décéd"
)
_LIMIT = pattern(
    r"maximum|au plus|limite|combien|jamais|plus de|interdi|dépasser|règle|pu (?:partir|prendre)"
)
_UNIT = r"(?P<unit>semaines?|sem|jours?|j|mois)(?![a-z])(?P<half> et demie?)?"
_N = rf"(?P<n>{NUMBER})"
_WITHOUT_BREAK = (
    r"(?:d'affilée|de suite|à la suite|consécuti[a-z]*|d'un coup|d'une traite|d'un (?:seul )?tenant"
    r"|sans (?:interruption|coupure|pause)|en une (?:seule )?fois|non[- ]stop|en continu|continus?"
    r"|d'un bloc|en bloc)"
)


def _calendar_days(match: re.Match[str]) -> FactValue | None:
    """Turn weeks or months into days, week-ends in them; a number without unit is of days."""
    groups = match.groupdict()
    half = Decimal("0.5") if groups.get("half") else Decimal(0)
    per = {"s": 7, "m": 30}.get((groups.get("unit") or "j")[0], 1)
    return Decimal(int((as_number(match["n"]) + half) * per))


_LENGTHS = tuple(
    Reading(
        "jours_d_absence_demandes",
        pattern(written),
        _calendar_days,
        needs,
        unless=_LONG,
        beside=_LIMIT,
        own=False,
        denies=True,
        imperfect=True,
        yes=yes,
        no=no,
    )
    for written, needs, yes, no in (
        (
            (rf"{_N} ?{_UNIT} (?:d'absence|de (?:congés?|vacances) {_WITHOUT_BREAK}"
            rf"|{_WITHOUT_BREAK}"
            rf"|calendaires)"),
            ("absence", "afile", "suite", "consecuti", "coup", "traite", "tenant", "interuption",
             "coupure", "pause", "fois", "stop", "continu", "bloc", "calendaires"),
            (
                ("Mon voyage fait 33 jours d’absence.", "33"),
                ("Elle veut cinq semaines d’un seul tenant pour ses congés.", "35"),
            ),
            ("Au plus 31 jours d’absence, c’est la règle.",),
        ),
        (
            (rf"(?:absence|congé|vacances|séjour)(?: (?:annuel|d'été|continue?|totale?|unique"
            rf"|ininter"
            rf"rompue?))?(?: (?:de|durera|ferait|fera|durerait|serait de|sera de|représente|dure"
            rf"|totalise|totaliserait)){{1,2}} {_N} ?{_UNIT}(?! (?:par|à (?:prendre|poser)|sur|de"
            rf" (?:maladie|deuil)))(?=[^.?!;]{{0,40}}(?:compris|inclus|absence|traverser|voyage"
            rf"|pays|famille|en août|en juillet|cet été|l'été|[,.?;]|$))"),
            ("absence", "conge", "vacances", "sejour"),
            (
                ("Mon agent sollicite une absence continue de 45 jours pour un voyage.", "45"),
                ("Du premier au dernier jour mon congé ferait 33 jours, dimanches inclus.", "33"),
            ),
            ("Une absence continue de 31 jours est la limite.",),
        ),
        (
            (rf"(?:durée|longueur|total)(?: totale?)?(?: de| d')? ?(?:mon|l'|son"
            rf"|cette)? ?(?:absence"
            rf"|congé|vacances|voyage)[^.?!;\d]{{0,50}} ?(?::|=|est de|sera de|serait de) ?{_N} ?"
            rf"{_UNIT}"),
            ("dure", "longueur", "total"),
            (
                ("Durée totale de mon absence, fériés compris = 39 j.", "39"),
                ("La durée de mon congé sera de six semaines.", "42"),
            ),
            ("La durée de mon congé de maternité est de 16 semaines.",),
        ),
        (
            (rf"(?:ne pas être (?:là|présente?)|être absente?|rester en (?:congés?|vacances)|partir"
            rf"|m'absenter|s'absenter|partirais?|absente?|en congés?)(?: [a-z']{{2,12}}){{0,2}}?"
            rf" (?:pendant |durant |pour |environ )?{_N} ?{_UNIT}"
            rf"(?! (?:par|avant|après|plus))(?=(?: {_WITHOUT_BREAK}|[^.?!;]{{0,30}}(?:en tout"
            rf"|compris|inclus|au total|congé|vacances|cet été|cet hiver|en juillet|en août"
            rf"|au pays)|[,.?]))"),
            ("etre", "rester", "partir", "absent", "conge"),
            (
                ("Il voudrait ne pas être là durant 42 jours cet été.", "42"),
                ("Je compte rester en congé 29 jours en tout, dimanches compris.", "29"),
            ),
            ("Je vais partir 3 jours en formation.",),
        ),
        (
            (rf"(?:j'en voudrais|j'en veux|j'en demande|j'en souhaite|elle en veut|il en veut"
            rf"|elle en voudrait|il en voudrait"
            rf"|j'en prendrais) {_N}(?: ?{_UNIT})? {_WITHOUT_BREAK}"),
            ("en v", "en demande", "en souhaite", "en prendrais"),
            (
                ("Combien de congés en une fois ? J’en voudrais 34 sans coupure.", "34"),
                ("Des congés : elle en veut 40 d’affilée.", "40"),
            ),
            ("Des congés : j’en veux 34.",),
        ),
    )
)  # fmt: skip

_WISHES = re.compile(
    r"(?<![a-z])(?:serai[st](?![a-z])|ne (?=(?:viend|travail|sera)[a-z]{1,8} plus))"
)


def _as_wished(plain: Plain) -> Plain:
    """Take a day that would suit as the day asked for (ce serait le 3 août); places stay."""
    return replace(
        plain,
        text=_WISHES.sub(lambda found: "me " if found[0] == "ne " else "seront", plain.text),
    )


def absence_days(plain: Plain, received: date, spans: Iterable[SpanMention]) -> Iterator[FactRead]:
    """Read the days of a leave or an absence, its length, the return."""
    wished = _as_wished(plain)
    if _ABOUT_LEAVE.search(plain.text) and not _MOURNING.search(plain.text):
        yield from read_periods(_LEAVE_DAYS, wished, tuple(spans))
        yield from read_days(_FIRST, wished, received)
    if _MOURNING.search(plain.text):
        yield from read_days(_ABSENCE, wished, received)
    if _RETURN_REASON.search(plain.text):
        yield from read_days(_RETURNS, plain, received)
    yield from read_table(_LENGTHS, wished)
