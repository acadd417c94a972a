"""What is being done when the power goes, and what must be true afterwards."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.bukti import Keterangan
from app.domain.telaah import HasilTelaah
from app.errors import LontarError
from app.exchange import impor, serah_terima, telaah_bukti
from app.store import (
    backup,
    dispatch,
    evidence,
    handover,
    holds,
    migrations,
    opd,
    restore,
    send_log,
    vault,
)
from app.store.door import Kunci
from app.store.office import DATABASE_NAME, Office
from app.store.riwayat import verify_chain
from tests import contoh_bukti
from tests.bukti import verify
from tests.exchange import contoh_opd
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_balasan import package_with_letter
from tests.exchange.contoh_sertifikat import clock
from tests.store.contoh_kantor import KUPANG, T3, Clock, cell, fill, new_office, values

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.exchange.putusan import Laporan

    Say = Callable[[str], None]

MANY = 60
ROUNDS = 12
SHEET = Kunci("UJI-01", KUPANG, T3)


class Adegan(NamedTuple):
    """One scene: set up once, played in a child that is killed, judged in a copy of its own.

    `judge` gets the folder and the lines the child got out, and raises AssertionError.
    """

    nama: str
    prepare: Callable[[Path], None]
    act: Callable[[Path, Say], None]
    judge: Callable[[Path, list[str]], None]


def _small(place: Path) -> None:
    """An office with a little of everything, and a backup of it."""
    with new_office(place / "kantor", Clock()) as office:
        fill(office, cell(1), cell(2, "p.harus.n"))
        for number in range(3):
            _attach(office, number)
        vault.keep_whole(office.folder, office.folder / backup.FOLDER_NAME, office.now())
        fill(office, cell(100))


def _attach(office: Office, number: int) -> None:
    told = Keterangan("", "", "", disertakan=True)
    data = contoh_bukti.pdf(f"surat {number} " + "x" * 50_000)
    evidence.attach(
        office, SHEET, f"p.b{number}.n", f"{number}.pdf", data, told, label="b", pelaku="Maria"
    )


def _opened(place: Path) -> Office:
    return Office.open(place / "kantor", Clock())


def _sound(office: Office) -> None:
    assert office.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert verify_chain(office).ok
    assert verify(office).baik


# --- Typing, pasting, evidence -----------------------------------------------------------------


def _type(place: Path, say: Say) -> None:
    with _opened(place) as office:
        for number in range(1000, 1000 + ROUNDS * 8):
            fill(office, cell(number, f"p.b{number % 9}.n"))
            say(f"p.b{number % 9}.n {number}")


def _typed(place: Path, said: list[str]) -> None:
    told = {sel: int(number) for sel, number in (line.split() for line in said)}
    with _opened(place) as office:
        _sound(office)
        now = {kunci[3]: nilai for kunci, nilai in values(office).items()}
        for sel, number in told.items():
            # A later gesture may be on disk without its acknowledgement.
            assert now[sel] == number or int(str(now[sel])) == max(told.values()) + 1


def _paste(place: Path, say: Say) -> None:
    with _opened(place) as office:
        for number in range(1, ROUNDS):
            fill(office, *(cell(number, f"t.b{row}.n") for row in range(MANY)))
            say(str(number))


def _pasted(place: Path, said: list[str]) -> None:
    with _opened(place) as office:
        _sound(office)
        found = [isi for kunci, isi in values(office).items() if kunci[3].startswith("t.")]
    last = int(said[-1]) if said else 0
    assert len(set(found)) <= 1
    assert len(found) in (0, MANY)
    assert (found[0] if found else 0) in (last, last + 1)


def _prove(place: Path, say: Say) -> None:
    with _opened(place) as office:
        for number in range(10, 10 + ROUNDS):
            _attach(office, number)
            say(str(number))


def _proved(place: Path, said: list[str]) -> None:
    with _opened(place) as office:
        _sound(office)
        kept = office.conn.execute("SELECT count(*) FROM bukti").fetchone()[0]
    assert kept in (3 + len(said), 4 + len(said))


# --- Backup, restore, migration, handover ------------------------------------------------------


def _back_up(place: Path, say: Say) -> None:
    with _opened(place) as office:
        for number, vaulted in enumerate((office.folder / backup.FOLDER_NAME, place / "stick")):
            fill(office, cell(number))
            vault.keep_whole(office.folder, vaulted, office.now())
            say(str(vaulted))


def _backed_up(place: Path, said: list[str]) -> None:
    with _opened(place) as office:
        _sound(office)
        vault.keep_whole(office.folder, office.folder / backup.FOLDER_NAME, office.now())
        assert not list(office.folder.rglob("*.sebagian"))
    for vaulted in (place / "kantor" / backup.FOLDER_NAME, place / "stick"):
        found = vault.listed(vaulted)
        for one in found:
            assert vault.look(one.berkas).bukti_hilang == 0
        if str(vaulted) in said:
            assert found


def _restore(place: Path, say: Say) -> None:
    one = vault.listed(place / "kantor" / backup.FOLDER_NAME)[-1]
    restore.restore(place / "kantor", one.berkas, Clock()())
    say("kembali")


def _restored(place: Path, said: list[str]) -> None:
    with _opened(place) as office:
        _sound(office)
        now = values(office)["UJI-01", KUPANG, T3, "p.capai.n"]
        assert not list(office.folder.glob("*.pulih*"))
    assert now == 1 if said else now in (1, 100)
    if now == 1:
        aside = next((place / "kantor" / restore.ASIDE).iterdir())
        assert vault.look(aside / DATABASE_NAME).tindakan == 5


def _old(place: Path) -> None:
    """An office made by the program that knew version 1 only."""
    steps = migrations.STEPS
    try:
        migrations.STEPS = steps[:1]
        with new_office(place / "kantor", Clock()) as office:
            fill(office, cell(1), cell(2, "p.harus.n"))
    finally:
        migrations.STEPS = steps


def _migrate(place: Path, say: Say) -> None:
    with _opened(place):
        say("naik")


def _migrated(place: Path, _said: list[str]) -> None:
    with _opened(place) as office:
        _sound(office)
        assert migrations.file_version(office.conn) == migrations.known_version()
        assert sorted(map(str, values(office).values())) == ["1", "2"]


def _hand_over(place: Path, say: Say) -> None:
    with _opened(place) as office:
        target = place / f"kantor{serah_terima.SUFFIX}"
        serah_terima.hand_over(office, target, kepada="Yosef", oleh="Maria")
        say("serah")


def _handed_over(place: Path, said: list[str]) -> None:
    file = place / f"kantor{serah_terima.SUFFIX}"
    with _opened(place) as office:
        _sound(office)
        assert office.handed_over is not None if said or file.exists() else True
        assert not list(office.folder.glob(".serah-*"))
    if file.exists():
        read = serah_terima.read(file)
        folder = place / "baru"
        serah_terima.install(read, " ".join(read.kata), folder, Clock()())
        with Office.open(folder, Clock()) as office:
            _sound(office)
            assert office.handed_over is None
    elif handover.marked(place / "kantor"):
        with _opened(place) as office:
            serah_terima.take_back(office)
            fill(office, cell(8))


# --- Signing and taking in ---------------------------------------------------------------------


def _declared(place: Path) -> None:
    with contoh.kabupaten(place / "kantor") as office:
        contoh.state(office)
    (place / "keluar").mkdir()


def _sign(place: Path, say: Say) -> None:
    with Office.open(place / "kantor", clock) as office:
        say(contoh.sign(office, place / "keluar").path.name)


def _signed(place: Path, said: list[str]) -> None:
    with Office.open(place / "kantor", clock) as office:
        _sound(office)
        visible = sorted((place / "keluar").glob("*.xlsx"))
        assert {*said} <= {file.name for file in visible}
        for file in visible:
            with zipfile.ZipFile(file) as book:
                assert book.testzip() is None
            # Whatever left is known by its number, even where the book does not know it yet.
            assert send_log.highest(office.folder, KUPANG, T3) == 1
        sent = dispatch.packages(office, arah="keluar")
        assert all((place / "keluar" / one.nama_berkas).exists() for one in sent)
        if sent:
            return
        # The power is back: the same can be done again, with a number that nobody has seen.
        contoh.state(office)
        again = contoh.sign(office, place / "keluar")
        assert again.revisi == 1 + send_log.highest(
            office.folder, KUPANG, T3, besides=again.paket_id
        )


def _province(place: Path) -> None:
    contoh.provinsi(place / "kantor").close()


@cache
def laporan() -> Laporan:
    """A package as the province has judged it; made before any child is born."""
    return contoh.judge(contoh.package())


def _take_in(place: Path, say: Say) -> None:
    with Office.open(place / "kantor", clock) as office:
        impor.accept(office, laporan(), pelaku="Provinsi")
        say("masuk")


def _taken_in(place: Path, said: list[str]) -> None:
    with Office.open(place / "kantor", clock) as office:
        _sound(office)
        entered = len(dispatch.packages(office, arah="masuk"))
        filled = office.conn.execute("SELECT count(*) FROM nilai").fetchone()[0]
        assert bool(entered) == bool(filled)
        assert entered >= len(said)
        # Taken in again it is either new or known, never half.
        again = impor.accept(office, laporan(), pelaku="Provinsi")
        assert again.sudah == bool(entered)


def _kabupaten(place: Path) -> None:
    contoh.kabupaten(place / "kantor", filled=False).close()


@cache
def opd_reports() -> tuple[Laporan, ...]:
    """The packages of two OPD that overlap, as the kabupaten has judged them."""
    with tempfile.TemporaryDirectory() as name:
        files = contoh_opd.two_opd(Path(name))
        return tuple(contoh.judge(one.read_bytes()) for one in files.values())


def _take_in_opd(place: Path, say: Say) -> None:
    with Office.open(place / "kantor", clock) as office:
        for one, decided in zip(opd_reports(), OVERLAP, strict=True):
            impor.accept(office, one, pelaku="Yohana", tahan=decided)
            say(one.paket_id)


def _taken_in_opd(place: Path, said: list[str]) -> None:
    first, second = opd_reports()
    with Office.open(place / "kantor", clock) as office:
        _sound(office)
        came = [one.paket_id for one in dispatch.packages(office, arah="masuk")]
        assert {*said} <= {*came} <= {first.paket_id, second.paket_id}
        sheets = office.conn.execute("SELECT DISTINCT asal_paket FROM lembar").fetchall()
        assert {kode for (kode,) in sheets if kode} == {*came}
        both = second.paket_id in came
        owned = {urusan: one.opd for urusan, one in opd.owners(office).items()}
        assert owned.keys() == ({"KES"} if came else set()) | ({"PUM", "PRK"} if both else set())
        assert len(holds.open_holds(office, contoh.T3)) == both
        assert office.conn.execute("SELECT count(*) FROM nilai").fetchone()[0] > 0 or not came
        for one, decided in zip(opd_reports(), OVERLAP, strict=True):
            again = impor.accept(office, one, pelaku="Yohana", tahan=decided)
            assert again.sudah == (one.paket_id in came)


def _proven(place: Path) -> None:
    package = package_with_letter(place)
    with contoh.provinsi(place / "kantor") as office:
        impor.accept(office, contoh.judge(package.read_bytes()), pelaku="Provinsi")


def _judge(place: Path, say: Say) -> None:
    with Office.open(place / "kantor", clock) as office:
        (one,) = evidence.evidence(office, contoh.KUPANG, contoh.T3)
        for number in range(ROUNDS):
            told = (HasilTelaah.TIDAK_SESUAI, f"buram {number}")
            telaah_bukti.judge(office, one.id, *told, pelaku="Yohana", tanyakan=contoh.T3)
            say(str(number))
            telaah_bukti.close_questions(office, one, oleh="Yohana")


def _judged(place: Path, said: list[str]) -> None:
    with Office.open(place / "kantor", clock) as office:
        _sound(office)
        named = [kode for (kode,) in office.conn.execute("SELECT pertanyaan FROM bukti_telaah")]
        asked = [kode for (kode,) in office.conn.execute("SELECT id FROM pertanyaan")]
    # Never a verdict whose question is lost, nor a question nobody gave a verdict for.
    assert sorted(named) == sorted(asked)
    assert len(named) in (len(said), len(said) + 1)


OVERLAP: tuple[dict[str, str], ...] = ({}, {"KES": "Milik Dinas Kesehatan."})


def prepare_all(place: Path) -> dict[str, Path]:
    """A folder for each scene, ready to be copied."""
    laporan()
    opd_reports()
    contoh.reader().close()
    contoh.reader.cache_clear()
    made = {}
    for scene in ADEGAN:
        made[scene.nama] = place / scene.nama
        made[scene.nama].mkdir(parents=True)
        scene.prepare(made[scene.nama])
    return made


def copy(base: Path, target: Path) -> None:
    """A stage of its own for one performance."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(base, target)


def refused(error: BaseException) -> str:
    """What a judge found, in one line."""
    return str(error) if isinstance(error, LontarError) else f"{type(error).__name__} {error}"


ADEGAN = (
    Adegan("ketik", _small, _type, _typed),
    Adegan("tempel", _small, _paste, _pasted),
    Adegan("bukti", _small, _prove, _proved),
    Adegan("cadangan", _small, _back_up, _backed_up),
    Adegan("pulihkan", _small, _restore, _restored),
    Adegan("migrasi", _old, _migrate, _migrated),
    Adegan("serah_terima", _small, _hand_over, _handed_over),
    Adegan("tanda_tangan", _declared, _sign, _signed),
    Adegan("impor", _province, _take_in, _taken_in),
    Adegan("impor_opd", _kabupaten, _take_in_opd, _taken_in_opd),
    Adegan("telaah", _proven, _judge, _judged),
)
