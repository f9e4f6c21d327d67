"""The collector of cycles. Which objects there are is known since the module was imported first, or since there were many."""

# Lacks: DEBUG_COLLECTABLE DEBUG_LEAK DEBUG_SAVEALL DEBUG_STATS DEBUG_UNCOLLECTABLE get_debug get_freeze_count get_stats
#     is_finalized is_tracked set_debug

callbacks = []
garbage = []

_threshold = (700, 10, 10)


def collect(generation=2):
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    info = {"generation": generation, "collected": 0, "uncollectable": 0}
    for callback in callbacks:
        callback("start", dict(info))
    info["collected"] = count = _collect()
    for callback in callbacks:
        callback("stop", dict(info))
    return count


def freeze():
    pass


def unfreeze():
    pass


def get_count():
    return (0, 0, 0)


def get_threshold():
    return _threshold


def set_threshold(threshold0, threshold1=10, threshold2=10, /):
    global _threshold
    _threshold = (threshold0, threshold1, threshold2)
