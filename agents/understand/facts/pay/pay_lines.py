"""Lines of pay that are told to be nil, and what changes them: an index, the children, a parent."""

import re
from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER, ORDINAL, as_number, as_rank
from agents.understand.doubt import OTHERS, as_chosen
from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from statute.facts import OUI, FactRead, FactValue
from statute.french import Plain, pattern

_RESIDENCE = r"(?:l'|d')?ind(?:\.|emnité)?s? (?:de )?résidence"
_NBI = r"(?:nbi(?![a-z])|(?:nouvelle )?bonification(?: indiciaire)?)"
_WITHOUT = r"(?:sans|ni|aucune|(?:pas?|pas non plus) (?:de |d'|d)?)"
_ASKED_WHY = pattern(
    r"pourquoi|normal|droit|touche pas encore|plus (?:de|d')|retir|supprim|perdu|oubli|manque"
    r"|réclam|devrai|ma collègue|mon collègue"
)
_NOTHING = (
    Reading(
        "zone_de_residence",
        pattern(rf"(?:{_WITHOUT} ?{_RESIDENCE}|{_RESIDENCE} ?[:=] ?(?:0|néant|non|aucune))"),
        always("3"),
        ("residence",),
        unless=_ASKED_WHY,
        denies=True,
        yes=(
            ("IM 388, pas d'indemnité de résidence ici, combien en brut ?", "3"),
            ("indice 400 (pas d'ind de résidence), 6 heures sup", "3"),
            ("Indice majoré 420, ni NBI ni indemnité de résidence", "3"),
            ("IM 385, on n'a pas d'indemnité de résidence chez nous", "3"),
            ("indice 410 sans indemnité de résidence", "3"),
            ("im 402, pas dindemnite de residence", "3"),
            ("Indice 512, aucune indemnité de résidence", "3"),
            ("Indice majoré 431, indemnité de résidence : néant", "3"),
            ("IM 396, il n'y a pas d'indemnité de résidence dans notre commune", "3"),
            ("indice majoré 377, sans NBI ni indemnité de résidence", "3"),
        ),
        no=(
            "Pourquoi je n'ai pas d'indemnité de résidence, indice 400 ?",
            "Est-ce normal de ne pas avoir d'indemnité de résidence ? Indice majoré 400",
            "Indice 400 : ai-je droit à l'indemnité de résidence ?",
        ),
    ),
    Reading(
        "points_de_nbi",
        pattern(
            rf"(?:{_WITHOUT} ?(?:indemnité de résidence ni )?{_NBI}|nbi ?[:=] ?(?:0|non|néant))"
        ),
        always(0),
        ("nbi", "bonification"),
        unless=_ASKED_WHY,
        denies=True,
        yes=(
            ("Indice majoré 420, ni NBI ni indemnité de résidence", "0"),
            ("IM 520 à temps complet, sans bonification", "0"),
            ("indice majoré 412, pa de nbi pa de prime", "0"),
            ("IM 450, temps plein, sans NBI", "0"),
            ("Je n'ai pas de NBI, indice majoré 398", "0"),
            ("indice 431, aucune NBI", "0"),
            ("indice majoré 400, NBI : 0", "0"),
            ("IM 377, pas de nouvelle bonification indiciaire", "0"),
            ("indice majoré 391, sans indemnité de résidence ni NBI", "0"),
            ("indice 446, je n'ai ni prime ni NBI", "0"),
        ),
        no=(
            "Pourquoi je n'ai pas de NBI ? Indice majoré 398",
            "On m'a retiré ma NBI, indice majoré 398",
        ),
    ),
)
_CHILD = r"(?:enfants?|gosses?|gamins?|petite?s?|fils|filles?|garçons?)"
_COUNTED_OTHERWISE = pattern(rf"{OTHERS}|adultes?|encadr|groupe|classe|crèche")


def _children(match: re.Match[str]) -> FactValue | None:
    return int(as_number(next(written for written in match.groupdict().values() if written)))


