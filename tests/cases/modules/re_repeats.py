# Repeats of one character, of several, greedy, lazy and possessive, beside what follows them.
import re

texts = ["aaab", "baaac aab", "x=1; yy=22;\nz=333", "<b>one</b><b>two</b>", "éÉaab__ 12é", "", "a" * 12 + "c"]
patterns = [
    r"a*", r"a+b", r"a*?b", r"a{2,3}", r"a{2}?", r"a{2,}?b", r"a*+b", r"a++a", r".*", r".*?;", r"(\w+)=(\d+)", r"[^;]*;?",
    r"<b>(.*?)</b>", r"<b>.*</b>", r"(a|aa)+b", r"(?:a*)*b", r"\w*\b", r"(?i)É+", r"(?m)^\w+", r"\s*$", r"(?s).+c?", r"(a*)(a*)c",
    r"(?<=a)a*", r"(?=a*b)a", r"(a+)\1", r"[a-c]*c", r"\D+\d", r"(?>a*)b", r"(x)?(?(1)=|a)", r"(?a:\w+)", r"a*a*a*d",
]
for pattern in patterns:
    compiled = re.compile(pattern)
    found = [[(match.span(), match.groups()) for match in compiled.finditer(text)] for text in texts]
    print(pattern, found[:3], [len(each) for each in found], [bool(compiled.fullmatch(text)) for text in texts])
    print([compiled.findall(text)[:4] for text in texts], compiled.split(texts[2], 2), compiled.sub(r"<\g<0>>", texts[1], 3))
print(re.sub(r"(a)|(b)", lambda match: str(match.lastindex), "abca"), re.sub(r"(a)|b", r"[\1]", "abca"), re.subn("x*", "-", "axb"))
print(re.match(r"(a)|(b)", "b").span(1), re.match(r"(?:(a)|b)*", "ab").regs, re.search(r"(c)?", "ab").start(1))
print(re.findall(rb"\w+", b"one two"), re.split(rb"(-)", b"a-b"), re.sub(b"a", b"b", b"aa"))
for call in (
    lambda: re.findall("a", b"a"), lambda: re.sub(b"a", b"b", "a"), lambda: re.split("a", 5), lambda: re.finditer("a", None),
    lambda: re.match(b"a", 1),
):
    try:
        print(call())
    except TypeError as error:
        print(error)
print(re.split("b", "abcb", maxsplit=-1), re.sub("b", "-", "bbb", count=-1), re.compile("b").findall("abcb", 2), re.compile("b").sub("", ""))
