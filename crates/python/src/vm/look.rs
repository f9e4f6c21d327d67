//! What a debugger sees: calls under way, their variables, and what is in an object. Looking runs nothing of the program.

use std::rc::{Rc, Weak};

use crate::builtins::repr::repr_of;
use crate::bytecode::{Code, Op};
use crate::object::{Function, Generator, GeneratorKind, Instance, Payload};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::breakpoints::{Stand, line_of_stand};
use crate::vm::fiber::Fiber;
use crate::vm::frame::{Frame, PythonFrame};

/// So many characters of a text, and of all of it, are shown at once.
const MOST_CHARS: usize = 100;
/// So many items of a container are shown in its text.
const MOST_ITEMS: usize = 8;
/// Containers in containers in … are shown so deep.
const MOST_DEPTH: usize = 3;
/// So many parts of an object are given.
pub const MOST_PARTS: usize = 200;

/// So many characters of a name or of the text of a value are shown.
const MOST_SHOWN: usize = 300;

/// A call of the program's under way, or a coroutine of the program's that is suspended.
pub struct Look<'v> {
    /// The line at which it is, from 1.
    pub line: u32,
    /// How many frames lie below it on its thread's stack; 0 for one that is suspended.
    pub depth: usize,
    place: Place<'v>,
}

/// Where the variables of a call are.
enum Place<'v> {
    Stack(&'v PythonFrame, &'v [Value]),
    Suspended(Rc<Generator>),
}

impl Look<'_> {
    /// `__qualname__` of its function, or `<module>`.
    pub fn function(&self) -> &str {
        &self.python_function().code.qualname
    }

    fn python_function(&self) -> &Rc<Function> {
        match &self.place {
            Place::Stack(frame, _) => &frame.function,
            Place::Suspended(generator) => &generator.function,
        }
    }

    /// Which call it is.
    pub fn key(&self) -> Key {
        match &self.place {
            Place::Stack(PythonFrame { generator: Some(generator), .. }, _) | Place::Suspended(generator) => {
                Key::Generator(Rc::downgrade(generator))
            }
            Place::Stack(frame, _) => Key::Function(Rc::downgrade(&frame.function)),
        }
    }

    /// The first `most` of its bound variables, in the order of their slots. Of a module those that are no functions, classes or modules.
    pub fn variables(&self, most: usize) -> Vec<(Sym, Value)> {
        let code = &self.python_function().code;
        let mut variables = match &self.place {
            // Those of a module or of a class body are not in slots.
            Place::Stack(frame, _) if let Some(namespace) = frame.namespace() => {
                let mut variables: Vec<_> =
                    namespace.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
                variables.retain(|(name, _)| !matches!(*name, sym::MODULE | sym::QUALNAME));
                variables
            }
            Place::Stack(frame, _) if code.kind.is_outermost() => {
                let mut variables = frame.function.module.entries();
                variables.retain(|(name, value)| {
                    !name.name().starts_with("__")
                        && !matches!(
                            value,
                            Value::Module(_) | Value::Function(_) | Value::Type(_) | Value::Native(_)
                        )
                });
                variables
            }
            Place::Stack(_, values) => bound(code, values),
            Place::Suspended(generator) => {
                generator.frame.try_borrow().map(|frame| bound(code, &frame.values)).unwrap_or_default()
            }
        };
        variables.truncate(most);
        variables
    }
}

/// The variables in the slots that have values.
fn bound(code: &Code, values: &[Value]) -> Vec<(Sym, Value)> {
    let value = |value: &Value| match value {
        Value::Cell(cell) => cell.value.borrow().clone(),
        other => other.clone(),
    };
    let bound = code.locals.iter().zip(values).map(|(name, slot)| (*name, value(slot)));
    // What the compiler made for itself has no name that a program could write.
    bound.filter(|(name, value)| value.is_defined() && !name.name().starts_with('.')).collect()
}

