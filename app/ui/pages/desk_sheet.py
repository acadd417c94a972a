"""Save the readiness sheet for a desk as a page to print."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LontarError
from app.teks import t
from app.ui import dialogue
from app.ui.colours import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.ui.session import Session

_KINDS = "PDF (*.pdf)"


def save(parent: QWidget, session: Session, tell: Callable[[Tone, str], None]) -> Path | None:
    """Ask where to, write the page, and open it in the system's viewer."""
    from app.exchange import asistensi, kertas_kantor, tanda_air
    from app.ui import paper
    from app.ui.pages import package_known

    name = f"kesiapan-{session.wilayah}-{session.periode}.pdf"
    title = t("asistensi.judul")
    target = dialogue.save_file(parent, title, Path(name), _KINDS)
    if target is None:
        return None
    acuan = package_known.definitions(session)
    lembar = asistensi.gather(session.office, acuan, session.periode, session.wilayah)
    try:
        mark, kertas = tanda_air.of_office(session.office), kertas_kantor.of_office(session.office)
        page, foot = partial(asistensi.page, lembar), asistensi.foot(lembar)
        paper.print_one_page(page, target, title, foot, mark, kertas)
    except LontarError as error:
        tell(Tone.BAD, str(error))
        return None
    shown = dialogue.show_document(target)
    tell(Tone.GOOD, t("asistensi.disimpan" if shown else "asistensi.tanpa_pembaca", berkas=target))
    return target
