//! The bytes of a parcel.
//!
//! ```text
//! parcel  = modules, objects, contents, globals, roots          each with its count before it
//! object  = tag, what it is made with; may refer to objects before it
//! content = what is put into an object that can change; may refer to any
//! value   = tag, or the number of an object
//! ```
//!
//! Numbers are LEB128.

use std::rc::Rc;

use num_bigint::Sign;

use super::walk::{Form, Node, Walked};
use super::{LARGEST, Obstacle, Root};
use crate::object::{Descriptor, GeneratorKind, GeneratorState, Payload, SymMap};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

pub(super) mod tag {
    //! The first byte of a value or object.

    pub(crate) const UNDEFINED: u8 = 0;
    pub(crate) const NONE: u8 = 1;
    pub(crate) const NOT_IMPLEMENTED: u8 = 2;
    pub(crate) const ELLIPSIS: u8 = 3;
    pub(crate) const FALSE: u8 = 4;
    pub(crate) const TRUE: u8 = 5;
    pub(crate) const INT: u8 = 6;
    pub(crate) const FLOAT: u8 = 7;
    pub(crate) const OBJECT: u8 = 8;

    pub(crate) const STR: u8 = 20;
    pub(crate) const BYTES: u8 = 21;
    pub(crate) const BIG: u8 = 22;
    pub(crate) const RANGE: u8 = 23;
    pub(crate) const TUPLE: u8 = 24;
    pub(crate) const LIST: u8 = 25;
    pub(crate) const DICT: u8 = 26;
    pub(crate) const SET: u8 = 27;
    pub(crate) const FROZENSET: u8 = 28;
    pub(crate) const SLICE: u8 = 29;
    pub(crate) const METHOD: u8 = 30;
    pub(crate) const PROPERTY: u8 = 31;
    pub(crate) const STATIC_METHOD: u8 = 32;
    pub(crate) const CLASS_METHOD: u8 = 33;
    pub(crate) const SLOT: u8 = 34;
    pub(crate) const CELL: u8 = 35;
    pub(crate) const FUNCTION: u8 = 36;
    pub(crate) const CLASS: u8 = 37;
    pub(crate) const INSTANCE: u8 = 38;
    pub(crate) const EXCEPTION: u8 = 39;
    pub(crate) const VALUE_INSTANCE: u8 = 40;
    pub(crate) const GENERATOR: u8 = 41;
    pub(crate) const LIBRARY: u8 = 42;
    pub(crate) const TWIN: u8 = 43;
    pub(crate) const NATIVE: u8 = 44;
    pub(crate) const BARE: u8 = 45;
}

struct Writer<'a> {
    vm: &'a Vm,
    walked: &'a Walked,
    bytes: Vec<u8>,
    /// The numbers that objects have got, by node.
    numbers: Vec<Option<u32>>,
}

/// Packs what was found.
///
/// # Errors
/// [`Obstacle::TooLarge`]
pub(super) fn write(vm: &Vm, walked: &Walked, roots: &[Root]) -> Result<Vec<u8>, Obstacle> {
    let mut writer = Writer { vm, walked, bytes: Vec::new(), numbers: vec![None; walked.nodes.len()] };
    writer.number(walked.modules.len());
    for module in &walked.modules {
        writer.text(&module.name());
    }
    let order = writer.order();
    writer.number(order.len());
    for &at in &order {
        writer.object(&walked.nodes[at])?;
    }
    let filled: Vec<usize> = order.into_iter().filter(|&at| has_content(&walked.nodes[at])).collect();
    writer.number(filled.len());
    for at in filled {
        let number = writer.numbers[at].unwrap_or_default();
        writer.number(number as usize);
        writer.content(&walked.nodes[at].value)?;
        if writer.bytes.len() > LARGEST {
            return Err(Obstacle::TooLarge);
        }
    }
    writer.number(walked.globals.len());
    for (name, value) in &walked.globals {
        writer.text(&name.name());
        writer.value(value);
    }
    // The other side numbers its new twins in this order.
    writer.number(walked.new_twins.len());
    for at in &walked.new_twins {
        let number = writer.numbers[*at].unwrap_or_default();
        writer.number(number as usize);
    }
    writer.number(roots.len());
    for root in roots {
        writer.value(&root.value);
    }
    if writer.bytes.len() > LARGEST { Err(Obstacle::TooLarge) } else { Ok(writer.bytes) }
}

