//! One Python thread and its turns.

use std::rc::Rc;

use loopscope_python::compile::{Options, SyntaxWarning};
use loopscope_python::symbol::sym;
use loopscope_python::{Args, Exit, Module, Raised, Sym, Value, Vm};
use loopscope_stdlib::remote::FetchDone;
use loopscope_stdlib::turn::{self, Readiness};
use loopscope_stdlib::{State, remote, threads};
use loopscope_trace::recorder::DEFAULT_LIMIT;
use loopscope_trace::{EventKind, Stream, ThreadId};

use crate::clearing;
use crate::demo_requests::DemoRequests;
use crate::ending::{self, Ending, Then};
use crate::importing::Importing;
use crate::sharing::Sharing;
use crate::wire::{Message, Outgoing, Program, Start};

/// How often in one turn the thread goes on after a wait that was over at once.
const WAITS_PER_TURN: u32 = 64;
/// The exit status of a program that a limit ended.
const LIMIT_EXCEEDED: i32 = 1;

/// How an isolate begins.
#[derive(Clone, Debug)]
pub struct Config {
    /// The thread; 0 is the main thread.
    pub thread: ThreadId,
    /// What `time.time()` is at program time 0, in microseconds since 1970.
    pub epoch_micros: u64,
    /// Where `random` begins.
    pub seed: u64,
    /// Whether events other than output are recorded.
    pub record: bool,
    /// How many events are recorded at most.
    pub record_limit: u32,
    /// How many bytes the thread may write; it is ended after more.
    pub output_limit_bytes: usize,
}

/// What a thread does after a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It used up its budget: give it another turn.
    Ready,
    /// It has nothing to do before this program time or, without a time, before a message.
    Blocked {
        /// In microseconds of program time.
        until_micros: Option<u64>,
    },
    /// Its Python thread ended; it only answers messages about its objects ([`Isolate::is_needed`]). The end
    /// of the main thread is the end of the program.
    Ended {
        /// The exit status of the program, for the main thread.
        exit_status: i32,
    },
}

/// One Python thread.
pub struct Isolate {
    vm: Vm,
    program: Program,
    main: Rc<Module>,
    sharing: Sharing,
    importing: Importing,
    phase: Phase,
    demo: DemoRequests,
    outbox: Vec<Outgoing>,
    output_limit_bytes: usize,
}

/// ```text
/// Program ── exception ──► Report ─┐
///    └─────────────────────────────┴─► Shutdown ──► AtExit ──► Clearing ──► Ended
/// Thread ────────────────────────────────────────────────────────────────────┘
/// ```
enum Phase {
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
    /// A thread's function runs.
    Thread,
    /// Nothing runs any more.
    Ended { exit_status: i32 },
}

impl Config {
    /// For a thread whose program began at `epoch_micros` after 1970, recording.
    pub fn new(thread: ThreadId, epoch_micros: u64) -> Self {
        Config {
            thread,
            epoch_micros,
            seed: 0,
            record: true,
            record_limit: DEFAULT_LIMIT,
            output_limit_bytes: usize::MAX,
        }
    }
}

impl Status {
    /// When the thread goes on by itself, in microseconds of program time, if it is blocked.
    pub fn deadline_micros(self) -> Option<u64> {
        match self {
            Status::Blocked { until_micros } => until_micros,
            Status::Ready | Status::Ended { .. } => None,
        }
    }
}

impl Isolate {
    /// The main thread of a program.
    pub fn for_program(config: Config, program: Program) -> Isolate {
        let mut isolate = Isolate::new(&config, program);
        isolate.record(EventKind::ThreadStarted { name: "MainThread" });
        match isolate.compile() {
            Ok((module, warnings)) => {
                isolate.show(&warnings);
                isolate.start(module, Args::none());
            }
            Err(raised) => isolate.fail(raised),
        }
        isolate
    }

    /// A thread that another one started.
    pub fn for_thread(config: Config, start: Start) -> Isolate {
        let mut isolate = Isolate::new(&config, start.program);
        // It compiled in the main thread, so it does here.
        let _ = isolate.compile();
        isolate.main.shared.set(true);
        isolate.phase = Phase::Thread;
        let entered = threads::enter(&mut isolate.vm, start.thread);
        isolate.sharing.assign(&mut isolate.vm, &isolate.main, start.variables);
        match entered {
            Ok((function, args)) => isolate.start(function, args),
            // Its starter has been told.
            Err(_) => isolate.finished(Ok(Value::None)),
        }
        isolate
    }

