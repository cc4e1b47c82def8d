"""A mail cut into its parts: nothing lost, and the request is what its writer says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.understand.mail.mail_parts import PartKind
from agents.understand.mail.message import bare_subject, own_words, parts_of

NOTICE = (
    "Ce courriel et les documents joints sont strictement confidentiels et destinés à l’usage\n"
    "exclusif de leurs destinataires. Si vous l’avez reçu par erreur, merci de le détruire."
)


def kinds(text: str, subject: str = "") -> dict[str, PartKind]:
    return {part.text.strip(): part.kind for part in parts_of(text, subject) if part.is_said}


def test_a_whole_mail_is_cut() -> None:
    mail = (
        "Bonjour Mme Lormeau,\n\nCombien de RTT pour 36 h par semaine ?\nJe suis ATSEM.\n\n"
        "Merci d'avance pour votre aide.\nBien cordialement,\n\nGwladys Herpin\n"
        f"Ecole Jules Ferry - 06 39 98 10 10\n\n{NOTICE}\n\n"
        "Le jeu. 5 nov. 2026 à 09:02, Service paie <paie@example.org> a écrit :\n"
        "> Votre bulletin comporte 2 jours de carence.\n"
    )
    assert own_words(mail) == "Combien de RTT pour 36 h par semaine ?\nJe suis ATSEM."
    found = kinds(mail)
    assert found["Bonjour Mme Lormeau,"] is PartKind.COURTESY
    assert found["Merci d'avance pour votre aide."] is PartKind.COURTESY
    assert found[NOTICE] is PartKind.FOOTER
    assert "".join(part.text for part in parts_of(mail)) == mail


@pytest.mark.parametrize(
    "quoted",
    [
        "> Il vous reste 3 jours.\n> À bientôt",
        "-----Message d'origine-----\nDe : RH\nObjet : solde\n\nIl vous reste 3 jours.",
        (
            "________________________\nDe : RH <rh@example.org>\nEnvoyé : lundi 2 novembre\n"
            "À : Sonia\nObjet : RE: solde\n\nIl vous reste 3 jours."
        ),
        "From: HR\nSent: Monday\nTo: Sonia\nSubject: balance\n\nIl vous reste 3 jours.",
        (
            "Le lundi 2 novembre 2026 à 10:04, Service du personnel de la commune\n"
            "<rh@example.org> a écrit :\n\nIl vous reste 3 jours."
        ),
        "On Mon, Nov 2, 2026 at 10:04 AM HR <hr@example.org> wrote:\n> Il vous reste 3 jours.",
    ],
)
def test_what_others_wrote_is_not_the_request(quoted: str) -> None:
    assert own_words(f"Bonjour,\nje conteste ce solde.\n\n{quoted}") == "je conteste ce solde."


@pytest.mark.parametrize("above", ["", "Pour info", "Pouvez-vous lui répondre svp ?\nMerci", "FYI"])
def test_a_mail_passed_on_is_the_request(above: str) -> None:
    mail = (
        f"{above}\n\n---------- Message transféré ----------\nDe : Teddy <t@example.org>\n"
        "Objet : ma prime\n\nBonjour chef,\nest-ce que la prime de nuit est due ?\n\nTeddy Morvan"
    )
    assert own_words(mail).endswith("est-ce que la prime de nuit est due ?")
    assert "Teddy <t@" not in own_words(mail)


def test_who_gives_thanks_above_an_answer_asks_nothing_of_it() -> None:
    mail = "Merci beaucoup !\n\nDe : RH\nEnvoyé : hier\nObjet : paie\n\nVoulez-vous un acompte ?"
    assert own_words(mail) == "Merci beaucoup !"


def test_an_answer_below_what_it_quotes_is_own() -> None:
    mail = "Le 3 mars 2026, la DRH a écrit :\n> Depuis quand ?\n\nDepuis le 1er février."
    assert own_words(mail) == "Depuis le 1er février."


@given(st.text(alphabet="ab >\n.?!:-_éÀ« »\u00a0", max_size=300) | st.text(max_size=80))
def test_no_character_is_lost(text: str) -> None:
    assert "".join(part.text for part in parts_of(text)) == text


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("RE: TR : mes congés", "mes congés"),
        ("Fwd:  mes congés", "mes congés"),
        (
            "Fin de contrat au 31 décembre : mes droits",
            "Fin de contrat au 31 décembre : mes droits",
        ),
        ("Re", "Re"),
    ],
)
def test_marks_are_dropped_before_a_subject_alone(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare
