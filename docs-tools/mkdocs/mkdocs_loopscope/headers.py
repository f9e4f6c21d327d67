"""Finding examples in the text of a page, to say in which line something is wrong."""

import re
from dataclasses import dataclass

from .examples import Mistake

LANGUAGES = ("python", "py", "python3", "loopscope")
MARK = "loopscope"
FENCE = re.compile(r"(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})(?P<info>.*)")
OPTION = re.compile(r"""[ \t]+(?P<name>[a-zA-Z][a-zA-Z0-9_]*)(?:=(?P<quote>["'])(?P<value>.*?)(?P=quote))?(?=[ \t]|$)""")


def parse(info):
    """The options that stand behind a fence's language, or ``None`` if the fence is no example."""
    language, *words = info.split()[:1] or [""]
    options = read_options(info.strip()[len(language) :])
    if language == MARK:
        return options
    if language not in LANGUAGES or MARK not in options:
        return None
    return {name: value for name, value in options.items() if name != MARK}


def read_options(text):
    return {it["name"]: it["name"] if it["value"] is None else it["value"] for it in OPTION.finditer(text.rstrip())}


@dataclass
class Header:
    """The first line of a fence that is meant as an example, and what stands in it."""

    line: int
    info: str
    body: str

    def options(self):
        """What it says, if it is written as Markdown wants it."""
        language = self.info.split()[0]
        rest = self.info.strip()[len(language) :]
        options = parse(self.info)
        if options is None or OPTION.sub("", rest.rstrip()).strip():
            raise Mistake(
                f"the example in {self.info.strip()!r} can't be read: it begins as in ```python loopscope clock=\"virtual\", "
                "with quotation marks, and with _ for - in names"
            )
        return options


def headers(text):
    """The headers of all fences that are meant as examples."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        opened = FENCE.match(lines[at])
        at += 1
        if not opened:
            continue
        ends = re.compile(rf"[ \t>]*{re.escape(opened['fence'])}[ \t]*")
        end = next((end for end in range(at, len(lines)) if ends.fullmatch(lines[end])), None)
        if end is None:
            continue
        if re.search(r"(?<![\w-])loopscope(?![\w-])", re.sub(r"""(["']).*?\1""", "", opened["info"])):
            yield Header(at, opened["info"], "\n".join(lines[at:end]))
        at = end + 1
