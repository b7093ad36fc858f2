"""Nix's own comparison, all pairs in one expression."""

import json
import shutil
import subprocess
import sys
import tempfile

from matrix import missing

EXPRESSION = r"""
let
  texts = builtins.fromJSON (builtins.readFile FILE);
  sign = left: right: builtins.substring (builtins.compareVersions left right + 1) 1 "<=>";
  row = left: builtins.concatStringsSep "" (map (sign left) texts);
in builtins.concatStringsSep "\n" (texts ++ map row texts)
"""

if not shutil.which("nix-instantiate"):
    missing("nix-bin")

with tempfile.NamedTemporaryFile("w", suffix=".json") as texts:
    json.dump(sys.stdin.read().split("\n"), texts)
    texts.flush()
    command = ["nix-instantiate", "--eval", "--strict", "-E", EXPRESSION.replace("FILE", texts.name)]
    done = subprocess.run(command, capture_output=True, text=True)

if done.returncode != 0:
    sys.exit(done.stderr)
# Nix escapes a text as JSON does, but for `$`, which no version holds.
sys.stdout.write(json.loads(done.stdout))
