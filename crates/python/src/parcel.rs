//! Values on their way to another heap: whether they may go, and how they are packed.
//!
//! A thread that shares nothing with others can have a heap of its own. What it needs is *packed* in the heap where it
//! begins, and *unpacked* in the other one. Which heap an object is in must not be seen, so only what can't be told from
//! sharing goes:
//!
//! - what can't change, as a copy;
//! - what can change if every reference to it is inside of what goes: it moves;
//! - the program's functions and classes, as [`Twins`]: both heaps have them, and they keep their identity. They don't
//!   change either, as far as the program's code can tell ([`Facts`]);
//! - things of the library, by name.
//!
//! All else is an [`Obstacle`]. A doubt is one, too.

mod facts;
mod library;
mod read;
mod walk;
mod write;

use std::collections::HashMap;
use std::fmt;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

pub use facts::Facts;
pub use read::{required_modules, unpack};

use crate::object::{Generator, Instance};
use crate::symbol::{FxHasher, Sym};
use crate::value::Value;
use crate::vm::Vm;

/// Larger parcels don't go, in bytes.
const LARGEST: usize = 8 << 20;

/// Why values stay in their heap, in the words of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// An object that can change is held by others, too.
    Shared {
        /// The name by which it was found.
        name: String,
    },
    /// A variable or an attribute may be set again.
    Written {
        /// Its name.
        name: String,
    },
    /// A global variable has no value yet.
    NotSetYet {
        /// Its name.
        name: String,
    },
    /// The program uses something that reaches everything, such as `globals`.
    Reaches {
        /// What it uses.
        name: String,
    },
    /// A module of the library keeps something, such as `random`.
    Module {
        /// The module, or an attribute of it.
        name: String,
    },
    /// Objects of this kind don't go.
    Kind {
        /// The name of its type.
        type_name: String,
    },
    /// The program has modules of its own, whose code can do anything to what it reaches.
    OwnModules,
    /// It is too much.
    TooLarge,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Obstacle::Shared { name } => write!(out, "shares `{name}`"),
            Obstacle::Written { name } => write!(out, "`{name}` may be set again"),
            Obstacle::NotSetYet { name } => write!(out, "`{name}` isn't set yet"),
            Obstacle::Reaches { name } => write!(out, "the program uses `{name}`"),
            Obstacle::Module { name } => write!(out, "uses `{name}`"),
            Obstacle::Kind { type_name } => write!(out, "has an object of type `{type_name}`"),
            Obstacle::OwnModules => out.write_str("the program has modules of its own"),
            Obstacle::TooLarge => out.write_str("has too much to carry"),
        }
    }
}

/// Bytes that are not a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadParcel;

/// What the modules say about their own objects.
pub trait Natives {
    /// Whether code elsewhere may use a module of the library, or an attribute of it.
    fn may_use(&self, module: &str, attribute: Option<Sym>) -> bool;

    /// How many local variables, of all threads, hold a value that they don't read any more.
    fn dead_references(&self, vm: &Vm, value: &Value) -> usize;

    /// An instance of a class written in Rust as bytes, from which [`Natives::unpack`] makes its twin; `None` if it stays.
    fn pack(&mut self, vm: &Vm, instance: &Rc<Instance>) -> Option<Vec<u8>>;

    /// A generator or coroutine goes: the one in this heap must not run any more.
    fn packed(&mut self, generator: &Rc<Generator>);

    /// The twin of an instance.
    ///
    /// # Errors
    /// If the bytes are something else.
    fn unpack(&mut self, vm: &mut Vm, bytes: &[u8]) -> Result<Value, BadParcel>;
}

/// A value that goes.
pub struct Root {
    /// The value.
    pub value: Value,
    /// How many references to it, this one among them, go with it or are given up.
    pub references: usize,
}

/// Numbers of objects by their address.
type ByAddress = HashMap<usize, i64, BuildHasherDefault<FxHasher>>;

/// The objects that two heaps have both, by number.
pub struct Twins {
    /// Whether this side may add program's functions and classes.
    is_home: bool,
    objects: Vec<Value>,
    numbers: ByAddress,
}

impl Twins {
    /// In the heap in which the program's module runs.
    pub fn home() -> Self {
        Twins { is_home: true, objects: Vec::new(), numbers: ByAddress::default() }
    }

    /// In the other one.
    pub fn island() -> Self {
        Twins { is_home: false, ..Twins::home() }
    }

    /// Whether both heaps have the object at an address.
    pub fn knows(&self, address: usize) -> bool {
        self.numbers.contains_key(&address)
    }

    fn number(&self, value: &Value) -> Option<u32> {
        self.numbers.get(&value.address()?).map(|number| *number as u32)
    }

    fn add(&mut self, value: Value) {
        if let Some(address) = value.address() {
            self.numbers.insert(address, self.objects.len() as i64);
            self.objects.push(value);
        }
    }
}

/// Packs values, or says what keeps them. `module_pc` is where the program's module is, if it still runs. Whoever packs gives
/// up what went: all of it that can change now belongs to the other heap.
///
/// # Errors
/// The first obstacle.
pub fn pack(
    vm: &mut Vm,
    facts: &Facts,
    module_pc: Option<usize>,
    roots: &[Root],
    twins: &mut Twins,
    natives: &mut dyn Natives,
) -> Result<Vec<u8>, Obstacle> {
    let walked = walk::walk(vm, facts, module_pc, roots, twins, natives)?;
    let bytes = write::write(vm, &walked, roots)?;
    for &node in &walked.new_twins {
        twins.add(walked.nodes[node].value.clone());
    }
    for node in &walked.nodes {
        if let (Value::Generator(generator), walk::Form::Copied) = (&node.value, &node.form) {
            natives.packed(generator);
        }
    }
    Ok(bytes)
}
