from collections import Counter

TEXT = """the quick brown fox jumps over the lazy dog
the dog sleeps and the fox runs"""

words = Counter(word for line in TEXT.splitlines() for word in line.split())
width = max(map(len, words))
for word, count in sorted(words.items(), key=lambda item: (-item[1], item[0]))[:5]:
    print(f"{word:>{width}} {count} {'*' * count}")
by_length = {}
for word in sorted(words):
    by_length.setdefault(len(word), []).append(word)
for length, group in sorted(by_length.items()):
    print(length, ", ".join(group))
print("{:.1%} of the words are 'the'".format(words["the"] / sum(words.values())))
