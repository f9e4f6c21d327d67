//! The methods of generators, coroutines and asynchronous generators.

mod async_step;

use std::rc::Rc;

use crate::Result;
use crate::builtins::exception::frame;
use crate::native::{Args, Flow, Resume};
use crate::object::generator::AsyncStart;
use crate::object::{
    AsyncStepKind, Generator, GeneratorState, Iter, IterStep, NativeFunction, NativeIterator, Type,
};
use crate::value::{Raised, Value};
use crate::vm::Vm;

/// Defines the methods.
pub(crate) fn install(vm: &Vm) {
    let types = &vm.types;
    for class in [&types.generator, &types.coroutine] {
        class.flow_method("send", send);
        class.flow_method("throw", throw);
        class.flow_method("close", close);
        names(class, true);
    }
    types.generator.flow_method("__iter__", itself);
    types.generator.flow_method("__next__", next);
    types.coroutine.flow_method("__await__", |vm, args| {
        let [coroutine] = args.method(vm, "__await__")?;
        Ok(Flow::Value(Iter::value(CoroutineWrapper { coroutine: receiver(vm, &coroutine, "__await__")? })))
    });
    let running = |_: &mut Vm, value: &Value| Ok(Value::Bool(state(value) == Some(GeneratorState::Running)));
    types.generator.attribute("gi_running", running, None);
    types.coroutine.attribute("cr_running", running, None);
    types.async_generator.attribute(
        "ag_running",
        |_, value| Ok(generator_of(value).is_some_and(|generator| generator.async_running.get()).into()),
        None,
    );
    let suspended =
        |_: &mut Vm, value: &Value| Ok(Value::Bool(state(value) == Some(GeneratorState::Suspended)));
    types.generator.attribute("gi_suspended", suspended, None);
    types.coroutine.attribute("cr_suspended", suspended, None);
    let frame = |vm: &mut Vm, value: &Value| match value {
        Value::Generator(generator) if generator.state.get() != GeneratorState::Closed => {
            frame::of_generator(vm, generator)
        }
        _ => Ok(Value::None),
    };
    types.generator.attribute("gi_frame", frame, None);
    types.coroutine.attribute("cr_frame", frame, None);
    let code = |_: &mut Vm, value: &Value| {
        Ok(match value {
            Value::Generator(generator) => Value::Code(generator.function.code.clone()),
            _ => Value::None,
        })
    };
    types.generator.attribute("gi_code", code, None);
    types.coroutine.attribute("cr_code", code, None);
    types.async_generator.attribute("ag_code", code, None);
    // Nobody tracks where coroutines are made: `sys.set_coroutine_origin_tracking_depth` is 0.
    types.coroutine.attribute("cr_origin", |_, _| Ok(Value::None), None);
    let awaited = |_: &mut Vm, value: &Value| {
        Ok(generator_of(value).and_then(|generator| generator.awaited()).unwrap_or(Value::None))
    };
    types.generator.attribute("gi_yieldfrom", awaited, None);
    types.coroutine.attribute("cr_await", awaited, None);
    types.async_generator.attribute("ag_await", awaited, None);

    let asynchronous = &types.async_generator;
    // Its place for names has its finalizer.
    names(asynchronous, false);
    asynchronous.attribute("ag_frame", frame, None);
    types.iterator.attribute("send", |vm, value| of_wrapper(vm, value, "send", send_to_wrapper), None);
    types.iterator.attribute("throw", |vm, value| of_wrapper(vm, value, "throw", throw_into_wrapper), None);
    types.iterator.attribute("close", |vm, value| of_wrapper(vm, value, "close", close_wrapper), None);
    asynchronous.flow_method("__aiter__", itself);
    asynchronous.flow_method("__anext__", anext);
    asynchronous.flow_method("asend", asend);
    asynchronous.flow_method("athrow", athrow);
    asynchronous.flow_method("aclose", aclose);
    async_step::install(vm);
}

/// What `coroutine.__await__()` gives: an iterator that any generator may delegate to.
struct CoroutineWrapper {
    coroutine: Rc<Generator>,
}

impl NativeIterator for CoroutineWrapper {
    fn type_name(&self) -> &'static str {
        "coroutine_wrapper"
    }

    fn next(&mut self, _vm: &mut Vm, sent: Value) -> Result<IterStep> {
        Ok(IterStep::Flow(Flow::Resume(self.coroutine.clone(), Resume::Send(sent))))
    }

    fn throw(&mut self, _vm: &mut Vm, raised: Raised) -> Result<IterStep> {
        Ok(IterStep::Flow(Flow::Resume(self.coroutine.clone(), Resume::Throw(raised))))
    }

    fn needs_python(&self) -> bool {
        true
    }

    fn held(&self, see: &mut dyn FnMut(&Value)) {
        see(&Value::Generator(self.coroutine.clone()));
    }
}

