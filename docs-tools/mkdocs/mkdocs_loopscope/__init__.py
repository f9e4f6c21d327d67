"""Live asyncio examples in MkDocs: fences that are marked with ``loopscope``."""

__version__ = "0.1.0"
