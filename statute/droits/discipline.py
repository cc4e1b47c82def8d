"""Discipline of a titular: time limit, scale, council, defence, file, suspension."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.french import counted, number
from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    SECOND_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("discipline", "Discipline d’un titulaire", categories=("discipline-conflit",))


DROIT_DE_SE_TAIRE = date(2024, 10, 4)
"""Conseil constitutionnel 2024-1105 QPC: the agent must be told of the right to keep silent.

Read in secondary pages (cdg44.fr, 7 October 2024; cdg89.fr). They also say that the second
paragraph of L532-4 fell on 1 October 2025: whatever replaced it has not been read.
"""
VEILLE_DU_DROIT_DE_SE_TAIRE = date(2024, 10, 3)

DEFENSE = (
    "Je suis convoqué pour une procédure disciplinaire, quels sont mes droits ?",
    "puis-je voir mon dossier avant une sanction ?",
    "Ai-je le droit de venir avec un avocat ou un syndicaliste à l'entretien disciplinaire ?",
    "ils ont engagé une procédure contre moi et refusent de me montrer les témoignages",
    "La mairie doit-elle me prévenir que je peux consulter mon dossier disciplinaire ?",
    "se faire assister dans une procedure disciplinaire, combien de défenseurs ?",
    "Manager : que dois-je communiquer à l'agent avant de le sanctionner ?",
    "On m'a mis un blâme sans que j'aie accès à mon dossier, c'est contestable ?",
    "Quelles pièces l'agent poursuivi peut-il obtenir ? le dossier complet ou un extrait ?",
    "sanction : droit à la communication du dossier et des documents annexes",
    "Droit de se taire : faut-il l'indiquer dans la convocation disciplinaire d'un agent ?",
    "suis-je obligé de répondre aux questions pendant mon entretien disciplinaire ?",
)
_DOSSIER_ET_DEFENSEURS = (
    "Dès qu’une procédure disciplinaire est engagée, avant toute sanction, même un blâme, le "
    "fonctionnaire a accès à la totalité de son dossier individuel et à tous les documents "
    "annexes : cela ne peut pas être refusé. Il peut être assisté par un ou plusieurs défenseurs "
    "de son choix. L’employeur est tenu de l’informer qu’il peut"
)


def _said(name: str, unit: str, jour: date) -> str:
    return counted(AMOUNTS.on(f"discipline.{name}", jour), unit)


@rule(
    "DSC-01",
    SUBJECT,
    title="Délai pour engager une procédure disciplinaire",
    cites=(Article("CGFP", "L532-2", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Jusqu'à quand peut-on sanctionner une faute ancienne ?",
        "on me reproche des faits d'il y a 4 ans, c'est prescrit non ?",
        "Quel est le délai de prescription des poursuites disciplinaires ?",
        "La mairie découvre aujourd'hui une fraude de 2021, peut-elle encore agir ?",
        "prescription faute fonctionnaire 3 ans a partir de quand ?",
        "Le délai part-il du jour des faits ou du jour où l'employeur les connaît ?",
        "Une plainte pénale suspend-elle le délai pour engager la procédure disciplinaire ?",
        "Mon chef me ressort une vieille histoire de 2020 pour me sanctionner !",
        "J'ai connaissance d'une faute de mon agent depuis deux ans, est-il trop tard ?",
    ),
)
def delai_des_poursuites(jour: date) -> Answer:
    """Three years from the day the employer truly knew of the facts."""
    return value(
        f"L’employeur a {_said('engagement_des_poursuites', 'an', jour)} au plus pour engager une "
        "procédure disciplinaire, à compter du jour où il connaît vraiment les faits et leur "
        "ampleur, et non du jour des faits. Des poursuites pénales interrompent ce délai. Ensuite, "
        "il y a prescription : ces faits ne peuvent plus fonder une procédure disciplinaire contre "
        "le fonctionnaire, sauf si une autre est déjà engagée."
    )


@rule(
    "DSC-02",
    SUBJECT,
    title="Échelle des sanctions disciplinaires",
    cites=(
        Article("CGFP", "L533-1", CODE_IN_FORCE),
        Article("CGFP", "L533-3", CODE_IN_FORCE),
        Article("CGFP", "L532-5", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Quelles sont les sanctions possibles contre un fonctionnaire ?",
        "un blâme c'est quel groupe de sanction ?",
        "Quelle sanction du deuxième groupe puis-je proposer pour mon agent ?",
        "exclusion temporaire de 10 jours : quel groupe, et est-on payé ?",
        "Je risque la révocation, quelles sont les sanctions du 4e groupe ?",
        "Combien de jours d'exclusion au maximum dans le premier groupe ?",
        "abaissement d echelon ou rétrogradation, c'est quoi la différence de groupe ?",
        "Peut-on m'exclure deux ans de mes fonctions ?",
        "J'ai eu un avertissement, y a-t-il plus léger ou plus grave après ?",
        "Liste des sanctions disciplinaires des titulaires par groupe svp",
        "mise à la retraite d'office, est-ce une sanction disciplinaire ?",
    ),
)
def echelle_des_sanctions(jour: date) -> Answer:
    """Four groups, from the warning to the removal from office."""
    first = _said("exclusion_du_premier_groupe", "jour", jour)
    low = number(AMOUNTS.on("discipline.exclusion_du_deuxieme_groupe_au_moins", jour))
    high = _said("exclusion_du_deuxieme_groupe_au_plus", "jour", jour)
    long = _said("exclusion_du_troisieme_groupe_au_moins", "jour", jour)
    longest = _said("exclusion_du_troisieme_groupe_au_plus", "an", jour)
    return value(
        f"Groupe 1 : avertissement, blâme, exclusion de {first} au plus. Groupe 2 : radiation du "
        f"tableau d’avancement, abaissement d’un échelon, exclusion de {low} à {high}. Groupe 3 : "
        f"rétrogradation, exclusion de {long} à {longest}. Groupe 4 : retraite d’office, "
        "révocation. L’exclusion est sans paie. Le conseil de discipline est obligatoire, sauf "
        "pour le groupe 1."
    )


@rule(
    "DSC-03",
    SUBJECT,
    title="Conseil de discipline",
    cites=(Article("CGFP", "L532-5", CODE_IN_FORCE), Article("CGFP", "L533-1", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Faut-il réunir le conseil de discipline pour un blâme ?",
        "Pour quelles sanctions le conseil de discipline est-il obligatoire ?",
        "je veux mettre 3 jours d'exclusion à un agent, conseil de discipline ou pas ?",
        "On m'exclut 5 jours sans passer en conseil de discipline, c'est légal ?",
        "avertissement sans conseil de discipline, ils ont le droit ?",
        "L'avis du conseil de discipline doit-il être motivé ?",
        "Le maire peut-il me révoquer sans consulter personne ?",
        "passage en conseil de discipline pour un abaissement d'échelon ?",
        "Sanction du premier groupe : qui faut-il consulter avant de la prononcer ?",
        "conseil de disipline obligatoire pour exclusion de quinze jours ?",
    ),
)
def conseil_de_discipline(jour: date) -> Answer:
    """Hear the council before any sanction but those of the first group."""
    return value(
        "La consultation du conseil de discipline est obligatoire avant toute sanction d’un "
        "fonctionnaire, sauf celles du premier groupe (avertissement, blâme, exclusion de "
        f"{_said('exclusion_du_premier_groupe', 'jour', jour)} au plus), pour lesquelles elle "
        "n’est pas nécessaire. Son avis et la décision de l’employeur doivent être motivés, "
        "c’est-à-dire donner leurs raisons."
    )


@rule(
    "DSC-04",
    SUBJECT,
    title="Droits de la défense",
    cites=(Article("CGFP", "L532-4", CODE_IN_FORCE),),
    in_force_since=CODE_IN_FORCE,
    in_force_until=VEILLE_DU_DROIT_DE_SE_TAIRE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=DEFENSE,
)
def droits_de_la_defense_avant_2024() -> Answer:
    """Open the whole file and its annexes, and allow defenders of one's choice."""
    return value(f"{_DOSSIER_ET_DEFENSEURS} consulter ce dossier.")


