"""Compte personnel de formation (CPF): its hours, how they are used and refused."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import NBSP, counted, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "compte_formation", "Compte personnel de formation (CPF)", categories=("formation",)
)

DECRET = date(2020, 1, 1)
CATEGORIE_C = "C"


def _hours(name: str, jour: date) -> str:
    return counted(AMOUNTS.on(f"compte_formation.{name}", jour), "heure")


@rule(
    "CPF-01",
    SUBJECT,
    title="Heures du compte personnel de formation",
    cites=(
        Article("CGFP", "L422-14", CODE_IN_FORCE),
        Article("décret 2017-928", "art. 3", DECRET),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=(
        "Combien d’heures de CPF est-ce que j’acquiers par an ?",
        "mon compteur cpf est bloqué a 150h c normal ?",
        "Quel est le plafond du compte personnel de formation dans la fonction publique ?",
        "Catégorie C sans diplôme, ai-je plus d’heures de formation sur mon compte ?",
        "Je suis agent C avec un CAP, est-ce 25 ou 50 heures par an ?",
        "Mon CPF est en heures et pas en euros, combien d’heures puis-je avoir au maximum ?",
        "Je travaille à temps non complet, mon CPF est-il réduit ?",
        "Un contractuel cumule-t-il des droits CPF comme un titulaire ?",
        "400 heures de CPF, à qui est-ce réservé ?",
        "Droits CPF : 24 heures par an, c’est encore ça ?",
    ),
)
def heures_du_compte(jour: date, categorie: str | None = None) -> Answer:
    """Credit twenty-five hours a year up to a cap, twice as many to the least qualified."""
    common = f"{_hours('heures_par_an', jour)} par an, plafond {_hours('plafond', jour)}"
    prorated = "Ces heures sont réduites au prorata sur un emploi à temps non complet."
    if categorie is not None and categorie != CATEGORIE_C:
        return value(
            f"Le compte personnel de formation (CPF) d’un agent de catégorie {categorie}, "
            f"fonctionnaire ou contractuel, augmente de {common}. {prorated}"
        )
    level = number(AMOUNTS.on("compte_formation.niveau_de_diplome", jour))
    return value(
        "Le compte personnel de formation (CPF) d’un fonctionnaire ou d’un contractuel augmente de "
        f"{common} ; pour un agent de catégorie C sans diplôme de niveau{NBSP}{level} (CAP, BEP), "
        f"de {_hours('heures_par_an_peu_qualifie', jour)} par an, plafond "
        f"{_hours('plafond_peu_qualifie', jour)}. {prorated}"
    )


@rule(
    "CPF-02",
    SUBJECT,
    title="Refus d’une formation demandée sur le CPF",
    cites=(
        Article("CGFP", "L422-11", CODE_IN_FORCE),
        Article("CGFP", "L422-12", CODE_IN_FORCE),
        Article("CGFP", "L422-13", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Mon employeur peut-il refuser ma demande de CPF ?",
        "on m’a refusé mon cpf sans explication, c legal ?",
        "Deuxième refus de CPF pour la même formation, que puis-je faire ?",
        "Refus de mobilisation du compte personnel de formation : faut-il le motiver ?",
        "Troisième demande de CPF refusée, la CAP doit-elle être saisie ?",
        "La collectivité peut-elle refuser une formation de base en français ou en calcul ?",
        "Mon N+1 dit non à ma formation CPF, ai-je un recours ?",
        "Dois-je accepter la formation CPF de mon agent si le budget est épuisé ?",
        "Peut-on repousser à l’an prochain une formation du socle de connaissances ?",
        "Qui décide si je peux utiliser mes heures CPF ?",
        "contester un refus de cpf : quelle commission saisir quand on est contractuel ?",
        "illettrisme, remise à niveau : la mairie peut-elle dire non à cette formation CPF ?",
    ),
)
def refus(jour: date) -> Answer:
    """Let the employer refuse with reasons, save basic skills; a third refusal needs an opinion."""
    years = AMOUNTS.on("compte_formation.annees_de_refus", jour)
    delay = counted(AMOUNTS.on("compte_formation.annees_de_report_du_socle", jour), "an")
    return value(
        "L’employeur peut refuser une formation sur le compte personnel de formation (CPF), mais "
        "il doit motiver ce refus, contestable devant la commission administrative paritaire (CAP) "
        "ou, pour un contractuel, la commission consultative paritaire (CCP). Après "
        f"{counted(years, 'an')} de refus de suite, son avis est obligatoire avant un "
        f"{number(years + 1)}e pour une formation de même nature. Une formation au socle de base "
        f"ne peut pas être refusée, seulement reportée de {delay} au plus."
    )


@rule(
    "CPF-03",
    SUBJECT,
    title="Heures supplémentaires de CPF en prévention d’une inaptitude",
    cites=(
        Article("CGFP", "L422-15", CODE_IN_FORCE),
        Article("décret 2017-928", "art. 5", DECRET),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Ai-je des heures de CPF en plus si je risque l’inaptitude à mon poste ?",
        "mon dos lache, je peux avoir plus d’heure cpf pour changer de metier ?",
        "Crédit d’heures supplémentaires CPF pour prévenir une inaptitude : combien ?",
        "Le médecin dit que je ne tiendrai pas à ce poste, ai-je plus d’heures de formation ?",
        "Faut-il un avis médical pour les 150 heures de CPF en plus ?",
        "Reconversion pour raison de santé : le compte formation est-il augmenté ?",
        "Un de mes agents est usé physiquement, son CPF peut-il être abondé ?",
        "Abondement du CPF en cas de risque d’inaptitude aux fonctions ?",
    ),
)
def heures_contre_l_inaptitude(jour: date) -> Answer:
    """Add hours to the account when the project is meant to prevent unfitness."""
    return value(
        f"Jusqu’à {_hours('heures_d_inaptitude', jour)} de plus s’ajoutent aux heures du compte "
        "personnel de formation (CPF) quand le projet d’évolution professionnelle vise à prévenir "
        "une inaptitude aux fonctions ; un avis du médecin du travail est nécessaire."
    )


@rule(
    "CPF-04",
    SUBJECT,
    title="Conversion en heures d’un CPF du secteur privé",
    cites=(
        Article("décret 2017-928", "art. 3-1", DECRET),
        Article("décret 2017-928", "art. 2", DECRET),
    ),
    in_force_since=DECRET,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "J’ai des euros de CPF du privé, que deviennent-ils dans la fonction publique ?",
        "convertir cpf euros en heures combien",
        "J’arrive du privé avec 3 000 € de CPF, ça fait combien d’heures ?",
        "Mes droits à la formation du secteur privé sont-ils perdus en devenant agent public ?",
        "Quel est le taux de conversion entre euros et heures du compte formation ?",
        "15 euros égale une heure, est-ce bien cela pour le CPF ?",
        "Y a-t-il un plafond quand on convertit ses euros de CPF en heures ?",
        "Nouvelle recrue venant d’une entreprise : comment reprendre son CPF monétisé ?",
        "Compte d’engagement citoyen (bénévolat) : combien d’euros pour une heure ?",
        "cpf du privé arrondi comment quand ca tombe pas juste en heures",
    ),
)
def conversion_des_euros(jour: date) -> Answer:
    """Convert the euros of a private account into hours at a fixed rate."""
    rate = number(AMOUNTS.on("compte_formation.euros_par_heure", jour))
    citizen = number(AMOUNTS.on("compte_formation.euros_par_heure_d_engagement", jour))
    years, more_years = (
        counted(AMOUNTS.on(f"compte_formation.annees_de_conversion{name}", jour), "an")
        for name in ("", "_peu_qualifie")
    )
    return value(
        "Les euros du compte personnel de formation (CPF) acquis dans le privé ne sont pas perdus "
        f": {rate}{NBSP}€ valent 1{NBSP}heure, arrondie à la plus proche, dans la limite de "
        f"{_hours('plafond', jour)} sur {years} ({_hours('plafond_peu_qualifie', jour)} sur "
        f"{more_years} pour un agent de catégorie C peu diplômé). Sur le compte d’engagement "
        f"citoyen, {citizen}{NBSP}€ valent 1{NBSP}heure."
    )
