"""Makes the test vectors of the package format: `python -m tests.kedua.buat_vektor`, by hand.

Every run makes new keys, uses them, and forgets them. The files in resources/format/vektor stay as
they are for ever: whoever makes them anew must have a reason to give up the old ones.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

import segno
from cryptography.hazmat.primitives.serialization import Encoding

from app import paths
from app.exchange import meta_paket, paket, pencabutan, surat, tanda_tangan
from app.exchange.enam_kata import six_words
from app.exchange.paket import DISERTAKAN, BarisBukti
from app.exchange.pencabutan import Pencabutan
from app.exchange.surat import IsiSurat, Rujukan
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_buku import packed, parts, with_libreoffice, with_openpyxl
from tests.exchange.contoh_sertifikat import NOW, authority, clock, later, officer, pimpinan
from tests.exchange.contoh_surat import BIRO, message, officer_of_province
from tests.exchange.contoh_ubahan import edit_meta, meta_of, moved, without_properties
from tests.kedua import segel, verifikator
from tests.kedua.contoh import isi_kecil, kecil_dengan

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = paths.resources() / "format" / "vektor"
SEL = ("KES-01", "penerima.harus.jumlah")
SAH = ("sah_utuh", "sah_disimpan_ulang")


def evidence() -> tuple[BarisBukti, bytes]:
    """A picture as evidence: its line in the manifest, and the file."""
    out = io.BytesIO()
    segno.make("bukti contoh", micro=False).save(out, kind="png", scale=2)
    data = out.getvalue()
    row = ("2026-T3", *SEL, hashlib.sha256(data).hexdigest(), len(data), "laporan.png")
    return BarisBukti(*row, "2026-09-30", "1", DISERTAKAN), data


def archive(row: BarisBukti, data: bytes) -> bytes:
    """The companion of the package, as section 12 says."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        entry = zipfile.ZipInfo(f"{row.sha256}.png", (1980, 1, 1, 0, 0, 0))
        entry.create_system, entry.external_attr = 0, 0o600 << 16
        target.writestr(entry, data)
    return out.getvalue()


def figure(book: Any) -> Any:
    """The first large figure of the table of health."""
    cells = (cell for row in book["02_Kesehatan"].iter_rows() for cell in row)
    return next(cell for cell in cells if isinstance(cell.value, int) and cell.value > 1000)


def raised(book: Any) -> None:
    figure(book).value += 1000


def raised_in_data(book: Any) -> None:
    for row in book["Data"].iter_rows(min_row=2):
        if tuple(cell.value for cell in row[1:3]) == SEL:
            row[4].value = "9999"


def swapped(data: bytes) -> bytes:
    """The two signatures in each other's place."""
    told = meta_of(data)
    other = {"1": "2", "2": "1"}
    keys = [key for key in told if key.startswith("tanda_tangan")]
    changed = {re.sub(r"\.([12])\.", lambda m: f".{other[m[1]]}.", key): told[key] for key in keys}
    return without_properties(edit_meta(data, lambda rows: moved(rows, "tanda_tangan", changed)))


def inside_changed(data: bytes) -> bytes:
    """One figure changed inside the sealed file, everything else as exported."""
    changed = parts(data)
    name = "xl/worksheets/sheet4.xml"
    found = re.search(rb"<v>([0-9]{4})</v>", changed[name])
    assert found is not None
    changed[name] = changed[name].replace(found[0], b"<v>9999</v>", 1)
    return packed(changed)


def revocation() -> bytes:
    """A list that revokes the pimpinan."""
    ca, own = authority(), pimpinan().certificate
    entry = Pencabutan(
        sidik_ca="", seri=own.serial_number, alasan="kunci_hilang", waktu=NOW, nomor=1
    )
    return pencabutan.to_pem(pencabutan.make_list(ca.key, ca.certificate, [entry], 1, clock))


def receipt(data: bytes, crl: bytes) -> surat.Amplop:
    """The province's receipt for the small package, with the list in it."""
    own, isi = officer_of_province(), isi_kecil()
    told = IsiSurat(
        jenis=surat.TANDA_TERIMA,
        paket=Rujukan(package_id(data), isi.wilayah, isi.periode, isi.revisi),
        kantor=BIRO,
        waktu=later(1).isoformat(timespec="seconds"),
        sha256=hashlib.sha256(data).hexdigest(),
        putusan="sah_utuh",
        lampiran=crl.decode("ascii"),
    )
    return surat.sign(told, own.key, [own.certificate])


def package_id(data: bytes) -> str:
    return meta_of(data)["id"]


def files() -> dict[str, bytes]:
    """Every vector that is a file to be judged or to judge with."""
    row, picture = evidence()
    small = kecil_dengan((row,))
    jws = tuple(meta_paket.read_meta(meta_rows(small)).tanda_tangan)
    crl = revocation()
    people = {"ca": authority(), "operator": officer(), "pimpinan": pimpinan()}
    return {
        **{
            f"{name}.pem": one.certificate.public_bytes(Encoding.PEM)
            for name, one in people.items()
        },
        "cabut.pem": crl,
        "kecil.xlsx": small,
        "kecil_diam.xlsx": kecil_dengan((row,), tampak=False),
        "kecil_dikemas_ulang.xlsx": packed(parts(small)),
        "kecil_libreoffice.xlsx": with_libreoffice(small),
        "kecil_openpyxl.xlsx": with_openpyxl(small),
        "kecil_tampilan_berubah.xlsx": with_openpyxl(small, raised),
        "kecil_data_berubah.xlsx": with_openpyxl(small, raised_in_data),
        "kecil_tertukar.xlsx": swapped(small),
        "kecil_segel_rusak.xlsx": inside_changed(small),
        "lengkap.xlsx": contoh.package(),
        "kecil.json": verifikator.signed_bytes(small),
        "kecil.1.jws": jws[0].encode(),
        "kecil.2.jws": jws[1].encode(),
        "kecil_bukti.zip": archive(row, picture),
        "tanda_terima.txt": message(receipt(small, crl)).encode(),
    }


