"""Live asyncio examples in Sphinx documentation: the directive ``loopscope``."""

from sphinx.errors import ConfigError

from .attributes import check
from .directive import LoopscopeDirective
from .nodes import add_script, depart_html, finish, loopscope, visit_html

__version__ = "0.1.0"


def setup(app):
    """Called by Sphinx for ``extensions = ["sphinx_loopscope"]``."""
    app.add_config_value("loopscope_url", "", "env", types=frozenset({str}))
    app.add_config_value("loopscope_attributes", {}, "env", types=frozenset({dict}))
    app.add_config_value("loopscope_link_text", "Run this in Loopscope", "env", types=frozenset({str}))
    app.add_node(loopscope, html=(visit_html, depart_html))
    app.add_directive("loopscope", LoopscopeDirective)
    app.connect("config-inited", check_config)
    app.connect("doctree-resolved", finish)
    app.connect("html-page-context", add_script)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def check_config(_app, config):
    """Says what is wrong in ``conf.py`` before anything is built."""
    if not config.loopscope_url:
        raise ConfigError(
            "sphinx_loopscope has to know where Loopscope is: "
            'write loopscope_url = "https://your.host/loopscope/" into conf.py'
        )
    for name, value in config.loopscope_attributes.items():
        try:
            check(name, str(value))
        except ValueError as error:
            raise ConfigError(f"loopscope_attributes in conf.py: {name} = {value!r}: {error}") from error
