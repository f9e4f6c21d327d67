"""Dates and times, in the proleptic Gregorian calendar. The local time is UTC; `now()` is program time."""

import time as _time
from time import time_ns as _time_ns

MINYEAR = 1
MAXYEAR = 9999
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS[month]


def _days_before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _days_before_month(year, month):
    return sum(_DAYS[1:month]) + (month > 2 and _is_leap(year))


def _from_ordinal(number):
    year = number * 400 // 146097
    while _days_before_year(year + 1) < number:
        year += 1
    while _days_before_year(year) >= number:
        year -= 1
    day = number - _days_before_year(year)
    month = 1
    while day > _days_in_month(year, month):
        day -= _days_in_month(year, month)
        month += 1
    return year, month, day


def _check_date(year, month, day):
    for value in (year, month, day):
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")


def _check_time(hour, minute, second, microsecond):
    for name, value, most in (
        ("hour", hour, 23), ("minute", minute, 59), ("second", second, 59), ("microsecond", microsecond, 999999),
    ):
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        if not 0 <= value <= most:
            raise ValueError(f"{name} must be in 0..{most}")


def _ordered(compare):
    """The six comparisons by `compare(self, other)`, which gives two keys or None."""

    def comparison(name):
        def method(self, other):
            keys = compare(self, other, name)
            if keys is None:
                return NotImplemented
            return getattr(keys[0], name)(keys[1])

        return method

    return [comparison(name) for name in ("__eq__", "__lt__", "__le__", "__gt__", "__ge__")]


def _modf(number):
    whole = int(number)
    return number - whole, whole


