//! Making classes and instances: `class` statements, `type(…)`, `__new__` and `__init__`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::Result;
use crate::builtins::number::plain;
use crate::builtins::object::namespace::dict_of;
use crate::builtins::string::chars::is_identifier;
use crate::compile::mangled;
use crate::few::sort_few;
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::object::cycles::tracked;
use crate::object::types::LookupCache;
use crate::object::{Descriptor, Layout, Set, SymMap, Type};
use crate::symbol::{Sym, sym};
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::frame::Then;

/// `__new__`, then `__init__` if that made an instance of the class.
pub(crate) struct NewThenInit {
    class: Rc<Type>,
    args: Args,
    next: NewStep,
}

enum NewStep {
    New(Value, Args),
    Init,
    Done(Value),
}

impl NewThenInit {
    pub(crate) fn new(class: Rc<Type>, args: Args) -> Self {
        NewThenInit { class, args, next: NewStep::Init }
    }

    pub(crate) fn calling(mut self, new: Value, args: Args) -> Self {
        self.next = NewStep::New(new, args);
        self
    }
}

impl NativeFrame for NewThenInit {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let value = match input {
            Resumed::Raised(raised) => return Err(raised),
            Resumed::Returned(value) | Resumed::Yielded(value) => value,
            Resumed::Start => Value::None,
        };
        match std::mem::replace(&mut self.next, NewStep::Init) {
            NewStep::New(new, args) => Ok(NativeStep::call(new, args)),
            NewStep::Init => {
                if !vm.is_instance(&value, &self.class) {
                    return Ok(NativeStep::Return(value));
                }
                let class = vm.type_of(&value);
                match class.lookup(sym::INIT) {
                    Some(init) if init.is(&vm.object_init) => Ok(NativeStep::Return(value)),
                    None => Ok(NativeStep::Return(value)),
                    Some(init) => {
                        let mut args = std::mem::take(&mut self.args);
                        args.pos.insert(0, value.clone());
                        self.next = NewStep::Done(value);
                        Ok(NativeStep::call(init, args))
                    }
                }
            }
            NewStep::Done(instance) => Ok(NativeStep::Return(instance)),
        }
    }
}

/// `__init__` of an instance for a caller other than an instruction.
pub(crate) struct InitThenReturn {
    call: Option<(Value, Args)>,
    instance: Value,
}

impl InitThenReturn {
    pub(crate) fn new(init: Value, args: Args, instance: Value) -> Self {
        InitThenReturn { call: Some((init, args)), instance }
    }
}

impl NativeFrame for InitThenReturn {
    fn resume(&mut self, _vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match (input, self.call.take()) {
            (Resumed::Raised(raised), _) => Err(raised),
            (_, Some((init, args))) => Ok(NativeStep::call(init, args)),
            (_, None) => Ok(NativeStep::Return(self.instance.clone())),
        }
    }
}

/// A `class` statement: runs the body, then makes the class.
struct BuildClass {
    name: Rc<str>,
    bases: Vec<Value>,
    /// What makes the class, if that isn't `type`.
    metaclass: Option<Value>,
    keywords: Vec<(Sym, Value)>,
    body: Value,
    namespace: Rc<RefCell<SymMap>>,
    /// What `__prepare__` gave.
    prepared: Option<Value>,
    step: BuildStep,
}

enum BuildStep {
    /// Bases that are not classes say which classes they stand for.
    Bases,
    Resolved,
    Begin,
    Prepared,
    Class,
    Filled,
    Finish,
}

