//! Expressions of a type, now and then of another one, so that errors come up as well.

use super::formats::formatted;
use super::leaves::{leaf, slice, small};
use crate::fuzz::random::Random;

/// What an expression gives if nothing goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::fuzz) enum Type {
    Integer,
    Float,
    Text,
    Bytes,
    Truth,
    List,
    Tuple,
    Dict,
    Set,
    Anything,
}

impl Type {
    pub(in crate::fuzz) const ALL: [Type; 10] = [
        Type::Integer,
        Type::Float,
        Type::Text,
        Type::Bytes,
        Type::Truth,
        Type::List,
        Type::Tuple,
        Type::Dict,
        Type::Set,
        Type::Anything,
    ];
    const NUMBERS: [Type; 3] = [Type::Integer, Type::Float, Type::Truth];
    const ITERABLES: [Type; 6] = [Type::List, Type::Tuple, Type::Dict, Type::Set, Type::Text, Type::Bytes];
    const SEQUENCES: [Type; 4] = [Type::List, Type::Tuple, Type::Text, Type::Bytes];
}

/// The variables that an expression may name.
#[derive(Clone, Default)]
pub(in crate::fuzz) struct Scope {
    pub(in crate::fuzz) names: Vec<(String, Type)>,
}

impl Scope {
    /// The variables and one more.
    pub(in crate::fuzz) fn with(&self, name: &str, kind: Type) -> Scope {
        let mut scope = self.clone();
        scope.names.push((name.to_owned(), kind));
        scope
    }
}

/// An expression of this type with so many operations in one another at most.
pub(in crate::fuzz) fn expression(random: &mut Random, scope: &Scope, kind: Type, depth: usize) -> String {
    if random.chance(5) {
        let other = random.pick(&Type::ALL);
        let expression = expression_of(random, scope, other, depth);
        let number = expression.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        // It may stand before a dot.
        return if number { format!("({expression})") } else { expression };
    }
    expression_of(random, scope, kind, depth)
}

fn expression_of(random: &mut Random, scope: &Scope, kind: Type, depth: usize) -> String {
    if random.chance(35) {
        let fitting: Vec<&String> =
            scope.names.iter().filter(|(_, of)| *of == kind).map(|(name, _)| name).collect();
        if !fitting.is_empty() {
            return random.pick(&fitting).clone();
        }
    }
    if depth == 0 {
        return leaf(random, kind);
    }
    let mut inner = Operands { random, scope, depth: depth - 1 };
    match kind {
        Type::Integer => inner.integer(),
        Type::Float => inner.float(),
        Type::Text => inner.text(),
        Type::Bytes => inner.bytes(),
        Type::Truth => inner.truth(),
        Type::List => inner.list(),
        Type::Tuple => inner.tuple(),
        Type::Dict => inner.dict(),
        Type::Set => inner.set(),
        Type::Anything => inner.anything(),
    }
}

/// What the operations of one depth are made of.
struct Operands<'a> {
    random: &'a mut Random,
    scope: &'a Scope,
    depth: usize,
}

