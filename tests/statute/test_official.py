import pytest

from statute.book import Book
from statute.text_names import is_of, name_of, touched


@pytest.mark.parametrize(
    ("title", "key", "name"),
    [
        ("Code général de la fonction publique", "code.md", "CGFP"),
        ("Un titre que rien ne dit", "legi.zip/LEGITEXT000044416551", "CGFP"),
        ("Code de la sécurité sociale.", "css.json", "CSS"),
        ("Code des relations entre le public et l’administration", "c.md", "CRPA"),
        ("Décret n° 88-145 du 15 février 1988 pris pour l'application", "x.xml", "décret 88-145"),
        ("Loi n°2019-828 du 6 août 2019 de transformation", "x.xml", "loi 2019-828"),
        ("Arrêté du 28 août 2009 pris pour l'application", "x.xml", "arrêté du 28 août 2009"),
        ("Code de la route", "LEGITEXT000006074228", ""),
        ("Délibération n° 2026-12 du 3 mars 2026", "note.md", ""),
    ],
)
def test_a_text_has_the_name_by_which_rules_cite_it(title: str, key: str, name: str) -> None:
    assert name_of(title, key) == name


def test_a_word_of_ours_may_follow_the_name_of_a_text() -> None:
    assert is_of("arrêté du 3 juillet 2006 (missions)", "arrêté du 3 juillet 2006")
    assert not is_of("décret 2010-9970", "décret 2010-997")
    assert not is_of("CGFP", "")


@pytest.mark.parametrize(
    ("cited", "numbers", "found"),
    [
        ("L822-3", ("L822-3", "L822-30"), ("L822-3",)),
        ("art. 1, 10 et 12", ("1er", "10", "2"), ("1er", "10")),
        ("art. 10 bis", ("10", "10 bis"), ("10 bis",)),
        ("R431-1 et s.", ("R431-1", "R431-2"), ("R431-1",)),
        ("texte entier", ("1", "2"), ("1", "2")),
        ("", ("7",), ("7",)),
        ("L. 822-3", ("L822-3",), ("L822-3",)),
        ("art. 4", (), ()),
    ],
)
def test_articles_are_told_apart_however_they_are_written(
    cited: str, numbers: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert touched(cited, numbers) == found


def test_an_article_of_every_rule_of_the_codes_is_found_by_its_own_number() -> None:
    articles = {a.number for r in Book.of().rules for a in r.cites if a.text == "CGFP" and a.number}
    for number in articles:
        first = number.split(" et ")[0]
        assert touched(number, (first, "L1")) == (first,)
