//! All that values reach, and whether it may go.

use std::rc::Rc;

use super::facts::Receiver;
use super::library::{Paths, is_ours, paths};
use super::{ByAddress, Facts, Natives, Obstacle, Root, Twins};
use crate::bytecode::{Code, Op};
use crate::object::{Descriptor, Function, GeneratorState, Instance, Payload, SymMap, Type};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

/// More objects don't go: looking at them must not hold up the page.
const MOST_NODES: usize = 20_000;
/// Tuples nested deeper than this are no keys that go.
const KEY_DEPTH: u32 = 20;

/// What classes and functions of the library's making say about themselves.
const DESCRIBING: &[&str] = &[
    "__abstractmethods__",
    "__annotations__",
    "__dataclass_fields__",
    "__dataclass_params__",
    "__match_args__",
    "__orig_bases__",
    "__parameters__",
    "__slots__",
    "__wrapped__",
];

/// What is done with an object.
#[derive(Debug)]
pub(super) enum Form {
    /// It is made anew; nothing is left here.
    Copied,
    /// It can't change, and is made anew.
    Constant,
    /// The other heap has it, or gets it now and has it from now on.
    Twin(Option<u32>),
    /// An object of a class written in Rust, whose twin is made of these bytes.
    Native(Vec<u8>),
    /// The library has it.
    Library(Sym, Vec<Sym>),
}

/// An object that is reached.
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) form: Form,
    /// How many references to it were found.
    found: usize,
    /// The nodes that it refers to.
    children: Vec<usize>,
    /// What it is called.
    name: Rc<str>,
    /// Whether others hold it.
    exposed: bool,
    /// Whether it is part of what classes and functions say about themselves, which nothing changes.
    described: bool,
}

/// What was found.
pub(super) struct Walked {
    pub(super) nodes: Vec<Node>,
    /// By address.
    pub(super) index: ByAddress,
    /// Globals of the program that go along.
    pub(super) globals: Vec<(Sym, Value)>,
    /// Modules of the library that have to be there.
    pub(super) modules: Vec<Sym>,
    /// In the order in which they get their numbers.
    pub(super) new_twins: Vec<usize>,
}

struct Walker<'a> {
    vm: &'a mut Vm,
    facts: &'a Facts,
    module_pc: Option<usize>,
    twins: &'a Twins,
    natives: &'a mut dyn Natives,
    library: Option<Rc<Paths>>,
    walked: Walked,
    left: Vec<usize>,
    /// Names that code reads as attributes, and those that it sets, but for those of `self`.
    read: Vec<Sym>,
    set: Vec<(Sym, Receiver)>,
    /// Whether it reads attributes by names that are not in it.
    reads_all: bool,
    /// Whether a class or function of the program is among what goes.
    classes: Vec<Rc<Type>>,
    functions: Vec<Rc<Function>>,
    seen_codes: Vec<*const Code>,
}

/// Walks from `roots`.
///
/// # Errors
/// The first obstacle.
pub(super) fn walk(
    vm: &mut Vm,
    facts: &Facts,
    module_pc: Option<usize>,
    roots: &[Root],
    twins: &Twins,
    natives: &mut dyn Natives,
) -> Result<Walked, Obstacle> {
    if twins.is_home
        && let Some(obstacle) = facts.obstacle(vm)
    {
        return Err(obstacle);
    }
    if twins.is_home
        && let Some(name) = facts.late_writer(module_pc)
    {
        return Err(Obstacle::Reaches { name: name.to_string() });
    }
    let walked = Walked {
        nodes: Vec::new(),
        index: ByAddress::default(),
        globals: Vec::new(),
        modules: Vec::new(),
        new_twins: Vec::new(),
    };
    let mut walker = Walker {
        vm,
        facts,
        module_pc,
        twins,
        natives,
        library: None,
        walked,
        left: Vec::new(),
        read: Vec::new(),
        set: Vec::new(),
        reads_all: false,
        classes: Vec::new(),
        functions: Vec::new(),
        seen_codes: Vec::new(),
    };
    for root in roots {
        let name = "an argument".into();
        if let Some(node) = walker.visit(&root.value, &name, false)? {
            // The list of roots is one of them.
            walker.walked.nodes[node].found += root.references;
        }
    }
    while let Some(node) = walker.left.pop() {
        walker.children(node)?;
    }
    let (vm, natives) = (&*walker.vm, &*walker.natives);
    if let Some(node) = shared(&mut walker.walked, &|value| natives.dead_references(vm, value)) {
        return Err(Obstacle::Shared { name: name_of(facts, &walker.walked.nodes[node]) });
    }
    if facts.compares_constants(walker.vm, twins.is_home)
        && let Some(node) = walker.walked.nodes.iter().find(|node| is_held_constant(node))
    {
        return Err(Obstacle::Shared { name: name_of(facts, node) });
    }
    walker.check_attributes()?;
    Ok(walker.walked)
}

