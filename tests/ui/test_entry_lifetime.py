"""A quarter at the entry screen in random order: nothing is lost, invented or reordered.

Typing, pasting, filling, emptying, declaring, notes, undo, redo and restarts run against a plain
dictionary and a list of what was changed; the files are asked at every step.
"""

from __future__ import annotations

import shutil
import tempfile
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from app.domain.catatan import JenisCatatan
from app.domain.nilai import Keadaan, Nilai
from app.domain.tempel import Keputusan, plan
from app.domain.tempel_blok import block_of_text
from app.domain.tempel_peta import by_position
from app.store import questions, riwayat
from app.store import sheets as notes
from app.store.columns import to_text
from app.store.door import Kunci
from app.ui.grid import gestures, reading
from app.ui.grid.clipboard import write_block
from app.ui.grid.sheet import OpenSheet
from app.ui.memory import Memory
from app.ui.session import Session
from tests.ui.contoh_jendela import ENDE, NOW, new_office, open_session

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM = "KES-02"
ROWS = ("m01", "m02", "m03")
COLUMNS = ("dibutuhkan", "tersedia")
CELLS = [f"mutu.{row}.{column}" for row in ROWS for column in COLUMNS]
OFFERED = [state for state in Keadaan if state is not Keadaan.TIDAK_DIRILIS]
REFUSED = "ditolak"

# What a person types, and what anybody would say it means: never asked from the reader itself.
MEANT: list[tuple[str, Nilai | str]] = [
    ("0", 0), ("7", 7), ("1.234", 1234), ("1,234", 1234), ("１２", 12), ("1\u00a0250", 1250),
    ("4.332.623.300,-", 4_332_623_300), ("Nihil", Keadaan.NIHIL), ("nihil ", Keadaan.NIHIL),
    ("belum tersedia", Keadaan.BELUM_TERSEDIA), ("12 orang", REFUSED), ("-5", REFUSED),
    ("1.23.4", REFUSED), ("50%", REFUSED), ("7 juta", REFUSED), ("4.500.", REFUSED),
    ("-", REFUSED), ("#REF!", REFUSED), ("1 234", REFUSED), ("2,5", REFUSED),
]  # fmt: skip
MEANING = dict(MEANT)
ANSWERS: dict[str, Nilai] = {"7 juta": 7_000_000, "4.500.": 4500, "-": 0, "1 234": 1234}
"""What the first choice of a question stands for."""

texts = st.sampled_from([text for text, _ in MEANT])
blocks = st.lists(st.lists(texts | st.just(""), min_size=2, max_size=2), min_size=1, max_size=3)
Step = dict[str, tuple["Nilai | None", "Nilai | None"]]


class Catat(NamedTuple):
    """A note written, changed or taken away; no note is an empty text."""

    sel: str
    jenis: JenisCatatan
    lama: str
    baru: str


def reverse(step: Step | Catat) -> Step | Catat:
    if isinstance(step, Catat):
        return step._replace(lama=step.baru, baru=step.lama)
    return {sel: (baru, lama) for sel, (lama, baru) in step.items()}


@pytest.fixture(scope="module", autouse=True)
def template(tmp_path_factory) -> None:
    """An office that has been opened once; each life begins with a copy of it."""
    EntryMachine.template = new_office(tmp_path_factory.mktemp("templat") / "kantor", ENDE)
    with open_session(EntryMachine.template, NOW):
        pass


