"""`bukti`: evidence files of an office: attach, list and verify, describe, copy out, judge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import bersama, bukti_telaah
from app.cli.keluaran import Hasil, Keluaran
from app.cli.pengurai import json_option, option
from app.domain.bukti import Keterangan, megabytes
from app.errors import LontarError
from app.teks import t

if TYPE_CHECKING:
    import argparse
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Sequence

    from app.store.evidence import Bukti
    from app.store.evidence_review import Ditelaah
    from app.store.office import Office

HARMED = 1


def configure(parser: ArgumentParser) -> None:
    """The steps and their options."""
    steps = parser.add_subparsers(title=t("perintah.judul"), dest="langkah", required=True)
    runs = {"tambah": _add, "daftar": _list, "ubah": _change, "salin": _copy, "hapus": _remove}
    for name, run in runs.items():
        told = t(f"perintah.bukti.{name}")
        step = steps.add_parser(name, help=told, description=told)
        step.set_defaults(run=run)
        option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
        option(step, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
        must = name != "daftar"
        option(step, "--formulir", required=must, metavar="KES-01")
        option(step, "--sel", required=must, metavar="tabel.baris.kolom")
        if name == "tambah":
            option(step, "--berkas", type=Path, required=True, metavar="BERKAS")
        if name in {"daftar", "salin"}:
            option(step, "--wilayah", metavar="KODE")
        if name in {"ubah", "salin", "hapus"}:
            option(step, "--nomor", type=int, metavar="N")
        if name == "salin":
            option(step, "--keluar", type=bersama.folder, required=True, metavar="FOLDER")
        if name in {"tambah", "ubah"}:
            _facts(step)
        if name not in {"daftar", "salin"}:
            option(step, "--pengguna", metavar="NAMA")
        json_option(step)
    _configure_letter(steps)
    _configure_arrival(steps)
    bukti_telaah.configure(steps)
    told = t("perintah.bukti.cocokkan")
    step = steps.add_parser("cocokkan", help=told, description=told)
    step.set_defaults(run=_match)
    option(step, "--paket", type=Path, required=True, metavar="BERKAS")
    option(step, "--berkas", type=Path, required=True, metavar="BERKAS")
    option(step, "--kantor", type=bersama.folder, metavar="FOLDER")
    option(step, "--otoritas", type=Path, metavar="BERKAS")
    json_option(step)


def _configure_arrival(steps: argparse._SubParsersAction[ArgumentParser]) -> None:
    told = t("perintah.bukti.terima")
    step = steps.add_parser("terima", help=told, description=told)
    step.set_defaults(run=_receive)
    option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(step, "berkas", type=Path, nargs="+", metavar="BERKAS")
    json_option(step)


def _receive(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Files of OPD out of their archives, as accepted packages declare them."""
    from app.exchange import bukti_opd

    told: list[dict[str, object]] = []
    with bersama.open_office(args.kantor) as office:
        _ask_earlier(office, keluaran)
        for path in args.berkas:
            found = bukti_opd.receive(office, path)
            keluaran.say(f"{path.name}: {bukti_opd.spoken(found)}")
            for fault in found.galat:
                keluaran.say(f"- {fault}")
            faults = [fault.as_json() for fault in found.galat]
            told.append({**found._asdict(), "berkas": path.name, "galat": faults})
        waiting = len(bukti_opd.waited_for(office))
    if waiting:
        keluaran.say(t("bukti.opd.masih", jumlah=waiting))
    missing = waiting or any(one["galat"] for one in told)
    return Hasil(HARMED if missing else 0, {"arsip": told, "belum_tiba": waiting})


def _ask_earlier(office: Office, keluaran: Keluaran) -> None:
    """Wait for what packages list that an earlier version took in without their evidence."""
    from app.exchange import bukti_lampau, percaya

    due = bukti_lampau.due(office)
    if not due:
        return
    keluaran.say(t("bukti.lampau.membaca", jumlah=len(due)))
    with bersama.examiner(percaya.of_office(office), office) as pemeriksa:
        found = bukti_lampau.read(due, pemeriksa)
    for paket, bacaan in found.bacaan:
        bukti_lampau.declare(office, paket, bacaan, pelaku="")
    for fault in found.galat:
        keluaran.say(f"- {fault}")


