//! The texts of what tasks and threads wait for: name and state, as their `repr()` or what they are asked for says.

use loopscope_python::Value;
use loopscope_python::object::Instance;
use loopscope_python::vm::look::MOST_PARTS;

use crate::asyncio::future::{Phase, as_future};
use crate::asyncio::task::name_text;
use crate::threads::lock;
use loopscope_library::deque;
use loopscope_library::native;

/// The text of a task, a future, a lock, a queue and the like of asyncio and of threads.
pub fn text_of(value: &Value) -> Option<String> {
    if let Some((_, data)) = as_future(value) {
        let state = match data.phase.get() {
            Phase::Pending => "pending",
            Phase::Cancelled => "cancelled",
            Phase::Finished => "finished",
        };
        return Some(match &data.task {
            Some(own) => format!("<Task {state} name='{}'>", name_text(own)),
            None => format!("<Future {state}>"),
        });
    }
    let Value::Instance(instance) = value else { return None };
    let state = state_of(instance)?;
    Some(format!("<{} [{state}]>", instance.class.short_name()))
}

fn state_of(instance: &Instance) -> Option<String> {
    let number = |name: &str| int(instance, name);
    let either = |name: &str, yes: &str, no: &str| {
        Some(if matches!(attribute(instance, name), Some(Value::Bool(true))) { yes } else { no }.to_owned())
    };
    match (&*instance.class.module, instance.class.short_name()) {
        ("asyncio.locks", "Lock") => either("_locked", "locked", "unlocked"),
        ("asyncio.locks", "Event") => either("_value", "set", "unset"),
        ("threading", "Event") => either("_flag", "set", "unset"),
        ("asyncio.locks" | "threading", "Semaphore" | "BoundedSemaphore") => {
            Some(format!("value: {}", number("_value")?))
        }
        ("asyncio.locks" | "threading", "Condition") => {
            // A program may put anything there, the condition itself, too.
            let Some(Value::Instance(lock)) = attribute(instance, "_lock") else { return None };
            if &*lock.class.name == "Condition" { None } else { state_of(&lock) }
        }
        ("asyncio.locks" | "threading", "Barrier") => {
            Some(format!("{} of {} wait", number("_count")?, number("_parties")?))
        }
        ("asyncio.queues", _) => filled(instance, "_maxsize"),
        ("queue", _) => filled(instance, "maxsize"),
        _ => lock::is_taken(instance).map(|taken| if taken { "locked" } else { "unlocked" }.to_owned()),
    }
}

/// The first items of a queue or a `deque`, as a list.
pub fn items_of(value: &Value) -> Option<Value> {
    let Value::Instance(instance) = value else { return None };
    match queued(instance).unwrap_or_else(|| value.clone()) {
        items @ Value::List(_) => Some(items),
        other => {
            let items = deque::items(&other)?.borrow();
            Some(Value::list(items.iter().take(MOST_PARTS).cloned().collect()))
        }
    }
}

/// What has the items of a queue.
fn queued(instance: &Instance) -> Option<Value> {
    match &*instance.class.module {
        "asyncio.queues" => attribute(instance, "_queue"),
        "queue" => attribute(instance, "queue"),
        _ => None,
    }
}

/// How full a queue is.
fn filled(instance: &Instance, most: &str) -> Option<String> {
    let count = match &queued(instance)? {
        Value::List(list) => list.len(),
        other => deque::items(other)?.borrow().len(),
    };
    let text = format!("{count} item{}", if count == 1 { "" } else { "s" });
    Some(match int(instance, most) {
        Some(most) if most > 0 => format!("{text} of {most}"),
        _ => text,
    })
}

fn int(instance: &Instance, name: &str) -> Option<i64> {
    match attribute(instance, name)? {
        Value::Int(number) => Some(number),
        _ => None,
    }
}

fn attribute(instance: &Instance, name: &str) -> Option<Value> {
    instance.attrs.borrow().get(native::sym(name)).cloned()
}
