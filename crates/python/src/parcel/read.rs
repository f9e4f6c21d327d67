//! Makes the objects of a parcel. Its bytes may come from a heap that a hostile program has: whatever they are, they give
//! objects or an error.

use std::rc::Rc;

use num_bigint::{BigInt, BigUint, Sign};

use super::write::tag;
use super::{BadParcel, Facts, Natives, Twins, library};
use crate::bytecode::Position;
use crate::object::cycles::tracked;
use crate::object::types::LookupCache;
use crate::object::{
    Cell, Descriptor, Dict, DictTable, ExceptionData, Function, Generator, GeneratorKind, GeneratorState,
    Instance, Layout, Method, Payload, Range, SavedFrame, Set, SetTable, Slice, SymMap, TraceEntry, Type,
};
use crate::symbol::{Sym, sym};
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::work;

type Read<T> = Result<T, BadParcel>;

struct Reader<'a> {
    bytes: &'a [u8],
    objects: Vec<Value>,
}

/// The modules of the library that have to be imported before a parcel is unpacked.
///
/// # Errors
/// For bytes that are not a parcel.
pub fn required_modules(bytes: &[u8]) -> Read<Vec<String>> {
    Reader { bytes, objects: Vec::new() }.modules()
}

/// The values of a parcel: those that [`super::pack`] was given, in this heap. The program's globals that they need are set.
///
/// # Errors
/// For bytes that are not a parcel.
pub fn unpack(
    vm: &mut Vm,
    facts: &Facts,
    bytes: &[u8],
    twins: &mut Twins,
    natives: &mut dyn Natives,
) -> Read<Vec<Value>> {
    // The machine counts these objects when they end: it has to count them now, its turn or not.
    let tracker = (!work::is_running()).then(|| vm.graveyard.clone());
    let swap = || tracker.iter().for_each(|graveyard| graveyard.tracker.borrow_mut().swap());
    swap();
    let values = unpack_here(vm, facts, bytes, twins, natives);
    swap();
    values
}

fn unpack_here(
    vm: &mut Vm,
    facts: &Facts,
    bytes: &[u8],
    twins: &mut Twins,
    natives: &mut dyn Natives,
) -> Read<Vec<Value>> {
    let mut reader = Reader { bytes, objects: Vec::new() };
    reader.modules()?;
    for _ in 0..reader.count()? {
        let object = reader.object(vm, facts, twins, natives)?;
        reader.objects.push(object);
    }
    for _ in 0..reader.count()? {
        let number = reader.count()?;
        let object = reader.objects.get(number).cloned().ok_or(BadParcel)?;
        reader.content(&object, facts)?;
    }
    for _ in 0..reader.count()? {
        let name = reader.text()?;
        let value = reader.value()?;
        facts.main.define(&name, value);
    }
    for _ in 0..reader.count()? {
        let number = reader.count()?;
        twins.add(reader.objects.get(number).cloned().ok_or(BadParcel)?);
    }
    let roots = (0..reader.count()?).map(|_| reader.value()).collect::<Read<Vec<Value>>>()?;
    if reader.bytes.is_empty() { Ok(roots) } else { Err(BadParcel) }
}

