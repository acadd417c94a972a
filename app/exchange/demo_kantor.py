"""One office of the demo: set up, filled for several quarters, enrolled, and its package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.domain.bagian import SPM
from app.exchange import (
    demo_angka,
    demo_espm,
    demo_miskin,
    ekspor,
    hambatan,
    impor,
    kunci,
    pendaftaran,
    percaya,
    pernyataan,
    sertifikat_baru,
)
from app.exchange.demo_miskin_resep import Lembar
from app.exchange.pembaca.induk import Pembaca
from app.exchange.pendirian import Rencana, establish
from app.exchange.verifikasi import Pemeriksa
from app.store import door, people, pustaka
from app.store import opd as opd_of
from app.store.door import CellWrite
from app.store.office import Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

    from app.domain.formulir import Formulir
    from app.domain.nilai import Nilai
    from app.domain.periode import Periode
    from app.domain.wilayah import Wilayah
    from app.exchange.demo_miskin_resep import ResepMiskin
    from app.exchange.demo_resep import Cerita, OpdRekaan, Resep
    from app.exchange.paket import Acuan
    from app.exchange.putusan import Laporan
    from app.store.people import Pengguna

FRASA_SANDI = "latihan lontar demo ntt"
_JENIS = "demo"


@dataclass(frozen=True, kw_only=True)
class Bersama:
    """What all offices of one demo have in common; without `miskin` they hand in SPM alone.

    With `lalu` they handed in the quarters before as well, each in its time.
    """

    provinsi: Wilayah
    periode: Periode
    acuan: Acuan
    resep: Resep
    cerita: Cerita
    miskin: ResepMiskin | None
    clock: Callable[[], datetime]
    lalu: bool = False

    @property
    def compared(self) -> list[Periode]:
        """The quarter, and those it is compared with, oldest first."""
        return _known(self.periode, self.periode.setahun_lalu(), self.periode.sebelum())

    @property
    def handed_in(self) -> list[Periode]:
        """The quarters of which packages are made, oldest first."""
        return self.compared if self.lalu else [self.periode]

    @property
    def periods(self) -> list[Periode]:
        """The quarters that get figures, oldest first: none is handed in before the one before."""
        before = [one.sebelum() for one in self.handed_in]
        return _known(*self.compared, *before)


def _known(*periods: Periode | None) -> list[Periode]:
    return sorted({one for one in periods if one is not None})


class Orang(NamedTuple):
    """Somebody who waits for a certificate."""

    pengguna: Pengguna
    key: RSAPrivateKey
    permintaan: bytes


class Siap(NamedTuple):
    """An office that waits for the certificates of its operator and its pimpinan."""

    folder: Path
    penyata: Orang
    penanda: Orang


def set_up(bersama: Bersama, wilayah: Wilayah, folder: Path, opd: OpdRekaan | None = None) -> Siap:
    """Make the office with its two people, fill it, and write their requests for certificates.

    With `opd` it is that OPD of the region. A kabupaten with OPD leaves their urusan to them.
    """
    plan = _plan(bersama, wilayah, opd)
    # Kept in memory for the next steps: every unlocking of a sealed key costs half a second.
    own, other = kunci.generate(), kunci.generate()
    made = iter([own])
    establish(plan, folder, bersama.clock, _silent, lambda: next(made, None) or kunci.generate())
    with Office.open(folder, bersama.clock) as office:
        pimpinan = people.add_user(
            office,
            nama=t("perintah.demo.pimpinan", wilayah=wilayah.singkat),
            peran="pimpinan",
            jabatan=t("perintah.demo.jabatan_pimpinan"),
        )
        pendaftaran.keep_key(office, pimpinan, other, FRASA_SANDI)
        fill_office(bersama, office, wilayah, _filled_here(bersama, office, wilayah))
        first = people.users(office)[0]
    return Siap(folder, _asking(plan, first, own), _asking(plan, pimpinan, other))


def _plan(bersama: Bersama, wilayah: Wilayah, opd: OpdRekaan | None) -> Rencana:
    jenis: Literal["kabupaten", "provinsi", "opd"] = (
        "provinsi" if wilayah.is_provinsi else "opd" if opd else "kabupaten"
    )
    name = opd.nama if opd else t(f"perintah.demo.kantor.{jenis}", wilayah=wilayah.nama)
    return Rencana(
        jenis=jenis,
        wilayah=wilayah,
        provinsi=t("perintah.demo.otoritas", provinsi=bersama.provinsi.singkat),
        kantor=name,
        nama=t("perintah.demo.pengguna", wilayah=wilayah.singkat),
        jabatan=t("perintah.demo.jabatan"),
        peran="operator",
        frasa_sandi=FRASA_SANDI,
        urusan=tuple(opd.urusan) if opd else (),
    )


def _filled_here(bersama: Bersama, office: Office, wilayah: Wilayah) -> Container[str] | None:
    """The urusan that are typed in an office; None for all of them."""
    owners = bersama.cerita.owners(wilayah.kode)
    if opd_of.owned(office) is not None or not owners:
        return opd_of.owned(office)
    theirs = {urusan for one in owners for urusan in one.urusan}
    return {form.urusan for form in bersama.acuan.forms.values()} - theirs


def _asking(plan: Rencana, pengguna: Pengguna, key: RSAPrivateKey) -> Orang:
    permintaan = sertifikat_baru.create_request(
        key,
        nama=pengguna.nama,
        kantor=plan.kantor,
        wilayah=plan.wilayah.kode,
        peran=pengguna.peran,
        opd=plan.jenis == "opd",
    )
    return Orang(pengguna, key, permintaan)


def enrol_and_export(
    bersama: Bersama,
    siap: Siap,
    answers: Sequence[bytes],
    targets: Mapping[Periode, Path],
    titipan: Mapping[Periode, Sequence[Path]],
) -> dict[Periode, Path]:
    """Install both certificates, then state, sign, and put the package of each quarter in place.

    `titipan` are packages of the OPD of a kabupaten, which are taken in before.
    """
    with Office.open(siap.folder, bersama.clock) as office:
        certs = [
            install(office, orang, answer)
            for orang, answer in zip((siap.penyata, siap.penanda), answers, strict=True)
        ]
        return {
            periode: _export(bersama, office, siap, certs, periode, targets[periode],
                             titipan.get(periode, ()))
            for periode in bersama.handed_in
        }  # fmt: skip


def _export(
    bersama: Bersama,
    office: Office,
    siap: Siap,
    certs: Sequence[list[Certificate]],
    periode: Periode,
    target: Path,
    titipan: Sequence[Path],
) -> Path:
    penyata, penanda = certs
    acuan, clock = bersama.acuan, bersama.clock
    for laporan in take_in(bersama, office, titipan):
        assert laporan.sah
    explain(bersama, office, periode)
    told = pernyataan.design(office, acuan, periode, penyata, clock)
    pernyataan.keep(office, pernyataan.state(told, siap.penyata.key, penyata, clock))
    key = siap.penanda.key
    return ekspor.export_package(office, acuan, periode, target, key, penanda, clock).path


def take_in(bersama: Bersama, office: Office, files: Sequence[Path]) -> Iterator[Laporan]:
    """Judge packages and accept what can be read; the verdicts."""
    pelaku = people.users(office)[0].nama
    with Pembaca() as pembaca:
        pemeriksa = Pemeriksa(bersama.acuan, percaya.of_office(office), bersama.clock, pembaca)
        for laporan in impor.examine(files, office, pemeriksa):
            if laporan.bacaan is not None:
                impor.accept(office, laporan, pelaku=pelaku)
            yield laporan


def explain(bersama: Bersama, office: Office, periode: Periode | None = None) -> None:
    """Give a reason for every warning of a quarter, as an operator would before stating."""
    periode, wilayah = periode or bersama.periode, office.identitas.wilayah
    label, alasan = t("perintah.demo.label_alasan"), t("perintah.demo.alasan")
    pelaku = people.users(office)[0].nama
    for one in hambatan.blockers(office, bersama.acuan, periode, wilayah):
        if one.sidik:
            hambatan.answer(office, one, alasan, label=label, pelaku=pelaku)


def install(office: Office, orang: Orang, answer: bytes) -> list[Certificate]:
    """Put somebody's certificate to use; returns what they sign with."""
    answered = pendaftaran.read_answer(office, answer)
    pendaftaran.install(office, orang.pengguna, answered, FRASA_SANDI)
    return [answered.sertifikat]


