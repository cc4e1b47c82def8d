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
    "ADO-02": "second reading, ADO-01: the leave shared, by its own question",
    "ADO-03": "read in the code, L631-7: the days of an arrival",
    "ATI-01": "read in the code, L824-1: the allowance of a lasting disability",
    "CAR-03": "third reading, C33: which day is unpaid",
    "CAR-04": "third reading, C33: the unpaid day paid back",
    "CGM-02": "third reading, 2.4: a further leave after a year back",
    "CIT-06": "read in the code, L822-20: diseases of a table, then the others",
    "CIT-07": "read in the code, L822-23: service while in CITIS, and its control",
    "CIT-08": "read in the code, L822-25 and L825-8: an accident caused by another",
    "CLD-03": "third reading, C08 and 2.5: from CLM to CLD",
    "CLD-04": "third reading, 2.5: once per group of diseases",
    "CLM-05": "read in the code, L822-6: who may have a CLM",
    "CLM-06": "third reading, 2.5: sick leave already taken turned into CLM",
    "CLM-07": "read in the code, L822-10, L822-17 and L823-2: leave kept after a move",
    "CLM-08": "third reading, 2.5 and C17: a month's pay in CLM and CLD",
    "CMO-09": "third reading, 2.3: what a sick leave takes off pay",
    "CMO-10": "third reading, 2.3 and 2.5: after the last day of sick leave",
    "CMO-11": "third reading, 2.3 and K8: days left at the first rate",
    "CMO-12": "read in the code, L822-29 and L822-30: what may be done in sick leave",
    "CPA-04": "CPA-01: unpaid, by its own question",
    "CPA-05": "read in the code, L515-6: parental leave cut short",
    "CPA-06": "read in the code, L515-11: back from parental leave",
    "CPA-07": "read in the code, L515-1 and L612-3: parental leave or part time",
    "CPA-08": "read in the code, L515-5: a new child meanwhile (third reading, C10)",
    "CPP-02": "CPP-01: unpaid, by its own question",
    "CPP-03": "read in the code, L632-2: by parts or at part time",
    "CPP-04": "CPP-01: renewed once, by its own question",
    "CPP-05": "read in the code, L632-4: back from présence parentale",
    "CPR-02": "third reading, C20: unpaid, and the days of AJPA",
    "CPR-03": "read in the code, L634-2: by parts or at part time",
    "CPR-04": "read in the code, L634-4: service and pension",
    "CPR-05": "read in the code, L634-1: for whom",
    "CSF-02": "CSF-01: unpaid, by its own question",
    "CSF-03": "read in the code, L633-2: by parts or at part time",
    "CSF-04": "read in the code, L633-1 and L633-4: for whom, until when",
    "CSN-04": "second reading, CSN-01: who may have it, by its own question",
    "CSN-05": "CSN-01: in two months apart, by its own question",
    "DOS-02": "read in the code, L137-2: what a file may not hold",
    "DOS-03": "read in the code, R137-6 and R137-16: a file put right, and copied",
    "DSC-07": "third reading, 2.9: facts too old, by its own question",
    "DSC-08": "read in the code, L533-3: no pay while excluded",
    "DSC-09": "read in the code, L531-1 and L531-4: pay while suspended",
    "GRE-02": "read in the code, L711-1 and L711-2: no pay without service",
    "LAI-01": "read in the code, L121-2: neutrality",
    "LAI-02": "read in the code, L124-3: whom to ask about laïcité",
    "MAT-08": "read in the code, L631-5: a child in hospital (third reading, C29)",
    "MAT-09": "third reading, 2.6: early or late birth",
    "MAT-10": "read in the code, L631-2: back from the leave of a child",
    "MAT-12": "third reading, 2.6: the weeks that nobody may give up",
    "MAT-14": "second reading, MAT-06, and L631-1: its pay",
    "OBL-02": "read in the code, L121-6 to L121-8: secrecy and discretion",
    "PAT-03": "third reading, 2.6: the last day to take it",
    "PAT-04": "third reading, 2.6: its notice",
    "PAT-05": "read in the code, L631-9: who may have it",
    "PPR-03": "read in the code, L826-1 and L826-3: the post adapted first",
    "PPR-04": "read in the code, L826-6: the index kept",
    "PRO-05": "third reading, 5.2: no reprisal",
    "PRO-06": "third reading, 5.2: what becomes of a report",
    "PRO-07": "read in the code, R134-2 to R134-6: a lawyer's fees",
    "PRO-08": "read in the code, L134-3 and L134-4: the agent sued or prosecuted",
    "PRO-09": "read in the code, L134-7: the agent's family",
    "SYN-01": "read in the code, L113-1 and L131-1: freedom to join a union",
    "SYN-02": "read in the code, L215-1: union training",
    "SYN-03": "read in the code, L214-3, L214-4 and L215-2: union meetings",
    "TPT-05": "read in the code, L823-1: who may have it",
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
