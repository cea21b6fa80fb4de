"""What holds for all tests: nothing moves by itself, so that what is painted depends on keys alone."""

import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # before textual is imported, which reads it once
