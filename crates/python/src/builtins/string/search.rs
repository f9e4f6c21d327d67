//! Finding, counting and replacing.

use std::rc::Rc;

use super::arguments::{bounds, integer, receiver, sub_range, text, text_argument, untouched_receiver};
use crate::Result;
use crate::builtins::fault::{OrRaise, room_for, type_name};
use crate::builtins::number::plain;
use crate::builtins::pieces::{AT_ONCE, Piece, in_pieces};
use crate::native::{Args, Flow};
use crate::object::{PyStr, Type};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// Texts of more bytes are gone through in pieces where they are replaced.
const LONG: usize = 1 << 16;

pub(super) fn install(class: &Type) {
    class.method("find", |vm, args| Ok(found(find(vm, args, "find", first)?)));
    class.method("rfind", |vm, args| Ok(found(find(vm, args, "rfind", last)?)));
    class.method("index", |vm, args| {
        let at = find(vm, args, "index", first)?;
        at.map(Value::from).ok_or_else(|| vm.value_error("substring not found"))
    });
    class.method("rindex", |vm, args| {
        let at = find(vm, args, "rindex", last)?;
        at.map(Value::from).ok_or_else(|| vm.value_error("substring not found"))
    });
    class.method("count", |vm, args| {
        let Some(search) = Search::new(vm, args, "count")? else { return Ok(Value::Int(0)) };
        Ok(Value::from(search.part().matches(search.wanted.as_str()).count()))
    });
    class.method("startswith", |vm, args| {
        affix(vm, args, "startswith", |text, affix| text.starts_with(affix))
    });
    class.method("endswith", |vm, args| affix(vm, args, "endswith", |text, affix| text.ends_with(affix)));
    class.flow_method("replace", replace);
    class.method("removeprefix", |vm, args| {
        let [this, prefix] = args.method(vm, "str.removeprefix")?;
        let this = receiver(vm, &this, "removeprefix")?;
        let prefix = text_argument(vm, &prefix, "removeprefix() argument")?;
        Ok(this.as_str().strip_prefix(prefix.as_str()).map_or(Value::Str(this.clone()), Value::str))
    });
    class.method("removesuffix", |vm, args| {
        let [this, suffix] = args.method(vm, "str.removesuffix")?;
        let this = receiver(vm, &this, "removesuffix")?;
        let suffix = text_argument(vm, &suffix, "removesuffix() argument")?;
        Ok(this.as_str().strip_suffix(suffix.as_str()).map_or(Value::Str(this.clone()), Value::str))
    });
}

/// A part of a text to look into, and what to look for.
struct Search {
    this: Rc<PyStr>,
    wanted: Rc<PyStr>,
    /// In code points.
    start: usize,
    end: usize,
}

impl Search {
    /// From the arguments `(self, wanted[, start[, end]])`; `None` if the part lies outside of the text.
    fn new(vm: &Vm, args: Args, method: &str) -> Result<Option<Search>> {
        let [this, wanted, start, end] = sub_range(vm, args, "str", method)?;
        let this = receiver(vm, &this, method)?;
        let wanted = text(vm, &wanted, |given| format!("must be str, not {given}"))?;
        let (start, end) = bounds(vm, &start, &end, this.chars())?;
        Ok((start <= end).then_some(Search { this, wanted, start, end }))
    }

    fn part(&self) -> &str {
        if self.start == 0 && self.end == self.this.chars() {
            return self.this.as_str();
        }
        self.this.slice(self.start, self.end)
    }
}

fn first(text: &str, wanted: &str) -> Option<usize> {
    text.find(wanted)
}

fn last(text: &str, wanted: &str) -> Option<usize> {
    text.rfind(wanted)
}

fn find(vm: &Vm, args: Args, method: &str, locate: fn(&str, &str) -> Option<usize>) -> Result<Option<usize>> {
    let Some(search) = Search::new(vm, args, method)? else { return Ok(None) };
    let part = search.part();
    let at = locate(part, search.wanted.as_str());
    Ok(at.map(|at| {
        let chars = if search.this.is_ascii() { at } else { part[..at].chars().count() };
        search.start + chars
    }))
}

fn found(at: Option<usize>) -> Value {
    at.map_or(Value::Int(-1), Value::from)
}

fn affix(vm: &Vm, args: Args, method: &str, has: fn(&str, &str) -> bool) -> Result<Value> {
    let [this, wanted, start, end] = sub_range(vm, args, "str", method)?;
    let this = untouched_receiver(vm, &this, method)?;
    let (start, end) = bounds(vm, &start, &end, this.chars())?;
    let part = (start <= end).then(|| this.slice(start, end));
    let holds = |affix: &str| part.is_some_and(|part| has(part, affix));
    match plain(&wanted) {
        Value::Str(affix) => Ok(Value::Bool(holds(affix.as_str()))),
        Value::Tuple(affixes) => {
            for affix in affixes.iter() {
                let affix = text(vm, affix, |given| {
                    format!("tuple for {method} must only contain str, not {given}")
                })?;
                if holds(affix.as_str()) {
                    return Ok(Value::Bool(true));
                }
            }
            Ok(Value::Bool(false))
        }
        _ => {
            let given = type_name(&vm.types, &wanted);
            let message = format!("{method} first arg must be str or a tuple of str, not {given}");
            Err(vm.type_error(message))
        }
    }
}

fn replace(vm: &mut Vm, args: Args) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("str.replace() takes no keyword arguments"));
    }
    let [this, old, new, count] = args.optional(vm, "replace", 3)?;
    let this = receiver(vm, &this, "replace")?;
    let old = text_argument(vm, &old, "replace() argument 1")?;
    let new = text_argument(vm, &new, "replace() argument 2")?;
    let limit = if count.is_defined() { integer(vm, &count)? } else { -1 };
    if this.as_str().len() > LONG && !old.as_str().is_empty() {
        return Ok(replace_in_pieces(this, old, new, usize::try_from(limit).unwrap_or(usize::MAX)));
    }
    let (text, old, new) = (this.as_str(), old.as_str(), new.as_str());
    let count = usize::try_from(limit).unwrap_or(usize::MAX).min(text.matches(old).count());
    if count == 0 {
        return Ok(Flow::Value(Value::Str(this)));
    }
    room_for(count.checked_mul(new.len()).and_then(|added| added.checked_add(text.len()))).or_raise(vm)?;
    Ok(Flow::Value(Value::string(text.replacen(old, new, count))))
}

/// `replace()` in a long text.
fn replace_in_pieces(this: Rc<PyStr>, old: Rc<PyStr>, new: Rc<PyStr>, limit: usize) -> Flow {
    let (mut left, mut at) = (limit, 0);
    let mut result = String::new();
    in_pieces(move |vm| {
        let text = this.as_str();
        work::charge(work::PIECE as u64);
        for _ in 0..AT_ONCE {
            let found = if left == 0 { None } else { text[at..].find(old.as_str()) };
            let Some(found) = found else {
                if at == 0 {
                    return Ok(Piece::Done(Value::Str(this.clone())));
                }
                room_for(Some(result.len() + text.len() - at)).or_raise(vm)?;
                result.push_str(&text[at..]);
                return Ok(Piece::Done(Value::string(std::mem::take(&mut result))));
            };
            room_for(Some(result.len() + found + new.as_str().len())).or_raise(vm)?;
            result.push_str(&text[at..at + found]);
            result.push_str(new.as_str());
            at += found + old.as_str().len();
            left -= 1;
        }
        Ok(Piece::More)
    })
}
