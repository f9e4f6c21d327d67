//! A program and its turns: one heap with its Python threads.

use std::rc::Rc;

use loopscope_python::compile::{Options, SyntaxWarning, names_characters};
use loopscope_python::object::Dict;
use loopscope_python::object::cycles::tracked;
use loopscope_python::symbol::sym;
use loopscope_python::{Args, Exit, Module, Part, Raised, Sym, Value, Vm, work};
use loopscope_stdlib::fetch::request::Outgoing;
use loopscope_stdlib::islands::{self, Island};
use loopscope_stdlib::threads::MAIN;
use loopscope_stdlib::turn::{self, Readiness};
use loopscope_stdlib::{State, threads};
use loopscope_trace::recorder::DEFAULT_LIMIT;
use loopscope_trace::{EventKind, Stream};

use crate::clearing;
use crate::demo_requests::DemoRequests;
use crate::ending::{self, Ending, Then};
use crate::inputs::Log;

mod given;
mod sight;

pub use sight::{Call, Stack, Variable};

/// What going over to another thread, or on after a wait, counts against the budget, in calls and back edges.
const SWITCH_COST: i64 = 100;
/// The exit status of a program that was stopped.
const STOPPED: i32 = 130;
/// The exit status of a program that a limit ended.
const LIMIT_EXCEEDED: i32 = 1;

/// A program as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// The name that tracebacks show.
    pub filename: String,
    /// The text, which may have [several files](loopscope_files).
    pub source: String,
}

/// How an isolate begins.
#[derive(Clone, Debug)]
pub struct Config {
    /// What `time.time()` is at program time 0, in microseconds since 1970.
    pub epoch_micros: u64,
    /// Where `random` begins.
    pub seed: u64,
    /// Whether events other than output are recorded.
    pub record: bool,
    /// How many events are recorded at most.
    pub record_limit: u32,
    /// How many bytes the program may write; it is ended after more.
    pub output_limit_bytes: usize,
}

/// What a program does after a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It used up its budget: give it another turn.
    Ready,
    /// It has nothing to do before this program time or, without a time, before an answer or an interrupt.
    Blocked {
        /// In microseconds of program time.
        until_micros: Option<u64>,
    },
    /// A thread stands at a breakpoint, and nothing else runs: another turn lets it go on.
    AtBreakpoint,
    /// The program needs a part that is not there from the start: the turn goes on with the next one, when the host has brought it.
    Needs(Part),
    /// The program ended.
    Ended {
        /// Its exit status.
        exit_status: i32,
    },
}

/// A program: one heap, in which its Python threads take turns.
pub struct Isolate {
    vm: Vm,
    program: Program,
    main: Rc<Module>,
    phase: Phase,
    demo: DemoRequests,
    outbox: Vec<Outgoing>,
    output_limit_bytes: usize,
    /// What islands have written, in bytes, and recorded.
    others: (usize, u32),
    /// How often it was stopped because nothing could happen any more.
    stops: u32,
    /// What the host has given it.
    inputs: Log,
    /// What is left of the turn's budget.
    left: i64,
    /// What was left of it where the turn was broken off, if it was, and why that was.
    broken_off: Option<(i64, Status)>,
    /// Where it stands: what the VM's last share came to, how much that was, and how much of it was left.
    halted: Option<(Exit, u32, i64)>,
    /// Values that were shown to somebody who looked at the program, by their numbers.
    shown: Vec<Value>,
}

/// ```text
/// Prepared ──► Island ──────────────────────────────────────────────────► Ended
/// Source ──► Program
/// Program ── exception ──► Report ─┐
///    └─────────────────────────────┴─► Shutdown ──► AtExit ──► Clearing ──► Ended
/// ```
enum Phase {
    /// An island that has not begun.
    Prepared,
    /// The function of an island's thread runs.
    Island,
    /// It can't be compiled before the names of characters have come.
    Source,
    /// The program's module runs.
    Program,
    /// The text about an uncaught exception is made.
    Report(Ending),
    /// `threading` waits for the other threads.
    Shutdown { exit_status: i32 },
    /// The functions of `atexit` run.
    AtExit { exit_status: i32 },
    /// The globals are gone; what that makes happen happens.
    Clearing { exit_status: i32 },
    /// Nothing runs any more.
    Ended { exit_status: i32 },
}

