"""A clerk by script: takes a letter in, puts right whatever differs from the annotation, gives it out, and counts keys."""

from phoihop.ops.bench.clerk.clerk import Clerk
from phoihop.ops.bench.clerk.office import LONG_AGO, office_of

__all__ = ["LONG_AGO", "Clerk", "office_of"]
