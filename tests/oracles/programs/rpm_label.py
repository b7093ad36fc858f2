"""RPM's own comparison of epoch, version and release."""

from matrix import answer, missing

try:
    from rpm import labelCompare
except ImportError:
    missing("python3-rpm")

answer(lambda left, right: labelCompare(("0", left, "1"), ("0", right, "1")))
