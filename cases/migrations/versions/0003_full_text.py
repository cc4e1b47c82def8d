"""The full-text search of extracts, kept by the database itself: it cannot drift from the rows.

SQLite has an FTS5 index without content of its own, filled by triggers; as its `VACUUM` renumbers
rows that have no integer key, extracts get one. PostgreSQL has a table of words under a GIN index,
filled by a trigger. Both fold accents and ligatures: both hold the words of `knowledge.vocabulary`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = "text_id, number, headings, article, valid_from, valid_until, state, cites, text, vectors"

ACCENTED = "ÀÁÂÃÄÅàáâãäåÈÉÊËèéêëÌÍÎÏìíîïÒÓÔÕÖòóôõöÙÚÛÜùúûüÇçÑñÝýŸÿ"
PLAIN = "AAAAAAaaaaaaEEEEeeeeIIIIiiiiOOOOOoooooUUUUuuuuCcNnYyYy"
LIGATURES = (("Œ", "OE"), ("œ", "oe"), ("Æ", "AE"), ("æ", "ae"))
# A tsvector holds at most a megabyte; no extract of an official text comes near.
LONGEST = 100_000


def upgrade() -> None:
    """Index the words of every extract, those that are there too."""
    if op.get_bind().dialect.name == "postgresql":
        _on_postgresql()
    else:
        _on_sqlite()


def _on_postgresql() -> None:
    op.drop_constraint("pk_extracts", "extracts", type_="primary")
    op.execute("ALTER TABLE extracts ADD COLUMN id SERIAL CONSTRAINT pk_extracts PRIMARY KEY")
    op.create_unique_constraint("uq_extracts_text_id", "extracts", ["text_id", "number"])
    # A table of its own: beside text and vectors the words would be kept out of line, and ranking
    # would fetch each of them.
    op.execute(
        "CREATE TABLE extract_words (id INTEGER CONSTRAINT pk_extract_words PRIMARY KEY CONSTRAINT "
        "fk_extract_words_id REFERENCES extracts (id) ON DELETE CASCADE, words TSVECTOR NOT NULL)"
    )
    op.execute("CREATE INDEX ix_extract_words_words ON extract_words USING gin (words)")
    op.execute(f"INSERT INTO extract_words SELECT id, {_words('extracts')} FROM extracts")
    op.execute(
        "CREATE FUNCTION keep_extract_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"INSERT INTO extract_words VALUES (NEW.id, {_words('NEW')}) "
        "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER keep_extract_words AFTER INSERT OR UPDATE ON extracts "
        "FOR EACH ROW EXECUTE FUNCTION keep_extract_words()"
    )


def _words(row: str) -> str:
    said = f"left(coalesce({row}.headings->>-1, '') || ' ' || {row}.text, {LONGEST})"
    for ligature, letters in LIGATURES:
        said = f"replace({said}, '{ligature}', '{letters}')"
    folded = f"translate({said}, '{ACCENTED}', '{PLAIN}')"
    return f"to_tsvector('simple', regexp_replace({folded}, '[^a-zA-Z0-9]+', ' ', 'g'))"


def _on_sqlite() -> None:
    op.rename_table("extracts", "extracts_before")
    op.create_table(
        "extracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cites", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("vectors", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["texts.id"], name="fk_extracts_text_id"),
        sa.PrimaryKeyConstraint("id", name="pk_extracts"),
        sa.UniqueConstraint("text_id", "number", name="uq_extracts_text_id"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE extract_words USING fts5("
        "heading, body, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("CREATE VIRTUAL TABLE extract_vocabulary USING fts5vocab(extract_words, row)")
    added = f"INSERT INTO extract_words (rowid, heading, body) VALUES (NEW.id, {_said('NEW')})"
    removed = (
        "INSERT INTO extract_words (extract_words, rowid, heading, body) "
        f"VALUES ('delete', OLD.id, {_said('OLD')})"
    )
    for moment, done in (
        ("INSERT", added),
        ("DELETE", removed),
        ("UPDATE", f"{removed}; {added}"),
    ):
        op.execute(
            f"CREATE TRIGGER extract_words_{moment.lower()} AFTER {moment} ON extracts "
            f"BEGIN {done}; END"
        )
    op.execute(f"INSERT INTO extracts ({COLUMNS}) SELECT {COLUMNS} FROM extracts_before")
    op.drop_table("extracts_before")


def _said(row: str) -> str:
    body = f"{row}.text"
    for ligature, letters in LIGATURES:
        body = f"replace({body}, '{ligature}', '{letters}')"
    return f"coalesce(json_extract({row}.headings, '$[#-1]'), ''), {body}"
