//! `cargo xtask`: set-up, build, serve, test, bench, and the recorded and random programs.

mod batch;
mod bench;
mod browser;
mod build;
mod cases;
mod cpython;
mod docs_tools;
mod fuzz;
mod lessons;
mod npm;
mod oracle;
mod process;
mod python;
mod serve;
mod setup;
mod size;
mod stamp;
mod test;
mod wasm;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use lexopt::{Arg, Parser, ValueExt};

const USAGE: &str = "\
Usage: cargo xtask <command>

  setup                  install what is missing: wasm target, Trunk, wasm-bindgen-cli, npm packages
  build [--dev]          build the page into dist/ (--dev: faster to build, slower to run)
  serve [--port N] [--no-build] [--offline] [--isolated]
                         set up, build and serve the page at http://127.0.0.1:8080
                         (--offline: browsers keep it, as from other hosts; --isolated: with the
                         headers that pages with Cross-Origin-Embedder-Policy want)
  test [--quick]         every test: Rust, the recorded programs, the browser
                         (--quick: no browser, and the recorded programs in virtual time only)
  cases [FILTER]         run the recorded programs in the terminal under both clocks
  oracle [FILTER] [--write]
                         run the recorded programs with CPython 3.11 and compare (--write: record)
  fuzz [--programs N] [--seed S] [--first I] [--kind asyncio|language|broken]
       [--loopscope FILE] [--print]
                         run N random programs of each kind with CPython 3.11 and in the terminal, and
                         show small programs of which they print something else (--print: only write
                         the programs)
  cpython [FILTER]       run CPython's own tests of asyncio, as far as they need no sockets, and count
  batch                  compare what the programs of the batch panel print with CPython and aiohttp,
                         and in the terminal
  docs-tools             test the packages of docs-tools/, build their samples and open these beside
                         the page, as it was built last
  bench [FILTER] [--native] [--browser] [--pyodide] [--rounds N]
                         measure beside python3 and print tables (--pyodide: beside Pyodide, too,
                         which is then fetched)

FILTER is a part of `topic/name`, or of the name of a program of bench/.
";

enum Command {
    Setup,
    Build { dev: bool },
    Serve(serve::Options),
    Test { quick: bool },
    Cases { filter: String },
    Oracle { filter: String, write: bool },
    Fuzz(fuzz::Options),
    Cpython { filter: String },
    Batch,
    DocsTools,
    Bench(bench::Options),
    Help,
}

fn main() -> ExitCode {
    let command = match parse(Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a command; false when what it checked did not hold.
fn run(command: Command) -> Result<bool> {
    match command {
        Command::Setup => setup::setup().map(|_| true),
        Command::Build { dev } => {
            let tools = setup::setup()?;
            build::build(&tools, build::Profile::from_dev(dev))?;
            Ok(true)
        }
        Command::Serve(options) => serve::serve(options).map(|()| true),
        Command::Test { quick } => test::test(quick),
        Command::Cases { filter } => cases::check(&filter),
        Command::Oracle { filter, write } => oracle::oracle(&filter, write),
        Command::Fuzz(options) => fuzz::fuzz(&options),
        Command::Cpython { filter } => cpython::cpython(&filter),
        Command::Batch => batch::batch(),
        Command::DocsTools => docs_tools::docs_tools(),
        Command::Bench(options) => bench::bench(&options).map(|()| true),
        Command::Help => {
            print!("{USAGE}");
            Ok(true)
        }
    }
}

fn parse(mut args: Parser) -> Result<Command, lexopt::Error> {
    let Some(first) = args.next()? else {
        return Err("a command is needed".into());
    };
    let name = match first {
        Arg::Value(name) => name.string()?,
        Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
        other => return Err(other.unexpected()),
    };
    let mut command = match name.as_str() {
        "setup" => Command::Setup,
        "build" => Command::Build { dev: false },
        "serve" => Command::Serve(serve::Options::default()),
        "test" => Command::Test { quick: false },
        "cases" => Command::Cases { filter: String::new() },
        "oracle" => Command::Oracle { filter: String::new(), write: false },
        "fuzz" => Command::Fuzz(fuzz::Options::default()),
        "cpython" => Command::Cpython { filter: String::new() },
        "batch" => Command::Batch,
        "docs-tools" => Command::DocsTools,
        "bench" => Command::Bench(bench::Options::default()),
        "help" => Command::Help,
        _ => return Err(format!("no command is called {name:?}").into()),
    };
    while let Some(arg) = args.next()? {
        match (&mut command, arg) {
            (_, Arg::Long("help") | Arg::Short('h')) => return Ok(Command::Help),
            (Command::Build { dev }, Arg::Long("dev")) => *dev = true,
            (Command::Serve(options), Arg::Long("port")) => options.port = args.value()?.parse()?,
            (Command::Serve(options), Arg::Long("no-build")) => options.build = false,
            (Command::Serve(options), Arg::Long("offline")) => options.offline = true,
            (Command::Serve(options), Arg::Long("isolated")) => options.isolated = true,
            (Command::Test { quick }, Arg::Long("quick")) => *quick = true,
            (
                Command::Cases { filter } | Command::Oracle { filter, .. } | Command::Cpython { filter },
                Arg::Value(value),
            ) if filter.is_empty() => {
                *filter = value.string()?;
            }
            (Command::Oracle { write, .. }, Arg::Long("write")) => *write = true,
            (Command::Fuzz(options), Arg::Long("programs")) => options.programs = args.value()?.parse()?,
            (Command::Fuzz(options), Arg::Long("seed")) => options.seed = args.value()?.parse()?,
            (Command::Fuzz(options), Arg::Long("first")) => options.first = args.value()?.parse()?,
            (Command::Fuzz(options), Arg::Long("kind")) => {
                options.kind = Some(kind(&args.value()?.string()?)?)
            }
            (Command::Fuzz(options), Arg::Long("loopscope")) => {
                options.loopscope = Some(args.value()?.parse()?)
            }
            (Command::Fuzz(options), Arg::Long("print")) => options.print = true,
            (Command::Bench(options), Arg::Long("native")) => options.native = true,
            (Command::Bench(options), Arg::Long("browser")) => options.browser = true,
            (Command::Bench(options), Arg::Long("pyodide")) => options.pyodide = true,
            (Command::Bench(options), Arg::Value(value)) if options.filter.is_empty() => {
                options.filter = value.string()?;
            }
            (Command::Bench(options), Arg::Long("rounds")) => options.rounds = args.value()?.parse()?,
            (_, arg) => return Err(arg.unexpected()),
        }
    }
    Ok(command)
}

fn kind(name: &str) -> Result<fuzz::Kind, lexopt::Error> {
    let named = fuzz::Kind::ALL.into_iter().find(|kind| kind.name() == name);
    named.ok_or_else(|| format!("no kind of program is called {name:?}").into())
}
