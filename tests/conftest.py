"""What holds for all tests."""

from hypothesis import settings

# How long an example takes says more about the machine's load than about the code.
settings.register_profile("luocdo", deadline=None)
settings.load_profile("luocdo")