@rule(
    "DSC-04",
    SUBJECT,
    title="Droits de la défense",
    cites=(
        Article("CGFP", "L532-4", CODE_IN_FORCE),
        Article("Conseil constitutionnel", "décision 2024-1105 QPC", DROIT_DE_SE_TAIRE),
    ),
    in_force_since=DROIT_DE_SE_TAIRE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=DEFENSE,
)
def droits_de_la_defense() -> Answer:
    """Open the whole file and its annexes, allow defenders, and tell of the right to silence."""
    return value(f"{_DOSSIER_ET_DEFENSEURS} consulter ce dossier et garder le silence.")


@rule(
    "DSC-05",
    SUBJECT,
    title="Effacement des sanctions du dossier",
    cites=(Article("CGFP", "L533-5", CODE_IN_FORCE), Article("CGFP", "L533-6", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Au bout de combien de temps un blâme est-il effacé de mon dossier ?",
        "l'avertissement reste dans mon dossier combien de temps ?",
        "Une exclusion de 2 jours en 2022 apparaît-elle encore dans mon dossier ?",
        "Comment faire effacer une sanction du deuxième groupe ?",
        "rétrogradé il y a 11 ans, puis-je demander qu'on retire la sanction du dossier ?",
        "effacement sanction disciplinaire automatique ou sur demande ?",
        "La mairie peut-elle refuser d'effacer ma sanction après dix ans ?",
        "j'ai eu un blame y a 4 ans et mon chef me le ressort encore, c pas effacé ?",
        "RH : faut-il verser un avertissement au dossier de l'agent ?",
        "J'ai eu une nouvelle sanction entre-temps, mon blâme s'efface-t-il quand même ?",
    ),
)
def effacement(jour: date) -> Answer:
    """Light sanctions vanish after three years, graver ones on request after ten."""
    return value(
        "L’avertissement n’est jamais inscrit au dossier. Le blâme et l’exclusion de "
        f"{_said('exclusion_du_premier_groupe', 'jour', jour)} au plus s’effacent automatiquement, "
        f"sans démarche, après {_said('effacement_automatique', 'an', jour)} sans autre sanction. "
        "Pour les groupes 2 et 3, l’effacement se demande après "
        f"{_said('effacement_sur_demande', 'an', jour)} de services effectifs ; seule une nouvelle "
        "sanction permet de le refuser."
    )


@rule(
    "DSC-06",
    SUBJECT,
    title="Suspension de fonctions",
    cites=(Article("CGFP", "L531-1", CODE_IN_FORCE), Article("CGFP", "L531-2", CODE_IN_FORCE)),
    in_force_since=CODE_IN_FORCE,
    applies_to=(TITULAIRE,),
    presumes_status=True,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Je suis suspendu de mes fonctions, suis-je payé ?",
        "combien de temps dure une suspension a titre conservatoire ?",
        "Peut-on suspendre un agent en attendant le conseil de discipline ?",
        "Suspendue depuis 5 mois sans décision, dois-je être réintégrée ?",
        "suspension : les primes sont maintenues ou seulement le traitement ?",
        "La suspension est-elle une sanction disciplinaire ?",
        "Un agent a volé du matériel, puis-je l'écarter du service immédiatement ?",
        "ils m'ont viré du bureau du jour au lendemain « le temps de l'enquête », salaire ?",
        "mesure de suspension pour faute grave, délai maximum de quatre mois ?",
        "Suspendu avec une plainte pénale en cours, que se passe-t-il au bout de 4 mois ?",
    ),
)
def suspension(jour: date) -> Answer:
    """Kept away with pay after a grave fault, for four months at most."""
    return value(
        "Un fonctionnaire suspendu garde son traitement entier, l’indemnité de résidence et le "
        "supplément familial ; les primes ne sont pas dans cette liste. La suspension n’est pas "
        "une sanction : après une faute grave, elle est possible, le conseil de discipline étant "
        f"saisi sans délai. Sa situation doit être réglée en {_said('suspension', 'mois', jour)} "
        "au plus ; sinon il reprend, sauf exception en cas de poursuites pénales."
    )
