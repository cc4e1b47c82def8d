"""What kept annual leave from being taken, where a text tells it apart from that leave."""

from collections.abc import Iterator

from agents.understand.dates import NUMBER
from agents.understand.readings import Reading, always, read_table
from statute.facts import FactRead
from statute.french import Plain, pattern

_CA = (
    r"ca(?! (?:fait|va|me|ne|se|est|dépas|march|compt|veut|sera|y|doit|peut|prend|court|commenc|dur"
    r"|part|suf))(?![a-z])"
)
"""Days of leave by their letters; simplified text writes « ça » so too."""
_NO_LEAVE = (
    r"(?! (?:de |d')?(?:mala|mat|pat|paren|form|bonif|long|sans|excep|grave|adop|proche|enfant"
    r"|présence|solidarité|santé|deuil|pour|pré|post|naiss|commun|supl|unique|d'aid|familial))"
)
_LEAVES = rf"(?:congés(?![a-z]){_NO_LEAVE}|{_CA}|vacances|reliquat)"
_LEAVE = (
    rf"(?:{_LEAVES}|congés?(?![a-z]){_NO_LEAVE}(?! [a-z]{{0,3}} ?(?:mal|mat|pat|paren))"
    rf"|(?:mes|ses|nos|leurs|les|ces|seul|aucun|moindre|{NUMBER}) jours?(?![a-z])(?! (?:d'(?:arr"
    r"|abs|hosp|essai|int)|de (?:mala|mat|pat|form|car|gr[eè]v|rtt|garde|télé|stage|retard|trav)"
    r"|enfant|par |rtt|ouvr)))"
)
_TAKEN = r"(?:prise?s?|posée?s?|soldée?s?|prendre|poser|solder|épuiser|écouler)(?![a-z])"
_NOT_TAKEN = pattern(
    rf"(?:pas|rien|jamais|aucune?|sans|non|ni|impossible|impossibilité|empêchée?s?)"
    rf"[^.?!;]{{0,40}}? {_TAKEN}"
    rf"|n'(?:ai|a|avais|avait)[^.?!;]{{0,15}}? {_TAKEN} (?:aucune?|nul|un seul|le moindre|que)"
    rf"|(?:(?:mes|ses|nos|leurs|les) (?:\d{{1,2}} )?(?:jours|congés|ca|vacances))[^.?!;]{{0,45}}"
    r" (?:perdus|sauté|bloquée?s|restée?s|envolée?s|interdite?s|annulée?s|refusée?s|décalée?s"
    r"|à l'eau|en rade|au compteur|encore là"
    r"|supprimée?s|repoussée?s|gâchée?s|interrompue?s)(?![a-z])"
    rf"|(?:report|reporter|récupérer|reportez|rattraper)(?![a-z])[^.?!;]{{0,30}}{_LEAVES}"
    rf"|{_LEAVES}[^.?!;]{{0,60}}(?:report(?:er|és?|ables?)?|récupérer)(?![a-z])"
    rf"|que (?:deviennent|devient|faire de|vont devenir)[^.?!;]{{0,20}}{_LEAVE}|reliquat"
    rf"|{_LEAVE}[^.?!;]{{0,60}} (?:parce que|à cause d|en raison d|du fait d|pour cause d|faute d"
    r"|suite à|pour raison)|(?:refusé|annulé|supprimé|décalé|bloqué|repoussé|interdit)"
    rf"(?: (?:tous|toutes|mes|les|nos|ses|tout)){{0,2}} {_LEAVES}|(?:renoncer|renoncé) à (?:mes"
    rf"|ses)"
    rf" {_LEAVES}|pas (?:pu|eu)[^.?!;]{{0,20}}(?:profiter|bénéficier|droit à mes|de {_LEAVES})"
    rf"|(?:malade|hospitalisée?|arrêtée?)[^.?!;]{{0,20}} (?:pendant|durant) (?:mes|ses) {_LEAVES}"
)
"""Leave that was not taken, or that one wishes to keep."""
_LEAVE_TOLD = pattern(_LEAVE)
_COULD_NOT_LEAVE = pattern(
    r"(?:pas|rien|jamais)(?: [a-z]+)? pu (?:[a-z]+ )?(?:poser|solder|m'absenter|partir en)"
    r"|sans pouvoir (?:m'absenter|s'absenter|poser|partir|les (?:prendre|poser))"
    r"|empêchée? de (?:poser"
    r"|partir|prendre)|(?:jours?|j),? non pris|n'a pas soldé"
)
_OTHER_MATTER = pattern(
    r"stage(?![a-z])|stagiaire|titularis|titu(?![a-z])|carence|prénatal|congé de naissance|rtt pour"
    r"|à la suite(?! d)|d'affilée|consécuti"
)

