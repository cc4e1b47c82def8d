"""Compte épargne-temps: what may be saved, how many days, what they become, what they pay."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from statute.amounts import AMOUNTS
from statute.french import counted, number
from statute.rule import (
    CONTRACTUEL,
    SECOND_READING,
    STAGIAIRE,
    THIRD_READING,
    TITULAIRE,
    Answer,
    Article,
    Subject,
    Verification,
    met,
    not_met,
    rule,
    to_check,
    value,
)

SUBJECT = Subject("compte_epargne_temps", "Compte épargne-temps", categories=("conges",))

DECRET_DE_2010 = date(2010, 5, 23)
PLAFOND_PAR_ARRETE = date(2024, 1, 11)
ANNEE_DU_PLAFOND_EXCEPTIONNEL = 2024
MOIS_D_UNE_ANNEE = 12
SEMAINE_ORDINAIRE = 5
TERME = "au plus tard le 31 janvier de l’année suivante"


@rule(
    "CET-01",
    SUBJECT,
    title="Ouverture et alimentation du compte épargne-temps",
    cites=(
        Article("décret 2004-878", "art. 2", DECRET_DE_2010),
        Article("décret 2004-878", "art. 3", DECRET_DE_2010),
    ),
    in_force_since=DECRET_DE_2010,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
    questions=(
        "Combien de jours de congés non pris puis-je verser sur mon compte épargne-temps ?",
        "il me reste 7 CA, je peux les mettre sur le cet ?",
        "J’ai pris 18 jours de congés cette année, le reste peut-il aller au CET ?",
        "Faut-il avoir pris au moins 20 jours de congés pour alimenter le CET ?",
        "Mes RTT non pris peuvent-ils être épargnés ?",
        "Peut-on mettre des heures de récupération sur le compte épargne-temps ?",
        "Je suis stagiaire, puis-je ouvrir un CET ?",
        "A partir de combien d’ancienneté un contractuel peut-il ouvrir un CET ?",
        "Mon agent veut épargner ses congés bonifiés, est-ce autorisé ?",
        "comment on ouvre un compte epargne temps et qui y a droit",
        "Je voudrais tout garder sur mon compteur CET et ne prendre que deux semaines de vacances.",
        "Un contractuel arrivé il y a 8 mois peut-il demander un CET ?",
    ),
)
def alimentation(  # noqa: PLR0913, PLR0917  # the year, the account and who asks
    jour: date,
    statut: str | None = None,
    mois_de_services: int | None = None,
    jours_de_conge_pris: Decimal | None = None,
    jours_de_conge_restants: Decimal | None = None,
    jours_sur_le_cet: Decimal | None = None,
) -> Answer:
    """Leave beyond twenty days taken in the year may be saved, after a year of service."""
    minimum = AMOUNTS.on("compte_epargne_temps.conges_a_prendre", jour)
    anciennete = AMOUNTS.on("compte_epargne_temps.annees_de_service", jour)
    if statut == STAGIAIRE:
        return not_met(
            "Un fonctionnaire stagiaire ne peut pas ouvrir de compte épargne-temps (CET), il en "
            f"est exclu : il faut ne plus être stagiaire et compter {counted(anciennete, 'an')} "
            "de service continu.",
        )
    if mois_de_services is not None and mois_de_services < anciennete * MOIS_D_UNE_ANNEE:
        return not_met(
            f"Un compte épargne-temps (CET) ne s’ouvre qu’après {counted(anciennete, 'an')} de "
            f"service continu : {counted(mois_de_services, 'mois')} ne suffisent pas encore.",
        )
    if jours_de_conge_pris is None:
        annuels = _droits(jour, Fraction(0), None)
        return value(
            f"{counted(annuels - minimum, 'jour')} de congés annuels au plus, sur "
            f"{number(annuels)}, peuvent aller sur le compte épargne-temps (CET) : au moins "
            f"{counted(minimum, 'jour')} doivent être pris dans l’année. S’y ajoutent les RTT et, "
            "si une délibération le prévoit, des repos compensateurs, jamais de congé bonifié. "
            f"Ouverture après {counted(anciennete, 'an')} de service continu ; les stagiaires en "
            "sont exclus.",
        )
    pris = Fraction(jours_de_conge_pris)
    droits = _droits(jour, pris, jours_de_conge_restants)
    libres = AMOUNTS.on("compte_epargne_temps.plafond", jour) - Fraction(jours_sur_le_cet or 0)
    versables = max(Fraction(0), min(droits - max(pris, minimum), libres))
    return _versement(pris, minimum, droits, versables)


def _droits(jour: date, pris: Fraction, restants: Decimal | None) -> Fraction:
    if restants is not None:
        return pris + Fraction(restants)
    return AMOUNTS.on("conges_annuels.semaines_de_conge", jour) * SEMAINE_ORDINAIRE


def _versement(pris: Fraction, minimum: Fraction, droits: Fraction, versables: Fraction) -> Answer:
    """Say how many days of leave may be saved; the reader must see the days supposed."""
    avec = f"avec {counted(pris, 'jour')} pris sur {number(droits)}"
    au_moins = f"{counted(minimum, 'jour')} doivent être pris dans l’année"
    if pris < minimum:
        ensuite = f" ; ensuite, {counted(versables, 'jour')} au plus." if versables > 0 else "."
        return not_met(
            "Aucun congé annuel ne peut encore aller sur le compte épargne-temps (CET) "
            f"{avec} : au moins {au_moins}, donc {number(minimum - pris)} de plus{ensuite}",
        )
    if versables <= 0:
        return not_met(
            f"Aucun congé annuel ne peut aller sur le compte épargne-temps (CET) {avec} : au moins "
            f"{au_moins}, et il ne reste pas de jour à verser ou le compte est à son plafond.",
        )
    return met(
        f"{counted(versables, 'jour')} de congés annuels au plus, à verser sur le compte "
        f"épargne-temps (CET), {avec} : au moins {au_moins}. Les RTT s’y ajoutent, dans la limite "
        "du plafond du compte.",
    )


@rule(
    "CET-02",
    SUBJECT,
    title="Plafond du compte épargne-temps",
    cites=(
        Article("décret 2004-878", "art. 7-1"),
        Article("arrêté du 9 janvier 2024", "art. 1", PLAFOND_PAR_ARRETE),
    ),
    in_force_since=PLAFOND_PAR_ARRETE,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "Combien de jours maximum peut contenir un compte épargne-temps ?",
        "mon cet est a 58 jours je peux encore en mettre cb ?",
        "Le plafond du CET est-il toujours de 60 jours ?",
        "J’ai 64 jours sur mon CET, est-ce que je perds le surplus ?",
        "Le CET a-t-il été relevé à 70 jours pour les agents territoriaux en 2024 ?",
        "Un agent au plafond du CET veut encore épargner ses RTT, est-ce possible ?",
        "Quelle est la limite du stock de jours épargnés ?",
        "Mon CET est plein, que faire de mes congés restants ?",
        "peut on depasser 60 jours sur le compte epargne temps",
    ),
)
def plafond(jour: date, jours_sur_le_cet: Decimal | None = None) -> Answer:
    """Sixty days at most; what 2024 allowed beyond has not been read again."""
    maximum = AMOUNTS.on("compte_epargne_temps.plafond", jour)
    jours = counted(maximum, "jour")
    stock = jours_sur_le_cet
    if jour.year == ANNEE_DU_PLAFOND_EXCEPTIONNEL or (stock is not None and stock > maximum):
        return to_check(
            f"Un compte épargne-temps (CET) contient au plus {jours}. Une mesure exceptionnelle a "
            "relevé ce plafond en 2024 : son application aux agents territoriaux, et le sort des "
            "jours au-delà, sont à vérifier.",
        )
    if stock is None:
        return value(
            f"{jours} au maximum, toutes années confondues : c’est le plafond du compte "
            "épargne-temps (CET) ; une fois atteint, aucun jour ne peut y être ajouté.",
        )
    libres = maximum - Fraction(stock)
    if libres == 0:
        return not_met(
            "Aucun jour ne peut plus être ajouté au compte épargne-temps (CET) : avec "
            f"{counted(stock, 'jour')}, il a atteint son plafond de {jours}.",
        )
    return value(
        f"Encore {counted(libres, 'jour')} au plus : avec {counted(stock, 'jour')} déjà épargnés, "
        f"le compte épargne-temps (CET) atteint ensuite son plafond de {jours}.",
    )


@rule(
    "CET-03",
    SUBJECT,
    title="Jours du CET utilisables seulement en congés",
    cites=(
        Article("décret 2004-878", "art. 3-1"),
        Article("décret 2004-878", "art. 4"),
        Article("décret 2004-878", "art. 5"),
    ),
    in_force_since=DECRET_DE_2010,
    verification=Verification.SECONDARY,
    verified_on=SECOND_READING,
    questions=(
        "J’ai 12 jours sur mon CET, puis-je me les faire payer ?",
        "a partir de combien de jours le CET peut etre monétisé ?",
        "Les quinze premiers jours du CET ne peuvent-ils être pris qu’en congés ?",
        "Ma commune n’a pas délibéré, que puis-je faire de mes jours de CET ?",
        "J’ai 20 jours épargnés, combien dois-je garder pour les poser en vacances ?",
        "Le seuil de monétisation du CET est-il 15 ou 20 jours ?",
        "Pourquoi la paie refuse-t-elle d’indemniser mes 15 jours d’épargne-temps ?",
        "Peut-on utiliser un CET autrement que comme des jours de vacances ?",
        "jai 15j pile sur le compte epargne temps, cest payable ou pas",
    ),
)
def jours_a_prendre_en_conge(jour: date, jours_sur_le_cet: Decimal | None = None) -> Answer:
    """Up to fifteen days, or without a deliberation, the account is used as leave alone."""
    seuil = AMOUNTS.on("compte_epargne_temps.seuil", jour)
    if jours_sur_le_cet is None:
        return value(
            f"Les {number(seuil)} premiers jours d’un compte épargne-temps (CET) ne s’utilisent "
            "qu’en congés : ils ne sont ni payés ni versés à la retraite additionnelle (RAFP). "
            "Sans délibération de la collectivité, c’est le cas de tous les jours du compte.",
        )
    if jours_sur_le_cet <= seuil:
        return not_met(
            f"Aucun des {counted(jours_sur_le_cet, 'jour')} du compte épargne-temps (CET) ne peut "
            f"être payé ni versé à la retraite additionnelle (RAFP) : jusqu’à "
            f"{counted(seuil, 'jour')}, ils ne s’utilisent qu’en congés.",
        )
    return value(
        f"Sur {counted(jours_sur_le_cet, 'jour')} de compte épargne-temps (CET), les "
        f"{number(seuil)} "
        "premiers ne s’utilisent qu’en congés ; pour "
        f"{counted(Fraction(jours_sur_le_cet) - seuil, 'jour')}, un autre choix est possible si "
        "une délibération le prévoit, sinon ils se prennent aussi en congés.",
    )


@rule(
    "CET-04",
    SUBJECT,
    title="Choix annuel pour les jours du CET au-delà du seuil",
    cites=(Article("décret 2004-878", "art. 5"),),
    in_force_since=DECRET_DE_2010,
    applies_to=(TITULAIRE, CONTRACTUEL),
    presumes_status=True,
    verification=Verification.OLDER_COPY,
    verified_on=THIRD_READING,
    questions=(
        "Avant quelle date dois-je choisir ce que deviennent mes jours de CET ?",
        "jai oublié de faire mon option cet avant le 31 janvier, que se passe t il ?",
        "Que puis-je faire des jours de CET au-delà de quinze : paiement, RAFP ou maintien ?",
        "Un contractuel peut-il verser ses jours de CET à la retraite additionnelle ?",
        "Mes jours sont partis à la RAFP sans que je demande rien, est-ce normal ?",
        "J’ai 25 jours sur mon CET, puis-je en faire payer 5 et garder les autres ?",
        "Faut-il refaire le choix chaque année pour garder les jours sur le compte ?",
        "Sans réponse de l’agent contractuel, paie-t-on ses jours au-dessus du seuil ?",
        "Quand ouvrir la campagne d’option du compte épargne-temps aux agents ?",
        "cet : rafp ou argent, comment choisir et jusqu a quand",
        "Titulaire, je n’ai rien choisi pour mon CET : où vont les jours au-dessus de 15 ?",
    ),
)
def option(
    jour: date,
    statut: str | None = None,
    jours_sur_le_cet: Decimal | None = None,
) -> Answer:
    """Beyond the threshold one chooses by 31 January; silence has an effect of its own."""
    seuil = AMOUNTS.on("compte_epargne_temps.seuil", jour)
    stock = jours_sur_le_cet
    if stock is not None and stock <= seuil:
        return not_met(
            "Aucun choix n’est à faire, ni démarche : avec "
            f"{counted(stock, 'jour')} sur le compte épargne-temps (CET), tous se prennent en "
            f"congés ; seuls les jours au-delà de {number(seuil)} ouvrent un choix, {TERME}.",
        )
    jours = f"les jours de compte épargne-temps (CET) au-delà de {number(seuil)}"
    if stock is not None:
        jours += f" (ici {counted(Fraction(stock) - seuil, 'jour')})"
    if statut == TITULAIRE:
        return value(
            f"Le choix se fait {TERME}, si une délibération le permet : {jours} d’un titulaire se "
            "répartissent entre paiement, retraite additionnelle (RAFP) et maintien sur le compte. "
            "Sans choix, le silence vaut versement automatique à la RAFP. S’il relève du régime "
            "général, ses choix sont ceux d’un contractuel.",
        )
    if statut == CONTRACTUEL:
        return value(
            f"Le choix se fait {TERME}, si une délibération le permet : {jours} d’un contractuel "
            "se répartissent entre paiement et maintien sur le compte ; la retraite "
            "additionnelle (RAFP) est exclue. Sans choix, ils sont payés, automatiquement.",
        )
    return value(
        f"Le choix se fait {TERME}, si une délibération le permet, pour {jours} : paiement, "
        "maintien sur le compte ou, pour un titulaire, retraite additionnelle (RAFP). Sans choix, "
        "ils vont automatiquement à la RAFP (titulaire) ou sont payés (contractuel).",
    )