    /// Takes in a message from another thread.
    pub fn deliver(&mut self, message: Message) {
        if let Some(message) = self.importing.hold(&self.vm, message) {
            self.take_in(message);
        }
    }

    fn take_in(&mut self, message: Message) {
        match message {
            Message::Imported(names) => {
                let nothing_runs = matches!(self.phase, Phase::Ended { .. });
                self.importing.import(&mut self.vm, names, nothing_runs);
            }
            Message::Envelope(envelope) => turn::deliver(&mut self.vm, envelope),
            Message::Assigned(assignments) => self.sharing.assign(&mut self.vm, &self.main, assignments),
        }
    }

    /// Answers [`Outgoing::WantThreadId`]; `None` if there are too many threads.
    pub fn thread_id_given(&mut self, thread: Option<ThreadId>) {
        threads::thread_id_given(&mut self.vm, thread);
    }

    /// Answers [`Outgoing::Fetch`].
    pub fn fetch_done(&mut self, done: FetchDone) {
        turn::fetch_done(&mut self.vm, done);
    }

    /// Stop, or Ctrl+C: `KeyboardInterrupt`, or what the program made of `SIGINT`. For the main thread.
    pub fn interrupt(&mut self) {
        turn::interrupt(&mut self.vm);
    }

    /// Lets the thread run at program time `now_micros` until it blocks, or has made about `budget` calls and
    /// turns of loops.
    pub fn turn(&mut self, now_micros: u64, budget: u32) -> Status {
        turn::set_now(&mut self.vm, now_micros);
        while let Some(done) = self.demo.take_due(now_micros) {
            turn::fetch_done(&mut self.vm, done);
        }
        self.take_in_held();
        let status = self.run(budget);
        self.collect();
        match (status, self.demo.deadline_micros()) {
            (Status::Blocked { until_micros: Some(until) }, Some(due)) => {
                Status::Blocked { until_micros: Some(until.min(due)) }
            }
            (Status::Blocked { until_micros: None }, due) => Status::Blocked { until_micros: due },
            (status, _) => status,
        }
    }

    /// What happened since the last call, in order, as a batch for [`loopscope_trace::codec`]; `None` if nothing
    /// did.
    pub fn take_events(&mut self) -> Option<Vec<u8>> {
        let recorder = &mut State::of(&mut self.vm).recorder;
        let events = recorder.take();
        if recorder.written_bytes() > self.output_limit_bytes {
            self.stop_writing();
        }
        events
    }

    /// How many pieces of output [`Isolate::take_events`] would give.
    pub fn pending_outputs(&self) -> usize {
        State::peek(&self.vm).recorder.pending_outputs()
    }

