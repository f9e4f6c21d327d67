//! What the home and an island tell each other, as the values that go in a parcel.

use loopscope_python::{Value, Vm};

use crate::asyncio::record::Stamp;
use crate::inputs::Reached;
use crate::state::State;

/// What the home tells an island.
pub(super) enum ToIsland {
    /// Something for a loop, which finds it when it looks.
    Arrival {
        /// The loop.
        event_loop: Value,
        /// What to do.
        what: What,
        /// How many tasks had got a number for a name.
        task_name: u64,
    },
    /// What the island told has been seen, and what follows from it is done.
    Seen(Reached),
    /// Both sides would hold something: the island is to come home.
    ComeHome,
    /// A question about a loop, which is answered at once.
    Question { event_loop: Value, asked: i64, number: i64 },
    /// What follows from what the island told can only be done when it is home: it is to come at once, and to tell it there.
    NotSeen,
}

/// What a loop is to do.
pub(super) enum What {
    /// `call_soon_threadsafe(callback, *args)`
    Call { callback: Value, args: Value, stamp: Stamp },
    /// `run_coroutine_threadsafe(coroutine, loop)`
    Submit { token: i64, coroutine: Value, stamp: Stamp },
    /// The future of a submitted coroutine was cancelled.
    CancelSubmitted { token: i64 },
    /// The handle of the arrival with this number was cancelled.
    CancelHandle { number: i64 },
}

/// Why an island comes home.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It was called.
    Called,
    /// Its thread set an attribute of something that others have.
    Sets,
    /// Its thread closed its loop.
    Closes,
    /// What its thread returned or raised is shared.
    Tells,
    /// Its thread has ended and left something in its loop.
    Leaves,
    /// It took in too much to keep.
    Long,
    /// It computed for long.
    Computes,
}

/// What an island tells the home.
pub(super) enum ToHome {
    /// A submitted coroutine is done.
    Done { token: i64, outcome: Outcome, reached: Reached },
    /// The thread's function returned, or raised; for each loop that came with it whether it is closed; and how much was
    /// received for them.
    Ended { outcome: Outcome, reached: Reached, closed: Value, received: i64 },
    /// The island comes home: what its thread took in, and why it comes if it was not called.
    Log { log: Value, why: Why, reached: Reached },
    /// The answer to the question with this number.
    Answer { number: i64, answer: bool },
    /// The first turn of the thread is over: it waits, or its switch interval is over. So many tasks have got a number for a
    /// name.
    Rests { task_name: u64 },
}

/// How a function or a coroutine ended.
pub(super) enum Outcome {
    Returned(Value),
    Raised(Value),
    Cancelled,
}

impl ToIsland {
    pub(super) fn to_values(&self) -> Vec<Value> {
        match self {
            ToIsland::Arrival { event_loop, what, task_name } => {
                let mut parts = vec![Value::Int(0), event_loop.clone(), Value::Int(*task_name as i64)];
                match what {
                    What::Call { callback, args, stamp } => {
                        parts.extend([Value::Int(0), callback.clone(), args.clone(), stamp.to_value()]);
                    }
                    What::Submit { token, coroutine, stamp } => {
                        parts.extend([
                            Value::Int(1),
                            Value::Int(*token),
                            coroutine.clone(),
                            stamp.to_value(),
                        ]);
                    }
                    What::CancelSubmitted { token } => parts.extend([Value::Int(2), Value::Int(*token)]),
                    What::CancelHandle { number } => parts.extend([Value::Int(3), Value::Int(*number)]),
                }
                parts
            }
            ToIsland::Seen(reached) => vec![Value::Int(1), reached.to_value()],
            ToIsland::ComeHome => vec![Value::Int(2)],
            ToIsland::NotSeen => vec![Value::Int(3)],
            ToIsland::Question { event_loop, asked, number } => {
                vec![Value::Int(4), event_loop.clone(), Value::Int(*asked), Value::Int(*number)]
            }
        }
    }

