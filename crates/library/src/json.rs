//! Reading JSON. What needs Python code is in `json.py`.

mod write;

use std::rc::Rc;

use loopscope_python::builtins::dict;
use loopscope_python::builtins::number::parse::{parse_float, parse_int};
use loopscope_python::builtins::pieces::{Piece, in_pieces};
use loopscope_python::object::Dict;
use loopscope_python::{Args, Flow, Module, NativeFunction, Raised, Result, Value, Vm, work};

/// Longer texts are read in pieces.
const SHORT: usize = 1 << 14;
/// How deeply arrays and objects may be nested.
const MAX_DEPTH: usize = 400;

/// Fills the module.
///
/// # Errors
/// None.
pub(crate) fn init(_vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    module.define("_parse", NativeFunction::flow("_parse", parse));
    module.define("_quote", NativeFunction::new("_quote", write::quote));
    module.define("_write", NativeFunction::flow("_write", write::write));
    Ok(())
}

/// `_parse(text, start, pairs)`: (value, None, end), or (message, position in code points, None).
fn parse(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [text, start, pairs] = args.exactly(vm, "_parse")?;
    let (Some(source), &Value::Int(start)) = (text.as_str(), &start) else {
        return Err(vm.type_error("a str is needed"));
    };
    let pairs = matches!(pairs, Value::Bool(true));
    let mut at = source.char_indices().nth(start as usize).map_or(source.len(), |(at, _)| at);
    let mut open = Vec::new();
    if source.len() <= SHORT {
        let mut parser = Parser { vm, text: source, at, open, pairs };
        let value = parser.some(usize::MAX);
        let at = parser.at;
        return outcome(source, at, value).map(|value| Flow::Value(value.unwrap_or_default()));
    }
    Ok(in_pieces(move |vm| {
        let source = text.as_str().unwrap_or_default();
        let mut parser = Parser { vm, text: source, at, open: std::mem::take(&mut open), pairs };
        let value = parser.some(work::PIECE);
        work::bytes(8 * (parser.at - at));
        (at, open) = (parser.at, parser.open);
        Ok(outcome(source, at, value)?.map_or(Piece::More, Piece::Done))
    }))
}

/// What `_parse()` gives, if parsing has come to an end, at `at`.
fn outcome(text: &str, at: usize, value: Result<Option<Value>, Stop>) -> Result<Option<Value>> {
    let place = |at: usize| Value::from(text[..at].chars().count());
    Ok(Some(Value::tuple(match value {
        Ok(Some(value)) => vec![value, Value::None, place(at)],
        Ok(None) => return Ok(None),
        Err(Stop::Raised(raised)) => return Err(raised),
        Err(Stop::Wrong(message, at)) => vec![Value::str(message), place(at), Value::None],
    })))
}