/// `__build_class__(function, name, *bases, metaclass=…, **keywords)`
///
/// # Errors
/// `TypeError`
pub(crate) fn build_class(_: &mut Vm, mut args: Args) -> Result<Flow> {
    let metaclass = args.take_kw("metaclass");
    let keywords = std::mem::take(&mut args.kw);
    let mut pos = args.pos.into_iter();
    let body = pos.next().unwrap_or_default();
    let name: Rc<str> = pos.next().as_ref().and_then(Value::as_str).unwrap_or_default().into();
    let bases: Vec<Value> = pos.collect();
    let all_classes = bases.iter().all(|base| matches!(base, Value::Type(_)));
    Ok(Flow::Frame(Box::new(BuildClass {
        name,
        bases,
        metaclass,
        keywords,
        body,
        namespace: Rc::default(),
        prepared: None,
        step: if all_classes { BuildStep::Begin } else { BuildStep::Bases },
    })))
}

impl NativeFrame for BuildClass {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let value = match input {
            Resumed::Raised(raised) => return Err(raised),
            Resumed::Returned(value) | Resumed::Yielded(value) => value,
            Resumed::Start => Value::None,
        };
        match std::mem::replace(&mut self.step, BuildStep::Finish) {
            BuildStep::Bases => {
                self.step = BuildStep::Resolved;
                let bases = Value::tuple(self.bases.clone());
                Ok(NativeStep::call(vm.prelude("_resolve_bases"), Args::new([bases])))
            }
            BuildStep::Resolved => {
                if let Value::Tuple(resolved) = value {
                    let written = std::mem::replace(&mut self.bases, resolved.to_vec());
                    self.namespace.borrow_mut().insert(Sym::new("__orig_bases__"), Value::tuple(written));
                }
                self.begin(vm)
            }
            BuildStep::Begin => self.begin(vm),
            BuildStep::Prepared => {
                let Value::Dict(dict) = plain(&value) else {
                    let class = vm.type_of(&value).name.clone();
                    let metaclass = match &self.metaclass {
                        Some(Value::Type(metaclass)) => metaclass.name.clone(),
                        _ => "<metaclass>".into(),
                    };
                    let of_mapping = vm.type_of(&value);
                    if of_mapping.heap && of_mapping.lookup(sym::GETITEM).is_some() {
                        let message =
                            format!("Loopscope wants a dict from {metaclass}.__prepare__(), not {class}");
                        return Err(vm.not_implemented_error(message));
                    }
                    let message = format!("{metaclass}.__prepare__() must return a mapping, not {class}");
                    return Err(vm.type_error(message));
                };
                for (name, value) in dict.entries() {
                    if let Some(name) = name.as_str() {
                        self.namespace.borrow_mut().insert(Sym::new(name), value);
                    }
                }
                self.prepared = Some(value);
                Ok(self.run_body())
            }
            BuildStep::Class => self.make(vm),
            BuildStep::Filled => Ok(self.call_metaclass(value)),
            BuildStep::Finish => {
                if let (Value::Type(class), Some(Value::Cell(cell))) =
                    (&value, self.namespace.borrow().get(sym::CLASSCELL))
                {
                    cell.value.replace(Value::Type(class.clone()));
                }
                Ok(NativeStep::Return(value))
            }
        }
    }
}

impl BuildClass {
    fn begin(&mut self, vm: &mut Vm) -> Result<NativeStep> {
        self.metaclass = self.derived_metaclass(vm)?;
        if let Some(Value::Type(metaclass)) = &self.metaclass
            && let Some((owner, _)) = metaclass.lookup_with_owner(sym::PREPARE)
            && !Rc::ptr_eq(&owner, &vm.types.type_)
        {
            let prepare = vm.get_plain_attr(&Value::Type(metaclass.clone()), sym::PREPARE)?;
            let mut args = Args::new([Value::str(&self.name), Value::tuple(self.bases.clone())]);
            args.kw = self.keywords.clone();
            self.step = BuildStep::Prepared;
            return Ok(NativeStep::call(prepare, args));
        }
        Ok(self.run_body())
    }

    fn run_body(&mut self) -> NativeStep {
        self.step = BuildStep::Class;
        NativeStep::ClassBody(std::mem::take(&mut self.body), self.namespace.clone())
    }

