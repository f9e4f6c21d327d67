//! `threading.Thread`

use std::rc::Rc;

use loopscope_python::object::{Descriptor, Instance};
use loopscope_python::symbol::sym;
use loopscope_python::vm::attr::AttrLookup;
use loopscope_python::{Args, Flow, Result, Sym, Type, Value, Vm};
use loopscope_trace::ThreadId;

use super::life::Starting;
use crate::exchange::{Waiter, forward, forward_wait, reply};
use crate::native;
use crate::state::State;
use crate::sync::{Body, Primitive, caller, data, deadline, this, wait};

/// What a thread object holds; a proxy holds what it was told.
#[derive(Default)]
pub struct ThreadBody {
    /// `thread.name`
    pub name: Value,
    /// `thread.daemon`
    pub daemon: bool,
    /// Its number, once it was started.
    pub number: Option<ThreadId>,
    /// What it calls.
    pub target: Value,
    /// With these arguments,
    pub args: Vec<Value>,
    /// and these.
    pub kwargs: Vec<(Sym, Value)>,
    /// Whether `start()` was called.
    pub started: bool,
    /// Whether it has ended.
    pub ended: bool,
    /// Who waits in `join()`.
    pub joiners: Vec<Waiter>,
}

impl ThreadBody {
    /// A thread that runs.
    pub fn running(name: &str, number: ThreadId) -> Self {
        ThreadBody { name: Value::str(name), number: Some(number), started: true, ..ThreadBody::default() }
    }

    /// What travels with a handle.
    pub fn info(&self) -> Vec<Value> {
        let number = self.number.map_or(Value::None, |number| Value::Int(i64::from(number)));
        vec![self.name.clone(), Value::Bool(self.daemon), number]
    }

    /// What came with a handle.
    pub fn of_info(info: &[Value]) -> Self {
        let number = match info.get(2) {
            Some(Value::Int(number)) => ThreadId::try_from(*number).ok(),
            _ => None,
        };
        ThreadBody {
            name: info.first().cloned().unwrap_or_default(),
            daemon: matches!(info.get(1), Some(Value::Bool(true))),
            number,
            started: number.is_some(),
            ..ThreadBody::default()
        }
    }
}

/// A thread object.
pub fn instance(class: &Rc<Type>, body: ThreadBody) -> Rc<Instance> {
    let primitive = Primitive::default();
    *primitive.body.borrow_mut() = Body::Thread(Box::new(body));
    native::new_instance(class, primitive)
}

/// Does something with a thread's body; `None` if `Thread.__init__` was not called.
pub fn body<T>(instance: &Rc<Instance>, act: impl FnOnce(&mut ThreadBody) -> T) -> Option<T> {
    match &mut *data(instance).body.borrow_mut() {
        Body::Thread(body) => Some(act(body)),
        _ => None,
    }
}

fn with<T>(vm: &Vm, instance: &Rc<Instance>, act: impl FnOnce(&mut ThreadBody) -> T) -> Result<T> {
    body(instance, act).ok_or_else(|| vm.runtime_error("Thread.__init__() not called"))
}

/// Defines the methods.
pub fn define(class: &Type) {
    class.flow_method("__init__", init);
    class.flow_method("start", |vm, args| {
        let instance = this(vm, &args)?;
        let (started, remote) = (with(vm, &instance, |body| body.started)?, data(&instance).link.is_remote());
        if started || remote {
            return Err(vm.runtime_error("threads can only be started once"));
        }
        Ok(Flow::Frame(Box::new(Starting::new(instance))))
    });
    class.flow_method("run", |vm, args| {
        let instance = this(vm, &args)?;
        let (target, args, kw) =
            with(vm, &instance, |body| (body.target.clone(), body.args.clone(), body.kwargs.clone()))?;
        if !target.is_defined() || target.is_none() {
            return Ok(Value::None.into());
        }
        Ok(Flow::Call(target, Args { pos: args.into_iter().collect(), kw }))
    });
    class.flow_method("join", join);
    class.flow_method("is_alive", |vm, args| {
        let instance = this(vm, &args)?;
        if data(&instance).link.is_remote() {
            return forward(vm, args, "is_alive");
        }
        with(vm, &instance, |body| Value::Bool(body.started && !body.ended).into())
    });
    // For `threading.Timer`, whose name does not tell what it calls.
    class.method("_set_target", |vm, args| {
        let [receiver, target, args] = args.method(vm, "_set_target")?;
        let args = if let Value::Tuple(items) = &args { items.to_vec() } else { Vec::new() };
        let instance = self::receiver(vm, &receiver)?;
        with(vm, &instance, |body| (body.target, body.args) = (target, args))?;
        Ok(Value::None)
    });
    // What a thread that ends tells its object.
    class.flow_method("_finished", |vm, args| {
        let instance = this(vm, &args)?;
        if data(&instance).link.is_remote() {
            return forward(vm, args, "_finished");
        }
        let joiners = with(vm, &instance, |body| {
            body.ended = true;
            std::mem::take(&mut body.joiners)
        })?;
        for waiter in joiners {
            reply(vm, waiter, Ok(Value::None));
        }
        Ok(Value::None.into())
    });
    define_attributes(class);
}

