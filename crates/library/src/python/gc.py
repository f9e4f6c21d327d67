"""Nothing is collected in rounds here: an object ends with its last reference."""

# Lacks: DEBUG_COLLECTABLE DEBUG_LEAK DEBUG_SAVEALL DEBUG_STATS DEBUG_UNCOLLECTABLE callbacks garbage get_debug
#     get_freeze_count get_objects get_referents get_referrers get_stats is_finalized is_tracked set_debug

_enabled = True


def collect(generation=2):
    return 0


def enable():
    global _enabled
    _enabled = True


def disable():
    global _enabled
    _enabled = False


def isenabled():
    return _enabled


def freeze():
    pass


def unfreeze():
    pass


def get_count():
    return (0, 0, 0)


def get_threshold():
    return (700, 10, 10)


def set_threshold(threshold0, threshold1=10, threshold2=10):
    pass
