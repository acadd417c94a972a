"""Which region an office works for: one of the list, or a new one that no list has yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.domain.wilayah_terbit import new_region
from app.teks import t
from app.ui.pages.wizard_steps import WizardStep
from app.ui.widgets.field import Field
from app.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.wilayah import Wilayah
    from app.ui.pages.wizard_steps import Draft

_LIST_LINES = 14


class RegionStep(WizardStep):
    """Which region."""

    key = "wilayah"

    def __init__(self, draft: Draft, regions: Iterable[Wilayah]) -> None:
        super().__init__(draft)
        self._regions = list(regions)
        self._shown_for = ""
        self._new = False
        self.filter = Line()
        self.filter.setPlaceholderText(t("wisaya.wilayah.saring"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(t("wisaya.wilayah.daftar"))
        self.list.itemDoubleClicked.connect(self.submitted)
        self.list.setMinimumHeight(_LIST_LINES * self.list.fontMetrics().lineSpacing())
        hint = t("wisaya.wilayah.petunjuk")
        # What is wrong is told below what is typed: a low window does not show the end of the list.
        self._search = Field(t("wisaya.wilayah.cari"), self.filter, hint)
        self.column.addWidget(self._search)
        self.column.addWidget(Field(t("wisaya.wilayah.daftar"), self.list), 1)
        self.setFocusProxy(self.filter)

    def enter(self) -> None:
        """Offer the regions that suit the kind of office."""
        if self._shown_for == self.draft.jenis:
            return
        self._shown_for = self.draft.jenis
        self.list.clear()
        self._new = False
        wanted = {"provinsi": (True,), "latihan": (False, True)}
        for region in self._regions:
            if region.is_provinsi in wanted.get(self.draft.jenis, (False,)):
                self._offer(region, region.nama)
        self.filter.clear()
        self.list.setCurrentRow(0 if self.list.count() == 1 else -1)

    def check(self) -> bool:
        """One region must be chosen."""
        item = self.list.currentItem()
        if self.list.currentRow() < 0 or item.isHidden():
            if not self._search.error:
                self._search.set_error(t("wisaya.wilayah.belum"))
            self.filter.setFocus()
            return False
        self._search.set_error("")
        self.draft.wilayah = item.data(Qt.ItemDataRole.UserRole)
        self.draft.provinsi = _province_of(self.draft.wilayah, self._regions)
        return True

    def _offer(self, region: Wilayah, told: str) -> None:
        item = QListWidgetItem(told)
        item.setData(Qt.ItemDataRole.UserRole, region)
        self.list.addItem(item)

    def _offer_new(self, words: str) -> None:
        """A region nobody's list has yet is offered once its code and name have been typed."""
        if self._new:
            self.list.takeItem(self.list.count() - 1)
        made = new_region(words, {one.kode: one for one in self._regions})
        self._new = made is not None and self.draft.jenis != "provinsi"
        if self._new and made is not None:
            told = t("wisaya.wilayah.baru", nama=made.nama, kode=made.kode)
            self._offer(made, told)

    def _narrow(self, words: str) -> None:
        self._offer_new(words)
        wanted = words.casefold().split()
        shown = []
        for place in range(self.list.count()):
            item = self.list.item(place)
            region: Wilayah = item.data(Qt.ItemDataRole.UserRole)
            # Beginnings of words: "manggarai t" must not find the t inside "kabupaten".
            there = f" {region.kode} {region.nama} {region.singkat}".casefold()
            item.setHidden(not all(f" {word}" in there for word in wanted))
            if not item.isHidden():
                shown.append(place)
        if words and shown:
            self.list.setCurrentRow(shown[0])
        # A code is the beginning of a region that no list has yet.
        lost = bool(wanted) and not shown and not wanted[0][0].isdigit()
        self._search.set_error(t("wisaya.wilayah.tidak_ada", kata=words) if lost else "")


def _province_of(region: Wilayah | None, regions: Iterable[Wilayah]) -> str:
    assert region is not None
    found = (one.nama for one in regions if one.is_provinsi and region.kode.startswith(one.kode))
    return next(found, region.nama)
