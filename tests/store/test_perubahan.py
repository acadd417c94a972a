"""What a package brings is one row of history a sheet; whoever asks hears of single cells."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.store import opd, origins, pertanyaan, perubahan, questions
from app.store.columns import from_sheet_text, to_sheet_text
from app.store.door import CellWrite, Kunci, Perubahan, write, write_sheets
from app.store.office import DATABASE_NAME, Office
from app.store.riwayat import verify_chain
from app.store.sheets import set_status
from tests.store.contoh_kantor import ENDE, KUPANG, T3, TAHUN, Clock, cell, fill, new_office, values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.nilai import Nilai

PERIODE = Periode.parse(T3)
PACKAGE = "a" * 64
SHEETS = [Kunci("UJI-01", KUPANG, T3), Kunci("UJI-01", KUPANG, TAHUN), Kunci("UJI-02", ENDE, T3)]
CELLS = ["p.capai.n", "p.harus.n", "u.018f6f3e0d4b7c1e9a2b3c4d5e6f7a8b.teks"]
VALUES = (
    st.none()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.sampled_from(Keadaan)
    | st.sampled_from(["nihil", "angka:1", 'kutip " dan é\n', "\\", "[]", "'\t\U0001f33e"])
)
GESTURES = st.lists(
    st.tuples(
        st.sampled_from(["impor", "isi"]),
        st.dictionaries(
            st.sampled_from(SHEETS), st.dictionaries(st.sampled_from(CELLS), VALUES, min_size=1)
        ),
    ),
    max_size=6,
)


def bring(office: Office, kunci: Kunci, cells: Mapping[str, Nilai | None]) -> list[Perubahan]:
    done = write_sheets(office, {kunci: cells}, jenis="impor", label="paket", pelaku="Maria")
    set_status(office, [kunci], "mengisi", label="paket", pelaku="Maria", asal_paket=PACKAGE)
    return list(done.perubahan)


def rows(office: Office) -> list[tuple[object, ...]]:
    return office.conn.execute("SELECT aspek, sel, lama, baru FROM riwayat ORDER BY id").fetchall()


def told(office: Office) -> dict[str, object]:
    """Everything that is read from the history, gestures by their number and words."""
    found: dict[str, object] = {}
    for kunci in SHEETS:
        periode = Periode.parse(kunci.periode)
        for sel in CELLS:
            heard = questions.history(office, kunci.formulir, kunci.wilayah, periode, sel)
            found[f"{kunci} {sel}"] = [one._replace(waktu="") for one in heard]
            since = pertanyaan.changed_since(office, kunci, sel, PACKAGE)
            found[f"{kunci} {sel} since"] = since and since[0]
        ends = office.conn.execute("SELECT sampai FROM tindakan ORDER BY id").fetchall()
        found[f"{kunci} at"] = [origins.values_at(office, kunci, row) for (row,) in ends]
        sources = opd.sources(office, kunci.wilayah, PERIODE)
        found[f"{kunci} source"] = {at: one._replace(waktu="") for at, one in sources.items()}
        changed = questions.changes_since(office, kunci.wilayah, PERIODE, 0)
        found[f"{kunci} changed"] = sorted(changed, key=str)
    found["values"] = sorted(values(office).items(), key=str)
    found["whole"] = verify_chain(office).ok
    return found


@given(GESTURES)
def test_everybody_hears_the_same_as_of_rows_for_single_cells(
    life: list[tuple[str, dict[Kunci, dict[str, Nilai | None]]]],
) -> None:
    heard = []
    for together in (True, False):
        with (
            tempfile.TemporaryDirectory() as place,
            new_office(Path(place) / "kantor", Clock()) as office,
        ):
            changes: list[Perubahan] = []
            for jenis, sheets in life:
                by: dict[str, Any] = {"jenis": jenis, "label": jenis, "pelaku": "Maria"}
                if together and jenis == "impor":
                    done = write_sheets(office, sheets, **by)
                else:
                    cells = [
                        CellWrite(*kunci, sel, nilai)
                        for kunci, wanted in sheets.items()
                        for sel, nilai in sorted(wanted.items())
                    ]
                    done = write(office, cells, **by)
                assert len(done.perubahan) == len(list(done.perubahan))
                changes += done.perubahan
            heard.append((changes, told(office)))
    assert heard[0] == heard[1]


@given(st.dictionaries(st.sampled_from(CELLS), VALUES.filter(lambda nilai: nilai is not None)))
def test_the_text_of_a_sheet_gives_back_what_was_spelt(cells: dict[str, Nilai]) -> None:
    assert from_sheet_text(to_sheet_text(cells)) == cells


def test_a_sheet_is_one_row_that_says_what_was_and_what_is(office: Office) -> None:
    fill(office, cell(1), cell("lama", "p.b.2"), cell(7, "p.b.3"))
    changes = bring(
        office,
        SHEETS[0],
        {"p.capai.n": 2, "p.b.2": None, "p.b.3": 7, "p.b.4": Keadaan.NIHIL, "p.b.5": None},
    )
    assert rows(office)[3:] == [
        ("lembar", "", '{"p.b.2":"lama","p.capai.n":1}', '{"p.b.4":["nihil"],"p.capai.n":2}')
    ]
    assert [(one.sel, one.lama, one.baru) for one in changes] == [
        ("p.b.2", "lama", None),
        ("p.b.4", None, Keadaan.NIHIL),
        ("p.capai.n", 1, 2),
    ]
    assert verify_chain(office) == (True, verify_chain(office).head, None, ())


def test_what_is_there_already_leaves_no_row(office: Office) -> None:
    bring(office, SHEETS[0], {"p.capai.n": 2})
    assert bring(office, SHEETS[0], {"p.capai.n": 2, "p.b.2": None}) == []
    assert len(rows(office)) == 1


@pytest.mark.parametrize("value", [1.5, True, ""])
def test_what_is_no_value_is_refused_by_the_file(office: Office, value: Nilai) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        bring(office, SHEETS[0], {"p.capai.n": value})
    assert (rows(office), values(office)) == ([], {})


@pytest.mark.parametrize("text", ["bukan JSON", '{"p.capai.n":3}'])
def test_a_row_of_a_sheet_that_was_tampered_with_is_found(folder: Path, text: str) -> None:
    with new_office(folder, Clock()) as office:
        bring(office, SHEETS[0], {"p.capai.n": 2})
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as conn:
        conn.execute("DROP TRIGGER riwayat_tetap_update")
        conn.execute("UPDATE riwayat SET baru = ? WHERE id = 1", (text,))
    with Office.open(folder, Clock()) as office:
        report = verify_chain(office)
    assert (report.broken_at, report.strangers) == (1, (("UJI-01", KUPANG, T3, "p.capai.n"),))


def test_rows_of_cells_and_of_sheets_are_read_alike_outside_of_the_database() -> None:
    assert list(perubahan.of_row("nilai", "p.b.1", None, "angka:1")) == [("p.b.1", None, "angka:1")]
    assert list(perubahan.of_row("lembar", "", '{"b":"x","c":4}', '{"a":["nihil"],"c":5}')) == [
        ("a", None, "keadaan:nihil"),
        ("b", "teks:x", None),
        ("c", "angka:4", "angka:5"),
    ]
