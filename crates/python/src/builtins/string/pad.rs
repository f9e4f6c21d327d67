//! Filling up, and stripping.

use super::arguments::{c_int, integer, no_arguments, receiver, text};
use super::chars;
use crate::Result;
use crate::builtins::fault::{OrRaise, room_for};
use crate::builtins::number::convert::saturating_size;
use crate::native::Args;
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn install(class: &Type) {
    class.method("ljust", |vm, args| justify(vm, args, "ljust", |fill, _| (0, fill)));
    class.method("rjust", |vm, args| justify(vm, args, "rjust", |fill, _| (fill, 0)));
    class.method("center", |vm, args| {
        justify(vm, args, "center", |fill, width| {
            // An odd rest goes to the left if the width is odd too.
            let left = fill / 2 + (fill & width & 1);
            (left, fill - left)
        })
    });
    class.method("zfill", zfill);
    class.method("expandtabs", expandtabs);
    class.method("strip", |vm, args| strip(vm, args, "strip", true, true));
    class.method("lstrip", |vm, args| strip(vm, args, "lstrip", true, false));
    class.method("rstrip", |vm, args| strip(vm, args, "rstrip", false, true));
    class.method("__str__", |vm, args| no_arguments(vm, args, "__str__", |text| Value::Str(text.clone())));
    class.method("__repr__", |vm, args| {
        no_arguments(vm, args, "__repr__", |text| Value::string(super::repr_str(text.as_str())))
    });
}

fn justify(vm: &Vm, args: Args, method: &str, sides: fn(usize, usize) -> (usize, usize)) -> Result<Value> {
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("str.{method}() takes no keyword arguments")));
    }
    let [this, width, fill] = args.optional(vm, method, 2)?;
    let this = receiver(vm, &this, method)?;
    let width = saturating_size(integer(vm, &width)?);
    let fill = if fill.is_defined() { fill_char(vm, &fill)? } else { ' ' };
    let missing = width.saturating_sub(this.chars());
    if missing == 0 {
        return Ok(Value::Str(this));
    }
    room_for(missing.checked_mul(fill.len_utf8())).or_raise(vm)?;
    let (before, after) = sides(missing, width);
    let mut result = String::with_capacity(this.as_str().len() + missing * fill.len_utf8());
    result.extend(std::iter::repeat_n(fill, before));
    result.push_str(this.as_str());
    result.extend(std::iter::repeat_n(fill, after));
    Ok(Value::string(result))
}

fn fill_char(vm: &Vm, value: &Value) -> Result<char> {
    let fill =
        text(vm, value, |given| format!("The fill character must be a unicode character, not {given}"))?;
    let mut chars = fill.as_str().chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(c),
        _ => Err(vm.type_error("The fill character must be exactly one character long")),
    }
}

fn zfill(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this, width] = args.method(vm, "str.zfill")?;
    let this = receiver(vm, &this, "zfill")?;
    let width = saturating_size(integer(vm, &width)?);
    let missing = width.saturating_sub(this.chars());
    if missing == 0 {
        return Ok(Value::Str(this));
    }
    room_for(Some(missing)).or_raise(vm)?;
    let text = this.as_str();
    let sign = usize::from(text.starts_with(['+', '-']));
    Ok(Value::string(format!("{}{}{}", &text[..sign], "0".repeat(missing), &text[sign..])))
}

fn expandtabs(vm: &mut Vm, mut args: Args) -> Result<Value> {
    let size = args.take(1, "tabsize");
    if let Some((name, _)) = args.kw.first() {
        let message = format!("'{name}' is an invalid keyword argument for expandtabs()");
        return Err(vm.type_error(message));
    }
    if args.pos.len() > 2 {
        let given = args.pos.len() - 1;
        return Err(vm.type_error(format!("expandtabs() takes at most 1 argument ({given} given)")));
    }
    let [this, _] = args.optional(vm, "expandtabs", 1)?;
    let this = receiver(vm, &this, "expandtabs")?;
    let size = match size {
        Some(size) => c_int(vm, &size)?.max(0) as usize,
        None => 8,
    };
    let mut result = String::with_capacity(this.as_str().len());
    let mut column = 0;
    for c in this.as_str().chars() {
        match c {
            '\t' if size > 0 => {
                let blanks = size - column % size;
                room_for(result.len().checked_add(blanks)).or_raise(vm)?;
                result.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            '\t' => {}
            _ => {
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
                result.push(c);
            }
        }
    }
    Ok(Value::string(result))
}

fn strip(vm: &Vm, args: Args, method: &str, left: bool, right: bool) -> Result<Value> {
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("str.{method}() takes no keyword arguments")));
    }
    let [this, wanted] = args.optional(vm, method, 1)?;
    let this = receiver(vm, &this, method)?;
    let wanted = match &wanted {
        Value::Undefined | Value::None => None,
        wanted => Some(text(vm, wanted, |_| format!("{method} arg must be None or str"))?),
    };
    let is_stripped = |c: char| match &wanted {
        Some(wanted) => wanted.as_str().contains(c),
        None => chars::is_space(c),
    };
    let mut text = this.as_str();
    if left {
        text = text.trim_start_matches(is_stripped);
    }
    if right {
        text = text.trim_end_matches(is_stripped);
    }
    Ok(if text.len() == this.as_str().len() { Value::Str(this.clone()) } else { Value::str(text) })
}
