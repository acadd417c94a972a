"""The cells of a form by id, each made when it is first asked for.

A register of a thousand rows has forty times as many cells, almost all of them empty: whoever wants
one of them should not have to wait for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from app.domain.formulir import Baris, Sel, Tabel
    from app.domain.kolom import Kolom

T = TypeVar("T")
_PARTS = 3


class Cells(Mapping[str, "Sel"]):
    """Every cell of some tables, in reading order."""

    def __init__(
        self,
        tables: list[Tabel],
        make: Callable[[Tabel, Baris, Kolom], Sel],
        known: Cells | None = None,
    ) -> None:
        """Prepare without making any cell; `known` shares those of the tables it has in common."""
        self._tables = {tabel.kode: tabel for tabel in tables}
        self._make = make
        self._made: dict[str, Sel] = {}
        before = {} if known is None else known._by_table  # noqa: SLF001 - of its own kind
        self._by_table: dict[str, tuple[Tabel, dict[str, Sel]]] = {
            kode: before[kode] if kode in before and before[kode][0] is tabel else (tabel, {})
            for kode, tabel in self._tables.items()
        }
        for _, made in self._by_table.values():
            self._made |= made

    def __getitem__(self, kode: str) -> Sel:
        found = self._made.get(kode) or self._new(kode)
        if found is None:
            raise KeyError(kode)
        return found

    @overload
    def get(self, key: str, /) -> Sel | None: ...
    @overload
    def get(self, key: str, default: Sel | T, /) -> Sel | T: ...
    def get(self, key: str, default: Sel | T | None = None, /) -> Sel | T | None:
        """The cell of an id, else the default."""
        return self._made.get(key) or self._new(key) or default

    def __contains__(self, kode: object) -> bool:
        return kode in self._made or (isinstance(kode, str) and self._place(kode) is not None)

    def __iter__(self) -> Iterator[str]:
        for tabel in self._tables.values():
            columns = [kolom.kode for kolom in tabel.kolom]
            for baris in tabel.lines:
                prefix = f"{tabel.kode}.{baris.kode}."
                yield from (prefix + kolom for kolom in columns)

    def __len__(self) -> int:
        return sum(len(one.lines) * len(one.kolom) for one in self._tables.values())

    def any_like(self, pola: str) -> bool:
        """Whether a pattern with `*` for a part names any cell, without going through all."""
        parts = pola.split(".")
        if len(parts) != _PARTS:
            return False
        tabel, baris, kolom = parts
        wanted = self._tables.values() if tabel == "*" else [self._tables.get(tabel)]
        return any(
            one is not None
            and (baris in one.rows_by_code if baris != "*" else bool(one.lines))
            and (kolom in one.columns_by_code if kolom != "*" else bool(one.kolom))
            for one in wanted
        )

    def _place(self, kode: str) -> tuple[Tabel, Baris, Kolom] | None:
        parts = kode.split(".")
        tabel = self._tables.get(parts[0])
        if tabel is None or len(parts) != _PARTS:
            return None
        baris, kolom = tabel.rows_by_code.get(parts[1]), tabel.columns_by_code.get(parts[2])
        return None if baris is None or kolom is None else (tabel, baris, kolom)

    def _new(self, kode: str) -> Sel | None:
        """A cell asked for the first time here; a form that shares its table may have it."""
        _, shared = self._by_table.get(kode.partition(".")[0], (None, None))
        if shared is None:
            return None
        found = shared.get(kode)
        if found is None:
            place = self._place(kode)
            if place is None:
                return None
            found = shared[kode] = self._make(*place)
        self._made[kode] = found
        return found


def matches(pattern: str, place: str) -> bool:
    """Match `baris.kolom` (or a whole cell id) against a pattern with `*` for a part."""
    wanted, found = pattern.split("."), place.split(".")
    return len(wanted) == len(found) and all(
        want in {"*", have} for want, have in zip(wanted, found, strict=True)
    )
