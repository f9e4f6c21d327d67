//! Programs that use what Loopscope lacks: each `tests/lacking/<page>/<name>.py` beside what CPython 3.11 printed for it.
//!
//! `docs/limitations/<page>.md` says in words what they show: what is missing says so in an error, with Loopscope's name in it.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::case::{Case, Record};
use super::program::execute;
use super::{Clock, TIME_LIMIT, difference, report};
use crate::process::in_parallel;

/// What a message about something missing contains, and nothing that CPython prints.
const NAME: &str = "Loopscope";

/// Runs the programs under the virtual clock and lists those that say what is lacking; whether all do.
///
/// # Errors
///
/// When a program cannot be run at all.
pub(super) fn check(loopscope: &Path, cases: &[Case]) -> Result<bool> {
    let clock = Clock::Virtual;
    let complaints = in_parallel(cases, clock.workers(), |case: &Case| -> Result<Option<String>> {
        let mut command = Command::new(loopscope);
        command.args(["run", "--clock", clock.name()]).arg(&case.program).current_dir(case.directory());
        let actual = execute(command, case.stdin().as_deref(), None, TIME_LIMIT)?.normalised(&case.program);
        Ok(complaint(&case.record()?, &actual))
    });
    let failed = report(cases, complaints)?;
    if !cases.is_empty() {
        let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        println!("{} programs say what Loopscope lacks: {}", cases.len() as u32 - failed, names.join(", "));
    }
    Ok(failed == 0)
}

/// What is wrong with a program that should say what is lacking.
fn complaint(recorded: &Record, actual: &Record) -> Option<String> {
    let says_so = actual.stdout.contains(NAME) || actual.stderr.contains(NAME);
    match difference(recorded, actual, "loopscope") {
        None => Some("it agrees with CPython now: move it to tests/cases\n".to_owned()),
        Some(difference) if !says_so => Some(format!("it differs and does not say so:\n{difference}")),
        Some(_) => None,
    }
}
