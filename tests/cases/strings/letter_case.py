# Upper and lower case of letters beyond ASCII: those that become several, those that depend on their
# neighbours, and those that only match one another where case is ignored.
import re

texts = [
    "Straße", "ﬁnance ﬃ", "İstanbul ılık", "ΟΔΥΣΣΕΥΣ ΟΔΟΣ. Σ", "ΐ ΰ ᾳ ᾼ ῷ", "ǆ ǅ Ǆ ǰ ŉ", "ПРИВЕТ, Мир", "Արև և",
    "ᏣᎳᎩ ꮳꮃꭹ", "ქართული ᲥᲐ", "𐐀𐐨 ⓐⒶ Ⅷⅷ", "Å Å Ω K", "漢字 한글 🎉", "éÉ ñÑ ÿŸ µ",
]
for text in texts:
    print(text.lower(), text.upper(), text.title(), text.capitalize(), text.swapcase(), text.casefold(), sep=" | ")
    print(ascii(text.upper()), ascii(text.lower()), text.islower(), text.isupper(), text.istitle())

for pattern, text in [("straSSe", "Straße"), ("привет", "ПРИВЕТ"), ("[а-я]+", "МиР"), ("é", "É"), ("σ", "Σ"), ("[^à]", "À"), ("k", "K")]:
    print(pattern, text, bool(re.fullmatch(pattern, text, re.IGNORECASE)), bool(re.fullmatch(pattern, text)))

several = [c for c in map(chr, range(0x250)) if len(c.upper()) > 1 or len(c.lower()) > 1]
print(several, sum(c.upper() != c for c in map(chr, range(0x180))), sum(c.lower() != c for c in map(chr, range(0x250))))
