"""Regular expressions. Reading patterns and matching are native."""

# Lacks: Scanner T TEMPLATE

from enum import IntFlag as _IntFlag
from types import GenericAlias as _GenericAlias


class RegexFlag(_IntFlag):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128

    def __repr__(self):
        names = [f"re.{each._name_}" for each in type(self) if each._value_ & self._value_]
        return "|".join(names) or "re.NOFLAG"

    def __str__(self):
        return repr(self)


NOFLAG = RegexFlag.NOFLAG
A = ASCII = RegexFlag.ASCII
I = IGNORECASE = RegexFlag.IGNORECASE
L = LOCALE = RegexFlag.LOCALE
U = UNICODE = RegexFlag.UNICODE
M = MULTILINE = RegexFlag.MULTILINE
S = DOTALL = RegexFlag.DOTALL
X = VERBOSE = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            msg = f"{msg} at position {pos}"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


_SEARCH, _MATCH, _FULLMATCH = 0, 1, 2
_END = (1 << 63) - 1
_cache = {}


def _sliced(string):
    """What matches are parts of: those of a `bytearray` or `memoryview` are bytes."""
    return string if isinstance(string, (str, bytes)) else bytes(string)


class Match:
    __in_c__ = True

    def __init__(self, pattern, string, pos, endpos, spans):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self._spans = spans
        self._searched = _sliced(string)

    def _index(self, group):
        if isinstance(group, int):
            if 0 <= group <= self.re.groups:
                return group
        elif isinstance(group, str) and group in self.re.groupindex:
            return self.re.groupindex[group]
        raise IndexError("no such group")

    def _text(self, index, default=None):
        start = self._spans[2 * index]
        return default if start < 0 else self._searched[start:self._spans[2 * index + 1]]

    def group(self, *groups):
        if not groups:
            return self._searched[self._spans[0]:self._spans[1]]
        if len(groups) == 1:
            return self._text(self._index(groups[0]))
        return tuple([self._text(self._index(group)) for group in groups])

    def __getitem__(self, group):
        return self._text(self._index(group))

    def groups(self, default=None):
        return tuple([self._text(index, default) for index in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._text(index, default) for name, index in self.re.groupindex.items()}

    def span(self, group=0):
        index = self._index(group)
        return self._spans[2 * index:2 * index + 2]

    def start(self, group=0):
        return self._spans[2 * self._index(group)]

    def end(self, group=0):
        return self._spans[2 * self._index(group) + 1]

    def expand(self, template):
        return _expand(self, _template(self.re, template))

    @property
    def lastindex(self):
        last = None
        end = -1
        for index in range(1, self.re.groups + 1):
            if self._spans[2 * index + 1] > end:
                last = index
                end = self._spans[2 * index + 1]
        return last

    @property
    def lastgroup(self):
        last = self.lastindex
        for name, index in self.re.groupindex.items():
            if index == last:
                return name
        return None

    @property
    def regs(self):
        return tuple([self.span(index) for index in range(self.re.groups + 1)])

    def __bool__(self):
        return True

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()}, match={self.group()!r:.50}>"

    def __class_getitem__(cls, item):
        return _GenericAlias(cls, item)


class Pattern:
    __in_c__ = True

    def __init__(self, pattern, program, flags, groups, groupindex):
        self.pattern = pattern
        self.flags = flags
        self.groups = groups
        self.groupindex = groupindex
        self._program = program

    def _find(self, string, pos, endpos, mode):
        spans = _run(self._program, string, pos, endpos, mode, False)
        if spans is None:
            return None
        return Match(self, string, max(pos, 0), min(endpos, len(string)), spans)

    def match(self, string, pos=0, endpos=_END):
        return self._find(string, pos, endpos, _MATCH)

    def fullmatch(self, string, pos=0, endpos=_END):
        return self._find(string, pos, endpos, _FULLMATCH)

    def search(self, string, pos=0, endpos=_END):
        return self._find(string, pos, endpos, _SEARCH)

    def finditer(self, string, pos=0, endpos=_END):
        # What can't be searched is refused at once.
        _run(self._program, string, 0, 0, _MATCH, False)
        return self._matches(string, pos, endpos)

    def _matches(self, string, pos, endpos):
        program = self._program
        at = pos
        must_advance = False
        while True:
            spans = _run(program, string, at, endpos, _SEARCH, must_advance)
            if spans is None:
                return
            yield Match(self, string, pos, min(endpos, len(string)), spans)
            must_advance = spans[0] == spans[1]
            at = spans[1]

    def findall(self, string, pos=0, endpos=_END):
        found = _all(self._program, string, pos, endpos, 0)
        string = _sliced(string)
        # A group without a match is from -1 to -1: an empty text.
        if not self.groups:
            return [string[spans[0]:spans[1]] for spans in found]
        if self.groups == 1:
            return [string[spans[2]:spans[3]] for spans in found]
        starts = range(2, 2 * self.groups + 2, 2)
        return [tuple([string[spans[at]:spans[at + 1]] for at in starts]) for spans in found]

    def split(self, string, maxsplit=0):
        pieces = []
        at = 0
        found = _all(self._program, string, 0, _END, maxsplit)
        string = _sliced(string)
        for spans in found:
            pieces.append(string[at:spans[0]])
            if self.groups:
                pieces.extend(Match(self, string, 0, 0, spans).groups())
            at = spans[1]
        pieces.append(string[at:])
        return pieces

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        found = _all(self._program, string, 0, _END, count)
        searched = _sliced(string)
        template = None if callable(repl) else _template(self, repl)
        is_plain = not isinstance(template, list)
        pieces = []
        at = 0
        for spans in found:
            pieces.append(searched[at:spans[0]])
            at = spans[1]
            if template is None:
                piece = repl(Match(self, string, 0, len(string), spans))
                if piece is not None:
                    pieces.append(piece)
            elif is_plain:
                pieces.append(template)
            else:
                for piece in template:
                    if isinstance(piece, int):
                        piece = searched[spans[2 * piece]:spans[2 * piece + 1]]
                    pieces.append(piece)
        pieces.append(searched[at:])
        return searched[:0].join(pieces), len(found)

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self.pattern == other.pattern and self.flags == other.flags

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        pattern = repr(self.pattern)
        if len(pattern) > 200:
            pattern = pattern[:200]
        flags = self.flags & ~32 if isinstance(self.pattern, str) else self.flags
        return f"re.compile({pattern}, {RegexFlag(flags)!r})" if flags else f"re.compile({pattern})"

    def __class_getitem__(cls, item):
        return _GenericAlias(cls, item)


