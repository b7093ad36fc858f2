"""conda's order as rattler has it, the engine of pixi."""

from matrix import answer, by_operators, missing

try:
    from rattler import Version
except ImportError:
    missing("py-rattler")

answer(by_operators, parse=Version, write=str)
