//! Writing JSON of what needs no Python code for it.

use loopscope_python::builtins::number::repr::{float_repr, int_repr};
use loopscope_python::builtins::pieces::{Piece, in_pieces};
use loopscope_python::{Args, Flow, Result, Value, Vm, work};

use super::MAX_DEPTH;

/// `_quote(text, ensure_ascii)`: a JSON string.
pub(super) fn quote(vm: &mut Vm, args: Args) -> Result<Value> {
    let [text, ensure_ascii] = args.exactly(vm, "_quote")?;
    let mut quoted = String::new();
    push_quoted(&mut quoted, text.as_str().unwrap_or_default(), matches!(ensure_ascii, Value::Bool(true)));
    Ok(Value::string(quoted))
}

/// `_write(value, between_items, after_key, indent, ensure_ascii)`: the text; `None` where Python code must say more, because something is
/// of a class, has an unusual key, is no finite number, is too deep or in itself.
pub(super) fn write(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [value, between, after_key, indent, ensure_ascii] = args.exactly(vm, "_write")?;
    let (Some(between), Some(after_key)) = (between.as_str(), after_key.as_str()) else {
        return Ok(Flow::Value(Value::None));
    };
    let mut writer = Writer {
        text: String::new(),
        between: between.to_owned(),
        after_key: after_key.to_owned(),
        indent: indent.as_str().map(str::to_owned),
        ascii: matches!(ensure_ascii, Value::Bool(true)),
        open: Vec::new(),
    };
    let mut next = Some(value);
    Ok(in_pieces(move |_| {
        let begun = writer.text.len();
        while writer.text.len() - begun < 8 * work::PIECE {
            let value = match next.take() {
                Some(value) => value,
                None => match writer.next() {
                    Next::Value(value) => value,
                    Next::End => return Ok(Piece::Done(Value::string(std::mem::take(&mut writer.text)))),
                    Next::Python => return Ok(Piece::Done(Value::None)),
                },
            };
            if !writer.value(value) {
                return Ok(Piece::Done(Value::None));
            }
        }
        work::charge((writer.text.len() - begun) as u64 / 8);
        Ok(Piece::More)
    }))
}

/// A list, tuple or dict that is being written.
struct Open {
    container: Value,
    /// The position of the next item.
    at: usize,
    begun: bool,
}

impl Open {
    /// The next item, with its key if it has one.
    fn item(&mut self) -> Option<(Option<Value>, Value)> {
        let item = match &self.container {
            Value::List(list) => (None, list.items.borrow().get(self.at)?.clone()),
            Value::Tuple(tuple) => (None, tuple.get(self.at)?.clone()),
            Value::Dict(dict) => {
                let table = dict.table.borrow();
                self.at = table.next_position(self.at)?;
                let entry = table.entry(self.at)?;
                (Some(entry.key.clone()), entry.value.clone())
            }
            _ => return None,
        };
        self.at += 1;
        Some(item)
    }
}

enum Next {
    /// What is to be written now.
    Value(Value),
    /// All is written.
    End,
    /// Only Python code can go on.
    Python,
}

struct Writer {
    text: String,
    between: String,
    after_key: String,
    indent: Option<String>,
    ascii: bool,
    /// What is around the next value, the innermost last.
    open: Vec<Open>,
}

impl Writer {
    /// Writes a value, or how it begins; false if only Python code can.
    fn value(&mut self, value: Value) -> bool {
        let is_empty = match &value {
            Value::Str(text) => {
                push_quoted(&mut self.text, text.as_str(), self.ascii);
                return true;
            }
            Value::None | Value::Bool(_) | Value::Int(_) | Value::Big(_) | Value::Float(_) => {
                return self.plain(&value);
            }
            Value::List(list) => list.is_empty(),
            Value::Tuple(tuple) => tuple.is_empty(),
            Value::Dict(dict) => dict.table.borrow().is_empty(),
            _ => return false,
        };
        let brackets = if matches!(value, Value::Dict(_)) { "{}" } else { "[]" };
        if is_empty {
            self.text.push_str(brackets);
            return true;
        }
        if self.open.len() >= MAX_DEPTH || self.open.iter().any(|around| around.container.is(&value)) {
            return false;
        }
        self.text.push_str(&brackets[..1]);
        self.open.push(Open { container: value, at: 0, begun: false });
        self.line();
        true
    }

    /// Writes what has no items; false if only Python code can.
    fn plain(&mut self, value: &Value) -> bool {
        match value {
            Value::None => self.text.push_str("null"),
            Value::Bool(true) => self.text.push_str("true"),
            Value::Bool(false) => self.text.push_str("false"),
            Value::Float(number) if number.is_finite() => self.text.push_str(&float_repr(*number)),
            Value::Int(_) | Value::Big(_) => match int_repr(value) {
                Ok(text) => self.text.push_str(&text),
                Err(_) => return false,
            },
            _ => return false,
        }
        true
    }

    /// Begins a new line, if there are any.
    fn line(&mut self) {
        if let Some(indent) = &self.indent {
            self.text.push('\n');
            self.open.iter().for_each(|_| self.text.push_str(indent));
        }
    }

    /// Writes what is before the next value.
    fn next(&mut self) -> Next {
        let (key, value) = loop {
            let Some(open) = self.open.last_mut() else { return Next::End };
            if let Some(item) = open.item() {
                if std::mem::replace(&mut open.begun, true) {
                    self.text.push_str(&self.between);
                    self.line();
                }
                break item;
            }
            let end = if matches!(open.container, Value::Dict(_)) { '}' } else { ']' };
            self.open.pop();
            self.line();
            self.text.push(end);
        };
        let Some(key) = key else { return Next::Value(value) };
        if let Value::Str(key) = &key {
            push_quoted(&mut self.text, key.as_str(), self.ascii);
        } else {
            self.text.push('"');
            if !self.plain(&key) {
                return Next::Python;
            }
            self.text.push('"');
        }
        self.text.push_str(&self.after_key);
        Next::Value(value)
    }
}

fn push_quoted(text: &mut String, plain: &str, ascii: bool) {
    use std::fmt::Write as _;
    text.push('"');
    let mut rest = plain;
    while let Some(at) = rest.find(|c| matches!(c, '"' | '\\' | '\0'..='\x1f') || ascii && c > '~') {
        text.push_str(&rest[..at]);
        let c = rest[at..].chars().next().unwrap_or_default();
        rest = &rest[at + c.len_utf8()..];
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
        }
    }
    text.push_str(rest);
    text.push('"');
}
