"""`python -m phoihop`, the same as the console script."""

from phoihop.config.cli import main

raise SystemExit(main())
