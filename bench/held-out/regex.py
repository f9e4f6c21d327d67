"""A log of a megabyte, searched and rewritten with regular expressions."""

import re

LINES = 14_000
LEVELS = ["INFO", "WARNING", "ERROR", "DEBUG"]

text = "\n".join(
    f"2026-03-{1 + number % 28:02} {number % 24:02}:{number % 60:02}:07 {LEVELS[number % 4]:<7} "
    f"[worker-{number % 9}] request {number} from 10.0.{number % 256}.{number * 7 % 256} took {number % 977} ms"
    for number in range(LINES)
)
assert len(text) > 1_000_000


def run():
    line = re.compile(r"^(\d{4})-(\d\d)-(\d\d) (\S+) (ERROR|WARNING) +\[(?P<worker>[\w-]+)\] (.*)$", re.MULTILINE)
    slow = 0
    for match in line.finditer(text):
        took = re.search(r"took (\d+) ms$", match[7])
        slow += int(took[1]) > 500
        assert match["worker"].startswith("worker-")
    assert slow == 3_332
    assert len(re.findall(r"\b10\.0\.\d+\.\d+\b", text)) == LINES
    hidden = re.sub(r"(\d+)\.(\d+)\.\d+\.\d+", r"\1.\2.x.x", text)
    assert hidden.count("10.0.x.x") == LINES
    assert len(re.split(r"[\s,;]+", text)) > 9 * LINES


run()
