//! What the loop over instructions calls most: hot code, which is compiled in the crate `hot-loop` at that crate's level of optimisation.
//!
//! Generic functions are compiled where they are called, and so is what is `#[inline]`: the loop is called by the crate that makes the machine
//! ([`Vm::new`]), and calls these. Each is a function of its own, or the loop would become too large to be compiled well. All else of
//! this crate is compiled to be small.

use crate::Result;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::Then;

macro_rules! hot {
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

hot! {
    hot_call = call_on_stack(argc: usize) -> Result<()>;
    hot_call_method = call_method_on_stack(argc: usize) -> Result<()>;
    hot_load_attr = quick_load_attr(name: Sym) -> bool;
    hot_store_attr = quick_store_attr(name: Sym) -> bool;
    hot_load_method = quick_load_method(name: Sym) -> bool;
    hot_load_subscr = quick_load_subscr() -> bool;
    hot_iterate = iterate(exit: u32) -> Result<()>;
    hot_return = end_call(value: Value) -> Result<()>;
    hot_delegate = delegate(value: Value) -> Result<()>;
    hot_suspend_top = suspend_top() -> Then;
    hot_deliver_yield = deliver_yield(then: Then, value: Value) -> Result<()>;
}