fn has_content(node: &Node) -> bool {
    match node.form {
        Form::Copied | Form::Twin(None) => matches!(
            node.value,
            Value::List(_)
                | Value::Dict(_)
                | Value::Set(_)
                | Value::Cell(_)
                | Value::Function(_)
                | Value::Type(_)
                | Value::Instance(_)
                | Value::Generator(_)
        ),
        Form::Constant => matches!(node.value, Value::Cell(_)),
        _ => false,
    }
}

impl Writer<'_> {
    /// The nodes in an order in which each comes after those that it is made with.
    fn order(&mut self) -> Vec<usize> {
        let mut order = Vec::new();
        let mut stack: Vec<(usize, bool)> =
            (0..self.walked.nodes.len()).rev().map(|at| (at, false)).collect();
        let mut begun = vec![false; self.walked.nodes.len()];
        while let Some((at, is_ready)) = stack.pop() {
            if is_ready {
                self.numbers[at] = Some(order.len() as u32);
                order.push(at);
                continue;
            }
            if std::mem::replace(&mut begun[at], true) {
                continue;
            }
            stack.push((at, true));
            made_with(&self.walked.nodes[at], &mut |address| {
                if let Some(&other) = self.walked.index.get(&address)
                    && !begun[other as usize]
                {
                    stack.push((other as usize, false));
                }
            });
        }
        order
    }

    fn object(&mut self, node: &Node) -> Result<(), Obstacle> {
        match &node.form {
            Form::Twin(Some(number)) => {
                self.tag(tag::TWIN);
                self.number(*number as usize);
                return Ok(());
            }
            Form::Native(bytes) => {
                self.tag(tag::NATIVE);
                self.raw(bytes);
                return Ok(());
            }
            Form::Library(module, path) => {
                self.tag(tag::LIBRARY);
                self.text(&module.name());
                self.number(path.len());
                for name in path {
                    self.text(&name.name());
                }
                return Ok(());
            }
            Form::Copied | Form::Constant | Form::Twin(None) => {}
        }
        match &node.value {
            Value::Str(text) => {
                self.tag(tag::STR);
                self.text(text.as_str());
            }
            Value::Bytes(bytes) => {
                self.tag(tag::BYTES);
                self.raw(bytes.as_slice());
            }
            Value::Big(number) => {
                self.tag(tag::BIG);
                self.tag(u8::from(number.sign() == Sign::Minus));
                self.raw(&number.magnitude().to_bytes_le());
            }
            Value::Range(range) => {
                self.tag(tag::RANGE);
                for number in [range.start, range.stop, range.step] {
                    self.integer(number);
                }
            }
            Value::Tuple(items) => {
                self.tag(tag::TUPLE);
                self.number(items.len());
                items.iter().for_each(|item| self.value(item));
            }
            Value::List(_) => self.tag(tag::LIST),
            Value::Dict(_) => self.tag(tag::DICT),
            Value::Set(set) => self.tag(if set.frozen { tag::FROZENSET } else { tag::SET }),
            Value::Slice(slice) => {
                self.tag(tag::SLICE);
                [&slice.start, &slice.stop, &slice.step].into_iter().for_each(|part| self.value(part));
            }
            Value::Method(method) => {
                self.tag(tag::METHOD);
                self.value(&method.function);
                self.value(&method.receiver);
            }
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { get, set, delete, doc } => {
                    self.tag(tag::PROPERTY);
                    [get, set, delete, doc].into_iter().for_each(|part| self.value(part));
                }
                Descriptor::StaticMethod(function) => {
                    self.tag(tag::STATIC_METHOD);
                    self.value(function);
                }
                Descriptor::ClassMethod(function) => {
                    self.tag(tag::CLASS_METHOD);
                    self.value(function);
                }
                Descriptor::Slot(name) => {
                    self.tag(tag::SLOT);
                    self.text(&name.name());
                }
                Descriptor::Native { .. } => return Err(self.kind(&node.value)),
            },
            Value::Cell(_) => self.tag(tag::CELL),
            Value::Function(function) => {
                self.tag(tag::FUNCTION);
                self.number(function.code.index as usize);
                self.number(function.closure.len());
                for cell in &function.closure {
                    self.value(&Value::Cell(cell.clone()));
                }
            }
            Value::Type(class) => {
                self.tag(tag::CLASS);
                self.text(&class.name);
                self.text(&class.qualname);
                for classes in [&class.bases, &class.mro] {
                    self.number(classes.len());
                    classes.iter().for_each(|class| self.value(&Value::Type(class.clone())));
                }
                match &class.metaclass {
                    Some(metaclass) => self.value(&Value::Type(metaclass.clone())),
                    None => self.value(&Value::None),
                }
            }
            Value::Instance(instance) => {
                let class = Value::Type(instance.class.clone());
                match instance.payload() {
                    Payload::None if matches!(node.form, Form::Twin(None)) => self.tag(tag::BARE),
                    Payload::None => {
                        self.tag(tag::INSTANCE);
                        self.value(&class);
                    }
                    Payload::Exception(_) => {
                        self.tag(tag::EXCEPTION);
                        self.value(&class);
                    }
                    Payload::Value(value) => {
                        self.tag(tag::VALUE_INSTANCE);
                        self.value(&class);
                        self.value(value);
                    }
                    Payload::Native(_) => return Err(self.kind(&node.value)),
                }
            }
            Value::Generator(generator) => {
                self.tag(tag::GENERATOR);
                self.tag(match generator.kind {
                    GeneratorKind::Generator => 0,
                    GeneratorKind::Coroutine => 1,
                    GeneratorKind::AsyncGenerator => 2,
                });
                self.value(&Value::Function(generator.function.clone()));
            }
            other => return Err(self.kind(other)),
        }
        Ok(())
    }

    /// What is put into an object when all are there.
    fn content(&mut self, value: &Value) -> Result<(), Obstacle> {
        match value {
            Value::List(list) => {
                let items = list.items.borrow();
                self.number(items.len());
                items.iter().for_each(|item| self.value(item));
            }
            Value::Dict(dict) => {
                let table = dict.table.borrow();
                self.number(table.len());
                for entry in table.iter() {
                    self.integer(entry.hash);
                    self.value(&entry.key);
                    self.value(&entry.value);
                }
            }
            Value::Set(set) => {
                let table = set.table.borrow();
                let (size, finger) = table.shape();
                self.number(size);
                self.number(finger);
                self.number(table.occupied().count());
                for (at, key) in table.occupied() {
                    self.number(at);
                    match key {
                        Some((hash, key)) => {
                            self.tag(1);
                            self.integer(hash);
                            self.value(key);
                        }
                        None => self.tag(0),
                    }
                }
            }
            Value::Cell(cell) => self.value(&cell.value.borrow()),
            Value::Function(function) => {
                let defaults = function.defaults.borrow();
                self.number(defaults.len());
                defaults.iter().for_each(|value| self.value(value));
                let defaults = function.kw_defaults.borrow();
                self.number(defaults.len());
                for (name, value) in defaults.iter() {
                    self.text(&name.name());
                    self.value(value);
                }
                self.map(&function.attrs.borrow());
            }
            Value::Type(class) => self.map(&class.dict.borrow()),
            Value::Instance(instance) => {
                self.map(&instance.attrs.borrow());
                if let Payload::Exception(data) = instance.payload() {
                    let args = data.args.borrow();
                    self.number(args.len());
                    args.iter().for_each(|arg| self.value(arg));
                    for link in [&data.cause, &data.context] {
                        match &*link.borrow() {
                            Some(other) => self.value(&Value::Instance(other.0.clone())),
                            None => self.value(&Value::None),
                        }
                    }
                    self.tag(u8::from(data.suppress_context.get()));
                    self.tag(u8::from(data.passed_library.get()));
                    let traceback = data.traceback.borrow();
                    self.number(traceback.len());
                    for entry in traceback.iter() {
                        self.text(&entry.filename);
                        self.text(&entry.name);
                        let at = entry.position;
                        for number in
                            [at.line, at.end_line, at.column, at.end_column, at.anchor.0, at.anchor.1]
                        {
                            self.number(number as usize);
                        }
                    }
                }
            }
            Value::Generator(generator) => {
                let frame = generator.frame.borrow();
                self.tag(match generator.state.get() {
                    GeneratorState::Created | GeneratorState::Running => 0,
                    GeneratorState::Suspended => 1,
                    GeneratorState::Closed => 2,
                });
                self.tag(u8::from(generator.awaitable.get()));
                self.number(frame.pc);
                self.value(&frame.handling);
                self.number(frame.values.len());
                frame.values.iter().for_each(|value| self.value(value));
            }
            other => return Err(self.kind(other)),
        }
        Ok(())
    }

    fn map(&mut self, map: &SymMap) {
        self.number(map.len());
        for (name, value) in map.iter() {
            self.name(name);
            self.value(value);
        }
    }

    fn name(&mut self, name: Sym) {
        self.text(&name.name());
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Undefined => self.tag(tag::UNDEFINED),
            Value::None => self.tag(tag::NONE),
            Value::NotImplemented => self.tag(tag::NOT_IMPLEMENTED),
            Value::Ellipsis => self.tag(tag::ELLIPSIS),
            Value::Bool(false) => self.tag(tag::FALSE),
            Value::Bool(true) => self.tag(tag::TRUE),
            Value::Int(number) => {
                self.tag(tag::INT);
                self.integer(*number);
            }
            Value::Float(number) => {
                self.tag(tag::FLOAT);
                self.bytes.extend(number.to_bits().to_le_bytes());
            }
            object => {
                let node = object.address().and_then(|address| self.walked.index.get(&address));
                match node.and_then(|&node| self.numbers[node as usize]) {
                    Some(number) => {
                        self.tag(tag::OBJECT);
                        self.number(number as usize);
                    }
                    None => self.tag(tag::NONE),
                }
            }
        }
    }

    fn tag(&mut self, tag: u8) {
        self.bytes.push(tag);
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.bytes.extend_from_slice(bytes);
    }

    fn text(&mut self, text: &str) {
        self.raw(text.as_bytes());
    }

    fn integer(&mut self, number: i64) {
        self.leb((number << 1 ^ number >> 63) as u64);
    }

    fn number(&mut self, number: usize) {
        self.leb(number as u64);
    }

    fn leb(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn kind(&self, value: &Value) -> Obstacle {
        Obstacle::Kind { type_name: self.vm.types.of(value).short_name().to_owned() }
    }
}

