"""Attacks that are no other file: on trust and time, by insiders, by letter, in the evidence.

Each is asked in a room with a kabupaten and a province, and tells what it came to.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from app.exchange import impor, kotak_surat, paket, surat
from app.exchange.lembar_data import DATA_HEADER
from app.exchange.pencabutan import Pencabutan
from app.exchange.percaya import Percaya
from app.exchange.sidik_lembar import sheet_digest
from app.exchange.verifikasi import Pemeriksa
from app.store import dispatch
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_sertifikat import NOW, Pihak, authority, later, officer, pimpinan
from tests.exchange.contoh_surat import (
    head_of_region,
    holder,
    message,
    office_name,
    officer_of_province,
    receipt,
    signed,
    withdrawal,
)
from tests.exchange.serangan import meja, pelaku
from tests.exchange.serangan.arsip import ARSIP, Hasil
from tests.exchange.serangan.pintu import PINTU

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.exchange.pembaca.induk import Pembaca
    from app.exchange.putusan import Laporan
    from app.store.office import Office

WILAYAH = contoh.acuan().wilayah


@dataclass(frozen=True)
class Ruang:
    """Where an attack is made: a reader, a kabupaten that has sent revision 1, its province.

    The province has accepted it. No attack changes anything in the room.
    """

    pembaca: Pembaca
    kabupaten: Office
    provinsi: Office

    def judge(self, data: bytes, pemeriksa: Pemeriksa | None = None) -> Laporan:
        return (pemeriksa or self.examiner()).verify_bytes(data, "SPM.xlsx")

    def examiner(self, *dicabut: Pihak, days: float = 0, **otoritas: Any) -> Pemeriksa:
        """A province that knows some certificates to be revoked, some days later."""
        ca = authority(**otoritas)
        known = {_place(one): _revoked(one) for one in dicabut}
        trust = Percaya((ca.certificate,), known)
        return Pemeriksa(contoh.acuan(), trust, lambda: later(days), self.pembaca)


@contextmanager
def ruang(folder: Path, pembaca: Pembaca) -> Iterator[Ruang]:
    """A room in which nothing has happened yet but the one package, sent and accepted."""
    data, isi = contoh.package(), contoh.reading()[0].isi
    with (
        contoh.kabupaten(folder / "kabupaten", filled=False) as kabupaten,
        contoh.provinsi(folder / "provinsi") as provinsi,
    ):
        sent = dispatch.Paket(
            arah="keluar", putusan=dispatch.MENUNGGU, nama_berkas="SPM.xlsx",
            paket_id=contoh.reading()[1], wilayah=isi.wilayah, periode=isi.periode,
            revisi=isi.revisi, ringkasan={},
        )  # fmt: skip
        with kabupaten.transaction():
            dispatch.record_package(kabupaten, sent, data)
        room = Ruang(pembaca, kabupaten, provinsi)
        impor.accept(provinsi, room.judge(data), pelaku="Yohana")
        yield room


def _place(pihak: Pihak) -> tuple[str, int]:
    from app.exchange import profil_x509

    key = profil_x509.public_key(authority().certificate)
    assert key is not None
    return profil_x509.digest(key), pihak.certificate.serial_number


def _revoked(pihak: Pihak) -> Pencabutan:
    sidik, seri = _place(pihak)
    return Pencabutan(sidik_ca=sidik, seri=seri, alasan="kunci_hilang", waktu=NOW, nomor=3)


def _of(laporan: Laporan) -> Hasil:
    return Hasil(laporan.putusan.value, laporan.alasan, laporan.kalimat)


# --- Trust and time ------------------------------------------------------------------------------


def revoked(*who: Callable[[], Pihak]) -> Callable[[Ruang], Hasil]:
    return lambda room: _of(room.judge(contoh.package(), room.examiner(*(one() for one in who))))


def revoked_later(room: Ruang) -> Hasil:
    """Accepted while everything was in order; the certificate is revoked afterwards."""
    again = room.judge(contoh.package(), room.examiner(pimpinan()))
    return _of(impor.refine(room.provinsi, again, WILAYAH))


def other_revoked(room: Ruang) -> Hasil:
    stranger = pelaku.issued(authority(), "pimpinan", nama="Ana Contoh", serial=900)
    return _of(room.judge(contoh.package(), room.examiner(stranger)))


def at(days: float) -> Callable[[Ruang], Hasil]:
    return lambda room: _of(room.judge(contoh.package(), room.examiner(days=days)))


def in_practice(room: Ruang) -> Hasil:
    return _of(room.judge(contoh.package(), room.examiner(latihan=True)))


def practised(room: Ruang) -> Hasil:
    data = pelaku.signed_anew(meja.without_seal(contoh.package()), *pelaku.strangers(latihan=True))
    return _of(room.judge(data))


# --- Insiders: the real operator and pimpinan sign what no program of ours writes ----------------


def insiders(
    change: Callable[[dict[str, Any]], object], *, redrawn: bool = True
) -> Callable[..., Hasil]:
    """A package both have really signed, with statements changed before signing."""

    def attack(room: Ruang) -> Hasil:
        told = copy.deepcopy(_statements())
        change(told)
        return _of(room.judge(_signed_by_insiders(told, redrawn=redrawn)))

    return attack


@cache
def _statements() -> dict[str, Any]:
    found = msgspec.json.decode(pelaku.canonical(meja.without_seal(contoh.package())))
    assert isinstance(found, dict)
    return found


def _signed_by_insiders(told: dict[str, Any], *, redrawn: bool) -> bytes:
    parts = meja.without_seal(contoh.package())
    data = paket.canonical(told)
    tampilan = pelaku.shown(parts)
    if redrawn:
        sheets = contoh.tata().sheets(contoh.reading()[0], contoh.reading()[1], contoh.reading()[2])
        tampilan = {sheet.nama: sheet_digest(sheet.baris) for sheet in sheets}
    pelaku.enclose(parts, data, pelaku.both(data, officer(), pimpinan(), tampilan))
    meja.write_rows(parts, meja.DATA, [DATA_HEADER, *told["nilai"]])
    return parts.packed()


def noted(
    teks: str, *, versi: int = 5, jenis: str = "sumber", sel: str = "penerima.harus.jumlah"
) -> Callable[[dict[str, Any]], object]:
    """A note that no sheet shows."""
    return lambda told: told.update(versi=versi, catatan=[["KES-01", sel, jenis, teks]])


def put(path: str, value: object) -> Callable[[dict[str, Any]], object]:
    def change(told: dict[str, Any]) -> None:
        *steps, last = path.split(".")
        place: Any = told
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        place[int(last) if isinstance(place, list) else last] = value

    return change


# --- Letters -------------------------------------------------------------------------------------


def at_kabupaten(make: Callable[[Ruang], str]) -> Callable[[Ruang], Hasil]:
    return lambda room: _letter(room.kabupaten, make(room))


def at_provinsi(make: Callable[[Ruang], str]) -> Callable[[Ruang], Hasil]:
    return lambda room: _letter(room.provinsi, make(room))


def _letter(office: Office, text: str) -> Hasil:
    (found,) = kotak_surat.judge(office, text.encode(), "surat.txt", WILAYAH)
    kode = found.galat.kode if found.galat else found.keadaan.value
    return Hasil(found.keadaan.value, kode, found.kalimat)


def _about(**changes: object) -> surat.Rujukan:
    isi = contoh.reading()[0].isi
    told = {
        "id": contoh.reading()[1], "wilayah": isi.wilayah, "periode": isi.periode,
        "revisi": isi.revisi,
    }  # fmt: skip
    return surat.Rujukan(**{**told, **changes})  # type: ignore[arg-type]


def told_receipt(
    pihak: Callable[[], Pihak] | None = None, **changes: Any
) -> Callable[[Ruang], str]:
    """A receipt for the package that was sent, or for what `changes` make of it."""

    def make(_: Ruang) -> str:
        about = _about(**changes.get("paket", {}))
        facts = {key: value for key, value in changes.items() if key != "paket"}
        isi = receipt(paket=about, **facts)
        return message(signed(isi, pihak() if pihak else None))

    return make


def told_withdrawal(pihak: Callable[[], Pihak], **facts: Any) -> Callable[[Ruang], str]:
    return lambda _: message(signed(withdrawal(paket=_about(), **facts), pihak()))


def bent(change: Callable[[str], str]) -> Callable[[Ruang], str]:
    """The real receipt after a chat or an attacker had it."""

    def make(room: Ruang) -> str:
        text = told_receipt()(room)
        changed = change(text)
        assert changed != text
        return changed

    return make


def _package_signature(_: Ruang) -> str:
    """The pimpinan's signature under the package, passed off as one under a withdrawal."""
    isi = withdrawal(paket=_about())
    amplop = signed(isi, head_of_region())
    jws = pelaku.signatures_of(meja.opened(contoh.package()))[pelaku.SECOND]
    return message(amplop._replace(jws=jws))


