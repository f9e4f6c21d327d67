"""`\\N{NAME}` in strings, f-strings and bytes, and what is said of names that there are not."""

print("\N{BULLET} \N{latin small letter e with acute}", "a\N{LINE FEED}b".split(), "\N{CJK UNIFIED IDEOGRAPH-9F8D}\N{HANGUL SYLLABLE HAN}")
print(f"\N{EM DASH}{1 + 1}\N{EM DASH}", f"{3:\N{BULLET}>5}", rf"\N{2}", r"\N{BULLET}", b"\N{BULLET}")
print("\N{BELL} \N{VARIATION SELECTOR-16}".encode(), "\N{CJK COMPATIBILITY IDEOGRAPH-F900}", '''\N{GREEK SMALL LETTER FINAL SIGMA}
\N{NO-BREAK SPACE}'''.split("\n"))

SOURCES = [
    r"'\N{NO SUCH NAME}'",
    r"'ab\N{bullets}'",
    r"'\N{}'",
    r"'\N{BULLET'",
    r"'\Nx'",
    r"'\N'",
    r"'a' 'b\N{NOPE}'",
    r"'\N{KEYCAP DIGIT ONE}'",
    r"'\N{caf\u00e9}'",
    r"'\N{\N{BULLET}'",
    r"f'{1}a\N{NOPE}'",
    r"f'{{\N{NOPE}'",
    r"f'a}}b\N{NOPE}{1}'",
    r"f'{1:\N{NOPE}}'",
    r"f'\N'",
    r"f'{1}\xZ'",
    r"b'\N{NOPE}'",
    r"'\N{cjk unified ideograph-4E00}'",
    r"'\N{CJK UNIFIED IDEOGRAPH-4e00}'",
    r"'\N{HANGUL SYLLABLE GAGG}\N{HANGUL SYLLABLE }'",
]
for source in SOURCES:
    try:
        print(source, ascii(eval(source)))
    except SyntaxError as error:
        print(source, error.msg)

namespace = {}
exec("word = '\\N{BLACK HEART SUIT}'", namespace)
print(namespace["word"], eval(compile(r"'\N{WHITE HEART SUIT}'", "x", "eval")))


def local():
    inner = "\\N{BULLET}"
    return eval("inner + '\\N{BULLET}'")


print(local())
