"""Congé parental: length, periods and requests, advancement."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.french import counted, day, number
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    FIRST_READING,
    THIRD_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    not_met,
    rule,
    value,
)

SUBJECT = Subject("conge_parental", "Congé parental", categories=("maternite-paternite",))

PERIODES_DE_DEUX_A_SIX_MOIS = date(2020, 5, 8)
MOIS_PAR_AN = 12


def _amount(name: str, jour: date) -> int:
    return int(AMOUNTS.on(f"conge_parental.{name}", jour))


@rule(
    "CPA-01",
    SUBJECT,
    title="Congé parental",
    applies_to=(TITULAIRE, CONTRACTUEL),
    presumes_status=True,
    cites=(
        Article("CGFP", "L515-2", CODE_IN_FORCE),
        Article("CGFP", "L515-3", CODE_IN_FORCE),
        Article("CGFP", "L515-4", CODE_IN_FORCE),
        Article("CGFP", "L515-5", CODE_IN_FORCE),
        Article("décret 88-145", "art. 14"),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=THIRD_READING,
    questions=(
        "Ai-je droit à un congé parental et jusqu'à quel âge de l'enfant ?",
        "conge parental c paye ou pas ?",
        "Peut-on me refuser un congé parental ?",
        "Ma collectivité refuse mon congé parental pour nécessité de service, c'est légal ???",
        "Mon fils a 2 ans, puis-je encore prendre un congé parental ?",
        "Congé parental après une adoption : quelle durée maximum ?",
        "CDD depuis 8 mois, puis-je demander un congé parental d'éducation ?",
        "Est-ce que la mairie me verse un salaire pendant le congé parental ?",
        "Un agent père demande un congé parental à temps complet, suis-je obligé d'accepter ?",
        "Je voudrais m'arrêter de travailler pour élever ma fille jusqu'à ses 3 ans",
        "Mon enfant va avoir 4 ans, le congé parental est-il encore possible ?",
    ),
)
def conge_parental(
    aujourd_hui: date,
    statut: str | None = None,
    mois_de_services: int | None = None,
    naissance_de_l_enfant: date | None = None,
    age_de_l_enfant: int | None = None,
) -> Answer:
    """Of right and unpaid, until the third birthday, later for several; or after an adoption."""
    least = _amount("mois_de_services", aujourd_hui)
    if statut == CONTRACTUEL and mois_de_services is not None and mois_de_services < least:
        return not_met(
            "Le congé parental n’est pas encore possible : un contractuel doit compter au moins "
            f"{counted(least // MOIS_PAR_AN, 'an')} de services, et non "
            f"{counted(mois_de_services, 'mois')}."
        )
    years = _amount("ans_apres_naissance", aujourd_hui)
    third = None
    if naissance_de_l_enfant is not None:
        third = months_after(naissance_de_l_enfant, years * MOIS_PAR_AN)
    is_old = age_de_l_enfant is not None and age_de_l_enfant >= years * MOIS_PAR_AN
    if is_old or (third is not None and third <= aujourd_hui):
        return not_met(_too_old(aujourd_hui))
    seniority = "" if statut == TITULAIRE else _seniority(aujourd_hui)
    return value(f"{_of_right(aujourd_hui, f' (le {day(third)})' if third else '')}{seniority}")


def _of_right(jour: date, third_birthday: str) -> str:
    years = counted(_amount("ans_apres_naissance", jour), "an")
    return (
        "Le congé parental est de droit (il ne peut pas être refusé), non rémunéré, et dure "
        f"jusqu’aux {years} de l’enfant{third_birthday} ; après une adoption, "
        f"{_after_adoption(jour)}. {_longer(jour)}"
    )


def _longer(jour: date) -> str:
    birthday = counted(_amount("anniversaire_du_plus_jeune", jour), "an")
    return (
        "Prolongation possible : jumeaux (jusqu’à l’entrée à l’école maternelle), triplés ou plus "
        f"({birthday} du plus jeune), nouvelle naissance ou adoption."
    )


def _seniority(jour: date) -> str:
    years = counted(_amount("mois_de_services", jour) // MOIS_PAR_AN, "an")
    return f" Un contractuel doit compter au moins {years} de services."


def _too_old(jour: date) -> str:
    return (
        "Le congé parental n’est plus possible : après une naissance, il s’arrête aux "
        f"{counted(_amount('ans_apres_naissance', jour), 'an')} de l’enfant. Après une adoption, "
        f"il dure {_after_adoption(jour)}. {_longer(jour)}"
    )


def _after_adoption(jour: date) -> str:
    young = counted(_amount("ans_apres_adoption_d_un_petit", jour), "an")
    old = counted(_amount("ans_apres_adoption_d_un_grand", jour), "an")
    limit = counted(_amount("ans_d_un_petit", jour), "an")
    return (
        f"{young} dès l’arrivée d’un enfant de moins de {limit}, {old} s’il est plus âgé et encore "
        "d’âge scolaire"
    )


@rule(
    "CPA-02",
    SUBJECT,
    title="Périodes et demande du congé parental",
    applies_to=(TITULAIRE, CONTRACTUEL),
    presumes_status=True,
    cites=(
        Article("décret 86-68", "art. 29", PERIODES_DE_DEUX_A_SIX_MOIS),
        Article("décret 86-68", "art. 30", PERIODES_DE_DEUX_A_SIX_MOIS),
        Article("décret 88-145", "art. 14"),
    ),
    in_force_since=PERIODES_DE_DEUX_A_SIX_MOIS,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Combien de temps à l'avance dois-je demander mon congé parental ?",
        "renouvellement conge parental delai pour faire la demande",
        "Mon congé parental se termine le 30 juin, avant quelle date demander son renouvellement ?",
        "Le congé parental se prend par périodes de combien de mois ?",
        "Puis-je prendre seulement 2 mois de congé parental ?",
        "Un congé parental de six mois obligatoires, est-ce toujours la règle ?",
        "je veux prolonger mon conge parental jusqu'aux 2 ans du petit, comment faire",
        "Une agente nous demande un congé parental dans trois semaines, le délai est-il respecté ?",
        "Y a-t-il un entretien avant la reprise après un congé parental ?",
        "J'ai oublié de renouveler mon congé parental, il finit dans 15 jours, que faire ?",
        "Prolongation du congé parental : préavis ?",
        "4 semaines avant mon retour de congé parental, dois-je être reçue par mon employeur ?",
    ),
)
def periodes(jour: date, date_de_fin: date | None = None) -> Answer:
    """Periods of two to six months, asked two months ahead, one month for a renewal."""
    renewal = _amount("mois_avant_le_renouvellement", jour)
    shortest = _amount("mois_par_periode_au_moins", jour)
    limit = ""
    if date_de_fin is not None:
        last = months_after(date_de_fin, -renewal)
        limit = f" (le {day(last)} au plus tard pour une fin le {day(date_de_fin)})"
    return value(
        "Le congé parental se demande au moins "
        f"{counted(_amount('mois_avant_la_demande', jour), 'mois')} avant son début, et son "
        f"renouvellement {counted(renewal, 'mois')} avant la fin{limit}, par périodes "
        f"renouvelables de {number(shortest)} à "
        f"{counted(_amount('mois_par_periode_au_plus', jour), 'mois')}. "
        f"Un entretien a lieu {counted(_amount('semaines_avant_le_retour', jour), 'semaine')} "
        "avant le retour. Sans demande de renouvellement à temps, le congé prend fin."
    )


@rule(
    "CPA-03",
    SUBJECT,
    title="Avancement pendant le congé parental",
    applies_to=(TITULAIRE,),
    presumes_status=True,
    cites=(
        Article("CGFP", "L515-7", CODE_IN_FORCE),
        Article("CGFP", "L515-8", CODE_IN_FORCE),
        Article("CGFP", "L515-9", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Mon avancement d'échelon continue-t-il pendant un congé parental ?",
        "conge parental ca compte pour l'anciennete ou la carriere est gelee ?",
        "Combien d'années de congé parental sont prises en compte pour l'avancement ?",
        "Fonctionnaire, est-ce que je perds mes droits à avancement de grade en congé parental ?",
        "J'ai eu trois congés parentaux, total 6 ans : tout compte pour ma carrière ?",
        "Le congé parental compte-t-il pour la retraite ?",
        "Congé parental puis dispo pour élever mon enfant : l'avancement est gardé sur les deux ?",
        "Comment calculer l'ancienneté d'une titulaire revenue de congé parental ?",
        "On me dit que l'avancement est divisé par deux en congé parental, vrai ou faux ?",
    ),
)
def avancement(jour: date) -> Answer:
    """Advancement is kept for five years of the career, pension rights are not earned."""
    years = counted(_amount("ans_d_avancement", jour), "an")
    return value(
        "L’avancement est gardé en entier (il n’est pas divisé par deux) pendant le congé parental "
        f"d’un titulaire, {years} au plus sur toute la carrière, disponibilité pour élever un "
        "enfant comprise. Aucun droit à la retraite n’est acquis, sauf règles de pension propres "
        "aux enfants."
    )
