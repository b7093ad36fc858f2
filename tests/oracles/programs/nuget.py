"""NuGet's order as univers has it, a port."""

from matrix import answer, by_operators, missing

try:
    from univers.nuget import Version
except ImportError:
    missing("univers")

answer(by_operators, parse=Version.from_string, write=str)
