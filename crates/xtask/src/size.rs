//! What a reader downloads: sizes after gzip, and the limits that they must keep.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::stamp::files;
use crate::{build, workspace};

/// The engine's WebAssembly may take at most this many bytes, gzipped, before a program prints its first line.
const ENGINE_LIMIT_BYTES: u64 = 444_800;
/// And the rest of it this many.
const ENGINE_REST_LIMIT_BYTES: u64 = 462_700;
/// And the modules that few programs import. They are fetched for these alone, and may grow with the library.
const ENGINE_RARE_LIMIT_BYTES: u64 = 127_400;
/// And what Unicode says of characters.
const ENGINE_UNICODE_LIMIT_BYTES: u64 = 140_000;
/// What a page loads until the first line may take at most this many bytes, gzipped.
const FIRST_LINE_LIMIT_BYTES: u64 = 799_300;
/// The whole of `dist/` but for that may take at most this many bytes, gzipped.
const PAGE_LIMIT_BYTES: u64 = 1_308_500;
/// What is fetched for programs or readers that need it alone.
const DATA: [&str; 3] =
    ["engine/loopscope_engine_rare.wasm", "engine/loopscope_engine_unicode.wasm", EXPORTS];
/// What makes files for elsewhere of a run.
const EXPORTS: &str = "share/loopscope_exports_bg.wasm";
/// It may take this many bytes, gzipped.
const EXPORTS_LIMIT_BYTES: u64 = 42_600;
/// In `dist/engine/`: what comes when the page is idle, or needed by some programs.
const LATER: [&str; 4] = ["loopscope_engine_rest.wasm", "worker.js", "again.js", "warm-up.py"];
/// What comes when all of these are there: it keeps the page for when there is no network.
const OFFLINE: &str = "offline.js";
/// What comes when the reader asks for it: the panels.
const PANELS: [&str; 2] = ["batch/", "share/"];
/// The texts of lessons, each of which comes when the lesson is opened.
const LESSONS: &str = "lessons/";
/// That of the one which a page without a link opens.
const FIRST_LESSON: &str = "lessons/01_";
/// What a page loads that has examples in it, until one is touched.
const EMBED: &str = "embed.js";
/// It may take this many bytes, gzipped.
const EMBED_LIMIT_BYTES: u64 = 6_000;
/// What only such pages and their authors load, besides.
const OF_EMBEDS: [&str; 4] = [EMBED, EMBED_PAGE, "embed.d.ts", "integrity.json"];
/// The page in their frames.
const EMBED_PAGE: &str = "embed.html";
/// What these do not load before the program is edited.
const OF_PAGES: [&str; 2] = ["index.html", "editor.js"];
/// What they load when they are touched may take this many bytes, gzipped.
const TOUCH_LIMIT_BYTES: u64 = 674_000;

/// The sizes of a built page, in bytes after gzip.
pub(crate) struct Sizes {
    /// The engine's WebAssembly until the first line.
    pub(crate) engine: u64,
    /// The rest of it.
    pub(crate) engine_rest: u64,
    /// The modules that few programs import.
    pub(crate) engine_rare: u64,
    /// What Unicode says of characters.
    pub(crate) engine_unicode: u64,
    /// What makes files for elsewhere of a run.
    pub(crate) exports: u64,
    /// All that is loaded until the first line.
    pub(crate) first_line: u64,
    /// What a page with examples in it loads.
    pub(crate) embed: u64,
    /// What it loads when the first one is touched, until its first line.
    pub(crate) touch: u64,
    /// Everything in `dist/` but these.
    pub(crate) page: u64,
}

