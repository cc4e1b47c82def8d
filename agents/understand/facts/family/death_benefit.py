"""The death of an agent, as the family or the service tells it: its day, age, pay and survivors."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from agents.understand.dates import AMOUNT, NUMBER, as_amount, as_number
from agents.understand.doubt import clause, denied, sentence
from agents.understand.readings import MOST, DayReading, Reading, always, read_days, told_count
from statute.facts import NON, OUI, FactRead
from statute.french import Plain, pattern

_DIED = (
    r"(?:décédée?s?|décès|morte?|mourir|disparue?|quittée?s|capital[- ]décès|défunte?|veuve|veuf"
    r"|éteinte?|succombé|perdu la vie|emportée?|mortel|ayants droit)(?![a-z])"
)
_DEATH_TOLD = pattern(
    rf"{_DIED}|(?:il|elle|qui|agente?|papa|maman|conjoint) (?:était|avait|venait)(?![a-z])[^.?!;]"
    r"{0,60}(?:retraite|marié|pacs|pension)|perdu (?:mon|ma|notre|sylvie|m\.|mme)"
    r"|(?:papa|maman) est partie?|a lâché|vivaient en|on était fianc|étions marié|capital pour"
)
_AN_AGENT = pattern(
    r"capital[- ]décès|(?:agente?s?|titulaire|fonctionnaire|employée?|contractuele?|stagiaire"
    r"|collègue)(?![a-z])[^.?!;]{0,80}(?:décéd|mort|disparu|quitté)|(?:décéd|mort|décès"
    r"|quitté)[a-zé]*"
    r"[^.?!;]{0,80}(?:agente?|titulaire|fonctionnaire|travaillait|employée?|nos services"
    r"|vos services|chez vous|était (?:adjoint|jardinier|rédact|attaché|technicien|atsem))"
    r"|(?:mari|épouse|femme|père|mère|conjointe?|époux|compagne|compagnon|fils|fille)[^.?!;]{0,80}"
    r"(?:travaillait|chez vous|dans vos services|agente? (?:de|des|du|titulaire)|était (?:agent"
    r"|adjoint|employé|titulaire|à la (?:ville|mairie)|chez vous))"
)
_FROM_THE_FAMILY = pattern(
    r"capital|ayants? droit|survivant|défunte?(?![a-z])|papiers|succession|notaire|(?:notre|votre"
    r"|cet"
    r"|cette|l') ?(?:agente?|jardini|collègue|gardien|directe|employée?|animat)|(?:le"
    r"|la) (?:gardien"
    r"|brigadi|jardini|secrétaire|directeur|directrice|cuisini|bibliothécaire|policier)"
    r"|agente? (?:de la|à la|des|du|technique|emportée|en activité|décédée?)|employée? à"
    r"|(?:était|travaillait|bossait) (?:[a-z]{2,12} ){0,2}?(?:à la|au|aux|chez|pour la|dans)"
    r"|(?:mme|m\.) [a-z-]{2,14},? (?:du|de la|de l'|agente?|s'est|est|a|né|était)|suis la veuve"
    r"|suis le veuf|âge de la retraite|âge légal|a la mairie|de la mairie|du service|nos services"
    r"|date du décès|capital(?:-| )décès|informer la famille|à son décès|décès de (?:m\.|mme)"
)
"""What the family or the service says of a death that does not tell of work here."""
_OF_THE_WRITER = pattern(
    r"je (?:travaille|bosse)|je suis (?:agente?|atsem|titulaire|contractuel|stagiaire|en poste"
    r"|en arrêt|absent)|mon (?:chef|planning|contrat|poste|service)|mes (?:collègues|congés"
    r"|horaires)"
)
_ONES_OWN_LOSS = pattern(
    r"autorisation|absence|jours? (?:pour|de congé)|obsèques de (?:mon|ma)|congé de deuil|deuil"
    r"|enfant (?:est )?décédé"
)
_DAYS = (
    DayReading(
        "date_du_deces",
        pattern(
            rf"(?:{_DIED}|(?:nous|l') a quittée?s?|(?:papa|maman|père|mère|mari|épouse"
            rf"|femme) est partie?"
            rf"|coeur [^.?!;]{{0,20}} a lâché)(?:(?!né|recrut|retrait|réversion|demand"
            rf"|courrier|reçu|pacs"
            r"|mari[ée]s)(?:(?<= m)\.(?= [a-z])|[^.?!;\n])){0,70}?(?: (?:le|du|ce|survenu le"
            r"|date du|:|au))? ?(?:le )?"
            r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?$"
        ),
        (
            "dece",
            "mort",
            "disparu",
            "quite",
            "veuve",
            "veuf",
            "defunt",
            "eteint",
            "sucomb",
            "perdu",
            "emport",
            "parti",
            "lache",
        ),
        unless=pattern("chien|chat(?![a-z])|réunion|voisin|usager"),
        past=True,
        own=False,
        yes=(
            ("Mon mari, agent titulaire chez vous, est décédé le 3 novembre 2026", "2026-11-03"),
            ("Capital décès : mon père est mort le 12 octobre", "2026-10-12"),
            ("notre agent est décédé dimanche, que verse-t-on ?", "2026-11-22"),
            (
                "Suite au décès de mon épouse, employée à la mairie, survenu le 8 novembre 2026",
                "2026-11-08",
            ),
            ("capital-décès. Date du décès : 05/11/2026", "2026-11-05"),
            ("Un agent titulaire nous a quittés le 14 novembre", "2026-11-14"),
            ("Mon mari travaillait à la voirie, il est mort le 2 novembre", "2026-11-02"),
            ("une de nos agentes titulaires, décédée le 30 octobre 2026", "2026-10-30"),
        ),
        no=(
            "Ma mère est décédée le 3 novembre, combien de jours d'absence ?",
            "Capital décès : si un agent est décédé le 3 novembre",
            "Mon père est mort le 12 octobre",
            "J'ai reçu le 12 novembre votre courrier sur le capital décès",
        ),
    ),
)


_FACTS = (
    Reading(
        "age_au_deces",
        pattern(
            rf"(?:décédée?|morte?|décès|disparue?|quittés)[^.?!;]{{0,60}}? (?:à l'âge de|à"
            rf"|âgée? de)"
            rf" (?P<n>{NUMBER}) ans|(?:agente?|titulaire|collègue"
            rf"|fonctionnaire),? (?:âgée? )?de (?P<o>{NUMBER}) ans[^.?!;]{{0,20}}(?:décéd|mort"
            rf"|disparu)|(?:il|elle|mari|épouse|femme|agente?|défunte?) (?:avait"
            rf"|n'avait que|était âgée? de) (?P<m>{NUMBER}) ans"
        ),
        told_count,
        ("ans",),
        unless=pattern("ancienneté|services|enfants?(?![a-z])|fils(?![a-z])|fille|il y a"),
        own=False,
        yes=(
            ("Notre agent titulaire est décédé à 54 ans", "54"),
            ("capital décès : décès à l'âge de cinquante-huit ans", "58"),
            ("Mon mari, agent chez vous, est mort. Il avait 49 ans.", "49"),
            ("une agente titulaire est décédée le 3 novembre à 61 ans", "61"),
            ("capital décès d'un agent décédé, âgé de 45 ans", "45"),
            ("Agent titulaire mort hier, il n'avait que 38 ans", "38"),
            ("Capital décès. Elle était âgée de 63 ans.", "63"),
            ("Agent titulaire de 44 ans décédé hier", "44"),
            ("mon épouse, employée chez vous, disparue à 52 ans", "52"),
        ),
        no=(
            "Capital décès : notre agent laisse un fils de 12 ans",
            "Capital décès : il avait 20 ans de services",
            "Si un agent titulaire décède à 54 ans, quel capital décès ?",
        ),
    ),
    Reading(
        "remuneration_brute_annuelle",
        pattern(
            rf"(?P<n>{AMOUNT}) ?(?:€|euros?)?(?: bruts?)?(?: (?:par|/) ?an| annuels?"
            rf"| sur (?:l'année|la dernière année|douze mois|12 mois|les (?:douze"
            rf"|12) derniers mois)| l'an| par année)(?: bruts?)?"
            rf"|(?:brute?s? annuele?|annuele? brute?|brut par an|annuele?)(?: (?:était|est|de"
            rf"|d'environ|s'élevait à|s'élève à|:)){{0,3}} ?:? ?(?P<m>{AMOUNT}) ?(?:€|euros?)"
        ),
        lambda match: as_amount(match["n"] or match["m"]),
        ("an",),
        unless=pattern("ifse|primes?(?![a-z])|indemnité|nets?(?![a-z])|plafond|pension|environ"),
        own=False,
        yes=(
            ("Capital décès : il gagnait 28 000 € bruts par an", "28000"),
            ("capital décès, sa rémunération brute annuelle était de 31 500 €", "31500"),
            ("Notre agent titulaire décédé percevait 26400 euros brut annuels", "26400"),
            ("capital décès ; salaire annuel brut : 29 400,50 €", "29400.50"),
            ("Capital décès : 33 200 € par an bruts", "33200"),
            ("capital décès avec 24 800 € l'an brut", "24800"),
        ),
        no=(
            "Capital décès : il gagnait 2 100 € net par an",
            "Capital décès : 2 400 € bruts par mois",
        ),
    ),
    Reading(
        "conjoint_survivant",
        pattern(
            r"(?:mon|ma) (?:défunte? )?(?:mari|époux|femme|épouse)(?![a-z])[^.?!;]{0,60}(?:décédé"
            r"|mort|disparu"
            r"|quitté)|(?:décès|mort|perte) de (?:mon|ma) (?:mari|époux|femme|épouse)(?![a-z])"
            r"|(?:sa|la) veuve|(?:son|le) veuf|(?:suis|restée?) (?:veuve|veuf)"
            r"|(?:laisse|laissant) (?:derrière (?:lui|elle) )?(?:une (?:épouse|femme|veuve)"
            r"|un (?:mari|époux))|(?:était|était) mariée?(?![a-z])|(?:son|sa) (?:épouse|femme|mari"
            r"|époux)(?![a-z])"
        ),
        always(OUI),
        ("mari", "epou", "feme", "veuve", "veuf"),
        unless=pattern("divorc|séparé|ex-|ancien"),
        own=False,
        yes=(
            ("Mon mari, agent titulaire chez vous, est décédé", "oui"),
            ("Capital décès : sa veuve nous écrit", "oui"),
            ("décès de mon épouse, employée à la mairie", "oui"),
            ("capital décès. Il laisse une femme et deux enfants.", "oui"),
            ("Notre agent titulaire décédé, son épouse demande le capital", "oui"),
            ("L'agent titulaire mort hier, laissant une épouse", "oui"),
            ("je suis veuve, capital décès ?", "oui"),
        ),
        no=(
            "Capital décès : le conjoint survivant est-il concerné ?",
            "Capital décès : que devient le conjoint d'un agent ?",
        ),
    ),
    Reading(
        "conjoint_survivant",
        pattern(
            r"(?:célibataire|divorcée?|(?:était )?veuf|sans conjoint|vivait seule?|concubine?|en"
            r" concubinage|union libre)(?![a-z])"
        ),
        always(NON),
        ("celibataire", "divorc", "veuf", "concubin", "union", "seul"),
        unless=pattern("mariée?(?![a-z])|pacs|remarié|mon (?:mari|époux)|ma femme"),
        own=False,
        yes=(
            ("Capital décès d'un agent célibataire", "non"),
            ("Notre agent est décédé, sans conjoint ni enfant.", "non"),
            ("notre agent titulaire décédé était divorcé", "non"),
            ("capital décès : il vivait seul avec ses deux fils", "non"),
            ("L'agent titulaire décédé vivait en concubinage", "non"),
        ),
        no=("Capital décès : il n'était pas célibataire",),
    ),
    Reading(
        "deces_en_service",
        pattern(
            r"(?:accident de (?:service|travail)|accident du travail|mort au travail"
            r"|(?:mort|décès|survenue?) en service|décédée?"
            r" (?:en service|au travail|sur le chantier)|tuée? (?:en service|sur le chantier"
            r"|au travail))"
        ),
        always(OUI),
        ("acident", "travail", "service", "chantier"),
        unless=pattern("pas (?:un|d'un)|hors|en dehors|est-ce|s'agit-il|ou "),
        own=False,
        yes=(
            ("Notre agent titulaire est décédé d'un accident de service", "oui"),
            ("Capital décès : mort au travail", "oui"),
            ("mon mari, agent chez vous, est mort dans un accident du travail", "oui"),
            ("capital décès d'un agent tué sur le chantier", "oui"),
        ),
        no=(
            "Capital décès : ce n'est pas un accident de service",
            "Capital décès : est-ce un accident de service ?",
        ),
    ),
    Reading(
        "deces_en_service",
        pattern(
            r"(?:décédée?|morte?|décès|emportée?|suites?)[^.?!;]{0,60}(?:longue maladie|cancer"
            r"|maladie(?! prof)"
            r"|accident (?:domestique|de la route pendant ses (?:congés|vacances)))"
        ),
        always(NON),
        ("maladie", "cancer", "domestique", "conges", "vacances"),
        unless=pattern("professionnel|amiante|imputable"),
        own=False,
        yes=(
            ("Notre agent titulaire est décédé d'un cancer", "non"),
            ("Capital décès : mort d'une longue maladie", "non"),
            (
                "mon mari, agent chez vous, est décédé des suites d'un cancer",
                "non",
            ),
            ("capital décès, décès par accident domestique", "non"),
        ),
        no=("Capital décès : décès dû à une maladie professionnelle imputable",),
    ),
    Reading(
        "enfants_ayants_droit",
        pattern(
            rf"(?P<n>{NUMBER}) (?:jeunes )?(?:enfants?|filles?|garçons?|fils)"
            r"(?: (?:encore|sont|tous|toutes|deux|trois)){0,2} (?:mineure?s?|en bas âge|scolarisés"
            r"|lycéens|(?:de )?moins de 21 ans|ayants? droit)"
            rf"|(?P<m>{NUMBER}) orphelins?(?![a-z])"
        ),
        told_count,
        ("enfant", "file", "garcon", "fils", "orphelin"),
        own=False,
        yes=(
            ("Capital décès : il laisse deux enfants mineurs", "2"),
            ("notre agent titulaire décédé avait trois enfants en bas âge", "3"),
            ("capital décès, un enfant de moins de 21 ans", "1"),
            ("Mon mari, agent chez vous, est décédé, nous avons 2 enfants mineurs", "2"),
            ("capital décès pour quatre orphelins", "4"),
        ),
        no=(
            "Capital décès : ses deux enfants sont adultes",
            "Si un agent titulaire décédé a deux enfants mineurs, quel capital décès ?",
        ),
    ),
)
_LEGAL_AGE = pattern(
    r"(?P<no>(?:n'avait|n'a|avait|pas) (?:pas )?(?:encore )?)?(?:(?:avait|ayant|a) )?(?:déjà )?"
    r"(?:(?P<yes>atteint|dépassé|passé) )?l'âge (?:légal|de (?:la |sa )?retraite)"
)
_NO_LEGAL_AGE = re.compile(r"\bpas\b|\b(?:mort|decede)e? avant\b")
_UNSURE = pattern(
    r"si (?:une?|l'|le|la|notre|il|elle|mon|ma)(?![a-z])|admettons|imagin|au cas où|en cas de"
    r"|lorsqu'un agent|quand un agent"
)
"""Of somebody dead all is told in the past, which elsewhere tells what is no more."""
_ADULT = 21
_AGED = pattern(
    r"(?:enfants?|filles?|garçons?|fils|ainée?|cadette?|petite?s|ados?)(?![a-z])[ ,(:]{0,3}(?:de "
    r"|âgée?s? de |ont |avaient |qui ont )?"
    rf"(?P<ages>{NUMBER}(?: ans)?(?:(?:,| et|, et) {NUMBER}(?: ans)?){{0,6}}) ans"
)
_NO_HEIR = pattern(r"(?:sans|aucun|ni|pas d')(?: [a-z]{3,9} ni)? ?enfants?(?![a-z])")


def heirs(plain: Plain) -> Iterator[FactRead]:
    """Count the children told by their ages who are under twenty-one, and none where it is said."""
    found = list(islice(_AGED.finditer(plain.text), MOST))
    ages = [as_number(one) for match in found for one in re.findall(NUMBER, match["ages"])]
    doubt = any(_UNSURE.search(sentence(plain, *match.span())) for match in found)
    if found and not doubt:
        young = sum(age < _ADULT for age in ages)
        words = plain.words(found[0].start(), found[-1].end())
        yield FactRead("enfants_ayants_droit", young, words)
    none = _NO_HEIR.search(plain.text)
    if none and not found:
        yield FactRead("enfants_ayants_droit", 0, plain.words(*none.span()))


def death_benefit(plain: Plain, received: date, survivors: Iterable[Reading]) -> Iterator[FactRead]:
    """Read a death where the dead person was an agent, not one whose death is mourned by one."""
    if not _DEATH_TOLD.search(plain.text):
        return
    an_agent = _AN_AGENT.search(plain.text)
    if _ONES_OWN_LOSS.search(plain.text) or (_OF_THE_WRITER.search(plain.text) and not an_agent):
        return
    if an_agent or _FROM_THE_FAMILY.search(plain.text):
        yield from read_days(_DAYS, plain, received)
    for reading in (*_FACTS, *survivors):
        for match in islice(reading.written.finditer(plain.text), MOST):
            said = sentence(plain, *match.span())
            if _UNSURE.search(said) or (reading.unless and reading.unless.search(said)):
                continue
            at = match.start()
            value = None if denied(plain, at, at) else reading.value(match)
            if value is not None:
                yield FactRead(reading.fact, value, plain.words(*match.span()))
    yield from heirs(plain)
    age = _LEGAL_AGE.search(plain.text)
    if age:
        said = clause(plain, *age.span())
        answer = NON if _NO_LEGAL_AGE.search(said) else OUI if age["yes"] else ""
        if answer:
            yield FactRead("age_legal_atteint", answer, plain.words(*age.span()))
