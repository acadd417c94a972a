"""The window: everything that mentions a widget, a key or a colour lives here and nowhere else."""

from app.ui import frugal, swift_enums

frugal.spare()
swift_enums.spare()