/// Something that can change and that others hold, too.
fn shared(walked: &mut Walked, dead: &dyn Fn(&Value) -> usize) -> Option<usize> {
    let nodes = &mut walked.nodes;
    let mut exposed: Vec<usize> = Vec::new();
    for (at, node) in nodes.iter_mut().enumerate() {
        let is_copied = matches!(node.form, Form::Copied);
        // One reference is the node's.
        let held = node.value.references();
        let is_held = is_copied && held > node.found + 1 && held > node.found + 1 + dead(&node.value);
        if is_copied && (is_held || node.exposed) && !node.described {
            node.exposed = true;
            exposed.push(at);
        }
    }
    while let Some(at) = exposed.pop() {
        if is_mutable(&nodes[at].value) {
            return Some(at);
        }
        for child in nodes[at].children.clone() {
            let child_node = &mut nodes[child];
            if matches!(child_node.form, Form::Copied) && !child_node.exposed && !child_node.described {
                child_node.exposed = true;
                exposed.push(child);
            }
        }
    }
    None
}

/// A constant that others hold, too: `is` tells a copy from it.
fn is_held_constant(node: &Node) -> bool {
    matches!(node.form, Form::Copied | Form::Constant)
        && !node.described
        && !is_mutable(&node.value)
        && !matches!(&node.value, Value::Tuple(items) if items.is_empty())
        && node.value.references() > node.found + 1
}

/// What the program calls an object: a global variable that has it, or how it was found.
fn name_of(facts: &Facts, node: &Node) -> String {
    let entries = facts.main.entries();
    let global = entries.iter().find(|(_, global)| global.is(&node.value));
    global.map_or_else(|| node.name.to_string(), |(name, _)| name.to_string())
}

fn is_mutable(value: &Value) -> bool {
    match value {
        Value::List(_) | Value::Dict(_) | Value::Instance(_) | Value::Generator(_) | Value::Cell(_) => true,
        Value::Set(set) => !set.frozen,
        _ => false,
    }
}