/// A method that only [`CoroutineWrapper`]s and what futures are awaited by have among the iterators.
fn of_wrapper(
    vm: &mut Vm,
    value: &Value,
    name: &'static str,
    code: fn(&mut Vm, Args) -> Result<Flow>,
) -> Result<Value> {
    let class = vm.type_of(value).name.clone();
    if matches!(&*class, "coroutine_wrapper" | "FutureIter") {
        return Ok(NativeFunction::bound(name, value.clone(), code));
    }
    Err(vm.attribute_error(format!("'{class}' object has no attribute '{name}'")))
}

fn send_to_wrapper(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterator, value] = args.method(vm, "send")?;
    let Value::Iter(iter) = &iterator else {
        return Err(vm.type_error("send() requires a coroutine_wrapper"));
    };
    let step = iter.state.borrow_mut().next(vm, value)?;
    flow_of(vm, step)
}

fn throw_into_wrapper(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterator, what, value, traceback] = args.optional(vm, "throw", 2)?;
    let given = |value: &Value| value.is_defined() && !value.is_none();
    if given(&traceback) && !matches!(&*vm.type_of(&traceback).name, "traceback") {
        return Err(vm.type_error("throw() third argument must be a traceback"));
    }
    if given(&value) && !matches!(what, Value::Type(_)) {
        return Err(vm.type_error("instance exception may not have a separate value"));
    }
    let Value::Iter(iter) = &iterator else {
        return Err(vm.type_error("throw() requires an iterator"));
    };
    let is_exception = match &what {
        Value::Type(class) => class.is_subtype(&vm.exceptions.base_exception),
        what => vm.as_exception(what).is_some(),
    };
    if !is_exception {
        let text = "exceptions must be classes deriving BaseException or instances of such a class";
        return Err(vm.type_error(text));
    }
    match thrown(vm, &what, &value)? {
        Thrown::Now(raised) => {
            let step = iter.state.borrow_mut().throw(vm, raised)?;
            flow_of(vm, step)
        }
        Thrown::Made(args) => {
            let throw = NativeFunction::bound("throw", iterator, throw_into_wrapper);
            let made = Args::new(std::iter::once(throw).chain(args.pos));
            Ok(Flow::call(vm.prelude("_throw_made"), made))
        }
    }
}

fn close_wrapper(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [iterator] = args.method(vm, "close")?;
    let mut coroutine = None;
    if let Value::Iter(iter) = &iterator {
        iter.state.borrow().held(&mut |value| coroutine = generator_of(value).cloned());
    }
    Ok(coroutine.map_or(Flow::Value(Value::None), |coroutine| Flow::Resume(coroutine, Resume::Close)))
}

fn flow_of(vm: &Vm, step: IterStep) -> Result<Flow> {
    match step {
        IterStep::Flow(flow) => Ok(flow),
        IterStep::Yield(value) => Ok(Flow::Value(value)),
        IterStep::Return(value) => Err(vm.stop_iteration(value)),
    }
}

/// Sets the `__name__` (0) or `__qualname__` (1) of a generator or coroutine.
fn give_name(vm: &mut Vm, value: &Value, at: usize, name: Value) -> Result<()> {
    let which = if at == 0 { "__name__" } else { "__qualname__" };
    if name.as_str().is_none() {
        return Err(vm.type_error(format!("{which} must be set to a string object")));
    }
    if let Some(generator) = generator_of(value) {
        let names = generator.extra.get_or_init(|| Box::new(Value::list(vec![Value::None, Value::None])));
        if let Value::List(names) = &**names {
            names.items.borrow_mut()[at] = name;
        }
    }
    Ok(())
}

fn names(class: &Type, is_named: bool) {
    class.attribute(
        "__name__",
        |_, value| Ok(generator_of(value).map_or(Value::None, |g| Value::str(&g.name()))),
        if is_named { Some(|vm, value, name| give_name(vm, value, 0, name)) } else { None },
    );
    class.attribute(
        "__qualname__",
        |_, value| Ok(generator_of(value).map_or(Value::None, |g| Value::str(&g.qualname()))),
        if is_named { Some(|vm, value, name| give_name(vm, value, 1, name)) } else { None },
    );
}

