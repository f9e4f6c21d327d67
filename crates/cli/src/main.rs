//! The `loopscope` command: the same programs in a terminal.

#![forbid(unsafe_code)]

mod args;
mod console;
mod explain;
mod http;
mod islands;
mod program;
mod real_time;
mod stop;
mod virtual_time;

use std::panic;
use std::process::{self, ExitCode};
use std::sync::Arc;

use args::{Clock, Command, HELP, Run, What};
use console::Console;

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

/// Runs a program, or only explains what it would do.
fn run(options: &Run, what: Option<What>) -> ExitCode {
    let program = match program::read(options.file.as_deref()) {
        Ok(program) => program,
        Err(unreadable) => {
            eprintln!("{}", unreadable.message);
            return ExitCode::from(unreadable.exit_status);
        }
    };
    let console = match what {
        Some(_) => Ok(Console::for_recording()),
        None => Console::new(options.trace.as_deref()),
    };
    let console = match console {
        Ok(console) => Arc::new(console),
        Err(message) => {
            eprintln!("loopscope: {message}");
            return ExitCode::from(USAGE_ERROR);
        }
    };
    let exit_status = match options.clock {
        Clock::Real => real_time::run(program.clone(), &console),
        Clock::Virtual => virtual_time::run(program.clone(), &console),
    };
    let (done, exit_status) = match what {
        Some(what) => (explain::write(&console.events(), console.again(program), what), 0),
        None => (console.finish(), exit_status),
    };
    if let Err(message) = done {
        eprintln!("loopscope: {message}");
        return ExitCode::FAILURE;
    }
    ExitCode::from(exit_status as u8)
}