impl Config {
    /// For a program that begins at `epoch_micros` after 1970, recording.
    pub fn new(epoch_micros: u64) -> Self {
        Config {
            epoch_micros,
            seed: 0,
            record: true,
            record_limit: DEFAULT_LIMIT,
            output_limit_bytes: usize::MAX,
        }
    }
}

impl Status {
    /// When the program goes on by itself, in microseconds of program time, if it is blocked.
    pub fn deadline_micros(self) -> Option<u64> {
        match self {
            Status::Blocked { until_micros } => until_micros,
            Status::Ready | Status::AtBreakpoint | Status::Needs(_) | Status::Ended { .. } => None,
        }
    }
}

impl Isolate {
    /// A program that has not begun.
    pub fn for_program(config: Config, program: Program) -> Isolate {
        let mut isolate = Isolate::new(&config, program);
        let recorder = &mut State::of(&mut isolate.vm).recorder;
        recorder.cause = recorder.record(EventKind::ThreadStarted { name: "MainThread" });
        if names_characters(&isolate.program.source) && isolate.vm.asks_for(Part::Unicode) {
            isolate.phase = Phase::Source;
        } else {
            isolate.begin();
        }
        isolate
    }

    /// Compiles the program, and lets it begin.
    fn begin(&mut self) {
        self.phase = Phase::Program;
        match self.compile() {
            Ok((module, warnings)) => {
                let Program { filename, source } = &self.program;
                self.vm.show_warnings(filename, source, &warnings);
                self.start(module, Args::none());
            }
            Err(raised) => self.fail(raised),
        }
    }

    /// A heap for an island, made ready ahead of time. It takes no turns before [`Isolate::begin_island`].
    pub fn prepare_island(config: Config) -> Isolate {
        // Who prepares it need not know the program's seed: random numbers are its home's.
        let mut isolate = Isolate::new(&Config { seed: 0, ..config }, Program::default());
        islands::prepare(&mut isolate.vm);
        isolate.phase = Phase::Prepared;
        isolate
    }

    /// Makes a prepared heap the island of a thread of `program`, at program time `now_micros`.
    ///
    /// # Errors
    /// Why it can't begin.
    pub fn begin_island(&mut self, program: Program, island: &Island, now_micros: u64) -> Result<(), String> {
        self.inputs.begin_island(now_micros);
        turn::set_now(&mut self.vm, now_micros);
        self.program = program;
        self.main.define("__file__", Value::str(&self.program.filename));
        let Program { filename, source } = &self.program;
        let source = self.vm.set_files(filename, source);
        let options = Options::of_program(filename.as_str().into());
        let (code, _) = self
            .vm
            .compile_with_warnings(&self.main, &source, &options)
            .map_err(|_| "its program can't be compiled".to_owned())?;
        islands::guest::begin(&mut self.vm, island, &code, &self.main)?;
        self.phase = Phase::Island;
        Ok(())
    }

    /// What `time.time()` is at program time 0, in microseconds since 1970, for an island that has not begun.
    pub fn set_epoch(&mut self, epoch_micros: u64) {
        State::of(&mut self.vm).config.epoch_micros = epoch_micros;
    }

    /// Lets go of all objects, also of those that refer to each other: the process goes on after this heap.
    pub fn dismantle(self) {
        self.vm.dismantle();
    }

    /// The exit status, if it has ended.
    pub fn exit_status(&self) -> Option<i32> {
        match self.phase {
            Phase::Ended { exit_status } => Some(exit_status),
            _ => None,
        }
    }

    /// The part that it needs, if the turn was broken off for that.
    pub fn needs(&self) -> Option<Part> {
        match self.broken_off {
            Some((_, Status::Needs(part))) => Some(part),
            _ => None,
        }
    }

    /// The line of the program that runs; 0 if none does.
    pub fn line(&self) -> u32 {
        self.vm.line()
    }

    /// How many pieces of output [`Isolate::take_events`] would give.
    pub fn pending_outputs(&self) -> usize {
        State::peek(&self.vm).recorder.pending_outputs()
    }

    /// How many bytes of output, and how many events, this heap has recorded.
    pub fn recorded(&self) -> (usize, u32) {
        let recorder = &State::peek(&self.vm).recorder;
        (recorder.written_bytes(), recorder.recorded())
    }