fn define_attributes(class: &Type) {
    class.attribute(
        "name",
        |vm, this| with(vm, &receiver(vm, this)?, |body| body.name.clone()),
        Some(|vm, this, name| with(vm, &receiver(vm, this)?, |body| body.name = name)),
    );
    class.attribute(
        "daemon",
        |vm, this| with(vm, &receiver(vm, this)?, |body| body.daemon.into()),
        Some(set_daemon),
    );
    class.attribute("ident", |vm, this| with(vm, &receiver(vm, this)?, ident), None);
    class.attribute("native_id", |vm, this| with(vm, &receiver(vm, this)?, ident), None);
    class.method("getName", |vm, args| with(vm, &this(vm, &args)?, |body| body.name.clone()));
    class.method("isDaemon", |vm, args| with(vm, &this(vm, &args)?, |body| body.daemon.into()));
    class.method("setName", |vm, args| {
        let name = args.pos.get(1).cloned().unwrap_or_default();
        with(vm, &this(vm, &args)?, |body| body.name = name)?;
        Ok(Value::None)
    });
    class.method("setDaemon", |vm, args| {
        let daemon = args.pos.get(1).cloned().unwrap_or_default();
        set_daemon(vm, &args.pos[0].clone(), daemon)?;
        Ok(Value::None)
    });
    // Attributes of subclasses live where the thread object does.
    class.flow_method("__getattr__", |vm, args| {
        let instance = this(vm, &args)?;
        if data(&instance).link.is_remote() {
            return forward(vm, args, "_get_attribute");
        }
        let name = args.pos.get(1).and_then(Value::as_str).map(Sym::new).unwrap_or(sym::NAME);
        Err(vm.no_attribute(&args.pos[0].clone(), name))
    });
    class.flow_method("_get_attribute", |vm, args| {
        let name = args.pos.get(1).and_then(Value::as_str).map(Sym::new).unwrap_or(sym::NAME);
        match vm.get_attr(&args.pos[0].clone(), name)? {
            AttrLookup::Value(value) => Ok(value.into()),
            AttrLookup::Call(function, args) => Ok(Flow::Call(function, args)),
        }
    });
    class.flow_method("_set_attribute", set_attribute);
    class.flow_method("__setattr__", |vm, args| {
        let instance = this(vm, &args)?;
        let is_own = matches!(args.pos.get(1).and_then(Value::as_str), Some("name" | "daemon"));
        if data(&instance).link.is_remote() && !is_own {
            return forward(vm, args, "_set_attribute");
        }
        set_attribute(vm, args)
    });
}

fn set_attribute(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [receiver, name, value] = args.method(vm, "__setattr__")?;
    let name = Sym::new(name.as_str().unwrap_or_default());
    if let Some(Value::Descriptor(descriptor)) = vm.type_of(&receiver).lookup(name) {
        match &*descriptor {
            Descriptor::Native { set: Some(set), .. } => {
                set(vm, &receiver, value)?;
                return Ok(Value::None.into());
            }
            Descriptor::Property { set, .. } if !set.is_none() => {
                return Ok(Flow::Call(set.clone(), Args::new([receiver, value])));
            }
            Descriptor::Native { .. } | Descriptor::Property { .. } => {
                return Err(vm.attribute_error(format!("can't set attribute '{name}'")));
            }
            _ => {}
        }
    }
    if let Value::Instance(instance) = &receiver {
        let old = instance.attrs.borrow_mut().insert(name, value);
        drop(old);
    }
    Ok(Value::None.into())
}

