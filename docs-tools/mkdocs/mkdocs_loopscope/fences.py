"""The Markdown extension: examples in fences, with superfences (as in Material) and without."""

import re

from markdown.extensions import Extension
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.preprocessors import Preprocessor

from .examples import OF_THE_HIGHLIGHTER
from .headers import LANGUAGES, MARK, parse

#: Just before fences are looked for.
PRIORITY = 26
#: A fence at the margin, as Python-Markdown's own extension finds them.
FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<code>.*?)(?<=\n)(?P=fence)[ ]*$", re.M | re.S)


class LoopscopeExtension(Extension):
    """Hands each example to `html_of(code, options, highlighted)`, which gives its HTML."""

    def __init__(self, html_of):
        super().__init__()
        self.html_of = html_of

    def extendMarkdown(self, md):
        # Else it would be put into a paragraph, which a browser ends before a block.
        md.block_level_elements.append("loop-scope")
        superfences = [it for it in md.registeredExtensions if hasattr(it, "extend_super_fences")]
        for extension in superfences:
            for language in LANGUAGES:
                extension.extend_super_fences(language, self.format, validate, None)
        if not superfences:
            md.preprocessors.register(Fences(md, self.html_of), MARK, PRIORITY)

    def format(self, src="", language="", options=None, md=None, **others):
        """What superfences asks for the HTML of an example."""
        fences = md.preprocessors["fenced_code_block"]

        def highlighted(code):
            # Numbers of lines would be in a block of their own, or a part of the program.
            kept = {name: value for name, value in options.items() if name in OF_THE_HIGHLIGHTER} | {"linenums": "0"}
            return fences.highlight(code, "python", kept if fences.use_pygments else {}, md, **others)

        return self.html_of(src, options, highlighted)


def validate(language, inputs, options, _attrs, _md):
    """Whether superfences has found an example: its other fences of this language go to whoever has them else."""
    if language != MARK and MARK not in inputs:
        return False
    options.update({name: value for name, value in inputs.items() if name != MARK})
    return True


class Fences(Preprocessor):
    """Finds examples where there is no superfences."""

    def __init__(self, md, html_of):
        super().__init__(md)
        self.html_of = html_of

    def run(self, lines):
        return FENCE.sub(self.replaced, "\n".join(lines)).split("\n")

    def replaced(self, fence):
        options = parse(fence["info"])
        if options is None:
            return fence[0]
        html = self.html_of(fence["code"], options, self.highlighted)
        return f"\n{self.md.htmlStash.store(html)}\n"

    def highlighted(self, code):
        """The program as other fences of the site are shown."""
        longest = max(map(len, re.findall("~+", code)), default=0)
        fence = "~" * max(3, longest + 1)
        # Numbers of lines would be in a block of their own.
        codehilite = any(isinstance(it, CodeHiliteExtension) for it in self.md.registeredExtensions)
        info = "{ .python linenums=False }" if codehilite else "python"
        self.md.preprocessors["fenced_code_block"].run([fence + info, *code.splitlines(), fence])
        # What it has found is kept last.
        return self.md.htmlStash.rawHtmlBlocks[-1]
