"""The order of Alpine's packages as univers has it, a port."""

from matrix import answer, by_operators, missing

try:
    from univers.versions import AlpineLinuxVersion
except ImportError:
    missing("univers")

answer(by_operators, parse=AlpineLinuxVersion, write=lambda version: version.string)
