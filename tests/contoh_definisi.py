"""Definitions for the tests: newer versions of KES-01, and files that carry them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from app import paths
from app.domain import metode_terbit
from app.domain.aturan import Aturan, TingkatFase
from app.domain.keluaran_terbit import KeluaranTerbit
from app.domain.konsolidasi_kolom import KolomGabung
from app.domain.periode import Periode
from app.domain.susunan_terbit import SusunanTerbit
from app.domain.wilayah import BarisWilayah
from app.domain.wilayah_terbit import DaftarWilayah
from app.exchange import definisi, pasang_definisi
from app.exchange.definisi import IsiDefinisi
from app.store import pustaka
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import T3
from tests.exchange.contoh_sertifikat import NOW
from tests.exchange.contoh_surat import officer_of_province

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.formulir import Formulir, Tabel
    from app.domain.keluaran import Keluaran
    from app.domain.metode_terbit import MetodeTerbit
    from app.exchange.pasang_definisi import Usulan
    from app.store.office import Office
    from tests.exchange.contoh_sertifikat import Pihak

KODE = "KES-01"
T4 = Periode(2026, 4)
DIHAPUS, DITAMBAH = "m03", "m20"
HILANG = f"mutu.{DIHAPUS}.tersedia"
"""A quarterly cell that version 1 has and version 2 has not."""

ATURAN = Aturan(
    kode="V2-SEDIKIT",
    syarat="penerima.terlayani.jumlah > 1000000",
    pesan="Yang terlayani baru {penerima.terlayani.jumlah}.",
    saran="Periksa lagi.",
    sel="penerima.terlayani.jumlah",
    tingkat=TingkatFase(mengisi="catatan", selesai="catatan", tanda_tangan="catatan"),
    sumber="UJI",
)
"""A rule that fires on every sheet of the tests."""


def service(versi: int = 2, berlaku: str = "2026-T4") -> Formulir:
    """KES-01 with a row of mutu less, one more, one renamed, one in another unit, and a rule."""
    form = contoh.acuan().forms[KODE, 1]
    tables = [_mutu(one) if one.kode in {"mutu", "kebutuhan"} else one for one in form.tabel]
    return msgspec.structs.replace(
        form, versi=versi, berlaku=berlaku, tabel=tables, aturan=[*form.aturan, ATURAN]
    )


def _mutu(tabel: Tabel) -> Tabel:
    kept = {one.kode: one for one in tabel.baris if one.kode != DIHAPUS}
    kept["m01"] = msgspec.structs.replace(kept["m01"], label="Nama baru")
    kept["m02"] = msgspec.structs.replace(kept["m02"], satuan="strip")
    kept[DITAMBAH] = msgspec.structs.replace(kept["m04"], kode=DITAMBAH, label="Vitamin A")
    return msgspec.structs.replace(tabel, baris=[*kept.values()])


def with_row() -> Formulir:
    """A later version of F-K02 than any there is, with the row `makro.baru`; it holds from 2027."""
    form = pustaka.load_forms(paths.forms())["F-K02"]
    own = form.tables["makro"]
    row = msgspec.structs.replace(own.baris[0], kode="baru", label="Baris baru")
    changed = msgspec.structs.replace(own, baris=[*own.baris, row])
    tables = [changed if one is own else one for one in form.tabel]
    return msgspec.structs.replace(form, versi=99, berlaku="2027-T2", tabel=tables)


def told(*forms: Formulir, **changes: object) -> IsiDefinisi:
    """What a file says, number 1 of the province."""
    listed = sorted(forms or (service(),), key=lambda one: (one.kode, one.versi))
    made = IsiDefinisi(
        provinsi="53",
        nomor=1,
        dibuat=NOW.isoformat(timespec="seconds"),
        catatan="Butir mutu ibu hamil diperbarui.",
        formulir=list(listed),
    )
    return msgspec.structs.replace(made, **changes)


def method(versi: int = 2, berlaku: str = "2026-T4", **changes: object) -> MetodeTerbit:
    """The metode of the program with other weights, unless something else is to change."""
    program = pustaka.load_metode(paths.forms())
    facts = {"versi": versi, **(changes or {"bobot": {"penerima": 50, "mutu": 50}})}
    return metode_terbit.since(msgspec.structs.replace(program, **facts), berlaku)


def told_method(*methods: MetodeTerbit, **changes: object) -> IsiDefinisi:
    """What a file says that holds metode alone, number 1 of the province."""
    listed = sorted(methods or (method(),), key=lambda one: one.versi)
    facts = {"versi": 2, "formulir": [], "catatan": "Bobot baru.", "metode": listed}
    return msgspec.structs.replace(told(), **{**facts, **changes})


COLUMN = KolomGabung(
    kode="garis", kelompok="makro", judul="Garis kemiskinan", satuan="Rp", hitung="sel",
    gabung="tidak_digabung", formulir="F-K02", dari=("makro.a05.maret",), alasan="Milik wilayah.",
)  # fmt: skip


def table(versi: int = 2, berlaku: str = "2026-T4", **changes: Any) -> SusunanTerbit:
    """The table of the konsolidasi of the program with a column more, unless told otherwise."""
    program = pustaka.load_konsolidasi(paths.forms())
    facts = {"kelompok": program.kelompok, "kolom": (*program.kolom, COLUMN), **changes}
    return SusunanTerbit(versi=versi, berlaku=berlaku, **facts)


def told_table(*tables: SusunanTerbit, **changes: object) -> IsiDefinisi:
    """What a file says that holds tables alone, number 1 of the province."""
    facts = {"versi": 2, "formulir": [], "catatan": "Kolom baru.", "konsolidasi": list(tables)}
    return msgspec.structs.replace(told(), **{**facts, **changes})


BARU = BarisWilayah(
    kode="53.22", nama="Kabupaten Contoh Baru", singkat="Contoh Baru", jenis="kabupaten",
    penduduk={"2026": 90_000, "2027": 91_000}, satuan={"kecamatan": 6}, kode_bps="5322",
    ibu_kota="Kota Contoh", pulau="Timor", klaster="Timor",
)  # fmt: skip
"""A region that was split off."""


def lines(**others: dict[str, Any]) -> dict[str, BarisWilayah]:
    """The regions of the program by code; `others` change a region, `k01` that of 53.01."""
    found = {one.kode: one for one in pustaka.load_wilayah_file(paths.forms()).wilayah}
    for key, changes in others.items():
        kode = f"53.{key[1:]}"
        found[kode] = msgspec.structs.replace(found[kode], **changes)
    return found


def regions(
    versi: int = 2, berlaku: str = "2026-T4", *more: BarisWilayah, **others: dict[str, Any]
) -> DaftarWilayah:
    """The list of the program with more regions, and changes as for `lines`."""
    listed = (*lines(**others).values(), *more)
    return DaftarWilayah(versi=versi, berlaku=berlaku, wilayah=listed)


def told_regions(*lists: DaftarWilayah, **changes: object) -> IsiDefinisi:
    """What a file says that holds lists of regions alone, number 1 of the province."""
    facts = {"versi": 3, "formulir": [], "catatan": "Wilayah baru.", "wilayah": list(lists)}
    return msgspec.structs.replace(told(), **{**facts, **changes})


def outputs(versi: int = 2, berlaku: str = "2026-T4", **changes: Any) -> KeluaranTerbit:
    """The outputs of the program, with changes to the list."""
    program = pustaka.load_keluaran(paths.forms())
    facts = {"keluaran": program.keluaran, "grafik": program.grafik, "samar": program.samar}
    return KeluaranTerbit(versi=versi, berlaku=berlaku, **{**facts, **changes})


def with_part(kode: str, place: int, **changes: Any) -> list[Keluaran]:
    """The outputs of the program, a part of one of them otherwise."""
    found = pustaka.load_keluaran(paths.forms()).outputs
    parts = list(found[kode].bagian)
    parts[place] = msgspec.structs.replace(parts[place], **changes)
    changed = msgspec.structs.replace(found[kode], bagian=parts)
    return [*{**found, kode: changed}.values()]


def told_outputs(*lists: KeluaranTerbit, **changes: object) -> IsiDefinisi:
    """What a file says that holds lists of outputs alone, number 1 of the province."""
    facts = {"versi": 4, "formulir": [], "catatan": "Keluaran baru.", "keluaran": list(lists)}
    return msgspec.structs.replace(told(), **{**facts, **changes})


def file(isi: IsiDefinisi | None = None, pihak: Pihak | None = None) -> bytes:
    """The file, signed by an officer of the province."""
    own = pihak or officer_of_province()
    return definisi.text(definisi.sign(isi or told(), own.key, [own.certificate])).encode()


@cache
def first() -> bytes:
    """The plain file, signed once for the whole run."""
    return file()


def folder_with(place: Path, published: Path, versi: int = 2, berlaku: str = "2026-T4") -> Path:
    """A folder with the next version of KES-01 as the province writes it."""
    text = (published / "spm/kesehatan/ibu_hamil.v1.toml").read_text("utf-8")
    text = text.replace("versi = 1\n", f"versi = {versi}\n", 1)
    text = text.replace('"2024-T1"', f'"{berlaku}"', 1).replace(
        "Ibu hamil", "Ibu hamil dan nifas", 1
    )
    place.mkdir(exist_ok=True)
    (place / f"ibu_hamil.v{versi}.toml").write_text(text, "utf-8")
    return place


def propose(office: Office, data: bytes, mulai: str = "") -> Usulan:
    """What installing a file would do."""
    return pasang_definisi.propose(office, data, paths.forms(), contoh.acuan().wilayah, mulai)


def put(office: Office, data: bytes, *, pindah: bool = False, mulai: str = "") -> Usulan:
    """Look at a file and install it."""
    usulan = propose(office, data, mulai)
    pasang_definisi.install(office, usulan, pindah=pindah, pelaku="Maria Contoh")
    return usulan


def version(office: Office, periode: Periode = T3) -> int:
    """The version of the service in force in a quarter."""
    return pustaka.forms_of(office, periode)[KODE].versi


def begun() -> bytes:
    """A file whose version holds from the quarter in progress on."""
    return file(told(service(berlaku="2026-T3")))
