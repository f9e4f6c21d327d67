//! The texts of lessons as the page shows them: a file of HTML for each, which is fetched when the lesson is opened. It is called `.txt`, as some hosts put something of
//! theirs into what is called `.html`.
//!
//! The page's own Markdown goes in, and only what a lesson needs comes out: no HTML of the text's own.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::workspace;

/// Writes them to where Trunk takes them from.
///
/// # Errors
///
/// When a text has what lessons can't have, or a file can't be read or written.
pub(crate) fn write() -> Result<()> {
    let to = workspace::web().join("build/lessons");
    fs::create_dir_all(&to)?;
    for folder in fs::read_dir(workspace::root().join("lessons"))? {
        let folder = folder?;
        let text: PathBuf = folder.path().join("lesson.md");
        if !text.is_file() {
            continue;
        }
        let markdown = fs::read_to_string(&text)?;
        let (_, body) = markdown.split_once('\n').context("a lesson has a title and a text")?;
        let html = html(body).with_context(|| text.display().to_string())?;
        let file = to.join(folder.file_name()).with_extension("txt");
        fs::write(&file, html).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// A Markdown text as HTML.
fn html(markdown: &str) -> Result<String> {
    let mut out = String::new();
    // In a list item without blank lines, text comes without a paragraph around it.
    let mut in_item = false;
    for event in Parser::new(markdown) {
        let tag = match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) if in_item => "",
            Event::Start(Tag::Paragraph) => "<p>",
            Event::End(TagEnd::Paragraph) => "</p>",
            Event::Start(Tag::Heading { level: HeadingLevel::H2 | HeadingLevel::H3, .. }) => "<h3>",
            Event::End(TagEnd::Heading(_)) => "</h3>",
            Event::Start(Tag::List(first)) if !in_item => match first {
                Some(_) => "<ol>",
                None => "<ul>",
            },
            Event::End(TagEnd::List(true)) => "</ol>",
            Event::End(TagEnd::List(false)) => "</ul>",
            Event::Start(Tag::Item) => {
                in_item = true;
                "<li>"
            }
            Event::End(TagEnd::Item) => {
                in_item = false;
                "</li>"
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented)) => "<pre><code>",
            Event::End(TagEnd::CodeBlock) => "</code></pre>",
            Event::Start(Tag::Strong) => "<strong>",
            Event::End(TagEnd::Strong) => "</strong>",
            Event::Start(Tag::Emphasis) => "<em>",
            Event::End(TagEnd::Emphasis) => "</em>",
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("https://") => {
                out.push_str(&format!(
                    r#"<a href="{}" target="_blank" rel="noreferrer">"#,
                    escaped(&dest_url)
                ));
                ""
            }
            Event::End(TagEnd::Link) => "</a>",
            Event::Text(text) => {
                out.push_str(&escaped(&text));
                ""
            }
            Event::Code(text) => {
                out.push_str(&format!("<code>{}</code>", escaped(&text)));
                ""
            }
            Event::SoftBreak | Event::HardBreak => " ",
            other => bail!(anyhow!("a lesson can't have this: {other:?}")),
        };
        out.push_str(tag);
    }
    Ok(out)
}

/// A text that is no markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn a_text_becomes_html() {
        let text = "A *b* **c** `d < e`\nand [f](https://g.example/?h=\"&i).\n\n## J & k\n\n- l\n- m\n\n1. n\n\n```python\nif a < b:\n    c\n```\n";
        let want = "<p>A <em>b</em> <strong>c</strong> <code>d &lt; e</code> and \
            <a href=\"https://g.example/?h=&quot;&amp;i\" target=\"_blank\" rel=\"noreferrer\">f</a>.</p>\
            <h3>J &amp; k</h3><ul><li>l</li><li>m</li></ul><ol><li>n</li></ol><pre><code>if a &lt; b:\n    c\n</code></pre>";
        assert_eq!(html(text).ok().as_deref(), Some(want));
    }

    #[test]
    fn what_no_lesson_needs_is_refused() {
        for text in [
            "<b>bold</b>",
            "a <i>b</i>",
            "[a](javascript:alert)",
            "[a](http://b.example)",
            "![a](https://b.example)",
            "> a",
            "- a\n  - b",
            "# a",
            "***",
        ] {
            assert!(html(text).is_err(), "{text}");
        }
    }
}
