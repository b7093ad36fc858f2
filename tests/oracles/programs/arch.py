"""pacman's own comparison, out of libalpm."""

import ctypes

from matrix import answer, missing

try:
    compare = ctypes.CDLL("libalpm.so.13").alpm_pkg_vercmp
except OSError:
    missing("libalpm13")

compare.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
compare.restype = ctypes.c_int
answer(compare, parse=str.encode, write=bytes.decode)
