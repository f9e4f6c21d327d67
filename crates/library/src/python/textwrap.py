"""Wrapping and indenting text."""


class TextWrapper:
    def __init__(
        self,
        width=70,
        initial_indent="",
        subsequent_indent="",
        expand_tabs=True,
        replace_whitespace=True,
        fix_sentence_endings=False,
        break_long_words=True,
        drop_whitespace=True,
        break_on_hyphens=True,
        tabsize=8,
        *,
        max_lines=None,
        placeholder=" [...]",
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join([" " if character in "\t\n\x0b\x0c\r" else character for character in text])
        chunks = []
        for character in text:
            if chunks and (character == " ") == (chunks[-1][-1] == " "):
                chunks[-1] += character
            else:
                chunks.append(character)
        if not self.break_on_hyphens:
            return chunks
        return [part for chunk in chunks for part in self._hyphenated(chunk)]

    def _hyphenated(self, word):
        parts = []
        start = 0
        for at in range(1, len(word) - 2):
            if word[at] == "-" and word[at - 1].isalpha() and word[at - 2:at - 1].isalpha() and word[at + 1].isalpha():
                parts.append(word[start:at + 1])
                start = at + 1
        return [*parts, word[start:]]

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        chunks = self._chunks(text)
        if self.fix_sentence_endings:
            _fix_sentence_endings(chunks)
        chunks.reverse()
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                chunks.pop()
            line = []
            length = 0
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                if self.break_long_words:
                    room = width - length if width >= 1 else 1
                    hyphen = chunks[-1].rfind("-", 0, room) if self.break_on_hyphens else -1
                    if hyphen > 0 and chunks[-1][:hyphen].strip("-"):
                        room = hyphen + 1
                    line.append(chunks[-1][:room])
                    chunks[-1] = chunks[-1][room:]
                elif not line:
                    line.append(chunks.pop())
                length = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == "":
                length -= len(line.pop())
            if not line:
                continue
            last = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if self.max_lines is None or len(lines) + 1 < self.max_lines or last and length <= width:
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + "".join(line))
                    break
                length -= len(line.pop())
            else:
                if lines and len(lines[-1].rstrip()) + len(self.placeholder) <= self.width:
                    lines[-1] = lines[-1].rstrip() + self.placeholder
                else:
                    lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return "\n".join(self.wrap(text))


def _fix_sentence_endings(chunks):
    """Two spaces behind what looks like the end of a sentence."""
    for at in range(1, len(chunks) - 1):
        if chunks[at] == " ":
            end = chunks[at - 1]
            if end[-1] in "\"'":
                end = end[:-1]
            if end[-1:] in (".", "!", "?") and "a" <= end[-2:-1] <= "z":
                chunks[at] = "  "


def wrap(text, width=70, **options):
    return TextWrapper(width=width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width=width, **options).fill(text)


def shorten(text, width, **options):
    return TextWrapper(width=width, max_lines=1, **options).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = text.split("\n")
    margin = None
    for index, line in enumerate(lines):
        stripped = line.lstrip(" \t")
        if not stripped:
            lines[index] = ""
            continue
        space = line[:len(line) - len(stripped)]
        if margin is None:
            margin = space
        while not space.startswith(margin):
            margin = margin[:-1]
    return "\n".join([line[len(margin):] if line else line for line in lines]) if margin else "\n".join(lines)


def indent(text, prefix, predicate=None):
    def chosen(line):
        return line.strip() if predicate is None else predicate(line)

    return "".join([prefix + line if chosen(line) else line for line in text.splitlines(True)])
