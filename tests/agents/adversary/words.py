"""Words of letters and what would turn their meaning."""

import re

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
IN_WORDS = (
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "dix", "douze", "quinze", "vingt",
    "trente",
)  # fmt: skip
RARE_IN_WORDS = ("dix-neuf", "vingt-trois", "quarante et un", "soixante-dix-sept", "deux cents")
NUMBERS = re.compile(rf"\b(?:{'|'.join(IN_WORDS)})\b(?![-])", re.IGNORECASE)

UNITS = (
    (r"(?<=\d[\u00a0 ])jours?\b", "mois"),
    (r"(?<=\d[\u00a0 ])mois\b", "ans"),
    (r"(?<=\d[\u00a0 ])ans?\b", "mois"),
    (r"(?<=\d[\u00a0 ])heures?\b", "jours"),
    (r"(?<=\d[\u00a0 ])semaines?\b", "mois"),
    (r"(?<=\d[\u00a0 ])(?:euros?\b|€)", "%"),
    (r"(?<=\d[\u00a0 ])%", "euros"),
    (r"\bouvrés\b", "ouvrables"),
    (r"\bouvrables\b", "calendaires"),
)
RATES = (
    (r"\bpar an\b", "par mois"),
    (r"\bpar mois\b", "par an"),
    (r"\bpar semaine\b", "par mois"),
    (r"\bpar jour\b", "par semaine"),
    (r"\bpar année\b", "par semaine"),
    (r"\bmensuel", "annuel"),
    (r"\bhebdomadaires?\b", "mensuel"),
)
CODES = (
    (r"du code général de la fonction publique", "du code du travail"),
    (r"du code du travail", "du code général de la fonction publique"),
    (r"du code de la sécurité sociale", "du code du travail"),
)
_VERBS = "est|sont|peut|peuvent|doit|a|ont|ouvre|donne|compte|dépend|sera|permet|suspend|reste"
_VOWELS = "aeiouyéèêh"
DENIED = (
    (rf"(?<=[a-zé] )(?=(?:{_VERBS})\b)(?P<v>[{_VOWELS}]\w*)", r"n’\g<v> pas"),
    (rf"(?<=[a-zé] )(?=(?:{_VERBS})\b)(?P<v>[^\W{_VOWELS}]\w*)", r"ne \g<v> pas"),
    (r"\bvous avez\b", "vous n’avez pas"),
    (r"\bvous pouvez\b", "vous ne pouvez plus"),
    (r"\bavec\b", "sans"),
    (r"\bdes\b", "aucun des"),
)
AFFIRMED = (
    (r"\bn[’'](\w+) (?:pas|plus)\b", r"\1"),
    (r"\bne (\w+) (?:pas|plus)\b", r"\1"),
    (r"\bne peut pas\b", "peut"),
    (r"\bsans\b", "avec"),
    (r"\baucune?\b", "tout"),
    (r"\bn[’']est ni (\w+) ni\b", r"est \1 et"),
    (r"\bnon\b", "bien"),
)
EXCEPTIONS = (
    (r"\bsauf\b", "y compris"),
    (r"\bsauf\b", "même"),
    (r",? sauf [^,.;)]*", ""),
    (r"\bhors\b", "avec"),
    (r"(?<=[a-zé])\.(?=\s)", ", sauf décision contraire."),
)
LIMITS = (
    (r"\bseuls? ", ""),
    (r"\bseules? ", ""),
    (r"\bseulement\b", "aussi"),
    (r"\buniquement\b", "notamment"),
    (r"(?<=[a-zé] )(?P<v>est|a|ouvre)\b", r"n’\g<v> que"),
    (r"(?<=[a-zé] )(?P<v>donne|compte|vaut|dure)\b", r"ne \g<v> que"),
    (r"\bdans\b", "seulement dans"),
)
OPPOSITES = (
    (r"\bobligatoires?\b", "facultatif"),
    (r"\bfacultatifs?\b", "obligatoire"),
    (r"\binterdite?s?\b", "autorisé"),
    (r"\bautorisée?s?\b", "interdit"),
    (r"\brefusée?s?\b", "accordé"),
    (r"\baccordée?s?\b", "refusé"),
    (r"\bau plus tard\b", "au plus tôt"),
    (r"\bau plus\b(?! t)", "au moins"),
    (r"\bau moins\b", "au plus"),
    (r"\bmaximum\b", "minimum"),
    (r"\bminimum\b", "maximum"),
    (r"\bavant\b", "après"),
    (r"\baprès\b", "avant"),
    (r"\bplus de\b", "moins de"),
    (r"\bmoins de\b", "plus de"),
    (r"\bdoit\b", "peut"),
    (r"\bpeut\b", "doit"),
    (r"\bpossible\b", "impossible"),
    (r"\bréduite?s?\b", "augmenté"),
    (r"\bexclue?s?\b", "comprise"),
    (r"\bà partir de\b", "jusqu’à"),
)