    /// What makes the class, if that isn't `type`: the most derived of the metaclasses that are asked for.
    fn derived_metaclass(&self, vm: &Vm) -> Result<Option<Value>> {
        let plain = &vm.types.type_;
        let mut derived = match (&self.metaclass, self.bases.first()) {
            (Some(Value::Type(metaclass)), _) => metaclass,
            // Of what is no class, too: that makes something of the name, the bases and the variables, or complains.
            (None, Some(base)) => vm.types.borrow_of(base),
            (None, _) => plain,
            (other, _) => return Ok(other.clone()),
        };
        for base in &self.bases {
            let of_base = vm.types.borrow_of(base);
            if of_base.is_subtype(derived) {
                derived = of_base;
            } else if !derived.is_subtype(of_base) {
                return Err(metaclass_conflict(vm));
            }
        }
        Ok((!Rc::ptr_eq(derived, plain)).then(|| Value::Type(derived.clone())))
    }

    /// The variables of the class's body.
    fn variables(&self) -> Vec<(Sym, Value)> {
        let namespace = self.namespace.borrow();
        let named = namespace.iter().filter(|(name, _)| *name != sym::CLASSCELL);
        named.map(|(name, value)| (name, value.clone())).collect()
    }

    fn call_metaclass(&mut self, namespace: Value) -> NativeStep {
        let bases = Value::tuple(self.bases.clone());
        let mut args = Args::new([Value::str(&self.name), bases, namespace]);
        args.kw = std::mem::take(&mut self.keywords);
        NativeStep::call(self.metaclass.clone().unwrap_or_default(), args)
    }

    fn make(&mut self, vm: &mut Vm) -> Result<NativeStep> {
        if self.metaclass.is_some() {
            let variables = Value::Dict(tracked(dict_of(self.variables())));
            return Ok(match self.prepared.take() {
                None => self.call_metaclass(variables),
                Some(prepared) => {
                    self.step = BuildStep::Filled;
                    NativeStep::call(vm.prelude("_fill_namespace"), Args::new([prepared, variables]))
                }
            });
        }
        let namespace = self.variables().into_iter().collect();
        let class = make_class(vm, &self.name, &self.bases, namespace, None)?;
        if let Some(Value::Cell(cell)) = self.namespace.borrow().get(sym::CLASSCELL) {
            cell.value.replace(Value::Type(class.clone()));
        }
        match finishing_call(vm, &class, std::mem::take(&mut self.keywords)) {
            Some((function, args)) => Ok(NativeStep::call(function, args)),
            None => Ok(NativeStep::Return(Value::Type(class))),
        }
    }
}

/// `type.__new__(metaclass, name, bases, namespace, **keywords)`
///
/// # Errors
/// `TypeError`
pub(crate) fn type_new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let Args { pos, kw } = args;
    let (metaclass, name, bases, namespace) = match pos.as_slice() {
        [_, value] => return Ok(Flow::Value(Value::Type(vm.type_of(value)))),
        [Value::Type(metaclass), name, Value::Tuple(bases), namespace]
            if let (Some(_), Value::Dict(namespace)) = (name.as_str(), plain(namespace)) =>
        {
            (metaclass.clone(), name.clone(), bases.to_vec(), namespace.clone())
        }
        [_, name, bases, namespace] => {
            let (place, wanted, given) = match (name.as_str(), bases) {
                (None, _) => (1, "str", name),
                (_, Value::Tuple(_)) => (3, "dict", namespace),
                _ => (2, "tuple", bases),
            };
            let given = vm.types.name_of(given);
            return Err(
                vm.type_error(format!("type.__new__() argument {place} must be {wanted}, not {given}"))
            );
        }
        _ => return Err(vm.type_error("type() takes 1 or 3 arguments")),
    };
    let mut map = SymMap::default();
    for entry in namespace.table.borrow().iter() {
        if let Some(name) = entry.key.as_str() {
            map.insert(Sym::new(name), entry.value.clone());
        }
    }
    if map.get(sym::MODULE).is_none() {
        map.insert(sym::MODULE, Value::str("__main__"));
    }
    let metaclass = (!Rc::ptr_eq(&metaclass, &vm.types.type_)).then_some(metaclass);
    let class = make_class(vm, name.as_str().unwrap_or_default(), &bases, map, metaclass)?;
    Ok(match finishing_call(vm, &class, kw) {
        Some((function, args)) => Flow::call(function, args),
        None => Flow::Value(Value::Type(class)),
    })
}

