"""Ctrl+Z and Ctrl+Y of a long change: in the turns of the window, said, and given up as a whole."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from app.errors import LontarError
from app.store import bulk, riwayat, undo
from app.store.door import CellWrite
from app.ui import reversing
from tests.ui.isian import CTRL, HARUS, TERLAYANI, Isian, Key
from tests.ui.test_entry_import import Halting


class Known(Halting):
    """Every one that was begun is known here."""

    begun: ClassVar[list[Halting]] = []
    most = 2

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self.begun.append(self)


@pytest.fixture
def isian(qtbot, session, monkeypatch) -> Isian:
    """One gesture that changed two cells, and every gesture counts as a long one."""
    made = Isian(qtbot, session).open("KES-01", HARUS)
    form = session.forms["KES-01"]
    both = [
        CellWrite(form.kode, session.wilayah, str(form.home_period(sel, session.periode)), sel, new)
        for sel, new in ((HARUS, 80), (TERLAYANI, 75))
    ]
    session.write(both, jenis="isi", label="dua sel")
    assert figures(made) == [80, 75]
    monkeypatch.setattr(reversing, "AT_ONCE", 0)
    monkeypatch.setattr(reversing, "InTurns", Known)
    monkeypatch.setattr(undo, "PIECE", 1)
    monkeypatch.setattr(bulk, "PIECE", 1)
    return made


def figures(isian: Isian) -> list[object]:
    return [isian.sheet.nilai(sel) for sel in (HARUS, TERLAYANI)]


def halted(qtbot, isian: Isian, key: Key) -> Halting:
    Known.begun.clear()
    isian.press(key, CTRL)
    (begun,) = Known.begun
    qtbot.waitUntil(lambda: begun.pieces == Known.most)
    return begun


def test_a_long_change_is_taken_back_and_done_again_in_turns(qtbot, isian):
    under_way = halted(qtbot, isian, Key.Key_Z)
    assert isian.notice.startswith("Mengurungkan perubahan yang panjang: ")
    # The same key once more begins nothing, and nothing else gets in between.
    isian.press(Key.Key_Z, CTRL)
    assert Known.begun == [under_way]
    with pytest.raises(LontarError) as refused:
        isian.session.write([], jenis="isi", label="contoh")
    assert str(refused.value) == (
        "Perubahan yang panjang sedang disimpan di kantor ini. Tunggu sampai selesai, biasanya "
        "beberapa detik, lalu ulangi."
    )
    under_way.go_on()
    qtbot.waitUntil(lambda: figures(isian) == [None, None])
    assert isian.notice.startswith("Diurungkan: ")
    halted(qtbot, isian, Key.Key_Y).go_on()
    qtbot.waitUntil(lambda: figures(isian) == [80, 75])
    assert isian.notice.startswith("Diulang: ")
    assert riwayat.verify_chain(isian.session.office).ok


def test_a_long_undo_that_is_stopped_has_changed_nothing(qtbot, isian):
    office = isian.session.office
    before = riwayat.head(office.conn, office.identitas.office_id).tindakan
    halted(qtbot, isian, Key.Key_Z).stop()
    assert isian.notice == "Dihentikan. Isian tetap seperti sebelumnya."
    assert figures(isian) == [80, 75]
    assert riwayat.head(office.conn, office.identitas.office_id).tindakan == before
    assert not office.conn.in_transaction
    # It can be taken back afterwards all the same.
    halted(qtbot, isian, Key.Key_Z).go_on()
    qtbot.waitUntil(lambda: figures(isian) == [None, None])


def test_a_long_undo_over_what_was_changed_since_is_refused_in_words(qtbot, isian):
    under_way = halted(qtbot, isian, Key.Key_Z)
    under_way.stop()
    office = isian.session.office
    office.conn.execute("UPDATE nilai SET angka = 81 WHERE sel = ?", (HARUS,))
    halted(qtbot, isian, Key.Key_Z).go_on()
    qtbot.waitUntil(lambda: "berubah" in isian.notice)
    assert not office.conn.in_transaction


def test_nothing_to_take_back_is_said_at_once(qtbot, session, monkeypatch):
    monkeypatch.setattr(reversing, "AT_ONCE", 0)
    made = Isian(qtbot, session).open("KES-01", HARUS)
    made.press(Key.Key_Z, CTRL)
    assert made.notice == "Tidak ada isian yang dapat diurungkan untuk wilayah ini."
