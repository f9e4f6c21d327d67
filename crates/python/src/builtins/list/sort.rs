//! `list.sort` and `sorted`: stable, and comparing in the order in which CPython compares short lists. Long lists
//! are sorted in pieces.

use std::rc::Rc;

use super::merge::{Less, Merge, Progress};
use super::receiver;
use crate::Result;
use crate::builtins::compare::native;
use crate::builtins::iterators::collect;
use crate::bytecode::CompareOp;
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::object::List;
use crate::object::discard::discard_items;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// `list.sort(*, key=None, reverse=False)`
pub(super) fn sort(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let (key, reverse) = options(vm, &mut args, "sort")?;
    if args.pos.len() > 1 {
        return Err(vm.type_error("sort() takes no positional arguments"));
    }
    let [list] = args.method(vm, "sort")?;
    let list = receiver(vm, &list, "sort")?;
    if key.is_none() {
        let items = list.items.take();
        return Sort::of(items.clone(), reverse, Outcome::InPlace { list, items }).begin(vm);
    }
    Ok(Flow::call(vm.prelude("_list_sort"), Args::new([Value::List(list), key, Value::Bool(reverse)])))
}

/// `sorted(iterable, /, *, key=None, reverse=False)`
pub(crate) fn sorted(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let (key, reverse) = options(vm, &mut args, "sort")?;
    if args.pos.len() != 1 {
        return Err(vm.type_error(format!("sorted expected 1 argument, got {}", args.pos.len())));
    }
    let [iterable] = args.exactly(vm, "sorted")?;
    if key.is_none()
        && let Some(items) = collect(vm, &iterable)?
    {
        return Sort::of(items, reverse, Outcome::New).begin(vm);
    }
    Ok(Flow::call(vm.prelude("_sorted"), Args::new([iterable, key, Value::Bool(reverse)])))
}

