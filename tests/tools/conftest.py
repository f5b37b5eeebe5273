"""The tools are no package that is installed: they are found in the checkout."""

import sys

from tests.packaging.conftest import ROOT

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
