"""Contracts on permanent jobs: how long, and when they become permanent (CDI)."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.french import counted, day
from statute.rule import (
    CODE_IN_FORCE,
    CONTRACTUEL,
    FIRST_READING,
    Answer,
    Article,
    Subject,
    Verification,
    met,
    not_met,
    rule,
    value,
)

SUBJECT = Subject("contrats", "Contrat : type et durée", categories=("contrat-contractuel",))

MONTHS_IN_A_YEAR = 12


@rule(
    "CTR-01",
    SUBJECT,
    title="CDD sur emploi permanent",
    cites=(Article("CGFP", "L332-8"), Article("CGFP", "L332-9", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Quelle est la durée maximale d’un CDD sur un emploi permanent ?",
        "combien de fois mon cdd peut etre renouvelé sur un poste permanent ?",
        "Un contrat L332-8 peut-il durer plus de trois ans ?",
        "Mon CDD de 3 ans sur poste permanent se termine, peut-on me refaire un CDD de 3 ans ?",
        "On me propose un contrat de 4 ans sur un poste d’ingénieur permanent, c’est légal ?",
        (
            "Manager : je veux recruter une contractuelle sur un emploi permanent vacant faute de "
            "titulaire, quelle durée de contrat puis-je proposer ?"
        ),
        "ça fait deux cdd de trois ans, après ils sont obligés de faire quoi ?",
        "Y a-t-il une limite de renouvellement des contrats à durée déterminée article 3-3 ?",
        "6 ans max en CDD c’est bien ça sur un poste permanent ?",
        "Y a-t-il une tacite reconduction d’un CDD sur emploi permanent après les six ans ?",
        (
            "Recrutement d’un contractuel faute de fonctionnaire candidat : durée du contrat et "
            "nombre de renouvellements possibles ?"
        ),
    ),
)
def emploi_permanent(jour: date, duree_du_contrat: int | None = None) -> Answer:
    """On a permanent job: three years a contract, six years in all, then a CDI only."""
    un_contrat = int(AMOUNTS.on("contrats.permanent_ans", jour))
    total = counted(AMOUNTS.on("contrats.permanent_total_ans", jour), "an")
    if duree_du_contrat is not None and duree_du_contrat > un_contrat * MONTHS_IN_A_YEAR:
        return not_met(
            f"Un CDD de {counted(duree_du_contrat, 'mois')} d’un seul tenant n’est pas possible "
            f"sur un emploi permanent : {counted(un_contrat, 'an')} au plus par contrat, {total} "
            "au total avec les renouvellements, puis seulement un CDI, par décision expresse."
        )
    return value(
        f"Sur un emploi permanent, un CDD dure {counted(un_contrat, 'an')} au plus et peut être "
        f"renouvelé jusqu’à {total} au total ; au-delà, seul un CDI est possible, par décision "
        "expresse : ni tacite reconduction, ni transformation automatique."
    )


@rule(
    "CTR-02",
    SUBJECT,
    title="Passage en CDI",
    cites=(Article("CGFP", "L332-10"), Article("CGFP", "L332-11")),
    in_force_since=CODE_IN_FORCE,
    applies_to=(CONTRACTUEL,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Au bout de combien de temps un contractuel passe-t-il en CDI ?",
        "je suis en cdd depuis 6 ans a la mairie, est ce que j’ai droit au cdi ?",
        "CDIsation : quels contrats comptent dans les 6 ans ?",
        "Mes contrats de remplacement comptent-ils pour le calcul des six ans avant un CDI ?",
        "Entre deux contrats j’ai eu 3 mois de coupure, mon ancienneté pour le CDI repart à zéro ?",
        (
            "Mes CDD pour accroissement temporaire d’activité sont-ils pris en compte pour passer "
            "en contrat à durée indéterminée ?"
        ),
        "J’étais à temps partiel 50 %, est-ce que ça compte moitié pour le CDI ?",
        (
            "Un agent de mon équipe atteint ses six ans en mars, son CDD devient-il "
            "automatiquement un CDI ?"
        ),
        "ça fait 7 ans que j’enchaîne les contrats et toujours pas de CDI, c’est normal ???",
        "J’ai changé de catégorie C à B entre deux CDD, mes années en C comptent pour le CDI ?",
        "Peut-on me passer en CDI avant la fin de mon contrat en cours ?",
        "Mes étés de saisonnier comptent-ils dans l’ancienneté pour avoir un CDI ?",
        "Six ans de remplacements à la suite, mon prochain remplacement sera-t-il un CDI ?",
        "Mon interruption de 5 mois entre deux CDD remet-elle le compteur du CDI à zéro ?",
    ),
)
def passage_en_cdi(
    jour: date,
    mois_de_services: int | None = None,
    date_d_arrivee: date | None = None,
) -> Answer:
    """After six years of counted services, a contract that fills a permanent job must be a CDI."""
    # A contract to replace somebody, or to wait for a fonctionnaire, stays a CDD: the article
    # speaks only of jobs filled for good.
    ans = int(AMOUNTS.on("contrats.cdi_ans", jour))
    coupure = counted(AMOUNTS.on("contrats.cdi_interruption_mois", jour), "mois")
    seuil = ans * MONTHS_IN_A_YEAR
    comptent = (
        "Comptent, dans la même catégorie et chez le même employeur, un remplacement, un emploi "
        "vacant, un accroissement temporaire ou saisonnier, même à temps partiel, avec des "
        f"coupures de {coupure} au plus ; pas un contrat de projet."
    )
    if mois_de_services is not None and mois_de_services >= seuil:
        return met(
            f"Si ces {counted(mois_de_services, 'mois')} comptent tous, les {counted(ans, 'an')} "
            "sont atteints : le contrat conclu ou renouvelé pour pourvoir durablement un emploi "
            f"permanent doit être un CDI. {comptent}"
        )
    if mois_de_services is not None:
        return not_met(
            f"Pas encore : il manque {counted(seuil - mois_de_services, 'mois')} pour atteindre "
            f"les {counted(ans, 'an')} de services qui imposent un CDI sur un emploi permanent "
            f"pourvu durablement. {comptent}"
        )
    quand = ""
    if date_d_arrivee is not None:
        quand = f" (au plus tôt le {day(months_after(date_d_arrivee, seuil))})"
    return value(
        f"Après {counted(ans, 'an')} de services{quand}, tout contrat conclu ou renouvelé pour "
        f"pourvoir durablement un emploi permanent est à durée indéterminée (CDI). {comptent} Le "
        "CDD en cours ne change pas automatiquement : un accord permet de signer le CDI avant "
        "sa fin."
    )
