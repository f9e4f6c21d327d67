"""What becomes of an example: an element in pages with scripts, and else its code and a link."""

import posixpath
from urllib.parse import urljoin

from docutils import nodes
from sphinx.util.osutil import relative_uri

from .links import fragment


class loopscope(nodes.General, nodes.Element):
    """An example: its program as a literal block, if it has one."""


def visit_html(self, node):
    # An attribute may have any name, also one that `starttag` takes for something else.
    first, *others = node["ids"] or [None]
    own = {"id": first, "class": " ".join(node["classes"]) or None} | node["attributes"]
    written = [f' {name}="{self.attval(value)}"' for name, value in own.items() if value is not None]
    self.body.extend(f'<span id="{it}"></span>' for it in others)
    self.body.append(f"<loop-scope{''.join(written)}>\n")


def depart_html(self, _node):
    self.body.append("</loop-scope>\n")


def runs_scripts(builder):
    """Whether what is built are pages for a browser: not a book, and not pages in a viewer of help."""
    return builder.format == "html" and not builder.embedded


def finish(app, doctree, docname):
    """Puts code and links where no script runs, and a link into an element that has no code."""
    for node in list(doctree.findall(loopscope)):
        parts = [*node.children, *links(app, docname, node)]
        if not runs_scripts(app.builder):
            # What refers to the example goes to its first part.
            for part in parts[:1]:
                part["ids"] += node["ids"]
            node.replace_self(parts)
        elif node["code"] is None:
            node.children = []
            node += parts


def links(app, docname, node):
    """The link to what the example shows; none where it would lead nowhere."""
    base = home_from(app, docname)
    if base is None:
        return []
    link = base + fragment(node["code"], node["attributes"])
    words = app.config.loopscope_link_text
    if node["code"] is None:
        words += f" ({node['attributes']['lesson']})"
    if app.builder.format in ("text", "man"):
        # Here a link is seen as its words only, and a paragraph would break it.
        return [nodes.paragraph("", words + ":"), nodes.literal_block(link, link, language="none")]
    reference = nodes.reference(words, words, internal=False, refuri=link)
    return [nodes.paragraph("", "", reference)]


def home(config):
    """Where Loopscope is, with a slash at the end."""
    return config.loopscope_url.rstrip("/") + "/"


def home_from(app, docname):
    """The same, as seen from what is built of a document; `None` where that can't be known."""
    base, site = home(app.config), app.config.html_baseurl
    if "://" in base:
        return base
    if not runs_scripts(app.builder):
        return urljoin(site.rstrip("/") + "/", base) if site else None
    if base.startswith("/"):
        return base
    return relative_uri(app.builder.get_target_uri(docname), base)


def add_script(app, _pagename, _templatename, _context, doctree):
    """Adds the script of ``<loop-scope>`` to pages that have one."""
    if doctree is None or not any(doctree.findall(loopscope)):
        return
    url = home(app.config) + "embed.js"
    if "://" not in url and not url.startswith("/"):
        # A path in the site; Sphinx counts from where it puts static files.
        url = posixpath.relpath(url, "_static")
    app.add_js_file(url, type="module")
