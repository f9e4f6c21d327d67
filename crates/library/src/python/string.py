"""Constants and templates of text."""

from _library import missing_attribute as _missing_attribute


def __getattr__(name):
    if name == "Formatter":
        from _formatter import Formatter

        globals()[name] = Formatter
        return Formatter
    return _missing_attribute("string", name)


whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _filled(self, mapping, safe):
        text = self.template
        pieces = []
        at = 0
        while True:
            found = text.find(self.delimiter, at)
            if found < 0:
                pieces.append(text[at:])
                return "".join(pieces)
            pieces.append(text[at:found])
            at = found + 1
            if text[at:at + 1] == self.delimiter:
                pieces.append(self.delimiter)
                at += 1
                continue
            braced = text[at:at + 1] == "{"
            start = end = at + braced
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            name = text[start:end]
            if not name.isidentifier() or braced and text[end:end + 1] != "}":
                if not safe:
                    line = text.count("\n", 0, found) + 1
                    column = found - text.rfind("\n", 0, found)
                    raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
                pieces.append(self.delimiter)
                continue
            end += braced
            if safe and name not in mapping:
                pieces.append(text[found:end])
            else:
                pieces.append(str(mapping[name]))
            at = end

    def substitute(self, mapping={}, /, **keywords):
        return self._filled({**mapping, **keywords}, False)

    def safe_substitute(self, mapping={}, /, **keywords):
        return self._filled({**mapping, **keywords}, True)
