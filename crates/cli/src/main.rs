//! The `loopscope` command: the same programs in a terminal.

#![forbid(unsafe_code)]

mod args;
mod beside;
mod check;
mod console;
mod explain;
mod http;
mod islands;
mod program;
mod real_time;
mod recording;
mod stdin;
mod stop;
mod svg;
mod virtual_time;

use std::panic;
use std::process::{self, ExitCode};
use std::sync::Arc;

use args::{Clock, Command, HELP, Run, Svg, What};
use console::Console;
use loopscope_files::Lines;
use loopscope_isolate::Unreadable;
use loopscope_isolate::recorded::Recorded;
use program::Given;

/// The exit status after a fault of ours, as `sysexits.h` has it.
const INTERNAL_ERROR: i32 = 70;
/// The exit status for a command line that is not understood, as of `python3`.
const USAGE_ERROR: u8 = 2;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|info| {
        eprintln!("loopscope: internal error, please report it: {info}");
        process::exit(INTERNAL_ERROR);
    }));
    match args::parse(std::env::args_os().skip(1)) {
        Ok(Command::Run(options)) => run(&options, None),
        Ok(Command::Explain(options, what)) => run(&options, Some(what)),
        Ok(Command::Check(options)) => ExitCode::from(check::check(&options)),
        Ok(Command::Svg(options)) => draw(&options),
        Ok(Command::Help) => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Command::Version) => {
            println!("loopscope {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("loopscope: {message}\nTry 'loopscope --help'.");
            ExitCode::from(USAGE_ERROR)
        }
    }
}

/// Runs a program, or only explains what it would do, or what it did.
fn run(options: &Run, what: Option<What>) -> ExitCode {
    let given = match program::read(options.file.as_deref(), &options.beside) {
        Ok(given) => given,
        Err(unreadable) => {
            eprintln!("{}", unreadable.message);
            return ExitCode::from(unreadable.exit_status);
        }
    };
    let program = match (given, what.clone()) {
        (Given::Program(program), _) => program,
        (Given::Recording(recorded), Some(what)) => return explain_recording(*recorded, what),
        (Given::Recording(_), None) => {
            eprintln!("loopscope: this is a recording: `loopscope explain` tells what happened in it");
            return ExitCode::from(USAGE_ERROR);
        }
    };
    let console = match what {
        Some(_) => Ok(Console::for_recording()),
        None => Console::new(options.trace.as_deref(), options.save.as_deref()),
    };
    let console = match console {
        Ok(console) => Arc::new(console),
        Err(message) => {
            eprintln!("loopscope: {message}");
            return ExitCode::from(USAGE_ERROR);
        }
    };
    let lines = Lines::of(&program.source);
    let exit_status = match options.clock {
        Clock::Real => real_time::run(program, &console),
        Clock::Virtual => virtual_time::run(program, &console),
    };
    let (done, exit_status) = match what {
        Some(what) => (explain::write(&console.events(), lines, console.recorded(), what), 0),
        None => (console.finish(), exit_status),
    };
    ended(done, exit_status as u8)
}

/// Draws what a program does in virtual time, or what it did.
fn draw(options: &Svg) -> ExitCode {
    let drawn = match program::read(options.file.as_deref(), &[]) {
        Ok(Given::Program(program)) => {
            let (console, source) = (Console::for_recording(), program.source.clone());
            let exit_status = virtual_time::run(program, &console);
            if exit_status == stop::INTERRUPTED {
                return ExitCode::from(exit_status as u8);
            }
            svg::write(options, &source, 0, &console.events())
        }
        Ok(Given::Recording(recorded)) => {
            let (source, seed) = (recorded.program.source.clone(), recorded.config.seed);
            let cant = |why: Unreadable| format!("can't run the recording again: {}", why.words());
            let events = recording::events(*recorded).map_err(cant);
            events.and_then(|events| svg::write(options, &source, seed, &events))
        }
        Err(unreadable) => {
            eprintln!("{}", unreadable.message);
            return ExitCode::from(unreadable.exit_status);
        }
    };
    ended(drawn, 0)
}

/// Explains what a program did.
fn explain_recording(recorded: Recorded, what: What) -> ExitCode {
    let cant = |why: Unreadable| format!("can't run the recording again: {}", why.words());
    let events = recording::events(recorded.clone()).map_err(cant);
    let lines = Lines::of(&recorded.program.source);
    ended(events.and_then(|events| explain::write(&events, lines, Some(recorded), what)), 0)
}

fn ended(done: Result<(), String>, exit_status: u8) -> ExitCode {
    match done {
        Ok(()) => ExitCode::from(exit_status),
        Err(message) => {
            eprintln!("loopscope: {message}");
            ExitCode::FAILURE
        }
    }
}