class timedelta:
    __in_c__ = True

    def __reduce__(self):
        return type(self), (self.days, self.seconds, self.microseconds)

    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0, **others):
        for name in others:
            raise TypeError(f"{name!r} is an invalid keyword argument for __new__()")
        parts = (
            ("days", days, 86400000000), ("seconds", seconds, 1000000), ("microseconds", microseconds, 1),
            ("milliseconds", milliseconds, 1000), ("minutes", minutes, 60000000), ("hours", hours, 3600000000),
            ("weeks", weeks, 604800000000),
        )
        whole = 0
        fraction = 0.0
        for name, value, unit in parts:
            if isinstance(value, int):
                whole += value * unit
            elif isinstance(value, float):
                rest, full = _modf(value)
                whole += int(full) * unit
                rest, full = _modf(rest * unit)
                whole += int(full)
                fraction += rest
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if fraction:
            # Half a microsecond goes to the even one of the whole sum.
            rest, full = _modf(fraction)
            whole += int(full)
            if abs(rest) == 0.5:
                rest = 2.0 * round((rest + whole % 2) * 0.5) - whole % 2
            whole += round(rest)
        self._us = whole
        if not -86400000000 * 999999999 <= self._us < 86400000000 * 1000000000:
            raise OverflowError(f"days={self.days}; must have magnitude <= 999999999")

    @property
    def days(self):
        return self._us // 86400000000

    @property
    def seconds(self):
        return self._us % 86400000000 // 1000000

    @property
    def microseconds(self):
        return self._us % 1000000

    def total_seconds(self):
        return self._us / 1000000

    def __repr__(self):
        parts = [
            f"{name}={value}"
            for name, value in (("days", self.days), ("seconds", self.seconds), ("microseconds", self.microseconds))
            if value
        ]
        return f"datetime.timedelta({', '.join(parts) or '0'})"

    def __str__(self):
        seconds = self.seconds
        text = f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return f"{text}.{self.microseconds:06d}" if self.microseconds else text

    def __add__(self, other):
        return _delta(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _delta(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-self._us)

    def __pos__(self):
        return self

    def __abs__(self):
        return _delta(abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._us * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(_divided(self._us * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return _delta(self._us // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            return _delta(_divided(self._us, other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _delta(_divided(self._us * b, a))
        return NotImplemented

    def __mod__(self, other):
        return _delta(self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return (self // other, self % other) if isinstance(other, timedelta) else NotImplemented

    def __bool__(self):
        return self._us != 0

    __eq__, __lt__, __le__, __gt__, __ge__ = _ordered(
        lambda self, other, name: (self._us, other._us) if isinstance(other, timedelta) else None
    )

    def __hash__(self):
        return hash(self._us)


def _divided(a, b):
    """a / b rounded half to even."""
    quotient, rest = divmod(a, b)
    twice = 2 * rest
    if twice > b if b > 0 else twice < b:
        return quotient + 1
    return quotient + (twice == b and quotient % 2)


def _delta(microseconds):
    return timedelta(microseconds=microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


def _missing(name, place):
    raise TypeError(f"function missing required argument {name!r} (pos {place})")


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


class timezone(tzinfo):
    __in_c__ = True

    def __new__(cls, offset=None, *name):
        if name or not isinstance(offset, timedelta) or offset or not hasattr(cls, "utc"):
            return super().__new__(cls)
        return timezone.utc

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                f"not {offset!r}"
            )
        self._offset = offset
        self._name = name

    def __reduce__(self):
        return type(self), (self._offset,) if self._name is None else (self._offset, self._name), None

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return f"UTC{_offset_text(self._offset)}" if self._offset else "UTC"

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"datetime.timezone({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)


timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    sign = "-" if offset < timedelta(0) else "+"
    offset = abs(offset)
    seconds = offset.seconds
    text = f"{sign}{seconds // 3600:02d}{colon}{seconds // 60 % 60:02d}"
    if seconds % 60 or offset.microseconds:
        text += f"{colon}{seconds % 60:02d}"
    return f"{text}.{offset.microseconds:06d}" if offset.microseconds else text


class _ISOCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


class date:
    __in_c__ = True

    def __init__(self, year=None, month=None, day=None):
        if month is None and isinstance(year, bytes) and len(year) == 4:
            year, month, day = int.from_bytes(year[:2], "big"), year[2], year[3]
        if None in (year, month, day):
            place = (year, month, day).index(None)
            _missing(("year", "month", "day")[place], place + 1)
        _check_date(year, month, day)
        self._year = year
        self._month = month
        self._day = day

    def __reduce__(self):
        return type(self), (bytes((*divmod(self._year, 256), self._month, self._day)),)

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time_ns() / 1e9)

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_time.gmtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, n):
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        numbers = _iso_date(date_string)
        if numbers is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*numbers)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"Year is out of range: {year}")
        weeks = 53 if date(year, 1, 1).weekday() == 3 or date(year, 12, 31).weekday() == 3 else 52
        if not 1 <= week <= weeks:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid day: {day} (range is [1, 7])")
        first = date(year, 1, 4)
        return cls.fromordinal(first.toordinal() - first.weekday() + (week - 1) * 7 + day - 1)

    def toordinal(self):
        return _days_before_year(self._year) + _days_before_month(self._year, self._month) + self._day

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        thursday = self.toordinal() - self.weekday() + 3
        year = _from_ordinal(thursday)[0]
        return _ISOCalendarDate((year, (thursday - _days_before_year(year) - 1) // 7 + 1, self.isoweekday()))

    def timetuple(self):
        return _time_tuple(self, 0, 0, 0, -1)

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    __str__ = isoformat

    def __repr__(self):
        return f"datetime.date({self._year}, {self._month}, {self._day})"

    def ctime(self):
        return self.strftime("%a %b %e %H:%M:%S %Y")

    def strftime(self, format):
        return _strftime(self, format)

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
        )

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        number = self.toordinal() + other.days
        if not 1 <= number <= 3652059:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(number)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        return timedelta(self.toordinal() - other.toordinal()) if isinstance(other, date) else NotImplemented

    __eq__, __lt__, __le__, __gt__, __ge__ = _ordered(
        lambda self, other, name: (self.toordinal(), other.toordinal())
        if isinstance(other, date) and not isinstance(other, datetime)
        else None
    )

    def __hash__(self):
        return hash((self._year, self._month, self._day))


def _time_tuple(day, hour, minute, second, dst):
    from time import struct_time

    return struct_time((
        day.year, day.month, day.day, hour, minute, second, day.weekday(),
        _days_before_month(day.year, day.month) + day.day, dst,
    ))


def _unpacked_clock(state):
    return state[0] & 127, state[1], state[2], int.from_bytes(state[3:], "big")


class time:
    __in_c__ = True

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, bytes) and len(hour) == 6:
            # From a pickle.
            hour, minute, second, microsecond, tzinfo, fold = *_unpacked_clock(hour), minute or None, hour[0] >> 7
        _check_time(hour, minute, second, microsecond)
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self.fold = fold

    def __reduce__(self):
        return self.__reduce_ex__(2)

    def __reduce_ex__(self, protocol):
        fold = self.fold << 7 if protocol > 3 else 0
        clock = bytes((self._hour | fold, self._minute, self._second)) + self._microsecond.to_bytes(3, "big")
        return type(self), (clock,) if self._tzinfo is None else (clock, self._tzinfo)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)

    @classmethod
    def fromisoformat(cls, time_string):
        numbers = _iso_time(time_string.removeprefix("T"))
        if numbers is None:
            raise ValueError(f"Invalid isoformat string: {time_string!r}")
        return cls(*numbers)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def isoformat(self, timespec="auto"):
        return _time_text(self, timespec) + _offset_text(self.utcoffset())

    __str__ = isoformat

    def strftime(self, format):
        return _strftime(self, format)

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def __repr__(self):
        zone = "" if self._tzinfo is None else f", tzinfo={self._tzinfo!r}"
        return f"datetime.time({', '.join(map(str, _clock_parts(self)))}{zone})"

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
        )

    def _key(self):
        us = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        offset = self.utcoffset()
        return us if offset is None else us - offset._us

    __eq__, __lt__, __le__, __gt__, __ge__ = _ordered(lambda self, other, name: _time_keys(self, other, name))

    def __hash__(self):
        return hash(self._key())


def _time_keys(a, b, name):
    if not isinstance(b, time):
        return None
    if (a.utcoffset() is None) != (b.utcoffset() is None):
        if name == "__eq__":
            return 0, 1
        raise TypeError("can't compare offset-naive and offset-aware times")
    return a._key(), b._key()


def _clock_parts(clock):
    parts = [clock._hour, clock._minute]
    if clock._second or clock._microsecond:
        parts.append(clock._second)
    if clock._microsecond:
        parts.append(clock._microsecond)
    return parts


def _time_text(clock, timespec):
    text = f"{clock._hour:02d}:{clock._minute:02d}:{clock._second:02d}"
    if timespec == "auto":
        return f"{text}.{clock._microsecond:06d}" if clock._microsecond else text
    if timespec == "hours":
        return text[:2]
    if timespec == "minutes":
        return text[:5]
    if timespec == "seconds":
        return text
    if timespec == "milliseconds":
        return f"{text}.{clock._microsecond // 1000:03d}"
    if timespec == "microseconds":
        return f"{text}.{clock._microsecond:06d}"
    raise ValueError("Unknown timespec value")


def _iso_date(text):
    if text[4:5] == "W" or text[4:6] == "-W":
        return _iso_week_date(text)
    if len(text) == 10 and text[4] == text[7] == "-":
        text = text[:4] + text[5:7] + text[8:]
    if len(text) != 8 or not text.isdigit():
        return None
    return int(text[:4]), int(text[4:6]), int(text[6:])


def _iso_week_date(text):
    dashed = text[4] == "-"
    year, _, rest = text.partition("-W" if dashed else "W")
    week, _, day = rest.partition("-") if dashed else (rest[:2], "", rest[2:])
    if dashed and rest.count("-") != (len(rest) > 2) or len(week) != 2 or len(day) > 1:
        return None
    if not (year + week + (day or "1")).isdigit():
        return None
    found = date.fromisocalendar(int(year), int(week), int(day or 1))
    return found.year, found.month, found.day


def _iso_time(text):
    zone = None
    if text.endswith("Z"):
        zone = timezone.utc
        text = text[:-1]
    else:
        at = max(text.find("+"), text.find("-"))
        if at >= 0:
            offset = _iso_time(text[at + 1:])
            if offset is None:
                return None
            delta = timedelta(hours=offset[0], minutes=offset[1], seconds=offset[2], microseconds=offset[3])
            zone = timezone(-delta if text[at] == "-" else delta) if delta else timezone.utc
            text = text[:at]
    text, _, fraction = text.replace(",", ".").partition(".")
    parts = text.split(":") if ":" in text else [text[at:at + 2] for at in range(0, len(text), 2)]
    if not 1 <= len(parts) <= 3 or not all(len(part) == 2 and part.isdigit() for part in parts):
        return None
    if fraction and not fraction.isdigit():
        return None
    numbers = [int(part) for part in parts] + [0] * (3 - len(parts))
    return (*numbers, int((fraction + "000000")[:6]), zone)


class datetime(date):
    __in_c__ = True

    def __init__(
        self, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0
    ):
        if isinstance(year, bytes) and len(year) == 10 and day is None:
            # From a pickle.
            state, tzinfo = year, month
            year, month, day = int.from_bytes(state[:2], "big"), state[2] & 127, state[3]
            hour, minute, second, microsecond = _unpacked_clock(state[4:])
            fold = state[2] >> 7
        super().__init__(year, month, day)
        _check_time(hour, minute, second, microsecond)
        if tzinfo is not None and not isinstance(tzinfo, _tzinfo_class):
            raise TypeError(
                f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tzinfo).__name__}'"
            )
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self.fold = fold

    def __reduce__(self):
        return self.__reduce_ex__(2)

    def __reduce_ex__(self, protocol):
        fold = self.fold << 7 if protocol > 3 else 0
        day = (*divmod(self._year, 256), self._month | fold, self._day)
        clock = bytes((*day, self._hour, self._minute, self._second)) + self._microsecond.to_bytes(3, "big")
        return type(self), (clock,) if self._tzinfo is None else (clock, self._tzinfo)

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)

    @classmethod
    def now(cls, tz=None):
        return cls._from_micros(_time_ns() // 1_000, tz)

    @classmethod
    def utcnow(cls):
        return cls._from_micros(_time_ns() // 1_000, None)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _time.gmtime(timestamp)
        return cls._from_micros(round(timestamp * 1000000), tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def _from_micros(cls, micros, tz):
        days, rest = divmod(micros, 86400000000)
        made = cls(*_from_ordinal(days + 719163), *_clock(rest), tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(
            date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone
        )

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        split = 10 if date_string[4:5] == "-" else 8
        if "W" in date_string[4:6]:
            dashed = date_string[4] == "-"
            split = 8 if dashed else 7
            has_day = date_string[8:9] == "-" if dashed else date_string[7:8].isdigit()
            split += has_day * (2 if dashed else 1)
        day = _iso_date(date_string[:split])
        clock = (0, 0, 0, 0, None)
        if len(date_string) > split:
            clock = _iso_time(date_string[split + 1:])
        if day is None or clock is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, date_string, format):
        return _strptime(cls, date_string, format)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def timetuple(self):
        return _time_tuple(self, self._hour, self._minute, self._second, -1)

    def utctimetuple(self):
        offset = self.utcoffset()
        moved = self if offset is None else self - offset
        return _time_tuple(moved, moved._hour, moved._minute, moved._second, 0)

    def _micros(self):
        """Microseconds since year 1, without the time zone."""
        seconds = (self.toordinal() * 24 + self._hour) * 3600 + self._minute * 60 + self._second
        return seconds * 1000000 + self._microsecond

    def _utc_micros(self):
        offset = self.utcoffset()
        return self._micros() - (0 if offset is None else offset._us)

    def timestamp(self):
        return (self._utc_micros() - 719163 * 86400000000) / 1000000

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else tz
        moved = self - (self.utcoffset() or timedelta(0))
        return tz.fromutc(moved.replace(tzinfo=tz))

    def isoformat(self, sep="T", timespec="auto"):
        return f"{super().isoformat()}{sep}{_time_text(self, timespec)}{_offset_text(self.utcoffset())}"

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        zone = "" if self._tzinfo is None else f", tzinfo={self._tzinfo!r}"
        parts = [self._year, self._month, self._day, *_clock_parts(self)]
        return f"datetime.datetime({', '.join(map(str, parts))}{zone})"

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True,
        *, fold=None,
    ):
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
            self._hour if hour is None else hour,
            self._minute if minute is None else minute,
            self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo,
        )

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        days, rest = divmod(self._micros() + other._us, 86400000000)
        if not 1 <= days <= 3652059:
            raise OverflowError("date value out of range")
        return type(self)(*_from_ordinal(days), *_clock(rest), self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _delta(self._utc_micros() - other._utc_micros())

    __eq__, __lt__, __le__, __gt__, __ge__ = _ordered(lambda self, other, name: _moments(self, other, name))

    def __hash__(self):
        return hash(self._utc_micros())


_tzinfo_class = tzinfo


def _moments(a, b, name):
    if not isinstance(b, datetime):
        if isinstance(b, date) and name != "__eq__":
            raise TypeError(f"can't compare {type(a).__module__}.{type(a).__name__} to datetime.date")
        return None
    if (a.utcoffset() is None) != (b.utcoffset() is None):
        if name == "__eq__":
            return 0, 1
        raise TypeError("can't compare offset-naive and offset-aware datetimes")
    return a._utc_micros(), b._utc_micros()


def _clock(micros):
    seconds, micros = divmod(micros, 1000000)
    return seconds // 3600, seconds // 60 % 60, seconds % 60, micros


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta.resolution
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta.resolution


def _strftime(moment, format):
    day = moment if isinstance(moment, date) else date(1900, 1, 1)
    clock = moment if hasattr(moment, "_hour") else time()
    pieces = []
    at = 0
    while at < len(format):
        character = format[at]
        at += 1
        if character != "%" or at == len(format):
            pieces.append(character)
            continue
        code = format[at]
        at += 1
        pieces.append(_directive(code, day, clock))
    return "".join(pieces)


def _directive(code, day, clock):
    if code in "YmdHMSyjf":
        yearday = _days_before_month(day.year, day.month) + day.day
        value, width = {
            "Y": (day.year, 1), "m": (day.month, 2), "d": (day.day, 2), "H": (clock._hour, 2),
            "M": (clock._minute, 2), "S": (clock._second, 2), "y": (day.year % 100, 2), "j": (yearday, 3),
            "f": (clock._microsecond, 6),
        }[code]
        return f"{value:0{width}d}"
    if code == "A":
        return _WEEKDAYS[day.weekday()]
    if code == "a":
        return _WEEKDAYS[day.weekday()][:3]
    if code == "B":
        return _MONTHS[day.month]
    if code in "bh":
        return _MONTHS[day.month][:3]
    if code == "I":
        return f"{clock._hour % 12 or 12:02d}"
    if code == "p":
        return "AM" if clock._hour < 12 else "PM"
    if code == "e":
        return f"{day.day:2d}"
    if code == "w":
        return str(day.isoweekday() % 7)
    if code == "u":
        return str(day.isoweekday())
    if code == "z":
        return _offset_text(clock.utcoffset(), "")
    if code == "Z":
        return clock.tzname() or ""
    if code in "GV":
        return f"{day.isocalendar()[0]:04d}" if code == "G" else f"{day.isocalendar()[1]:02d}"
    if code in "UW":
        yearday = _days_before_month(day.year, day.month) + day.day - 1
        weekday = day.weekday() if code == "W" else (day.weekday() + 1) % 7
        return f"{(yearday + 7 - weekday) // 7:02d}"
    longer = {
        "D": "%m/%d/%y", "F": "%Y-%m-%d", "T": "%H:%M:%S", "R": "%H:%M", "c": "%a %b %e %H:%M:%S %Y",
        "x": "%m/%d/%y", "X": "%H:%M:%S", "r": "%I:%M:%S %p",
    }
    if code in longer:
        return "".join([_directive(each[0], day, clock) + each[1:] for each in longer[code].split("%")[1:]])
    if code == "s":
        return str(int(datetime.combine(day, clock).timestamp()))
    return {"%": "%", "n": "\n", "t": "\t"}.get(code, "%" + code)


_patterns = {
    "Y": r"(?P<Y>\d\d\d\d)", "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])", "d": r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])",
    "H": r"(?P<H>2[0-3]|[0-1]\d|\d)", "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])", "M": r"(?P<M>[0-5]\d|\d)",
    "S": r"(?P<S>6[0-1]|[0-5]\d|\d)", "f": r"(?P<f>[0-9]{1,6})", "y": r"(?P<y>\d\d)",
    "j": r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "z": r"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))", "p": r"(?P<p>am|pm)", "Z": r"(?P<Z>utc|gmt)",
    "U": r"(?P<U>5[0-3]|[0-4]\d|\d)", "W": r"(?P<W>5[0-3]|[0-4]\d|\d)", "V": r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
    "G": r"(?P<G>\d\d\d\d)", "u": r"(?P<u>[1-7])", "w": r"(?P<w>[0-6])", "%": "%",
}
_LONGER = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}