for _class in (Match, Pattern):
    _class.__module__ = "re"

_escapes = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\"}


def _template(pattern, template):
    """The text, or a list of texts and numbers of groups."""
    is_bytes = isinstance(template, bytes)
    text = template.decode("latin-1") if is_bytes else template
    if "\\" not in text:
        return template

    def finished(piece):
        return piece.encode("latin-1") if is_bytes else piece

    pieces = []
    plain = ""
    at = 0
    while at < len(text):
        character = text[at]
        at += 1
        if character != "\\":
            plain += character
            continue
        if at >= len(text):
            raise error("bad escape (end of pattern)", template, at - 1)
        character = text[at]
        at += 1
        group = None
        if character == "g":
            end = text.find(">", at)
            if text[at:at + 1] != "<":
                raise error("missing <", template, at)
            if end < 0:
                raise error("missing >, unterminated name", template, at + 1)
            name = text[at + 1:end]
            if not name:
                raise error("missing group name", template, at + 1)
            if name.isdigit():
                group = int(name)
                if group > pattern.groups:
                    raise error(f"invalid group reference {group}", template, at + 1)
            elif not name.isidentifier():
                raise error(f"bad character in group name {name!r}", template, at + 1)
            elif name in pattern.groupindex:
                group = pattern.groupindex[name]
            else:
                raise IndexError(f"unknown group name {name!r}")
            at = end + 1
        elif character == "0":
            digits = character
            while len(digits) < 3 and text[at:at + 1] and text[at] in "01234567":
                digits += text[at]
                at += 1
            plain += chr(int(digits, 8) & 0xFF)
        elif character.isdigit():
            digits = character
            if text[at:at + 1].isdigit():
                digits += text[at]
                at += 1
                if digits[0] in "0123" and digits[1] in "01234567" and text[at:at + 1] in tuple("01234567"):
                    plain += chr(int(digits + text[at], 8))
                    at += 1
                    continue
            group = int(digits)
            if group > pattern.groups:
                raise error(f"invalid group reference {group}", template, at - len(digits))
        elif character in _escapes:
            plain += _escapes[character]
        elif character.isascii() and character.isalpha():
            raise error(f"bad escape \\{character}", template, at - 2)
        else:
            plain += "\\" + character
        if group is not None:
            if plain:
                pieces.append(finished(plain))
                plain = ""
            pieces.append(group)
    if plain:
        pieces.append(finished(plain))
    return pieces


def _expand(match, template):
    if not isinstance(template, list):
        return template
    empty = match._searched[:0]
    return empty.join([match._text(piece, empty) if isinstance(piece, int) else piece for piece in template])


def compile(pattern, flags=0):
    flags = int(flags)
    key = (type(pattern), pattern, flags)
    try:
        return _cache[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    if flags & LOCALE._value_:
        raise NotImplementedError("Loopscope's re does not have the flag LOCALE yet")
    made = _compile(_Program, pattern, flags)
    if len(made) == 2:
        raise error(made[0], pattern, made[1])
    result = Pattern(pattern, *made)
    if len(_cache) >= 512:
        _cache.clear()
    _cache[key] = result
    return result


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def purge():
    _cache.clear()


_special = {ord(character): "\\" + character for character in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return pattern.decode("latin-1").translate(_special).encode("latin-1")


def template(pattern, flags=0):
    return compile(pattern, flags)
