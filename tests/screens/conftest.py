"""What holds for the pilots: an app is made of many objects, and they are looked through for garbage less often."""

import gc


def pytest_collection_finish() -> None:
    """Nothing that is there before the first test is garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
