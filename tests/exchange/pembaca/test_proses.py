"""One child process: small, alone, limited, and never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.errors import LontarError
from app.exchange.pembaca import anak
from app.exchange.pembaca.batas import Batas
from app.exchange.pembaca.induk import Pembaca
from app.exchange.pembaca.pesan import MAX_FRAME
from app.exchange.pembaca.proses import CHILD_ARGUMENTS, Anak, command
from tests.exchange import contoh_paket as contoh
from tests.exchange.pembaca.contoh_pembaca import script
from tests.sumber import ROOT

READER = CHILD_ARGUMENTS["pembaca"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc are POSIX")
QUICK = Batas(detik=0.5)
PATIENCE = 20
ENDLESS = """
from app.exchange.pembaca import anak, batas
def spin(data):
    while True:
        pass
batas.limit_self(int(sys.argv[1]))
anak.serve(*anak.pipes(), {"periksa": spin}, float(sys.argv[2]))
"""
ECHO = """
from app.exchange.pembaca import anak, batas
def work(data):
    names = {}
    exec(data, names)
    return names["found"]
batas.limit_self(int(sys.argv[1]))
anak.serve(*anak.pipes(), {"periksa": work}, float(sys.argv[2]))
"""
PARENT = """
import os, sys, time
from app.exchange.pembaca.batas import Batas
from app.exchange.pembaca.induk import Pembaca
from tests.exchange.pembaca.contoh_pembaca import script
from tests.exchange.pembaca.test_proses import ENDLESS
busy = sys.argv[1] == "sibuk"
limits = Batas(detik=1.0)
pembaca = Pembaca(workers=1, limits=limits, line=script(ENDLESS, limits) if busy else None)
pembaca.start()
child = pembaca._idle[0]
if busy:
    child.ask(__import__("msgspec").msgpack.encode(["periksa", b""]))
child._answers.get(timeout=20)
print(child.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def gone(pid: int) -> bool:
    """Whether a process ends within the patience of a test."""
    end = time.monotonic() + PATIENCE
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)


def reader(code: str, limits: Batas | None = None, log=lambda _: None) -> Pembaca:
    told = limits or Batas()
    return Pembaca(log, workers=1, limits=told, line=script(code, told))


def run(code: str) -> object:
    """What some code finds inside a child, as `found`."""
    with reader(ECHO) as pembaca:
        return pembaca._now("periksa", code.encode(), object)


def refusal(pembaca: Pembaca, data: bytes = b"") -> LontarError:
    with pytest.raises(LontarError) as refused:
        pembaca.periksa(data)
    return refused.value


# --- Ends ----------------------------------------------------------------------------------------


def test_a_child_that_never_answers_is_ended_and_the_sentence_says_how_long_it_had():
    with reader(ENDLESS, QUICK._replace(detik=1.0)) as pembaca:
        error = refusal(pembaca)
        assert error.kode == "pembaca_lama"
        assert error.pesan == (
            "Isi berkas ini tidak selesai dibaca dalam 1 detik; paket Lontar terbaca jauh lebih "
            "cepat."
        )
        assert error.saran == (
            "Jangan buka berkas ini dengan program lain. Minta pengirim mengekspor lagi dari "
            "Lontar; bila paket baru pun demikian, tutup program lain lalu ulangi."
        )
        assert not pembaca._idle
        assert not pembaca._busy


def test_a_real_file_that_takes_too_long_is_given_up_and_the_next_one_read():
    with Pembaca(workers=1, limits=Batas(detik=0.05)) as pembaca:
        with pytest.raises(LontarError) as refused:
            pembaca.adu(contoh.package())
        assert refused.value.kode == "pembaca_lama"
    with Pembaca(workers=1) as pembaca:
        assert pembaca.periksa(contoh.package()).terlihat


@posix
def test_a_child_gives_way_to_the_window():
    own = os.getpriority(os.PRIO_PROCESS, 0)
    told = "import os; found = os.getpriority(os.PRIO_PROCESS, 0)"
    with reader(ECHO) as pembaca:
        assert pembaca._now("periksa", told.encode(), int) > own


