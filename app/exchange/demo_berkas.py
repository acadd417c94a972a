"""What other programs and other hands do to a package; for pictures and demonstrations only."""

from __future__ import annotations

from io import BytesIO

_FIGURES = range(100, 1_000_000)
_SHEET = 3


def saved_elsewhere(data: bytes) -> bytes:
    """The package as another program saves it: the same figures, and the seal is gone."""
    import openpyxl

    target = BytesIO()
    openpyxl.load_workbook(BytesIO(data)).save(target)
    return target.getvalue()


def with_another_figure(data: bytes) -> bytes:
    """The package after somebody put a 9 before a figure, in the workbook instead of in Lontar."""
    import openpyxl

    book, target = openpyxl.load_workbook(BytesIO(data)), BytesIO()
    cells = (cell for row in book.worksheets[_SHEET].iter_rows() for cell in row)
    wanted = next(one for one in cells if isinstance(one.value, int) and one.value in _FIGURES)
    wanted.value = int(f"9{wanted.value}")
    book.save(target)
    return target.getvalue()
