"""Contracts of a contractuel: from which day to which, signed when, for what case."""

from collections.abc import Iterable, Iterator
from datetime import date

from agents.understand.dates import MONTH, Mention, SpanMention
from agents.understand.doubt import sentence
from agents.understand.readings import (
    DayReading,
    PeriodReading,
    Reading,
    always,
    read_days,
    read_periods,
    read_table,
)
from agents.understand.tense import AT_THE_DAY
from statute.facts import NON, OUI, FactRead, Period
from statute.french import Plain, pattern

_CONTRACT = (
    r"(?:contrats?(?! (?:de (?:location|mutuelle|prévoyance|bail|professionn)|aidé|d'appr))|cdd"
    r"|engagement|avenant)"
)
_OTHER_CONTRACT = pattern(
    r"mutuelle|prévoyance|assur|apprenti|professionnalisation|labellis|fournisseur|intérim|privée?"
    r"(?![a-z])|aidé|service civique|stage|collègue|voisin|arrêt|malad|congé|absen|télétravail"
    r"|autre (?:commune|ville|mairie|employeur|collectivité)|disponib|détach"
)
_PERIODS = (
    PeriodReading(
        "contrats",
        pattern(
            rf"(?:{_CONTRACT}|recrutée?|embauchée?|engagée?|renouvelée?|saisonni(?:er|ère)"
            rf"|(?:mon|son) remplacement)(?:(?!titular)(?:l\. ?(?=\d)|[^.?!;])){{0,60}}$"
            rf"|(?:{MONTH}|\d{{4}})(?: inclus)?,? (?:puis|et|ensuite)"
            r"(?: (?:de nouveau|à nouveau|encore|un autre|un deuxième|un second))? $"
        ),
        ("contrat", "cd", "recrut", "embauch", "engag", "saison"),
        unless=_OTHER_CONTRACT,
        goes_on=False,
        yes=(
            ("J’ai un CDD du 1er avril au 30 novembre 2026.", "2026-04-01..2026-11-30"),
            ("Mon contrat court du 1er mars 2021 au 31 août 2027.", "2021-03-01..2027-08-31"),
            ("J’ai été recrutée du 1er avril au 30 septembre comme saisonnière.",
             "2026-04-01..2026-09-30"),
            ("Deux CDD : du 1er janvier au 30 juin 2025, puis du 1er août 2025 au 31 août 2026.",
             "2025-01-01..2025-06-30; 2025-08-01..2026-08-31"),
            ("Mon saisonnier a eu un contrat de 6 mois (1er avril - 30 septembre 2026).",
             "2026-04-01..2026-09-30"),
            ("Mon contrat va du 01/02/2026 au 31/01/2027.", "2026-02-01..2027-01-31"),
            ("En CDD de 12 mois à compter du 1er février 2026.", "2026-02-01..2027-01-31"),
            ("Contractuelle, j’ai un engagement de mars 2024 à fin août 2027.",
             "2024-03-01..2027-08-31"),
            ("J’étais saisonnier, contrat du 1er juin au 30 septembre 2026.",
             "2026-06-01..2026-09-30"),
            ("Contrat sur poste vacant (L.332-14) du 1er janvier au 31 décembre 2026.",
             "2026-01-01..2026-12-31"),
        ),
        no=(
            "Je suis en CDD et en arrêt du 3 novembre au 3 décembre.",
            "Mon contrat de mutuelle court du 1er janvier au 31 décembre 2026.",
            "Ma collègue a un CDD du 1er avril au 30 novembre 2026.",
        ),
    ),
    PeriodReading(
        "debut_du_contrat",
        pattern(
            rf"(?:nouveau|prochain|futur|autre) {_CONTRACT}[^.?!;]{{0,40}}$"
            rf"|(?:proposé|propose|proposons|proposer|reprendre|recruter|embaucher|réembaucher"
            rf"|rengager|réengager)[^.?!;]{{0,50}}$"
        ),
        ("contrat", "cd", "recrut", "embauch", "engag", "repren", "propos"),
        unless=pattern(f"{_OTHER_CONTRACT.pattern}|temps partiel|poste de"),
        bound="first",
        own=False,
        yes=(
            ("On me propose un nouveau contrat du 1er janvier au 30 juin 2027.", "2027-01-01"),
            ("Nous voulons le réembaucher du 1er mai au 31 août 2027.", "2027-05-01"),
            ("On me propose un CDD à partir du 4 janvier 2027.", "2027-01-04"),
            ("Mon prochain contrat de 6 mois à compter du 1er février 2027 est prêt.",
             "2027-02-01"),
        ),
        no=("J’ai eu un CDD du 1er avril au 30 novembre 2026.",),
    ),
)  # fmt: skip
_DAYS = (
    DayReading(
        "date_de_signature",
        pattern(
            rf"(?:signé(?: (?:mon|le|ce|son|un) (?:nouveau )?{_CONTRACT})?"
            rf"|{_CONTRACT}[^.?!;]{{0,25}}"
            rf" signé|signature (?:de mon |du |de ce |de son )?(?:{_CONTRACT})?(?: est"
            rf"| a eu lieu)?)"
            rf"{AT_THE_DAY}"
        ),
        ("sign",),
        about=pattern(rf"{_CONTRACT}"),
        unless=pattern(f"{_OTHER_CONTRACT.pattern}|rupture|convention|bail"),
        past=True,
        own=False,
        yes=(
            ("J’ai signé mon contrat le 28 janvier 2026.", "2026-01-28"),
            ("Mon CDD a été signé le 3 mars 2026.", "2026-03-03"),
            ("Contrat signé le 15/10/2026.", "2026-10-15"),
            ("La signature du contrat a eu lieu le 2 novembre.", "2026-11-02"),
            ("J’ai signé ce CDD hier.", "2026-11-23"),
        ),
        no=(
            "J’ai signé la convention de rupture du contrat le 3 mars 2026.",
            "Je n’ai pas signé mon contrat le 3 mars.",
        ),
    ),
    DayReading(
        "debut_du_contrat",
        pattern(
            rf"(?:(?:nouveau |prochain |futur |mon |le "
            rf"|ce ){_CONTRACT}[^.?!;]{{0,30}}(?:commence(?:ra)?"
            r"|débute(?:ra)?|démarre(?:ra)?|prend(?:ra)? effet)|début (?:de mon|du) (?:nouveau )?"
            rf"(?:{_CONTRACT})){AT_THE_DAY}"
        ),
        ("contrat", "cd", "engag"),
        unless=_OTHER_CONTRACT,
        coming=True,
        of_month=True,
        own=False,
        yes=(
            ("Mon contrat commence le 4 janvier 2027.", "2027-01-04"),
            ("Mon nouveau CDD débute le 1er décembre.", "2026-12-01"),
            ("Le contrat prend effet à compter du 1er février 2027.", "2027-02-01"),
            ("Début de mon contrat : 15/12/2026.", "2026-12-15"),
            ("Mon nouveau contrat démarre lundi prochain.", "2026-11-30"),
            ("Mon prochain contrat commencera à partir de janvier.", "2027-01-01"),
        ),
        no=("Mon contrat se termine le 4 janvier 2027.",),
    ),
)
_CASE_ASKED = pattern("est-ce|puis-je|peut-on|faut-il")
_NO_CASE = pattern(
    "ma collègue (?:est|a|remplace)|voisin|(?:me|se|nous) faire remplacer"
    r"|sera remplacée?|mon remplaçant|pour me remplacer|à mon remplacement"
)
_NO_GAP = pattern(
    "sans (?:interruption|coupure)"
    r"|(?:contractuele?|cdd|contrat)[^.?!;]{0,40} (?:depuis|commencé|débuté|démarré)"
)
_HIRED = (
    r"(?:contrat|cdd|recrutée?|embauchée?|engagée?|contractuele?|prise?|remplaçant"
    r"|saisonni(?:er|ère))"
)
_CASES = (
    (
        "remplacement",
        (rf"(?:{_HIRED}[^.?!;]{{0,60}}(?:remplacer|remplacement(?! (?:sera|est prévu))"
         rf"|le temps de son (?:congé|arrêt)"
        r"|en l'absence de)|(?<!à )mon remplacement (?:de|d'|à|au)(?![a-z])|je remplace"
        r"|(?:il|elle|qui) remplace|(?:contrat|cdd) de remplaçante?"
        r"|agente? remplaçante?|l?\.? ?332-13)"),
        (
            "Mon CDD est un remplacement.",
            "J’ai été recrutée pour remplacer une titulaire en congé maternité.",
            "Je suis contractuelle, je remplace un agent malade.",
            "C’est un contrat de remplacement de 14 mois.",
            "Embauché pour le remplacement d’une ATSEM.",
            "Mon remplacement de Mme Roussel à l’état civil finit en mai.",
        ),
        ("Qui va me remplacer pendant mon congé ?",),
    ),
    (
        "accroissement",
        (r"(?:accroissement (?:temporaire(?! ou)|d'activité|de l'activité)|l?\.? ?332-23,? (?:1|i)"
         r"|surcroît (?:d'activité"
        r"|de travail|temporaire)|(?:renfort|pour un pic d'activité))"),
        (
            "CDD pour accroissement temporaire d’activité.",
            "J’ai été embauchée pour un surcroît de travail.",
            "Mon contrat est pour accroissement d’activité.",
            "Recruté en renfort à l’état civil, CDD de 8 mois.",
        ),
        ("Il y a beaucoup d’activité en ce moment.",),
    ),
    (
        "saison",
        (rf"(?:(?:mon|une?|comme|le|la|cette|ce|suis|agente?|contrat|cdd|en|animat[a-z]+"
         rf"|surveillante?|sauveteur|jardini[a-z]+) saisonni(?:er"
         rf"|ère)(?![a-z])|l?\.? ?332-23,? (?:2|ii)|{_HIRED}[^.?!;]{{0,30}} pour la saison"
        r"|accroissement saisonnier)"),
        (
            "Je suis saisonnier à la piscine.",
            "J’ai été recrutée pour la saison d’été.",
            "Contrat saisonnier de 6 mois.",
            "Ma saison finit, j’étais agent saisonnier : contrat saisonnier.",
        ),
        ("Deux saisonniers sont prévus pour m’aider.",),
    ),
    (
        "projet",
        r"(?:contrat de projet|(?:cdd|contrat) (?:pour|sur) (?:un|ce|le) projet)",
        (
            "Je suis en contrat de projet.",
            "J’ai un contrat de projet de trois ans.",
            "CDD sur un projet de numérisation.",
        ),
        ("J’ai un projet de formation.",),
    ),
    (
        "vacance",
        (r"(?:vacance (?:temporaire )?(?:d'emploi|du poste|de poste|d'un emploi)"
        r"|(?:sur un |un |le |mon )?(?:emploi|poste) (?:(?:est |était )?(?:resté )?vacant)"
        r"|dans l'attente (?:du recrutement )?d'un fonctionnaire|l?\.? ?332-14)"),
        (
            "Mon CDD est sur un poste vacant.",
            "Recrutée en contrat pour vacance d’emploi.",
            "Contrat en vacance temporaire d’emploi d’un an.",
            "Je suis en CDD dans l’attente d’un fonctionnaire.",
        ),
        ("Y a-t-il un poste à pourvoir ?",),
    ),
    (
        "permanent",
        (r"(?:(?:contrat|cdd|recrutée?|engagée?|contractuele?)[^.?!;]{0,30} sur (?:un |mon |l')?"
        r"(?:emploi|poste) permanent(?! vacant)|l?\.? ?332-8)"),
        (
            "Je suis contractuel sur un emploi permanent.",
            "Mon CDD est sur poste permanent.",
            "Recruté sur emploi permanent depuis deux ans.",
        ),
        ("Y aura-t-il un emploi permanent ?",),
    ),
)  # fmt: skip
_CASE_ROWS = tuple(
    Reading(
        "cas_du_contrat",
        pattern(written),
        always(name),
        ("remplac", "acrois", "surcroit", "renfort", "pic ", "saison", "projet", "vacan",
         "atente", "332", "permanent"),
        unless=_NO_CASE,
        beside=_CASE_ASKED,
        own=False,
        denies=name != "permanent",
        imperfect=True,
        yes=tuple((text, name) for text in yes),
        no=no,
    )
    for name, written, yes, no in _CASES
)  # fmt: skip
_SAME_POST = r"(?:(?:le |ce |du |au |un )?même (?:poste|emploi)|ce poste|cet emploi)"
_CHOICES = (
    Reading(
        "meme_emploi_avant",
        pattern(
            rf"(?:(?:j'ai|a|il a|elle a|j'occup[a-z]+|occup[a-z]+) (?:déjà )(?:occup[a-z]+ |tenu "
            rf"|fait |été sur )?{_SAME_POST}"
            rf"|(?:renouvel[a-z]+|nouveau (?:contrat|cdd)|reprise?|réembauch[a-z]+|recrut[a-z]+"
            rf"|contrat|cdd)[^.?!;]{{0,50}}(?:sur|dans|pour|au|du) (?:le "
            rf"|exactement le )?même (?:poste"
            r"|emploi)|sur le poste (?:qu'(?:elle|il|on)|que j') ?(?:avait|avais|occupait"
            r"|occupais)|déjà (?:travaillé|été recrutée?|occupée?) (?:ici |chez vous )?(?:sur|dans"
            r"|à) ce"
            r" (?:poste|même poste))"
        ),
        always(OUI),
        ("poste", "emploi"),
        unless=pattern("est-ce|collègue|titulaire|candidat|reclass|retour|détach|dispo"),
        denies=True,
        imperfect=True,
        yes=(
            ("J’ai déjà occupé ce poste en 2025.", "oui"),
            ("Mon CDD est renouvelé sur le même poste.", "oui"),
            ("On me propose un nouveau contrat pour le même emploi.", "oui"),
            ("Elle a déjà tenu le même poste l’an dernier.", "oui"),
            ("J’ai déjà travaillé chez vous sur ce poste.", "oui"),
            ("Nouveau CDD, dans le même emploi, avec une période d’essai.", "oui"),
            ("On la reprend sur le poste qu’elle avait l’an dernier.", "oui"),
        ),
        no=("Je cherche le même poste ailleurs.",),
    ),
    Reading(
        "meme_emploi_avant",
        pattern(
            r"(?:n'avais |n'ai |n'avait )?(?:(?:c'est|c'était) (?:mon|un) premier (?:contrat|cdd"
            r"|poste)|jamais (?:occupé ce|tenu"
            r" ce|travaillé (?:ici|chez vous|pour la (?:ville|mairie))))"
        ),
        always(NON),
        ("premier", "jamais"),
        unless=pattern("collègue|est-ce"),
        denies=True,
        imperfect=True,
        yes=(
            ("C’est mon premier contrat à la mairie.", "non"),
            ("Je n’ai jamais travaillé chez vous.", "non"),
            ("Je n’avais jamais occupé ce poste.", "non"),
        ),
        no=("Mon contrat dure un an.",),
    ),
    Reading(
        "recrutement_infructueux",
        pattern(
            r"(?:aucun (?:fonctionnaire|titulaire|candidat (?:fonctionnaire|titulaire)|lauréat)"
            r"[^.?!;]{0,40}(?:postulé|candidat[a-z]*|trouvé|présenté|recruté|retenu)|(?:recrutement"
            r"|jury|appel à candidatures?|publication|annonce)[^.?!;]{0,40}(?:infructueu(?:x|se)"
            r"|sans (?:résultat|succès|suite)|rien donné|pas abouti)|pas trouvé de"
            r" (?:fonctionnaire|titulaire))"
        ),
        always(OUI),
        ("fonctionaire", "titulaire", "infructueu", "sans resultat", "sans suc", "rien done",
         "abouti", "laureat", "sans suite"),
        unless=pattern("est-ce|faut-il|doit-on"),
        own=False,
        denies=True,
        imperfect=True,
        yes=(
            ("Aucun fonctionnaire n’a postulé sur ce poste.", "oui"),
            ("Le recrutement est resté infructueux.", "oui"),
            ("Nous n’avons pas trouvé de titulaire.", "oui"),
            ("La publication n’a rien donné.", "oui"),
            ("Aucun candidat titulaire ne s’est présenté.", "oui"),
            ("L’appel à candidatures est resté sans suite.", "oui"),
        ),
        no=("Faut-il que le recrutement soit infructueux ?",),
    ),
    Reading(
        "cdi_possible",
        pattern(
            r"(?:(?:renouvel[a-z]+|transform[a-z]+|prolong[a-z]+|suivi)[^.?!;]{0,25} en"
            r" cdi|(?:propos[a-z]+|promis|envisage)[^.?!;]{0,30} (?:un |en |mon )cdi"
            r"|cdi (?:est |serait )?(?:possible|envisagé|prévu|promis))"
        ),
        always(OUI),
        ("cdi",),
        beside=pattern(
            "est-ce|collègue|puis-je|peut-il|peut-on|demand|refus|quand|droit|voudrais|souhait"
            "|combien|si |été (?:transform|renouvel)"
        ),
        yes=(
            ("La ville envisage un CDI à la fin de mon contrat.", "oui"),
            ("Mon CDD pourrait être renouvelé en CDI.", "oui"),
            ("Mon contrat sera transformé en CDI.", "oui"),
            ("On m’a promis un CDI après ce contrat.", "oui"),
        ),
        no=("Puis-je être renouvelé en CDI ?", "Je suis en CDI."),
    ),
)  # fmt: skip


