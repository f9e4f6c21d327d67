//! `loopscope check`: whether the examples of pages print what the pages claim.

mod comments;
mod compare;
mod html;
mod markdown;
mod page;
mod rst;
mod run;

use std::collections::HashSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::args::Check;
use page::{Claim, Example, Format, Mark};
use run::Ran;

/// What is not searched for pages, besides what begins with a dot.
const NOT_SEARCHED: [&str; 2] = ["node_modules", "target"];

/// What was found, in numbers.
#[derive(Default)]
struct Found {
    pages: usize,
    run: usize,
    skipped: usize,
    updated: usize,
    wrong: usize,
    unreadable: usize,
}

/// Checks pages, and says what is wrong with them; the exit status.
pub(crate) fn check(options: &Check) -> u8 {
    let (mut found, mut pages) = (Found::default(), Vec::new());
    for path in &options.paths {
        if let Err(message) = collect(path, true, &mut pages) {
            found.unreadable += 1;
            eprintln!("loopscope: {message}");
        }
    }
    // One that is named twice, or that a link leads to, is one page.
    let mut seen = HashSet::new();
    pages.retain(|page| seen.insert(fs::canonicalize(page).unwrap_or_else(|_| page.clone())));
    for path in &pages {
        if let Err(message) = check_page(path, options, &mut found) {
            found.unreadable += 1;
            eprintln!("loopscope: {message}");
        }
    }
    let counted = |count: usize, name: &str| format!("{count} {name}{}", if count == 1 { "" } else { "s" });
    let mut summary = format!("{} run in {}", counted(found.run, "example"), counted(found.pages, "page"));
    for (count, words) in [(found.wrong, "wrong"), (found.updated, "updated"), (found.skipped, "skipped")] {
        if count > 0 {
            summary += &format!(", {count} {words}");
        }
    }
    println!("{summary}");
    match (found.unreadable, found.wrong) {
        (0, 0) => 0,
        (0, _) => 1,
        _ => 2,
    }
}

/// Finds the pages at a path, in the order of their names.
fn collect(path: &Path, is_given: bool, pages: &mut Vec<PathBuf>) -> Result<(), String> {
    let cant = |error| format!("can't read {}: {error}", path.display());
    if fs::metadata(path).map_err(cant)?.is_dir() {
        let entries = fs::read_dir(path).map_err(cant)?.collect::<Result<Vec<_>, _>>().map_err(cant)?;
        let mut entries: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
        entries.sort();
        for entry in entries {
            let name = entry.file_name().unwrap_or_default().to_string_lossy();
            // A link may lead back up.
            let is_searched = !entry.is_dir() || !entry.is_symlink();
            if is_searched && !name.starts_with('.') && !NOT_SEARCHED.contains(&&*name) {
                collect(&entry, false, pages)?;
            }
        }
    } else if format_of(path).is_some() {
        pages.push(path.to_owned());
    } else if is_given {
        return Err(format!("{} is no page: it has to end in .md, .rst or .html", path.display()));
    }
    Ok(())
}

fn format_of(path: &Path) -> Option<Format> {
    Format::of(&path.extension()?.to_string_lossy().to_ascii_lowercase())
}

fn check_page(path: &Path, options: &Check, found: &mut Found) -> Result<(), String> {
    let name = path.display();
    let Some(format) = format_of(path) else { return Ok(()) };
    let text = fs::read_to_string(path).map_err(|error| format!("can't read {name}: {error}"))?;
    found.pages += 1;
    let mut edits = Vec::new();
    for example in page::examples(format, &text) {
        if example.mark == Mark::Skip {
            found.skipped += 1;
            continue;
        }
        found.run += 1;
        let wrong = |found: &mut Found, line: usize, message: &str| {
            found.wrong += 1;
            println!("{name}:{line}: {message}");
        };
        let first_line = example.before_line + 1;
        let ran = match run::run(&example.code, &name.to_string(), options.limit_millions) {
            Ok(ran) => ran,
            Err(message) => {
                wrong(found, first_line, &format!("the example {message}"));
                continue;
            }
        };
        match judge(&example, &ran) {
            Verdict::Right => {}
            Verdict::Failed(message) => {
                let line = ran.line.map_or(first_line, |line| example.before_line + line);
                wrong(found, line, &message);
            }
            Verdict::Differs(claim) => match rewritten(&text, &example, claim, &ran) {
                Some(new) if options.update => {
                    found.updated += 1;
                    edits.extend(new);
                }
                _ => wrong(found, line_of(&text, &example, claim, &ran), &difference(&claim.text, &ran)),
            },
        }
        if options.python {
            match run::python(&example.code) {
                Ok(python) if is_same(&example, &ran, &python) => {}
                Ok(python) => {
                    let message = difference(&compare::lines(&ran).join("\n"), &python);
                    wrong(found, first_line, &format!("CPython differs from Loopscope; {message}"));
                }
                Err(message) => wrong(found, first_line, &message),
            }
        }
    }
    if !edits.is_empty() {
        let mut text = text;
        for (place, new) in edits.into_iter().rev() {
            text.replace_range(place, &new);
        }
        fs::write(path, text).map_err(|error| format!("can't write {name}: {error}"))?;
    }
    Ok(())
}

