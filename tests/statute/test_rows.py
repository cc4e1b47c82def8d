"""Every verified row has its rule and its tests; every article cited is in the code."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from statute.book import Book

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "statute"
ROW = re.compile(r"^\| ((?:[A-Z]+|N26)-\d+b?)(?: ⚠)? \|", re.MULTILINE)
ARTICLE = re.compile(r"\b[LRD]\.? ?\d+(?:-\d+)*")
FEWEST_TESTS = 2

NO_RULE = {"COD-01": "tells how far the code is written: no right of anybody"}
"""Rows that are no rule, each with its reason."""

NO_ROW = {
    "NAI-02": "the birth leave asked for by its name: its findings bear the row NAI-01",
    "NAI-90": "a calendar of several rows: the mother around a birth",
    "NAI-91": "a calendar of several rows: the other parent around a birth",
    "RECO-90": "a calendar of several rows: an appeal, step by step",
    "MPO-01": "read in the third reading, 2.13",
    "FRA-03": "third reading, section 3: the total of a mission",
    "PAY-01": "third reading, section 3: a month's pay in sick leave",
    "PAY-02": "third reading, section 3: a month's pay in the leave of a child",
    "PAY-03": "third reading, section 3: a month's pay in therapeutic part time",
    "SFT-07": "third reading, C27: first and last day of the family supplement",
    "CA-13": "third reading, 3: leaving in the year",
    "CET-07": "third reading, 2.2: the account at a death",
    "CET-08": "third reading, 3: leave then account",
    "TP-06": "third reading, 2.7: sickness while at part time",
    "MOB-01": "third reading, C36: silence on a détachement or a disponibilité",
    "DIS-06": "third reading, 3: coming back from a disponibilité, step by step",
    "CTR-18": "adds up CTR-10 and CA-11 at the end of a contract (third reading, 3)",
    "FRA-04": "FRA-01: a free meal or bed is worth nothing (third reading, 2.8)",
    "FRA-05": "FRA-02: tolls and parking on receipts (third reading, 2.8)",
    "HS-01": "TT-07: without a deliberation, rest only (third reading, 2.7)",
    "NBI-01": "TP-03: the points of NBI by the time worked (third reading, 2.7; CGFP L712-12)",
    "PAY-04": "third reading, section 3: the lines of a month, without the leave",
    "PSC-04": "PSC-03: who may be exempted, whose decree was not found (second reading)",
    "REM-06": "REM-02 twice: from an index to another",
    "REM-07": "REM-05: automatic, without request nor deliberation",
    "RI-02": "read in the code, L714-5",
    "RI-03": "read in the code, L714-8",
    "SFT-08": "the rows SFT-01 to -04 twice: before and after a change of children",
    "SFT-09": "the rows SFT-02 to -04: the least and the highest index",
    "SFT-10": "read in the code, L822-3, L822-8, L822-15 and L823-4",
    "TRA-03": "TRA-01: single tickets are not refunded",
    "TRA-04": "TRA-01: months of sick leave (third reading, C21)",
    "TRA-05": "FMD-01: it goes with the refund of the pass",
    "CTR-19": "CTR-13, then the leave left, then CTR-14 (third reading, 3)",
    "CTR-20": "second reading, CTR-09: eight days to answer, by its own question",
    "CTR-21": "second reading, CTR-09: the interview, by its own question",
    "CTR-22": "third reading, CTR-02: which services count, by its own question",
    "CTR-23": "second reading, CTR-08: no second trial, by its own question",
    "CTR-24": "second reading, CTR-08: how a trial is broken off, by its own question",
    "CTR-25": "second reading, CTR-10: when it is paid, by its own question",
    "STG-05": "second reading, STG-01: how long it may be lengthened, by its own question",
    "STG-06": "read in the code, L327-3: titularisation is never automatic",
    "DIS-07": "read in the code, L514-1: no pay, no pension in disponibilité",
    "DET-03": "read in the code, L513-1 and L513-11: career while on détachement",
    "DET-04": "read in the code, L513-24 and L513-26: refusing the job, then the surplus",
    "MUT-03": "read in the code, L512-26: requests looked at first",
    "ENT-02": "second reading, ENT-01: the CAP, by its own question",
    "DEM-02": "read in the code, L551-1 and L551-2: leaving without an answer",
    "DEM-03": "read in the code, L551-1: going back on a resignation",
    "DEM-04": "third reading, 2.10 and C14: the notice of a fonctionnaire",
    "RUP-05": "second reading, RUP-01: either may refuse, by its own question",
    "LIM-02": "third reading, C02: when to ask, what may be refused",
    "RTR-05": "third reading, 3: a pension is never computed",
    "CA-14": "2.1: what does not reduce leave",
    "CA-15": "2.1 and 2.2: leave left at the end of a year",
    "CA-16": "C24: leave carried over does not lapse by itself",
    "CA-17": "2.1: leave is paid at the end alone",
    "CA-18": "2.1: the year of leave",
    "CA-19": "L621-6 and L621-7: who gives is not named",
    "CA-20": "L621-6 and L621-7: nothing in return",
    "CA-21": "L621-6 and L621-7: to whom days are given",
    "CET-09": "2.2: fractionnement counts in what is saved",
    "CET-10": "2.2 and C23: no choice made",
    "CET-11": "C23: the RAFP",
    "CET-12": "L621-4: the account after a move",
    "TP-07": "L612-4: part time counts whole",
    "TP-08": "L612-8: back to full time",
    "TEL-05": "L430-1: telework is granted",
    "TEL-06": "TEL-01: the monthly mean",
    "TT-08": "TT-02: rest between two days",
    "TT-09": "TT-02: amplitude",
    "TT-10": "TT-02: the break",
    "TT-11": "TT-02: the mean of twelve weeks",
    "TT-12": "TT-02: the longest day",
    "ASA-06": "L622-1: absences and leave",
    "ASA-07": "ASA-03: the other parent",
}
"""Rules that are no row, each with its reason."""

BOOK_THREE = "regulatory Book III of the code, in force on 1 October 2025"
FINANCE_LAW = "written by the finance law for 2026 (loi 2026-103), in force on 21 February 2026"
NEWER_THAN_THE_COPY = {
    **dict.fromkeys(
        [
            "R327-9",
            "R327-11",
            "R327-12",
            "R327-13",
            "R327-21",
            "R327-24",
            "R327-42",
            "R327-43",
            "R327-44",
            "R327-59",
            "R327-62",
            "R327-65",
            "R327-70",
            "R332-20",
            "R332-21",
            "R332-22",
            "R332-25",
            "R332-27",
            "R332-29",
            "R332-30",
            "R332-31",
            "R332-38",
            "R332-39",
            "R332-40",
        ],
        BOOK_THREE,
    ),
    **dict.fromkeys(["L552-2", "L552-3", "L552-4", "L552-5"], FINANCE_LAW),
    "R313-18": "changed by décret 2025-1097 of 19 November 2025, Book III",
    "R431-1": "regulatory Book IV of the code, in force on 1 August 2026",
}
"""Articles cited that the copy of mid-2025 does not have yet, each with its reason."""


def rows() -> Iterator[str]:
    for name in ("facts.md", "second-reading.md"):
        yield from ROW.findall((SHARED / name).read_text("utf-8"))


def answered() -> set[str]:
    return {row for rule in Book.of().rules for row in (rule.id, *rule.rows)}


@pytest.mark.skipif(not SHARED.exists(), reason="the verified facts are not beside the project")
def test_every_verified_row_has_a_rule_or_a_reason() -> None:
    assert sorted(set(rows()) - answered() - set(NO_RULE)) == []


@pytest.mark.skipif(not SHARED.exists(), reason="the verified facts are not beside the project")
def test_no_rule_answers_for_a_row_that_nobody_verified() -> None:
    assert sorted(answered() - set(rows()) - set(NO_ROW)) == []


def test_every_row_that_has_a_rule_is_tested_twice_at_least() -> None:
    tests = "\n".join(path.read_text("utf-8") for path in HERE.glob("test_*.py"))
    named = {row: len(re.findall(rf'"{row}"', tests)) for row in answered()}
    assert sorted(row for row, times in named.items() if times < FEWEST_TESTS) == []


@pytest.mark.skipif(not SHARED.exists(), reason="no copy of the code is beside the project")
def test_every_article_of_the_code_that_a_rule_cites_is_in_it() -> None:
    text = (SHARED / "cgfp.md").read_text("utf-8")
    known = set(re.findall(r"^#+ Article (\S+)", text, re.MULTILINE))
    cited = {
        found.replace(".", "").replace(" ", "")
        for rule in Book.of().rules
        for article in rule.cites
        if article.text == "CGFP"
        for found in ARTICLE.findall(article.number)
    }
    assert sorted(cited - known - set(NEWER_THAN_THE_COPY)) == []
    assert sorted(set(NEWER_THAN_THE_COPY) & known) == []
