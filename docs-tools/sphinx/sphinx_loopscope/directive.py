"""The directive ``loopscope``."""

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from .attributes import check
from .nodes import loopscope


class Options(dict):
    """The options with a meaning of their own, and all others as attributes."""

    def __missing__(self, name):
        return lambda value: check(name, value or "")


class LoopscopeDirective(SphinxDirective):
    """A program that can be run in the page: the content, a file, or a lesson."""

    has_content = True
    # There is none; but without this it would become the first line of the program.
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = Options(
        {"file": directives.unchanged_required, "name": directives.unchanged, "class": directives.class_option}
    )

    def run(self):
        options = dict(self.options)
        own = {name: options.pop(name, None) for name in ("file", "name", "class")}
        attributes = {name: str(value) for name, value in self.config.loopscope_attributes.items()} | options
        code = self.program(own["file"], attributes.get("lesson"))
        node = loopscope(attributes=attributes, code=code, classes=own["class"] or [])
        self.set_source_info(node)
        if code is not None:
            block = nodes.literal_block(code, code, language="python")
            self.set_source_info(block)
            node += block
        self.add_name(node)
        return [node]

    def program(self, file, lesson):
        """The program, with one newline at its end; ``None`` for a lesson."""
        if self.arguments:
            raise self.error(
                f"loopscope takes nothing on its own line, but there is {self.arguments[0]!r}: "
                "a program goes below, and a file's name into the option file"
            )
        given = [what for what in (self.content and "a program", file and "a file", lesson and "a lesson") if what]
        if len(given) > 1:
            raise self.error(f"loopscope has {' and '.join(given)}: only one of them can be shown")
        if lesson:
            return None
        code = self.read(file) if file else "\n".join(self.content)
        if not code.strip():
            where = f"the file {file!r} is empty" if file else "there is none below it"
            raise self.error(f"loopscope needs a program, and {where}; else the option file or lesson names one")
        return code.strip("\n").rstrip() + "\n"

    def read(self, file):
        """The text of a file beside the document."""
        relative, path = self.env.relfn2path(file)
        self.env.note_dependency(relative)
        try:
            with open(path, encoding="utf-8-sig") as opened:
                return opened.read()
        except (OSError, UnicodeError) as error:
            why = "is not text in UTF-8" if isinstance(error, UnicodeError) else error.strerror or str(error)
            raise self.error(f"loopscope can't read the file {file!r}, looked for as {relative!r}: {why}") from error
