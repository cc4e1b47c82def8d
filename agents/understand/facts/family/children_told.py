"""Children and parents, in more words: ranks, how many are awaited, who asks."""

import re
from collections.abc import Iterator

from agents.understand.dates import NUMBER, ORDINAL, as_months, as_number, as_rank
from agents.understand.doubt import OTHERS
from agents.understand.facts.part_time_reason import child
from agents.understand.readings import Reading, always, read_table
from statute.facts import MERE, SECOND_PARENT, FactRead, FactValue
from statute.french import Plain, pattern

_ANOTHER = pattern(OTHERS)
_ENDS = r"(?= ?(?:[.,;:?!)\n]|$))"
_NEAR_ONE = r"(?:femme|épouse|compagne|conjointe|copine)"
_PARENTS = (
    Reading(
        "parent",
        pattern(
            r"(?:vais|va|dois|devrais|serai|sera|suis|deviens|est|étant|devenir|être)"
            r"(?: bientôt| la| une?| sa| leur| jeune| à nouveau| de nouveau){0,2}"
            r" (?:maman|mère)(?! (?:adoptive|seule|isolée|célibataire|au foyer|divorcée))(?![a-z])"
            rf"|(?:maman|mère) (?:de |d')?{NUMBER} (?:nouveau[- ]nés?|jumeaux|jumelles|bébés)"
            r"|c'est moi qui (?:porte (?:le|la|mon|notre|cet) (?:bébé|enfant|petite?)|attends le"
            r"|ai accouché|accouche)|ma césarienne"
            r"|(?:agente?|(?:mme|madame) [a-z-]{2,15}) (?:nous )?(?:a donné naissance|a mis au"
            r" monde"
            r"|vient d'accoucher|accouchera|doit accoucher|est enceinte)"
            r"|(?:grossesse|accouchement) de (?:notre|mon|mme|madame|l')? ?(?:agente|[a-z-]{3,14})"
            r"(?= (?:arrive|est|se|le|a|prévu|depuis|[a-z]{3,10} (?:le|est)))"
            r"|(?:\A|(?<=[.?!\n] )|(?<=\n))enceinte(?! de (?:mon|ma) (?:mari|conjoint))(?![a-z])"
            r"|j'ai donné naissance|j'ai mis au monde|(?:suis|serai|étant) sa mère(?![a-z])"
        ),
        always(MERE),
        ("maman", "mere", "moi qui", "cesariene", "naisance", "monde", "acouch", "enceinte",
         "grosese"),
        unless=pattern(
            rf"collègue|voisine|belle-mère|grand-mère|(?:ma|sa|la) {_NEAR_ONE}(?! travaille)"
            r"|nièce|cousine|(?:ma|une) (?:amie|soeur) (?:est|a|va|attend)"
        ),
        own=False,
        yes=(
            ("Je vais bientôt être maman, quelles démarches ?", MERE),
            ("je suis la maman d'une petite Rose née hier", MERE),
            ("Maman de deux nouveau-nés, quel congé ?", MERE),
            ("Après ma césarienne je voudrais plus de repos", MERE),
            ("Notre agente a mis au monde un garçon", MERE),
            ("Enceinte de 5 mois avec une fille de 3 ans à la maison, quel congé ?", MERE),
        ),
        no=(
            "Ma nièce va être maman, elle est enceinte",
            "Ma collègue va être maman",
            "Je ne suis pas la mère de l'enfant",
        ),
    ),
    Reading(
        "parent",
        pattern(
            r"(?:l'autre|deuxième|seconde) (?:maman|mère)(?![a-z])"
            r"|(?:conjointe?|époux|épouse|mari|compagn(?:e|on)|femme) de la mère"
            r"|moi,? (?:le|son|leur|en tant que|comme) (?:père|papa)|(?:suis|serai|étant) (?:le "
            r"|leur"
            r" |son |un )?(?:jeune |futur |nouveau )?(?:père|papa)(?! (?:de|d'|isolé|célibataire))"
            r"|mon congé (?:de|du) (?:père|papa)|congé de (?:père|papa)"
            rf"|(?:la|l') ?{_NEAR_ONE} (?:de |d')(?:m\.|mr|monsieur|notre agent|mon agent|l'agent"
            r"|cet agent)[^.?!;]{0,25}(?:accouch|enceinte|attend|mis au monde)"
            rf"|(?:dont|agent,?) (?:l'|la |sa )?{_NEAR_ONE} (?:a|va|vient|est|doit"
            rf"|attend)[^.?!;]{{0,12}}"
            r" ?(?:accouch|enceinte|un|des|mis)"
            r"|(?:je l'ai|je les ai|j'ai) (?:déjà )?reconnue?s? (?:d'avance|par anticipation|avant"
            r" (?:la|sa) naissance)|père adoptif"
        ),
        always(SECOND_PARENT),
        ("maman", "mere", "pere", "papa", "feme", "epouse", "compagne", "conjointe", "copine",
         "reconu"),
        unless=pattern(r"collègue|voisin|(?:mon|ma) (?:mari|époux|frère|père est|beau-)"),
        own=False,
        denies=False,
        yes=(
            ("Je suis la deuxième maman, ai-je droit à un congé de naissance ?", SECOND_PARENT),
            ("en tant qu'épouse de la mère, combien de jours ?", SECOND_PARENT),
            ("La compagne de M. Petit a accouché hier", SECOND_PARENT),
            ("un agent dont la femme vient d'accoucher", SECOND_PARENT),
            ("je l'ai reconnu par anticipation en mairie", SECOND_PARENT),
            ("combien dure mon congé de papa ?", SECOND_PARENT),
        ),
        no=("La femme de mon collègue a accouché", "Je ne suis pas le père"),
    ),
)  # fmt: skip
_RANKS = (
    Reading(
        "rang_de_l_enfant",
        pattern(
            r"(?:rang|numéro d'ordre)(?: de l'enfant(?: attendu| à naître)?)? ?(?::|=|n°|est)? ?"
            rf"(?P<n>[1-9]|un|deux|trois|quatre|cinq)(?![\d/])(?: ?ème|e)?{_ENDS}"
            rf"|(?:mon|notre|le|la|bébé) (?:petite? )?(?:numéro|n°) ?(?P<m>[1-9]|un|deux|trois"
            rf"|quatre|cinq){_ENDS}"
        ),
        lambda match: int(as_number(match["n"] or match["m"])),
        ("rang", "numero", "n°"),
        unless=pattern(rf"{OTHERS}|dossier|téléphone|ticket|poste numéro|adopt"),
        own=False,
        yes=(
            ("Enceinte ; rang de l'enfant : 3", "3"),
            ("Déclaration de grossesse, enfant de rang 2, terme en mai", "2"),
            ("j'attends mon numéro quatre", "4"),
        ),
        no=("Ma collègue attend un enfant de rang 3", "Enceinte, dossier de rang 3"),
    ),
    Reading(
        "rang_de_l_enfant",
        pattern(
            r"(?:maman|papa|mère|père|parents?) pour la (?P<n>"
            rf"{ORDINAL}) fois|(?:mon|notre|ma|son|sa) petite? (?P<m>{ORDINAL})"
            rf"(?= ?(?:[.,;?!)\n]|$| (?:arrive|naîtra|est|pour|sera)))"
            rf"|(?:accueill[a-z]+|avec|derrière|pour) (?:bientôt |prochainement |enfin )?(?:mon"
            rf"|notre)"
            rf" (?P<o>{ORDINAL}){_ENDS}"
            rf"|(?:c'est|sera|serait|c'était|arrivée? de|ce) (?:mon|notre|ma|son|le|la)?(?:"
            rf"(?<=ce )|(?: ))(?P<p>{ORDINAL})(?:(?: enfant| bébé| grossesse)(?! (?:a|âgé|de) )"
            rf"(?![a-z])|{_ENDS})"
            rf"|(?:le|la|mon|notre) (?P<q>{ORDINAL})(?: enfant| bébé)? (?:est |sera )?(?:annoncée?"
            r"|attendue?|prévue?|en route|arrivera|naîtra)(?![a-z])"
        ),
        lambda match: as_rank(next(written for written in match.groups() if written)),
        ("fois", "petit", "acueil", "avec", "deriere", "pour", "est", "sera", "ce ", "anonc",
         "atend", "prevu", "route", "ariv", "nait"),
        beside=pattern(
            f"{OTHERS}|mois|semaine|trimestre|jour|contrat|demande|échelon|mail|message|adopt"
            r"|congé parental|rendez|échographie|accord|avis|document"
        ),
        unless=pattern(
            "collègue|adopt|agrément|(?:soeur|amie|cousine|nièce|voisine) (?:est|attend|va"
            "|accouche)"
        ),
        own=False,
        yes=(
            ("Je vais être papa pour la deuxième fois, combien de jours ?", "2"),
            ("J'accouche en mai, c'est mon troisième, combien de semaines ?", "3"),
            ("Enceinte, nous accueillons bientôt notre 4e", "4"),
            ("Grossesse : ce troisième enfant change-t-il mes droits ?", "3"),
            ("Après nos deux filles, le troisième est attendu en juin", "3"),
            ("notre petit deuxième arrive au printemps, congé maternité ?", "2"),
        ),
        no=(
            "Enceinte : c'est ma troisième demande",
            "Ma collègue est enceinte, c'est son troisième",
            "Je suis enceinte, c'est mon deuxième mail.",
        ),
    ),
)  # fmt: skip
_A_BIRTH = pattern(
    r"enceinte|accouch|grossesse|j ?'?attends? (?:un|mon|ma|notre|1|le)|attendons|naissance|terme"
    r"|prénatal|postnatal|congé (?:de )?(?:mat|pat)|(?:être|devenir) (?:papa|maman|mère|père)"
    r"|bébé|maternité|paternité|congé|attendue?|future?|accueill|après (?:notre|mon|ma|nos|mes)"
    r"|arrive (?:au|en|cet|bientôt)|attend notre"
)


