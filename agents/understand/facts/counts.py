"""Counts: days of leave taken or left, days saved on the CET, teleworked, cycled."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER
from agents.understand.readings import Reading, count, read_table, whole_count
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_LEAVE = (
    r"(?:jours?|j)?(?: ?(?:de |d'))?(?: ?(?:ca(?![a-z])|congés?(?![a-z])(?: annuels?"
    r"| payés)?(?! (?:de |d')?"
    r"(?:mala|mat|pat|paren|form|bonif|long|sans|excep|grave|adop|proche|enfant))|vacances))"
)
_DAYS = r"(?:jours?|journées?|j)(?![a-z])"
_OTHER_DAYS = (
    r"rtt|récup|maladie|malade|formation|fractionnement|télétravail|(?:de|du) cet(?![a-z])"
    r"|heures|carence|grève|hors"
)
_PART_OF_THE_YEAR = (
    r"(?:en|fin|début|mi|au mois d[e']|depuis) ?-? ?(?:janvier|février|mars|avril|mai|juin|juillet"
    r"|août|septembre|octobre|novembre|décembre)|cet (?:été|hiver|automne)|ce printemps|à noël"
    r"|à pâques|entre |du \d|du (?:lundi|mardi)|l'an(?:née)? (?:dernière?|passée?)|il y a|d'affilée"
    r"|hors|avant le|après le|dernière?|passée?|la semaine|consécuti"
)
_NOT_TAKEN = pattern(
    rf"{_OTHER_DAYS}|{_PART_OF_THE_YEAR}|faut|doit|devoir|obligatoire|refus|annul|droit à|imposé"
    r"|voulais|prévu de|demandé|prochaine?"
)
_YEAR = r"(?:cette année|dans l'année|de l'année|en 20\d\d|sur 20\d\d|au total|sur l'année)"
_TAKEN = (
    Reading(
        "jours_de_conge_pris",
        pattern(
            r"(?:aurai|aura|aurons|auront) (?:déjà |donc |en tout |seulement )?(?:pris|posé"
            r"|utilisé)"
            rf"(?: que| seulement| en tout)? (?P<n>{NUMBER}) ?(?:{_LEAVE}|{_DAYS})"
        ),
        count,
        ("pris", "pose", "utilise"),
        beside=_NOT_TAKEN,
    ),
    Reading(
        "jours_de_conge_pris",
        pattern(
            r"(?:n'ai|n'a|n'aurai|ai|a) (?:déjà |donc |en tout )?(?:pris|posé|utilisé|consommé)"
            rf"(?P<only> que)?(?: seulement| en tout)? (?P<n>{NUMBER}) ?{_LEAVE}"
            rf"(?(only)|[^.?!;]{{0,30}}{_YEAR})"
        ),
        count,
        ("pris", "pose", "utilise", "consome"),
        beside=_NOT_TAKEN,
    ),
    Reading(
        "jours_de_conge_pris",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_LEAVE} (?:déjà )?(?:pris|posés|utilisés|consommés)"
            rf"(?: (?:déjà|en tout))?(?= ?(?:[,.;?!)\n]|$)| (?:cette|dans|en 20|sur l|au total"
            rf"|depuis le 1er"
            r" janvier|au 31))"
        ),
        count,
        ("pris", "pose", "utilise", "consome"),
        beside=_NOT_TAKEN,
    ),
    Reading(
        "jours_de_conge_pris",
        pattern(
            rf"{_YEAR},? (?:j'ai|elle a|il a|l'agente? a|je n'ai) (?:pris|posé)(?: que)?"
            rf" (?P<n>{NUMBER}) ?(?:{_LEAVE}|{_DAYS})"
        ),
        count,
        ("pris", "pose"),
        beside=_NOT_TAKEN,
    ),
)
_NOT_LEFT = pattern(
    rf"{_OTHER_DAYS}|préavis|délai|contester|contrat|avant la fin|recours|jours de travail|essai"
    r"|ouvrés avant|télé|stage"
)
_LEFT = (
    Reading(
        "jours_de_conge_restants",
        pattern(
            r"(?:reste(?:nt|ra|rait)?|restait|ai encore|encore"
            r"|(?<!ai )(?<!a )(?<!avais )(?<!aurai )solde(?: de congés?)?(?: est)?(?: de| :)?"
            rf"|reliquat de)(?: (?:encore|environ|que|plus que|à prendre"
            rf"|donc))?,? ?(?P<n>{NUMBER}) ?(?:{_LEAVE}|{_DAYS} à (?:poser|prendre|solder))"
        ),
        count,
        ("reste", "restait", "encore", "solde", "reliquat"),
        beside=pattern("préavis|délai|recours|fractionnement|maladie"),
    ),
    Reading(
        "jours_de_conge_restants",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_LEAVE} (?:20\d\d |annuels )?"
            r"(?:restants?|non pris|pas pris|à (?:solder|poser|prendre)|de reliquat|en reliquat)"
        ),
        count,
        ("rest", "non pris", "pas pris", "a solder", "a poser", "a prendre", "reliquat"),
        beside=pattern("maladie"),
    ),
    Reading(
        "jours_de_conge_restants",
        pattern(
            rf"(?:solde|reliquat|compteur)(?: de(?: mes)?)? (?:congés|ca)(?: annuels)?"
            rf"(?: 20\d\d)?(?: ?(?:est|de|est de|affiche|:)){{0,2}} ?(?P<n>{NUMBER})(?! ?%)"
        ),
        count,
        ("solde", "reliquat", "compteur"),
        beside=pattern("rtt|récup"),
    ),
)
_LEFT_UNNAMED = Reading(
    "jours_de_conge_restants",
    pattern(
        rf"(?:il )?(?:m'en|me|lui|nous) reste(?:ra)?(?: encore| environ"
        rf"| que)? (?P<n>{NUMBER}) {_DAYS}"
        r"(?! (?:pour|avant|de|d'|ouvr|à (?:faire|travailler)))"
    ),
    count,
    ("reste",),
    _NOT_LEFT,
)
_SAVED_UNNAMED = Reading(
    "jours_sur_le_cet",
    pattern(
        rf"(?:j'ai|jai|il a|elle a|avec) (?P<n>{NUMBER}) ?{_DAYS}(?= ?(?:[,.;?!)]|$| et (?:je|la)))"
    ),
    count,
    ("cet", "epargne"),
    pattern("congés?(?! annuels non)|rtt|travaill|télétrav|récup|maladie|arrêt"),
    yes=(
        ("Mes jours de CET catégorie C sont payés 83 euros. J'ai 20 jours, combien ?", "20"),
        ("Mon CET : j'ai 31 jours et je voudrais en faire payer", "31"),
        ("Le CET de mon agente se paye comment ? Elle a 24 jours.", "24"),
    ),
    no=(
        "Mon CET est ouvert. J'ai 20 jours de congés.",
        "J'ai 20 jours, combien puis-je en poser ?",
    ),
)
_ABOUT_SAVED = pattern(
    r"cet(?= |[.,;?!)]|$)(?! (?:agent|été|hiver|arrêt|enfant|emploi|article|avis))"
)
_ABOUT_LEAVE = pattern(
    r"(?:congés?(?! (?:de |d')?(?:mal|mat|pat|paren|form|long))|vacances)(?![a-z])"
)
_ABOUT_OTHER_DAYS = pattern(
    r"rtt|récup|télétravail|formation|enfant malade|gardes?(?: d')|préavis|essai|droit syndical"
)

_CET = (
    r"(?:(?:mon|le|son|ce|un|au|du|leur) cet(?![a-z])"
    r"|(?:(?:mon|le|son|ce|un|au|du) )?comptes? épargne[- ]temps)"
)
_FEEDING = pattern(
    r"mettre|verser|déposer|épargner(?! )|alimenter|placer|transférer|ajouter|bascul|poser|garder"
    r"|indemniser|payer|monétiser|utiliser|vendre|convertir|prendre|puis-je|peut-on|plafond|maximum"
    r"|seuil|au[- ]delà|limite|minimum|mets|mettrai|verse"
)
_SAVED = (
    Reading(
        "jours_sur_le_cet",
        pattern(
            rf"(?:j'ai|jai|g|ai|a|avons|déjà|reste|totalise|cumule|compte|dispose de|il y a"
            rf"|y aura|il y aura|avec"
            rf"|épargnée?s?|:) (?:déjà |encore |environ )?(?P<n>{NUMBER}) ?{_DAYS}"
            rf"(?: (?:épargnés|stockés|placés|posés|de côté|cumulés))?"
            rf" (?:sur|dans|de|en) (?:{_CET}|cet(?= ?(?:[.,;?!)\n]|$| (?:et|je|que|puis|peut"
            rf"|comment|depuis))))"
        ),
        count,
        ("cet", "epargne"),
        beside=pattern("plafond|maximum|voudrais|limite|au[- ]delà"),
    ),
    Reading(
        "jours_sur_le_cet",
        pattern(rf"(?P<n>{NUMBER}) ?{_DAYS} (?:sur|dans) {_CET}(?= ?(?:[,.:;?!)(]|$))"),
        count,
        ("cet", "epargne"),
        beside=pattern(f"{_FEEDING.pattern}|combien|droit"),
        yes=(
            ("24 jours sur mon CET, catégorie A, combien ?", "24"),
            ("Catégorie B. 31 jours sur son compte épargne-temps.", "31"),
        ),
        no=("Je veux mettre 5 jours sur mon CET.", "Combien de jours sur mon CET ?"),
    ),
    Reading(
        "jours_sur_le_cet",
        pattern(
            rf"(?:{_CET}|cet(?= (?:\d|de \d|: ?\d)))"
            r"(?: (?:est|de|contient|affiche|affichait|compte|comporte|créditée? de|solde"
            r"|crédité|à|il y a|j'ai|y a|s'élève)){0,3} ?(?:: ?)?"
            rf"(?P<n>{NUMBER}) ?{_DAYS}(?! (?:par an|en 20|maximum|au plus|de congés? (?:par"
            rf"|maximum)))"
        ),
        count,
        ("cet", "epargne"),
        beside=pattern("plafond|maximum|limité|minimum"),
    ),
    Reading(
        "jours_sur_le_cet",
        pattern(
            rf"j'aurai (?P<n>{NUMBER}) ?{_DAYS} (?:sur|dans|de) {_CET} (?:au 31 décembre"
            r"|(?:à la |en )?fin (?:de l'|d')année)"
        ),
        count,
        ("cet", "epargne"),
        beside=pattern("combien de temps|quand|lorsque|dès que|il faut|il faudra"),
    ),
    Reading(
        "jours_sur_le_cet",
        pattern(
            rf"(?P<n>{NUMBER}) ?{_DAYS} (?:épargnés|stockés|placés|déjà) (?:sur|dans) (?:{_CET}"
            rf"|cet)"
        ),
        count,
        ("cet", "epargne"),
        beside=_FEEDING,
    ),
)

_A_YEAR = (
    r"(?:par an|/ ?an|dans l'année|cette année|sur l'année|l'année|en 20\d\d|annuels?"
    r"|depuis janvier|depuis le (?:1er|premier) janvier|au total|l'an)"
)
_NOT_A_WEEK = r"(?! ?(?:par|/|à la|la|de|) ?(?:sem|mois))"
_TELEWORK = r"(?:télétravail|télétravaillée?s?|t(?:\.?t)?(?![a-z'-])|à la maison)"
_NO_TELEWORK_COUNT = pattern(
    "quota|flottant|refus|propos|plafond|maximum|autoris|droit à|au plus|(?<!jours par )semaine"
    "|par mois"
    "|mensuel|accord|charte|demand|voudr|convention"
)
_COMMUTE = (
    r"(?:vélo|velo|bicyclette|vae|pédal[a-z]*|covoit[a-z]*|trottinette|forfait mobilités?|à pied"
    r"|mobilités durables|deux[- ]roues|(?:trajets?|modes?|mobilités?) (?:doux|douces?))"
)
_NO_COMMUTE_COUNT = pattern(
    "minimum|au moins|faut(?!-il un)|seuil|à partir de|condition|semaine|par mois|moins de"
    "|entre \\d"
)
_LONG = 31


def _many(match: re.Match[str]) -> FactValue | None:
    """Take a count without "this year" only where it is too large for anything shorter."""
    number = whole_count(match)
    long_enough = isinstance(number, int) and (number >= _LONG or match["year"])
    return number if long_enough else None


_DAYS_OF_THE_YEAR = (
    *(
        Reading("jours_de_teletravail", pattern(written), _many, ("tele", "t"), _NO_TELEWORK_COUNT)
        for written in (
            (
                rf"(?P<n>{NUMBER}) ?(?:{_DAYS}|journées?(?: complètes?| entières?)?){_NOT_A_WEEK}"
                rf"[^.?!;]{{0,15}}? {_TELEWORK}"
                rf"(?P<year>[^.?!;]{{0,30}}?{_A_YEAR})?"
            ),
            (
                rf"(?P<year>{_A_YEAR}[^.?!;]{{0,25}}?)?télétravaillée? (?:pendant |environ )?"
                rf"(?P<n>{NUMBER}) ?{_DAYS}{_NOT_A_WEEK}(?: {_A_YEAR})?"
            ),
            (
                rf"télétravail ?:? ?(?P<n>{NUMBER}) ?{_DAYS}{_NOT_A_WEEK}"
                rf"(?P<year>[^.?!;]{{0,20}}?{_A_YEAR})?"
            ),
        )
    ),
    *(
        Reading(
            "jours_de_trajet",
            pattern(written),
            _many,
            (
                "velo",
                "bicy",
                "vae",
                "pedal",
                "covoit",
                "trotin",
                "mobilite",
                "pied",
                "doux",
                "roues",
            ),
            _NO_COMMUTE_COUNT,
        )
        for written in (
            (
                rf"(?P<n>{NUMBER}) ?(?:{_DAYS}|fois){_NOT_A_WEEK}"
                rf"(?P<year>[^.?!;]{{0,20}}?{_A_YEAR})?[^.?!;]{{0,40}}?{_COMMUTE}"
            ),
            (
                rf"{_COMMUTE}[^.?!;]{{0,50}}? (?P<n>{NUMBER}) ?(?:{_DAYS}|fois){_NOT_A_WEEK}"
                rf"(?P<year>[^.?!;]{{0,25}}?{_A_YEAR})?"
            ),
        )
    ),
)


def counts(plain: Plain) -> Iterator[FactRead]:
    """Read days of leave, saved, teleworked and cycled."""
    yield from read_table((*_TAKEN, *_LEFT, *_SAVED, *_DAYS_OF_THE_YEAR), plain)
    if _ABOUT_SAVED.search(plain.text) and not _ABOUT_LEAVE.search(plain.text):
        yield from read_table((_SAVED_UNNAMED,), plain)
    if _ABOUT_LEAVE.search(plain.text) and not _ABOUT_OTHER_DAYS.search(plain.text):
        yield from read_table((_LEFT_UNNAMED,), plain)