def meta_rows(data: bytes) -> list[list[object]]:
    rows: list[list[object]] = [list(pair) for pair in meta_of(data).items()]
    return [list(meta_paket.META_HEADER), *rows]


VERDICTS = {
    "kecil.xlsx": "sah_utuh",
    "kecil_diam.xlsx": "sah_utuh",
    "kecil_dikemas_ulang.xlsx": "sah_disimpan_ulang",
    "kecil_libreoffice.xlsx": "sah_disimpan_ulang",
    "kecil_openpyxl.xlsx": "sah_disimpan_ulang",
    "kecil_tampilan_berubah.xlsx": "data_berubah",
    "kecil_data_berubah.xlsx": "data_berubah",
    "kecil_tertukar.xlsx": "ditolak",
    "kecil_segel_rusak.xlsx": "ditolak",
    "lengkap.xlsx": "sah_utuh",
    "kecil.json": "bukan_paket",
}
DAY = timedelta(days=1)
OTHER_CASES: tuple[dict[str, Any], ...] = (
    {"berkas": "kecil.xlsx", "pencabutan": ["cabut.pem"], "putusan": "penanda_dicabut"},
    {"berkas": "kecil.xlsx", "saat": NOW + 800 * DAY, "putusan": "penanda_kedaluwarsa"},
    {"berkas": "kecil.xlsx", "saat": NOW - 30 * DAY, "putusan": "penanda_kedaluwarsa"},
    {"berkas": "kecil.xlsx", "saat": NOW - 1.01 * DAY, "putusan": "penanda_kedaluwarsa"},
    {"berkas": "kecil.xlsx", "otoritas": [], "putusan": "penanda_tidak_dikenal"},
)


def cases() -> list[dict[str, Any]]:
    """Which file is judged how, and what must come of it."""
    plain: list[dict[str, Any]] = [
        {"berkas": name, "putusan": putusan} for name, putusan in VERDICTS.items()
    ]
    return [*plain, *OTHER_CASES]


def case(made: dict[str, bytes], told: dict[str, Any]) -> dict[str, Any]:
    """What is to be found about a file."""
    plain = {"otoritas": ["ca.pem"], "pencabutan": [], "saat": NOW, **told}
    moment = plain["saat"].astimezone(UTC)
    line = {**plain, "saat": f"{moment:%Y-%m-%dT%H:%M:%S+00:00}"}
    if line["putusan"] in (*SAH, "data_berubah") or str(line["putusan"]).startswith("penanda"):
        line["paket"] = package_id(made[line["berkas"]])
        line["kata"] = " ".join(six_words(bytes.fromhex(line["paket"])))
    if line["putusan"] in (*SAH, "data_berubah"):
        line["penanda"] = ["Maria Contoh, S.IP", "Yosef Contoh, M.Si"]
    return line


def details(made: dict[str, bytes]) -> dict[str, Any]:
    """The steps in between, for whoever wants to find the one that goes wrong."""
    data, small = made["kecil.json"], made["kecil.xlsx"]
    isi = paket.read(data)
    told = tanda_tangan.read(made["kecil.2.jws"].decode())[1]
    mentah = segel.look(small, parts(small))
    assert mentah is not None
    return {
        "kanonik": {"berkas": "kecil.json", "byte": len(data), "sha256": paket.package_id(data)},
        "manifes_sha256": hashlib.sha256(paket.manifest_bytes(isi)).hexdigest(),
        "jws": {
            name: hashlib.sha256(made[name]).hexdigest() for name in ("kecil.1.jws", "kecil.2.jws")
        },
        "tampilan": told.tampilan,
        "segel": {
            "bagian": {
                name: hashlib.sha256(content).hexdigest() for name, content in parts(small).items()
            },
            "rujukan_sha256": hashlib.sha256(mentah.rujukan.encode()).hexdigest(),
        },
        "bukti": {"arsip": "kecil_bukti.zip", "daftar": [list(row) for row in isi.bukti]},
    }


def letter(made: dict[str, bytes]) -> dict[str, Any]:
    (amplop,) = surat.envelopes(made["tanda_terima.txt"])
    isi = surat.content(amplop)
    return {
        "berkas": "tanda_terima.txt",
        "otoritas": ["ca.pem"],
        "saat": later(1).isoformat(timespec="seconds"),
        "id": amplop.id,
        "kata": " ".join(amplop.kata),
        "jenis": isi.jenis,
        "paket": isi.paket.id,
        "lampiran": "cabut.pem",
    }


def main(folder: Path = FOLDER) -> None:
    """Write all vectors."""
    made = files()
    told = {
        "format": paket.FORMAT,
        "versi": paket.VERSI,
        "kasus": [case(made, one) for one in cases()],
        "kecil": details(made),
        "surat": letter(made),
    }
    folder.mkdir(exist_ok=True)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    text = json.dumps(told, indent=2, ensure_ascii=False)
    (folder / "vektor.json").write_text(f"{text}\n", "utf-8")
    print(f"{len(made)} files, {sum(map(len, made.values())) // 1000} kB")


if __name__ == "__main__":
    try:
        main()
    finally:
        contoh.reader().close()
