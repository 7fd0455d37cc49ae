"""``python -m sphinx_academic``."""

from __future__ import annotations

import sys

from sphinx_academic.cli import main

sys.exit(main())
