"""The words of an extract are indexed again when its words change, not when its vector does."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the same triggers again, for the columns that the index holds."""
    if op.get_bind().dialect.name == "postgresql":
        _on_postgresql()
    else:
        _on_sqlite()


def _on_postgresql() -> None:
    op.execute("DROP TRIGGER keep_extract_words ON extracts")
    op.execute(
        "CREATE TRIGGER keep_extract_words AFTER INSERT OR UPDATE OF headings, text ON extracts "
        "FOR EACH ROW EXECUTE FUNCTION keep_extract_words()"
    )


def _on_sqlite() -> None:
    query = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'extract_words_update'"
    made = str(op.get_bind().exec_driver_sql(query).scalar_one())
    op.execute("DROP TRIGGER extract_words_update")
    op.execute(made.replace("AFTER UPDATE ON", "AFTER UPDATE OF headings, text ON", 1))
