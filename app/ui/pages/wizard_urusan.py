"""The question only an OPD is asked: which urusan it owns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.errors import LontarError
from app.ui.pages.urusan_ticks import UrusanTicks
from app.ui.pages.wizard_steps import WizardStep

if TYPE_CHECKING:
    from app.ui.pages.wizard_steps import Draft


class UrusanStep(WizardStep):
    """One box per urusan; at least one is ticked."""

    key = "urusan"

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.ticks = UrusanTicks()
        self._answer = self.ticks.with_label()
        self.column.addWidget(self._answer)
        self.column.addStretch(1)
        self.setFocusProxy(self.ticks)

    def applies(self) -> bool:
        """Only an OPD owns some urusan; every other office fills all of them."""
        return self.draft.jenis == "opd"

    def check(self) -> bool:
        """Something is ticked."""
        from app.exchange import pendirian

        try:
            pendirian.check_urusan(self.ticks.chosen, paths.forms())
        except LontarError as error:
            self._answer.set_error(error.pesan)
            self.ticks.setFocus()
            return False
        self._answer.set_error("")
        self.draft.urusan = self.ticks.chosen
        return True
