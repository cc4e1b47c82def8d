"""Who survives an agent, how old the agent was and whether of legal age, in other words.

Of somebody dead all is told in the past; these readings are tried by `death_benefit` alone.
"""

import re

from agents.understand.dates import NUMBER, as_number
from agents.understand.readings import Reading, always, told_count
from statute.facts import NON, OUI, FactValue
from statute.french import pattern

_OLDEST = 76
_YOUNGEST = 16
_OF_ANOTHER = pattern(
    r"(?:enfants?|fils|filles?|garçons?|ainée?|cadette?|petite?s?|parents|veuve|mère|père|frère"
    r"|soeur"
    r"|moins de|plus de|retraite(?: est| à)?|âge légal|il y a|depuis)(?![a-z])[^.?!;]{0,20}$"
)
_SERVED = re.compile(r" (?:de service|d'anciennete|de carriere|de maison|plus tot|apres|avant)")


def age_of_the_dead(match: re.Match[str]) -> FactValue | None:
    """Read an age of the dead, not that of a child or a length of service."""
    name = next(name for name, written in match.groupdict().items() if written)
    years = as_number(match[name])
    before = match.string[max(0, match.start(name) - 40) : match.start(name)]
    if _OF_ANOTHER.search(before) or _SERVED.match(match.string, match.end()):
        return None
    return int(years) if _YOUNGEST <= years < _OLDEST and years == int(years) else None


_GONE = (
    r"(?:décès|décédée?|décéde|morte?|meurt|mourir|éteinte?|disparue?|disparition|emportée?|partie?"
    r"|quittés?|succombé|perdu|perte d|vie|défunte?|lâché|mort au)(?![a-z])"
)
_OLD_ENOUGH = (
    r"(?:l'âge (?:légal|de (?:la |sa |prendre |partir|départ)|requis|voulu|d'ouverture|d'être)"
    r"|en âge d"
    r"|l'âge pour|âge de (?:la |sa )?retraite|âge légal)"
)
_HEIR = (
    r"(?:enfants?|filles?|garçons?|fils|petite?s?|orphelin[es]*|ados?|collégiens|gamins|jumeaux"
    r"|jumelles)"
)
_YOUNG = (
    r"(?:mineure?s?|en bas âge|scolarisée?s?|lycéen(?:ne)?s?|collégien(?:ne)?s?|étudiante?s?"
    r"|(?:qui ont |ayant |âgés )?(?:de )?moins de (?:21|vingt[- ]et[- ]un|18|dix-huit) ans"
    r"|(?:de )?(?:-|<) ?21 ans|ayants? droit|à charge|handicapée?s?|encore à l'école"
    r"|jeunes?|ouvr[a-z]+ droit|concernée?s?|orphelins?)"
)


