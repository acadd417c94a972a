"""What the pictures show: the situation of an office, and files of every kind for its desk."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from app.domain.periode import Periode
from app.store import dispatch, door, questions
from app.store.door import CellWrite
from app.store.office import Office

if TYPE_CHECKING:
    from pathlib import Path

    from app.exchange.tinjauan import Tinjauan
    from app.store.dispatch import Paket
    from app.ui.main_window import MainWindow
    from app.ui.page import Page
    from app.ui.pages.entry import EntryPage
    from app.ui.pages.package_inbox import Inbox
    from app.ui.session import Session

_GENUINE = 4
_MANY = 1000
_SHEET = "02_Kesehatan"
_OPD, _OPD_URUSAN = "Dinas Kesehatan", "KES"
_OPD_PERSON, _OPD_POSITION = "Yohanes Contoh", "Analis"
_ID = "0" * 32
_PROOFS = {
    "Surat pernyataan kepala dinas.pdf": b"%PDF-1.4 surat" + bytes(400_000),
    "Rekap kohort ibu per puskesmas.pdf": b"%PDF-1.4 rekap" + bytes(1_200_000),
    "Foto kelas ibu hamil.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(800_000),
    "Berita acara verifikasi.pdf": b"%PDF-1.4 berita" + bytes(300_000),
}
"""What a region proves a figure with, and what stands in it as far as anybody looks here."""

_PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(2_000)


class Situation(NamedTuple):
    """The quarter in question, the moment of the last arrival, and two regions to look at."""

    periode: Periode
    moment: datetime
    wilayah: str
    complete: str


def situation(province: Path) -> Situation:
    """What a province's book of packages tells: an incomplete region, and a complete one."""
    with Office.open(province, lambda: datetime.now(UTC)) as office:
        arrived = dispatch.packages(office, arah="masuk")
    newest = arrived[0]
    gaps = [one for one in arrived if _has_gaps(one)]
    whole = [one for one in arrived if not _has_gaps(one)]
    first, last = (gaps or arrived)[0], (whole or arrived)[-1]
    return Situation(
        Periode.parse(newest.periode or ""),
        datetime.fromisoformat(newest.waktu),
        first.wilayah or "",
        last.wilayah or "",
    )


def ask(window: MainWindow, wilayah: str) -> None:
    """A question about the first figure of a region, with its cell in view."""
    from app.domain.pertanyaan import JenisTanya
    from app.store.door import Kunci
    from app.teks import t
    from app.ui.pages import home_figures, home_ways

    session = window.session
    region = session.regions[wilayah]
    offered = home_figures.forms_for(session.forms, region)
    form = next(form for form in offered if form.indeks.bagian)
    sel = form.indeks.bagian[0].pembilang
    kunci = Kunci(form.kode, wilayah, str(session.periode))
    session.ask(kunci, sel, JenisTanya.PERBAIKI, t("tanya.contoh"), stops=True)
    home_ways.to_ask(window.desk.current_page, wilayah, form.kode, sel)


def asked_here(session: Session) -> None:
    """A question that came to this office, about a figure of an urusan that an OPD owns."""
    from app.domain.pertanyaan import JenisKejadian, JenisTanya, Kejadian, Pertanyaan
    from app.store import opd, pertanyaan
    from app.teks import t

    office, mine = session.office, session.office.identitas
    form = next(one for one in session.forms.values() if one.urusan == _OPD_URUSAN)
    sel = form.indeks.bagian[0].pembilang
    held = questions.sheet_values(office, form.kode, mine.wilayah, session.periode).now.get(sel)
    asker = session.region if session.is_opd else session.regions[mine.wilayah.partition(".")[0]]
    facts = (office.now().isoformat(timespec="seconds"), asker.nama, t("tanya.contoh"))
    opened = Kejadian(_ID, 1, JenisKejadian.TANYA, *facts, revisi=1, lama=f"angka:{held}")
    place = (mine.wilayah, str(session.periode), form.kode, sel)
    name = mine.kantor if session.is_opd else ""
    one = Pertanyaan(_ID, *place, JenisTanya.PERBAIKI, penghalang=True, kejadian=(opened,))
    pertanyaan.add(office, [one._replace(opd=name)])
    if not session.is_opd:
        why = t("opd.paket_pertama", revisi=1)
        opd.assign(office, form.urusan, _OPD, alasan=why, pelaku=session.pelaku)


