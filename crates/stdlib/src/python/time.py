"""time: the clocks are native; calendars are counted here, in UTC, for a program has no place."""

# Lacks: get_clock_info clock_gettime clock_settime clock_getres pthread_getcpuclockid tzset

timezone = 0
altzone = 0
daylight = 0
tzname = ("UTC", "UTC")

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)


class struct_time(tuple):
    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = property(lambda self: "UTC")
    tm_gmtoff = property(lambda self: 0)

    def __repr__(self):
        names = ("year", "mon", "mday", "hour", "min", "sec", "wday", "yday", "isdst")
        fields = ", ".join(f"tm_{name}={value}" for name, value in zip(names, self))
        return f"time.struct_time({fields})"


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_lengths(year):
    return (31, 29 if _is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


_EPOCH = _days_before_year(1970)


_MAX_YEAR = 2**31 + 1899


def gmtime(seconds=None):
    seconds = time() if seconds is None else seconds
    if not isinstance(seconds, (int, float)):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    if seconds != seconds:
        raise ValueError("Invalid value NaN (not a number)")
    if not -2**63 <= seconds < 2**63:
        raise OverflowError("timestamp out of range for platform time_t")
    days, second = divmod(int(seconds // 1), 86400)
    year = 1970 + days * 400 // 146097
    while _days_before_year(year + 1) - _EPOCH <= days:
        year += 1
    while _days_before_year(year) - _EPOCH > days:
        year -= 1
    if abs(year) > _MAX_YEAR:
        raise OSError(75, "Value too large for defined data type")
    yday = days - (_days_before_year(year) - _EPOCH)
    month, day = 1, yday
    for length in _month_lengths(year):
        if day < length:
            break
        day -= length
        month += 1
    clock = (second // 3600, second // 60 % 60, second % 60)
    return struct_time((year, month, day + 1, *clock, (days + 3) % 7, yday + 1, 0))


localtime = gmtime


def mktime(t):
    year, month, day, hour, minute, second = t[:6]
    days = _days_before_year(year) - _EPOCH + sum(_month_lengths(year)[: month - 1]) + day - 1
    return float(days * 86400 + hour * 3600 + minute * 60 + second)


def strftime(format, t=None):
    t = gmtime() if t is None else t
    year, month, day, hour, minute, second, wday, yday = t[:8]
    fields = {
        "Y": f"{year}", "y": f"{year % 100:02}", "m": f"{month:02}", "d": f"{day:02}", "e": f"{day:2}",
        "H": f"{hour:02}", "I": f"{(hour + 11) % 12 + 1:02}", "M": f"{minute:02}", "S": f"{second:02}",
        "p": "AM" if hour < 12 else "PM", "A": _DAYS[wday], "a": _DAYS[wday][:3], "B": _MONTHS[month - 1],
        "b": _MONTHS[month - 1][:3], "h": _MONTHS[month - 1][:3], "j": f"{yday:03}", "w": f"{(wday + 1) % 7}",
        "Z": "UTC", "z": "+0000", "%": "%", "n": "\n", "t": "\t",
        "X": f"{hour:02}:{minute:02}:{second:02}", "T": f"{hour:02}:{minute:02}:{second:02}",
        "x": f"{month:02}/{day:02}/{year % 100:02}", "D": f"{month:02}/{day:02}/{year % 100:02}",
        "F": f"{year}-{month:02}-{day:02}", "R": f"{hour:02}:{minute:02}", "c": asctime(t),
    }
    parts = []
    at = 0
    while at < len(format):
        if format[at] == "%" and at + 1 < len(format):
            parts.append(fields.get(format[at + 1], format[at : at + 2]))
            at += 2
        else:
            parts.append(format[at])
            at += 1
    return "".join(parts)


def asctime(t=None):
    t = gmtime() if t is None else t
    clock = f"{t[3]:02}:{t[4]:02}:{t[5]:02}"
    return f"{_DAYS[t[6]][:3]} {_MONTHS[t[1] - 1][:3]} {t[2]:2} {clock} {t[0]}"


def ctime(seconds=None):
    return asctime(gmtime(seconds))
