//! What the loop over instructions calls most, compiled beside it.
//!
//! Each is a function of its own, or the loop would become too large to be compiled well. They are generic for the
//! sake of where they are compiled: in the crate that makes the machine, at the level of optimisation of the loop
//! ([`Vm::new`]).

use crate::Result;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::Then;

macro_rules! beside {
    ($($name:ident = $function:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {
        impl Vm {
            $(
                #[doc = concat!("[`Vm::", stringify!($function), "`]")]
                #[inline(never)]
                pub(super) fn $name<const LOOP: bool>(&mut self, $($argument: $type),*) -> $result {
                    self.$function($($argument),*)
                }
            )*
        }
    };
}

beside! {
    beside_call = call_on_stack(argc: usize) -> Result<()>;
    beside_call_method = call_method_on_stack(argc: usize) -> Result<()>;
    beside_load_attr = quick_load_attr(name: Sym) -> bool;
    beside_store_attr = quick_store_attr(name: Sym) -> bool;
    beside_load_method = quick_load_method(name: Sym) -> bool;
    beside_load_subscr = quick_load_subscr() -> bool;
    beside_iterate = iterate(exit: u32) -> Result<()>;
    beside_return = end_call(value: Value) -> Result<()>;
    beside_delegate = delegate(value: Value) -> Result<()>;
    beside_suspend_top = suspend_top() -> Then;
    beside_deliver_yield = deliver_yield(then: Then, value: Value) -> Result<()>;
}
