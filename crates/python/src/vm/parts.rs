//! Parts of the program that come when something needs them.
//!
//! Whether a host has to fetch one or not, the turn ends when one is asked for the first time: so a run is the same wherever its inputs are given again.

use crate::Result;
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::value::Value;
use crate::vm::Vm;

/// A part of the program that is not there from the start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The modules of the library that few programs import.
    Rare,
    /// What Unicode says of characters.
    Unicode,
}

/// What a program has needed of them.
#[derive(Default)]
pub(super) struct Needs {
    /// For what [`super::Exit::Needs`] is due.
    due: Option<Part>,
    /// Which were asked for, by their numbers.
    asked: [bool; 2],
}

/// Waits until a part has come, and makes a call.
struct Arrival(Option<(Value, Args)>);

impl NativeFrame for Arrival {
    fn resume(&mut self, _: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Some((function, args)) = self.0.take() {
            return Ok(NativeStep::call(function, args));
        }
        match input {
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(NativeStep::Return(value)),
            Resumed::Raised(raised) => Err(raised),
            Resumed::Start => Ok(NativeStep::Return(Value::None)),
        }
    }
}

impl Vm {
    /// Asks for a part. Whether nothing has asked for it before: then it comes after [`super::Exit::Needs`].
    pub fn asks_for(&mut self, part: Part) -> bool {
        let is_first = !std::mem::replace(&mut self.needs.asked[part as usize], true);
        if is_first {
            self.needs.due = Some(part);
        }
        is_first
    }

    /// The part that was asked for since the last call.
    pub fn take_need(&mut self) -> Option<Part> {
        self.needs.due.take()
    }

    /// A call that is made when what was asked for has come.
    pub(crate) fn when_come(function: Value, args: Args) -> Flow {
        Flow::Frame(Box::new(Arrival(Some((function, args)))))
    }

    /// The part in which a module of the library is, or of which it tells.
    pub(super) fn part_of(&self, module: &str) -> Option<Part> {
        match module {
            "unicodedata" => Some(Part::Unicode),
            _ => self.image.is_rare(module).then_some(Part::Rare),
        }
    }

    /// Whether the part for a module has not come although it was asked for.
    pub(super) fn lacks_part(&self, part: Part, module: &str) -> bool {
        match part {
            Part::Rare => self.image.is_to_come(module),
            Part::Unicode => !unicode_names2::is_here(),
        }
    }
}
