//! Interned names, so that attributes and variables are compared as numbers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

/// An interned name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

struct Interner {
    names: Vec<Rc<str>>,
    numbers: HashMap<Rc<str>, Sym, BuildHasherDefault<FxHasher>>,
}

thread_local! {
    static INTERNER: RefCell<Interner> = RefCell::new(Interner::new());
}

impl Sym {
    /// The symbol of `name`.
    pub fn new(name: &str) -> Sym {
        INTERNER.with(|interner| interner.borrow_mut().intern(name))
    }

    /// The name.
    pub fn name(self) -> Rc<str> {
        INTERNER.with(|interner| interner.borrow().names[self.0 as usize].clone())
    }
}

impl fmt::Debug for Sym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl fmt::Display for Sym {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl Interner {
    fn new() -> Self {
        let mut interner = Interner { names: Vec::new(), numbers: HashMap::default() };
        for name in WELL_KNOWN {
            interner.intern(name);
        }
        interner
    }

    fn intern(&mut self, name: &str) -> Sym {
        if let Some(&sym) = self.numbers.get(name) {
            return sym;
        }
        let sym = Sym(self.names.len() as u32);
        let name: Rc<str> = name.into();
        self.names.push(name.clone());
        self.numbers.insert(name, sym);
        sym
    }
}

macro_rules! well_known {
    ($($constant:ident $name:literal)*) => {
        const WELL_KNOWN: &[&str] = &[$($name),*];

        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Number { $($constant),* }

        /// The names that the interpreter itself looks up.
        pub mod sym {
            use super::{Number, Sym};
            $(
                #[doc = concat!("`", $name, "`")]
                pub const $constant: Sym = Sym(Number::$constant as u32);
            )*
        }
    };
}

well_known! {
    INIT "__init__" NEW "__new__" CALL "__call__" STR "__str__" REPR "__repr__" FORMAT "__format__"
    HASH "__hash__" EQ "__eq__" NE "__ne__" LT "__lt__" LE "__le__" GT "__gt__" GE "__ge__"
    BOOL "__bool__" LEN "__len__" ITER "__iter__" NEXT "__next__" CONTAINS "__contains__"
    GETITEM "__getitem__" SETITEM "__setitem__" DELITEM "__delitem__" MISSING "__missing__"
    GETATTR "__getattr__" GETATTRIBUTE "__getattribute__" SETATTR "__setattr__" DELATTR "__delattr__"
    GET "__get__" SET "__set__" DELETE "__delete__" SET_NAME "__set_name__"
    INIT_SUBCLASS "__init_subclass__" CLASS_GETITEM "__class_getitem__"
    ENTER "__enter__" EXIT "__exit__" AENTER "__aenter__" AEXIT "__aexit__"
    AWAIT "__await__" AITER "__aiter__" ANEXT "__anext__"
    ADD "__add__" RADD "__radd__" IADD "__iadd__" SUB "__sub__" RSUB "__rsub__" ISUB "__isub__"
    MUL "__mul__" RMUL "__rmul__" IMUL "__imul__" TRUEDIV "__truediv__" RTRUEDIV "__rtruediv__"
    ITRUEDIV "__itruediv__" FLOORDIV "__floordiv__" RFLOORDIV "__rfloordiv__" IFLOORDIV "__ifloordiv__"
    MOD "__mod__" RMOD "__rmod__" IMOD "__imod__" POW "__pow__" RPOW "__rpow__" IPOW "__ipow__"
    MATMUL "__matmul__" RMATMUL "__rmatmul__" IMATMUL "__imatmul__"
    AND "__and__" RAND "__rand__" IAND "__iand__" OR "__or__" ROR "__ror__" IOR "__ior__"
    XOR "__xor__" RXOR "__rxor__" IXOR "__ixor__" LSHIFT "__lshift__" RLSHIFT "__rlshift__"
    ILSHIFT "__ilshift__" RSHIFT "__rshift__" RRSHIFT "__rrshift__" IRSHIFT "__irshift__"
    NEG "__neg__" POS "__pos__" INVERT "__invert__" ABS "__abs__" INDEX "__index__" INT "__int__"
    FLOAT "__float__" ROUND "__round__" REVERSED "__reversed__" DIVMOD "__divmod__" RDIVMOD "__rdivmod__"
    NAME "__name__" IN_C "__in_c__" QUALNAME "__qualname__" MODULE "__module__" DOC "__doc__" DICT "__dict__"
    CLASS "__class__" BASES "__bases__" MRO "__mro__" SLOTS "__slots__" ABSTRACT_METHODS "__abstractmethods__" ANNOTATIONS "__annotations__"
    DEFAULTS "__defaults__" CODE "__code__" FILE "__file__" ALL "__all__"
    CLASSCELL "__classcell__" PREPARE "__prepare__" MATCH_ARGS "__match_args__" DEL "__del__"
    INSTANCECHECK "__instancecheck__" SUBCLASSCHECK "__subclasscheck__" MAIN "__main__"
    CAUSE "__cause__" CONTEXT "__context__" TRACEBACK "__traceback__" SUPPRESS_CONTEXT "__suppress_context__"
    NOTES "__notes__" ARGS "args" KEYS "keys" SEND "send" THROW "throw" CLOSE "close" VALUE "value"
    SELF "self" NAME_ATTR "name" METACLASS "metaclass" JOIN "join" WRITE "write" FLUSH "flush"
}

/// A fast hash without a seed, for keys that a program can't choose freely enough to matter.
#[derive(Default, Clone, Copy)]
pub struct FxHasher(u64);

impl Hasher for FxHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }
}
