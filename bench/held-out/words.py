"""A dict of 200,000 words: how often each comes in a text of 600,000."""

import random

WORDS = 200_000

source = random.Random(11)
SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in "aeiou"]
vocabulary = ["".join(source.choices(SYLLABLES, k=4)) + str(number) for number in range(WORDS)]
text = vocabulary + source.choices(vocabulary, k=2 * WORDS)


def run():
    counts = {}
    for word in text:
        counts[word] = counts.get(word, 0) + 1
    assert len(counts) == WORDS
    assert sum(counts.values()) == 3 * WORDS
    by_first = {}
    for word, count in counts.items():
        by_first.setdefault(word[0], []).append((count, word))
    most = max(max(group) for group in by_first.values())
    assert counts[most[1]] == most[0]
    for word in vocabulary[::2]:
        del counts[word]
    assert len(counts) == WORDS // 2 and vocabulary[0] not in counts and vocabulary[1] in counts


run()
