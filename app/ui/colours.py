"""Every colour in the window: two palettes and the few tones that carry a meaning.

The warm browns and golds come from lontar palm leaf and ikat cloth. A tone never speaks
alone: whoever uses one also shows a text or a glyph.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QColor, QGuiApplication, QPalette

_Role = QPalette.ColorRole

_LIGHT = {
    _Role.Window: "#F5F2EC",
    _Role.WindowText: "#261F18",
    _Role.Base: "#FFFFFF",
    _Role.AlternateBase: "#FAF8F4",
    _Role.Text: "#261F18",
    _Role.PlaceholderText: "#756A5D",
    _Role.Button: "#EFEAE1",
    _Role.ButtonText: "#261F18",
    _Role.BrightText: "#FFFFFF",
    _Role.ToolTipBase: "#33271C",
    _Role.ToolTipText: "#F7F1E7",
    _Role.Highlight: "#84511D",
    _Role.HighlightedText: "#FFFFFF",
    _Role.Accent: "#84511D",
    _Role.Link: "#7A4718",
    _Role.LinkVisited: "#5E4A36",
    _Role.Light: "#FFFFFF",
    _Role.Midlight: "#E9E3D8",
    _Role.Mid: "#C9BFB0",
    _Role.Dark: "#A4998A",
    _Role.Shadow: "#6B6156",
}
_DARK = {
    _Role.Window: "#1D1916",
    _Role.WindowText: "#EEE7DC",
    _Role.Base: "#2A2520",
    _Role.AlternateBase: "#2F2A24",
    _Role.Text: "#EEE7DC",
    _Role.PlaceholderText: "#AFA496",
    _Role.Button: "#332D27",
    _Role.ButtonText: "#EEE7DC",
    _Role.BrightText: "#FFFFFF",
    _Role.ToolTipBase: "#3A3028",
    _Role.ToolTipText: "#F5EEE2",
    _Role.Highlight: "#D6A450",
    _Role.HighlightedText: "#1E160C",
    _Role.Accent: "#D6A450",
    _Role.Link: "#E0B46A",
    _Role.LinkVisited: "#BFA98A",
    _Role.Light: "#453C33",
    _Role.Midlight: "#2B2620",
    _Role.Mid: "#544A40",
    _Role.Dark: "#120F0D",
    _Role.Shadow: "#000000",
}
_HALF = 0.5
_FAINT = (_Role.WindowText, _Role.Text, _Role.ButtonText)


class Tone(Enum):
    """A colour with a meaning: its shade on light and on dark surfaces."""

    ACCENT = ("#84511D", "#D6A450")
    GOLD = ("#A87A28", "#C99B49")
    MUTED = ("#655B4F", "#BDB2A4")
    EDGE = ("#918574", "#7D7265")
    LINE = ("#DDD5C8", "#3D362F")
    GOOD = ("#2B6A38", "#8CC795")
    WARN = ("#875300", "#E6B65C")
    BAD = ("#A2271C", "#F2958A")
    INFO = ("#1D5A85", "#86BBE8")
    RAIL = ("#2C2118", "#151210")
    RAIL_TEXT = ("#E9DFD0", "#D9CFC0")
    RAIL_ACTIVE = ("#49372A", "#2E261F")


class Mark(Enum):
    """What a cell or a row can carry: tone and icon together, so that colour is never alone."""

    ERROR = (Tone.BAD, "stop")
    WARNING = (Tone.WARN, "alert")
    NOTE = (Tone.INFO, "info")
    EVIDENCE = (Tone.MUTED, "evidence")
    ASKED = (Tone.INFO, "help")

    @property
    def tone(self) -> Tone:
        """The mark's colour."""
        return self.value[0]

    @property
    def icon(self) -> str:
        """The mark's glyph."""
        return self.value[1]


def palette(dark: bool) -> QPalette:  # noqa: FBT001 - light and dark are its two values
    """The application's palette for a light or a dark system."""
    made = QPalette()
    for role, name in (_DARK if dark else _LIGHT).items():
        made.setColor(role, QColor(name))
    for role in _FAINT:
        faint = mix(made.color(role), made.color(_Role.Window), 0.5)
        made.setColor(QPalette.ColorGroup.Disabled, role, faint)
    made.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, made.color(_Role.Mid))
    return made


def dress() -> None:
    """Give the application our palette, light or dark as the system's own is."""
    QGuiApplication.setPalette(palette(is_dark(QGuiApplication.palette())))


def follow_system() -> None:
    """Dress the application for the system's scheme; leave a high-contrast system alone."""
    # Only here: this one name costs as much as half of the first paint.
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    scheme = hints.colorScheme()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        QGuiApplication.setPalette(QPalette())
    elif scheme != Qt.ColorScheme.Unknown:
        QGuiApplication.setPalette(palette(scheme == Qt.ColorScheme.Dark))


def bright_gold() -> QColor:
    """The gold that shines on the dark rail in either scheme."""
    return QColor("#E3B65F")


def is_dark(source: QPalette) -> bool:
    """Tell whether the surfaces of this palette are dark."""
    return source.color(_Role.Base).lightnessF() < _HALF


def tone(which: Tone, source: QPalette) -> QColor:
    """The shade of a tone that reads well on this palette."""
    light, dark = which.value
    return QColor(dark if is_dark(source) else light)


def soft(which: Tone, source: QPalette) -> QColor:
    """A pale surface in the tone, for chips and message bars."""
    return mix(tone(which, source), source.color(_Role.Base), 0.18 if is_dark(source) else 0.12)


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """`share` of the first colour over the rest of the second."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * share + second.redF() * rest,
        first.greenF() * share + second.greenF() * rest,
        first.blueF() * share + second.blueF() * rest,
    )


def heat(share: float, source: QPalette) -> tuple[QColor, QColor]:
    """Background and ink of a heat-map tile for `share` between 0 and 1.

    What is low stays close to the surface; what is high stands out from it.
    """
    bounded = min(max(share, 0.0), 1.0)
    names = ("#E3B65F", "#33291D") if is_dark(source) else ("#6E3F12", "#F6E7CB")
    high, low = (QColor(name) for name in names)
    back = mix(high, low, bounded**2)
    dark_ink, light_ink = QColor("#000000"), QColor("#FFFFFF")
    return back, max((dark_ink, light_ink), key=lambda ink: contrast(ink, back))


def contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of two colours as accessibility guidelines count it (1 to 21)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        # The sRGB curve and its straight beginning.
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - as WCAG defines it

    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (linear(part) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
