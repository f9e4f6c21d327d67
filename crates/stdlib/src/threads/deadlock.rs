//! Who waits for whom, when nothing can ever happen again.

use loopscope_python::Vm;
use loopscope_trace::ThreadId;

use super::lock;
use crate::state::{Blocked, State, ThreadState};

/// A line for each thread that waits: in what, where, and who has the lock that it waits for.
pub fn describe(vm: &Vm) -> String {
    let state = State::peek(vm);
    let mut threads: Vec<&ThreadState> = state.scheduler.all_parked().map(|parked| &parked.state).collect();
    threads.push(&state.current);
    threads.sort_by_key(|thread| thread.id);
    let name_of = |id: ThreadId| {
        threads.iter().find(|thread| thread.id == id).map_or("a thread that has ended", |thread| &thread.name)
    };
    let mut text = String::new();
    for thread in &threads {
        let Some(Blocked { what, line, lock, .. }) = thread.blocked.last() else { continue };
        text += &format!("  {} waits in {what}", thread.name);
        if *line > 0 {
            text += &format!(" at line {line}");
        }
        if let Some(owner) = lock.as_ref().and_then(lock::owner)
            && &**what == "Lock.acquire"
        {
            let owner = if owner == thread.id { "itself" } else { name_of(owner) };
            text += &format!(", which {owner} has");
        }
        text += "\n";
    }
    text
}
