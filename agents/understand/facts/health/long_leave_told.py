"""Long leaves in freer words: the day they began, the choice after a year, rights used up."""

from collections.abc import Iterator
from datetime import date

from agents.understand.dates import NUMBER, WEEK
from agents.understand.facts.health.words import CLD, CLM, OFFICE, PPR
from agents.understand.readings import DayReading, Reading, always, read_days, read_table
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_WEEKDAY = rf"(?:(?:{'|'.join(WEEK)}) )?"
_FROM = rf"(?:au|le|dès le|depuis le|depuis|dès|à (?:partir|compter) (?:du|de)|:) {_WEEKDAY}$"
_NOT_YET = r"(?!demand|refus|renouvel|prolong|termin|fin |jusqu|conseil|expertise|dossier)"
_OPENED = (
    r"(?:ouverte?|accordée?|octroyée?|attribuée?|effective?|débutée?|commencée?|démarrée?|entamée?"
    r"|prend effet|a pris effet|entrée?|début|départ|s'ouvre|prononcée?)"
)
_NO_START = pattern(
    r"(?:jusqu'|fin |née?|renouvel|prolong|demand|déposé|conseil médical|expertise|signé)"
    r"[^.?!;\n]{0,40}$"
)


def _opened(kind: str) -> str:
    """Say what stands before the day on which a leave of some kind opens."""
    return (
        rf"{kind}(?:{_NOT_YET}[^.?!;\n]){{0,30}}[ ,:(]{{1,2}}{_OPENED}"
        rf"(?:{_NOT_YET}[^.?!;\n]){{0,20}}[ :]{{1,3}}(?:{_FROM}|$)|{kind} (?:dès |effective? )?$"
    )


def _begins(kind: str) -> str:
    """Say what stands after that day: le 3 mars, début de mon CLM."""
    return (
        r"(?<=\A),? (?:date (?:de |du )|c'est le |jour (?:de |du )|premier jour (?:de "
        r"|du ))?(?:début"
        r"|commencement|ouverture|départ|point de départ) (?:de |du |d'un )?"
        rf"(?:mon |son |ma |sa |la )?(?:congé (?:de )?|période de )?{kind}"
    )


