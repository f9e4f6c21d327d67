//! The tables that are printed.

use super::figure::{Measured, millis};
use super::programs::{Program, Programs};
use super::share::Share;
use super::{Measurements, Place};
use crate::size::grouped;

const NOTHING: &str = "–";

/// The programs in the terminal, beside CPython.
pub(super) fn print_terminal(programs: &Programs, measurements: &Measurements) {
    println!(
        "\n| | loopscope | processor | CPython | processor | speed beside CPython | by the processor | loopscope, recording | processor | recorded |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for program in &programs.all {
        let of = |place| measurements.median(program.name, place);
        let (loopscope, python, recording) =
            (of(Place::Terminal), of(Place::Python), of(Place::TerminalRecording));
        let share = measurements.shares.get(&(program.name, Place::TerminalRecording));
        print_row(
            program.title,
            &[
                wall(program, &loopscope),
                processor(&loopscope),
                wall(program, &python),
                processor(&python),
                speed(&loopscope, &python),
                speed_by_processor(&loopscope, &python),
                wall(program, &recording),
                processor(&recording),
                recorded(share),
            ],
        );
    }
}

/// The programs in Chromium, beside the terminal that records and beside Pyodide.
pub(super) fn print_chromium(programs: &Programs, measurements: &Measurements) {
    println!(
        "\n| | Chromium | processor | speed beside the terminal, recording | run at once | processor | recorded | Pyodide | processor | speed beside Pyodide |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for program in &programs.all {
        let of = |place| measurements.median(program.name, place);
        let (chromium, at_once, pyodide, terminal) = (
            of(Place::Chromium),
            of(Place::ChromiumAtOnce),
            of(Place::Pyodide),
            of(Place::TerminalRecording),
        );
        let share = measurements.shares.get(&(program.name, Place::Chromium));
        print_row(
            program.title,
            &[
                wall(program, &chromium),
                processor(&chromium),
                speed(&chromium, &terminal),
                wall(program, &at_once),
                processor(&at_once),
                recorded(share),
                wall(program, &pyodide),
                processor(&pyodide),
                speed(&chromium, &pyodide),
            ],
        );
    }
    println!("\nProcessor: in the terminal of the whole process, in Chromium of the page's main thread.");
}

fn print_row(title: &str, cells: &[String]) {
    println!("| {title} | {} |", cells.join(" | "));
}

fn wall(program: &Program, measured: &Option<Measured>) -> String {
    measured.map_or(NOTHING.to_owned(), |measured| program.unit.text(measured.wall))
}

fn processor(measured: &Option<Measured>) -> String {
    measured.and_then(|measured| measured.processor).map_or(NOTHING.to_owned(), millis)
}

/// As [`speed`], when nobody else is on the machine.
fn speed_by_processor(of: &Option<Measured>, beside: &Option<Measured>) -> String {
    let time = |of: &Option<Measured>| of.and_then(|measured| measured.processor);
    match (time(of), time(beside)) {
        (Some(of), Some(beside)) => format!("{:.2}", beside / of),
        _ => NOTHING.to_owned(),
    }
}

/// How often one has done something while another does it once.
fn speed(of: &Option<Measured>, beside: &Option<Measured>) -> String {
    match (of, beside) {
        (Some(of), Some(beside)) => format!("{:.2}", beside.wall / of.wall),
        _ => NOTHING.to_owned(),
    }
}

fn recorded(share: Option<&Share>) -> String {
    match share {
        None => NOTHING.to_owned(),
        Some(Share { events, of_time }) if *of_time < 1.0 => {
            format!("{} events, then full: {:.0} % of the time", grouped(*events), of_time * 100.0)
        }
        Some(Share { events, .. }) => format!("all: {} events", grouped(*events)),
    }
}
