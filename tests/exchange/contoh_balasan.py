"""A kabupaten and its province after the first package: what the way back starts from."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import pytest

from app import paths
from app.domain.bukti import Keterangan
from app.domain.pertanyaan import JenisTanya
from app.errors import LontarError
from app.exchange import (
    balasan,
    butir_tanya,
    hambatan,
    impor,
    pasang_balasan,
    surat,
    susun_balasan,
    tanya,
)
from app.store import deadlines, dispatch, evidence, letters, pertanyaan
from app.store.door import Kunci
from app.store.office import Office
from tests import contoh_bukti
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import clock
from tests.exchange.contoh_surat import officer_of_province

if TYPE_CHECKING:
    from app.domain.pertanyaan import Pertanyaan
    from app.exchange.balasan import IsiBalasan
    from app.exchange.pasang_balasan import LaporanBalasan, Terpasang
    from app.exchange.susun_balasan import BalasanJadi
    from tests.exchange.contoh_sertifikat import Pihak

KUPANG, T3 = contoh.KUPANG, contoh.T3
TENGGAT = paths.forms() / "tenggat.toml"
TERLAYANI = "penerima.terlayani.jumlah"
HARUS = "penerima.harus.jumlah"
YOHANA = "Yohana Contoh"


class Pasangan(NamedTuple):
    """Both offices, open."""

    kabupaten: Office
    provinsi: Office
    folder: Path

    def close(self) -> None:
        self.kabupaten.close()
        self.provinsi.close()


@cache
def _begun() -> Path:
    """Both offices after revision 1 was sent and accepted; made once for the whole run."""
    place = Path(mkdtemp())
    with contoh.kabupaten(place / "kabupaten") as office:
        contoh.type_in(office, "KES-01", TERLAYANI, 6400)
        data = contoh.export(office, place).path.read_bytes()
    with contoh.provinsi(place / "provinsi") as office:
        impor.accept(office, contoh.judge(data), pelaku=YOHANA)
    return place


def both(folder: Path) -> Pasangan:
    """Offices of one's own to write into."""
    for name in ("kabupaten", "provinsi"):
        shutil.copytree(_begun() / name, folder / name)
    kabupaten = Office.open(folder / "kabupaten", clock)
    return Pasangan(kabupaten, Office.open(folder / "provinsi", clock), folder)


def ask(
    province: Office,
    sel: str = TERLAYANI,
    teks: str = "Mengapa turun dari triwulan lalu?",
    jenis: JenisTanya = JenisTanya.PERBAIKI,
    *,
    penghalang: bool = False,
) -> Pertanyaan:
    kunci = Kunci("KES-01", KUPANG, str(T3))
    return tanya.ask(province, kunci, sel, jenis, teks, penghalang=penghalang, oleh=YOHANA)


def reply(province: Office, own: Pihak | None = None) -> BalasanJadi:
    """One reply to Kupang."""
    pihak = own or officer_of_province()
    certs = [pihak.certificate]
    prepared = susun_balasan.prepare(province, [KUPANG], 2026, TENGGAT, certs)
    signed = susun_balasan.sign(prepared, pihak.key, certs)
    (made,) = susun_balasan.keep(province, signed, contoh.acuan().wilayah)
    return made


def resigned(made: BalasanJadi, own: Pihak | None = None, **changes: object) -> str:
    """Another reply with the same contents but for what is changed."""
    pihak = own or officer_of_province()
    isi: IsiBalasan = msgspec.structs.replace(made.isi, **changes)
    amplop = balasan.sign(isi, pihak.key, [pihak.certificate])
    return "\n".join([balasan.BEGIN, *surat.wrapped(amplop), balasan.END])


def look(office: Office, teks: str) -> LaporanBalasan:
    found = pasang_balasan.judge(
        office, teks.encode(), "balasan.txt", contoh.acuan().wilayah, TENGGAT
    )
    told = [found.kalimat, *found.isi()]
    assert not any("{" in one for one in told)
    return found


def install(office: Office, teks: str) -> Terpasang:
    return pasang_balasan.install(office, look(office, teks), contoh.acuan().wilayah)


def send_again(pair: Pasangan) -> impor.Penerimaan:
    """The kabupaten hands in, the province accepts."""
    data = contoh.export(pair.kabupaten, pair.folder).path.read_bytes()
    laporan = impor.refine(pair.provinsi, contoh.judge(data), contoh.acuan().wilayah)
    return impor.accept(pair.provinsi, laporan, pelaku=YOHANA)


# --- What is to be seen -------------------------------------------------------------------------


def refusal(call, *arguments, **named) -> str:
    with pytest.raises(LontarError) as caught:
        call(*arguments, **named)
    assert caught.value.pesan
    assert caught.value.saran
    return caught.value.kode


def butir(office: Office) -> list[butir_tanya.Butir]:
    return butir_tanya.listed(office, KUPANG, T3)


def package_with_letter(folder: Path) -> Path:
    """A package of a kabupaten with a letter that travels, its archive beside it."""
    kunci = Kunci("KES-01", KUPANG, str(T3))
    with contoh.kabupaten(folder / "kabupaten") as kabupaten:
        evidence.attach(
            kabupaten, kunci, TERLAYANI, "surat.pdf", contoh_bukti.pdf(), Keterangan(), label="b",
            pelaku="Maria",
        )  # fmt: skip
        return contoh.export(kabupaten, folder).path


def states(office: Office) -> list[str]:
    return [one.keadaan for one in butir(office)]


def blockers(office: Office) -> list[hambatan.Hambatan]:
    found = hambatan.blockers(office, contoh.acuan(), T3, KUPANG)
    return [one for one in found if one.kode == "pertanyaan_belum_dijawab"]


def whole(office: Office) -> object:
    """Everything a reply can change."""
    asked = [(one[:7], one.kejadian) for one in pertanyaan.questions(office)]
    days = [deadlines.deadlines(office, T3, TENGGAT)]
    book = sorted((one.revisi or 0, one.putusan) for one in dispatch.packages(office))
    return asked, days, book, sorted(one.id for one in letters.letters(office))
