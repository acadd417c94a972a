"""The keys of the entry screen alone; those of the whole window are in `app.ui.shortcuts`."""

from __future__ import annotations

from typing import Final

CUT: Final = "Ctrl+X"
COPY_WITH_HEADERS: Final = "Ctrl+Shift+C"
PREVIOUS_FINDING: Final = "Shift+F8"
FOLD: Final = "F7"
DETAILS: Final = "Shift+F7"
NEXT_PANE: Final = "F6"
PREVIOUS_PANE: Final = "Shift+F6"
FILTER: Final = "Ctrl+Shift+L"
FORMULA: Final = "F9"
HISTORY: Final = "Shift+F9"
FIND_SERVICE: Final = "Ctrl+F"
NOTES: Final = "Shift+F2"
LETTER: Final = "Alt+5"
ATTACH: Final = "Ctrl+B"
OPEN_EVIDENCE: Final = "Ctrl+Shift+B"
EVIDENCE: Final = "Ctrl+F9"
QUESTIONS: Final = "Ctrl+Shift+Q"
COPY_LAST_YEAR: Final = "Ctrl+Shift+T"
RETYPE: Final = "Ctrl+Shift+E"
DESK_SHEET: Final = "Ctrl+Shift+K"
IMPORT_TABLE: Final = "Ctrl+Shift+I"
TAKE_ROWS: Final = "Ctrl+Shift+R"
PRINT_TABLE: Final = "Ctrl+P"
INSERT_ROW: Final = "Ctrl++"
DELETE_ROW: Final = "Ctrl+-"
COPY_ROW: Final = "Ctrl+Shift+D"
SORT_UP: Final = "Alt+Shift+Up"
SORT_DOWN: Final = "Alt+Shift+Down"
SIFT_ROWS: Final = "Alt+Shift+L"
ALL_ROWS: Final = "Ctrl+Shift+A"
STATES: Final = ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+6")
"""In the order of `app.domain.nilai.Keadaan`."""

GRID: Final = (
    ("F2", "isian.tombol.buka"),
    ("Enter, Shift+Enter", "isian.tombol.enter"),
    ("Ctrl+Enter", "isian.tombol.tetap"),
    ("Tab, Shift+Tab", "isian.tombol.tab"),
    ("Alt+Enter", "isian.tombol.baris"),
    ("Esc", "isian.tombol.batal"),
    ("Ctrl+←↑→↓", "isian.tombol.lompat"),
    ("Shift+←↑→↓", "isian.tombol.pilih"),
    ("Ctrl+Home, Ctrl+End", "isian.tombol.ujung"),
    ("Shift+F10", "isian.tombol.menu"),
)
"""Keys the sheet answers to itself, with what they do; for the list of keys."""
