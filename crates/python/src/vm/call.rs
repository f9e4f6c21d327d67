//! Calls: from the stack, from Rust, of functions, natives, methods and classes.

use std::cell::RefCell;
use std::rc::Rc;

use crate::Result;
use crate::bytecode::CodeKind;
use crate::native::{Args, Flow, NativeStep, Resume};
use crate::object::cycles::tracked;
use crate::object::{
    ExceptionData, Function, Generator, GeneratorKind, Instance, Layout, NativeCode, Payload, SymMap, Type,
};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::{Frame, NativeSlot, PythonFrame, Then};

/// CPython's default `sys.getrecursionlimit()`, and how deep natives call themselves at most.
pub(super) const RECURSION_LIMIT: usize = 1000;
/// So many callees may stand for each other however deep the frames are.
const FEW_CALLEES: usize = 10;

impl Vm {
    /// Calls `callee` (below its `argc` arguments on the stack); its result goes to the stack.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(crate) fn call_on_stack(&mut self, argc: usize) -> Result<()> {
        let at = self.stack.len() - argc - 1;
        if let Value::Function(function) = &self.stack[at]
            && function.takes(argc)
        {
            let function = function.clone();
            return self.call_with_locals(function, at + 1, at, Then::Push);
        }
        if let Value::Type(class) = &self.stack[at]
            && let Some(init) = self.plain_init(class, argc)
        {
            let instance = Value::Instance(tracked(Instance::new(class.clone(), Payload::None)));
            // In the place of the class it is the first argument of `__init__`.
            self.stack[at] = instance.clone();
            return self.call_with_locals(init, at, at, Then::Construct(instance));
        }
        let (callee, args) = self.pop_call(at);
        if let Value::Native(native) = &callee
            && let Some(code) = native.plain()
        {
            let value = code(self, args).map_err(|raised| self.named(raised, native))?;
            self.stack.push(value);
            return Ok(());
        }
        self.call(callee, args, Then::Push)
    }

    /// Takes a callee and the arguments above it off the stack.
    #[inline]
    fn pop_call(&mut self, at: usize) -> (Value, Args) {
        let args = Args::moved(&mut self.stack[at + 1..]);
        let callee = std::mem::take(&mut self.stack[at]);
        self.stack.truncate(at);
        (callee, args)
    }

    /// Puts a callee and its arguments on the stack, for a native frame to call.
    pub fn push_call(&mut self, callee: Value, args: &[Value]) -> NativeStep {
        self.stack.push(callee);
        self.stack.extend_from_slice(args);
        NativeStep::CallPushed(args.len())
    }

    /// Calls what [`Vm::push_call`] has pushed, for the native frame on top.
    ///
    /// # Errors
    /// What must be raised in that frame.
    pub(super) fn call_pushed(&mut self, mut argc: usize) -> Result<()> {
        let at = self.stack.len() - argc - 1;
        if let Value::Method(method) = &self.stack[at] {
            let method = method.clone();
            self.stack[at] = method.function.clone();
            self.stack.insert(at + 1, method.receiver.clone());
            argc += 1;
        }
        if let Value::Function(function) = &self.stack[at]
            && function.takes(argc)
            && function.code.kind == CodeKind::Function
        {
            let function = function.clone();
            let called = self.call_with_locals(function, at + 1, at, Then::Native);
            if called.is_err() {
                self.stack.truncate(at);
            }
            return called;
        }
        let (callee, args) = self.pop_call(at);
        self.call(callee, args, Then::Native)
    }

    /// The `__init__` of a class whose instances are made as most are, if it can be called with so many arguments besides `self`.
    #[inline]
    fn plain_init(&self, class: &Rc<Type>, argc: usize) -> Option<Rc<Function>> {
        let is_plain = class.heap
            && class.metaclass.is_none()
            && matches!(class.layout, Layout::Object)
            && class.lookup_with(sym::NEW, |found| found.is(&self.object_new))
            && class.dict.borrow().get(sym::ABSTRACT_METHODS).is_none();
        let init = if is_plain { class.lookup(sym::INIT) } else { None };
        match init {
            Some(Value::Function(init)) if init.takes(argc + 1) && init.code.kind == CodeKind::Function => {
                Some(init)
            }
            _ => None,
        }
    }

    /// Pushes the locals of a call that come behind its arguments, which are on the stack from `base` on: unbound ones, and its closure.
    #[inline(always)]
    pub(super) fn push_other_locals(&mut self, function: &Function, base: usize) {
        while self.stack.len() < base + function.code.free_start() {
            self.stack.push(Value::Undefined);
        }
        for cell in &function.closure {
            self.stack.push(Value::Cell(cell.clone()));
        }
    }

    /// Calls `function` with the arguments on the stack from `base` on, which fit its parameters. The call's own part of the stack
    /// begins at `bottom`.
    #[inline]
    fn call_with_locals(
        &mut self,
        function: Rc<Function>,
        base: usize,
        bottom: usize,
        then: Then,
    ) -> Result<()> {
        let argc = self.stack.len() - base;
        let code = &function.code;
        let positional = code.params.positional as usize;
        if argc < positional {
            let defaults = function.defaults.borrow();
            for value in &defaults[defaults.len() - (positional - argc)..] {
                self.stack.push(value.clone());
            }
        }
        if code.params.keyword_only > 0 {
            // As many as there are parameters, and in their order.
            for (_, value) in &*function.kw_defaults.borrow() {
                self.stack.push(value.clone());
            }
        }
        self.push_other_locals(&function, base);
        if let Some(kind) = GeneratorKind::of(code.kind) {
            // With room for what is on its stack when it is suspended; one without variables may never be.
            let count = self.stack.len() - base;
            let mut locals = Vec::with_capacity(if count == 0 { 0 } else { count + 4 });
            locals.extend(self.stack.drain(base..));
            let generator = Generator::new(kind, function, locals, self.graveyard.clone());
            self.stack[bottom] = Value::Generator(tracked(generator));
            return Ok(());
        }
        self.check_depth()?;
        self.frames.push(Frame::Python(PythonFrame::of_call(function, base, then).with_bottom(bottom)));
        Ok(())
    }

    /// Calls what `LoadMethod` and `argc` arguments have left on the stack; its result goes to the stack.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(crate) fn call_method_on_stack(&mut self, argc: usize) -> Result<()> {
        let at = self.stack.len() - argc - 2;
        if self.stack[at].is_defined() {
            return self.call_on_stack(argc + 1);
        }
        self.stack.remove(at);
        self.call_on_stack(argc)
    }

    /// Calls `callee`; its result goes where `then` says.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(crate) fn call(&mut self, mut callee: Value, mut args: Args, then: Then) -> Result<()> {
        // What is called may call another: a method its function, an object its class's `__call__`.
        let mut passed = 0;
        loop {
            callee = match callee {
                Value::Function(function) => return self.call_function(function, args, then),
                Value::Native(native) => {
                    if native.bound.is_defined() {
                        args.pos.insert(0, native.bound.clone());
                    }
                    match native.code {
                        NativeCode::Value(code) => {
                            let value = code(self, args).map_err(|raised| self.named(raised, &native))?;
                            return self.deliver_return(then, value, false);
                        }
                        NativeCode::Flow(code) => {
                            match code(self, args).map_err(|raised| self.named(raised, &native))? {
                                Flow::Call(call) => {
                                    let next;
                                    (next, args) = *call;
                                    next
                                }
                                flow => return self.follow(flow, then),
                            }
                        }
                    }
                }
                Value::Method(method) => {
                    args.pos.insert(0, method.receiver.clone());
                    method.function.clone()
                }
                Value::Type(class) => return self.call_type(class, args, then),
                other => match self.types.borrow_of(&other).lookup(sym::CALL) {
                    // What is no descriptor is not bound.
                    Some(Value::Instance(call)) if call.class.lookup(sym::GET).is_none() => {
                        Value::Instance(call)
                    }
                    Some(_) => {
                        let call = self.types.borrow_of(&other).special(sym::CALL).unwrap_or_default();
                        args.pos.insert(0, other);
                        call
                    }
                    None => {
                        let name = self.types.name_of(&other);
                        return Err(self.type_error(format!("'{name}' object is not callable")));
                    }
                },
            };
            passed += 1;
            if passed > FEW_CALLEES {
                self.check_native_depth(passed)?;
            }
        }
    }

    /// Like [`Vm::call`], where an exception out of the call may have a meaning of its own: the end of
    /// an iteration.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn call_then(&mut self, callee: Value, args: Args, then: Then) -> Result<()> {
        let depth = self.frames.len();
        match self.call(callee, args, then.clone()) {
            Err(raised) if self.frames.len() == depth => self.leave(then, false, raised).map_or(Ok(()), Err),
            result => result,
        }
    }

    /// Does what a native function gave.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(crate) fn follow(&mut self, flow: Flow, then: Then) -> Result<()> {
        match flow {
            Flow::Value(value) => self.deliver_return(then, value, false),
            Flow::Call(call) => self.call(call.0, call.1, then),
            Flow::Resume(generator, resume) => {
                let then = match (&resume, then) {
                    (Resume::Close, Then::Push) => Then::Close,
                    (_, Then::Push) => Then::Next,
                    (_, Then::DelegateCall) => Then::Delegate,
                    (_, other) => other,
                };
                self.resume(&generator, resume, then)
            }
            Flow::Step(step, resume) => {
                let call = |then| Then::AsyncCall(Box::new((step.clone(), then)));
                match resume {
                    Resume::Send(value) => self.resume_step(&step, value, call(then)),
                    Resume::Throw(raised) => self.throw_into_step(&step, raised, call(then)),
                    Resume::Close => {
                        // The generator is left alone.
                        step.finished.set(true);
                        self.deliver_return(then, Value::None, false)
                    }
                }
            }
            Flow::Import(name) => self.import_one(&name, then),
            Flow::Instantiate(call) => self.instantiate(call.0, call.1, then),
            Flow::Frame(frame) => {
                self.check_depth()?;
                self.frames.push(Frame::Native(NativeSlot {
                    frame: Some(frame),
                    input: Some(crate::native::Resumed::Start),
                    then,
                }));
                Ok(())
            }
            Flow::Block => {
                self.blocked = true;
                self.blocked_then = Some(then);
                Ok(())
            }
        }
    }

    #[inline]
    pub(crate) fn call_function(&mut self, function: Rc<Function>, args: Args, then: Then) -> Result<()> {
        let Some(kind) = GeneratorKind::of(function.code.kind) else {
            let base = self.stack.len();
            let mut stack = std::mem::take(&mut self.stack);
            let bound = self.bind(&function, args, &mut stack);
            self.stack = stack;
            if let Err(raised) = bound.and_then(|()| self.check_depth()) {
                self.stack.truncate(base);
                return Err(raised);
            }
            self.frames.push(Frame::Python(PythonFrame::of_call(function, base, then)));
            return Ok(());
        };
        let mut locals = Vec::with_capacity(function.code.local_count());
        self.bind(&function, args, &mut locals)?;
        let generator = Generator::new(kind, function, locals, self.graveyard.clone());
        self.deliver_return(then, Value::Generator(tracked(generator)), false)
    }

    /// Pushes a frame for `function` with all its locals.
    ///
    /// # Errors
    /// `RecursionError`.
    #[inline]
    pub(crate) fn push_frame(
        &mut self,
        function: Rc<Function>,
        locals: Vec<Value>,
        then: Then,
        namespace: Option<Rc<RefCell<SymMap>>>,
    ) -> Result<()> {
        self.check_depth()?;
        let base = self.stack.len();
        self.stack.extend(locals);
        let frame = PythonFrame::of_call(function, base, then).with_namespace(namespace);
        self.frames.push(Frame::Python(frame));
        Ok(())
    }

    /// For a native that calls itself: `more` is how deep it is.
    ///
    /// # Errors
    /// `RecursionError`
    pub fn check_native_depth(&self, more: usize) -> Result<()> {
        self.check_depth_of("while calling a Python object", more)
    }

    /// The same for one of which CPython says what it does.
    ///
    /// # Errors
    /// `RecursionError`
    pub(crate) fn check_depth_of(&self, doing: &str, more: usize) -> Result<()> {
        if more >= RECURSION_LIMIT || self.frames.len() + more >= self.recursion_limit {
            return Err(self.recursion_error(format!("maximum recursion depth exceeded {doing}")));
        }
        Ok(())
    }

    /// Whether there may be one more frame.
    #[inline]
    pub(super) fn is_depth_left(&self) -> bool {
        self.frames.len() < self.recursion_limit
    }

    #[inline]
    pub(crate) fn check_depth(&self) -> Result<()> {
        if !self.is_depth_left() {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        Ok(())
    }

    /// Makes an instance, as `cls(…)` does: `__new__`, then `__init__`.
    #[inline]
    fn call_type(&mut self, class: Rc<Type>, mut args: Args, then: Then) -> Result<()> {
        if let Some(metaclass) = &class.metaclass
            && let Some(call) = metaclass.special(sym::CALL)
            && call.has_own_way(sym::CALL)
        {
            args.pos.insert(0, Value::Type(class));
            return self.call(call, args, then);
        }
        self.instantiate(class, args, then)
    }

    /// `type.__call__(cls, …)`
    #[inline]
    pub(crate) fn instantiate(&mut self, class: Rc<Type>, mut args: Args, then: Then) -> Result<()> {
        let new =
            class.lookup_with_owner(sym::NEW).filter(|(owner, _)| !Rc::ptr_eq(owner, &self.types.object));
        if let Some((owner, new)) = new {
            let new = match new {
                Value::Descriptor(descriptor) => match &*descriptor {
                    crate::object::Descriptor::StaticMethod(function) => function.clone(),
                    _ => Value::Descriptor(descriptor),
                },
                other => other,
            };
            if !class.heap {
                args.pos.insert(0, Value::Type(class));
                return self.call(new, args, then);
            }
            let filled_by_init = !owner.heap && self.is_container(&owner);
            let frame = super::class::NewThenInit::new(class.clone(), args.clone());
            let mut new_args = if filled_by_init { Args::none() } else { args };
            new_args.pos.insert(0, Value::Type(class));
            return self.follow(Flow::Frame(Box::new(frame.calling(new, new_args))), then);
        }
        let instance = self.allocate(&class, &args)?;
        let init = class.lookup(sym::INIT);
        match init {
            Some(Value::Function(function)) => {
                args.pos.insert(0, instance.clone());
                self.call_init(Value::Function(function), args, instance, then)
            }
            Some(Value::Native(native)) => {
                if self.object_init.address() == Some(Rc::as_ptr(&native).cast::<u8>() as usize) {
                    if !args.pos.is_empty() || !args.kw.is_empty() {
                        return Err(self.type_error(format!("{}() takes no arguments", class.name)));
                    }
                    return self.deliver_return(then, instance, false);
                }
                args.pos.insert(0, instance.clone());
                self.call_init(Value::Native(native), args, instance, then)
            }
            Some(other) => {
                args.pos.insert(0, instance.clone());
                self.call_init(other, args, instance, then)
            }
            None => self.deliver_return(then, instance, false),
        }
    }

    #[inline]
    fn call_init(&mut self, init: Value, args: Args, instance: Value, then: Then) -> Result<()> {
        if matches!(then, Then::Push) {
            return self.call(init, args, Then::Construct(instance));
        }
        let frame = super::class::InitThenReturn::new(init, args, instance);
        self.follow(Flow::Frame(Box::new(frame)), then)
    }

    /// A fresh instance of `class` before `__init__`.
    ///
    /// # Errors
    /// `TypeError` for classes whose instances only their own `__new__` makes.
    pub fn allocate(&mut self, class: &Rc<Type>, args: &Args) -> Result<Value> {
        if let Some(Value::Set(names)) = class.dict.borrow().get(sym::ABSTRACT_METHODS)
            && !names.table.borrow().is_empty()
        {
            return Err(super::class::abstract_error(self, class, names));
        }
        let payload = match class.layout {
            Layout::Object => Payload::None,
            Layout::Exception => Payload::Exception(Box::new(ExceptionData {
                args: RefCell::new(args.pos.to_vec()),
                ..ExceptionData::default()
            })),
            Layout::Native(make) => make(),
            Layout::Value => {
                return Err(self.type_error(format!("cannot create '{}' instances", class.name)));
            }
        };
        Ok(Value::Instance(tracked(Instance::new(class.clone(), payload))))
    }

    fn is_container(&self, class: &Rc<Type>) -> bool {
        let types = &self.types;
        [&types.list, &types.dict, &types.set].into_iter().any(|container| Rc::ptr_eq(container, class))
    }
}
