"""Qt's own words (buttons, context menus, file dialog) in the chosen language.

Qt ships no Indonesian; our catalogue pairs its English source text with ours.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from app import teks

_AREA = "qt"


class QtTexts(QTranslator):
    """Answers Qt's requests for a translation from `resources/teks/qt.json`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._texts = {pair["en"]: pair[teks.language()] for pair in teks.area(_AREA).values()}

    # Qt

    def isEmpty(self) -> bool:
        """Qt does not install a translator that says it is empty."""
        return not self._texts

    def translate(
        self,
        context: str,  # noqa: ARG002 - the same English has the same meaning everywhere
        sourceText: str,
        disambiguation: str | None = None,  # noqa: ARG002 - as Qt calls it
        n: int = -1,  # noqa: ARG002 - as Qt calls it
    ) -> str | None:
        """The text for one of Qt's source texts; no answer keeps Qt's own."""
        return self._texts.get(sourceText)
