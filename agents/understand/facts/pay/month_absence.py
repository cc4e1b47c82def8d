"""The absence a month's pay counts: sick leave, birth leave, part time on medical advice."""

from collections.abc import Iterator

from agents.understand.readings import Reading, always, read_table
from statute.facts import FACTS, FactRead
from statute.french import Plain, pattern

_MALADIE, _ENFANT, _THERAPEUTIQUE = FACTS["absence_du_mois"].choices
_ABOUT_PAY = pattern(
    r"paie|paye(?![a-z])|payée?s?(?![a-z])|salaire|primes?(?![a-z])|ifse|rifseep|nbi(?![a-z])"
    r"|indemnitaire|supplément familial|sft(?![a-z])|traitement|bulletin|rémunér|gagn|brut"
    r"|mois concerné|retenue|fiche|virement|verse|touch|euros|€|carence|tickets restaurant"
)
_NOT_THEN = (
    r"après (?:mon|un|le|son|ma|ce) (?:congé|arrêt|accident|mi|temps)|avant (?:mon|le|son|de)"
    r"|retour d[e']|à la fin d|fin de (?:mon|mes|son) (?:congé|arrêt)|prochain|futur|depuis la fin"
    r"|à la suite|repris après|terminé|demand(?:é|er) (?:un|le|mon|une)|collègue|refus"
)
_OTHER_LEAVE = pattern(
    rf"{_NOT_THEN}|perdrais|toucherais"
    r"|longue (?:maladie|durée)|grave maladie|clm(?![a-z])|cld(?![a-z])|cgm(?![a-z])"
    r"|citis|accident|imputable|enfant malade|malade de|garde d'enfant|thérap|formulaire|modèle"
    r"|contrat d'assurance|prévoyance|maternité|grossesse|professionnelle"
    r"|arrêté (?:municipal|du maire|de|n°)"
)
_NO_BIRTH = pattern(
    rf"{_NOT_THEN}|report|maladie ordinaire|commencera|commence(?![a-z])|durée|combien de jours"
)
_ABSENCE = (
    Reading(
        "absence_du_mois",
        pattern(
            r"(?:en|mon|d'un|un|avec|cet|son|d'|mes|cmo ?:|des|d'une|une) ?(?:petit )?"
            r"(?:arrêts?(?: (?:de |pour )?(?:maladie|travail))?(?! \d)"
            r"|congés? (?:de )?maladie(?: ordinaire)?|cmo)(?![a-z])"
            r"|(?:en|suis|étais) (?:hospitalisée?|opérée?)(?![a-z])"
            r"|ai été (?:opérée?|hospitalisée?)"
            r"|en maladie(?! (?:prof|longue))|maladie ordinaire"
            r"|jours? (?:de|d') ?(?:maladie|arrêt(?: maladie)?)(?![a-z])"
            r"|(?:s'est|me suis|m'a|est|suis|étais|était|ai été|a été|fus) arrêtée?(?: pour| par"
            r"|(?= (?:depuis|une|\d|deux|trois|quatre|dix|quinze|tout)))"
            r"|(?:j'étais|je suis|était|suis|étais|ai été|tombée?|est) (?:tombée? )?malade(?![a-z])"
            r"|(?:absence|absente?) ?:? (?:pour )?(?:cause de )?maladie"
        ),
        always(_MALADIE),
        ("aret", "malad", "cmo", "hospital", "opere"),
        unless=_OTHER_LEAVE,
        imperfect=True,
        yes=(
            ("Ma paie de mars a baissé car j'étais en arrêt maladie", _MALADIE),
            ("J'ai eu un arrêt en avril, pourquoi mon IFSE a baissé ?", _MALADIE),
            ("Absence du mois : maladie ordinaire, paie de juin", _MALADIE),
            ("Il manque 90 € sur mon salaire, j'étais malade dix jours", _MALADIE),
            ("L'agente s'est arrêtée pour une grippe, quel traitement ?", _MALADIE),
            ("j'ai eu 5 jours de maladie, ma prime a diminué", _MALADIE),
        ),
        no=(
            "Ma collègue était en arrêt maladie, et ma paie ?",
            "Ma paie après mon arrêt maladie",
            "Je suis en longue maladie, mon salaire a baissé",
            "Je n'étais pas en arrêt, pourquoi ma paie a baissé ?",
            "Si je suis malade, quel salaire ?",
        ),
    ),
    Reading(
        "absence_du_mois",
        pattern(
            r"(?:mon|en|le|du|de|un|ce|son|mes|au) congés? (?:de |d'|pour )?(?:mat(?![a-z])"
            r"|maternité|pat(?![a-z])|paternité|adoption|la naissance|naissance)"
            r"|(?:en|ma|sa|mes \w{1,9} de|semaines de|jours de|absence ?:?) (?:maternité"
            r"|paternité|adoption)(?![a-z])"
            r"|(?:repos|à la maison|chez moi|arrêtée?|absente?) (?:après|pour|depuis) (?:mon|son"
            r"|l') ?accouchement"
        ),
        always(_ENFANT),
        ("mat", "pat", "adoption", "naisance", "acouchement"),
        unless=_NO_BIRTH,
        imperfect=True,
        yes=(
            ("En congé maternité, ma NBI a été retirée de la paie de mai", _ENFANT),
            ("Mes primes ont disparu pendant mes semaines de paternité", _ENFANT),
            ("Je suis en congé d'adoption et ma paie a baissé", _ENFANT),
            ("J'étais chez moi après mon accouchement, le salaire de mars est faux", _ENFANT),
            ("Congé pour naissance en juin, paie incomplète", _ENFANT),
        ),
        no=(
            "Ma collègue est en congé maternité, et sa paie ?",
            "Quelle paie après mon congé maternité ?",
            "Je ne suis pas en congé maternité, pourquoi ma paie a baissé ?",
        ),
    ),
    Reading(
        "absence_du_mois",
        pattern(r"congés? (?:pour|à|de) (?:la |l')?(?:naissance|arrivée|adoption)(?![a-z])"),
        always(_ENFANT),
        ("naisance", "arive", "adoption"),
        unless=pattern(f"{_NO_BIRTH.pattern}|(?:ma|mon) (?:compagne|conjointe?|mari|femme)"),
        own=False,
        yes=(
            ("Congé pour la naissance de mon fils en mai, et mon salaire est incomplet", _ENFANT),
        ),
        no=("Mon collègue a un congé pour la naissance de son fils, quelle paie ?",),
    ),
    Reading(
        "absence_du_mois",
        pattern(
            r"(?:temps[- ]partiel|mi[ -]temps|temps)(?: (?:à )?\d\d ?%)?,? "
            r"(?:thérap|therapeuth)[a-z]{0,9}"
            r"|tpt(?![a-z])|mtt(?![a-z])"
            r"|temps partiel[^.?!;\n]{0,12}(?:sur avis médical|sur avis du médecin"
            r"|pour raison médicale|prescrit par mon médecin)"
        ),
        always(_THERAPEUTIQUE),
        ("therap", "tpt", "mtt", "temps partiel"),
        unless=pattern(f"{_NOT_THEN}|prolong|autorisation|dossier de"),
        imperfect=True,
        yes=(
            ("Je suis en TPT, ma paie a baissé", _THERAPEUTIQUE),
            ("Mes primes sont divisées à mi-temps thérapeutique", _THERAPEUTIQUE),
            ("En temps thérapeutique à 50 %, mon salaire est-il entier ?", _THERAPEUTIQUE),
            ("à temps partiel sur avis médical, ma NBI a disparu", _THERAPEUTIQUE),
        ),
        no=(
            "Ma collègue est en TPT, et sa paie ?",
            "Quel salaire après mon temps partiel thérapeutique ?",
            "J'ai demandé un temps partiel thérapeutique, quelle paie ?",
        ),
    ),
)


def absences(plain: Plain) -> Iterator[FactRead]:
    """Read the absence of a month whose pay is spoken of."""
    if _ABOUT_PAY.search(plain.text):
        yield from read_table(_ABSENCE, plain)
