"""NuGet's order as univers has it, a port."""

from matrix import answer, by_operators, missing

try:
    from univers.versions import NugetVersion
except ImportError:
    missing("univers")

answer(by_operators, parse=NugetVersion, write=lambda version: version.string)
