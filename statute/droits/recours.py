"""Appeals: how long a decision can be contested, and what silence means."""

from datetime import date

from statute.amounts import AMOUNTS
from statute.days import months_after
from statute.french import counted, day
from statute.rule import (
    CODE_IN_FORCE,
    SECOND_READING,
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
        Article("CRPA", "L231-4"),
        Article("CRPA", "L411-2"),
        Article("CRPA", "L411-7"),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=SECOND_READING,
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
    """Give two months before the court; two months of silence on a gracious appeal refuse it."""
    months = int(AMOUNTS.on("recours.mois_de_recours", jour))
    silence = counted(AMOUNTS.on("recours.mois_de_silence", jour), "mois")
    overseas = counted(AMOUNTS.on("recours.mois_d_outre_mer", jour), "mois")
    delay = f"dans les {counted(months, 'mois')} de la notification"
    if date_de_notification is not None:
        # A day short of the court's own count, so always in time.
        safe = day(months_after(date_de_notification, months))
        delay = f"sans risque jusqu’au {safe} ({counted(months, 'mois')} après la notification)"
    return value(
        f"Une décision se conteste devant le tribunal administratif {delay} ; ce délai ne court "
        "que si elle l’indique, avec la voie de recours. Un recours gracieux fait à temps "
        f"l’interrompt ; {silence} de silence de l’employeur valent refus et rouvrent "
        f"{counted(months, 'mois')} pour saisir le juge. Depuis l’outre-mer vers un tribunal de "
        f"métropole : {overseas} de plus."
    )