def _strptime(cls, text, format):
    import re

    patterns = {
        **_patterns,
        "A": f"(?P<A>{'|'.join(_WEEKDAYS)})",
        "a": f"(?P<a>{'|'.join(name[:3] for name in _WEEKDAYS)})",
        "B": f"(?P<B>{'|'.join(_MONTHS[1:])})",
        "b": f"(?P<b>{'|'.join(name[:3] for name in _MONTHS[1:])})",
    }
    written = format
    for code, longer in _LONGER.items():
        written = written.replace("%" + code, longer)
    written = re.sub(r"([\\.^$*+?\(\){}\[\]|])", r"\\\1", written)
    written = re.sub(r"\s+", r"\\s+", written)
    pieces = written.split("%")
    pattern = pieces[0]
    at = 1
    while at < len(pieces):
        piece = pieces[at]
        if not piece:
            if at + 1 == len(pieces):
                raise ValueError(f"stray % in format '{format}'")
            at += 1
            pattern += "%" + pieces[at]
        elif piece[0] in patterns:
            pattern += patterns[piece[0]] + piece[1:]
        else:
            raise ValueError(f"'{piece[0]}' is a bad directive in format '{format}'")
        at += 1
    found = re.match(pattern, text, re.IGNORECASE)
    if found is None:
        raise ValueError(f"time data {text!r} does not match format {format!r}")
    if len(text) != found.end():
        raise ValueError(f"unconverted data remains: {text[found.end():]}")
    given = found.groupdict()
    if "G" in given:
        if _parsed_weekday(given) is None or "V" not in given:
            raise ValueError(
                "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
                "('%A', '%a', '%w', or '%u')."
            )
        if "j" in given:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
    elif "V" in given:
        if _parsed_weekday(given) is not None:
            raise ValueError(
                "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead."
            )
        raise ValueError(
            "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
            "('%A', '%a', '%w', or '%u')."
        )
    return cls(*_parsed(given))


