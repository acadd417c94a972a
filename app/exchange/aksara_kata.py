"""What is said when a text that came from elsewhere is kept a little otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.teks import t

if TYPE_CHECKING:
    from app.domain.aksara import Rapi


def said(rapi: Rapi) -> str:
    """What was done to a text, in one sentence; empty when it is as it was."""
    told = []
    if rapi.tanda:
        signs = " ".join(dict.fromkeys(rapi.tanda))
        told.append(t("isian.rapi.tanda", jumlah=len(rapi.tanda), tanda=signs))
    if rapi.spasi:
        told.append(t("isian.rapi.spasi", jumlah=rapi.spasi))
    if rapi.tersembunyi:
        told.append(t("isian.rapi.tersembunyi", jumlah=rapi.tersembunyi))
    return t("isian.aksara_dirapikan", rincian="; ".join(told)) if told else ""
