"""`guichet statute` and `guichet evaluate`, as a jurist or an operator types them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from guichet import app


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, " ".join(result.output.split())


def test_the_list_gives_rule_article_and_verification_the_oldest_first() -> None:
    code, told = run("statute", "list")
    assert code == 0
    assert "CMO-02" in told
    assert "CGFP L822-3" in told
    assert told.index("2026-11-24") < told.index("2026-11-25")


def test_a_rule_is_explained_on_the_facts_and_the_day_asked_for() -> None:
    february = run(
        "statute", "explain", "CMO-02", "--facts", "statut=titulaire", "--on", "2025-02-01"
    )
    march = run("statute", "explain", "CMO-02", "--facts", "statut=titulaire", "--on", "2025-03-01")
    assert (february[0], march[0]) == (0, 0)
    assert "100 %" in february[1]
    assert "90 %" in march[1]


def test_a_rule_that_lacks_a_fact_says_which() -> None:
    code, told = run("statute", "explain", "CMO-02", "--on", "2026-11-24")
    assert code == 0
    assert "demande : statut" in told


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("SFT-01", "--facts", "enfants_a_charge=-1"), "un nombre entier entre 0 et 20"),
        (("TP-03", "--facts", "quotite=130"), "un nombre entier entre 0 et 99"),
        (("CMO-02", "--on", "2026-02-31"), "n'est pas une date existante"),
        (("CMO-02", "--facts", "date_de_naissance=2026-02-31"), "une date existante"),
        (("CMO-02", "--facts", "couleur=bleu"), "n’est pas un fait connu"),
        (("CMO-02", "--facts", "statut=ministre"), "titulaire, stagiaire, contractuel"),
        (("XYZ-99",), "Aucune règle ne s’appelle"),
        (("CMO-02", "--on", "1999-01-01"), "n’était pas en vigueur"),
    ],
)
def test_bad_input_gets_one_sentence_no_answer_and_a_status(
    arguments: tuple[str, ...], sentence: str
) -> None:
    code, told = run("statute", "explain", *arguments)
    assert code == 1
    assert sentence in told
    assert "Réponse" not in told


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("tickets: []", "ne contient aucun ticket"),
        ("tickets: [{id: T-1, text: oui}]", "category"),
        ("tickets: [", "YAML"),
    ],
)
def test_an_evaluation_of_a_bad_file_says_what_is_wrong(
    tmp_path: Path, content: str, sentence: str
) -> None:
    file = tmp_path / "lot.yaml"
    file.write_text(content, encoding="utf-8")
    code, told = run("evaluate", str(file))
    assert code == 1
    assert sentence in told


@pytest.mark.parametrize("command", [("evaluate",), ("try", "--output", "-", "--input")])
def test_a_procedure_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    (tmp_path / "textes").mkdir()
    (tmp_path / "textes" / "logo.png").write_bytes(b"x")
    monkeypatch.setenv("GUICHET_PROCEDURES", str(tmp_path / "textes"))
    (tmp_path / "lot.yaml").write_text("[{id: T-1, text: oui, category: autre}]", encoding="utf-8")
    code, told = run(*command, str(tmp_path / "lot.yaml"))
    assert code == 1
    assert "logo.png" in told
    assert "Traceback" not in told


def test_an_evaluation_prints_its_table_and_what_falls_short(tmp_path: Path) -> None:
    file = tmp_path / "lot.yaml"
    file.write_text(
        """tickets:
  - id: T-1
    text: "Combien de jours de carence quand on est en arrêt de travail ?"
    category: maladie
    expected_facts:
      - {fact: premier jour, any_of: [jour de carence], article: loi 2017-1837}
      - {fact: autre chose, any_of: [une phrase que personne ne dit]}
""",
        encoding="utf-8",
    )
    code, told = run("evaluate", str(file), "--on", "2026-11-24", "--show")
    assert code == 0
    assert "1 / 2" in told
    assert "autre chose" in told
