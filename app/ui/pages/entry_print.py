"""Everything a page can print, offered in one list and saved where the person says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone
from app.ui.in_turns import InTurns
from app.ui.pages import entry_keys, print_beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.domain.periode import Periode
    from app.exchange.keluaran_cetak import Cetakan
    from app.exchange.tawaran_cetak import Tawaran
    from app.store.office import Office
    from app.ui.pages.entry import EntryPage
    from app.ui.session import Session

_ENDINGS = {"tabel": ".xlsx", "grafik": ".png"}


class Desk(NamedTuple):
    """Whose figures are printed, over which page, and how it says what came of it.

    What is said may have a button: its words and what it does follow the sentence. `hush` takes
    back what was said.
    """

    page: QWidget
    session: Session
    periode: Periode
    wilayah: str
    tell: Callable[..., object]
    hush: Callable[[], object]

    @property
    def office(self) -> Office:
        """The office in which the figures are."""
        return self.session.office


class _Looking(InTurns[None, list["Tawaran"]]):
    """What has content is looked up, over one page at a time."""


def prints(session: Session, bagian: str) -> bool:
    """Whether anything of a part of the work can be printed in the period in view."""
    from app.exchange import tawaran_cetak

    return tawaran_cetak.known(session.office, session.periode, bagian)


def offer(page: EntryPage) -> None:
    """Show what can be printed now, that of the open form first in hand; say so if nothing can."""
    from app.exchange import keluaran_cetak, tawaran_cetak

    sheet = page.sheet
    if sheet is None or not page.grid.finish_editing():
        return
    office = page.session.office
    if not tawaran_cetak.known(office, sheet.periode, sheet.form.bagian):
        page.tell(Tone.INFO, t("cetak.tanpa_keluaran"))
        return
    own = next(iter(keluaran_cetak.of_form(office, sheet.periode, sheet.form.kode)), "")
    where = sheet.periode, sheet.wilayah
    desk = Desk(page, page.session, *where, page.tell, page.messages.hide)
    choose(desk, sheet.form.bagian, own, lambda: entry_keys.give_back(page))


def choose(desk: Desk, bagian: str | None, own: str, done: Callable[[], object]) -> None:
    """Offer what has content and save what is chosen; `own` is first in hand, `done` comes last.

    Without a `bagian` everything is offered. Looking that up takes a while at a province, so it
    is done in turns with the window, says how far it is and can be stopped.
    """
    from app.exchange import tawaran_cetak

    if desk.page.findChild(_Looking) is not None:
        return

    def say(number: int, all_: int) -> None:
        facts = {"periode": desk.periode.judul, "nomor": number, "semua": all_}
        desk.tell(Tone.INFO, t("cetak.mencari", **facts), t("jendela.batal"), looking.stop)

    def failed(error: LontarError | None) -> None:
        desk.hush()
        if error is not None:
            desk.tell(Tone.BAD, str(error))
        done()

    where = desk.office, desk.periode, desk.wilayah
    reading = tawaran_cetak.offering(*where, bagian, say)
    looking = _Looking(
        desk.page, desk.session, reading, lambda found: _show(desk, found, own, done), failed
    )


def _show(desk: Desk, found: list[Tawaran], own: str, done: Callable[[], object]) -> None:
    from app.ui.pages.entry_print_list import PrintList

    desk.hush()
    if not found:
        desk.tell(Tone.INFO, t("cetak.belum_ada_isi", periode=desk.periode.judul))
        return
    choice = PrintList(desk.page, desk.periode, found, own)
    choice.chosen.connect(lambda one: _save(desk, one))
    choice.finished.connect(lambda _result: done())
    dialogue.present(choice, "cetak")


def _save(desk: Desk, one: Tawaran) -> None:
    """Ask where to, write the output or the chart, and say so."""
    name = f"{one.kode}-{desk.wilayah}-{desk.periode}{_ENDINGS[one.jenis]}"
    kinds = t(f"cetak.jenis_berkas.{one.jenis}")
    title = t("cetak.simpan", nama=one.nama)
    target = dialogue.save_file(desk.page, title, Path(name), kinds)
    if target is None:
        return
    if one.jenis == "grafik":
        try:
            _chart(desk, one, target)
        except LontarError as error:
            desk.tell(Tone.BAD, str(error))
        else:
            _say_saved(desk, one, target)
    else:
        _tables(desk, one, target)


def _say_saved(desk: Desk, one: Tawaran, target: Path) -> None:
    desk.tell(Tone.GOOD, t(f"cetak.disimpan.{one.jenis}", berkas=target, jumlah=one.isi))


def _chart(desk: Desk, one: Tawaran, target: Path) -> None:
    from app.exchange import grafik_makro, tanda_air
    from app.ui.charts import makro

    isi = grafik_makro.gather(desk.office, one.kode, desk.wilayah, desk.periode.tahunan)
    makro.save(isi, target, tanda_air.of_office(desk.office))


def _tables(desk: Desk, one: Tawaran, target: Path) -> None:
    """Read in turns with the window, from which only it may ask, and written beside it."""
    from app.exchange import keluaran_cetak

    def not_read(error: LontarError | None) -> None:
        if error is None:
            print_beside.say_stopped(target, desk.tell)
        else:
            desk.tell(Tone.BAD, str(error))

    reading = InTurns(
        desk.page,
        desk.session,
        keluaran_cetak.making(desk.office, one.kode, desk.periode, desk.wilayah),
        lambda made: _write_beside(desk, one, made, target),
        not_read,
    )
    words = t("cetak.menulis", berkas=target.name)
    desk.tell(Tone.INFO, words, t("jendela.batal"), reading.stop)


def _write_beside(desk: Desk, one: Tawaran, made: Cetakan, target: Path) -> None:
    """Many rows take a while to be laid out on paper."""
    print_beside.write(
        desk.page,
        lambda tick: _write(made, target, tick),
        target,
        desk.tell,
        lambda: _say_saved(desk, one, target),
    )


def _write(made: Cetakan, target: Path, tick: Callable[[int, int], None]) -> None:
    """Write an output; the end of the file's name decides how. `tick` hears of every page.

    Raises:
        LontarError: the written file reads differently, the pages could not be laid out, or the
            disk refuses.

    """
    from app.exchange import keluaran_cetak
    from app.ui import printing

    if target.suffix.casefold() == keluaran_cetak.PDF:
        printing.print_output(made, target, tick)
    else:
        keluaran_cetak.save(made, target)
