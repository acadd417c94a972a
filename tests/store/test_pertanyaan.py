"""Questions in the office: only ever added, answers in the history, and the step of version 5."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.periode import Periode
from app.domain.pertanyaan import JenisKejadian, JenisTanya, Kejadian, Pertanyaan
from app.store import backup, migrations, pertanyaan, questions, replies, undo
from app.store.door import Kunci
from app.store.office import Office
from app.store.riwayat import verify_chain
from tests.store.contoh_kantor import Clock, cell, fill, new_office

if TYPE_CHECKING:
    from pathlib import Path

KUNCI = Kunci(*cell(1)[:3])
SEL = cell(1).sel
TRIED = (
    "DELETE FROM pertanyaan",
    "UPDATE pertanyaan SET sel = ''",
    "DELETE FROM pertanyaan_kejadian",
    "UPDATE pertanyaan_kejadian SET teks = ''",
    "DELETE FROM balasan",
    "UPDATE balasan SET nomor = 2",
)


def event(urut: int, jenis: JenisKejadian = JenisKejadian.TANYA) -> Kejadian:
    return Kejadian(f"{urut:032x}", urut, jenis, "2026-10-05T09:30:00+00:00", "Biro", jenis.value)


def question(*events: Kejadian) -> Pertanyaan:
    place = ("ab" * 16, KUNCI.wilayah, KUNCI.periode, KUNCI.formulir, SEL)
    return Pertanyaan(*place, JenisTanya.PERBAIKI, penghalang=True, kejadian=events)


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office made by the program that knew version 4, brought up to date."""
    folder, clock = tmp_path / "kantor", Clock()
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:4])
        with new_office(folder, clock) as office:
            fill(office, cell(1), label="satu")
    return Office.open(folder, clock)


def test_an_older_office_is_kept_first_and_then_knows_questions(moved: Office) -> None:
    with moved:
        assert len(list((moved.folder / backup.FOLDER_NAME).glob("*.db"))) == 1
        assert pertanyaan.add(moved, [question(event(1))]) == (1, 1)
        (one,) = pertanyaan.questions(moved)
        label = {"label": "Jawab", "pelaku": "Maria"}
        assert pertanyaan.answer(moved, KUNCI, one, "Benar.", **label).id
        assert pertanyaan.texts(moved, KUNCI.wilayah, KUNCI.periode) == {(one.id, 1): "Benar."}
        assert verify_chain(moved).ok


@pytest.mark.parametrize(
    "changes",
    [{"sel": "p.lain.n"}, {"wilayah": "53.02"}, {"opd": "Dinas Lain"}, {"jenis": JenisTanya.BUKTI}],
)
def test_a_reply_cannot_close_another_question_of_the_same_number(
    moved: Office, changes: dict[str, Any]
) -> None:
    with moved:
        pertanyaan.add(moved, [question(event(1))])
        other = question(event(1), event(2, JenisKejadian.TUTUP))._replace(**changes)
        assert pertanyaan.add(moved, [other]) == (0, 0)
        (one,) = pertanyaan.questions(moved)
        assert [kejadian.jenis for kejadian in one.kejadian] == [JenisKejadian.TANYA]


def test_an_answer_is_no_step_to_undo_and_the_same_one_is_no_change(moved: Office) -> None:
    with moved:
        pertanyaan.add(moved, [question(event(1))])
        (one,) = pertanyaan.questions(moved)
        label = {"label": "Jawab", "pelaku": "Maria"}
        pertanyaan.answer(moved, KUNCI, one, "Benar.", **label)
        assert not pertanyaan.answer(moved, KUNCI, one, "Benar.", **label).id
        assert undo.undo_label(moved) == "satu"
        pertanyaan.answer(moved, KUNCI, one, "", **label)
        assert not pertanyaan.texts(moved, KUNCI.wilayah, KUNCI.periode)
        place = (moved, KUNCI.formulir, KUNCI.wilayah)
        beside = questions.beside(*place, Periode.parse(KUNCI.periode), SEL)
        assert [one.aspek for one in beside] == ["jawaban", "jawaban"]


def test_what_happened_is_never_changed_or_removed(moved: Office) -> None:
    with moved:
        pertanyaan.add(moved, [question(event(1))])
        assert pertanyaan.add(moved, [question(event(1), event(2, JenisKejadian.TUTUP))]) == (0, 1)
        replies.record(
            moved, replies.Balasan("masuk", "53.01", 2026, 1, "cd" * 32, "", "Biro"), b"x"
        )
        for sql in TRIED:
            with pytest.raises(sqlite3.IntegrityError, match="hanya_ditambah"):
                moved.conn.execute(sql)