_NO_CHILD_ANY_MORE = 18 * 12


def _months(match: re.Match[str]) -> FactValue:
    number = as_number(match["n"] or match["m"])
    return int(number * (1 if "mois" in {match["unit"], match["other"]} else 12))


def _child_months(match: re.Match[str]) -> FactValue | None:
    """Read an age that is a child's: nothing above eighteen years."""
    months = _months(match)
    return months if isinstance(months, int) and months <= _NO_CHILD_ANY_MORE else None


_COLLEAGUE = pattern(r"collègue|voisine?s?(?![a-z])|(?:ma|mon|une?) (?:amie?|nièce|neveu|cousine?)")
_KID = (
    r"(?:fils|fille|fillette|bébé|enfant|petite?(?: dernière?)?|garçon(?:net)?|puce|gamine?|ado"
    r"(?:lescente?)?|ainée?|cadette?|benjamine?|dernière?|loulou(?:te)?|loupiote?|grande?)"
)
_TOLD_AGE = rf"(?P<n>{NUMBER}) (?P<unit>mois|ans?)(?![a-z])"
_A_CHILD = pattern(
    r"(?:mon|ma|mes|notre|son|sa|un|une|cet|l'|le|la|les) ?(?:petite? |jeune |grande? )?(?:fils"
    r"|fille"
    r"|fillette|bébé|enfants?|petite?|garçon|garçonnet|puce|gamine?|gosse|môme|minot|ado|loulou"
    r"|ainée?"
    r"|cadette?|benjamine?|poupon|bout de chou|jumeaux)(?![a-z])|crèche|école|maternelle|nourrice"
    r"|enfant malade"
)
_NOT_AN_AGE = pattern(
    r"(?:mon|ma|son|sa) (?:père|mère|mari|femme|conjointe?|époux|épouse|compagn[a-z]+|maman"
    r"|papa)(?! de)"
    r"|collègue|voisine?|nièce|neveu|(?:petite?-|arrière)|ancienneté|contractuel|titulaire"
    r"|enceinte|accouch|congé mat|contractions|j'attends|perdu|décéd|obsèques|éteinte?"
)
_AGES = (
    Reading(
        "age_de_l_enfant",
        pattern(
            rf"(?:mon|ma|notre|un|une|son|sa) (?:petite? |grande? )?{_KID}"
            rf"(?: [a-z]{{3,10}})?(?:,| \(| :| -) ?{_TOLD_AGE}(?= ?(?:[.,;?!)\n]|$))"
        ),
        as_months,
        ("ans", "an", "mois"),
        unless=_COLLEAGUE,
        own=False,
        yes=(
            ("Ma puce, 7 mois, est malade : ai-je des jours ?", "7"),
            ("Garde de mon fils (9 ans) un mercredi d'intempéries", "108"),
            ("Notre cadette, 4 ans, est fiévreuse", "48"),
        ),
        no=(
            "Le fils de ma collègue (9 ans) est malade",
            "Ma fille, 3 mois après sa naissance, rit",
        ),
    ),
    Reading(
        "age_de_l_enfant",
        pattern(
            rf"(?:mon|ma|notre|le|la|son|sa) (?:petite? |grande? )?{_KID}[^.?!;0-9]{{0,25}}? "
            r"(?:vient (?:tout juste )?(?:d'avoir|de fêter|de souffler)|venant d'avoir|a fêté"
            rf"|a soufflé|fête|n'a (?:encore )?que|a tout juste)(?: ses| ces)? (?P<n>{NUMBER}) "
            r"(?P<unit>mois|ans?|bougies?)(?![a-z])"
            rf"|(?:mon|ma|notre) {_KID}[^.?!;]{{0,60}} (?:il|elle) (?:n')?a (?:que |tout juste"
            rf" |seulement |encore )?(?P<m>{NUMBER}) (?P<other>mois|ans?)(?![a-z])"
        ),
        _months,
        ("ans", "an", "mois", "bougie"),
        unless=_COLLEAGUE,
        own=False,
        yes=(
            ("Mon fils vient de fêter ses 4 ans, congé parental possible ?", "48"),
            ("la petite dernière a soufflé ses deux bougies", "24"),
            ("je garde ma fille le mercredi, elle n'a que 20 mois", "20"),
            ("notre fille n'a que 5 mois", "5"),
        ),
        no=("Le bébé de ma collègue vient de fêter ses 4 mois",),
    ),
    Reading(
        "age_de_l_enfant",
        pattern(
            r"(?:mon|ma|notre|un|une|d'un|d'une) (?:ado(?:lescente?)?|gamine?|fillette|garçonnet"
            rf"|puce|ainée?|cadette?|benjamine?|dernière?|poupon) (?:de|a|âgée? de) {_TOLD_AGE}"
        ),
        as_months,
        ("ans", "an", "mois"),
        unless=_COLLEAGUE,
        own=False,
        yes=(
            ("Ma cadette a 5 ans et tousse", "60"),
            ("j'ai un ado de treize ans malade", "156"),
        ),
        no=("L'aîné de ma voisine, une ado de treize ans, est malade",),
    ),
    Reading(
        "age_de_l_enfant",
        pattern(
            rf"(?:il|elle|qui|celui-ci|celle-ci|ça|ce dernier|cette dernière) (?:n'|en )?(?:a"
            rf"|vient d'avoir"
            rf"|fête|a eu|a fêté|va sur|approche d[e']|a atteint)(?: ses| les| que| à peine| tout"
            rf" juste"
            rf"| seulement| déjà| maintenant| aujourd'hui| encore| bien){{0,2}} (?P<n>{NUMBER})"
            rf" (?P<unit>mois|ans?)(?![a-z])(?! (?:de|d'|pour|plus|après|à)(?![a-z]))"
            rf"|âgée?s? (?:aujourd'hui |maintenant )?de (?P<m>{NUMBER}) (?P<other>mois"
            rf"|ans?)(?![a-z])"
        ),
        _child_months,
        ("ans", "an", "mois"),
        unless=_NOT_AN_AGE,
        own=False,
        yes=(
            ("Je garde le petit : il a seulement 10 mois", "10"),
            ("J'élève une fillette sage, âgée de 6 ans", "72"),
        ),
        no=("Je garde le petit de ma voisine : il a seulement 10 mois",),
    ),
    Reading(
        "age_de_l_enfant",
        pattern(
            rf"(?:âge (?:de l'enfant|du bébé|de (?:mon|ma|notre) [a-z]{{4,8}}) ?(?::|=|est de)?"
            rf"|(?:les|ses|fait"
            rf" ses) (?:jolis )?|(?<=\() ?|(?<=[a-z], )|(?<=[a-z] : )|d'|de|avoir|a eu) ?(?P<n>"
            rf"{NUMBER})"
            rf" (?P<unit>mois|ans?)(?P<m>(?!))?(?P<other>(?!))?(?= ?(?:[.,;:?!)\n]|$| (?:de (?:mon"
            rf"|ma|notre)"
            r" (?:fils|fille|bébé|enfant|petite?|garçon|puce)|malade|à garder|révolus|hier|samedi"
            r"|la semaine"
            r"|est|qui|a|dans|le)(?![a-z])))"
        ),
        _child_months,
        ("ans", "an", "mois"),
        unless=_NOT_AN_AGE,
        beside=pattern(
            r"contrat|cdd|service|mairie|ancienneté|depuis|durée|pendant|congé (?:de|d')|arrêt"
            r"|carrière|retraite"
            r"|j'ai|période|renouvel|moins de|plus de|jusqu|dispo|avant|après|il y a|dans|préavis"
            r"|bail|délai"
            r"|maison"
        ),
        own=False,
        yes=(
            ("Âge de l'enfant : 30 mois. Je demande un temps partiel.", "30"),
            ("Léo, 7 ans, est malade : mon enfant ne peut aller à l'école", "84"),
            ("pour les 2 ans de ma fille", "24"),
        ),
        no=(
            "Mon enfant va à l'école et mon CDD de 6 mois finit",
            "Mon enfant va à l'école, mon père (78 ans) le garde",
        ),
    ),
)


def children_told(plain: Plain) -> Iterator[FactRead]:
    """Read ages, ranks, numbers of children and who the parent is."""
    yield from read_table(_PARENTS, plain)
    if _A_CHILD.search(plain.text) and not any(child(plain)):
        yield from sorted(read_table(_AGES, plain), key=lambda age: str(age.value).zfill(3))[:1]
    if _A_BIRTH.search(plain.text):
        yield from read_table(_RANKS, plain)
