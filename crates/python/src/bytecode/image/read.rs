//! Reading an image, which is part of the program and hence known to be whole.

use std::cell::Cell;
use std::rc::Rc;

use num_bigint::BigInt;

use super::{Const, STREAMS, Stream, ops};
use crate::bytecode::{Code, CodeKind, Handler, Op, Params, fuse};
use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;

/// The compiled library.
pub struct Image {
    texts: Vec<Text>,
    modules: Vec<ImageModule>,
}

struct ImageModule {
    name: u32,
    /// How many texts the modules before it have.
    texts: u32,
    streams: [&'static [u8]; STREAMS],
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
    /// The number of the next text that no module had before.
    texts: u32,
    streams: [&'static [u8]; STREAMS],
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
        let count = take(&mut bytes);
        let mut lengths = Vec::new();
        let mut modules = Vec::new();
        for _ in 0..count {
            let (name, texts) = (take(&mut bytes) as u32, take(&mut bytes) as u32);
            lengths.push([(); STREAMS].map(|()| take(&mut bytes) as usize));
            modules.push(ImageModule { name, texts, streams: [&[]; STREAMS] });
        }
        for stream in 0..STREAMS {
            for (module, lengths) in modules.iter_mut().zip(&lengths) {
                (module.streams[stream], bytes) = bytes.split_at(lengths[stream]);
            }
        }
        Image { texts, modules }
    }

    /// The code of the module `name`, for `module` to run it; its functions say that they come from `filename`.
    pub fn code(&self, name: &str, module: &Module, filename: &str) -> Option<Rc<Code>> {
        let found = self.modules.iter().find(|module| self.texts[module.name as usize].text == name)?;
        let (texts, streams) = (found.texts, found.streams);
        let (filename, source) = (filename.into(), "".into());
        let mut reader = Reader { image: self, own: Vec::new(), texts, streams, module, filename, source };
        Some(reader.code(None))
    }
}

impl<'a> Reader<'a> {
    pub(super) fn number(&mut self, stream: Stream) -> u32 {
        take(&mut self.streams[stream as usize]) as u32
    }

    pub(super) fn signed(&mut self, stream: Stream) -> i64 {
        let number = take(&mut self.streams[stream as usize]);
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    pub(super) fn symbol(&mut self, stream: Stream) -> Sym {
        let text = self.entry(stream);
        text.symbol.get().unwrap_or_else(|| {
            let symbol = Sym::new(text.text);
            text.symbol.set(Some(symbol));
            symbol
        })
    }

    /// The slot of the global variable that comes next.
    pub(super) fn global(&mut self) -> u32 {
        let name = self.symbol(Stream::Globals);
        self.module.slot(name)
    }

    fn entry(&mut self, stream: Stream) -> &'a Text {
        let number = match self.number(stream) {
            0 => {
                self.texts += 1;
                self.texts - 1
            }
            1 => self.number(Stream::OldTexts),
            own => return &self.image.texts[self.own[own as usize - 2] as usize],
        };
        self.own.push(number);
        &self.image.texts[number as usize]
    }

    fn text(&mut self) -> &'static str {
        self.entry(Stream::Texts).text
    }

    fn bytes(&mut self, stream: Stream, length: usize) -> &'static [u8] {
        let (bytes, rest) = self.streams[stream as usize].split_at(length);
        self.streams[stream as usize] = rest;
        bytes
    }

    fn several<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.number(Stream::Shape);
        (0..count).map(|_| read(self)).collect()
    }

    fn code(&mut self, around: Option<(&str, CodeKind)>) -> Rc<Code> {
        let name = self.text();
        let qualname: Rc<str> = match self.number(Stream::Shape) {
            0 => super::qualname(around, name).into(),
            _ => self.text().into(),
        };
        let kind = CodeKind::ALL[self.number(Stream::Shape) as usize];
        let (index, free_count) = (self.number(Stream::Shape), self.number(Stream::Shape));
        let (positional, positional_only, keyword_only) =
            (self.number(Stream::Shape), self.number(Stream::Shape), self.number(Stream::Shape));
        let starred = self.number(Stream::Shape);
        let (varargs, kwargs) = (starred & 1 != 0, starred & 2 != 0);
        let locals = self.several(|reader| reader.symbol(Stream::Texts));
        let count = self.number(Stream::Shape) as usize;
        let codes = self.bytes(Stream::Codes, count).iter().enumerate();
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
        let start = self.number(Stream::Jumps);
        let end = start + self.number(Stream::Jumps);
        Handler { start, end, target: end + self.number(Stream::Jumps), depth: self.number(Stream::Jumps) }
    }

    fn constant(&mut self, around: (&str, CodeKind)) -> Value {
        match Const::ALL[self.number(Stream::Shape) as usize] {
            Const::None => Value::None,
            Const::False => Value::Bool(false),
            Const::True => Value::Bool(true),
            Const::Ellipsis => Value::Ellipsis,
            Const::Int => Value::Int(self.signed(Stream::Shape)),
            Const::Big => Value::big(self.text().parse::<BigInt>().unwrap_or_default()),
            Const::Float => {
                Value::Float(f64::from_le_bytes(self.bytes(Stream::Shape, 8).try_into().unwrap_or_default()))
            }
            Const::Str => Value::str(self.text()),
            Const::Bytes => {
                let length = self.number(Stream::Shape) as usize;
                Value::bytes(self.bytes(Stream::Shape, length).to_vec())
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
