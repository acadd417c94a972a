"""What the window remembers: a convenience that never stands in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import paths
from app.ui.main_window import MainWindow
from app.ui.memory import Memory
from app.ui.session import Session
from tests.ui.contoh_jendela import ENDE, clock, new_office, put_on_screen


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "data", lambda: tmp_path / "data")
    return tmp_path / "data"


def test_what_was_remembered_is_there_the_next_day(data):
    memory = Memory(language="en", page="spm", periode={"x": "2026-T3"})
    memory.opened(Path("a"), "Kantor A")
    memory.save()
    assert vars(Memory.load()) == vars(memory)


def test_it_goes_back_to_where_it_is_from(data, tmp_path, monkeypatch):
    memory = Memory(language="en")
    monkeypatch.setattr(paths, "data", lambda: tmp_path / "lain")
    memory.save()
    assert Memory.load().language == "id"
    monkeypatch.setattr(paths, "data", lambda: data)
    assert Memory.load().language == "en"


def test_without_a_file_everything_is_at_its_beginning(data):
    assert vars(Memory.load()) == vars(Memory())


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '"x"', '{"offices": ["a"], "periode": {"x": 3}, "page": 7}']
)
def test_a_damaged_file_counts_as_forgotten(data, content):
    data.mkdir()
    (data / "ingatan.json").write_text(content)
    assert vars(Memory.load()) == vars(Memory())


def test_the_last_office_comes_first_and_only_a_few_are_kept():
    memory = Memory()
    for number in range(12):
        memory.opened(Path(str(number)), f"Kantor {number}")
    memory.opened(Path("5"), "Kantor 5")
    assert list(memory.offices)[:2] == ["5", "11"]
    assert len(memory.offices) == 8


def test_a_disk_that_refuses_disturbs_nobody(data):
    data.write_text("a file where the folder should be")
    Memory().save()
    assert data.is_file()


def test_a_window_closed_in_its_first_moment_writes_over_nobody_who_came_after(qtbot, tmp_path):
    window = MainWindow(Session(clock, Memory()))
    put_on_screen(qtbot, window)
    assert window.open_office(new_office(tmp_path / "ende", ENDE))
    window.close()
    after = Memory.load()
    after.page = "paket"
    after.save()
    # When what was due after its first page comes due all the same.
    window._settled()
    assert Memory.load().page == "paket"
