"""Paints the cells of a table and decides when what was typed is finished.

The editor stays open until its text has been read, written and is on disk; only then does
the cursor move. Enter, Tab and the arrows that leave an editor are handled here and nowhere
else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.kolom import JENIS_DAFTAR
from app.errors import LontarError
from app.teks import t
from app.ui.enter_key import ENTER
from app.ui.grid import reading, writing
from app.ui.grid.cell_paint import CellPainter
from app.ui.grid.editors import Editor, NumberEditor, Start, TextEditor
from app.ui.grid.model import TableModel
from app.ui.grid.moves import Go
from app.ui.grid.reading import Choice, Refused

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QPainter

    from app.domain.formulir import Sel
    from app.domain.nilai import Nilai
    from app.ui.grid.sheet import OpenSheet

Index = QModelIndex | QPersistentModelIndex

_Key = Qt.Key
_Hint = QStyledItemDelegate.EndEditHint
_ARROWS = {
    _Key.Key_Up: Go.UP,
    _Key.Key_Down: Go.DOWN,
    _Key.Key_Left: Go.LEFT,
    _Key.Key_Right: Go.RIGHT,
}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_FOCUS_STAYS = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}


class CellDelegate(QStyledItemDelegate):
    """Serves one table view.

    Signals:
        finished: editing ended and the value is stored; where the cursor goes now (`Go`).
        refused: editor and `Refused`, when what was typed cannot be stored.
        typing: editor and what to say about the text so far.
        abandoned: editing ended without storing anything.
        closed: editing ended, one way or the other.
        dropped: the sentence about a text that was lost because the editor had to close.

    """

    finished = Signal(object)
    refused = Signal(QWidget, object)
    typing = Signal(QWidget, object)
    abandoned = Signal()
    closed = Signal()
    dropped = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.start = Start.OPENED
        self.painter = CellPainter()
        self.editor: Editor | None = None
        self._sel: Sel | None = None
        self._sheet: OpenSheet | None = None
        self._asked: tuple[Choice, ...] = ()

    def finish(self, go: Go) -> bool:
        """Store what is being typed and close the editor; False when it must stay open."""
        editor, sel = self.editor, self._sel
        if editor is None or sel is None:
            return True
        outcome = reading.read(sel, editor.content())
        if isinstance(outcome, Refused):
            self._refuse(editor, outcome)
            return False
        return self._store(outcome, go)

    def choose(self, choice: Choice) -> None:
        """Take one of the offered readings."""
        self._store(choice.nilai, Go.DOWN)

    def resume(self, text: str) -> None:
        """Put a text into the open editor, as if it had just been typed."""
        if self.editor is not None:
            self.editor.fill(text)
            self._follow()

    def revert(self) -> None:
        """Leave the cell as it was."""
        if self.editor is not None:
            self._close(self.editor, _Hint.RevertModelCache)
            self.abandoned.emit()

    def _store(self, nilai: Nilai | None, go: Go) -> bool:
        editor, sel, sheet = self.editor, self._sel, self._sheet
        assert editor is not None
        assert sel is not None
        assert sheet is not None
        if nilai != sheet.nilai(sel.kode):
            try:
                sheet.write({sel.kode: nilai}, "isi", _label(sel, nilai))
            except LontarError as error:
                self._refuse(editor, Refused(str(error)))
                return False
        self._close(editor, _Hint.NoHint)
        self.finished.emit(go)
        return True

    def _refuse(self, editor: Editor, outcome: Refused) -> None:
        self._asked = outcome.pilihan
        editor.setAccessibleDescription(outcome.alasan)
        self.refused.emit(editor, outcome)

    def _close(self, editor: Editor, hint: QStyledItemDelegate.EndEditHint) -> None:
        self.editor, self._asked = None, ()
        self.closeEditor.emit(editor, hint)
        self.closed.emit()

    def _follow(self) -> None:
        """Say what the text means so far, and forget an older question."""
        editor, sel = self.editor, self._sel
        if editor is None or sel is None:
            return
        said = reading.hint(sel, editor.content())
        self._asked = said.pilihan if isinstance(said, Refused) else ()
        editor.setAccessibleDescription("")
        self.typing.emit(editor, said)

    def _offer_all(self) -> None:
        """A list is shown before anything is typed."""
        editor, sel = self.editor, self._sel
        if editor is not None and sel is not None:
            said = reading.hint(sel, "")
            self._asked = said.pilihan if isinstance(said, Refused) else ()
            self.typing.emit(editor, said)

    def _on_key(self, editor: Editor, event: QKeyEvent) -> bool:
        key, shift = event.key(), bool(event.modifiers() & _SHIFT)
        if key in ENTER:
            if isinstance(editor, TextEditor) and event.modifiers() & _ALT:
                editor.insertPlainText("\n")
            elif len(self._asked) == 1 and not isinstance(self._asked[0].nilai, int):
                self.choose(self._asked[0])
            elif event.modifiers() & _CTRL:
                self.finish(Go.STAY)
            else:
                self.finish(Go.UP if shift else Go.DOWN)
            return True
        if key in {_Key.Key_Tab, _Key.Key_Backtab}:
            self.finish(Go.PREVIOUS if shift or key == _Key.Key_Backtab else Go.NEXT)
            return True
        if key == _Key.Key_Escape:
            self.revert()
            return True
        return self._chosen_by_number(event) or self._left_by_arrow(editor, event)

    def _chosen_by_number(self, event: QKeyEvent) -> bool:
        place = event.key() - int(_Key.Key_1)
        if 0 <= place < len(self._asked):
            self.choose(self._asked[place])
            return True
        return False

    def _left_by_arrow(self, editor: Editor, event: QKeyEvent) -> bool:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        go = _ARROWS.get(_Key(event.key())) if plain else None
        if go is None or editor.start is Start.OPENED:
            return False
        self.finish(go)
        return True

    # Qt

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """An editor for the kind of cell; Qt asks only for cells that can be edited."""
        model = index.model()
        assert isinstance(model, TableModel)
        sel = model.sel(index.row(), index.column())
        assert sel is not None
        self._sel, self._sheet, self._asked = sel, model.sheet, ()
        made: Editor
        if sel.jenis == "teks":
            made = TextEditor(parent, self.start)
            made.textChanged.connect(self._follow)
        else:
            made = NumberEditor(parent, self.start)
            if sel.berkata:
                made.setAlignment(Qt.AlignmentFlag.AlignLeft)
            made.textEdited.connect(self._follow)
        made.setAccessibleName(sel.label)
        self.editor = made
        return made

    def setEditorData(self, editor: QWidget, _index: Index) -> None:
        """Begin with the value as it is typed, without grouping."""
        if isinstance(editor, Editor) and self._sel is not None and self._sheet is not None:
            editor.fill(writing.editable(self._sel, self._sheet.nilai(self._sel.kode)))
            if self._sel.jenis in JENIS_DAFTAR:
                editor.selectAll()
                self._offer_all()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        """Qt closes an editor without asking: keep what can be kept, and say what cannot."""
        if editor is not self.editor or self._sel is None:
            return
        text = self.editor.content()
        if not self.finish(Go.STAY):
            self.revert()
            self.dropped.emit(t("isian.tidak_disimpan", teks=text, sel=self._sel.label))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keys that end editing, and the loss of the focus."""
        if editor is not self.editor or not isinstance(editor, Editor):
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(editor, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # Escape belongs to the editor before it belongs to the page.
            event.setAccepted(event.key() == _Key.Key_Escape)
            return event.isAccepted()
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in _FOCUS_STAYS and not self.finish(Go.STAY):
                editor.setFocus()
            return False
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell as the sheet has it now."""
        self.painter.paint(painter, option, index)


def _label(sel: Sel, nilai: Nilai | None) -> str:
    """The step as undo names it: what was typed, and where."""
    if nilai is None:
        return t("isian.tindakan.kosongkan_satu", sel=sel.label)
    return t("isian.tindakan.isi", nilai=writing.brief(sel, nilai), sel=sel.label)
