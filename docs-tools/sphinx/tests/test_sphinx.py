"""What Sphinx makes of examples, in each kind of output, and what it says of mistakes."""

import base64
import contextlib
import html
import io
import re
import textwrap
import zlib

import pytest
from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util.docutils import docutils_namespace

from sphinx_loopscope.links import fragment

HOME = "https://docs.test/loopscope"
LONG = "import asyncio\n\n" + "".join(f"print({number}, 'a line')\n" for number in range(9))
EXAMPLE = ".. loopscope::\n\n   print('<hi>')\n"


def strip_styles(text):
    return re.sub(r"\x1b\[[\d;]*m", "", text)


class Project:
    """A directory with documents, and what Sphinx says when it builds them."""

    def __init__(self, root):
        self.root = root
        self.source = root / "source"
        self.warnings = ""
        self.write("conf.py", "extensions = ['sphinx_loopscope', 'myst_parser']\nproject = 'test'\n")

    def write(self, name, text):
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(self, builder="html", parallel=1, **config):
        """Builds everything that changed; where the output is."""
        out = self.root / builder
        warnings = io.StringIO()
        config = {"loopscope_url": HOME, "man_pages": [("index", "test", "", "", 1)]} | config
        with docutils_namespace():
            app = Sphinx(
                self.source, self.source, out, self.root / "doctrees", builder, config, None, warnings, parallel=parallel
            )
            app.build()
        self.warnings = strip_styles(warnings.getvalue())
        return out

    def page(self, name="index.html", builder="html", **config):
        """One of the pages, built without a warning."""
        text = (self.build(builder, **config) / name).read_text(encoding="utf-8")
        assert self.warnings == ""
        return text

    def complaint(self, text, name="index.rst"):
        """What Sphinx warns of when a document has this in its fifth line."""
        title = "Title\n=====\n\n" if name.endswith(".rst") else "# Title\n\n\n"
        self.write("other.rst", ":orphan:\n")
        self.write(name, f"{title}\n{text}")
        if name != "index.rst":
            self.write("index.rst", "Index\n=====\n\n.. toctree::\n\n   it\n")
        self.build()
        return self.warnings


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def test_an_example_is_an_element_around_a_highlighted_block(project):
    project.write("index.rst", "Title\n=====\n\n.. loopscope::\n   :clock: virtual\n   :hide-lines: 1-2\n\n   print('<hi>')\n")
    page = project.page()
    element = re.search(r'<loop-scope clock="virtual" hide-lines="1-2">(.*?)</loop-scope>', page, re.S)[1]
    assert 'class="highlight-python' in element
    block = re.search(r"<pre>(.*?)</pre>", element, re.S)[1]
    assert "<span" in block
    assert html.unescape(re.sub("<.*?>", "", block)) == "print('<hi>')\n"


def test_the_script_is_where_an_example_is_and_there_once(project):
    project.write("index.rst", f"Title\n=====\n\n{EXAMPLE}\n{EXAMPLE}\n.. toctree::\n\n   other\n")
    project.write("other.rst", "Other\n=====\n")
    page = project.page()
    assert page.count(f'<script type="module" src="{HOME}/embed.js"></script>') == 1
    assert "embed.js" not in (project.root / "html/other.html").read_text()


@pytest.mark.parametrize(
    ("url", "script", "address"),
    [
        ("_static/loopscope/", "../_static/loopscope/embed.js", "https://docs.test/en/_static/loopscope/"),
        ("loopscope", "../loopscope/embed.js", "https://docs.test/en/loopscope/"),
        ("/tools/loopscope/", "/tools/loopscope/embed.js", "https://docs.test/tools/loopscope/"),
    ],
)
def test_loopscope_may_be_a_part_of_the_site(project, url, script, address):
    project.write("index.rst", "Title\n=====\n\n.. toctree::\n\n   below/page\n")
    project.write("below/page.rst", "Page\n====\n\n.. loopscope::\n   :lesson: 02_together\n")
    page = project.page("below/page.html", loopscope_url=url)
    written = re.search(r'<script type="module" src="([^"]*embed.js)"', page)[1]
    assert written.replace("_static/../", "") == script
    assert f'href="{script.removesuffix("embed.js")}#lesson=02_together"' in page
    assert f"{address}#lesson" in project.page("below/page.txt", "text", loopscope_url=url, html_baseurl="https://docs.test/en")


def test_a_link_that_would_lead_nowhere_is_left_out(project):
    project.write("index.rst", f"Title\n=====\n\n{EXAMPLE}")
    text = project.page("index.txt", "text", loopscope_url="_static/loopscope/")
    assert "print" in text
    assert "Loopscope" not in text


def test_a_file_is_shown_and_builds_its_page_anew(project):
    project.write("index.rst", "Title\n=====\n\n.. loopscope::\n   :file: examples/it.py\n")
    project.write("examples/it.py", "\nprint('first')\n\n\n")
    assert "first" in project.page()
    project.write("examples/it.py", "print('second')\n")
    assert "second" in project.page()


def test_what_an_example_is_called_can_be_referred_to(project):
    project.write("index.rst", "Title\n=====\n\n:any:`there <it>`\n\n.. loopscope::\n   :name: it\n   :class: wide\n\n   pass\n")
    assert 'href="#it"' in project.page()
    assert '<loop-scope id="it" class="wide">' in project.page()
    assert "Run this in Loopscope" in project.page("index.txt", "text")


def test_defaults_are_of_all_examples_and_one_may_say_something_else(project):
    project.write("index.rst", f"Title\n=====\n\n{EXAMPLE}\n.. loopscope::\n   :clock: real\n\n   pass\n")
    page = project.page(loopscope_attributes={"clock": "virtual", "height": 300})
    assert '<loop-scope clock="virtual" height="300">' in page
    assert '<loop-scope clock="real" height="300">' in page


