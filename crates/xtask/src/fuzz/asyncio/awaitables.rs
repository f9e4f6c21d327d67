//! What can be awaited.

use super::DELAYS;
use super::statements::Place;
use crate::fuzz::writer::Writer;

/// A coroutine that was just made.
pub(super) fn coroutine(writer: &mut Writer, place: &Place) -> String {
    let delay = writer.random.pick(&DELAYS);
    let label = writer.name("c");
    if !place.workers.is_empty() && writer.random.chance(55) {
        let worker = worker(writer, place);
        return format!("{worker}('{label}')");
    }
    match writer.random.below(12) {
        0..=3 => format!("asyncio.sleep({delay}, '{label}')"),
        4 => "event.wait()".to_owned(),
        5 => "queue.get()".to_owned(),
        6 => format!("queue.put('{label}')"),
        7 => "lock.acquire()".to_owned(),
        8 if !place.workers.is_empty() => {
            let inner = coroutine(writer, &place.without_workers());
            format!("asyncio.wait_for({inner}, {delay})")
        }
        9 => "barrier.wait()".to_owned(),
        10 => "semaphore.acquire()".to_owned(),
        _ => format!("asyncio.sleep({delay})"),
    }
}

/// A task that was just started, by the name that it gets.
pub(super) fn task(writer: &mut Writer, place: &Place) -> String {
    let coroutine = coroutine(writer, place);
    let label = writer.name("t");
    let options = if writer.random.chance(10) { ", context=contextvars.copy_context()" } else { "" };
    format!("start({coroutine}, '{label}'{options})")
}

/// A coroutine, a task, a future or what asyncio makes of these.
pub(super) fn awaitable(writer: &mut Writer, place: &Place, depth: usize) -> String {
    let delay = writer.random.pick(&DELAYS);
    let known = place.tasks.clone();
    match writer.random.below(if depth == 0 { 5 } else { 12 }) {
        0..=2 => coroutine(writer, place),
        3 if !known.is_empty() => known[writer.random.below(known.len())].clone(),
        3 | 4 => task(writer, place),
        5 | 6 => {
            let inner = awaitable(writer, place, depth - 1);
            format!("asyncio.wait_for({inner}, {delay})")
        }
        7 => {
            let inner = if known.is_empty() {
                task(writer, place)
            } else {
                known[writer.random.below(known.len())].clone()
            };
            format!("asyncio.shield({inner})")
        }
        8..=10 => gather(writer, place, depth),
        _ => writer.random.pick(&["future", "asyncio.shield(future)", "asyncio.gather()"]).to_owned(),
    }
}

fn gather(writer: &mut Writer, place: &Place, depth: usize) -> String {
    let inner: Vec<String> =
        (0..writer.random.between(1, 3)).map(|_| awaitable(writer, place, depth - 1)).collect();
    let options = writer.random.pick(&["", "", ", return_exceptions=True"]);
    format!("asyncio.gather({}{options})", inner.join(", "))
}

fn worker(writer: &mut Writer, place: &Place) -> String {
    place.workers[writer.random.below(place.workers.len())].clone()
}
