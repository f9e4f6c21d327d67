//! `isalpha()` and its kin.

use super::arguments::no_arguments;
use super::{case, chars};
use crate::object::{PyStr, Type};
use crate::value::Value;

pub(super) fn install(class: &Type) {
    class
        .method("isalpha", |vm, args| no_arguments(vm, args, "isalpha", |text| every(text, chars::is_alpha)));
    class.method("isalnum", |vm, args| {
        no_arguments(vm, args, "isalnum", |text| every(text, |c| chars::is_alpha(c) || chars::is_numeric(c)))
    });
    class.method("isdecimal", |vm, args| {
        no_arguments(vm, args, "isdecimal", |text| every(text, |c| chars::decimal_value(c).is_some()))
    });
    class
        .method("isdigit", |vm, args| no_arguments(vm, args, "isdigit", |text| every(text, chars::is_digit)));
    class.method("isnumeric", |vm, args| {
        no_arguments(vm, args, "isnumeric", |text| every(text, chars::is_numeric))
    });
    class
        .method("isspace", |vm, args| no_arguments(vm, args, "isspace", |text| every(text, chars::is_space)));
    class.method("isprintable", |vm, args| {
        no_arguments(vm, args, "isprintable", |text| {
            Value::Bool(text.as_str().chars().all(chars::is_printable))
        })
    });
    class
        .method("isascii", |vm, args| no_arguments(vm, args, "isascii", |text| Value::Bool(text.is_ascii())));
    class.method("isidentifier", |vm, args| {
        no_arguments(vm, args, "isidentifier", |text| Value::Bool(chars::is_identifier(text.as_str())))
    });
    class.method("istitle", |vm, args| {
        no_arguments(vm, args, "istitle", |text| Value::Bool(case::is_title(text.as_str())))
    });
    class.method("islower", |vm, args| {
        no_arguments(vm, args, "islower", |text| cased(text, chars::is_lower, chars::is_upper))
    });
    class.method("isupper", |vm, args| {
        no_arguments(vm, args, "isupper", |text| cased(text, chars::is_upper, chars::is_lower))
    });
}

/// Whether there are characters and all have a property.
fn every(text: &PyStr, has: impl Fn(char) -> bool) -> Value {
    Value::Bool(!text.as_str().is_empty() && text.as_str().chars().all(has))
}

/// Whether some character is of the wanted case and none of another.
fn cased(text: &PyStr, wanted: fn(char) -> bool, other: fn(char) -> bool) -> Value {
    let text = text.as_str();
    let refused = |c| other(c) || chars::is_title(c);
    Value::Bool(text.chars().any(wanted) && !text.chars().any(refused))
}
