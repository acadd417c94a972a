"""Save the readiness sheet for a desk as a page to print."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone
from app.ui.pages import package_known, print_beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.ui.printing_child import Order
    from app.ui.session import Session

_KINDS = "PDF (*.pdf)"


def save(parent: QWidget, session: Session, tell: Callable[..., object]) -> None:
    """Ask where to, write the page beside the window, and open it in the system's viewer."""
    name = f"kesiapan-{session.wilayah}-{session.periode}.pdf"
    target = dialogue.save_file(parent, t("asistensi.judul"), Path(name), _KINDS)
    if target is None:
        return

    def write() -> None:
        if session.is_open:
            pages = _pages(session)
            print_beside.pages(parent, pages, target, tell, lambda: _show(target, tell))

    tell(Tone.INFO, t("cetak.menulis", berkas=target.name))
    package_known.when_known(parent, write, lambda error: print_beside.failed(parent, error, tell))


def _pages(session: Session) -> Order:
    from app.exchange import asistensi, kertas_kantor, tanda_air
    from app.ui import printing

    acuan = package_known.definitions(session)
    lembar = asistensi.gather(session.office, acuan, session.periode, session.wilayah)
    mark, kertas = tanda_air.of_office(session.office), kertas_kantor.of_office(session.office)
    page, foot = partial(asistensi.page, lembar), asistensi.foot(lembar)
    return printing.one_page(page, t("asistensi.judul"), foot, mark, kertas)


def _show(target: Path, tell: Callable[..., object]) -> None:
    shown = dialogue.show_document(target)
    tell(Tone.GOOD, t("asistensi.disimpan" if shown else "asistensi.tanpa_pembaca", berkas=target))
