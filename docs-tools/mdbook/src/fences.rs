//! Fences of a chapter, and what becomes of those that are marked.

use crate::attributes;
use crate::links::{escaped, to_lesson, to_program};
use crate::settings::Settings;

const MARK: &str = "loopscope";
/// What mdBook itself reads.
const OF_MDBOOK: &str = "hidelines";

/// A fence, as it is written.
struct Fence<'a> {
    /// What stands before each line: blanks of a list, `>` of a quotation.
    margin: &'a str,
    marks: &'a str,
    info: &'a str,
    /// The lines between, as they are.
    body: Vec<&'a str>,
}

/// The text of a chapter with examples in place of marked fences, and their script.
///
/// # Errors
///
/// What is wrong with examples, each with its line, counted from 1.
pub(crate) fn replace(
    content: &str,
    path: &str,
    settings: &Settings,
) -> Result<String, Vec<(usize, String)>> {
    let lines: Vec<&str> = content.lines().collect();
    let (mut text, mut mistakes) = (Vec::new(), Vec::new());
    let (mut at, mut is_live) = (0, false);
    while at < lines.len() {
        let Some((fence, end)) = fence_at(&lines, at) else {
            text.push(lines[at].to_owned());
            at += 1;
            continue;
        };
        match example(&fence, path, settings) {
            Some(Ok(written)) => {
                text.extend(
                    written.lines().map(|line| format!("{}{line}", fence.margin).trim_end().to_owned()),
                );
                is_live = true;
            }
            Some(Err(said)) => mistakes.push((at + 1, format!("{said}, in {}{}", fence.marks, fence.info))),
            None => text.extend(lines[at..end].iter().map(|line| (*line).to_owned())),
        }
        at = end;
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    if !is_live {
        return Ok(content.to_owned());
    }
    if settings.is_html {
        let home = escaped(&settings.home(path));
        text.push(format!("\n<script type=\"module\" src=\"{home}embed.js\"></script>"));
    }
    Ok(text.join("\n") + "\n")
}

/// The fence that begins in a line, and the line behind it; one that never ends goes to the end of the chapter.
fn fence_at<'a>(lines: &[&'a str], at: usize) -> Option<(Fence<'a>, usize)> {
    let line = lines[at];
    let opened = line.trim_start_matches([' ', '\t', '>']);
    let mark = opened.chars().next().filter(|it| "`~".contains(*it))?;
    let info = opened.trim_start_matches(mark);
    let (margin, marks) = (&line[..line.len() - opened.len()], &opened[..opened.len() - info.len()]);
    if marks.len() < 3 || (mark == '`' && info.contains('`')) {
        return None;
    }
    let ends = |line: &&str| {
        let line = line.trim_matches([' ', '\t', '>']);
        line.len() >= marks.len() && line.chars().all(|it| it == mark)
    };
    let length = lines[at + 1..].iter().position(ends).unwrap_or(lines.len() - at - 1);
    let body = lines[at + 1..at + 1 + length].to_vec();
    Some((Fence { margin, marks, info: info.trim(), body }, (at + length + 2).min(lines.len())))
}

/// What a fence becomes, without its margin, if it is marked.
fn example(fence: &Fence, path: &str, settings: &Settings) -> Option<Result<String, String>> {
    let words = words(fence.info);
    words.iter().any(|word| word == MARK).then(|| write(fence, &words, path, settings))
}

fn write(fence: &Fence, words: &[String], path: &str, settings: &Settings) -> Result<String, String> {
    let mut attributes = settings.attributes.clone();
    let mut rest = vec!["python"];
    for word in words {
        match word.split_once('=') {
            Some((name, value)) if name != OF_MDBOOK => {
                attributes::check(name, value)?;
                attributes.retain(|(other, _)| other != name);
                attributes.push((name.to_owned(), value.to_owned()));
            }
            None if word == MARK || ["python", "py", "python3"].contains(&word.as_str()) => {}
            _ => rest.push(word),
        }
    }
    let value =
        |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let (lesson, fields) = (value("lesson"), attributes::fields(&attributes));
    let margin = fence.margin;
    let body: Vec<&str> = fence
        .body
        .iter()
        .map(|line| line.strip_prefix(margin).unwrap_or(line.trim_start_matches([' ', '>'])))
        .collect();
    let code = format!("{}\n", body.join("\n").trim_end());
    match (lesson, code.trim().is_empty()) {
        (None, true) => {
            return Err(
                "an example needs a program, and there is none in it; else lesson names one".to_owned()
            );
        }
        (Some(_), false) => {
            return Err("an example has a program and a lesson: only one of them can be shown".to_owned());
        }
        _ => {}
    }
    let fragment = lesson.map_or_else(|| to_program(&code, &fields), |name| to_lesson(name, &fields));
    let words =
        lesson.map_or_else(|| settings.link_text.clone(), |name| format!("{} ({name})", settings.link_text));
    let block = format!("{}{}\n{}\n{}", fence.marks, rest.join(","), body.join("\n"), fence.marks);
    if settings.is_html {
        let written: String =
            attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect();
        let link = escaped(&(settings.home(path) + &fragment));
        // Between empty lines Markdown reads what is in the element.
        let inside = if lesson.is_some() {
            format!("<p><a href=\"{link}\">{}</a></p>\n", escaped(&words))
        } else {
            format!("\n{block}\n\n")
        };
        return Ok(format!("\n<loop-scope{written}>\n{inside}</loop-scope>\n\n"));
    }
    let link = if settings.is_elsewhere() {
        format!("[{words}](<{}{fragment}>)\n", settings.url)
    } else {
        String::new()
    };
    Ok(if lesson.is_some() { format!("\n{link}\n") } else { format!("{block}\n\n{link}\n") })
}

/// The words of an info string, between commas and blanks that don't stand in quotation marks.
fn words(info: &str) -> Vec<String> {
    let (mut words, mut quoted) = (vec![String::new()], false);
    for it in info.chars() {
        match it {
            '"' => quoted = !quoted,
            ',' | ' ' | '\t' if !quoted => words.push(String::new()),
            _ => words.last_mut().into_iter().for_each(|word| word.push(it)),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