fn generator_of(value: &Value) -> Option<&Rc<Generator>> {
    match value {
        Value::Generator(generator) => Some(generator),
        _ => None,
    }
}

fn state(value: &Value) -> Option<GeneratorState> {
    generator_of(value).map(|generator| generator.state.get())
}

fn receiver(vm: &Vm, value: &Value, method: &str) -> Result<Rc<Generator>> {
    match value {
        Value::Generator(generator) => Ok(generator.clone()),
        other => {
            let name = vm.type_of(other).name.clone();
            Err(vm.type_error(format!("descriptor '{method}' doesn't apply to a '{name}' object")))
        }
    }
}

pub(super) fn itself(_: &mut Vm, args: Args) -> Result<Flow> {
    Ok(Flow::Value(args.pos.into_iter().next().unwrap_or_default()))
}

fn next(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [generator] = args.method(vm, "__next__")?;
    Ok(Flow::Resume(receiver(vm, &generator, "__next__")?, Resume::Send(Value::None)))
}

fn send(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [generator, value] = args.method(vm, "send")?;
    Ok(Flow::Resume(receiver(vm, &generator, "send")?, Resume::Send(value)))
}

fn close(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [generator] = args.method(vm, "close")?;
    Ok(Flow::Resume(receiver(vm, &generator, "close")?, Resume::Close))
}

fn throw(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [generator, what, value, _traceback] = args.optional(vm, "throw", 2)?;
    let generator = receiver(vm, &generator, "throw")?;
    match thrown(vm, &what, &value)? {
        Thrown::Now(raised) => Ok(Flow::Resume(generator, Resume::Throw(raised))),
        Thrown::Made(args) => throw_made(vm, &Value::Generator(generator), "throw", args),
    }
}

/// Makes the exception that `args` has the class and the arguments of, and calls the method with it.
pub(super) fn throw_made(vm: &mut Vm, object: &Value, method: &str, args: Args) -> Result<Flow> {
    let throw = vm.bind_method(object, crate::Sym::new(method)).unwrap_or_default();
    let mut call = Args::new([throw]);
    call.pos.extend(args.pos);
    Ok(Flow::call(vm.prelude("_throw_made"), call))
}

pub(super) enum Thrown {
    Now(Raised),
    /// The exception's class and arguments: Python code makes the instance.
    Made(Args),
}

pub(super) fn thrown(vm: &Vm, what: &Value, value: &Value) -> Result<Thrown> {
    if let Some(raised) = vm.as_exception(what) {
        if value.is_defined() && !value.is_none() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        return Ok(Thrown::Now(raised));
    }
    if let Some(raised) = vm.as_exception(value) {
        return Ok(Thrown::Now(raised));
    }
    match what {
        Value::Type(class) if class.is_subtype(&vm.exceptions.base_exception) => {
            let mut args = Args::new([what.clone()]);
            if value.is_defined() && !value.is_none() {
                args.pos.push(value.clone());
            }
            Ok(Thrown::Made(args))
        }
        other => {
            let name = vm.type_of(other).name.clone();
            Err(vm.type_error(format!(
                "exceptions must be classes or instances deriving from BaseException, not {name}"
            )))
        }
    }
}

fn anext(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [generator] = args.method(vm, "__anext__")?;
    let generator = receiver(vm, &generator, "__anext__")?;
    vm.async_step(generator, AsyncStart::Send(Value::None), AsyncStepKind::Send)
}

fn asend(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [generator, value] = args.method(vm, "asend")?;
    let generator = receiver(vm, &generator, "asend")?;
    vm.async_step(generator, AsyncStart::Send(value), AsyncStepKind::Send)
}

fn athrow(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [generator, what, value, _traceback] = args.optional(vm, "athrow", 2)?;
    let generator = receiver(vm, &generator, "athrow")?;
    match thrown(vm, &what, &value)? {
        Thrown::Now(raised) => vm.async_step(generator, AsyncStart::Throw(raised), AsyncStepKind::Throw),
        Thrown::Made(args) => throw_made(vm, &Value::Generator(generator), "athrow", args),
    }
}

fn aclose(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [generator] = args.method(vm, "aclose")?;
    let generator = receiver(vm, &generator, "aclose")?;
    let exit = vm.raise(&vm.exceptions.generator_exit, vec![]);
    vm.async_step(generator, AsyncStart::Throw(exit), AsyncStepKind::Close)
}
