"""Dossier individuel: access to it, and what it must not hold."""

from statute.rule import (
    CODE_IN_FORCE,
    FIRST_READING,
    Answer,
    Article,
    Subject,
    Verification,
    rule,
    value,
)

SUBJECT = Subject(
    "dossier_individuel", "Dossier individuel", categories=("carriere", "discipline-conflit")
)


@rule(
    "DOS-01",
    SUBJECT,
    title="Accès au dossier individuel",
    cites=(
        Article("CGFP", "L137-4", CODE_IN_FORCE),
        Article("CGFP", "L137-2", CODE_IN_FORCE),
        Article("CGFP", "L137-1", CODE_IN_FORCE),
    ),
    in_force_since=CODE_IN_FORCE,
    verification=Verification.OFFICIAL,
    verified_on=FIRST_READING,
    questions=(
        "Comment consulter mon dossier administratif ?",
        "puis-je voir mon dossier individuel aux RH sans raison particulière ?",
        "La mairie refuse de me montrer mon dossier, en a-t-elle le droit ?",
        "Mon dossier mentionne que je suis syndiqué, est-ce autorisé ?",
        "contractuelle, ai-je accès à mon dossier personnel ?",
        "mon chef tient un dossier caché sur moi avec mes opinions politiques",
        "Que doit contenir le dossier d'un agent, et comment est-il classé ?",
        "faire retirer une mention sur ma religion dans mon dossier",
        "Un agent demande à consulter son dossier, peut-on lui refuser ?",
        "consultation du dossier agent : demande par mail, quelles regles ?",
        "Des pièces ne sont pas numérotées dans mon dossier, est-ce normal ?",
    ),
)
def dossier_individuel() -> Answer:
    """Every agent sees the file, which holds no opinion of any kind."""
    return value(
        "Tout agent, fonctionnaire ou contractuel, a accès à son dossier individuel, même sans "
        "motif ni procédure disciplinaire : cet accès ne peut pas être refusé. Les pièces y sont "
        "enregistrées, numérotées et classées sans interruption. "
        "Aucune mention de ses opinions ou activités politiques, syndicales, religieuses ou "
        "philosophiques ne peut y figurer."
    )
