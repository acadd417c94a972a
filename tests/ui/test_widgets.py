"""Shared widgets: they answer to the keyboard, name themselves, and fit their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette, QTextDocument
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import LontarError
from app.ui import colours
from app.ui.colours import Tone
from app.ui.pages.home_parts import LineButton, LinesCard
from app.ui.widgets import text, tip
from app.ui.widgets.backup_lines import BackupLines
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.card import Card
from app.ui.widgets.chip import Chip
from app.ui.widgets.choice import BigButton, Choice
from app.ui.widgets.column import Column
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.facts import Facts
from app.ui.widgets.field import Field
from app.ui.widgets.glyph import Glyph
from app.ui.widgets.header import PageHeader, SectionTitle
from app.ui.widgets.ikat import IkatBand
from app.ui.widgets.line import Line, Tick
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.meter import Meter
from app.ui.widgets.passphrase import NewSecret, Secret
from app.ui.widgets.section_list import SectionList
from app.ui.widgets.selector import Selector
from app.ui.widgets.side_panel import SidePanel
from tests.ui.contoh_jendela import put_on_screen

Key = Qt.Key


def filled_selector() -> Selector:
    selector = Selector("Periode")
    selector.addItems(["Triwulan I 2026", "Triwulan II 2026"])
    return selector


def told() -> MessageBar:
    bar = MessageBar()
    bar.tell(Tone.WARN, "Sebuah kalimat.", "Lakukan")
    return bar


def three_steps() -> SidePanel:
    panel = SidePanel()
    panel.show_steps(["Satu", "Dua", "Tiga"], 1)
    return panel


def half_full(tone: Tone = Tone.GOOD) -> Meter:
    meter = Meter("Kelengkapan")
    meter.show_share(0.5, "50 dari 100 sel", tone)
    return meter


SAMPLES = {
    "primary": lambda: Button("&Lanjut", Kind.PRIMARY, "check"),
    "plain": lambda: Button("&Kembali"),
    "quiet": lambda: Button("Batal", Kind.QUIET),
    "icon_only": lambda: Button("", Kind.QUIET, "menu"),
    "card": lambda: Card("Kartu"),
    "chip": lambda: Chip("Lengkap", Tone.GOOD, "check"),
    "solid_chip": lambda: Chip("Latihan", Tone.INFO, "practice", solid=True),
    "choice": lambda: Choice("&Provinsi", "Sebuah penjelasan yang cukup panjang.", "merge"),
    "big_button": lambda: BigButton("Kantor", "Sebuah folder", "building"),
    "glyph": lambda: Glyph("info", Tone.INFO),
    "header": lambda: PageHeader("Judul", "Penjelasan", Button("Tombol")),
    "section": lambda: SectionTitle("Bagian"),
    "ikat": lambda: IkatBand(Tone.GOLD),
    "line": lambda: Line("teks"),
    "tick": lambda: Tick("&Tampilkan"),
    "message": told,
    "meter": half_full,
    "empty_meter": lambda: Meter("Kelengkapan"),
    "selector": filled_selector,
    "sections": lambda: SectionList([("a", "&Satu", "home"), ("b", "&Dua", "table")]),
    "panel": three_steps,
    "secret": lambda: Secret("Frasa sandi"),
    "new_secret": lambda: NewSecret("Frasa sandi", "Sekali lagi", "Tampilkan"),
    "backup_lines": BackupLines,
    "facts": lambda: Facts([("Nama", "Maria"), ("Wilayah", "Ende")]),
    "empty": lambda: EmptyState("parcel", "Belum ada", "Sebuah kalimat.", "Mulai", print),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_widget_shows_something_in_light_and_dark(qtbot, qapp, sample, dark):
    widget = SAMPLES[sample]()
    widget.setPalette(colours.palette(dark))
    put_on_screen(qtbot, widget)
    image = widget.grab().toImage()
    pixels = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}
    assert len(pixels) > 1


@pytest.mark.parametrize("sample", ["primary", "plain", "icon_only", "choice", "tick", "selector"])
def test_the_focus_can_be_seen(qtbot, sample):
    holder = QWidget()
    column = QVBoxLayout(holder)
    other, widget = Line(), SAMPLES[sample]()
    column.addWidget(other)
    column.addWidget(widget)
    put_on_screen(qtbot, holder)
    other.setFocus()
    before = widget.grab().toImage()
    widget.setFocus()
    assert widget.hasFocus()
    assert widget.grab().toImage() != before


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
@pytest.mark.parametrize("make", [lambda: Button("Lanjut"), lambda: BigButton("A", "b", "home")])
def test_a_button_is_pressed_from_the_keyboard(qtbot, key, make):
    button = make()
    put_on_screen(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_button_is_never_narrower_than_its_words(qtbot):
    button = Button("Simpan berkas permintaan…", icon="export")
    qtbot.addWidget(button)
    words = button.fontMetrics().horizontalAdvance(button.text())
    assert button.minimumSizeHint().width() > words


def test_choices_exclude_each_other_and_follow_the_arrow_keys(qtbot):
    holder = QWidget()
    column = QVBoxLayout(holder)
    first, second = Choice("Satu", "arti", "home"), Choice("Dua", "arti", "table")
    column.addWidget(first)
    column.addWidget(second)
    put_on_screen(qtbot, holder)
    first.setChecked(True)
    first.setFocus()
    qtbot.keyClick(first, Key.Key_Down)
    assert second.isChecked()
    assert not first.isChecked()


def test_a_choice_grows_with_its_explanation(qtbot):
    choice = Choice("Satu", "kata " * 40, "home")
    qtbot.addWidget(choice)
    assert choice.heightForWidth(300) > choice.heightForWidth(900)


def test_a_meter_keeps_within_empty_and_full_and_says_its_number(qtbot):
    meter = half_full()
    qtbot.addWidget(meter)
    assert meter.accessibleName() == "Kelengkapan"
    assert meter.accessibleDescription() == "50 dari 100 sel"
    for given, shown in ((1.7, 1.0), (-0.2, 0.0), (None, None)):
        meter.show_share(given, "")
        assert meter.share == shown


def test_a_full_meter_is_filled_further_than_a_half_full_one(qtbot):
    def filled(share: float) -> int:
        meter = Meter("x", Tone.BAD)
        qtbot.addWidget(meter)
        meter.setPalette(colours.palette(dark=False))
        meter.resize(200, 8)
        meter.show_share(share, "")
        image = meter.grab(QRect(0, 4, 200, 1)).toImage()
        return sum(image.pixelColor(x, 0).red() == 0xA2 for x in range(200))

    assert [round(filled(share), -1) for share in (0, 0.5, 1)] == [0, 100, 200]


def test_a_chip_has_room_for_its_words_and_tells_them(qtbot):
    chip = Chip("Lengkap", Tone.GOOD, "check")
    qtbot.addWidget(chip)
    before = chip.sizeHint().width()
    chip.show_state("Belum lengkap sama sekali", Tone.WARN, "alert")
    assert chip.sizeHint().width() > before
    assert chip.accessibleName() == "Belum lengkap sama sekali"


def test_a_field_shows_its_error_below_and_tells_it_to_a_screen_reader(qtbot):
    editor = Line()
    field = Field("&Nama", editor, "Petunjuk")
    put_on_screen(qtbot, field)
    assert editor.accessibleName() == "Nama"
    field.set_error("Nama belum diisi.")
    assert editor.accessibleDescription() == field.error == "Nama belum diisi."
    shown = [label for label in field.findChildren(QLabel) if label.text() == field.error]
    assert shown[0].isVisible()
    field.set_error("")
    assert not shown[0].isVisible()


def test_the_mnemonic_of_a_field_leads_to_its_editor(qtbot):
    holder = QWidget()
    column = QVBoxLayout(holder)
    first, second = Line(), Line()
    column.addWidget(Field("&Nama", first))
    column.addWidget(Field("N&IP", second))
    put_on_screen(qtbot, holder)
    first.setFocus()
    qtbot.keyClick(first, Key.Key_I, Qt.KeyboardModifier.AltModifier)
    assert second.hasFocus()


def test_a_message_is_hidden_until_it_speaks_and_its_button_acts_once(qtbot):
    holder = QWidget()
    bar = MessageBar()
    QVBoxLayout(holder).addWidget(bar)
    put_on_screen(qtbot, holder)
    done = []
    assert not bar.isVisible()
    bar.tell(Tone.WARN, "Ada yang kurang.", "Perbaiki", lambda: done.append(True))
    action = next(one for one in bar.findChildren(Button) if one.text() == "Perbaiki")
    qtbot.mouseClick(action, Qt.MouseButton.LeftButton)
    assert done == [True]
    assert not bar.isVisible()


def test_a_message_about_an_error_says_what_to_do(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    error = LontarError("nip_salah", angka=18)
    bar.tell_error(error)
    assert error.pesan in bar.text
    assert error.saran in bar.text


def test_what_others_wrote_is_never_read_as_markup(qtbot):
    label = text.body("<b>tebal</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_label_in_a_tone_follows_the_system_into_the_dark(qtbot, qapp):
    holder = QWidget()
    label = text.Text("Salah", tone=Tone.BAD)
    QVBoxLayout(holder).addWidget(label)
    put_on_screen(qtbot, holder)
    before = qapp.palette()
    try:
        shades = []
        for dark in (False, True):
            qapp.setPalette(colours.palette(dark))
            qapp.processEvents()
            shades.append(label.palette().color(QPalette.ColorRole.WindowText).name())
        assert shades == [value.lower() for value in Tone.BAD.value]
    finally:
        qapp.setPalette(before)


def test_facts_can_be_replaced_and_copied(qtbot):
    facts = Facts([("Nama", "Maria")])
    put_on_screen(qtbot, facts)
    facts.show_lines([("Nama", "Yosefina"), ("Peran", "operator")])

    def shown() -> list[QLabel]:
        return [one for one in facts.findChildren(QLabel) if one.isVisible()]

    wanted = ["Nama", "Yosefina", "Peran", "operator"]
    qtbot.waitUntil(lambda: [one.text() for one in shown()] == wanted)
    assert shown()[1].textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_section_list_tells_what_is_wanted_by_mouse_and_by_arrow(qtbot):
    sections = SectionList([("a", "&Satu", "home"), ("b", "&Dua", "table")])
    put_on_screen(qtbot, sections)
    wanted: list[str] = []
    sections.wanted.connect(wanted.append)
    qtbot.mouseClick(sections.item("a"), Qt.MouseButton.LeftButton)
    sections.item("a").setFocus()
    qtbot.keyClick(sections.item("a"), Key.Key_Down)
    assert wanted == ["a", "b"]


def test_a_compact_section_list_keeps_the_names_for_those_who_point_or_listen(qtbot):
    sections = SectionList([("a", "&Satu", "home")])
    qtbot.addWidget(sections)
    wide = sections.item("a").sizeHint().width()
    sections.set_compact(compact=True)
    assert sections.item("a").sizeHint().width() < wide
    assert sections.item("a").accessibleName() == sections.item("a").toolTip() == "Satu"


def test_the_editor_that_gets_the_focus_is_scrolled_into_view(qtbot):
    column = Column()
    lines = [Line() for _ in range(30)]
    for line in lines:
        column.body.addWidget(line)
    column.resize(300, 200)
    put_on_screen(qtbot, column)
    lines[0].setFocus()
    for line in lines[:-1]:
        qtbot.keyClick(line, Key.Key_Tab)
    assert lines[-1].hasFocus()
    seen = QRect(lines[-1].mapTo(column.viewport(), lines[-1].rect().topLeft()), lines[-1].size())
    assert column.viewport().rect().contains(seen)


def test_a_selector_opens_and_chooses_from_the_keyboard(qtbot):
    selector = filled_selector()
    put_on_screen(qtbot, selector)
    assert isinstance(selector, QComboBox)
    qtbot.keyClick(selector, Key.Key_Down)
    assert selector.currentText() == "Triwulan II 2026"


def test_an_empty_state_leads_on(qtbot):
    done = []
    empty = EmptyState("parcel", "Belum ada", "Kalimat.", "Mulai", lambda: done.append(True))
    put_on_screen(qtbot, empty)
    qtbot.keyClick(empty.button, Key.Key_Return)
    assert done == [True]


def test_the_buttons_of_a_bar_that_speaks_late_are_reached_where_the_bar_stands(qtbot):
    place = QWidget()
    column = QVBoxLayout(place)
    bar, after = MessageBar(), Button("Sesudahnya")
    column.addWidget(bar)
    column.addWidget(after)
    put_on_screen(qtbot, place)
    assert bar.text == ""
    assert not bar.findChildren(Button)
    bar.tell(Tone.WARN, "Kalimat.", "Buka", lambda: None)
    order = [one for one in chain(place) if isinstance(one, Button)]
    assert [one.text() for one in order] == ["Buka", "", "Sesudahnya"]


def chain(place: QWidget) -> list[QWidget]:
    """What Tab comes by, from a window on."""
    found = place.nextInFocusChain()
    passed = []
    while found is not None and found is not place:
        passed.append(found)
        found = found.nextInFocusChain()
    return passed


@pytest.mark.parametrize(
    "words", ["<b>x</b>", 'Catatan: <img src="//s/x"> apa?', "&lt;x\n<i>y</i>"]
)
def test_a_tooltip_shows_foreign_words_letter_by_letter(qapp, words):
    document = QTextDocument()
    document.setHtml(tip.plain(words))
    assert document.toPlainText() == words


@pytest.mark.parametrize("words", ["", "1 < 2", "satu\ndua & tiga"])
def test_a_tooltip_of_plain_words_stays_as_it_is(words):
    assert tip.plain(words) == words


def test_the_name_of_an_editor_is_never_markup(qapp):
    assert text.buddy("<b>x</b>", QWidget()).textFormat() == Qt.TextFormat.PlainText


def test_lines_that_are_replaced_keep_the_focus_at_its_place(qtbot) -> None:
    card = LinesCard("Temuan")
    card.show_lines(LineButton(words) for words in "abc")
    put_on_screen(qtbot, card)
    card.lines[2].setFocus()
    qtbot.waitUntil(card.lines[2].hasFocus)
    old = list(card.lines)

    card.show_lines(LineButton(words) for words in "xy")
    qtbot.waitUntil(card.lines[1].hasFocus)
    assert [line.text() for line in card.lines] == ["x", "y"]
    qtbot.waitUntil(lambda: not any(map(isValid, old)))
