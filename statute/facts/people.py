"""Who asks: status, category, seniority, contract, age."""

from datetime import date

from statute.facts.fact import OUI_OU_NON, Fact

TITULAIRE = "titulaire"
STAGIAIRE = "stagiaire"
CONTRACTUEL = "contractuel"
TOUS = (TITULAIRE, STAGIAIRE, CONTRACTUEL)

CDD = "CDD"
CDI = "CDI"

PEOPLE = (
    Fact(
        "statut",
        "Statut",
        "Quel est votre statut, ou celui de l’agent concerné : titulaire, stagiaire ou "
        "contractuel ?",
        str,
        choices=TOUS,
    ),
    Fact(
        "categorie",
        "Catégorie",
        "De quelle catégorie relève l’emploi occupé : A, B ou C ?",
        str,
        choices=("A", "B", "C"),
    ),
    Fact(
        "type_de_contrat",
        "Type de contrat",
        "S’agit-il d’un contrat à durée déterminée (CDD) ou indéterminée (CDI) ?",
        str,
        choices=(CDD, CDI),
    ),
    Fact(
        "duree_du_contrat",
        "Durée du contrat",
        "Quelle est la durée du contrat ?",
        int,
        unit="mois",
        at_most=120,
    ),
    Fact(
        "mois_de_services",
        "Ancienneté",
        "Si vous êtes contractuel : depuis combien de temps travaillez-vous pour la collectivité ?",
        int,
        unit="mois",
        at_most=600,
    ),
    Fact(
        "date_d_arrivee",
        "Date de prise de poste",
        "À quelle date avez-vous pris votre poste ?",
        date,
    ),
    Fact(
        "date_de_depart",
        "Date de départ",
        "À quelle date quittez-vous la collectivité ?",
        date,
    ),
    Fact(
        "date_de_naissance",
        "Date de naissance",
        "Quelle est votre date de naissance ?",
        date,
    ),
    Fact(
        "annee_de_naissance",
        "Année de naissance",
        "Quelle est votre année de naissance ?",
        int,
        unit="",
        at_least=1940,
        at_most=2012,
    ),
    Fact(
        "categorie_active",
        "Emploi classé en catégorie active",
        "Votre emploi est-il classé en catégorie active, ou sédentaire ?",
        str,
        choices=OUI_OU_NON,
    ),
    Fact(
        "handicap_reconnu",
        "Handicap reconnu",
        "Avez-vous une reconnaissance de la qualité de travailleur handicapé (RQTH) en cours ?",
        str,
        choices=OUI_OU_NON,
    ),
    Fact(
        "plusieurs_employeurs",
        "Plusieurs employeurs publics",
        "Travaillez-vous pour un seul employeur public, ou pour plusieurs ?",
        str,
        choices=OUI_OU_NON,
    ),
    Fact(
        "mise_en_demeure",
        "Mise en demeure de reprendre le poste",
        "L’agent absent a-t-il reçu une mise en demeure écrite de reprendre son poste (oui ou "
        "non) ?",
        str,
        choices=OUI_OU_NON,
    ),
)
