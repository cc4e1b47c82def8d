"""Who the ticket speaks of at work: status, arrival, departure, seniority."""

import re
from collections.abc import Iterator
from datetime import date

from agents.checker.clause import denied, doubtful, of_somebody_else
from agents.checker.dates import Mention, mentions, months_between
from agents.checker.numbers import NUMBER, as_number
from agents.checker.state import FactRead
from statute.facts import CONTRACTUEL, STAGIAIRE, TITULAIRE
from statute.plain import Plain, pattern

_STATUS = {
    TITULAIRE: r"titulaire(?! (?:d[ue]|des|d'un|quand)(?![a-z]))(?![a-z])"
    "|titularisée? (?:en|depuis|le)",
    STAGIAIRE: r"stagiaire(?! (?:école|de (?:3|troisi)|bafa|en com|lycée|master))(?![a-z])",
    CONTRACTUEL: r"contractuele?(?![a-z])|non[ -]titulaire(?![a-z])|cdd(?![a-z])|cdi(?![a-z])"
    "|(?:en|sous) contrat(?! (?:aidé|d'appr|de droit privé|d'engagement))(?![a-z])",
}
_SOMEBODY_ELSE = pattern(
    r"(?:non|pas|pas encore|un|une|le|la|les|des|aux?|collègue|devenir|être|comme|d'un|mon|ma"
    r"|notre|jeune|passer|serai|bientôt)[ -]$",
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

_ARRIVED = pattern(
    r"(?:pris mon poste|prise de poste|j'arrive|(?:suis|est|étais) arrivée?|mon arrivée"
    r"|embauchée?|recrutée?|engagée?|commencé|débuté"
    r"|démarrée?|contrat|cdd|cdi|contractuele?|en poste|travaille|bosse|nommée?)"
    r"(?:(?!arrêt|malad|absen|congé|opér|fin |jusqu|termin|renouv"
    r"|jours|%|partiel|mi-temps)[^.?!;]){0,60}$",
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
_SENIORITY = pattern(
    rf"(?:(?:contrat|cdd|cdi|contractuele?|embauchée?|recrutée?|travaille|bosse|en poste"
    rf"|(?:à|chez) (?:la (?:ville|mairie)|vous))"
    rf"(?:(?!arrêt|malad|absen|congé|souffran)[^.?!;]){{0,40}}? depuis"
    rf"|ça fait(?= {NUMBER} (?:ans?|mois|semaines?) que je (?:travaille|bosse|suis"
    r" (?:contractuel|en poste|employée?|chez vous|à la (?:mairie|ville)))))"
    rf" (?P<n>{NUMBER}) (?P<unit>ans?|mois|semaines?)"
    r"(?! (?:que (?:j'attends|je demande|j'ai demand)|d'att))(?![a-z])"
    rf"|(?P<n2>{NUMBER}) (?P<unit2>ans?|mois|semaines?)"
    r" (?:d'ancienneté|de (?:boîte|maison|services?)(?![a-z]))",
)
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
        return
    others_left_out = [(n, m) for n, m in affirmed if not _of_another(plain, m)]
    for name, match in own or others_left_out:
        yield FactRead("statut", name, plain.words(*match.span()))


def _named(plain: Plain) -> Iterator[tuple[str, re.Match[str]]]:
    for name, written in _STATUS.items():
        for match in pattern(written).finditer(plain.text):
            yield name, match


def _no_status(plain: Plain, match: re.Match[str]) -> bool:
    before = _before(plain, match.start())
    return _ends(_NOT_YET, before) or _ends(_NO_MORE, before)


def _says_so_oneself(plain: Plain, match: re.Match[str]) -> bool:
    own = _ends(_ONESELF, _before(plain, match.start()))
    return own and not of_somebody_else(plain, *match.span())


def _of_another(plain: Plain, match: re.Match[str]) -> bool:
    before = _before(plain, match.start())
    return _ends(_SOMEBODY_ELSE, before) or of_somebody_else(plain, *match.span())


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
    found = list(_SENIORITY.finditer(plain.text))
    if any(doubtful(plain, match) for match in found):
        return
    for match in found:
        written, unit = match["n"] or match["n2"], match["unit"] or match["unit2"]
        place = match.start("n") if match["n"] else match.start("n2")
        if not _ends(_ABOUT, _before(plain, place)):
            yield FactRead("mois_de_services", _months(written, unit), plain.words(*match.span()))
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


def _months(written: str, unit: str) -> int:
    if unit.startswith("semaine"):
        return int(as_number(written)) // 5
    return int(as_number(written) * (12 if unit.startswith("an") else 1))


def _before(plain: Plain, place: int) -> str:
    return plain.text[max(0, place - 90) : place]


def _ends(expected: re.Pattern[str], text: str) -> bool:
    return bool(expected.search(text))
