//! The recorded programs: each `tests/cases/<topic>/<name>.py` beside what CPython 3.11 printed for it.

mod case;
mod lacking;
mod normalise;
mod program;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Result;
use similar::TextDiff;

pub(crate) use case::{Case, Record, discover};
pub(crate) use normalise::without_digits_after;
pub(crate) use program::{Outcome, execute};

use crate::process::{announce, cargo, cores, in_parallel, run};
use crate::workspace;

/// A program that takes longer than this is ended and has failed.
pub(crate) const TIME_LIMIT: Duration = Duration::from_secs(90);
/// In real time the programs mostly sleep.
const REAL_CLOCK_WORKERS: usize = 16;
/// How often a program that differs under the real clock runs once more.
const MORE_TRIES: u32 = 2;

/// How time passes in the terminal.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Clock {
    /// It jumps to the next deadline.
    Virtual,
    /// It is the machine's.
    Real,
}

impl Clock {
    fn name(self) -> &'static str {
        match self {
            Clock::Virtual => "virtual",
            Clock::Real => "real",
        }
    }

    fn runs(self, case: &Case) -> bool {
        match self {
            // A signal after N real seconds means nothing when time jumps.
            Clock::Virtual => case.interrupt_after.is_none(),
            Clock::Real => !case.virtual_only,
        }
    }

    fn workers(self) -> usize {
        match self {
            Clock::Virtual => cores(),
            Clock::Real => REAL_CLOCK_WORKERS,
        }
    }
}

/// Runs the recorded programs in the terminal under both clocks; whether all agree with their records.
///
/// # Errors
///
/// When the command line tool cannot be built or a record cannot be read.
pub(crate) fn check(filter: &str) -> Result<bool> {
    let loopscope = build_cli()?;
    let mut agreed = true;
    for clock in [Clock::Virtual, Clock::Real] {
        let (passed, failed) = check_under(clock, &loopscope, filter)?;
        println!("{} clock: {passed} passed, {failed} failed", clock.name());
        agreed &= failed == 0;
    }
    Ok(check_lacking(&loopscope, filter)?.1 == 0 && agreed)
}

/// Runs the programs that use what Loopscope lacks; how many say so, and how many don't, or need not any more.
///
/// # Errors
///
/// When a program cannot be run at all.
pub(crate) fn check_lacking(loopscope: &Path, filter: &str) -> Result<(u32, u32)> {
    let (_, lacking) = discover(filter)?;
    lacking::check(loopscope, &lacking)
}

/// The `loopscope` command, freshly built.
///
/// # Errors
///
/// When it does not compile.
pub(crate) fn build_cli() -> Result<PathBuf> {
    announce("compiling the loopscope command");
    run(&mut cargo("build --package loopscope-cli"))?;
    Ok(workspace::target().join("debug/loopscope"))
}

/// Runs the recorded programs under one clock and prints what differs; how many passed and failed.
///
/// Under the real clock a machine with too much to do makes programs late. One that differs then runs once or twice
/// more, alone, when all others have ended, and only that counts.
///
/// # Errors
///
/// When a record cannot be read.
pub(crate) fn check_under(clock: Clock, loopscope: &Path, filter: &str) -> Result<(u32, u32)> {
    let (mut cases, _) = discover(filter)?;
    cases.retain(|case| clock.runs(case));
    let started = Instant::now();
    let check_case = |case: &Case| -> Result<Option<String>> {
        let command = case.command(loopscope, clock.name());
        let actual = execute(command, case.stdin().as_deref(), case.interrupt_after, TIME_LIMIT)?
            .normalised(&case.program);
        Ok(difference(&case.record()?, &actual, &format!("loopscope --clock {}", clock.name())))
    };
    let mut differences = in_parallel(&cases, clock.workers(), check_case);
    if clock == Clock::Real {
        for (case, result) in cases.iter().zip(&mut differences) {
            for _ in 0..MORE_TRIES {
                let Ok(Some(difference)) = result else { break };
                println!("{} differed; once more, alone:\n{difference}", case.name);
                *result = check_case(case);
            }
        }
    }
    let failed = report(&cases, differences)?;
    let took = started.elapsed().as_secs_f64();
    println!("{} programs under the {} clock in {took:.1} s", cases.len(), clock.name());
    Ok((cases.len() as u32 - failed, failed))
}

/// Prints the differences, and counts the programs that have one.
///
/// # Errors
///
/// The first error of a program that could not be run at all.
pub(crate) fn report(cases: &[Case], differences: Vec<Result<Option<String>>>) -> Result<u32> {
    let mut failed = 0;
    for (case, difference) in cases.iter().zip(differences) {
        if let Some(difference) = difference? {
            println!("✗ {}\n{difference}", case.name);
            failed += 1;
        }
    }
    Ok(failed)
}

/// What differs between a record and a run, as unified diffs.
pub(crate) fn difference(recorded: &Record, actual: &Record, who: &str) -> Option<String> {
    if recorded == actual {
        return None;
    }
    let mut text = String::new();
    let streams =
        [("stdout", &recorded.stdout, &actual.stdout), ("stderr", &recorded.stderr, &actual.stderr)];
    for (stream, recorded, actual) in streams {
        if recorded != actual {
            let diff = TextDiff::from_lines(recorded, actual);
            let heads = (format!("{stream}, recorded"), format!("{stream}, {who}"));
            text += &diff.unified_diff().header(&heads.0, &heads.1).to_string();
        }
    }
    if recorded.status != actual.status {
        text += &format!("exit status: recorded {}, {who} {}\n", recorded.status, actual.status);
    }
    Some(text)
}

/// The file name of a path as text.
fn file_name(path: &Path) -> &str {
    path.file_name().and_then(OsStr::to_str).unwrap_or_default()
}
