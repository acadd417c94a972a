"""A kabupaten with its OPD, and packages on both ways, for the tests.

`office` opens an OPD that may sign, `fill` types the examples of its urusan, `hand_in` gives the
bytes of its package; `look` and `take` judge and accept them at an open kabupaten.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.exchange import ekspor, hambatan, impor, kunci, pernyataan, sertifikat, sertifikat_baru
from app.store import opd, people
from app.store.door import write
from app.store.office import Identitas, Office
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NAMA, PIMPINAN, Pihak, authority, clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from app.exchange.putusan import Laporan

KUPANG, TTS, T3 = contoh.KUPANG, contoh.TTS, contoh.T3
DINKES, DINPU = "Dinas Kesehatan", "Dinas Pekerjaan Umum dan Perumahan"
ORANG = {
    DINKES: ("Dominggus Contoh", "Agustina Contoh, M.Kes"),
    DINPU: ("Petrus Contoh, S.T", "Markus Contoh, M.T"),
}
"""Operator and pimpinan of each."""


@cache
def signer(
    nama: str, opd_name: str, peran: str, wilayah: str = KUPANG, *, mark: bool = True
) -> Pihak:
    """Somebody with a certificate for an OPD; without `mark` only the name of it."""
    key, ca = kunci.generate(), authority()
    asked = sertifikat.read_request(
        sertifikat_baru.create_request(
            key, nama=nama, kantor=opd_name, wilayah=wilayah, peran=peran, opd=mark
        )
    )
    number = 500 + len(opd_name) + (peran == "pimpinan")
    return Pihak(
        key,
        sertifikat_baru.issue(
            ca.key, ca.certificate, asked, wilayah=wilayah, peran=peran, serial=number, clock=clock
        ),
    )


def signers(name: str, wilayah: str = KUPANG) -> tuple[Pihak, Pihak]:
    """Operator and pimpinan of an OPD."""
    first, second = ORANG.get(name, (NAMA, PIMPINAN))
    return signer(first, name, "operator", wilayah), signer(second, name, "pimpinan", wilayah)


def office(folder: Path, name: str, *urusan: str, wilayah: str = KUPANG) -> Office:
    """An open, empty OPD that owns these urusan and may sign."""
    identitas = Identitas("opd", wilayah, name, f"opd-{name}-{wilayah}")
    made = Office.create(folder, identitas, clock)
    contoh.know_forms(made)
    opd.set_owned(made, urusan)
    first, second = ORANG.get(name, (NAMA, PIMPINAN))
    people.add_user(made, nama=first, peran="operator", jabatan="Kepala Subbagian Data")
    people.add_user(made, nama=second, peran="pimpinan", jabatan="Kepala Dinas")
    own = signers(name, wilayah)
    contoh.trust(made, otoritas=authority(), operator=own[0], pimpinan=own[1])
    return made


def fill(made: Office, instead: Mapping[tuple[str, str], int] | None = None) -> None:
    """Type the examples of its urusan, with other figures where some are given by form and cell."""
    other, own = instead or {}, opd.owned(made)
    assert own is not None
    forms = contoh.acuan().forms
    cells = [
        one._replace(nilai=other.get((one.formulir, one.sel), one.nilai))
        for one in contoh.cells(made.identitas.wilayah)
        if forms[one.formulir, 1].urusan in own
    ]
    write(made, cells, jenis="ketik", label="Isi contoh", pelaku=people.users(made)[0].nama)


def hand_in(made: Office, target: Path, when: Callable[[], datetime] = clock) -> bytes:
    """Both hands of the OPD; the bytes of the package."""
    mine = made.identitas
    operator, pimpinan = signers(mine.kantor, mine.wilayah)
    for one in hambatan.blockers(made, contoh.acuan(), T3, mine.wilayah):
        if one.sidik:
            hambatan.answer(made, one, contoh.ALASAN, label="Alasan", pelaku="Operator")
    told = pernyataan.design(made, contoh.acuan(), T3, [operator.certificate], when)
    draf = pernyataan.state(told, operator.key, [operator.certificate], when)
    pernyataan.keep(made, draf)
    sent = ekspor.export_package(
        made, contoh.acuan(), T3, target, pimpinan.key, [pimpinan.certificate], when
    )
    return sent.path.read_bytes()


def look(place: Office, data: bytes, nama: str = "OPD.xlsx") -> Laporan:
    """The verdict of an office that has a book."""
    return impor.refine(place, contoh.judge(data, nama), contoh.acuan().wilayah)


def take(place: Office, data: bytes, **decided: Mapping[str, str]) -> impor.Penerimaan:
    """Judge and take in; `tahan` and `ambil_alih` with their reasons."""
    return impor.accept(place, look(place, data), pelaku="Yohana", **decided)  # type: ignore[arg-type]


def two_opd(place: Path) -> dict[str, Path]:
    """Two OPD hand in as files: the Dinas Kesehatan KES, the other PUM, PRK and, overlapping, KES.

    By the name of the OPD; their figures differ in one cell of KES-01, 6,480 and 6,600.
    """
    made = {}
    for name, urusan, served in ((DINKES, ("KES",), 6480), (DINPU, ("PUM", "PRK", "KES"), 6600)):
        folder = place / name.replace(" ", "-").casefold()
        with office(folder, name, *urusan) as one:
            fill(one, {("KES-01", "penerima.terlayani.jumlah"): served})
            hand_in(one, folder)
        (made[name],) = folder.glob("SPM_*.xlsx")
    return made


def consolidated(place: Path) -> Path:
    """The package of a kabupaten that took both in; KES stayed with the Dinas Kesehatan.

    The office stays in `place / "kabupaten"`; what no OPD owns was typed there.
    """
    files = two_opd(place)
    with contoh.kabupaten(place / "kabupaten", filled=False) as made:
        own = [one for one in contoh.cells() if one.formulir[:3] in ("PDK", "TRB", "SOS")]
        write(made, own, jenis="ketik", label="Isi contoh", pelaku=contoh.PELAKU)
        take(made, files[DINKES].read_bytes())
        take(made, files[DINPU].read_bytes(), tahan={"KES": "Milik Dinas Kesehatan."})
        return contoh.export(made, place).path
