"""Dates and times as CPython pickles them, and what is missing to make one."""
import datetime
import pickle

zone = datetime.timezone(datetime.timedelta(hours=1), "x")
for value in (
    datetime.datetime(2020, 1, 2, 3, 4, 5, 6),
    datetime.datetime(2020, 12, 31, 23, 59, 59, 999999, tzinfo=datetime.timezone.utc),
    datetime.datetime(1, 1, 1, tzinfo=zone),
    datetime.date(2020, 1, 2),
    datetime.date(9999, 12, 31),
    datetime.timedelta(1, 2, 3),
    datetime.timedelta(-1),
    datetime.time(1, 2),
    datetime.time(23, 59, 59, 999999, zone),
    datetime.timezone.utc,
    zone,
):
    print(repr(value), value.__reduce__())
    data = pickle.dumps(value)
    print(data)
    back = pickle.loads(data)
    print(back == value, repr(back) == repr(value), getattr(back, "fold", None))

for make in (datetime.date, datetime.datetime):
    for args in ((), (2020,), (2020, 1), (2020, 1, 2)):
        try:
            print(make(*args))
        except (TypeError, ValueError) as error:
            print(make.__name__, len(args), type(error).__name__, error)
