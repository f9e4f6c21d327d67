"""Importing by name."""

# Lacks: find_loader machinery metadata reload resources source_from_cache util

import sys as _sys


def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join([*parts[:len(parts) - level + 1], *filter(None, [name[level:]])])
    __import__(name)
    return _sys.modules[name]


def invalidate_caches():
    pass
