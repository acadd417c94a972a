"""Tables of other systems in the entry screen: matched once, kept by a name, used again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.nama_berkas import in_file_name
from app.errors import LontarError
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone
from app.ui.pages import entry_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.kisi import Kisi
    from app.domain.profil import Profil
    from app.ui.grid.profile_window import ProfileWindow
    from app.ui.pages.entry import EntryPage

TO_MATCH = frozenset(
    {"tabel_tanpa_kepala", "tabel_kecamatan", "profil_usang", "profil_tetap_salah"}
)
"""Why a person has to say what goes where: for the first time, or anew."""


class Matching:
    """Opens the window of the matching, and keeps, exports and deletes profiles."""

    def __init__(
        self, page: EntryPage, use: Callable[[Path, Mapping[str, Kisi], Profil], None]
    ) -> None:
        self._page, self._use = page, use

    def fitting(self, sheets: Mapping[str, Kisi], formulir: str) -> Profil | None:
        """The kept profile whose headings are all in the file."""
        from app.exchange import impor_profil

        found = impor_profil.fitting(self._page.session.office, sheets, formulir)
        return found[0] if found else None

    def open(
        self,
        file: Path,
        sheets: Mapping[str, Kisi],
        name: str = "",
        wrong: LontarError | None = None,
    ) -> None:
        """Let the person say what goes where, beginning with the profile of a name.

        `wrong` says what is wrong with that profile.
        """
        from app.exchange import nama_dahulu
        from app.ui.grid.profile_draft import Draft
        from app.ui.grid.profile_window import ProfileWindow

        page, sheet = self._page, self._page.sheet
        if sheet is None:
            return
        former = nama_dahulu.labels(page.session.office, sheet.form)
        try:
            draft = Draft.begun(sheet.form, sheets, dahulu=former)
        except LontarError as error:
            page.tell(Tone.BAD, str(error))
            return
        window = ProfileWindow(page, file.name, draft, sheets, former)
        self._offer(window, name)
        if wrong is not None:
            window.refuse(wrong)
        window.decided.connect(lambda profil: self._decided(window, file, sheets, profil))
        window.asked.connect(lambda what, named: self._do(window, what, named))
        window.finished.connect(lambda _result: entry_keys.give_back(page))
        dialogue.present(window, "profil")

    def _offer(self, window: ProfileWindow, name: str = "") -> None:
        from app.store import import_profiles

        sheet = self._page.sheet
        assert sheet is not None
        known = import_profiles.profiles(self._page.session.office)
        own = [one for one in known if one.formulir == sheet.form.kode]
        window.show_kept(own, name)

    def _decided(
        self, window: ProfileWindow, file: Path, sheets: Mapping[str, Kisi], profil: Profil
    ) -> None:
        from app.exchange import impor_profil

        if profil.nama:
            try:
                impor_profil.keep(self._page.session.office, profil)
            except LontarError as error:
                window.refuse(error)
                return
        window.close_decided()
        self._use(file, sheets, profil)

    def _do(self, window: ProfileWindow, what: str, name: str) -> None:
        try:
            if what == "pasang":
                self._install(window)
            elif what == "ekspor":
                self._export(window, name)
            else:
                self._remove(window, name)
        except LontarError as error:
            window.refuse(error)

    def _install(self, window: ProfileWindow) -> None:
        from app.exchange import impor_profil

        file = dialogue.open_file(window, t("profil.pilih_berkas"), t("profil.jenis_berkas"))
        if file is None:
            return
        profil = impor_profil.load(file)
        impor_profil.keep(self._page.session.office, profil)
        self._offer(window, profil.nama)
        window.told.tell(
            Tone.GOOD, t("profil.dipasang", profil=profil.nama, formulir=profil.formulir)
        )

    def _export(self, window: ProfileWindow, name: str) -> None:
        from app.exchange import impor_profil

        proposal = Path(f"{in_file_name(name)}{impor_profil.SUFFIX}")
        kinds = t("profil.jenis_berkas")
        file = dialogue.save_file(window, t("profil.simpan_berkas"), proposal, kinds)
        if file is not None:
            impor_profil.export(impor_profil.named(self._page.session.office, name), file)
            window.told.tell(Tone.GOOD, t("profil.diekspor", profil=name, berkas=file.name))

    def _remove(self, window: ProfileWindow, name: str) -> None:
        from app.exchange import impor_profil

        if dialogue.ask(window, t("profil.hapus_tanya", profil=name), t("profil.hapus_ya")):
            impor_profil.remove(self._page.session.office, name)
            self._offer(window)
            window.told.tell(Tone.GOOD, t("profil.dihapus", profil=name))
