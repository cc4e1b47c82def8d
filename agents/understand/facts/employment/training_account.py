"""The training account (CPF): diploma, years it was fed, euros earned in private work."""

from collections.abc import Iterator

from agents.understand.dates import AMOUNT, NUMBER, as_amount
from agents.understand.readings import Reading, always, read_table, whole_count
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_OTHERS = pattern("collègue|voisin|amie?s?(?![a-z])|si ")
_TRAINING = pattern(
    "cpf(?![a-z])|compte (?:personnel de )?formation|formation|euros? (?:du|de) privé"
)
_ACCOUNT = (
    Reading(
        "diplome_de_niveau_3",
        pattern(
            r"(?:(?:n'ai|n'a|sans|ai) (?:pas |aucun |ni |jamais eu )?(?:de |le |mon "
            r"|un )?(?:diplôme"
            r"|brevet|cap(?![a-z])|bep(?![a-z]))(?: ni [a-z]{2,6}){0,2})"
        ),
        lambda match: (
            NON
            if any(word in match[0] for word in ("n'a", "sans", "aucun", "jamais"))
            else OUI
            if any(word in match[0] for word in ("cap", "bep"))
            else None
        ),
        ("diplome", "brevet", "cap", "bep"),
        denies=True,
        imperfect=True,
        unless=pattern("collègue|préparer|passer|obtenir un|veux|voudrais"),
        yes=(
            ("Je n’ai pas de diplôme, j’ai droit à combien d’heures de CPF ?", "non"),
            ("Sans diplôme, combien d’heures de formation ?", "non"),
            ("Pour mon CPF : je n’ai aucun diplôme.", "non"),
            ("J’ai un CAP, mon CPF est-il plus élevé ?", "oui"),
            ("J’ai le BEP, combien d’heures de CPF par an ?", "oui"),
        ),
        no=("Je veux passer un CAP avec mon CPF.",),
    ),
    Reading(
        "diplome_de_niveau_3",
        pattern(
            r"(?:niveau|j'ai (?:le|mon|une?)|titulaire d'une?|avec (?:le|mon|une?)"
            r"|diplômée? d'une?)"
            r" (?:bac(?![a-z])(?: pro| général| techno)?|baccalauréat|bts|but(?![a-z])|dut|licence"
            r"|master|cap(?![a-z])|bep|brevet professionnel|deug|doctorat)"
        ),
        always(OUI),
        (
            "bac",
            "bts",
            "but",
            "dut",
            "licence",
            "master",
            "cap",
            "bep",
            "brevet",
            "deug",
            "doctorat",
        ),
        unless=pattern("collègue|préparer|passer (?:le|un|mon)|obtenir|veux|voudrais|sans "),
        yes=(
            ("Niveau bac, combien d’heures de CPF aurai-je ?", "oui"),
            ("J’ai un BTS, combien d’heures sur mon CPF ?", "oui"),
            ("Titulaire d’une licence, quel est mon plafond de CPF ?", "oui"),
        ),
        no=("Je voudrais préparer un BTS avec mon CPF.",),
    ),
    Reading(
        "annees_de_compte_formation",
        pattern(
            rf"(?:alimenté[^.?!;]{{0,40}}depuis (?P<n>{NUMBER}) ans|(?P<m>{NUMBER}) ans"
            r" d'alimentation)"
        ),
        whole_count,
        ("cpf", "compte", "alimente"),
        unless=_OTHERS,
        yes=(
            ("Mon CPF est alimenté depuis 6 ans.", "6"),
            ("Mon compte formation est alimenté depuis huit ans.", "8"),
            ("J’ai 4 ans d’alimentation de mon CPF.", "4"),
        ),
        no=("Je travaille ici depuis 6 ans, parlez-moi du CPF.",),
    ),
    Reading(
        "euros_du_compte_formation",
        pattern(
            rf"(?:(?P<n>{AMOUNT}) ?(?:€|euros?)[^.?!;]{{0,40}}(?:cpf"
            rf"|compte (?:personnel de )?formation"
            rf"|moncompteformation)|(?:cpf|compte (?:personnel de )?formation)[^.?!;]{{0,60}}?"
            rf"(?P<m>{AMOUNT}) ?(?:€|euros?)"
            rf"|(?:cpf|formation)[^?]{{0,160}}privé[^?]{{0,30}}(?:j'avais|j'ai"
            rf"|il me restait) (?:encore )?"
            rf"(?P<p>{AMOUNT}) ?(?:€|euros?))"
        ),
        lambda match: as_amount(match["n"] or match["m"] or match["p"]),
        ("€", "euro"),
        own=False,
        denies=True,
        imperfect=True,
        unless=pattern("collègue|coûte|prix|plafond|maximum|facture|devis|par an|prise en charge"),
        yes=(
            ("J’ai 1 740 € sur mon CPF du privé.", "1740"),
            ("Mon CPF du privé m’inquiète. J’avais 1 740 € en arrivant.", "1740"),
            ("Mon CPF affiche 2 300 euros.", "2300"),
            ("Mon compte formation du privé compte 950 €.", "950"),
            ("Il me reste 1200 euros de CPF acquis dans le privé.", "1200"),
        ),
        no=("La formation coûte 1 740 € et je veux utiliser mon CPF.",),
    ),
)


def training_account(plain: Plain) -> Iterator[FactRead]:
    """Read the diploma, the years and the euros of the account, where training is spoken of."""
    if _TRAINING.search(plain.text):
        yield from read_table(_ACCOUNT, plain)