@posix
def test_a_child_killed_in_the_middle_is_a_sentence_and_the_next_file_is_read():
    with Pembaca(workers=1) as pembaca:
        pembaca.periksa(contoh.package())
        child = pembaca._idle[0]
        os.kill(child.pid, signal.SIGSTOP)
        child.ask(b"\xc0")
        os.kill(child.pid, signal.SIGKILL)
        with pytest.raises(LontarError) as refused:
            child.answer()
        assert refused.value.pesan == (
            "Isi berkas ini membuat pembacanya berhenti mendadak, sehingga berkas ditolak. Lontar "
            "sendiri dan data Anda tidak terganggu."
        )
        assert refused.value.saran == (
            "Jangan buka berkas ini dengan program lain. Minta pengirim mengekspor lagi dari "
            "Lontar; bila terulang, sampaikan kepada pengelola Lontar."
        )
        assert pembaca.periksa(contoh.package()).terlihat


@posix
@pytest.mark.parametrize("state", ["diam", "sibuk"])
def test_a_child_whose_parent_dies_dies_too(state):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.run(
        [sys.executable, "-c", PARENT, state],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert parent.returncode == -signal.SIGKILL, parent.stderr
    assert gone(int(parent.stdout))


@posix
def test_closing_leaves_no_process_and_no_thread():
    import threading

    before = set(threading.enumerate())
    pembaca = Pembaca()
    pembaca.start()
    pids = [child.pid for child in pembaca._idle]
    pembaca.periksa(contoh.package())
    pembaca.close()
    assert not any(map(alive, pids))
    assert not set(threading.enumerate()) - before
    pembaca.close()


@posix
def test_the_system_ends_a_child_that_worked_longer_than_allowed():
    with reader(ENDLESS, QUICK) as pembaca:
        pembaca.start()
        child = pembaca._idle[0]
        child.ask(b"\x92\xa7periksa\xc4\x00")
        assert gone(child.pid)
        with pytest.raises(LontarError) as refused:
            child.answer()
        assert refused.value.kode == "pembaca_lama"


# --- Memory --------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize(
    "hunger",
    [
        "found = len(bytearray(900_000_000))",
        "import os; os.write(2, b'memory allocation of 9 bytes failed\\n' * 50); os.abort()",
    ],
)
def test_more_memory_than_allowed_is_a_sentence_and_the_next_file_is_read(hunger):
    with reader(ECHO) as pembaca:
        error = refusal(pembaca, hunger.encode())
        assert error.pesan == (
            "Isi berkas ini menuntut lebih banyak memori daripada yang boleh dipakai untuk membaca "
            "satu paket."
        )
        assert error.saran == (
            "Jangan buka berkas ini dengan program lain. Minta pengirim mengekspor lagi dari "
            "Lontar dan mengirim berkas aslinya."
        )
        assert pembaca._now("periksa", b"found = 7", int) == 7


@posix
def test_a_child_may_write_no_picture_of_its_memory():
    found = run("import resource; found = resource.getrlimit(resource.RLIMIT_CORE)")
    assert found == [0, 0]


# --- Start ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        ["/tidak/ada/program"],
        [sys.executable, "-c", "raise SystemExit(3)"],
        [sys.executable, "-c", "import time; time.sleep(60)"],
    ],
)
def test_a_child_that_cannot_start_is_a_sentence_about_the_computer(line):
    with Pembaca(workers=1, limits=Batas(detik_mulai=1.0), line=line) as pembaca:
        error = refusal(pembaca, contoh.package())
        assert error.pesan == (
            "Bagian Lontar yang membaca berkas dari luar tidak dapat dijalankan di komputer ini, "
            "sehingga berkas belum diperiksa."
        )
        assert error.saran == (
            "Tutup program lain lalu ulangi. Jika terjadi lagi, mintalah pengelola komputer "
            "mengizinkan Lontar pada program antivirusnya."
        )


