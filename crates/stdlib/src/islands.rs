//! Islands: Python threads that share nothing with others, and so run in a heap of their own, beside the home.
//!
//! The *home* is the heap of the main thread. When a thread starts and all that it needs can go ([`parcel`]), that is
//! packed, and the thread begins in an island: in a Web Worker or a thread of the system, as the host has it. At home its
//! fiber waits ([`away`]) and does what has to be done in its name; over there a [`guest`] frame runs its function.
//!
//! ```text
//!   home                                     island
//!   Thread.run ─► elsewhere ── parcel ─────► begin ─► target(*args)
//!        waits                               polls: what arrived for its loops
//!   loop.call_soon_threadsafe ── message ──►
//!        does what follows ◄── result ────── waits
//!                          ── seen ────────►
//!        ends              ◄── end ───────── its function returned, or raised
//!        begins again      ◄── log ───────── it came home: what it took in
//! ```
//!
//! What can't go over to or from an island, because both sides would hold it, calls the island home: after its
//! turn it sends what it took in from outside ([`crate::inputs`]) and is over. At home its thread begins again with the very
//! objects that were packed, is given the same, without writing anything, and goes on from where the island ended.

pub mod away;
pub mod from_outside;
pub mod guest;
pub mod home;

mod arrival;
pub mod calls;
mod message;
mod natives;
mod policy;
mod wait;

use std::rc::Rc;

use loopscope_python::object::Generator;
use loopscope_python::parcel::{self, Facts, Obstacle, Root, Twins};
use loopscope_python::{Args, Code, Exit, Fiber, Flow, Module, Result, Sym, Value, Vm};
use loopscope_trace::{EventKind, ThreadId};

use crate::asyncio::event_loop;
use crate::fetch::request::Outgoing;
use crate::state::State;
use crate::threads::MAIN;
use away::Away;
use calls::Submitted;
use guest::Guest;
use loopscope_library::native;
use natives::Loops;

/// At most so many islands live at once; more threads begin at home.
const MOST: usize = 16;

/// So long, in microseconds, the threads at home leave an island that begins its first turn, which a thread has under
/// CPython's lock when it is started.
const FIRST_TURN_MICROS: u64 = 250_000;

/// So much is sent to an island at most: all of it is kept, for the case that its thread comes home.
const MOST_SENT: usize = 10_000;

/// What an island begins with.
#[derive(Clone, Debug)]
pub struct Island {
    /// The thread.
    pub thread: ThreadId,
    /// What it needs.
    pub parcel: Vec<u8>,
}

/// What a heap knows of islands.
pub struct Islands {
    /// How many more threads may begin elsewhere now; the host says so.
    pub free: usize,
    /// Why none may, if none may and that is worth a word.
    pub why_none: Rc<str>,
    program: Option<Rc<Program>>,
    away: Vec<Away>,
    /// In an island: what its only thread does.
    guest: Option<Box<Guest>>,
    /// The futures of coroutines that were given to islands.
    futures: Vec<Submitted>,
    /// The tasks of submitted coroutines that run in this heap.
    tasks: Vec<(i64, Value)>,
    last_token: i64,
    /// The thread that has its first turn in an island, for which the others wait, and until when at most.
    first_turn: Option<(ThreadId, u64)>,
    /// Whether the thread that runs has come home, in a wait.
    pub(crate) arrived: bool,
}

impl Default for Islands {
    fn default() -> Self {
        Islands {
            free: 0,
            why_none: "".into(),
            program: None,
            away: Vec::new(),
            guest: None,
            futures: Vec::new(),
            tasks: Vec::new(),
            last_token: 0,
            first_turn: None,
            arrived: false,
        }
    }
}

/// The program's module, for finding out what may go.
struct Program {
    code: Rc<Code>,
    facts: Facts,
}

/// Remembers the program's code, before it runs.
pub fn set_program(vm: &mut Vm, code: &Rc<Code>, main: &Rc<Module>) {
    let program = Program { facts: Facts::of(code, main), code: code.clone() };
    State::of(vm).islands.program = Some(Rc::new(program));
}

