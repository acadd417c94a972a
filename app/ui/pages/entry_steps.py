"""Undo and redo on the entry screen: done, said, and shown where it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t
from app.ui.colours import Tone
from app.ui.reversing import Reversing

if TYPE_CHECKING:
    from app.store.door import Tindakan
    from app.store.undo import Way
    from app.ui.pages.entry import EntryPage


class Steps:
    """Takes back and does again what was done in the region in view."""

    def __init__(self, page: EntryPage) -> None:
        self._page = page
        self._reversing = Reversing(page, page.session, page.tell)

    def undo(self) -> None:
        """Take back the last step that stands."""
        self._reverse("urung", "isian.diurungkan", "jendela.tidak_ada_urungan")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._reverse("ulang", "isian.diulang", "jendela.tidak_ada_ulangan")

    def show(self, tindakan: Tindakan) -> bool:
        """Put the cursor where a step changed something; False when that is in another period."""
        page, session = self._page, self._page.session
        here = {str(session.periode), str(session.periode.tahunan)}
        changed = [(change.formulir, change.periode, change.sel) for change in tindakan.perubahan]
        changed += [(kunci.formulir, kunci.periode, sel) for kunci, sel in tindakan.samping]
        seen = [(kode, sel) for kode, periode, sel in changed if periode in here]
        if not seen or seen[0][0] not in page.offered:
            return False
        page.open_service(seen[0][0])
        page.go_to(seen[0][1])
        return True

    def _reverse(self, way: Way, sentence: str, nothing: str) -> None:
        page = self._page
        if page.grid.finish_editing():
            self._reversing.start(
                way,
                lambda done: self._say(done, sentence, nothing),
                lambda error: page.tell(Tone.BAD, str(error)),
            )

    def _say(self, done: Tindakan | None, sentence: str, nothing: str) -> None:
        if done is None:
            self._page.tell(Tone.INFO, t(nothing))
        elif self.show(done):
            self._page.tell(Tone.INFO, t(sentence, label=done.label))
        else:
            self._page.tell(Tone.INFO, t("isian.berubah_di_tempat_lain", label=done.label))
