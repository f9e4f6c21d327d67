//! Writing an image, when Loopscope is built.

use std::collections::HashMap;

use super::{
    Const, FREE, KIND, KWARGS, OWN_QUALNAME, Place, SEPARATOR, SPECIAL_PARAMS, STREAMS, Stream, VARARGS, ops,
};
use crate::bytecode::fuse::unfused;
use crate::bytecode::{Code, CodeKind};
use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;

/// Collects the modules of an image.
#[derive(Default)]
pub struct Writer {
    texts: Texts,
    modules: Vec<WrittenModule>,
    /// The parts that are whole: how many texts there were at the end of each, and its modules.
    whole: Vec<(usize, Vec<WrittenModule>)>,
}

struct WrittenModule {
    name: u32,
    lacks: String,
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
    /// How many functions, classes and modules are whole.
    codes: u32,
    /// How many constants the instructions of the code have loaded.
    pub(super) consts: u32,
}

/// The function, class or module around a code.
struct Around<'a> {
    qualname: &'a str,
    kind: CodeKind,
}

impl Writer {
    /// Adds a module: what CPython's has and it lacks, with spaces between the names, its code, and the module that it was compiled for.
    pub fn add(&mut self, name: &str, lacks: &str, code: &Code, module: &Module) {
        let name = self.texts.number(name);
        let texts = self.texts.all.len() as u32;
        let mut writer = ModuleWriter {
            texts: &mut self.texts,
            own: Vec::new(),
            streams: Default::default(),
            codes: 0,
            consts: 0,
        };
        writer.code(code, None, module);
        let streams = writer.streams;
        self.modules.push(WrittenModule { name, lacks: lacks.to_owned(), texts, streams });
    }

    /// Modules of these names are in a later part of the image. To be said before that begins.
    pub fn announce<'a>(&mut self, names: impl Iterator<Item = &'a str>, place: Place) {
        for name in names {
            let name = self.texts.number(name);
            let (lacks, texts, streams) = (String::new(), place as u32, Default::default());
            self.modules.push(WrittenModule { name, lacks, texts, streams });
        }
    }

    /// The part is whole: what is added from now on is in the next one.
    pub fn end_part(&mut self) {
        self.whole.push((self.texts.all.len(), std::mem::take(&mut self.modules)));
    }

    /// The parts of the image that were ended.
    pub fn finish(self) -> Vec<Vec<u8>> {
        let mut begin = 0;
        let part = |(end, modules): (usize, Vec<WrittenModule>)| {
            let texts = &self.texts.all[std::mem::replace(&mut begin, end)..end];
            part(texts, &modules)
        };
        self.whole.into_iter().map(part).collect()
    }
}

fn part(all: &[String], modules: &[WrittenModule]) -> Vec<u8> {
    let mut part = Vec::new();
    put_texts(&mut part, all.iter());
    put_texts(&mut part, modules.iter().map(|module| &module.lacks));
    put(&mut part, modules.len() as u64);
    for module in modules {
        put(&mut part, u64::from(module.name));
        put(&mut part, u64::from(module.texts));
        module.streams.iter().for_each(|stream| put(&mut part, stream.len() as u64));
    }
    for stream in 0..STREAMS {
        modules.iter().for_each(|module| part.extend(&module.streams[stream]));
    }
    part
}

fn put_texts<'a>(image: &mut Vec<u8>, all: impl Iterator<Item = &'a String>) {
    let mut texts = String::new();
    for text in all {
        assert!(!text.contains(SEPARATOR), "a text can't have the separator in it: {text:?}");
        texts.push_str(text);
        texts.push(SEPARATOR);
    }
    put(image, texts.len() as u64);
    image.extend(texts.as_bytes());
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
    pub(super) fn byte(&mut self, stream: Stream, byte: u8) {
        self.streams[stream as usize].push(byte);
    }

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
        let params = &code.params;
        let kind = CodeKind::ALL.iter().position(|kind| *kind == code.kind).unwrap_or_default();
        let default = super::qualname(around.map(|around| (around.qualname, around.kind)), &code.name);
        let flag = |flag, is: bool| if is { flag } else { 0 };
        let special = params.positional_only + params.keyword_only > 0;
        self.byte(
            Stream::Heads,
            (KIND * kind as u8)
                | flag(OWN_QUALNAME, *code.qualname != *default)
                | flag(VARARGS, params.varargs)
                | flag(KWARGS, params.kwargs)
                | flag(FREE, code.free_count > 0)
                | flag(SPECIAL_PARAMS, special),
        );
        self.number(Stream::Heads, params.positional);
        if special {
            self.numbers(Stream::Heads, &[params.positional_only, params.keyword_only]);
        }
        if code.free_count > 0 {
            self.number(Stream::Heads, code.free_count);
        }
        self.text(Stream::Names, &code.name);
        if *code.qualname != *default {
            self.text(Stream::Texts, &code.qualname);
        }
        self.number(Stream::Counts, (code.locals.len() - params.slots()) as u32);
        for name in &code.locals {
            self.symbol(Stream::Variables, *name);
        }
        self.consts = 0;
        for (at, op) in code.ops.iter().enumerate() {
            ops::write(unfused(*op), at, module, self);
        }
        self.byte(Stream::Codes, ops::END);
        assert_eq!(code.consts.len(), self.consts as usize, "constants are loaded in their order");
        let around = Around { qualname: &code.qualname, kind: code.kind };
        for value in &code.consts {
            self.constant(value, &around, module);
        }
        assert_eq!(code.index, self.codes, "what is inside is compiled before");
        self.codes += 1;
        self.number(Stream::Counts, code.handlers.len() as u32);
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
                self.signed(Stream::Counts, *number);
            }
            Value::Big(number) => {
                self.tag(Const::Big);
                self.text(Stream::Texts, &number.to_string());
            }
            Value::Float(number) => {
                self.tag(Const::Float);
                self.streams[Stream::Counts as usize].extend(number.to_le_bytes());
            }
            Value::Str(text) => {
                self.tag(Const::Str);
                self.text(Stream::Texts, text.as_str());
            }
            Value::Bytes(bytes) => {
                self.tag(Const::Bytes);
                self.number(Stream::Counts, bytes.as_slice().len() as u32);
                self.streams[Stream::Counts as usize].extend(bytes.as_slice());
            }
            Value::Tuple(items) => {
                self.tag(Const::Tuple);
                self.number(Stream::Counts, items.len() as u32);
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
        self.byte(Stream::Tags, tag as u8);
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
