"""The age limit and the pension: quarters missing, children that put the limit off, its day."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER
from agents.understand.readings import (
    DayReading,
    Reading,
    always,
    read_days,
    read_table,
    told_count,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_OTHERS = "collègue|voisin|amie?s?(?![a-z])"
_PENSION_DAYS = (
    DayReading(
        "date_d_effet_de_la_pension",
        pattern(rf"(?:pension|retraite|retraitée?s?)(?![a-z])[^.?!;\d]{{0,45}}?{AT_THE_DAY}"),
        ("retraite", "pension"),
        not_before=pattern(
            r"(?:née?|demandé|dossier|courrier|réunion|rendez|conseil|simul|entretien|reçue?"
            r"|estim|avant|jusqu|depuis|décéd|mort|fin d|rachat|dépos|envoy|pot|atelier|question"
            r"|info)"
            r"[^.?!;]{0,35}$"
        ),
        unless=pattern(
            rf"{_OTHERS}|réversion|progressive|alimentaire|réforme|décret|s'appliqu|conjoint"
            rf"|mari(?![a-z])|si je"
            r"|(?:puis-je|peut-on|pourrai[st]?-je) (?:partir|prendre|demander|avoir)"
        ),
        coming=True,
        of_month=True,
        yes=(
            ("Ma pension doit commencer le 1er mai 2027, quand envoyer le formulaire ?",
             "2027-05-01"),
            ("La retraite, je la souhaite pour le 1er juin 2028.", "2028-06-01"),
            ("Retraite effective au 1er février 2027.", "2027-02-01"),
            ("Ma retraite pour invalidité prend effet le 1er mars 2027.", "2027-03-01"),
        ),
        no=(
            "J’ai déposé mon dossier de retraite le 3 mars 2027.",
            "Un entretien retraite est prévu le 3 décembre 2026.",
        ),
    ),
)  # fmt: skip
_CHILD = r"(?:enfants?|fils|filles?|garçons?|gamins?|gosses?|mômes?|jumeaux|jumelles)(?![a-z])"
_THAT_DAY = r"(?:67 ans|limite d'âge|à cette date|à ce moment|ce jour)"
_OF_WHOM = pattern(rf"{_OTHERS}|(?:50|cinquante) ans|combien d'enfants")
_CHILDREN = (
    Reading(
        "enfants_a_charge_a_67_ans",
        pattern(
            rf"(?:(?P<a>{NUMBER}) {_CHILD}(?:(?! dont )[^.?!;\d]){{0,60}} charge[^.?!;]{{0,40}} "
            rf"{_THAT_DAY}"
            rf"|67 ans[^.?!;]{{0,40}}(?:aurai|aura|avec|reste[a-z]*|compte[a-z]*|encore)"
            rf" (?:encore |aussi |toujours )?(?P<b>{NUMBER}) (?:{_CHILD}[^.?!;]{{0,30}}"
            r" (?:charge|nourrir|foyer|maison)|pour lesquels|(?:à|qui seront à) (?:ma |sa )?charge)"
            rf"|enfants?(?: [a-z']{{1,12}}){{0,3}} à charge[^.?!;\d]{{0,20}}(?:67 ans)?"
            rf" ?[:=,]? ?(?P<c>{NUMBER})(?![a-z0-9]| ?(?:ans|h(?![a-z])|%|€))"
            rf"|{_THAT_DAY}[^.?!;\d]{{0,20}} (?P<e>{NUMBER}) de (?:mes|ses"
            rf"|nos) enfants[^.?!;]{{0,30}} charge"
            rf"|dont (?P<d>{NUMBER}) (?:seront|sera|resteront|restera) [^.?!;]{{0,20}}charge)"
        ),
        told_count,
        ("67", "limite d'age", "age limite"),
        unless=_OF_WHOM,
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Nous aurons 2 filles à notre charge quand viendront mes 67 ans.", "2"),
            ("Je pars à 67 ans alors que j’aurai trois gamins à la maison.", "3"),
            ("Limite d’âge en mai 2027, enfants encore à charge : 2.", "2"),
            ("À ma limite d’âge, j’ai quatre enfants dont deux seront encore à ma charge.", "2"),
        ),
        no=("À 50 ans j’avais trois enfants à charge, je pars à 67 ans.",),
    ),
)
_NO_CHILD = (
    Reading(
        "enfants_a_charge_a_67_ans",
        pattern(
            r"(?:(?:plus |)aucun |plus d'|pas d')enfants? (?:[a-z]{1,8} )?à (?:ma |sa )?charge"
            rf"[^.?!;]{{0,40}} {_THAT_DAY}"
        ),
        always(0),
        ("67", "limite d'age"),
        unless=_OF_WHOM,
        own=False,
        denies=True,
        yes=(("Je n’aurai plus aucun enfant à charge à 67 ans.", "0"),),
        no=("Aucun enfant à charge pour le moment.",),
    ),
)
_AT_50 = r"(?:à|avais|avait|fêté|atteint|de|dès) (?:mes |ses |l'âge de )?(?:50|cinquante) ans"
_THREE = r"(?:trois|quatre|cinq|six|[3-6])"
_FEW = (
    r"(?:sans (?:aucun )?enfant|aucune?(?![a-z])|pas (?:d'|encore d')enfants?|(?:que|qu'|encore) ?"
    r"(?:une?|deux|[12])(?![a-z0-9])|zéro|(?:une?|deux|[12]) (?:seule? )?"
    r"(?:enfants?|fils|filles?)(?![a-z]))"
)
_NOT_SURE = pattern(
    rf"{_OTHERS}|faut-il|faut avoir|est-ce qu'il|jamais eu|perdu|mort|décéd|moins de (?:trois|3)"
    r"|pas (?:encore |eu |mes |les |alors |déjà ){0,2}(?:trois|3)"
)
_TURNED_50 = pattern(r"(?:mes|eu|ses|avais|à) (?:50|cinquante) ans[^.?!;]{0,20}$")
_AT_FIFTY = (
    Reading(
        "trois_enfants_a_50_ans",
        pattern(
            rf"(?:{_AT_50}[^.?!;]{{0,60}}(?<!pas)(?<!encore)(?<!moins de) {_THREE} (?:grands "
            rf"|beaux )?{_CHILD}"
            rf"|(?<!pas )(?<!encore )(?<!moins de ){_THREE} (?:grands |beaux )?{_CHILD}"
            rf"(?=[^.?!;]{{0,60}} {_AT_50})"
            rf"|enfants?[^.?!;]{{0,25}} (?:50|cinquante) ans ?: {_THREE}(?![a-z0-9]))"
        ),
        always(OUI),
        ("50 ans", "cinquante ans"),
        unless=_NOT_SURE,
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("À cinquante ans j’étais mère de quatre filles.", "oui"),
            ("Mes trois garçons étaient là quand j’ai fêté mes 50 ans.", "oui"),
        ),
        no=("Faut-il avoir eu trois enfants à 50 ans ?",),
    ),
    Reading(
        "trois_enfants_a_50_ans",
        pattern(rf"(?:étais|avais|était|avait)(?: [a-z']{{1,9}}){{0,4}}? {_THREE} {_CHILD}"),
        lambda match: (
            OUI
            if _TURNED_50.search(match.string[max(0, match.start() - 60) : match.start()])
            else None
        ),
        ("50 ans", "cinquante ans"),
        unless=_NOT_SURE,
        own=False,
        imperfect=True,
        yes=(("Quand j’ai eu 50 ans, j’étais mère de 4 enfants.", "oui"),),
        no=("J’ai 50 ans, j’avais trois enfants en garde.",),
    ),
    Reading(
        "trois_enfants_a_50_ans",
        pattern(
            rf"(?:{_AT_50}[^.?!;]{{0,40}}[ :] ?{_FEW}|enfants?[^.?!;]{{0,25}} (?:50"
            rf"|cinquante) ans ?:"
            rf" ?{_FEW}|(?:pas|moins de|pas encore|pas mes) (?:trois|3) {_CHILD}(?=[^.?!;]{{0,40}}"
            rf" {_AT_50})|{_AT_50}[^.?!;]{{0,40}} (?:pas|moins de|pas encore) (?:trois|3) {_CHILD}"
            rf"|(?:que|qu'|seulement) ?(?:une?|deux|[12]) {_CHILD}(?=[^.?!;]{{0,40}} {_AT_50}"
            rf"|[^.?!;]{{0,20}} le jour de mes (?:50|cinquante) ans)"
            r"|jamais eu (?:trois|3) enfants"
            r"|(?:troisième|3e|3eme|petit dernier|petite dernière)[^.?!;]{0,25} "
            r"(?:arrivée?|née?|venue?)(?=[^.?!;]{0,25} (?:j'avais|il avait|elle avait|à|mes) "
            r"(?:5[1-9]|6\d) ans))"
        ),
        always(NON),
        ("50 ans", "cinquante ans", "jamais eu", "troisieme", "3e", "dernier"),
        unless=pattern(f"{_OTHERS}|faut-il|est-ce qu'il"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("À 50 ans, je n’avais qu’un garçon.", "non"),
            ("Le jour de mes 50 ans : deux enfants.", "non"),
            ("Mon troisième est né quand j’avais 53 ans.", "non"),
        ),
        no=("J’ai 50 ans et deux enfants.",),
    ),
)
_MINE = (
    r"(?:mon|ma|mes|notre|nos|un|une|son|sa|ses|l') ?(?:petit |petite |jeune |de mes )?(?:fils"
    r"|filles?|enfants?|garçons?|grande?|ainée?|cadette?|benjamine?|petite?|dernière?|ado"
    r"|enfants à charge)(?![a-z])"
)
_SEVERE = r"(?:80|8[1-9]|9\d|100) ?(?:%|pour cent|pourcent)"
_LESS = r"(?<![\d,.])(?:[2-7]\d) ?(?:%|pour cent|pourcent)"
_ALLOWANCE = r"(?:aah(?![a-z])|allocation (?:aux )?adultes? handicap)"
_QUESTION = pattern(
    rf"{_OTHERS}|faut-il|doit-il|doit-elle|est-ce qu'il faut|à partir de quel|ou (?:à )?50 ?%"
)
_HANDICAP = (
    Reading(
        "enfant_handicape_a_charge",
        pattern(
            rf"(?:{_MINE}[^.?!;]{{0,70}} (?:l'|une |son |sa )?{_ALLOWANCE}"
            rf"|{_MINE}[^.?!;]{{0,60}}(?:handicap|invalid|incapacit|mdph|taux)[^.?!;%]{{0,45}}"
            rf"{_SEVERE})"
        ),
        always(OUI),
        ("ah", "handicap", "invalid", "incapacit", "mdph", "taux"),
        unless=_QUESTION,
        own=False,
        yes=(
            ("J’ai une fille handicapée à plus de 80 %.", "oui"),
            ("Mon aîné vit avec nous, il a l’AAH.", "oui"),
            ("Notre cadet est invalide, taux de 90 %.", "oui"),
        ),
        no=("Faut-il que mon enfant soit invalide à 80 % ?",),
    ),
    Reading(
        "enfant_handicape_a_charge",
        pattern(
            rf"(?:pas d'enfant (?:handicap|invalid)|{_MINE}[^.?!;]{{0,50}}(?:sans (?:invalidité"
            rf"|handicap|{_ALLOWANCE})|(?:pas|ni) (?:(?:d'|de |l'){_ALLOWANCE}"
            rf"|handicapée?(?![a-z])|invalide)|taux de {_LESS})|aucun (?:de (?:mes|nos|ses) "
            rf"|d'eux)?(?:enfants?)?"
            rf"[^.?!;]{{0,40}}(?:{_ALLOWANCE}|handicap|invalid))"
        ),
        lambda match: (
            NON if any(word in match[0] for word in ("handicap", "invalid", "ah", "taux")) else None
        ),
        ("handicap", "invalid", "ah", "taux"),
        unless=_QUESTION,
        own=False,
        denies=True,
        yes=(
            ("Je n’ai pas d’enfant handicapé.", "non"),
            ("Aucun de mes enfants ne touche l’AAH.", "non"),
            ("Ma fille a un taux de 60 %, est-ce que cela suffit ?", "non"),
            ("Mon fils à charge n’est pas invalide.", "non"),
        ),
        no=("Mon fils est handicapé.",),
    ),
)
_QUARTERS = (
    Reading(
        "trimestres_manquants",
        pattern(
            rf"(?:trimestres? (?:[a-z']{{1,10}} )?manquants?(?:[^.?!;\d]|67 ans){{0,30}} ?"
            rf"(?P<a>{NUMBER})(?![a-z0-9]| ?(?:ans|h(?![a-z])))"
            rf"|(?:manqu[a-z]*|défaut|besoin de|reste(?:ra|rait|ront|raient)?|court[a-z]* de"
            rf"|incomplète de|déficit de|retard de"
            rf"|valider|fasse|faire|faudra|faudrait|serai à|suis à|est à|serait à|sera à)"
            rf" (?:encore |toujours |environ )?(?P<b>{NUMBER}) trimestres?(?= (?:du taux|sup|à"
            r" valider|encore|après|au-?[- ]?delà|pour (?:avoir|le taux|une carrière|atteindre)"
            r"|de plus|manqu|à|quand|lorsque)|[ .,;?!)]|$)"
            rf"|(?P<c>{NUMBER}) trimestres? (?:[a-z]{{1,10}} )?(?:en moins|qu'il (?:me|lui) manqu"
            r"|qui (?:me |lui )?(?:manqu|feront|font)|manqu|de moins|feront défaut|à valider"
            r"|supplémentaires)"
            rf"|trimestres? qui (?:me |lui )?manqu[a-z]* ?: ?(?P<e>{NUMBER})(?![a-z0-9])"
            rf"|trimestres?[^.?!;]{{0,40}} (?:m'|l')en manqu[a-z]* (?:encore )?(?P<f>{NUMBER})"
            rf"(?![a-z0-9])|trimestres?[^.?!;]{{0,30}} (?P<d>{NUMBER}) qui (?:me |lui )?(?:manqu"
            rf"|feront"
            r" défaut))"
        ),
        told_count,
        ("trimestre",),
        unless=pattern(f"{_OTHERS}|rachet|rachat|combien|née? "),
        beside=pattern(r"ne (?:me |lui )?manqu[a-z]* (?:pas|plus|aucun|rien)"),
        own=False,
        denies=True,
        yes=(
            ("Trimestres manquants à 67 ans : 9.", "9"),
            ("À la limite d’âge je serai à six trimestres du taux plein.", "6"),
            ("J’ai besoin de 5 trimestres supplémentaires après la limite d’âge.", "5"),
            ("C’est 7 trimestres qu’il me manque.", "7"),
            ("Ma durée d’assurance sera trop courte de 14 trimestres.", "14"),
        ),
        no=("J’ai validé 158 trimestres.", "Combien coûte le rachat de 4 trimestres manquants ?"),
    ),
)


def age_limit(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the day of a pension, the children and the quarters that put the age limit off."""
    yield from read_days(_PENSION_DAYS, plain, received)
    yield from read_table((*_CHILDREN, *_NO_CHILD, *_AT_FIFTY, *_HANDICAP, *_QUARTERS), plain)
