"""The cells of a workbook, read with the fast reader: plain rows by sheet name."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from app.errors import LontarError
from app.exchange.xml_ketat import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Baris = list[object]

MAX_AREA = 400_000
"""Cells, empty ones included, in all sheets of a workbook together; a package has some 15,000."""


class Buku(NamedTuple):
    """The content of a workbook: rows by sheet name, and which sheets a person sees."""

    sheets: dict[str, list[Baris]]
    visible: tuple[str, ...]


class Pembuka:
    """An open workbook whose sheets are read one by one."""

    def __init__(self, data: bytes) -> None:
        """Open the bytes of a workbook.

        Raises:
            LontarError: it is not one.

        """
        from python_calamine import CalamineWorkbook, SheetVisibleEnum

        with _readable():
            self._book: Any = CalamineWorkbook.from_filelike(BytesIO(data))
            seen = self._book.sheets_metadata
        self.names = tuple(self._book.sheet_names)
        self.visible = tuple(s.name for s in seen if s.visible is SheetVisibleEnum.Visible)
        self._left = MAX_AREA

    def rows(self, name: str) -> list[Baris]:
        """The cells of a sheet where they stand; an empty cell is an empty text.

        Raises:
            LontarError: it cannot be read, or reaches farther than any package.

        """
        with _readable():
            sheet = self._book.get_sheet_by_name(name)
            self._left -= (sheet.total_height + 1) * (sheet.total_width + 1)
            if self._left < 0:
                raise LontarError("paket_terlalu_luas", lembar=shown(name), batas=MAX_AREA)
            rows: list[Baris] = sheet.to_python(skip_empty_area=False)
        return rows

    def all_rows(self, names: Iterable[str]) -> dict[str, list[Baris]]:
        """The same for several sheets."""
        return {name: self.rows(name) for name in names}


def read_workbook(data: bytes) -> Buku:
    """All sheets of a workbook, cells where they stand."""
    book = Pembuka(data)
    return Buku(book.all_rows(book.names), book.visible)


@contextmanager
def _readable() -> Iterator[None]:
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, ValueError, OSError, KeyError) as error:
        raise LontarError("paket_tak_terbaca") from error
    except BaseException as error:
        # What the reader's own language calls a panic arrives outside of Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise LontarError("paket_tak_terbaca") from error
