//! The programs in a terminal: in the `loopscope` command and in CPython.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::figure::Measured;
use super::programs::{BEGIN, END, Program, Programs};
use super::share::{Moments, see_line};
use super::{Measurements, Place};
use crate::process::{announce, cargo, output, run};
use crate::workspace;

/// The `loopscope` command and CPython.
pub(super) struct Terminal {
    loopscope: PathBuf,
    /// Python itself: what the shell finds may be a script that looks for it, and takes time to.
    python: PathBuf,
}

impl Terminal {
    /// # Errors
    ///
    /// When the command does not compile.
    pub(super) fn new() -> Result<Terminal> {
        announce("compiling the loopscope command for speed (some minutes the first time)");
        run(&mut cargo("build --release --package loopscope-cli"))?;
        let ask =
            |what: &str| output(Command::new("python3").args(["-c", &format!("import sys; print({what})")]));
        let (python, version) =
            ask("sys.executable").zip(ask("sys.version")).context("python3 is needed, to compare with")?;
        announce(&format!("comparing with CPython {}", version.trim()));
        let loopscope = workspace::target().join("release/loopscope");
        Ok(Terminal { loopscope, python: PathBuf::from(python.trim()) })
    }

    /// Runs each program in the three ways, one after the other.
    ///
    /// # Errors
    ///
    /// When one does not come to its end.
    pub(super) fn measure(&self, programs: &Programs, measurements: &mut Measurements) -> Result<()> {
        for &Program { name, .. } in &programs.all {
            let program = programs.staying(name);
            let mut loopscope = Command::new(&self.loopscope);
            loopscope.arg("run").arg(&program);
            let mut recording = Command::new(&self.loopscope);
            recording.args(["run", "--save"]).arg(self.saved(programs)).arg(&program);
            let mut python = Command::new(&self.python);
            python.arg(&program);
            for (place, command) in
                [(Place::Terminal, loopscope), (Place::Python, python), (Place::TerminalRecording, recording)]
            {
                let measured = measure(command).with_context(|| format!("{name}.py"))?;
                measurements.add(name, place, measured);
            }
        }
        Ok(())
    }

    /// Runs each program once more, to see how much of it is recorded.
    ///
    /// # Errors
    ///
    /// When one fails.
    pub(super) fn look_for_shares(&self, programs: &Programs, measurements: &mut Measurements) -> Result<()> {
        announce("looking how much of each program is recorded");
        let trace = programs.directory().join("trace.json");
        for &Program { name, .. } in &programs.all {
            let mut command = Command::new(&self.loopscope);
            command.args(["run", "--trace"]).arg(&trace).arg(programs.ending(name));
            output(&mut command).with_context(|| format!("{name}.py failed"))?;
            let mut moments = Moments::default();
            for line in BufReader::new(File::open(&trace)?).lines() {
                see_line(&mut moments, &line?);
            }
            if let Some(share) = moments.share() {
                measurements.shares.insert((name, Place::TerminalRecording), share);
            }
        }
        fs::remove_file(trace)?;
        Ok(())
    }

    fn saved(&self, programs: &Programs) -> PathBuf {
        programs.directory().join("saved.loopscope")
    }
}

/// Runs a program until it says that it has come to its end, and then ends it: how long that took from where it said that it
/// begins.
fn measure(mut command: Command) -> Result<Measured> {
    let before = processor_seconds_of_children();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let stderr = child.stderr.take().map(|mut stderr| {
        thread::spawn(move || {
            let mut text = String::new();
            // What came before an error still says something.
            let _ = stderr.read_to_string(&mut text);
            text
        })
    });
    let (mut begun, mut wall) = (None, None);
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            match line?.as_str() {
                BEGIN => begun = Some((Instant::now(), processor_seconds_until_now(child.id()))),
                END => {
                    wall = begun.map(|(at, _)| at.elapsed().as_secs_f64());
                    break;
                }
                _ => {}
            }
        }
    }
    // It may have ended by itself.
    let _ = child.kill();
    child.wait()?;
    let stderr = stderr.and_then(|thread| thread.join().ok()).unwrap_or_default();
    let (Some((_, start)), Some(wall)) = (begun, wall) else {
        bail!("did not come to its end:\n{stderr}");
    };
    let processor = before.zip(processor_seconds_of_children()).map(|(before, after)| after - before - start);
    Ok(Measured { wall, processor })
}

/// The processor time of all processes that this one has started and that have ended.
#[cfg(unix)]
fn processor_seconds_of_children() -> Option<f64> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let seconds = |time: TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    Some(seconds(usage.user_time()) + seconds(usage.system_time()))
}

#[cfg(not(unix))]
fn processor_seconds_of_children() -> Option<f64> {
    None
}

/// The processor time of a process that runs, of those of its threads that do; 0 where there is no `/proc`, and what it took
/// to start counts then.
fn processor_seconds_until_now(process: u32) -> f64 {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return 0.0 };
    let nanos = threads.flatten().filter_map(|thread| {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<u64>().ok()
    });
    nanos.sum::<u64>() as f64 / 1e9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn what_comes_before_the_beginning_and_after_the_end_does_not_count() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 0.2; echo begin; sleep 0.1; echo end; exec sleep 60"]);
        let measured = measure(command).unwrap();
        assert!((0.1..60.0).contains(&measured.wall), "{measured:?}");
    }

    #[test]
    #[cfg(unix)]
    fn a_program_that_fails_is_no_figure() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo begin; echo why >&2; exit 1"]);
        assert!(measure(command).unwrap_err().to_string().contains("why"));
    }
}
