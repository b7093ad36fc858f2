"""apt's own comparison of Debian versions."""

from matrix import answer, missing

try:
    import apt_pkg
except ImportError:
    missing("python3-apt")

apt_pkg.init_system()
answer(apt_pkg.version_compare)
