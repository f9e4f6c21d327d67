"""Writes `tables.txt`: what CPython 3.11's `unicodedata` knows, asked of that itself, and the names in `other-names.txt`.

    python3.11 tables.py

Sections end with an empty line. Numbers are hexadecimal; where characters have one each, it is how far they are from the one before.

1. Names, in blocks of BLOCK. Of a name stands only what follows the words it shares with the one before: how many these are as a letter from `A`, and
   the rest, in which `#` at the end is the character's number. A gap before it is a line `@` with the distance.
2. Names by which characters are found, too: aliases of one and names of sequences, of Unicode's `NameAliases.txt` and `NamedSequences.txt`.
3. Kinds: category, bidirectional class, combining class, width, and whether it is mirrored.
4. Runs of characters of a kind: how many, and which.
5. Decompositions: distance, and as `unicodedata.decomposition` has it.
6. Numbers: distance, decimal and digit (or -), and the number.
7. Characters that composing never makes: distance.
"""

import pathlib
import unicodedata

BLOCK = 64
HERE = pathlib.Path(__file__).parent
ALL = [chr(number) for number in range(0x110000)]


def names():
    before, last = [], -1
    count = 0
    for number, character in enumerate(ALL):
        name = unicodedata.name(character, None)
        if name is None or name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
            continue
        if number != last + 1:
            yield f"@{number - last:X}"
        last = number
        suffix = f"-{number:04X}"
        words = (name.removesuffix(suffix) + "-#" if name.endswith(suffix) else name).split(" ")
        shared = 0
        if count % BLOCK:
            while shared < min(len(words), len(before)) and words[shared] == before[shared] and words[shared][-1:] != "#":
                shared += 1
        yield chr(ord("A") + shared) + " ".join(words[shared:])
        before = words
        count += 1


def kinds_and_runs():
    kinds, runs = {}, []
    for character in ALL:
        kind = " ".join([
            unicodedata.category(character),
            unicodedata.bidirectional(character) or "-",
            str(unicodedata.combining(character)),
            unicodedata.east_asian_width(character),
            str(unicodedata.mirrored(character)),
        ])
        number = kinds.setdefault(kind, len(kinds))
        if runs and runs[-1][1] == number:
            runs[-1][0] += 1
        else:
            runs.append([1, number])
    return list(kinds), [f"{length:X} {number:X}" for length, number in runs]


def by_distance(values):
    last = 0
    for number, value in values:
        yield f"{number - last:X} {value}".rstrip()
        last = number


def decompositions():
    for number, character in enumerate(ALL):
        if value := unicodedata.decomposition(character):
            yield number, value


def numbers():
    for number, character in enumerate(ALL):
        value = unicodedata.numeric(character, None)
        if value is not None:
            decimal, digit = unicodedata.decimal(character, "-"), unicodedata.digit(character, "-")
            yield number, f"{decimal} {digit} {value!r}"


def never_composed():
    for number, character in enumerate(ALL):
        value = unicodedata.decomposition(character)
        if value and value[0] != "<" and unicodedata.normalize("NFC", character) != character:
            yield number, ""


def main():
    kinds, runs = kinds_and_runs()
    others = (HERE / "other-names.txt").read_text().splitlines()
    sections = [names(), others, kinds, runs, by_distance(decompositions()), by_distance(numbers()), by_distance(never_composed())]
    text = "".join("".join(line + "\n" for line in section) + "\n" for section in sections)
    (HERE / "tables.txt").write_text(text, "ascii")


main()
