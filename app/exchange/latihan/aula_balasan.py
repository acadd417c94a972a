"""The way back in a hall: the trainer asks and replies to all at once, each laptop takes its own.

Nothing here differs from real work: the questions are those of a province, the replies its signed
files, and a package turns green at its sender by the receipt in one of them only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app import paths
from app.errors import LontarError
from app.exchange import (
    balasan,
    berkas,
    butir_tanya,
    pasang_balasan,
    pendaftaran,
    susun_balasan,
    tanda_terima,
    tanya,
    tulisan,
)
from app.exchange.latihan import pustaka as latihan
from app.exchange.latihan import ruang
from app.exchange.latihan.kantor_latihan import FRASA_SANDI
from app.exchange.latihan.ruang import Ruang
from app.exchange.pasang_balasan import Keadaan
from app.store import dispatch, people, pustaka
from app.store.door import Kunci
from app.store.office import Office
from app.teks import t

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from app.domain.formulir import Formulir
    from app.domain.pertanyaan import JenisTanya
    from app.domain.wilayah import Wilayah
    from app.exchange.balasan import IsiBalasan
    from app.exchange.latihan.aula import Aula
    from app.exchange.latihan.siapan import Clock, Progress
    from app.exchange.pasang_balasan import LaporanBalasan

BALAS, AMBIL = "balas", "ambil"
"""The steps `progress` hears of while replies are signed, and while they are taken."""

_USUAL = "tenggat.toml"
_MOST_FILES = 500


class Soal(NamedTuple):
    """What everybody is asked: the cell, what is wanted, the words, whether a package waits."""

    formulir: str
    sel: str
    jenis: JenisTanya
    teks: str
    penghalang: bool = False


class Ambilan(NamedTuple):
    """What became of a reply: whose it is, whether it was new, the words, what it brought.

    `terpasang` tells that it is in the office now, from before or by this.
    """

    nama: str
    baru: bool
    kalimat: str
    isi: tuple[str, ...] = ()
    terpasang: bool = False


# --- The trainer ---------------------------------------------------------------------------------


def askable(aula: Aula, clock: Clock) -> list[Formulir]:
    """The forms of the hall's quarter that its regions fill.

    Raises:
        LontarError: the province is open somewhere.
    """
    with Office.open(aula.provinsi, clock) as province:
        forms = pustaka.forms_of(province, aula.periode)
    return [one for one in forms.values() if one.filled_by(aula.daftar.kursi[0].wilayah)]


def usual() -> tuple[str, str]:
    """The form and the cell the exercise of a hall is about."""
    hall = latihan.hall()
    return hall.formulir, hall.sel


def ask(aula: Aula, soal: Soal, clock: Clock, names: Sequence[str] = ()) -> list[str]:
    """Ask about the same cell of every package that counts, or of those of `names`; who was asked.

    Where the very question still waits for its answer it is not asked again.

    Raises:
        LontarError: nobody of such a name, none of their packages is here, no such cell, a text
            that cannot be kept, or the province is open somewhere; then nobody was asked.
    """
    seats = [aula.daftar.seat(one) for one in names] or aula.daftar.kursi
    periode = str(aula.periode)
    with Office.open(aula.provinsi, clock) as province, province.transaction():
        counting = dispatch.counting(province, "masuk", aula.periode)
        there = [one for one in seats if one.wilayah in counting]
        if not there:
            raise LontarError("aula_tanpa_paket")
        waiting = {
            (one.tanya.wilayah, one.tanya.formulir, one.tanya.sel, one.tanya.teks)
            for one in butir_tanya.listed(province, periode=aula.periode)
            if one.tanya.keadaan.menunggu
        }
        oleh, asked = people.users(province)[0].nama, []
        for one in there:
            if (one.wilayah, soal.formulir, soal.sel, tulisan.tidy(soal.teks)) in waiting:
                continue
            kunci = Kunci(soal.formulir, one.wilayah, periode)
            said = soal.jenis, soal.teks
            tanya.ask(province, kunci, soal.sel, *said, penghalang=soal.penghalang, oleh=oleh)
            asked.append(one.nama)
    return asked


def reply(aula: Aula, folder: Path, clock: Clock, progress: Progress) -> list[Path]:
    """One signed file for every region that sent something: receipts, questions, deadlines.

    Each time counts on; the highest number says everything the lower ones did.

    Raises:
        LontarError: nothing was taken in yet, the province is open somewhere, or the disk refuses.
    """
    known, tahun = pustaka.load_wilayah(paths.forms()), aula.periode.tahun
    with Office.open(aula.provinsi, clock) as province:
        regions = susun_balasan.recipients(province, tahun)
        if not regions:
            raise LontarError("aula_tanpa_paket")
        key, certs = pendaftaran.signer(province, people.users(province)[0], FRASA_SANDI)
        place = paths.forms() / _USUAL
        signed = []
        for done, one in enumerate(susun_balasan.prepare(province, regions, tahun, place, certs)):
            progress(BALAS, done, len(regions))
            signed += susun_balasan.sign([one], key, certs)
        made = susun_balasan.keep(province, signed, known)
    return tanda_terima.write(made, folder)


# --- A laptop of participants --------------------------------------------------------------------


class _Berkas(NamedTuple):
    nama: str
    data: bytes
    isi: IsiBalasan


def fetch(folder: Path, clock: Clock, progress: Progress) -> list[Ambilan]:
    """Install the newest reply in a folder for everybody of this laptop who is in a hall.

    Raises:
        LontarError: nobody here is in a hall, or there are too many files.
    """
    rooms = list(_rooms())
    if not rooms:
        raise LontarError("aula_tanpa_peserta")
    found, told = [], []
    for one in _texts(folder):
        try:
            found += _read(one)
        except LontarError as error:
            told.append(Ambilan(one.name, baru=False, kalimat=str(error)))
    found.sort(key=lambda one: -one.isi.nomor)
    known = pustaka.load_wilayah(paths.forms())
    for done, (room, wilayah) in enumerate(rooms):
        progress(AMBIL, done, len(rooms))
        mine = [one for one in found if one.isi.wilayah == wilayah]
        told.append(_taken(room, mine, known, clock))
    return told


def _rooms() -> Iterator[tuple[Ruang, str]]:
    """Everybody of this laptop who works in a hall, with the region."""
    for nama, peserta in ruang.participants().items():
        room, daftar = Ruang(peserta / latihan.AULA, latihan.hall()), ruang.hall_of(peserta)
        if daftar is not None and room.kantor.is_dir():
            yield room, daftar.seat(nama).wilayah


def _texts(folder: Path) -> list[Path]:
    files = sorted(folder.rglob("*.txt"))
    if len(files) > _MOST_FILES:
        raise LontarError("aula_terlalu_banyak_berkas", jumlah=len(files), batas=_MOST_FILES)
    return files


def _read(file: Path) -> list[_Berkas]:
    """The reply in a file; none in a file that holds anything else."""
    data = berkas.read_file(file, balasan.MAX_FILE + 1)
    if not balasan.holds_reply(data):
        return []
    return [_Berkas(file.name, data, balasan.content(balasan.envelope(data)))]


def _taken(
    room: Ruang, mine: Sequence[_Berkas], known: Mapping[str, Wilayah], clock: Clock
) -> Ambilan:
    nama = ruang.name_of(room.peserta)
    if not mine:
        return Ambilan(nama, baru=False, kalimat=t("latihan.ambil.tidak_ada"))
    try:
        with Office.open(room.kantor, clock) as office:
            place = paths.forms() / _USUAL
            judged = [
                pasang_balasan.judge(office, one.data, one.nama, known, place) for one in mine
            ]
            best = next((one for one in judged if one.keadaan.berlaku), _nearest(judged))
            lines = tuple(best.isi())
            if best.keadaan.berlaku:
                pasang_balasan.install(office, best, known)
    except LontarError as error:
        return Ambilan(nama, baru=False, kalimat=str(error))
    there = best.keadaan in (Keadaan.BARU, Keadaan.SUDAH)
    return Ambilan(nama, best.keadaan.berlaku, best.kalimat, lines, there)


def _nearest(judged: Sequence[LaporanBalasan]) -> LaporanBalasan:
    """Of replies that change nothing the one worth telling; files of another hall come last."""
    return min(judged, key=lambda one: one.keadaan.keluar)
