"""`lkpj`: what an office writes down for its LKPJ, and how far the advice of the DPRD is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import bersama
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import option
from app.domain.lkpj import JenisBahan
from app.teks import t

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from app.domain.lkpj import BahanLkpj
    from app.exchange.bahan_lkpj import Anjuran, Texts
    from app.store.office import Office

_SHORT = 8


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    step = bersama.steps(parser, "lkpj")
    listed, added = step("daftar", _list), step("tambah", _add)
    changed, removed, results = (
        step("ubah", _change),
        step("hapus", _remove),
        step("hasil", _results),
    )
    for one in (listed, added, results):
        told = t("perintah.lkpj.opsi.tahun")
        one.add_argument("--tahun", type=int, required=True, metavar="2026", help=told)
    for one in (changed, removed):
        one.add_argument("kebijakan_nomor", metavar="NOMOR", help=t("perintah.lkpj.nomor"))
    for one in (added, changed):
        _texts(one, JenisBahan.KEBIJAKAN)
    option(results, "--urusan", required=True, metavar="KES")
    _texts(results, JenisBahan.HASIL)
    for one in (added, changed, removed, results):
        option(one, "--pengguna", metavar="NAMA")


def _texts(parser: ArgumentParser, jenis: JenisBahan) -> None:
    """Options for the three texts of a note; one that is left out keeps what it says."""
    for name in jenis.kolom:
        parser.add_argument(f"--{name}", metavar="TEKS", help=t(f"perintah.lkpj.opsi.{name}"))


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import bahan_lkpj
    from app.store import lkpj

    with bersama.open_office(args.kantor) as office:
        notes = lkpj.notes(office, args.tahun)
        advice = bahan_lkpj.recommended(office, args.tahun - 1)
        today = office.now().date()
    counts = bahan_lkpj.status_counts(advice, today)
    keluaran.say(t("perintah.lkpj.isi", tahun=args.tahun, jumlah=len(notes)))
    for one in notes:
        _say(one, keluaran)
    keluaran.say(t("lkpj.ringkas", tahun=args.tahun - 1, **counts))
    for each in advice:
        keluaran.say(f"- {each.lanjut.id[:_SHORT]} {_state(each)}: {each.lanjut.uraian}")
    told = {
        jenis.value: [one.as_json() for one in notes if one.jenis is jenis] for jenis in JenisBahan
    }
    return Hasil(0, {**told, "rekomendasi": [_as_json(one) for one in advice], "jumlah": counts})


def _state(one: Anjuran) -> str:
    return t(f"laporan.lkpj.keadaan.{one.lanjut.keadaan.value}")


def _as_json(one: Anjuran) -> dict[str, object]:
    from app.exchange import bahan_lkpj

    return {
        "id": one.lanjut.id,
        "tahun": one.rekomendasi.tahun,
        "uraian": one.lanjut.uraian,
        "opd": one.lanjut.opd,
        "tujuan": one.rekomendasi.tujuan,
        "status": bahan_lkpj.status(one.lanjut),
        "tenggat": one.lanjut.tenggat.isoformat(),
        "bukti": bahan_lkpj.proofs(one.lanjut),
    }


# --- Writing down --------------------------------------------------------------------------------


def _add(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import bahan_lkpj

    with bersama.open_office(args.kantor) as office:
        who = bersama.person(office, args.pengguna).nama
        texts = _given(args, JenisBahan.KEBIJAKAN, ("", "", ""))
        return _kept(bahan_lkpj.add_policy(office, args.tahun, texts, pelaku=who), keluaran)


def _change(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import bahan_lkpj

    with bersama.open_office(args.kantor) as office:
        return _write(office, bahan_lkpj.policy(office, args.kebijakan_nomor), args, keluaran)


def _results(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import bahan_lkpj

    with bersama.open_office(args.kantor) as office:
        return _write(office, bahan_lkpj.results(office, args.tahun, args.urusan), args, keluaran)


def _remove(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import bahan_lkpj

    with bersama.open_office(args.kantor) as office:
        one = bahan_lkpj.policy(office, args.kebijakan_nomor)
        bahan_lkpj.remove(office, one, pelaku=bersama.person(office, args.pengguna).nama)
    keluaran.say(t("perintah.lkpj.dihapus", nomor=one.kode[:_SHORT]))
    return Hasil(0, {"dihapus": one.as_json()})


def _write(office: Office, one: BahanLkpj, args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import bahan_lkpj

    who = bersama.person(office, args.pengguna).nama
    texts = _given(args, one.jenis, one.isi)
    return _kept(bahan_lkpj.change(office, one, texts, pelaku=who), keluaran)


def _given(args: Namespace, jenis: JenisBahan, known: Texts) -> Texts:
    """The texts of the options; in the place of one that is left out, what is known."""
    given = [getattr(args, name) for name in jenis.kolom]
    one, two, three = (old if new is None else new for new, old in zip(given, known, strict=True))
    return one, two, three


def _kept(one: BahanLkpj, keluaran: Keluaran) -> Hasil:
    _say(one, keluaran)
    return Hasil(0, one.as_json())


def _say(one: BahanLkpj, keluaran: Keluaran) -> None:
    keluaran.say(f"- {one.kode[:_SHORT]} ({one.tahun})")
    for name, text in zip(one.jenis.kolom, one.isi, strict=True):
        told = text.replace("\n", "; ") or "-"
        keluaran.say(f"  {t(f'lkpj.isian.{name}')}: {told}")
