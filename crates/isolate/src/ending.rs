//! How an exception ends a program: what is printed, and the exit status.

use loopscope_python::{Args, Raised, Sym, Value, Vm};
use loopscope_stdlib::State;
use loopscope_trace::{EventKind, Stream};

/// The exit status after `KeyboardInterrupt`, as a shell gives it.
const INTERRUPTED: i32 = 130;
/// The exit status after any other exception.
const FAILED: i32 = 1;

/// An exception that ends something, and what to print about it.
pub(crate) struct Ending {
    /// The exit status of the program.
    pub(crate) exit_status: i32,
    /// What follows.
    pub(crate) then: Then,
    about: About,
}

/// What follows after the report of an exception.
#[derive(Clone, Copy)]
pub(crate) enum Then {
    /// The end of the program begins.
    Shutdown,
    /// The end of the program goes on.
    Clear,
}

enum About {
    /// An exception that left the program.
    Uncaught(Raised),
    /// The same, which the program's own `sys.excepthook` reports.
    Hooked(Raised),
    /// `SystemExit` with a message.
    ExitMessage(Value),
    /// An exception while threads were waited for.
    Ignored(Raised),
}

/// How an exception that left the program ends it: with a report, or silently with an exit status.
pub(crate) fn of_program(vm: &Vm, raised: Raised) -> Result<Ending, i32> {
    let (exit_status, about) = if raised.is(&vm.exceptions.system_exit) {
        match exit_code(&raised) {
            Value::None => return Err(0),
            // What the system keeps of it.
            Value::Int(code) => return Err((code & 0xff) as i32),
            Value::Bool(code) => return Err(i32::from(code)),
            Value::Big(_) => return Err(0xff),
            message => (FAILED, About::ExitMessage(message)),
        }
    } else if raised.is(&vm.exceptions.keyboard_interrupt) {
        (INTERRUPTED, About::Uncaught(raised))
    } else {
        (FAILED, About::Uncaught(raised))
    };
    Ok(Ending { exit_status, then: Then::Shutdown, about })
}

/// An exception while the program's end waited for its threads: it is shown, and does not count.
pub(crate) fn of_shutdown(exit_status: i32, raised: Raised) -> Ending {
    Ending { exit_status, then: Then::Clear, about: About::Ignored(raised) }
}

impl Ending {
    /// The call that makes the text to print, or that of the program's own `sys.excepthook`.
    pub(crate) fn text(&mut self, vm: &mut Vm) -> (Value, Args) {
        if let About::Uncaught(raised) = &self.about
            && let Some(hook) = own_excepthook(vm)
        {
            let raised = raised.clone();
            let traceback = loopscope_python::builtins::exception::traceback::traceback_object(vm, &raised);
            let class = Value::Type(raised.0.class.clone());
            let args = Args::new([class, raised.clone().into(), traceback]);
            self.about = About::Hooked(raised);
            return (hook, args);
        }
        match &self.about {
            About::Uncaught(raised) | About::Hooked(raised) | About::Ignored(raised) => {
                let exception = Value::Instance(raised.0.clone());
                (vm.prelude("_format_exception"), Args::new([exception]))
            }
            About::ExitMessage(message) => (Value::Type(vm.types.str.clone()), Args::new([message.clone()])),
        }
    }

    /// Prints what the call of [`Ending::text`] returned.
    pub(crate) fn report(&self, vm: &mut Vm, filename: &str, text: Result<Value, Raised>) {
        let text = match (text, &self.about) {
            (Ok(_), About::Hooked(_)) => String::new(),
            (Err(raised), About::Hooked(original)) => {
                let (raised, original) = (vm.format_exception(&raised), vm.format_exception(original));
                format!("Error in sys.excepthook:\n{raised}\nOriginal exception was:\n{original}")
            }
            (Ok(Value::Str(text)), _) => text.as_str().to_owned(),
            // The exception's own Python code failed, or Ctrl+C came in between.
            (_, About::Uncaught(raised) | About::Ignored(raised)) => vm.format_exception(raised),
            (_, About::ExitMessage(_)) => String::new(),
        };
        match &self.about {
            About::Uncaught(raised) | About::Hooked(raised) => {
                let message = text.lines().last().unwrap_or_default();
                let line = line_of(vm, raised, filename);
                let state = State::of(vm);
                state.write(Stream::Stderr, &text);
                state.recorder.line = line;
                state.recorder.record(EventKind::UncaughtException { message });
            }
            About::ExitMessage(_) => State::of(vm).write(Stream::Stderr, &format!("{text}\n")),
            About::Ignored(_) => {
                let text = text.trim_end();
                // Here CPython ends the line of an exception without a message like that of any other.
                let colon =
                    if text.lines().last().is_some_and(|line| line.contains(':')) { "" } else { ": " };
                let text = format!("Exception ignored in: <module 'threading'>\n{text}{colon}\n");
                State::of(vm).write(Stream::Stderr, &text);
            }
        }
    }
}

/// `sys.excepthook`, if the program set one of its own.
fn own_excepthook(vm: &Vm) -> Option<Value> {
    let Some(Value::Module(sys)) = vm.modules.get(&Sym::new("sys")) else { return None };
    let hook = sys.get(Sym::new("excepthook"))?;
    let original = sys.get(Sym::new("__excepthook__"))?;
    (!hook.is(&original)).then_some(hook)
}

/// `SystemExit.code`
fn exit_code(raised: &Raised) -> Value {
    if let Some(code) = raised.0.attrs.borrow().get(Sym::new("code")) {
        return code.clone();
    }
    match &raised.data().args.borrow()[..] {
        [] => Value::None,
        [code] => code.clone(),
        several => Value::tuple(several.to_vec()),
    }
}

/// The line of the program to mark: what did not compile, or where the exception passed last.
fn line_of(vm: &Vm, raised: &Raised, filename: &str) -> u32 {
    let lines_before = |file: &str| if file == filename { Some(0) } else { vm.lines_before(file) };
    if raised.is(&vm.exceptions.syntax_error)
        && let Some(Value::Tuple(place)) = raised.data().args.borrow().get(1)
        && let [file, Value::Int(line), ..] = &place[..]
        && let Some(before) = file.as_str().and_then(lines_before)
    {
        return u32::try_from(*line).map_or(0, |line| before + line);
    }
    let traceback = raised.data().traceback.borrow();
    let mut lines =
        traceback.iter().filter_map(|entry| Some(lines_before(&entry.filename)? + entry.position.line));
    lines.next().unwrap_or_default()
}
