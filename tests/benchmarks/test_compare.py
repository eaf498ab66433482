"""The comparison of generators, as a program: it leaves nothing behind, however it ends."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.newsrooms import ROOT


def test_a_comparison_that_is_told_to_end_clears_its_folder_away(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.compare", "--peers", "", "--runs", "1", "--work", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as comparison:
        assert comparison.stderr is not None
        comparison.stderr.readline()
        assert [path.name.startswith("broadsheet-bench-") for path in tmp_path.iterdir()] == [True]
        comparison.terminate()
    assert comparison.returncode == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []
