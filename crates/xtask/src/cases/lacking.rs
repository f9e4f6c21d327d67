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

/// Runs the programs under the virtual clock and lists those that say what is lacking; how many do, and how many don't.
///
/// # Errors
///
/// When a program cannot be run at all.
pub(super) fn check(loopscope: &Path, cases: &[Case]) -> Result<(u32, u32)> {
    let clock = Clock::Virtual;
    let complaints = in_parallel(cases, clock.workers(), |case: &Case| -> Result<Option<String>> {
        let mut command = Command::new(loopscope);
        command.args(["run", "--clock", clock.name()]).arg(&case.program).current_dir(case.directory());
        let actual = execute(command, case.stdin().as_deref(), None, TIME_LIMIT)?.normalised(&case.program);
        Ok(complaint(&case.record()?, &actual))
    });
    let failed = report(cases, complaints)?;
    let passed = cases.len() as u32 - failed;
    if !cases.is_empty() {
        let names: Vec<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        println!("{passed} programs say what Loopscope lacks: {}", names.join(", "));
    }
    Ok((passed, failed))
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

#[cfg(test)]
mod tests {
    use super::{Record, complaint};

    #[test]
    fn what_agrees_or_says_nothing_is_wrong() {
        let did = |stderr: &str, status| Record { stdout: String::new(), stderr: stderr.to_owned(), status };
        let said = |actual: &Record| complaint(&did("", 0), actual);
        assert_eq!(said(&did("ImportError: Loopscope has no module x", 1)), None);
        assert!(said(&did("", 0)).is_some_and(|text| text.contains("agrees with CPython now")));
        assert!(
            said(&did("ImportError: no module x", 1)).is_some_and(|text| text.contains("does not say so"))
        );
    }
}
