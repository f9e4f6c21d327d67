//! The programs, and what is put around them to measure them.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::figure::Unit;
use crate::workspace;

/// What a program prints when the clock is to begin.
pub(super) const BEGIN: &str = "begin";
/// What it prints when the clock is to end.
pub(super) const END: &str = "end";
/// How each program ends: with what is measured.
const RUN: &str = "\nrun()\n";
/// Comes there instead: whoever runs it looks at clocks of their own.
const MEASURED: &str = "
print('begin', flush=True)
run()
print('end', flush=True)
";
/// Comes behind that in a terminal, so that somebody can look how much the program has used before it ends.
const STAYING: &str = "import time
time.sleep(600)
";

/// A program of `bench/`.
pub(super) struct Program {
    pub(super) name: &'static str,
    /// What it measures.
    pub(super) title: &'static str,
    pub(super) unit: Unit,
}

/// The programs, in the order of the tables.
const PROGRAMS: [Program; 19] = {
    const fn program(name: &'static str, title: &'static str, unit: Unit) -> Program {
        Program { name, title, unit }
    }
    use Unit::{Each, PerSecond, Whole};
    [
        program("switches", "100 tasks × 1,000 `sleep(0)`", PerSecond(100_000, "switches")),
        program("tasks", "`create_task` + `gather` of 50,000", PerSecond(50_000, "tasks")),
        program("call_soon", "200,000 chained `call_soon`", PerSecond(200_000, "calls")),
        program("timers", "100,000 timers", Whole),
        program("fib", "`fib(24)`", Whole),
        program("additions", "2 million loop additions", Whole),
        program("thread_start", "`Thread.start` and `join`", Each(1_000)),
        program("worker_start", "start of a thread with a worker to its first result", Whole),
        program("worker_round_trip", "a coroutine for its idle loop and back", Each(200)),
        program("two_threads", "two threads that compute", Whole),
        program("round_trip", "`call_soon_threadsafe` round trip", Each(500)),
        program("locks", "2 threads × 100,000 `with lock: d[k] += 1`", Whole),
        program("json_round_trip", "a JSON text of 1 MB, read, written, read", Whole),
        program("sorting", "200,000 numbers sorted by a key", Whole),
        program("words", "a dict of 200,000 words", Whole),
        program("joining", "100,000 lines formatted, joined, split", Whole),
        program("simulation", "a world of objects", Whole),
        program("regex", "regular expressions over 1 MB", Whole),
        program("queens", "nine queens", Whole),
    ]
};

/// Programs ready to be measured, in a directory of their own.
pub(super) struct Programs {
    pub(super) all: Vec<Program>,
    directory: PathBuf,
}

impl Programs {
    /// The program as it runs in a terminal: it stays when it has come to its end.
    pub(super) fn staying(&self, name: &str) -> PathBuf {
        self.directory.join(format!("{name}.staying.py"))
    }

    /// The program as it runs elsewhere.
    pub(super) fn ending(&self, name: &str) -> PathBuf {
        self.directory.join(format!("{name}.py"))
    }

    /// Where what is measured may be left.
    pub(super) fn directory(&self) -> &PathBuf {
        &self.directory
    }
}

/// The directory of the programs as they stand.
pub(super) fn sources() -> PathBuf {
    workspace::root().join("bench")
}

/// A program with what is around it.
fn measured(name: &str) -> Result<String> {
    let directories = [sources(), sources().join("held-out")];
    let files = directories.map(|directory| directory.join(format!("{name}.py")));
    let file = files.iter().find(|file| file.is_file()).with_context(|| format!("there is no {name}.py"))?;
    let source = fs::read_to_string(file)?;
    let before = source.strip_suffix(RUN).with_context(|| format!("{name}.py does not end with run()"))?;
    Ok(format!("{before}{MEASURED}"))
}

/// Writes the programs with what is around them; those whose name contains `filter`.
///
/// # Errors
///
/// When one can't be read or written, or there is none.
pub(super) fn write(filter: &str) -> Result<Programs> {
    let directory = workspace::target().join("bench");
    fs::create_dir_all(&directory)?;
    let all: Vec<Program> = PROGRAMS.into_iter().filter(|program| program.name.contains(filter)).collect();
    if all.is_empty() {
        bail!("no program of bench/ has {filter:?} in its name");
    }
    let programs = Programs { all, directory };
    for Program { name, .. } in &programs.all {
        let measured = measured(name)?;
        fs::write(programs.staying(name), measured.clone() + STAYING)?;
        fs::write(programs.ending(name), measured)?;
    }
    Ok(programs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_around_a_program_says_when_clocks_begin_and_end() {
        for mark in [BEGIN, END] {
            assert!(MEASURED.contains(&format!("print('{mark}', flush=True)\n")));
        }
    }

    #[test]
    fn every_program_ends_with_what_is_measured() {
        for Program { name, .. } in PROGRAMS {
            let measured = measured(name).unwrap();
            assert!(measured.contains("\ndef run():\n") && measured.ends_with(MEASURED), "{name}");
        }
    }
}
