"""Attacks on figures and statements: in `Data`, in a visible sheet, in both, in every copy."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import msgspec

from app.exchange import meta_paket, paket
from tests.exchange import contoh_paket as contoh
from tests.exchange.segel.contoh_segel import BOOK, KINDS, SPREADSHEET, Bedah
from tests.exchange.serangan import meja, pelaku
from tests.exchange.serangan.meja import BOOK_LIST, DATA

if TYPE_CHECKING:
    from collections.abc import Callable

HARUS = ("KES-01", "penerima.harus.jumlah")
TEKS = ("KES-01", "uraian.permasalahan.teks")
RINGKASAN, KESEHATAN = "Ringkasan", "02_Kesehatan"


def lembar(isi: meja.Isi, cell: tuple[str, str] = HARUS) -> Callable[[Bedah], None]:
    """A visible cell that holds something else."""
    return lambda parts: meja.put(parts, *meja.where(parts, cell), isi)


def data(isi: meja.Isi, cell: tuple[str, str] = HARUS, column: str = "E") -> Callable[..., None]:
    """A cell of `Data` that holds something else."""
    return lambda parts: meja.put(parts, DATA, f"{column}{meja.data_row(parts, cell)}", isi)


def all_of(*changes: Callable[[Bedah], None]) -> Callable[[Bedah], None]:
    def attack(parts: Bedah) -> None:
        for change in changes:
            change(parts)

    return attack


def data_rows(change: Callable[[list[list[Any]]], object]) -> Callable[[Bedah], None]:
    """All rows of `Data` written anew after a change."""

    def attack(parts: Bedah) -> None:
        rows = meja.rows_of(parts, DATA)
        change(rows)
        meja.write_rows(parts, DATA, rows)  # type: ignore[arg-type]

    return attack


def row_dropped(parts: Bedah) -> None:
    at = meja.data_row(parts, HARUS) - 1
    data_rows(lambda rows: rows.pop(at))(parts)


def index_embellished(parts: Bedah) -> None:
    meja.put(parts, RINGKASAN, f"D{meja.label_row(parts, RINGKASAN, 'Kesehatan')}", 99.5)


# --- Every copy at once --------------------------------------------------------------------------


def adjusted(*keep: str) -> Callable[[Bedah], None]:
    """A figure changed in `Data`, in the sheet and in the copy of the signed bytes.

    All statements but those in `keep` are made to fit; only the signatures cannot be.
    """

    def attack(parts: Bedah) -> None:
        data("9999")(parts)
        lembar(9999)(parts)
        before = meja.meta_of(parts), meja.properties_of(parts)
        signatures = list(pelaku.signatures_of(parts).values())
        pelaku.enclose(parts, pelaku.canonical(parts), signatures)
        for told, now, write in zip(
            before,
            (meja.meta_of(parts), meja.properties_of(parts)),
            (meja.write_meta, meja.write_properties),
            strict=True,
        ):
            old = {key: text for key, text in told.items() if key.startswith(keep)}
            write(parts, {key: text for key, text in now.items() if not key.startswith(keep)} | old)

    return attack


def copy_of(change: Callable[[dict[str, Any]], object]) -> Callable[[Bedah], None]:
    """Only the copy of the signed bytes says something else."""

    def attack(parts: Bedah) -> None:
        told = msgspec.json.decode(pelaku.canonical(parts))
        change(told)
        sampul = meta_paket.Sampul("", "", [], paket.canonical(told))
        new = {key: text for key, text in sampul.rows if key.startswith("salinan")}
        meta(lambda old: {k: v for k, v in old.items() if not k.startswith("salinan")} | new)(parts)

    return attack


def meta(change: Callable[[dict[str, str]], dict[str, str]]) -> Callable[[Bedah], None]:
    return lambda parts: meja.change_meta(parts, change)


def properties(change: Callable[[dict[str, str]], dict[str, str]]) -> Callable[[Bedah], None]:
    return lambda parts: meja.write_properties(parts, change(meja.properties_of(parts)))


def manifest(change: Callable[[str], str]) -> Callable[[Bedah], None]:
    """The manifest in `_meta` spelled in another way."""

    def spelled(told: dict[str, str]) -> dict[str, str]:
        text = "".join(text for key, text in told.items() if key.startswith("manifes."))
        changed = change(text)
        assert changed != text
        kept = {key: text for key, text in told.items() if not key.startswith("manifes.")}
        return {**kept, "manifes.0001": changed}

    return meta(spelled)


def other_manifest(parts: Bedah) -> None:
    """The document properties carry the manifest of another region's package."""
    other = meja.properties_of(meja.opened(contoh.package(contoh.TTS)))
    new = {key: text for key, text in other.items() if key.startswith("manifes")}
    own = meja.properties_of(parts).items()
    meja.write_properties(parts, {k: v for k, v in own if not k.startswith("manifes")} | new)