fn options(vm: &Vm, args: &mut Args, name: &str) -> Result<(Value, bool)> {
    let key = args.take_kw("key").unwrap_or(Value::None);
    let reverse = args.take_kw("reverse").unwrap_or(Value::Bool(false));
    if let Some((keyword, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{keyword}' is an invalid keyword argument for {name}()")));
    }
    let reverse = match &reverse {
        Value::Bool(reverse) => *reverse,
        Value::Int(number) => *number != 0,
        other => {
            let class = vm.types.name_of(other);
            return Err(vm.type_error(format!("'{class}' object cannot be interpreted as an integer")));
        }
    };
    Ok((key, reverse))
}

/// `_sort_by_keys(keys, values, reverse)`: the values in the order of their keys, for prelude code;
/// `None` if comparing keys needs Python code.
pub(crate) fn sort_by_keys(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [keys, values, reverse] = args.exactly(vm, "_sort_by_keys")?;
    let (Value::List(keys), Value::List(values)) = (keys, values) else {
        return Ok(Flow::Value(Value::None));
    };
    let keys = keys.items.borrow().clone();
    work::items(keys.len());
    Sort::of(keys, matches!(reverse, Value::Bool(true)), Outcome::ByKeys(values)).begin(vm)
}

/// What is sorted, and for whom.
struct Sort {
    keys: Vec<Value>,
    reverse: bool,
    merge: Order,
    outcome: Outcome,
}

enum Order {
    /// Of numbers alone, which need no looking up.
    Numbers(Merge<i64>),
    /// The positions of keys.
    Positions(Merge<usize>),
    /// Python code sorts.
    Python,
}

enum Outcome {
    /// `list.sort`: the items belong to this list, which is empty meanwhile, as in CPython.
    InPlace { list: Rc<List>, items: Vec<Value> },
    /// `sorted`
    New,
    /// The values of these keys.
    ByKeys(Rc<List>),
}

impl Sort {
    fn of(keys: Vec<Value>, reverse: bool, outcome: Outcome) -> Sort {
        work::items(keys.len());
        let all_numbers =
            !matches!(outcome, Outcome::ByKeys(_)) && keys.iter().all(|value| matches!(value, Value::Int(_)));
        let merge = if all_numbers {
            let number = |value: &Value| if let Value::Int(number) = value { *number } else { 0 };
            Order::Numbers(Merge::new(keys.iter().map(number).collect()))
        } else {
            let mut positions: Vec<usize> = (0..keys.len()).collect();
            // Sorting the reversed list and reversing the result keeps equal keys in their order.
            if reverse {
                positions.reverse();
            }
            Order::Positions(Merge::new(positions))
        };
        Sort { keys, reverse, merge, outcome }
    }

    fn begin(mut self, vm: &mut Vm) -> Result<Flow> {
        match self.step(vm)? {
            NativeStep::Return(value) => Ok(Flow::Value(value)),
            NativeStep::Call(call) => Ok(Flow::Call(call)),
            _ => Ok(Flow::Frame(Box::new(self))),
        }
    }

    fn step(&mut self, vm: &mut Vm) -> Result<NativeStep> {
        let progress = match &mut self.merge {
            Order::Numbers(merge) => merge.step(&mut Numbers),
            Order::Positions(merge) => merge.step(&mut Keys { vm, keys: &self.keys }),
            Order::Python => Ok(Progress::Python),
        };
        match progress {
            Ok(Progress::Unfinished) => Ok(NativeStep::Again),
            Ok(Progress::Sorted) => self.finish(vm).map(NativeStep::Return),
            Ok(Progress::Python) => {
                self.put_back();
                Ok(self.by_python(vm))
            }
            Err(raised) => {
                self.put_back();
                Err(raised)
            }
        }
    }

    /// The sorted values.
    fn take_sorted(&mut self) -> Vec<Value> {
        let keys = std::mem::take(&mut self.keys);
        work::items(2 * keys.len());
        let mut sorted = match std::mem::replace(&mut self.merge, Order::Python) {
            Order::Numbers(merge) => merge.into_items().into_iter().map(Value::Int).collect(),
            Order::Positions(merge) => match &self.outcome {
                Outcome::ByKeys(values) => pick(&values.items.borrow(), &merge.into_items()),
                _ => pick(&keys, &merge.into_items()),
            },
            Order::Python => Vec::new(),
        };
        if self.reverse {
            sorted.reverse();
        }
        discard_items(keys);
        sorted
    }

    fn finish(&mut self, vm: &Vm) -> Result<Value> {
        let sorted = self.take_sorted();
        match &mut self.outcome {
            Outcome::InPlace { list, items } => {
                let added = list.items.replace(sorted);
                discard_items(std::mem::take(items));
                if added.is_empty() {
                    return Ok(Value::None);
                }
                discard_items(added);
                Err(vm.value_error("list modified during sort"))
            }
            Outcome::New | Outcome::ByKeys(_) => Ok(Value::list(sorted)),
        }
    }

    /// Gives the list its items back as they were.
    fn put_back(&mut self) {
        if let Outcome::InPlace { list, items } = &mut self.outcome {
            discard_items(list.items.replace(std::mem::take(items)));
        }
    }

    fn by_python(&mut self, vm: &Vm) -> NativeStep {
        self.merge = Order::Python;
        let reverse = Value::Bool(self.reverse);
        match &self.outcome {
            Outcome::InPlace { list, .. } => NativeStep::call(
                vm.prelude("_list_sort"),
                Args::new([Value::List(list.clone()), Value::None, reverse]),
            ),
            Outcome::New => {
                let keys = Value::list(std::mem::take(&mut self.keys));
                NativeStep::call(vm.prelude("_sorted"), Args::new([keys, Value::None, reverse]))
            }
            Outcome::ByKeys(_) => NativeStep::Return(Value::None),
        }
    }
}

impl NativeFrame for Sort {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Start => self.step(vm),
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(NativeStep::Return(value)),
            Resumed::Raised(raised) => {
                if !matches!(self.merge, Order::Python) {
                    self.put_back();
                }
                Err(raised)
            }
        }
    }
}

fn pick(values: &[Value], order: &[usize]) -> Vec<Value> {
    order.iter().map(|&at| values.get(at).cloned().unwrap_or_default()).collect()
}

struct Numbers;

impl Less<i64> for Numbers {
    #[inline]
    fn less(&mut self, a: i64, b: i64) -> Result<Option<bool>> {
        Ok(Some(a < b))
    }

    fn sort(&mut self, part: &mut [i64]) -> bool {
        part.sort_unstable();
        true
    }
}

struct Keys<'a> {
    vm: &'a Vm,
    keys: &'a [Value],
}

impl Less<usize> for Keys<'_> {
    #[inline]
    fn less(&mut self, a: usize, b: usize) -> Result<Option<bool>> {
        match (&self.keys[a], &self.keys[b]) {
            (Value::Str(a), Value::Str(b)) => Ok(Some(a.as_str() < b.as_str())),
            (a, b) => native(self.vm, CompareOp::Lt, a, b),
        }
    }
}
