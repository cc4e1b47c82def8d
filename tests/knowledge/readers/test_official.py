import json
import re
import tarfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from knowledge.library.documents import About, Document, Nature, Unreadable
from knowledge.readers.files import read_path

Read = Callable[..., Document]
CGFP = Path(__file__).parents[3].parent / "shared" / "statute" / "cgfp.md"
CODE = """---
title: "Code général de la fonction publique"
identifier: "LEGITEXT000044416551"
rank: "code"
last_updated: "2026-04-03"
status: "in_force"
---
# Code général de la fonction publique

## PARTIE LÉGISLATIVE

### Livre Ier : DROITS

#### Titre Ier : GARANTIES

#### Chapitre Ier : Dispositions régies par l'article 73

##### Article L1

Premier alinéa, au sens de l'article L. 5.

Second alinéa.

#### Chapitre II : Protection

##### Article L135-6 A

Voir R. 332-4.

#### Titre II : OBLIGATIONS

##### Article L121-1

L'agent est loyal.
"""


def test_a_code_gives_each_article_under_its_chain(read: Read) -> None:
    found = read("cgfp.md", CODE)
    name = "Code général de la fonction publique"
    assert found.about == About(name, name)
    assert found.nature is Nature.OFFICIAL
    part = ("PARTIE LÉGISLATIVE", "Livre Ier : DROITS")
    first = (*part, "Titre Ier : GARANTIES")
    assert [(s.article, s.headings, s.cites) for s in found.sections] == [
        ("L1", (*first, "Chapitre Ier : Dispositions régies par l'article 73"), ("L5",)),
        ("L135-6 A", (*first, "Chapitre II : Protection"), ("R332-4",)),
        ("L121-1", (*part, "Titre II : OBLIGATIONS"), ()),
    ]
    assert found.sections[0].text.endswith("L. 5.\n\nSecond alinéa.")
    assert {s.state for s in found.sections} == {"VIGUEUR"}


@pytest.mark.skipif(not CGFP.is_file(), reason="the shared code is not here")
def test_the_shared_code_is_read_whole_and_fast() -> None:
    begun = time.monotonic()
    (found,) = read_path(CGFP)
    assert time.monotonic() - begun < 10
    assert isinstance(found, Document)
    numbers = re.findall(r"^#+ Article (.+)$", CGFP.read_text("utf-8"), re.MULTILINE)
    articles = [section.article for section in found.sections if section.article]
    assert articles == numbers
    assert len(set(articles)) == 3158  # three of them stand in two versions


