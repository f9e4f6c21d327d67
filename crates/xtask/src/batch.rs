//! `cargo xtask batch`: the programs that the batch panel writes. CPython with aiohttp and the terminal's `loopscope` have to print the same.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::cases::{self, Case, Record, difference, execute};
use crate::oracle::Oracle;
use crate::process::{announce, in_parallel, run};
use crate::setup::{self, Tools};
use crate::stamp::files;
use crate::test::Tally;
use crate::workspace;

/// The programs mostly wait, but starting CPython doesn't.
const WORKERS: usize = 5;
/// How often a program that differs runs once more: CPython's clock is the real one, and a busy machine makes it late.
const MORE_TRIES: u32 = 2;
/// What begins the line that says how long a repeated batch took.
const TOOK: &str = "median ";
/// CPython takes longer than a virtual clock, by less than this.
const LATE_SECONDS: f64 = 1.0;

/// Builds what is needed and compares all programs.
///
/// # Errors
///
/// When something can't be installed or built.
pub(crate) fn batch() -> Result<bool> {
    let (tools, loopscope) = (setup::setup()?, cases::build_cli()?);
    let Tally { passed, failed } = check(&tools, &loopscope)?;
    println!("programs of batches: {passed} passed, {failed} failed");
    Ok(failed == 0)
}

/// Writes the programs of `tests/batch` and compares what they print.
///
/// # Errors
///
/// When they can't be written, or aiohttp can't be installed.
pub(crate) fn check(tools: &Tools, loopscope: &Path) -> Result<Tally> {
    let directory = workspace::target().join("batch");
    if directory.is_dir() {
        std::fs::remove_dir_all(&directory)?;
    }
    run(tools.command("node").arg(workspace::root().join("tests/batch/write.mjs")).arg(&directory))?;
    let programs: Vec<Case> = files(&directory, &[])?.into_iter().map(Case::with_aiohttp).collect();
    ensure!(!programs.is_empty(), "tests/batch/write.mjs wrote no program");
    let oracle = Oracle::with_aiohttp()?;
    announce("running the programs of batches with CPython and in the terminal");
    let compare = |case: &Case| -> Result<Option<String>> {
        let expected = oracle.ask(case)?;
        let mut command = Command::new(loopscope);
        command.args(["run", "--clock", "virtual"]).arg(&case.program).current_dir(case.directory());
        let actual = execute(command, None, None, cases::TIME_LIMIT)?.normalised(&case.program);
        Ok(differs(expected, actual))
    };
    let mut differences = in_parallel(&programs, WORKERS, compare);
    for (case, result) in programs.iter().zip(&mut differences) {
        for _ in 0..MORE_TRIES {
            let Ok(Some(difference)) = result else { break };
            println!("{} differed; once more, alone:\n{difference}", case.name);
            *result = compare(case);
        }
    }
    let failed = cases::report(&programs, differences)?;
    Ok(Tally { passed: programs.len() as u32 - failed, failed })
}

/// What differs but for the time that batches took, which may be a little longer with CPython.
fn differs(mut expected: Record, mut actual: Record) -> Option<String> {
    let took = [&mut expected, &mut actual].map(|record| {
        let mut took = Vec::new();
        let shown = record.stdout.split_inclusive('\n').map(|line| match line.strip_prefix(TOOK) {
            Some(numbers) => {
                took.extend(numbers.split(' ').filter_map(|word| word.parse::<f64>().ok()));
                TOOK
            }
            None => line,
        });
        record.stdout = shown.collect();
        took
    });
    let late = |(real, exact): (&f64, &f64)| real + 0.01 < *exact || *real > exact + LATE_SECONDS;
    if took[0].len() != took[1].len() || took[0].iter().zip(&took[1]).any(late) {
        return Some(format!(
            "took {:?} s with CPython, and {:?} s under the virtual clock\n",
            took[0], took[1]
        ));
    }
    difference(&expected, &actual, "loopscope --clock virtual")
}

#[cfg(test)]
mod tests {
    use super::{Record, differs};

    fn record(stdout: &str) -> Record {
        Record { stdout: stdout.into(), stderr: String::new(), status: 0 }
    }

    #[test]
    fn a_batch_may_take_a_little_longer() {
        let exact = || record("a\nmedian 1.50 s, 95 % 2.00 s\n");
        assert_eq!(differs(record("a\nmedian 1.61 s, 95 % 2.31 s\n"), exact()), None);
        assert!(differs(record("a\nmedian 1.40 s, 95 % 2.00 s\n"), exact()).is_some());
        assert!(differs(record("a\nmedian 2.61 s, 95 % 2.00 s\n"), exact()).is_some());
        assert!(differs(record("b\nmedian 1.50 s, 95 % 2.00 s\n"), exact()).is_some());
        assert!(differs(record("a\n"), exact()).is_some());
    }
}
