"""What a reply brings that is new here: deadlines, questions and follow-ups, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.periode import Periode
from app.teks import t

if TYPE_CHECKING:
    from datetime import date

    from app.domain.pertanyaan import Pertanyaan
    from app.domain.tindak_lanjut import TindakLanjut


class TenggatBaru(NamedTuple):
    """A deadline that would be another day than it is here now."""

    periode: str
    label: str
    lama: date
    baru: date
    alasan: str

    @property
    def kalimat(self) -> str:
        """Which deadline moves, from when to when, and why."""
        facts = {
            "periode": Periode.parse(self.periode).judul,
            "label": self.label,
            "lama": f"{self.lama:%d-%m-%Y}",
            "baru": f"{self.baru:%d-%m-%Y}",
        }
        if self.alasan:
            return t("balasan.isi.tenggat_alasan", alasan=self.alasan, **facts)
        return t("balasan.isi.tenggat", **facts)

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        return {
            **self._asdict(),
            "lama": self.lama.isoformat(),
            "baru": self.baru.isoformat(),
        }


class TanyaBaru(NamedTuple):
    """A question that is new here, or to which something happened since."""

    kini: Pertanyaan
    dulu: Pertanyaan | None
    dikenal: bool

    @property
    def jenis(self) -> str:
        """What became of it: "baru", or the state it is in now."""
        return "baru" if self.dulu is None else self.kini.keadaan.value

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        return {
            "id": self.kini.id,
            "jenis": self.jenis,
            "keadaan": self.kini.keadaan.value,
            "formulir": self.kini.formulir,
            "sel": self.kini.sel,
            "periode": self.kini.periode,
            "teks": self.kini.teks,
            "penghalang": self.kini.penghalang,
        }


class LanjutBaru(NamedTuple):
    """A follow-up that is new here, or to which something happened since."""

    kini: TindakLanjut
    dulu: TindakLanjut | None

    @property
    def jenis(self) -> str:
        """What became of it: "baru", "tenggat" when that was moved, or the state it is in now."""
        if self.dulu is None:
            return "baru"
        if self.kini.keadaan is self.dulu.keadaan and self.kini.tenggat != self.dulu.tenggat:
            return "tenggat"
        return self.kini.keadaan.value

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        return {
            "id": self.kini.id,
            "jenis": self.jenis,
            "keadaan": self.kini.keadaan.value,
            "uraian": self.kini.uraian,
            "tenggat": self.kini.tenggat.isoformat(),
        }
