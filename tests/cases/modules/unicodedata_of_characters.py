"""`unicodedata`: names, properties and numbers of characters, and its errors."""

import unicodedata
from unicodedata import category, lookup, name, normalize

print(unicodedata.unidata_version)
for character in "aÅ½٣一①\n\u0301‮«あ😀\u2028ﾊ가":
    print(
        ascii(character), name(character, "-"), category(character), repr(unicodedata.bidirectional(character)),
        unicodedata.combining(character), unicodedata.east_asian_width(character), unicodedata.mirrored(character),
        unicodedata.decimal(character, None), unicodedata.digit(character, None), unicodedata.numeric(character, None),
        repr(unicodedata.decomposition(character)),
    )

print(lookup("bullet"), lookup(b"BULLET"), ascii(lookup("KEYCAP DIGIT ONE")), ascii(lookup("BEL")), lookup("LATIN CAPITAL LETTER GHA"))

named = kinds = numbers = 0
counts = {}
for code in range(0, 0x110000, 7):
    if 0xD800 <= code < 0xE000:
        continue
    character = chr(code)
    called = name(character, None)
    if called is not None:
        named = (named * 31 + sum(called.encode())) % 1000003
    counts[category(character)] = counts.get(category(character), 0) + 1
    kinds += len(unicodedata.bidirectional(character)) + unicodedata.combining(character) + unicodedata.mirrored(character)
    numbers += unicodedata.numeric(character, 0)
print(named, kinds, numbers, sorted(counts.items()))

for text in ("é", "e\u0301\u0323", "ﬁ ①Å", "한글", "\u1112\u1161\u11ab", "\u0958", "\u0344", "q\u0323\u0307", "plain", ""):
    forms = [ascii(normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    print(ascii(text), *forms, unicodedata.is_normalized("NFC", text), unicodedata.is_normalized("NFD", text))

total = 0
for code in (*range(0xA0, 0x3400), *range(0xF900, 0x10000), *range(0x1D100, 0x1D200), *range(0x2F800, 0x2FA1E)):
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        for normal in normalize(form, chr(code) + "\u0301a\u0327"):
            total = (total * 31 + ord(normal)) % 1000003
print(total)

WRONG = [
    lambda: name(), lambda: name("ab"), lambda: name(1), lambda: name(None), lambda: name("a", 1, 2), lambda: name("\n"),
    lambda: category(), lambda: category("ab"), lambda: category(5), lambda: unicodedata.decimal("a"), lambda: unicodedata.digit("a"),
    lambda: unicodedata.numeric("a"), lambda: unicodedata.numeric(), lambda: lookup(1), lambda: lookup("x" * 300), lambda: lookup("zz"),
    lambda: lookup(), lambda: normalize("x", "a"), lambda: normalize("x", ""), lambda: normalize(1, "a"), lambda: normalize("NFC"),
    lambda: normalize("NFC", None), lambda: unicodedata.is_normalized("xx", "a"), lambda: unicodedata.decomposition("ab"), lambda: name(""),
    lambda: name(chr=65),
]
for call in WRONG:
    try:
        print(repr(call()))
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
