//! The command line.

mod check;
mod svg;

pub(crate) use check::Check;
pub(crate) use svg::Svg;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// `loopscope run`
    Run(Run),
    /// `loopscope explain`
    Explain(Run, What),
    /// `loopscope check`
    Check(Check),
    /// `loopscope svg`
    Svg(Svg),
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
    /// Files beside it that it may read.
    pub(crate) beside: Vec<PathBuf>,
    /// Where its time comes from.
    pub(crate) clock: Clock,
    /// Where to write what happened.
    pub(crate) trace: Option<PathBuf>,
    /// Where to save the recording.
    pub(crate) save: Option<PathBuf>,
}

/// What is explained of a run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// All of it as a list; whether with what asyncio does of its own accord.
    Run { all: bool },
    /// The event with this number.
    Event(u32),
    /// What happened at this line of the program.
    Line(LineOf),
}

/// A line of one of a program's files.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LineOf {
    /// The file, if it is not the one that runs.
    pub(crate) file: Option<String>,
    /// From 1.
    pub(crate) line: u32,
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
       loopscope explain [OPTIONS] FILE
       loopscope svg [OPTIONS] FILE
       loopscope check [OPTIONS] PAGE...

FILE is a Python program; - reads it from standard input. Modules beside it that it imports come with it. `run` runs it; `explain` prints what happened in
which order, and what made it happen; `svg` runs it in virtual time and writes its timeline as a picture, for a
README or a PDF. These two also read recordings, as `run --save` and the page save them: the program does again
what it did, and sends nothing. `check` runs the examples of pages (.md, .rst, .html; directories are searched
for them) in virtual time, and says where they print something else than the page claims.

Options:
  --clock real|virtual  where time comes from (run: real, explain: virtual, unless said otherwise); in virtual
                        time nobody waits: time jumps to the next deadline, and a program without network has
                        one order, always the same
  --file PATH           run, explain: a file beside the program that it may read with open(); as often as needed
  --trace OUT.json      run: write the recording, a JSON array of events as objects with
                        id, at_micros, cause, line, task and kind, in the order in which they happened
  --save OUT.loopscope  run: save the recording, for `explain` and for the page
  --event N             explain: why the event with this number happened, back to a line of the program
  --line N, --line FILE:N
                        explain: the same for all that happened at a line, also of a module beside the program
  --all                 explain: also what asyncio does of its own accord
  -o, --output OUT.svg  svg: where to write it (else to standard output)
  --axis time|order     svg: as long as things took, or a step for everything that ran
  --theme auto|light|dark
                        svg: auto is light or dark as whoever reads wants it
  --width PIXELS        svg: how wide it is (else 800)
  --filter TEXT         svg: only lanes with this in their names, and those above these
  --title TEXT          svg: what it is a picture of, for who can't see it
  --page ADDRESS        svg: link to the program in the page of Loopscope that is there
  --update              check: write into the pages what is printed
  --python              check: python3 has to print the same
  --limit MILLIONS      check: an example that goes on after so many million calls and turns of loops does not
                        end (else 100)
  -h, --help            show this
  -V, --version         show the version

Exit status: the program's own, as python3 would give it; 130 after Ctrl+C that the program does not catch,
or after a second Ctrl+C; of `check` 1 if an example is wrong; 2 for a usage error or a file that cannot be read.
";

/// Understands the arguments after the command's own name.
///
/// # Errors
///
/// A message for the user.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut explains = None;
    let mut file: Option<OsString> = None;
    let mut beside = Vec::new();
    let (mut clock, mut trace, mut save, mut what) = (None, None, None, None);
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("clock") if explains.is_some() => {
                let value = parser.value().map_err(|error| error.to_string())?;
                clock = Some(match value.to_str() {
                    Some("real") => Clock::Real,
                    Some("virtual") => Clock::Virtual,
                    _ => {
                        return Err(format!(
                            "--clock takes real or virtual, not {}",
                            value.to_string_lossy()
                        ));
                    }
                });
            }
            Long("file") if explains.is_some() => {
                beside.push(PathBuf::from(parser.value().map_err(|error| error.to_string())?));
            }
            Long("trace") if explains == Some(false) => {
                trace = Some(PathBuf::from(parser.value().map_err(|error| error.to_string())?));
            }
            Long("save") if explains == Some(false) => {
                save = Some(PathBuf::from(parser.value().map_err(|error| error.to_string())?));
            }
            Long(option @ ("event" | "line" | "all")) if explains == Some(true) => {
                if what.is_some() {
                    return Err("explain takes one of --event, --line and --all".into());
                }
                let option = option.to_owned();
                let mut value = || parser.value().map_err(|error| error.to_string());
                what = Some(match option.as_str() {
                    "event" => What::Event(value()?.parse().map_err(|error| error.to_string())?),
                    "line" => What::Line(line_of(&value()?)?),
                    _ => What::Run { all: true },
                });
            }
            Value(word) if explains.is_none() => match word.to_str() {
                Some("run") => explains = Some(false),
                Some("explain") => explains = Some(true),
                Some("check") => {
                    return Ok(check::parse(&mut parser)?.map_or(Command::Help, Command::Check));
                }
                Some("svg") => return Ok(svg::parse(&mut parser)?.map_or(Command::Help, Command::Svg)),
                _ => return Err(format!("there is no command {}", word.to_string_lossy())),
            },
            Value(path) if file.is_none() => file = Some(path),
            other => return Err(other.unexpected().to_string()),
        }
    }
    let explains = explains.ok_or("a command is missing")?;
    let command = if explains { "explain" } else { "run" };
    let file = file.ok_or_else(|| format!("{command} needs a file, or - for standard input"))?;
    let file = (file != "-").then(|| PathBuf::from(file));
    let clock = clock.unwrap_or(if explains { Clock::Virtual } else { Clock::Real });
    let run = Run { file, beside, clock, trace, save };
    Ok(match explains {
        true => Command::Explain(run, what.unwrap_or(What::Run { all: false })),
        false => Command::Run(run),
    })
}

