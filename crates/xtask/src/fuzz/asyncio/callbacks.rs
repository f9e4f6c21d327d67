//! What the loop calls: handles, timers, and callbacks of futures.

use super::statements::Place;
use super::{DELAYS, EXCEPTIONS};
use crate::fuzz::writer::Writer;

/// One line that schedules something, or takes it back.
pub(super) fn callback(writer: &mut Writer, place: &Place) {
    let delay = writer.random.pick(&DELAYS);
    let label = writer.name("cb");
    let index = writer.random.below(4);
    let exception = writer.random.pick(&EXCEPTIONS);
    let message = writer.random.pick(&["", "", ", 'stop'", ", 7"]);
    let task = (!place.tasks.is_empty()).then(|| place.tasks[writer.random.below(place.tasks.len())].clone());
    let line = match (writer.random.below(15), task) {
        (0, Some(task)) => format!("{task}.add_done_callback(lambda task: called('{label}', task))"),
        (1, Some(task)) => format!("{task}.add_done_callback(lambda task: cancel({index}{message}))"),
        (2, Some(task)) => format!("asyncio.get_running_loop().call_later({delay}, {task}.cancel{message})"),
        (3, Some(task)) => format!("asyncio.get_running_loop().call_soon({task}.cancel)"),
        (4, Some(task)) => {
            format!("show(who, {task}.get_name(), {task}.done(), {task}.cancelled(), {task}.cancelling())")
        }
        (0..=2, _) => format!("asyncio.get_running_loop().call_soon(called, '{label}')"),
        (3..=5, _) => format!("asyncio.get_running_loop().call_later({delay}, called, '{label}')"),
        (6, _) => format!("asyncio.get_running_loop().call_later({delay}, cancel, {index}{message})"),
        (7, _) => format!("asyncio.get_running_loop().call_later({delay}, event.set)"),
        (8, _) => format!(
            "asyncio.get_running_loop().call_later({delay}, lambda: future.done() or future.set_result('{label}'))"
        ),
        (9, _) => format!(
            "asyncio.get_running_loop().call_later({delay}, lambda: future.done() or future.set_exception({exception}('{label}')))"
        ),
        (10, _) => format!("future.add_done_callback(lambda future: called('{label}', future))"),
        (11, _) => format!("asyncio.get_running_loop().call_later({delay}, called, '{label}').cancel()"),
        (12, _) => format!("future.cancel({})", message.trim_start_matches(", ")),
        (13, _) => format!(
            "asyncio.get_running_loop().call_at({delay}, called, '{label}', context=contextvars.Context())"
        ),
        _ => "asyncio.get_running_loop().call_soon(lambda: 1 / 0)".to_owned(),
    };
    writer.line(&line);
}
