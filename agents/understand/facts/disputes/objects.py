"""What a decision disputed or refused bears on: pay, leave, a return, training, discipline."""

from collections.abc import Iterator
from itertools import islice

from agents.understand.readings import MOST, Reading, always, read_table
from statute.facts import FactRead
from statute.french import Plain, pattern

_FACT = "objet_de_la_decision"
_OTHERS = pattern(
    r"collègue|voisin|amie?s?(?![a-z])|je refuse|mon refus|j'ai (?:refusé|rejeté)|refusé le poste"
    r"|peu(?:t|vent)[^.?!;]{0,20} refuser|peut-(?:il|elle|on)"
    r" (?:[a-z']{1,4} ?)?refuser|(?:risque|droit) de refus|quel (?:est le )?délai pour demander"
    r"|est-ce que je peux demander"
)
_DISPUTED = pattern(
    r"contest[a-z]*|recours|faire appel|attaqu[a-z]+|tribunal|juge(?![a-z])|médiat(?:eur|ion|rice)"
    r"|annul(?:er|ation)|désaccord|pas d'accord|litige|injuste|refus[a-z]*|rejet[a-z]*"
    r"|s'oppose|oppos[ée]|dit non|(?:veu(?:t|lent)(?= pas (?!me garder))|accepte(?:nt)?|adapte"
    r"|convient) pas"
    r"|revoir (?:cette|la|ma) décision|que non(?![a-z])|(?:m'a|m'ont|été|on a) retirée?(?![a-z])"
    r"|aller plus loin"
    r"|décision (?:attaquée|contestée|en cause|qui me|relative)|faux|fausses?|sans poste"
    r"|ne va pas|trop bas|mal classée?|me réclame|réclamation"
)
_AGAINST = (
    r"(?:contest[a-z]*|recours|faire appel|attaqu[a-z]+"
    r"|(?:aller (?:au|devant le)|saisi[a-z]*|devant) (?:le |la )?(?:tribunal|juge(?![a-z])|médiat)"
    r"|médiation"
    r"|annul(?:er|ation)|désaccord|pas d'accord|litige|injuste|refus[a-z]*|rejet[a-z]*|décision"
    r"|s'oppose[a-z]*|opposé[a-z]*|dit non|(?:veu(?:t|lent)(?= pas (?!me garder))|accepte"
    r"|acceptent|adapte|convient) pas"
    r"|que non(?![a-z])|réclame|réclamation|(?:m'a|m'ont|été|on a) retirée?|arrêté)"
)
_WAY = r"[^?!;\n]{0,110}"
_UNPAID_LEAVE = (
    r"(?:détachement|détacher|disponibilité|dispo(?![a-z])|congé parental|congé (?:de mobilité|sans"
    r" (?:solde|traitement)|non (?:rémunéré|payé)))"
)
_PAY = (
    r"(?:ifse|cia(?![a-z])|primes?(?![a-z])|rémunération|indemnités?(?! de licenciement)|nbi"
    r"|supplément familial|sft(?![a-z])|trop[- ]perçu|fiche de paie|paie(?![a-z])"
    r"|(?<!non )paye(?![a-z])"
    r"|rifseep|régime indemnitaire|traitement(?! d)|salaire|heures sup[a-z]*|payer mes"
    r"|rappel de|bonification indiciaire|retenue|13e mois)"
)
_TRAINING = (
    r"(?:formation|cpf(?![a-z])|préparation (?:au|à) (?:un |l')?(?:concours|examen)|vae(?![a-z])"
    r"|bilan de compétences|permis (?:poids lourd|b(?![a-z])))"
)
_DISCIPLINE = (
    r"(?:sanction[a-z]*|blâm[a-z]+|avertissement|exclusion|licenci[a-z]+|révocation|rétrograd[a-z]+"
    r"|disciplinaire|puni[est]?(?![a-z])|évaluation (?:annuelle|professionnelle)|mon évaluation"
    r"|entretien (?:professionnel|annuel|d'évaluation)|crep(?![a-z])|compte[- ]rendu d'entretien"
    r"|appréciation[a-z]*|mutation (?:d'office|interne|forcée|dans l'intérêt)"
    r"|(?<!depuis )(?<!apres )ma mutation"
    r"|muté[es]? (?:d'office|de force)|(?:déplacée?|changée?|affectée?|mutée?) (?:de service"
    r"|d'office|contre)[^.?!;]{0,20}|changement d'affectation)"
)
_RAISED = (
    r"(?:promotion interne|promue?(?![a-z])|avancement(?! d'échelon)|changement de grade|passage"
    r" (?:à |au |en |adjoint|rédact|attaché|agent|technicien|ingénieur)|nouveau grade|nommée?"
    r" (?:rédact|attaché|technicien|agent de maîtrise|ingénieur))"
)
_RANKED = (
    r"(?:class(?:ée?|ement)|reclassement indiciaire|reprise d'(?:échelon|ancienneté)|ancienneté"
    r"|échelon)"
)
_BACK = (
    r"(?:réintégr[a-z]+|réemploi|(?:au|mon|le|de|à mon) retour (?:de|d'|après|suite)|après (?:ma"
    r"|mon|sa"
    r"|son) (?:dispo|détachement|congé (?:parental|sans|non|de mobilité)))"
)
_OTHER = (
    r"(?:logement de fonction|congé de (?:longue|grave)|longue (?:maladie|durée)|radiation|abandon"
    r" de poste|télétravail|temps partiel|non[- ]renouvellement|renouvel[a-z]* (?:de |pas )?mon"
    r" contrat|fin de (?:mon )?contrat|compte[- ]épargne|protection fonctionnelle|imputabilité"
    r"|citis"
    r"|accident de (?:service|travail)|maladie professionnelle|congés annuels|mes congés|titularis"
    r"[a-z]+|autorisation d'absence|cumul d'activité|activité accessoire|rupture conventionnelle"
    r"|retraite|place en crèche|capital décès|congé (?:bonifié|maternité|paternité)"
    r"|cet(?= (?:m'|me |refus|rejet)))"
)


