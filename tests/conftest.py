"""What every test shares."""

from hypothesis import settings

# A first question may build a table or load a module, so no example is timed.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
