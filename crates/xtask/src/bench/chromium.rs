//! The programs in the built page, and in a page of Pyodide, in Chromium.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::figure::{Measured, median, millis};
use super::programs::{self, Program, Programs};
use super::{Measurements, Place, pyodide, share};
use crate::build::{self, Profile};
use crate::process::{output, run};
use crate::size::{grouped, sizes};
use crate::{browser, npm, setup};

/// The built page in Chromium, driven by the scripts of `bench/`.
pub(super) struct Chromium {
    tools: setup::Tools,
    path: PathBuf,
    /// Where Pyodide is, if that is measured, too.
    pyodide: Option<PathBuf>,
}

impl Chromium {
    /// # Errors
    ///
    /// When the page does not build, or Chromium or Pyodide can't be had.
    pub(super) fn new(with_pyodide: bool) -> Result<Chromium> {
        let tools = setup::setup()?;
        let path = browser::chromium()?;
        let pyodide = if with_pyodide { Some(pyodide::install()?) } else { None };
        build::build(&tools, Profile::Release)?;
        Ok(Chromium { tools, path, pyodide })
    }

    /// Runs each program in pages of its own.
    ///
    /// # Errors
    ///
    /// When one does not come to its end; in Pyodide, which has no threads, it may not.
    pub(super) fn measure(&self, programs: &Programs, measurements: &mut Measurements) -> Result<()> {
        let mut command = self.script("browser.mjs");
        command.arg(programs.directory()).args(programs.all.iter().map(|program| program.name));
        let text = figures(&mut command)?;
        for &Program { name, .. } in &programs.all {
            for (place, how) in [(Place::Chromium, "read"), (Place::ChromiumAtOnce, "at once")] {
                let recorded = fs::read(programs.directory().join(format!("{name}, {how}.events")))?;
                let moments = share::of_batches(&recorded)?;
                let wall = moments.seconds().with_context(|| format!("{name} did not come to its end"))?;
                let processor = figure(&text, &format!("{name}, {how}")).map(|millis| millis / 1000.0);
                measurements.add(name, place, Measured { wall, processor });
                if let Some(share) = moments.share() {
                    measurements.shares.insert((name, place), share);
                }
            }
        }
        measurements.cold_starts.extend(figure(&text, "cold start"));
        let Some(pyodide) = &self.pyodide else { return Ok(()) };
        let mut command = self.script("pyodide.mjs");
        command.arg(pyodide).arg(programs.directory());
        command.args(programs.all.iter().map(|program| program.name));
        let text = figures(&mut command)?;
        for &Program { name, .. } in &programs.all {
            if let Some(wall) = figure(&text, name) {
                let processor = figure(&text, &format!("{name}, processor")).map(|millis| millis / 1000.0);
                measurements.add(name, Place::Pyodide, Measured { wall: wall / 1000.0, processor });
            }
        }
        Ok(())
    }

    /// Lets the other scripts of `bench/` measure and print, and prints sizes.
    ///
    /// # Errors
    ///
    /// When one fails.
    pub(super) fn print_others(&self, measurements: &Measurements) -> Result<()> {
        println!("\n| for ever | longest task of the page | Stop to stopped |");
        println!("|---|---:|---:|");
        run(&mut self.script("fairness.mjs"))?;
        println!();
        run(&mut self.script("timeline.mjs"))?;
        println!();
        run(&mut self.script("steps.mjs"))?;
        if let Some(cold_start) = median(measurements.cold_starts.iter().copied()) {
            println!("\nCold start to the first printed line in Chromium: {}", millis(cold_start / 1000.0));
        }
        let sizes = sizes()?;
        println!(
            "The page: {} bytes gzipped, {} of them until the first line, of which the engine is {}",
            grouped(sizes.page),
            grouped(sizes.first_line),
            grouped(sizes.engine)
        );
        Ok(())
    }

    fn script(&self, name: &str) -> Command {
        let mut command = npm::node(&self.tools, &self.path);
        command.arg(programs::sources().join(name));
        command
    }
}

/// What a script prints: lines with a name and milliseconds.
fn figures(command: &mut Command) -> Result<String> {
    output(command.stderr(Stdio::inherit())).context("the measurement in Chromium failed")
}

fn figure(text: &str, name: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")?.parse().ok())
}