/// These lines of the program have breakpoints, and no others. With any, all threads run at home.
pub fn set_breakpoints(vm: &mut Vm, lines: &[u32]) {
    let Some(program) = State::peek(vm).islands.program.clone() else { return };
    vm.set_breakpoints(&program.code, lines);
    if vm.has_breakpoints() {
        call_home(vm);
    }
}

/// Asks all islands to come home.
pub fn call_home(vm: &mut Vm) {
    let threads: Vec<ThreadId> = State::peek(vm).islands.away.iter().map(|away| away.thread).collect();
    for thread in threads {
        away::ask_home(vm, thread, "");
    }
}

/// Until when, in microseconds of program time, the threads at home leave one that begins elsewhere its first turn.
pub(crate) fn first_turn_until(vm: &Vm) -> Option<u64> {
    let state = State::peek(vm);
    let (_, until) = state.islands.first_turn?;
    (until > state.now_micros() && !state.scheduler.finalizing).then_some(until)
}

/// After a turn: asks those islands to come home that have what the program changed here in a way that could not be foreseen.
pub(crate) fn look_what_was_set(vm: &mut Vm) {
    if State::peek(vm).islands.guest.is_some() || vm.attributes_set.as_ref().is_none_or(Vec::is_empty) {
        return;
    }
    let set = vm.attributes_set.take().unwrap_or_default();
    let islands = &State::peek(vm).islands.away;
    let concerned = |away: &&Away| set.iter().any(|address| *address == 0 || away.twins.knows(*address));
    let threads: Vec<ThreadId> = islands.iter().filter(concerned).map(|away| away.thread).collect();
    for thread in threads {
        away::ask_home(vm, thread, "an attribute of something that it has was set");
    }
    if count(vm) > 0 {
        vm.attributes_set = Some(Vec::new());
    }
}

/// Makes a heap ready to be an island.
pub fn prepare(vm: &mut Vm) {
    import_now(vm, &["threading".to_owned(), "asyncio".to_owned()]);
}

/// How many islands there are elsewhere.
pub fn count(vm: &Vm) -> usize {
    State::peek(vm).islands.away.iter().filter(|away| away.is_elsewhere()).count()
}

/// `_thread._elsewhere(target, args, kwargs, daemon)`: whether a thread's function has run in an island; if not, or if that came
/// home, it is to be called here.
///
/// # Errors
/// What the function raised over there comes out of the frame.
pub(crate) fn elsewhere(vm: &mut Vm, args: Args) -> Result<Flow> {
    home::sweep(vm);
    let islands = &State::peek(vm).islands;
    if islands.free > 0 && vm.has_breakpoints() {
        placed(vm, false, "the program has breakpoints");
        return Ok(Value::Bool(false).into());
    }
    if islands.free == 0 || islands.program.is_none() || count(vm) >= MOST {
        let why = islands.why_none.clone();
        if !why.is_empty() {
            placed(vm, false, &why);
        }
        return Ok(Value::Bool(false).into());
    }
    let thread = State::peek(vm).thread();
    match pack_start(vm, thread, args) {
        Ok((parcel, away)) => {
            placed(vm, true, "");
            let state = State::of(vm);
            state.islands.first_turn = Some((thread, state.now_micros() + FIRST_TURN_MICROS));
            state.islands.free -= 1;
            state.islands.away.push(away);
            vm.attributes_set.get_or_insert_default();
            let state = State::of(vm);
            state.send(Outgoing::StartIsland(Box::new(Island { thread, parcel })));
            Ok(Flow::Frame(Box::new(wait::Wait::new(thread))))
        }
        Err(why) => {
            placed(vm, false, &why.to_string());
            Ok(Value::Bool(false).into())
        }
    }
}

