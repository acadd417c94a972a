"""Pages on their way to a file, drawn beside the window, which says how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.ui.printing_child import Order

    Tick = Callable[[int, int], None]

_STEP = "cetak"


def pages(
    page: QWidget,
    told: Order,
    target: Path,
    tell: Callable[..., object],
    done: Callable[[], None],
) -> None:
    """Print pages into a PDF; otherwise as `write`."""
    from app.ui import printing

    write(page, lambda tick: printing.print_pages(told, target, tick), target, tell, done)


def write(
    page: QWidget,
    work: Callable[[Tick], None],
    target: Path,
    tell: Callable[..., object],
    done: Callable[[], None],
) -> None:
    """Let `work` write a file on another thread; it can be stopped, and then there is no new file.

    `tell` says a sentence in a tone, with a button where it gets its words and what it does;
    `done` comes once the file is there.
    """
    task = background.run(
        page,
        lambda progress: work(lambda number, all_: progress(_STEP, number, all_)),
        done=lambda _none: done(),
        failed=lambda error: failed(page, error, tell),
        advanced=lambda _step, number, all_: heard(number, all_),
        cancelled=lambda: say_stopped(target, tell),
    )

    def say(sentence: str) -> None:
        tell(Tone.INFO, sentence, t("jendela.batal"), task.cancel)

    def heard(number: int, all_: int) -> None:
        # Until the pages are laid out, all that is said is that it is under way.
        if all_:
            say(t("cetak.menulis_halaman", berkas=target.name, nomor=number + 1, semua=all_))

    say(t("cetak.menulis", berkas=target.name))


def say_stopped(target: Path, tell: Callable[..., object]) -> None:
    """Say that a file was not written because the person did not want it any more."""
    tell(Tone.INFO, t("cetak.dihentikan", berkas=target.name))


def failed(page: QWidget, error: Exception, tell: Callable[..., object]) -> None:
    """Say why there is no file."""
    if isinstance(error, LontarError):
        tell(Tone.BAD, str(error))
    else:
        dialogue.show_failure(page, error)
