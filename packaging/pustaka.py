"""Name the system libraries and the font that Qt needs and this Linux machine lacks.

Prints the Debian packages, one per line. Runs on the bare Python, before anything is installed.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

# What the Qt libraries and plug-ins of a window ask the system for (their NEEDED entries), and
# the package of Debian and Ubuntu that brings it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
)
FONT = "NotoSans-Regular.*"
FONT_PACKAGE = "fonts-noto-core"


def missing_libraries() -> list[str]:
    """Packages whose library cannot be loaded, each once, in alphabetical order."""
    return sorted({package for library, package in LIBRARIES.items() if not loads(library)})


def loads(library: str) -> bool:
    """Whether the system's loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font(pattern: str) -> bool:
    """Whether a font file of that name is installed."""
    return any(next(folder.rglob(pattern), None) for folder in FONT_FOLDERS if folder.is_dir())


def main() -> int:
    """`--wajib` names only what a window cannot do without: any font will do then."""
    required_only = "--wajib" in sys.argv[1:]
    missing = missing_libraries()
    if not has_font("*.[ot]t[fc]" if required_only else FONT):
        missing.append(FONT_PACKAGE)
    print("\n".join(missing))
    return 0


if __name__ == "__main__":
    sys.exit(main())
