//! Tracebacks as CPython 3.11 prints them, with its carets (PEP 657), chains and groups (PEP 654).

use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use crate::few::sort_few;
use crate::object::{ExceptionData, Function, Generator, TraceEntry};
use crate::symbol::{FxHasher, Sym, sym};
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::frame::{Frame, PythonFrame};

/// How many exceptions of a group are shown.
const MAX_GROUP_WIDTH: usize = 15;
/// How deeply groups in groups are shown.
const MAX_GROUP_DEPTH: usize = 10;
/// How many identical frames are shown in a row.
const REPEATED: usize = 3;
/// Among more names none is suggested.
const MAX_NAMES: usize = 3_000;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

impl Vm {
    /// What CPython prints for an uncaught exception, where no Python code is needed for the texts.
    pub fn format_exception(&mut self, raised: &Raised) -> String {
        let mut text = |vm: &mut Vm, raised: &Raised| {
            crate::builtins::repr::str_of(vm, &Value::Instance(raised.0.clone()))
                .unwrap_or_else(|| "<exception str() failed>".to_owned())
        };
        self.format_exception_with(raised, &mut text)
    }

    /// What CPython prints for an uncaught exception; `text` gives `str(exception)`.
    pub fn format_exception_with(
        &mut self,
        raised: &Raised,
        text: &mut dyn FnMut(&mut Vm, &Raised) -> String,
    ) -> String {
        let mut writer = Writer { out: String::new(), depth: 0, need_close: false, seen: Numbers::default() };
        self.write_exception(&mut writer, raised, text);
        writer.out
    }

