//! The builtin exception classes.

use std::rc::Rc;

use crate::object::{Layout, Type};
use crate::vm::types::{Types, new_type};

macro_rules! builtin_exceptions {
    ($root:ident; $($field:ident $name:literal $base:ident)*) => {
        /// The builtin exception classes.
        #[allow(missing_docs)]
        pub struct Exceptions {
            $(pub $field: Rc<Type>,)*
            pub exception_group: Rc<Type>,
        }

        impl Exceptions {
            /// All of them, still without methods.
            pub fn new(types: &Types) -> Self {
                let $root = types.object.clone();
                $(let $field = new_type($name, &$base, Layout::Exception);)*
                let mut exceptions = Exceptions { $($field,)* exception_group: $root };
                exceptions.exception_group = group(&exceptions.base_exception_group, &exceptions.exception);
                exceptions
            }

            /// All classes, for publishing them in `builtins`.
            pub fn all(&self) -> Vec<&Rc<Type>> {
                vec![$(&self.$field,)* &self.exception_group]
            }
        }
    };
}

builtin_exceptions! {
    object;
    base_exception "BaseException" object
    system_exit "SystemExit" base_exception
    keyboard_interrupt "KeyboardInterrupt" base_exception
    generator_exit "GeneratorExit" base_exception
    base_exception_group "BaseExceptionGroup" base_exception
    exception "Exception" base_exception
    stop_iteration "StopIteration" exception
    stop_async_iteration "StopAsyncIteration" exception
    arithmetic_error "ArithmeticError" exception
    overflow_error "OverflowError" arithmetic_error
    zero_division_error "ZeroDivisionError" arithmetic_error
    floating_point_error "FloatingPointError" arithmetic_error
    assertion_error "AssertionError" exception
    attribute_error "AttributeError" exception
    buffer_error "BufferError" exception
    eof_error "EOFError" exception
    import_error "ImportError" exception
    module_not_found_error "ModuleNotFoundError" import_error
    lookup_error "LookupError" exception
    index_error "IndexError" lookup_error
    key_error "KeyError" lookup_error
    memory_error "MemoryError" exception
    name_error "NameError" exception
    unbound_local_error "UnboundLocalError" name_error
    os_error "OSError" exception
    blocking_io_error "BlockingIOError" os_error
    child_process_error "ChildProcessError" os_error
    connection_error "ConnectionError" os_error
    broken_pipe_error "BrokenPipeError" connection_error
    connection_aborted_error "ConnectionAbortedError" connection_error
    connection_refused_error "ConnectionRefusedError" connection_error
    connection_reset_error "ConnectionResetError" connection_error
    file_exists_error "FileExistsError" os_error
    file_not_found_error "FileNotFoundError" os_error
    interrupted_error "InterruptedError" os_error
    is_a_directory_error "IsADirectoryError" os_error
    not_a_directory_error "NotADirectoryError" os_error
    permission_error "PermissionError" os_error
    process_lookup_error "ProcessLookupError" os_error
    timeout_error "TimeoutError" os_error
    reference_error "ReferenceError" exception
    runtime_error "RuntimeError" exception
    not_implemented_error "NotImplementedError" runtime_error
    recursion_error "RecursionError" runtime_error
    syntax_error "SyntaxError" exception
    indentation_error "IndentationError" syntax_error
    tab_error "TabError" indentation_error
    system_error "SystemError" exception
    type_error "TypeError" exception
    value_error "ValueError" exception
    unicode_error "UnicodeError" value_error
    unicode_decode_error "UnicodeDecodeError" unicode_error
    unicode_encode_error "UnicodeEncodeError" unicode_error
    warning "Warning" exception
    bytes_warning "BytesWarning" warning
    deprecation_warning "DeprecationWarning" warning
    future_warning "FutureWarning" warning
    import_warning "ImportWarning" warning
    pending_deprecation_warning "PendingDeprecationWarning" warning
    resource_warning "ResourceWarning" warning
    runtime_warning "RuntimeWarning" warning
    syntax_warning "SyntaxWarning" warning
    unicode_warning "UnicodeWarning" warning
    user_warning "UserWarning" warning
}

/// `ExceptionGroup(BaseExceptionGroup, Exception)`
fn group(base_group: &Rc<Type>, exception: &Rc<Type>) -> Rc<Type> {
    let mut class = new_type("ExceptionGroup", base_group, Layout::Exception);
    if let Some(class) = Rc::get_mut(&mut class) {
        class.bases.push(exception.clone());
        class.mro.insert(1, exception.clone());
    }
    class
}
