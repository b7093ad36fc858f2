"""libappstream's own comparison."""

from matrix import answer, missing

try:
    import gi

    gi.require_version("AppStream", "1.0")
    from gi.repository import AppStream
except (ImportError, ValueError):
    missing("gir1.2-appstream-1.0")

answer(AppStream.vercmp_simple)