@pytest.mark.parametrize("options", [":clock: virtual\n", "---\nclock: virtual\n---\n"])
def test_markdown_has_the_same_directive(project, options):
    project.write("index.md", f"# Title\n\n```{{loopscope}}\n{options}\nprint(1)\n```\n")
    page = project.page()
    assert '<loop-scope clock="virtual">' in page
    assert page.count("embed.js") == 1


@pytest.mark.parametrize("builder", ["text", "man", "latex", "texinfo", "epub"])
def test_other_outputs_have_the_code_and_a_link(project, builder):
    project.write("conf.py", "extensions = ['sphinx_loopscope']\nproject = 'test'\nversion = copyright = '1'\n")
    project.write("index.rst", f"Title\n=====\n\n.. loopscope::\n\n{textwrap.indent(LONG, '   ')}")
    name = {"text": "index.txt", "man": "test.1", "latex": "test.tex", "texinfo": "test.texi", "epub": "index.xhtml"}[builder]
    page = (project.build(builder) / name).read_text(encoding="utf-8")
    assert "loop-scope" not in page
    assert "embed.js" not in page
    plain = html.unescape(re.sub(r"<[^a][^>]*>|\\(?=[#&%_\\-])", "", page))
    link = re.search(re.escape(HOME) + r"/#z=([\w-]+)", plain)
    assert zlib.decompress(base64.urlsafe_b64decode(link[1] + "=="), -15).decode() == LONG
    assert "a line" in plain


def test_links_are_the_shorter_ones_and_say_what_the_page_heeds():
    assert fragment("pass\n", {"clock": "x10", "view": "both"}) == "#clock=x10&code=pass%0A"
    moment = {"at": "8.5.Task-1+prints+%E2%80%9Ca & b>", "seed": "7", "mode": "trace"}
    assert fragment("pass\n", moment) == "#seed=7&at=8.5.Task-1+prints+%E2%80%9Ca%20%26%20b%3E&code=pass%0A"
    assert fragment(None, moment | {"lesson": "02_together"}).endswith("%3E&lesson=02_together")
    assert fragment(None, {"lesson": "02_together"}) == "#lesson=02_together"


def test_an_example_may_be_walked_through_and_say_where_random_begins(project):
    options = ":mode: trace\n   :seed: 7\n   :at: 8.5.it+prints\n   :lines: 3-7,12-"
    project.write("index.rst", f"Title\n=====\n\n.. loopscope::\n   {options}\n\n   pass\n")
    assert '<loop-scope mode="trace" seed="7" at="8.5.it+prints" lines="3-7,12-">' in project.page()


def test_documents_are_read_in_parallel(project):
    names = [f"page{number}" for number in range(8)]
    for name in names:
        project.write(f"{name}.rst", f"{name}\n=====\n\n{EXAMPLE}")
    project.write("index.rst", "Title\n=====\n\n.. toctree::\n\n   " + "\n   ".join(names))
    project.page(parallel=2)
    for name in names:
        assert "<loop-scope>" in (project.root / f"html/{name}.html").read_text()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (".. loopscope::\n   :clock: fast\n\n   pass\n", 5, "clock is real, x10 or virtual, not 'fast'"),
        (".. loopscope::\n   :clok: real\n\n   pass\n", 5, "there is no clok: is clock meant?"),
        (".. loopscope::\n   :height: tall\n\n   pass\n", 5, "height is a number of pixels or auto, not 'tall'"),
        (".. loopscope::\n   :seed: -1\n\n   pass\n", 5, "seed is a number below 4294967296, not '-1'"),
        (".. loopscope::\n   :seed: 4294967296\n\n   pass\n", 5, "seed is a number below 4294967296, not '4294967296'"),
        (".. loopscope::\n   :at: Task-1\n\n   pass\n", 5, "at is a moment, as links have it: 8.5.Task-1+prints, not 'Task-1'"),
        (".. loopscope::\n   :lines: 0\n\n   pass\n", 5, "lines is lines, as in 3-7,12-, not '0'"),
        (".. loopscope::\n   :mode: trase\n\n   pass\n", 5, "mode is edit, read or trace, not 'trase'"),
        (".. loopscope::\n   :for: pre\n\n   pass\n", 5, "for is no attribute of a single example"),
        (".. loopscope::\n", 5, "loopscope needs a program, and there is none below it"),
        (".. loopscope:: it.py\n", 5, "a file's name into the option file"),
        (".. loopscope::\n   :file: no/such.py\n", 5, "can't read the file 'no/such.py'"),
        (".. loopscope::\n   :file: other.rst\n\n   pass\n", 5, "has a program and a file: only one"),
        (".. loopscope::\n   :lesson: a b\n", 5, "lesson is the name of a lesson, as 02_together, not 'a b'"),
    ],
)
def test_mistakes_are_said_with_their_line(project, text, line, said):
    complaint = project.complaint(text)
    assert said in complaint
    assert f"index.rst:{line}: " in complaint


def test_mistakes_in_markdown_are_said_with_their_line(project):
    assert re.search(r"it\.md:6: .*clock is real", project.complaint("```{loopscope}\n:clock: fast\n\npass\n```\n", "it.md"))
    assert re.search(r"it\.md:5: .*needs a program", project.complaint("```{loopscope}\n```\n", "it.md"))


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"loopscope_url": ""}, "where Loopscope is"),
        ({"loopscope_attributes": {"view": "all"}}, "view is console, timeline or both"),
    ],
)
def test_mistakes_in_the_configuration_end_the_build(project, config, said):
    project.write("index.rst", "Title\n=====\n")
    with contextlib.suppress(SystemExit), pytest.raises(ConfigError, match=said):
        project.build(**config)
