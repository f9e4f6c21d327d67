//! Turns `lessons/NN_name/{program.py, lesson.md}` into constants of the page.
//!
//! The texts are parsed here, so the page needs no Markdown parser and builds no HTML from strings.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

fn main() -> Result<(), Box<dyn Error>> {
    let lessons = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../lessons");
    println!("cargo::rerun-if-changed={}", lessons.display());
    println!("cargo::rerun-if-changed=build.rs");

    let mut source = String::from("pub(crate) const LESSONS: &[Lesson] = &[\n");
    for folder in folders(&lessons)? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text =
            fs::read_to_string(folder.join("lesson.md")).map_err(|error| format!("{name}: {error}"))?;
        let program = folder.join("program.py").canonicalize().map_err(|error| format!("{name}: {error}"))?;
        let Some((title, body)) = text.strip_prefix("# ").and_then(|rest| rest.split_once('\n')) else {
            return Err(format!("{name}/lesson.md does not begin with a title, as in '# Title'").into());
        };
        let blocks = blocks(body).map_err(|error| format!("{name}/lesson.md: {error}"))?;
        writeln!(source, "Lesson {{ name: {name:?}, title: {:?}, blocks: &[{blocks}],", title.trim())?;
        writeln!(source, "program: include_str!({program:?}) }},")?;
    }
    source.push_str("];\nconst ALIASES: &[(&str, &str)] = &[");
    let aliases = fs::read_to_string(lessons.join("aliases.txt"))?;
    for line in aliases.lines().filter(|line| !line.starts_with('#')) {
        let (old, new) =
            line.split_once(' ').ok_or_else(|| format!("aliases.txt: {line:?} is not two names"))?;
        write!(source, "({old:?}, {new:?}), ")?;
    }
    source.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("lessons.rs"), source)?;
    Ok(())
}

/// The lessons' folders in the order of their names.
fn folders(lessons: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    if !lessons.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(lessons)?.collect::<Result<Vec<_>, _>>()?;
    let mut folders: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    folders.retain(|folder| folder.join("program.py").is_file() && folder.join("lesson.md").is_file());
    folders.sort();
    Ok(folders)
}

/// The blocks of a Markdown text as Rust expressions, separated by commas.
fn blocks(markdown: &str) -> Result<String, String> {
    let mut out = String::new();
    // In a list item without blank lines, text comes without a paragraph around it.
    let mut in_item = false;
    let mut in_code = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Paragraph) if in_item => {}
            Event::End(TagEnd::Paragraph) if in_item => {}
            Event::Start(Tag::Paragraph) => out.push_str("Block::Paragraph(&["),
            Event::Start(Tag::Heading { level: HeadingLevel::H2 | HeadingLevel::H3, .. }) => {
                out.push_str("Block::Heading(&[");
            }
            Event::Start(Tag::List(first)) if !in_item => {
                out.push_str(if first.is_some() { "Block::Numbered(&[" } else { "Block::Bullets(&[" });
            }
            Event::Start(Tag::Item) => {
                in_item = true;
                out.push_str("&[");
            }
            Event::End(TagEnd::Item) => {
                in_item = false;
                out.push_str("], ");
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented)) => {
                in_code = true;
                out.push_str("Block::Code(concat!(");
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                out.push_str(")), ");
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_)) => out.push_str("]), "),
            Event::Start(Tag::Strong) => out.push_str("Span::Strong(&["),
            Event::Start(Tag::Emphasis) => out.push_str("Span::Emphasis(&["),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("https://") => {
                out.push_str(&format!("Span::Link({:?}, &[", &*dest_url));
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => out.push_str("]), "),
            Event::Text(text) if in_code => out.push_str(&format!("{:?}, ", &*text)),
            Event::Text(text) => out.push_str(&format!("Span::Text({:?}), ", &*text)),
            Event::Code(text) => out.push_str(&format!("Span::Code({:?}), ", &*text)),
            Event::SoftBreak | Event::HardBreak => out.push_str("Span::Text(\" \"), "),
            other => return Err(format!("a lesson can't have this: {other:?}")),
        }
    }
    Ok(out)
}
