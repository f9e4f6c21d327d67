"""Imported by CPython before a recorded program: gives it what the machine's CPython 3.11 lacks."""

import os

if os.environ.get("LOOPSCOPE_LEGACY"):
    import older_spellings  # noqa: F401
if os.environ.get("LOOPSCOPE_DEMO_PORT"):
    import demo_client  # noqa: F401
if os.environ.get("LOOPSCOPE_VIRTUAL_CLOCK"):
    import virtual_clock  # noqa: F401
