"""What holds for all tests: property tests have no deadline, since what measures time stands in
benchmarks."""

from hypothesis import settings

settings.register_profile("plantrace", deadline=None)
settings.load_profile("plantrace")
