"""The day somebody leaves: told as coming, as the effect of a dismissal, as past."""

from collections.abc import Iterator
from datetime import date

from agents.understand.doubt import as_chosen
from agents.understand.readings import DayReading, read_days
from agents.understand.tense import AT_THE_DAY
from statute.facts import FactRead
from statute.french import Plain, pattern

_NOBODY_ELSE = pattern("collègue|voisin|amie?s?(?![a-z])|conjoint|mon mari|ma femme")
_COMING = (
    DayReading(
        "date_de_depart",
        pattern(
            r"(?:(?:radiée?|rayée?) des (?:cadres|effectifs)|(?:mon "
            r"|son )?dernier jour (?:travaillé|de"
            r" travail|de service|au travail|chez vous)(?: est| sera)?|(?:je|il|elle) (?:quitte"
            r"|pars"
            r"|part|quitterai|partirai|partira|quittera)(?: (?:donc|la mairie|la ville"
            r"|la collectivité|la"
            rf" commune|le service|mon poste|définitivement)){{0,2}}"
            r"|(?:veux|voudrais|souhaite|compte|aimerais|vais|dois|veut|voudrait) (?:donc )?"
            r"(?:m'arrêter|arrêter|finir|terminer|cesser|m'en aller|démissionner|s'arrêter)"
            r"(?: (?:mon (?:contrat|cdd)|de travailler|le travail|ici))?)"
            rf"{AT_THE_DAY}"
        ),
        (
            "radie",
            "raye",
            "dernier jour",
            "quit",
            "par",
            "aret",
            "finir",
            "terminer",
            "ceser",
            "aler",
            "demision",
        ),
        unless=pattern(
            f"{_NOBODY_ELSE.pattern}|congé|vacances|disponib|détach|absen|week|enfant|formation"
            "|grève|temps partiel|fumer|télétravail|pension"
        ),
        coming=True,
        yes=(
            ("Je serai radiée des cadres le 31 décembre 2026.", "2026-12-31"),
            ("Je prends ma retraite, dernier jour travaillé le 30 juin 2027.", "2027-06-30"),
            ("Je quitte la mairie le 15 janvier 2027.", "2027-01-15"),
            ("Mon dernier jour de travail sera le 18 décembre.", "2026-12-18"),
            ("Elle quittera la commune le 1er février 2027 après sa démission.", "2027-02-01"),
            ("Je pars définitivement le 31 mars 2027.", "2027-03-31"),
            ("Je suis en CDD et je veux arrêter le vendredi 18 décembre.", "2026-12-18"),
            ("Je souhaite démissionner au 15 janvier 2027.", "2027-01-15"),
            ("Je voudrais finir mon contrat le 31 décembre.", "2026-12-31"),
        ),
        no=(
            "Si je pars le 31 mars 2027, combien de congés aurai-je ?",
            "Ma collègue quitte la mairie le 15 janvier.",
        ),
    ),
)  # fmt: skip
_LEFT_BY_AGREEMENT = (
    DayReading(
        "date_de_depart",
        pattern(
            r"(?:partie?(?: (?:en|par|avec|après) (?:une |la |ma )?rupture conventionnelle)?"
            r"|quitté(?: [a-z']{1,12}){0,3}|rupture conventionnelle"
            rf"(?: (?:signée|conclue|effective|intervenue|a pris effet))?){AT_THE_DAY}"
        ),
        ("rupture conventionele",),
        unless=pattern(f"{_NOBODY_ELSE.pattern}|demand|convoqu|entretien|sign"),
        past=True,
        own=False,
        yes=(
            ("Parti en rupture conventionnelle le 30 juin 2026, on me propose un poste.",
             "2026-06-30"),
            ("Après ma rupture conventionnelle, j’ai quitté la ville le 31 mars 2026.",
             "2026-03-31"),
            ("Ma rupture conventionnelle a pris effet le 30 avril 2026.", "2026-04-30"),
        ),
        no=("J’ai demandé une rupture conventionnelle le 30 juin 2026.",),
    ),
)  # fmt: skip
_EFFECT = (
    DayReading(
        "date_de_depart",
        pattern(rf"(?<![a-z])(?:effet|effective)(?! rétroactif){AT_THE_DAY}"),
        ("licenc", "rupture"),
        unless=pattern(f"{_NOBODY_ELSE.pattern}|convoqu|décret|loi(?![a-z])|congé|arrêté|augment"),
        own=False,
        coming=True,
        yes=(
            ("Nous licencions cet agent, effet 30 novembre 2026.", "2026-11-30"),
            ("Licenciement d’un contractuel avec effet au 31 janvier 2027.", "2027-01-31"),
            ("Si je signe ma rupture avec effet au 31 juillet 2027, que dois-je rendre ?",
             "2027-07-31"),
        ),
        no=("Licenciement : le décret a pris effet le 8 août 2026.",),
    ),
)  # fmt: skip


def last_days(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read the day of departure; that of an agreement one would sign is taken as chosen."""
    yield from read_days((*_COMING, *_LEFT_BY_AGREEMENT), plain, received)
    yield from read_days(_EFFECT, as_chosen(plain), received)