impl Reader<'_> {
    fn modules(&mut self) -> Read<Vec<String>> {
        (0..self.count()?).map(|_| self.text()).collect()
    }

    fn object(
        &mut self,
        vm: &mut Vm,
        facts: &Facts,
        twins: &Twins,
        natives: &mut dyn Natives,
    ) -> Read<Value> {
        Ok(match self.byte()? {
            tag::TWIN => twins.objects.get(self.count()?).cloned().ok_or(BadParcel)?,
            tag::NATIVE => {
                let bytes = self.raw()?;
                natives.unpack(vm, bytes)?
            }
            tag::LIBRARY => {
                let module = self.text()?;
                let path =
                    (0..self.count()?).map(|_| Ok(Sym::new(&self.text()?))).collect::<Read<Vec<Sym>>>()?;
                if path.is_empty() {
                    vm.modules.get(&Sym::new(&module)).cloned().ok_or(BadParcel)?
                } else {
                    library::find(vm, &module, &path)?
                }
            }
            tag::STR => Value::string(self.text()?),
            tag::BYTES => Value::bytes(self.raw()?.to_vec()),
            tag::BIG => {
                let sign = if self.byte()? == 0 { Sign::Plus } else { Sign::Minus };
                Value::big(BigInt::from_biguint(sign, BigUint::from_bytes_le(self.raw()?)))
            }
            tag::RANGE => {
                let (start, stop, step) = (self.integer()?, self.integer()?, self.integer()?);
                if step == 0 {
                    return Err(BadParcel);
                }
                Value::Range(Rc::new(Range { start, stop, step }))
            }
            tag::TUPLE => Value::tuple(self.values()?),
            tag::LIST => Value::list(Vec::new()),
            tag::DICT => Value::Dict(tracked(Dict::default())),
            tag::SET => Value::Set(Rc::new(Set::new(false, SetTable::default()))),
            tag::FROZENSET => Value::Set(Rc::new(Set::new(true, SetTable::default()))),
            tag::SLICE => {
                let (start, stop, step) = (self.value()?, self.value()?, self.value()?);
                Value::Slice(Rc::new(Slice { start, stop, step }))
            }
            tag::METHOD => {
                let (function, receiver) = (self.value()?, self.value()?);
                Value::Method(Rc::new(Method { function, receiver }))
            }
            tag::PROPERTY => {
                let (get, set, delete, doc) = (self.value()?, self.value()?, self.value()?, self.value()?);
                Value::Descriptor(Rc::new(Descriptor::Property { get, set, delete, doc }))
            }
            tag::STATIC_METHOD => Value::Descriptor(Rc::new(Descriptor::StaticMethod(self.value()?))),
            tag::CLASS_METHOD => Value::Descriptor(Rc::new(Descriptor::ClassMethod(self.value()?))),
            tag::SLOT => Value::Descriptor(Rc::new(Descriptor::Slot(Sym::new(&self.text()?)))),
            tag::CELL => Value::Cell(tracked(Cell::default())),
            tag::FUNCTION => self.function(facts)?,
            tag::CLASS => self.class()?,
            tag::BARE => {
                let instance = Instance::new(vm.types.object.clone(), Payload::None);
                Value::Instance(Rc::new(instance))
            }
            tag::INSTANCE => self.instance(|_| Ok(Payload::None))?,
            tag::EXCEPTION => self.instance(|_| Ok(Payload::Exception(Box::<ExceptionData>::default())))?,
            tag::VALUE_INSTANCE => self.instance(|reader| Ok(Payload::Value(reader.value()?)))?,
            tag::GENERATOR => {
                let kind = match self.byte()? {
                    0 => GeneratorKind::Generator,
                    1 => GeneratorKind::Coroutine,
                    2 => GeneratorKind::AsyncGenerator,
                    _ => return Err(BadParcel),
                };
                let Value::Function(function) = self.value()? else { return Err(BadParcel) };
                Value::Generator(tracked(Generator::new(kind, function, Vec::new(), vm.graveyard.clone())))
            }
            _ => return Err(BadParcel),
        })
    }

    fn function(&mut self, facts: &Facts) -> Read<Value> {
        let index = u32::try_from(self.count()?).map_err(|_| BadParcel)?;
        let code = facts.code(index).ok_or(BadParcel)?.clone();
        let closure = self.values()?.into_iter().map(|cell| match cell {
            Value::Cell(cell) => Ok(cell),
            _ => Err(BadParcel),
        });
        let closure = closure.collect::<Read<Vec<_>>>()?;
        if closure.len() != code.free_count as usize {
            return Err(BadParcel);
        }
        Ok(Value::Function(Rc::new(Function {
            code,
            module: facts.main.clone(),
            defaults: Vec::new().into(),
            kw_defaults: Vec::new().into(),
            closure,
            attrs: SymMap::default().into(),
        })))
    }

    fn class(&mut self) -> Read<Value> {
        let (name, qualname) = (self.text()?, self.text()?);
        let (bases, mro) = (self.classes()?, self.classes()?);
        let metaclass = match self.value()? {
            Value::None => None,
            Value::Type(metaclass) => Some(metaclass),
            _ => return Err(BadParcel),
        };
        let mut layouts = bases.iter().map(|base| base.layout);
        let layout = layouts.find(|layout| !matches!(layout, Layout::Object)).unwrap_or(Layout::Object);
        // What it defines itself comes later.
        let finalizes = bases.iter().any(|base| base.finalizes.get());
        let class = Rc::new(Type {
            name: name.into(),
            qualname: qualname.into(),
            module: sym::MAIN.name(),
            bases,
            mro,
            dict: SymMap::default().into(),
            layout,
            metaclass,
            builtin: false,
            heap: true,
            subclasses: Vec::new().into(),
            finalizes: finalizes.into(),
            is_closed: Default::default(),
            is_final: Default::default(),
            cache: LookupCache::default(),
            holds: Default::default(),
        });
        for base in &class.bases {
            base.subclasses.borrow_mut().push(Rc::downgrade(&class));
        }
        Ok(Value::Type(class))
    }

    fn classes(&mut self) -> Read<Vec<Rc<Type>>> {
        let classes = self.values()?.into_iter().map(|class| match class {
            Value::Type(class) => Ok(class),
            _ => Err(BadParcel),
        });
        classes.collect()
    }

    fn instance(&mut self, payload: impl FnOnce(&mut Self) -> Read<Payload>) -> Read<Value> {
        let Value::Type(class) = self.value()? else { return Err(BadParcel) };
        let payload = payload(self)?;
        Ok(Value::Instance(tracked(Instance::new(class, payload))))
    }

    fn content(&mut self, object: &Value, facts: &Facts) -> Read<()> {
        match object {
            Value::List(list) => *list.items.borrow_mut() = self.values()?,
            Value::Dict(dict) => {
                let mut table = DictTable::default();
                for _ in 0..self.count()? {
                    let (hash, key, value) = (self.integer()?, self.value()?, self.value()?);
                    table.push(hash, key, value);
                }
                *dict.table.borrow_mut() = table;
            }
            Value::Set(set) => {
                let (size, finger) = (self.count()?, self.count()?);
                let mut slots = Vec::new();
                for _ in 0..self.count()? {
                    let at = self.count()?;
                    let key = match self.byte()? {
                        0 => None,
                        _ => Some((self.integer()?, self.value()?)),
                    };
                    slots.push((at, key));
                }
                *set.table.borrow_mut() = SetTable::of_slots(size, finger, slots).ok_or(BadParcel)?;
            }
            Value::Cell(cell) => *cell.value.borrow_mut() = self.value()?,
            Value::Function(function) => {
                *function.defaults.borrow_mut() = self.values()?;
                for _ in 0..self.count()? {
                    let name = Sym::new(&self.text()?);
                    let value = self.value()?;
                    function.kw_defaults.borrow_mut().push((name, value));
                }
                *function.attrs.borrow_mut() = self.map()?;
            }
            Value::Type(class) => {
                for (name, value) in self.map()?.iter() {
                    class.define(name, value.clone());
                }
            }
            Value::Instance(instance) => {
                *instance.attrs.borrow_mut() = self.map()?;
                if let Payload::Exception(data) = instance.payload() {
                    self.exception(data, facts)?;
                }
            }
            Value::Generator(generator) => {
                let state = match self.byte()? {
                    0 => GeneratorState::Created,
                    1 => GeneratorState::Suspended,
                    2 => GeneratorState::Closed,
                    _ => return Err(BadParcel),
                };
                generator.awaitable.set(self.byte()? != 0);
                let pc = self.count()?;
                let handling = self.value()?;
                let values = self.values()?;
                let locals = generator.function.code.local_count();
                if state != GeneratorState::Closed
                    && (values.len() < locals || pc > generator.function.code.ops.len())
                {
                    return Err(BadParcel);
                }
                *generator.frame.borrow_mut() = SavedFrame { pc, values, handling };
                generator.state.set(state);
            }
            _ => return Err(BadParcel),
        }
        Ok(())
    }

    fn exception(&mut self, data: &ExceptionData, facts: &Facts) -> Read<()> {
        *data.args.borrow_mut() = self.values()?;
        for link in [&data.cause, &data.context] {
            *link.borrow_mut() = match self.value()? {
                Value::None => None,
                Value::Instance(other) if other.exception().is_some() => Some(Raised(other)),
                _ => return Err(BadParcel),
            };
        }
        data.suppress_context.set(self.byte()? != 0);
        data.passed_library.set(self.byte()? != 0);
        for _ in 0..self.count()? {
            let (filename, name) = (self.text()?, self.text()?);
            let mut numbers = [0u32; 6];
            for number in &mut numbers {
                *number = u32::try_from(self.count()?).map_err(|_| BadParcel)?;
            }
            let [line, end_line, column, end_column, from, to] = numbers;
            let position = Position { line, end_line, column, end_column, anchor: (from, to) };
            let source = facts.source_of(&filename);
            data.traceback.borrow_mut().push(TraceEntry {
                filename: filename.into(),
                source,
                name: name.into(),
                position,
            });
        }
        Ok(())
    }

    fn map(&mut self) -> Read<SymMap> {
        let mut map = SymMap::default();
        for _ in 0..self.count()? {
            let name = Sym::new(&self.text()?);
            map.insert(name, self.value()?);
        }
        Ok(map)
    }

    fn values(&mut self) -> Read<Vec<Value>> {
        (0..self.count()?).map(|_| self.value()).collect()
    }

    fn value(&mut self) -> Read<Value> {
        Ok(match self.byte()? {
            tag::UNDEFINED => Value::Undefined,
            tag::NONE => Value::None,
            tag::NOT_IMPLEMENTED => Value::NotImplemented,
            tag::ELLIPSIS => Value::Ellipsis,
            tag::FALSE => Value::Bool(false),
            tag::TRUE => Value::Bool(true),
            tag::INT => Value::Int(self.integer()?),
            tag::FLOAT => {
                let bytes = self.take(8)?;
                Value::Float(f64::from_bits(u64::from_le_bytes(bytes.try_into().map_err(|_| BadParcel)?)))
            }
            tag::OBJECT => {
                let number = self.count()?;
                self.objects.get(number).cloned().ok_or(BadParcel)?
            }
            _ => return Err(BadParcel),
        })
    }

    fn byte(&mut self) -> Read<u8> {
        Ok(self.take(1)?[0])
    }

    fn take(&mut self, count: usize) -> Read<&[u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(BadParcel)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn raw(&mut self) -> Read<&[u8]> {
        let length = self.count()?;
        self.take(length)
    }

    fn text(&mut self) -> Read<String> {
        String::from_utf8(self.raw()?.to_vec()).map_err(|_| BadParcel)
    }

    fn integer(&mut self) -> Read<i64> {
        let number = self.leb()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// How many follow. Nothing is allocated for them before they are there.
    fn count(&mut self) -> Read<usize> {
        usize::try_from(self.leb()?).map_err(|_| BadParcel)
    }

    fn leb(&mut self) -> Read<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(BadParcel)
    }
}
