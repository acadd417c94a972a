"""Notes beside a figure: one of each kind, each change in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.catatan import MAX_CATATAN, JenisCatatan
from app.domain.periode import Periode
from app.errors import LontarError
from app.store import migrations
from app.store.door import Kunci
from app.store.office import Office
from app.store.questions import beside, notes
from app.store.riwayat import verify_chain
from app.store.sheets import write_note
from tests.store.contoh_kantor import KUPANG, T3, Clock, new_office

if TYPE_CHECKING:
    from pathlib import Path

SHEET, Q3, SEL = Kunci("UJI-01", KUPANG, T3), Periode(2026, 3), "p.capai.n"


def note(office: Office, jenis: JenisCatatan, teks: str) -> int:
    label = f"catat {jenis.value}"
    return write_note(office, SHEET, SEL, teks, label=label, pelaku="Maria", catatan=jenis).id


def test_a_cell_has_one_note_of_each_kind(office: Office) -> None:
    note(office, JenisCatatan.SUMBER, "SIHA")
    note(office, JenisCatatan.PERTANYAAN, "sudah K6?")
    note(office, JenisCatatan.SUMBER, "e-Kohort")
    assert notes(office, "UJI-01", KUPANG, Q3) == {
        SEL: {JenisCatatan.SUMBER: "e-Kohort", JenisCatatan.PERTANYAAN: "sudah K6?"}
    }
    note(office, JenisCatatan.PERTANYAAN, "")
    assert notes(office, "UJI-01", KUPANG, Q3)[SEL] == {JenisCatatan.SUMBER: "e-Kohort"}


def test_the_history_tells_the_kind_with_the_text(office: Office) -> None:
    note(office, JenisCatatan.SUMBER, "SIHA")
    note(office, JenisCatatan.SUMBER, "e-Kohort")
    rows = office.conn.execute("SELECT lama, baru FROM riwayat ORDER BY id").fetchall()
    assert rows == [(None, "sumber:SIHA"), ("sumber:SIHA", "sumber:e-Kohort")]
    assert [one.label for one in beside(office, "UJI-01", KUPANG, Q3, SEL)] == ["catat sumber"] * 2
    assert verify_chain(office).ok


def test_a_note_that_is_too_long_is_refused_with_its_length(office: Office) -> None:
    note(office, JenisCatatan.JAWABAN, "x" * MAX_CATATAN)
    with pytest.raises(LontarError) as refused:
        note(office, JenisCatatan.JAWABAN, "y" * (MAX_CATATAN + 1))
    assert refused.value.pesan == "Catatan ini 2001 huruf; paling panjang 2000 huruf."
    assert refused.value.saran == (
        "Ringkas catatannya, atau lampirkan naskahnya sebagai bukti pada sel ini."
    )
    assert notes(office, "UJI-01", KUPANG, Q3)[SEL][JenisCatatan.JAWABAN][0] == "x"


def test_notes_of_an_older_file_become_explanations(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:2])
        with new_office(folder, Clock()) as office:
            office.conn.execute(
                "INSERT INTO lembar (formulir, versi, wilayah, periode, status)"
                " VALUES ('UJI-01', 1, ?, ?, 'mengisi')",
                (KUPANG, T3),
            )
            office.conn.execute("INSERT INTO catatan VALUES (1, ?, 'proyeksi BPS')", (SEL,))
    with Office.open(folder, Clock()) as office:
        assert migrations.file_version(office.conn) == migrations.known_version()
        assert notes(office, "UJI-01", KUPANG, Q3) == {
            SEL: {JenisCatatan.PENJELASAN: "proyeksi BPS"}
        }
        assert note(office, JenisCatatan.SUMBER, "BPS")
