"""The documentation is run: every console and python block of README.md and docs/ must work.

A python block may be a session (">>>"). A line of a console block that begins with "$ " is a
command; the lines below it are what it must print, where "..." stands for anything. Python blocks
of one page share their names. All blocks of a page run in one empty folder that holds a copy of the
sample reports as `reports/`.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Commands that set up or change the checkout itself are CI's to run, not this test's.
NOT_HERE = ("make ", "git ", "pip ", "python -m training", "cd ", "forewarn serve")


def _blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the sample reports, with the commands of this environment on PATH."""
    shutil.copytree(ROOT / "src/forewarn/sample/reports", tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_does_what_it_says(page: Path, folder: Path) -> None:
    """Every command and every line of Python on the page gives what the page shows."""
    names: dict[str, object] = {}
    for language, block in _blocks(page):
        if block.startswith(">>>"):
            _doctest(block, page.name, names)
        elif language == "python":
            exec(compile(block, page.name, "exec"), names)
        else:
            for command, shown in _commands(block):
                _check(command, shown, folder)


def _doctest(block: str, page: str, names: dict[str, object]) -> None:
    test = doctest.DocTestParser().get_doctest(block, names, page, page, 0)
    failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, clear_globs=False).failed
    assert not failed, f"{page}: a doctest failed"
    names.update(test.globs)


def _commands(block: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    pairs = [part.partition("\n")[::2] for part in parts]
    return [(command, shown) for command, shown in pairs if not command.startswith(NOT_HERE)]


def _check(command: str, shown: str, folder: Path) -> None:
    done = subprocess.run(
        command, shell=True, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    printed = done.stdout + done.stderr
    assert "Traceback" not in printed, f"{command}\n{printed}"
    if shown.strip():
        same = doctest.OutputChecker().check_output(
            shown, printed, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        )
        assert same, f"$ {command}\nshown:\n{shown}\nprinted:\n{printed}"
    else:
        assert done.returncode == 0, f"$ {command}\n{printed}"
