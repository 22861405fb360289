"""What holds for all tests: property tests have no deadline, since what measures time stands in
benchmarks; what is said is said in English, whatever the locale, unless a test asks for Chinese; no file of
settings that lies in the checkout is heeded."""

import os

from hypothesis import settings

settings.register_profile("plantrace", deadline=None)
settings.load_profile("plantrace")

os.environ["PLANTRACE_LANG"] = "en"
os.environ["PLANTRACE_CONFIG"] = ""
