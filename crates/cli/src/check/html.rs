//! `<pre>` blocks of HTML.

use super::page::{Block, Kind, Mark};

/// The blocks of a page, from the first to the last. What is commented out is none.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut at, mut comment) = (0, None::<(usize, Mark)>);
    while let Some(open) = page[at..].find('<').map(|found| at + found) {
        if page[open..].starts_with("<!--") {
            let end = page[open..].find("-->").map_or(page.len(), |found| open + found + 3);
            comment = self::comment(&page[open..end]).map(|mark| (end, mark)).or(comment);
            at = end;
            continue;
        }
        at = open + 1;
        if !is_tag(&page[at..], "pre") {
            continue;
        }
        let Some(close) = page[open..].find("</pre").map(|found| open + found) else { break };
        let whole_end = page[close..].find('>').map_or(page.len(), |found| close + found + 1);
        let Some(tag_end) = page[open..close].find('>').map(|found| open + found + 1) else { continue };
        let mut tags = page[open..tag_end].to_owned();
        let mut inside = tag_end..close;
        for name in ["code", "samp"] {
            let begin = inside.start + page[inside.clone()].len() - page[inside.clone()].trim_start().len();
            if page[begin..close].starts_with('<') && is_tag(&page[begin + 1..], name) {
                let Some(end) = page[begin..close].find('>').map(|found| begin + found + 1) else { break };
                tags.push_str(&page[begin..end]);
                inside.start = end;
                if let Some(found) = page[end..close].rfind(&format!("</{name}")) {
                    inside.end = end + found;
                }
            }
        }
        // A line's end right behind the tag is none.
        if let Some(after) = ["\r\n", "\n"].into_iter().find(|it| page[inside.clone()].starts_with(*it)) {
            inside.start += after.len();
        }
        let in_element = page[..open].trim_end().ends_with('>')
            && page[..open].rfind("<loop-scope").is_some_and(|it| !page[it..open].contains("</loop-scope"));
        let words = classes(&tags);
        let kind = words.iter().find_map(|word| Kind::of(word.strip_prefix("language-").unwrap_or(word)));
        let kind = kind.or(in_element.then_some(Kind::Example));
        let mark = Mark::of(words.iter().map(String::as_str)).or(comment.take().and_then(|(end, mark)| {
            let between = page[end..open].trim();
            let is_next = between.is_empty() || between.starts_with("<loop-scope") && between.ends_with('>');
            is_next.then_some(mark)
        }));
        let text = decode(&page[inside.clone()]).replace("\r\n", "\n");
        let (whole, prefix) = (open..whole_end, String::new());
        blocks.push(Block { kind, mark, whole, inside, text, prefix, is_html: true });
        at = whole_end;
    }
    blocks
}

/// What a comment says: `<!-- loopscope: skip -->`.
pub(super) fn comment(text: &str) -> Option<Mark> {
    let words = text.split_once("<!--")?.1.split_once("-->")?.0.trim().strip_prefix("loopscope:")?;
    Mark::of(words.split_whitespace())
}

fn is_tag(behind: &str, name: &str) -> bool {
    behind.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\r', '\t']))
}

/// The words of all `class` attributes.
fn classes(tags: &str) -> Vec<String> {
    let values = tags.split("class=").skip(1).filter_map(|rest| {
        let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''));
        match quote {
            Some(quote) => rest[1..].split(quote).next(),
            None => rest.split([' ', '>']).next(),
        }
    });
    values.flat_map(|value| value.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The text of markup: tags are left out, as those of highlighting.
fn decode(markup: &str) -> String {
    let (mut text, mut rest) = (String::new(), markup);
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with('<') { '>' } else { ';' };
        let Some((name, after)) = rest[1..].split_once(end) else { break };
        if end == ';' {
            let number = name.strip_prefix("#x").or(name.strip_prefix("#X"));
            let number = number.map(|hex| u32::from_str_radix(hex, 16).ok());
            let number = number.unwrap_or_else(|| name.strip_prefix('#')?.parse().ok());
            match (name, number.and_then(char::from_u32)) {
                ("lt", _) => text.push('<'),
                ("gt", _) => text.push('>'),
                ("amp", _) => text.push('&'),
                ("quot", _) => text.push('"'),
                ("apos", _) => text.push('\''),
                ("nbsp", _) => text.push('\u{a0}'),
                (_, Some(letter)) => text.push(letter),
                _ => {
                    text.push('&');
                    rest = &rest[1..];
                    continue;
                }
            }
        }
        rest = after;
    }
    text + rest
}

/// Markup of a text.
pub(super) fn encode(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
