"""`demo`: a whole province in one folder, from empty offices to the recap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.periode import Periode
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.exchange.demo import HasilDemo
    from app.exchange.rekap_bahan import Bahan

DASH = "–"
_RIGHT = (0, 4, 5)


def configure(parser: ArgumentParser) -> None:
    """The options of the verb."""
    option(parser, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")
    option(parser, "--tahun", type=int, metavar="TAHUN")
    option(parser, "--triwulan", type=int, choices=(1, 2, 3, 4))
    option(parser, "--paksa", action="store_true")
    json_option(parser)


def run(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Make the demo and show what it came to."""
    from app.exchange import demo
    from app.exchange.demo_kantor import FRASA_SANDI

    usual = Periode.dilaporkan(bersama.now().date())
    periode = Periode(args.tahun or usual.tahun, args.triwulan or usual.triwulan)

    def tell(step: str, done: int, total: int) -> None:
        line = t(f"perintah.demo.langkah.{step}", selesai=done, semua=total)
        keluaran.progress(line, done=done == total)

    found = demo.build(args.keluar, periode, bersama.now, tell, lalu=True, again=args.paksa)
    _remember(found)
    show(found, keluaran, FRASA_SANDI)
    return Hasil(0, {**document(found), "frasa_sandi": FRASA_SANDI})


def _remember(found: HasilDemo) -> None:
    """Offer the demo in the window and to `periksa`, behind the offices already known."""
    from app.exchange import demo
    from app.ui.memory import Memory

    names = {satu.kode: satu.nama for satu in found.bahan.wilayah}
    memory = Memory.load()
    for folder in demo.offices(found.folder)[:2]:
        memory.known(folder, names.get(folder.name, found.bahan.kantor))
    memory.save()


def show(found: HasilDemo, keluaran: Keluaran, frasa_sandi: str) -> None:
    """The table of regions, the counts, and where everything lies."""
    bahan, counts = found.bahan, found.ringkasan
    keluaran.say(t("perintah.demo.judul", kantor=bahan.kantor, periode=bahan.periode.judul))
    keluaran.say()
    titles = ("nomor", "kode", "wilayah", "status", "belum", "indeks", "kategori")
    headings = [t(f"rekap.kolom.{title}") for title in titles]
    rows = [list(map(str, _line(bahan, number))) for number in range(len(bahan.wilayah))]
    verdicts = [found.putusan.get(satu.kode) for satu in bahan.wilayah]
    for row, verdict in zip(rows, verdicts, strict=True):
        row.append(t(f"rekap.putusan.{verdict.putusan.value}") if verdict else DASH)
    keluaran.table([*headings, t("rekap.kolom.putusan")], rows, _RIGHT)
    keluaran.say()
    keluaran.say(
        t(
            "perintah.demo.jumlah",
            diterima=counts.diterima,
            lengkap=counts.lengkap,
            belum_lengkap=counts.belum_lengkap,
            belum_ada=counts.belum_ada,
        )
    )
    keluaran.say(t("perintah.demo.rerata", indeks=mean_text(bahan), jumlah=counts.lengkap))
    keluaran.say()
    keluaran.say(t("perintah.demo.letak", folder=found.folder, frasa_sandi=frasa_sandi))


def _line(bahan: Bahan, number: int) -> tuple[object, ...]:
    """One region of the table."""
    from app.domain.angka import format_index, format_number
    from app.domain.indeks import kategori
    from app.exchange.rekap_lembar import status_word

    wilayah = bahan.wilayah[number]
    row = bahan.rows.get(wilayah.kode)
    final = row.indeks.final if row else None
    people = row.orang_belum_terlayani if row else None
    return (
        number + 1,
        wilayah.kode,
        wilayah.nama,
        status_word(row),
        DASH if people is None else format_number(people),
        DASH if final is None else format_index(final),
        DASH if final is None else kategori(final, bahan.metode),
    )


def mean_text(bahan: Bahan) -> str:
    """The provincial mean with its band."""
    from app.domain.angka import format_index
    from app.domain.indeks import kategori

    mean, _ = bahan.mean
    return DASH if mean is None else f"{format_index(mean)} ({kategori(mean, bahan.metode)})"


def document(found: HasilDemo) -> dict[str, object]:
    """The same for programs."""
    from app.cli.rekap import regions, totals
    from app.exchange import demo

    return {
        "folder": str(found.folder),
        "periode": str(found.periode),
        **totals(found.ringkasan),
        "wilayah": [
            {
                **one,
                "putusan": verdict.putusan.value if verdict else None,
                "berkas": verdict.nama_berkas if verdict else None,
            }
            for one in regions(found.bahan)
            for verdict in (found.putusan.get(str(one["kode"])),)
        ],
        "rekap": str(found.folder / demo.REKAP),
    }