fn receiver(vm: &Vm, value: &Value) -> Result<Rc<Instance>> {
    Ok(native::instance::<Primitive>(vm, Some(value), "Thread")?.0.clone())
}

fn ident(body: &mut ThreadBody) -> Value {
    body.number.map_or(Value::None, |number| Value::Int(super::module::ident(number)))
}

fn set_daemon(vm: &mut Vm, this: &Value, daemon: Value) -> Result<()> {
    let instance = receiver(vm, this)?;
    if with(vm, &instance, |body| body.started)? {
        return Err(vm.runtime_error("cannot set daemon status of active thread"));
    }
    with(vm, &instance, |body| body.daemon = native::truth(&daemon))
}

fn init(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let daemon = args.take_kw("daemon");
    let names = ["self", "group", "target", "name", "args", "kwargs"];
    let [receiver_value, group, target, name, given_args, kwargs] =
        native::named(vm, "Thread.__init__", args, names, 1)?;
    if group.is_defined() && !group.is_none() {
        return Err(vm.assertion_error("group argument must be None for now"));
    }
    let instance = receiver(vm, &receiver_value)?;
    let current_daemon = {
        let current = super::current(vm);
        body(&current, |body| body.daemon).unwrap_or_default()
    };
    let name = match name {
        Value::Undefined | Value::None => {
            let names = &mut State::of(vm).counters.names;
            names.threads += 1;
            let number = names.threads;
            match target_name(vm, &target) {
                Some(target) => Value::string(format!("Thread-{number} ({target})")),
                None => Value::string(format!("Thread-{number}")),
            }
        }
        Value::Int(number) => Value::string(number.to_string()),
        name => name,
    };
    let positional = match &given_args {
        Value::Undefined => Vec::new(),
        Value::Tuple(items) => items.to_vec(),
        Value::List(items) => items.items.borrow().clone(),
        _ => {
            return Err(vm.type_error("args must be a tuple or a list"));
        }
    };
    let mut keywords = Vec::new();
    if let Value::Dict(dict) = &kwargs {
        for entry in dict.table.borrow().iter() {
            keywords.push((Sym::new(entry.key.as_str().unwrap_or_default()), entry.value.clone()));
        }
    }
    let daemon = match daemon {
        None | Some(Value::None) => current_daemon,
        Some(daemon) => native::truth(&daemon),
    };
    let thread =
        ThreadBody { name, daemon, target, args: positional, kwargs: keywords, ..ThreadBody::default() };
    *data(&instance).body.borrow_mut() = Body::Thread(Box::new(thread));
    Ok(Value::None.into())
}

fn target_name(vm: &mut Vm, target: &Value) -> Option<String> {
    match target {
        Value::Undefined | Value::None => None,
        Value::Function(function) => Some(function.name().to_string()),
        Value::Native(function) => Some(function.name.to_owned()),
        other => match vm.get_attr(other, sym::NAME) {
            Ok(AttrLookup::Value(name)) => name.as_str().map(str::to_owned),
            _ => None,
        },
    }
}

fn join(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [_, timeout] = native::named(vm, "join", args.clone(), ["self", "timeout"], 1)?;
    let until = deadline(vm, &timeout)?;
    let instance = this(vm, &args)?;
    let (started, ended, number) = with(vm, &instance, |body| (body.started, body.ended, body.number))?;
    if !started {
        return Err(vm.runtime_error("cannot join thread before it is started"));
    }
    if number == Some(State::peek(vm).acting_thread()) {
        return Err(vm.runtime_error("cannot join current thread"));
    }
    if data(&instance).link.is_remote() {
        return forward_wait(vm, args, "join", until, |_| Ok(Value::None));
    }
    if ended {
        return Ok(Value::None.into());
    }
    let waiter = caller(vm);
    with(vm, &instance, |body| body.joiners.push(waiter))?;
    Ok(wait(vm, &instance, "Thread.join", waiter, until, |_| Ok(Value::None)))
}
