"""The order of Alpine's packages as univers has it, a port."""

from matrix import answer, missing

try:
    from univers.gentoo import vercmp
    from univers.versions import AlpineLinuxVersion
except ImportError:
    missing("univers")


def valid(text):
    return AlpineLinuxVersion(text).string


answer(vercmp, parse=valid)