_AFTERWARDS = (
    Reading(
        "enfants_ensuite",
        pattern(
            rf"(?:pour (?:les|mes)|(?:plus|reste[a-z]*)(?: à charge)? (?:que )?(?:les |mes )?|reste"
            rf"|restera|resteront|restent|garderai|aurai (?:plus )?que|n'aurai plus que)"
            rf"(?: plus)?(?: que)?(?: (?:les|mes))? (?P<n>{NUMBER})"
            rf"(?: (?:plus jeunes|autres|derniers|dernières|petits|petites|cadets|benjamins))"
            r"|(?:ne |n')(?:me |m'|en )?(?:restera|restent|reste|aurai|ai)(?: plus)? (?:que |qu')"
            rf"(?P<m>{NUMBER}) {_CHILD}(?: à charge)?"
            rf"|(?:de |d'){NUMBER} {_CHILD}(?: à charge)? à (?P<o>{NUMBER})(?!\d| ?%)"
            rf"|(?:de |d'){NUMBER} à (?P<p>{NUMBER}) {_CHILD}"
        ),
        _children,
        ("plus que", "reste", "pour", "aurai", "de ", "d'"),
        unless=_COUNTED_OTHERWISE,
        own=False,
        denies=True,
        yes=(
            ("Le SFT pour les deux plus jeunes, ce sera combien ?", "2"),
            (
                "Mon aîné a 20 ans, il ne restera que 2 enfants, quel supplément familial ?",
                "2",
            ),
            ("SFT : je passe de 2 à 3 enfants", "3"),
            ("on passe de deux enfants à trois, le SFT augmente de combien ?", "3"),
            ("le supplément familial si je passe de 3 enfants à 2", "2"),
            ("de 1 à 3 enfants, quel SFT ?", "3"),
            ("je n'aurai plus que un enfant à charge, SFT ?", "1"),
            ("il me reste combien de SFT pour mes trois autres enfants ?", "3"),
            ("Le SFT pour les trois derniers", "3"),
            ("passage de 3 à 4 enfants, supplément familial", "4"),
        ),
        no=(
            "SFT : ma collègue passe de 2 à 3 enfants",
            "Je passe de 80 à 90 %, mon SFT ?",
            "J'ai 2 enfants, quel SFT ?",
        ),
    ),
)
_ONE_MORE = (
    Reading(
        "enfants_ensuite",
        pattern(
            rf"(?:le|la|notre|mon|ma|un|une) (?P<rank>{ORDINAL})(?: (?:enfant|bébé))?"
            r" (?:arrive|arrivera|est (?:prévue?|attendue?|pour|en route)|va naître|naîtra|naît"
            r"|doit naître|devrait naître)"
            r"|(?:attend|attends|attendons|attendre|enceinte de)(?: pour [a-z]{3,9})? "
            rf"(?:le|la|notre|mon|ma|un|une) (?P<awaited>{ORDINAL})"
            r"(?! (?:mois|fois|réponse|trimestre))"
        ),
        lambda match: as_rank(match["rank"] or match["awaited"]),
        ("atend", "ariv", "prevu", "nait", "est pour", "enceinte", "route", "naitr"),
        unless=_COUNTED_OTHERWISE,
        own=False,
        yes=(
            ("Nous avons deux enfants et le troisième arrive en mars, mon SFT ?", "3"),
            ("SFT : on attend notre deuxième", "2"),
            ("mon 3e est prévu pour avril, supplément familial ?", "3"),
            ("Supplément familial : j'attends mon quatrième enfant", "4"),
            ("le deuxième va naître en janvier, combien de SFT ?", "2"),
        ),
        no=(
            "SFT : ma collègue attend son troisième",
            "SFT : c'est le troisième mois sans versement",
        ),
    ),
)
_ABOUT_CHILDREN_PAID = pattern(r"sft(?![a-z])|supplément familial|supplément pour enfants?")
_TWENTY = (
    DayReading(
        "jour_des_vingt_ans",
        pattern(
            r"(?:20|vingt) ans(?:(?!depuis|avant|ancienneté|service|carrière)[^.?!;\n\d]){0,25}?$"
            r"|(?:20|vingt)e anniversaire[^.?!;\n\d]{0,15}$"
        ),
        ("20", "vingt"),
        unless=pattern("ancienneté|carrière|de service|retraite|je fêterai mes"),
        coming=True,
        own=False,
        imperfect=True,
        yes=(
            ("Mon aîné aura vingt ans le 17 février 2027, mon SFT ?", "2027-02-17"),
            ("ma fille a eu 20 ans le 3 octobre 2026, le sft s'arrête quand", "2026-10-03"),
            ("SFT : mon fils fête ses 20 ans le 9 mars 2027", "2027-03-09"),
            ("les 20 ans de mon fils sont le 21 juin 2027, le supplément familial ?", "2027-06-21"),
            ("Supplément familial : elle aura 20 ans le 30 décembre 2026", "2026-12-30"),
            ("l'aînée prend 20 ans le 2 janvier 2027, et le SFT ?", "2027-01-02"),
        ),
        no=(
            "J'ai 20 ans d'ancienneté depuis le 3 octobre 2026, mon SFT ?",
            "Le SFT pour un enfant né le 3 mars 2020 ?",
        ),
    ),
)
_SPOUSE = (
    r"(?:(?:mon|ma|notre) (?:mari|femme|conjointe?|compagne|compagnon|époux|épouse|ex(?:[- ]"
    r"[a-z]+)?)|l'autre parent|(?:le père|la mère|le papa|la maman) (?:de mes enfants|des enfants"
    r"|du petit|de la petite))"
)
_PUBLIC = (
    r"(?:fonctionnaire|policière?|gendarme|professeure?s?|prof(?![a-z])|enseignante?|institut"
    r"|infirmière? (?:à l'hôpital|au chu|au chr)|militaire|pompier|agente? (?:public|de la ville"
    r"|territorial|communal|municipal|du département)|atsem"
    r"|(?:travaille|bosse|est) (?:aussi |également |comme moi )?(?:à la (?:mairie|commune|ville"
    r"|région|préfecture|cpam(?! priv))|chez vous|au (?:département|conseil|chu|ccas)"
    r"|à l'hôpital|aux impôts|dans la fonction publique)|(?:dans|de) la fonction publique"
    r"|aux impôts|à l'hôpital public)"
)
_OTHER_PARENT = (
    Reading(
        "autre_parent_agent_public",
        pattern(
            rf"{_SPOUSE}(?:(?! pas | ni )[^.?!;\n]){{0,40}}?{_PUBLIC}"
            r"|(?:on est|nous sommes|on bosse|nous travaillons) (?:tous |toutes )?(?:les )?deux"
            r" (?:agente?s?|fonctionnaires?|titulaires|à la (?:mairie|ville)|dans la fonction)"
            r"|couple (?:d'agents|de fonctionnaires)"
        ),
        always(OUI),
        ("mari", "fem", "conjoint", "compagn", "epou", "ex", "deux", "couple", "parent", "pere",
         "mere", "papa", "maman"),
        unless=pattern(r"ma collègue|n'est pas|privé|n'est plus"),
        own=False,
        yes=(
            ("mon mari est policier municipal chez vous, peut-on avoir le SFT chacun ?", "oui"),
            ("Ma femme est fonctionnaire aussi, qui touche le supplément familial ?", "oui"),
            ("mon conjoint travaille à l'hôpital, SFT ?", "oui"),
            ("On est deux agents dans le couple, le SFT ?", "oui"),
            ("SFT : ma compagne est prof au collège", "oui"),
            ("nous sommes tous les deux fonctionnaires, le supplément familial pour qui ?", "oui"),
            ("Un couple d'agents peut-il avoir deux SFT ?", "oui"),
            ("mon ex est infirmière au CHU et touche le SFT", "oui"),
            ("la mère de mes enfants bosse aux impôts, SFT ?", "oui"),
            ("Mon époux travaille aussi à la mairie, supplément familial ?", "oui"),
        ),
        no=(
            "mon ex bosse à la banque, SFT partagé ?",
        ),
    ),
)  # fmt: skip
_ABOUT_PAY = pattern(r"indice|im(?![a-z])|inm(?![a-z])")


def pay_lines(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the lines of pay that are nil, and what changes a line."""
    if _ABOUT_PAY.search(plain.text):
        yield from read_table(_NOTHING, plain)
    if _ABOUT_CHILDREN_PAID.search(plain.text):
        yield from read_table((*_AFTERWARDS, *_ONE_MORE, *_OTHER_PARENT), as_chosen(plain))
        yield from read_days(_TWENTY, plain, received)