enum Stop {
    /// CPython's message and where, in bytes.
    Wrong(&'static str, usize),
    /// A Python exception.
    Raised(Raised),
}

impl From<Raised> for Stop {
    fn from(raised: Raised) -> Self {
        Stop::Raised(raised)
    }
}

/// An array or object whose end is still to come.
enum Open {
    Array(Vec<Value>),
    /// With the key of the next value.
    Object(Rc<Dict>, Value),
    /// An object as a list of pairs, with the key of the next value.
    Pairs(Vec<Value>, Value),
}

struct Parser<'t> {
    vm: &'t mut Vm,
    text: &'t str,
    at: usize,
    /// What is being read around the next value, the innermost last.
    open: Vec<Open>,
    /// Whether objects become `_Pairs`: a tuple of one list of pairs, which keeps what is there twice.
    pairs: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Reads a value that is neither an array nor an object, or an empty one; `None` if one begins.
    fn value(&mut self) -> Result<Option<Value>, Stop> {
        let rest = &self.text[self.at..];
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                self.string().map(|text| Some(Value::string(text)))
            }
            Some(b'{') => {
                self.begin(if self.pairs {
                    Open::Pairs(Vec::new(), Value::None)
                } else {
                    Open::Object(Rc::default(), Value::None)
                })?;
                if self.peek() == Some(b'}') {
                    return Ok(Some(self.end()));
                }
                self.key().map(|()| None)
            }
            Some(b'[') => {
                self.begin(Open::Array(Vec::new()))?;
                Ok((self.peek() == Some(b']')).then(|| self.end()))
            }
            Some(b'-' | b'0'..=b'9' | b'N' | b'I' | b't' | b'f' | b'n') => {
                for (word, value) in [
                    ("null", Value::None),
                    ("true", Value::Bool(true)),
                    ("false", Value::Bool(false)),
                    ("NaN", Value::Float(f64::NAN)),
                    ("Infinity", Value::Float(f64::INFINITY)),
                    ("-Infinity", Value::Float(f64::NEG_INFINITY)),
                ] {
                    if rest.starts_with(word) {
                        self.at += word.len();
                        return Ok(Some(value));
                    }
                }
                self.number().map(Some)
            }
            _ => Err(Stop::Wrong("Expecting value", self.at)),
        }
    }

    /// Reads at most so many values; the outermost one if it ends there.
    fn some(&mut self, count: usize) -> Result<Option<Value>, Stop> {
        for _ in 0..count {
            let Some(value) = self.value()? else { continue };
            if let Some(value) = self.close(value)? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    fn begin(&mut self, open: Open) -> Result<(), Stop> {
        if self.open.len() >= MAX_DEPTH {
            let message =
                "maximum recursion depth exceeded while decoding a JSON array or object from a string";
            return Err(Stop::Raised(self.vm.recursion_error(message)));
        }
        self.open.push(open);
        self.at += 1;
        self.space();
        Ok(())
    }

    /// Ends the innermost array or object.
    fn end(&mut self) -> Value {
        self.at += 1;
        match self.open.pop() {
            Some(Open::Array(items)) => Value::list(items),
            Some(Open::Object(object, _)) => Value::Dict(object),
            Some(Open::Pairs(pairs, _)) => Value::tuple(vec![Value::list(pairs)]),
            None => Value::None,
        }
    }

    /// Puts a value where it belongs, and ends what ends behind it; the value if nothing is open.
    fn close(&mut self, value: Value) -> Result<Option<Value>, Stop> {
        let mut value = value;
        loop {
            let end = match self.open.last_mut() {
                None => return Ok(Some(value)),
                Some(Open::Array(items)) => {
                    items.push(value);
                    b']'
                }
                Some(Open::Object(object, key)) => {
                    let (object, key) = (object.clone(), std::mem::take(key));
                    dict::set(self.vm, &object, &key, &value)?;
                    b'}'
                }
                Some(Open::Pairs(pairs, key)) => {
                    pairs.push(Value::tuple(vec![std::mem::take(key), value]));
                    b'}'
                }
            };
            self.space();
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    self.space();
                    if end == b'}' {
                        self.key()?;
                    }
                    return Ok(None);
                }
                Some(found) if found == end => value = self.end(),
                _ => return Err(Stop::Wrong("Expecting ',' delimiter", self.at)),
            }
        }
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Result<(), Stop> {
        if self.peek() != Some(b'"') {
            return Err(Stop::Wrong("Expecting property name enclosed in double quotes", self.at));
        }
        self.at += 1;
        let read = Value::string(self.string()?);
        self.space();
        if self.peek() != Some(b':') {
            return Err(Stop::Wrong("Expecting ':' delimiter", self.at));
        }
        self.at += 1;
        self.space();
        if let Some(Open::Object(_, key) | Open::Pairs(_, key)) = self.open.last_mut() {
            *key = read;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Value, Stop> {
        let start = self.at;
        let digits = |parser: &mut Self| {
            let from = parser.at;
            while matches!(parser.peek(), Some(b'0'..=b'9')) {
                parser.at += 1;
            }
            parser.at > from
        };
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else if !digits(self) {
            return Err(Stop::Wrong("Expecting value", start));
        }
        let mut is_float = false;
        let end = self.at;
        if self.peek() == Some(b'.') {
            self.at += 1;
            is_float = digits(self);
            if !is_float {
                self.at = end;
            }
        }
        let end = self.at;
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if digits(self) {
                is_float = true;
            } else {
                self.at = end;
            }
        }
        let text = &self.text[start..self.at];
        if is_float {
            return Ok(Value::Float(parse_float(text).unwrap_or(f64::NAN)));
        }
        parse_int(text, 10)
            .map_err(|_| Stop::Raised(self.vm.value_error("Exceeds the limit for integer string conversion")))
    }

    /// A string whose opening quote is passed.
    fn string(&mut self) -> Result<String, Stop> {
        let begin = self.at - 1;
        let mut result = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(c) = rest.chars().next() else {
                return Err(Stop::Wrong("Unterminated string starting at", begin));
            };
            self.at += c.len_utf8();
            match c {
                '"' => return Ok(result),
                '\\' => self.escape(begin, &mut result)?,
                _ if c < ' ' => return Err(Stop::Wrong("Invalid control character at", self.at - 1)),
                _ => result.push(c),
            }
        }
    }

    fn escape(&mut self, begin: usize, into: &mut String) -> Result<(), Stop> {
        let Some(c) = self.text[self.at..].chars().next() else {
            return Err(Stop::Wrong("Unterminated string starting at", begin));
        };
        let backslash = self.at - 1;
        self.at += c.len_utf8();
        into.push(match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let high = self.hexadecimal(backslash)?;
                if (0xd800..0xdc00).contains(&high) && self.text[self.at..].starts_with("\\u") {
                    let back = self.at;
                    self.at += 2;
                    let low = self.hexadecimal(back)?;
                    match char::decode_utf16([high as u16, low as u16]).next() {
                        Some(Ok(c)) => c,
                        _ => {
                            self.at = back;
                            char::REPLACEMENT_CHARACTER
                        }
                    }
                } else {
                    char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)
                }
            }
            _ => return Err(Stop::Wrong("Invalid \\escape", backslash)),
        });
        Ok(())
    }

    fn hexadecimal(&mut self, backslash: usize) -> Result<u32, Stop> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|text| text.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|text| u32::from_str_radix(text, 16).ok()) {
            Some(number) => {
                self.at += 4;
                Ok(number)
            }
            None => Err(Stop::Wrong("Invalid \\uXXXX escape", backslash + 1)),
        }
    }
}
