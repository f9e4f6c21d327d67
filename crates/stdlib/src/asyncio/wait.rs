//! What tasks wait for, as far as the Python part of `asyncio` tells: `waits(future, kind, …)` says of a future what
//! whoever awaits it waits for.

use std::rc::Rc;

use loopscope_python::object::{Function, Generator, Instance};
use loopscope_python::{Args, Result, Sym, Value, Vm};
use loopscope_trace::{EventId, ObjectId, ThreadId, Wait, WaitKind};

use super::future::{self, as_future};
use super::handle::HandleData;
use super::record;
use super::task::TaskData;
use crate::state::State;
use loopscope_library::native;

/// So many attributes of an object are looked at for a name.
const MOST_LOOKED_AT: usize = 100;

/// What was told about a future.
pub struct Told {
    kind: WaitKind,
    object: Option<ObjectId>,
    other: Option<ObjectId>,
    /// Where the lock or queue is in memory, to find what the program calls it.
    address: usize,
    name: String,
    count: u32,
    of: u32,
    until_micros: Option<u64>,
    /// The event of the request.
    pub(crate) event: Option<EventId>,
}

impl Told {
    /// A web request that went out with this event.
    pub(crate) fn fetch(request: ObjectId, method: &str, url: &str, event: Option<EventId>) -> Told {
        Told { object: Some(request), name: format!("{method} {url}"), event, ..Told::of(WaitKind::Fetch) }
    }

    /// `sleep()` until this time in seconds of the loop's clock.
    pub(super) fn sleep(until: f64) -> Told {
        Told { until_micros: Some(native::micros(until)), ..Told::of(WaitKind::Sleep) }
    }

    fn of(kind: WaitKind) -> Told {
        Told {
            kind,
            object: None,
            other: None,
            address: 0,
            name: String::new(),
            count: 0,
            of: 0,
            until_micros: None,
            event: None,
        }
    }
}

/// `waits(future, kind, …)`: gives the future. What follows the kind may be in any order: the lock or queue, another
/// future, the handle of the timer that ends the wait, a function, a set of futures, and the kind's two numbers.
///
/// # Errors
/// `TypeError` without a future.
pub fn waits(vm: &mut Vm, args: Args) -> Result<Value> {
    if record::enabled(vm)
        && let [given, kind, facts @ ..] = &*args.pos
        && let Some((_, data)) = as_future(given)
    {
        let kind = WaitKind::ALL.iter().find(|(_, name)| kind.as_str() == Some(name));
        let kind = kind.map(|(kind, _)| *kind).unwrap_or_default();
        data.told.set(Some(Box::new(told(vm, kind, facts))));
    }
    Ok(args.pos.into_iter().next().unwrap_or_default())
}

/// The same from Rust.
pub(super) fn tell(vm: &mut Vm, waited_for: &Rc<Instance>, kind: WaitKind, facts: &[Value]) {
    if record::enabled(vm) {
        let told = told(vm, kind, facts);
        future::data(waited_for).told.set(Some(Box::new(told)));
    }
}

#[cold]
fn told(vm: &mut Vm, kind: WaitKind, facts: &[Value]) -> Told {
    let mut told = Told::of(kind);
    let mut numbers = [0; 2];
    let mut place = 0;
    for fact in facts {
        match fact {
            Value::None => {}
            Value::Int(number) => {
                numbers[place.min(1)] = *number;
                place += 1;
            }
            Value::Set(several) => {
                let several = several.table.borrow();
                let is_done = |each: &Value| as_future(each).is_some_and(|(_, data)| data.is_done());
                numbers = [several.iter().filter(|(_, each)| is_done(each)).count(), several.len()]
                    .map(|count| count as i64);
            }
            Value::Str(text) => told.name = text.as_str().to_owned(),
            Value::Instance(instance) => {
                if let Some(handle) = instance.native::<HandleData>() {
                    told.until_micros = handle.when.get().map(native::micros);
                } else if let Some((_, data)) = as_future(fact) {
                    let id = data.object_id(vm);
                    *if data.task.is_some() { &mut told.other } else { &mut told.object } = Some(id);
                } else if kind == WaitKind::Executor {
                    told.name = record::callable_name(fact).into_owned();
                } else {
                    told.object = Some(object_id(vm, instance));
                    told.address = Rc::as_ptr(instance) as usize;
                }
            }
            function => told.name = record::callable_name(function).into_owned(),
        }
    }
    told.count = numbers[0].clamp(0, u32::MAX.into()) as u32;
    match kind {
        WaitKind::Lock => told.other = unpacked(numbers[1]),
        _ => told.of = numbers[1].clamp(0, u32::MAX.into()) as u32,
    }
    told
}

/// `current_task_number()`: the number of the task that runs, 0 if none does or nothing is recorded.
pub fn current_task_number(vm: &mut Vm, _args: Args) -> Result<Value> {
    Ok(Value::Int(current_number(vm)))
}

/// The same.
pub(super) fn current_number(vm: &mut Vm) -> i64 {
    match State::peek(vm).current.current_task.clone() {
        Some(task) if record::enabled(vm) => packed(future::data(&task).object_id(vm)),
        _ => 0,
    }
}

