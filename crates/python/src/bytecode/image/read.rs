//! Reading an image, which is part of the program and hence known to be whole.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use std::str::SplitTerminator;

use super::{
    Const, FREE, KIND, KWARGS, OWN_QUALNAME, Place, SEPARATOR, SPECIAL_PARAMS, STREAMS, Stream, VARARGS, ops,
};
use crate::builtins::number::parse::parse_literal;
use crate::bytecode::{Code, CodeKind, Handler, Op, Params, fuse};
use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;

/// The compiled library.
pub struct Image {
    soon: Part,
    /// In the order of [`super::Place`].
    later: [Later; 2],
}

/// What gives a part of an image that may come later; `None` before it has come.
pub type Come = fn() -> Option<&'static [u8]>;

/// A part that is opened when a module of it is imported.
struct Later {
    part: OnceCell<Part>,
    come: Come,
}

struct Part {
    texts: Vec<Text>,
    modules: Vec<ImageModule>,
}

struct ImageModule {
    name: u32,
    lacks: &'static str,
    /// How many texts the modules before it have; without code, in which later part that is.
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
    /// How many functions, classes and modules are whole.
    codes: u32,
    /// How many constants the instructions of the code have loaded.
    pub(super) consts: u32,
    module: &'a Module,
    filename: Rc<str>,
    source: Rc<str>,
}

impl Image {
    /// An image that [`super::Writer::finish`] made: its first part, and what gives the others.
    pub fn open(soon: &'static [u8], later: [Come; 2]) -> Image {
        Image { soon: Part::open(soon), later: later.map(|come| Later { part: OnceCell::new(), come }) }
    }

    /// The names of its modules.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.soon.modules.iter().map(|module| self.text(module.name).text)
    }

    /// Whether there is a module of this name, but in a part that has not come.
    pub fn is_to_come(&self, name: &str) -> bool {
        self.named(&self.soon, name).is_some() && self.module(name).is_none()
    }

    /// Whether a module is one of those that few programs import, whose part comes when the first is.
    pub fn is_rare(&self, name: &str) -> bool {
        self.named(&self.soon, name).is_some_and(|it| !it.has_code() && it.texts == Place::Rare as u32)
    }

    /// What CPython's module of this name has and the image's lacks, with spaces between the names; `None` if the image has no such module.
    pub fn lacks(&self, name: &str) -> Option<&'static str> {
        self.module(name).map(|module| module.lacks)
    }

    /// The code of the module `name`, for `module` to run it; its functions say that they come from `filename`.
    pub fn code(&self, name: &str, module: &Module, filename: &str) -> Option<Rc<Code>> {
        let found = self.module(name)?;
        let (texts, streams) = (found.texts, found.streams);
        let (filename, source) = (filename.into(), "".into());
        let (own, codes, consts) = (Vec::new(), 0, 0);
        let mut reader = Reader { image: self, own, texts, streams, codes, consts, module, filename, source };
        Some(reader.code(None))
    }

    fn module(&self, name: &str) -> Option<&ImageModule> {
        let found = self.named(&self.soon, name)?;
        if found.has_code() {
            Some(found)
        } else {
            self.named(self.later.get(found.texts as usize)?.part()?, name)
        }
    }

    fn named<'a>(&self, part: &'a Part, name: &str) -> Option<&'a ImageModule> {
        part.modules.iter().find(|module| self.text(module.name).text == name)
    }

    fn text(&self, number: u32) -> &Text {
        let mut number = number as usize;
        let mut part = &self.soon;
        for later in &self.later {
            if number < part.texts.len() {
                break;
            }
            let Some(next) = later.part() else { break };
            number -= part.texts.len();
            part = next;
        }
        &part.texts[number]
    }
}

impl Later {
    fn part(&self) -> Option<&Part> {
        if self.part.get().is_none() {
            let _ = self.part.set(Part::open((self.come)()?));
        }
        self.part.get()
    }
}

impl ImageModule {
    fn has_code(&self) -> bool {
        !self.streams[Stream::Heads as usize].is_empty()
    }
}

impl Part {
    fn open(mut bytes: &'static [u8]) -> Part {
        let text = |text| Text { text, symbol: Cell::new(None) };
        let texts = take_texts(&mut bytes).map(text).collect();
        let mut lacks = take_texts(&mut bytes);
        let count = take(&mut bytes);
        let mut lengths = Vec::new();
        let mut modules = Vec::new();
        for _ in 0..count {
            let (name, texts) = (take(&mut bytes) as u32, take(&mut bytes) as u32);
            lengths.push([(); STREAMS].map(|()| take(&mut bytes) as usize));
            let lacks = lacks.next().unwrap_or_default();
            modules.push(ImageModule { name, lacks, texts, streams: [&[]; STREAMS] });
        }
        for stream in 0..STREAMS {
            for (module, lengths) in modules.iter_mut().zip(&lengths) {
                (module.streams[stream], bytes) = bytes.split_at(lengths[stream]);
            }
        }
        Part { texts, modules }
    }
}

