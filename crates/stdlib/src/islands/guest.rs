//! A thread in an island: what its home sends it, what it tells, and how it leaves.

use std::collections::VecDeque;
use std::rc::Rc;

use loopscope_python::object::{GeneratorState, Instance};
use loopscope_python::parcel::{self, Twins};
use loopscope_python::{
    Args, Code, Flow, Module, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Sym, Value, Vm,
};
use loopscope_trace::Recorder;

use super::arrival::Arrival;
use super::message::{Outcome, ToHome, ToIsland, Why, go_on, reached};
use super::natives::Loops;
use super::{Island, calls, home, import_now, pack_message, run_now, set_program, unpack_message};
use crate::asyncio::event_loop;
use crate::asyncio::future;
use crate::context::Context;
use crate::fetch::request::Outgoing;
use crate::inputs::{Inputs, Reached};
use crate::state::{State, ThreadState};
use crate::threads::Waiter;
use crate::threads::scheduler::SWITCH_INTERVAL;
use loopscope_library::native;

/// A log of more bytes is not kept: the thread comes home. One that reads the clock for ever fills it in an hour.
const LONGEST_LOG: usize = 4 << 20;

/// One that others have a loop of does no more than this, in calls and back edges, about 20 ms: it may be called home, where all
/// that is done again, while others wait for its loop.
const MOST_DONE: i64 = 4 * SWITCH_INTERVAL;

/// The only thread of an island.
pub(super) struct Guest {
    twins: Twins,
    /// The loops that came with it.
    loops: Vec<Rc<Instance>>,
    /// What was sent for its loops.
    received: Vec<Arrival>,
    /// What its loops have not looked at yet.
    unseen: VecDeque<(Rc<Instance>, u32)>,
    /// The wait for the home to have seen what it was told.
    answer: Option<Waiter>,
    /// Why it leaves, if it was not called.
    why: Why,
    /// Whether its first turn is over, which its home waits for.
    has_rested: bool,
    /// How much it has done, in calls and back edges.
    done: i64,
    stage: Stage,
}

/// ```text
/// Stays ── ComeHome, or something that can't go ──► Leaves ── nothing is owed ──► Gone
///   └────────────── its function has ended ───────────────────────────────▲
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Stays,
    Leaves,
    Gone,
}

fn of(vm: &mut Vm) -> Option<&mut Guest> {
    State::of(vm).islands.guest.as_deref_mut()
}

/// Comes home if an attribute of something that both sides have was set: the other side has to see that.
fn look_what_was_set(vm: &mut Vm) {
    let Some(set) = vm.attributes_set.as_mut().map(std::mem::take) else { return };
    if let Some(guest) = of(vm)
        && guest.stage == Stage::Stays
        && set.iter().any(|address| *address == 0 || guest.twins.knows(*address))
    {
        (guest.stage, guest.why) = (Stage::Leaves, Why::Sets);
    }
}

