"""The sample: a fictitious plan of our own writing in two versions, draft and final; `python -m
tests.sample_plan` writes both to raw/.

`text.py` and `projects.py` hold the draft, `revisions.py` what the final changes in it, `build.py` the look
in Word.
"""