def _rows(
    name: str, written: str, yes: tuple[str, ...], no: tuple[str, ...], without: str | None = None
) -> Reading:
    return Reading(
        _FACT,
        pattern(written),
        always(name),
        ("e",),
        unless=_OTHERS,
        beside=pattern(without) if without else None,
        own=False,
        denies=True,
        imperfect=True,
        yes=tuple((text, name) for text in yes),
        no=no,
    )


def _near(matter: str) -> str:
    return rf"(?:{_AGAINST}{_WAY}? (?:d'|l')?{matter}|{matter}{_WAY}? (?:d'|l'|s')?{_AGAINST})"


_FIRST = (
    (
        _rows(
            "mesures pour un agent handicapé",
            r"(?:handicap[a-z]*|rqth|boeth|travailleur handicapé)(?![a-z])",
            ("Je conteste le refus des aménagements liés à mon handicap.",
             "RQTH, la ville a rejeté mes horaires adaptés : recours ?"),
            ("Je suis RQTH, quels droits ?",),
        ),
        _rows(
            "aménagement du poste d’un agent inapte",
            rf"(?:inapt[a-z]*{_WAY}?(?:aménag[a-z]+|adapt[a-z]+|poste|emploi)"
            rf"|(?:aménag[a-z]+|adapt[a-z]+){_WAY}?inapt[a-z]*)",
            ("Inapte au port de charges, je conteste le refus d’adapter mon poste.",
             "L’adaptation de mon emploi après mon inaptitude est refusée, recours ?"),
            ("Je suis inapte à mon poste.",),
        ),
    ),
    (
        _rows(
            "retour après un de ces congés ou un congé parental",
            rf"{_BACK}",
            ("Au retour de mon congé parental, je conteste mon affectation.",
             "Refus de réintégration après ma disponibilité, quel recours ?"),
            ("Je prépare mon retour de congé parental.",),
            r"ce retour par mail",
        ),
    ),
    (
        _rows(
            "classement après un avancement de grade ou une promotion interne",
            rf"(?:{_RANKED}{_WAY}? (?:d'|l'|une? |mon |ma )?{_RAISED}|{_RAISED}{_WAY}?{_RANKED})",
            ("Je conteste mon classement après ma promotion interne.",
             "Promu attaché, on m’a mal classé : recours ?"),
            ("Ma promotion interne me classe à quel échelon ?",),
        ),
    ),
    (
        _rows(
            "formation professionnelle",
            _near(_TRAINING),
            ("Je veux attaquer le refus de mon CPF.", "La ville s’oppose à mon congé de formation.",
             "On m’a dit non pour la préparation au concours."),
            ("Je veux une formation.",),
        ),
        _rows(
            "refus de détachement, de disponibilité ou de congé non rémunéré",
            _near(_UNPAID_LEAVE),
            ("Le maire a refusé ma disponibilité.", "Recours contre le refus de me détacher.",
             "La décision qui me refuse un congé sans solde est injuste."),
            ("Je demande une disponibilité.",),
            rf"formation|{_BACK}",
        ),
        _rows(
            "sanction, licenciement, entretien professionnel ou mutation",
            _near(_DISCIPLINE),
            ("Je veux faire annuler mon évaluation annuelle.", "Puni à tort, je fais un recours.",
             "Je conteste l’arrêté, déplacée de service contre mon gré.",
             "Je conteste mon licenciement."),
            ("Mon entretien professionnel est en mars.",),
            r"refus (?:de |d')(?:la |ma |une )?mutation|demande de mutation",
        ),
        _rows(
            "élément de la rémunération",
            _near(_PAY),
            ("On m’a retiré la NBI, où faire un recours ?", "Litige sur mon traitement.",
             "Refus de ma prime, je veux contester.",
             "La ville refuse de me payer mes heures supplémentaires."),
            ("Quelle est ma prime ?",),
            r"congé non|sans traitement|perte de salaire",
        ),
    ),
    (
        _rows(
            "autre",
            _near(_OTHER),
            ("Je conteste le refus de mon télétravail.", "Décision contestée : la radiation.",
             "Recours contre le rejet de mon congé de longue maladie."),
            ("Je suis en télétravail.",),
        ),
    ),
)  # fmt: skip
_HANDICAP, _RETURN, _CLASS, _COMMON, _ELSE = _FIRST
"""Matters, from the one that says the most: a table is read only where those before told none."""


def objects(plain: Plain) -> Iterator[FactRead]:
    """Read what the decision disputed bears on: of several matters, none."""
    if next(islice(_DISPUTED.finditer(plain.text), MOST), None) is None:
        return
    for table in (_HANDICAP, _RETURN, _CLASS, _COMMON, _ELSE):
        found = list(read_table(table, plain))
        if found:
            yield from found
            return
