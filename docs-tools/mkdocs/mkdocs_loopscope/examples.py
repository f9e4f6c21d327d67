"""An example: its options, its program, and its HTML."""

from html import escape
from pathlib import Path
from urllib.parse import quote

from .attributes import check, fields

#: What is said to the highlighter, and not to ``<loop-scope>``.
OF_THE_HIGHLIGHTER = ("title", "title_mode", "hl_lines", "linenums")


class Mistake(Exception):
    """Something is wrong with an example, in its author's terms."""


class Example:
    """A fence of a page, and what its options say."""

    def __init__(self, page_file, defaults, options):
        self.page_file = page_file
        options = {name: value for name, value in options.items() if name not in OF_THE_HIGHLIGHTER}
        self.file = options.pop("file", None)
        defaults = {name: str(value) for name, value in defaults.items()}
        self.attributes = defaults | {name.replace("_", "-"): value for name, value in options.items()}

    def check(self, body):
        """Raises a ``Mistake`` if something is wrong."""
        for name, value in self.attributes.items():
            try:
                check(name, value)
            except ValueError as error:
                raise Mistake(str(error)) from error
        lesson = self.attributes.get("lesson")
        given = [what for what in (body.strip() and "a program", self.file and "a file", lesson and "a lesson") if what]
        if len(given) > 1:
            raise Mistake(f"an example has {' and '.join(given)}: only one of them can be shown")
        if not given:
            raise Mistake("an example needs a program, and there is none in it; else file or lesson names one")
        if self.file and not self.read().strip():
            raise Mistake(f"an example needs a program, and the file {self.file!r} is empty")

    def read(self):
        """The text of the file beside the page."""
        path = Path(self.page_file.abs_src_path or ".").parent / self.file
        try:
            return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeError) as error:
            why = "is not text in UTF-8" if isinstance(error, UnicodeError) else error.strerror or str(error)
            raise Mistake(f"can't read the file {self.file!r} beside the page: {why}") from error

    def html(self, body, home, link_text, highlighted):
        """The element with the program in it, or with a link to the lesson."""
        written = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        lesson = self.attributes.get("lesson")
        if lesson:
            link = escape(f"{home}#{fields(self.attributes)}lesson={quote(lesson, safe='')}")
            inside = f'<p><a href="{link}">{escape(link_text)} ({escape(lesson)})</a></p>'
        else:
            inside = highlighted((self.read() if self.file else body).strip("\n").rstrip() + "\n")
        return f"<loop-scope{written}>{inside}</loop-scope>"
