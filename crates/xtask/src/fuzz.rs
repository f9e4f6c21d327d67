//! `cargo xtask fuzz`: random programs, of which CPython and Loopscope have to print the same.
//!
//! A seed decides the programs. Where the two differ, the program is made small, shown with what differs, and kept
//! below `target/fuzz`.

mod asyncio;
mod broken;
mod difference;
mod kind;
mod language;
mod minimise;
mod random;
mod runners;
mod writer;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use anyhow::Result;

use crate::cases::{self, Record};
use crate::process::{cores, in_parallel};
use crate::{oracle, workspace};
use difference::{Difference, Manner, is_syntax_error};
pub(crate) use kind::Kind;
use runners::{Answer, Runners};

/// How many programs one CPython runs.
const BATCH: u64 = 50;
/// How many signatures of differences are looked into; the rest is counted.
const LOOKED_INTO: usize = 25;
/// How many smaller programs are tried, and how many where each takes as long as one may.
const TRIES: usize = 300;
const TRIES_OF_HUNG: usize = 20;
/// With how many seeds for the hashes of strings CPython has to do the same.
const HASH_SEEDS: u32 = 4;
/// What CPython says when a smaller program lost what it needs.
const LOST: [&str; 4] = ["NameError", "UnboundLocalError", "TypeError", "AttributeError"];

/// Which programs run.
pub(crate) struct Options {
    /// How many of each kind.
    pub(crate) programs: u64,
    /// What decides them.
    pub(crate) seed: u64,
    /// The number of the first.
    pub(crate) first: u64,
    /// Only of this kind.
    pub(crate) kind: Option<Kind>,
    /// Only print the programs.
    pub(crate) print: bool,
    /// The `loopscope` command to try, if not the one that is built.
    pub(crate) loopscope: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Options { programs: 100, seed: 1, first: 0, kind: None, print: false, loopscope: None }
    }
}

/// What became of the programs.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    /// Both printed the same.
    pub(crate) agreed: u32,
    /// They did not.
    pub(crate) differed: u32,
    deadlocks: u32,
    too_long: u32,
    uncertain: u32,
}

/// Runs random programs; whether all agreed.
///
/// # Errors
///
/// When something cannot be built, or CPython 3.11 is missing.
pub(crate) fn fuzz(options: &Options) -> Result<bool> {
    if options.print {
        for kind in Kind::ALL.into_iter().filter(|kind| options.kind.is_none_or(|only| only == *kind)) {
            for number in options.first..options.first + options.programs {
                println!("# {} {number}\n{}", kind.name(), kind.program(options.seed, number));
            }
        }
        return Ok(true);
    }
    let loopscope = match &options.loopscope {
        Some(loopscope) => loopscope.clone(),
        None => cases::build_cli()?,
    };
    Ok(round(options, &loopscope)?.differed == 0)
}

/// The programs of which CPython and Loopscope are known to print the same: by kind and seed, the first so many.
const KNOWN: [(Kind, u64); 3] = [(Kind::Asyncio, 21), (Kind::Language, 22), (Kind::Broken, 21)];
const KNOWN_PROGRAMS: u64 = 40;

/// Runs a few programs with this `loopscope`, always the same ones, and prints what differs.
///
/// # Errors
///
/// When a program cannot be run at all, or CPython 3.11 is missing.
pub(crate) fn short_round(loopscope: &Path) -> Result<Tally> {
    let mut sum = Tally::default();
    for (kind, seed) in KNOWN {
        let options = Options { seed, programs: KNOWN_PROGRAMS, kind: Some(kind), ..Options::default() };
        sum = sum.and(round(&options, loopscope)?);
    }
    Ok(sum)
}

/// Runs random programs with this `loopscope` and prints what differs.
///
/// # Errors
///
/// When a program cannot be run at all, or CPython 3.11 is missing.
fn round(options: &Options, loopscope: &Path) -> Result<Tally> {
    oracle::check_series()?;
    let mut sum = Tally::default();
    for kind in Kind::ALL {
        if options.kind.is_none_or(|only| only == kind) {
            let started = Instant::now();
            let tally = Round::new(options.seed, kind, loopscope).run(options.first, options.programs)?;
            println!("{}: {} in {:.1} s", kind.name(), tally.words(), started.elapsed().as_secs_f64());
            sum = sum.and(tally);
        }
    }
    Ok(sum)
}

impl Tally {
    fn and(self, other: Tally) -> Tally {
        Tally {
            agreed: self.agreed + other.agreed,
            differed: self.differed + other.differed,
            deadlocks: self.deadlocks + other.deadlocks,
            too_long: self.too_long + other.too_long,
            uncertain: self.uncertain + other.uncertain,
        }
    }

    fn words(self) -> String {
        let Tally { agreed, differed, deadlocks, too_long, uncertain } = self;
        let left_out = format!("{deadlocks} deadlocks, {too_long} too long, {uncertain} uncertain");
        format!("{agreed} agreed, {differed} differed (left out: {left_out})")
    }
}

/// Programs of one kind and seed.
struct Round<'a> {
    seed: u64,
    kind: Kind,
    loopscope: &'a Path,
    directory: PathBuf,
    /// How often each signature was met.
    signatures: Mutex<BTreeMap<String, u32>>,
}

