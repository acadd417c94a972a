"""The wizard's extra step for a province whose laptop died: its authority, out of the backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.errors import LontarError
from app.teks import t
from app.ui.pages.wizard_steps import WizardStep
from app.ui.widgets.backup_lines import BackupLines
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.passphrase import Secret

if TYPE_CHECKING:
    from app.exchange.cadangan_otoritas import Cadangan
    from app.ui.pages.wizard_steps import Draft


class RestoreStep(WizardStep):
    """The backup from a file, pasted or typed, and the passphrase of its day."""

    key = "pulihkan"

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.lines = BackupLines()
        self.secret = Secret(t("panel.sandi.cadangan"))
        self.messages = MessageBar()
        for part in (self.lines, self.secret, self.messages):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.setFocusProxy(self.lines)

    def applies(self) -> bool:
        """Only where an authority is restored."""
        return self.draft.restoring

    def check(self) -> bool:
        """Every line is right, it is this province's, and the passphrase opens it."""
        self.messages.hide()
        backup = self.lines.backup()
        if backup is None or not self._fits(backup):
            return False
        self.draft.cadangan, self.draft.frasa_cadangan = backup, self.secret.text
        return True

    def _fits(self, backup: Cadangan) -> bool:
        from app.exchange import cadangan_otoritas

        wilayah = self.draft.wilayah
        assert wilayah is not None
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            cadangan_otoritas.check(backup, latihan=False, wilayah=wilayah.kode)
            cadangan_otoritas.open_key(backup, self.secret.text)
        except LontarError as error:
            self.messages.tell_error(error)
            self.secret.line.setFocus()
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        return True
