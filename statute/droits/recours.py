"""Appeals: how long a decision can be contested, and what silence means."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.french import counted, day
from statute.rule import (
    CODE_IN_FORCE,
    THIRD_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject("recours", "Recours contre une décision", categories=("autre",))


@rule(
    "RECO-01",
    SUBJECT,
    title="Délais de recours",
    cites=(
        Article("CJA", "R421-1"),
        Article("CJA", "R421-2"),
        Article("CJA", "R421-5"),
        Article("CJA", "R421-7"),
        Article("Conseil d’État", "13 juillet 2016, n° 387763", date(2016, 7, 13)),
        Article("CRPA", "L112-2"),
        Article("CRPA", "L231-4"),
        Article("CRPA", "L411-2"),
        Article("CRPA", "L411-7"),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.SECONDARY,
    verified_on=THIRD_READING,
    questions=(
        "Combien de temps ai-je pour contester une décision de la mairie au tribunal ?",
        "delai recours tribunal administratif svp",
        "Mon recours gracieux est resté sans réponse depuis deux mois, que faire ?",
        "J’ai reçu un arrêté le 10 septembre, jusqu’à quand puis-je saisir le tribunal ?",
        "Comment contester un arrêté qui me concerne ?",
        "Un recours gracieux arrête-t-il le délai pour aller devant le juge ?",
        "La collectivité ne répond pas à ma contestation : son silence vaut-il accord ?",
        "Le courrier de refus ne mentionne pas les voies et délais de recours, c’est grave ?",
        "Je veux attaquer cette décision injuste, ai-je encore le temps ?",
        "Un agent forme un recours gracieux, sous combien de temps devons-nous répondre ?",
        "J’habite à La Réunion et le tribunal est en métropole, ai-je plus de temps pour agir ?",
        "silence de la mairie apres mon recours gracieux : combien de mois pour aller au tribunal",
    ),
)
def delais(jour: date, date_de_notification: date | None = None) -> Answer:
    """Give two months before the court; two months of silence refuse, and need no notice."""
    months = int(AMOUNTS.on("recours.mois_de_recours", jour))
    silence = counted(AMOUNTS.on("recours.mois_de_silence", jour), "mois")
    reasonable = counted(AMOUNTS.on("recours.ans_de_delai_raisonnable", jour), "an")
    overseas = counted(AMOUNTS.on("recours.mois_d_outre_mer", jour), "mois")
    delay = f"dans les {counted(months, 'mois')} de la notification"
    if date_de_notification is not None:
        # A day short of the court's own count, so always in time.
        safe = day(months_after(date_de_notification, months))
        delay = f"sans risque jusqu’au {safe} ({counted(months, 'mois')} après la notification)"
    return value(
        f"Une décision notifiée se conteste devant le tribunal administratif {delay} ; si elle "
        f"n’indique ni ce délai ni la voie de recours, dans un délai raisonnable ({reasonable} en "
        "principe). Un recours gracieux fait à temps l’interrompt. Sauf exception, "
        f"{silence} de silence de l’employeur valent refus, d’une demande comme d’un recours "
        f"gracieux, et ouvrent {counted(months, 'mois')} pour saisir le juge, même sans aucune "
        f"mention. Depuis l’outre-mer vers un tribunal de métropole : {overseas} de plus."
    )
