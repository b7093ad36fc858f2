"""Reads versions, a line each, and answers with each as the comparator writes it, then with a row of <, = and > each."""

import sys

UNAVAILABLE = 69


def missing(what):
    print(f"missing: {what}", file=sys.stderr)
    sys.exit(UNAVAILABLE)


def answer(compare, parse=lambda text: text, write=lambda text: text):
    """compare(a, b) is negative, 0 or positive for what parse made of two texts."""
    parsed = [parse(text) for text in sys.stdin.read().split("\n")]
    lines = [write(version) for version in parsed]
    for left in parsed:
        signs = (compare(left, right) for right in parsed)
        lines.append("".join("<" if sign < 0 else ">" if sign > 0 else "=" for sign in signs))
    sys.stdout.write("\n".join(lines))


def by_operators(left, right):
    return (left > right) - (left < right)