SURVIVORS = (
    Reading(
        "age_au_deces",
        pattern(
            rf"{_GONE}(?:(?!enfant|fils|fille|veuve)[^.?!;]){{0,70}}? (?:à l'âge de|à|âgée? de|de|:"
            rf"|n'avait que|avait(?: tout juste)?|,) ?(?P<n>{NUMBER}) ans"
            rf"|âge(?: de l'agente?| du défunt| de la défunte| au décès"
            rf"| au jour du décès)?(?: était| est)?"
            rf" ?:? ?(?P<m>{NUMBER}) ans"
            rf"|(?:il|elle|défunte?|papa|maman|[a-z]{{3,12}}) (?:venait d'avoir|avait(?: tout juste"
            rf"| seulement| à peine)?|n'avait que|allait avoir|allait fêter ses|était âgée? de"
            rf"|venait"
            rf" de fêter ses) (?P<o>{NUMBER}) ans"
            rf"|âgée? de (?P<p>{NUMBER}) ans[^.?!;]{{0,80}} {_GONE}"
            rf"|(?:loin de|trop jeune pour|avant) (?:la|sa) retraite, (?P<q>{NUMBER}) ans"
            rf"|(?:agente?|jardini(?:er|ère)|fonctionnaire|titulaire)(?: en activité)?,? (?:de )?"
            rf"(?P<r>{NUMBER}) ans"
        ),
        age_of_the_dead,
        ("ans",),
        own=False,
        yes=(
            ("Capital décès : une agente s’est éteinte le 3 novembre à 51 ans", "51"),
            ("Notre agent titulaire a succombé à 39 ans à une maladie", "39"),
            ("Décès d’un agent titulaire, âge au décès : 55 ans", "55"),
            ("Notre agent est mort hier, il venait d’avoir 60 ans", "60"),
        ),
        no=(
            "Notre agent titulaire est mort, sa fille a 19 ans",
            "Notre agent est décédé après 20 ans de services",
        ),
    ),
    Reading(
        "conjoint_survivant",
        pattern(
            r"(?:(?:mon|ma) (?:défunt[e]? )?(?:conjointe?|mari|époux|épouse"
            r"|femme)(?![a-z])[^.?!;]{0,70}"
            r"(?:décéd|mort|mour|disparu|quitté|éteint|succomb|parti)|(?:l'|la |le )?(?:épouse"
            r"|époux"
            r"|mari|femme|conjointe?|veuve) (?:du défunt|de la défunte|de (?:l'agente?|cet|cette"
            r"|feu))"
            r"|mariée?s? (?:depuis|en (?:19|20)|à (?:une?|mme|m\.)|avec)|(?:perdu|perte de"
            r"|décès de) (?:mon|ma)"
            r" (?:conjointe?|mari|époux|épouse|femme)|(?:suis|je suis|moi,|en tant que) (?:la "
            r"|sa )?"
            r"veuve|(?:suis|je suis|moi,) (?:le |son )?veuf|(?:la|sa|cette) veuve|(?:le|son) veuf"
            r"|(?:pacsée?s?|remariée?)(?![a-z])|(?:avait|laisse|laissant|survit"
            r"|survivent) (?:aussi )?"
            r"(?:une? )?(?:mari|épouse|époux|femme|conjointe?|veuve)|(?:étions|étaient|était|été)"
            r" (?:toujours |bien |encore )?mariée?s?|(?:\A|(?<=[,:(] ))mariée?(?=[ ,.)])"
            r"|(?:son|sa) (?:seconde |deuxième |jeune )?(?:épouse|femme|mari|époux|conjointe?"
            r" survivante?|partenaire de pacs)|mon partenaire de pacs)(?![a-z])"
        ),
        always(OUI),
        ("mari", "epou", "feme", "veuve", "veuf", "conjoint", "pacs"),
        unless=pattern(
            r"divorcé(?<!pas divorce)|ni pacs|concubin|fianc|célibataire|était veu|sans conj"
        ),
        own=False,
        yes=(
            ("J’ai perdu mon mari, agent titulaire de la ville", "oui"),
            ("Notre agent décédé était pacsé depuis 2019", "oui"),
            ("Mon conjoint, employé chez vous, est mort hier", "oui"),
            ("Décès d’un agent titulaire : marié, deux enfants mineurs", "oui"),
        ),
        no=(
            "Capital décès d’un agent : qui est prioritaire ?",
            "Capital décès d’un agent : le conjoint est-il prioritaire ?",
        ),
    ),
    Reading(
        "conjoint_survivant",
        pattern(
            r"(?:(?:n'était |n'est |n'avait |jamais |pas |ni |jamais été |sans être "
            r"|plus )(?:été )?"
            r"(?:re)?mariée?s?|(?:était|est|elle|il) (?:déjà )?(?:veuve|veuf|célibataire|divorcée?"
            r"|fiancée?)(?![a-z])|(?:son|le|leur|un) divorce|divorcée?s?|fiancée?s?"
            r"|(?:ex|ancien(?:ne)?)[- ](?:mari|femme|épouse|époux|conjointe?)|célibataire"
            r"|concubin[a-z]*|union libre|sans (?:conjointe?|mari|épouse|femme|partenaire)"
            r"|n'(?:a|avait) (?:pas|jamais|plus|ni)(?: eu)? (?:de |d'|ni )?(?:femme|mari|épouse"
            r"|conjointe?)"
            r"|(?:pas|ni) (?:de )?(?:conjointe?|mari|épouse|pacs[a-zé]*)|vivait (?:seule?|chez|avec"
            r" (?:son copain|sa copine|son compagnon|sa compagne)))(?![a-z])"
        ),
        always(NON),
        ("mari", "veu", "celibat", "divor", "seul", "fianc", "conjoint", "concub", "libre", "epou",
         "feme", "pacs", "compag", "copain", "copine"),
        unless=pattern(
            r"remarié|seconde (?:épouse|femme)|pas divorc|séparé de fait|était marié|suis veu"
        ),
        own=False,
        yes=(
            ("Notre agent titulaire décédé n’était pas marié", "non"),
            ("Mon père, agent chez vous, est mort ; il était veuf", "non"),
            ("Décès d’un agent titulaire : fiancé depuis mai", "non"),
            ("L’agente titulaire décédée vivait avec son compagnon", "non"),
        ),
        no=("Notre agent titulaire décédé aimait la mer",),
    ),
    Reading(
        "age_legal_atteint",
        pattern(
            rf"(?:(?:avait|a|ayant|était|eu) (?:bien |déjà |largement )?(?:{_OLD_ENOUGH})"
            r"|(?:pouvait|aurait pu|avait le droit de|était en droit de"
            r"|pouvait prétendre à) (?:déjà )?"
            r"(?:prendre |être |partir |faire valoir |toucher |demander |liquider "
            r"|sa )(?:[a-z]{2,9} )?"
            r"(?:sa |la |en |à la )?(?:retrait|pension)[a-zé]*"
            rf"|(?:atteint|dépassé|passé|au-delà de|après|révolu) (?:depuis [a-z0-9 ]{{2,14}})?"
            rf"{_OLD_ENOUGH}|prolong[a-z]+ (?:son )?activité|déjà (?:en âge|l'âge|retraitable)"
            r"|continuait (?:de|à) travailler (?:malgré|après))"
        ),
        always(OUI),
        ("age", "retrait", "pension", "prolong", "malgre"),
        unless=pattern(r"n'avait|pas encore|pas (?:en|l')|loin d|avant l'âge|aurait eu|manquait"),
        own=False,
        yes=(
            ("Notre agent décédé avait déjà l’âge légal", "oui"),
            ("L’agente titulaire décédée pouvait déjà prendre sa retraite", "oui"),
            ("Mort en service, cet agent titulaire avait dépassé l’âge de la retraite", "oui"),
        ),
        no=("Notre agent titulaire décédé connaissait son âge légal de départ",),
    ),
    Reading(
        "age_legal_atteint",
        pattern(
            rf"(?:avant (?:{_OLD_ENOUGH})|(?:bien |très )?loin d(?:e |')(?:la |sa |l'âge)"
            rf"|pas (?:encore )?"
            rf"(?:atteint |eu )?(?:{_OLD_ENOUGH})|à (?:{NUMBER}|quelques) (?:ans|mois"
            rf"|années) de (?:la |sa "
            r"|l'âge)|trop jeune pour (?:la |sa |prendre)|il (?:lui )?manquait (?:encore )?"
            rf"(?:{NUMBER}|quelques) (?:ans|années|mois)|(?:encore|restait) (?:{NUMBER}|quelques)"
            r" (?:ans|années) (?:à travailler|à faire|avant)|avant (?:sa|la|d'avoir (?:la"
            r"|sa)) retraite)"
        ),
        always(NON),
        ("age", "retrait", "manquait", "loin", "jeune", "avant"),
        unless=pattern(r"quel|combien"),
        own=False,
        yes=(
            ("Notre agent titulaire est mort loin de la retraite", "non"),
            ("L’agente décédée était à six ans de l’âge légal", "non"),
            ("Mon mari, agent chez vous, est décédé, il lui manquait trois ans", "non"),
        ),
        no=("Notre agent titulaire est décédé à l’âge de 50 ans",),
    ),
    Reading(
        "enfants_ayants_droit",
        pattern(
            rf"(?P<n>{NUMBER}) (?:seuls? |jeunes )?{_HEIR}(?: (?:encore|sont|tous|toutes|deux"
            rf"|trois|et"
            rf"|qui|ont|sont encore)){{0,3}} {_YOUNG}(?![a-z])"
            rf"|(?P<m>{NUMBER})(?: d'entre eux)? (?:ouvrent droit|mineurs?|ont moins de (?:21"
            rf"|vingt[- ]et"
            rf"[- ]un) ans|(?:sont )?(?:encore )?mineurs|ayants? droit)(?![a-z])"
            rf"|(?:enfants?|orphelins?)(?: de)? (?:mineurs|moins de (?:21|vingt[- ]et[- ]un) ans"
            rf"|à charge|ayants? droit) ?:? (?P<o>{NUMBER})(?! ans)"
            rf"|(?:laisse|laissait|laissant|avait|a|sommes|on est) (?:derrière (?:lui|elle) )?"
            rf"(?P<p>{NUMBER}) (?:{_HEIR})[ ,]{{1,2}}(?:le|la|l')(?: plus (?:vieux|vieille|grande?"
            rf"|âgée?)"
            rf"|ainée?| ainée?) (?:a|avait|de|n'a que) (?:1\d|20|dix[a-z-]*|quinze|seize|douze"
            rf"|treize|quatorze|onze|neuf|huit|sept|six|cinq) ans"
            rf"|(?P<q>une?) {_HEIR} {_YOUNG}(?![a-z])"
        ),
        told_count,
        ("enfant", "file", "garcon", "fils", "orphelin", "mineur", "droit", "ado", "petit", "ans",
         "jum", "gamin"),
        unless=pattern(r"si (?:une?|il|elle|l'agent)"),
        own=False,
        yes=(
            ("Notre agent titulaire est mort, il avait une fille étudiante", "1"),
            ("Capital décès : trois d’entre eux ouvrent droit", "3"),
            ("Mon mari, agent chez vous, est décédé, on a 2 enfants de moins de vingt et un ans",
             "2"),
            ("Décès d’un agent titulaire. Enfants mineurs : 3", "3"),
        ),
        no=("Notre agent titulaire décédé a deux enfants adultes",),
    ),
)  # fmt: skip