/// At most so much of a text as is shown of one.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// A call among others of the same function. It does not keep anything alive.
#[derive(Clone)]
pub enum Key {
    /// That of a generator or coroutine.
    Generator(Weak<Generator>),
    /// Any other; only after [`Vm::tell_calls_apart`].
    Function(Weak<Function>),
}

impl Key {
    /// Whether both are the same call.
    pub fn is(&self, other: &Key) -> bool {
        match (self, other) {
            (Key::Generator(one), Key::Generator(other)) => one.ptr_eq(other),
            (Key::Function(one), Key::Function(other)) => one.ptr_eq(other),
            _ => false,
        }
    }
}

impl Vm {
    /// The calls under way in the thread that runs, the outermost first.
    pub fn look_at_stack(&self) -> Vec<Look<'_>> {
        look_at(&self.frames, &self.stack, &self.stands)
    }

    /// Gives each call under way in the thread that runs a function of its own, of which no other call can be.
    pub fn tell_calls_apart(&mut self) {
        tell_apart(&mut self.frames);
    }

    /// A value in at most a hundred characters or so: as `repr()`, but that objects of classes written in Python, functions and the like
    /// are shown by their names; `known` tells those that others know better.
    pub fn glance(&mut self, value: &Value, known: Known) -> String {
        let mut glance = Glance { vm: self, known, out: String::new() };
        glance.write(value, 0);
        shortened(&glance.out)
    }

    /// What is in an object: the attributes of an instance of a class of the program, and the items of a container, each with its name, index or key.
    pub fn parts(&mut self, value: &Value, known: Known) -> Vec<(String, Value)> {
        let mut parts = Vec::new();
        if let Some(instance) = of_the_program(value) {
            let attrs = instance.attrs.borrow();
            parts.extend(attrs.iter().map(|(name, value)| (name.name().to_string(), value.clone())));
        }
        match inner(value) {
            Value::List(list) => parts.extend(numbered(list.items.borrow().iter())),
            Value::Tuple(items) => parts.extend(numbered(items.iter())),
            Value::Set(set) => parts.extend(numbered(set.table.borrow().iter().map(|(_, item)| item))),
            Value::Dict(dict) => {
                for (key, value) in dict.entries().into_iter().take(MOST_PARTS) {
                    parts.push((self.glance(&key, known), value));
                }
            }
            _ => {}
        }
        parts.truncate(MOST_PARTS);
        parts
    }

    /// Whether [`Vm::parts`] has any.
    pub fn has_parts(value: &Value) -> bool {
        let has_attributes =
            of_the_program(value).is_some_and(|it| it.attrs.borrow().iter().next().is_some());
        has_attributes
            || match inner(value) {
                Value::List(list) => !list.is_empty(),
                Value::Tuple(items) => !items.is_empty(),
                Value::Set(set) => !set.table.borrow().is_empty(),
                Value::Dict(dict) => !dict.table.borrow().is_empty(),
                _ => false,
            }
    }
}

/// The text of an object that somebody else knows better.
pub type Known = fn(&Value) -> Option<String>;

/// A text that is written.
struct Glance<'v> {
    vm: &'v mut Vm,
    known: Known,
    out: String,
}

