//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// `loopscope run`
    Run(Run),
    /// `--help`
    Help,
    /// `--version`
    Version,
}

/// A program and how to run it.
#[derive(Debug, PartialEq)]
pub(crate) struct Run {
    /// The program; `None` for standard input.
    pub(crate) file: Option<PathBuf>,
    /// Where its time comes from.
    pub(crate) clock: Clock,
    /// Where to write the recording.
    pub(crate) trace: Option<PathBuf>,
}

/// Where a program's time comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Clock {
    /// The machine's clock; each Python thread is a thread of the system.
    Real,
    /// Time jumps to the next deadline; Python threads take turns.
    Virtual,
}

/// The text of `--help`.
pub(crate) const HELP: &str = "\
Runs Python programs with asyncio as CPython 3.11 would, and records in what order things run and why.

Usage: loopscope run [OPTIONS] FILE

FILE is a Python program; - reads it from standard input.

Options:
  --clock real|virtual  where time comes from (default: real); in virtual time nobody waits: time jumps to
                        the next deadline, and a program without network has one order, always the same
  --trace OUT.json      write the recording: a JSON array of events as objects with
                        id, at_micros, cause, line, task and kind, in the order in which they happened
  -h, --help            show this
  -V, --version         show the version

Exit status: the program's own, as python3 would give it; 130 after Ctrl+C that the program does not catch,
or after a second Ctrl+C; 2 for a usage error or a file that cannot be read.
";

/// Understands the arguments after the command's own name.
///
/// # Errors
///
/// A message for the user.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut subcommand = None;
    let mut file: Option<OsString> = None;
    let mut clock = Clock::Real;
    let mut trace = None;
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("clock") if subcommand.is_some() => {
                let value = parser.value().map_err(|error| error.to_string())?;
                clock = match value.to_str() {
                    Some("real") => Clock::Real,
                    Some("virtual") => Clock::Virtual,
                    _ => {
                        return Err(format!(
                            "--clock takes real or virtual, not {}",
                            value.to_string_lossy()
                        ));
                    }
                };
            }
            Long("trace") if subcommand.is_some() => {
                trace = Some(PathBuf::from(parser.value().map_err(|error| error.to_string())?));
            }
            Value(word) if subcommand.is_none() => {
                if word != "run" {
                    return Err(format!("there is no command {}", word.to_string_lossy()));
                }
                subcommand = Some(word);
            }
            Value(path) if file.is_none() => file = Some(path),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if subcommand.is_none() {
        return Err("a command is missing".into());
    }
    let file = file.ok_or("run needs a file, or - for standard input")?;
    let file = (file != "-").then(|| PathBuf::from(file));
    Ok(Command::Run(Run { file, clock, trace }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn understands_run() {
        let run = Run { file: Some("a.py".into()), clock: Clock::Virtual, trace: Some("out.json".into()) };
        assert_eq!(parsed("run --clock virtual a.py --trace out.json"), Ok(Command::Run(run)));
        let stdin = Run { file: None, clock: Clock::Real, trace: None };
        assert_eq!(parsed("run -"), Ok(Command::Run(stdin)));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in [
            "",
            "walk a.py",
            "run",
            "run a.py b.py",
            "run --clock slow a.py",
            "run --fast a.py",
            "run --trace",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }
}
