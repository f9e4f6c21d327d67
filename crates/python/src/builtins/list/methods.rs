//! The methods of `list`.

use std::rc::Rc;

use super::extend::{in_pieces, is_long, room_for_items};
use super::{moved, receiver, sort};
use crate::Result;
use crate::builtins::equal::same;
use crate::builtins::iterators::collect;
use crate::builtins::number::plain;
use crate::builtins::slice::{Index, not_an_integer};
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::discard::discard_items;
use crate::object::{Instance, List, Payload};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let class = args.pos.first().cloned().unwrap_or_default();
    if let Value::Type(class) = class
        && !Rc::ptr_eq(&class, &vm.types.list)
    {
        let payload = Payload::Value(Value::list(Vec::new()));
        return Ok(Flow::Value(Value::Instance(tracked(Instance::new(class, payload)))));
    }
    let list = Value::list(Vec::new());
    fill(vm, args, list.clone(), list)
}

fn init(vm: &mut Vm, args: Args) -> Result<Flow> {
    let list = Value::List(receiver(vm, args.pos.first().unwrap_or(&Value::None), "__init__")?);
    fill(vm, args, list, Value::None)
}

/// `list`'s items become those of the second argument.
fn fill(vm: &mut Vm, args: Args, list: Value, result: Value) -> Result<Flow> {
    if !args.kw.is_empty() {
        return Err(vm.type_error("list() takes no keyword arguments"));
    }
    if args.pos.len() > 2 {
        return Err(vm.type_error(format!("list expected at most 1 argument, got {}", args.pos.len() - 1)));
    }
    let iterable = args.pos.into_iter().nth(1);
    if let Value::List(target) = &list {
        let items = match &iterable {
            Some(iterable) if is_long(vm, iterable) => None,
            Some(iterable) => collect(vm, iterable)?,
            None => Some(Vec::new()),
        };
        if let Some(items) = items {
            let old = target.items.replace(items);
            discard_items(old);
            return Ok(Flow::Value(result));
        }
        if let Some(iterable) = &iterable
            && let Some(flow) = in_pieces(vm, target, iterable, &result)?
        {
            discard_items(target.items.take());
            return Ok(flow);
        }
    }
    Ok(Flow::call(vm.prelude("_list_fill"), Args::new([list, iterable.unwrap_or(Value::None), result])))
}

fn append(vm: &mut Vm, args: Args) -> Result<Value> {
    if let [Value::List(list), item] = &args.pos[..]
        && args.kw.is_empty()
    {
        list.items.borrow_mut().push(item.clone());
        return Ok(Value::None);
    }
    if args.pos.len() != 2 && args.kw.is_empty() {
        let given = args.pos.len().saturating_sub(1);
        return Err(vm.type_error(format!("list.append() takes exactly one argument ({given} given)")));
    }
    let [list, item] = args.method(vm, "list.append")?;
    receiver(vm, &list, "append")?.items.borrow_mut().push(item);
    Ok(Value::None)
}

fn extend(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [list, iterable] = args.method(vm, "list.extend")?;
    let list = receiver(vm, &list, "extend")?;
    extend_then(vm, &list, &iterable, Value::None)
}

/// Appends all items of `iterable`, then gives `result`.
///
/// # Errors
/// `TypeError` if it isn't iterable.
pub(crate) fn extend_then(vm: &mut Vm, list: &Rc<List>, iterable: &Value, result: Value) -> Result<Flow> {
    let items = if is_long(vm, iterable) { None } else { collect(vm, iterable)? };
    match items {
        Some(items) => {
            room_for_items(vm, Some(list.len() + items.len()))?;
            work::items(items.len());
            list.items.borrow_mut().extend(items);
            Ok(Flow::Value(result))
        }
        None => {
            if let Some(flow) = in_pieces(vm, list, iterable, &result)? {
                return Ok(flow);
            }
            let args = Args::new([Value::List(list.clone()), iterable.clone(), result]);
            Ok(Flow::call(vm.prelude("_list_extend"), args))
        }
    }
}

fn fits_size(vm: &Vm, index: &Value) -> Result<()> {
    match plain(index) {
        Value::Big(_) => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
        _ => Ok(()),
    }
}

fn insert(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [list, index, item] = args.method(vm, "insert")?;
    fits_size(vm, &index)?;
    let target = receiver(vm, &list, "insert")?;
    let length = target.len() as i64;
    let at = match Index::of(vm, &index) {
        Index::Int(index) if index < 0 => (index.saturating_add(length)).max(0),
        Index::Int(index) => index.min(length),
        Index::Python => {
            return Ok(Flow::call(vm.prelude("_list_insert"), Args::new([list, index, item])));
        }
        Index::Other => return Err(not_an_integer(vm, &index)),
    };
    moved((length - at) as usize);
    target.items.borrow_mut().insert(at as usize, item);
    Ok(Flow::Value(Value::None))
}

