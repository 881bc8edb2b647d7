"""A decision's annex → which unit comes out of which, with the cell or line that says so. Pure, no Django."""

from phoihop.reading.annex.model import WHOLE, Annex, Change, Doubt, Flow, Named, Place
from phoihop.reading.annex.reader import read_annex
from phoihop.reading.annex.shares import apportion
from phoihop.reading.annex.units import district_in, flows_in
from phoihop.reading.annex.words import calm, same, settle

__all__ = [
    "WHOLE",
    "Annex",
    "Change",
    "Doubt",
    "Flow",
    "Named",
    "Place",
    "apportion",
    "calm",
    "district_in",
    "flows_in",
    "read_annex",
    "same",
    "settle",
]
