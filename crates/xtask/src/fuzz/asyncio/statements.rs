//! The statements of coroutines.

use super::awaitables::{awaitable, coroutine, task};
use super::callbacks::callback;
use super::{DELAYS, EXCEPTIONS};
use crate::fuzz::writer::Writer;

/// How deep statements are in one another at most.
const DEPTH: usize = 4;

/// Where a statement stands, and what it may name.
#[derive(Clone, Default)]
pub(super) struct Place {
    pub(super) depth: usize,
    pub(super) in_loop: bool,
    /// In an asynchronous generator.
    pub(super) generator: bool,
    /// In a clause that handles an exception.
    pub(super) handling: bool,
    /// Coroutine functions that may be called; none calls itself, so that all come to an end.
    pub(super) workers: Vec<String>,
    /// Asynchronous generator functions.
    pub(super) generators: Vec<String>,
    /// Variables that hold tasks.
    pub(super) tasks: Vec<String>,
    /// The task groups around the statement.
    pub(super) groups: Vec<String>,
}

impl Place {
    pub(super) fn without_workers(&self) -> Place {
        Place { workers: Vec::new(), ..self.clone() }
    }
}

/// Some statements, of which later ones know the tasks that earlier ones start.
pub(super) fn statements(writer: &mut Writer, place: &Place) {
    let mut place = place.clone();
    let most = if place.depth == 0 { 5 } else { 3 };
    for _ in 0..writer.random.between(1, most) {
        statement(writer, &mut place);
    }
}

fn statement(writer: &mut Writer, place: &mut Place) {
    if place.depth < DEPTH && writer.random.chance(40) {
        compound(writer, place);
    } else {
        simple(writer, place);
    }
}

fn simple(writer: &mut Writer, place: &mut Place) {
    let label = writer.name("at ");
    let delay = writer.random.pick(&DELAYS);
    let index = writer.random.below(4);
    let message = writer.random.pick(&["", "", ", 'why'", ", None"]);
    match writer.random.below(26) {
        0 | 1 => writer.line(&format!("show(who, '{label}', var.get())")),
        2..=4 => writer.line(&format!("await asyncio.sleep({delay})")),
        5..=7 => {
            let variable = writer.name("task");
            let task = task(writer, place);
            writer.line(&format!("{variable} = {task}"));
            place.tasks.push(variable);
        }
        8..=11 => {
            let awaitable = awaitable(writer, place, 2);
            writer.line(&format!("show(who, '{label}', await {awaitable})"));
        }
        12 | 13 => writer.line(&format!("cancel({index}{message})")),
        14 | 15 => callback(writer, place),
        16 => {
            writer.one_of(&[
                "event.set()",
                "event.clear()",
                "show(who, event.is_set(), lock.locked(), queue.qsize())",
            ]);
        }
        17 => writer.line(&format!(
            "await {}",
            ["queue.get()", "queue.put(who)", "event.wait()", "barrier.wait()"][index]
        )),
        18 => writer.line(
            [
                "queue.put_nowait(who)",
                "show(who, queue.get_nowait())",
                "queue.task_done()",
                "semaphore.release()",
            ][index],
        ),
        19 => writer.line(&format!("var.set('{label}')")),
        20 => {
            let exception = writer.random.pick(&EXCEPTIONS);
            let tail =
                if place.handling { writer.random.pick(&["", " from error", " from None"]) } else { "" };
            writer.line(&format!("raise {exception}('{label}'){tail}"));
        }
        21 if place.handling => writer.line("raise"),
        21 if place.in_loop => writer.one_of(&["break", "continue"]),
        22 => {
            writer.one_of(&[
                "asyncio.current_task().cancel()",
                "asyncio.current_task().cancel('self')",
                "show(who, asyncio.current_task().cancelling())",
                "show(who, asyncio.current_task().uncancel())",
            ]);
        }
        23 if !place.groups.is_empty() => {
            let group = place.groups[writer.random.below(place.groups.len())].clone();
            let coroutine = coroutine(writer, place);
            writer.line(&format!("{group}.create_task({coroutine}, name='{}')", label.replace("at ", "g")));
        }
        24 if !place.generator => writer.line(&format!("return '{label}'")),
        24 if place.generator => writer.line(&format!("yield '{label}'")),
        25 => waited(writer, place),
        _ => writer.line(&format!("show(who, '{label}', asyncio.current_task().get_name())")),
    }
}

/// `asyncio.wait` and what it says.
fn waited(writer: &mut Writer, place: &mut Place) {
    let mut tasks: Vec<String> = (0..writer.random.between(1, 2)).map(|_| task(writer, place)).collect();
    tasks.extend(place.tasks.iter().filter(|_| writer.random.chance(50)).cloned());
    let timeout = writer.random.pick(&["", ", timeout=0.2", ", timeout=0", ", timeout=1"]);
    let when = writer.random.pick(&[
        "",
        ", return_when=asyncio.FIRST_COMPLETED",
        ", return_when=asyncio.FIRST_EXCEPTION",
    ]);
    writer.line(&format!("done, pending = await asyncio.wait({{{}}}{timeout}{when})", tasks.join(", ")));
    writer.line("show(who, names(done), names(pending))");
}