fn pop(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [list, index] = args.optional(vm, "pop", 1)?;
    fits_size(vm, &index)?;
    let target = receiver(vm, &list, "pop")?;
    let mut items = target.items.borrow_mut();
    let at = if index.is_defined() {
        match Index::of(vm, &index) {
            Index::Int(index) => index,
            Index::Python => {
                return Ok(Flow::call(vm.prelude("_list_pop"), Args::new([list, index])));
            }
            Index::Other => return Err(not_an_integer(vm, &index)),
        }
    } else {
        -1
    };
    if items.is_empty() {
        return Err(vm.index_error("pop from empty list"));
    }
    match crate::builtins::subscript::wrap(at, items.len()) {
        Some(at) => {
            moved(items.len() - at);
            Ok(Flow::Value(items.remove(at)))
        }
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn remove(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [list, item] = args.method(vm, "list.remove")?;
    let target = receiver(vm, &list, "remove")?;
    let mut at = 0;
    loop {
        let Some(other) = target.items.borrow().get(at).cloned() else {
            work::items(at);
            return Err(vm.value_error("list.remove(x): x not in list"));
        };
        match same(vm, &other, &item) {
            Some(true) => {
                work::items(at);
                moved(target.len() - at);
                let removed = target.items.borrow_mut().remove(at);
                drop(removed);
                return Ok(Flow::Value(Value::None));
            }
            Some(false) => at += 1,
            None => {
                return Ok(Flow::call(vm.prelude("_list_remove"), Args::new([Value::List(target), item])));
            }
        }
    }
}

fn clear(vm: &mut Vm, args: Args) -> Result<Value> {
    let [list] = args.method(vm, "list.clear")?;
    let old = receiver(vm, &list, "clear")?.items.take();
    discard_items(old);
    Ok(Value::None)
}

fn copy(vm: &mut Vm, args: Args) -> Result<Value> {
    let [list] = args.method(vm, "list.copy")?;
    let items = receiver(vm, &list, "copy")?.items.borrow().clone();
    Ok(Value::list(items))
}

fn reverse(vm: &mut Vm, args: Args) -> Result<Value> {
    let [list] = args.method(vm, "list.reverse")?;
    let list = receiver(vm, &list, "reverse")?;
    work::items(list.len() / 2);
    list.items.borrow_mut().reverse();
    Ok(Value::None)
}

fn count(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [list, item] = args.method(vm, "list.count")?;
    let items = receiver(vm, &list, "count")?.items.borrow().clone();
    work::items(items.len());
    count_in(vm, &items, item)
}

fn index(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [list, item, start, stop] = args.optional(vm, "index", 2)?;
    let items = receiver(vm, &list, "index")?.items.borrow().clone();
    work::items(items.len());
    index_in(vm, &items, item, [start, stop], "list")
}

/// `items.count(item)`
pub(crate) fn count_in(vm: &mut Vm, items: &[Value], item: Value) -> Result<Flow> {
    work::items(items.len());
    let mut count = 0;
    for other in items {
        match same(vm, other, &item) {
            Some(equal) => count += i64::from(equal),
            None => {
                let args = Args::new([Value::tuple(items.to_vec()), item]);
                return Ok(Flow::call(vm.prelude("_count"), args));
            }
        }
    }
    Ok(Flow::Value(Value::Int(count)))
}

/// `items.index(item, start, stop)`
///
/// # Errors
/// `ValueError` if it isn't there, `TypeError` for bounds that are no indices.
pub(crate) fn index_in(
    vm: &mut Vm,
    items: &[Value],
    item: Value,
    bounds: [Value; 2],
    class: &'static str,
) -> Result<Flow> {
    let length = items.len() as i64;
    let mut range = [0, length];
    for (bound, value) in bounds.iter().zip(&mut range) {
        if !bound.is_defined() {
            continue;
        }
        match Index::of(vm, bound) {
            Index::Int(index) if index < 0 => *value = index.saturating_add(length).max(0),
            Index::Int(index) => *value = index.min(length),
            _ => {
                return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
            }
        }
    }
    for at in range[0]..range[1] {
        match same(vm, &items[at as usize], &item) {
            Some(true) => {
                work::items((at - range[0]) as usize);
                return Ok(Flow::Value(Value::Int(at)));
            }
            Some(false) => {}
            None => {
                let bounds = range.map(Value::Int);
                let [start, stop] = bounds;
                let args = Args::new([Value::tuple(items.to_vec()), item, start, stop, Value::str(class)]);
                return Ok(Flow::call(vm.prelude("_index_of"), args));
            }
        }
    }
    work::items((range[1] - range[0]).max(0) as usize);
    Err(not_found(vm, &item, class))
}

fn not_found(vm: &mut Vm, item: &Value, class: &str) -> crate::Raised {
    match (class, crate::builtins::repr::repr_of(vm, item)) {
        ("list", Some(text)) => vm.value_error(format!("{text} is not in list")),
        _ => vm.value_error("tuple.index(x): x not in tuple"),
    }
}

/// Defines the methods.
pub(crate) fn install(vm: &Vm) {
    let class = &vm.types.list;
    class.static_method("__new__", new);
    class.flow_method("__init__", init);
    class.method("append", append);
    class.flow_method("extend", extend);
    class.flow_method("insert", insert);
    class.flow_method("pop", pop);
    class.flow_method("remove", remove);
    class.method("clear", clear);
    class.method("copy", copy);
    class.method("reverse", reverse);
    class.flow_method("count", count);
    class.flow_method("index", index);
    class.flow_method("sort", sort::sort);
    class.define(sym::HASH, Value::None);
}