def fill_office(
    bersama: Bersama, office: Office, wilayah: Wilayah, urusan: Container[str] | None = None
) -> None:
    """Write the figures of every quarter, one gesture each, through the one door.

    With `urusan` only those of SPM are written, as an OPD fills them.
    """
    pelaku = people.users(office)[0].nama
    for periode in bersama.periods:
        label = t("perintah.demo.label", periode=periode.judul)
        cells = list(_cells(bersama, office, wilayah, periode, urusan))
        door.write(office, cells, jenis=_JENIS, label=label, pelaku=pelaku)


def _cells(
    bersama: Bersama,
    office: Office,
    wilayah: Wilayah,
    periode: Periode,
    urusan: Container[str] | None,
) -> Iterator[CellWrite]:
    sheets: dict[str, dict[str, Nilai]] = {}
    listed = pustaka.forms_of(office, periode).values()
    mine = [
        form
        for form in listed
        if form.filled_by(wilayah.kode) and (urusan is None or form.urusan in urusan)
    ]
    # What is compared with the index comes after all the index is made from.
    for form in sorted(mine, key=lambda one: one.bagian == SPM and not one.berindeks):
        if form.bagian == SPM and not form.berindeks:
            about = wilayah, periode, mine, sheets
            sheets[form.kode] = demo_espm.fill(*about, bersama.acuan)
        else:
            work_out = _values if form.bagian == SPM else _values_of_kemiskinan
            sheets[form.kode] = work_out(bersama, wilayah, form.kode, periode)
        for sel, nilai in sheets[form.kode].items():
            home = str(form.home_period(sel, periode))
            yield CellWrite(form.kode, wilayah.kode, home, sel, nilai)


