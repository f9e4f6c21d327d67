//! Standard input: the host is asked for a line, and the thread that wants it waits.

use std::rc::Rc;

use loopscope_library::native;
use loopscope_python::{
    Args, Flow, Module, NativeFrame, NativeFunction, NativeStep, Result, Resumed, SortedMap, Value, Vm,
};
use loopscope_trace::{BlockedOn, EventKind, Stream};

use crate::asyncio::record;
use crate::fetch::request::{LineRead, Outgoing, ReadLine};
use crate::state::State;
use crate::threads::Waiter;

/// Makes the native of the module `_stdin`; `python/_stdin.py` makes a stream of it.
///
/// # Errors
/// None.
pub(crate) fn init(_vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    module.define("read_line", NativeFunction::flow("read_line", read_line));
    Ok(())
}

/// The lines that were asked for and have not come, by their numbers.
#[derive(Default)]
struct Asked {
    last: u32,
    waiting: SortedMap<u32, Waits>,
}

/// A thread that waits for a line.
struct Waits {
    waiter: Waiter,
    is_hidden: bool,
}

/// `read_line(what, prompt, hidden)`: the next line with its end, or an empty string when the input has ended. `what` is the function
/// that the thread is said to wait in.
fn read_line(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [what, prompt, hidden] = args.exactly(vm, "read_line")?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (what, prompt, is_hidden) = (text(&what), text(&prompt), native::truth(&hidden));
    Ok(Flow::Frame(Box::new(Line { what, prompt, is_hidden, id: 0 })))
}

/// The wait for a line.
struct Line {
    what: String,
    prompt: String,
    is_hidden: bool,
    id: u32,
}

impl NativeFrame for Line {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Start => {
                let line = record::line(vm);
                let waiter = State::of(vm).new_waiter();
                let asked = vm.slots.of::<Asked>();
                asked.last += 1;
                self.id = asked.last;
                asked.waiting.insert(self.id, Waits { waiter, is_hidden: self.is_hidden });
                let state = State::of(vm);
                state.block(BlockedOn::Call { what: &self.what, name: "", holder: None }, None, waiter, line);
                let prompt = std::mem::take(&mut self.prompt);
                state.send(Outgoing::ReadLine(Box::new(ReadLine {
                    id: self.id,
                    prompt,
                    is_hidden: self.is_hidden,
                })));
                Ok(NativeStep::Block)
            }
            Resumed::Raised(raised) => {
                State::of(vm).unblocked();
                if vm.slots.of::<Asked>().waiting.remove(&self.id).is_some() {
                    State::of(vm).send(Outgoing::CancelReadLine(self.id));
                }
                Err(raised)
            }
            Resumed::Returned(line) => {
                State::of(vm).unblocked();
                Ok(NativeStep::Return(line))
            }
            _ => {
                State::of(vm).unblocked();
                Ok(NativeStep::Return(Value::str("")))
            }
        }
    }
}

/// The host has read a line, or the input has ended. What was typed in a console is shown there, as a terminal does it.
pub(crate) fn finish(vm: &mut Vm, done: LineRead) {
    let LineRead { id, line, is_typed } = done;
    let Some(Waits { waiter, is_hidden }) = vm.slots.of::<Asked>().waiting.remove(&id) else { return };
    let line = line.unwrap_or_default();
    let state = State::of(vm);
    let blocked = state.of_thread(waiter.thread).and_then(|thread| thread.blocked.last());
    let (waits, at_line) = blocked.map_or((None, 0), |blocked| (blocked.event, blocked.line));
    let mut event = None;
    if is_typed && !is_hidden && !line.is_empty() {
        let output = EventKind::Output { stream: Stream::Stdout, text: &line };
        event = state.record_for(waiter.thread, at_line, output, waits);
    }
    let outer = std::mem::replace(&mut state.recorder.cause, event);
    state.complete(waiter, Ok(Value::string(line)));
    state.recorder.cause = outer;
}
