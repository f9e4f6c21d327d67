import time
from datetime import date, datetime, timedelta

started = time.perf_counter()
time.sleep(0.1)
print(
    0.099 < time.perf_counter() - started < 0.6,
    time.time() > 1.6e9,
    isinstance(time.monotonic(), float),
    time.time_ns() > 10**18,
)
moment = datetime(2024, 2, 28, 23, 59, 30)
later = moment + timedelta(days=1, seconds=45)
print(moment, later, later - moment, (later - moment).total_seconds(), later > moment)
print(
    moment.isoformat(),
    later.date(),
    later.weekday(),
    repr(date(2024, 3, 1)),
    moment.strftime("%Y-%m-%d %H:%M:%S"),
    moment.replace(year=2023),
)
print(
    timedelta(hours=25, minutes=1),
    timedelta(days=-1),
    timedelta(seconds=90) / 2,
    timedelta(milliseconds=1500),
    repr(timedelta(minutes=2)),
)
print(
    date(2024, 3, 1) - date(2024, 2, 1),
    date.fromisoformat("2024-12-25").day,
    isinstance(datetime.now(), datetime),
    time.strftime("%Y") >= "2024",
)
try:
    date(2023, 2, 29)
except ValueError as error:
    print("ValueError:", error)
try:
    time.sleep(-1)
except ValueError as error:
    print("ValueError:", error)
