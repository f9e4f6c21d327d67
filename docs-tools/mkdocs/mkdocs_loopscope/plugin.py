"""The plugin ``loopscope``."""

from html import escape

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.utils import normalize_url

from .attributes import check
from .examples import Example, Mistake
from .fences import LoopscopeExtension
from .headers import headers

log = get_plugin_logger(__name__)


class LoopscopeConfig(base.Config):
    url = config_options.Type(str)
    attributes = config_options.Type(dict, default={})
    link_text = config_options.Type(str, default="Run this in Loopscope")


class LoopscopePlugin(BasePlugin[LoopscopeConfig]):
    """Makes examples of fences, and adds the script of ``<loop-scope>`` to pages that have one."""

    def on_config(self, config):
        for name, value in self.config.attributes.items():
            try:
                check(name, str(value))
            except ValueError as error:
                raise PluginError(f"loopscope, attributes in mkdocs.yml: {name}: {value}: {error}") from error
        # Last: it looks for the extension that knows fences.
        config.markdown_extensions.append(LoopscopeExtension(self.html_of))
        return config

    # Before other plugins: what they make of the page has other lines.
    @event_priority(100)
    def on_page_markdown(self, markdown, page, config, files):
        self.page = page
        self.said = set()
        for header in headers(page.file.content_string):
            try:
                self.example(header.options()).check(header.body)
            except Mistake as mistake:
                self.complain(mistake, header.line)
        return markdown

    def on_page_content(self, html, page, config, files):
        if "<loop-scope" not in html:
            return html
        # In the content, not in the head: Material's instant navigation runs what it finds there.
        return f'{html}\n<script type="module" src="{escape(self.home())}embed.js"></script>\n'

    def html_of(self, code, options, highlighted):
        """What a fence becomes; `highlighted` gives the HTML of a program."""
        example = self.example(options)
        try:
            example.check(code)
            return example.html(code, self.home(), self.config.link_text, highlighted)
        except Mistake as mistake:
            # It may come from a file that was included in the page.
            self.complain(mistake)
            return highlighted(code)

    def example(self, options):
        return Example(self.page.file, self.config.attributes, options)

    def home(self):
        """Where Loopscope is, as seen from the page."""
        return normalize_url(self.config.url.rstrip("/") + "/", self.page)

    def complain(self, mistake, line=None):
        """Says what is wrong with an example of the page, once; in strict mode this ends the build."""
        if str(mistake) not in self.said or line:
            self.said.add(str(mistake))
            log.warning(f"{self.page.file.src_uri}{f':{line}' if line else ''}: {mistake}")