/// `__set_name__` and `__init_subclass__`, if there are any to call; the call returns the class.
fn finishing_call(vm: &Vm, class: &Rc<Type>, keywords: Vec<(Sym, Value)>) -> Option<(Value, Args)> {
    let named = class.dict.borrow().iter().any(|(_, value)| match value {
        Value::Instance(instance) => instance.class.lookup(sym::SET_NAME).is_some(),
        _ => false,
    });
    let inherits =
        class.mro.iter().any(|base| base.heap && base.dict.borrow().get(sym::INIT_SUBCLASS).is_some());
    if !named && !inherits && keywords.is_empty() {
        return None;
    }
    let mut args = Args::new([Value::Type(class.clone())]);
    args.kw = keywords;
    Some((vm.prelude("_finish_class"), args))
}

/// A class written in Python.
///
/// # Errors
/// `TypeError` for bases that can't be combined.
pub(crate) fn make_class(
    vm: &mut Vm,
    name: &str,
    bases: &[Value],
    mut namespace: SymMap,
    metaclass: Option<Rc<Type>>,
) -> Result<Rc<Type>> {
    let mut types = Vec::new();
    for base in bases {
        match base {
            Value::Type(base) => types.push(base.clone()),
            _ => return Err(metaclass_conflict(vm)),
        }
    }
    if types.is_empty() {
        types.push(vm.types.object.clone());
    }
    for base in &types {
        if base.is_final.get() || is_final(vm, base) {
            return Err(vm.type_error(format!("type '{}' is not an acceptable base type", base.name)));
        }
    }
    let layout = combined_layout(vm, &types)?;
    if types.len() > 1 {
        check_bases(vm, &types)?;
    }
    let mro = linearize(vm, &types)?;
    let text =
        |namespace: &SymMap, name: Sym| namespace.get(name).and_then(Value::as_str).map(Rc::<str>::from);
    let qualname = text(&namespace, sym::QUALNAME).unwrap_or_else(|| name.into());
    namespace.remove(sym::QUALNAME);
    let module = text(&namespace, sym::MODULE).unwrap_or_else(|| "__main__".into());
    // What our library says of its classes that are written in C in CPython.
    let name: Rc<str> = match namespace.remove(sym::IN_C) {
        Some(_) if &*module == "builtins" => qualname.clone(),
        Some(_) => format!("{module}.{qualname}").into(),
        None => name.into(),
    };
    implicit_methods(&mut namespace);
    define_slots(vm, &name, &types, &mut namespace)?;
    let metaclass = metaclass.or_else(|| types.iter().find_map(|base| base.metaclass.clone()));
    let finalizes = namespace.get(sym::DEL).is_some() || types.iter().any(|base| base.finalizes.get());
    let class = Rc::new(Type {
        name,
        qualname,
        module,
        bases: types,
        mro,
        dict: RefCell::new(namespace),
        layout,
        metaclass,
        builtin: false,
        heap: true,
        subclasses: RefCell::default(),
        finalizes: Cell::new(finalizes),
        is_closed: Cell::default(),
        is_final: Cell::default(),
        cache: LookupCache::default(),
        holds: Cell::default(),
    });
    for base in &class.bases {
        base.subclasses.borrow_mut().push(Rc::downgrade(&class));
    }
    Ok(class)
}

