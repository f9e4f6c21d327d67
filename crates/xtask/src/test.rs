//! `cargo xtask test`: every test, one step after the other, and what came of them.

use std::process::Command;
use std::time::Instant;

use anyhow::Result;

use crate::cases::{self, Clock};
use crate::process::{announce, cargo, find, run, watch};
use crate::setup::{Tools, WASM_TARGET};
use crate::stamp::files;
use crate::{batch, browser, build, docs_tools, fuzz, npm, setup, size, workspace};

/// Rooms that are linted as WebAssembly, which is what they become.
const WASM_ROOMS: &str =
    "--package loopscope-engine --package loopscope-exports --package loopscope-playground";
const ALL_BUT_WASM_ROOMS: &str =
    "--workspace --exclude loopscope-engine --exclude loopscope-exports --exclude loopscope-playground";

/// How many checks held and how many did not.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Tally {
    fn of(held: bool) -> Tally {
        Tally { passed: held.into(), failed: (!held).into() }
    }
}

/// The steps so far.
#[derive(Default)]
struct Report {
    total: Tally,
    failed_steps: Vec<String>,
}

impl Report {
    /// Announces and runs a step; an error counts as one failed check.
    fn step(&mut self, name: &str, work: impl FnOnce() -> Result<Tally>) {
        println!("\n── {name}");
        let started = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            println!("error: {error:#}");
            Tally::of(false)
        });
        let took = started.elapsed().as_secs_f64();
        println!("── {name}: {} passed, {} failed in {took:.1} s", tally.passed, tally.failed);
        self.total.passed += tally.passed;
        self.total.failed += tally.failed;
        if tally.failed > 0 {
            self.failed_steps.push(name.to_owned());
        }
    }

    /// A step that is one command.
    fn command(&mut self, name: &str, words: &str) {
        self.step(name, || run(&mut cargo(words)).map(|()| Tally::of(true)));
    }
}

/// Sets up and runs every test, or without the browser when `quick`; whether all passed.
///
/// # Errors
///
/// When the set-up fails.
pub(crate) fn test(quick: bool) -> Result<bool> {
    let started = Instant::now();
    let tools = setup::setup()?;
    let chromium = if quick { None } else { Some(browser::chromium()?) };
    let mut report = Report::default();

    report.command("formatting", "fmt --all --check");
    report.command("lints", &format!("clippy --quiet {ALL_BUT_WASM_ROOMS} --all-targets -- -D warnings"));
    report.command(
        "lints of the WebAssembly crates",
        &format!("clippy --quiet {WASM_ROOMS} --target {WASM_TARGET} -- -D warnings"),
    );
    if find("cargo-deny").is_some() {
        report
            .command("licences and sources", "deny --offline --log-level error check licenses bans sources");
    }
    report.step("Rust tests", rust_tests);
    report.step("tests of the page's scripts", || node_tests(tools.command("node"), "tests/scripts"));
    recorded_programs(&mut report, &tools, quick);
    if let Some(chromium) = chromium {
        report.step("building the page", || {
            build::build(&tools, build::Profile::Release).map(|()| Tally::of(true))
        });
        report.step("size of the page", size_of_the_page);
        report.step("docs tools", docs_tools::check);
        // In headless Chromium.
        report.step("browser tests", || node_tests(npm::node(&tools, &chromium), "tests/e2e"));
        report.step("tests in Firefox", || match browser::firefox() {
            Ok(firefox) => {
                let mut node = npm::node(&tools, &chromium);
                node.env("FIREFOX", firefox);
                node_tests(node, "tests/firefox")
            }
            Err(why) => {
                println!("left out: {why}");
                Ok(Tally::default())
            }
        });
    }

    for step in &report.failed_steps {
        println!("failed: {step}");
    }
    let Tally { passed, failed } = report.total;
    println!("\n{passed} passed, {failed} failed in {:.0} s", started.elapsed().as_secs_f64());
    Ok(failed == 0)
}

fn rust_tests() -> Result<Tally> {
    let mut tally = Tally::default();
    let mut command = cargo("test --quiet --workspace --no-fail-fast");
    let succeeded = watch(&mut command, |line| {
        if let Some(summary) = line.strip_prefix("test result: ") {
            tally.passed += number_before(summary, " passed").unwrap_or(0);
            tally.failed += number_before(summary, " failed").unwrap_or(0);
        }
    })?;
    Ok(settled(tally, succeeded))
}

fn recorded_programs(report: &mut Report, tools: &Tools, quick: bool) {
    let mut built = None;
    report.step("building the terminal's loopscope", || {
        built = Some(cases::build_cli()?);
        Ok(Tally::of(true))
    });
    let Some(loopscope) = built else { return };
    let clocks = [
        (Clock::Virtual, "recorded programs, virtual clock"),
        (Clock::Real, "recorded programs, real clock"),
    ];
    for (clock, name) in clocks {
        let check = || {
            let (passed, failed) = cases::check_under(clock, &loopscope, "")?;
            Ok(Tally { passed, failed })
        };
        if clock == Clock::Virtual || !quick {
            report.step(name, check);
        }
    }
    report.step("programs of what is lacking", || {
        let (passed, failed) = cases::check_lacking(&loopscope, "")?;
        Ok(Tally { passed, failed })
    });
    report.step("random programs", || {
        let tally = fuzz::short_round(&loopscope)?;
        Ok(Tally { passed: tally.agreed, failed: tally.differed })
    });
    if !quick {
        report.step("programs of batches", || batch::check(tools, &loopscope));
    }
}

fn size_of_the_page() -> Result<Tally> {
    let mut tally = Tally::default();
    for (line, holds) in size::check()? {
        println!("{} {line}", if holds { "✓" } else { "✗" });
        tally.passed += u32::from(holds);
        tally.failed += u32::from(!holds);
    }
    Ok(tally)
}

/// Runs the tests in a directory, or a file of tests, with a node command.
///
/// # Errors
///
/// When there are none, or the command cannot be started.
pub(crate) fn node_tests(mut command: Command, directory: &str) -> Result<Tally> {
    announce(&format!("running {directory}"));
    let mut tally = Tally::default();
    let mut tests = files(&workspace::root().join(directory), &[])?;
    tests.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    // One file at a time: some of them measure how soon the page answers.
    command.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]).args(tests);
    let succeeded = watch(&mut command, |line| {
        let line = line.trim_start_matches("ℹ ");
        if let Some(number) = line.strip_prefix("pass ") {
            tally.passed += number.trim().parse().unwrap_or(0);
        } else if let Some(number) = line.strip_prefix("fail ").or_else(|| line.strip_prefix("cancelled ")) {
            tally.failed += number.trim().parse().unwrap_or(0);
        }
    })?;
    Ok(settled(tally, succeeded))
}

/// A run that failed without a failed test, because it did not even compile, has one failed check.
pub(crate) fn settled(mut tally: Tally, succeeded: bool) -> Tally {
    if !succeeded && tally.failed == 0 {
        tally.failed = 1;
    }
    tally
}

/// The number that stands right before `word`.
pub(crate) fn number_before(text: &str, word: &str) -> Option<u32> {
    let before = &text[..text.find(word)?];
    before.rsplit(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number_before;

    #[test]
    fn numbers_are_found_in_a_summary() {
        let summary = "FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(number_before(summary, " passed"), Some(12));
        assert_eq!(number_before(summary, " failed"), Some(3));
        assert_eq!(number_before(summary, " missing"), None);
    }
}
