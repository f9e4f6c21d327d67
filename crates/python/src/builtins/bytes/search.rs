//! Finding, counting and replacing.

use std::rc::Rc;

use memchr::memmem;

use super::arguments::{bytes, bytes_like, receiver, untouched_receiver, wanted};
use crate::Result;
use crate::builtins::fault::{OrRaise, room_for, type_name};
use crate::builtins::number::plain;
use crate::builtins::string::arguments::{bounds, integer, sub_range};
use crate::native::Args;
use crate::object::{Bytes, Type};
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn install(class: &Type) {
    class.method("find", |vm, args| Ok(located(find(vm, args, "find", position)?)));
    class.method("rfind", |vm, args| Ok(located(find(vm, args, "rfind", last_position)?)));
    class.method("index", |vm, args| {
        let at = find(vm, args, "index", position)?;
        at.map(Value::from).ok_or_else(|| vm.value_error("subsection not found"))
    });
    class.method("rindex", |vm, args| {
        let at = find(vm, args, "rindex", last_position)?;
        at.map(Value::from).ok_or_else(|| vm.value_error("subsection not found"))
    });
    class.method("count", |vm, args| {
        let Some(search) = Search::new(vm, args, "count")? else { return Ok(Value::Int(0)) };
        Ok(Value::from(count(search.part(), search.wanted.as_slice())))
    });
    class.method("startswith", |vm, args| affix(vm, args, "startswith", <[u8]>::starts_with));
    class.method("endswith", |vm, args| affix(vm, args, "endswith", <[u8]>::ends_with));
    class.method("replace", replace);
    class.method("removeprefix", |vm, args| {
        let [this, prefix] = args.method(vm, "bytes.removeprefix")?;
        let (this, prefix) = (receiver(vm, &this, "removeprefix")?, bytes(vm, &prefix)?);
        let rest = this.as_slice().strip_prefix(prefix.as_slice());
        Ok(rest.map_or(Value::Bytes(this.clone()), |rest| Value::bytes(rest.to_vec())))
    });
    class.method("removesuffix", |vm, args| {
        let [this, suffix] = args.method(vm, "bytes.removesuffix")?;
        let (this, suffix) = (receiver(vm, &this, "removesuffix")?, bytes(vm, &suffix)?);
        let rest = this.as_slice().strip_suffix(suffix.as_slice());
        Ok(rest.map_or(Value::Bytes(this.clone()), |rest| Value::bytes(rest.to_vec())))
    });
}

/// A part of some bytes to look into, and what to look for.
struct Search {
    this: Rc<Bytes>,
    wanted: Rc<Bytes>,
    start: usize,
    end: usize,
}

impl Search {
    /// From the arguments `(self, wanted[, start[, end]])`; `None` if the part lies outside.
    fn new(vm: &Vm, args: Args, method: &str) -> Result<Option<Search>> {
        let [this, what, start, end] = sub_range(vm, args, "bytes", method)?;
        let this = receiver(vm, &this, method)?;
        let wanted = wanted(vm, &what)?;
        let (start, end) = bounds(vm, &start, &end, this.as_slice().len())?;
        Ok((start <= end).then_some(Search { this, wanted, start, end }))
    }

    fn part(&self) -> &[u8] {
        &self.this.as_slice()[self.start..self.end]
    }
}

/// Where `wanted` first is.
pub(crate) fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memmem::find(bytes, wanted)
}

/// Where `wanted` last is.
pub(super) fn last_position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memmem::rfind(bytes, wanted)
}

fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    memmem::find_iter(bytes, wanted).count()
}

fn find(
    vm: &Vm,
    args: Args,
    method: &str,
    locate: fn(&[u8], &[u8]) -> Option<usize>,
) -> Result<Option<usize>> {
    let Some(search) = Search::new(vm, args, method)? else { return Ok(None) };
    Ok(locate(search.part(), search.wanted.as_slice()).map(|at| search.start + at))
}

fn located(at: Option<usize>) -> Value {
    at.map_or(Value::Int(-1), Value::from)
}

fn affix(vm: &Vm, args: Args, method: &str, has: fn(&[u8], &[u8]) -> bool) -> Result<Value> {
    let [this, affix, start, end] = sub_range(vm, args, "bytes", method)?;
    let this = untouched_receiver(vm, &this, method)?;
    let (start, end) = bounds(vm, &start, &end, this.as_slice().len())?;
    let part = (start <= end).then(|| &this.as_slice()[start..end]);
    let holds = |affix: &Bytes| part.is_some_and(|part| has(part, affix.as_slice()));
    if let Some(affix) = bytes_like(vm, &affix) {
        return Ok(Value::Bool(holds(&affix)));
    }
    match plain(&affix) {
        Value::Tuple(affixes) => {
            for affix in affixes.iter() {
                if holds(&*bytes(vm, affix)?) {
                    return Ok(Value::Bool(true));
                }
            }
            Ok(Value::Bool(false))
        }
        _ => {
            let given = type_name(&vm.types, &affix);
            let message = format!("{method} first arg must be bytes or a tuple of bytes, not {given}");
            Err(vm.type_error(message))
        }
    }
}

fn replace(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, old, new, limit] = args.optional(vm, "replace", 3)?;
    let this = receiver(vm, &this, "replace")?;
    let (old, new) = (bytes(vm, &old)?, bytes(vm, &new)?);
    let limit = if limit.is_defined() { integer(vm, &limit)? } else { -1 };
    let (whole, old, new) = (this.as_slice(), old.as_slice(), new.as_slice());
    let mut left = usize::try_from(limit).unwrap_or(usize::MAX).min(count(whole, old));
    room_for(left.checked_mul(new.len()).and_then(|added| added.checked_add(whole.len()))).or_raise(vm)?;
    let mut result = Vec::with_capacity(whole.len());
    let mut rest = whole;
    while left > 0 {
        left -= 1;
        match position(rest, old) {
            Some(at) if !old.is_empty() => {
                result.extend_from_slice(&rest[..at]);
                result.extend_from_slice(new);
                rest = &rest[at + old.len()..];
            }
            _ => {
                // Nothing stands before every byte and at the end.
                result.extend_from_slice(new);
                result.extend(rest.first());
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    result.extend_from_slice(rest);
    Ok(Value::bytes(result))
}
