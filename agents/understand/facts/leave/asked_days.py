"""Days that are asked for: to be saved, to be absent; days given, and to whom."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from agents.understand.dates import NUMBER, as_number
from agents.understand.readings import Reading, always, read_table, total
from statute.facts import FactRead, FactValue
from statute.french import Plain, pattern

_DAYS = r"(?:jours?|j)(?![a-z])"
_SAVE = (
    r"(?:mettre|mets|met|verser|verse|déposer|dépose|placer|place|épargner|transférer"
    r"|ajouter|basculer|caser|rentrer)"
)
_CET = r"(?:(?:sur|au|dans|en) (?:mon |le |son |ce )?(?:cet|compte épargne[- ]temps)(?![a-z])|y )"
_KIND = rf"(?: ?(?:{_DAYS}))?(?: ?(?:de |d')?(?:congés?|ca|rtt|récup[a-z]*|vacances))?"


_TO_SAVE = (
    Reading(
        "jours_a_verser_sur_le_cet",
        pattern(
            rf"(?:y )?(?<!me )(?<!lui )(?<!nous ){_SAVE}(?: (?:mes|les|ses|ces|encore|aussi))*"
            rf" (?P<n>{NUMBER})(?! ?(?:heures|h(?![a-z])|%|mois)){_KIND}"
            rf"(?: (?:restants?|non pris))?(?: \([^)]{{0,40}}\))?"
            rf"(?: (?:et|plus|\+)(?: aussi)? (?:mes |les |ses )?(?P<m>{NUMBER}){_KIND})?"
        ),
        total,
        ("met", "vers", "depos", "plac", "epargn", "transfer", "ajout", "bascul", "cas", "rentr"),
        unless=pattern(
            r"collègue|voisin|au moins|minimum|par an|télétravail|salaire|rafp|additionnelle"
        ),
        yes=(
            ("Mon CET a de la place. Je veux y mettre mes 3 jours de congés et mes 6 RTT.", "9"),
            ("Puis-je verser 8 jours sur mon CET ?", "8"),
            ("Je voudrais déposer 3 CA et 2 RTT sur mon compte épargne-temps.", "5"),
            ("Mon agente souhaite placer dix jours sur son CET.", "10"),
            ("Je peux mettre mes 6 congés restants au CET ?", "6"),
            ("CET : j’aimerais transférer 7 jours de RTT.", "7"),
            ("Pour le CET, je verse 4 jours et aussi mes 3 RTT.", "7"),
            ("Il veut épargner ses 5 jours non pris sur son CET.", "5"),
        ),
        no=(
            "Je voudrais mettre 200 euros de côté avec mon CET.",
            "Ma collègue verse 8 jours sur son CET.",
        ),
    ),
)
_ABOUT_CET = pattern(r"(?:cet|compte épargne[- ]temps)(?![a-z])(?! (?:été|hiver|agent|an))")

_IN_A_ROW = (
    r"(?:d'affilée|de suite|à la suite|consécuti[a-z]*|d'un coup|d'une traite|sans interruption"
    r"|en une (?:seule )?fois|non[- ]stop)"
)
_GO = r"(?:partir|m'absenter|s'absenter|être absente?|absence de|poser|prendre|vacances de)"
_LONG = pattern(
    r"cdd|contrat|arrêt|malad|naissance|grossesse|maternité|essai|préavis|télétravail|rtt"
    r"|cet (?!été|hiver|automne)"
)


def _calendar_days(match: re.Match[str]) -> FactValue | None:
    """Turn weeks into days, week-ends in them."""
    half = Decimal("0.5") if match["half"] else Decimal(0)
    per = {"s": 7, "m": 30}.get(match["unit"][0], 1)
    return Decimal(int((as_number(match["n"]) + half) * per))


_LENGTH = rf"(?P<n>{NUMBER}) ?(?P<unit>semaines?|sem|jours?|j|mois)(?![a-z])(?P<half> et demie?)?"
_ABSENCE = (
    Reading(
        "jours_d_absence_demandes",
        pattern(
            rf"{_LENGTH}(?: (?:de (?:congés?|vacances|ca)|calendaires))?(?: annuels?)? {_IN_A_ROW}"
        ),
        _calendar_days,
        ("afile", "suite", "consecuti", "coup", "traite", "interruption", "fois", "stop"),
        unless=_LONG,
        beside=pattern(r"maximum|au plus|limite|combien|jamais|plus de"),
        yes=(
            ("Puis-je prendre 5 semaines d’affilée cet été ?", "35"),
            ("Mon agent demande 40 jours consécutifs de congés.", "40"),
            ("Je voudrais poser six semaines de congés d’un coup.", "42"),
            ("quatre semaines de vacances à la suite c possible ?", "28"),
            ("Un mois et demi d’une traite pour voir ma famille ?", "45"),
        ),
        no=(
            "J’ai été en arrêt 5 semaines d’affilée.",
            "Combien de jours d’affilée peut-on s’absenter ?",
        ),
    ),
    Reading(
        "jours_d_absence_demandes",
        pattern(
            rf"(?:{_GO}) (?:pendant |pour |durant |environ )?"
            rf"(?P<n>{NUMBER}) ?(?P<unit>semaines?|sem|mois)(?![a-z])(?P<half> et demie?)?"
        ),
        _calendar_days,
        ("partir", "absent", "poser", "prendre", "absence", "vacances"),
        unless=pattern(f"{_LONG.pattern}|repos|retraite|formation|sans solde|parental|disponib"),
        beside=pattern(r"maximum|au plus|limite|combien|jamais|tous les|par an"),
        yes=(
            ("Je voudrais partir 6 semaines au Brésil avec mes congés.", "42"),
            ("Elle veut s’absenter cinq semaines cet hiver.", "35"),
            ("Puis-je poser 4 semaines en juillet ?", "28"),
            ("Il souhaite prendre deux mois de congés annuels.", "60"),
        ),
        no=(
            "Je vais partir en retraite dans 6 semaines.",
            "J’ai dû prendre trois semaines d’arrêt.",
        ),
    ),
)

_GIVING = pattern(
    r"(?:dons? de|donner|donne|donnent|donneur|céder|cède|cédant|donnant|offrir|laisser|recevoir"
    r"|renoncer|faire un don|cagnotte|collecte|cotiser|donnerais|donnerai|cotise)[^.?!]{0,40}"
    r"(?:jours?|rtt|congés?|repos|ca)(?![a-z])"
    r"|(?:jours?|rtt|congés?|repos)(?![a-z])[^.?!]{0,60}(?:donnés?|en don|offerts?|cédés?|donner"
    r"|céder|donnerais|offrir)(?![a-z])|(?:le|ce|mon|notre|un) don(?![a-z])|m'en (?:donner|céder)"
    r"|(?:des|mes|nos) jours pour (?:[a-z]{3,12} ?:|(?:mon|ma|une?|notre) (?:collègue|agente?"
    r"|binôme))"
    r"|bénéficiaire(?: du don)?(?![a-z])"
)
_OF_OTHERS = pattern(
    r"seulement pour|réservé|autre (?:ville|commune)|d'à côté|est-ce que tous|quelles? conditions"
)
_SICK_CHILD = (
    r"(?:enfants?|fils|fille|bébé|garçon|petite?s?|jumeaux|jumelles?|nouveau-né|ado)"
    r"(?:,? [a-zé0-9']{1,12}){0,6}?,?"
    r" (?:(?:gravement |très )?malades?|décédée?|est morte?|hospitalis[a-zé]+|à l'hôpital|leucémie"
    r"|cancer|en phase|chimio[a-z]*|tumeur|réanimation|accident|handicapée?|opérée?|soigné"
    r"|greffe|dialyse|mucoviscidose|myopathie|nous a quitt|traitement (?:lourd|contre)|se bat"
    r"|soins intensifs|coma)"
    r"|(?:leucémie|cancer|tumeur|maladie|hospitalisation|accident|mort|décès|perte|deuil|obsèques"
    r"|enterrement) (?:grave )?(?:de|à|d'|du) ?(?:son|sa|mon|ma|l'|leur|un|une)? ?(?:petite?|fils"
    r"|fille|enfant|bébé|garçon|nourrisson)|(?:perdu|perdre|enterré|enterrer|inhumé|pleure) "
    r"(?:son|sa|leur|un|une|leur jeune) (?:petite? |jeune )?(?:fils|fille|enfant|bébé|garçon"
    r"|petite?)"
    r"|(?:père|mère|papa|maman|parents?) (?:d'une?|de l') ?(?:petite? |jeune )?(?:enfant|garçon"
    r"|fille|bébé|fils)[^.?!]{0,30}(?:malade|hospitalis|chimio|cancer|décéd|leucémie)"
)
_CARING = (
    r"(?:aidante?s?|perte d'autonomie|perdu (?:son |l'|toute )autonomie|dépendante?|alzheimer"
    r"|parkinson|charcot|sclérose en plaques|(?:s'occupe|occuper|m'occupe|prend soin|aide|assiste"
    r"|accompagne|veille sur|soigne)(?: au quotidien| seule?)? ?(?:d[e']|sur)? ?(?:sa|son|mon|ma"
    r"|ses"
    r"|mes) (?:grand-)?(?:mère|père|femme|mari|conjointe?|parents?|maman|papa|épou[a-z]+"
    r"|compagn[a-z]+"
    r"|frère|soeur|beau-[a-z]+|belle-[a-z]+|grand)|(?:mère|père|maman|papa|femme|mari|conjointe?"
    r"|épouse|époux|frère|soeur|grand-mère|compagn[a-z]+)[^.?!]{0,40}(?:avc|handicapée?|paralysée?"
    r"|grabataire|fin de vie|en fauteuil|la lève|le lève|la couche|cancer|démence|dépendan"
    r"|hémiplégi|invalide|tétraplégi))"
)
_OTHER_NEED = (
    r"(?:burn[- ]?out|épuisée?|dépression|déménag[a-z]*|divorc[a-z]*|sépar[a-z]+|mariage|se marie"
    r"|toiture|travaux|maison|jardin|construire|rénov[a-z]*|voyage|tour du monde|vacances"
    r"|concours|révise[rz]?|examen|formation|diplôme|(?:lui|elle)-même (?:un|malade|en|atteinte?"
    r"|hospitalis)|(?:a|ai) (?:lui-même |elle-même )?un cancer|opération|se faire opérer"
    r"|jambe cassée"
    r"|genou|grossesse|enceinte|plus (?:de|aucun) (?:congés?|jours?|rtt|ca)|à découvert|cyclone"
    r"|inondation|incendie|procès|tribunal|création d'entreprise|bébé qui (?:va|vient de) naître"
    r"|pèlerinage|retraite anticipée|lune de miel|chien|chat|malade (?:lui|elle)-même"
    r"|longue maladie)"
)
_TO_WHOM = tuple(
    Reading(
        "beneficiaire_du_don",
        pattern(written),
        always(reason),
        needs,
        own=False,
        imperfect=True,
        yes=tuple((text, reason) for text in yes),
        no=no,
    )
    for reason, written, needs, yes, no in (
        (
            "parent d’un enfant malade ou décédé",
            _SICK_CHILD,
            ("enfant", "fils", "file", "bebe", "garcon", "petit", "jume", "ne ", "ado"),
            (
                "Donner des jours à une collègue dont le fils de 9 ans est gravement malade ?",
                "Don de RTT pour l’enfant d’un collègue hospitalisé.",
                "Mon collègue a perdu son fils, peut-on lui donner nos congés ?",
                "Donner des jours : sa fille est décédée en mars.",
            ),
            ("Donner des jours à un collègue qui n’a pas de voiture ?",),
        ),
        (
            "proche aidant",
            _CARING,
            ("",),
            (
                "On veut donner des RTT à un collègue dont la femme a perdu son autonomie.",
                "Puis-je donner des jours à un agent qui aide sa mère dépendante ?",
                "Don de jours de repos à un proche aidant, possible ?",
                "Il s’occupe de sa mère, peut-on lui donner des congés ?",
            ),
            ("Donner des jours à un collègue qui n’a pas de voiture ?",),
        ),
    )
)
_TO_ANOTHER = Reading(
    "beneficiaire_du_don",
    pattern(_OTHER_NEED),
    always("autre raison"),
    ("",),
    own=False,
    denies=True,
    imperfect=True,
    unless=pattern(r"à la place du don|sans don"),
    yes=(
        ("Donner des jours à un collègue qui déménage ?", "autre raison"),
        ("Je cède 3 RTT à une collègue en burn-out.", "autre raison"),
        ("Peut-on lui offrir des jours pour réviser son concours ?", "autre raison"),
    ),
    no=("Peut-on donner des jours de RTT à un agent ?",),
)


def asked_days(plain: Plain) -> Iterator[FactRead]:
    """Read days to be saved, to be absent, to be given and to whom."""
    if _ABOUT_CET.search(plain.text):
        yield from read_table(_TO_SAVE, plain)
    yield from read_table(_ABSENCE, plain)
    if _GIVING.search(plain.text) and not _OF_OTHERS.search(plain.text):
        would_be = replace(plain, text=re.sub(r"\bserait\b", "seront", plain.text))
        found = list(read_table(_TO_WHOM, would_be))
        yield from found or read_table((_TO_ANOTHER,), would_be)