    /// What the program wants from its host since the last call, in order.
    pub fn take_outbox(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.outbox)
    }

    /// Who waits for what, a line for each thread: where nothing goes on by itself, what only Stop can end.
    pub fn describe_waits(&self) -> String {
        threads::describe_deadlock(&self.vm)
    }

    fn new(config: &Config, program: Program) -> Isolate {
        let mut vm = loopscope_hot_loop::new_vm(loopscope_stdlib::Config {
            epoch_micros: config.epoch_micros,
            seed: config.seed,
            record: config.record,
            record_limit: config.record_limit,
        });
        let main = vm.new_module("__main__");
        for name in ["__package__", "__loader__", "__spec__"] {
            main.define(name, Value::None);
        }
        main.define("__annotations__", Value::Dict(tracked(Dict::default())));
        main.define("__builtins__", Value::Module(vm.builtins.clone()));
        main.define("__file__", Value::str(&program.filename));
        main.define("__cached__", Value::None);
        vm.modules.insert(sym::MAIN, Value::Module(main.clone()));
        Isolate {
            vm,
            program,
            main,
            phase: Phase::Program,
            demo: DemoRequests::default(),
            outbox: Vec::new(),
            output_limit_bytes: config.output_limit_bytes,
            others: (0, 0),
            stops: 0,
            inputs: Log::new(config.record),
            left: 0,
            broken_off: None,
            halted: None,
            shown: Vec::new(),
        }
    }

    /// Runs on until the turn's budget is used up, or all are blocked.
    fn run(&mut self) -> Status {
        while self.left > 0 && !self.stands() {
            match self.phase {
                Phase::Ended { exit_status } => return Status::Ended { exit_status },
                Phase::Prepared => return Status::Blocked { until_micros: None },
                Phase::Source => {
                    match self.vm.take_need() {
                        Some(part) => self.await_part(part),
                        None => self.begin(),
                    }
                    continue;
                }
                Phase::Island => {
                    islands::guest::rest(&mut self.vm);
                    if islands::guest::is_gone(&self.vm) {
                        self.phase = Phase::Ended { exit_status: 0 };
                        continue;
                    }
                }
                _ => {}
            }
            if let Readiness::BlockedUntil(until_micros) = turn::next_thread(&mut self.vm) {
                return Status::Blocked { until_micros };
            }
            if self.stands() {
                break;
            }
            let share = turn::share_of(&self.vm, u32::try_from(self.left).unwrap_or(u32::MAX));
            let exit = self.vm.run(share);
            let left = self.vm.budget_left();
            self.ran(exit, share, left);
        }
        match self.phase {
            Phase::Ended { exit_status } => Status::Ended { exit_status },
            _ => self.broken_off.map_or(Status::Ready, |(_, status)| status),
        }
    }

    /// The VM has run a share of the budget, of which so much is left, unless it stands before its end.
    #[inline(never)]
    fn ran(&mut self, exit: Exit, share: u32, left: i64) {
        if self.stands() {
            self.halted = Some((exit, share, work::unused(left)));
            return;
        }
        let spent = i64::from(share) - left;
        turn::ran(&mut self.vm, spent);
        self.left -= spent;
        match exit {
            Exit::Yielded => {}
            Exit::Blocked => self.left -= SWITCH_COST,
            Exit::AtBreakpoint(line) => {
                if turn::stand(&mut self.vm, line) {
                    self.broken_off = Some((std::mem::take(&mut self.left), Status::AtBreakpoint));
                }
            }
            Exit::Needs(part) => self.await_part(part),
            Exit::Finished(_) if matches!(self.phase, Phase::Island) => {}
            Exit::Finished(result) if State::peek(&self.vm).thread() == MAIN => self.finished(result),
            Exit::Finished(_) => threads::ended(&mut self.vm),
        }
    }

    /// The outermost call is over: goes on to what comes after it.
    fn finished(&mut self, result: Result<Value, Raised>) {
        match (std::mem::replace(&mut self.phase, Phase::Ended { exit_status: 0 }), result) {
            (Phase::Program, Ok(_)) => self.shut_down(0),
            (Phase::Program, Err(raised)) => self.fail(raised),
            (Phase::Report(ending), text) => {
                ending.report(&mut self.vm, &self.program.filename, text);
                match ending.then {
                    Then::Shutdown => self.shut_down(ending.exit_status),
                    Then::Clear => self.run_exit_functions(ending.exit_status),
                }
            }
            (Phase::Shutdown { exit_status }, Ok(_)) => self.run_exit_functions(exit_status),
            (Phase::AtExit { exit_status }, _) => self.clear(exit_status),
            (Phase::Shutdown { exit_status }, Err(raised)) => {
                self.report(ending::of_shutdown(exit_status, raised));
            }
            (Phase::Clearing { exit_status }, _) => {
                self.record(EventKind::ThreadEnded);
                self.record(EventKind::ProgramEnded { exit_status });
                self.phase = Phase::Ended { exit_status };
            }
            (Phase::Ended { exit_status }, _) => self.phase = Phase::Ended { exit_status },
            (phase @ (Phase::Prepared | Phase::Island | Phase::Source), _) => self.phase = phase,
        }
    }

    /// Breaks the turn off until a part has come.
    fn await_part(&mut self, part: Part) {
        self.broken_off = Some((std::mem::take(&mut self.left), Status::Needs(part)));
    }

    /// An exception left the program.
    fn fail(&mut self, raised: Raised) {
        match ending::of_program(&self.vm, raised) {
            Ok(ending) => self.report(ending),
            Err(exit_status) => self.shut_down(exit_status),
        }
    }

    fn report(&mut self, mut ending: Ending) {
        let (function, args) = ending.text(&mut self.vm);
        self.phase = Phase::Report(ending);
        self.start(function, args);
    }

    fn shut_down(&mut self, exit_status: i32) {
        match threads::shutdown(&self.vm) {
            Some(shutdown) => {
                self.phase = Phase::Shutdown { exit_status };
                self.start(shutdown, Args::none());
            }
            None => self.run_exit_functions(exit_status),
        }
    }

    /// Calls what the program gave to `atexit`, if it imported that.
    fn run_exit_functions(&mut self, exit_status: i32) {
        let run = match self.vm.modules.get(&Sym::new("atexit")) {
            Some(Value::Module(atexit)) => atexit.get(Sym::new("_run_exitfuncs")),
            _ => None,
        };
        match run {
            Some(run) => {
                self.phase = Phase::AtExit { exit_status };
                self.start(run, Args::none());
            }
            None => self.clear(exit_status),
        }
    }

    fn clear(&mut self, exit_status: i32) {
        self.phase = Phase::Clearing { exit_status };
        State::of(&mut self.vm).scheduler.finalizing = true;
        self.start(clearing::function(&self.main), Args::none());
    }

    /// Makes a call the outermost one, which ends by [`Isolate::finished`].
    fn start(&mut self, function: Value, args: Args) {
        if let Err(raised) = self.vm.start(function, args) {
            self.finished(Err(raised));
        }
    }

    /// Compiles the program; a function that runs its module, and what the compiler warns of.
    fn compile(&mut self) -> Result<(Value, Vec<SyntaxWarning>), Raised> {
        let Program { filename, source } = &self.program;
        let source = self.vm.set_files(filename, source);
        let options = Options::of_program(filename.as_str().into());
        let (code, warnings) = self.vm.compile_with_warnings(&self.main, &source, &options)?;
        islands::set_program(&mut self.vm, &code, &self.main);
        Ok((Value::Function(Vm::function_of(code, self.main.clone())), warnings))
    }

    /// The turn is over, or it stands.
    fn rest(&mut self) {
        if !self.stands() {
            self.left = 0;
        }
        self.collect();
    }

    /// Makes what the modules want to send ready for the host.
    fn collect(&mut self) {
        let now_micros = State::of(&mut self.vm).now_micros();
        for outgoing in State::of(&mut self.vm).take_outbox() {
            let outgoing = match outgoing {
                Outgoing::Fetch(fetch) => match self.demo.accept(fetch, now_micros) {
                    Some(fetch) => Outgoing::Fetch(fetch),
                    None => continue,
                },
                Outgoing::CancelFetch(id) if self.demo.cancel(id) => continue,
                other => other,
            };
            self.outbox.push(outgoing);
        }
    }

    fn stop_writing(&mut self) {
        if !matches!(self.phase, Phase::Ended { .. }) {
            // In an island it is the thread that ends, and its home that says so.
            if !matches!(self.phase, Phase::Island) {
                let text = "\nLoopscope ended the program: it wrote too much.\n";
                State::of(&mut self.vm).write(Stream::Stderr, text);
                self.record(EventKind::ProgramEnded { exit_status: LIMIT_EXCEEDED });
            }
            self.phase = Phase::Ended { exit_status: LIMIT_EXCEEDED };
        }
    }

    fn record(&mut self, kind: EventKind<'_>) {
        State::of(&mut self.vm).recorder.record(kind);
    }
}