    /// What the thread wants from its host since the last call, in order.
    pub fn take_outbox(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.outbox)
    }

    /// Whether an isolate whose thread has ended may still be asked for objects that live in it.
    pub fn is_needed(&self) -> bool {
        State::peek(&self.vm).shared.has_exports()
    }

    fn new(config: &Config, program: Program) -> Isolate {
        let mut vm = loopscope_stdlib::new_vm(loopscope_stdlib::Config {
            thread: config.thread,
            epoch_micros: config.epoch_micros,
            seed: config.seed,
            record: config.record,
            record_limit: config.record_limit,
        });
        let main = vm.new_module("__main__");
        main.define("__file__", Value::str(&program.filename));
        vm.modules.insert(sym::MAIN, Value::Module(main.clone()));
        Isolate {
            vm,
            program,
            main,
            sharing: Sharing::default(),
            importing: Importing::default(),
            phase: Phase::Program,
            demo: DemoRequests::default(),
            outbox: Vec::new(),
            output_limit_bytes: config.output_limit_bytes,
        }
    }

    fn run(&mut self, budget: u32) -> Status {
        for _ in 0..WAITS_PER_TURN {
            if let Phase::Ended { exit_status } = self.phase {
                return Status::Ended { exit_status };
            }
            // A blocked machine runs too: a handler of signals, or what another thread asks for, may be due.
            let _ = turn::readiness(&mut self.vm);
            match self.vm.run(budget) {
                Exit::Yielded => return Status::Ready,
                Exit::Blocked if self.take_in_held() => {}
                Exit::Blocked => {
                    if let Readiness::BlockedUntil(until_micros) = turn::readiness(&mut self.vm) {
                        return Status::Blocked { until_micros };
                    }
                }
                Exit::Finished(result) => self.finished(result),
            }
        }
        Status::Ready
    }

    /// Takes in the messages that waited for an import that is over; whether there were any.
    fn take_in_held(&mut self) -> bool {
        let mut some = false;
        while let Some(message) = self.importing.release(&self.vm) {
            self.take_in(message);
            some = true;
        }
        some
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
            (Phase::Thread, _) => {
                threads::leave(&mut self.vm);
                self.record(EventKind::ThreadEnded);
            }
            (Phase::Ended { exit_status }, _) => self.phase = Phase::Ended { exit_status },
        }
    }

    /// An exception left the program.
    fn fail(&mut self, raised: Raised) {
        match ending::of_program(&self.vm, raised) {
            Ok(ending) => self.report(ending),
            Err(exit_status) => self.shut_down(exit_status),
        }
    }

    fn report(&mut self, ending: Ending) {
        let (function, args) = ending.text(&self.vm);
        self.phase = Phase::Report(ending);
        self.start(function, args);
    }

    fn shut_down(&mut self, exit_status: i32) {
        let (function, args) = threads::shutdown(&mut self.vm);
        self.phase = Phase::Shutdown { exit_status };
        self.start(function, args);
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
        // Daemon threads keep theirs.
        self.main.shared.set(false);
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
        let options = Options { filename: filename.as_str().into(), internal: false };
        let (code, warnings) = self.vm.compile_with_warnings(&self.main, source, &options)?;
        Ok((Value::Function(Vm::function_of(code, self.main.clone())), warnings))
    }

    /// Writes warnings of the compiler to stderr, as CPython shows them.
    fn show(&mut self, warnings: &[SyntaxWarning]) {
        let Program { filename, source } = self.program.clone();
        for SyntaxWarning { message, line } in warnings {
            let text = source.lines().nth(*line as usize - 1).unwrap_or_default().trim();
            self.vm.write(true, &format!("{filename}:{line}: SyntaxWarning: {message}\n  {text}\n"));
        }
    }

    /// Makes what the modules want to send ready for the host.
    fn collect(&mut self) {
        if self.main.shared.get() {
            if let Some(names) = self.importing.news(&self.vm) {
                self.outbox.push(Outgoing::SendToOthers(Message::Imported(names)));
            }
            let assigned = self.sharing.take_assigned(&mut self.vm, &self.main);
            if !assigned.is_empty() {
                self.outbox.push(Outgoing::SendToOthers(Message::Assigned(assigned)));
            }
        }
        let now_micros = State::of(&mut self.vm).now_micros();
        for outgoing in State::of(&mut self.vm).take_outbox() {
            let outgoing = match outgoing {
                remote::Outgoing::Message { to, envelope } => {
                    Outgoing::Send { to, message: Message::Envelope(envelope) }
                }
                remote::Outgoing::WantThreadId => Outgoing::WantThreadId,
                remote::Outgoing::StartThread(thread) => Outgoing::Start(Box::new(Start {
                    program: self.program.clone(),
                    variables: self.sharing.snapshot(&mut self.vm, &self.main),
                    thread: *thread,
                })),
                remote::Outgoing::Fetch(fetch) => match self.demo.accept(fetch, now_micros) {
                    Some(fetch) => Outgoing::Fetch(fetch),
                    None => continue,
                },
                remote::Outgoing::CancelFetch(id) if self.demo.cancel(id) => continue,
                remote::Outgoing::CancelFetch(id) => Outgoing::CancelFetch(id),
            };
            self.outbox.push(outgoing);
        }
    }

    fn stop_writing(&mut self) {
        if !matches!(self.phase, Phase::Ended { .. }) {
            let text = "\nLoopscope ended the program: it wrote too much.\n";
            State::of(&mut self.vm).write(Stream::Stderr, text);
            self.record(EventKind::ProgramEnded { exit_status: LIMIT_EXCEEDED });
            self.phase = Phase::Ended { exit_status: LIMIT_EXCEEDED };
        }
    }

    fn record(&mut self, kind: EventKind<'_>) {
        State::of(&mut self.vm).recorder.record(kind);
    }
}
