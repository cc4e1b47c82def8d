"""Run migrations on the connection that `cases.store.database.migrate` hands over."""

from alembic import context

from cases.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
with context.begin_transaction():
    context.run_migrations()
