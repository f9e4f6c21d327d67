import re
import string

print(
    string.ascii_lowercase,
    string.digits,
    string.ascii_letters[-3:],
    string.punctuation[:5],
    string.Template("$a b").substitute(a=1),
)
print(re.findall(r"\d+", "a1 b22 c333"), re.sub(r"\s+", " ", "a   b \n c"), re.split(r"[,;]\s*", "a, b;c"))
match = re.search(r"(\w+)@(\w+)\.test", "mail ada@demo.test now")
print(match.group(), match.group(1), match.groups(), match.span(), match.start(2), match[2])
named = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)", "2024-05-06")
print(named.group("year"), named.groupdict(), re.match("b", "ab"), bool(re.fullmatch("a+", "aaa")))
pattern = re.compile("hello", re.IGNORECASE)
print(
    pattern.findall("Hello hELLO"),
    pattern.sub(lambda m: m.group()[0] + ".", "Hello"),
    [m.start() for m in re.finditer("a", "banana")],
)