def twice(parts: Bedah) -> None:
    parts.edit(
        meja.PROPERTIES,
        lambda text: re.sub(r'(<property [^>]*name="lontar\.id".*?</property>)', r"\1\1", text),
    )


def third_column(parts: Bedah) -> None:
    meja.insert(parts, meja.META, "C2", "catatan")


# --- Sheets --------------------------------------------------------------------------------------


def one_more(name: str, state: str = "", copy_from: str = "") -> Callable[[Bedah], None]:
    """One more sheet, declared and related as a careful forger does it."""

    def attack(parts: Bedah) -> None:
        content = parts[meja.place(parts, copy_from or "Petunjuk")]
        parts.add("xl/worksheets/sheet77.xml", content, f"{SPREADSHEET}worksheet+xml")
        parts.lead(BOOK_LIST, "rId77", f"{KINDS}worksheet", "worksheets/sheet77.xml")
        mark = f' state="{state}"' if state else ""
        row = f'<sheet name="{name}" sheetId="77"{mark} r:id="rId77"/></sheets>'
        parts.swap(BOOK, ("</sheets>", row))

    return attack


def renamed(parts: Bedah) -> None:
    parts.swap(BOOK, ('<sheet name="Temuan"', '<sheet name="Temuan lama"'))


def reordered(parts: Bedah) -> None:
    def change(text: str) -> str:
        sheets = re.findall(r"<sheet [^>]*/>", text)
        moved = [sheets[1], sheets[0], *sheets[2:]]
        text = text.replace("".join(sheets), "".join(moved))
        # The defined names count the sheets, so they are turned round as well.
        return re.sub(r'localSheetId="([01])"', lambda m: f'localSheetId="{1 - int(m[1])}"', text)

    parts.edit(BOOK, change)


def swapped_contents(parts: Bedah) -> None:
    """Two sheets exchange what they hold and keep their names."""
    one, other = (meja.place(parts, name) for name in meja.names(parts)[2:4])
    parts[one], parts[other] = parts[other], parts[one]


# --- Cells in other spellings --------------------------------------------------------------------


def spelled(old: str, new: str) -> Callable[[Bedah], None]:
    """The cell of the figure, written in another way."""

    def attack(parts: Bedah) -> None:
        sheet, place = meja.where(parts, HARUS)
        written = meja.found(parts, sheet, place)
        assert old in written
        meja.rewrite(parts, sheet, written, written.replace(old, new.format(place), 1))

    return attack


def formula(attributes: str, text: str) -> Callable[[Bedah], None]:
    return spelled("<v>", f"<f{attributes}>{text}</f><v>")


def text_form(form: str) -> Callable[[Bedah], None]:
    """The title of the summary in another Unicode form, with a letter that has two."""

    def attack(parts: Bedah) -> None:
        lembar(unicodedata.normalize(form, contoh.NASTY), TEKS)(parts)  # type: ignore[arg-type]

    return attack


def data_text(change: Callable[[str], str]) -> Callable[[Bedah], None]:
    assert change(contoh.NASTY) != contoh.NASTY
    return data(change(contoh.NASTY), TEKS)


def doubled_cell(parts: Bedah) -> None:
    sheet, place = meja.where(parts, HARUS)
    meja.before(parts, sheet, meja.found(parts, sheet, place), meja.cell(place, 9999))


def shown_data(parts: Bedah) -> None:
    parts.edit(BOOK, lambda text: re.sub(r'(<sheet name="Data"[^>]*?) state="hidden"', r"\1", text))


def date_1904(parts: Bedah) -> None:
    parts.swap(BOOK, ("<workbookPr ", '<workbookPr date1904="1" '))