/// Packs what a thread begins with.
fn pack_start(vm: &mut Vm, thread: ThreadId, args: Args) -> std::result::Result<(Vec<u8>, Away), Obstacle> {
    // The thread object refers to each, too.
    const REFERENCES: usize = 2;
    let (Some(program), Some(Value::Tuple(_)), Some(Value::Dict(_))) =
        (State::peek(vm).islands.program.clone(), args.pos.get(1), args.pos.get(2))
    else {
        return Err(Obstacle::Kind { type_name: "arguments".to_owned() });
    };
    if vm.has_own_modules() {
        return Err(Obstacle::OwnModules);
    }
    if !State::peek(vm).current.context.is_empty() {
        return Err(Obstacle::Kind { type_name: "contextvars.Context".to_owned() });
    }
    // One more for the event that says where the thread is.
    let mut began = message::reached(vm);
    began.next_seq += u32::from(State::peek(vm).recorder.enabled());
    let mut away = Away::new(thread, began);
    let name = Value::str(&State::peek(vm).current.name);
    let mut roots: Vec<Root> =
        args.pos.into_iter().map(|value| Root { value, references: REFERENCES }).collect();
    roots.extend([name, began.to_value()].map(|value| Root { value, references: 1 }));
    let pc = module_pc(vm, &program);
    let mut loops = Loops::default();
    let parcel = parcel::pack(vm, &program.facts, pc, &roots, &mut away.twins, &mut loops)?;
    for event_loop in &loops.moved {
        event_loop::data(event_loop).away.set(Some(thread));
    }
    (away.loops, away.generators) = (loops.moved, loops.generators);
    Ok((parcel, away))
}

/// Where the program's module is, if it still runs.
fn module_pc(vm: &mut Vm, program: &Program) -> Option<usize> {
    let here = vm.pc_of(&program.code);
    here.or_else(|| State::of(vm).scheduler.parked(MAIN).and_then(|main| main.fiber.pc_of(&program.code)))
}

/// Packs a message. Besides the list, so many references to each value are held.
fn pack_message(
    vm: &mut Vm,
    values: Vec<Value>,
    references: usize,
    twins: &mut Twins,
    generators: &mut Vec<Rc<Generator>>,
) -> std::result::Result<Vec<u8>, Obstacle> {
    let Some(program) = State::peek(vm).islands.program.clone() else { return Err(Obstacle::TooLarge) };
    let pc = module_pc(vm, &program);
    let roots: Vec<Root> =
        values.into_iter().map(|value| Root { value, references: references + 1 }).collect();
    let mut loops = Loops { stay: true, ..Loops::default() };
    let packed = parcel::pack(vm, &program.facts, pc, &roots, twins, &mut loops);
    generators.append(&mut loops.generators);
    packed
}

fn unpack_message(vm: &mut Vm, bytes: &[u8], twins: &mut Twins) -> Option<Vec<Value>> {
    let program = State::peek(vm).islands.program.clone()?;
    import_now(vm, &parcel::required_modules(bytes).ok()?);
    parcel::unpack(vm, &program.facts, bytes, twins, &mut Loops::default()).ok()
}

/// Imports modules of the library between two turns.
fn import_now(vm: &mut Vm, names: &[String]) {
    // What importing sets is not the program's doing.
    let noted = vm.attributes_set.take();
    for name in names {
        if !vm.modules.contains_key(&Sym::new(name))
            && let Some(import) = vm.builtins.get(native::sym("__import__"))
        {
            let _ = run_now(vm, import, Args::new([Value::str(name)]));
        }
    }
    vm.attributes_set = noted;
}

/// Runs a function of the library between two turns; it neither waits nor writes.
fn run_now(vm: &mut Vm, callee: Value, args: Args) -> Option<Value> {
    const BUDGET: u32 = 1 << 20;
    let mut fiber = Fiber::new(callee, args);
    vm.swap_fiber(&mut fiber);
    let result = loop {
        match vm.run(BUDGET) {
            Exit::Yielded | Exit::AtBreakpoint(_) | Exit::Needs(_) => {}
            Exit::Blocked => break None,
            Exit::Finished(result) => break result.ok(),
        }
    };
    vm.swap_fiber(&mut fiber);
    result
}

/// Records where the thread runs.
fn placed(vm: &mut Vm, away: bool, why: &str) {
    let recorder = &mut State::of(vm).recorder;
    recorder.line = 0;
    recorder.record(EventKind::ThreadPlaced { away, why });
}