impl Operands<'_> {
    fn of(&mut self, kind: Type) -> String {
        expression(self.random, self.scope, kind, self.depth)
    }

    fn any_of(&mut self, kinds: &[Type]) -> String {
        let kind = self.random.pick(kinds);
        self.of(kind)
    }

    fn number(&mut self) -> String {
        self.any_of(&Type::NUMBERS)
    }

    fn iterable(&mut self) -> String {
        self.any_of(&Type::ITERABLES)
    }

    fn sequence(&mut self) -> String {
        self.any_of(&Type::SEQUENCES)
    }

    fn value(&mut self) -> String {
        self.any_of(&Type::ALL)
    }

    fn small(&mut self) -> String {
        small(self.random)
    }

    /// An expression over a variable of a comprehension or a lambda.
    fn with(&mut self, name: &str, of: Type, kind: Type) -> String {
        let scope = self.scope.with(name, of);
        expression(self.random, &scope, kind, self.depth)
    }

    fn integer(&mut self) -> String {
        let (a, b) = (self.of(Type::Integer), self.of(Type::Integer));
        match self.random.below(24) {
            0..=3 => {
                let operator = self.random.pick(&["+", "-", "*", "//", "%", "&", "|", "^"]);
                format!("({a} {operator} {b})")
            }
            4 => format!("({a} ** {})", self.random.pick(&["0", "1", "2", "3", "-1"])),
            5 => format!("({a} {} {})", self.random.pick(&["<<", ">>"]), self.small()),
            6 => format!("{}({a})", self.random.pick(&["-", "~", "+", "abs", "int", "hash"])),
            7 | 8 => format!("len({})", self.iterable()),
            9 => format!("int({})", self.any_of(&[Type::Text, Type::Float, Type::Bytes])),
            10 => format!("int({}, {})", self.of(Type::Text), self.random.pick(&["0", "2", "16", "36", "1"])),
            11 => format!("round({})", self.of(Type::Float)),
            12 => format!("round({a}, {})", self.small()),
            13 => format!("sum({})", self.any_of(&[Type::List, Type::Set, Type::Tuple])),
            14 => {
                let function = self.random.pick(&["max", "min"]);
                match self.random.below(3) {
                    0 => format!("{function}({}, default={a})", self.of(Type::List)),
                    1 => format!("{function}({a}, {b}, key=lambda n: -n)"),
                    _ => format!("{function}({})", self.iterable()),
                }
            }
            15 => {
                let method = self.random.pick(&["find", "rfind", "index", "rindex", "count"]);
                let kind = self.random.pick(&[Type::Text, Type::Bytes]);
                format!("{}.{method}({})", self.of(kind), self.of(kind))
            }
            16 => format!("{}.{}({a})", self.of(Type::List), self.random.pick(&["index", "count"])),
            17 => format!("ord({})", self.of(Type::Text)),
            18 => format!("divmod({a}, {b})[{}]", self.small()),
            19 => format!("({a} if {} else {b})", self.of(Type::Truth)),
            20 => format!("({a}).bit_length()"),
            21 => format!("pow({a}, {}, {b})", self.small()),
            22 => format!("math.{}({a}, {b})", self.random.pick(&["gcd", "lcm", "comb", "isqrt"])),
            _ => format!(
                "int.from_bytes({}, {})",
                self.of(Type::Bytes),
                self.random.pick(&["'big'", "'little'"])
            ),
        }
    }

    fn float(&mut self) -> String {
        let (a, b) = (self.of(Type::Float), self.number());
        match self.random.below(10) {
            0..=3 => format!("({a} {} {b})", self.random.pick(&["+", "-", "*", "/", "//", "%"])),
            4 => format!("({b} / {})", self.of(Type::Integer)),
            5 => format!("round({a}, {})", self.small()),
            6 => format!("float({})", self.any_of(&[Type::Text, Type::Integer])),
            7 => {
                let function =
                    self.random.pick(&["sqrt", "floor", "ceil", "trunc", "fabs", "modf", "frexp", "isnan"]);
                format!("math.{function}({a})")
            }
            8 => format!("sum([{a}, {b}, {}])", self.of(Type::Float)),
            _ => {
                let method =
                    self.random.pick(&["is_integer()", "hex()", "as_integer_ratio()", "conjugate()", "real"]);
                format!("({a}).{method}")
            }
        }
    }

    fn text(&mut self) -> String {
        let (a, b) = (self.of(Type::Text), self.of(Type::Text));
        match self.random.below(22) {
            0 => format!("({a} + {b})"),
            1 => format!("({a} * {})", self.small()),
            2 => format!("{a}[{}]", slice(self.random)),
            3 => format!("{a}[{}]", self.small()),
            4 | 5 => {
                let methods = [
                    "upper",
                    "lower",
                    "title",
                    "swapcase",
                    "capitalize",
                    "casefold",
                    "strip",
                    "lstrip",
                    "rstrip",
                    "expandtabs",
                ];
                format!("{a}.{}()", self.random.pick(&methods))
            }
            6 => {
                let methods =
                    ["strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "partition", "rpartition"];
                format!("{a}.{}({b})", self.random.pick(&methods))
            }
            7 => format!("{a}.join({})", self.any_of(&[Type::List, Type::Text, Type::Tuple, Type::Dict])),
            8 => format!("{a}.join(map(str, {}))", self.of(Type::List)),
            9 => match self.random.below(2) {
                0 => format!("{a}.replace({b}, {})", self.of(Type::Text)),
                _ => format!("{a}.replace({b}, '-', {})", self.small()),
            },
            10 => {
                let method = self.random.pick(&["center", "ljust", "rjust"]);
                format!(
                    "{a}.{method}({}, {})",
                    self.random.pick(&["8", "3", "-1"]),
                    self.random.pick(&["'*'", "' '", "b"])
                )
            }
            11 => format!("{a}.zfill({})", self.random.pick(&["6", "0", "-3"])),
            12 | 13 => {
                format!("{}({})", self.random.pick(&["repr", "str", "ascii", "str", "repr"]), self.value())
            }
            14 => format!("{}({})", self.random.pick(&["hex", "bin", "oct", "chr"]), self.of(Type::Integer)),
            15 | 16 => formatted(self.random, self.scope, self.depth),
            17 => format!(
                "{}.decode({})",
                self.of(Type::Bytes),
                self.random.pick(&["", "'ascii'", "'latin-1'", "errors='replace'"])
            ),
            18 => format!("{a}.translate(str.maketrans({b}, {}))", self.of(Type::Text)),
            19 => format!("({a} or {b})"),
            20 => format!("({a} % {})", self.any_of(&[Type::Tuple, Type::Integer, Type::Text, Type::Dict])),
            _ => format!("{a}.format({}, {})", self.value(), self.value()),
        }
    }

    fn bytes(&mut self) -> String {
        let (a, b) = (self.of(Type::Bytes), self.of(Type::Bytes));
        match self.random.below(10) {
            0 => format!("({a} + {b})"),
            1 => format!("({a} * {})", self.small()),
            2 => format!("{a}[{}]", slice(self.random)),
            3 => format!("{a}[{}]", self.small()),
            4 => format!(
                "{a}.{}()",
                self.random.pick(&["upper", "title", "strip", "hex", "split", "splitlines", "isdigit"])
            ),
            5 => format!(
                "{a}.{}({b})",
                self.random.pick(&["split", "partition", "startswith", "removesuffix", "join", "strip"])
            ),
            6 => format!("bytes({})", self.any_of(&[Type::List, Type::Set, Type::Bytes])),
            7 => format!(
                "{}.encode({})",
                self.of(Type::Text),
                self.random.pick(&["", "'ascii'", "'latin-1', 'replace'"])
            ),
            8 => format!("{a}.replace({b}, b'-')"),
            _ => format!("bytes.fromhex({})", self.of(Type::Text)),
        }
    }

    fn truth(&mut self) -> String {
        let (a, b) = (self.value(), self.value());
        match self.random.below(14) {
            0..=2 => {
                let kind = self.random.pick(&Type::ALL);
                let operator = self.random.pick(&["<", "<=", ">", ">=", "==", "!="]);
                format!("({} {operator} {})", self.of(kind), self.of(kind))
            }
            3 => format!("({a} {} {b})", self.random.pick(&["==", "!=", "<", ">="])),
            4 => format!("({} < {} <= {})", self.number(), self.number(), self.number()),
            5 => format!("({a} {} {})", self.random.pick(&["in", "not in"]), self.iterable()),
            6 => format!("(not {a})"),
            7 => format!("({a} {} {b})", self.random.pick(&["and", "or"])),
            8 => format!(
                "isinstance({a}, {})",
                self.random.pick(&["int", "(str, bytes)", "int | str", "object", "3"])
            ),
            9 => format!("{}({})", self.random.pick(&["all", "any", "bool"]), self.iterable()),
            10 => {
                let methods = [
                    "isdigit",
                    "isalpha",
                    "isalnum",
                    "isupper",
                    "islower",
                    "isspace",
                    "istitle",
                    "isidentifier",
                    "isnumeric",
                    "isdecimal",
                    "isprintable",
                    "isascii",
                ];
                format!("{}.{}()", self.of(Type::Text), self.random.pick(&methods))
            }
            11 => {
                let method = self.random.pick(&["startswith", "endswith"]);
                format!("{}.{method}({})", self.of(Type::Text), self.any_of(&[Type::Text, Type::Tuple]))
            }
            12 => {
                let method = self.random.pick(&["issubset", "issuperset", "isdisjoint"]);
                format!("{}.{method}({})", self.of(Type::Set), self.iterable())
            }
            _ => format!("({a} is {})", self.random.pick(&["None", "True", "not None"])),
        }
    }

    fn list(&mut self) -> String {
        let (a, b) = (self.of(Type::List), self.of(Type::List));
        match self.random.below(20) {
            0 => format!("({a} + {b})"),
            1 => format!("({a} * {})", self.small()),
            2 | 3 => format!("{}[{}]", self.sequence(), slice(self.random)),
            4 => match self.random.below(3) {
                0 => format!("sorted({})", self.iterable()),
                1 => format!("sorted({}, reverse=True)", self.of(Type::List)),
                _ => format!(
                    "sorted({}, key={})",
                    self.iterable(),
                    self.random.pick(&["str", "repr", "abs", "len", "lambda v: -v"])
                ),
            },
            5 => format!("list({})", self.iterable()),
            6 | 7 => {
                let source = self.of(Type::List);
                let item = self.with("n", Type::Integer, Type::Integer);
                let condition = self.with("n", Type::Integer, Type::Truth);
                match self.random.below(3) {
                    0 => format!("[{item} for n in {source}]"),
                    1 => format!("[{item} for n in {source} if {condition}]"),
                    _ => format!("[({item}, m) for n in {source} for m in {b}]"),
                }
            }
            8 => {
                let call = self.random.pick(&["split()", "rsplit()", "splitlines()", "splitlines(True)"]);
                format!("{}.{call}", self.of(Type::Text))
            }
            9 => format!(
                "{}.{}({})",
                self.of(Type::Text),
                self.random.pick(&["split", "rsplit"]),
                self.of(Type::Text)
            ),
            10 => {
                let step = self.random.pick(&["1", "2", "-1", "-3", "0"]);
                format!("list(range({}, {}, {step}))", self.small(), self.small())
            }
            11 => format!(
                "list(zip({}, {}{}))",
                self.iterable(),
                self.iterable(),
                self.random.pick(&["", ", strict=True"])
            ),
            12 => format!("list(enumerate({}, {}))", self.iterable(), self.small()),
            13 => format!(
                "list(map({}, {}))",
                self.random.pick(&["str", "len", "abs", "repr", "lambda v: v * 2"]),
                self.iterable()
            ),
            14 => format!(
                "list(filter({}, {}))",
                self.random.pick(&["None", "lambda v: v > 1", "str"]),
                self.iterable()
            ),
            15 => format!("list(reversed({}))", self.sequence()),
            16 => {
                format!("list({}.{}())", self.of(Type::Dict), self.random.pick(&["items", "keys", "values"]))
            }
            17 => format!("[*{}, *{}]", self.iterable(), self.iterable()),
            18 => {
                let function = self.random.pick(&[
                    "accumulate",
                    "pairwise",
                    "chain.from_iterable",
                    "combinations_with_replacement",
                    "groupby",
                ]);
                match function {
                    "combinations_with_replacement" => format!("list(itertools.{function}({b}, 2))"),
                    "groupby" => format!("[(k, list(g)) for k, g in itertools.groupby({})]", self.iterable()),
                    _ => format!("list(itertools.{function}({}))", self.iterable()),
                }
            }
            _ => format!(
                "re.{}({}, {})",
                self.random.pick(&["findall", "split"]),
                self.random.pick(&["r'\\w+'", "r'[a-c]'", "r'(.)(.)'", "','", "r'\\d*'"]),
                self.of(Type::Text)
            ),
        }
    }

    fn tuple(&mut self) -> String {
        let (a, b) = (self.of(Type::Tuple), self.of(Type::Tuple));
        match self.random.below(8) {
            0 => format!("({a} + {b})"),
            1 => format!("({a} * {})", self.small()),
            2 => format!("{a}[{}]", slice(self.random)),
            3 => format!("tuple({})", self.iterable()),
            4 => format!("({}, {}, {})", self.value(), self.value(), self.value()),
            5 => format!("divmod({}, {})", self.number(), self.number()),
            6 => format!("{a}.{}({})", self.random.pick(&["index", "count"]), self.value()),
            _ => format!("(*{}, {})", self.iterable(), self.value()),
        }
    }

    fn dict(&mut self) -> String {
        let (a, b) = (self.of(Type::Dict), self.of(Type::Dict));
        match self.random.below(12) {
            0 => format!("({a} | {b})"),
            1 => format!("{{**{a}, **{b}}}"),
            2 => format!("dict(zip({}, {}))", self.iterable(), self.iterable()),
            3 => format!("dict.fromkeys({}, {})", self.iterable(), self.value()),
            4 => format!("{{{}: {}, {}: {}}}", self.value(), self.value(), self.value(), self.value()),
            5 => {
                let value = self.with("n", Type::Integer, Type::Integer);
                format!("{{n: {value} for n in {}}}", self.of(Type::List))
            }
            6 => format!("dict(collections.Counter({}))", self.iterable()),
            7 => format!("collections.Counter({}).most_common({})", self.iterable(), self.small()),
            8 => format!("dict({a}, x={})", self.value()),
            9 => format!("{a}[{}]", self.value()),
            10 => format!("{a}.get({}, {})", self.value(), self.value()),
            _ => format!(
                "({a}.{}, {a})",
                self.random.pick(&[
                    "pop(1)",
                    "popitem()",
                    "setdefault('a', 5)",
                    "update(b=2)",
                    "copy()",
                    "pop('z', None)"
                ])
            ),
        }
    }

    fn set(&mut self) -> String {
        let (a, b) = (self.of(Type::Set), self.of(Type::Set));
        match self.random.below(9) {
            0..=2 => format!("({a} {} {b})", self.random.pick(&["|", "&", "-", "^"])),
            3 => format!("set({})", self.any_of(&[Type::List, Type::Bytes, Type::Set])),
            4 => format!("{{n % 5 for n in {}}}", self.of(Type::List)),
            5 => {
                let method =
                    self.random.pick(&["union", "intersection", "difference", "symmetric_difference"]);
                format!("{a}.{method}({})", self.any_of(&[Type::List, Type::Set, Type::Tuple]))
            }
            6 => format!("frozenset({})", self.of(Type::List)),
            7 => format!("{{{}, {}}}", self.value(), self.number()),
            _ => format!(
                "({a}.{}, {a})",
                self.random.pick(&["pop()", "add(3)", "discard(1)", "remove(9)", "update([4, 5])"])
            ),
        }
    }

    fn anything(&mut self) -> String {
        let (a, b) = (self.value(), self.value());
        match self.random.below(16) {
            0 | 1 => format!(
                "({a} {} {b})",
                self.random.pick(&["+", "-", "*", "/", "//", "%", "&", "|", "^", "@", "<<"])
            ),
            2 => format!(
                "{}({a})",
                self.random.pick(&[
                    "type", "len", "iter", "abs", "int", "float", "list", "hash", "bool", "sum", "next",
                    "callable", "id"
                ])
            ),
            3 => format!("{a}[{b}]"),
            4 => format!(
                "(lambda x, *y, z=1: {})({})",
                self.random.pick(&["(x, y, z)", "x + z", "y[0]", "[x] * z"]),
                self.random.pick(&["1", "1, 2", "", "1, z=2", "1, w=2", "*[1, 2, 3]", "**{'x': 1}"])
            ),
            5 => format!("(t := {a}, t)"),
            6 => format!(
                "functools.reduce({}, {})",
                self.random.pick(&["operator.add", "lambda x, y: x * y", "max"]),
                self.iterable()
            ),
            7 => format!(
                "{}.{}",
                self.value(),
                self.random.pick(&[
                    "real",
                    "upper",
                    "append",
                    "nope",
                    "__class__",
                    "__doc__ is None",
                    "keys"
                ])
            ),
            8 => format!("copy.{}({a})", self.random.pick(&["copy", "deepcopy"])),
            9 => format!(
                "operator.{}({a}, {b})",
                self.random.pick(&["add", "contains", "eq", "getitem", "mod", "concat"])
            ),
            10 => format!(
                "collections.{}",
                self.random.pick(&[
                    "deque([1, 2, 3], 2)",
                    "OrderedDict(a=1)",
                    "defaultdict(list, {1: []})",
                    "ChainMap({1: 2}, {3: 4})",
                    "namedtuple('P', 'x y')(1, 2)"
                ])
            ),
            11 => format!("next(iter({}), {b})", self.iterable()),
            12 => format!("isinstance({a}, type({b}))"),
            13 => format!("min({a}, {b})"),
            14 => format!("[*map(type, {})]", self.iterable()),
            _ => format!("getattr({a}, {}, {b})", self.random.pick(&["'real'", "'x'", "'__name__'"])),
        }
    }
}
