//! Makes the machine, and so compiles its loop over instructions, which is generic for that sake ([`Vm::new`]): in a download this crate is
//! optimised for speed, and what is around it for size.

use loopscope_python::Vm;
use loopscope_stdlib::Config;

/// An interpreter with all modules, for a new program.
pub fn new_vm(config: Config) -> Vm {
    loopscope_stdlib::new_vm(config)
}
