"""The urusan an OPD may own, each with a box to tick; kemiskinan is ticked as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import paths
from app.domain.bagian import BAGIAN, SPM
from app.teks import t
from app.ui import sizes
from app.ui.widgets.field import Field
from app.ui.widgets.line import Tick

if TYPE_CHECKING:
    from collections.abc import Collection


_ANY = 16_777_215  # what Qt takes for no limit


class UrusanTicks(QWidget):
    """One box per urusan of SPM, one for each other part of the work."""

    def __init__(self) -> None:
        from app.store import pustaka

        super().__init__()
        self.setAccessibleName(t("opd.urusan_pilih"))
        self.boxes: dict[str, Tick] = {}
        self._groups: dict[str, list[str]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.XS)
        named = list(pustaka.load_urusan(paths.forms(), SPM).items())
        for part in BAGIAN:
            if part != SPM:
                self._groups[part] = list(pustaka.load_urusan(paths.forms(), part))
                named.append((part, t("opd.kemiskinan_seluruh")))
        for kode, name in named:
            # A name may hold an ampersand, which would become a key.
            self.boxes[kode] = Tick(name.replace("&", "&&"))
            column.addWidget(self.boxes[kode])
        self.setFocusProxy(next(iter(self.boxes.values())))

    def with_label(self) -> Field:
        """The boxes below their question."""
        made = Field(t("opd.urusan_pilih"), self)
        # A field is as wide as a line to type in; the name of an urusan may be longer.
        self.setMaximumWidth(_ANY)
        return made

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes of what is ticked; a part of the work by its own code."""
        return tuple(kode for kode, box in self.boxes.items() if box.isChecked())

    def choose(self, urusan: Collection[str]) -> None:
        """Tick these urusan; a part of the work when any of its groups is among them."""
        for kode, box in self.boxes.items():
            meant = self._groups.get(kode, [kode])
            box.setChecked(any(one in urusan for one in meant))


def named(urusan: Collection[str]) -> str:
    """Urusan in words, kemiskinan by its own name."""
    from app.store import pustaka

    names = pustaka.load_urusan(paths.forms())
    return ", ".join(names.get(kode, t("opd.kemiskinan_seluruh")) for kode in urusan)
