"""What is said about a table that is imported: its sums, broken cells, and what is odd about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.angka import format_number
from app.domain.kisi import address
from app.domain.temuan import by_severity
from app.exchange import aksara_kata
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.tabel_kontrol import Kontrol, Usulan
    from app.exchange.impor_hasil import DenganProfil, HasilImpor

_SHOWN = 4


def summary(found: HasilImpor) -> str:
    """Rows and cells: taken, left out, listed."""
    counts = found.hitungan
    return t(
        "tabel.ringkas",
        baris=format_number(len(found.baris)),
        baru=format_number(len(found.baru)),
        berisi=format_number(len(found.nasib)),
        diambil=format_number(counts["diambil"]),
        dikecualikan=format_number(counts["dikecualikan"]),
        didaftar=format_number(counts["didaftar"]),
    )


def verdict(found: HasilImpor, *, usulan: bool = True) -> Iterator[str]:
    """Everything about the table as a whole, gravest first; `usulan` with what is proposed."""
    if found.ditolak:
        yield t("tabel.jumlah_salah_usulan" if found.usulan else "tabel.jumlah_salah")
    yield from (control(one) for one in found.kontrol if not one.cocok)
    if usulan:
        yield from (proposal(found, one) for one in found.usulan if one not in found.dipakai)
        yield from (t("tabel.usulan_dipakai", usulan=_change(one)) for one in found.dipakai)
    yield from notes(found)
    yield from findings(found)
    yield from (control(one) for one in found.kontrol if one.cocok)


def control(one: Kontrol) -> str:
    """A printed sum beside that of the rows."""
    cetak, hitung, selisih = one.teks
    key = "tabel.kontrol.cocok" if one.cocok else "tabel.kontrol.beda"
    return t(key, judul=one.judul, cetak=cetak, hitung=hitung, selisih=selisih)


def findings(found: HasilImpor) -> Iterator[str]:
    """What the rules would say, and where; the same about many rows is said once."""
    same: dict[tuple[str, str], list[str]] = {}
    for satu in by_severity(list(found.temuan), "selesai"):
        same.setdefault((satu.aturan.kode, satu.pesan), []).append(satu.sel)
    for (kode, pesan), cells in same.items():
        sel = found.form.find(cells[0])
        label = sel.label if sel is not None else ""
        if len(cells) > 1:
            many = format_number(len(cells))
            yield t("tabel.temuan_sama", aturan=kode, pesan=pesan, jumlah=many, sel=label)
        else:
            yield t("tabel.temuan", aturan=kode, pesan=pesan, sel=label)


def proposal(found: HasilImpor, one: Usulan) -> str:
    """A cell that looks broken, with what would mend it."""
    written, usul = one.teks
    return t(
        "tabel.usulan" if one.pasti else "tabel.usulan_kira",
        sel=address(one.letak),
        wilayah=region(found, one),
        judul=one.judul,
        tertulis=written or "–",
        usul=usul,
    )


def region(found: HasilImpor, one: Usulan) -> str:
    """The name that stands in the row of a broken cell."""
    cells = found.kisi.baris[one.letak[0]]
    return next((text for text in cells if any(map(str.isalpha, text))), "")


def why(one: Usulan) -> str:
    """Why a cell looks broken, and what the proposed figure does to the sum."""
    if one.tertulis is None:
        said = t("tabel.usulan_sebab.kosong")
    elif one.usul > one.tertulis:
        said = t("tabel.usulan_sebab.nol_hilang", kali=one.usul // max(one.tertulis, 1))
    else:
        said = t("tabel.usulan_sebab.nol_lebih")
    return f"{said}; {t('tabel.usulan_sebab.pasti' if one.pasti else 'tabel.usulan_sebab.kira')}"


def label(found: HasilImpor, berkas: str) -> str:
    """What the gesture is called: the file, and every figure that is not as it is printed there."""
    said = t("perintah.impor-tabel.label", berkas=berkas)
    if found.dengan is not None:
        profil = found.dengan.profil
        key = "profil.kata.label" if profil.sumber else "profil.kata.label_saja"
        said = (
            f"{said}; {t(key, profil=profil.nama or t('profil.kata.sekali'), sumber=profil.sumber)}"
        )
    if not found.dipakai:
        return said
    return f"{said}; {t('tabel.usulan_dipakai', usulan=', '.join(map(_change, found.dipakai)))}"


def _change(one: Usulan) -> str:
    written, usul = one.teks
    return t("tabel.usulan_ganti", sel=address(one.letak), tertulis=written or "–", usul=usul)


def notes(found: HasilImpor) -> list[str]:
    """What is odd about a table as a whole."""
    said = [] if found.dengan is None else [*_with_profile(found.dengan)]
    if found.lain_tahun:
        said.append(t("tabel.lain_tahun", tahun=found.tahun, periode=found.periode.judul))
    if found.kali > 1:
        said.append(t("tabel.kali", jumlah=format_number(found.kali)))
    if tidy := aksara_kata.said(found.rencana.rapi):
        said.append(tidy)
    if found.hilang:
        said.append(t("tabel.hilang", wilayah=", ".join(found.hilang)))
    return said


def _with_profile(one: DenganProfil) -> Iterator[str]:
    """What a table lacks beside the form, and by which profile it is read."""
    if one.hilang:
        yield t("profil.kata.hilang", kepala=_some(one.hilang))
    if one.wajib:
        yield t("profil.kata.wajib", kolom=_some(one.wajib))
    if one.kurang:
        rows = dict.fromkeys(f"{kurang.nomor + 1} {kurang.nama}".strip() for kurang in one.kurang)
        columns = dict.fromkeys(kurang.kolom for kurang in one.kurang)
        told = {"baris": _some(tuple(rows)), "kolom": _some(tuple(columns))}
        yield t("profil.kata.kurang", jumlah=format_number(len(rows)), **told)
    if one.asing:
        yield t("profil.kata.asing", baris=_some(one.asing))
    if one.sisa:
        yield t("profil.kata.sisa", baris=_some(one.sisa))
    key = "profil.kata.dipakai" if one.profil.sumber else "profil.kata.dipakai_saja"
    yield t(key, profil=one.profil.nama or t("profil.kata.sekali"), sumber=one.profil.sumber)


def _some(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    return t("profil.kata.lainnya", nama=shown, jumlah=format_number(more)) if more > 0 else shown
