//! Running a random program with CPython and with Loopscope, both in virtual time.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::cases::{Outcome, Record, execute};
use crate::oracle;

/// Loopscope gets more time than `programs.py` gives CPython: it may have been built for development.
const TIME_LIMIT: Duration = Duration::from_secs(20);
/// The status of `virtual_clock.py` for a program that waits for ever.
const DEADLOCK: i32 = 97;
/// The status of a program that SIGALRM or SIGKILL ended: it took too long.
const TOO_LONG: [i32; 2] = [128 + 14, 128 + 9];

/// What CPython did with a program.
pub(super) enum Answer {
    /// This, to be compared.
    Record(Record),
    /// It waits for ever, which ends in Loopscope's virtual time with a message of its own.
    Deadlock,
    /// It takes too long.
    TooLong,
}

/// Both interpreters, with a directory in which the programs lie while they run.
pub(super) struct Runners<'a> {
    loopscope: &'a Path,
    program: PathBuf,
    python: Child,
    /// Paths go there, statuses come from here.
    asked: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl<'a> Runners<'a> {
    /// The `loopscope` command and a CPython that waits for programs.
    ///
    /// # Errors
    ///
    /// When the directory cannot be made or CPython not be started.
    pub(super) fn new(loopscope: &'a Path, directory: &Path) -> Result<Runners<'a>> {
        fs::create_dir_all(directory)?;
        let mut python = oracle::plain(Path::new("python3"))
            .arg(oracle::sources().join("programs.py"))
            .env("PYTHONHASHSEED", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start python3")?;
        let asked = python.stdin.take().context("python3 has no standard input")?;
        let answers = BufReader::new(python.stdout.take().context("python3 has no standard output")?);
        Ok(Runners { loopscope, program: directory.join("program.py"), python, asked, answers })
    }

    /// What CPython does, in a fork of a process that has imported what it needs.
    ///
    /// # Errors
    ///
    /// When the process ended.
    pub(super) fn cpython(&mut self, source: &str) -> Result<Answer> {
        fs::write(&self.program, source)?;
        writeln!(self.asked, "{}", self.program.display())?;
        let mut status = String::new();
        self.answers.read_line(&mut status)?;
        let status = status.trim().parse().context("python3 gave no status")?;
        let [stdout, stderr] =
            ["stdout", "stderr"].map(|extension| read_lossily(&self.program.with_extension(extension)));
        Ok(self.answer(&Outcome { stdout: stdout?, stderr: stderr?, status }))
    }

    /// What CPython does in a process of its own, with this seed for the hashes of strings; with every other one also with other
    /// addresses, of which the order of a set of tasks depends.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub(super) fn cpython_alone(&self, source: &str, hash_seed: u32) -> Result<Answer> {
        fs::write(&self.program, source)?;
        let mut command = oracle::plain(Path::new("python3"));
        command
            .arg(&self.program)
            .env("PYTHONHASHSEED", hash_seed.to_string())
            .env("PYTHONPATH", oracle::sources())
            .env("LOOPSCOPE_VIRTUAL_CLOCK", "1");
        if hash_seed.is_multiple_of(2) {
            command.env("PYTHONMALLOC", "malloc");
        }
        self.run(command).map(|outcome| self.answer(&outcome))
    }

    /// What Loopscope does.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub(super) fn loopscope(&self, source: &str) -> Result<Record> {
        fs::write(&self.program, source)?;
        let mut command = Command::new(self.loopscope);
        command.args(["run", "--clock", "virtual"]).arg(&self.program);
        Ok(self.run(command)?.normalised(&self.program))
    }

    fn run(&self, mut command: Command) -> Result<Outcome> {
        command.current_dir(self.program.parent().unwrap_or(&self.program));
        execute(command, None, None, TIME_LIMIT)
    }

    fn answer(&self, outcome: &Outcome) -> Answer {
        match outcome.status {
            DEADLOCK => Answer::Deadlock,
            status if TOO_LONG.contains(&status) => Answer::TooLong,
            _ => Answer::Record(outcome.normalised(&self.program)),
        }
    }
}

impl Drop for Runners<'_> {
    fn drop(&mut self) {
        // It may have ended by itself already, which is as good.
        let _ = self.python.kill();
        let _ = self.python.wait();
    }
}

fn read_lossily(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
