//! The builtin functions and the methods of the builtin classes.

use std::rc::Rc;

use crate::object::Module;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

pub(crate) mod after;
pub mod bytes;
pub mod compare;
pub(crate) mod construct;
pub(crate) mod containers;
pub mod dict;
pub mod equal;
pub mod exception;
pub mod fault;
pub mod float;
pub mod format;
pub mod functions;
pub(crate) mod generator;
pub mod hash;
pub mod int;
pub(crate) mod internal;
pub mod iterators;
pub(crate) mod known_modules;
pub mod list;
pub mod number;
pub(crate) mod object;
pub mod pieces;
pub mod range;
pub mod repr;
pub mod set;
pub mod slice;
pub mod string;
pub mod subscript;
pub(crate) mod suggest;
pub mod tuple;

/// Defines the methods of the builtin classes and publishes the builtins.
pub(crate) fn install(vm: &Vm) {
    let types = &vm.types;
    object::install(vm);
    repr::install(vm);
    exception::install(vm);
    int::install(types);
    float::install(types);
    string::install(types);
    bytes::install(types);
    list::methods::install(vm);
    tuple::install(vm);
    dict::methods::install(vm);
    dict::views::install(vm);
    set::methods::install(vm);
    containers::install(vm);
    range::install(vm);
    slice::install(vm);
    subscript::install(vm);
    compare::install(vm);
    iterators::install(vm);
    iterators::combined::install(vm);
    generator::install(vm);
    functions::install(vm);
    publish(vm, &vm.builtins);
}

fn publish(vm: &Vm, builtins: &Rc<Module>) {
    let types = &vm.types;
    let public = [
        &types.object,
        &types.type_,
        &types.int,
        &types.float,
        &types.bool,
        &types.str,
        &types.bytes,
        &types.tuple,
        &types.list,
        &types.dict,
        &types.set,
        &types.frozenset,
        &types.range,
        &types.slice,
        &types.property,
        &types.staticmethod,
        &types.classmethod,
        &types.super_,
        &types.enumerate,
        &types.zip,
        &types.map,
        &types.filter,
        &types.reversed,
    ];
    for class in public.into_iter().chain(vm.exceptions.all()) {
        builtins.set(Sym::new(&class.name), Value::Type(class.clone()));
    }
    builtins.set(Sym::new("EnvironmentError"), Value::Type(vm.exceptions.os_error.clone()));
    builtins.set(Sym::new("IOError"), Value::Type(vm.exceptions.os_error.clone()));
    builtins.define("NotImplemented", Value::NotImplemented);
    builtins.define("Ellipsis", Value::Ellipsis);
    builtins.define("__debug__", true);
    builtins.set(crate::symbol::sym::NAME, Value::str("builtins"));
}
