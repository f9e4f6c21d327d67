//! The module `contextvars`.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use loopscope_python::object::cycles::Holder;
use loopscope_python::object::{Instance, Iter, IterStep, NativeIterator};
use loopscope_python::symbol::sym;
use loopscope_python::{
    Args, Flow, Module, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Type, Value, Vm,
};

use super::Context;
use crate::state::State;
use loopscope_library::native;

/// A `ContextVar`.
#[derive(Default)]
pub struct VariableData {
    /// Its name.
    pub name: OnceCell<Value>,
    /// Its default, or `Undefined`.
    pub default: OnceCell<Value>,
}

/// A `Context` object.
#[derive(Default)]
pub struct ContextData {
    /// What it holds.
    pub context: RefCell<Context>,
    /// Whether `run()` is under way, in whichever thread.
    entered: Cell<bool>,
}

/// A `Token`.
struct TokenData {
    variable: Rc<Instance>,
    old: Option<Value>,
    /// [`Context::number`] of the context in which it was made.
    context: u64,
    used: Cell<bool>,
}

/// What the functions of the module need of it.
#[derive(Default)]
struct Classes {
    token: Option<Rc<Type>>,
    context: Option<Rc<Type>>,
    /// How many contexts have had a variable set in them.
    numbered: u64,
    /// `Token.MISSING`
    missing: Value,
}

/// Fills the module.
///
/// # Errors
/// None.
pub fn init(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let variable =
        native::class_in_c(
            "_contextvars",
            "ContextVar",
            &object,
            || native::payload(VariableData::default()),
        );
    variable.method("__init__", variable_init);
    variable.method("get", variable_get);
    variable.method("set", variable_set);
    variable.flow_method("reset", variable_reset);
    variable.attribute(
        "_default",
        |vm, this| {
            let default = variable_of(vm, Some(this))?.1.default.get().cloned();
            Ok(Value::list(default.into_iter().collect()))
        },
        None,
    );
    variable.attribute(
        "name",
        |vm, this| Ok(variable_of(vm, Some(this))?.1.name.get().cloned().unwrap_or_default()),
        None,
    );
    native::publish(module, &variable);

    let token = native::class_in_c("_contextvars", "Token", &object, || native::payload(()));
    token.method("__init__", |vm, _| Err(vm.runtime_error("Tokens can only be created by ContextVars")));
    token.attribute(
        "var",
        |vm, this| Ok(Value::Instance(token_of(vm, Some(this))?.1.variable.clone())),
        None,
    );
    token.attribute(
        "old_value",
        |vm, this| {
            let old = token_of(vm, Some(this))?.1.old.clone();
            Ok(old.unwrap_or_else(|| vm.slots.of::<Classes>().missing.clone()))
        },
        None,
    );
    token.attribute("_used", |vm, this| Ok(token_of(vm, Some(this))?.1.used.get().into()), None);
    let missing = native::class("Token", "MISSING", &object, || native::payload(()));
    missing.method("__repr__", |_, _| Ok(Value::str("<Token.MISSING>")));
    let missing = Value::Instance(native::new_instance(&missing, ()));
    token.define(native::sym("MISSING"), missing.clone());
    native::publish(module, &token);

    let context =
        native::class_in_c("_contextvars", "Context", &object, || native::payload(ContextData::default()));
    for class in [&variable, &token, &context] {
        class.is_closed.set(true);
        class.is_final.set(true);
    }
    define_context(&context);
    native::publish(module, &context);
    define_holders(&token, &context);
    *vm.slots.of::<Classes>() = Classes { token: Some(token), context: Some(context), numbered: 0, missing };
    module.define(
        "copy_context",
        NativeFunction::new("copy_context", |vm, _| {
            let copy = State::of(vm).current.context.copy();
            new_context_object(vm, copy)
        }),
    );
    Ok(())
}

fn define_holders(token: &Type, context: &Type) {
    token.holds.set(Some(Holder {
        see: |instance, see| {
            let Some(token) = instance.native::<TokenData>() else { return };
            see(&Value::Instance(token.variable.clone()));
            token.old.iter().for_each(see);
        },
        ..Holder::EMPTY
    }));
    context.holds.set(Some(Holder {
        see: |instance, see| {
            if let Some(data) = instance.native::<ContextData>() {
                data.context.borrow().held(see);
            }
        },
        clear: |instance| {
            if let Some(data) = instance.native::<ContextData>() {
                drop(data.context.take());
            }
        },
        ..Holder::EMPTY
    }));
}