/// Makes a heap that has been prepared the island of a thread, and its function's call the outermost one.
///
/// # Errors
/// Why it can't begin.
pub fn begin(
    vm: &mut Vm,
    island: &Island,
    code: &Rc<Code>,
    main: &Rc<Module>,
) -> std::result::Result<(), String> {
    set_program(vm, code, main);
    let Some(program) = State::peek(vm).islands.program.clone() else { return Err("no program".to_owned()) };
    let bad = |_| "its parcel is damaged".to_owned();
    import_now(vm, &parcel::required_modules(&island.parcel).map_err(bad)?);
    import_now(vm, &["threading".to_owned()]);
    let (mut twins, mut loops) = (Twins::island(), Loops::default());
    let values = parcel::unpack(vm, &program.facts, &island.parcel, &mut twins, &mut loops).map_err(bad)?;
    let [target, Value::Tuple(pos), Value::Dict(kw), daemon, Value::Str(name), began] = &values[..] else {
        return Err(bad(parcel::BadParcel));
    };
    let Some(began) = Reached::of_value(began) else { return Err(bad(parcel::BadParcel)) };
    let kw = kw
        .entries()
        .into_iter()
        .filter_map(|(name, value)| Some((Sym::new(name.as_str()?), value)))
        .collect();
    let args = Args { pos: pos.iter().cloned().collect(), kw };
    let state = State::of(vm);
    let now_micros = state.now_micros();
    state.recorder = Recorder::new(island.thread, state.config.record, state.config.record_limit);
    state.recorder.now_micros = now_micros;
    state.current = ThreadState::new(island.thread, name.as_str());
    state.current.inputs = Inputs::Logged(Box::default());
    state.numbers.heap = island.thread;
    go_on(vm, began);
    vm.attributes_set = Some(Vec::new());
    let guest = Guest {
        twins,
        loops: loops.moved,
        received: Vec::new(),
        unseen: VecDeque::new(),
        answer: None,
        why: Why::Called,
        has_rested: false,
        done: 0,
        stage: Stage::Stays,
    };
    let state = State::of(vm);
    state.islands.guest = Some(Box::new(guest));
    state.scheduler.interval_left = SWITCH_INTERVAL;
    if let Some(Value::Module(threading)) = vm.modules.get(&Sym::new("threading"))
        && let Some(enter) = threading.get(Sym::new("_enter_island"))
    {
        let _ = run_now(vm, enter, Args::new([Value::Str(name.clone()), daemon.clone()]));
    }
    let call = NativeFunction::bound("_island", Value::None, |_, args| {
        let mut pos = args.pos.into_iter().skip(1);
        let callee = pos.next().unwrap_or_default();
        Ok(Flow::Frame(Box::new(Whole { call: Some((callee, Args { pos: pos.collect(), kw: args.kw })) })))
    });
    let args = Args { pos: std::iter::once(target.clone()).chain(args.pos).collect(), kw: args.kw };
    drop(values);
    vm.start(call, args).map_err(|_| "its function can't be called".to_owned())
}

/// Whether the thread's function has ended, or the thread has left: nothing of the program runs here any more.
pub fn is_gone(vm: &Vm) -> bool {
    State::peek(vm).islands.guest.as_ref().is_some_and(|guest| guest.stage == Stage::Gone)
}

/// A message from the home.
pub fn receive(vm: &mut Vm, bytes: &[u8]) {
    let Some(mut guest) = State::of(vm).islands.guest.take() else { return };
    let values = unpack_message(vm, bytes, &mut guest.twins);
    let message = values.as_deref().and_then(ToIsland::of_values);
    let mut news = None;
    match message {
        Some(ToIsland::Arrival { event_loop: Value::Instance(event_loop), what, task_name }) => {
            let arrival = Arrival::of(vm, &event_loop, &what, task_name, Context::default());
            let number = guest.received.len();
            guest.received.push(arrival);
            guest.unseen.push_back((event_loop.clone(), number as u32));
            news = Some(event_loop);
        }
        Some(ToIsland::Question { event_loop: Value::Instance(event_loop), asked, number })
            if guest.stage != Stage::Gone =>
        {
            let answer = event_loop::data(&event_loop).answer(asked);
            let message = ToHome::Answer { number, answer }.to_values();
            if let Ok(packed) = pack_message(vm, message, 1, &mut guest.twins, &mut Vec::new()) {
                State::of(vm).send(Outgoing::ToHome(packed));
            }
        }
        Some(ToIsland::Seen(reached)) => {
            go_on(vm, reached);
            if let Some(answer) = guest.answer {
                State::of(vm).complete(answer, Ok(Value::None));
            }
        }
        Some(ToIsland::ComeHome) if guest.stage == Stage::Stays => guest.stage = Stage::Leaves,
        // What it told is told again, there.
        Some(ToIsland::NotSeen) if guest.stage != Stage::Gone => {
            (guest.stage, guest.answer) = (Stage::Leaves, None);
        }
        _ => {}
    }
    State::of(vm).islands.guest = Some(guest);
    if let Some(event_loop) = news {
        event_loop::wake(vm, &event_loop);
    }
}

/// A loop looks what has arrived for it from other threads and from outside. Gives whether the thread leaves: then nothing
/// more of it runs here.
#[inline]
pub(crate) fn poll(vm: &mut Vm, event_loop: &Rc<Instance>) -> bool {
    !matches!(State::peek(vm).current.inputs, Inputs::Live) && poll_inputs(vm, event_loop)
}