/// Measures the built page.
///
/// # Errors
///
/// When it is not built.
pub(crate) fn sizes() -> Result<Sizes> {
    let files = page_files()?;
    let in_engine = |name: &str| LATER.iter().any(|it| name.strip_prefix("engine/") == Some(it));
    let is_text = |name: &str| name.starts_with(LESSONS) && !name.starts_with(FIRST_LESSON);
    let later = |name: &str| {
        in_engine(name)
            || is_text(name)
            || PANELS.iter().any(|it| name.starts_with(it))
            || name == OFFLINE
            || OF_EMBEDS.contains(&name)
    };
    let sum = |counts: &dyn Fn(&str) -> bool| {
        files.iter().filter(|(name, ..)| counts(name)).map(|(_, _, gzipped)| gzipped).sum()
    };
    Ok(Sizes {
        engine: gzipped(&build::engine_wasm())?,
        engine_rest: gzipped(&build::engine_rest())?,
        engine_rare: gzipped(&build::engine_rare())?,
        engine_unicode: gzipped(&build::engine_unicode())?,
        exports: sum(&|name| name == EXPORTS),
        first_line: sum(&|name| !later(name) && !DATA.contains(&name)),
        embed: sum(&|name| name == EMBED),
        touch: sum(&|name| {
            let of_pages = OF_PAGES.contains(&name) || name.starts_with(LESSONS);
            let needs = !later(name) && !DATA.contains(&name) && !of_pages;
            needs || name == EMBED_PAGE
        }),
        page: sum(&|name| !DATA.contains(&name)),
    })
}

/// Prints the files of the built page, each with its size and its size after gzip.
///
/// # Errors
///
/// When it is not built.
pub(crate) fn print() -> Result<()> {
    let files = page_files()?;
    println!("{:>11} {:>11}", "bytes", "gzipped");
    for (name, bytes, gzipped) in &files {
        println!("{:>11} {:>11}  {name}", grouped(*bytes), grouped(*gzipped));
    }
    let bytes = files.iter().map(|(_, bytes, _)| bytes).sum();
    let gzipped = files.iter().map(|(_, _, gzipped)| gzipped).sum();
    println!("{:>11} {:>11}  dist/", grouped(bytes), grouped(gzipped));
    Ok(())
}

/// The sizes against their limits: what it says, and whether it holds.
///
/// # Errors
///
/// When the page is not built.
pub(crate) fn check() -> Result<Vec<(String, bool)>> {
    let sizes = sizes()?;
    let line = |name: &str, size: u64, limit: u64| {
        (format!("{name}: {} of {} bytes gzipped", grouped(size), grouped(limit)), size <= limit)
    };
    Ok(vec![
        line("engine until the first line", sizes.engine, ENGINE_LIMIT_BYTES),
        line("rest of the engine", sizes.engine_rest, ENGINE_REST_LIMIT_BYTES),
        line("modules that few programs import", sizes.engine_rare, ENGINE_RARE_LIMIT_BYTES),
        line("what Unicode says of characters", sizes.engine_unicode, ENGINE_UNICODE_LIMIT_BYTES),
        line("pictures of runs", sizes.exports, EXPORTS_LIMIT_BYTES),
        line("page until the first line", sizes.first_line, FIRST_LINE_LIMIT_BYTES),
        line("script of pages with examples", sizes.embed, EMBED_LIMIT_BYTES),
        line("touched example until its first line", sizes.touch, TOUCH_LIMIT_BYTES),
        line("whole page", sizes.page, PAGE_LIMIT_BYTES),
    ])
}

/// A number with commas between its thousands.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Name, bytes, and bytes after gzip of every file in `dist/`, named without the folder of the version.
fn page_files() -> Result<Vec<(String, u64, u64)>> {
    let dist = workspace::dist();
    let mut all = Vec::new();
    for file in files(&dist, &[])? {
        let name = file.strip_prefix(&dist).unwrap_or(&file).display().to_string();
        all.push((in_version(&name).to_owned(), fs::metadata(&file)?.len(), gzipped(&file)?));
    }
    Ok(all)
}

/// The name of a file within its version.
fn in_version(name: &str) -> &str {
    name.strip_prefix("v-").and_then(|name| name.split_once('/')).map_or(name, |(_, name)| name)
}

fn gzipped(file: &Path) -> Result<u64> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::{grouped, in_version};

    #[test]
    fn files_go_by_their_names_within_the_version() {
        assert_eq!(in_version("v-0123456789abcdef/engine/worker.js"), "engine/worker.js");
        assert_eq!(in_version("embed.js"), "embed.js");
    }

    #[test]
    fn thousands_are_separated() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }
}
