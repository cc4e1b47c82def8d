"""Who the ticket speaks of at work (status, arrival, departure, seniority), and on which day.

The law applied is the law of the day of the facts.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from agents.understand.dates import NUMBER, Mention, as_number, mentions, months_between
from agents.understand.doubt import denied, doubtful, in_doubt, of_somebody_else, sentence
from agents.understand.readings import told_ahead
from agents.understand.taken_back import without_corrected_days
from statute.facts import CONTRACTUEL, STAGIAIRE, TITULAIRE, FactRead
from statute.french import Plain, pattern

_STATUS = {
    TITULAIRE: r"titulaire(?! (?:d[ue](?! (?:cat|la fonction|la ville|la mairie|mon grade"
    r"|mon service|mon équipe|notre))|des|d'un|quand)(?![a-z]))(?![a-z])"
    "|titularisée? (?:en|depuis|le|au(?! plus))"
    rf"|fonctionnaire(?: territoriale?)?(?= depuis {NUMBER} ans)",
    STAGIAIRE: r"stagiaire(?! (?:école|de (?:3|troisi)|bafa|en com|lycée|master))(?![a-z])",
    CONTRACTUEL: r"contractuele?(?![a-z])|non[ -]titulaire(?![a-z])",
}
_CONTRACT = pattern(
    r"(?:cdd|cdi)(?![a-z])"
    r"|(?:en|sous) contrat(?! (?:aidé|d'appr|de droit privé|d'engagement))(?![a-z])"
    rf"|contrat (?:de |d'|d'une durée de |pour ){NUMBER} (?:mois|ans?)(?![a-z])|contrat de projet"
    r"|mon contrat (?:se |s'|prend|arrive|fini|expire|n'est|est|ne |sera|a été|n'a|de travail)"
)
_CONTRACT_OF_OTHERS = pattern(
    r"(?:les|des|aux|nos|vos|plusieurs|aucun|passer en|passer sous|devenir|collègue(?: en)?"
    r"|(?:dont|soit) [a-z0-9-]{1,15}(?: ans| mois)?(?: en)?"
    r"|(?:trouvé|décroché|obtenu|signé|propose|proposé|promis|promet)[^.?!;,]{0,12} un)[ -]$"
)
_CONTRACT_IN_GENERAL = re.compile(
    r" (?:a (?:le )?droit|a-t-|peut|doit|ont|peuvent|ouvre)"
    r"|[^.?!;,]{0,25}(?:qui (?:m'|l')atend|dans le prive|dans une entreprise|en entreprise"
    r"|ailleurs)"
)
"""What follows a contract that is nobody's here, or not yet the writer's."""
_BANK = pattern("iban|fr\\d\\d|rib(?![a-z])|compte bancaire|carte grise|permis")
_NO_CONTRACT_OF_WORK = pattern("mutuelle|prévoyance|assur|labellis|santé|fournisseur")
_SOMEBODY_ELSE = pattern(
    r"(?:non|pas|pas encore|un|une|le|la|les|des|aux?|collègue|devenir|être|comme|d'un|mon|ma"
    r"|notre|jeune|ancien|ancienne|nouveau|nouvelle|passer|serai|bientôt"
    r"|(?:être|nommer|sera|serait|serai|la|le) nommée?)[ -]$",
)
_NOT_YET = pattern(r"non[ -]$|(?:bientôt|presque|deviens|deviendr|devenir|future?)[^.?!;,]{0,30}$")
_NO_MORE = pattern(
    r"(?:j'étais|étais|j'ai été(?! nommé| recrut| embauch)|avant|anciennement)[^.?!;,]{0,30}$"
)
_STUDENT = pattern(
    r"étudiant|lycée|licence|master|bts|convention de stage|(?:mon|grande) école|gratification"
    rf"|stagiaire[^.?!;]{{0,50}}pour {NUMBER} (?:mois|semaines)"
)
_ONESELF = pattern(r"(?:suis|étant|en tant que|je reste|je serai donc) (?:\w+ ){0,4}$")
_OTHER_REGIME = pattern(
    "vacataire|vacation|apprenti|intérimaire|contrat aidé|service civique|droit privé"
    "|élue?(?![a-z])|(?:suis|comme|en tant qu') ?(?:une? )?assistante?s? (?:maternel|familia)"
)

_JOB = (
    r"(?:atsem|agente?(?! de maîtrise)|animat(?:eur|rice)|éducat(?:eur|rice)|auxiliaire"
    r"|jardini[a-z]+"
    "|éboueur|gardien(?:ne)?|bibliothécaire|secrétaire|cuisini[a-z]+|chargée? d[e']|responsable"
    "|infirmi[a-z]+|policier|médiat(?:eur|rice)|employée?|présente?|fonctionnaire|service)"
)
_NOT_AT_WORK = (
    "arrêt|malad|absen|congé|souffran|dispo|détach|partiel|télétravail|grève|suspen|promu|échelon"
    "|titulaire|stagiaire|grade|opér|bloqu|attend|sans |maintien|reclass|enceinte|mis "
)
_ARRIVED = pattern(
    r"(?:(?:pris mon poste|prise de poste|j'arrive|(?<!qui )(?:suis|est|étais) (?:arrivée?"
    r"|entrée?)|mon arrivée|embauchée?|recrutée?|engagée?|(?:commencé|débuté"
    r"|démarré)(?!nt|r)e?|contrat|cdd|(?<!droit à un )cdi|contractuele?|saisonni(?:er|ère)(?![a-z])"
    r"|en poste|(?<!jour )travaille|bosse|nommée?)"
    r"(?:(?!arrêt|licenci|effet|attend|enceinte|accouch|cet(?![a-z])|compte|\d ans|échelon|malad"
    r"|absen|congé|opér|fin |jusqu|terme|termin|renouv|échéance|sign|conclu|éteint|écri|achev"
    r"|au bas|au bout|cumul|totalis"
    r"|jours|%|partiel|mi-temps|labellis|collectif|mutuel|prévoyance|attestation)[^.?!;]){0,75}"
    rf"|{_JOB}(?:(?!{_NOT_AT_WORK})[^.?!;,]){{0,40}} depuis (?:le |début |fin |mi-)?"
    r"|(?:chez (?:nous|vous)|à la (?:mairie|ville)|dans (?:la|notre|votre) (?:collectivité|commune"
    r"|mairie))(?: sans (?:coupure|interruption))? depuis (?:le |début |fin |mi-)?"
    rf"|(?<!arrêt )(?<!arrêt de )(?<!malade ){NUMBER} mois"
    r" (?:pile|tout juste|exactement|en tout|au total) depuis (?:le )?)$",
)
_A_LETTER_ARRIVED = pattern(
    r"(?:lettre|courrier|recommandé|demande|démission|dem(?![a-z])|proposition|renouvel[a-z]*"
    r"|dossier|certificat)[^.?!;]{0,45}$"
)
_A_LEAVE_BEGUN = pattern(
    r"(?:arrêt|congé|cmo|clm|cld|citis|cgm|ppr|tpt|dispo[a-z]*|longue (?:maladie|durée)"
    r"|grave maladie|thérap[a-z]*|grossesse|formation|traitement)(?![a-z])[^.?!;\n]{0,40}"
    r"(?:commencé|débuté|démarré)[^.?!;\n]{0,25}$"
)
_LEAVING = pattern(
    r"(?:(?<!nous a )(?<!nous avait )quitte|je pars|mon départ(?! en (?:congé|vacances|formation))"
    r"|(?:fin|termine|s'achève|jusqu'au|expire|prend fin|a pris fin"
    r"|s'est (?:achevé|terminé|arrêté)|s'arrête))"
    r"[^.?!;,]{0,30}$",
)
_CONTRACT_OR_LEAVING = pattern(r"contrat|cdd|quitte|je pars|mon départ|démission|mutation")
_BROKEN_CAREER = pattern(
    r"renouvel|plusieurs (?:cdd|contrats)|cdd sur cdd|enchaîn|déjà travaillé"
    r"|(?<!sans )(?<!pas d')(?<!aucune )interruption"
    r"|(?:deux|trois|2|3)(?:e|ème|ième)? (?:cdd|contrat)|second contrat"
    "|anciens?(?![a-z])|anciennes?(?![a-z])|anciennement"
    r"|après .{0,20}(?:cdd(?![a-z])|contrat)|avant[, ]+(?:\w+ ){0,3}j'étais|passée? (?:en|à) cdi"
    "|cdi depuis"
    r"|déjà .{0,20}(?:ans?|mois)(?![a-z])|j'ai (?:fait|travaillé)|autre (?:commune|collectivité)"
    r"|(?<!drh d'une )(?<!rh d'une )(?<!maire d'une )(?<!directrice d'une )(?<!directeur d'une )"
    r"(?<!collègue d'une )commune voisine|la même (?:commune|mairie|ville)|auparavant"
    "|(?:étais|j'ai été) (?:titulaire|stagiaire|contractuel)|démission"
)
_LENGTH = rf"(?P<n>{NUMBER}) (?P<unit>ans?|mois|semaines?)(?P<half> et demie?)?"
_LENGTH = rf"{_LENGTH}(?: et (?P<more>{NUMBER}) mois)?(?![a-z])"
_NOT_WAITED = r"(?! (?:que (?:j'attends|je demande|j'ai demand)|d'att|avant))"
_SENIORITY = tuple(
    pattern(written)
    for written in (
        rf"(?:arrivée?|embauchée?|recrutée?|en poste) il y a {_LENGTH}{_NOT_WAITED}",
        (
            r"(?:contrat|cdd|cdi|contractuele?|embauchée?|recrutée?|engagée?|travaille|bosse"
            r"|en poste|(?:à|chez) (?:la (?:ville|mairie)|vous))"
            rf"(?:(?!arrêt|malad|absen|congé|souffran)[^.?!;]){{0,40}}?"
            rf" depuis {_LENGTH}{_NOT_WAITED}"
        ),
        rf"{_JOB}(?:(?!{_NOT_AT_WORK})[^.?!;,]){{0,40}} depuis {_LENGTH}{_NOT_WAITED}",
        (
            rf"(?:ça fait )?{_LENGTH} que je (?:travaille|bosse|suis"
            r" (?:contractuel|en poste|employée?|chez vous|là(?![a-z])|à la (?:mairie|ville)))"
        ),
        (
            rf"{_LENGTH} (?:d'ancienneté|de (?:boîte|maison|services?(?! de)|présence)"
            r"|à la (?:ville"
            rf"|mairie)|chez vous|dans la collectivité)(?![a-z]){_NOT_WAITED}"
        ),
    )
)
_TO_COME = pattern("(?:j'aurai|je vais avoir|fera|ferai|prochaine?)(?![a-z])")
_AT_A_TIME = re.compile(r" (?:en|au|le|depuis|fin|debut)(?: mois de)? ?")
_ABOUT = pattern(r"(?:presque|environ|bientôt|à peu près|moins de|pas encore|près de) $")
_OF_A_CAREER = pattern(
    r"contrats?(?![a-z])|cdd|engagée?(?![a-z])|recrutée?|embauchée?|saisonni|disponib"
    r"|dispo(?![a-z])"
    r"|détach"
)
_OF_A_LEAVE = pattern("arrêt|malad|congé|absen|souffran|opér|hospital|carence|partiel")
_FROM_OR_TO = re.compile(r"(?<![a-z])(?:du|au|depuis(?: le)?|jusqu'au|le) $")
_NOT_THE_FACTS = pattern(
    r"(?:née?s? (?:le |en )?|(?:délibération|décret|loi|circulaire|courrier|mail|message"
    r"|lettre|note|(?:l'|un |cet |mon |votre )arrêté(?!e))[^.?!;]{0,25}"
    r"|(?:titulaire|stagiaire|nommée?|ancienneté)"
    r"(?:(?!arrêt|malad|congé|absen|souffran)[^.?!;,]){0,25}|avant (?:le )?|période du |d'ici"
    r"|(?:n'existe|n'est|n'y a|n'a)[^.?!;,]{0,30} plus[^.?!;,]{0,30} depuis (?:le )?"
    r"|(?:supprimée?|abrogée?|fermée?|terminée?|finie?|arrêtée?|interdite?) (?:depuis|fin)"
    r"(?: le)? ?"
    r"(?: le| au)? ?|hors [^.?!;]{0,25}|(?:1er mai|au) au )$",
)
_THE_FACTS = pattern(
    r"(?:arrêt|malad|opér|hospital|congé|absen|souffran|temps[ -]partiel|partir d|compter d"
    r"|carence|posé|pris)[^.?!;]{0,45}$",
)
_BEGUN = pattern(r"depuis (?:le |la |début |fin |mi-)*$")
_COMING = pattern(
    r"(?:sera|serai|serons|seront|aura|aurai|aurons|auront|vais|va|allons|vont|prochaine?|prévue?"
    r"|voudrais|souhaite|souhaiterais|envisage|compte|débutera|commencera|finira|partirai"
    r"|accouche|attends|attendons|terme)(?![a-z])[^.?!;]{0,40}$"
)
_PAST = pattern(r"(?:posé|pris|eu|été|était|avais|étais|absente?|arrêtée?|malade)s? [^.?!;]{0,25}$")
_GOES_ON = pattern(
    r"toujours|encore|de nouveau|à nouveau|nouvel arrêt|prolong|actuellement|en ce moment|rechut"
    r"|depuis (?:hier|avant-hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ce matin"
    r"|la semaine|une semaine|quelques)"
    r"|je suis (?:\w+ ){0,2}(?:en (?:arrêt|cmo|congé (?:de )?maladie)|arrêtée?|malade)(?![a-z])"
)
_OLDEST = timedelta(days=3653)
_FURTHEST = timedelta(days=731)


def another_regime(plain: Plain) -> bool:
    """Tell whether the ticket speaks of people to whom these rules do not apply as such."""
    return bool(_OTHER_REGIME.search(plain.text))


def status(plain: Plain) -> Iterator[FactRead]:
    """Read the status, unless another regime, two statuses or a denial alone are named."""
    if another_regime(plain):
        return
    named = [
        (name, match)
        for name, match in _named(plain)
        if not any(p.search(_before(plain, match.start())) for p in (_NOT_YET, _NO_MORE))
    ]
    if _STUDENT.search(plain.text) and any(name == STAGIAIRE for name, _ in named):
        return
    affirmed = [(n, m) for n, m in named if not denied(plain, *m.span())]
    own = [
        (n, m)
        for n, m in affirmed
        if _ONESELF.search(_before(plain, m.start())) and not of_somebody_else(plain, *m.span())
    ]
    if len(affirmed) < len(named) and not own:
        refused = {n for n, m in named if denied(plain, *m.span())}
        affirmed = [(n, m) for n, m in affirmed if _CONTRACT.fullmatch(m[0]) and n not in refused]
    others_left_out = [(n, m) for n, m in affirmed if not _of_another(plain, m)]
    for name, match in (*own, *others_left_out):
        yield FactRead("statut", name, plain.words(*match.span()))


def _named(plain: Plain) -> Iterator[tuple[str, re.Match[str]]]:
    for name, written in _STATUS.items():
        for match in pattern(written).finditer(plain.text):
            if not _BANK.search(sentence(plain, *match.span())):
                yield name, match
    for match in _CONTRACT.finditer(plain.text):
        if not _NO_CONTRACT_OF_WORK.search(sentence(plain, *match.span())):
            yield CONTRACTUEL, match


def _of_another(plain: Plain, match: re.Match[str]) -> bool:
    before = _before(plain, match.start())
    if _CONTRACT.fullmatch(match[0]):
        general = _CONTRACT_IN_GENERAL.match(plain.text, match.end())
        others = general or _CONTRACT_OF_OTHERS.search(before)
    else:
        others = _SOMEBODY_ELSE.search(before)
    return bool(others) or of_somebody_else(plain, *match.span())


def arrival_of(plain: Plain, received: date) -> Mention | None:
    """Find the day or month somebody took the post; None when no date or several."""
    found = [
        mention.last_before(received)
        for mention in mentions(plain, received)
        if _ARRIVED.search(_before(plain, mention.start))
        and not _LEAVING.search(_before(plain, mention.start))
        and not _A_LEAVE_BEGUN.search(_before(plain, mention.start))
        and not _A_LETTER_ARRIVED.search(_before(plain, mention.start))
    ]
    return found[0] if len(found) == 1 else None


def departure_of(plain: Plain, received: date) -> Mention | None:
    """Find the day a contract or a post ends; None when no date or several."""
    if not _CONTRACT_OR_LEAVING.search(plain.text):
        return None
    found = [
        told_ahead(plain, mention, received)
        for mention in mentions(plain, received)
        if _LEAVING.search(_before(plain, mention.start))
        and not in_doubt(plain, mention.start, mention.end)
        and not _NO_CONTRACT_OF_WORK.search(sentence(plain, mention.start, mention.end))
    ]
    return found[0] if len(found) == 1 else None


def arrival_and_departure(plain: Plain, received: date) -> Iterator[FactRead]:
    """Read both as facts when they are exact days."""
    for fact, mention in (
        ("date_d_arrivee", arrival_of(plain, received)),
        ("date_de_depart", departure_of(plain, received)),
    ):
        if mention and mention.exact:
            yield FactRead(fact, mention.first, plain.words(mention.start, mention.end))


def seniority(plain: Plain, received: date, on: date) -> Iterator[FactRead]:
    """Read months of service on the day of the facts, as said or counted from the arrival."""
    if _BROKEN_CAREER.search(plain.text):
        return
    found = [match for written in _SENIORITY for match in written.finditer(plain.text)]
    if any(doubtful(plain, match) for match in found):
        return
    for match in found:
        months = _months(match)
        reached = _reached(plain, match, received, on) if months else 0
        if reached is not None and not _ABOUT.search(_before(plain, match.start("n"))):
            yield FactRead("mois_de_services", months + reached, plain.words(*match.span()))
    arrival = arrival_of(plain, received)
    if arrival and arrival.last <= on:
        least, most = months_between(arrival.last, on), months_between(arrival.first, on)
        if _same_step(least, most):
            words = plain.words(arrival.start, arrival.end)
            yield FactRead("mois_de_services", least, words)


def _same_step(least: int, most: int) -> bool:
    """Tell whether a doubt between two seniorities is without effect: steps are 4 months, years."""
    first_step = 4
    return least // 12 == most // 12 and (least < first_step) == (most < first_step)


def _months(match: re.Match[str]) -> int:
    length, unit = as_number(match["n"]), match["unit"]
    if unit.startswith("semaine"):
        return int(length) // 5
    in_years = unit.startswith("an")
    more = int(as_number(match["more"])) if match["more"] else 6 if match["half"] else 0
    return int(length * (12 if in_years else 1)) + (more if in_years else 0)


def _reached(plain: Plain, match: re.Match[str], received: date, on: date) -> int | None:
    """Count the months since a length was reached (trois ans à la Ville en mars dernier)."""
    if _TO_COME.search(sentence(plain, *match.span())):
        return None
    for mention in mentions(plain, received):
        if _AT_A_TIME.fullmatch(plain.text[match.end() : mention.start]):
            then = mention.last_before(received)
            least, most = months_between(then.last, on), months_between(then.first, on)
            return least if _same_step(_months(match) + least, _months(match) + most) else None
    return 0


def _before(plain: Plain, place: int) -> str:
    return plain.text[max(0, place - 90) : place]


def days_of_the_facts(plain: Plain, received: date) -> tuple[date, ...]:
    """Find the day of the facts, then the other days they may concern.

    Without any date that fits, the facts are of the day the ticket came.
    """
    plain = without_corrected_days(plain)
    ordered = _named_days(plain, received)
    days = [
        day
        for mention in ordered
        for reading in _readings(mention, plain, received)
        for day in _days_in(reading, received)
    ]
    still_running = any(_BEGUN.search(_stands_before(plain, m)) for m in ordered)
    if still_running or (days and _GOES_ON.search(plain.text)):
        days.append(received)
    return tuple(dict.fromkeys(days)) or (received,)


def _days_in(reading: Mention, received: date) -> tuple[date, ...]:
    """Give the bounds of a reading, and before them the day the ticket came where it is within."""
    bounds = (reading.first, reading.last)
    return (received, *bounds) if reading.first < received < reading.last else bounds


def words_of_the_day(plain: Plain, received: date) -> str:
    """Find the words that name the day of the facts; none when it is the day the ticket came."""
    plain = without_corrected_days(plain)
    return next((plain.words(m.start, m.end) for m in _named_days(plain, received)), "")


def _named_days(plain: Plain, received: date) -> list[Mention]:
    """Find the days that may be those of the facts, the likeliest first."""
    career = {m.start for m in (arrival_of(plain, received), departure_of(plain, received)) if m}
    named = [
        m
        for m in mentions(plain, received)
        if m.start not in career
        and received - _OLDEST <= m.first <= received + _FURTHEST
        and not _NOT_THE_FACTS.search(_stands_before(plain, m))
        and not (m.last < received and _bounds_a_career(m, plain))
    ]
    likely = [m for m in named if _THE_FACTS.search(_stands_before(plain, m))]
    return [*likely, *(m for m in named if m not in likely)]


def _bounds_a_career(mention: Mention, plain: Plain) -> bool:
    """Tell whether a day only bounds a contract or a disponibilité: rules take it as a fact."""
    said = sentence(plain, mention.start, mention.end)
    career = _OF_A_CAREER.search(said) and not _OF_A_LEAVE.search(said)
    return bool(career) and bool(_FROM_OR_TO.search(_stands_before(plain, mention)))


def _readings(mention: Mention, plain: Plain, received: date) -> tuple[Mention, ...]:
    """List the readings of a day without year, the likelier first; one where words settle it."""
    past, before = mention.last_before(received), _stands_before(plain, mention)
    if _BEGUN.search(before):
        return (past,)
    if mention.settled or (_COMING.search(before) and mention.last >= received):
        return (mention,)
    return (past, mention) if _PAST.search(before) else (mention, past)


def _stands_before(plain: Plain, mention: Mention) -> str:
    return plain.text[max(0, mention.start - 70) : mention.start]
