//! Iterating over a `str`.

use std::rc::Rc;

use crate::object::{Iter, NativeIterator, PyStr, Quick};
use crate::value::Value;

thread_local! {
    /// The texts of one ASCII character, made once.
    static ASCII: [Rc<PyStr>; 128] = std::array::from_fn(|code| {
        Rc::new(PyStr::from((code as u8 as char).to_string()))
    });
}

/// `iter(text)`
pub fn iterate(text: &Rc<PyStr>) -> Value {
    Iter::value(StrIter { text: text.clone(), offset: 0 })
}

/// The text of one character.
pub fn char_value(c: char) -> Value {
    if c.is_ascii() {
        ASCII.with(|texts| Value::Str(texts[c as usize].clone()))
    } else {
        Value::string(c.to_string())
    }
}

struct StrIter {
    text: Rc<PyStr>,
    /// Of the next character, in bytes.
    offset: usize,
}

impl NativeIterator for StrIter {
    fn type_name(&self) -> &'static str {
        if self.text.is_ascii() { "str_ascii_iterator" } else { "str_iterator" }
    }

    fn quick(&mut self) -> Quick {
        let next = self.text.as_str()[self.offset..].chars().next();
        self.offset += next.map_or(0, char::len_utf8);
        next.map(char_value).into()
    }

    fn size_hint(&self) -> usize {
        self.text.as_str().len() - self.offset
    }
}
