"""The tour of a screen as data: where it stops, in order, and what each stop points at."""

from __future__ import annotations

import msgspec


class Berhenti(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stop: its texts are `tur.<layar>.<nama>.judul` and `.isi`.

    `sasaran` names the part of the screen it points at, the first that is in view: a key of the
    catalogue is what is written on the part or what a screen reader calls it, `@Kind` its kind.
    """

    nama: str
    sasaran: list[str]


class Tur(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The stops of one screen, which is named as the Panduan names it."""

    layar: str
    berhenti: list[Berhenti]
