"""How things stand in the office of an exercise, as its checks ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import paths
from app.domain import latihan_putusan, nilai
from app.domain.angka import format_number
from app.domain.latihan import PeriksaNilai
from app.domain.latihan_putusan import Peringatan
from app.domain.lembar import evaluate
from app.exchange import cabut, hambatan, pernyataan
from app.exchange.latihan import langkah, soal
from app.exchange.latihan import ruang as ruang_latihan
from app.store import backgrounds, dispatch, opd, pustaka, questions, reasons
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.formulir import Formulir
    from app.domain.latihan import Periksa
    from app.domain.nilai import Nilai
    from app.exchange.latihan.ruang import Ruang
    from app.store.office import Office


class Keadaan:
    """The facts of one moment; what was looked up once is not looked up again."""

    def __init__(self, office: Office, ruang: Ruang) -> None:
        self._office, self._ruang = office, ruang
        self._periode = ruang_latihan.period(ruang, office.now().date())
        self._found: dict[str, list[Peringatan]] = {}

    def value(self, formulir: str, sel: str) -> Nilai | None:
        """What a cell holds."""
        return self._sheet(formulir).now.get(sel)

    def planted(self, formulir: str, sel: str) -> Nilai | None:
        """What a cell held before the exercise changed it; what it holds where it never did."""
        here, now = self._wilayah, self._periode
        told = reversed(questions.history(self._office, formulir, here, now, sel))
        begun = (one.lama for one in told if one.jenis == langkah.JENIS)
        return next(begun, self.value(formulir, sel))

    def findings(self, formulir: str) -> list[Peringatan]:
        """What the rules find in a form."""
        if formulir not in self._found:
            self._found[formulir] = self._look(formulir)
        return self._found[formulir]

    def stated(self) -> bool:
        """Whether a statement waits for its signature."""
        return pernyataan.waiting(self._office, self._wilayah, self._periode) is not None

    def revision(self) -> int:
        """The revision signed last, 0 before the first."""
        last = dispatch.latest_package(self._office, "keluar", self._wilayah, self._periode)
        return (last.revisi or 0) if last else 0

    def unsent(self) -> int:
        """How many cells are not as they were signed last."""
        return questions.unsent_count(self._office, self._wilayah, self._periode)

    def received(self) -> int:
        """The highest revision of ours that a receipt proves received, 0 before the first."""
        here, now = self._wilayah, self._periode
        sent = dispatch.packages(self._office, arah="keluar", wilayah=here, periode=now)
        proven = (one.revisi or 0 for one in sent if one.putusan == dispatch.DITERIMA)
        return max(proven, default=0)

    def accepted(self, wilayah: str) -> int:
        """The revision that counts here for a region, 0 before the first."""
        last = dispatch.counting(self._office, "masuk", self._periode).get(wilayah)
        return (last.revisi or 0) if last else 0

    def senders(self) -> frozenset[str]:
        """The OPD whose packages were taken in."""
        return opd.senders(self._office, self._periode)

    def owner(self, urusan: str) -> str:
        """The OPD that owns an urusan, empty for none."""
        found = opd.owners(self._office).get(urusan)
        return found.opd if found else ""

    def answer(self, kode: str) -> str:
        """What was chosen, empty before."""
        return soal.given(self._ruang.berkas).get(kode, "")

    def can_sign(self, wilayah: str) -> bool:
        """Whether anybody of a region has a certificate that counts."""
        return bool(cabut.living(self._office, wilayah))

    def has_file(self, nama: str) -> bool:
        """Whether such a file was written."""
        return next(self._ruang.berkas.glob(nama), None) is not None

    @property
    def _wilayah(self) -> str:
        return self._office.identitas.wilayah

    def _sheet(self, formulir: str) -> questions.SheetValues:
        return questions.sheet_values(self._office, formulir, self._wilayah, self._periode)

    def _look(self, formulir: str) -> list[Peringatan]:
        forms = pustaka.forms_of(self._office, self._periode)
        region = pustaka.load_wilayah(paths.forms())[self._wilayah]
        form, values = forms[formulir], self._sheet(formulir)
        latar = backgrounds.background(self._office, region, self._periode, form, forms)
        found = evaluate(form, values.now, values.before, values.last_year, latar).temuan
        given = reasons.reasons(self._office, self._wilayah, self._periode)
        return [
            Peringatan(one.aturan.kode, one.sel, bool(hambatan.reason_for(one, given)))
            for one in found
        ]


def stamp(office: Office, ruang: Ruang) -> object:
    """Changes whenever something was written in the office or among the files."""
    files = sorted(one.name for one in ruang.berkas.iterdir())
    return office.conn.total_changes, files, soal.given(ruang.berkas)


def judge(office: Office, ruang: Ruang) -> list[bool]:
    """Whether each check of the exercise is fulfilled now, in order."""
    return latihan_putusan.judge(ruang.latihan, Keadaan(office, ruang))


def amiss(office: Office, ruang: Ruang, found: Sequence[bool]) -> list[str]:
    """What is wrong at each check that is not fulfilled, in words; empty where nothing is to say.

    `found` is what `judge` said.
    """
    keadaan = Keadaan(office, ruang)
    forms = pustaka.forms_of(office, ruang_latihan.period(ruang, office.now().date()))
    return [
        "" if right else _worded(one, latihan_putusan.amiss(one, keadaan), forms)
        for one, right in zip(ruang.latihan.periksa, found, strict=True)
    ]


def _worded(
    periksa: Periksa, keliru: latihan_putusan.Keliru | None, forms: Mapping[str, Formulir]
) -> str:
    if keliru is None:
        return ""
    isi = str(keliru.isi)
    if isinstance(keliru.isi, nilai.Keadaan):
        isi = t(f"isian.keadaan.{keliru.isi.value}")
    elif isinstance(keliru.isi, int):
        places = 0
        if isinstance(periksa, PeriksaNilai):
            places = forms[periksa.formulir].cell(periksa.sel).desimal
        isi = format_number(keliru.isi, places)
    return t(f"latihan.keliru.{keliru.alasan}", isi=isi)