    pub(super) fn of_values(parts: &[Value]) -> Option<ToIsland> {
        Some(match parts {
            [Value::Int(0), event_loop, Value::Int(task_name), what @ ..] => {
                let what = match what {
                    [Value::Int(0), callback, args, stamp] => What::Call {
                        callback: callback.clone(),
                        args: args.clone(),
                        stamp: Stamp::of_value(stamp)?,
                    },
                    [Value::Int(1), Value::Int(token), coroutine, stamp] => What::Submit {
                        token: *token,
                        coroutine: coroutine.clone(),
                        stamp: Stamp::of_value(stamp)?,
                    },
                    [Value::Int(2), Value::Int(token)] => What::CancelSubmitted { token: *token },
                    [Value::Int(3), Value::Int(number)] => What::CancelHandle { number: *number },
                    _ => return None,
                };
                ToIsland::Arrival {
                    event_loop: event_loop.clone(),
                    what,
                    task_name: u64::try_from(*task_name).ok()?,
                }
            }
            [Value::Int(1), reached] => ToIsland::Seen(Reached::of_value(reached)?),
            [Value::Int(2)] => ToIsland::ComeHome,
            [Value::Int(3)] => ToIsland::NotSeen,
            [Value::Int(4), event_loop, Value::Int(asked), Value::Int(number)] => {
                ToIsland::Question { event_loop: event_loop.clone(), asked: *asked, number: *number }
            }
            _ => return None,
        })
    }
}

impl ToHome {
    pub(super) fn to_values(&self) -> Vec<Value> {
        match self {
            ToHome::Done { token, outcome, reached } => {
                let [how, value] = outcome.to_values();
                vec![Value::Int(0), Value::Int(*token), how, value, reached.to_value()]
            }
            ToHome::Ended { outcome, reached, closed, received } => {
                let [how, value] = outcome.to_values();
                vec![Value::Int(1), how, value, reached.to_value(), closed.clone(), Value::Int(*received)]
            }
            ToHome::Log { log, why, reached } => {
                vec![Value::Int(2), log.clone(), Value::Int(*why as i64), reached.to_value()]
            }
            ToHome::Answer { number, answer } => {
                vec![Value::Int(4), Value::Int(*number), Value::Bool(*answer)]
            }
            ToHome::Rests { task_name } => vec![Value::Int(3), Value::Int(*task_name as i64)],
        }
    }

    pub(super) fn of_values(parts: &[Value]) -> Option<ToHome> {
        Some(match parts {
            [Value::Int(0), Value::Int(token), how, value, reached] => ToHome::Done {
                token: *token,
                outcome: Outcome::of_values(how, value)?,
                reached: Reached::of_value(reached)?,
            },
            [Value::Int(1), how, value, reached, closed, Value::Int(received)] => ToHome::Ended {
                outcome: Outcome::of_values(how, value)?,
                reached: Reached::of_value(reached)?,
                closed: closed.clone(),
                received: *received,
            },
            [Value::Int(2), log, Value::Int(why), reached] => {
                let why = Why::ALL.into_iter().find(|known| *known as i64 == *why)?;
                ToHome::Log { log: log.clone(), why, reached: Reached::of_value(reached)? }
            }
            [Value::Int(4), Value::Int(number), Value::Bool(answer)] => {
                ToHome::Answer { number: *number, answer: *answer }
            }
            [Value::Int(3), Value::Int(task_name)] => {
                ToHome::Rests { task_name: u64::try_from(*task_name).ok()? }
            }
            _ => return None,
        })
    }
}

impl Why {
    const ALL: [Why; 7] =
        [Why::Called, Why::Sets, Why::Closes, Why::Tells, Why::Leaves, Why::Long, Why::Computes];

    /// As the timeline says it.
    pub(super) fn text(self) -> &'static str {
        match self {
            Why::Called => "",
            Why::Sets => "it set an attribute of something that others have",
            Why::Closes => "it closed its loop",
            Why::Tells => "what it returned or raised is shared",
            Why::Leaves => "something is left in its loop",
            Why::Long => "it took in too much to keep",
            Why::Computes => "it computes, and others have its loop",
        }
    }
}

impl Outcome {
    fn to_values(&self) -> [Value; 2] {
        match self {
            Outcome::Returned(value) => [Value::Int(0), value.clone()],
            Outcome::Raised(exception) => [Value::Int(1), exception.clone()],
            Outcome::Cancelled => [Value::Int(2), Value::None],
        }
    }

    fn of_values(how: &Value, value: &Value) -> Option<Outcome> {
        match how {
            Value::Int(0) => Some(Outcome::Returned(value.clone())),
            Value::Int(1) => Some(Outcome::Raised(value.clone())),
            Value::Int(2) => Some(Outcome::Cancelled),
            _ => None,
        }
    }
}

/// Where the numbers of the thread that runs are.
pub(super) fn reached(vm: &Vm) -> Reached {
    let state = State::peek(vm);
    Reached { next_seq: state.recorder.next_seq(), task_name: state.numbers.task_name }
}

/// The thread that runs goes on from here: it was elsewhere meanwhile.
pub(super) fn go_on(vm: &mut Vm, reached: Reached) {
    let state = State::of(vm);
    state.recorder.go_on_at(reached.next_seq);
    state.name_tasks_after(reached.task_name);
}
