"""Texts put together: by a join, by formatting, by adding to one, and taken apart again."""

LINES = 100_000


def run():
    lines = []
    for number in range(LINES):
        name = "item" + str(number % 100)
        lines.append(f"{number:>6} {name:<8}|{number / 7:.3f}")
    text = "\n".join(lines)
    grown = ""
    for line in lines:
        grown += line
        grown += "\n"
    assert grown.rstrip("\n") == text
    fields = [part.strip() for line in text.splitlines() for part in line.split("|")]
    assert len(fields) == 2 * LINES
    assert ",".join(fields).replace(",", ", ").upper().count("ITEM7 ") == 0
    assert fields[-1] == "14285.571"


run()
