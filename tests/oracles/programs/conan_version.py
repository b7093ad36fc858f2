"""Conan's own comparison."""

import importlib.util
import sys
import types

from matrix import answer, by_operators, missing

found = importlib.util.find_spec("conan")
if not found:
    missing("conan")
# Without what the package imports at its top, which the comparison does not need.
package = types.ModuleType("conan")
package.__path__ = found.submodule_search_locations
sys.modules["conan"] = package

from conan.internal.model.version import Version

answer(by_operators, parse=Version, write=str)