def article(number: str, first: str, last: str, text: str, **options: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ARTICLE>
<META><META_COMMUN><ID>LEGIARTI000000000001</ID></META_COMMUN>
<META_SPEC><META_ARTICLE><NUM>{number}</NUM><ETAT>{options.get("state", "VIGUEUR")}</ETAT>
<DATE_DEBUT>{first}</DATE_DEBUT><DATE_FIN>{last}</DATE_FIN><TYPE>AUTONOME</TYPE>
</META_ARTICLE></META_SPEC></META>
<CONTEXTE><TEXTE cid="{options.get("cid", "JORFTEXT000000502843")}" nature="DECRET">
<TITRE_TXT c_titre_court="Décret n°88-145" debut="1988-02-16" fin="2999-01-01"
  id_txt="LEGITEXT000006065738">Décret n° 88-145 relatif aux agents non titulaires</TITRE_TXT>
<TM><TITRE_TM debut="1988-02-16" fin="2015-01-01" id="a">Titre ancien</TITRE_TM>
<TITRE_TM debut="2015-01-01" fin="2999-01-01" id="a">Titre III</TITRE_TM>
<TM><TITRE_TM debut="1988-02-16" fin="2999-01-01" id="b">Chapitre Ier</TITRE_TM></TM></TM>
</TEXTE></CONTEXTE>
<NOTA><CONTENU/></NOTA>
<BLOC_TEXTUEL><CONTENU>{text}</CONTENU></BLOC_TEXTUEL>
<LIENS><LIEN cidtexte="x" id="y" naturetexte="CODE" num="L. 822-3" sens="source"
  typelien="CITATION">Code - art. L822-3 (V)</LIEN>
<LIEN cidtexte="x" id="z" naturetexte="DECRET" num="12" sens="cible"
  typelien="CITATION">Décret - art. 12</LIEN></LIENS>
</ARTICLE>""".encode()


FILES = {
    "legi/b.xml": article("7", "2015-01-01", "2999-01-01", "<p>Quatre mois.<br/>Sans délai.</p>"),
    "legi/a.xml": article(
        "7", "1988-02-17", "2015-01-01", "<p>Trois mois.</p><p>Suite.</p>", state="MODIFIE"
    ),
    "legi/c.xml": article("10", "2015-01-01", "2999-01-01", "<p>Autre.</p>"),
    "legi/d.xml": article("1", "2020-01-01", "2999-01-01", "<p>Loi.</p>", cid="JORFTEXT1"),
    "legi/s.xml": b"<?xml version='1.0'?><SECTION_TA><ID>LEGISCTA1</ID></SECTION_TA>",
}


@pytest.fixture(params=["tar.gz", "zip", "folder"])
def legi(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"LEGI.{request.param}"
    if request.param == "tar.gz":
        with tarfile.open(path, "w:gz") as archive:
            for name, data in FILES.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, BytesIO(data))
    elif request.param == "zip":
        with zipfile.ZipFile(path, "w") as packed:
            for name, data in FILES.items():
                packed.writestr(name, data)
    else:
        for name, data in FILES.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
    return path


def test_legi_articles_are_put_together_text_by_text(legi: Path) -> None:
    found = [document for document in read_path(legi) if isinstance(document, Document)]
    prefix = "" if legi.is_dir() else f"{legi.name}/"
    assert [document.key for document in found] == [
        f"{prefix}JORFTEXT000000502843",
        f"{prefix}JORFTEXT1",
    ]
    decree = found[0]
    assert decree.nature is Nature.OFFICIAL
    assert decree.about == About(
        "Décret n° 88-145 relatif aux agents non titulaires", "Décret n°88-145"
    )
    assert [(s.article, s.state, s.valid_from, s.valid_until) for s in decree.sections] == [
        # LEGI writes the day the next version begins: the last day is the one before.
        ("7", "MODIFIE", date(1988, 2, 17), date(2014, 12, 31)),
        ("7", "VIGUEUR", date(2015, 1, 1), None),
        ("10", "VIGUEUR", date(2015, 1, 1), None),
    ]
    old, new, _ = decree.sections
    assert (old.headings, old.text) == (
        ("Titre ancien", "Chapitre Ier"),
        "Trois mois.\n\nSuite.",
    )
    assert (new.headings, new.text) == (
        ("Titre III", "Chapitre Ier"),
        "Quatre mois.\nSans délai.",
    )
    assert new.cites == ("L822-3",)


def test_an_article_of_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(
        article("1", "2020-01-01", "2999-01-01", "Loi.").replace(b"cid=", b"autre=")
    )
    (tmp_path / "b.xml").write_bytes(FILES["legi/d.xml"])
    found = list(read_path(tmp_path))
    assert [type(reading) for reading in found] == [Unreadable, Document]
    assert "à quel texte il appartient" in str(found[0])


def test_a_code_of_legi_data_is_read(read: Read) -> None:
    number = {
        "num": "L. 123",
        "etat": "ABROGE_DIFF",
        "texte": "Un. Deux.",
        "texteHtml": "<p>Un, selon l'article L. 5.</p><p></p><p>Deux.</p>",
        "dateDebut": 1314835200000,
        "dateFin": 32472144000000,
    }
    old = {"num": "4", "texte": "Seul texte.", "dateDebut": "1956-10-16", "dateFin": "2011-09-01"}
    tree = {
        "type": "code",
        "data": {"id": "LEGITEXT000006074237", "title": "Code du domaine", "etat": "VIGUEUR"},
        "children": [
            {
                "type": "section",
                "data": {"title": "Livre II : Des bateaux", "id": "LEGISCTA000006108730"},
                "children": [{"type": "article", "data": number}, {"type": "article", "data": old}],
            }
        ],
    }
    found = read("LEGITEXT000006074237.json", json.dumps(tree))
    assert found.nature is Nature.OFFICIAL
    assert found.about == About("Code du domaine", "Code du domaine")
    first, second = found.sections
    assert first.headings == ("Livre II : Des bateaux",)
    assert (first.article, first.text) == ("L123", "Un, selon l'article L. 5.\n\nDeux.")
    assert (first.valid_from, first.valid_until) == (date(2011, 9, 1), None)
    assert (first.state, first.cites) == ("ABROGE_DIFF", ("L5",))
    assert (second.text, second.valid_until) == ("Seul texte.", date(2011, 8, 31))