impl<'a> Round<'a> {
    fn new(seed: u64, kind: Kind, loopscope: &'a Path) -> Round<'a> {
        let directory = workspace::target().join("fuzz").join(kind.name());
        Round { seed, kind, loopscope, directory, signatures: Mutex::default() }
    }

    fn run(&self, first: u64, programs: u64) -> Result<Tally> {
        let batches: Vec<u64> = (first..first + programs).step_by(BATCH as usize).collect();
        let tallies =
            in_parallel(&batches, cores(), |batch| self.batch(*batch, (first + programs - batch).min(BATCH)));
        let sum = tallies
            .into_iter()
            .try_fold(Tally::default(), |sum, tally| Ok::<_, anyhow::Error>(sum.and(tally?)))?;
        for (signature, count) in self.signatures().iter().filter(|(_, count)| **count > 1) {
            println!("{count} × {signature}");
        }
        Ok(sum)
    }

    fn batch(&self, first: u64, programs: u64) -> Result<Tally> {
        let mut runners = Runners::new(self.loopscope, &self.directory.join(format!("from-{first}")))?;
        let mut tally = Tally::default();
        for number in first..first + programs {
            self.check(number, &mut runners, &mut tally)?;
        }
        Ok(tally)
    }

    fn check(&self, number: u64, runners: &mut Runners, tally: &mut Tally) -> Result<()> {
        let source = self.kind.program(self.seed, number);
        let theirs = match runners.cpython(&source)? {
            Answer::Deadlock => {
                tally.deadlocks += 1;
                return Ok(());
            }
            Answer::TooLong => {
                tally.too_long += 1;
                return Ok(());
            }
            Answer::Record(theirs) => theirs,
        };
        let ours = runners.loopscope(&source)?;
        let Some(found) = difference::between(&theirs, &ours) else {
            tally.agreed += 1;
            return Ok(());
        };
        let Some(certain) = certain(runners, &source)? else {
            tally.uncertain += 1;
            return Ok(());
        };
        if difference::between(&certain, &ours).is_none() {
            // The fork differs from a process of its own, as in what is left when it ends.
            tally.agreed += 1;
            return Ok(());
        }
        tally.differed += 1;
        if self.is_new(&found) {
            self.look_into(number, &source, &found, runners)?;
        }
        Ok(())
    }

    fn is_new(&self, found: &Difference) -> bool {
        let mut signatures = self.signatures();
        let known = signatures.len();
        let count = signatures.entry(found.signature.clone()).or_default();
        *count += 1;
        *count == 1 && known < LOOKED_INTO
    }

    fn signatures(&self) -> MutexGuard<'_, BTreeMap<String, u32>> {
        self.signatures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the program small, shows it and keeps it.
    fn look_into(&self, number: u64, source: &str, found: &Difference, runners: &mut Runners) -> Result<()> {
        let valid = |record: &Record| !is_syntax_error(record);
        let was_valid = matches!(runners.cpython(source)?, Answer::Record(record) if valid(&record));
        let lost_before = LOST.map(|word| mentions(runners, source, word));
        let tries = if found.manner == Manner::Hung { TRIES_OF_HUNG } else { TRIES };
        let small = minimise::minimise(source, tries, |candidate| {
            let Answer::Record(theirs) = runners.cpython(candidate)? else { return Ok(false) };
            let lost = LOST.iter().zip(&lost_before).any(|(word, before)| !before && says(&theirs, word));
            if valid(&theirs) != was_valid || (was_valid && lost) {
                return Ok(false);
            }
            let ours = runners.loopscope(candidate)?;
            Ok(difference::between(&theirs, &ours).is_some_and(|now| now.manner == found.manner))
        })?;
        // What is left may depend on what is no longer seen: the whole program counts then.
        let (small, theirs) = match certain(runners, &small)? {
            Some(theirs) => (small, theirs),
            None => match certain(runners, source)? {
                Some(theirs) => (source.to_owned(), theirs),
                None => return Ok(()),
            },
        };
        let ours = runners.loopscope(&small)?;
        let file = self.directory.join(format!("{}-{number}.py", self.seed));
        fs::write(&file, &small)?;
        let differs = cases::difference(&theirs, &ours, "loopscope").unwrap_or_default();
        let loud =
            if matches!(found.manner, Manner::Died | Manner::Hung) { " THE ENGINE DIED OR HUNG" } else { "" };
        println!("✗ {} {number}{loud} ({})\n{small}{differs}", self.kind.name(), file.display());
        Ok(())
    }
}

/// What CPython does in a process of its own; none when that depends on the hashes of strings or on addresses, or takes too long.
fn certain(runners: &Runners, source: &str) -> Result<Option<Record>> {
    let Answer::Record(record) = runners.cpython_alone(source, 1)? else { return Ok(None) };
    for hash_seed in 2..=HASH_SEEDS {
        match runners.cpython_alone(source, hash_seed)? {
            Answer::Record(other) if other == record => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(record))
}

fn mentions(runners: &mut Runners, source: &str, word: &str) -> bool {
    matches!(runners.cpython(source), Ok(Answer::Record(record)) if says(&record, word))
}

fn says(record: &Record, word: &str) -> bool {
    record.stdout.contains(word) || record.stderr.contains(word)
}
