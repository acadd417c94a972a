"""A package is made in a child: the same bytes, a sentence when it stops, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from app.errors import LontarError
from app.exchange import ekspor, kunci
from app.exchange.pembaca.proses import PENYUSUN, Anak, command
from app.exchange.penyusun import induk
from app.exchange.penyusun.siaga import BATAS, Siaga
from app.store import log
from tests.exchange import contoh_paket as contoh
from tests.exchange.contoh_paket import T3
from tests.exchange.contoh_sertifikat import KUPANG, clock, officer, pimpinan
from tests.sumber import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.exchange.ekspor import Naskah, PaketJadi

FRASA = "kuda laut pagi cerah"


class Siap(NamedTuple):
    """What is ready to be signed, and where the key of the signer lies."""

    naskah: Naskah
    kunci: Path

    def made(
        self,
        frasa: str = FRASA,
        line: Sequence[str] | None = None,
        progress: Any = None,
        siaga: Siaga | None = None,
    ) -> PaketJadi:
        own, told = pimpinan(KUPANG), progress or (lambda *_: None)
        chain = [own.certificate]
        ready = siaga or Siaga(line)
        return induk.compose(self.naskah, contoh.acuan(), self.kunci, frasa, chain, told, ready)


@pytest.fixture(scope="module")
def siap(tmp_path_factory) -> Iterator[Siap]:
    folder = tmp_path_factory.mktemp("susun")
    with pytest.MonkeyPatch.context() as patch, contoh.kabupaten(folder / "kantor") as office:
        patch.setattr(kunci, "SCRYPT_N", 2**12)
        file = kunci.store_key(folder, "pimpinan", pimpinan(KUPANG).key, FRASA)
        contoh.state(office)
        own = [pimpinan(KUPANG).certificate]
        yield Siap(ekspor.prepare(office, contoh.acuan(), T3, own, clock), file)


def refused(siap: Siap, **how: Any) -> LontarError:
    with pytest.raises(LontarError) as caught:
        siap.made(**how)
    return caught.value


def script(code: str) -> list[str]:
    """The command line of a maker that runs other code before it serves."""
    line = command(BATAS, PENYUSUN)
    at = line.index("-c") + 1
    boot = "import sys, os; sys.path[:] = sys.argv[3:]\n"
    serve = "\nsys.exit(anak.main(int(sys.argv[1]), float(sys.argv[2])))"
    told = f"{boot}from app.exchange.penyusun import anak\n{code}{serve}"
    return [*line[:at], told, *line[at + 1 :]]


def test_a_child_makes_the_same_package_to_the_byte_and_tells_of_each_step(siap, monkeypatch):
    started: list[Any] = []
    real = subprocess.Popen

    class Watched(real):  # type: ignore[misc,valid-type]
        def __init__(self, line: Any, *args: Any, **more: Any) -> None:
            started.append((line, more["env"], self))
            super().__init__(line, *args, **more)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    steps: list[tuple[str, int, int]] = []
    made = siap.made(progress=lambda *told: steps.append(told))
    own = pimpinan(KUPANG)
    here = ekspor.compose(siap.naskah, contoh.acuan(), own.key, [own.certificate])
    assert made == here
    assert steps == [(one, place, 6) for place, one in enumerate(ekspor.LANGKAH[:5])]
    [(line, environment, process)] = started
    # The secret goes through the pipe alone, and nobody is left who has heard it.
    assert FRASA not in f"{line}{environment}"
    assert process.poll() is not None


def test_a_wrong_passphrase_and_a_missing_key_are_told_as_ever(siap):
    assert refused(siap, frasa="bukan frasa yang benar").kode == "frasa_sandi_salah"
    gone = siap._replace(kunci=siap.kunci.with_name("tidak-ada.kunci.pem"))
    assert refused(gone).kode == "kunci_tidak_ada"
    foreign = siap.kunci.with_name("lain.kunci.pem")
    foreign.write_bytes(kunci.seal(officer(KUPANG).key, FRASA))
    assert refused(siap._replace(kunci=foreign)).kode == "sertifikat_bukan_kunci_ini"


def test_a_child_that_is_killed_on_the_way_leaves_nothing_and_a_sentence(siap):
    stopping = "anak.Pembuatan.go_on = lambda self, _: os.kill(os.getpid(), 9)"
    error = refused(siap, line=script(stopping))
    assert error.kode == "penyusun_berhenti"
    assert str(error) == (
        "Bagian Lontar yang menyusun paket berhenti sebelum selesai. Paket belum dibuat, dan tidak "
        "ada yang tercatat terkirim. Tutup program lain agar memori cukup, lalu tanda tangani "
        "sekali lagi. Isian dan pernyataan operator tetap tersimpan."
    )


def test_an_error_nobody_expected_reaches_the_log_without_a_word_of_its_own(siap):
    broken = "import app.exchange.makna as m; m.resolve = lambda *_: int('Maria')"
    with pytest.raises(log.Elsewhere) as caught:
        siap.made(line=script(broken))
    told = log.told(caught.value)
    assert "app/exchange/ekspor.py" in told
    assert "ValueError\nin a child of\n" in told
    assert "app/exchange/penyusun/induk.py" in told
    assert "Maria" not in told


def test_a_child_that_cannot_be_started_is_told_in_a_sentence(siap, tmp_path):
    error = refused(siap, line=[str(tmp_path / "lontar.exe")])
    assert error.kode == "penyusun_tidak_mulai"
    assert str(error) == (
        "Bagian Lontar yang menyusun paket tidak dapat dijalankan di komputer ini, sehingga paket "
        "belum dibuat. Tutup program lain lalu ulangi. Jika terjadi lagi, mintalah pengelola "
        "komputer mengizinkan Lontar pada program antivirusnya."
    )


def test_what_is_stopped_on_the_way_ends_the_child(siap, monkeypatch):
    ended: list[int] = []
    real = Anak.close

    def close(self: Anak) -> None:
        real(self)
        assert not self.alive
        ended.append(self.pid)

    def stop(step: str, _done: int, _total: int) -> None:
        if step == "tulis":
            raise KeyboardInterrupt

    monkeypatch.setattr(Anak, "close", close)
    with pytest.raises(KeyboardInterrupt):
        siap.made(progress=stop)
    assert len(ended) == 1


def test_a_child_at_hand_makes_the_package_and_none_is_left(siap, monkeypatch):
    started: list[Anak] = []
    real = Anak.__init__

    def start(self: Anak, *told: Any) -> None:
        real(self, *told)
        started.append(self)

    monkeypatch.setattr(Anak, "__init__", start)
    ready = Siaga()
    ready.start()
    ready.start()
    assert [one.alive for one in started] == [True]
    assert siap.made(siaga=ready).paket_id == siap.naskah.draf.paket_id
    assert [one.alive for one in started] == [False]
    ready.start()
    ready.close()
    ready.close()
    assert [one.alive for one in started] == [False, False]


def test_a_child_that_the_system_ended_while_it_waited_is_replaced(siap):
    ready = Siaga()
    ready.start()
    waiting = ready.take()
    ready._child = waiting
    os.kill(waiting.pid, signal.SIGTERM)
    waiting._process.wait()
    assert siap.made(siaga=ready).paket_id == siap.naskah.draf.paket_id
    Siaga(["/tidak/ada"]).start()


def test_the_frozen_program_is_the_child_under_its_own_word(monkeypatch):
    line = [sys.executable, "-m", "app", "--penyusun", "1000000000", "60.0"]
    with subprocess.Popen(line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        told = process.communicate(b"", timeout=60)[0]
    assert (told[4:], process.returncode) == (b"siap", 0)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(BATAS, PENYUSUN)[1:] == ["--penyusun", "1000000000", "120.0"]