def _values(
    bersama: Bersama, wilayah: Wilayah, formulir: str, periode: Periode
) -> dict[str, Nilai]:
    """The figures of a sheet with this year's stories told in it."""
    cerita, this_year = bersama.cerita, periode.tahun == bersama.periode.tahun
    form = _form(bersama, formulir)
    planted = frozenset(cerita.planted(wilayah.kode, formulir) if this_year else ())
    sheet = demo_angka.Sheet(form, wilayah, periode, bersama.resep, cerita, planted)
    values = demo_angka.fill(sheet)
    if not (this_year and wilayah.kode == cerita.belum_lengkap):
        return values
    left_out = tuple(cerita.kosong)
    return {
        sel: nilai for sel, nilai in values.items() if not f"{formulir}.{sel}".startswith(left_out)
    }


def _values_of_kemiskinan(
    bersama: Bersama, wilayah: Wilayah, formulir: str, periode: Periode
) -> dict[str, Nilai]:
    """The same for kemiskinan; nothing where this demo has none."""
    if bersama.miskin is None:
        return {}
    this_year = periode.tahun == bersama.periode.tahun
    known, form = bersama.acuan.wilayah, _form(bersama, formulir)
    return demo_miskin.fill(Lembar(form, wilayah, periode, bersama.miskin, this_year, known))


def _form(bersama: Bersama, formulir: str) -> Formulir:
    return next(form for (kode, _), form in bersama.acuan.forms.items() if kode == formulir)


def _silent(_step: str, _done: int, _total: int) -> None:
    return
