"""What PySide does at every import without any use for this program."""

from __future__ import annotations

import sys

_LOOKS = "_mod_uses_pyside"


def spare_sources() -> None:
    """Keep PySide from reading the source of every module that is imported from now on.

    It looks for modules that ask for another spelling of Qt's names, which none does here, and
    what it has read stays in memory for as long as the program runs: five megabytes.
    """
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, _LOOKS):
        setattr(feature, _LOOKS, _uses_no_feature)


def _uses_no_feature(_module: object) -> bool:
    return False