def without_gap(
    plain: Plain, employment: tuple[Mention | None, Mention | None]
) -> Iterator[FactRead]:
    """Read one stretch of contracts from the arrival and the end of the present one."""
    first, last = employment
    if not (first and last and first.exact and last.exact and first.first < last.first):
        return
    if _NO_GAP.search(sentence(plain, first.start, first.start)):
        words = plain.words(min(first.start, last.start), max(first.end, last.end))
        yield FactRead("contrats", (Period(first.first, last.first),), words)


def contracts(
    plain: Plain,
    received: date,
    spans: Iterable[SpanMention],
    employment: tuple[Mention | None, Mention | None],
) -> Iterator[FactRead]:
    """Read the contracts with one employer, the next one, what they are for and what is said.

    `employment` is the arrival and the departure of whom the ticket speaks.
    """
    found = tuple(read_periods(_PERIODS, plain, spans))
    yield from found
    if not any(fact.fact == "contrats" for fact in found):
        yield from without_gap(plain, employment)
    for fact in found:
        if isinstance(fact.value, tuple) and len(fact.value) == 1:
            last = fact.value[0].last
            if last and last >= received:
                yield FactRead("date_de_fin", last, fact.words)
    yield from read_days(_DAYS, plain, received)
    yield from read_table((*_CASE_ROWS, *_CHOICES), plain)
