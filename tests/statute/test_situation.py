"""A situation in a file: what is read, what is refused and how, what is not sure."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from guichet import app
from statute.facts import FACTS, Period
from statute.situation import Situation, SituationError, read_situation, situation_of


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "situation.yaml"
    file.write_text(text, "utf-8")
    return file


def test_facts_periods_and_sources_are_read(tmp_path: Path) -> None:
    read = read_situation(
        written(
            tmp_path,
            "statut: titulaire\n"
            "jours_par_semaine: {valeur: 4.5, source: « je travaille quatre jours et demi »}\n"
            "date_d_arrivee: {valeur: 2026-09-15, sur: non}\n"
            "semaines:\n  - {du: 2026-01-01, au: 2026-03-31, jours: 5}\n"
            "  - {du: 2026-04-01, jours: 4}\n",
        )
    )
    weeks = (
        Period(date(2026, 1, 1), date(2026, 3, 31), {"jours": Decimal(5)}),
        Period(date(2026, 4, 1), None, {"jours": Decimal(4)}),
    )
    assert read == Situation(
        {"statut": "titulaire", "jours_par_semaine": Decimal("4.5"), "semaines": weeks},
        {"jours_par_semaine": "« je travaille quatre jours et demi »"},
        {"date_d_arrivee": date(2026, 9, 15)},
    )


def test_json_is_read_as_well(tmp_path: Path) -> None:
    assert read_situation(written(tmp_path, '{"quotite": 80}')).facts == {"quotite": 80}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("semaines: [{du: 2026-03-01, au: 2026-02-01, jours: 5}]", "avant de commencer"),
        (
            "semaines: [{du: 2026-01-01, au: 2026-02-01, jours: 5}, {du: 2026-02-01, jours: 4}]",
            "deux périodes se recouvrent au 1er février 2026",
        ),
        ("semaines: [{du: 2026-01-01, jours: -5}]", "ne peut pas être négatif"),
        ("semaines: [{du: 2026-01-01, heures: 5}]", "« heures » n’est pas un détail"),
        ("semaines: [{au: 2026-01-01}]", "doit dire « du »"),
        ("date_d_arrivee: 2026-02-31", "ligne 1 : cette date n’existe pas"),
        ("quotite: 130", "« 130 » ne convient pas pour quotite"),
        ("enfants_a_charge: -1", "« -1 » ne convient pas pour enfants_a_charge"),
        ("statut: ministre", "l’un de : titulaire, stagiaire, contractuel"),
        ("couleur: bleu", "« couleur » n’est pas un fait connu"),
        ("employeur: État", "L’employeur est « État »"),
        ("employeur: hospitalier", "L’employeur est « hospitalier »"),
        ("quotite: {valeur: 80, sure: non}", "porte une clé inconnue"),
        ("- 1", "doit donner des faits par leur nom"),
        ("a: [", "ligne 1 : ce n’est pas du YAML lisible"),
    ],
)
def test_what_cannot_be_is_refused_in_one_french_sentence(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(SituationError) as raised:
        read_situation(written(tmp_path, text))
    sentence = str(raised.value).replace("\u00a0", " ")
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SituationError, match="ne se lit pas"):
        read_situation(tmp_path / "nowhere.yaml")


def test_a_situation_of_the_state_gets_a_sentence_and_no_answer(tmp_path: Path) -> None:
    file = written(tmp_path, "employeur: État\nstatut: titulaire\n")
    done = CliRunner().invoke(app, ["statute", "simulate", str(file)])
    assert done.exit_code == 1
    assert "fonction publique territoriale" in " ".join(done.output.split())


def test_periods_are_written_as_they_are_read() -> None:
    weeks = FACTS["semaines"]
    periods = (
        Period(date(2026, 1, 5), date(2026, 2, 18), {"jours": Decimal("2.5")}),
        Period(date(2026, 3, 1), None, {"jours": Decimal(5)}),
    )
    assert weeks.parse(weeks.written(periods)) == periods
    assert weeks.parse("2026-01-05..2026-01-01") is None
    assert weeks.parse("hier..demain") is None


def test_nothing_is_made_of_an_empty_situation() -> None:
    assert situation_of({}).facts == {}