/// `12` or `shop.py:12`
fn line_of(value: &OsStr) -> Result<LineOf, String> {
    use lexopt::ValueExt as _;
    let text = value.to_string_lossy();
    let (file, line) = match text.rsplit_once(':') {
        Some((file, line)) => (Some(file.to_owned()), line),
        None => (None, &*text),
    };
    match OsString::from(line).parse::<u32>() {
        Ok(0) => Err("lines are counted from 1".into()),
        Ok(line) => Ok(LineOf { file, line }),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn understands_run() {
        let (trace, save) = (Some("out.json".into()), Some("out.loopscope".into()));
        let beside = vec!["data.json".into()];
        let run = Run { file: Some("a.py".into()), beside, clock: Clock::Virtual, trace, save };
        let line = "run --clock virtual --file data.json a.py --trace out.json --save out.loopscope";
        assert_eq!(parsed(line), Ok(Command::Run(run)));
        let stdin = Run { file: None, beside: vec![], clock: Clock::Real, trace: None, save: None };
        assert_eq!(parsed("run -"), Ok(Command::Run(stdin)));
    }

    #[test]
    fn understands_explain() {
        let run = || Run {
            file: Some("a.py".into()),
            beside: vec![],
            clock: Clock::Virtual,
            trace: None,
            save: None,
        };
        for (line, what) in [
            ("explain a.py", What::Run { all: false }),
            ("explain --all a.py", What::Run { all: true }),
            ("explain a.py --event 7", What::Event(7)),
            ("explain --line 12 a.py", What::Line(LineOf { file: None, line: 12 })),
            ("explain --line b/c.py:3 a.py", What::Line(LineOf { file: Some("b/c.py".into()), line: 3 })),
        ] {
            assert_eq!(parsed(line), Ok(Command::Explain(run(), what)), "{line}");
        }
    }

    #[test]
    fn understands_svg() {
        let svg = Svg {
            file: Some("a.py".into()),
            out: Some("a.svg".into()),
            axis: loopscope_picture::Axis::Order,
            theme: loopscope_picture::svg::Theme::Dark,
            width: 500,
            filter: "fetch".into(),
            title: Some("Tea".into()),
            page: Some("https://a.b/".into()),
        };
        let line = "svg a.py -o a.svg --axis order --theme dark --width 500 --filter fetch --title Tea --page https://a.b/";
        assert_eq!(parsed(line), Ok(Command::Svg(svg)));
        assert_eq!(parsed("svg --help"), Ok(Command::Help));
    }

    #[test]
    fn understands_check() {
        let paths = vec!["a.md".into(), "docs".into()];
        let check = Check { paths, update: true, python: false, limit_millions: 100 };
        assert_eq!(parsed("check a.md --update docs"), Ok(Command::Check(check)));
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
            "run --line 3 a.py",
            "explain",
            "explain a.py --line",
            "explain a.py --event x",
            "explain a.py --line 0",
            "explain a.py --line 1 --all",
            "explain --trace out.json a.py",
            "explain --save out.loopscope a.py",
            "svg",
            "svg a.py b.py",
            "check",
            "check --clock real a.md",
            "svg --axis x a.py",
            "svg --theme blue a.py",
            "svg --width 3 a.py",
            "svg --page javascript:x a.py",
            "svg --clock real a.py",
        ] {
            assert!(parsed(line).is_err(), "{line}");
        }
    }
}