/// A `contextvars.Context` around a context, the same if it is the context of one.
///
/// # Errors
/// `RuntimeError` if the module is not imported.
pub fn new_context_object(vm: &mut Vm, context: Context) -> Result<Value> {
    if let Some(object) = context.object {
        return Ok(Value::Instance(object));
    }
    let class = vm.slots.of::<Classes>().context.clone();
    let class = class.ok_or_else(|| vm.runtime_error("contextvars is not imported"))?;
    Ok(Value::Instance(native::new_instance(
        &class,
        ContextData { context: RefCell::new(context), ..ContextData::default() },
    )))
}

fn variable_of<'v>(vm: &Vm, value: Option<&'v Value>) -> Result<(&'v Rc<Instance>, &'v VariableData)> {
    native::instance(vm, value, "ContextVar")
}

fn token_of<'v>(vm: &Vm, value: Option<&'v Value>) -> Result<(&'v Rc<Instance>, &'v TokenData)> {
    native::instance(vm, value, "Token")
}

fn variable_init(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let default = args.take_kw("default");
    let given = args.pos.len() - 1;
    if given != 1 {
        let message = format!("ContextVar() takes exactly 1 positional argument ({given} given)");
        return Err(vm.type_error(message));
    }
    let [this, name] = native::named(vm, "ContextVar", args, ["self", "name"], 2)?;
    if name.as_str().is_none() {
        return Err(vm.type_error("context variable name must be a str"));
    }
    let (_, data) = variable_of(vm, Some(&this))?;
    let _ = data.name.set(name);
    if let Some(default) = default {
        let _ = data.default.set(default);
    }
    Ok(Value::None)
}

fn variable_get(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, default] = args.optional(vm, "get", 1)?;
    let (variable, data) = variable_of(vm, Some(&this))?;
    if let Some(value) = State::of(vm).current.context.get(variable) {
        return Ok(value);
    }
    if default.is_defined() {
        return Ok(default);
    }
    match data.default.get() {
        Some(value) => Ok(value.clone()),
        None => Err(vm.raise(&vm.exceptions.lookup_error, vec![this.clone()])),
    }
}

fn variable_set(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, value] = args.method(vm, "set")?;
    let (variable, _) = variable_of(vm, Some(&this))?;
    let classes = vm.slots.of::<Classes>();
    let (class, next) = (classes.token.clone(), classes.numbered + 1);
    let current = &mut State::of(vm).current.context;
    let old = current.set(variable, Some(value));
    let is_first = current.number == 0;
    if is_first {
        current.number = next;
    }
    let context = current.number;
    if is_first {
        vm.slots.of::<Classes>().numbered = next;
    }
    let class = class.ok_or_else(|| vm.runtime_error("contextvars is not imported"))?;
    let token = TokenData { variable: variable.clone(), old, context, used: Cell::new(false) };
    Ok(Value::Instance(native::new_instance(&class, token)))
}

fn variable_reset(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, token] = args.method(vm, "reset")?;
    let (variable, _) = variable_of(vm, Some(&this))?;
    let Ok((_, data)) = token_of(vm, Some(&token)) else {
        let class = vm.exceptions.type_error.clone();
        return refuse(vm, class, "expected an instance of Token, got %r", token);
    };
    let value_error = vm.exceptions.value_error.clone();
    if data.used.get() {
        let class = vm.exceptions.runtime_error.clone();
        return refuse(vm, class, "%r has already been used once", token);
    }
    if !Rc::ptr_eq(variable, &data.variable) {
        return refuse(vm, value_error, "%r was created by a different ContextVar", token);
    }
    if State::peek(vm).current.context.number != data.context {
        return refuse(vm, value_error, "%r was created in a different Context", token);
    }
    data.used.set(true);
    State::of(vm).current.context.set(variable, data.old.clone());
    Ok(Value::None.into())
}

/// Raises an exception whose message shows a value, by its `repr`.
fn refuse(vm: &mut Vm, class: Rc<Type>, message: &'static str, value: Value) -> Result<Flow> {
    let helper = native::helper(vm, "refuse")?;
    Ok(Flow::call(helper, Args::new([Value::Type(class), Value::str(message), value])))
}