/// `__new__` is static, `__init_subclass__` and `__class_getitem__` are class methods; `__eq__` without
/// `__hash__` makes instances unhashable.
fn implicit_methods(namespace: &mut SymMap) {
    if let Some(function @ Value::Function(_)) = namespace.get(sym::NEW).cloned() {
        namespace.insert(sym::NEW, Value::Descriptor(Rc::new(Descriptor::StaticMethod(function))));
    }
    for name in [sym::INIT_SUBCLASS, sym::CLASS_GETITEM] {
        if let Some(function @ Value::Function(_)) = namespace.get(name).cloned() {
            namespace.insert(name, Value::Descriptor(Rc::new(Descriptor::ClassMethod(function))));
        }
    }
    if namespace.get(sym::EQ).is_some() && namespace.get(sym::HASH).is_none() {
        namespace.insert(sym::HASH, Value::None);
    }
    if namespace.get(sym::DOC).is_none() {
        namespace.insert(sym::DOC, Value::None);
    }
}

#[cold]
fn metaclass_conflict(vm: &Vm) -> Raised {
    vm.type_error(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its \
         bases",
    )
}

/// What can't be said of more than one base: that it is the same one, or that each has variables of its own in slots.
///
/// Source: `best_base` and `check_duplicates` of CPython's `Objects/typeobject.c`
#[cold]
fn check_bases(vm: &Vm, bases: &[Rc<Type>]) -> Result<()> {
    let mut with_slots: Option<&Rc<Type>> = None;
    for base in
        bases.iter().filter_map(|base| std::iter::once(base).chain(&base.mro).find(|it| adds_slots(it)))
    {
        match with_slots {
            Some(other) if other.is_subtype(base) => {}
            Some(other) if !base.is_subtype(other) => {
                return Err(vm.type_error("multiple bases have instance lay-out conflict"));
            }
            _ => with_slots = Some(base),
        }
    }
    for (at, base) in bases.iter().enumerate() {
        if bases[..at].iter().any(|other| Rc::ptr_eq(other, base)) {
            return Err(vm.type_error(format!("duplicate base class {}", base.short_name())));
        }
    }
    Ok(())
}

/// Whether the class itself has variables in slots.
fn adds_slots(class: &Type) -> bool {
    let own = class.dict.borrow();
    let is_slot =
        |value: &Value| matches!(value, Value::Descriptor(it) if matches!(**it, Descriptor::Slot(_)));
    own.get(sym::SLOTS).is_some() && own.iter().any(|(_, value)| is_slot(value))
}

fn define_slots(vm: &mut Vm, class: &str, bases: &[Rc<Type>], namespace: &mut SymMap) -> Result<()> {
    let Some(slots) = namespace.get(sym::SLOTS).cloned() else { return Ok(()) };
    let names = match &slots {
        Value::Str(_) => vec![slots.clone()],
        other => crate::builtins::iterators::collect(vm, other)?.unwrap_or_default(),
    };
    if !names.is_empty()
        && let Some(base) = bases.iter().find(|base| has_items(vm, base))
    {
        let base = &base.name;
        return Err(vm.type_error(format!("nonempty __slots__ not supported for subtype of '{base}'")));
    }
    for name in names {
        let Some(text) = name.as_str() else {
            let kind = vm.types.name_of(&name);
            return Err(vm.type_error(format!("__slots__ items must be strings, not '{kind}'")));
        };
        if !is_identifier(text) {
            return Err(vm.type_error("__slots__ must be identifiers"));
        }
        let name = mangled(class, text);
        if text == "__dict__" && bases.iter().any(|base| base.heap && base.instances_have_dict()) {
            return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
        }
        if text == "__dict__" || text == "__weakref__" {
            continue;
        }
        if namespace.get(name).is_some() {
            return Err(vm.value_error(format!("'{name}' in __slots__ conflicts with class variable")));
        }
        namespace.insert(name, Value::Descriptor(Rc::new(Descriptor::Slot(name))));
    }
    Ok(())
}

