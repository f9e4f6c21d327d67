//! Classes: inheritance, special methods, properties, data classes and enumerations.

use super::expressions::{Scope, Type, expression};
use crate::fuzz::writer::Writer;

/// Special methods with their bodies, and what calls them.
const SPECIAL: [(&str, &str, &str); 34] = [
    ("__repr__(self)", "return f'<{type(self).__name__} {self.value}>'", "repr(a)"),
    ("__str__(self)", "return 'text of ' + str(self.value)", "str(a)"),
    (
        "__eq__(self, other)",
        "return self.value == getattr(other, 'value', other)",
        "(a == b, a != b, a == 1, [a] == [b])",
    ),
    ("__hash__(self)", "return hash(self.value)", "len({a, b, c})"),
    ("__lt__(self, other)", "return self.value < other.value", "[o.value for o in sorted([c, a, b])]"),
    ("__le__(self, other)", "return NotImplemented", "a <= b"),
    ("__gt__(self, other)", "return ('gt', other)", "a > 3"),
    (
        "__add__(self, other)",
        "return type(self)(self.value + getattr(other, 'value', other))",
        "(a + b).value",
    ),
    ("__radd__(self, other)", "return ('radd', other, self.value)", "1 + a"),
    ("__iadd__(self, other)", "self.value += 1; return self", "operator.iadd(a, 5).value"),
    ("__sub__(self, other)", "return NotImplemented", "a - b"),
    ("__rsub__(self, other)", "return 'rsub'", "b - a"),
    ("__mul__(self, other)", "return self.value * other", "(a * 2, a * 'x')"),
    ("__neg__(self)", "return -self.value", "-a"),
    ("__getitem__(self, key)", "return (key, [1, 2, 3][key])", "(a[1], list(a), 2 in a)"),
    ("__setitem__(self, key, value)", "print('set', key, value)", "operator.setitem(a, slice(1, 2), 3)"),
    ("__delitem__(self, key)", "print('del', key)", "operator.delitem(a, 4)"),
    ("__len__(self)", "return self.value", "(len(a), bool(a))"),
    ("__bool__(self)", "return self.value > 1", "(bool(a), not b, 1 if c else 2)"),
    ("__contains__(self, item)", "return item", "(0 in a, 'x' in a)"),
    ("__iter__(self)", "yield from range(self.value)", "(list(a), [*b], max(c))"),
    ("__next__(self)", "raise StopIteration(self.value)", "next(a, 'end')"),
    ("__call__(self, *args, **named)", "return (self.value, args, named)", "a(1, *[2], k=3)"),
    ("__getattr__(self, name)", "return ('missing', name)", "(a.nope, getattr(a, 'x', 1))"),
    (
        "__setattr__(self, name, value)",
        "print('assign', name, value); object.__setattr__(self, name, value)",
        "setattr(a, 'z', 1)",
    ),
    ("__delattr__(self, name)", "raise AttributeError('kept ' + name)", "delattr(a, 'value')"),
    ("__int__(self)", "return self.value + 100", "int(a)"),
    ("__index__(self)", "return self.value", "([7, 8, 9][a], hex(b), 'abc'[:c], range(a))"),
    ("__float__(self)", "return 'no float'", "float(a)"),
    ("__format__(self, spec)", "return f'[{spec}]'", "(f'{a:>5}', format(b), '{:x}'.format(c))"),
    ("__enter__(self)", "print('in'); return self.value", "contextlib.ExitStack().enter_context(a)"),
    (
        "__exit__(self, *details)",
        "print('out', details[0]); return True",
        "contextlib.ExitStack().enter_context(b)",
    ),
    (
        "__init_subclass__(cls, **named)",
        "print('subclass', cls.__name__, named)",
        "type('Made', (type(a),), {}).__mro__",
    ),
    ("__class_getitem__(cls, key)", "return (cls.__name__, key)", "type(a)[int]"),
];

/// Some classes and what is done to their objects.
pub(super) fn classes(writer: &mut Writer) {
    match writer.random.below(5) {
        0 => data_class(writer),
        1 => enumeration(writer),
        2 => diamond(writer),
        _ => special_methods(writer),
    }
}

fn special_methods(writer: &mut Writer) {
    let name = writer.name("Class");
    let chosen: Vec<_> = (0..writer.random.between(2, 7)).map(|_| writer.random.pick(&SPECIAL)).collect();
    let base = writer.random.pick(&["", "", "(object)", "(list)", "(dict)", "(int)", "(str)", "(Exception)"]);
    let plain = base.is_empty() || base == "(object)";
    writer.block(&format!("class {name}{base}:"), |writer| {
        if plain && writer.random.chance(20) {
            writer.line("__slots__ = ('value',)");
        }
        if plain {
            writer.block("def __init__(self, value=0):", |writer| writer.line("self.value = value"));
        } else {
            writer.line("value = 2");
        }
        for (head, body, _) in &chosen {
            writer.block(&format!("def {head}:"), |writer| writer.line(body));
        }
        if writer.random.chance(40) {
            writer.line("@property");
            writer.block("def twice(self):", |writer| writer.line("return self.value * 2"));
        }
    });
    let arguments = if plain { ["2", "0", "1"] } else { ["", "", ""] };
    for (variable, argument) in ["a", "b", "c"].iter().zip(arguments) {
        writer.line(&format!("{variable} = {name}({argument})"));
    }
    for (_, _, use_it) in &chosen {
        writer.line(&format!("show(lambda: {use_it})"));
    }
    for _ in 0..writer.random.between(1, 4) {
        let other = writer.random.pick(&SPECIAL).2;
        writer.line(&format!("show(lambda: {other})"));
    }
    writer.line("show(lambda: (a.twice, hasattr(a, '__dict__')))");
    writer.line("show(lambda: setattr(a, 'twice', 1))");
}