def follow_ups(session: Session, wilayah: str) -> None:
    """What two meetings decided for a region and for the office itself: late, soon, done."""
    from datetime import timedelta

    from app.exchange import tindak_lanjut
    from app.teks import t

    office, own = session.office, session.office.identitas.wilayah
    today = office.now().date()
    for number, (place, until) in enumerate(((wilayah, -6), (own, 4), (own, 30)), start=1):
        draft = tindak_lanjut.Rancangan(
            today - timedelta(days=20),
            t("lanjut.contoh.keputusan"),
            t(f"lanjut.contoh.uraian{number}"),
            t("lanjut.contoh.pj"),
            t(f"lanjut.contoh.opd{number}"),
            today + timedelta(days=until),
            6 - number,
        )
        (one,) = tindak_lanjut.decide(office, draft, [place], pelaku=session.pelaku)
    tindak_lanjut.close(office, one, t("lanjut.contoh.alasan"), pelaku=session.pelaku)


def proofs(session: Session, wilayah: str) -> int:
    """Files that the package of a region declares, some of them judged; its number in the book."""
    from app.domain.telaah import HasilTelaah
    from app.exchange import telaah_bukti
    from app.store import evidence_opd
    from app.store.door import Kunci
    from app.store.evidence_opd import Asal, Dinyatakan
    from app.teks import t

    office, periode = session.office, session.periode
    paket = dispatch.counting(office, "masuk", periode)[wilayah]
    form = next(one for one in session.forms.values() if one.urusan == _OPD_URUSAN)
    sel = form.indeks.bagian[0].pembilang
    kunci = Kunci(form.kode, wilayah, str(form.home_period(sel, periode)))
    found = {sha256(data).hexdigest(): (name, data) for name, data in _PROOFS.items()}
    declared = [
        Dinyatakan(
            kunci,
            sel,
            digest,
            len(data),
            name,
            f"{periode.tahun}-09-28",
            str(page),
            disertakan=True,
        )
        for page, (digest, (name, data)) in enumerate(found.items(), start=2)
    ]
    asal = Asal(session.regions[wilayah].nama, paket.paket_id or "")
    told = {"label": "bukti", "pelaku": session.pelaku}
    evidence_opd.replace(office, wilayah, periode, [form.kode], declared, asal, **told)
    for digest, (_, data) in found.items():
        evidence_opd.arrived(office, digest, data)
    first, second, *_ = evidence_opd.declared(office, asal.paket)
    by = session.pelaku
    telaah_bukti.judge(office, first.id, HasilTelaah.SESUAI, pelaku=by)
    wrong = HasilTelaah.TIDAK_SESUAI
    telaah_bukti.judge(office, second.id, wrong, t("telaah.contoh"), pelaku=by)
    return paket.nomor


def write_down(session: Session, page: Page) -> None:
    """What a region writes down for its LKPJ, opened beside its reports."""
    from app.exchange import bahan_lkpj, paraf_kantor
    from app.teks import t
    from app.ui.pages.reports import ReportsPage

    assert isinstance(page, ReportsPage)
    office, tahun = session.office, session.periode.tahun
    for number in (1, 2):
        one, two, three = t(f"lkpj.contoh.{number}").split("|")
        bahan_lkpj.add_policy(office, tahun, (one, two, three), pelaku=session.pelaku)
    paraf_kantor.choose(office, paraf_kantor.usual(office))
    page.write_down()


