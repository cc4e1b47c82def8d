"""The training account (CPF): diploma, years it was fed, euros earned in private work."""

from collections.abc import Iterator

from agents.understand.dates import AMOUNT, NUMBER, as_amount
from agents.understand.readings import Reading, always, read_table, told_count, whole_count
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_OTHERS = pattern("collègue|voisin|amie?s?(?![a-z])|si ")
_TRAINING = pattern(
    "cpf(?![a-z])|compte (?:personnel de )?formation|formation|euros? (?:du|de) privé|diplôme"
    "|moncompteformation|alimente mes heures"
)
_ACCOUNT = (
    Reading(
        "diplome_de_niveau_3",
        pattern(
            r"(?:(?:n'ai|n'a|sans|ai) (?:pas |aucun |ni |jamais eu )?(?:de |le |mon "
            r"|un )?(?:diplôme(?! requis| exigé)"
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
        unless=pattern(
            "collègue|coûte|prix|tarif|organisme|demande \\d|plafond|maximum|facture|devis|par an"
            "|prise en charge"
        ),
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

_DIPLOMA = (
    r"(?:bac(?![a-z])(?! (?:à|de|bleu|jaune))(?: pro| techno| général)?|baccalauréat|bts(?![a-z])"
    r"|dut(?![a-z])|licence|master(?![a-z])|capa?(?![a-z]| des? \d| des vingt| du )"
    r"|beph?(?![a-z])|bepa(?![a-z])"
    r"|brevet (?:professionnel|de technicien)|deug|doctorat|deust|maîtrise de|diplôme d'ingénieur"
    r"|diplôme d'état|diplôme de niveau [3-8])"
)
_TO_COME = pattern(
    r"collègue|voisin|préparer|voudrais (?:passer|faire|avoir)|passer (?:un|le|mon)|obtenir"
    r"|je veux|souhaite (?:passer|faire|préparer|obtenir)|mon fils|ma fille|une? (?:fille|fils)"
    r"|mes enfants"
)
_NO_DIPLOMA = (
    r"(?:(?:pas|jamais|aucun|moindre|sans|ni)(?: eu| avoir| obtenu)?(?: (?:de|d'|le|un|aucun|mon"
    r"|moindre))?"
    r" ?(?:diplômes?(?! (?:d'infirm|d'état|requis|exigé|nécessaire))|qualification|niveau (?:cap"
    r"|bep)(?![a-z])"
    r"|cap(?![a-z])|bep(?![a-z]))"
    r"|non diplômée?|(?:raté|échoué à|loupé) (?:mon |le |au )?(?:cap|bep)(?![a-z])"
    r"|certificat de formation générale|(?:que|seulement|juste|uniquement) (?:le |mon "
    r"|un )?(?:brevet(?: des"
    r" collèges)?(?! prof| de)|dnb|certificat d'études)|diplôme :? ?(?:aucun|néant))"
)
_HELD = (
    Reading(
        "diplome_de_niveau_3",
        pattern(
            r"(?:(?:j'ai|possède|ayant|eu|obtenu|décroché|passé|titulaire|avec|niveau|études ?:"
            r"|diplôme(?: [a-z]{1,8}){0,3} (?:est|:)|mon|au moins égal)[^.?!;]{0,30}"
            rf"[ :]{_DIPLOMA}|{_DIPLOMA}(?:(?! non | pas )[^.?!;]){{0,20}} (?:en poche|obtenu"
            rf"|validé|acquis))"
        ),
        always(OUI),
        (
            "bac",
            "bts",
            "dut",
            "licence",
            "master",
            "cap",
            "bep",
            "brevet",
            "deug",
            "doctorat",
            "deust",
            "maitrise",
            "diplome",
        ),
        unless=_TO_COME,
        beside=pattern(
            r"(?:raté|échoué|loupé|pas|jamais|sans)(?: (?:le|mon|eu|de))* ?(?:niveau )?"
            rf"{_DIPLOMA}|sans le {_DIPLOMA}"
        ),
        own=False,
        imperfect=True,
        yes=(
            ("J’ai passé un bac général il y a vingt ans, et mon CPF ?", "oui"),
            ("Je possède le BTS, combien d’heures de formation ?", "oui"),
            ("Agent avec un CAPA en poche, CPF de combien ?", "oui"),
            ("Niveau d’études : licence.", "oui"),
        ),
        no=("Je veux passer un CAP avec mon CPF.",),
    ),
)
_NOT_HELD = (
    Reading(
        "diplome_de_niveau_3",
        pattern(_NO_DIPLOMA),
        always(NON),
        ("diplome", "qualif", "niveau", "cap", "bep", "certificat", "brevet", "dnb"),
        unless=pattern(
            r"collègue|voisin|cap(?:acité|able)|reçu de diplôme|faut-il|est-ce qu'il faut"
        ),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("L’agent n’a pas le niveau CAP, combien d’heures de CPF ?", "non"),
            ("Elle est non diplômée.", "non"),
            ("Il est sans qualification.", "non"),
            ("J’ai raté mon BEP en 2001.", "non"),
        ),
        no=("Un agent sans badge.",),
    ),
)
_FED = r"(?:aliment[a-z]+|crédit[a-z]*|ouvert|grossit|rempli[a-z]*|abond[a-z]+)"
_COUNTED = (
    Reading(
        "annees_de_compte_formation",
        pattern(
            rf"(?:(?P<a>{NUMBER}) (?:ans|années)(?: [a-z']{{1,10}}){{0,2}}? (?:de |d'|sur (?:mon "
            rf"|le |son )?)"
            r"?(?:droits (?:cpf|à la formation|formation|au cpf|à formation)|cpf(?![a-z])"
            r"|alimentation|compte (?:personnel de )?formation)"
            rf"|{_FED}(?: [a-z'-]{{1,12}}){{0,4}}?(?: (?:pendant|depuis|sur|durant))?"
            rf" (?P<b>{NUMBER}) (?:ans|années)"
            rf"|(?:années? (?:de |d')(?:droits|cpf|alimentation|compte)[^.?!;:]{{0,30}}"
            rf"|alimentation[^.?!;:\d]{{0,30}}) ?: (?P<c>{NUMBER})(?![a-z0-9/€])"
            rf"|(?:cpf|compte (?:personnel de )?formation)(?: (?:existe|court|tourne))? (?:depuis"
            rf"|de|:)"
            rf" (?P<e>{NUMBER}) (?:ans|années)"
            rf"|(?:depuis|voilà|cela fait|ça fait) (?P<d>{NUMBER}) ans(?: [a-z]{{1,10}})? "
            rf"qu[e'][^.?!;]"
            rf"{{0,50}}(?:{_FED}|cpf(?![a-z])|compte (?:personnel de )?formation|fonctionnaire"
            r" titulaire, le compte))"
        ),
        told_count,
        ("an", "aliment"),
        unless=pattern(r"collègue|voisin|plafond|combien d'années"),
        own=False,
        yes=(
            ("J’ai six ans de CPF au 31 décembre.", "6"),
            ("Compte formation crédité pendant 8 ans.", "8"),
            ("Années de droits CPF au 31/12/2025 : 7.", "7"),
            ("Voilà cinq ans que la ville alimente mon CPF.", "5"),
        ),
        no=("Mon CPF ? Je travaille ici depuis 6 ans.",),
    ),
    Reading(
        "euros_du_compte_formation",
        pattern(
            rf"(?:(?P<n>{AMOUNT}) ?(?:€|euros?) (?:dispo|(?:de |pour la )formation)"
            r"|(?:euros?|cpf|formation|droits)(?: [a-z]{1,10}){0,2} (?:du |au |de )?privé ?: ?"
            rf"(?P<m>{AMOUNT}) ?(?:€|euros?)"
            rf"|(?:cpf|formation)[^?]{{0,120}}j'en (?:avais|ai)(?: [a-z]{{1,8}})? (?P<p>{AMOUNT})"
            r" ?(?:€|euros?))"
        ),
        lambda match: as_amount(match["n"] or match["m"] or match["p"]),
        ("€", "euro"),
        unless=pattern(r"collègue (?:a|en a)|plafond|maximum|facture|devis|par an|prise en charge"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("L’appli CPF affiche 820 € dispo, de mon ancien emploi.", "820"),
            ("Euros du privé : 950 €, et mon CPF ?", "950"),
            ("Le CPF en euros : j’en avais pour 1 300 euros.", "1300"),
        ),
        no=("Une formation dans le privé qui coûte 950 €.",),
    ),
)  # fmt: skip


def training_account(plain: Plain) -> Iterator[FactRead]:
    """Read the diploma, the years and the euros of the account, where training is spoken of."""
    held = list(read_table(_HELD, plain))
    yield from held
    if _TRAINING.search(plain.text):
        for fact in read_table((*_ACCOUNT, *_COUNTED), plain):
            if not (held and fact.fact == "diplome_de_niveau_3"):
                yield fact
    if not held:
        yield from read_table(_NOT_HELD, plain)