/// Tells the addresses of what has to be there before an object is made.
fn made_with(node: &Node, tell: &mut dyn FnMut(usize)) {
    if !matches!(node.form, Form::Copied | Form::Constant | Form::Twin(None)) {
        return;
    }
    let mut value = |value: &Value| {
        if let Some(address) = value.address() {
            tell(address);
        }
    };
    match &node.value {
        Value::Tuple(items) => items.iter().for_each(value),
        Value::Slice(slice) => [&slice.start, &slice.stop, &slice.step].into_iter().for_each(value),
        Value::Method(method) => [&method.function, &method.receiver].into_iter().for_each(value),
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Property { get, set, delete, doc } => {
                [get, set, delete, doc].into_iter().for_each(value)
            }
            Descriptor::StaticMethod(function) | Descriptor::ClassMethod(function) => value(function),
            _ => {}
        },
        Value::Function(function) => function.closure.iter().for_each(|cell| tell(address_of(cell))),
        Value::Type(class) => {
            let classes = class.bases.iter().chain(&class.mro).chain(&class.metaclass);
            classes.for_each(|class| tell(address_of(class)));
        }
        Value::Instance(instance) => {
            if let Payload::Value(inner) = instance.payload() {
                value(inner);
            }
            tell(address_of(&instance.class));
        }
        Value::Generator(generator) => tell(address_of(&generator.function)),
        _ => {}
    }
}

fn address_of<T>(rc: &Rc<T>) -> usize {
    Rc::as_ptr(rc).cast::<u8>() as usize
}
