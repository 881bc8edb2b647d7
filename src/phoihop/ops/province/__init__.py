"""The rehearsal province Lam Giang: invented throughout, the same from the same seed and day."""

from phoihop.ops.province.build import Plan, build_province

__all__ = ["Plan", "build_province"]
