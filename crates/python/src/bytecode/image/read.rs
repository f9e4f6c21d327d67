//! Reading an image, which is part of the program and hence known to be whole.

use std::cell::Cell;
use std::rc::Rc;

use num_bigint::BigInt;

use super::{Const, ops};
use crate::bytecode::{Code, CodeKind, Handler, Op, Params, fuse};
use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;

/// The compiled library.
pub struct Image {
    texts: Vec<Text>,
    modules: Vec<(u32, &'static [u8])>,
}

struct Text {
    text: &'static str,
    symbol: Cell<Option<Sym>>,
}

/// Where in a module's code the reading stands.
pub(super) struct Reader<'a> {
    image: &'a Image,
    /// The numbers of the module's texts.
    own: Vec<u32>,
    bytes: &'static [u8],
    module: &'a Module,
    filename: Rc<str>,
    source: Rc<str>,
}

impl Image {
    /// An image that [`super::Writer::finish`] made.
    pub fn open(mut bytes: &'static [u8]) -> Image {
        let count = take(&mut bytes) as usize;
        let lengths: Vec<usize> = (0..count).map(|_| take(&mut bytes) as usize).collect();
        let (texts, mut bytes) = bytes.split_at(lengths.iter().sum());
        let mut texts = std::str::from_utf8(texts).expect("an image has texts");
        let text = |length| {
            let (text, rest) = texts.split_at(length);
            texts = rest;
            Text { text, symbol: Cell::new(None) }
        };
        let texts = lengths.into_iter().map(text).collect();
        let mut modules = Vec::new();
        while !bytes.is_empty() {
            let name = take(&mut bytes) as u32;
            let length = take(&mut bytes) as usize;
            let (module, rest) = bytes.split_at(length);
            modules.push((name, module));
            bytes = rest;
        }
        Image { texts, modules }
    }

    /// The code of the module `name`, for `module` to run it; its functions say that they come from `filename`.
    pub fn code(&self, name: &str, module: &Module, filename: &str) -> Option<Rc<Code>> {
        let (_, bytes) = self.modules.iter().find(|(number, _)| self.texts[*number as usize].text == name)?;
        let (filename, source) = (filename.into(), "".into());
        let mut reader = Reader { image: self, own: Vec::new(), bytes, module, filename, source };
        let mut last = 0;
        reader.own = reader.several(|reader| {
            last += reader.signed();
            last as u32
        });
        Some(reader.code(None))
    }
}

impl<'a> Reader<'a> {
    pub(super) fn number(&mut self) -> u32 {
        take(&mut self.bytes) as u32
    }

    pub(super) fn signed(&mut self) -> i64 {
        let number = take(&mut self.bytes);
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    pub(super) fn symbol(&mut self) -> Sym {
        let text = self.entry();
        text.symbol.get().unwrap_or_else(|| {
            let symbol = Sym::new(text.text);
            text.symbol.set(Some(symbol));
            symbol
        })
    }

    /// The slot of the global variable that comes next.
    pub(super) fn global(&mut self) -> u32 {
        let name = self.symbol();
        self.module.slot(name)
    }

    fn entry(&mut self) -> &'a Text {
        let own = self.number() as usize;
        &self.image.texts[self.own[own] as usize]
    }

    fn text(&mut self) -> &'static str {
        self.entry().text
    }

    fn bytes(&mut self, length: usize) -> &'static [u8] {
        let (bytes, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        bytes
    }

    fn several<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.number();
        (0..count).map(|_| read(self)).collect()
    }

    fn code(&mut self, around: Option<(&str, CodeKind)>) -> Rc<Code> {
        let name = self.text();
        let qualname: Rc<str> = match self.number() {
            0 => super::qualname(around, name).into(),
            _ => self.text().into(),
        };
        let kind = CodeKind::ALL[self.number() as usize];
        let (index, free_count) = (self.number(), self.number());
        let (positional, positional_only, keyword_only) = (self.number(), self.number(), self.number());
        let starred = self.number();
        let (varargs, kwargs) = (starred & 1 != 0, starred & 2 != 0);
        let locals = self.several(Self::symbol);
        let count = self.number() as usize;
        let codes = self.bytes(count).iter().enumerate();
        let mut ops: Vec<Op> = codes.map(|(at, code)| ops::read(*code, at, self)).collect();
        fuse(&mut ops);
        let consts = self.several(|reader| reader.constant((&qualname, kind)));
        Rc::new(Code {
            name: name.into(),
            qualname,
            filename: self.filename.clone(),
            source: self.source.clone(),
            index,
            kind,
            first_line: 0,
            params: Params { positional, positional_only, keyword_only, varargs, kwargs },
            locals,
            free_count,
            ops,
            consts,
            positions: Vec::new(),
            handlers: self.several(Self::handler),
            doc: None,
            internal: true,
        })
    }

    fn handler(&mut self) -> Handler {
        let start = self.number();
        let end = start + self.number();
        Handler { start, end, target: end + self.number(), depth: self.number() }
    }

    fn constant(&mut self, around: (&str, CodeKind)) -> Value {
        match Const::ALL[self.number() as usize] {
            Const::None => Value::None,
            Const::False => Value::Bool(false),
            Const::True => Value::Bool(true),
            Const::Ellipsis => Value::Ellipsis,
            Const::Int => Value::Int(self.signed()),
            Const::Big => Value::big(self.text().parse::<BigInt>().unwrap_or_default()),
            Const::Float => Value::Float(f64::from_le_bytes(self.bytes(8).try_into().unwrap_or_default())),
            Const::Str => Value::str(self.text()),
            Const::Bytes => {
                let length = self.number() as usize;
                Value::bytes(self.bytes(length).to_vec())
            }
            Const::Tuple => {
                let items = self.several(|reader| reader.constant(around));
                Value::tuple(items)
            }
            Const::Code => Value::Code(self.code(Some(around))),
        }
    }
}

fn take(from: &mut &'static [u8]) -> u64 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = from.split_first() {
        *from = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    number
}
