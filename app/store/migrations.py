"""Bring an office file up to date: one step per version, never edited once published.

Each step imports what it needs: an ordinary start has no use for any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from sqlite_utils import Database

APPLICATION_ID = 0x4C4F4E54  # "LONT"


def _to_v1(db: Database) -> None:
    from app.store import schema_v1

    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in schema_v1.STATEMENTS:
        db.execute(statement)


def _to_v2(db: Database) -> None:
    from app.store import schema_v2

    for statement in schema_v2.STATEMENTS:
        db.execute(statement)


def _to_v3(db: Database) -> None:
    from app.store import schema_v3

    for statement in schema_v3.STATEMENTS:
        db.execute(statement)


def _to_v4(db: Database) -> None:
    from app.store import schema_v4

    for statement in schema_v4.STATEMENTS:
        db.execute(statement)


def _to_v5(db: Database) -> None:
    from app.store import schema_v5

    for statement in schema_v5.STATEMENTS:
        db.execute(statement)


def _to_v6(db: Database) -> None:
    from app.store import schema_v6

    for statement in schema_v6.STATEMENTS:
        db.execute(statement)


def _to_v7(db: Database) -> None:
    from app.store import schema_v7

    for statement in schema_v7.STATEMENTS:
        db.execute(statement)


def _to_v8(db: Database) -> None:
    from app.store import schema_v8

    for statement in schema_v8.STATEMENTS:
        db.execute(statement)


def _to_v9(db: Database) -> None:
    from app.store import schema_v9

    for statement in schema_v9.STATEMENTS:
        db.execute(statement)


def _to_v10(db: Database) -> None:
    from app.store import schema_v10

    for statement in schema_v10.STATEMENTS:
        db.execute(statement)


def _to_v11(db: Database) -> None:
    from app.store import schema_v11

    for statement in schema_v11.STATEMENTS:
        db.execute(statement)


def _to_v12(db: Database) -> None:
    from app.store import schema_v12

    for statement in schema_v12.STATEMENTS:
        db.execute(statement)


STEPS: tuple[Callable[[Database], None], ...] = (
    _to_v1, _to_v2, _to_v3, _to_v4, _to_v5, _to_v6, _to_v7, _to_v8, _to_v9, _to_v10,
    _to_v11, _to_v12,
)  # fmt: skip


def known_version() -> int:
    """The newest file version this program can open."""
    return len(STEPS)


def file_version(conn: sqlite3.Connection) -> int:
    """The version written in the file."""
    version: int = conn.execute("PRAGMA user_version").fetchone()[0]
    return version


def upgrade(conn: sqlite3.Connection) -> None:
    """Apply the missing steps, each in its own transaction together with its version number."""
    # Brings pandas along where that is installed, so it must not be loaded by an ordinary start.
    from sqlite_utils import Database, Migrations

    migrations = Migrations("lontar")
    for version, step in enumerate(STEPS, start=1):
        migrations(name=f"v{version}")(_numbered(step, version))
    migrations.apply(Database(conn, recursive_triggers=False, execute_plugins=False))


def _numbered(step: Callable[[Database], None], version: int) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        step(db)
        db.execute(f"PRAGMA user_version = {version}")

    return run
