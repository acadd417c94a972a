"""From a workbook as it is printed into the open form: read aside, shown, written when agreed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.angka import format_number
from app.errors import LontarError
from app.teks import t
from app.ui import background, dialogue
from app.ui.colours import Tone
from app.ui.pages import entry_keys
from app.ui.pages.entry_profile import TO_MATCH, Matching

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from pathlib import Path

    from app.domain.kisi import Kisi
    from app.domain.profil import Profil
    from app.exchange.impor_hasil import HasilImpor
    from app.ui.grid.sheet import OpenSheet
    from app.ui.pages.entry import EntryPage


class TableImport:
    """Imports a table into the form that is open."""

    def __init__(self, page: EntryPage) -> None:
        self._page = page
        self.matching = Matching(page, self._preview)

    def offer(self) -> None:
        """Ask for the file and read it; the preview follows."""
        page, sheet = self._page, self._writable()
        if sheet is None:
            return
        file = dialogue.open_file(page, t("tabel.pilih_berkas"), t("tabel.jenis_berkas"))
        if file is not None:
            self.read(file)

    def take_over(self) -> None:
        """Bring rows over from the form they come from, once the person has agreed."""
        from app.exchange import tarik_baris

        page, sheet = self._page, self._writable()
        if sheet is None:
            return
        try:
            office, form = page.session.office, page.offered[sheet.form.kode]
            found = tarik_baris.plan(office, form, sheet.periode, sheet.values)
        except LontarError as error:
            page.tell(Tone.INFO, str(error))
            return
        told = {"baru": found.baru, "berubah": found.berubah, "asal": found.asal}
        if not found.cells:
            page.tell(Tone.INFO, t("baris.tarik.sama", asal=found.asal))
            return
        question = t("baris.tarik.tanya", tabel=found.tabel.judul, hilang=found.hilang, **told)
        if dialogue.ask(page, question, t("baris.tarik.ya")):
            sheet.write(found.cells, tarik_baris.JENIS, tarik_baris.label(found))
            page.tell(Tone.GOOD, t("baris.tarik.selesai", **told))

    def _writable(self) -> OpenSheet | None:
        """The open sheet once nothing is being typed; why not, when it takes no values."""
        page, sheet = self._page, self._page.sheet
        if sheet is None or not page.grid.finish_editing():
            return None
        if sheet.readonly:
            page.tell(Tone.WARN, t(sheet.readonly))
            return None
        return sheet

    def read(self, file: Path) -> None:
        """Read a file on another thread, then show what it would bring."""
        from app.exchange import impor_tabel

        self._page.tell(Tone.INFO, t("tabel.membaca", berkas=file.name))
        background.run(
            self._page,
            lambda _progress: impor_tabel.read_sheets(file),
            done=lambda sheets: self._show(file, sheets),
            failed=self._failed,
        )

    def _show(self, file: Path, sheets: Mapping[str, Kisi]) -> None:
        """By a kept profile that fits, else as the form is printed, else matched by the person."""
        sheet = self._page.sheet
        self._page.messages.hide()
        if sheet is None or sheet.readonly:
            return
        profil = self.matching.fitting(sheets, sheet.form.kode)
        printed = sheet.form.impor or any(tabel.cetak for tabel in sheet.form.tabel)
        if profil is None and not printed:
            self.matching.open(file, sheets)
        else:
            self._preview(file, sheets, profil)

    def _preview(self, file: Path, sheets: Mapping[str, Kisi], profil: Profil | None) -> None:
        from app.exchange import impor_hasil, impor_tabel
        from app.ui.grid.import_preview import ImportPreview

        page, sheet = self._page, self._page.sheet
        if sheet is None:
            return
        name = profil.nama if profil is not None else ""
        tujuan = impor_hasil.Tujuan(sheet.form.kode, sheet.periode, profil=profil)
        try:
            asked = impor_tabel.Pemeriksaan(page.session.office, sheets, tujuan)
            writing = partial(self._writing, file)
            preview = ImportPreview(page, file.name, asked, page.session, writing)
        except LontarError as error:
            self._not_found(file, sheets, error, name)
            return
        preview.written.connect(self._written)
        preview.stopped.connect(lambda: page.tell(Tone.INFO, t("tabel.dihentikan")))
        preview.failed.connect(lambda error: self._not_found(file, sheets, error, name))
        preview.match_wanted.connect(lambda: self.matching.open(file, sheets, name))
        preview.finished.connect(lambda _result: entry_keys.give_back(page))
        dialogue.present(preview, "tempel")

    def _not_found(
        self, file: Path, sheets: Mapping[str, Kisi], error: Exception, name: str
    ) -> None:
        """A table the form does not know may be matched; anything else is said."""
        if isinstance(error, LontarError) and error.kode in TO_MATCH:
            self.matching.open(file, sheets, name, error if name else None)
        else:
            self._failed(error)

    def _writing(
        self, file: Path, found: HasilImpor
    ) -> Generator[tuple[int, int], None, HasilImpor]:
        from app.exchange import impor_tabel, tabel_kata

        session, label = self._page.session, tabel_kata.label(found, file.name)
        return impor_tabel.writing(session.office, found, label=label, pelaku=session.pelaku)

    def _written(self, found: HasilImpor) -> None:
        page, done = self._page, found.tindakan
        if done is not None:
            page.session.announce(done)
        entry_keys.to_first(page, found.cells)
        changed = len(done.perubahan) if done else 0
        left = found.hitungan["didaftar"]
        key = "tabel.selesai_sisa" if left else "tabel.selesai"
        counts = {"baris": len(found.baris), "sel": changed, "sisa": left}
        said = t(key, **{name: format_number(many) for name, many in counts.items()})
        page.tell(Tone.WARN if left else Tone.GOOD, said)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, LontarError):
            dialogue.show_failure(self._page, error)
        self._page.tell(Tone.BAD, str(error))