    fn write_exception(
        &mut self,
        writer: &mut Writer,
        raised: &Raised,
        text: &mut dyn FnMut(&mut Vm, &Raised) -> String,
    ) {
        let need_close = writer.need_close;
        for (raised, message) in chain(raised, &mut writer.seen) {
            // Groups further up in the chain close their own frames only.
            writer.need_close = need_close;
            if let Some(message) = message {
                writer.emit(message, None);
            }
            let inner = self.group_members(&raised);
            let trace = format_traceback(raised.data());
            let only = self.exception_only(&raised, text);
            let Some(inner) = inner else {
                if let Some(trace) = trace {
                    writer.emit("Traceback (most recent call last):\n", None);
                    writer.emit(&trace, None);
                }
                writer.emit(&only, None);
                continue;
            };
            if writer.depth > MAX_GROUP_DEPTH {
                writer.emit(&format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n"), None);
                continue;
            }
            let outermost = writer.depth == 0;
            writer.depth += usize::from(outermost);
            if let Some(trace) = trace {
                let margin = outermost.then_some('+');
                writer.emit("Exception Group Traceback (most recent call last):\n", margin);
                writer.emit(&trace, None);
            }
            writer.emit(&only, None);
            self.write_members(writer, &inner, text);
            if outermost {
                writer.depth = 0;
            }
        }
    }

    fn write_members(
        &mut self,
        writer: &mut Writer,
        members: &[Raised],
        text: &mut dyn FnMut(&mut Vm, &Raised) -> String,
    ) {
        let shown = if members.len() <= MAX_GROUP_WIDTH { members.len() } else { MAX_GROUP_WIDTH + 1 };
        writer.need_close = false;
        for at in 0..shown {
            let last = at + 1 == shown;
            writer.need_close |= last;
            let truncated = at >= MAX_GROUP_WIDTH;
            let title = if truncated { "...".to_owned() } else { (at + 1).to_string() };
            let corner = if at == 0 { "+-" } else { "  " };
            let indent = writer.indent();
            let _ = writeln!(writer.out, "{indent}{corner}+---------------- {title} ----------------");
            writer.depth += 1;
            if truncated {
                let rest = members.len() - MAX_GROUP_WIDTH;
                let plural = if rest == 1 { "" } else { "s" };
                writer.emit(&format!("and {rest} more exception{plural}\n"), None);
            } else {
                self.write_exception(writer, &members[at], text);
            }
            if last && writer.need_close {
                let indent = writer.indent();
                let _ = writeln!(writer.out, "{indent}+------------------------------------");
                writer.need_close = false;
            }
            writer.depth -= 1;
        }
    }

    /// The members of an exception group.
    pub fn group_members(&self, raised: &Raised) -> Option<Vec<Raised>> {
        if !raised.is(&self.exceptions.base_exception_group) {
            return None;
        }
        let args = raised.data().args.borrow();
        match args.get(1) {
            Some(Value::Tuple(items)) => {
                Some(items.iter().filter_map(|item| self.as_exception(item)).collect())
            }
            Some(Value::List(list)) => {
                Some(list.items.borrow().iter().filter_map(|item| self.as_exception(item)).collect())
            }
            _ => None,
        }
    }

    /// The last lines of a traceback: `Type: message`, with suggestions and notes.
    fn exception_only(
        &mut self,
        raised: &Raised,
        text: &mut dyn FnMut(&mut Vm, &Raised) -> String,
    ) -> String {
        let class = &raised.0.class;
        let name = match &*class.module {
            "builtins" | "__main__" => class.qualname.to_string(),
            module => format!("{module}.{}", class.qualname),
        };
        let mut out = String::new();
        let message = if raised.is(&self.exceptions.syntax_error) {
            out.push_str(&syntax_location(raised));
            let args = raised.data().args.borrow();
            args.first().and_then(Value::as_str).unwrap_or("<no detail available>").to_owned()
        } else {
            let mut message = text(self, raised);
            if let Some(hint) = self.suggestion(raised) {
                let _ = write!(message, ". Did you mean: '{hint}'?");
            }
            message
        };
        if message.is_empty() {
            let _ = writeln!(out, "{name}");
        } else {
            let _ = writeln!(out, "{name}: {message}");
        }
        if let Some(Value::List(notes)) = raised.0.attrs.borrow().get(sym::NOTES) {
            for note in notes.items.borrow().iter() {
                if let Some(note) = note.as_str() {
                    let _ = writeln!(out, "{note}");
                }
            }
        }
        out
    }

    fn suggestion(&mut self, raised: &Raised) -> Option<String> {
        let (subject, name) = raised.data().sought.borrow().clone()?;
        let candidates = if raised.is(&self.exceptions.name_error) {
            match &subject {
                Value::Tuple(names) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                _ => Vec::new(),
            }
        } else {
            let mut names = self.names_of(&subject);
            if names.len() > MAX_NAMES {
                return None;
            }
            sort_few(&mut names, |a, b| a.name() < b.name());
            names.dedup();
            names.into_iter().map(|name| name.name().to_string()).collect::<Vec<_>>()
        };
        crate::builtins::suggest::closest(&name.name(), &candidates)
    }

    /// The names of an object's attributes, as `dir()` finds them, in no order, and some of them several times.
    pub fn names_of(&self, object: &Value) -> Vec<Sym> {
        let mut names = Vec::new();
        let add_class = |class: &Rc<crate::object::Type>, names: &mut Vec<Sym>| {
            for class in std::iter::once(class).chain(&class.mro) {
                names.extend(class.dict.borrow().iter().map(|(name, _)| name));
            }
        };
        match object {
            Value::Instance(instance) => {
                names.extend(instance.attrs.borrow().iter().map(|(name, _)| name));
                add_class(&instance.class, &mut names);
            }
            Value::Type(class) => add_class(class, &mut names),
            Value::Module(module) => names.extend(module.entries().into_iter().map(|(name, _)| name)),
            other => add_class(self.types.borrow_of(other), &mut names),
        }
        names
    }

    /// `__traceback__`: an object that keeps the exception's traceback, or `None`.
    pub fn traceback_object(&mut self, raised: &Value) -> Value {
        match self.as_exception(raised) {
            Some(raised) if !raised.data().traceback.borrow().is_empty() => {
                crate::builtins::exception::traceback_object(self, &raised)
            }
            _ => Value::None,
        }
    }

    /// The line of the program that runs: of the innermost frame that isn't our library's; 0 if none. Lines are
    /// numbered on from file to file.
    pub fn line(&self) -> u32 {
        self.program_frame().map_or(0, |(code, pc)| code.program_line_at(pc))
    }

    /// How many frames there are.
    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    /// The line of the program that runs above the first `depth` frames; 0 if none of it does.
    pub fn line_above(&self, depth: usize) -> u32 {
        let line = |frame: &PythonFrame| frame.function.code.program_line_at(frame.pc().saturating_sub(1));
        self.python_frames_above(depth).find(|frame| !frame.function.code.internal).map_or(0, line)
    }

    /// The functions of our library that run above the first `depth` frames, the innermost first, up to the program's
    /// that called them.
    pub fn library_functions(&self, depth: usize) -> impl Iterator<Item = &Rc<Function>> {
        let functions = self.python_frames_above(depth).map(|frame| &frame.function);
        functions.take_while(|function| function.code.internal)
    }

    /// The program's innermost function that runs, its variables, and the object whose method of our library it called.
    pub fn program_call(&self) -> Option<(&Rc<Function>, &[Value], Option<&Value>)> {
        let mut object = None;
        for frame in self.python_frames_above(0) {
            let code = &frame.function.code;
            let values = self.stack.get(frame.base()..frame.base() + code.local_count())?;
            if !code.internal {
                return Some((&frame.function, values, object));
            }
            let is_method =
                code.params.positional > 0 && code.locals.first().is_some_and(|name| *name == sym::SELF);
            object = values.first().filter(|_| is_method);
        }
        None
    }

    /// Whether what runs above the first `depth` frames is our library, or nothing.
    pub fn is_in_library(&self, depth: usize) -> bool {
        self.python_frames_above(depth).next().is_none_or(|frame| frame.function.code.internal)
    }

    /// The innermost first.
    fn python_frames_above(&self, depth: usize) -> impl Iterator<Item = &PythonFrame> {
        let frames = self.frames.get(depth..).unwrap_or_default();
        frames.iter().rev().filter_map(|frame| match frame {
            Frame::Python(frame) => Some(frame),
            Frame::Native(_) => None,
        })
    }

    /// The line at which a generator is that runs now.
    pub fn line_in(&self, generator: &Rc<Generator>) -> Option<u32> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Python(frame)
                if frame.generator.as_ref().is_some_and(|running| Rc::ptr_eq(running, generator)) =>
            {
                Some(frame.function.code.line_at(frame.pc().saturating_sub(1)))
            }
            _ => None,
        })
    }

    /// File, text and line of the innermost frame of the program.
    pub fn program_position(&self) -> Option<(Rc<str>, Rc<str>, u32)> {
        self.program_frame().map(|(code, pc)| (code.filename.clone(), code.source.clone(), code.line_at(pc)))
    }

    fn program_frame(&self) -> Option<(&crate::bytecode::Code, usize)> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Python(frame) if !frame.function.code.internal => {
                Some((&*frame.function.code, frame.pc().saturating_sub(1)))
            }
            _ => None,
        })
    }

    /// The frames of the program that run now, innermost last.
    pub fn stack_entries(&self) -> Vec<TraceEntry> {
        let entry = |frame: &Frame| match frame {
            Frame::Python(frame) if !frame.function.code.internal => {
                Some(frame.function.code.entry_at(frame.pc().saturating_sub(1)))
            }
            _ => None,
        };
        self.frames.iter().filter_map(entry).collect()
    }
}

