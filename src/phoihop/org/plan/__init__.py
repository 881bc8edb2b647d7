"""What a decision's steps would change, worked out before anything is written."""

from phoihop.org.plan.making import make_plan
from phoihop.org.plan.plan import Plan, Problem
from phoihop.org.plan.reading import shelves_for
from phoihop.org.plan.steps import WHOLE, StepGiven, units_of
from phoihop.org.plan.undoing import take_back
from phoihop.org.plan.writing import write_plan

__all__ = ["WHOLE", "Plan", "Problem", "StepGiven", "make_plan", "shelves_for", "take_back", "units_of", "write_plan"]