impl Glance<'_> {
    fn write(&mut self, value: &Value, depth: usize) {
        if self.out.len() > MOST_CHARS {
            return self.out.push('…');
        }
        if let Some(text) = (self.known)(value) {
            return self.out.push_str(&text);
        }
        match value {
            Value::Str(text) if text.as_str().chars().count() > MOST_CHARS => {
                let shown: String = text.as_str().chars().take(MOST_CHARS).collect();
                let shown = repr_of(self.vm, &Value::string(shown)).unwrap_or_default();
                let mut shown = shown.chars();
                shown.next_back();
                self.out.push_str(shown.as_str());
                self.out.push('…');
            }
            Value::Bytes(bytes) if bytes.as_slice().len() > MOST_CHARS => {
                let shown = Value::bytes(bytes.as_slice()[..MOST_CHARS].to_vec());
                self.write(&shown, depth);
                self.out.push('…');
            }
            Value::List(list) => {
                let items = list.items.borrow();
                self.write_items(["[", "]"], items.iter(), items.len(), depth);
            }
            Value::Tuple(items) => {
                let close = if items.len() == 1 { ",)" } else { ")" };
                self.write_items(["(", close], items.iter(), items.len(), depth);
            }
            Value::Set(set) if !set.table.borrow().is_empty() => {
                let table = set.table.borrow();
                let brackets = if set.frozen { ["frozenset({", "})"] } else { ["{", "}"] };
                self.write_items(brackets, table.iter().map(|(_, item)| item), table.len(), depth);
            }
            Value::Dict(dict) => {
                self.out.push('{');
                let table = dict.table.borrow();
                for (at, entry) in table.iter().enumerate() {
                    if self.separate(at, depth, table.len()) {
                        break;
                    }
                    self.write(&entry.key, depth + 1);
                    self.out.push_str(": ");
                    self.write(&entry.value, depth + 1);
                }
                self.out.push('}');
            }
            Value::Instance(instance) => match instance.payload() {
                Payload::Exception(data) => {
                    self.out.push_str(instance.class.short_name());
                    let args = data.args.borrow();
                    self.write_items(["(", ")"], args.iter(), args.len(), depth);
                }
                Payload::Value(inner) => {
                    self.out.push_str(instance.class.short_name());
                    self.out.push('(');
                    let inner = inner.clone();
                    self.write(&inner, depth + 1);
                    self.out.push(')');
                }
                _ => self.out.push_str(&format!("<{} object>", instance.class.qualname)),
            },
            Value::Function(function) => self.out.push_str(&format!("<function {}>", function.qualname())),
            Value::Type(class) => self.out.push_str(&format!("<class '{}'>", class.full_name())),
            Value::Generator(generator) => {
                let kind = match generator.kind {
                    GeneratorKind::Generator => "generator",
                    GeneratorKind::Coroutine => "coroutine",
                    GeneratorKind::AsyncGenerator => "async generator",
                };
                self.out.push_str(&format!("<{kind} {}>", generator.function.qualname()));
            }
            Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Big(_)
            | Value::Float(_)
            | Value::Str(_)
            | Value::Set(_)
            | Value::Bytes(_)
            | Value::Range(_)
            | Value::Ellipsis
            | Value::Module(_)
            | Value::Native(_) => {
                // A number may be too long for digits.
                let text = repr_of(self.vm, value).unwrap_or_else(|| self.object_text(value));
                self.out.push_str(&shortened(&text));
            }
            other => self.out.push_str(&self.object_text(other)),
        }
    }

    fn object_text(&self, value: &Value) -> String {
        format!("<{} object>", self.vm.types.borrow_of(value).short_name())
    }

    fn write_items<'a>(
        &mut self,
        [open, close]: [&str; 2],
        items: impl Iterator<Item = &'a Value>,
        count: usize,
        depth: usize,
    ) {
        self.out.push_str(open);
        for (at, item) in items.enumerate() {
            if self.separate(at, depth, count) {
                break;
            }
            self.write(item, depth + 1);
        }
        self.out.push_str(close);
    }

    /// Writes what comes before an item, or that there are more: then it was enough.
    fn separate(&mut self, at: usize, depth: usize, count: usize) -> bool {
        if at > 0 {
            self.out.push_str(", ");
        }
        let is_enough = at >= MOST_ITEMS || depth >= MOST_DEPTH || self.out.len() > MOST_CHARS;
        if is_enough {
            self.out.push('…');
            if depth < MOST_DEPTH {
                self.out.push_str(&format!(" ({count} items)"));
            }
        }
        is_enough
    }
}

