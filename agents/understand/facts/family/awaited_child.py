"""The child that is awaited or just born: who asks, its rank, one child or several."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER, ORDINAL, as_number, as_rank
from agents.understand.doubt import OTHERS
from agents.understand.readings import Reading, always, read_table, told_count
from statute.facts import MERE, SECOND_PARENT, FactRead, FactValue
from statute.french import Plain, pattern

_ANOTHER = pattern(OTHERS)
_AWAITED = pattern(
    r"enceinte|accouch|grossesse|attends? (?:un|mon|ma|notre|son|sa|le|des)|attendons|dpa(?![a-z])"
    r"|terme (?:est|prévu|le|au|:)|(?:mon|le|à) terme(?! de)|congé (?:de )?(?:mat|pat|naiss)"
    r"|naissance|vient de naître|bébé|futur (?:papa|père|maman)|future maman|né hier|née hier"
    r"|(?:est|sont) nées? |nouveau[- ]né|petit frère|petite soeur"
)
_SEVERAL = pattern(r"jume|gémel|triplé|quadrupl|bébés|deux enfants d'un coup")
_MINE = r"(?:mon|ma|notre|son|sa)"
_ONE_CHILD = (
    r"(?:bébé|enfant|fils|fille|garçon|petite?(?! (?:boulot|mot|question|problème|rappel))|poupon)"
)
_AWAITED_ONE = (
    Reading(
        "enfants_attendus",
        pattern(
            r"(?:attends?|attendre|attendons|enceinte (?:de|d'))(?: avec joie| pour [a-z]{3,9})? ?"
            rf"(?:(?:un|une|mon|ma|notre|son|sa|le|la) (?:(?:{ORDINAL}|petite?|tout) ){{0,2}}"
            rf"{_ONE_CHILD}(?![a-z])|(?:mon|ma|notre|son|sa) {ORDINAL}(?! (?:réponse|retour"
            rf"|courrier"
            r"|avis|contrat|arrêté|mois|fois|trimestre|semaine|mutation|échelon|évaluation)))"
        ),
        always(1),
        ("atend", "enceinte"),
        unless=pattern(f"{OTHERS}|réponse|retour de|courrier|arrêté|avis|mutation|colis"),
        own=False,
        yes=(
            ("J'attends un bébé pour mars", "1"),
            ("Enceinte de mon deuxième enfant", "1"),
            ("nous attendons une petite fille", "1"),
            ("j'attends mon 3e", "1"),
            ("Mon épouse attend notre premier enfant", "1"),
            ("Ma compagne est enceinte d'un petit garçon", "1"),
        ),
        no=(
            "J'attends une décision pour ma grossesse",
            "J'attends une réponse pour mon congé maternité",
            "Ma collègue attend un bébé",
            "Je suis enceinte, heureux événement",
        ),
    ),
    Reading(
        "enfants_attendus",
        pattern(
            rf"(?:(?:{_MINE}|le|la|cette|ce|l') ?(?:(?:{ORDINAL}|petite?|futur) )?{_ONE_CHILD}"
            r"(?: [a-z]{3,12})?,? (?:est|vient|va|doit|devrait|devait|arrive|naîtra|né|née|prévue?"
            r"|attendue?|a montré)(?![a-z])(?! (?:malade|chez|scolaris|à l'école|en garde|pas"
            r"|chien|adopt))"
            rf"|congé (?:de )?(?:paternité|maternité|naissance) pour (?:un|1)(?: seul"
            rf"| premier)? enfant"
            rf"|naissance (?:de|du|d'une?|à venir de) ?(?:{_MINE} )?(?:{ORDINAL} |petite? )?"
            rf"{_ONE_CHILD}(?![a-z])(?! (?:de moins|à charge))"
            rf"|bébé (?:prévu|attendu|arrive|est né|est là|pour|né)(?![a-z])"
            r"|(?:petit frère|petite soeur) (?:arrive|est|en route|naîtra)"
            rf"|(?:un|1) seul (?:bébé|enfant) (?:attendu|à naître))"
        ),
        always(1),
        (
            "ne",
            "nait",
            "nais",
            "prevu",
            "atendu",
            "ariv",
            "doit",
            "devrait",
            "va ",
            "bebe",
            "est",
            "conge",
        ),
        unless=pattern(
            rf"{OTHERS}|(?:a|de|aura) {NUMBER} (?:ans|mois)|en (?:19|20)\d\d|malade|adopt|agrément"
            "|école|crèche|études|handicap|sft|supplément familial|partiel"
        ),
        own=False,
        yes=(
            ("Mon bébé est prévu le 3 avril, je suis enceinte", "1"),
            ("La naissance de notre fille est attendue en mai", "1"),
            ("notre fils est né hier, congé paternité", "1"),
            ("La petite est née dimanche, mes jours de naissance ?", "1"),
            ("bébé prévu en juin, congé maternité à partir de quand ?", "1"),
            ("le bébé arrive en mars, je suis enceinte", "1"),
            ("À l'occasion de la naissance de mon premier enfant, congé paternité", "1"),
        ),
        no=(
            "Mon fils est né en 2009, j'ai droit au SFT",
            "Mon fils a 8 ans, il est né en 2018",
            "Le bébé de ma collègue est né hier",
            "Mon enfant est malade, je suis enceinte",
        ),
    ),
)
_PARENTS = (
    Reading(
        "parent",
        pattern(
            rf"j'attends (?:mon|ma|notre|le|la) (?:{ORDINAL}|petite?)(?! (?:paie|réponse|mois))"
            r"|mon (?:gynéco[a-z]*|ventre|accouchement|terme)(?![a-z])|ma (?:sage[- ]femme"
            r"|grossesse|dpa|maternité)(?![a-z])|mon conjoint et moi attendons"
            r"|travailler (?:le )?plus longtemps (?:avant|possible)|enceinte (?:de|d') ?(?:mon|ma"
            r"|mes|jum|un|trip)|agente?[^.?!;\n]{0,40} attend (?:un|une|son|sa|des)(?![a-z])"
            r"|mon congé (?:pathologique|prénatal|postnatal)|j'accouche|(?:j'ai|je vais"
            r"|dois) accouch"
        ),
        always(MERE),
        (
            "atend",
            "gyneco",
            "enceinte",
            "longtemps",
            "ventre",
            "acouch",
            "terme",
            "sage",
            "grosese",
            "dpa",
            "patholog",
            "natal",
            "maternite",
        ),
        unless=pattern(f"{OTHERS}|(?:ma|sa) (?:femme|compagne|épouse|conjointe)|ma fille|belle"),
        own=False,
        yes=(
            ("J'attends mon troisième, quel congé ?", MERE),
            ("Mon gynécologue me donne le 12 mars", MERE),
            ("ma sage-femme est d'accord pour le report", MERE),
            ("ma DPA est le 12 mars", MERE),
            ("Mon terme est en avril", MERE),
            ("mon conjoint et moi attendons une fille", MERE),
            ("Mon congé pathologique commence lundi", MERE),
            ("j'accouche en juin", MERE),
        ),
        no=("Ma collègue dit que ma sage-femme se trompe",),
    ),
    Reading(
        "parent",
        pattern(
            r"(?:ma|sa|mon|son) (?:femme|compagne|épouse|conjointe"
            r"|copine) (?:et moi )?[^.?!;]{0,30}(?:mis"
            r" au monde|a donné naissance|accouch|enceinte|attend|dpa)"
            r"|(?:mes|les) (?:jours|congés) de (?:papa|père|naissance et de paternité)"
            r"|(?:en tant que|comme) (?:papa|père|second parent|deuxième parent|co-?mère)"
            r"|(?:suis|étant) (?:le (?:papa|père)|le second parent|la co-?mère|l'autre parent)"
            r"|jeune papa|futur papa|mon congé (?:de )?paternité|jours? (?:de"
            r"|du) (?:congé (?:de )?)?paternité"
            r"|(?:jvai|jvais|vais?|va) (?:bientôt )?(?:être|devenir) (?:papa|père)"
            r"|(?:les|mes) (?:3|trois) jours (?:de )?naissance"
        ),
        always(SECOND_PARENT),
        (
            "feme",
            "compagne",
            "epouse",
            "conjointe",
            "copine",
            "papa",
            "pere",
            "parent",
            "comere",
            "naisance",
            "co-mere",
            "paternite",
        ),
        unless=pattern(f"{OTHERS}|mon (?:mari|conjoint|compagnon|époux)|les parents"),
        own=False,
        yes=(
            ("Ma compagne a mis au monde notre fille hier", SECOND_PARENT),
            ("Ma femme attend notre premier enfant", SECOND_PARENT),
            ("je suis le second parent, combien de jours ?", SECOND_PARENT),
            ("mes jours de papa", SECOND_PARENT),
            ("comme co-mère, ai-je un congé ?", SECOND_PARENT),
            ("jeune papa, que dois-je poser ?", SECOND_PARENT),
            ("mon épouse et moi attendons des jumeaux", SECOND_PARENT),
            ("en tant que père, quels congés ?", SECOND_PARENT),
        ),
        no=(
            "La femme de mon collègue attend un enfant",
            "Mon mari est le papa, il a combien de jours ?",
        ),
    ),
)


def _next(match: re.Match[str]) -> FactValue | None:
    number = told_count(match)
    return number + 1 if isinstance(number, int) else None


_GROWN = (
    r"(?:enfants?|fils|grandes?|grands?|filles?|garçons?|loulous|petite?s?|ainées?|minots|gamins?)"
)
_RANK = (
    Reading(
        "rang_de_l_enfant",
        pattern(
            rf"(?:sera|c'est|ce serait|voici|arrivée de|naissance de|d'|j'attends|attendons|attend"
            rf"|enceinte de|pour|et) ?(?:mon|notre|ma|le|la|un|une|son"
            rf"|sa) (?:petite? )?(?P<n>{ORDINAL})"
            rf"(?: (?:enfant|bébé|grossesse|petite?|fois))?(?= ?(?:[.,;?!)\n]|$| (?:pour|et|en|est"
            rf"|qui|de la (?:famille|fratrie|tribu)"
            r"|prévue?|le|au|dans|quel|quelle|combien|je|j'|ça|va|arrive|naîtra)))"
        ),
        lambda match: as_rank(match["n"]),
        ("sera", "c'est", "arive", "naisance", "atend", "enceinte", "pour", "et "),
        unless=pattern(
            f"{OTHERS}|mois|semaine|trimestre|fois que|jour|contrat|demande|échelon|année|arrêt"
            r"|renouvel|période|mail|rappel|message|congé parental|adopt"
        ),
        own=False,
        yes=(
            ("Je suis enceinte, ce sera mon deuxième", "2"),
            ("Enceinte, c'est notre premier", "1"),
            ("J'attends mon 3e, quel congé maternité ?", "3"),
            ("nous attendons notre quatrième pour juin", "4"),
            ("Grossesse en cours, ce sera le troisième", "3"),
            ("congé maternité pour mon deuxième, terme en mars", "2"),
            ("Ma femme est enceinte, le petit dernier sera le troisième, terme en mai", "3"),
        ),
        no=(
            "Enceinte, c'est mon deuxième mois",
            "Enceinte, ce sera mon troisième contrat",
            "Ma soeur est enceinte, ce sera son deuxième",
            "Je suis enceinte, c'est mon deuxième mail",
        ),
    ),
    Reading(
        "rang_de_l_enfant",
        pattern(
            rf"(?P<n>{ORDINAL}) (?:enfant|bébé|naissance|grossesse"
            rf"|petite?)(?: [a-z]{{2,8}})?,? (?:attendue?"
            r"|prévue?|en route|arrive|pour|terme|à naître)(?![a-z])"
            rf"|(?:(?<=[,.;:(] )|\A|(?<=\n))(?:et |pour )?(?:le |la )?(?P<m>{ORDINAL})"
            r"(?: (?:enfant|bébé|grossesse))?(?= ?(?:[.,;?!)\n]|$))"
        ),
        lambda match: as_rank(match["n"] or match["m"]),
        ("enfant", "bebe", "naisance", "grosese", "petit", "acouch", "atend", "terme"),
        unless=pattern(f"{OTHERS}|adopt|agrément|à partir d|dès "),
        own=False,
        yes=(
            ("Deuxième bébé attendu le 3 mars, combien de semaines ?", "2"),
            ("troisième enfant prévu en mai, je suis enceinte", "3"),
            ("Premier bébé pour avril", "1"),
            ("4e grossesse, terme en juin", "4"),
            ("accouchement prévu 5 avril, 3e enfant, je pars quand ?", "3"),
            ("J'attends un petit dernier, le troisième, pour mai", "3"),
            ("Terme le 4 mai, deuxième grossesse.", "2"),
        ),
        no=(
            "Je suis enceinte, troisième mois",
            "Ma collègue : deuxième bébé attendu le 3 mars",
            "Adoption d'un deuxième enfant prévue en mai",
        ),
    ),
    Reading(
        "rang_de_l_enfant",
        pattern(
            r"(?:(?:bébé|enfant|petit|grossesse) (?:n° ?|numéro |n ?)?(?P<n>[1-9]|un|deux|trois"
            r"|quatre|cinq)(?= ?(?:[.,;?!)\n]|$| (?:est|arrive|prévu|en route|pour|attendu)))"
            r"|(?:le |la )?(?:n°|numéro) ?(?P<m>[1-9]|un|deux|trois|quatre|cinq) (?:est en route"
            r"|arrive|est prévue?|pour|en route))"
        ),
        lambda match: int(as_number(match["n"] or match["m"])),
        ("bebe", "n°", "numero", "enfant", "petit", "grosese"),
        unless=pattern(f"{OTHERS}|dossier|ticket|téléphone"),
        own=False,
        yes=(
            ("Je suis enceinte, bébé 2 est prévu en mai", "2"),
            ("bébé numéro trois arrive, congé maternité ?", "3"),
            ("Enceinte, le n° 3 est en route", "3"),
            ("bébé n°2, terme en mars", "2"),
        ),
        no=("Ma collègue est enceinte, bébé numéro 2 arrive",),
    ),
    Reading(
        "rang_de_l_enfant",
        pattern(
            rf"(?:ai|avons|a|avec|on (?:en )?a|mes|nos|ayant|maman de|mère de|papa de"
            rf"|père de) (?:déjà )(?P<n>{NUMBER})(?: (?:jeunes?|grande?s?|petite?s?|beaux|belles))?"
            rf"(?: {_GROWN}(?![a-z])| à la maison| qui (?:courent|attendent)|(?= ?(?:[.,;?!)\n]"
            rf"|$)))"
        ),
        _next,
        ("deja",),
        unless=pattern(f"{OTHERS}|adopt|décéd"),
        own=False,
        yes=(
            ("Je suis enceinte et j'ai déjà deux enfants", "3"),
            ("Nous avons déjà trois filles, ma femme est enceinte", "4"),
            ("J'attends un bébé, j'ai déjà deux grands", "3"),
            ("enceinte, j'ai déjà un petit garçon", "2"),
            ("Nous avons déjà deux grands garçons, terme prévu en mai", "3"),
        ),
        no=(
            "J'ai déjà deux enfants à charge, supplément familial ?",
            "Ma collègue est enceinte et a déjà deux enfants",
        ),
    ),
    Reading(
        "rang_de_l_enfant",
        pattern(
            rf"(?P<m>{NUMBER}) (?:enfants?|filles?|garçons?|fils) déjà nés"
            rf"|(?:maman|mère|papa|père) (?:de |d')(?P<n>{NUMBER}) (?:jeunes? |grande?s? "
            rf"|petite?s? )?{_GROWN}"
            r"(?![a-z])"
        ),
        _next,
        ("maman", "mere", "papa", "pere", "deja"),
        unless=pattern(f"{OTHERS}|adopt|décéd|née? |accouché"),
        own=False,
        yes=(
            ("Maman de deux enfants, je suis enceinte, quel congé ?", "3"),
            ("déjà mère de trois filles, j'attends un bébé", "4"),
            ("enceinte et maman d'une petite fille", "2"),
            ("deux enfants déjà nés, et enceinte pour mai", "3"),
            ("Je suis père de deux garçons et ma femme est enceinte", "3"),
        ),
        no=("Maman de deux enfants, je reprends après mon congé maternité",),
    ),
    Reading(
        "rang_de_l_enfant",
        pattern(
            r"(?:premier (?:bébé|enfant)(?! (?:a|de|âgé|aura) )|première (?:grossesse|naissance"
            r"|fois que (?:je suis enceinte"
            r"|j'attends))|primipare|pas encore d'enfants?|aucun (?:autre )?enfant"
            r"|pas d'autres? enfants?|sans autre enfant)(?![a-z])"
        ),
        always(1),
        ("premier", "primipare", "enfant"),
        unless=pattern(f"{OTHERS}|adopt|à partir|dès|pour (?:le|un) premier|sft|supplément"),
        own=False,
        denies=True,
        yes=(
            ("Je suis enceinte, premier bébé", "1"),
            ("Première grossesse, terme en mai", "1"),
            ("enceinte, c'est une première naissance", "1"),
            ("Mme Diallo est enceinte, elle n'a pas d'autre enfant", "1"),
        ),
        no=("Ma soeur est enceinte, premier bébé", "Le premier enfant ouvre-t-il droit au SFT ?"),
    ),
)
_BEING_AWAITED = pattern(
    r"enceinte|accouche(?!nt? est passé)|attends (?:un|mon|ma|notre|le|des|une)|attendons"
    r"|dpa(?![a-z])|terme (?:est|prévu|le|au|:|en)|grossesse|futur (?:papa|père)|future maman"
    r"|bébé (?:prévu|arrive|attendu|n|\d)|naissance (?:prévue|attendue)|vais être papa|en route"
)


def awaited(plain: Plain) -> Iterator[FactRead]:
    """Read the child that is awaited or just born, its rank, and who asks."""
    yield from read_table(_PARENTS, plain)
    if _AWAITED.search(plain.text) and not _SEVERAL.search(plain.text):
        yield from read_table(_AWAITED_ONE, plain)
    if _BEING_AWAITED.search(plain.text):
        yield from read_table(_RANK, plain)
    elif _AWAITED.search(plain.text):
        yield from read_table(_RANK[:3], plain)
