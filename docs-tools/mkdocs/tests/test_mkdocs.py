"""What MkDocs makes of examples, with and without superfences, and what it says of mistakes."""

import html
import json
import logging
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from mkdocs_loopscope.attributes import KNOWN

HOME = "https://docs.test/loopscope"
EXAMPLE = '```python loopscope clock="virtual"\nprint("<hi>")\n```\n'
KINDS = {
    "superfences": ["attr_list", "pymdownx.superfences", "admonition"],
    "extra": ["pymdownx.extra"],
    "plain": ["attr_list"],
    "codehilite": [{"codehilite": {"linenums": True}}],
    "numbered": ["pymdownx.superfences", {"pymdownx.highlight": {"linenums": True}}],
    "without Pygments": ["pymdownx.superfences", {"pymdownx.highlight": {"use_pygments": False}}],
}


class Site:
    """A directory with pages, and what MkDocs says when it builds them."""

    def __init__(self, root, caplog):
        self.root = root
        self.caplog = caplog

    def write(self, name, text):
        path = self.root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(self, kind="plain", strict=True, **options):
        config = {
            "site_name": "test",
            "docs_dir": "docs",
            "theme": {"name": "mkdocs"},
            "markdown_extensions": KINDS[kind],
            "plugins": ["search", {"loopscope": {"url": HOME} | options}],
            "strict": strict,
        }
        # JSON is YAML.
        (self.root / "mkdocs.yml").write_text(json.dumps(config))
        loaded = load_config(str(self.root / "mkdocs.yml"))
        loaded.plugins.on_startup(command="build", dirty=False)
        build(loaded)

    def page(self, text, kind="plain", name="index.html", **options):
        """The page that is made of a text without a warning."""
        self.write("index.md", text)
        self.build(kind, **options)
        return (self.root / "site" / name).read_text(encoding="utf-8")

    def complaint(self, text, kind="plain"):
        """What is said when a page has this in its third line."""
        self.write("index.md", f"# Title\n\n{text}")
        with self.caplog.at_level(logging.WARNING, "mkdocs"):
            self.build(kind, strict=False)
        return "\n".join(record.getMessage() for record in self.caplog.records)


@pytest.fixture
def site(tmp_path, caplog):
    return Site(tmp_path, caplog)


def element(page, number=0):
    """The attributes of an element, and the text of the one block in it."""
    assert not re.search(r"<p>\s*<loop-scope", page)
    attributes, inside = re.findall(r"<loop-scope(.*?)>(.*?)</loop-scope>", page, re.S)[number]
    [block] = re.findall(r"<pre.*?>(.*?)</pre>", inside, re.S)
    return attributes, html.unescape(re.sub("<.*?>", "", block))


@pytest.mark.parametrize("kind", KINDS)
def test_a_marked_fence_is_an_element_around_the_block(site, kind):
    page = site.page(f"{EXAMPLE}\n```python\nprint('no example')\n```\n\n{EXAMPLE}", kind)
    assert element(page) == (' clock="virtual"', 'print("<hi>")\n')
    assert page.count("<loop-scope") == 2
    assert "no example" in page
    assert page.count(f'<script type="module" src="{HOME}/embed.js"></script>') == 1


def test_a_page_without_an_example_has_no_script(site):
    assert "embed.js" not in site.page("```python\nprint(1)\n```\n")


@pytest.mark.parametrize("kind", ["plain", "superfences"])
def test_what_shows_an_example_is_none(site, kind):
    page = site.page(f"````markdown\n{EXAMPLE}````\n", kind)
    assert "<loop-scope" not in page
    assert "loopscope clock=" in html.unescape(re.sub("<.*?>", "", page))


def test_examples_are_in_lists_and_boxes_with_superfences(site):
    indented = re.sub("^(?=.)", "    ", EXAMPLE, flags=re.M)
    page = site.page(f"- a list\n\n{indented}\n\n!!! note\n\n{indented}\n", "superfences")
    assert [element(page, number)[1] for number in (0, 1)] == ['print("<hi>")\n'] * 2


@pytest.mark.parametrize("kind", ["plain", "superfences"])
def test_a_file_and_a_lesson(site, kind):
    site.write("examples/it.py", "\nprint('~~~')\n\n\n")
    page = site.page('```loopscope file="examples/it.py"\n```\n\n```python loopscope lesson="02_together"\n```\n', kind)
    assert element(page) == ("", "print('~~~')\n")
    assert f'<p><a href="{HOME}/#lesson=02_together">Run this in Loopscope (02_together)</a></p>' in page