impl Walker<'_> {
    /// A reference to `value` was found. Gives its node, if it has one.
    fn visit(&mut self, value: &Value, name: &Rc<str>, described: bool) -> Result<Option<usize>, Obstacle> {
        let Some(address) = value.address() else { return Ok(None) };
        if let Some(&node) = self.walked.index.get(&address) {
            let node = node as usize;
            self.walked.nodes[node].described &= described;
            return Ok(Some(node));
        }
        if self.walked.nodes.len() >= MOST_NODES {
            return Err(Obstacle::TooLarge);
        }
        let form = self.form(value, name)?;
        let node = self.walked.nodes.len();
        if matches!(form, Form::Twin(None) | Form::Native(_)) {
            self.walked.new_twins.push(node);
        }
        if matches!(form, Form::Copied | Form::Twin(None)) {
            self.left.push(node);
        }
        self.known(value, form);
        let added = &mut self.walked.nodes[node];
        (added.name, added.described) = (name.clone(), described);
        Ok(Some(node))
    }

    /// A node for something of the library that code may use.
    fn known(&mut self, value: &Value, form: Form) {
        let Some(address) = value.address() else { return };
        if self.walked.index.contains_key(&address) {
            return;
        }
        if let Form::Library(module, _) = &form
            && !self.walked.modules.contains(module)
        {
            self.walked.modules.push(*module);
        }
        self.walked.index.insert(address, self.walked.nodes.len() as i64);
        self.walked.nodes.push(Node {
            value: value.clone(),
            form,
            found: 0,
            children: Vec::new(),
            name: "".into(),
            exposed: false,
            described: false,
        });
    }

    /// What is done with an object.
    fn form(&mut self, value: &Value, name: &Rc<str>) -> Result<Form, Obstacle> {
        if let Some(number) = self.twins.number(value) {
            return Ok(Form::Twin(Some(number)));
        }
        match value {
            Value::Big(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_) => Ok(Form::Constant),
            Value::Tuple(_)
            | Value::List(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::Slice(_)
            | Value::Method(_) => Ok(Form::Copied),
            Value::Cell(_) => Ok(Form::Copied),
            Value::Descriptor(_) => match self.in_library(value) {
                Some((module, path)) => Ok(Form::Library(module, path)),
                None => Ok(Form::Copied),
            },
            Value::Generator(generator) => match generator.state.get() {
                GeneratorState::Running => Err(self.kind(value)),
                _ if self.names_code(&generator.function) => Ok(Form::Copied),
                _ => Err(self.kind(value)),
            },
            Value::Function(function) => {
                if let Some((module, path)) = self.in_library(value) {
                    return self.library_function(module, path);
                }
                if !self.twins.is_home || self.facts.index_of(&function.code).is_none() {
                    return Err(self.kind(value));
                }
                Ok(Form::Twin(None))
            }
            Value::Type(class) => {
                if let Some((module, path)) = self.in_library(value) {
                    return self.library_function(module, path);
                }
                if !self.twins.is_home || is_ours(class) {
                    return Err(self.kind(value));
                }
                if let Some(metaclass) = &class.metaclass
                    && !is_ours(metaclass)
                {
                    return Err(self.kind(value));
                }
                Ok(Form::Twin(None))
            }
            Value::Native(_) => match self.in_library(value) {
                Some((module, path)) => self.library_function(module, path),
                None => Err(self.kind(value)),
            },
            Value::Module(module) => {
                if Rc::ptr_eq(module, &self.facts.main) || !self.natives.may_use(&module.name, None) {
                    return Err(Obstacle::Module { name: module.name.to_string() });
                }
                Ok(Form::Library(Sym::new(&module.name), Vec::new()))
            }
            Value::Instance(instance) => self.instance(instance, value, name),
            _ => Err(self.kind(value)),
        }
    }

    fn instance(&mut self, instance: &Rc<Instance>, value: &Value, name: &Rc<str>) -> Result<Form, Obstacle> {
        if let Some((module, path)) = self.in_library(value) {
            return self.library_function(module, path);
        }
        match instance.payload() {
            Payload::Native(_) => match self.natives.pack(self.vm, instance) {
                Some(bytes) => Ok(Form::Native(bytes)),
                None if Rc::strong_count(instance) > 2 => Err(Obstacle::Shared { name: name.to_string() }),
                None => Err(self.kind(value)),
            },
            Payload::None if Rc::ptr_eq(&instance.class, &self.vm.types.object) => {
                if self.twins.is_home {
                    Ok(Form::Twin(None))
                } else {
                    Err(self.kind(value))
                }
            }
            _ => Ok(Form::Copied),
        }
    }

    fn kind(&self, value: &Value) -> Obstacle {
        Obstacle::Kind { type_name: self.vm.types.of(value).short_name().to_owned() }
    }

    fn in_library(&mut self, value: &Value) -> Option<(Sym, Vec<Sym>)> {
        if self.library.is_none() {
            self.library = Some(paths(self.vm, self.facts));
        }
        self.library.as_ref()?.get(value)
    }

    /// Something of the library that the program uses without naming its module: `from asyncio import sleep`.
    fn library_function(&self, module: Sym, path: Vec<Sym>) -> Result<Form, Obstacle> {
        if !self.natives.may_use(&module.name(), path.first().copied()) {
            let attribute = path.first().map_or(String::new(), |name| format!(".{name}"));
            return Err(Obstacle::Module { name: format!("{module}{attribute}") });
        }
        Ok(Form::Library(module, path))
    }

    /// Whether the other heap can find a function's code, or has the function.
    fn names_code(&mut self, function: &Rc<Function>) -> bool {
        let value = Value::Function(function.clone());
        self.twins.number(&value).is_some()
            || self.in_library(&value).is_some()
            || (self.twins.is_home && self.facts.index_of(&function.code).is_some())
    }

    /// A reference from a node.
    fn edge(&mut self, from: usize, value: &Value, name: &Rc<str>) -> Result<(), Obstacle> {
        let described = self.walked.nodes[from].described;
        if let Some(to) = self.visit(value, name, described)? {
            self.walked.nodes[to].found += 1;
            self.walked.nodes[from].children.push(to);
        }
        Ok(())
    }

    /// What is reached from a function or class, which both heaps have: others hold it.
    fn outside(&mut self, value: &Value, name: &Rc<str>, described: bool) -> Result<(), Obstacle> {
        if let Some(to) = self.visit(value, name, described)?
            && !described
        {
            self.walked.nodes[to].exposed = true;
        }
        Ok(())
    }

    fn children(&mut self, at: usize) -> Result<(), Obstacle> {
        let (value, name) = (self.walked.nodes[at].value.clone(), self.walked.nodes[at].name.clone());
        match &value {
            Value::Tuple(items) => items.iter().try_for_each(|item| self.edge(at, item, &name)),
            Value::List(list) => {
                let items = list.items.borrow().clone();
                items.iter().try_for_each(|item| self.edge(at, item, &name))
            }
            Value::Dict(dict) => {
                for (key, item) in dict.entries() {
                    self.check_key(&key, KEY_DEPTH)?;
                    self.edge(at, &key, &name)?;
                    self.edge(at, &item, &name)?;
                }
                Ok(())
            }
            Value::Set(set) => {
                let keys: Vec<Value> = set.table.borrow().iter().map(|(_, key)| key.clone()).collect();
                keys.iter().try_for_each(|key| {
                    self.check_key(key, KEY_DEPTH)?;
                    self.edge(at, key, &name)
                })
            }
            Value::Slice(slice) => [&slice.start, &slice.stop, &slice.step]
                .into_iter()
                .try_for_each(|part| self.edge(at, part, &name)),
            Value::Method(method) => {
                self.edge(at, &method.function, &name)?;
                self.edge(at, &method.receiver, &name)
            }
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { get, set, delete, doc } => {
                    [get, set, delete, doc].into_iter().try_for_each(|part| self.edge(at, part, &name))
                }
                Descriptor::StaticMethod(function) | Descriptor::ClassMethod(function) => {
                    self.edge(at, function, &name)
                }
                Descriptor::Native { .. } => Err(self.kind(&value)),
                Descriptor::Slot(_) => Ok(()),
            },
            Value::Cell(cell) => {
                let inner = cell.value.borrow().clone();
                self.edge(at, &inner, &name)
            }
            Value::Instance(instance) => self.instance_children(at, instance, &name),
            Value::Generator(generator) => {
                self.outside(&Value::Function(generator.function.clone()), &name, false)?;
                let frame = generator.frame.borrow();
                let values: Vec<Value> = frame.values.iter().chain([&frame.handling]).cloned().collect();
                drop(frame);
                if generator.extra.get().is_some() {
                    return Err(self.kind(&value));
                }
                values.iter().try_for_each(|value| self.edge(at, value, &name))
            }
            Value::Function(function) => self.function(at, function),
            Value::Type(class) => self.class(class),
            _ => Ok(()),
        }
    }

    /// Keys whose hash is their own are found again in another heap.
    fn check_key(&self, key: &Value, depth: u32) -> Result<(), Obstacle> {
        match key {
            Value::Tuple(items) if depth > 0 => {
                items.iter().try_for_each(|item| self.check_key(item, depth - 1))
            }
            Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Big(_)
            | Value::Str(_)
            | Value::Bytes(_) => Ok(()),
            other => Err(self.kind(other)),
        }
    }

    fn attributes(&mut self, at: usize, attributes: &SymMap) -> Result<(), Obstacle> {
        let entries: Vec<(Sym, Value)> =
            attributes.iter().map(|(name, value)| (name, value.clone())).collect();
        entries.iter().try_for_each(|(name, value)| self.edge(at, value, &name.name()))
    }

    fn instance_children(
        &mut self,
        at: usize,
        instance: &Rc<Instance>,
        name: &Rc<str>,
    ) -> Result<(), Obstacle> {
        self.outside(&Value::Type(instance.class.clone()), name, false)?;
        let attributes = std::mem::take(&mut *instance.attrs.borrow_mut());
        let result = self.attributes(at, &attributes);
        *instance.attrs.borrow_mut() = attributes;
        result?;
        match instance.payload() {
            Payload::Value(value) => self.edge(at, value, name),
            Payload::Exception(data) => {
                // Its "Did you mean" looks at the object.
                if data.sought.borrow().is_some() {
                    return Err(self.kind(&Value::Instance(instance.clone())));
                }
                let args = data.args.borrow().clone();
                args.iter().try_for_each(|arg| self.edge(at, arg, name))?;
                for link in [&data.cause, &data.context] {
                    let other = link.borrow().clone();
                    if let Some(other) = other {
                        self.edge(at, &Value::Instance(other.0), name)?;
                    }
                }
                Ok(())
            }
            Payload::None => Ok(()),
            Payload::Native(_) => Err(self.kind(&Value::Instance(instance.clone()))),
        }
    }

    fn function(&mut self, at: usize, function: &Rc<Function>) -> Result<(), Obstacle> {
        if !Rc::ptr_eq(&function.module, &self.facts.main) {
            return Err(self.kind(&Value::Function(function.clone())));
        }
        self.functions.push(function.clone());
        for value in function.defaults.borrow().clone() {
            self.outside(&value, &function.name(), false)?;
        }
        for (name, value) in function.kw_defaults.borrow().clone() {
            self.outside(&value, &name.name(), false)?;
        }
        let free = function.code.locals[function.code.free_start()..].to_vec();
        for (cell, name) in function.closure.iter().zip(free) {
            let value = Value::Cell(cell.clone());
            let Some(node) = self.visit(&value, &name.name(), false)? else { continue };
            self.walked.nodes[node].found += 1;
            self.walked.nodes[at].children.push(node);
            if self.facts.cell_stores.contains(&name) {
                self.walked.nodes[node].exposed = true;
                self.left.push(node);
            } else {
                // Bound once, with its function's parameter: nobody sees that there are two.
                self.walked.nodes[node].form = Form::Constant;
                let inner = cell.value.borrow().clone();
                self.outside(&inner, &name.name(), false)?;
            }
        }
        let attributes: Vec<(Sym, Value)> =
            function.attrs.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
        for (name, value) in attributes {
            let name = name.name();
            self.outside(&value, &name, self.describes(&name))?;
        }
        let code = function.code.clone();
        self.code(&code)
    }

    fn class(&mut self, class: &Rc<Type>) -> Result<(), Obstacle> {
        self.classes.push(class.clone());
        let name = Rc::<str>::from(class.short_name());
        for base in class.bases.iter().chain(&class.mro).chain(&class.metaclass) {
            self.outside(&Value::Type(base.clone()), &name, false)?;
        }
        let members: Vec<(Sym, Value)> =
            class.dict.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
        for (name, value) in members {
            let name = name.name();
            let described = self.describes(&name) && !matches!(value, Value::Function(_));
            self.outside(&value, &name, described)?;
        }
        Ok(())
    }

    /// Whether an attribute is what a class or function says about itself, and the program does not change that.
    fn describes(&self, name: &str) -> bool {
        DESCRIBING.binary_search(&name).is_ok() && !self.facts.reads(Sym::new(name))
    }

    /// What code names: globals and modules.
    fn code(&mut self, code: &Rc<Code>) -> Result<(), Obstacle> {
        if self.seen_codes.contains(&Rc::as_ptr(code)) {
            return Ok(());
        }
        self.seen_codes.push(Rc::as_ptr(code));
        for (at, op) in code.ops.iter().enumerate() {
            let next = match code.ops.get(at + 1) {
                Some(Op::LoadAttr(name) | Op::LoadMethod(name) | Op::ImportFrom(name)) => Some(*name),
                _ => None,
            };
            self.reads_all |= match *op {
                Op::LoadGlobal(slot) => reads_by_name(&self.facts.main.slot_name(slot).name()),
                Op::LoadName { name } | Op::LoadAttr(name) | Op::LoadMethod(name) | Op::ImportFrom(name) => {
                    reads_by_name(&name.name())
                }
                Op::MatchClass(_) => true,
                _ => false,
            };
            match *op {
                Op::LoadGlobal(slot) => self.global(self.facts.main.slot_name(slot), next)?,
                Op::LoadName { name } => self.global(name, next)?,
                Op::StoreGlobal(slot) | Op::DeleteGlobal(slot) => {
                    return Err(Obstacle::Written { name: self.facts.main.slot_name(slot).to_string() });
                }
                Op::LoadAttr(name) | Op::LoadMethod(name) => self.read.push(name),
                Op::StoreAttr(name) | Op::DeleteAttr(name) => {
                    self.set.extend(self.facts.receiver(code, at).map(|receiver| (name, receiver)));
                }
                Op::ImportName { name, level } => {
                    // `import a` is followed by other statements.
                    let is_from = matches!(code.ops.get(at + 1), Some(Op::ImportFrom(_)));
                    let imports: Vec<Sym> = code.ops[at + 1..]
                        .iter()
                        .take_while(|op| is_from && !matches!(op, Op::Pop))
                        .filter_map(|op| if let Op::ImportFrom(name) = op { Some(*name) } else { None })
                        .collect();
                    self.import(name, level, &imports)?;
                }
                _ => {}
            }
        }
        for constant in &code.consts {
            if let Value::Code(inner) = constant {
                self.code(inner)?;
            }
        }
        Ok(())
    }

    fn import(&mut self, name: Sym, level: u8, from: &[Sym]) -> Result<(), Obstacle> {
        let text = name.name();
        let obstacle = || Obstacle::Module { name: text.to_string() };
        if level > 0 || &*text == "__main__" {
            return Err(obstacle());
        }
        let may = if from.is_empty() {
            self.natives.may_use(&text, None)
        } else {
            from.iter().all(|attribute| self.natives.may_use(&text, Some(*attribute)))
        };
        if may { Ok(()) } else { Err(obstacle()) }
    }

    /// A global that code reads, and what of it if it is a module.
    fn global(&mut self, name: Sym, attribute: Option<Sym>) -> Result<(), Obstacle> {
        let Some(value) = self.facts.main.get(name) else {
            if self.facts.may_be_set(name, self.module_pc) {
                return Err(Obstacle::NotSetYet { name: name.to_string() });
            }
            return match self.vm.builtins.get(name) {
                Some(_) if !self.natives.may_use("builtins", Some(name)) => {
                    Err(Obstacle::Module { name: name.to_string() })
                }
                Some(_) => Ok(()),
                None => Err(Obstacle::NotSetYet { name: name.to_string() }),
            };
        };
        if self.facts.may_be_set(name, self.module_pc) {
            return Err(Obstacle::Written { name: name.to_string() });
        }
        if let Value::Module(module) = &value {
            let is_main = Rc::ptr_eq(module, &self.facts.main);
            if is_main || !self.natives.may_use(&module.name, attribute) {
                let attribute = attribute.map_or(String::new(), |name| format!(".{name}"));
                return Err(Obstacle::Module { name: format!("{}{attribute}", module.name) });
            }
            let form = Form::Library(Sym::new(&module.name), Vec::new());
            self.known(&value, form);
        } else {
            if let Value::Native(function) = &value {
                self.reads_all |= reads_by_name(function.name);
            }
            self.outside(&value, &name.name(), false)?;
        }
        if !self.walked.globals.iter().any(|(known, _)| *known == name) {
            self.walked.globals.push((name, value));
        }
        Ok(())
    }

    /// Whether a global variable has an instance of a class of the program.
    fn is_plain_global(&self, global: Sym) -> bool {
        match self.facts.main.get(global) {
            Some(Value::Instance(instance)) => !matches!(instance.payload(), Payload::Native(_)),
            _ => false,
        }
    }

    /// Whether attributes that code reads may be set on classes and functions, which both heaps have.
    fn check_attributes(&self) -> Result<(), Obstacle> {
        // Its attributes can be set from both sides.
        let uses_thread = self.read.iter().any(|name| is_current_thread(&name.name()))
            || self.walked.globals.iter().any(|(_, value)| match value {
                Value::Function(function) => is_current_thread(&function.name()),
                _ => false,
            });
        // Nobody else would see what is set on what both heaps have.
        let has_twins = !self.classes.is_empty() || !self.functions.is_empty();
        for (name, receiver) in &self.set {
            let has = self.classes.iter().any(|class| class.dict.borrow().get(*name).is_some());
            let is_plain = matches!(receiver, Receiver::Global(global) if self.is_plain_global(*global));
            if has || (has_twins && !is_plain) {
                return Err(Obstacle::Written { name: name.to_string() });
            }
        }
        for (name, receiver) in &self.facts.attribute_stores {
            let sets = || self.set.iter().any(|(other, _)| other == name);
            if !(self.reads_all || self.read.contains(name) || sets()) {
                continue;
            }
            let has = self.classes.iter().any(|class| class.lookup(*name).is_some())
                || self.functions.iter().any(|function| function.attrs.borrow().get(*name).is_some())
                || self.walked.modules.iter().any(|module| match self.vm.modules.get(module) {
                    // Who means the builtins names their module.
                    Some(Value::Module(module)) => &*module.name != "builtins" && module.get(*name).is_some(),
                    _ => false,
                });
            let may_get = match receiver {
                Receiver::Any | Receiver::Through(_) | Receiver::Module => has_twins,
                Receiver::Global(global) => match self.facts.main.get(*global) {
                    None | Some(Value::Type(_) | Value::Function(_) | Value::Native(_) | Value::None) => true,
                    // A loop.
                    Some(Value::Instance(instance)) => matches!(instance.payload(), Payload::Native(_)),
                    _ => false,
                },
            };
            if uses_thread || has || may_get {
                return Err(Obstacle::Written { name: name.to_string() });
            }
        }
        Ok(())
    }
}

/// Whether this reads attributes whose names it is given.
fn reads_by_name(name: &str) -> bool {
    matches!(name, "getattr" | "hasattr" | "attrgetter" | "methodcaller" | "format" | "format_map")
}

fn is_current_thread(name: &str) -> bool {
    matches!(name, "current_thread" | "currentThread")
}