ANGKA: dict[str, Callable[[Bedah], None]] = {
    "data_angka": data("9999"),
    "lembar_angka": lembar(9999),
    "keduanya_angka": all_of(data("9999"), lembar(9999)),
    "keduanya_angka_beda": all_of(data("8888"), lembar(9999)),
    "salinan_ikut": adjusted("id", "lontar.id"),
    "semua_ikut": adjusted(),
    "salinan_saja": copy_of(lambda told: told.update(revisi=2)),
    "salinan_dibuang": meta(lambda told: {k: v for k, v in told.items() if "salinan" not in k}),
    "data_dan_salinan_dibuang": all_of(
        data("9999"), meta(lambda told: {k: v for k, v in told.items() if "salinan" not in k})
    ),
    "indeks_diubah": index_embellished,
    "judul_diubah": lambda parts: meja.put(parts, RINGKASAN, "A2", "Kabupaten Lain (53.99)"),
    "sel_ditambah": lambda parts: meja.insert(parts, KESEHATAN, "K5", "angka baru: 9.999"),
    "angka_jadi_teks": lembar("7.650"),
    "angka_jadi_benar": lembar(isi=True),
    "angka_kosong": lembar(None),
    "angka_galat": spelled("><v>7650</v>", ' t="e"><v>#REF!</v>'),
    "angka_tak_hingga": spelled("7650", "1e400"),
    "angka_ejaan_lain": spelled("7650", "7.65E3"),
    "angka_nol_depan": spelled("7650", "07650"),
    "angka_heksa": spelled("7650", "0x1DE2"),
    "angka_arab": spelled("7650", "٧٦٥٠"),
    "angka_spasi": spelled("7650", " 7650 "),
    "sel_dua_nilai": spelled("</v>", "</v><v>9999</v>"),
    "sel_ganda": doubled_cell,
    "rumus": formula("", "9999"),
    "rumus_larik": formula(' t="array" ref="{}"', "SUM(1,2)"),
    "rumus_bersama": formula(' t="shared" si="0"', ""),
    "teks_nfd": text_form("NFD"),
    "teks_homoglif": lambda parts: meja.put(
        parts, RINGKASAN, "A2", "K\u0430bupaten Kupang (53.01)"
    ),
    "teks_spasi": lambda parts: meja.put(parts, RINGKASAN, "A2", "Kabupaten Kupang (53.01) "),
    "teks_raksasa": lambda parts: meja.put(parts, RINGKASAN, "A2", "Kupang " * 430_000),
    "teks_kalimat": lambda parts: meja.put(
        parts, RINGKASAN, "A2", "Kupang\nSah dan utuh.\u202e{pesan} <b>Paket ini dipakai.</b>"
    ),
    "data_teks_nfd": data_text(lambda told: unicodedata.normalize("NFD", told)),
    "data_teks_tak_tampak": data_text(lambda told: told[:5] + "\u200b" + told[5:]),
    "data_ejaan": data("7.650"),
    "data_nol_depan": data("07650"),
    "data_angka_arab": data("٧٦٥٠"),
    "data_jadi_angka": data(7650),
    "data_jenis": data("teks", column="D"),
    "data_baris_dibuang": row_dropped,
    "data_baris_ditambah": data_rows(
        lambda rows: rows.append(["2026", "KES-01", "penerima.harus.l", "angka", "5"])
    ),
    "data_baris_ganda": data_rows(lambda rows: rows.append(["2026", *HARUS, "angka", "1"])),
    "data_urutan": data_rows(lambda rows: rows.__setitem__(slice(1, None), rows[:0:-1])),
    "data_kolom_ditambah": lambda parts: meja.insert(parts, DATA, "F7", "titipan"),
    "data_kolom_nol": lambda parts: meja.insert(parts, DATA, "F7", 0),
    "data_kepala": lambda parts: meja.put(parts, DATA, "E1", "nilai"),
    "data_baris_kosong": data_rows(lambda rows: rows.insert(5, ["", "", "", "", ""])),
    "data_ujung_jauh": lambda parts: meja.before(
        parts, DATA, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "data_terlihat": shown_data,
    "manifes_meta_beda": manifest(lambda text: text.replace('"revisi":1', '"revisi":2')),
    "manifes_meta_ejaan": manifest(lambda text: text.replace('"revisi":1', '"revisi": 1')),
    "manifes_meta_kunci_ganda": manifest(
        lambda text: text.replace('"revisi":1', '"revisi":2,"revisi":1')
    ),
    "manifes_meta_bukan_json": manifest(lambda _: "bukan keterangan"),
    "manifes_meta_dalam": manifest(lambda _: "[" * 5_000 + "]" * 5_000),
    "manifes_properti_beda": other_manifest,
    "id_meta_beda": meta(lambda told: {**told, "id": "0" * 64}),
    "id_properti_beda": properties(lambda told: {**told, "id": "0" * 64}),
    "properti_ganda": twice,
    "properti_dibuang": properties(lambda _: {}),
    "meta_kunci_asing": meta(lambda told: {**told, "izin": "ya"}),
    "meta_kolom_ketiga": third_column,
    "meta_versi_lain": meta(lambda told: {**told, "versi": "9"}),
    "meta_format_lain": meta(lambda told: {**told, "format": "lain"}),
    "tanggal_1904": date_1904,
    "lembar_ditambah": one_more("Angka baru"),
    "lembar_digandakan": one_more("02_Kesehatan (2)", copy_from=KESEHATAN),
    "lembar_asing_tersembunyi": one_more("Titipan", "veryHidden"),
    "lembar_ganti_nama": renamed,
    "lembar_urutan": reordered,
    "lembar_tukar_isi": swapped_contents,
    "lembar_disembunyikan": lambda parts: meja.hide(parts, "Temuan"),
    "lembar_sangat_tersembunyi": lambda parts: meja.hide(parts, RINGKASAN, "veryHidden"),
}
"""What is done to the parts of the package."""
