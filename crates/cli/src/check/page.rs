//! The examples of a page, and what it claims that they print.

use std::ops::Range;

use super::{comments, html, markdown, rst};

/// Which markup a page has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Format {
    Markdown,
    Rst,
    Html,
}

impl Format {
    /// By the end of a file's name, without the dot.
    pub(super) fn of(extension: &str) -> Option<Format> {
        match extension {
            "md" | "markdown" | "myst" => Some(Format::Markdown),
            "rst" => Some(Format::Rst),
            "html" | "htm" => Some(Format::Html),
            _ => None,
        }
    }
}

/// What is to be done with an example.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Mark {
    /// It runs, and does not fail unless the page claims so.
    #[default]
    Runs,
    /// It is not run.
    Skip,
    /// It runs, and has to fail.
    Fails,
}

impl Mark {
    /// The first of these words that says something.
    pub(super) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Mark> {
        words.into_iter().find_map(|word| match word {
            "skip" => Some(Mark::Skip),
            "fails" => Some(Mark::Fails),
            _ => None,
        })
    }
}

/// What a block is, by its language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// An example.
    Example,
    /// Output, if it is right behind an example.
    Text,
    /// Output of the example before it, also with words between them.
    Output,
}

impl Kind {
    /// By the name of a language.
    pub(super) fn of(language: &str) -> Option<Kind> {
        match language {
            "python" | "py" | "python3" | "loopscope" => Some(Kind::Example),
            "text" | "console" => Some(Kind::Text),
            "output" => Some(Kind::Output),
            _ => None,
        }
    }
}

/// A block of a page.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Option<Kind>,
    /// What is said of it.
    pub(super) mark: Option<Mark>,
    /// All of it, in bytes.
    pub(super) whole: Range<usize>,
    /// What is in it, in bytes: whole lines, but for HTML.
    pub(super) inside: Range<usize>,
    /// What is in it, without what stands before each line.
    pub(super) text: String,
    /// What stands before each line.
    pub(super) prefix: String,
    /// Whether a text has to be written as HTML there.
    pub(super) is_html: bool,
}

/// What a page claims that an example prints: where, and what.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) inside: Range<usize>,
    pub(super) text: String,
    pub(super) prefix: String,
    /// Whether it has to be written as HTML.
    pub(super) is_html: bool,
    /// The lines of the example, from 1, in whose comments it stands, a line of it in each; then there is nothing `inside`.
    pub(super) comments: Vec<usize>,
}

/// An example.
#[derive(Debug)]
pub(super) struct Example {
    /// The line of the page before its first one, from 1.
    pub(super) before_line: usize,
    pub(super) code: String,
    pub(super) mark: Mark,
    pub(super) claim: Option<Claim>,
}

/// Finds the examples of a page, from the first to the last.
pub(super) fn examples(format: Format, page: &str) -> Vec<Example> {
    let blocks = match format {
        Format::Markdown => markdown::blocks(page),
        Format::Rst => rst::blocks(page),
        Format::Html => html::blocks(page),
    };
    let mut examples: Vec<Example> = Vec::new();
    let mut last_end = 0;
    let mut is_open = false;
    for block in blocks {
        // A fence within `<pre>` is a part of that.
        if block.whole.start < last_end {
            continue;
        }
        let is_behind = is_nothing(format, &page[last_end..block.whole.start]);
        last_end = block.whole.end;
        match block.kind {
            Some(Kind::Example) => {
                is_open = true;
                examples.push(Example {
                    before_line: page[..block.inside.start].matches('\n').count(),
                    code: block.text,
                    mark: block.mark.unwrap_or_default(),
                    claim: None,
                });
            }
            Some(kind) if is_open && (is_behind || kind == Kind::Output) => {
                is_open = false;
                if let Some(example) = examples.last_mut().filter(|_| block.mark != Some(Mark::Skip)) {
                    let Block { inside, text, prefix, is_html, .. } = block;
                    example.claim = Some(Claim { inside, text, prefix, is_html, comments: Vec::new() });
                }
            }
            _ => is_open &= block.kind.is_some(),
        }
    }
    for example in examples.iter_mut().filter(|example| example.claim.is_none()) {
        example.claim = claim_in_comments(format, &example.code);
    }
    examples
}

/// What an example says itself that it prints, if it does.
fn claim_in_comments(format: Format, code: &str) -> Option<Claim> {
    let (lines, texts): (Vec<_>, Vec<_>) =
        comments::of(code).into_iter().map(|comment| (comment.line, comment.text)).unzip();
    (!lines.is_empty()).then(|| Claim {
        inside: 0..0,
        text: texts.join("\n"),
        prefix: String::new(),
        is_html: format == Format::Html,
        comments: lines,
    })
}

/// Whether there is nothing to read between two blocks.
fn is_nothing(format: Format, between: &str) -> bool {
    let is_empty = |letter: char| letter.is_whitespace() || letter == '>';
    match format {
        Format::Html => {
            let mut rest = between.trim_start();
            while let Some((tag, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                if !tag.starts_with('/') && !tag.starts_with("div") {
                    return false;
                }
                rest = after.trim_start();
            }
            rest.is_empty()
        }
        Format::Markdown | Format::Rst => between.chars().all(is_empty),
    }
}
