"""What is asked when another day is allowed: for which part of the work, until when, and why."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QDate

from app.teks import t
from app.ui.widgets.button import Button, Kind
from app.ui.widgets.line import DateLine, Line
from app.ui.widgets.selector import Selector


class Allowance(NamedTuple):
    """The part of the work, the day, the reason, and what allows it."""

    kind: Selector
    day: DateLine
    reason: Line
    allow: Button


def fields() -> Allowance:
    """The fields with their names; the day is today until one is proposed."""
    day, reason, asked = DateLine(QDate.currentDate()), Line(), t("pengaturan.tenggat.alasan_tanya")
    day.setAccessibleName(t("pengaturan.tenggat.kolom.tanggal"))
    day.setObjectName("tenggat_khusus")
    reason.setPlaceholderText(asked)
    reason.setAccessibleName(asked)
    kind = Selector(t("pengaturan.tenggat.kolom.untuk"))
    allow = Button(t("pengaturan.tenggat.izinkan"), Kind.PLAIN, "check")
    return Allowance(kind, day, reason, allow)
