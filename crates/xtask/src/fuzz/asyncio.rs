//! Programs of tasks, what they wait for and what ends them, in virtual time.

mod awaitables;
mod callbacks;
mod statements;

use super::writer::Writer;
use statements::{Place, statements};

const BEGINNING: &str = "\
import asyncio, contextlib, contextvars

var = contextvars.ContextVar('var', default=0)
started, kept = [], []

def show(*what):
    try:
        now = asyncio.get_running_loop().time()
    except RuntimeError:
        now = -1
    print(f'{now:.3f}', *what)

def start(coroutine, name, **options):
    task = asyncio.create_task(coroutine, name=name, **options)
    started.append(task)
    return task

def keep(generator):
    kept.append(generator)
    return generator

def cancel(index, *message):
    if started:
        task = started[index % len(started)]
        show('cancel', task.get_name(), task.cancel(*message))

def names(tasks):
    return sorted(task.get_name() for task in tasks)

def state(future):
    if not future.done():
        return 'pending'
    if future.cancelled():
        return 'cancelled'
    return repr(future.exception() or future.result())

def called(name, *args):
    show('called', name, var.get(), *[state(arg) if asyncio.isfuture(arg) else arg for arg in args])

def handle(loop, context):
    # When an abandoned future goes is the garbage collector's affair.
    if 'never retrieved' not in context['message']:
        show('handler', context['message'], repr(context.get('exception')))

@contextlib.asynccontextmanager
async def entered(name, delay):
    show('enter', name)
    await asyncio.sleep(delay)
    try:
        yield name
    finally:
        show('leaving', name)
        await asyncio.sleep(delay)
        show('left', name)

async def finish():
    for _ in range(9):
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        rest = sorted(rest, key=lambda task: (len(task.get_name()), task.get_name()))
        if not rest:
            break
        for task in rest:
            task.cancel('end')
        done, pending = await asyncio.wait(rest, timeout=2)
        show('finish', [(task.get_name(), state(task)) for task in rest])
";
const SHARED: &str = "\
global lock, event, queue, semaphore, condition, barrier, future
lock, event, condition, future = asyncio.Lock(), asyncio.Event(), asyncio.Condition(), asyncio.Future()
";

/// How long something takes or lasts, in seconds.
const DELAYS: [&str; 9] = ["0", "0.1", "0.1", "0.2", "0.25", "0.3", "0.5", "1", "-1"];
/// Exceptions that coroutines raise.
const EXCEPTIONS: [&str; 6] =
    ["ValueError", "KeyError", "RuntimeError", "ZeroDivisionError", "asyncio.CancelledError", "TimeoutError"];

/// Writes one program.
pub(super) fn write(writer: &mut Writer) {
    writer.line(BEGINNING);
    let mut place = Place::default();
    for _ in 0..writer.random.below(3) {
        let name = writer.name("agen");
        let inside = Place { generator: true, depth: 1, ..place.clone() };
        writer.block(&format!("async def {name}(who):"), |writer| generator_body(writer, &inside));
        place.generators.push(name);
    }
    for _ in 0..writer.random.between(1, 4) {
        let name = writer.name("worker");
        writer.block(&format!("async def {name}(who):"), |writer| {
            writer.line("show(who, 'begins', var.get())");
            statements(writer, &place);
            writer.one_of(&["return who", "return (who, 'done')", "show(who, 'ends')"]);
        });
        place.workers.push(name);
    }
    main(writer, &place);
}

/// Some values, mostly with a last word that awaits.
fn generator_body(writer: &mut Writer, place: &Place) {
    let values = |writer: &mut Writer| {
        let count = writer.random.between(1, 3);
        let delay = writer.random.pick(&DELAYS);
        writer.block(&format!("for i in range({count}):"), |writer| {
            writer.line("show(who, 'got', (yield i))");
            writer.line(&format!("await asyncio.sleep({delay})"));
            if writer.random.chance(30) {
                statements(writer, &Place { in_loop: true, depth: 2, ..place.clone() });
            }
        });
    };
    if writer.random.chance(20) {
        values(writer);
        return;
    }
    writer.block("try:", values);
    if writer.random.chance(40) {
        let caught =
            writer.random.pick(&["GeneratorExit", "ValueError", "BaseException", "asyncio.CancelledError"]);
        writer.block(&format!("except {caught} as error:"), |writer| {
            writer.line("show(who, 'caught', repr(error))");
            writer.one_of(&[
                "raise",
                "raise",
                "yield 'more'",
                "pass",
                "raise RuntimeError('again') from error",
            ]);
        });
    }
    writer.block("finally:", |writer| {
        writer.line("show(who, 'closing')");
        if writer.random.chance(60) {
            let delay = writer.random.pick(&DELAYS);
            writer.line(&format!("await asyncio.sleep({delay})"));
        }
        writer.line("show(who, 'closed')");
    });
}

fn main(writer: &mut Writer, place: &Place) {
    let ending = writer.random.below(6);
    writer.block("async def main():", |writer| {
        writer.line("who = 'main'");
        writer.line(SHARED.trim_end());
        let (size, value, parties) =
            (writer.random.below(3), writer.random.between(1, 2), writer.random.between(1, 3));
        writer.line(&format!("queue = asyncio.Queue({size})"));
        writer.line(&format!("semaphore, barrier = asyncio.Semaphore({value}), asyncio.Barrier({parties})"));
        writer.line("loop = asyncio.get_running_loop()");
        if writer.random.chance(25) {
            writer.line("loop.set_exception_handler(handle)");
        }
        writer.block("try:", |writer| {
            writer.block("async with asyncio.timeout(30):", |writer| {
                for _ in 0..writer.random.between(1, 3) {
                    statements(writer, place);
                }
            });
        });
        if writer.random.chance(50) {
            writer.block("except BaseException as error:", |writer| {
                writer.line("show('main', repr(error), repr(error.__context__), repr(error.__cause__))");
            });
        }
        writer.block("finally:", |writer| {
            writer.line("show('main ends')");
            // Of what is pending at the end of a program, `asyncio.run` alone lets Loopscope speak.
            if writer.random.chance(85) || ending == 0 {
                writer.line("await finish()");
            }
        });
    });
    match ending {
        0 => {
            writer.line("loop = asyncio.new_event_loop()");
            writer.line("loop.run_until_complete(main())");
            if writer.random.chance(50) {
                writer.line("loop.run_until_complete(loop.shutdown_asyncgens())");
            }
            writer.line("loop.close()");
        }
        1 => writer.block("with asyncio.Runner() as runner:", |writer| {
            writer.line("print(runner.run(main()))");
        }),
        _ => writer.line("asyncio.run(main())"),
    }
}