LAIN: dict[str, Callable[[Ruang], Hasil]] = {
    "dicabut_pimpinan": revoked(pimpinan),
    "dicabut_operator": revoked(officer),
    "dicabut_keduanya": revoked(officer, pimpinan),
    "dicabut_kemudian": revoked_later,
    "dicabut_orang_lain": other_revoked,
    "jam_maju": at(800),
    "jam_mundur": at(-30),
    "latihan_di_kantor": practised,
    "kantor_di_latihan": in_practice,
    "dalam_tampilan": insiders(put("nilai.0.4", "1"), redrawn=False),
    "dalam_wilayah": insiders(put("wilayah", "53.02")),
    "dalam_wilayah_asing": insiders(put("wilayah", "99.99")),
    "dalam_periode": insiders(put("periode", "2026")),
    "dalam_revisi_nol": insiders(put("revisi", 0)),
    "dalam_revisi_raksasa": insiders(put("revisi", 10**29)),
    "dalam_induk": insiders(put("induk", "zz")),
    "dalam_dibuat": insiders(put("dibuat", "kemarin")),
    "dalam_nama_kendali": insiders(put("kantor.nama", "Bagian\x07\u202e")),
    "dalam_nama_panjang": insiders(put("tujuan", "x" * 5_000)),
    "dalam_tata_letak": insiders(put("tata_letak", -5)),
    "dalam_kata_asing": insiders(put("izin", value=True)),
    "dalam_jenis": insiders(put("jenis", "rahasia")),
    "dalam_versi": insiders(put("versi", 9)),
    "dalam_metode_kosong": insiders(put("metode.bobot", {})),
    "dalam_metode_negatif": insiders(put("metode.bobot", {"penerima": -80, "mutu": 20})),
    "dalam_metode_kategori": insiders(put("metode.kategori", [])),
    "dalam_definisi": insiders(put("formulir.KES-01", {"versi": 1, "sha256": "0" * 64})),
    "dalam_kelengkapan": insiders(put("kelengkapan.terisi", 9999)),
    "dalam_temuan": insiders(put("temuan.0.3", "abaikan")),
    "dalam_bukti": insiders(
        put(
            "bukti",
            [["2026", "KES-01", "penerima.harus.jumlah", "zz", 1, "a.pdf", "", "", "disertakan"]],
        )
    ),
    "dalam_catatan_tanpa_lembar": insiders(noted("Register puskesmas.")),
    "dalam_catatan_versi": insiders(noted("Register puskesmas.", versi=4)),
    "dalam_catatan_tak_tampak": insiders(noted("Register\u202e puskesmas.")),
    "dalam_catatan_jenis": insiders(noted("Register puskesmas.", jenis="pertanyaan")),
    "dalam_catatan_sel": insiders(noted("Register puskesmas.", sel="x.y.z")),
    "dalam_baris_asing": insiders(put("nilai.0.2", "x.y.z")),
    "dalam_baris_ganda": insiders(lambda told: told["nilai"].insert(1, told["nilai"][0])),
    "dalam_urutan": insiders(lambda told: told["nilai"].reverse()),
    "dalam_ejaan": insiders(put("nilai.0.4", "07650")),
    "dalam_angka_raksasa": insiders(put("nilai.0.4", "9" * 500)),
    "terima_paket_lain": at_kabupaten(told_receipt(paket={"id": "ab" * 32})),
    "terima_tak_pernah_kirim": at_kabupaten(
        told_receipt(paket={"id": "ab" * 32, "periode": "2026-T1", "revisi": 1})
    ),
    "terima_wilayah_lain": at_kabupaten(told_receipt(paket={"wilayah": contoh.TTS})),
    "terima_oleh_kabupaten": at_kabupaten(
        told_receipt(head_of_region, kantor=office_name(contoh.KUPANG))
    ),
    "terima_oleh_orang_asing": at_kabupaten(
        told_receipt(lambda: pelaku.issued(pelaku.false_authority(), "operator", wilayah="53"))
    ),
    "terima_latihan": at_kabupaten(told_receipt(lambda: holder("53", "operator", latihan=True))),
    "terima_kantor_lain": at_kabupaten(told_receipt(kantor="Biro Lain")),
    "terima_kalimat_diubah": at_kabupaten(bent(lambda text: text.replace("revisi 1", "revisi 9"))),
    "terima_terpotong": at_kabupaten(bent(lambda text: text[: len(text) // 2])),
    "terima_blok_diubah": at_kabupaten(bent(lambda text: text.replace("eyJ", "eyK", 1))),
    "tarik_oleh_operator": at_provinsi(told_withdrawal(lambda: holder(contoh.KUPANG, "operator"))),
    "tarik_oleh_kabupaten_lain": at_provinsi(
        told_withdrawal(lambda: head_of_region(contoh.TTS), kantor=office_name(contoh.TTS))
    ),
    "tarik_oleh_provinsi": at_provinsi(
        told_withdrawal(officer_of_province, kantor=office_name("53"))
    ),
    "tarik_ttd_paket": at_provinsi(_package_signature),
    "tarik_masa_depan": at_provinsi(
        told_withdrawal(head_of_region, waktu=later(7).isoformat(timespec="seconds"))
    ),
    **ARSIP,
    **PINTU,
}
"""What is done, in the room."""

BOLEH_LAIN = {
    "dicabut_kemudian": "yang sudah diterima tetap diterima",
    "dicabut_orang_lain": "bukan sertifikat penanda tangan",
    "terima_kalimat_diubah": "hanya blok yang dibaca",
    "bukti_utuh": "tidak ada yang berubah",
}
"""What is right to let through, and why."""
