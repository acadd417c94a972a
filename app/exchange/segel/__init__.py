"""The native OOXML seal of a package: what makes Excel and LibreOffice say "signed".

The seal is a signature over every part of the workbook, made with the key of the pimpinan
(ECMA-376 part 2, XAdES). Other programs interpret it; this one never does: it writes down what an
untouched package must carry and compares bytes, so that an attacker is left no choice of form.
"""

from __future__ import annotations

from app.exchange.segel.lihat import has_trace, look
from app.exchange.segel.model import Rujukan, SegelMentah, SegelTerbaca
from app.exchange.segel.periksa import check
from app.exchange.segel.tulis import seal

__all__ = ["Rujukan", "SegelMentah", "SegelTerbaca", "check", "has_trace", "look", "seal"]