class EntryMachine(RuleBasedStateMachine):
    """One service, one person, and what they remember of it."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="lontar-uji-"))
        self.held: dict[str, Nilai] = {}
        self.notes: dict[str, dict[JenisCatatan, str]] = {}
        self.log: list[Step] = []
        self.undoable: list[Step | Catat] = []
        self.redoable: list[Step | Catat] = []

    @initialize()
    def begin(self) -> None:
        shutil.copytree(self.template, self.folder / "kantor")
        self.arrive()

    def arrive(self) -> None:
        self.session = Session(lambda: NOW, Memory())
        self.session.open(self.folder / "kantor")
        self.sheet = OpenSheet(self.session, self.session.forms[FORM], self.session.metode)

    # --- What the person remembers

    def remember(self, wanted: Mapping[str, Nilai | None]) -> Step:
        step = {
            sel: (self.held.get(sel), nilai)
            for sel, nilai in wanted.items()
            if self.held.get(sel) != nilai
        }
        if step:
            self.undoable.append(step)
            self.redoable.clear()
            self.take(step)
        return step

    def take(self, step: Step | Catat) -> None:
        if isinstance(step, Catat):
            kept = {**self.notes.pop(step.sel, {}), step.jenis: step.baru}
            kept = {jenis: said for jenis, said in kept.items() if said}
            self.notes |= {step.sel: kept} if kept else {}
            return
        self.log.append(step)
        for sel, (_, baru) in step.items():
            self.held.pop(sel, None)
            if baru is not None:
                self.held[sel] = baru

    # --- What the person does

    @rule(sel=st.sampled_from(CELLS), text=texts)
    def types(self, sel: str, text: str) -> None:
        outcome = reading.read(self.sheet.form.cells[sel], text)
        meant = MEANING[text]
        assert isinstance(outcome, reading.Refused) is (meant == REFUSED)
        if not isinstance(outcome, reading.Refused):
            assert not isinstance(meant, str)
            self.sheet.write({sel: outcome}, "isi", "isi")
            self.remember({sel: meant})

    @rule(sel=st.sampled_from(CELLS), keadaan=st.sampled_from(OFFERED))
    def declares(self, sel: str, keadaan: Keadaan) -> None:
        gestures.declare(self.sheet, [[self.sheet.form.cells[sel]]], keadaan)
        self.remember({sel: keadaan})

    @rule(chosen=st.lists(st.sampled_from(CELLS), min_size=1, max_size=4, unique=True))
    def empties(self, chosen: list[str]) -> None:
        gestures.clear(self.sheet, [[self.sheet.form.cells[sel] for sel in chosen]])
        self.remember(dict.fromkeys((sel for sel in chosen if sel in self.held), None))

    @rule(column=st.sampled_from(COLUMNS))
    def fills_down(self, column: str) -> None:
        cells = [[self.sheet.form.cells[f"mutu.{row}.{column}"]] for row in ROWS]
        gestures.fill_down(self.sheet, cells, [])
        first = self.held.get(f"mutu.{ROWS[0]}.{column}")
        self.remember({f"mutu.{row}.{column}": first for row in ROWS[1:]})

    @rule(
        block=st.lists(
            st.lists(texts | st.just(""), min_size=2, max_size=2), max_size=3, min_size=1
        ),
        accepts=st.booleans(),
        answers=st.booleans(),
        erases=st.booleans(),
    )
    def pastes(self, block: list[list[str]], *, accepts: bool, answers: bool, erases: bool) -> None:
        form = self.sheet.form
        blok = block_of_text(write_block(block))
        peta = by_position(form.tables["mutu"], (ROWS[0], COLUMNS[0]), blok)
        asked = plan(form, self.sheet.values, blok, peta)
        given = {one.letak: one.pilihan[0] for one in asked.butir if one.pilihan}
        putusan = Keputusan(given if answers else {}, kosongkan=erases)
        found = plan(form, self.sheet.values, blok, peta, putusan)
        if accepts and found.cells:
            self.sheet.write(found.cells, "tempel", "tempel")
            self.remember(self.understood(block, answers=answers, erases=erases))

    def understood(
        self, block: list[list[str]], *, answers: bool, erases: bool
    ) -> dict[str, Nilai | None]:
        """What anybody would expect of such a block."""
        rows = list(block)
        while len(rows) > 1 and not any(text.strip() for text in rows[-1]):
            rows.pop()
        wide = 2 if any(row[1].strip() for row in rows) else 1
        wanted: dict[str, Nilai | None] = {}
        for row, line in zip(ROWS, rows, strict=False):
            for column, text in zip(COLUMNS[:wide], line, strict=False):
                meant = MEANING.get(text)
                if not text:
                    wanted |= {f"mutu.{row}.{column}": None} if erases else {}
                elif meant != REFUSED:
                    assert not isinstance(meant, str)
                    wanted[f"mutu.{row}.{column}"] = meant
                elif answers and text in ANSWERS:
                    wanted[f"mutu.{row}.{column}"] = ANSWERS[text]
        return wanted

    @rule(
        sel=st.sampled_from(CELLS),
        jenis=st.sampled_from(JenisCatatan),
        text=st.sampled_from(["", "profil dinas", "cek lagi"]),
    )
    def notes_down(self, sel: str, jenis: JenisCatatan, text: str) -> None:
        kunci = Kunci(FORM, ENDE, str(self.session.periode))
        done = notes.write_note(
            self.session.office, kunci, sel, text, label="catat", pelaku="Maria", catatan=jenis
        )
        self.session.announce(done)
        before = self.notes.get(sel, {}).get(jenis, "")
        if text != before:
            step = Catat(sel, jenis, before, text)
            self.undoable.append(step)
            self.redoable.clear()
            self.take(step)

    @rule()
    def undoes(self) -> None:
        done = self.session.undo()
        assert (done is not None) is bool(self.undoable)
        if self.undoable:
            step = self.undoable.pop()
            self.take(reverse(step))
            self.redoable.append(step)

    @rule()
    def redoes(self) -> None:
        done = self.session.redo()
        assert (done is not None) is bool(self.redoable)
        if self.redoable:
            step = self.redoable.pop()
            self.take(step)
            self.undoable.append(step)

    @precondition(lambda self: self.log)
    @rule()
    def restarts(self) -> None:
        self.sheet.close()
        self.session.close()
        self.arrive()

    # --- What must hold

    @invariant()
    def the_screen_and_the_file_hold_what_the_person_remembers(self) -> None:
        if not hasattr(self, "sheet"):
            return
        assert self.sheet.values == self.held
        office, periode = self.session.office, self.session.periode
        assert questions.sheet_values(office, FORM, ENDE, periode).now == self.held
        assert questions.notes(office, FORM, ENDE, periode) == self.notes

    def teardown(self) -> None:
        if hasattr(self, "sheet"):
            office = self.session.office
            rows = office.conn.execute(
                "SELECT tindakan, sel, lama, baru FROM riwayat WHERE aspek = 'nilai' ORDER BY id"
            )
            written = [
                {tuple(row[1:]) for row in gesture}
                for _, gesture in groupby(rows, key=itemgetter(0))
            ]
            assert written == [
                {(sel, to_text(lama), to_text(baru)) for sel, (lama, baru) in step.items()}
                for step in self.log
            ]
            assert riwayat.verify_chain(office).ok
            self.session.close()
        shutil.rmtree(self.folder)


TestEntryMachine = EntryMachine.TestCase
TestEntryMachine.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
