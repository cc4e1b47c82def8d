"""Pseudonyms: what a model is not told, and how well, measured."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.privacy.patterns import is_nir, placeholders, same_placeholders
from agents.privacy.pseudonyms import Pseudonyms
from tests.agents.builders import a_ticket

HOSTILE = st.text(max_size=300) | st.lists(
    st.sampled_from(
        [
            "[NOM_1]",
            "[ nom_1 ]",
            "[NIR_99]",
            "Mme Martin",
            "06 39 98 12 34",
            "\u202e",
            "{{ 7 }}",
            "FR76 3000 6000 0112 3456 7890 189",
            "2 79 07 91 951 114 57",
            "a@b.example",
            "\x00",
            "12 rue des Lilas, 91000 Évry",
            " ",
            "\n",
            "Jean-Pierre",
            "<b>",
            "né le 12/03/1980",
        ]
    ),
    max_size=30,
).map(" ".join)


def test_what_the_ticketing_system_knows_of_the_requester_is_hidden_everywhere() -> None:
    ticket = a_ticket(
        "signé zwicker. Demandez a oriane zwicker",
        name="Oriane Zwicker",
        email="oriane.zwicker@example.org",
    )
    hidden = Pseudonyms.for_ticket(ticket).hide(ticket.text)
    assert "zwicker" not in hidden.lower()
    assert "oriane" not in hidden.lower()


@pytest.mark.parametrize(
    "secret",
    [
        "06 39 98 12 34", "0639981234", "06.39.98.12.34", "+33 6 39 98 12 34", "0033639981234",
        "2 79 07 91 951 114 57", "279079195111499", "1 84 03 2A 951 017 93",
        "FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890188",
        "lea.brossard@example.org", "lea.brossard (at) example.org",
        "Kévin Brossard", "Mme Da Costa", "M. N’Guessan", "J.-P. Desmarest",
        "12 bis rue des Tanneurs, 91000 Évry",
    ],
)  # fmt: skip
def test_a_secret_is_hidden_wherever_it_stands(secret: str) -> None:
    ticket = a_ticket(f"Bonjour, voyez avec {secret} pour la suite, merci.")
    hidden = Pseudonyms.for_ticket(ticket).hide(ticket.text)
    left = secret.removeprefix("Mme ").removeprefix("M. ")
    assert left not in hidden


def test_a_birth_date_and_a_matricule_are_hidden_where_they_are_announced() -> None:
    ticket = a_ticket("Né le 12 mars 1980, matricule 20417, en poste depuis le 3 mai 2019.")
    hidden = Pseudonyms.for_ticket(ticket).hide(ticket.text)
    assert "1980" not in hidden
    assert "20417" not in hidden
    assert "3 mai 2019" in hidden


def test_the_same_person_keeps_the_same_placeholder() -> None:
    pseudonyms = Pseudonyms.for_ticket(a_ticket("Mme Martin a écrit à Mme Martin."))
    once = pseudonyms.hide("Mme Martin a écrit.")
    assert once == "Mme [NOM_1] a écrit."
    assert pseudonyms.hide("Mme Martin a écrit.") == once


@pytest.mark.parametrize(
    "piece", ["0", "a", "_", "A.", "-A", "a-", "a@", ".", "[NOM ", "Mme A", "\nA", "1 rue a ",
     "né ", "né à a ", "un mars mil ", "voiture ", "AA-", "AA 123 ", "matricule a", "c'est de ",
     "je suis kevin ", "1 mars 19", "12/12/", "1234 ", "c/o a ", "a . "]
)  # fmt: skip
def test_a_text_of_one_piece_repeated_is_hidden_in_one_reading(piece: str) -> None:
    text = piece * (200_000 // len(piece))  # a quadratic reading ends at the suite's time limit
    pseudonyms = Pseudonyms()
    assert pseudonyms.restore(pseudonyms.hide(text)) == text


def test_a_placeholder_bent_by_many_spaces_is_seen_and_costs_one_reading() -> None:
    spaces = " " * 100_000
    assert placeholders(f"[NOM{spaces}_{spaces}1]").total() == 1
    assert placeholders(f"[NOM{spaces}").total() == 0


def test_a_requester_name_of_dashes_is_read_once() -> None:
    assert Pseudonyms.for_ticket(a_ticket("Bonjour", name="a-" * 100_000)).hide("ab") == "ab"


def test_ordinary_words_of_a_question_are_left_for_the_model_to_read() -> None:
    text = "Bonjour, combien de jours de congés ai-je pour 2026 ? J’ai fait 1 607 heures. Merci."
    assert Pseudonyms.for_ticket(a_ticket(text)).hide(text) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("ma clio ab 123 cd, puis AB-123-CD", "ma clio ab 123 cd, puis [NUMERO_1]"),
        ("ma voiture ab 123 cd", "ma voiture [NUMERO_1]"),
        ("le camion 4521 zz 31", "le camion [NUMERO_1]"),
        ("née à Oran (Algérie) le 2 janvier 1963", "née à Oran (Algérie) le [NAISSANCE_1]"),
        ("né le trois mars mil neuf cent dix", "né le [NAISSANCE_1]"),
        ("mle 88123 et agent 4401-K", "mle [MATRICULE_1] et agent [MATRICULE_2]"),
        ("c'est olivier du garage", "c'est [NOM_1] du garage"),
        ("je suis rose b. du ccas", "je suis [NOM_1] du ccas"),
        ("Mme Avril a vu Ph. Ségala", "Mme [NOM_1] a vu [NOM_2]"),
    ],
)
def test_what_is_written_in_a_rarer_way_is_hidden_too(text: str, hidden: str) -> None:
    assert Pseudonyms().hide(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "congé de naissance le 14 mars 2027, naissance prévue le 3 mars 2027",
        "DE 150 EN prime, et 300 km, 120 CA 31 jours, 1607 HS 25 %, en 2026 CDD 12 mois",
        "le décret n° 85-1250 du 26/11/1985, la loi Sauvadet, le prix Michel Dupont",
        "le 3 mai 2026, rue de la mairie ; agent 1607 heures ; article L. 822-12",
        "je suis fonctionaire stagiaire, je suis claire, cest rose",
        "le poste n° 2026-31, 2 100 € en août 2026, indice 452, 1 245,60 €",
    ],
)
def test_leave_amounts_articles_and_laws_stay_readable(text: str) -> None:
    assert Pseudonyms().hide(text) == text


@given(HOSTILE)
def test_hiding_then_restoring_gives_the_text_back(text: str) -> None:
    pseudonyms = Pseudonyms.for_ticket(a_ticket(text))
    hidden = pseudonyms.hide(text)
    assert pseudonyms.restore(hidden) == text


@given(HOSTILE)
def test_one_more_or_one_less_placeholder_is_seen(text: str) -> None:
    hidden = Pseudonyms.for_ticket(a_ticket(text)).hide(text)
    assert same_placeholders(hidden, hidden)
    assert not same_placeholders(hidden, f"{hidden} [NOM_999]")


def test_placeholders_are_counted_as_often_as_they_stand() -> None:
    assert placeholders("[NOM_1] et [NOM_1]") == Counter({"[NOM_1]": 2})


def test_a_placeholder_written_by_a_requester_is_not_taken_for_ours() -> None:
    pseudonyms = Pseudonyms.for_ticket(a_ticket("[NOM_1] est Mme Martin"))
    hidden = pseudonyms.hide("[NOM_1] est Mme Martin")
    assert hidden == "[TEXTE_1] est Mme [NOM_1]"
    assert pseudonyms.restore(hidden) == "[NOM_1] est Mme Martin"


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("2 79 07 91 951 114 57", "NIR"),
        ("2 79 07 91 951 114 58", "NIR"),
        ("FR76 3000 6000 0112 3456 7890 189", "IBAN"),
        ("FR76 3000 6000 0112 3456 7890 188", "IBAN"),
    ],
)
def test_a_number_is_hidden_whether_its_key_is_right_or_wrong(number: str, kind: str) -> None:
    assert Pseudonyms().hide(f"voici {number} merci") == f"voici [{kind}_1] merci"


@pytest.mark.parametrize(
    ("number", "right"), [("2 79 07 91 951 114 57", True), ("279079195111458", False), ("1", False)]
)
def test_the_key_of_a_nir_is_97_less_the_number_modulo_97(number: str, right: bool) -> None:  # noqa: FBT001 - a case
    assert is_nir(number) is right


def test_spans_of_several_kinds_that_overlap_are_hidden_as_one() -> None:
    text = "Écrivez à Camille Ferrand, 12 rue Camille Ferrand, 91000 Évry."
    assert Pseudonyms().hide(text) == "Écrivez à [NOM_1], [ADRESSE_1]."


def test_placeholders_of_a_case_are_the_same_at_every_call() -> None:
    ticket = a_ticket("Ousmane Keïta remplace Solveig Aasland.")
    first, second = Pseudonyms.for_ticket(ticket), Pseudonyms.for_ticket(ticket)
    assert first.hide("Solveig Aasland") == second.hide("Solveig Aasland") == "[NOM_2]"
    assert second.hide("Ousmane Keïta") == "[NOM_1]"


def test_what_is_too_long_to_be_read_is_hidden_whole() -> None:
    text = "Bonjour. " * 4_000 + "Ousmane Keïta"
    pseudonyms = Pseudonyms()
    hidden = pseudonyms.hide(text)
    assert hidden.endswith("[TEXTE_1]")
    assert "Ousmane" not in hidden
    assert pseudonyms.restore(hidden) == text


def test_a_subject_is_suspected_at_first_sight() -> None:
    pseudonyms = Pseudonyms.for_ticket(a_ticket("", name="Oriane Zwicker"))
    for subject in ("paie de zwicker", "Dossier Ousmane", "Mme Bramouze", "rappel 0639981234"):
        assert pseudonyms.suspects(subject)
    assert not pseudonyms.suspects("Mes congés de Noël")