enum Verdict<'a> {
    Right,
    /// It failed, or did not, against what is expected.
    Failed(String),
    /// It printed something else.
    Differs(&'a Claim),
}

fn judge<'a>(example: &'a Example, ran: &Ran) -> Verdict<'a> {
    if example.mark == Mark::Fails && ran.exit_status == 0 {
        return Verdict::Failed("the example is marked as one that fails, and does not".into());
    }
    if let Some(claim) = &example.claim {
        let claimed = compare::claimed(&claim.text);
        let printed = compare::lines(ran);
        let without_exception = &printed[..printed.len() - usize::from(ran.exception.is_some())];
        let is_right = compare::agree(&claimed, &printed)
            || example.mark == Mark::Fails && compare::agree(&claimed, without_exception);
        let is_surprise =
            |exception: &String| example.mark == Mark::Runs && !compare::tells_of(&claim.text, exception);
        if let Some(exception) = ran.exception.as_ref().filter(|exception| is_surprise(exception)) {
            return Verdict::Failed(format!("the example fails: {exception}"));
        }
        if !is_right {
            return Verdict::Differs(claim);
        }
        if ran.exception.is_some() {
            return Verdict::Right;
        }
    }
    match (&ran.exception, ran.exit_status) {
        _ if example.mark == Mark::Fails => Verdict::Right,
        (_, 0) => Verdict::Right,
        (Some(exception), _) => Verdict::Failed(format!("the example fails: {exception}")),
        (None, status) => Verdict::Failed(format!("the example ends with exit status {status}")),
    }
}

/// Whether CPython did the same: where a claim leaves something open, that may differ.
fn is_same(example: &Example, ran: &Ran, python: &Ran) -> bool {
    let printed = compare::lines(python);
    if let Some(claim) = &example.claim {
        let claimed = compare::claimed(&claim.text);
        if compare::is_open(&claimed) {
            return python.exit_status == ran.exit_status && compare::agree(&claimed, &printed);
        }
    }
    printed == compare::lines(ran) && python.exit_status == ran.exit_status
}

/// What is claimed and what was printed, line by line, without what is alike at both ends.
fn difference(claim: &str, ran: &Ran) -> String {
    let (claimed, printed) = (compare::claimed(claim), compare::lines(ran));
    let alike = claimed.iter().zip(&printed).take_while(|(a, b)| **a == b.as_str()).count();
    let (left, right) = (&claimed[alike..], &printed[alike..]);
    let tail = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| **a == b.as_str()).count();
    let mut text = match alike {
        0 => "the example prints something else".to_owned(),
        _ => format!("the example prints something else from line {} on", alike + 1),
    };
    left[..left.len() - tail].iter().for_each(|line| text += &format!("\n    - {line}"));
    right[..right.len() - tail].iter().for_each(|line| text += &format!("\n    + {line}"));
    text
}

/// The line of the page at which what is claimed is wrong, from 1.
fn line_of(page: &str, example: &Example, claim: &Claim, ran: &Ran) -> usize {
    let Some(last) = claim.comments.last() else {
        return page[..claim.inside.start].matches('\n').count() + 1;
    };
    let printed = compare::lines(ran);
    let alike = claim.text.split('\n').zip(&printed).take_while(|(a, b)| *a == b.as_str()).count();
    example.before_line + claim.comments.get(alike).unwrap_or(last)
}

/// What is to stand where in the page, so that the claim is right; `None` if nobody can say: where there are more or fewer lines than
/// comments.
fn rewritten(page: &str, example: &Example, claim: &Claim, ran: &Ran) -> Option<Vec<(Range<usize>, String)>> {
    if claim.comments.is_empty() {
        return Some(vec![(claim.inside.clone(), rewritten_block(page, claim, ran))]);
    }
    let printed = compare::lines(ran);
    if claim.is_html || printed.len() != claim.comments.len() {
        return None;
    }
    let mut starts = vec![0];
    starts.extend(page.match_indices('\n').map(|(at, _)| at + 1));
    let mut edits = Vec::new();
    for (line, text) in claim.comments.iter().zip(printed) {
        let start = *starts.get(example.before_line + line - 1)?;
        let whole = page[start..].lines().next()?;
        let place = comments::place(whole)?;
        let space = if whole[..place].ends_with(':') && !text.is_empty() { " " } else { "" };
        edits.push((start + place..start + whole.trim_end().len().max(place), format!("{space}{text}")));
    }
    Some(edits)
}

/// The lines of a block as they have to be.
fn rewritten_block(page: &str, claim: &Claim, ran: &Ran) -> String {
    let old = &page[claim.inside.clone()];
    let crlf = if old.is_empty() { page.contains("\r\n") } else { old.contains("\r\n") };
    let end = if crlf { "\r\n" } else { "\n" };
    let lines = compare::lines(ran);
    if claim.is_html {
        let text = html::encode(&lines.join(end));
        return if old.ends_with('\n') { text + end } else { text };
    }
    let line = |line: &String| {
        // What would only be spaces is nothing; a quote goes on.
        let whole = format!("{}{line}", claim.prefix);
        let whole = if line.is_empty() { whole.trim_end() } else { &whole };
        format!("{whole}{end}")
    };
    lines.iter().map(line).collect()
}
