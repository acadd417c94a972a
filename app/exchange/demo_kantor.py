"""One office of the demo: set up, filled for several quarters, enrolled, and its package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.exchange import demo_angka, ekspor, kunci, pendaftaran, sertifikat
from app.exchange.pendirian import Rencana, establish
from app.store import door, people, pustaka
from app.store.door import CellWrite
from app.store.office import Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.demo_resep import Cerita, Resep
    from app.exchange.ekspor import Terkirim
    from app.exchange.paket import Acuan

FRASA_SANDI = "latihan lontar demo ntt"
_JENIS = "demo"


@dataclass(frozen=True, kw_only=True)
class Bersama:
    """What all offices of one demo have in common."""

    provinsi: Wilayah
    periode: Periode
    acuan: Acuan
    resep: Resep
    cerita: Cerita
    clock: Callable[[], datetime]

    @property
    def periods(self) -> list[Periode]:
        """The quarters that get figures, oldest first; comparisons need earlier ones."""
        earlier = (self.periode.setahun_lalu(), self.periode.sebelum())
        return sorted({self.periode, *(one for one in earlier if one is not None)})


class Siap(NamedTuple):
    """An office that waits for its certificate."""

    folder: Path
    key: RSAPrivateKey
    permintaan: bytes


def set_up(bersama: Bersama, wilayah: Wilayah, folder: Path) -> Siap:
    """Make the office with one person, fill it, and write its request for a certificate."""
    jenis: Literal["kabupaten", "provinsi"] = "provinsi" if wilayah.is_provinsi else "kabupaten"
    plan = Rencana(
        jenis=jenis,
        wilayah=wilayah,
        provinsi=t("perintah.demo.otoritas", provinsi=bersama.provinsi.singkat),
        kantor=t(f"perintah.demo.kantor.{jenis}", wilayah=wilayah.nama),
        nama=t("perintah.demo.pengguna", wilayah=wilayah.singkat),
        jabatan=t("perintah.demo.jabatan"),
        peran="pimpinan",
        frasa_sandi=FRASA_SANDI,
    )
    # Kept in memory for the next steps: every unlocking of a sealed key costs half a second.
    keys = [kunci.generate()]
    made = iter(keys)
    establish(plan, folder, bersama.clock, _silent, lambda: next(made, None) or kunci.generate())
    with Office.open(folder, bersama.clock) as office:
        fill_office(bersama, office, wilayah)
    permintaan = sertifikat.create_request(
        keys[0], nama=plan.nama, kantor=plan.kantor, wilayah=wilayah.kode, peran=plan.peran
    )
    return Siap(folder, keys[0], permintaan)


def enrol_and_export(bersama: Bersama, siap: Siap, answer: bytes, target: Path) -> Terkirim:
    """Install the certificate, sign, and put the package into `target`."""
    with Office.open(siap.folder, bersama.clock) as office:
        user = people.users(office)[0]
        answered = pendaftaran.read_answer(office, answer)
        pendaftaran.install(office, user, answered, FRASA_SANDI)
        return ekspor.export_package(
            office,
            bersama.acuan,
            bersama.periode,
            target,
            siap.key,
            [answered.sertifikat],
            bersama.clock,
        )


def fill_office(bersama: Bersama, office: Office, wilayah: Wilayah) -> None:
    """Write the figures of every quarter, one gesture each, through the one door."""
    pelaku = people.users(office)[0].nama
    for periode in bersama.periods:
        label = t("perintah.demo.label", periode=periode.judul)
        cells = list(_cells(bersama, office, wilayah, periode))
        door.write(office, cells, jenis=_JENIS, label=label, pelaku=pelaku)


def _cells(
    bersama: Bersama, office: Office, wilayah: Wilayah, periode: Periode
) -> Iterator[CellWrite]:
    tingkat = "provinsi" if wilayah.is_provinsi else "kabupaten"
    for form in pustaka.forms_of(office, periode).values():
        if form.tingkat != tingkat:
            continue
        for sel, nilai in _values(bersama, wilayah, form.kode, periode).items():
            home = str(form.home_period(sel, periode))
            yield CellWrite(form.kode, wilayah.kode, home, sel, nilai)


def _values(
    bersama: Bersama, wilayah: Wilayah, formulir: str, periode: Periode
) -> dict[str, Nilai]:
    """The figures of a sheet with this year's stories told in it."""
    cerita, this_year = bersama.cerita, periode.tahun == bersama.periode.tahun
    form = next(form for (kode, _), form in bersama.acuan.forms.items() if kode == formulir)
    planted = frozenset(cerita.planted(wilayah.kode, formulir) if this_year else ())
    sheet = demo_angka.Sheet(form, wilayah, periode, bersama.resep, cerita, planted)
    values = demo_angka.fill(sheet)
    if not (this_year and wilayah.kode == cerita.belum_lengkap):
        return values
    left_out = tuple(cerita.kosong)
    return {
        sel: nilai for sel, nilai in values.items() if not f"{formulir}.{sel}".startswith(left_out)
    }


def _silent(_step: str, _done: int, _total: int) -> None:
    return
