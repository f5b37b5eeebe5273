"""`python -m stretchtui`."""

import sys

from stretchtui.cli import main

sys.exit(main())
