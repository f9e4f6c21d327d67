//! What readers know of the library: the names of what they call, not of what these are made of.

use loopscope_python::Vm;

use crate::state::State;

/// Functions and classes of the library with the names by which readers know what they do; empty for what tells
/// nothing. Sorted.
const KNOWN: &[(&str, &str)] = &[
    ("Runner", "asyncio.run"),
    ("Thread", ""),
    ("Timeout", "timeout"),
    ("_Acquirable", ""),
    ("_AsCompleted", "as_completed"),
    ("_WorkItem", ""),
    ("_cancel_all_tasks", "asyncio.run"),
    ("_cancel_and_wait", "wait_for"),
    ("_cancel_fetch", "fetch"),
    ("_chain_future", "Future"),
    ("_run_until_complete_cb", "run_until_complete"),
    ("_set_result_unless_cancelled", "sleep"),
    ("_submitted", "run_coroutine_threadsafe"),
    ("_wait", "wait"),
    ("_wrap_awaitable", "ensure_future"),
    ("run", "asyncio.run"),
];

/// The name by which readers know a function of the library; empty if they don't.
pub fn name_of(qualname: &str) -> &str {
    // Before `.<locals>`, if it is there.
    let outer = qualname.find('<').map_or(qualname, |at| &qualname[..at.saturating_sub(1)]);
    let outer = outer.strip_prefix("_UnixSelector").unwrap_or(outer);
    let (class, method) = outer.split_once('.').unwrap_or(("", outer));
    let first = if class.is_empty() { method } else { class };
    match KNOWN.binary_search_by_key(&first, |(name, _)| name) {
        Ok(found) => KNOWN[found].1,
        Err(_) if class.starts_with('_') => "",
        Err(_) if !method.starts_with('_') => outer,
        Err(_) => class,
    }
}

/// What the program called of the library, if that is what runs: `Lock.release`; else empty.
pub fn operation(vm: &Vm) -> String {
    let current = &State::peek(vm).current;
    let called = vm.library_functions(current.loop_depth).map(|function| name_of(&function.code.qualname));
    called.filter(|name| !name.is_empty()).last().unwrap_or(current.operation).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_know_what_they_call() {
        assert!(KNOWN.is_sorted());
        for (qualname, name) in [
            ("Lock.release", "Lock.release"),
            ("_Acquirable.__aexit__", ""),
            ("TaskGroup._on_task_done", "TaskGroup"),
            ("Timeout._on_timeout", "timeout"),
            ("_wait.<locals>._over", "wait"),
            ("shield.<locals>._inner_done_callback", "shield"),
            ("run_coroutine_threadsafe.<locals>.callback", "run_coroutine_threadsafe"),
            ("_submitted.<locals>.<lambda>", "run_coroutine_threadsafe"),
            ("_UnixSelectorEventLoop.stop", "EventLoop.stop"),
            ("_unheard_of", ""),
            ("_Shared.drop", ""),
        ] {
            assert_eq!(name_of(qualname), name, "{qualname}");
        }
    }
}
