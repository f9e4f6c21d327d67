//! CPython's own tests of asyncio, one method at a time, in virtual time. Its sources are read where `python3` has them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::cases::{build_cli, execute, without_digits_after};
use crate::process::{announce, in_parallel, output};
use crate::workspace;

const MODULES: [&str; 14] = [
    "test_tasks",
    "test_futures",
    "test_futures2",
    "test_locks",
    "test_queues",
    "test_taskgroups",
    "test_timeouts",
    "test_waitfor",
    "test_runners",
    "test_threads",
    "test_pep492",
    "test_context",
    "test_events",
    "test_base_events",
];
/// Tests whose name has one of these are left out: they test CPython's classes in Python beside those in C, the same loop with
/// other selectors, or need sockets, pipes, subprocesses, signals or TLS.
const LEFT_OUT: [&str; 41] = [
    "PyTask",
    "PyFuture",
    "PyCurrent",
    "PyIntrospection",
    "TestPyGet",
    ".PollEventLoop",
    ".SelectEventLoop",
    "TestServer",
    "TestAbstractServer",
    "StreamReader",
    "Sendfile",
    "create_connection",
    "create_server",
    "create_datagram",
    "create_unix",
    "create_ssl",
    "accepted_socket",
    "_ssl",
    "subprocess",
    "reader_callback",
    "writer_callback",
    "signal",
    "server_close",
    "_pipe",
    "_pty",
    "_fds",
    "ipaddr_info",
    "port_parameter",
    "getnameinfo",
    "accept_connection",
    "set_nodelay",
    "new_process",
    "prompt_cancellation",
    "single_selecter",
    "add_fds",
    "remove_fds",
    "internal_fds",
    "read_pty",
    "write_pty",
    "sock_",
    "bidirectional",
];
const TIME_LIMIT: Duration = Duration::from_secs(20);
const WORKERS: usize = 2;
/// So many names are shown of a kind of failure.
const SHOWN: usize = 3;
/// So many characters of a failure's last line.
const LINE_LENGTH: usize = 160;

/// A test and how it goes with CPython.
struct Test {
    module: String,
    name: String,
    skipped: bool,
}

/// What is not as with CPython: the last line of what was said.
type Failure = Option<String>;

/// Runs the tests whose `module.Class.method` has `filter` in it; whether all go as with CPython.
///
/// # Errors
///
/// When `python3` does not have CPython's tests, or the command line tool cannot be built.
pub(crate) fn cpython(filter: &str) -> Result<bool> {
    let loopscope = build_cli()?;
    let sources = Sources::find()?;
    announce("asking CPython how its tests go");
    let tests = ask_cpython(filter)?;
    let scratch = workspace::target().join("cpython");
    fs::create_dir_all(&scratch)?;
    let failures = in_parallel(&tests, WORKERS, |test| sources.run(test, &loopscope, &scratch));
    let failures = failures.into_iter().collect::<Result<Vec<Failure>>>()?;
    Ok(report(&tests, &failures))
}

/// The texts of which programs are made.
struct Sources {
    directory: PathBuf,
    stand_ins: String,
    utilities: String,
}

impl Sources {
    fn find() -> Result<Sources> {
        let find = "import test.test_asyncio as package; print(package.__path__[0])";
        let directory = output(Command::new("python3").args(["-c", find]))
            .context("python3 of CPython 3.11 with its tests is needed")?;
        let directory = PathBuf::from(directory.trim());
        let stand_ins = fs::read_to_string(own("stand_ins.py"))?;
        let utilities = fs::read_to_string(directory.join("utils.py"))?;
        Ok(Sources { directory, stand_ins, utilities })
    }

    /// Runs one test with Loopscope.
    fn run(&self, test: &Test, loopscope: &Path, scratch: &Path) -> Result<Failure> {
        let source = fs::read_to_string(self.directory.join(format!("{}.py", test.module)))?;
        let program = [
            &*self.stand_ins,
            &format!("\nload_utilities({}, 'utils.py')\n", quoted(&self.utilities)),
            // The program is the main module, and is not to run all of its tests.
            &source.replace("if __name__ ==", "if not __name__ =="),
            &format!("\nrun_test('{}')\n", test.name),
        ]
        .concat();
        let path = scratch.join(format!("{}.{}.py", test.module, test.name));
        fs::write(&path, program)?;
        let mut command = Command::new(loopscope);
        command.args(["run", "--clock", "virtual"]).arg(&path);
        let outcome = execute(command, None, None, TIME_LIMIT)?;
        let said = outcome.stdout.lines().rev().find_map(|line| line.strip_prefix("outcome: "));
        if said == Some("passed") || said == Some("skipped") && test.skipped {
            fs::remove_file(&path)?;
            return Ok(None);
        }
        let last = outcome.stderr.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let last: String = last.chars().take(LINE_LENGTH).collect();
        Ok(Some(format!("{}: {}", said.unwrap_or("ended"), without_digits_after("0x", &last))))
    }
}

/// A text as a literal of Python.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n").replace('\r', "\\r");
    format!("'{text}'")
}

fn own(name: &str) -> PathBuf {
    workspace::root().join("tests/cpython").join(name)
}

/// The tests that pass or are skipped with CPython.
fn ask_cpython(filter: &str) -> Result<Vec<Test>> {
    let mut child = Command::new("python3")
        .arg(own("list.py"))
        .args(MODULES)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start python3")?;
    if let Some(mut stdin) = child.stdin.take() {
        for part in LEFT_OUT {
            writeln!(stdin, "-{part}")?;
        }
        if !filter.is_empty() {
            writeln!(stdin, "+{filter}")?;
        }
    }
    let answer = child.wait_with_output()?;
    if !answer.status.success() {
        bail!("CPython could not run its tests ({})", answer.status);
    }
    let answer = String::from_utf8_lossy(&answer.stdout);
    let tests = answer.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (module, name, outcome) = (words.next()?, words.next()?, words.next()?);
        let test = Test { module: module.to_owned(), name: name.to_owned(), skipped: outcome == "skipped" };
        (MODULES.contains(&module) && outcome != "failed").then_some(test)
    });
    Ok(tests.collect())
}

/// Prints the counts of each file and the kinds of failures, the most frequent first.
fn report(tests: &[Test], failures: &[Failure]) -> bool {
    let both = || tests.iter().zip(failures);
    for module in MODULES {
        let of_module = || both().filter(|(test, _)| test.module == module);
        let passed = of_module().filter(|(_, failure)| failure.is_none()).count();
        if of_module().count() > 0 {
            println!("{module}: {passed} of {}", of_module().count());
        }
    }
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    for (test, failure) in both() {
        let Some(failure) = failure else { continue };
        match kinds.iter_mut().find(|(kind, _)| kind == failure) {
            Some((_, names)) => names.push(&test.name),
            None => kinds.push((failure, vec![&test.name])),
        }
    }
    kinds.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
    for (kind, names) in &kinds {
        println!("{:4} {kind}", names.len());
        println!("       {}", names[..names.len().min(SHOWN)].join(" "));
    }
    let passed = failures.iter().filter(|failure| failure.is_none()).count();
    println!("{passed} of {}", tests.len());
    passed == tests.len()
}