_SICK = (
    r"(?:(?:en|mon|son|un|d'|cet|mes|ses|l'|d'un|par mon) ?arrêts?(?! (?:de bus|de jeu))(?![a-z])"
    r"|arrêts? (?:de travail|maladie)|arrêtée?(?= (?:tout|toute|depuis|pendant|de |du |\d|par|en"
    r"|longtemps|plusieurs|des ))|(?:étais|était|été|suis|est|tombée?|fus) (?:gravement |très"
    r" |trop |longtemps )?malade|(?<!enfant )maladie(?! (?:de (?:mon|ma|son|sa|l'enfant|notre)|des"
    r" enfants))|clm(?![a-z])|cld(?![a-z])|cmo(?![a-z])|citis|longue (?:maladie|durée)"
    r"|hospitalisée?|hospitalisation|accidents?(?! de (?:mon|ma|parcours))(?![a-z])"
    r"|opérée?(?![a-z])"
    r"|opération|convalescence|chimio[a-z]*|cancer(?! de (?:mon|ma))|burn[- ]?out|dépression"
    r"|fracture|jambe cassée|mi-temps thérapeutique|congé de (?:santé|grave maladie)"
    r"|alitée?|radiothérapie|rayons|dialyse|avc(?![a-z])|infarctus|clinique|hôpital|plâtrée?"
    r"|souffrante?|sciatique|lumbago|grippe|soins lourds|maladie professionnelle|covid"
    r"|accidents? du travail|rééducation|invalidité temporaire)"
)
_FAMILY = (
    r"(?:(?:congés? |congé d'|en |de |la |mon |ma )?(?:maternité|paternité)(?![a-z])"
    r"|congés? (?:parental|mater?|pater?|familial|d'adoption|(?:de )?présence|(?:de )?proche"
    r"|d'aidante?|de solidarité|(?:de )?deuil|pathologique|pour (?:élever|m'occuper|s'occuper"
    r"|garder"
    r"|accompagner))|parental(?![a-z])|présence parentale|proche aidante?|naissance de (?:mon|ma"
    r"|mes|nos|notre)|accouchement|congé d'accueil)"
)
_OTHER = (
    r"(?:nécessités? d[ue] service|(?:besoins?|intérêt) d[ue] service|trop de (?:travail|boulot"
    r"|taf)"
    r"|surcharge|charge de travail|sous-effectifs?|manque d[e'] ?(?:personnel|monde|effectifs?"
    r"|bras)"
    r"|(?:chef|cheffe|responsable|hiérarchie|direction|mairie|service|supérieure?|maire|directeur"
    r"|directrice|n\+1|on)[^.?!;]{0,12} (?:me |m'|les |nous |lui |l'|tout |a |ont ){1,3}"
    r"(?:les |tout |ai |a |ont )?(?:refusés?|annulés?|bloqués?|supprimés?|interdit|imposés?)"
    r"|(?:personne|impossible|pas) (?:pour|de|à) (?:me |le |la |m')?(?:faire )?remplac[a-z]+"
    r"|pas (?:été )?remplacée?|(?:remplaçais|remplaçait|remplacer|remplacé) (?:ma|mon|sa|son|une?"
    r"|la|le|des)|élections|inondations?|canicule|tempête|réquisition[a-zé]*|plan d'urgence"
    r"|chantier|travaux|déménagement du service|fermeture|clôture (?:du|des) (?:budget|comptes)"
    r"|intérim|permanence|rester (?:à|au|en) (?:mon poste|poste|service|bureau|mairie)|rappelée?s?"
    r"|pic d'activité|équipe réduite|(?:absence|départ|arrêt) d[e'] ?(?:ma|mon|une?"
    r"|mes) (?:collègues?"
    r"|binôme|chef)|former (?:le|la|mon|ma)|dossiers? (?:urgents?|à boucler)|grève|crise|sinistre"
    r"|incendie|oubli|pas de remplaçante?|festival|rentrée scolaire|audit|recensement"
    r"|projet urgent|oublié|par choix|pas voulu|personne au guichet|effectifs?"
    r"(?! théorique)|poste vacant|postes? non remplacés?|départs? en cascade|seule? (?:dans|au|à"
    r" (?:tenir|assurer))|changement de logiciel|migration)"
)
_REASONS = (
    (
        "congé de santé",
        _SICK,
        (
            "Il me reste 15 jours que je n’ai pas pu poser, j’étais en arrêt maladie.",
            "Reliquat de 8 j, non pris pour cause de maladie.",
            "Mes congés d’été n’ont pas été pris : le CITIS a duré six mois.",
            "C’est ma chimio qui m’a empêchée de partir en vacances.",
            "Hospitalisée tout l’été, je n’ai pas eu l’occasion de prendre mes jours.",
            "Mes vacances sont tombées à l’eau, j’ai été malade tout le mois.",
        ),
        (
            "Pendant son arrêt, ma collègue n’a pas pu poser ses congés.",
            "En longue maladie, je n’ai pas utilisé mes trois ans.",
            "Pendant mon stage j’ai été en arrêt, mes congés sont-ils décalés ?",
        ),
    ),
    (
        "congé parental ou familial",
        _FAMILY,
        (
            "Je rentre de congé parental et mes 10 jours sont toujours au compteur.",
            "Le congé d’adoption a duré jusqu’en mai, que deviennent mes jours ?",
            "Mes jours de 2025 n’ont pas été posés, j’étais en maternité.",
            "En congé d’aidant toute l’année, je n’ai posé aucun jour.",
            "Reprise après un congé pour élever ma fille, mes congés de 2024 seront-ils perdus ?",
        ),
        ("Je demande un congé de maternité, combien de semaines ?",),
    ),
    (
        "autre raison",
        _OTHER,
        (
            "Mes 5 jours n’ont pas pu être pris, mon chef me les a refusés.",
            "Les élections nous ont bloqués, mes congés n’ont pas été pris.",
            "L’agent n’a pas soldé ses congés, il remplaçait sa responsable.",
            "Personne pour me remplacer, j’ai passé l’été sans pouvoir m’absenter.",
            "Mes congés ont été annulés à cause d’une inondation.",
        ),
        ("Les travaux de la mairie durent, combien de congés ai-je ?",),
    ),
)
_ROWS = tuple(
    Reading(
        "empechement_des_conges",
        pattern(why),
        always(name),
        ("",),
        unless=pattern(
            r"collègue(?!s)|voisin|combien de jours d'arrêt|si je|si j'|enfants? malade"
        ),
        own=False,
        denies=True,
        imperfect=True,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, why, yes, no in _REASONS
)


def prevented_leave(plain: Plain) -> Iterator[FactRead]:
    """Read what prevented leave; of a leave for health or family and another reason, the first."""
    text = plain.text
    if _OTHER_MATTER.search(text):
        return
    if not (_LEAVE_TOLD.search(text) and _NOT_TAKEN.search(text)) and not (
        _COULD_NOT_LEAVE.search(text)
    ):
        return
    found = list(read_table(_ROWS, plain))
    leave = [one for one in found if one.value != _REASONS[-1][0]]
    yield from leave or found