def _parsed_weekday(given):
    if "u" in given:
        return int(given["u"]) - 1
    if "w" in given:
        return (int(given["w"]) + 6) % 7
    for code, length in (("A", 99), ("a", 3)):
        if code in given:
            return [name[:length].lower() for name in _WEEKDAYS].index(given[code].lower())
    return None


def _parsed(given):
    year = int(given.get("Y") or 1900)
    if "y" in given:
        year = int(given["y"])
        year += 1900 if year >= 69 else 2000
    month = int(given.get("m") or 1)
    for code, length in (("B", 99), ("b", 3)):
        if code in given:
            names = [name[:length].lower() for name in _MONTHS]
            month = names.index(given[code].lower())
    day = int(given.get("d") or 1)
    weekday = _parsed_weekday(given)
    if "j" in given:
        year, month, day = _from_ordinal(_days_before_year(year) + int(given["j"]))
    elif weekday is not None and "G" in given:
        found = date.fromisocalendar(int(given["G"]), int(given["V"]), weekday + 1)
        year, month, day = found.year, found.month, found.day
    elif weekday is not None and ("U" in given or "W" in given):
        # Weeks begin on Sunday (U) or Monday; the days before the first whole one are in week 0.
        first = date(year, 1, 1).weekday()
        at = weekday
        if "U" in given:
            first, at = (first + 1) % 7, (weekday + 1) % 7
        week = int(given["U"] if "U" in given else given["W"])
        days = at - first if week == 0 else (7 - first) % 7 + 7 * (week - 1) + at
        year, month, day = _from_ordinal(_days_before_year(year) + 1 + days)
    hour = int(given.get("H") or 0)
    if "I" in given:
        hour = int(given["I"]) % 12 + (12 if (given.get("p") or "").lower() == "pm" else 0)
    micros = int((given.get("f") or "0").ljust(6, "0"))
    zone = None
    if given.get("z"):
        zone = _iso_time("00" + given["z"])[4]
    return year, month, day, hour, int(given.get("M") or 0), int(given.get("S") or 0), micros, zone