/// Whether objects of a class have items in themselves, behind which there is no place for slots.
fn has_items(vm: &Vm, class: &Type) -> bool {
    let types = &vm.types;
    [&types.int, &types.tuple, &types.bytes, &types.type_].into_iter().any(|it| class.is_subtype(it))
}

fn is_final(vm: &Vm, class: &Rc<Type>) -> bool {
    let types = &vm.types;
    [
        &types.bool,
        &types.none,
        &types.function,
        &types.native,
        &types.range,
        &types.slice,
        &types.generator,
        &types.coroutine,
    ]
    .into_iter()
    .any(|fixed| Rc::ptr_eq(fixed, class))
}

fn combined_layout(vm: &Vm, bases: &[Rc<Type>]) -> Result<Layout> {
    let mut chosen: Option<(Layout, &Rc<Type>)> = None;
    for base in bases {
        if matches!(base.layout, Layout::Object) {
            continue;
        }
        match &chosen {
            None => chosen = Some((base.layout, base)),
            Some((layout, other)) => {
                let same = match (layout, base.layout) {
                    (Layout::Exception, Layout::Exception) => true,
                    _ => base.is_subtype(other) || other.is_subtype(base),
                };
                if !same {
                    return Err(vm.type_error("multiple bases have instance lay-out conflict"));
                }
            }
        }
    }
    Ok(chosen.map_or(Layout::Object, |(layout, _)| layout))
}

/// The C3 linearization of a class with these bases, without the class.
///
/// Source: the Python 2.3 method resolution order.
fn linearize(vm: &Vm, bases: &[Rc<Type>]) -> Result<Vec<Rc<Type>>> {
    let mut sequences: Vec<Vec<Rc<Type>>> = bases
        .iter()
        .map(|base| std::iter::once(base.clone()).chain(base.mro.iter().cloned()).collect())
        .collect();
    sequences.push(bases.to_vec());
    let mut result = Vec::new();
    loop {
        sequences.retain(|sequence| !sequence.is_empty());
        if sequences.is_empty() {
            return Ok(result);
        }
        let in_a_tail = |class: &Rc<Type>| {
            sequences.iter().any(|sequence| sequence[1..].iter().any(|other| Rc::ptr_eq(other, class)))
        };
        let Some(next) =
            sequences.iter().map(|sequence| &sequence[0]).find(|class| !in_a_tail(class)).cloned()
        else {
            let mut names: Vec<&str> = Vec::new();
            for sequence in &sequences {
                if !names.contains(&&*sequence[0].name) {
                    names.push(&sequence[0].name);
                }
            }
            return Err(vm.type_error(format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            )));
        };
        for sequence in &mut sequences {
            if Rc::ptr_eq(&sequence[0], &next) {
                sequence.remove(0);
            }
        }
        result.push(next);
    }
}

/// `TypeError` for an instance of a class with abstract methods.
pub(crate) fn abstract_error(vm: &Vm, class: &Type, names: &Set) -> Raised {
    let table = names.table.borrow();
    let mut names: Vec<String> =
        table.iter().filter_map(|(_, name)| name.as_str().map(str::to_owned)).collect();
    sort_few(&mut names, |a, b| a < b);
    let plural = if names.len() == 1 { "" } else { "s" };
    let names = names.join(", ");
    vm.type_error(format!(
        "Can't instantiate abstract class {} with abstract method{plural} {names}",
        class.name
    ))
}

impl Vm {
    /// Runs the body of a class, whose variables go into `namespace`; a native frame waits for its end.
    ///
    /// # Errors
    /// `RecursionError`
    pub(crate) fn run_class_body(&mut self, body: Value, namespace: Rc<RefCell<SymMap>>) -> Result<()> {
        let Value::Function(function) = body else {
            return Err(self.type_error("__build_class__: func must be a function"));
        };
        let mut locals = vec![Value::Undefined; function.code.free_start()];
        locals.extend(function.closure.iter().map(|cell| Value::Cell(cell.clone())));
        self.push_frame(function, locals, Then::Native, Some(namespace))
    }
}
