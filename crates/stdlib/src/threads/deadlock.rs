//! Who waits for whom, when nothing can ever happen again.

use loopscope_python::Vm;
use loopscope_trace::ThreadId;

use super::lock::{self, Waited};
use crate::state::{Blocked, State, ThreadState};

/// What a thread waits for that runs in another heap.
pub(crate) const WORKER: &str = "its worker";

/// A line for each thread that waits: in what, where, and who has the lock that it waits for.
pub fn describe(vm: &Vm) -> String {
    let state = State::peek(vm);
    let mut threads: Vec<&ThreadState> = state.scheduler.all_parked().map(|parked| &parked.state).collect();
    threads.push(&state.current);
    threads.sort_by_key(|thread| thread.id);
    let name_of = |id: ThreadId| threads.iter().find(|thread| thread.id == id).map(|thread| &*thread.name);
    let mut text = String::new();
    for thread in &threads {
        let Some(Blocked { what, line, lock, .. }) = thread.blocked.last() else { continue };
        // What it waits for over there is said there.
        if **what == *WORKER {
            continue;
        }
        text += &format!("  {} waits in {what}", thread.name);
        if *line > 0 {
            text += &format!(" at line {line}");
        }
        match lock.as_ref().and_then(lock::waited_for) {
            Some(Waited::Owner(owner)) if owner == thread.id => text += ", held by itself",
            Some(Waited::Owner(owner)) => match name_of(owner) {
                Some(name) => text += &format!(", held by {name}"),
                None => text += ", held by a thread that has ended",
            },
            Some(Waited::End(other)) => {
                text += &format!(" for the end of {}", name_of(other).unwrap_or("a thread"))
            }
            None => {}
        }
        text += "\n";
    }
    text
}
