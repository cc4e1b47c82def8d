"""Who the ticket speaks of at work: status, arrival, departure, seniority."""

import re
from collections.abc import Iterator
from datetime import date

from agents.checker.facts.clause import denied, doubtful, of_somebody_else, sentence
from agents.checker.facts.dates import Mention, mentions, months_between
from agents.checker.facts.numbers import NUMBER, as_number
from agents.checker.state import FactRead
from statute.facts import CONTRACTUEL, STAGIAIRE, TITULAIRE
from statute.plain import Plain, pattern

_STATUS = {
    TITULAIRE: r"titulaire(?! (?:d[ue](?! (?:cat|la fonction|la ville|la mairie|mon grade))|des"
    r"|d'un|quand)(?![a-z]))(?![a-z])"
    "|titularisée? (?:en|depuis|le)",
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
    r"|(?:dont|soit) [a-z0-9-]{1,15}(?: ans| mois)?(?: en)?)[ -]$"
)
_CONTRACT_IN_GENERAL = re.compile(r" (?:a (?:le )?droit|a-t-|peut|doit|ont|peuvent|ouvre)")
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
    r"|entrée?)|mon arrivée|embauchée?|recrutée?|engagée?|commencé|débuté"
    r"|démarrée?|contrat|cdd|cdi|contractuele?|en poste|travaille|bosse|nommée?)"
    r"(?:(?!arrêt|malad|absen|congé|opér|fin |jusqu|termin|renouv"
    r"|jours|%|partiel|mi-temps|labellis|collectif|mutuel|prévoyance|attestation)[^.?!;]){0,60}"
    rf"|{_JOB}(?:(?!{_NOT_AT_WORK})[^.?!;,]){{0,40}} depuis (?:le |début |fin |mi-)?)$",
)
_LEAVING = pattern(
    r"(?:quitte|je pars|mon départ|(?:fin|termine|s'achève|jusqu'au|expire|prend fin))"
    r"[^.?!;,]{0,30}$",
)
_CONTRACT_OR_LEAVING = pattern(r"contrat|cdd|quitte|je pars|mon départ|démission|mutation")
_BROKEN_CAREER = pattern(
    r"renouvel|plusieurs (?:cdd|contrats)|cdd sur cdd|enchaîn|interruption|déjà travaillé"
    r"|(?:deux|trois|2|3)(?:e|ème|ième)? (?:cdd|contrat)|second contrat"
    "|anciens?(?![a-z])|anciennes?(?![a-z])|anciennement"
    r"|après .{0,20}(?:cdd|contrat)|avant[, ]+(?:\w+ ){0,3}j'étais|passée? (?:en|à) cdi"
    "|cdi depuis"
    r"|déjà .{0,20}(?:ans?|mois)(?![a-z])|j'ai (?:fait|travaillé)|autre (?:commune|collectivité)"
    r"|commune voisine|la même (?:commune|mairie|ville)|auparavant"
    "|(?:étais|j'ai été) (?:titulaire|stagiaire|contractuel)|démission"
)
_LENGTH = rf"(?P<n>{NUMBER}) (?P<unit>ans?|mois|semaines?)(?P<half> et demie?)?"
_LENGTH = rf"{_LENGTH}(?: et (?P<more>{NUMBER}) mois)?(?![a-z])"
_NOT_WAITED = r"(?! (?:que (?:j'attends|je demande|j'ai demand)|d'att|avant))"
_SENIORITY = tuple(
    pattern(written)
    for written in (
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


def another_regime(plain: Plain) -> bool:
    """Tell whether the ticket speaks of people to whom these rules do not apply as such."""
    return bool(_OTHER_REGIME.search(plain.text))


def status(plain: Plain) -> Iterator[FactRead]:
    """Read the status, unless another regime, two statuses or a denial alone are named."""
    if another_regime(plain):
        return
    named = [(name, match) for name, match in _named(plain) if not _no_status(plain, match)]
    if _STUDENT.search(plain.text) and any(name == STAGIAIRE for name, _ in named):
        return
    affirmed = [(n, m) for n, m in named if not denied(plain, *m.span())]
    own = [(n, m) for n, m in affirmed if _says_so_oneself(plain, m)]
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


def _no_status(plain: Plain, match: re.Match[str]) -> bool:
    before = _before(plain, match.start())
    return _ends(_NOT_YET, before) or _ends(_NO_MORE, before)


def _says_so_oneself(plain: Plain, match: re.Match[str]) -> bool:
    own = _ends(_ONESELF, _before(plain, match.start()))
    return own and not of_somebody_else(plain, *match.span())


def _of_another(plain: Plain, match: re.Match[str]) -> bool:
    before = _before(plain, match.start())
    if _CONTRACT.fullmatch(match[0]):
        general = _CONTRACT_IN_GENERAL.match(plain.text, match.end())
        named = _ends(_CONTRACT_OF_OTHERS, before) or bool(general)
    else:
        named = _ends(_SOMEBODY_ELSE, before)
    return named or of_somebody_else(plain, *match.span())


def arrival_of(plain: Plain, received: date) -> Mention | None:
    """Find the day or month somebody took the post; None when no date or several."""
    found = [
        mention.last_before(received)
        for mention in mentions(plain, received)
        if _ends(_ARRIVED, _before(plain, mention.start))
        and not _ends(_LEAVING, _before(plain, mention.start))
    ]
    return found[0] if len(found) == 1 else None


def departure_of(plain: Plain, received: date) -> Mention | None:
    """Find the day a contract or a post ends; None when no date or several."""
    if not _CONTRACT_OR_LEAVING.search(plain.text):
        return None
    found = [
        mention
        for mention in mentions(plain, received)
        if _ends(_LEAVING, _before(plain, mention.start))
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
        if reached is not None and not _ends(_ABOUT, _before(plain, match.start("n"))):
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


def _ends(expected: re.Pattern[str], text: str) -> bool:
    return bool(expected.search(text))
