"""A kabupaten with one OPD whose package it took in: what the way back down starts from."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from app.domain.pertanyaan import JenisTanya
from app.exchange import (
    butir_tanya,
    hambatan,
    pasang_balasan,
    susun_balasan,
    tanya,
)
from app.store.door import Kunci
from tests.exchange import contoh_balasan, contoh_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import TENGGAT, TERLAYANI
from tests.exchange.contoh_opd import DINKES, KUPANG, T3, hand_in, take
from tests.exchange.contoh_sertifikat import NOW, pimpinan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from app.domain.pertanyaan import Pertanyaan
    from app.exchange.pasang_balasan import LaporanBalasan
    from app.exchange.susun_balasan import BalasanJadi
    from app.store.office import Office
    from tests.exchange.contoh_sertifikat import Pihak

WILAYAH = contoh.acuan().wilayah
MARIA = "Maria Contoh"
TANYA = "Mengapa turun dari triwulan lalu?"
KES_01 = Kunci("KES-01", KUPANG, str(T3))


class Rumah(NamedTuple):
    """A kabupaten that took in the first package of its Dinas Kesehatan, and that OPD."""

    kabupaten: Office
    dinkes: Office
    folder: Path


@contextmanager
def opened(tmp_path: Path) -> Iterator[Rumah]:
    """Both offices, open."""
    with (
        contoh.kabupaten(tmp_path / "kabupaten", filled=False) as kabupaten,
        contoh_opd.office(tmp_path / "dinkes", DINKES, "KES") as dinkes,
    ):
        contoh_opd.fill(dinkes, {("KES-01", TERLAYANI): 6400})
        take(kabupaten, hand_in(dinkes, tmp_path / "dinkes"))
        yield Rumah(kabupaten, dinkes, tmp_path)


def ask(
    office: Office,
    sel: str = TERLAYANI,
    jenis: JenisTanya = JenisTanya.PERBAIKI,
    kunci: Kunci = KES_01,
    *,
    penghalang: bool = False,
) -> Pertanyaan:
    return tanya.ask(office, kunci, sel, jenis, TANYA, penghalang=penghalang, oleh=MARIA)


def replies(office: Office, *kepada: str, own: Pihak | None = None) -> list[BalasanJadi]:
    signer = own or pimpinan()
    certs = [signer.certificate]
    wanted = kepada or susun_balasan.recipients(office, 2026)
    prepared = susun_balasan.prepare(office, wanted, 2026, TENGGAT, certs)
    return susun_balasan.keep(office, susun_balasan.sign(prepared, signer.key, certs), WILAYAH)


def look(office: Office, teks: str) -> LaporanBalasan:
    return contoh_balasan.look(office, teks)


def install(office: Office, teks: str) -> pasang_balasan.Terpasang:
    return pasang_balasan.install(office, look(office, teks), WILAYAH)


def later() -> datetime:
    return NOW + timedelta(hours=2)


def send_again(rumah: Rumah) -> int:
    """The OPD hands in once more, the kabupaten accepts; how many answers were new."""
    return take(rumah.kabupaten, hand_in(rumah.dinkes, rumah.folder / "dinkes", later)).jawaban


def type_in(office: Office, nilai: int, sel: str = TERLAYANI) -> None:
    contoh.type_in(office, "KES-01", sel, nilai)


def states(office: Office) -> list[str]:
    return [one.keadaan for one in butir_tanya.listed(office, KUPANG, T3)]


def blockers(office: Office) -> list[str]:
    found = hambatan.blockers(office, contoh.acuan(), T3, KUPANG)
    return [one.pesan for one in found if one.kode == "pertanyaan_belum_dijawab"]
