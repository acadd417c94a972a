"""What every test may rely on: no screen, no trace of the last test, no access to real data."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

# Before anything imports Qt: a test never needs, and never meets, a real screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from app import paths, teks
from app.store import pustaka

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long an example takes says something about the machine, never about the program.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("jelajah", untimed)
# The same examples at every run, so that a red build is never a matter of luck; as they never
# change, fewer of them will do.
settings.register_profile("tetap", untimed, max_examples=40, derandomize=True, database=None)
settings.load_profile("jelajah")

_SHORT = ("tests/domain/", "tests/store/")
A_WHILE_MS = 60_000
THREADS_MAY_TAKE = 120.0
MANY = 50_000
"""Objects a test leaves, at least, when it is time to look for cycles."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What has many short files goes last, so that all cores come to the end together."""
    items.sort(key=lambda item: item.nodeid.startswith(_SHORT))


@pytest.fixture(scope="session", autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The user's own data folder is out of reach, for child processes as well."""
    home = tmp_path_factory.mktemp("rumah")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(home / name.lower()))
        yield


@pytest.fixture(scope="session", autouse=True)
def forms_read_once() -> Iterator[None]:
    """The forms of the product are read and checked once a run, not once an office."""
    own, real = paths.forms(), pustaka.load_versions
    ours = cache(lambda: real(own))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            pustaka,
            "load_versions",
            lambda folder: list(ours()) if folder == own else real(folder),
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def one_application() -> Iterator[None]:
    """What draws a page without a window leaves an application that later windows can use."""
    from PySide6.QtWidgets import QApplication

    from app.ui import paper

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "_without_a_window", lambda: QApplication(["lontar"]))
        yield


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """What a test awaits may come late on a busy machine; that it comes is what is tested."""
    with pytest.MonkeyPatch.context() as patch:
        for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitCallback):
            defaults = wait.__kwdefaults__
            assert defaults is not None
            patch.setitem(defaults, "timeout", A_WHILE_MS)
        yield


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Each test starts in the language of the users."""
    teks.set_language("id")
    yield
    teks.set_language("id")


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A test that showed a window closes it, and waits for the work it started."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    if not isinstance(QApplication.instance(), QApplication):
        return
    work = sys.modules.get("app.ui.background")
    idle = work is None or work.wait(THREADS_MAY_TAKE)
    visible = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in visible]
    for widget in visible:
        widget.close()
    assert not names, f"still on the screen: {', '.join(names)}"
    assert idle, "a background thread is still at work"


@pytest.fixture(autouse=True)
def dialogs_begin_anew() -> Iterator[None]:
    """No test is proposed the folder another one used last: which one is up to the order."""
    yield
    if remembered := sys.modules.get("app.ui.last_folder"):
        remembered.pin(None)
        remembered.forget()


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Once a window has work beside it, Python no longer looks for cycles by itself."""
    yield
    if not gc.isenabled() and gc.get_count()[0] > MANY:
        gc.collect()


@pytest.fixture(scope="module", autouse=True)
def swept_clean() -> Iterator[None]:
    """What the windows of a file left is gone before the next file.

    What is still there then stays, and is not looked through again and again.
    """
    yield
    if not gc.isenabled():
        gc.collect()
        gc.freeze()


@pytest.fixture
def ordinary_folder() -> Iterator[Path]:
    """A folder made by somebody without special rights: file permissions do not bind root."""
    if os.name != "posix":
        pytest.skip("permissions of folders are tested on POSIX only")
    nobody = 65534
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() == 0:
            os.chown(folder, nobody, nobody)
            os.seteuid(nobody)
            try:
                yield folder
            finally:
                os.seteuid(0)
        else:
            yield folder
