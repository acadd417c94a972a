"""The one exception that speaks to a user: a named situation, what happened, what to do next."""

from __future__ import annotations

import re

# A file may be called anything, also the beginning of another sentence on a line of its own.
_NAMES = frozenset({"berkas", "folder"})
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class LontarError(Exception):
    """A situation of the user, not a bug.

    Its two sentences stand in the catalogue: `galat.<kode>.pesan` and `galat.<kode>.saran`.
    """

    def __init__(self, kode: str, /, **data: object) -> None:
        super().__init__(kode)
        self.kode = kode
        self.data: dict[str, object] = data

    @property
    def pesan(self) -> str:
        """What happened, and where."""
        return self._sentence("pesan")

    @property
    def saran(self) -> str:
        """What the user can do next."""
        return self._sentence("saran")

    def _sentence(self, part: str) -> str:
        # The language is chosen when the sentence is shown, not when the error is raised.
        from app.teks import t

        named = {key: _ODD.sub("?", str(self.data[key])) for key in _NAMES & self.data.keys()}
        try:
            return t(f"galat.{self.kode}.{part}", **{**self.data, **named})
        except (KeyError, IndexError):
            return t(f"galat.tanpa_teks.{part}", kode=self.kode)

    def as_json(self) -> dict[str, object]:
        """The same for machines (`--json`)."""
        data = {key: _plain(value) for key, value in self.data.items()}
        return {"kode": self.kode, "pesan": self.pesan, "saran": self.saran, "data": data}

    def __str__(self) -> str:
        return f"{self.pesan} {self.saran}"

    def __reduce__(self) -> tuple[object, ...]:
        # A child process that reads a foreign file hands its error back pickled.
        return _rebuild, (type(self), self.kode, self.data)


def _plain(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else str(value)


def _rebuild(kind: type[LontarError], kode: str, data: dict[str, object]) -> LontarError:
    return kind(kode, **data)