fn define_context(class: &Rc<Type>) {
    class.flow_method("run", context_run);
    class.method("copy", |vm, args| {
        let copy = context_of(vm, &args)?.copy();
        new_context_object(vm, copy)
    });
    class.flow_method("get", |vm, args| match context_lookup(vm, &args)? {
        Ok(found) => Ok(found.unwrap_or_else(|| args.pos.get(2).cloned().unwrap_or(Value::None)).into()),
        Err(refused) => Ok(refused),
    });
    class.flow_method("__getitem__", |vm, args| match context_lookup(vm, &args)? {
        Ok(Some(found)) => Ok(found.into()),
        Ok(None) => Err(vm.key_error(args.pos[1].clone())),
        Err(refused) => Ok(refused),
    });
    class.flow_method("__contains__", |vm, args| {
        Ok(context_lookup(vm, &args)?
            .map_or_else(|refused| refused, |found| Value::Bool(found.is_some()).into()))
    });
    class.method("__len__", |vm, args| Ok(context_of(vm, &args)?.entries().len().into()));
    class.method("__iter__", |vm, args| {
        let variables =
            context_of(vm, &args)?.entries().into_iter().map(|(variable, _)| Value::Instance(variable));
        Ok(Iter::value(Entries(variables.collect::<Vec<_>>().into_iter())))
    });
    class.method("keys", |vm, args| {
        let entries = context_of(vm, &args)?.entries();
        Ok(Value::list(entries.into_iter().map(|(variable, _)| Value::Instance(variable)).collect()))
    });
    class.method("values", |vm, args| {
        let entries = context_of(vm, &args)?.entries();
        Ok(Value::list(entries.into_iter().map(|(_, value)| value).collect()))
    });
    class.method("items", |vm, args| {
        let entries = context_of(vm, &args)?.entries();
        let pair = |(variable, value)| Value::tuple(vec![Value::Instance(variable), value]);
        Ok(Value::list(entries.into_iter().map(pair).collect()))
    });
    class.dict.borrow_mut().insert(sym::HASH, Value::None);
}

fn context_of(vm: &mut Vm, args: &Args) -> Result<Context> {
    let (object, data) = native::instance::<ContextData>(vm, args.pos.first(), "Context")?;
    // While it is entered, the newest values are in the state.
    let current = &State::peek(vm).current.context;
    Ok(if current.is_entered(object) { current.copy() } else { data.context.borrow().copy() })
}

/// The value of the variable that is the first argument; what raises an exception if that is none.
fn context_lookup(vm: &mut Vm, args: &Args) -> Result<std::result::Result<Option<Value>, Flow>> {
    let context = context_of(vm, args)?;
    match args.pos.get(1) {
        Some(Value::Instance(variable)) if variable.native::<VariableData>().is_some() => {
            Ok(Ok(context.get(variable)))
        }
        Some(other) => {
            let class = vm.exceptions.type_error.clone();
            refuse(vm, class, "a ContextVar key was expected, got %r", other.clone()).map(Err)
        }
        None => Err(vm.type_error("expected 1 argument, got 0")),
    }
}

struct Entries(std::vec::IntoIter<Value>);

impl NativeIterator for Entries {
    fn type_name(&self) -> &'static str {
        "keys"
    }

    fn next(&mut self, _vm: &mut Vm, _sent: Value) -> Result<IterStep> {
        Ok(self.0.next().map_or(IterStep::Return(Value::None), IterStep::Yield))
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        self.0.as_slice().iter().for_each(see);
    }
}

fn context_run(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let (object, data) = native::instance::<ContextData>(vm, args.pos.first(), "Context")?;
    let (object, entered) = (object.clone(), data.entered.get());
    if args.pos.len() < 2 {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    }
    if entered || State::peek(vm).current.context.is_entered(&object) {
        let class = vm.exceptions.runtime_error.clone();
        return refuse(vm, class, "cannot enter context: %r is already entered", Value::Instance(object));
    }
    args.pos.remove(0);
    let callee = args.pos.remove(0);
    Ok(Flow::Frame(Box::new(Run { object, call: Some((callee, args)), outer: Context::default() })))
}

fn set_entered(object: &Rc<Instance>, entered: bool) {
    if let Some(data) = object.native::<ContextData>() {
        data.entered.set(entered);
    }
}

/// `Context.run` under way.
struct Run {
    object: Rc<Instance>,
    call: Option<(Value, Args)>,
    outer: Context,
}

impl NativeFrame for Run {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Some((callee, args)) = self.call.take() {
            set_entered(&self.object, true);
            self.outer = super::enter(State::of(vm), Context::entered(&self.object));
            return Ok(NativeStep::call(callee, args));
        }
        super::leave(State::of(vm), std::mem::take(&mut self.outer));
        set_entered(&self.object, false);
        match input {
            Resumed::Raised(raised) => Err(raised),
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(NativeStep::Return(value)),
            Resumed::Start => Ok(NativeStep::Return(Value::None)),
        }
    }
}