@pytest.mark.parametrize("kind", ["plain", "superfences"])
def test_the_link_to_a_lesson_says_what_the_page_heeds(site, kind):
    options = 'lesson="02_together" mode="trace" clock="x10" seed="7" at="8.5.it+prints"'
    page = site.page(f"```python loopscope {options}\n```\n", kind)
    assert f'href="{HOME}/#clock=x10&amp;seed=7&amp;at=8.5.it+prints&amp;lesson=02_together"' in page
    assert 'mode="trace"' in page


def test_loopscope_may_be_a_part_of_the_site(site):
    site.write("below/page.md", EXAMPLE)
    page = site.page("# Title\n", url="assets/loopscope", name="below/page/index.html")
    assert 'src="../../assets/loopscope/embed.js"' in page


@pytest.mark.parametrize("kind", ["plain", "superfences"])
def test_defaults_are_of_all_examples_and_names_have_hyphens(site, kind):
    page = site.page('```python loopscope clock="real" hide_lines="1-2"\nx\n```\n', kind, attributes={"clock": "x10", "height": 300})
    assert element(page)[0] == ' clock="real" height="300" hide-lines="1-2"'


def test_the_search_finds_what_is_in_an_example(site):
    site.page(EXAMPLE)
    index = json.loads((site.root / "site/search/search_index.json").read_text())
    assert "hi" in index["docs"][0]["text"]


@pytest.mark.parametrize("kind", ["plain", "superfences"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('```python loopscope clock="fast"\nx\n```\n', "clock is real, x10 or virtual, not 'fast'"),
        ('```python loopscope seed="x"\nx\n```\n', "seed is a number below 4294967296, not 'x'"),
        ('```python loopscope clok="real"\nx\n```\n', "there is no clok: is clock meant?"),
        ("```python loopscope clock=real\nx\n```\n", "can't be read: it begins as in"),
        ("``` { .python .loopscope }\nx\n```\n", "can't be read: it begins as in"),
        ("```python loopscope\n```\n", "needs a program, and there is none in it"),
        ('```python loopscope file="no.py"\n```\n', "can't read the file 'no.py' beside the page"),
        ('```python loopscope lesson="02_together"\nx\n```\n', "has a program and a lesson: only one"),
    ],
)
def test_mistakes_are_said_with_their_line_and_once(site, kind, text, said):
    complaint = site.complaint(text, kind)
    assert complaint.count(said) == 1
    assert "index.md:3: " in complaint


def test_mistakes_end_a_strict_build(site):
    site.write("index.md", '```python loopscope clock="fast"\nx\n```\n')
    with pytest.raises(Abort):
        site.build()


@pytest.mark.parametrize(("options", "error"), [({"url": 7}, ConfigurationError), ({"attributes": {"view": "all"}}, PluginError)])
def test_mistakes_in_the_configuration_end_the_build(site, options, error):
    site.write("index.md", "# Title\n")
    with pytest.raises((error, Abort, SystemExit)):
        site.build(**options)


def test_all_packages_know_the_same_attributes():
    here = Path(__file__).parents[2]
    ours, theirs, book = here / "mkdocs/mkdocs_loopscope", here / "sphinx/sphinx_loopscope", here / "mdbook/src"
    assert (ours / "attributes.py").read_text() == (theirs / "attributes.py").read_text()
    for copy in (theirs, book):
        assert (ours / "attributes.json").read_text() == (copy / "attributes.json").read_text()


def test_the_attributes_are_those_that_embedding_md_tells_of():
    text = (Path(__file__).parents[3] / "docs/embedding.md").read_text(encoding="utf-8")
    section = text.split("\n## Attributes\n")[1].split("\n## ")[0]
    told = {name: values for name, values in re.findall(r"^\| `([\w-]+)` \|(.*?)\|[^|]*\|$", section, re.M)}
    assert len(told) > 9
    # That one is of an element which is no example.
    del told["for"]
    # Kept for what comes.
    assert set(KNOWN) - {"files"} == set(told) - {"files"}
    for name, values in KNOWN.items():
        if isinstance(values, list):
            assert re.findall(r"(?:^|[,;]) `([\w-]+)`", told[name]) == values
