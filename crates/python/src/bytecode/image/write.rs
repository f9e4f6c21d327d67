//! Writing an image, when Loopscope is built.

use std::collections::HashMap;

use super::{Const, STREAMS, Stream, ops};
use crate::bytecode::fuse::unfused;
use crate::bytecode::{Code, CodeKind, Op};
use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;

/// Collects the modules of an image.
#[derive(Default)]
pub struct Writer {
    texts: Texts,
    modules: Vec<WrittenModule>,
}

struct WrittenModule {
    name: u32,
    /// How many texts there were before it.
    texts: u32,
    streams: [Vec<u8>; STREAMS],
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
    streams: [Vec<u8>; STREAMS],
}

/// The function, class or module around a code.
struct Around<'a> {
    qualname: &'a str,
    kind: CodeKind,
}

impl Writer {
    /// Adds a module: its code, and the module that it was compiled for.
    pub fn add(&mut self, name: &str, code: &Code, module: &Module) {
        let name = self.texts.number(name);
        let texts = self.texts.all.len() as u32;
        let mut writer =
            ModuleWriter { texts: &mut self.texts, own: Vec::new(), streams: Default::default() };
        writer.code(code, None, module);
        let streams = writer.streams;
        self.modules.push(WrittenModule { name, texts, streams });
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
        put(&mut image, self.modules.len() as u64);
        for module in &self.modules {
            put(&mut image, u64::from(module.name));
            put(&mut image, u64::from(module.texts));
            module.streams.iter().for_each(|stream| put(&mut image, stream.len() as u64));
        }
        for stream in 0..STREAMS {
            self.modules.iter().for_each(|module| image.extend(&module.streams[stream]));
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
    pub(super) fn number(&mut self, stream: Stream, number: u32) {
        put(&mut self.streams[stream as usize], u64::from(number));
    }

    pub(super) fn numbers(&mut self, stream: Stream, numbers: &[u32]) {
        for number in numbers {
            self.number(stream, *number);
        }
    }

    pub(super) fn signed(&mut self, stream: Stream, number: i64) {
        put(&mut self.streams[stream as usize], zigzag(number));
    }

    pub(super) fn symbol(&mut self, stream: Stream, name: Sym) {
        self.text(stream, &name.name());
    }

    /// 0 for a text that no module had before, 1 for one that this one did not have, else its number in this one.
    fn text(&mut self, stream: Stream, text: &str) {
        let texts = self.texts.all.len() as u32;
        let number = self.texts.number(text);
        match self.own.iter().position(|known| *known == number) {
            Some(own) => return self.number(stream, own as u32 + 2),
            None if number == texts => self.number(stream, 0),
            None => {
                self.number(stream, 1);
                self.number(Stream::OldTexts, number);
            }
        }
        self.own.push(number);
    }

    fn code(&mut self, code: &Code, around: Option<&Around>, module: &Module) {
        self.text(Stream::Texts, &code.name);
        if *code.qualname == *super::qualname(around.map(|around| (around.qualname, around.kind)), &code.name)
        {
            self.number(Stream::Shape, 0);
        } else {
            self.number(Stream::Shape, 1);
            self.text(Stream::Texts, &code.qualname);
        }
        let kind = CodeKind::ALL.iter().position(|kind| *kind == code.kind).unwrap_or_default();
        self.numbers(Stream::Shape, &[kind as u32, code.index, code.free_count]);
        let params = &code.params;
        self.numbers(Stream::Shape, &[params.positional, params.positional_only, params.keyword_only]);
        self.number(Stream::Shape, u32::from(params.varargs) | u32::from(params.kwargs) << 1);
        self.number(Stream::Shape, code.locals.len() as u32);
        for name in &code.locals {
            self.symbol(Stream::Texts, *name);
        }
        let ops: Vec<Op> = code.ops.iter().map(|op| unfused(*op)).collect();
        self.number(Stream::Shape, ops.len() as u32);
        self.streams[Stream::Codes as usize].extend(ops.iter().map(|op| ops::code(*op)));
        for (at, op) in ops.into_iter().enumerate() {
            ops::write(op, at, module, self);
        }
        let around = Around { qualname: &code.qualname, kind: code.kind };
        self.number(Stream::Shape, code.consts.len() as u32);
        for value in &code.consts {
            self.constant(value, &around, module);
        }
        self.number(Stream::Shape, code.handlers.len() as u32);
        for handler in &code.handlers {
            let length = handler.end - handler.start;
            self.numbers(
                Stream::Jumps,
                &[handler.start, length, handler.target - handler.end, handler.depth],
            );
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
                self.signed(Stream::Shape, *number);
            }
            Value::Big(number) => {
                self.tag(Const::Big);
                self.text(Stream::Texts, &number.to_string());
            }
            Value::Float(number) => {
                self.tag(Const::Float);
                self.streams[Stream::Shape as usize].extend(number.to_le_bytes());
            }
            Value::Str(text) => {
                self.tag(Const::Str);
                self.text(Stream::Texts, text.as_str());
            }
            Value::Bytes(bytes) => {
                self.tag(Const::Bytes);
                self.number(Stream::Shape, bytes.as_slice().len() as u32);
                self.streams[Stream::Shape as usize].extend(bytes.as_slice());
            }
            Value::Tuple(items) => {
                self.tag(Const::Tuple);
                self.number(Stream::Shape, items.len() as u32);
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
        self.number(Stream::Shape, tag as u32);
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
