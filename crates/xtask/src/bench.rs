//! `cargo xtask bench`: the programs of `bench/` in the terminal, in CPython and in Chromium, in turns.

mod chromium;
mod figure;
mod programs;
mod pyodide;
mod share;
mod table;
mod terminal;

use std::collections::BTreeMap;

use anyhow::Result;

use crate::process::announce;
use chromium::Chromium;
use figure::Measured;
use share::Share;
use terminal::Terminal;

/// What to measure.
pub(crate) struct Options {
    /// Only what was asked for of the two; neither asked for means both.
    pub(crate) native: bool,
    /// As `native`.
    pub(crate) browser: bool,
    /// Also with Pyodide, in Chromium.
    pub(crate) pyodide: bool,
    /// How often each program runs; the tables show medians.
    pub(crate) rounds: u32,
    /// A part of the names of the programs to run.
    pub(crate) filter: String,
}

impl Default for Options {
    fn default() -> Options {
        Options { native: false, browser: false, pyodide: false, rounds: 5, filter: String::new() }
    }
}

/// Where a program ran.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// In the terminal, which records only what is printed.
    Terminal,
    /// In the terminal, which records everything, as the page does.
    TerminalRecording,
    Python,
    /// In a page that somebody has read for a while.
    Chromium,
    /// In a page that has just come.
    ChromiumAtOnce,
    /// In a page of Pyodide, in the same Chromium, as long after it was loaded as in `Chromium`.
    Pyodide,
}

/// What was measured.
#[derive(Default)]
struct Measurements {
    runs: BTreeMap<(&'static str, Place), Vec<Measured>>,
    /// How much of a run is in its recording.
    shares: BTreeMap<(&'static str, Place), Share>,
    /// From navigation to the first printed line in Chromium, in milliseconds.
    cold_starts: Vec<f64>,
}

/// Measures and prints tables.
///
/// # Errors
///
/// When something does not build, or a program does not come to its end.
pub(crate) fn bench(options: &Options) -> Result<()> {
    let browser = options.browser || options.pyodide;
    let both = options.native == browser;
    let programs = programs::write(&options.filter)?;
    let terminal = if both || options.native { Some(Terminal::new()?) } else { None };
    let chromium = if both || browser { Some(Chromium::new(options.pyodide)?) } else { None };
    let mut measurements = Measurements::default();
    if let Some(terminal) = &terminal {
        terminal.look_for_shares(&programs, &mut measurements)?;
    }
    for round in 1..=options.rounds {
        announce(&format!("round {round} of {}", options.rounds));
        if let Some(terminal) = &terminal {
            terminal.measure(&programs, &mut measurements)?;
        }
        if let Some(chromium) = &chromium {
            chromium.measure(&programs, &mut measurements)?;
        }
    }
    if terminal.is_some() {
        table::print_terminal(&programs, &measurements);
    }
    if let Some(chromium) = &chromium {
        table::print_chromium(&programs, &measurements);
        if options.filter.is_empty() {
            chromium.print_others(&measurements)?;
        }
    }
    Ok(())
}

impl Measurements {
    fn add(&mut self, name: &'static str, place: Place, measured: Measured) {
        self.runs.entry((name, place)).or_default().push(measured);
    }

    /// The medians of the times of the clock and of the processor.
    fn median(&self, name: &'static str, place: Place) -> Option<Measured> {
        let runs = self.runs.get(&(name, place))?;
        Some(Measured {
            wall: figure::median(runs.iter().map(|run| run.wall))?,
            processor: figure::median(runs.iter().filter_map(|run| run.processor)),
        })
    }
}