fn diamond(writer: &mut Writer) {
    let names: Vec<String> = (0..4).map(|_| writer.name("Part")).collect();
    let bases = [
        String::new(),
        format!("({})", names[0]),
        format!("({})", names[0]),
        match writer.random.below(3) {
            0 => format!("({}, {})", names[2], names[1]),
            1 => format!("({}, {})", names[1], names[2]),
            _ => format!("({}, {})", names[1], names[0]),
        },
    ];
    for (index, (name, base)) in names.iter().zip(&bases).enumerate() {
        writer.block(&format!("class {name}{base}:"), |writer| {
            for method in ["begin", "step", "end"] {
                if index > 0 && writer.random.chance(40) {
                    continue;
                }
                if writer.random.chance(15) {
                    writer.one_of(&["@classmethod", "@staticmethod", "@functools.cache"]);
                }
                writer.block(&format!("def {method}(self, *args):"), |writer| {
                    writer.line(&format!("print('{name}.{method}', args)"));
                    if index > 0 {
                        writer.line(&format!("return super().{method}(*args, {index})"));
                    } else {
                        writer.line("return args");
                    }
                });
            }
        });
    }
    for name in &names {
        for method in ["begin", "step", "end"] {
            writer.line(&format!("show(lambda: {name}().{method}('a'))"));
        }
    }
    writer.line(&format!("show(lambda: [c.__name__ for c in {}.__mro__])", names[3]));
}

fn data_class(writer: &mut Writer) {
    let name = writer.name("Data");
    let options = writer.random.pick(&[
        "",
        "(order=True)",
        "(frozen=True)",
        "(eq=False)",
        "(slots=True)",
        "(kw_only=True)",
        "(repr=False, order=True)",
        "(unsafe_hash=True)",
    ]);
    writer.line(&format!("@dataclasses.dataclass{options}"));
    writer.block(&format!("class {name}:"), |writer| {
        writer.line("x: int");
        writer.one_of(&[
            "y: str = 'y'",
            "y: float = 0.5",
            "y: object = dataclasses.field(default=None, compare=False)",
        ]);
        if writer.random.chance(60) {
            writer.line("z: list = dataclasses.field(default_factory=list, repr=False)");
        }
        if writer.random.chance(30) {
            writer.block("def __post_init__(self):", |writer| writer.line("print('made', self.x)"));
        }
    });
    for use_it in [
        "NAME(1)",
        "NAME(x=2, y=3)",
        "NAME()",
        "NAME(1) == NAME(1)",
        "NAME(1) < NAME(2)",
        "hash(a := NAME(x=1)) == hash(a)",
        "setattr(NAME(x=1), 'x', 5)",
        "setattr(NAME(x=1), 'w', 5)",
        "dataclasses.asdict(NAME(x=4))",
        "dataclasses.astuple(NAME(5))",
        "dataclasses.replace(NAME(x=6), y=7)",
        "[f.name for f in dataclasses.fields(NAME)]",
        "NAME.__match_args__",
    ] {
        if writer.random.chance(60) {
            writer.line(&format!("show(lambda: {})", use_it.replace("NAME", &name)));
        }
    }
}

fn enumeration(writer: &mut Writer) {
    let name = writer.name("Choice");
    let base = writer.random.pick(&[
        "enum.Enum",
        "enum.IntEnum",
        "enum.Flag",
        "enum.IntFlag",
        "enum.StrEnum",
        "str, enum.Enum",
    ]);
    let of_text = base.contains("Str") || base.contains("str");
    writer.block(&format!("class {name}({base}):"), |writer| {
        for member in ["RED", "GREEN", "BLUE"] {
            let value = if writer.random.chance(50) {
                "enum.auto()".to_owned()
            } else if of_text {
                format!("'{}'", member.to_lowercase())
            } else {
                writer.random.pick(&["1", "2", "4", "8"]).to_owned()
            };
            writer.line(&format!("{member} = {value}"));
        }
    });
    for use_it in [
        "NAME.RED",
        "str(NAME.GREEN)",
        "NAME.BLUE.value",
        "NAME['RED']",
        "NAME(1)",
        "NAME('red')",
        "NAME(99)",
        "list(NAME)",
        "NAME.RED == 1",
        "NAME.RED is NAME.GREEN",
        "NAME.RED | NAME.BLUE",
        "~NAME.RED",
        "f'{NAME.RED} {NAME.RED!r:>30}'",
        "NAME.RED < NAME.GREEN",
        "NAME.__members__",
        "NAME.RED.name",
        "NAME.RED in NAME",
        "setattr(NAME, 'RED', 3)",
        "NAME['NO']",
        "NAME.NO",
        "hash(NAME.RED) == hash(NAME(NAME.RED.value))",
        "len(NAME)",
    ] {
        if writer.random.chance(55) {
            writer.line(&format!("show(lambda: {})", use_it.replace("NAME", &name)));
        }
    }
    let value = expression(&mut writer.random, &Scope::default(), Type::Anything, 1);
    writer.line(&format!("show(lambda: {name}({value}))"));
}