fn take_texts(bytes: &mut &'static [u8]) -> SplitTerminator<'static, char> {
    let length = take(bytes) as usize;
    let (texts, rest) = bytes.split_at(length);
    *bytes = rest;
    std::str::from_utf8(texts).expect("an image has texts").split_terminator(SEPARATOR)
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
            own => return self.image.text(self.own[own as usize - 2]),
        };
        self.own.push(number);
        self.image.text(number)
    }

    fn text(&mut self, stream: Stream) -> &'static str {
        self.entry(stream).text
    }

    fn bytes(&mut self, stream: Stream, length: usize) -> &'static [u8] {
        let (bytes, rest) = self.streams[stream as usize].split_at(length);
        self.streams[stream as usize] = rest;
        bytes
    }

    fn several<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.number(Stream::Counts);
        (0..count).map(|_| read(self)).collect()
    }

    fn code(&mut self, around: Option<(&str, CodeKind)>) -> Rc<Code> {
        let head = self.bytes(Stream::Heads, 1)[0];
        let has = |flag| head & flag != 0;
        let positional = self.number(Stream::Heads);
        let mut params =
            Params { positional, varargs: has(VARARGS), kwargs: has(KWARGS), ..Params::default() };
        if has(SPECIAL_PARAMS) {
            params.positional_only = self.number(Stream::Heads);
            params.keyword_only = self.number(Stream::Heads);
        }
        let free_count = if has(FREE) { self.number(Stream::Heads) } else { 0 };
        let name = self.text(Stream::Names);
        let qualname: Rc<str> = if has(OWN_QUALNAME) {
            self.text(Stream::Texts).into()
        } else {
            super::qualname(around, name).into()
        };
        let kind = CodeKind::ALL[usize::from(head % VARARGS / KIND)];
        let count = params.slots() + self.number(Stream::Counts) as usize;
        let locals = (0..count).map(|_| self.symbol(Stream::Variables)).collect();
        let codes = self.streams[Stream::Codes as usize];
        let count = codes.iter().position(|code| *code == ops::END).unwrap_or_default();
        let codes = self.bytes(Stream::Codes, count + 1)[..count].iter().enumerate();
        self.consts = 0;
        let mut ops: Vec<Op> = codes.map(|(at, code)| ops::read(*code, at, self)).collect();
        fuse(&mut ops);
        let consts = (0..self.consts).map(|_| self.constant((&qualname, kind))).collect();
        self.codes += 1;
        Rc::new(Code {
            name: name.into(),
            qualname,
            filename: self.filename.clone(),
            source: self.source.clone(),
            index: self.codes - 1,
            kind,
            first_line: 0,
            plain_args: kind.plain_args(&params),
            params,
            locals,
            free_count,
            ops,
            with_breakpoints: OnceCell::new(),
            shortcut: OnceCell::new(),
            statements: Vec::new(),
            consts,
            positions: Vec::new(),
            handlers: self.several(Self::handler),
            doc: None,
            internal: true,
            lines_before: 0,
        })
    }

    fn handler(&mut self) -> Handler {
        let start = self.number(Stream::Jumps);
        let end = start + self.number(Stream::Jumps);
        Handler { start, end, target: end + self.number(Stream::Jumps), depth: self.number(Stream::Jumps) }
    }

    fn constant(&mut self, around: (&str, CodeKind)) -> Value {
        match Const::ALL[usize::from(self.bytes(Stream::Tags, 1)[0])] {
            Const::None => Value::None,
            Const::False => Value::Bool(false),
            Const::True => Value::Bool(true),
            Const::Ellipsis => Value::Ellipsis,
            Const::Int => Value::Int(self.signed(Stream::Counts)),
            Const::Big => Value::big(parse_literal(self.text(Stream::Texts)).unwrap_or_default()),
            Const::Float => {
                Value::Float(f64::from_le_bytes(self.bytes(Stream::Counts, 8).try_into().unwrap_or_default()))
            }
            Const::Str => Value::str(self.text(Stream::Texts)),
            Const::Bytes => {
                let length = self.number(Stream::Counts) as usize;
                Value::bytes(self.bytes(Stream::Counts, length).to_vec())
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
