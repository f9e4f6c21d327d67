//! One recorded program: its header and its records.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::normalise::{normalise_stderr, normalise_stdout};
use super::{file_name, program::Outcome};
use crate::stamp::files;
use crate::workspace;

/// The header's mark, on one of the first lines of a program.
const HEADER: &str = "# case:";
const HEADER_LINES: usize = 5;

/// A program of `tests/cases`, with what its header says.
pub(crate) struct Case {
    /// `topic/name`.
    pub(crate) name: String,
    /// The Python file.
    pub(crate) program: PathBuf,
    /// It would take too long in real time.
    pub(crate) virtual_only: bool,
    /// It uses older spellings, which CPython 3.11 only has with a shim.
    pub(crate) legacy: bool,
    /// It imports aiohttp and may ask `demo.test`.
    pub(crate) aiohttp: bool,
    /// What it may read of the files beside it.
    pub(crate) files: Vec<PathBuf>,
    /// When the runner sends SIGINT, after the start.
    pub(crate) interrupt_after: Option<Duration>,
}

/// What a program printed and how it ended, normalised.
#[derive(Debug, PartialEq)]
pub(crate) struct Record {
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
    /// Exit status, as a shell gives it.
    pub(crate) status: i32,
}

/// The programs whose `topic/name` contains `filter`, in the order of their names: of `tests/cases`, then of `tests/lacking`.
///
/// # Errors
///
/// When a file cannot be read, a header is not understood, or nothing matches.
pub(crate) fn discover(filter: &str) -> Result<(Vec<Case>, Vec<Case>)> {
    let (cases, lacking) = (below("tests/cases", filter)?, below("tests/lacking", filter)?);
    if cases.is_empty() && lacking.is_empty() {
        bail!("no program in tests/cases has {filter:?} in its name");
    }
    Ok((cases, lacking))
}

/// The programs in a folder whose names in it contain `filter`, in the order of their names.
///
/// # Errors
///
/// When a file cannot be read or a header is not understood.
fn below(folder: &str, filter: &str) -> Result<Vec<Case>> {
    let top = workspace::root().join(folder);
    let mut cases = Vec::new();
    for program in files(&top, &["__pycache__"])? {
        let name = program.strip_prefix(&top)?.with_extension("");
        // What lies deeper are modules that programs import.
        let is_program = name.components().count() == 2;
        if is_program && program.extension().is_some_and(|extension| extension == "py") {
            let name = name.to_string_lossy().replace('\\', "/");
            if name.contains(filter) {
                cases.push(Case::read(name, program)?);
            }
        }
    }
    Ok(cases)
}

impl Case {
    fn read(name: String, program: PathBuf) -> Result<Case> {
        let source =
            fs::read_to_string(&program).with_context(|| format!("cannot read {}", program.display()))?;
        let mut case = Case {
            name,
            program,
            virtual_only: false,
            legacy: false,
            aiohttp: false,
            files: Vec::new(),
            interrupt_after: None,
        };
        let header = source.lines().take(HEADER_LINES).find_map(|line| line.strip_prefix(HEADER));
        for word in header.unwrap_or_default().split_whitespace() {
            case.apply(word).with_context(|| format!("the header of {}", case.name))?;
        }
        Ok(case)
    }

    /// A program that imports aiohttp and says nothing more of itself.
    pub(crate) fn with_aiohttp(program: PathBuf) -> Case {
        let name = file_name(&program).to_owned();
        Case {
            name,
            program,
            virtual_only: false,
            legacy: false,
            aiohttp: true,
            files: Vec::new(),
            interrupt_after: None,
        }
    }

    fn apply(&mut self, word: &str) -> Result<()> {
        match word.split_once('=') {
            None if word == "virtual-only" => self.virtual_only = true,
            None if word == "legacy" => self.legacy = true,
            None if word == "aiohttp" => self.aiohttp = true,
            // For the browser tests, which read the headers themselves.
            None if word == "no-browser" => {}
            Some(("file", path)) => self.files.push(self.directory().join(path)),
            Some(("interrupt-after", seconds)) => {
                let seconds =
                    seconds.parse().with_context(|| format!("{word:?} has no number of seconds"))?;
                self.interrupt_after = Some(Duration::try_from_secs_f64(seconds)?);
            }
            _ => bail!("{word:?} is no word of a case's header"),
        }
        Ok(())
    }

    /// Where the program lies, which is also where it runs.
    pub(crate) fn directory(&self) -> &Path {
        directory(&self.program)
    }

    /// What runs it by `loopscope`.
    pub(crate) fn command(&self, loopscope: &Path, clock: &str) -> Command {
        let mut command = Command::new(loopscope);
        command.args(["run", "--clock", clock]).arg(&self.program).current_dir(self.directory());
        for file in &self.files {
            command.arg("--file").arg(file);
        }
        command
    }

    /// What CPython did.
    ///
    /// # Errors
    ///
    /// When the program was never recorded.
    pub(crate) fn record(&self) -> Result<Record> {
        let [stdout, stderr, status] =
            ["stdout", "stderr", "status"].map(|extension| fs::read_to_string(self.beside(extension)).ok());
        if stdout.is_none() && stderr.is_none() && status.is_none() {
            bail!("{} has no record: run `cargo xtask oracle --write {}`", self.name, self.name);
        }
        let status = match status {
            Some(text) => {
                text.trim().parse().with_context(|| format!("{}.status holds no number", self.name))?
            }
            None => 0,
        };
        Ok(Record { stdout: stdout.unwrap_or_default(), stderr: stderr.unwrap_or_default(), status })
    }

    /// Makes `record` what the program is compared with from now on.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub(crate) fn write(&self, record: &Record) -> Result<()> {
        write_or_remove(&self.beside("stdout"), !record.stdout.is_empty(), &record.stdout)?;
        write_or_remove(&self.beside("stderr"), !record.stderr.is_empty(), &record.stderr)?;
        write_or_remove(&self.beside("status"), record.status != 0, &format!("{}\n", record.status))
    }

    /// What the program reads on standard input: a file beside it, if it has one.
    pub(crate) fn stdin(&self) -> Option<PathBuf> {
        Some(self.beside("stdin")).filter(|file| file.is_file())
    }

    fn beside(&self, extension: &str) -> PathBuf {
        self.program.with_extension(extension)
    }
}

impl Outcome {
    /// The outcome of a program without what differs from machine to machine.
    pub(crate) fn normalised(&self, program: &Path) -> Record {
        let (directory, name) = (directory(program), file_name(program));
        Record {
            stdout: normalise_stdout(&self.stdout, directory, name),
            stderr: normalise_stderr(&self.stderr, directory, name),
            status: self.status,
        }
    }
}

fn directory(program: &Path) -> &Path {
    program.parent().unwrap_or(program)
}

fn write_or_remove(file: &Path, wanted: bool, text: &str) -> Result<()> {
    if wanted {
        fs::write(file, text)?;
    } else if file.exists() {
        fs::remove_file(file)?;
    }
    Ok(())
}