fn poll_inputs(vm: &mut Vm, event_loop: &Rc<Instance>) -> bool {
    match &mut State::of(vm).current.inputs {
        Inputs::Live => return false,
        Inputs::Replayed(replay) => {
            match replay.poll() {
                Some(arrivals) => arrivals.into_iter().for_each(|number| home::arrive_again(vm, number)),
                None => home::arrived(vm),
            }
            return false;
        }
        Inputs::Logged(_) => {}
    }
    look_what_was_set(vm);
    let Some(guest) = of(vm) else { return false };
    if guest.stage != Stage::Stays {
        leave(vm);
        return true;
    }
    let mut seen = Vec::new();
    guest.unseen.retain(|(its, arrival)| {
        let is_its = Rc::ptr_eq(its, event_loop);
        if is_its {
            seen.push(*arrival);
        }
        !is_its
    });
    if let Inputs::Logged(log) = &mut State::of(vm).current.inputs {
        log.polled(seen.iter().copied());
    }
    for number in seen {
        let received = of(vm).and_then(|guest| guest.received.get(number as usize).cloned());
        if let Some(arrival) = received {
            arrival.deliver_away(vm, |vm, number| {
                let guest = State::peek(vm).islands.guest.as_ref()?;
                guest.received.get(number)?.handle().cloned()
            });
        }
    }
    false
}

/// The thread has done `spent` calls and back edges.
pub(crate) fn did(vm: &mut Vm, spent: i64) {
    if let Some(guest) = of(vm) {
        guest.done += spent;
    }
}

/// After a turn: a thread that is to come home leaves, one that others have a loop of and that did much, one that took in much,
/// and one that has closed a loop, which others may see, when it waits.
pub fn rest(vm: &mut Vm) {
    let is_blocked = vm.is_blocked();
    if is_blocked {
        look_what_was_set(vm);
    }
    let took_in = match &State::peek(vm).current.inputs {
        Inputs::Logged(log) => log.size(),
        _ => 0,
    };
    let Some(guest) = of(vm) else { return };
    if guest.stage == Stage::Stays {
        let why = match () {
            () if guest.done > MOST_DONE && !guest.loops.is_empty() => Some(Why::Computes),
            () if took_in > LONGEST_LOG => Some(Why::Long),
            () if is_blocked && guest.has_closed() => Some(Why::Closes),
            () => None,
        };
        if let Some(why) = why {
            (guest.stage, guest.why) = (Stage::Leaves, why);
        }
    }
    if guest.stage == Stage::Leaves && guest.answer.is_none() {
        leave(vm);
    }
    let interval_is_over = State::peek(vm).scheduler.interval_left <= 0;
    if (is_blocked || interval_is_over)
        && let Some(guest) = of(vm)
        && !std::mem::replace(&mut guest.has_rested, true)
    {
        let task_name = State::peek(vm).numbers.task_name;
        let _ = tell(vm, &ToHome::Rests { task_name }, 1);
    }
}

/// Remembers why the thread leaves, if that is not known.
fn say_why(vm: &mut Vm, why: Why) {
    if let Some(guest) = of(vm)
        && guest.stage == Stage::Stays
    {
        guest.why = why;
    }
}

/// Sends the home what the thread took in. Nothing of the program runs here after that.
fn leave(vm: &mut Vm) {
    let Inputs::Logged(log) = std::mem::take(&mut State::of(vm).current.inputs) else { return };
    let reached = reached(vm);
    let why = of(vm).map_or(Why::Called, |guest| guest.why);
    if tell(vm, &ToHome::Log { log: log.into_value(), why, reached }, 1).is_err() {
        // The home says that it can't be understood.
        let _ = tell(vm, &ToHome::Log { log: Value::None, why, reached }, 1);
    }
    if let Some(guest) = of(vm) {
        guest.stage = Stage::Gone;
        guest.unseen.clear();
    }
}

/// Sends a message to the home; whether it could go. References as for [`away::try_send`].
fn tell(vm: &mut Vm, message: &ToHome, references: usize) -> std::result::Result<(), parcel::Obstacle> {
    let Some(mut guest) = State::of(vm).islands.guest.take() else { return Ok(()) };
    let mut generators = Vec::new();
    let packed = pack_message(vm, message.to_values(), references, &mut guest.twins, &mut generators);
    if packed.is_ok() {
        // They run over there.
        generators.iter().for_each(|generator| generator.state.set(GeneratorState::Closed));
    }
    let state = State::of(vm);
    state.islands.guest = Some(guest);
    state.send(Outgoing::ToHome(packed?));
    Ok(())
}

/// The outermost frame of an island.
struct Whole {
    call: Option<(Value, Args)>,
}