_DAYS = (
    DayReading(
        "debut_de_la_longue_maladie",
        pattern(_opened(CLM)),
        ("longue maladie", "clm"),
        after=pattern(_begins(CLM)),
        not_before=_NO_START,
        imperfect=True,
        yes=(
            ("Longue maladie : ouverte rétroactivement au 12 janvier 2026.", "2026-01-12"),
            ("Au 1er décembre 2024, début de mon CLM, j'étais à temps plein.", "2024-12-01"),
        ),
        no=("Longue maladie : demande du 12 janvier 2026.", "Fin de mon CLM le 3 mars 2027."),
    ),
    DayReading(
        "debut_de_la_disponibilite_d_office",
        pattern(_opened(OFFICE)),
        ("d'ofice", "dispo"),
        after=pattern(rf"{_begins(OFFICE)}|(?<=\A),? (?:la |ma |c'est la )?{OFFICE}"),
        not_before=_NO_START,
        yes=(
            ("Disponibilité d'office : début 01/02/2025.", "2025-02-01"),
            ("Ma disponibilité pour raison de santé est effective depuis le 4 mai 2026.",
             "2026-05-04"),
            ("Il entre en disponibilité d'office lundi prochain.", "2026-11-30"),
        ),
        no=("Fin de ma dispo d'office : 01/02/2027.", "Ma disponibilité débute le 4 mai 2026."),
    ),
    DayReading(
        "debut_de_la_disponibilite_d_office",
        pattern(rf"{OFFICE},? depuis (?:ce )?$"),
        ("d'ofice", "dispo"),
        past=True,
        yes=(("Me voilà en disponibilité d'office depuis hier.", "2026-11-23"),),
        no=("Mon voisin est en disponibilité d'office depuis hier.",),
    ),
    DayReading(
        "debut_de_la_preparation",
        pattern(_opened(PPR)),
        ("reclasement", "pr"),
        after=pattern(
            rf"{_begins(PPR)}|(?<=\A),? (?:je|j'|il|elle|l'agente?|on)[^.?!;\n]{{0,45}} (?:en"
            r"|cadre "
            rf"(?:de la|d'une)|ma|sa|la) (?:période de )?{PPR}"
        ),
        not_before=pattern(rf"{_NO_START.pattern}|proposé[^.?!;\n]{{0,30}}$"),
        about=pattern("depuis|dès|à (?:partir|compter)|début|effet|commenc|démarr|ouver"),
        yes=(
            ("L'arrêté de PPR prend effet au 5 octobre 2026.", "2026-10-05"),
            ("Depuis le 7 avril, je me forme dans le cadre de la PPR.", "2026-04-07"),
        ),
        no=("Le 7 avril, j'ai demandé à commencer une PPR.", "Un rdv pr le 5 octobre 2026 ?"),
    ),
    DayReading(
        "debut_de_la_preparation",
        pattern(
            rf"(?:commencé|débuté|démarré|entamé|intégré) (?:en |ma |la |une )?{PPR} (?:le )?$"
        ),
        ("reclasement", "pr"),
        past=True,
        yes=(("J'ai commencé la prépa reclassement le 5 oct 2026.", "2026-10-05"),),
        no=("Je n'ai pas commencé la PPR le 5 octobre 2026.",),
    ),
)  # fmt: skip
_A_QUESTION = pattern(
    r"est-ce que|puis-je|dois-je|vaut-il|mieux|intéress|hésit|choisir|différence|propos"
    r"|faut-il|peut-on|je sais pas|si je"
)
_THREE_YEARS = r"(?:(?:mes|les|ses|des|de ses|de mes) )?(?:trois|3) (?:ans|années)"
_USED_UP = (
    r"(?:épuis|consomm|utilis|pris(?![a-df-z])|fait(?!e)|termin|fini(?!r)|sold|écoul|pass|expir"
    r"|achev"
    r"|bénéfici|atteint|échus|eu(?![a-z]))[a-z]{0,4}"
)
_ALL = (
    r"(?:(?:trois|3) (?:ans|années)|36 mois|trente-six mois|(?:la )?totalité|l'intégralité|bout"
    r"|maximum"
    r"|plafond|durée maximale|toute? (?:mon|ma|son|sa|le|la)|tous (?:mes|ses|les)|en entier)"
)
_CHOICES = (
    Reading(
        "suite_de_la_longue_maladie",
        pattern(
            rf"(?:choisi|opté pour|préféré|retenu) (?:la |le )(?:congé (?:de )?)?{CLM}|(?:j'ai"
            r"|il a|elle a"
            r"|l'agente? a) refusé (?:de |d')(?:passer|basculer|aller) (?:en |au |sur )(?:la "
            r"|le )?"
            rf"(?:congé (?:de )?)?{CLD}"
            r"|(?:préféré|préfère|choisi|décidé|voulu|demandé|souhaité)(?: (?:de|à))? (?:rester"
            r"|continuer|garder|poursuivre|demeurer|conserver)(?: [a-zé']{1,8}){0,2} "
            rf"(?:(?:congé|régime) (?:de )?)?{CLM}|(?:coché|répondu|réponse|choix"
            rf"|option)[^.?!;\n]{{0,20}} "
            rf"(?:congé (?:de )?)?(?:la )?{CLM}|(?:j'ai|il a|elle a|l'agente? a)"
            r" (?:donc )?(?:refusé"
            rf"|décliné|renoncé|écarté) (?:à |au |le |la )(?:passage (?:en |au ))?(?:la )?"
            rf"(?:congé (?:de )?)?{CLD}|(?:maintenue?|prolongée?|gardée?|laissée?|conservé|garde"
            r"|reste"
            rf"|demeure)(?: [a-zé']{{1,9}}){{0,2}} (?:en |mon |ma |le |la )(?:congé (?:de )?)?{CLM}"
            rf"[^.?!;\n]{{0,40}} (?:après|au[- ]delà|plutôt|à la fin"
            rf"|passé) [^.?!;\n]{{0,20}}(?:année|an"
            rf"|{CLD})(?![a-z])|(?:plutôt|mieux) que (?:de )?(?:passer |basculer )?(?:en |le |la "
            r"|au )"
            rf"(?:congé (?:de )?)?{CLD}"
        ),
        always("longue maladie"),
        ("longue maladie", "clm", "longue dure", "cld"),
        unless=_A_QUESTION,
        yes=(
            ("J'ai préféré continuer en longue maladie après l'année pleine.", "longue maladie"),
            ("Ma réponse a été : longue maladie.", "longue maladie"),
            ("J'ai refusé le CLD.", "longue maladie"),
        ),
        no=("Vaut-il mieux choisir de rester en CLM ?", "Mon mari a décidé de rester en CLM."),
    ),
    Reading(
        "suite_de_la_longue_maladie",
        pattern(
            r"pas (?:voulu|souhaité|demandé|choisi|pris|accepté|opté)(?: [a-zé']{1,9}){0,4} "
            rf"(?:congé (?:de )?)?{CLD}|sans (?:passer|basculer|aller) (?:en |au |sur )"
            rf"(?:la |le )?(?:congé (?:de )?)?{CLD}|pas (?:passée?|basculée?) (?:en |au |sur )"
            rf"(?:congé (?:de )?)?{CLD}"
        ),
        always("longue maladie"),
        ("longue dure", "cld"),
        unless=pattern(rf"{_A_QUESTION.pattern}|affection|informé|avis"),
        denies=True,
        yes=(
            ("Je n'ai pas voulu de la longue durée.", "longue maladie"),
            ("Elle n'a pas demandé à passer en CLD.", "longue maladie"),
        ),
        no=("Ma collègue n'a pas voulu du CLD.", "Je n'ai pas choisi entre CLM et CLD, j'hésite."),
    ),
    Reading(
        "suite_de_la_longue_maladie",
        pattern(
            r"(?:pris|coché|préféré|accepté|voulu|retenu|choisi|décidé|préfère|répondu|choix"
            r"|réponse|opté"
            r"|demandé et obtenu|signé|dit oui|tranché|bascule|rejoint|intégré)"
            r"(?: (?:de|du|pour|à|la|le|passer|passage|basculer|aller|partir|en|sur|au|vers|case|a"
            r"|été"
            r"|s'est|porté|:|est|mon|ma)){0,6} "
            rf"(?:congé (?:de )?)?{CLD}"
            rf"|demandé (?:la |le )(?:congé (?:de )?)?{CLD} et (?:elle|il|on|l'ai"
            rf"|je l'ai)[^.?!;\n]{{0,12}}"
            r"(?:accordé|obtenu)"
            rf"|(?:passage|bascule|basculement) (?:en|au) (?:congé (?:de )?)?{CLD} (?:le|depuis) \d"
        ),
        always("longue durée"),
        ("longue dure", "cld"),
        unless=pattern(
            rf"{_A_QUESTION.pattern}|affection|demand(?!é et obt|é l)"
            r"|conseil(?! médical est d'acc)"
        ),
        yes=(
            ("J'ai pris la longue durée après l'année de CLM.", "longue durée"),
            ("On m'a donné le formulaire, j'ai coché longue durée.", "longue durée"),
            ("J'ai décidé de basculer sur le CLD.", "longue durée"),
        ),
        no=("Mon mari a pris la longue durée.", "J'hésite : est-ce que je prends le CLD ?"),
    ),
    Reading(
        "longue_maladie_epuisee",
        pattern(
            rf"{CLM}[^.?!;\n]{{0,30}} (?:a duré|couvert|tenu|terminée?|finie?|achevée?|pris fin)"
            rf"(?: (?:au bout|au terme|après|de|pendant)){{0,2}} {_THREE_YEARS}"
            rf"|{CLM}[^.?!;\n]{{0,30}} (?:pris|utilisé|consommé|épuisé)e?s? (?:en (?:totalité"
            r"|entier"
            r"|intégralité)|intégralement|entièrement|totalement|jusqu'au bout)"
            rf"|droits? (?:à |au |de |en |du )(?:congé (?:de )?)?(?:la )?{CLM}[^.?!;\n]{{0,20}}"
            r"(?<!non )(?:expir|échu|épuis|termin|fini|éteint|sold)"
            rf"|{_USED_UP}[^.?!;\n]{{0,25}} {_ALL}[^.?!;\n]{{0,25}} {CLM}"
            rf"|{_ALL}[^.?!;\n]{{0,20}} {CLM}(?: [a-z']{{1,12}}){{0,3}} (?:{_USED_UP}|derrière)"
            rf"|{CLM}[^.?!;\n]{{0,35}} (?:{_USED_UP}[^.?!;\n]{{0,20}} {_ALL}"
            rf"|{_ALL}[^.?!;\n]{{0,20}} "
            rf"{_USED_UP})|fin de droits?[^.?!;\n]{{0,20}}{CLM}|{CLM}[^.?!;\n]{{0,20}}"
            r" (?:en )?fin de "
            rf"droits|{CLM}(?: (?:est|sont|a|ont|été|étant|étaient|totalement|complètement"
            r"|entièrement"
            r"|tous|déjà|maintenant|désormais)){0,4} épuisée?s?(?![a-z])"
            r"|(?:allée?|arrivée?) (?:à son|au|jusqu'à son|jusqu'au) (?:terme"
            rf"|bout)[^.?!;\n]{{0,15}} {_THREE_YEARS}|(?:compteur|droits?|solde)"
            rf"[^.?!;\n]{{0,20}} {CLM}[^.?!;\n]{{0,25}} (?:à zéro|à 0|nuls?)(?![a-z0-9])"
            rf"|(?:sors|sort|sortie?|revient|reviens) (?:de|d'un)[^.?!;\n]{{0,12}} (?:trois"
            rf"|3) ans de {CLM}|épuisé[^.?!;\n]{{0,40}} {CLM}|(?:allée?|été|arrivée?"
            rf"|parvenue?)(?: [a-z']{{1,9}}){{0,2}} "
            rf"bout d[eu](?: [a-z']{{1,9}}){{0,4}} {CLM}"
        ),
        always(OUI),
        ("longue maladie", "clm"),
        unless=pattern(
            r"une fois|quand |lorsque|que se passe|(?<!est )arrive|bientôt|après les|durée max"
            r"|ensuite"
            r"|non épuis|pas|loin d|reste|avant |jamais|(?:un|1|deux|2) ans? (?:de|sur|en)|sera"
            r"|seront"
            r"|seulement|si (?:je|on|l')|peut-on|combien de"
        ),
        imperfect=True,
        yes=(
            ("Mon premier congé de longue maladie a duré les trois ans.", "oui"),
            ("Le CLM précédent a été pris en totalité.", "oui"),
            ("Mes droits à longue maladie sont expirés.", "oui"),
            ("Trois ans de longue maladie terminés, je reprends.", "oui"),
        ),
        no=(
            "Que se passe-t-il quand les droits à longue maladie sont épuisés ?",
            "Mon mari a pris son CLM en totalité.",
        ),
    ),
    Reading(
        "longue_maladie_epuisee",
        pattern(
            r"plus (?:d'|de |aucun |le moindre )(?:aucun )?(?:jours?|droits?|mois|reliquat|crédit)"
            rf" (?:à |au |de |en |du )(?:congé (?:de )?)?(?:la )?{CLM}"
        ),
        always(OUI),
        ("longue maladie", "clm"),
        unless=pattern(r"quand |lorsque|si |est-ce"),
        denies=True,
        imperfect=True,
        yes=(("Je n'ai plus aucun droit à longue maladie.", "oui"),),
        no=("Quand on n'a plus de droits à longue maladie, que faire ?",),
    ),
    Reading(
        "longue_maladie_epuisee",
        pattern(
            r"(?:pas|jamais)(?: encore)? (?:tout )?(?:épuisé|utilisé|consommé|terminé|fini|atteint"
            r"|eu|pris"
            r"|fait(?! de demande)|arrivée? au bout|allée? au bout|allée? jusqu'au bout|bénéficié)"
            rf"[^.?!;\n]{{0,30}}{CLM}|(?:que |qu'|seulement |uniquement |juste )(?!(?:3|trois) ans"
            r"|36)"
            rf"{NUMBER} (?:mois|ans?) (?:et demi )?(?:de |d'|en |sur |dans )[^.?!;\n]{{0,30}}{CLM}"
            rf"|{CLM}[^.?!;\n]{{0,15}} n'a (?:pas duré|duré que) "
            rf"|(?:j'ai|il a|elle a|ayant|conserve|garde) encore (?:des droits?|droit|du|de la"
            rf"|{NUMBER} (?:mois|ans?))[^.?!;\n]{{0,15}}{CLM}"
            rf"|repris[a-z]{{0,2}}[^.?!;\n]{{0,15}} avant (?:la fin"
            rf"|le terme|d'avoir|les)[^.?!;\n]{{0,35}}{CLM}|reste(?:nt)?(?: encore)? (?:des|du|un|"
            rf"quelques) (?:droits?|reliquat|mois|crédit)[^.?!;\n]{{0,15}}{CLM}"
            rf"|{CLM}[^.?!;\n]{{0,35}} (?:loin d'être|non|pas(?: encore)?"
            r"|toujours pas) (?:totalement |entièrement |tout à fait )?(?:épuis|consomm|termin"
            r"|fini|utilis)"
            rf"|(?:au bout de|après) (?!(?:3|trois) ans|36){NUMBER} (?:mois"
            rf"|ans?) de {CLM}[^.?!;\n]{{0,30}} "
            rf"(?:tout n'est|pas tout)|{CLM} (?:court encore|(?:est )?(?:encore|toujours) en cours)"
            rf"|{CLM}[^.?!;\n]{{0,30}} (?:arrêté|interrompu|terminé|cessé|fini)e? (?:bien )?avant "
            rf"(?:la fin |le terme |le bout )?(?:d'atteindre )?(?:de )?{_THREE_YEARS}"
            rf"|reste(?: encore)? {NUMBER} (?:mois|ans?|jours) (?:et demi )?(?:de |sur (?:mes|les"
            r"|ses) )"
            rf"(?:(?:trois|3) ans de )?(?:droits? (?:à|au|de) )?(?:congé (?:de )?)?{CLM}"
        ),
        always(NON),
        ("longue maladie", "clm"),
        unless=pattern(r"quand |lorsque|est-ce|si (?:je|on|l')|combien|demand"),
        denies=True,
        imperfect=True,
        yes=(
            ("Je n'ai pas épuisé mes trois ans de CLM.", "non"),
            ("Mes droits à longue maladie ne sont pas encore épuisés.", "non"),
            ("Mon CLM s'est arrêté avant les trois ans.", "non"),
            ("Il me reste 8 mois de longue maladie.", "non"),
        ),
        no=(
            "Ma collègue n'a pas épuisé ses trois ans de CLM.",
            "Combien me reste-t-il de longue maladie ?",
        ),
    ),
)  # fmt: skip


def long_leaves_told(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read when a leave opened, what was chosen after its first year, what is used up."""
    yield from read_days(_DAYS, plain, received)
    yield from read_table(_CHOICES, plain)
