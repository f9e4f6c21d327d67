import re

# A flag in the place of a count is a number, a trap that many programs have fallen into.
print(re.sub("a", "b", "aAaA", re.IGNORECASE), re.subn("a", "b", "aaa", True), re.split("a", "bab", True))
print(re.compile("a").findall("xaxa", True), re.compile("b").search("ab", True).span())
for count in (1.5, "1", None):
    try:
        print(re.sub("a", "b", "aaa", count))
    except TypeError as error:
        print(type(error).__name__)