impl NativeFrame for Whole {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Some((callee, args)) = self.call.take() {
            return Ok(NativeStep::call(callee, args));
        }
        let outcome = match input {
            Resumed::Raised(raised) => Outcome::Raised(Value::Instance(raised.0)),
            _ => Outcome::Returned(Value::None),
        };
        look_what_was_set(vm);
        let reached = reached(vm);
        let told = match of(vm) {
            Some(guest) if guest.stage == Stage::Stays && guest.is_clean() => {
                let closed = guest.loops.iter().map(|it| Value::Bool(event_loop::data(it).closed.get()));
                let closed = Value::tuple(closed.collect());
                let received = guest.received.len() as i64;
                tell(vm, &ToHome::Ended { outcome, reached, closed, received }, 1).is_ok()
            }
            _ => false,
        };
        if !told {
            let is_clean = of(vm).is_some_and(|guest| guest.is_clean());
            say_why(vm, if is_clean { Why::Tells } else { Why::Leaves });
            leave(vm);
        }
        if let Some(guest) = of(vm) {
            guest.stage = Stage::Gone;
        }
        Ok(NativeStep::Return(Value::None))
    }
}

impl Guest {
    /// Whether it has closed a loop that came with it.
    fn has_closed(&self) -> bool {
        self.loops.iter().any(|event_loop| event_loop::data(event_loop).closed.get())
    }

    /// Whether its loops are as they came, but for being closed.
    fn is_clean(&self) -> bool {
        self.unseen.is_empty() && self.loops.iter().all(|event_loop| event_loop::data(event_loop).is_idle())
    }
}

/// `_asyncio._tell_home(token, task)`: a submitted coroutine is done, which its future at home gets to know.
///
/// # Errors
/// None.
pub(crate) fn tell_home(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [token, task] = args.exactly(vm, "_tell_home")?;
    let Value::Int(token) = token else { return Ok(Value::None.into()) };
    State::of(vm).islands.tasks.retain(|(other, _)| *other != token);
    match &mut State::of(vm).current.inputs {
        Inputs::Logged(_) => return Ok(Flow::Frame(Box::new(Tell { token, task }))),
        Inputs::Replayed(replay) => {
            if let Some(reached) = replay.call_home() {
                let state = State::of(vm);
                state.recorder.go_on_at(reached.next_seq);
                state.numbers.task_name = reached.task_name;
                // Its future has it.
                if let Some((_, data)) = future::as_future(&task) {
                    data.log_traceback.set(false);
                }
                return Ok(Value::None.into());
            }
            home::arrived(vm);
        }
        Inputs::Live => {}
    }
    match calls::take_future(vm, token) {
        Some(future) => Ok(Flow::call(native::helper(vm, "complete_from")?, Args::new([future, task]))),
        None => Ok(Value::None.into()),
    }
}

/// The thread of an island tells its home something and waits until that has seen it: callbacks that follow from it run in
/// this thread's name over there.
struct Tell {
    token: i64,
    task: Value,
}

impl NativeFrame for Tell {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if !matches!(input, Resumed::Start) {
            State::of(vm).unblocked_in_silence();
            if let Some(guest) = of(vm) {
                guest.answer = None;
            }
            let reached = reached(vm);
            if let Inputs::Logged(log) = &mut State::of(vm).current.inputs {
                log.called_home(reached);
            }
            return Ok(NativeStep::Return(Value::None));
        }
        let waiter = State::of(vm).new_waiter();
        let told = match future::as_future(&self.task) {
            Some((_, data)) => {
                let outcome = match (data.phase.get(), &*data.exception.borrow()) {
                    (future::Phase::Cancelled, _) => Outcome::Cancelled,
                    (_, Some(raised)) => Outcome::Raised(Value::Instance(raised.0.clone())),
                    _ => Outcome::Returned(data.result.borrow().clone()),
                };
                data.log_traceback.set(false);
                // The task has its result, and the outcome here.
                tell(vm, &ToHome::Done { token: self.token, outcome, reached: reached(vm) }, 2).is_ok()
            }
            None => false,
        };
        match of(vm) {
            Some(guest) if told => guest.answer = Some(waiter),
            _ => {
                say_why(vm, Why::Tells);
                leave(vm);
            }
        }
        State::of(vm).block_in_silence("its home", waiter);
        Ok(NativeStep::Block)
    }
}
