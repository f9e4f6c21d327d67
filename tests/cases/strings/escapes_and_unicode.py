print("tab\there", 'quote"s', "it's", "back\\slash", "\x41\u00e9\U0001f40d", "line \
continued", "\101")
print(r"raw\n", len(r"\n"), len("\n"), "a" "b" "c", "\a" == chr(7), "\0" == chr(0))
print(
    len("🐍"), "🐍"[0], "🐍é".encode("utf-8"), b"\xc3\xa9".decode(), "日本"[::-1], "é".upper(), "ÀÉ".lower()
)
print("""triple "quoted" text
  keeps its lines""")
print(repr("🐍"), repr("\u200b"), ascii("🐍é"), repr("\x7f\x80"), repr('a"b'), repr("a'b"))
print(
    "naïve café".title(), "ñ".isalpha(), "²".isdigit(), "½".isnumeric(), "x".isprintable(), "\n".isprintable()
)
try:
    "é".encode("ascii")
except UnicodeEncodeError as error:
    print("UnicodeEncodeError:", error)
try:
    b"\xff".decode("utf-8")
except UnicodeDecodeError as error:
    print("UnicodeDecodeError:", error)
print(
    "é".encode("ascii", "replace"),
    b"a\xffb".decode("utf-8", "replace"),
    b"\xe9".decode("latin-1"),
    "é".encode("ascii", "ignore"),
)
