//! A run that is run again, for whoever wants to see what it was like at one of its events.

use std::mem::ManuallyDrop;

use js_sys::{Array, Uint8Array};
use loopscope_isolate::recorded::Recorded;
use loopscope_isolate::{Again as Rerun, Call, Out, Owner, Program, Stack, Status, Step, Variable};
use loopscope_trace::{EventId, ObjectId};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::config;
use crate::recorded::clock_word;
use crate::status;

/// A run that is run again. Its memory may be copied between two calls, and put back later: then it is where it was.
#[wasm_bindgen]
pub struct Again {
    /// It ends with its worker: code that drops it would be large.
    run: ManuallyDrop<Rerun>,
    out: Option<Out>,
}

impl Again {
    fn of(run: Rerun) -> Again {
        Again { run: ManuallyDrop::new(run), out: None }
    }
}

/// What the last input came to, for JavaScript, when the program had not ended.
const STOPPED: i32 = -1;
/// The same, when it went on after that.
const CUT: i32 = -2;

#[wasm_bindgen]
impl Again {
    /// The run of a program, with what `Engine.forProgram` got; it goes as far as its inputs.
    #[wasm_bindgen(constructor)]
    pub fn new(epoch_micros: f64, seed: u32, filename: String, source: String) -> Again {
        let program = Program { filename, source };
        Again::of(Rerun::new(config(epoch_micros, seed), program, Vec::new()))
    }

    /// Out of an unpacked file: the run with its islands, its clock, epoch, filename and source; or words why it can't be read.
    pub fn open(file: &[u8]) -> JsValue {
        let recorded = match Recorded::read(file) {
            Ok(recorded) => recorded,
            Err(why) => return why.words().into(),
        };
        let about = [
            JsValue::from(clock_word(recorded.clock)),
            JsValue::from(recorded.config.epoch_micros as f64),
            JsValue::from(&recorded.program.filename),
            JsValue::from(&recorded.program.source),
        ];
        let all = Array::of1(&Again::of(recorded.again()).into());
        about.iter().for_each(|about| _ = all.push(about));
        all.into()
    }

    /// Runs its islands, too, before it was given anything.
    #[wasm_bindgen(js_name = bringIslands)]
    pub fn bring_islands(&mut self) {
        self.run.bring_islands();
    }

    /// Gives it the next input: a batch of events if that ended one, else `true`; words if it can't be run again. When there are no
    /// more inputs, the exit status; -1 if the program had not ended, -2 if it went on after that.
    #[wasm_bindgen(js_name = giveNext)]
    pub fn give_next(&mut self) -> JsValue {
        match self.run.step() {
            Ok(Step::Done) => true.into(),
            Ok(Step::Events(events)) => Uint8Array::from(&events[..]).into(),
            Ok(Step::End) if self.run.is_cut() => CUT.into(),
            Ok(Step::End) => self.run.exit_status().unwrap_or(STOPPED).into(),
            Err(why) => why.words().into(),
        }
    }

    /// More of what `Engine.takeInputs` gave.
    pub fn add(&mut self, inputs: &[u8]) {
        self.run.add(inputs);
    }

    /// Where it is to stand still: at the event of this thread with this number.
    pub fn aim(&mut self, thread: u16, seq: u32) {
        self.run.aim(EventId { thread, seq });
    }

    /// Gives it so many inputs: `true` when it stands where it is to stand, `false` when there are no more inputs, `undefined` if it
    /// can go on, or needs a part of the engine first.
    pub fn step(&mut self, count: u32) -> Option<bool> {
        for _ in 0..count {
            if self.run.stands() {
                return Some(true);
            }
            if let Ok(Step::End) | Err(_) = self.run.step() {
                return Some(false);
            }
            if self.run.needs().is_some() {
                break;
            }
        }
        self.run.stands().then_some(true)
    }

    /// What a turn gives that needs a part of the engine, if it needs one before it goes on.
    pub fn needs(&self) -> Option<f64> {
        self.run.needs().map(|part| status::to_number(Status::Needs(part)))
    }

    /// How many events of each thread it has seen: thread, count, thread, count, …
    pub fn reached(&self) -> Vec<u32> {
        let reached = self.run.reached();
        reached.into_iter().flat_map(|(thread, next_seq)| [u32::from(thread), next_seq]).collect()
    }

    /// The calls of threads and tasks, if they are not too many, and of the task of that heap and number, 0 for none: of each the thread or -1, the task's heap and number, the name, the calls: function, line and
    /// variables as `partsOf` gives them, and how many of the outermost calls are left out.
    pub fn stacks(&mut self, heap: u16, index: u32) -> Array {
        let task = (index > 0).then_some(ObjectId { heap, index });
        self.run.isolate().stacks(task).iter().map(stack).collect()
    }

    /// Begins a step out of the innermost call of the task of that heap and number or, for 0, of the thread, on or back: `events` are thread and
    /// number of each event that it may lead to, with the one where it begins, in the order of the run. The first is where it stands.
    #[wasm_bindgen(js_name = beginOut)]
    pub fn begin_out(&mut self, heap: u16, index: u32, back: bool, events: &[u32]) {
        let event = |pair: &[u32]| EventId { thread: pair[0] as u16, seq: pair[1] };
        let events: Vec<EventId> = events.chunks_exact(2).map(event).collect();
        let thread = events.first().map_or(0, |first| first.thread);
        let task = (index > 0).then_some(ObjectId { heap, index });
        self.out = Some(Out::new(thread, task, events, back));
    }

    /// It stands at the next one of these events: the number of that to which the step leads, -1 if it leads to none; `undefined` if that is not known
    /// yet, and where it is to stand next is.
    #[wasm_bindgen(js_name = lookOut)]
    pub fn look_out(&mut self) -> Option<i32> {
        let out = self.out.as_mut()?;
        if let Some(found) = out.stands(&mut self.run) {
            return Some(found.map_or(-1, |found| found as i32));
        }
        self.run.aim(out.next()?);
        None
    }

    /// What is in a variable that was shown: name, text, and a number if something is in it, else -1; name, text, number, …
    #[wasm_bindgen(js_name = partsOf)]
    pub fn parts_of(&mut self, number: u32) -> Array {
        variables(&self.run.isolate().parts_of(number))
    }
}

fn stack(stack: &Stack) -> Array {
    let (thread, heap, index, name) = match &stack.owner {
        Owner::Thread { thread, name } => (i32::from(*thread), 0, 0, name),
        Owner::Task { task, name } => (-1, task.heap, task.index, name),
    };
    let calls: Array = stack.calls.iter().map(call).collect();
    let left_out = stack.left_out as u32;
    [thread.into(), heap.into(), index.into(), name.into(), JsValue::from(calls), left_out.into()]
        .iter()
        .collect()
}

fn call(call: &Call) -> Array {
    let variables = variables(&call.variables);
    [JsValue::from(&call.function), call.line.into(), variables.into()].iter().collect()
}

fn variables(variables: &[Variable]) -> Array {
    let parts = |variable: &Variable| {
        let number = variable.number.map_or(-1.0, f64::from);
        [JsValue::from(&variable.name), JsValue::from(&variable.text), number.into()]
    };
    variables.iter().flat_map(parts).collect()
}
