//! Writing an image, when Loopscope is built.

use std::collections::HashMap;

use super::{Const, ops};
use crate::bytecode::fuse::unfused;
use crate::bytecode::{Code, CodeKind, Op};
use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;

/// Collects the modules of an image.
#[derive(Default)]
pub struct Writer {
    texts: Texts,
    modules: Vec<(u32, Vec<u8>)>,
}

#[derive(Default)]
struct Texts {
    all: Vec<String>,
    numbers: HashMap<String, u32>,
}

/// The code of one module on its way into the image.
pub(super) struct ModuleWriter<'a> {
    texts: &'a mut Texts,
    /// The numbers of the texts that the module has.
    own: Vec<u32>,
    bytes: Vec<u8>,
}

/// The function, class or module around a code.
struct Around<'a> {
    qualname: &'a str,
    kind: CodeKind,
}

impl Writer {
    /// Adds a module: its code, and the module that it was compiled for.
    pub fn add(&mut self, name: &str, code: &Code, module: &Module) {
        let number = self.texts.number(name);
        let mut writer = ModuleWriter { texts: &mut self.texts, own: Vec::new(), bytes: Vec::new() };
        writer.code(code, None, module);
        let mut bytes = Vec::new();
        put(&mut bytes, writer.own.len() as u64);
        let mut last = 0;
        for text in writer.own {
            put(&mut bytes, zigzag(i64::from(text) - last));
            last = i64::from(text);
        }
        bytes.extend(writer.bytes);
        self.modules.push((number, bytes));
    }

    /// The image.
    pub fn finish(self) -> Vec<u8> {
        let mut image = Vec::new();
        put(&mut image, self.texts.all.len() as u64);
        for text in &self.texts.all {
            put(&mut image, text.len() as u64);
        }
        for text in &self.texts.all {
            image.extend(text.as_bytes());
        }
        for (name, bytes) in self.modules {
            put(&mut image, u64::from(name));
            put(&mut image, bytes.len() as u64);
            image.extend(bytes);
        }
        image
    }
}

impl Texts {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.all.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }
}

impl ModuleWriter<'_> {
    pub(super) fn number(&mut self, number: u32) {
        put(&mut self.bytes, u64::from(number));
    }

    pub(super) fn numbers(&mut self, numbers: &[u32]) {
        for number in numbers {
            self.number(*number);
        }
    }

    pub(super) fn signed(&mut self, number: i64) {
        put(&mut self.bytes, zigzag(number));
    }

    pub(super) fn symbol(&mut self, name: Sym) {
        self.text(&name.name());
    }

    fn text(&mut self, text: &str) {
        let number = self.texts.number(text);
        let own = self.own.iter().position(|known| *known == number).unwrap_or_else(|| {
            self.own.push(number);
            self.own.len() - 1
        });
        self.number(own as u32);
    }

    fn code(&mut self, code: &Code, around: Option<&Around>, module: &Module) {
        self.text(&code.name);
        if *code.qualname == *super::qualname(around.map(|around| (around.qualname, around.kind)), &code.name)
        {
            self.number(0);
        } else {
            self.number(1);
            self.text(&code.qualname);
        }
        let kind = CodeKind::ALL.iter().position(|kind| *kind == code.kind).unwrap_or_default();
        self.numbers(&[kind as u32, code.index, code.free_count]);
        let params = &code.params;
        self.numbers(&[params.positional, params.positional_only, params.keyword_only]);
        self.number(u32::from(params.varargs) | u32::from(params.kwargs) << 1);
        self.number(code.locals.len() as u32);
        for name in &code.locals {
            self.symbol(*name);
        }
        let ops: Vec<Op> = code.ops.iter().map(|op| unfused(*op)).collect();
        self.number(ops.len() as u32);
        self.bytes.extend(ops.iter().map(|op| ops::code(*op)));
        for (at, op) in ops.into_iter().enumerate() {
            ops::write(op, at, module, self);
        }
        let around = Around { qualname: &code.qualname, kind: code.kind };
        self.number(code.consts.len() as u32);
        for value in &code.consts {
            self.constant(value, &around, module);
        }
        self.number(code.handlers.len() as u32);
        for handler in &code.handlers {
            let length = handler.end - handler.start;
            self.numbers(&[handler.start, length, handler.target - handler.end, handler.depth]);
        }
    }

    fn constant(&mut self, value: &Value, around: &Around, module: &Module) {
        match value {
            Value::None => self.tag(Const::None),
            Value::Bool(false) => self.tag(Const::False),
            Value::Bool(true) => self.tag(Const::True),
            Value::Ellipsis => self.tag(Const::Ellipsis),
            Value::Int(number) => {
                self.tag(Const::Int);
                self.signed(*number);
            }
            Value::Big(number) => {
                self.tag(Const::Big);
                self.text(&number.to_string());
            }
            Value::Float(number) => {
                self.tag(Const::Float);
                self.bytes.extend(number.to_le_bytes());
            }
            Value::Str(text) => {
                self.tag(Const::Str);
                self.text(text.as_str());
            }
            Value::Bytes(bytes) => {
                self.tag(Const::Bytes);
                self.number(bytes.as_slice().len() as u32);
                self.bytes.extend(bytes.as_slice());
            }
            Value::Tuple(items) => {
                self.tag(Const::Tuple);
                self.number(items.len() as u32);
                for item in items.iter() {
                    self.constant(item, around, module);
                }
            }
            Value::Code(code) => {
                self.tag(Const::Code);
                self.code(code, Some(around), module);
            }
            _ => unreachable!("the compiler makes no other constants"),
        }
    }

    fn tag(&mut self, tag: Const) {
        self.number(tag as u32);
    }
}

/// A signed number as an unsigned one that is small if the number is near 0.
fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn put(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}