def _configure_letter(steps: argparse._SubParsersAction[ArgumentParser]) -> None:
    told = t("perintah.bukti.nihil")
    step = steps.add_parser("nihil", help=told, description=told)
    step.set_defaults(run=_letter)
    option(step, "--kantor", type=bersama.folder, required=True, metavar="FOLDER")
    option(step, "--periode", type=bersama.quarter, required=True, metavar="2026-T3")
    option(step, "--formulir", required=True, metavar="KES-01")
    option(step, "--sel", required=True, metavar="tabel.baris.kolom")
    option(step, "--batal", action="store_true")
    option(step, "--pengguna", metavar="NAMA")
    json_option(step)


def _facts(step: ArgumentParser) -> None:
    option(step, "--tanggal", metavar="12-03-2026")
    option(step, "--penanda", metavar="NAMA")
    option(step, "--halaman", metavar="N")
    choice = step.add_mutually_exclusive_group()
    for name, along in (("--disertakan", True), ("--tidak-disertakan", False)):
        told = t(f"perintah.opsi.{name}")
        choice.add_argument(name, dest="along", action="store_const", const=along, help=told)


def _match(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Every listed file there, unchanged, and nothing else."""
    from app.cli.periksa import verdicts
    from app.exchange import berkas, bukti_paket
    from app.exchange.bukti_opd import MAX_ARCHIVE

    (laporan,) = verdicts(args, [args.paket])
    if laporan.isi is None or not laporan.putusan.sah:
        raise LontarError("bukti_paket_tidak_sah", berkas=args.paket.name, rincian=laporan.kalimat)
    listed = laporan.isi.bukti
    found = bukti_paket.check_archive(berkas.read_file(args.berkas, MAX_ARCHIVE), listed)
    rumah = sum(not one.dibawa for one in listed)
    if found.utuh:
        keluaran.say(t("perintah.bukti.cocok", jumlah=found.berkas, rumah=rumah))
    else:
        keluaran.say(t("perintah.bukti.tidak_cocok", jumlah=len(found.galat)))
    for fault in found.galat:
        keluaran.say(f"- {fault}")
    told = [fault.as_json() for fault in found.galat]
    document = {"utuh": found.utuh, "berkas": found.berkas, "tidak_disertakan": rumah}
    return Hasil(0 if found.utuh else HARMED, {**document, "galat": told})


def _add(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import bukti_paket

    with bersama.open_office(args.kantor) as office:
        kunci, sel = bersama.cell(office, args.periode, args.formulir, args.sel)
        made, _ = bukti_paket.attach_file(
            office,
            kunci,
            sel.kode,
            args.berkas,
            _told(args, Keterangan()),
            label=t("bukti.tindakan.lampirkan", berkas=args.berkas.name, sel=sel.label),
            pelaku=bersama.person(office, args.pengguna).nama,
        )
    keluaran.say(t("perintah.bukti.ditambah", berkas=made.nama, nomor=made.id))
    return Hasil(0, _document(made))


def _list(args: Namespace, keluaran: Keluaran) -> Hasil:
    """List evidence, every file read and compared with its fingerprint."""
    from app.store import evidence, evidence_review

    with bersama.open_office(args.kantor) as office:
        wilayah = args.wilayah or office.identitas.wilayah
        found = evidence.evidence(office, wilayah, args.periode, args.formulir, args.sel)
        looked = evidence_review.reviewed(office, found, wilayah)
        faults: dict[int, LontarError] = {}
        for one in found:
            try:
                evidence.content(office, one)
            except LontarError as error:
                faults[one.id] = error
    harmed = any(one.tiba for one in found if one.id in faults)
    along = evidence.total([one for one in found if one.ikut])
    _table(keluaran, looked, faults)
    for fault in faults.values():
        keluaran.say(str(fault))
    mb = megabytes(along.bytes)
    keluaran.say(t("bukti.jumlah", jumlah=along.berkas, mb=mb))
    counts = bukti_telaah.say_counts(keluaran, looked)
    document = {
        "bukti": [
            {
                **_document(one.bukti),
                "telaah": bukti_telaah.document(one) if one.bukti.opd else None,
                "galat": _fault(faults.get(one.bukti.id)),
            }
            for one in looked
        ],
        "telaah": counts,
        "disertakan": {"berkas": along.berkas, "bytes": along.bytes},
    }
    return Hasil(HARMED if harmed else 0, document)


def _table(keluaran: Keluaran, looked: Sequence[Ditelaah], faults: dict[int, LontarError]) -> None:
    names = ["nomor", "sel", "nama", "halaman", "mb", "keadaan"]
    if any(one.bukti.opd for one in looked):
        names.append("telaah")
    rows = [_row(one, names, harmed=one.bukti.id in faults) for one in looked]
    if rows:
        titles = [t(f"perintah.bukti.kolom.{name}") for name in names]
        keluaran.table(titles, rows, right=(0, 4))


def _row(looked: Ditelaah, names: Iterable[str], *, harmed: bool) -> list[str]:
    from app.exchange import telaah_kata

    one = looked.bukti
    told = {
        "nomor": str(one.id),
        "sel": f"{one.formulir} {one.sel}",
        "nama": one.nama if not one.opd else f"{one.nama} ({t('bukti.dari_opd', opd=one.opd)})",
        "halaman": one.halaman,
        "mb": megabytes(one.ukuran),
        "keadaan": _spoken_state(one, harmed=harmed),
        "telaah": telaah_kata.spoken(looked) or t("telaah.hasil.belum") if one.opd else "",
    }
    return [told[name] for name in names]


def _change(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.store import evidence

    with bersama.open_office(args.kantor) as office:
        one = bersama.evidence_named(office, args)
        evidence.describe(
            office,
            one.id,
            _told(args, one.keterangan),
            label=t("bukti.tindakan.ubah", berkas=one.nama),
            pelaku=bersama.person(office, args.pengguna).nama,
        )
        now = evidence.find(office, one.id)
    keluaran.say(t("perintah.bukti.diubah", berkas=now.nama, keadaan=t(_state(now))))
    return Hasil(0, _document(now))


def _copy(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.exchange import berkas
    from app.store import evidence

    with bersama.open_office(args.kantor) as office:
        one = bersama.evidence_named(office, args)
        data = evidence.content(office, one)
    target = args.keluar / one.nama
    berkas.write_atomic(target, data)
    keluaran.say(t("perintah.bukti.disalin", berkas=target))
    return Hasil(0, {**_document(one), "berkas": str(target)})


def _remove(args: Namespace, keluaran: Keluaran) -> Hasil:
    from app.store import evidence

    with bersama.open_office(args.kantor) as office:
        one = bersama.evidence_named(office, args)
        label = t("bukti.tindakan.hapus", berkas=one.nama)
        pelaku = bersama.person(office, args.pengguna).nama
        evidence.remove(office, one.id, label=label, pelaku=pelaku)
    keluaran.say(t("bukti.dihapus", berkas=one.nama))
    return Hasil(0, _document(one))


def _letter(args: Namespace, keluaran: Keluaran) -> Hasil:
    """Declare that the statement letter of Nihil is in the office, or take that back."""
    from app.domain.nilai import Keadaan
    from app.exchange import surat_nihil
    from app.store import questions

    with bersama.open_office(args.kantor) as office:
        form, sel = bersama.form_and_cell(office, args.periode, args.formulir, args.sel)
        wilayah = office.identitas.wilayah
        values = questions.sheet_values(office, form.kode, wilayah, args.periode).now
        if values.get(sel.kode) is not Keadaan.NIHIL:
            raise LontarError("bukti_bukan_nihil", sel=sel.label)
        pelaku = bersama.person(office, args.pengguna).nama
        surat_nihil.declare(office, form, sel.kode, args.periode, pelaku=pelaku, ada=not args.batal)
    keluaran.say(t("bukti.surat_dibatalkan" if args.batal else "bukti.surat_ada"))
    return Hasil(0, {"formulir": form.kode, "sel": sel.kode, "surat_ada": not args.batal})


def _told(args: Namespace, before: Keterangan) -> Keterangan:
    """What the options say, and what was known before for the rest."""
    given = {name: getattr(args, name) for name in ("tanggal", "penanda", "halaman")}
    given["disertakan"] = args.along
    return before._replace(**{name: one for name, one in given.items() if one is not None})


def _spoken_state(one: Bukti, *, harmed: bool) -> str:
    if not one.tiba:
        return t("bukti.belum_tiba" if one.disertakan else "bukti.di_opd")
    return t("bukti.rusak" if harmed else _state(one))


def _state(one: Bukti) -> str:
    return "bukti.ikut" if one.disertakan else "bukti.tidak_ikut"


def _fault(error: LontarError | None) -> dict[str, object] | None:
    return error.as_json() if error else None


def _document(one: Bukti) -> dict[str, object]:
    return {"nomor" if name == "id" else name: value for name, value in one._asdict().items()}
