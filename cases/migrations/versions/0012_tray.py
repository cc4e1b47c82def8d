"""What lists and their search look at: the list and the outcome of a case, its words, indexes.

The words are kept by the database itself, out of the ticket: triggers write them again when the
conversation changes, and take them out with the case. SQLite has an FTS5 index without content of
its own, in the order of arrival, so that the newest of many comes out first without sorting;
PostgreSQL a table of words under a GIN index.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

QUEUES = {
    "to_approve": ("awaiting_approval",),
    "to_confirm": ("awaiting_second_approval",),
    "to_verify": ("unknown_delivery",),
    "to_handle": ("handed_over",),
    "preparing": ("received", "classified", "drafted", "stale"),
    "leaving": ("approved", "sending"),
}
# A filter is answered from the index alone: rows are wide, with a whole conversation each.
FILTERED = ("category", "sensitive", "outcome", "assignee", "assigned_group", "system")
INDEXES = {
    "ix_cases_tray_rank": ("tray", "rank", "received_at", "id", *FILTERED),
    "ix_cases_tray_received": ("tray", "received_at", "id", "rank", *FILTERED),
    "ix_cases_tray_changed": ("tray", "changed_at", "id", "rank", "received_at", *FILTERED),
    "ix_cases_tray_category": ("tray", "category", "rank", "received_at", "id", "sensitive"),
    "ix_cases_category_changed": ("tray", "category", "changed_at", "id", "sensitive"),
    "ix_cases_received": ("received_at", "id", "tray", "rank", *FILTERED),
    "ix_cases_assignee": ("assignee", "tray", "changed_at"),
}
LIGATURES = (("Œ", "OE"), ("œ", "oe"), ("Æ", "AE"), ("æ", "ae"))
# A tsvector holds at most a megabyte.
LONGEST = 100_000
MARKS = r"[\u0300-\u036f]+"
NO_LETTERS = r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+"


def upgrade() -> None:
    """Add the columns, the words of the cases that are there, the indexes."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    lists = " ".join(f"WHEN '{s}' THEN '{t}'" for t, states in QUEUES.items() for s in states)
    kept = "STORED" if postgresql else "VIRTUAL"
    op.execute(
        "ALTER TABLE cases ADD COLUMN tray VARCHAR(16) "
        f"GENERATED ALWAYS AS (CASE state {lists} ELSE 'closed' END) {kept}"
    )
    op.add_column("cases", sa.Column("outcome", sa.String(16), nullable=True))
    outcome = "body->>'outcome'" if postgresql else "json_extract(body, '$.outcome')"
    op.execute(
        f"UPDATE cases SET outcome = (SELECT {outcome} FROM drafts "
        "WHERE drafts.case_id = cases.id AND drafts.number = cases.draft_number)"
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "cases", list(columns))
    if postgresql:
        _on_postgresql()
    else:
        _on_sqlite()


def _on_postgresql() -> None:
    op.execute(
        "CREATE TABLE case_words (id BIGSERIAL CONSTRAINT pk_case_words PRIMARY KEY, "
        "case_id VARCHAR(32) NOT NULL CONSTRAINT uq_case_words_case_id UNIQUE CONSTRAINT "
        "fk_case_words_case_id REFERENCES cases (id) ON DELETE CASCADE, words TSVECTOR NOT NULL)"
    )
    said = (
        "left(concat_ws(' ', number, ticket->>'subject', ticket->>'requester_name', "
        "ticket->>'requester_email', (SELECT string_agg(said->>'text', ' ') "
        f"FROM json_array_elements(ticket->'messages') said)), {LONGEST})"
    )
    for ligature, letters in LIGATURES:
        said = f"replace({said}, '{ligature}', '{letters}')"
    plain = f"regexp_replace(normalize({said}, NFKD), '{MARKS}', '', 'g')"
    # A text that JSON holds and PostgreSQL cannot (a NUL) leaves its case without words.
    op.execute(
        "CREATE FUNCTION words_of_case(number TEXT, ticket JSON) RETURNS tsvector "
        "LANGUAGE plpgsql AS $$ BEGIN RETURN to_tsvector('simple', regexp_replace("
        f"{plain}, '{NO_LETTERS}', ' ', 'g')); "
        "EXCEPTION WHEN data_exception THEN RETURN ''::tsvector; END $$"
    )
    op.execute(
        "CREATE FUNCTION keep_case_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO case_words (case_id, words) VALUES (NEW.id, words_of_case(NEW.number, "
        "NEW.ticket)) ON CONFLICT (case_id) DO UPDATE SET words = EXCLUDED.words; "
        "RETURN NULL; END $$"
    )
    op.execute(
        "INSERT INTO case_words (case_id, words) "
        "SELECT id, words_of_case(number, ticket) FROM cases ORDER BY received_at, id"
    )
    op.execute("CREATE INDEX ix_case_words_words ON case_words USING gin (words)")
    op.execute(
        "CREATE TRIGGER keep_case_words AFTER INSERT OR UPDATE OF ticket, number ON cases "
        "FOR EACH ROW EXECUTE FUNCTION keep_case_words()"
    )


def _on_sqlite() -> None:
    # `VACUUM` renumbers the rows of `cases`, whose key is no integer.
    op.create_table(
        "case_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_words"),
        sa.UniqueConstraint("case_id", name="uq_case_words_case_id"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE case_index USING fts5(words, content='', detail=none, "
        "prefix='2 3 4 5 6 7 8', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("INSERT INTO case_words (case_id) SELECT id FROM cases ORDER BY received_at, id")
    op.execute(
        f"INSERT INTO case_index (rowid, words) SELECT case_words.id, {_said('cases')} "
        "FROM case_words JOIN cases ON cases.id = case_words.case_id"
    )
    entry = "(SELECT id FROM case_words WHERE case_id = {row}.id)"
    added = f"INSERT INTO case_index (rowid, words) VALUES ({entry}, {_said('NEW')})"
    removed = (
        "INSERT INTO case_index (case_index, rowid, words) "
        f"VALUES ('delete', {entry}, {_said('OLD')})"
    )
    added, removed = added.format(row="NEW"), removed.format(row="OLD")
    moments = {
        "AFTER INSERT": f"INSERT INTO case_words (case_id) VALUES (NEW.id); {added}",
        "AFTER UPDATE OF ticket, number": f"{removed}; {added}",
        "BEFORE DELETE": f"{removed}; DELETE FROM case_words WHERE case_id = OLD.id",
    }
    for moment, done in moments.items():
        verb = moment.split()[1].lower()
        op.execute(f"CREATE TRIGGER case_words_{verb} {moment} ON cases BEGIN {done}; END")


def _said(row: str) -> str:
    parts = (f"json_extract({row}.ticket, '$.{n}')" for n in ("subject", "requester_name"))
    address = f"json_extract({row}.ticket, '$.requester_email')"
    messages = (
        "(SELECT group_concat(json_extract(value, '$.text'), ' ') "
        f"FROM json_each({row}.ticket, '$.messages'))"
    )
    all_parts = (f"coalesce({part}, '')" for part in (*parts, address, messages))
    said = f"substr({row}.number || ' ' || " + " || ' ' || ".join(all_parts) + f", 1, {LONGEST})"
    for ligature, letters in LIGATURES:
        said = f"replace({said}, '{ligature}', '{letters}')"
    return said
