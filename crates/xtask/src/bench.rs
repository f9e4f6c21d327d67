//! `cargo xtask bench`: the programs of `bench/` in the terminal, in CPython and in Chromium, in turns.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::{self, Profile};
use crate::cases::{TIME_LIMIT, execute};
use crate::process::{announce, cargo, output, run};
use crate::size::{grouped, sizes};
use crate::{browser, npm, setup, workspace};

/// The programs, in the order of the table, each with what it measures.
const PROGRAMS: [(&str, &str); 12] = [
    ("switches", "100 tasks × 1,000 `sleep(0)`"),
    ("tasks", "`create_task` + `gather` of 50,000"),
    ("call_soon", "200,000 chained `call_soon`"),
    ("timers", "100,000 timers"),
    ("fib", "`fib(24)`"),
    ("additions", "2 million loop additions"),
    ("thread_start", "`Thread.start` and `join`"),
    ("worker_start", "start of a thread with a worker to its first result"),
    ("worker_round_trip", "a coroutine for its idle loop and back"),
    ("two_threads", "two threads that compute, beside one after the other"),
    ("round_trip", "`call_soon_threadsafe` round trip"),
    ("locks", "2 threads × 100,000 `with lock: d[k] += 1`"),
];
/// What the browser's runner calls the time from navigation to the first printed line.
const COLD_START: &str = "cold_start";

/// What to measure.
pub(crate) struct Options {
    /// Only what was asked for of the two; neither asked for means both.
    pub(crate) native: bool,
    /// As `native`.
    pub(crate) browser: bool,
    /// How often each program runs; the table shows medians.
    pub(crate) rounds: u32,
}

impl Default for Options {
    fn default() -> Options {
        Options { native: false, browser: false, rounds: 5 }
    }
}

/// Where a program ran.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Loopscope,
    Python,
    /// In a page that somebody has read for a while.
    Chromium,
    /// In a page that has just come.
    ChromiumAtOnce,
}

/// A measured figure with its unit.
#[derive(Clone, Debug, PartialEq)]
struct Figure {
    value: f64,
    unit: String,
}

type Measurements = BTreeMap<(String, Place), Vec<Figure>>;

/// Measures and prints a table.
///
/// # Errors
///
/// When something does not build, or a program does not print its figure.
pub(crate) fn bench(options: &Options) -> Result<()> {
    let both = options.native == options.browser;
    let native = if both || options.native { Some(Native::new()?) } else { None };
    let chromium = if both || options.browser { Some(Chromium::new()?) } else { None };
    let mut measurements = Measurements::new();
    for round in 1..=options.rounds {
        announce(&format!("round {round} of {}", options.rounds));
        if let Some(native) = &native {
            native.measure(&mut measurements)?;
        }
        if let Some(chromium) = &chromium {
            chromium.measure(&mut measurements)?;
        }
    }
    print_table(&measurements);
    if let Some(chromium) = &chromium {
        println!("\n| for ever | longest task of the page | Stop to stopped |");
        println!("|---|---:|---:|");
        chromium.run("fairness.mjs")?;
        println!();
        chromium.run("timeline.mjs")?;
        println!();
        chromium.run("steps.mjs")?;
        if let Some(cold_start) = median(&measurements, COLD_START, Place::Chromium) {
            println!("\nCold start to the first printed line in Chromium: {}", cold_start.text());
        }
        let sizes = sizes()?;
        println!(
            "The page: {} bytes gzipped, the engine {} of them",
            grouped(sizes.page),
            grouped(sizes.engine)
        );
    }
    Ok(())
}

/// The terminal's loopscope and CPython.
struct Native {
    loopscope: PathBuf,
}

impl Native {
    fn new() -> Result<Native> {
        announce("compiling the loopscope command for speed (some minutes the first time)");
        run(&mut cargo("build --release --package loopscope-cli"))?;
        if let Some(version) = output(Command::new("python3").arg("--version")) {
            announce(&format!("comparing with {}", version.trim()));
        }
        Ok(Native { loopscope: workspace::target().join("release/loopscope") })
    }

    fn measure(&self, measurements: &mut Measurements) -> Result<()> {
        for (name, _) in PROGRAMS {
            let program = programs().join(format!("{name}.py"));
            let mut loopscope = Command::new(&self.loopscope);
            loopscope.arg("run").arg(&program);
            let mut python = Command::new("python3");
            python.arg(&program);
            for (place, command) in [(Place::Loopscope, loopscope), (Place::Python, python)] {
                let outcome = execute(command, None, TIME_LIMIT)?;
                if outcome.status != 0 {
                    bail!("{name}.py ended with status {}:\n{}", outcome.status, outcome.stderr);
                }
                note(measurements, name, place, outcome.stdout.trim())?;
            }
        }
        Ok(())
    }
}