/// The exceptions to show for `raised`, the first cause first, each with the sentence before it.
fn chain(raised: &Raised, seen: &mut Numbers) -> Vec<(Raised, Option<&'static str>)> {
    let mut shown = Vec::new();
    let mut at = raised.clone();
    loop {
        seen.add(&at);
        let cause = at.data().cause.borrow().clone();
        let context = at.data().context.borrow().clone();
        let (next, message) = match (cause, context) {
            (Some(cause), _) => (Some(cause), CAUSE),
            (None, Some(context)) if !at.data().suppress_context.get() => (Some(context), CONTEXT),
            _ => (None, ""),
        };
        let next = next.filter(|next| seen.of(next).is_none());
        shown.push((at, next.is_some().then_some(message)));
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    shown.reverse();
    shown
}

/// Exceptions with numbers, from 0 in the order in which they come.
#[derive(Default)]
pub(crate) struct Numbers(HashMap<usize, i64, BuildHasherDefault<FxHasher>>);

impl Numbers {
    /// The exception's number.
    pub(crate) fn of(&self, raised: &Raised) -> Option<usize> {
        self.0.get(&(Rc::as_ptr(&raised.0) as usize)).map(|&number| number as usize)
    }

    /// Gives the exception the next number; whether it had none. It has to stay alive.
    pub(crate) fn add(&mut self, raised: &Raised) -> bool {
        let number = self.0.len() as i64;
        let is_new = self.of(raised).is_none();
        if is_new {
            self.0.insert(Rc::as_ptr(&raised.0) as usize, number);
        }
        is_new
    }
}

/// Text with the margins of exception groups.
struct Writer {
    out: String,
    depth: usize,
    need_close: bool,
    /// What was shown: the same exception again is without its chain.
    seen: Numbers,
}

impl Writer {
    fn indent(&self) -> String {
        "  ".repeat(self.depth)
    }

    fn emit(&mut self, text: &str, margin: Option<char>) {
        if self.depth == 0 {
            self.out.push_str(text);
            return;
        }
        let indent = self.indent();
        for line in text.split_inclusive('\n') {
            let _ = write!(self.out, "{indent}{} {line}", margin.unwrap_or('|'));
        }
    }
}

/// The lines of an exception's traceback (outermost frame first), `None` if it has none.
pub fn format_traceback(exception: &ExceptionData) -> Option<String> {
    let entries = exception.traceback.borrow();
    if entries.is_empty() && !exception.passed_library.get() {
        return None;
    }
    let mut out = String::new();
    let mut repeats = 0;
    let mut previous: Option<&TraceEntry> = None;
    let flush = |out: &mut String, repeats: usize| {
        if repeats > REPEATED {
            let more = repeats - REPEATED;
            let plural = if more == 1 { "" } else { "s" };
            let _ = writeln!(out, "  [Previous line repeated {more} more time{plural}]");
        }
    };
    for entry in entries.iter().rev() {
        let same = previous.is_some_and(|previous| {
            previous.filename == entry.filename
                && previous.name == entry.name
                && previous.position.line == entry.position.line
        });
        if !same {
            flush(&mut out, repeats);
            repeats = 0;
        }
        previous = Some(entry);
        repeats += 1;
        if repeats <= REPEATED {
            format_entry(&mut out, entry);
        }
    }
    flush(&mut out, repeats);
    Some(out)
}

impl TraceEntry {
    /// The line of the source, if that is of a file: CPython has no other at hand.
    pub fn source_line(&self) -> Option<&str> {
        let is_of_file = !self.filename.starts_with('<');
        is_of_file.then(|| self.source.lines().nth(self.position.line.saturating_sub(1) as usize)).flatten()
    }
}

/// What a traceback shows of a frame.
pub fn shown_entry(entry: &TraceEntry) -> String {
    let mut out = String::new();
    format_entry(&mut out, entry);
    out
}

fn format_entry(out: &mut String, entry: &TraceEntry) {
    let position = entry.position;
    let _ = writeln!(out, "  File \"{}\", line {}, in {}", entry.filename, position.line, entry.name);
    let Some(line) = entry.source_line() else { return };
    let stripped = line.trim();
    if stripped.is_empty() {
        return;
    }
    let _ = writeln!(out, "    {stripped}");
    if let Some(carets) = carets(line, entry) {
        let _ = writeln!(out, "    {carets}");
    }
}

/// The line of `^` and `~` under a source line, unless it would mark the whole line.
fn carets(line: &str, entry: &TraceEntry) -> Option<String> {
    let position = entry.position;
    if position.column == 0 && position.end_column == 0 {
        return None;
    }
    let column =
        |byte: u32| line.get(..byte as usize).map_or(line.chars().count(), |text| text.chars().count());
    let trimmed_end = line.trim_end().chars().count();
    let leading = trimmed_end - line.trim().chars().count();
    let start = column(position.column);
    let one_line = position.line == position.end_line;
    let end = if one_line { column(position.end_column) } else { trimmed_end };
    let anchor = (one_line && position.anchor != (0, 0))
        .then(|| (column(position.anchor.0), column(position.anchor.1)));
    if start < leading || end <= start || (end - start >= trimmed_end - leading && anchor.is_none()) {
        return None;
    }
    let marks = (start..end).map(|at| match anchor {
        Some((from, to)) if !(from..to).contains(&at) => '~',
        _ => '^',
    });
    Some(" ".repeat(start - leading).chars().chain(marks).collect())
}

/// The location lines of a `SyntaxError`, from its `args`.
fn syntax_location(raised: &Raised) -> String {
    let args = raised.data().args.borrow();
    let Some(Value::Tuple(details)) = args.get(1) else { return String::new() };
    let [filename, Value::Int(line), Value::Int(offset), text, Value::Int(end_line), Value::Int(end_offset)] =
        &details[..]
    else {
        return String::new();
    };
    let mut out = format!("  File \"{}\", line {line}\n", filename.as_str().unwrap_or("<string>"));
    let Some(text) = text.as_str() else { return out };
    let text = text.trim_end_matches('\n');
    let stripped = text.trim_start_matches([' ', '\t', '\x0c']);
    if stripped.is_empty() {
        return out;
    }
    let _ = writeln!(out, "    {stripped}");
    let leading = (text.chars().count() - stripped.chars().count()) as i64;
    // Like CPython, whose offsets count bytes, so does this.
    let length = text.len() as i64 + 1;
    let offset = (*offset).min(length);
    let start = offset - 1 - leading;
    if offset >= 1 && start >= 0 {
        let end = if end_line > line { length } else { (*end_offset).max(offset + 1) };
        let _ =
            writeln!(out, "    {}{}", " ".repeat(start as usize), "^".repeat((end - offset).max(1) as usize));
    }
    out
}
