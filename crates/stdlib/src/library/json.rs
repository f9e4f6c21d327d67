//! Reading JSON, and its strings. Writing is in `json.py`, as it may call Python code.

use std::rc::Rc;

use loopscope_python::builtins::dict;
use loopscope_python::builtins::number::parse::{parse_float, parse_int};
use loopscope_python::object::Dict;
use loopscope_python::{Args, Module, NativeFunction, Raised, Result, Value, Vm};

/// How deeply arrays and objects may be nested.
const MAX_DEPTH: usize = 400;

/// Fills the module.
///
/// # Errors
/// None.
pub(super) fn init(_vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    module.define("_parse", NativeFunction::new("_parse", parse));
    module.define("_quote", NativeFunction::new("_quote", quote));
    Ok(())
}

/// `_parse(text)`: (value, None), or (message, position in code points).
fn parse(vm: &mut Vm, args: Args) -> Result<Value> {
    let [text, start, pairs] = args.exactly(vm, "_parse")?;
    let (Some(text), Value::Int(start)) = (text.as_str(), start) else {
        return Err(vm.type_error("a str is needed"));
    };
    let pairs = matches!(pairs, Value::Bool(true));
    let start = text.char_indices().nth(start as usize).map_or(text.len(), |(at, _)| at);
    let mut parser = Parser { vm, text, at: start, depth: 0, pairs };
    match parser.value() {
        Ok(value) => {
            let end = text[..parser.at].chars().count();
            Ok(Value::tuple(vec![value, Value::None, Value::from(end)]))
        }
        Err(Stop::Raised(raised)) => Err(raised),
        Err(Stop::Wrong(message, at)) => {
            let position = text[..at].chars().count();
            Ok(Value::tuple(vec![Value::str(message), Value::from(position), Value::None]))
        }
    }
}

/// `_quote(text, ensure_ascii)`: a JSON string.
fn quote(vm: &mut Vm, args: Args) -> Result<Value> {
    use std::fmt::Write as _;
    let [text, ensure_ascii] = args.exactly(vm, "_quote")?;
    let ascii = matches!(ensure_ascii, Value::Bool(true));
    let mut quoted = String::from("\"");
    for c in text.as_str().unwrap_or_default().chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            _ if c < ' ' || ascii && c > '~' => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(quoted, "\\u{unit:04x}");
                }
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    Ok(Value::string(quoted))
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

struct Parser<'t> {
    vm: &'t mut Vm,
    text: &'t str,
    at: usize,
    depth: usize,
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

    fn value(&mut self) -> Result<Value, Stop> {
        let rest = &self.text[self.at..];
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                self.string().map(Value::string)
            }
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
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
                        return Ok(value);
                    }
                }
                self.number()
            }
            _ => Err(Stop::Wrong("Expecting value", self.at)),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Stop>) -> Result<Value, Stop> {
        if self.depth >= MAX_DEPTH {
            let message =
                "maximum recursion depth exceeded while decoding a JSON array or object from a string";
            return Err(Stop::Raised(self.vm.recursion_error(message)));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Result<Value, Stop> {
        let mut items = Vec::new();
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::list(items));
        }
        loop {
            items.push(self.value()?);
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::list(items));
                }
                _ => return Err(Stop::Wrong("Expecting ',' delimiter", self.at)),
            }
            self.space();
        }
    }

    fn object(&mut self) -> Result<Value, Stop> {
        let mut pairs = Vec::new();
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return self.finish(pairs);
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(Stop::Wrong("Expecting property name enclosed in double quotes", self.at));
            }
            self.at += 1;
            let key = Value::string(self.string()?);
            self.space();
            if self.peek() != Some(b':') {
                return Err(Stop::Wrong("Expecting ':' delimiter", self.at));
            }
            self.at += 1;
            self.space();
            pairs.push((key, self.value()?));
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return self.finish(pairs);
                }
                _ => return Err(Stop::Wrong("Expecting ',' delimiter", self.at)),
            }
            self.space();
        }
    }

    fn finish(&mut self, pairs: Vec<(Value, Value)>) -> Result<Value, Stop> {
        if self.pairs {
            let pairs = pairs.into_iter().map(|(key, value)| Value::tuple(vec![key, value])).collect();
            return Ok(Value::tuple(vec![Value::list(pairs)]));
        }
        let object = Dict::default();
        for (key, value) in pairs {
            dict::set(self.vm, &object, &key, &value)?;
        }
        Ok(Value::Dict(Rc::new(object)))
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