/// `limit(task, when, outer)`: a `timeout()` ends the waits of a task. Gives what did so before.
///
/// # Errors
/// `TypeError` if it isn't a task.
pub fn limit(vm: &mut Vm, args: Args) -> Result<Value> {
    let [task, when, outer] = args.exactly(vm, "limit")?;
    let own = as_future(&task).and_then(|(_, data)| data.task.as_ref());
    let own = own.ok_or_else(|| vm.type_error("not a task"))?;
    let before = own.limit.take();
    for limit in [when, outer] {
        let limit = match limit {
            Value::Float(limit) => limit,
            Value::Int(limit) => limit as f64,
            _ => continue,
        };
        own.limit.set(Some(own.limit.get().map_or(limit, |other| other.min(limit))));
    }
    Ok(before.map_or(Value::None, Value::Float))
}

/// What is known of the wait of a task for a future, at a place in the program. `name` keeps what it is called.
pub fn wait_for<'a>(
    own: &TaskData,
    awaited: &Rc<Instance>,
    awaits: Option<&Generator>,
    now_micros: u64,
    name: &'a mut String,
) -> Wait<'a> {
    let data = future::data(awaited);
    let mut wait = Wait::default();
    let mut address = 0;
    let told = data.told.take();
    if let Some(told) = &told {
        let Told { kind, object, other, count, of, until_micros, .. } = **told;
        wait = Wait { kind, object, other, count, of, until_micros, ..wait };
        address = told.address;
        name.clone_from(&told.name);
    } else if let Some((done, of)) = data.gather.borrow().as_ref().map(|gather| gather.progress()) {
        wait = Wait { kind: WaitKind::Gather, count: done, of, ..wait };
    } else if data.task.is_none() {
        address = Rc::as_ptr(awaited) as usize;
    }
    data.told.set(told);
    if address != 0
        && let Some(found) = awaits.and_then(|generator| name_in(generator, address))
    {
        *name = found;
    }
    let limit = own.limit.get().map(native::micros);
    wait.limit_micros = limit.filter(|limit| *limit > now_micros);
    wait.name = name;
    wait
}

/// What a suspended function calls an object.
fn name_in(generator: &Generator, address: usize) -> Option<String> {
    name_among(&generator.function, &generator.frame.borrow().values, address)
}

/// What the program calls the object whose method it called, or `object` if that is what it called; empty if it has no
/// name there.
pub fn name_of_called(vm: &Vm, object: &Rc<Instance>) -> String {
    let Some((function, values, called)) = vm.program_call() else { return String::new() };
    let address = called.and_then(address_of).unwrap_or(Rc::as_ptr(object) as usize);
    name_among(function, values, address).unwrap_or_default()
}

fn address_of(value: &Value) -> Option<usize> {
    match value {
        Value::Instance(instance) => Some(Rc::as_ptr(instance) as usize),
        Value::Cell(cell) => address_of(&cell.value.borrow()),
        _ => None,
    }
}

/// What a function whose variables have these values calls an object: a variable, or an attribute of what a variable
/// refers to.
fn name_among(function: &Function, values: &[Value], address: usize) -> Option<String> {
    let is_it = |value: &Value| address_of(value) == Some(address);
    let mut variables: Vec<(Sym, Value)> =
        function.code.locals.iter().copied().zip(values.iter().cloned()).collect();
    for are_local in [true, false] {
        if !are_local {
            variables = function.module.entries();
        }
        if let Some((name, _)) = variables.iter().find(|(_, value)| is_it(value)) {
            return Some(name.name().to_string());
        }
        for (name, value) in &mut variables {
            if let Value::Cell(cell) = value {
                let inner = cell.value.borrow().clone();
                *value = inner;
            }
            let Value::Instance(holder) = value else { continue };
            let attrs = holder.attrs.borrow();
            let found = attrs.iter().take(MOST_LOOKED_AT).find(|(_, value)| is_it(value));
            if let Some((attribute, _)) = found {
                return Some(format!("{}.{}", name.name(), attribute.name()));
            }
        }
    }
    None
}

/// The number of a lock, a queue and the like, which it keeps.
fn object_id(vm: &mut Vm, instance: &Rc<Instance>) -> ObjectId {
    let key = native::sym("_recorded");
    let known = match instance.attrs.borrow().get(key) {
        Some(Value::Int(number)) => unpacked(*number),
        _ => None,
    };
    known.unwrap_or_else(|| {
        let id = State::of(vm).object_id(|numbers| &mut numbers.waitable);
        instance.attrs.borrow_mut().insert(key, Value::Int(packed(id)));
        id
    })
}

fn packed(id: ObjectId) -> i64 {
    i64::from(id.heap) << 32 | i64::from(id.index)
}

pub(crate) fn unpacked(number: i64) -> Option<ObjectId> {
    let (heap, index) = (ThreadId::try_from(number >> 32).ok()?, number as u32);
    (index != 0).then_some(ObjectId { heap, index })
}
