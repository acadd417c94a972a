"""Through the page Paket of a kabupaten of the demo, from obstacles to a package that is out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.store import people, questions
from app.store.door import CellWrite
from app.teks import t
from app.ui.pages import home_figures
from app.ui.pages.package import PackagePage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.formulir import Formulir
    from app.ui.main_window import MainWindow
    from app.ui.pages.package import SendView
    from app.ui.session import Session

STICK = "E:\\SPM"
_WARNED = 5
_MORE = 7


def walk(window: MainWindow, folder: Path, settle: Callable[[], None]) -> Iterator[str]:
    """The names of the pictures, each given when its screen stands; `folder` gets the package."""
    page, session = window.desk.current_page, window.session
    assert isinstance(page, PackagePage)
    send = page.send
    assert send is not None
    yield "paket"
    *warned, blocked = _services(session)[: _WARNED + 1]
    _write(session, [(form, _needed(session, form) + _MORE) for form in warned])
    _write(session, [(blocked, 1)])
    settle()
    yield "paket_hambatan"
    session.undo()
    settle()
    for one in send.state.waiting:
        session.explain(one, t("perintah.demo.alasan"))
    settle()
    yield "paket_beralasan"
    _sign(send, settle)
    yield "paket_tanda_tangan"
    _hand_over(send, folder, settle)
    yield "paket_terkirim"
    page.show_view("periksa")
    settle()
    yield "paket_periksa"
    page.show_view("kirim")
    page.book.actions_.withdraw.click()
    page.book.form.folder.setText(STICK)
    settle()
    yield "paket_tarik"
    page.book.form.closed.emit()
    _lose_pimpinan(session, send)
    settle()
    yield "paket_kurang"


def _services(session: Session) -> list[Formulir]:
    """The layanan of the region that know whom they have to serve."""
    mine = home_figures.forms_for(session.forms, session.region)
    return [form for form in mine if form.indeks.bagian and _needed(session, form)]


def _needed(session: Session, form: Formulir) -> int:
    """How many a layanan must serve, 0 when that is not known."""
    sel = form.indeks.bagian[0].penyebut
    place = session.office, form.kode, session.wilayah, session.periode
    nilai = questions.sheet_values(*place).now.get(sel)
    return nilai if isinstance(nilai, int) else 0


def _write(session: Session, served: list[tuple[Formulir, int]]) -> None:
    cells = [
        CellWrite(form.kode, session.wilayah, str(form.home_period(sel, session.periode)), sel, n)
        for form, n in served
        for sel in (form.indeks.bagian[0].pembilang,)
    ]
    session.write(cells, jenis="isi", label="isi")


def _sign(send: SendView, settle: Callable[[], None]) -> None:
    from app.exchange.demo_kantor import FRASA_SANDI

    send.sign.state_form.passphrase.setText(FRASA_SANDI)
    send.sign.state()
    settle()
    send.sign.sign_form.folder.setText(STICK)


def _hand_over(send: SendView, folder: Path, settle: Callable[[], None]) -> None:
    from app.exchange.demo_kantor import FRASA_SANDI

    folder.mkdir()
    send.sign.sign_form.folder.setText(str(folder))
    send.sign.sign_form.passphrase.setText(FRASA_SANDI)
    send.sign.sign()
    settle()
    assert send.sign.result.shown is not None
    sent, naskah = send.sign.result.shown
    send.sign.result.show_package(sent._replace(path=Path(STICK) / sent.path.name), naskah)


def _lose_pimpinan(session: Session, send: SendView) -> None:
    gone = next(one for one in people.users(session.office) if one.peran == "pimpinan")
    people.retire_user(session.office, gone.id)
    send.sign.leave_result()
