//! What the instructions for `with`, `raise`, `except`, unpacking, `for` over Python iterators and
//! function definitions do.

use std::rc::Rc;

use crate::Result;
use crate::bytecode::Code;
use crate::native::{Args, Flow, Resume};
use crate::object::generator::AsyncStart;
use crate::object::{AsyncStepKind, Function, GeneratorKind, SymMap};
use crate::symbol::{Sym, sym};
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::attr::AttrLookup;
use crate::vm::frame::Then;

impl From<AttrLookup> for Flow {
    fn from(found: AttrLookup) -> Self {
        match found {
            AttrLookup::Value(value) => Flow::Value(value),
            AttrLookup::Call(function, args) => Flow::call(function, args),
        }
    }
}

impl From<Option<(Value, Args)>> for Flow {
    fn from(call: Option<(Value, Args)>) -> Self {
        match call {
            None => Flow::Value(Value::None),
            Some((function, args)) => Flow::call(function, args),
        }
    }
}

impl Vm {
    /// Takes the top `count` values off the stack.
    pub(crate) fn take(&mut self, count: u32) -> Vec<Value> {
        let at = self.stack.len() - count as usize;
        self.stack.split_off(at)
    }

    /// `CallKw`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn call_with_keywords(&mut self, argc: usize) -> Result<()> {
        let Some(Value::Tuple(names)) = self.stack.pop() else { unreachable!("CallKw has a tuple of names") };
        let at = self.stack.len() - argc;
        let mut values = self.stack.drain(at..);
        let pos = values.by_ref().take(argc - names.len()).collect();
        let names = names.iter().filter_map(|name| match name {
            Value::Str(name) => Some(name.symbol()),
            _ => None,
        });
        let kw = names.zip(values).collect();
        let callee = self.stack.pop().unwrap_or_default();
        self.call(callee, Args { pos, kw }, Then::Push)
    }

    /// `CallEx`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn call_with_unpacking(&mut self, has_kwargs: bool) -> Result<()> {
        let mut args = Args::none();
        if has_kwargs && let Some(Value::Dict(dict)) = self.stack.pop() {
            for entry in dict.table.borrow().iter() {
                let Value::Str(name) = &entry.key else {
                    return Err(self.type_error("keywords must be strings"));
                };
                args.kw.push((name.symbol(), entry.value.clone()));
            }
        }
        match self.stack.pop() {
            Some(Value::List(list)) => args.pos.extend(list.items.borrow().iter().cloned()),
            Some(Value::Tuple(items)) => args.pos.extend(items.iter().cloned()),
            _ => {}
        }
        let callee = self.stack.pop().unwrap_or_default();
        self.call(callee, args, Then::Push)
    }

    /// `MakeFunction`
    pub(crate) fn make_function(&mut self, outer: &Rc<Function>, flags: u32) -> Value {
        let Some(Value::Code(code)) = self.stack.pop() else {
            unreachable!("MakeFunction has a code object")
        };
        let mut part = |bit: u32| if flags & bit != 0 { self.stack.pop() } else { None };
        let defaults = part(1);
        let kw_defaults = part(2);
        let annotations = part(4);
        let closure = part(8);
        let function = Function {
            code,
            module: outer.module.clone(),
            defaults: match defaults {
                Some(Value::Tuple(items)) => items.to_vec().into(),
                _ => Vec::new().into(),
            },
            kw_defaults: match kw_defaults {
                Some(Value::Dict(dict)) => {
                    let table = dict.table.borrow();
                    let pair = |entry: &crate::object::dict::Entry| {
                        (Sym::new(entry.key.as_str().unwrap_or_default()), entry.value.clone())
                    };
                    table.iter().map(pair).collect::<Vec<_>>().into()
                }
                _ => Vec::new().into(),
            },
            closure: match closure {
                Some(Value::Tuple(cells)) => cells
                    .iter()
                    .filter_map(|cell| if let Value::Cell(cell) = cell { Some(cell.clone()) } else { None })
                    .collect(),
                _ => Vec::new(),
            },
            attrs: match annotations {
                Some(annotations) => SymMap::from_iter([(sym::ANNOTATIONS, annotations)]).into(),
                None => SymMap::default().into(),
            },
        };
        Value::Function(Rc::new(function))
    }

    /// A function without closure and defaults around a code object, such as a module's.
    pub fn function_of(code: Rc<Code>, module: Rc<crate::object::Module>) -> Rc<Function> {
        Rc::new(Function {
            code,
            module,
            defaults: Vec::new().into(),
            kw_defaults: Vec::new().into(),
            closure: Vec::new(),
            attrs: SymMap::default().into(),
        })
    }

    /// The next item of an iterator that isn't native, for `for`.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn iterate_by_python(&mut self, iterator: Value, exit: u32) -> Result<()> {
        if let Value::Generator(generator) = &iterator {
            return self.resume(generator, Resume::Send(Value::None), Then::Iterate(exit));
        }
        match self.types.borrow_of(&iterator).special(sym::NEXT) {
            Some(next) => self.call_then(next, Args::new([iterator]), Then::Iterate(exit)),
            None => {
                let name = self.types.name_of(&iterator);
                Err(self.type_error(format!("'{name}' object is not an iterator")))
            }
        }
    }

    /// `GetAiter`
    ///
    /// # Errors
    /// `TypeError`
    pub(crate) fn get_aiter(&mut self, value: Value) -> Result<Flow> {
        if let Value::Generator(generator) = &value
            && generator.kind == GeneratorKind::AsyncGenerator
        {
            return Ok(Flow::Value(value));
        }
        match self.types.borrow_of(&value).special(sym::AITER) {
            Some(function) => Ok(Flow::call(function, Args::new([value]))),
            None => {
                let name = self.types.name_of(&value);
                Err(self
                    .type_error(format!("'async for' requires an object with __aiter__ method, got {name}")))
            }
        }
    }

    /// `GetAnext`
    ///
    /// # Errors
    /// `TypeError`
    pub(crate) fn get_anext(&mut self, iterator: Value) -> Result<Flow> {
        if let Value::Generator(generator) = &iterator
            && generator.kind == GeneratorKind::AsyncGenerator
        {
            return self.async_step(generator.clone(), AsyncStart::Send(Value::None), AsyncStepKind::Send);
        }
        match self.types.borrow_of(&iterator).special(sym::ANEXT) {
            Some(function) => Ok(Flow::call(function, Args::new([iterator]))),
            None => {
                let name = self.types.name_of(&iterator);
                Err(self.type_error(format!(
                    "'async for' received an object from __aiter__ that does not implement __anext__: {name}"
                )))
            }
        }
    }

    /// The bound `__exit__` and the call of `__enter__`.
    ///
    /// # Errors
    /// `TypeError`
    pub(crate) fn with_methods(&mut self, manager: &Value) -> Result<(Value, Flow)> {
        self.manager_methods(manager, sym::ENTER, sym::EXIT, "context manager")
    }

    /// The bound `__aexit__` and the call of `__aenter__`.
    ///
    /// # Errors
    /// `TypeError`
    pub(crate) fn async_with_methods(&mut self, manager: &Value) -> Result<(Value, Flow)> {
        self.manager_methods(manager, sym::AENTER, sym::AEXIT, "asynchronous context manager")
    }

    fn manager_methods(
        &mut self,
        manager: &Value,
        enter: Sym,
        exit: Sym,
        protocol: &str,
    ) -> Result<(Value, Flow)> {
        let class = self.type_of(manager);
        let Some(entering) = class.special(enter) else {
            let name = &class.name;
            return Err(self.type_error(format!("'{name}' object does not support the {protocol} protocol")));
        };
        let Some(exiting) = class.lookup(exit) else {
            let name = &class.name;
            return Err(self.type_error(format!(
                "'{name}' object does not support the {protocol} protocol (missed {exit} method)"
            )));
        };
        let AttrLookup::Value(exiting) = self.bind_attr(exiting, manager, &class)? else {
            return Err(self.type_error(format!("{exit} must be a method")));
        };
        Ok((exiting, Flow::call(entering, Args::new([manager.clone()]))))
    }

    /// `WithExceptStart`: `exit previous exception -> exit previous exception result`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn call_exit(&mut self) -> Result<()> {
        let raised = Value::Instance(match self.top_python().handling() {
            Value::Instance(raised) => raised.clone(),
            _ => unreachable!("PushExcInfo ran before"),
        });
        let depth = self.stack.len();
        let exit = self.stack[depth - 3].clone();
        let class = Value::Type(self.type_of(&raised));
        let traceback = self.traceback_object(&raised);
        self.call(exit, Args::new([class, raised, traceback]), Then::Push)
    }

    /// `CheckExcMatch`
    ///
    /// # Errors
    /// `TypeError` if `class` isn't an exception class or a tuple of them.
    pub(crate) fn exception_matches(&self, raised: &Value, class: &Value) -> Result<bool> {
        match class {
            Value::Type(class) if class.is_subtype(&self.exceptions.base_exception) => {
                Ok(self.is_instance(raised, class))
            }
            Value::Tuple(classes) => {
                let mut found = false;
                for class in classes.iter() {
                    let is_class = matches!(class, Value::Type(class) if class.is_subtype(&self.exceptions.base_exception));
                    if !is_class {
                        return Err(self.not_exception_class());
                    }
                    found = found || self.exception_matches(raised, class)?;
                }
                Ok(found)
            }
            _ => Err(self.not_exception_class()),
        }
    }

    fn not_exception_class(&self) -> Raised {
        self.type_error("catching classes that do not inherit from BaseException is not allowed")
    }

    /// `CheckEgMatch`: `group type -> rest match`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn check_group_match(&mut self, group: Value, class: Value) -> Result<()> {
        self.call(self.prelude("_check_eg_match"), Args::new([group, class]), Then::Spread)
    }

    /// `PrepReraiseStar`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn prepare_reraise_star(&mut self, original: Value, caught: Value) -> Result<()> {
        self.call(self.prelude("_prep_reraise_star"), Args::new([original, caught]), Then::Push)
    }

    /// `raise`, `raise a`, `raise a from b`: unwinds, or calls what makes the exception.
    pub(crate) fn raise_statement(&mut self, count: u32) {
        if count == 0 {
            match self.handled_exception() {
                Some(raised) => self.unwind(raised, false),
                None => {
                    let error = self.runtime_error("No active exception to reraise");
                    self.raise_here(error);
                }
            }
            return;
        }
        let cause = if count == 2 { self.stack.pop() } else { None };
        let what = self.stack.pop().unwrap_or_default();
        if let Err(raised) = self.raise_value(what, cause) {
            self.raise_here(raised);
        }
    }

    fn raise_value(&mut self, mut what: Value, cause: Option<Value>) -> Result<()> {
        if let Value::Type(class) = &what
            && !class.heap
            && class.is_subtype(&self.exceptions.base_exception)
            && !class.is_subtype(&self.exceptions.base_exception_group)
        {
            what = Value::from(self.raise(class, vec![]));
        }
        let is_class = |vm: &Self, value: &Value| matches!(value, Value::Type(class) if class.is_subtype(&vm.exceptions.base_exception));
        if is_class(self, &what) || cause.as_ref().is_some_and(|cause| is_class(self, cause)) {
            // Instances are made by Python code: a prelude function does that and raises.
            let args = Args::new(std::iter::once(what).chain(cause));
            return self.call(self.prelude("_raise"), args, Then::Raise);
        }
        let Some(raised) = self.as_exception(&what) else {
            return Err(self.type_error("exceptions must derive from BaseException"));
        };
        if let Some(cause) = cause {
            let from = match &cause {
                Value::None => None,
                other => match self.as_exception(other) {
                    Some(cause) => Some(cause),
                    None => return Err(self.type_error("exception causes must derive from BaseException")),
                },
            };
            *raised.data().cause.borrow_mut() = from;
            raised.data().suppress_context.set(true);
        }
        Err(raised)
    }

    /// The exception that `value` is.
    pub fn as_exception(&self, value: &Value) -> Option<Raised> {
        match value {
            Value::Instance(instance) if instance.exception().is_some() => Some(Raised(instance.clone())),
            _ => None,
        }
    }

    /// The items of a native iterable of exactly `count` items; `None` if Python code must iterate.
    ///
    /// # Errors
    /// `ValueError` for another number, `TypeError` if it isn't iterable.
    pub(crate) fn unpack(&mut self, sequence: &Value, count: usize) -> Result<Option<Vec<Value>>> {
        let Some(items) = self.unpacked_items(sequence)? else { return Ok(None) };
        self.check_unpacked(items.len(), count, true)?;
        Ok(Some(items))
    }

    /// Like [`Vm::unpack`] with a starred target, whose list comes in its place.
    ///
    /// # Errors
    /// `ValueError` for too few, `TypeError` if it isn't iterable.
    pub(crate) fn unpack_star(
        &mut self,
        sequence: &Value,
        before: usize,
        after: usize,
    ) -> Result<Option<Vec<Value>>> {
        let Some(mut items) = self.unpacked_items(sequence)? else { return Ok(None) };
        self.check_unpacked(items.len(), before + after, false)?;
        let tail = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        items.push(Value::list(middle));
        items.extend(tail);
        Ok(Some(items))
    }

    fn unpacked_items(&mut self, sequence: &Value) -> Result<Option<Vec<Value>>> {
        match sequence {
            Value::Tuple(items) => Ok(Some(items.to_vec())),
            Value::List(list) => Ok(Some(list.items.borrow().clone())),
            Value::Iter(_) | Value::Instance(_) | Value::Generator(_) | Value::Type(_) => Ok(None),
            _ => match crate::builtins::iterators::collect(self, sequence)? {
                Some(items) => Ok(Some(items)),
                None => {
                    let name = self.types.name_of(sequence);
                    Err(self.type_error(format!("cannot unpack non-iterable {name} object")))
                }
            },
        }
    }

    fn check_unpacked(&self, got: usize, expected: usize, exact: bool) -> Result<()> {
        if got < expected {
            let least = if exact { "" } else { "at least " };
            return Err(self.value_error(format!(
                "not enough values to unpack (expected {least}{expected}, got {got})"
            )));
        }
        if exact && got > expected {
            return Err(self.value_error(format!("too many values to unpack (expected {expected})")));
        }
        Ok(())
    }

    /// Unpacks by iterating in Python.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn unpack_by_python(
        &mut self,
        sequence: Value,
        before: usize,
        after: Option<usize>,
    ) -> Result<()> {
        let class = self.type_of(&sequence);
        let iterable = matches!(sequence, Value::Iter(_))
            || class.lookup(sym::ITER).is_some()
            || class.lookup(sym::GETITEM).is_some();
        if !iterable {
            return Err(self.type_error(format!("cannot unpack non-iterable {} object", class.name)));
        }
        let after = after.map_or(Value::None, Value::from);
        self.call(self.prelude("_unpack"), Args::new([sequence, Value::from(before), after]), Then::Spread)
    }

    /// `FormatValue`
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn format_value(&mut self, value: Value, conversion: u8, spec: Value) -> Result<Flow> {
        use crate::builtins::{format, repr, string};
        let plain = spec.as_str().is_some_and(str::is_empty);
        let converted = match conversion {
            b's' => repr::brief_str(self, &value),
            b'r' => repr::brief_repr(self, &value),
            b'a' => repr::brief_repr(self, &value).map(|text: String| string::repr::escape_non_ascii(&text)),
            _ if plain && !matches!(value, Value::Instance(_)) => repr::brief_str(self, &value),
            _ => {
                let text = match spec.as_str() {
                    Some(spec) if !matches!(value, Value::Instance(_)) => {
                        format::format_value(self, &value, spec)?
                    }
                    _ => None,
                };
                return Ok(match text {
                    Some(text) => Flow::Value(Value::string(text)),
                    None => Flow::call(self.prelude("_format"), Args::new([value, spec])),
                });
            }
        };
        match converted {
            Some(text) if plain => Ok(Flow::Value(Value::string(text))),
            Some(text) => {
                let value = Value::string(text);
                let formatted = format::format_value(self, &value, spec.as_str().unwrap_or_default())?;
                Ok(Flow::Value(Value::string(formatted.unwrap_or_default())))
            }
            None => {
                let conversion = Value::string(char::from(conversion.max(b' ')).to_string());
                Ok(Flow::call(self.prelude("_format_converted"), Args::new([value, conversion, spec])))
            }
        }
    }

    pub(crate) fn is_pattern_sequence(&self, value: &Value) -> bool {
        match value {
            Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
            Value::Instance(instance) => match instance.payload() {
                crate::object::Payload::Value(inner) => self.is_pattern_sequence(inner),
                _ => instance.class.short_name() == "deque",
            },
            _ => false,
        }
    }

    pub(crate) fn is_pattern_mapping(&self, value: &Value) -> bool {
        match value {
            Value::Dict(_) => true,
            Value::Instance(instance) => match instance.payload() {
                crate::object::Payload::Value(inner) => self.is_pattern_mapping(inner),
                _ => false,
            },
            _ => false,
        }
    }
}
