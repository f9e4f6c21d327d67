s = "  Hello, World  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), "xxhixx".strip("x"), "abcba".strip("ab"))
print(
    "a,b,,c".split(","),
    " a  b ".split(),
    "a,b,c".split(",", 1),
    "a,b,c".rsplit(",", 1),
    "".split(),
    "".split(","),
)
print(
    "one\ntwo\r\nthree\n".splitlines(),
    "a\nb".splitlines(True),
    "k=v=w".partition("="),
    "k=v=w".rpartition("="),
)
print(
    "-".join(["a", "b"]),
    "abc".upper(),
    "ABC".lower(),
    "hello world".title(),
    "hello".capitalize(),
    "aBc".swapcase(),
)
print("banana".replace("a", "o"), "banana".replace("a", "o", 2), "banana".count("an"), "aaa".count("aa"))
print(
    "banana".find("an"), "banana".rfind("an"), "banana".find("x"), "banana".index("n"), "banana".find("a", 2)
)
print(
    "abc".startswith("ab"), "abc".endswith(("x", "bc")), "abc".startswith("b", 1), "b" in "abc", "" in "abc"
)
print(
    "7".zfill(3),
    "-7".zfill(4),
    "ab".center(6, "*"),
    "ab".ljust(4) + "|",
    "ab".rjust(4, "."),
    "a\tb".expandtabs(4),
)
print(
    "12".isdigit(),
    "a1".isalnum(),
    "ab".isalpha(),
    " \n".isspace(),
    "Ab".isupper(),
    "ab".islower(),
    "Title Case".istitle(),
)
print(
    "name".isidentifier(),
    "1a".isidentifier(),
    "".isdigit(),
    "prefix-x".removeprefix("prefix-"),
    "x.py".removesuffix(".py"),
)
print("abc".translate(str.maketrans("ab", "xy", "c")), "ß".casefold(), "é".encode(), "%s" % ascii("é"))
print(
    "abc"[1],
    "abc"[-1],
    "abcdef"[1:4],
    "abcdef"[::-1],
    "abcdef"[::2],
    "abc"[5:],
    "abc"[-2:],
    "ab" * 3,
    0 * "x",
)
print(
    "a" + "b",
    "a" < "b",
    "Z" < "a",
    "abc" == "abc",
    min("hello"),
    sorted("hello"),
    list("hi"),
    len("naïve"),
    ord("A"),
    chr(8364),
)
for bad in (
    lambda: "abc"[9],
    lambda: "abc".index("z"),
    lambda: "a" + 1,
    lambda: s["b"],
    lambda: ",".join([1]),
    lambda: "".split(""),
):
    try:
        bad()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    "abc"[0] = "x"
except TypeError as error:
    print("TypeError", error)