fn compound(writer: &mut Writer, place: &mut Place) {
    let inner = Place { depth: place.depth + 1, ..place.clone() };
    let body = |writer: &mut Writer| statements(writer, &inner);
    let delay = writer.random.pick(&DELAYS);
    match writer.random.below(16) {
        0..=4 => attempt(writer, &inner),
        5 => {
            let delay = writer.random.pick(&["0.1", "0.2", "0.5", "0", "None", "-1"]);
            writer.block(&format!("async with asyncio.timeout({delay}):"), body);
        }
        6..=8 => {
            let group = writer.name("group");
            let mut inside = inner.clone();
            inside.groups.push(group.clone());
            writer.block(&format!("async with asyncio.TaskGroup() as {group}:"), |writer| {
                for _ in 0..writer.random.between(1, 2) {
                    let coroutine = coroutine(writer, place);
                    let name = writer.name("g");
                    writer.line(&format!("{name} = {group}.create_task({coroutine}, name='{name}')"));
                    inside.tasks.push(name);
                }
                statements(writer, &inside);
            });
        }
        9 => {
            let holder = writer.random.pick(&["lock", "semaphore", "condition", "barrier"]);
            writer.block(&format!("async with {holder}:"), body);
        }
        10 => condition(writer, delay),
        11 | 12 => generator_used(writer, &inner),
        13 => {
            let tasks: Vec<String> = (0..writer.random.between(1, 3)).map(|_| task(writer, place)).collect();
            let timeout = writer.random.pick(&["", ", timeout=0.2", ", timeout=1"]);
            writer.block(
                &format!("for next_done in asyncio.as_completed([{}]{timeout}):", tasks.join(", ")),
                |writer| {
                    writer.line("show(who, 'completed', await next_done)");
                },
            );
        }
        14 => {
            let inside = Place { in_loop: true, ..inner.clone() };
            let count = writer.random.between(1, 3);
            writer.block(&format!("for i in range({count}):"), |writer| statements(writer, &inside));
        }
        _ => {
            let name = writer.name("m");
            writer.block(&format!("async with entered('{name}', {delay}):"), body);
        }
    }
}

fn attempt(writer: &mut Writer, place: &Place) {
    writer.block("try:", |writer| statements(writer, place));
    let handling = Place { handling: true, ..place.clone() };
    if writer.random.chance(20) {
        let caught = writer.random.pick(&[
            "ValueError",
            "Exception",
            "(KeyError, RuntimeError)",
            "asyncio.CancelledError",
        ]);
        writer.block(&format!("except* {caught} as error:"), |writer| {
            writer.line("show(who, 'group', repr(error))");
            // Out of such a clause there is no way by `return`, `break` or `continue`.
            writer.one_of(&["pass", "raise", "raise KeyError('star')", "await asyncio.sleep(0.1)"]);
        });
        return;
    }
    let handlers = writer.random.below(3);
    for caught in ["asyncio.CancelledError", "Exception"].iter().take(handlers) {
        writer.block(&format!("except {caught} as error:"), |writer| {
            writer.line("show(who, 'caught', repr(error), repr(error.__context__))");
            if writer.random.chance(50) {
                statements(writer, &handling);
            }
        });
    }
    if handlers == 0 || writer.random.chance(40) {
        writer.block("finally:", |writer| {
            writer.line("show(who, 'finally')");
            if writer.random.chance(50) {
                statements(writer, place);
            }
        });
    }
}

fn condition(writer: &mut Writer, delay: &str) {
    writer.block("async with condition:", |writer| match writer.random.below(5) {
        0 => writer.line("condition.notify_all()"),
        1 => writer.line("condition.notify(1)"),
        2 => writer.line("show(who, 'notified', await condition.wait())"),
        3 => writer.line(&format!("show(who, await asyncio.wait_for(condition.wait(), {delay}))")),
        _ => writer.line("await condition.wait_for(event.is_set)"),
    });
}

fn generator_used(writer: &mut Writer, place: &Place) {
    if place.generators.is_empty() {
        writer.line("await asyncio.sleep(0)");
        return;
    }
    let function = place.generators[writer.random.below(place.generators.len())].clone();
    let name = writer.name("a");
    let inside = Place { in_loop: true, ..place.clone() };
    match writer.random.below(12) {
        // Left in its midst, it ends when the last traceback does that has its frame.
        0 => writer.block(&format!("async for item in {function}('{name}'):"), |writer| {
            writer.line("show(who, 'item', item)");
            statements(writer, &inside);
        }),
        1..=7 => writer.block(
            &format!("async with contextlib.aclosing({function}('{name}')) as {name}:"),
            |writer| {
                writer.block(&format!("async for item in {name}:"), |writer| {
                    writer.line("show(who, 'item', item)");
                    statements(writer, &inside);
                });
            },
        ),
        _ => {
            // The last reference may be a traceback's, which lasts longer in CPython.
            writer.line(&format!("{name} = keep({function}('{name}'))"));
            for _ in 0..writer.random.between(1, 4) {
                let step = writer.random.pick(&[
                    "anext(G)",
                    "anext(G, 'end')",
                    "G.asend(None)",
                    "G.asend(5)",
                    "G.athrow(ValueError('thrown'))",
                    "G.aclose()",
                    "asyncio.wait_for(anext(G), 0.1)",
                ]);
                writer.line(&format!("show(who, await {})", step.replace('G', &name)));
            }
        }
    }
}
