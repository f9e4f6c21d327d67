//! Directives and literal blocks of reStructuredText, by indentation.

use super::page::{Block, Kind, Mark};

/// The blocks of a page, from the first to the last.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut comment = None;
    let (mut start, mut lines) = (0, page.split_inclusive('\n').peekable());
    while let Some(line) = lines.next() {
        let whole_start = start;
        start += line.len();
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        if let Some(words) = trimmed.strip_prefix(".. loopscope:").filter(|rest| !rest.starts_with(':')) {
            comment = Mark::of(words.split_whitespace());
            continue;
        }
        let mark = comment.take();
        let directive = trimmed.strip_prefix(".. ").and_then(|rest| rest.split_once("::"));
        let language = match directive {
            Some(("code-block" | "code" | "sourcecode", language)) => language.trim(),
            Some(("loopscope", _)) => "loopscope",
            None if trimmed.ends_with("::") && !trimmed.starts_with("..") => "text",
            _ => continue,
        };
        let indent = indentation(line);
        let (mut inside, mut options, mut prefix) = (start..start, directive.is_some(), None::<&str>);
        let (mut at, mut text, mut gap) = (start, String::new(), 0);
        let mut option_mark = None;
        while let Some(line) = lines.peek().copied() {
            let is_empty = line.trim().is_empty();
            if !is_empty && indentation(line) <= indent {
                break;
            }
            lines.next();
            at += line.len();
            if is_empty {
                options = false;
                gap += usize::from(prefix.is_some());
                continue;
            }
            if options && line.trim().starts_with(':') {
                option_mark = option_mark.or(Mark::of(line.trim().split([':', ' '])));
                continue;
            }
            options = false;
            if prefix.is_none() {
                inside.start = at - line.len();
                prefix = Some(&line[..indentation(line)]);
            }
            for _ in 0..std::mem::take(&mut gap) {
                text.push('\n');
            }
            let content = line.strip_prefix(prefix.unwrap_or_default()).unwrap_or(line.trim_start());
            text.push_str(content.strip_suffix("\r\n").or(content.strip_suffix('\n')).unwrap_or(content));
            text.push('\n');
            inside.end = at;
        }
        start = at;
        let Some(prefix) = prefix else { continue };
        let whole = whole_start..inside.end;
        let (kind, prefix) = (Kind::of(language), prefix.to_owned());
        blocks.push(Block { kind, mark: option_mark.or(mark), whole, inside, text, prefix, is_html: false });
    }
    blocks
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
