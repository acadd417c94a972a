"""PyJWT without its client that fetches keys from a network.

Lontar has no network, and that client brings HTTP and TLS along: 3 MB, and a second OpenSSL in
every process that signs or verifies.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jwt.algorithms import RSAAlgorithm
    from jwt.api_jws import PyJWS

_CLIENT = "jwt.jwks_client"


def library() -> tuple[PyJWS, type[RSAAlgorithm]]:
    """What signs, and what verifies."""
    _do_without()
    from jwt.algorithms import RSAAlgorithm
    from jwt.api_jws import PyJWS

    return PyJWS(), RSAAlgorithm


def _do_without() -> None:
    if _CLIENT not in sys.modules:
        stand_in = ModuleType(_CLIENT)
        vars(stand_in)["PyJWKClient"] = None
        sys.modules[_CLIENT] = stand_in