/// The built page in Chromium, driven by `bench/browser.mjs`.
struct Chromium {
    tools: setup::Tools,
    path: PathBuf,
}

impl Chromium {
    /// Lets one of the scripts of `bench/` measure and print.
    fn run(&self, script: &str) -> Result<()> {
        run(npm::node(&self.tools, &self.path).arg(programs().join(script)))
    }

    fn new() -> Result<Chromium> {
        let tools = setup::setup()?;
        let path = browser::chromium()?;
        build::build(&tools, Profile::Release)?;
        Ok(Chromium { tools, path })
    }

    fn measure(&self, measurements: &mut Measurements) -> Result<()> {
        let mut command = npm::node(&self.tools, &self.path);
        command.arg(programs().join("browser.mjs")).args(PROGRAMS.map(|(name, _)| name));
        let text = output(command.stderr(std::process::Stdio::inherit()))
            .context("the measurement in Chromium failed")?;
        for line in text.lines() {
            let (name, figure) = line.split_once(": ").with_context(|| format!("not a figure: {line:?}"))?;
            let (name, place) = match name.strip_suffix(" at once") {
                Some(name) => (name, Place::ChromiumAtOnce),
                None => (name, Place::Chromium),
            };
            note(measurements, name, place, figure)?;
        }
        Ok(())
    }
}

fn programs() -> PathBuf {
    workspace::root().join("bench")
}

fn note(measurements: &mut Measurements, name: &str, place: Place, text: &str) -> Result<()> {
    let figure = Figure::parse(text).with_context(|| format!("{name} printed no figure but {text:?}"))?;
    measurements.entry((name.to_owned(), place)).or_default().push(figure);
    Ok(())
}

fn print_table(measurements: &Measurements) {
    println!(
        "\n| | loopscope | CPython | speed beside CPython | Chromium | speed beside the terminal | Chromium, run at once |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for (name, title) in PROGRAMS {
        let [loopscope, python, chromium, at_once] =
            [Place::Loopscope, Place::Python, Place::Chromium, Place::ChromiumAtOnce]
                .map(|place| median(measurements, name, place));
        let text = |figure: &Option<Figure>| figure.as_ref().map_or("–".to_owned(), Figure::text);
        let speed = |of: &Option<Figure>, beside: &Option<Figure>| match (of, beside) {
            (Some(of), Some(beside)) => format!("{:.2}", of.speed() / beside.speed()),
            _ => "–".to_owned(),
        };
        println!(
            "| {title} | {} | {} | {} | {} | {} | {} |",
            text(&loopscope),
            text(&python),
            speed(&loopscope, &python),
            text(&chromium),
            speed(&chromium, &loopscope),
            text(&at_once)
        );
    }
}

fn median(measurements: &Measurements, name: &str, place: Place) -> Option<Figure> {
    let mut figures = measurements.get(&(name.to_owned(), place))?.clone();
    figures.sort_by(|a, b| a.value.total_cmp(&b.value));
    figures.get(figures.len() / 2).cloned()
}

impl Figure {
    /// A figure as a program prints it: `5.43 ms`.
    fn parse(text: &str) -> Option<Figure> {
        let (value, unit) = text.split_once(' ')?;
        Some(Figure { value: value.parse().ok()?, unit: unit.trim().to_owned() })
    }

    fn text(&self) -> String {
        let Figure { value, unit } = self;
        if *value >= 1000.0 {
            format!("{} {unit}", grouped(*value as u64))
        } else {
            format!("{value} {unit}")
        }
    }

    /// Larger is faster: a rate as it is, the inverse of a duration.
    fn speed(&self) -> f64 {
        if self.unit.ends_with("/s") { self.value } else { self.value.recip() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Measurements, Place, median, note};

    #[test]
    fn figures_are_parsed_and_compared_by_speed() {
        let rate = Figure::parse("736000 switches/s").unwrap();
        assert_eq!(rate.text(), "736,000 switches/s");
        assert_eq!(rate.speed(), 736_000.0);
        let duration = Figure::parse("0.5 ms").unwrap();
        assert_eq!(duration.text(), "0.5 ms");
        assert_eq!(duration.speed(), 2.0);
        assert_eq!(Figure::parse("nothing"), None);
    }

    #[test]
    fn the_median_is_the_middle_one() {
        let mut measurements = Measurements::new();
        for text in ["3 ms", "100 ms", "1 ms"] {
            note(&mut measurements, "fib", Place::Python, text).unwrap();
        }
        assert_eq!(median(&measurements, "fib", Place::Python), Figure::parse("3 ms"));
        assert_eq!(median(&measurements, "fib", Place::Chromium), None);
    }
}
