"""The comparison that pip uses: PyPI's packaging."""

from matrix import answer, by_operators, missing

try:
    from packaging.version import Version
except ImportError:
    missing("packaging")

answer(by_operators, parse=Version, write=str)
