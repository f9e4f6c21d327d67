//! Running a program and catching all that it does.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// What a program printed and how it ended.
pub(crate) struct Outcome {
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error, with a last line when the time limit was reached.
    pub(crate) stderr: String,
    /// Exit status, as a shell gives it: 128 and the signal's number after a signal.
    pub(crate) status: i32,
}

/// Runs a command to its end, with a file as standard input if there is one, SIGINT after `interrupt_after`, and SIGKILL after `limit`.
///
/// # Errors
///
/// When it cannot be started.
pub(crate) fn execute(
    command: Command,
    stdin: Option<&Path>,
    interrupt_after: Option<Duration>,
    limit: Duration,
) -> Result<Outcome> {
    let stdin = match stdin {
        Some(file) => File::open(file).with_context(|| format!("cannot read {}", file.display()))?.into(),
        None => Stdio::null(),
    };
    let mut command = if interrupt_after.is_some() { with_default_sigint(&command) } else { command };
    let mut child = command
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
    let stdout = child.stdout.take().map(collect);
    let stderr = child.stderr.take().map(collect);
    let (status, timed_out) = wait(&mut child, interrupt_after, limit)?;
    let text = |thread: Option<thread::JoinHandle<String>>| {
        thread.and_then(|thread| thread.join().ok()).unwrap_or_default()
    };
    let (stdout, mut stderr) = (text(stdout), text(stderr));
    if timed_out {
        stderr += &format!("[ended by the runner after {} s]\n", limit.as_secs());
    }
    Ok(Outcome { stdout, stderr, status: shell_status(status) })
}

fn wait(
    child: &mut Child,
    mut interrupt_after: Option<Duration>,
    limit: Duration,
) -> Result<(ExitStatus, bool)> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((status, false));
        }
        if interrupt_after.is_some_and(|after| started.elapsed() >= after) {
            interrupt_after = None;
            interrupt(child)?;
        }
        if started.elapsed() >= limit {
            child.kill()?;
            return Ok((child.wait()?, true));
        }
        thread::sleep(POLL_INTERVAL);
    }
}

fn interrupt(child: &Child) -> Result<()> {
    let kill = format!("kill -INT {}", child.id());
    Command::new("sh").args(["-c", &kill]).status().context("cannot send SIGINT")?;
    Ok(())
}

/// The same command, deaf to SIGINT no more when whoever started this process (a shell's `&`) made it so.
fn with_default_sigint(command: &Command) -> Command {
    if !cfg!(target_os = "linux") {
        return copy_of(command, Command::new(command.get_program()));
    }
    let mut env = Command::new("env");
    env.arg("--default-signal=INT").arg(command.get_program());
    copy_of(command, env)
}

fn copy_of(command: &Command, mut copy: Command) -> Command {
    copy.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => copy.env(name, value),
            None => copy.env_remove(name),
        };
    }
    if let Some(directory) = command.get_current_dir() {
        copy.current_dir(directory);
    }
    copy
}

fn collect(mut stream: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What came before an error is still what the program printed.
        let _ = stream.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

#[cfg(unix)]
fn shell_status(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.code().or_else(|| status.signal().map(|signal| 128 + signal)).unwrap_or(-1)
}

#[cfg(not(unix))]
fn shell_status(status: ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}
