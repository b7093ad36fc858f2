"""The comparison of ansible-galaxy."""

from matrix import answer, by_operators, missing

try:
    from ansible.utils.version import SemanticVersion
except ImportError:
    missing("ansible-core")

answer(by_operators, parse=SemanticVersion, write=lambda version: version.vstring)
