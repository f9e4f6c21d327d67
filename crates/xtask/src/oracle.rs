//! Recording the programs of `tests/cases` with CPython 3.11, which decides what they print.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::cases::{self, Case, Record, difference, discover, execute};
use crate::process::{in_parallel, output};
use crate::{python, workspace};

/// The series whose output the records are.
const PYTHON_SERIES: &str = "3.11.";
/// The programs mostly sleep, but starting CPython doesn't.
const WORKERS: usize = 6;

/// Runs the programs with CPython; whether all records agree, or could be written.
///
/// # Errors
///
/// When `python3` is not CPython 3.11 or something cannot be set up.
pub(crate) fn oracle(filter: &str, write: bool) -> Result<bool> {
    let (mut cases, lacking) = discover(filter)?;
    cases.extend(lacking);
    let oracle = Oracle::new(&cases)?;
    let answers = in_parallel(&cases, WORKERS, |case| -> Result<Option<String>> {
        let answer = oracle.ask(case)?;
        if write {
            case.write(&answer).with_context(|| format!("cannot record {}", case.name))?;
            return Ok(None);
        }
        Ok(difference(&case.record()?, &answer, "python3"))
    });
    let failed = cases::report(&cases, answers)?;
    if write {
        println!("{} programs recorded", cases.len());
    } else {
        println!("oracle: {} passed, {failed} failed", cases.len() as u32 - failed);
    }
    Ok(failed == 0)
}

/// CPython with what some programs need besides.
pub(crate) struct Oracle {
    /// The Python of an environment that has aiohttp.
    with_aiohttp: Option<PathBuf>,
    demo_server: Option<DemoServer>,
}

impl Oracle {
    fn new(cases: &[Case]) -> Result<Oracle> {
        check_series()?;
        if cases.iter().any(|case| case.aiohttp) {
            Oracle::with_aiohttp()
        } else {
            Ok(Oracle { with_aiohttp: None, demo_server: None })
        }
    }

    /// CPython for programs with aiohttp.
    ///
    /// # Errors
    ///
    /// When aiohttp can't be installed, or the server that stands in for demo.test does not start.
    pub(crate) fn with_aiohttp() -> Result<Oracle> {
        check_series()?;
        Ok(Oracle { with_aiohttp: Some(aiohttp_python()?), demo_server: Some(DemoServer::start()?) })
    }

    /// What a program does.
    ///
    /// # Errors
    ///
    /// When it can't be started.
    pub(crate) fn ask(&self, case: &Case) -> Result<Record> {
        let python = match (&self.with_aiohttp, case.aiohttp) {
            (Some(python), true) => python.as_path(),
            _ => Path::new("python3"),
        };
        let mut command = plain(python);
        command.arg(&case.program).current_dir(case.directory());
        if case.legacy || case.aiohttp {
            // Python imports the sitecustomize.py of this directory before the program.
            command.env("PYTHONPATH", sources());
        }
        if case.legacy {
            command.env("LOOPSCOPE_LEGACY", "1");
        }
        // What a server remembers must not be another program's doing.
        let own = if case.aiohttp && remembers(&case.program)? { Some(DemoServer::start()?) } else { None };
        if let (Some(server), true) = (own.as_ref().or(self.demo_server.as_ref()), case.aiohttp) {
            command.env("LOOPSCOPE_DEMO_PORT", &server.port);
        }
        Ok(execute(command, case.stdin().as_deref(), case.interrupt_after, cases::TIME_LIMIT)?
            .normalised(&case.program))
    }
}

/// Whether a program asks for something of demo.test that depends on who asked before.
fn remembers(program: &Path) -> Result<bool> {
    let source = fs::read_to_string(program)?;
    Ok(source.contains("/flaky") || source.contains("/limited"))
}

/// The server that stands in for demo.test, ended with this value.
struct DemoServer {
    process: Child,
    port: String,
}

impl DemoServer {
    fn start() -> Result<DemoServer> {
        let mut process = Command::new("python3")
            .arg(sources().join("demo_server.py"))
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the demo server")?;
        let mut port = String::new();
        if let Some(stdout) = &mut process.stdout {
            BufReader::new(stdout).read_line(&mut port)?;
        }
        let port = port.trim().to_owned();
        if port.is_empty() {
            bail!("the demo server did not say on which port it listens");
        }
        Ok(DemoServer { process, port })
    }
}

impl Drop for DemoServer {
    fn drop(&mut self) {
        // It may have ended by itself already, which is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Checks that `python3` is of the series that decides.
///
/// # Errors
///
/// When it is missing or of another one.
pub(crate) fn check_series() -> Result<()> {
    let version =
        output(Command::new("python3").args(["-c", "import platform; print(platform.python_version())"]));
    match version.as_deref().map(str::trim) {
        Some(version) if version.starts_with(PYTHON_SERIES) => Ok(()),
        Some(version) => bail!(
            "the records are CPython {PYTHON_SERIES}x's, and python3 is {version}: put a python3 of 3.11 on the PATH"
        ),
        None => bail!("python3 of CPython 3.11 is needed: it decides what the programs print"),
    }
}

/// CPython as it is everywhere, without what the user's environment says to it.
pub(crate) fn plain(python: &Path) -> Command {
    let mut command = Command::new(python);
    command
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONUTF8", "1")
        .env_remove("PYTHONPATH")
        .env_remove("PYTHONWARNINGS")
        .env_remove("PYTHONASYNCIODEBUG");
    command
}

/// Where the Python lies that CPython needs besides a program.
pub(crate) fn sources() -> PathBuf {
    workspace::root().join("tests/oracle")
}

/// The Python of a virtual environment with aiohttp.
fn aiohttp_python() -> Result<PathBuf> {
    python::environment("oracle", &sources().join("requirements.txt"), "aiohttp")
}