def test_a_child_that_the_system_does_not_let_into_its_limits_is_not_used(monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr("app.exchange.pembaca.proses._caged", refuse)
    with pytest.raises(LontarError) as refused:
        Anak([sys.executable, "-c", ""], Batas(), print)
    assert refused.value.kode == "pembaca_tidak_mulai"


def test_the_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "C:/Lontar/lontar.exe")
    assert command(Batas(1.5, 2, 3)) == [
        "C:/Lontar/lontar.exe",
        READER,
        "3",
        "1.5",
    ]


def test_the_program_itself_can_be_the_child():
    line = [sys.executable, "-m", "app", READER, "500000000", "10.0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        line, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        told, _ = process.communicate()
    assert told == b"\0\0\0\4" + anak.READY
    assert process.returncode == 0


def test_a_child_loads_neither_the_office_nor_a_key_nor_a_window():
    code = """
from app.exchange.pembaca import kerja
kerja.examine(bytes.fromhex("%s"))
found = sorted(sys.modules)
"""
    loaded = set(run("import sys\n" + code % contoh.package().hex()))  # type: ignore[call-overload]
    heavy = {
        "cryptography",
        "jwt",
        "openpyxl",
        "numpy",
        "pandas",
        "sqlite3",
        "zipfile",
        "subprocess",
    }
    assert "python_calamine" in loaded
    assert not loaded & heavy
    rooms = {name for name in loaded if name.startswith("app.")}
    assert not {name for name in rooms if name.split(".")[1] in ("store", "domain", "ui", "teks")}


@posix
def test_a_child_holds_nothing_of_its_parent_but_three_pipes(tmp_path):
    with (tmp_path / "kantor.db").open("w"):
        found = run(
            "import os\n"
            "held = {os.readlink(f'/proc/self/fd/{n}').partition(':')[0]"
            " for n in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{n}')}\n"
            "found = [sorted(held), os.getcwd(), os.getsid(0) == os.getpid()]"
        )
    assert found == [["pipe"], str(Path(sys.executable).resolve().parent), True]


# --- Talk ----------------------------------------------------------------------------------------


def test_what_a_library_prints_does_not_disturb_the_talk_and_reaches_the_log():
    said: list[str] = []
    with reader(ECHO, log=said.append) as pembaca:
        code = b"import os; print('halo', flush=True); os.write(2, b'dunia\\n'); found = 5"
        assert pembaca._now("periksa", code, int) == 5
    assert {"halo", "dunia"} <= set(said)


def test_a_bug_in_the_child_is_a_sentence_and_its_traceback_only_in_the_log():
    said: list[str] = []
    with reader(ECHO, log=said.append) as pembaca:
        error = refusal(pembaca, b"1 / 0")
        assert error.kode == "pembaca_berhenti"
        assert "ZeroDivisionError" not in str(error)
    assert any("ZeroDivisionError" in line for line in said)


def test_an_error_of_the_child_comes_back_with_its_data():
    code = b"from app.errors import LontarError; raise LontarError('zip_bom', nama='a', mb=300)"
    with reader(ECHO) as pembaca:
        error = refusal(pembaca, code)
    assert (error.kode, error.data) == ("zip_bom", {"nama": "a", "mb": 300})


@pytest.mark.parametrize(
    "say",
    [
        b"import os; os.write(anak_pipe, b'\\xff\\xff\\xff\\xff'); found = 1",
        b"import os; os.write(anak_pipe, b'\\0\\0\\0\\1\\xc1'); found = 1",
        b"import os; os.write(anak_pipe, b'\\0\\0'); os._exit(0)",
    ],
)
def test_a_child_that_talks_nonsense_is_not_listened_to(say):
    find = b"anak_pipe = next(n for n in range(3, 9) if os.path.exists(f'/proc/self/fd/{n}'))\n"
    with reader(ECHO) as pembaca:
        assert refusal(pembaca, b"import os\n" + find + say).kode == "pembaca_berhenti"
        assert pembaca._now("periksa", b"found = 7", int) == 7


def test_an_answer_of_another_form_is_not_believed():
    with reader(ECHO) as pembaca:
        assert refusal(pembaca, b"found = {'kind': 5}").kode == "pembaca_berhenti"


def test_a_message_has_room_for_the_largest_file():
    from app.exchange.wadah import MAX_FILE

    assert MAX_FRAME > 2 * MAX_FILE
