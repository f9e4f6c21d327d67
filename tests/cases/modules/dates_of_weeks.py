"""datetime: weeks and days of years in strptime, ISO weeks, rounding, errors."""
from datetime import date, datetime, timedelta

for text, form in [
    ("Mon Jan  1 10:00:00 2024", "%c"), ("01/02/24", "%x"), ("10:11:12", "%X"), ("2024 10 1", "%Y %W %w"),
    ("2024 0 Sunday", "%Y %U %A"), ("2023 53 sun", "%Y %W %a"), ("2024-W05-1", "%G-W%V-%u"), ("2020 53 7", "%G %V %u"),
    ("2024-366", "%Y-%j"), ("2023-060", "%Y-%j"), ("2023-366", "%Y-%j"), ("2024 05", "%G %V"), ("05 1", "%V %u"),
    ("2024 05 1", "%Y %V %u"), ("2024 1", "%Y %Q"),
]:
    try:
        print(datetime.strptime(text, form))
    except ValueError as error:
        print(error)
for week in [(2024, 60, 4), (2024, 1, 1), (2020, 53, 7), (2021, 53, 1), (2024, 1, 8), (0, 1, 1)]:
    try:
        print(date.fromisocalendar(*week))
    except ValueError as error:
        print(error)
for text in ("2024-W01-1", "2024W011", "2024-W07", "2024W07", "2024-W1", "2024-01-1"):
    try:
        print(date.fromisoformat(text))
    except ValueError as error:
        print(error)
print(datetime.fromisoformat("2024-W01-3T10:11:12"), datetime.fromisoformat("2024W013T1011"))
print(timedelta(microseconds=1.5), timedelta(milliseconds=0.0005), timedelta(microseconds=2.5), timedelta(days=1e-7))
print(timedelta(seconds=0.1, microseconds=0.5), timedelta(hours=-1.23456789), timedelta(microseconds=-0.5))
for call in (lambda: timedelta("a"), lambda: timedelta(hours=None), lambda: datetime(2024)):
    try:
        call()
    except TypeError as error:
        print(error)