impl Fiber {
    /// As [`Vm::look_at_stack`], for a thread that does not run.
    pub fn look_at_stack(&self) -> Vec<Look<'_>> {
        look_at(&self.frames, &self.stack, &self.stands)
    }

    /// As [`Vm::tell_calls_apart`], for a thread that does not run.
    pub fn tell_calls_apart(&mut self) {
        tell_apart(&mut self.frames);
    }
}

fn tell_apart(frames: &mut [Frame]) {
    for frame in frames {
        if let Frame::Python(PythonFrame { function, generator: None, .. }) = frame
            && Rc::strong_count(function) > 1
        {
            *function = Rc::new(function.copied());
        }
    }
}

/// A suspended coroutine and those that it awaits, the outermost first.
pub fn look_at_coroutine<'v>(coroutine: Rc<Generator>) -> Vec<Look<'v>> {
    let mut looks = Vec::new();
    let mut next = Some(coroutine);
    while let Some(generator) = next.take() {
        let Ok(frame) = generator.frame.try_borrow() else { break };
        let code = &generator.function.code;
        let line = line_at(code, frame.pc);
        if let Some(Op::YieldFrom) = code.ops.get(frame.pc) {
            next = frame.values.last().and_then(awaited);
        }
        drop(frame);
        if !code.internal {
            looks.push(Look { line, depth: 0, place: Place::Suspended(generator) });
        }
    }
    looks
}

/// The coroutine in which an `await` goes on.
fn awaited(value: &Value) -> Option<Rc<Generator>> {
    match value {
        Value::Generator(generator) => Some(generator.clone()),
        Value::AsyncStep(step) => Some(step.generator.clone()),
        _ => None,
    }
}

fn look_at<'v>(frames: &'v [Frame], stack: &'v [Value], stands: &[Stand]) -> Vec<Look<'v>> {
    let look_in = |(depth, frame): (usize, &'v Frame)| match frame {
        Frame::Python(frame) if !frame.function.code.internal => {
            let code = &frame.function.code;
            let values = stack.get(frame.base()..frame.base() + code.local_count()).unwrap_or_default();
            let line = line_of_stand(stands, frame, depth + 1).unwrap_or_else(|| line_at(code, frame.pc()));
            Some(Look { line, depth, place: Place::Stack(frame, values) })
        }
        _ => None,
    };
    let mut looks: Vec<Look<'v>> = frames.iter().enumerate().filter_map(look_in).collect();
    // One that goes on, but has not yet come to what it awaits: on top is what it is sent.
    if let Some(Frame::Python(frame)) = frames.last()
        && let Some(Op::YieldFrom) = frame.function.code.ops.get(frame.pc())
        && let Some(awaited) = stack.iter().nth_back(1).and_then(awaited)
    {
        let inner = look_at_coroutine(awaited).into_iter();
        looks.extend(inner.map(|look| Look { depth: frames.len(), ..look }));
    }
    looks
}

/// The line of the program at which a call is. One that has not begun is where it is defined.
fn line_at(code: &Code, pc: usize) -> u32 {
    let line = match code.line_at(pc.saturating_sub(1)) {
        line if pc > 0 && line > 0 => line,
        _ => code.first_line,
    };
    code.program_line(line)
}

/// The first items, each with its number.
fn numbered<'a>(items: impl Iterator<Item = &'a Value>) -> impl Iterator<Item = (String, Value)> {
    items.take(MOST_PARTS).enumerate().map(|(at, item)| (at.to_string(), item.clone()))
}

/// An instance of a class of the program: what is in one of the library's is ours.
fn of_the_program(value: &Value) -> Option<&Rc<Instance>> {
    match value {
        Value::Instance(instance) if &*instance.class.module == "__main__" => Some(instance),
        _ => None,
    }
}

/// The value of an instance of a subclass of a builtin type.
fn inner(value: &Value) -> &Value {
    match value {
        Value::Instance(instance) => match instance.payload() {
            Payload::Value(inner) => inner,
            _ => value,
        },
        _ => value,
    }
}
