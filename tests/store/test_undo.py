"""Undo and redo: like any editor, but audited, and they survive a restart."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.catatan import JenisCatatan
from app.domain.nilai import Keadaan
from app.domain.periode import Periode
from app.errors import LontarError
from app.store import questions
from app.store.columns import to_columns
from app.store.door import STATUS_TERKUNCI, CellWrite, Kunci
from app.store.office import Office
from app.store.riwayat import verify_chain
from app.store.sheets import set_status, write_note
from app.store.undo import redo, redo_label, steps, undo, undo_label, undo_to
from tests.store.contoh_kantor import (
    ENDE,
    KUPANG,
    T2,
    T3,
    TAHUN,
    Clock,
    cell,
    fill,
    new_office,
    values,
)

if TYPE_CHECKING:
    from app.domain.nilai import Nilai
    from app.store.door import Tindakan

SHEET = Kunci("UJI-01", KUPANG, T3)


def back(office: Office, wilayah: str | None = None) -> Tindakan | None:
    return undo(office, pelaku="Yosef", wilayah=wilayah)


def forth(office: Office, wilayah: str | None = None) -> Tindakan | None:
    return redo(office, pelaku="Yosef", wilayah=wilayah)


def now(office: Office) -> list[object]:
    return list(values(office).values())


def test_undo_after_undo_goes_further_back_and_redo_comes_forward_again(office: Office) -> None:
    for angka in (1, 2, 3):
        fill(office, cell(angka), label=f"isi {angka}")
    assert undo_label(office) == "isi 3"
    assert redo_label(office) is None
    done = back(office)
    assert done is not None
    assert (done.jenis, done.label, done.perubahan[0].baru) == ("urung", "isi 3", 2)
    back(office)
    assert now(office) == [1]
    assert (undo_label(office), redo_label(office)) == ("isi 1", "isi 2")
    back(office)
    assert now(office) == []
    assert back(office) is None
    forth(office)
    forth(office)
    assert now(office) == [2]
    assert (undo_label(office), redo_label(office)) == ("isi 2", "isi 3")
    back(office)
    assert now(office) == [1]


def test_a_new_write_clears_what_could_be_redone(office: Office) -> None:
    fill(office, cell(1))
    back(office)
    fill(office, cell(2))
    assert redo_label(office) is None
    assert forth(office) is None
    assert now(office) == [2]


def test_one_step_takes_back_the_whole_gesture(office: Office) -> None:
    fill(office, cell(1, "p.b.1"))
    fill(office, cell(None, "p.b.1"), cell(Keadaan.NIHIL, "p.b.2"), cell("a", periode=TAHUN))
    back(office)
    assert values(office) == {(*SHEET, "p.b.1"): 1}
    forth(office)
    assert sorted(map(str, now(office))) == ["a", "nihil"]


def test_undo_survives_a_restart(folder: Path, clock: Clock) -> None:
    with new_office(folder, clock) as office:
        for angka in (1, 2, 3):
            fill(office, cell(angka), label=f"isi {angka}")
        back(office)
    with Office.open(folder, clock) as office:
        assert (undo_label(office), redo_label(office)) == ("isi 2", "isi 3")
        back(office)
        assert now(office) == [1]
    with Office.open(folder, clock) as office:
        forth(office)
        forth(office)
        assert now(office) == [3]


def test_the_history_tells_who_undid_what(office: Office) -> None:
    fill(office, cell(1))
    back(office)
    forth(office)
    rows = office.conn.execute("SELECT jenis, pelaku, membalik FROM tindakan ORDER BY id")
    assert rows.fetchall() == [("isi", "Maria", None), ("urung", "Yosef", 1), ("ulang", "Yosef", 1)]


def test_imports_and_states_are_not_undone(office: Office) -> None:
    fill(office, cell(1, "p.b.1"), label="isi")
    fill(office, cell(2, "p.b.2"), jenis="impor")
    set_status(office, [SHEET], "selesai", label="selesai", pelaku="Maria")
    assert undo_label(office) == "isi"
    back(office)
    assert now(office) == [2]
    assert undo_label(office) is None


def kept_note(office: Office) -> str | None:
    found = questions.notes(office, "UJI-01", KUPANG, Periode(2026, 3)).get("p.b.1", {})
    return found.get(JenisCatatan.PENJELASAN)


def test_a_note_is_taken_back_and_put_there_again_like_a_number(office: Office) -> None:
    fill(office, cell(1, "p.b.1"), label="isi")
    for words in ("menurut SIHA", "menurut e-Kohort"):
        write_note(office, SHEET, "p.b.1", words, label="catatan", pelaku="Maria")
    done = back(office)
    assert done is not None
    assert (done.jenis, done.perubahan, done.samping) == ("urung", (), [(SHEET, "p.b.1")])
    assert kept_note(office) == "menurut SIHA"
    assert (undo_label(office), redo_label(office)) == ("catatan", "catatan")
    back(office)
    assert kept_note(office) is None
    assert now(office) == [1]
    assert [one.urung for one in steps(office)] == [True, True, False]
    forth(office)
    forth(office)
    assert kept_note(office) == "menurut e-Kohort"
    assert redo_label(office) is None
    assert verify_chain(office).ok
    undo_to(office, 1, pelaku="Yosef")
    assert (kept_note(office), now(office)) == (None, [])


def test_a_note_from_before_there_were_kinds_is_taken_back_too(office: Office) -> None:
    write_note(office, SHEET, "p.b.1", "menurut: SIHA", label="catatan", pelaku="Maria")
    office.conn.execute("DROP TRIGGER riwayat_tetap_update")
    office.conn.execute("UPDATE riwayat SET baru = 'menurut: SIHA'")
    back(office)
    assert kept_note(office) is None


def test_a_note_that_says_something_else_by_now_is_not_taken_back(office: Office) -> None:
    write_note(office, SHEET, "p.b.1", "menurut SIHA", label="catatan", pelaku="Maria")
    office.conn.execute("UPDATE catatan SET teks = 'lain'")
    with pytest.raises(LontarError) as refused:
        back(office)
    assert refused.value.kode == "urung_sudah_berubah"
    assert kept_note(office) == "lain"


def test_undo_of_one_region_leaves_the_others_alone(office: Office) -> None:
    fill(office, cell(1, wilayah=KUPANG), label="Kupang")
    fill(office, cell(2, wilayah=ENDE), label="Ende")
    assert undo_label(office, KUPANG) == "Kupang"
    back(office, KUPANG)
    assert now(office) == [2]
    assert (undo_label(office), redo_label(office)) == ("Ende", "Kupang")
    fill(office, cell(3, wilayah=ENDE), label="Ende lagi")
    assert redo_label(office, KUPANG) == "Kupang"
    forth(office, KUPANG)
    assert sorted(map(str, now(office))) == ["1", "3"]


def test_undo_refuses_to_overwrite_what_something_else_wrote_since(office: Office) -> None:
    fill(office, cell(1), cell(1, "p.b.2"), label="isi satu")
    fill(office, cell(9), jenis="impor")
    with pytest.raises(LontarError) as caught:
        back(office)
    assert caught.value.pesan == (
        '"isi satu" tidak dapat diurungkan karena sel p.capai.n '
        "(formulir UJI-01, wilayah 53.01, periode 2026-T3) sudah berubah sesudahnya."
    )
    assert caught.value.saran == "Lihat riwayat sel itu dan ubah nilainya langsung bila perlu."
    assert sorted(map(str, now(office))) == ["1", "9"]


def test_redo_refuses_to_overwrite_what_something_else_wrote_since(office: Office) -> None:
    fill(office, cell(1), label="isi satu")
    back(office)
    fill(office, cell(9), jenis="impor")
    with pytest.raises(LontarError) as caught:
        forth(office)
    assert caught.value.pesan.startswith('"isi satu" tidak dapat diulangi karena sel p.capai.n')
    assert now(office) == [9]


def test_undo_on_a_final_sheet_is_refused(office: Office) -> None:
    fill(office, cell(1))
    set_status(office, [SHEET], STATUS_TERKUNCI, label="final", pelaku="Maria")
    with pytest.raises(LontarError) as caught:
        back(office)
    assert caught.value.kode == "lembar_terkunci"


def test_the_stack_ends_after_two_hundred_gestures(office: Office) -> None:
    for angka in range(205):
        fill(office, cell(angka))
    done = 0
    while done < 300 and undo_label(office):
        back(office)
        done += 1
    # Each undo is a row itself, so going back also uses up the window.
    assert 100 <= done <= 200


cells = st.lists(
    st.tuples(
        st.sampled_from(["UJI-01", "UJI-02"]),
        st.sampled_from([KUPANG, ENDE]),
        st.sampled_from([T2, T3, TAHUN]),
        st.sampled_from(["p.a.n", "p.b.n"]),
        st.sampled_from([None, 0, 1, 2, "0", "teks", *Keadaan]),
    ),
    min_size=1,
    max_size=5,
)
Place = tuple[str, str, str, str]
Step = dict[Place, tuple["Nilai | None", "Nilai | None"]]


class OfficeMachine(RuleBasedStateMachine):
    """Typing, importing, undoing, locking and restarting, against a plain dictionary."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="lontar-uji-"))
        self.clock = Clock()
        self.model: dict[Place, Nilai] = {}
        self.undoable: list[Step] = []
        self.redoable: list[Step] = []
        self.locked: set[tuple[str, str, str]] = set()

    @initialize()
    def start(self) -> None:
        self.office = new_office(self.folder / "kantor", self.clock)

    def change(self, wishes: list[CellWrite]) -> Step:
        wanted: dict[Place, Nilai | None] = {wish[:4]: wish.nilai for wish in wishes}
        return {
            place: (self.model.get(place), nilai)
            for place, nilai in wanted.items()
            if self.model.get(place) != nilai
        }

    def take(self, step: Step) -> None:
        for place, (_, nilai) in step.items():
            self.model.pop(place, None)
            if nilai is not None:
                self.model[place] = nilai

    def is_locked(self, step: Step) -> bool:
        return any(place[:3] in self.locked for place in step)

    @rule(rows=cells, jenis=st.sampled_from(["isi", "isi", "tempel", "impor"]))
    def write(self, rows: list[tuple[str, str, str, str, Nilai | None]], jenis: str) -> None:
        wishes = [CellWrite(*row) for row in rows]
        step = self.change(wishes)
        if self.is_locked(step):
            with pytest.raises(LontarError, match="sudah final"):
                fill(self.office, *wishes, jenis=jenis)
            return
        done = fill(self.office, *wishes, jenis=jenis)
        told = {tuple(change[:4]): (change.lama, change.baru) for change in done.perubahan}
        assert told == step
        self.take(step)
        if step and jenis != "impor":
            self.undoable.append(step)
            self.redoable.clear()

    @rule()
    def undo(self) -> None:
        if not self.undoable:
            assert back(self.office) is None
            return
        turned = {place: (baru, lama) for place, (lama, baru) in self.undoable[-1].items()}
        if self.reversed(turned, back):
            self.redoable.append(self.undoable.pop())

    @rule()
    def redo(self) -> None:
        if not self.redoable:
            assert forth(self.office) is None
            return
        if self.reversed(self.redoable[-1], forth):
            self.undoable.append(self.redoable.pop())

    @rule(depth=st.integers(2, 4))
    def undo_several(self, depth: int) -> None:
        """Several at once are the same as one after the other, or nothing at all."""
        standing = [one.tindakan for one in steps(self.office) if not one.urung]
        assert len(standing) == len(self.undoable)
        if len(standing) < depth:
            return
        before, taken = dict(self.model), self.undoable[: -depth - 1 : -1]
        possible = True
        for step in taken:
            held = all(self.model.get(place) == baru for place, (_, baru) in step.items())
            possible = possible and held and not self.is_locked(step)
            self.take({place: (baru, lama) for place, (lama, baru) in step.items()})
        if not possible:
            self.model = before
            with pytest.raises(LontarError):
                undo_to(self.office, standing[depth - 1], pelaku="Yosef")
            return
        assert len(undo_to(self.office, standing[depth - 1], pelaku="Yosef")) == depth
        self.redoable += taken
        del self.undoable[-depth:]

    def reversed(self, step: Step, act: object) -> bool:
        changed = any(self.model.get(place) != lama for place, (lama, _) in step.items())
        if changed or self.is_locked(step):
            with pytest.raises(LontarError):
                act(self.office)  # type: ignore[operator]
            return False
        assert act(self.office).id  # type: ignore[operator]
        self.take(step)
        return True

    @rule(region=st.sampled_from([KUPANG, ENDE]), final=st.booleans())
    def move(self, region: str, final: bool) -> None:
        sheet = Kunci("UJI-01", region, T3)
        status = STATUS_TERKUNCI if final else "mengisi"
        set_status(self.office, [sheet], status, label=status, pelaku="Maria")
        (self.locked.add if final else self.locked.discard)(sheet)

    @rule()
    def restart(self) -> None:
        self.office.close()
        self.office = Office.open(self.folder / "kantor", self.clock)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        if hasattr(self, "office"):
            expected = {
                place: next(part for part in to_columns(nilai) if part is not None)
                for place, nilai in self.model.items()
            }
            found = values(self.office)
            assert found == expected
            assert {p: type(v) for p, v in found.items()} == {
                p: type(v) for p, v in expected.items()
            }

    def teardown(self) -> None:
        if hasattr(self, "office"):
            assert verify_chain(self.office).ok
            self.office.close()
        shutil.rmtree(self.folder)


TestOfficeMachine = OfficeMachine.TestCase
TestOfficeMachine.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