def two_services(session: Session) -> list[tuple[str, str]]:
    """A complete sheet, and one that still has gaps, each with the cell to look at."""
    from app.ui.pages import home_figures

    figures = home_figures.read(session)
    layanan = [one for one in figures.layanan if one.form.indeks.bagian]
    complete = [one for one in layanan if one.progress == "lengkap"]
    begun = [one for one in layanan if one.progress != "lengkap"]
    wanted = [*complete[len(complete) // 4 :][:1], *begun[:1]]
    return [
        (one.form.kode, one.first_empty or one.form.indeks.bagian[0].pembilang) for one in wanted
    ]


def declare(session: Session, page: EntryPage) -> None:
    """The cell in view has no figure: nothing was found there."""
    from app.domain.nilai import Keadaan

    sheet, cell = page.sheet, page.grid.current
    assert sheet is not None
    assert cell is not None
    home = str(sheet.form.home_period(cell.kode, session.periode))
    write = CellWrite(sheet.form.kode, session.wilayah, home, cell.kode, Keadaan.NIHIL)
    session.write([write], jenis="isi", label="isi")


def opd_office(wilayah: str, target: Path) -> Path:
    """The office of an OPD of a region, still without figures."""
    from app.store import opd, people
    from app.store.office import Identitas

    identitas = Identitas("opd", wilayah, _OPD, _OPD)
    with Office.create(target, identitas, lambda: datetime.now(UTC)) as office:
        opd.set_owned(office, [_OPD_URUSAN])
        people.add_user(office, nama=_OPD_PERSON, peran="operator", jabatan=_OPD_POSITION)
    return target


def fill_like(session: Session, region: Path) -> None:
    """Give an OPD the figures that its region has of its urusan."""
    with Office.open(region, lambda: datetime.now(UTC)) as whole:
        known = questions.values_of_period(whole, session.wilayah, session.periode)
    cells = [
        CellWrite(kode, session.wilayah, str(form.home_period(sel, session.periode)), sel, nilai)
        for kode, form in session.forms.items()
        for sel, nilai in known.get(kode, {}).items()
    ]
    session.write(cells, jenis="isi", label="isi")


def files(office: Office, place: Path) -> list[Path]:
    """Genuine packages, one saved anew, one with another figure, and a photograph."""
    place.mkdir()
    arrived = dispatch.packages(office, arah="masuk")[: _GENUINE + 2]
    made = [_write(office, one, place) for one in arrived]
    _save_anew(made[-1])
    _change_figure(made[-2])
    photo = place / "IMG-20261003-WA0007.xlsx"
    photo.write_bytes(_PHOTO)
    return [*made, photo]


def difference(session: Session, inbox: Inbox) -> Tinjauan:
    """A package beside figures that have moved since, by an eighth: for this look only.

    The office has its own figures again afterwards, or the pages of one guide would contradict each
    other.
    """
    from app import paths
    from app.exchange import tinjauan

    bacaan = next(
        one.laporan.bacaan for one in inbox.entries.values() if one.laporan.bacaan is not None
    )
    office, periode = session.office, bacaan.periode
    moved, kept = [], []
    for form in bacaan.forms:
        sel = form.indeks.bagian[0].pembilang if form.indeks.bagian else ""
        nilai = bacaan.nilai[form.kode].get(sel)
        if isinstance(nilai, int) and nilai > _MANY:
            home = str(form.home_period(sel, periode))
            place = (form.kode, bacaan.wilayah.kode, home, sel)
            moved.append(CellWrite(*place, nilai - nilai // 8))
            kept.append(CellWrite(*place, nilai))
    door.write(office, moved, jenis="isi", label="isi", pelaku=session.pelaku)
    found = tinjauan.review(tinjauan.hold_of(office, periode, paths.forms()), bacaan)
    door.write(office, kept, jenis="isi", label="isi", pelaku=session.pelaku)
    return found


def _has_gaps(paket: Paket) -> bool:
    told = paket.ringkasan
    numbers = [told.get(key) for key in ("wajib", "terisi", "dinyatakan")]
    wajib, *answered = (one if isinstance(one, int) else 0 for one in numbers)
    return sum(answered) < wajib


def _write(office: Office, paket: Paket, place: Path) -> Path:
    file = place / paket.nama_berkas
    file.write_bytes(dispatch.package_bytes(office, paket.nomor))
    return file


def _save_anew(file: Path) -> None:
    from app.exchange import demo_berkas

    file.write_bytes(demo_berkas.saved_anew(file.read_bytes()))


def _change_figure(file: Path) -> None:
    from app.exchange import demo_berkas

    file.write_bytes(demo_berkas.figure_changed(file.read_bytes(), _SHEET))
