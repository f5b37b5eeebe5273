"""Programs of the system that some tests need."""

import os
import shutil

import pytest

PLACES = ("/usr/sbin", "/usr/local/sbin", "/sbin")
"""Where servers lie that are not on everybody's path."""


def needs(program: str, package: str = "") -> str:
    """Where a program is. Without it a test is skipped, but fails in CI, which installs all of them."""
    found = shutil.which(program) or shutil.which(program, path=os.pathsep.join(PLACES))
    if found:
        return found
    told = f"{program} is needed: apt-get install {package or program}"
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)
