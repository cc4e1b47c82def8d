"""What `make test` leaves to `make test-whole`, so that it takes minutes: CI runs both.

Each pattern is of test ids; what it leaves runs in part by default, unless its reason says that it
is one dear measure.
"""

import re

PATTERNS = {
    # One system of six runs by default: GLPI by its high-level API.
    r"contract/test_exactly_once\.py::.*\[(?!glpi[-\]])": "one system stays",
    r"contract/test_endless_answers\.py::.*\[(?!.*glpi\])": "one system stays, ten seconds a drip",
    r"contract/test_mailbox_spoilt\.py::.*\[(?!read_ticket|add_reply)": "eight seconds a method",
    r"contract/test_collecting\.py::test_of_three_hundred.*\[(?!glpi\])": "one system stays",
    r"web/security/test_xss\.py::test_no_page_gains.*\[(?!tags)": "one kind of fourteen stays",
    r"models/test_paths\.py::.*-avec repli\]": "the same paths without a second model stay",
    r"models/test_budgets\.py::test_a_rate_that.*\[(?!nan|-1|0\.1)": "one rate of each kind stays",
    r"agents/injection/test_injection\.py::.*\[(objet|nom|courriel)": "three places of six stay",
    r"agents/test_hostile_documents\.py::test_hidden_text.*\[(?!.*docx)": "one format stays",
    r"agents/test_classifier\.py::test_a_hostile_or_empty.*\[text(?:[1-9])\]": "one stays",
    # Measures: each reads whole sets of tickets.
    r"agents/test_adversary\.py::test_letters_of_the_development": "a measure",
    r"agents/test_support_measures\.py": "a measure",
    r"agents/test_classifier_measures\.py": "a measure",
    r"agents/test_privacy_measures\.py": "a measure",
    r"agents/test_privacy_another_hand\.py": "a measure",
    r"agents/test_privacy_cost\.py": "processes of their own, to weigh them",
    r"agents/test_meaning_search\.py": "a measure",
    r"agents/test_words\.py::test_every_excerpt": "reads every labelled ticket",
    r"knowledge/test_quotes\.py::test_the_procedures_beside": "a measure",
    # Crowds, and processes that are killed and waited for.
    r"crowd/test_crowd\.py::test_ten_officers": "a crowd",
    r"flows/test_privacy_traces\.py::test_no_log_trace": "reads all that a whole journey leaves",
    r"flows/test_worker\.py::test_a_worker_carries_on_when_a_lost": "waits for a server to be lost",
    r"flows/test_encoding\.py::test_an_import_whose_route_fails": "waits for a route to fail",
    r"flows/test_purge_cases\.py::test_(killed_in|two_at_once)": "processes that are killed",
}
_LEFT = re.compile("|".join(f"tests/{pattern}" for pattern in PATTERNS))


def is_left(test: str) -> bool:
    """Tell whether the default run leaves a test, by its id, to the whole one."""
    return _LEFT.match(test) is not None
