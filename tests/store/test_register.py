"""Rows of registers through the one door: whatever is done to them can be taken back exactly."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain import register
from app.domain.formulir import Formulir, decode
from app.domain.periode import Periode
from app.store import questions, undo
from app.store.door import CellWrite, write
from app.store.office import Office
from app.store.pustaka import add_forms
from app.store.riwayat import verify_chain
from tests.store.contoh_kantor import KUPANG, Clock, new_office

Q3 = Periode(2026, 3)
TABLES: list[dict[str, Any]] = [
    {
        "kode": "rencana",
        "jenis": "register",
        "nama": "nama",
        "kolom": [
            {"kode": "nama", "label": "Nama", "jenis": "teks", "tahunan": True},
            {"kode": "pagu", "label": "Pagu", "jenis": "rupiah", "tahunan": True, "total": True},
        ],
    },
    {
        "kode": "jalan",
        "jenis": "register",
        "ikut": "rencana",
        "kolom": [{"kode": "realisasi", "label": "Realisasi", "jenis": "rupiah"}],
    },
]


def form() -> Formulir:
    return decode(
        {
            "kode": "UJI-09",
            "versi": 1,
            "judul": "Register uji",
            "urusan": "UJI",
            "tingkat": "kabupaten",
            "urut": 9,
            "periode": "triwulan",
            "berlaku": "2025-T1",
            "tabel": TABLES,
        }
    )


class RegisterMachine(RuleBasedStateMachine):
    """Adds, puts between, copies, deletes, types, takes back and does again, and reopens."""

    @initialize()
    def begin(self) -> None:
        self.place = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.office = new_office(Path(self.place.name) / "k", self.clock)
        add_forms(self.office, [form()])
        self.made = 0
        self.rows: list[str] = []
        self.past: list[list[str]] = []
        self.future: list[list[str]] = []

    def teardown(self) -> None:
        if hasattr(self, "place"):
            assert verify_chain(self.office).ok
            self.office.close()
            self.place.cleanup()

    # --- What is done

    @rule(at=st.integers(0, 9), count=st.integers(1, 3), ms=st.integers(0, 40))
    def put(self, at: int, count: int, ms: int) -> None:
        at %= len(self.rows) + 1
        new = [self._new(ms) for _ in range(count)]
        before = self.rows[at] if at < len(self.rows) else None
        cells: register.Cells = {f"rencana.{row}.nama": f"Baris {row[-4:]}" for row in new}
        cells |= register.place_before(form().tables["rencana"], new, before, self._values())
        self._do(cells, [*self.rows[:at], *new, *self.rows[at:]])

    @rule(at=st.integers(0, 9), ms=st.integers(0, 40))
    def copy(self, at: int, ms: int) -> None:
        if self.rows:
            at %= len(self.rows)
            new, values = [self._new(ms)], self._values()
            tabel = form().tables["rencana"]
            after = self.rows[at + 1] if at + 1 < len(self.rows) else None
            cells = register.copy_of(tabel, [self.rows[at]], new, values)
            cells |= register.place_before(tabel, new, after, values)
            self._do(cells, [*self.rows[: at + 1], *new, *self.rows[at + 1 :]])

    @rule(at=st.integers(0, 9))
    def delete(self, at: int) -> None:
        if self.rows:
            gone = self.rows[at % len(self.rows)]
            cells = register.delete(form(), "rencana", [gone], self._values())
            self._do(cells, [row for row in self.rows if row != gone])

    @rule(at=st.integers(0, 9), pagu=st.integers(0, 9))
    def spend(self, at: int, pagu: int) -> None:
        if self.rows:
            row = self.rows[at % len(self.rows)]
            cells: register.Cells = {f"rencana.{row}.pagu": pagu, f"jalan.{row}.realisasi": pagu}
            self._do(cells, self.rows)

    @rule()
    def take_back(self) -> None:
        done = undo.undo(self.office, pelaku="Maria", wilayah=KUPANG)
        assert (done is not None) is bool(self.past)
        if done is not None:
            self.future.append(self.rows)
            self.rows = self.past.pop()

    @rule()
    def do_again(self) -> None:
        done = undo.redo(self.office, pelaku="Maria", wilayah=KUPANG)
        assert (done is not None) is bool(self.future)
        if done is not None:
            self.past.append(self.rows)
            self.rows = self.future.pop()

    @rule()
    def reopen(self) -> None:
        folder = self.office.folder
        self.office.close()
        self.office = Office.open(folder, self.clock)

    # --- What always holds

    @invariant()
    def every_row_stands_where_it_was_put(self) -> None:
        if hasattr(self, "office"):
            grown = register.grown(form(), self._values())
            assert [baris.kode for baris in grown.tables["rencana"].baris] == self.rows
            assert [baris.kode for baris in grown.tables["jalan"].baris] == self.rows

    # --- Inside

    def _new(self, ms: int) -> str:
        self.made += 1
        return register.row_id(ms, self.made.to_bytes(register.RANDOM_BYTES, "big"))

    def _values(self) -> questions.Values:
        return questions.sheet_values(self.office, "UJI-09", KUPANG, Q3).now

    def _do(self, cells: register.Cells, rows: list[str]) -> None:
        writes = [
            CellWrite("UJI-09", KUPANG, str(form().home_period(sel, Q3)), sel, nilai)
            for sel, nilai in cells.items()
        ]
        done = write(self.office, writes, jenis="isi", label="uji", pelaku="Maria")
        if done.id:
            self.past.append(self.rows)
            self.future.clear()
        self.rows = rows


TestRegisterMachine = RegisterMachine.TestCase
TestRegisterMachine.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
