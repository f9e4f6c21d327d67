//! Fenced blocks of Markdown, with MyST's directives, in lists and quotes too. What is not fenced is read as HTML.

use super::html;
use super::page::{Block, Kind, Mark};

/// The blocks of a page, from the first to the last.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    // What is not fenced: the rest is as long, and says nothing.
    let mut unfenced = String::new();
    let mut comment = None;
    let (mut start, mut lines) = (0, page.split_inclusive('\n').peekable());
    while let Some(line) = lines.next() {
        let whole_start = start;
        start += line.len();
        let Some(fence) = Fence::open(line) else {
            unfenced.push_str(line);
            if let Some(mark) = html::comment(line) {
                comment = Some(mark);
            } else if !line.trim_matches(|it: char| it.is_whitespace() || it == '>').is_empty() {
                comment = None;
            }
            continue;
        };
        let (mut inside, mut text) = (start..start, String::new());
        let mut options = fence.info.starts_with('{');
        while let Some(line) = lines.peek().copied() {
            let Some(content) = fence.content(line) else { break };
            lines.next();
            start += line.len();
            if fence.closes(content) {
                break;
            }
            // A directive's options come first.
            if options && (content.starts_with(':') || content.trim().is_empty()) {
                inside = start..start;
                continue;
            }
            options = false;
            inside.end = start;
            text.push_str(content.strip_suffix("\r\n").or(content.strip_suffix('\n')).unwrap_or(content));
            text.push('\n');
        }
        let words = fence.info.split(|it: char| it.is_whitespace() || "{},.".contains(it));
        let words: Vec<&str> = words.filter(|word| !matches!(*word, "" | "code-block" | "code")).collect();
        let kind = words.first().and_then(|word| Kind::of(word));
        let mark = Mark::of(words.iter().skip(1).copied()).or(comment.take());
        unfenced.extend(page[whole_start..start].bytes().map(|byte| if byte == b'\n' { '\n' } else { 'x' }));
        let (whole, prefix) = (whole_start..start, fence.prefix);
        blocks.push(Block { kind, mark, whole, inside, text, prefix, is_html: false });
    }
    blocks.extend(html::blocks(&unfenced));
    blocks.sort_by_key(|block| block.whole.start);
    blocks
}

/// The line that opens a block.
struct Fence<'a> {
    /// What stands before each line: of lists only their indentation.
    prefix: String,
    sign: char,
    count: usize,
    info: &'a str,
}

impl<'a> Fence<'a> {
    fn open(line: &'a str) -> Option<Fence<'a>> {
        let line = line.trim_end();
        let at = line.find("```").into_iter().chain(line.find("~~~")).min()?;
        let (before, rest) = line.split_at(at);
        let item = before.trim_matches(|it: char| it == ' ' || it == '\t' || it == '>');
        let number = item.strip_suffix(['.', ')']).is_some_and(|it| it.parse::<u32>().is_ok());
        if !(item.is_empty() || number || matches!(item, "-" | "*" | "+")) {
            return None;
        }
        let sign = rest.chars().next()?;
        let info = rest.trim_start_matches(sign);
        if sign == '`' && info.contains('`') {
            return None;
        }
        let masked = before.chars().map(|it| if it == '>' || it == '\t' { it } else { ' ' });
        Some(Fence { prefix: masked.collect(), sign, count: rest.len() - info.len(), info: info.trim() })
    }

    /// What a line has behind the prefix; `None` if it is outside of the quote.
    fn content<'l>(&self, line: &'l str) -> Option<&'l str> {
        let mut rest = line;
        for letter in self.prefix.chars() {
            match (letter, rest.strip_prefix(letter)) {
                (_, Some(after)) => rest = after,
                ('>', None) => return None,
                _ => {}
            }
        }
        Some(rest)
    }

    fn closes(&self, content: &str) -> bool {
        let content = content.trim();
        content.len() >= self.count && content.chars().all(|it| it == self.sign)
    }
}
