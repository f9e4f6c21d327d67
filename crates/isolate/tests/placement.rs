//! Where threads run, rule by rule, and why; and what damaged parcels do.

#[path = "support/islands.rs"]
mod islands;

use std::panic::{AssertUnwindSafe, catch_unwind};

use islands::{Placement, run};
use loopscope_isolate::{Config, Isolate, Outgoing, Program, Status};

const AWAY: Placement = Placement { islands: 16, home_after: None, by_breakpoints: false };
const HOME: Placement = Placement { islands: 0, home_after: None, by_breakpoints: false };

/// A rule, a program, and where its threads are placed.
type Case = (&'static str, &'static str, &'static [&'static str]);

/// Runs `work` in a thread after what stands before it.
macro_rules! program {
    ($before:literal) => {
        concat!(
            "import threading, time\n",
            $before,
            "\nt = threading.Thread(target=work)\nt.start()\nt.join()\n"
        )
    };
    ($before:literal, $after:literal) => {
        concat!(
            "import threading, time\n",
            $before,
            "\nt = threading.Thread(target=work)\nt.start()\n",
            $after,
            "\nt.join()\n"
        )
    };
}

/// Runs a loop in a thread, and `$with` beside it.
macro_rules! with_loop {
    ($with:literal) => {
        concat!(
            "import asyncio, threading, time\nloop = asyncio.new_event_loop()\n",
            "t = threading.Thread(target=loop.run_forever)\nt.start()\n",
            $with,
            "\nloop.call_soon_threadsafe(loop.stop)\nt.join()\nloop.close()\n"
        )
    };
}

/// Rules, programs and placements.
const CASES: &[Case] = &[
    ("a function of its own", program!("def work(): print(sum(range(5)))"), &["away"]),
    ("a constant", program!("LIMIT = 3\ndef work(): print(LIMIT)"), &["away"]),
    ("a tuple of constants", program!("PAIR = (1, ('a', b'b', 2.5))\ndef work(): print(PAIR)"), &["away"]),
    (
        "what it does first comes before what follows its start",
        "import threading, time\ndef work(n):\n    print('begins', n)\n    time.sleep(0.01 * n)\n    print('ends', n)\nts = [threading.Thread(target=work, args=(n,)) for n in (1, 2, 3)]\nfor t in ts:\n    t.start()\n    print('started', t.is_alive())\nfor t in ts: t.join()\nt = threading.Thread(target=print, args=('brief',))\nt.start()\nprint(t.is_alive())\n",
        &["away"; 4],
    ),
    (
        "what it does after its switch interval does not",
        program!("def work():\n    for _ in range(500_000): pass\n    print('last')", "print('first')"),
        &["away"],
    ),
    (
        "a method that gets its class",
        program!(
            "class Count:\n    limit = 1\n    def bump(self): self.limit = 9\ndef work():\n    time.sleep(0.03)\n    print(Count.limit)",
            "time.sleep(0.01)\nCount.bump(Count)"
        ),
        &["away", "came home: an attribute of something that it has was set"],
    ),
    (
        "an own class changed meanwhile",
        program!(
            "class Other:\n    limit = 1\n    def bump(self): self.limit = 9\ndef work(): time.sleep(0.03)",
            "Other.bump(Other)\nprint(Other.limit)"
        ),
        &["away"],
    ),
    (
        "what follows the import of a module is not from it",
        program!(
            "def work():\n    import asyncio\n    from time import sleep\n    print(asyncio.sleep.__name__, sleep)"
        ),
        &["uses `asyncio`"],
    ),
    (
        "many objects",
        "import threading\nwords = []\nfor n in range(30_000): words.append(str(n))\ndef work(words): print(len(words))\nt = threading.Thread(target=work, args=(words,))\ndel words\nt.start()\nt.join()\n",
        &["has too much to carry"],
    ),
    ("a file", program!("def work(): print(open('x', 'w').write('text'))"), &["uses `open`"]),
    (
        "a file of another module",
        program!("import os\ndef work(): print(os.path.exists('x'))"),
        &["uses `os.path`"],
    ),
    ("what asks the reader", program!("def work():\n    if time.time() < 0: input()"), &["uses `input`"]),
    ("a list of others", program!("out = []\ndef work(): out.append(1)"), &["shares `out`"]),
    ("a dict of others", program!("found = {}\ndef work(): found['a'] = 1"), &["shares `found`"]),
    ("a list in a tuple", program!("pair = ([],)\ndef work(): pair[0].append(1)"), &["shares `pair`"]),
    (
        "a helper that has it",
        program!("out = []\ndef add(): out.append(1)\ndef work(): add()"),
        &["shares `out`"],
    ),
    ("a default", program!("def work(seen=[]): seen.append(1)"), &["shares `work`"]),
    ("a keyword default", program!("def work(*, seen={}): seen[1] = 1"), &["shares `seen`"]),
    ("a lambda", program!("out = []\nwork = lambda: out.append(1)"), &["shares `out`"]),
    (
        "a bound method of a list",
        program!("out = []\ndef work(): add(1)\nadd = out.append"),
        &["shares `out`"],
    ),
    (
        "a variable set again later",
        program!("LIMIT = 1\ndef work(): time.sleep(0.01); print(LIMIT)", "LIMIT = 2"),
        &["`LIMIT` may be set again"],
    ),
    ("a variable set for good before", program!("LIMIT = 1\nLIMIT = 2\ndef work(): print(LIMIT)"), &["away"]),
    (
        "a variable set by a function",
        program!("LIMIT = 1\ndef change():\n    global LIMIT\n    LIMIT = 2\ndef work(): print(LIMIT)"),
        &["`LIMIT` may be set again"],
    ),
    (
        "a variable that it sets",
        program!("done = 0\ndef work():\n    global done\n    done = 1"),
        &["`done` may be set again"],
    ),
    (
        "a variable set in a loop",
        program!("for LIMIT in range(2): pass\ndef work(): print(LIMIT)"),
        &["away"],
    ),
    (
        "a variable set by a match",
        program!(
            "LIMIT = 1\ndef work(): time.sleep(0.01); print(LIMIT)",
            "match [5]:\n    case [LIMIT]: pass"
        ),
        &["`LIMIT` may be set again"],
    ),
    (
        "a variable set by with",
        program!(
            "import contextlib\nLIMIT = 1\ndef work(): time.sleep(0.01); print(LIMIT)",
            "with contextlib.nullcontext(2) as LIMIT: pass"
        ),
        &["`LIMIT` may be set again"],
    ),
    (
        "a variable set by an import",
        program!("json = 1\ndef work(): time.sleep(0.01); print(json)", "import json"),
        &["`json` may be set again"],
    ),
    (
        "a variable set by a walrus",
        program!("LIMIT = 1\ndef work(): time.sleep(0.01); print(LIMIT)", "[LIMIT := i for i in range(3)]"),
        &["`LIMIT` may be set again"],
    ),
    (
        "a variable that is deleted",
        program!("LIMIT = 1\ndef work(): print(LIMIT)", "t.join(); del LIMIT"),
        &["`LIMIT` may be set again"],
    ),
    (
        "a variable without a value",
        program!("def work():\n    time.sleep(0.01)\n    print(LATE)", "LATE = 1"),
        &["`LATE` isn't set yet"],
    ),
    (
        "a function defined again",
        program!("def help(): return 1\ndef work(): time.sleep(0.01); print(help())", "def help(): return 2"),
        &["`help` may be set again"],
    ),
    (
        "a closure's variable",
        program!(
            "def make():\n    n = 0\n    def work():\n        nonlocal n\n        n += 1\n    return work\nwork = make()"
        ),
        &["shares `n`"],
    ),
    (
        "a closure's parameter",
        program!("def make(n):\n    def work(): print(n)\n    return work\nwork = make(3)"),
        &["away"],
    ),
    (
        "a closure's parameter that can change",
        program!("def make(out):\n    def work(): out.append(1)\n    return work\nwork = make([])"),
        &["shares `out`"],
    ),
    (
        "a comprehension's variable",
        program!("work = [lambda: print(i) for i in range(3)][0]"),
        &["shares `i`"],
    ),
    (
        "a class",
        program!(
            "class Box:\n    size = 1\n    def get(self): return self.size\ndef work(): print(Box().get())"
        ),
        &["away"],
    ),
    (
        "a class's list",
        program!("class Box:\n    items = []\ndef work(): Box.items.append(1)"),
        &["shares `items`"],
    ),
    (
        "a base's list",
        program!("class Base:\n    items = []\nclass Box(Base): pass\ndef work(): Box().items.append(1)"),
        &["shares `items`"],
    ),
    (
        "a class's list with a special name",
        program!("class Box:\n    __items__ = []\ndef work(): Box.__items__.append(1)"),
        &["shares `__items__`"],
    ),
    (
        "what a class says about itself",
        program!("class Box:\n    x: int = 1\ndef work(): print(Box().x)"),
        &["away"],
    ),
    (
        "what a class says, when it is read",
        program!("class Box:\n    x: int = 1\ndef work(): Box.__annotations__['y'] = int"),
        &["shares `__annotations__`"],
    ),
    (
        "an attribute of a class set later",
        program!("class Box:\n    size = 1\ndef work(): time.sleep(0.01); print(Box.size)", "Box.size = 2"),
        &["`size` may be set again"],
    ),
    (
        "an attribute of a class that it sets",
        program!("class Box:\n    done = False\ndef work(): Box.done = True", "t.join(); print(Box.done)"),
        &["`done` may be set again"],
    ),
    (
        "an attribute of a function that it sets",
        program!("def work(): work.calls = 3", "t.join(); print(work.calls)"),
        &["`calls` may be set again"],
    ),
    (
        "an attribute of a class set by way of a parameter",
        program!(
            "class Box: pass\ndef mark(it): it.done = True\ndef work(): mark(Box)",
            "t.join(); print(Box.done)"
        ),
        &["`done` may be set again"],
    ),
    (
        "an attribute of a class set by a method's self",
        program!(
            "class Box:\n    def mark(self): self.done = True\ndef work(): Box.mark(Box)",
            "t.join(); print(Box.done)"
        ),
        &["away", "came home: it set an attribute of something that others have"],
    ),
    (
        "an attribute read by its name",
        program!(
            "class Box: pass\ndef work(): time.sleep(0.01); print(getattr(Box, 'size', None))",
            "Box.size = 2"
        ),
        &["`size` may be set again"],
    ),
    (
        "an attribute read by a pattern",
        program!(
            "class Box: pass\ndef work():\n    time.sleep(0.01)\n    match Box():\n        case Box(size=n): print(n)",
            "Box.size = 2"
        ),
        &["`size` may be set again"],
    ),
    (
        "a special method set later",
        program!(
            "class Box: pass\ndef work(): time.sleep(0.01); print(bool(Box()))",
            "Box.__bool__ = lambda self: False"
        ),
        &["`__bool__` may be set again"],
    ),
    (
        "defaults set later",
        program!("def f(n=1): return n\ndef work(): time.sleep(0.01); print(f())", "f.__defaults__ = (2,)"),
        &["the program uses `__defaults__`"],
    ),
    (
        "a metaclass",
        program!("class Meta(type): pass\nclass Box(metaclass=Meta): pass\ndef work(): print(Box.__name__)"),
        &["has an object of type `Meta`"],
    ),
    (
        "an object of others",
        program!("class Box: pass\nbox = Box()\ndef work(): box.n = 1"),
        &["shares `box`"],
    ),
    (
        "an object that it makes",
        program!(
            "class Box:\n    def __init__(self): self.n = 1\ndef work(): box = Box(); box.n = 2; print(box.n)"
        ),
        &["`n` may be set again"],
    ),
    (
        "a decorator's cache",
        program!(
            "def memo(f):\n    cache = {}\n    def inner(n): return cache.setdefault(n, f(n))\n    return inner\n@memo\ndef square(n): return n * n\ndef work(): print(square(2))"
        ),
        &["shares `cache`"],
    ),
    (
        "a library's cache",
        program!(
            "import functools\n@functools.lru_cache\ndef square(n): return n * n\ndef work(): print(square(2))"
        ),
        &["has an object of type `function`"],
    ),
    (
        "an iterator",
        program!("import itertools\nnumbers = itertools.count()\ndef work(): print(next(numbers))"),
        &["shares `numbers`"],
    ),
    ("a sentinel", program!("NONE = object()\ndef work(it=NONE): print(it is NONE)"), &["away"]),
    (
        "an enumeration",
        program!("import enum\nclass Color(enum.Enum):\n    RED = 1\ndef work(): print(Color.RED)"),
        &["uses `enum.Enum`"],
    ),
    ("globals()", program!("def work(): print('x' in globals())"), &["the program uses `globals`"]),
    (
        "a lock of others",
        program!("lock = threading.Lock()\ndef work():\n    with lock: print(1)"),
        &["has an object of type `lock`"],
    ),
    (
        "a lock of its own",
        program!("def work():\n    lock = threading.Lock()\n    with lock: print(1)"),
        &["away"],
    ),
    (
        "a thread of its own",
        program!("def work(): threading.Thread(target=print).start()"),
        &["uses `threading.Thread`", "away"],
    ),
    ("random", program!("import random\ndef work(): random.random()"), &["uses `random.random`"]),
    (
        "a module imported inside",
        program!("def work():\n    import json\n    print(json.dumps([1]))"),
        &["away"],
    ),
    (
        "a patched module",
        program!("def fake(s): print('slept', s)\ntime.sleep = fake\ndef work(): time.sleep(1)"),
        &["`time.sleep` may be set again"],
    ),
    (
        "a module patched in a function",
        program!(
            "def fake(s): print('slept', s)\ndef patch():\n    import time as it\n    it.sleep = fake\npatch()\ndef work(): time.sleep(1)"
        ),
        &["`sleep` may be set again"],
    ),
    (
        "a module patched by way of a parameter",
        program!(
            "def fake(s): print('slept', s)\ndef patch(it): it.sleep = fake\npatch(time)\ndef work(): time.sleep(1)"
        ),
        &["`sleep` may be set again"],
    ),
    (
        "a library's class patched",
        program!(
            "import json\njson.JSONEncoder.default = lambda self, it: 'it'\ndef work(): print(json.dumps(work))"
        ),
        &["`json.default` may be set again"],
    ),
    (
        "stdout replaced",
        program!(
            "import io\ndef swap(it, new):\n    old, it.stdout = it.stdout, new\n    return old\nimport sys\nbuffer = io.StringIO()\nold = swap(sys, buffer)\ndef work(): print(1)",
            "t.join(); swap(sys, old); print([buffer.getvalue()])"
        ),
        &["`stdout` may be set again"],
    ),
    (
        "sys.modules",
        program!(
            "import sys\nflag = 1\ndef work(): time.sleep(0.01); print(flag)",
            "sys.modules['__main__'].flag = 2"
        ),
        &["the program uses `modules`"],
    ),
    (
        "a class that counts as derived",
        program!(
            "import abc\nclass Shape(abc.ABC): pass\nclass Box: pass\ndef work(): time.sleep(0.01); print(isinstance(Box(), Shape))",
            "Shape.register(Box)"
        ),
        &["the program uses `register`"],
    ),
    (
        "its thread's name",
        program!("def work(): time.sleep(0.01); print(threading.current_thread().name)", "t.name = 'other'"),
        &["`name` may be set again"],
    ),
    (
        "a context variable",
        program!(
            "import contextvars\nit = contextvars.ContextVar('it', default=1)\ndef work(): print(it.get())"
        ),
        &["has an object of type `ContextVar`"],
    ),
    ("an exception out of it", program!("def work(): raise ValueError(1)"), &["away"]),
    (
        "an exception that can't go",
        program!(
            "def work():\n    error = ValueError(1)\n    error.lock = threading.Lock()\n    print(1)\n    raise error"
        ),
        &["`lock` may be set again"],
    ),
    (
        "an exception with a hint",
        program!("def work(): 'a'.uper()"),
        &["away", "came home: what it returned or raised is shared"],
    ),
    (
        "annotations by way of typing",
        program!(
            "import typing\nout = []\nclass Box:\n    x: out\ndef work(): typing.get_type_hints(Box)['x'].append(1)"
        ),
        &["the program uses `get_type_hints`"],
    ),
    (
        "a function's name set later",
        program!(
            "def f(): pass\ndef work(): time.sleep(0.01); print(f.__qualname__)",
            "f.__qualname__ = 'g'"
        ),
        &["`__qualname__` may be set again"],
    ),
];

/// The same for what is done with a loop.
const LOOPS: &[Case] = &[
    (
        "a result moves",
        with_loop!(
            "async def ask(): return [1]\nprint(asyncio.run_coroutine_threadsafe(ask(), loop).result())"
        ),
        &["away"],
    ),
    (
        "an argument moves",
        with_loop!(
            "async def ask(xs): xs.append(2); return xs\nprint(asyncio.run_coroutine_threadsafe(ask([1]), loop).result())"
        ),
        &["away"],
    ),
    ("a callback", with_loop!("loop.call_soon_threadsafe(print, 1)"), &["away"]),
    (
        "an argument of others",
        with_loop!(
            "out = []\nasync def ask(): out.append(1)\nasyncio.run_coroutine_threadsafe(ask(), loop).result()\nprint(out)"
        ),
        &["away", "came home: shares `out`"],
    ),
    (
        "a bound method of others",
        with_loop!("out = []\nloop.call_soon_threadsafe(out.append, 1)\ntime.sleep(0.05)\nprint(out)"),
        &["away", "came home: shares `out`"],
    ),
    ("a loop asked from outside", with_loop!("time.sleep(0.01)\nprint(loop.is_running())"), &["away"]),
    (
        "a constant compared by is",
        with_loop!(
            "STOP = ('stop',)\nasync def ask(): return STOP\nprint(asyncio.run_coroutine_threadsafe(ask(), loop).result() is STOP)"
        ),
        &["away", "came home: shares `STOP`"],
    ),
    (
        "an attribute that a loop gets",
        with_loop!(
            "async def ask():\n    loop = asyncio.get_running_loop()\n    loop.tag = 5\nasyncio.run_coroutine_threadsafe(ask(), loop).result()\nprint(loop.tag)"
        ),
        &["away", "came home: `tag` may be set again"],
    ),
    (
        "an attribute that a loop gets outside",
        with_loop!(
            "async def ask():\n    return asyncio.get_running_loop().tag\nloop.tag = 4\nprint(asyncio.run_coroutine_threadsafe(ask(), loop).result())"
        ),
        &["away", "came home: `tag` may be set again"],
    ),
    (
        "a loop that it closes",
        "import asyncio, threading, time\nloop = asyncio.new_event_loop()\ndef work():\n    loop.close()\n    time.sleep(0.3)\nt = threading.Thread(target=work)\nt.start()\ntime.sleep(0.1)\ntry: loop.call_soon_threadsafe(print, 1)\nexcept RuntimeError as e: print(e)\nt.join()\n",
        &["away", "came home: it closed its loop"],
    ),
    (
        "a call that is cancelled when its thread has ended",
        "import asyncio, threading, time\nloop = asyncio.new_event_loop()\nasync def ask(): return 1\ndef work():\n    loop.run_until_complete(ask())\n    time.sleep(0.1)\nt = threading.Thread(target=work)\nt.start()\ntime.sleep(0.05)\nh = loop.call_soon_threadsafe(print, 'not called')\nloop.call_soon_threadsafe(print, 'called')\nt.join()\nh.cancel()\nloop.run_until_complete(asyncio.sleep(0.01))\n",
        &["away", "came home: something is left in its loop"],
    ),
    (
        "a coroutine that arrives too late",
        "import asyncio, threading, time\nloop = asyncio.new_event_loop()\nasync def ask(): return 1\ndef work():\n    loop.run_until_complete(ask())\n    time.sleep(0.1)\nt = threading.Thread(target=work)\nt.start()\ntime.sleep(0.05)\nf = asyncio.run_coroutine_threadsafe(ask(), loop)\nt.join()\nloop.run_until_complete(asyncio.sleep(0.01))\nprint(f.result())\n",
        &["away", "came home: something is left in its loop"],
    ),
];

fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (rule, source, expected) in cases {
        let (home, away) = (run("program.py", source, HOME), run("program.py", source, AWAY));
        if away.placed != *expected {
            wrong.push(format!("{rule}: {:?} instead of {expected:?}", away.placed));
        }
        if (&home.stdout, &home.stderr, home.exit_status) != (&away.stdout, &away.stderr, away.exit_status) {
            wrong.push(format!("{rule}: {}{}---\n{}{}", home.stdout, home.stderr, away.stdout, away.stderr));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn threads_are_placed_by_what_they_share() {
    check(CASES);
}

#[test]
fn loops_are_addresses() {
    check(LOOPS);
}

/// A program whose parcels have something of each kind.
const PARCEL: &str = r#"
import asyncio, threading
from dataclasses import dataclass
LIMIT = 10 ** 30
class Job:
    kind = "job"
    def __init__(self, data): self.data = data
    @property
    def size(self): return len(self.data)
    @staticmethod
    def make(): return Job([1])
@dataclass
class Point:
    x: int = 1
def numbers(n):
    while n:
        yield n
        n -= 1
async def ask(job): return [job.size, LIMIT, Point()]
def work(loop, *args, **kwargs):
    loop.run_forever()
loop = asyncio.new_event_loop()
error = KeyError("k"); error.detail = [1]
args = (loop, Job({"a": (1, -2.5, None)}), {3, "x"}, frozenset([b"y"]), range(3), slice(1, 2), numbers(3), "é" * 50)
t = threading.Thread(target=work, args=args, kwargs={"e": ValueError("v", [1])})
del args
t.start()
print(asyncio.run_coroutine_threadsafe(ask(Job([1, 2])), loop).result())
loop.call_soon_threadsafe(loop.stop)
t.join()
"#;

/// The bytes with something wrong, in many ways that are the same each time.
fn damaged(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let mut all = Vec::new();
    for _ in 0..150 {
        all.push(bytes[..random(bytes.len())].to_vec());
        let mut flipped = bytes.to_vec();
        for _ in 0..=random(4) {
            let at = random(flipped.len());
            flipped[at] ^= 1 << random(8);
        }
        all.push(flipped);
        let mut set = bytes.to_vec();
        let at = random(set.len());
        set[at] = [0, 1, 8, 0x7f, 0x80, 0xff][random(6)];
        all.push(set);
        let mut huge = bytes.to_vec();
        let at = random(huge.len());
        huge.splice(at..at, [0xff; 8].into_iter().chain([0x7f]));
        all.push(huge);
    }
    all
}

/// Runs the home until its thread has begun; the home, its island's parcel and the first message to it.
fn begin() -> (Isolate, Program, loopscope_isolate::Island, Vec<u8>) {
    let program = Program { filename: "program.py".into(), source: PARCEL.into() };
    let mut home = Isolate::for_program(Config::new(0), program.clone());
    home.set_free_islands(1, "");
    let (mut island, mut messages) = (None, Vec::new());
    // It waits for the thread's first turn over there, which is not taken here.
    let mut now = 0;
    while let Status::Ready | Status::Blocked { until_micros: Some(_) } = home.turn(now, 10_000) {
        now += 10_000;
    }
    for outgoing in home.take_outbox() {
        match outgoing {
            Outgoing::StartIsland(begun) => island = Some(*begun),
            Outgoing::ToIsland { message, .. } => messages.push(message),
            other => panic!("{other:?} is not expected"),
        }
    }
    (home, program, island.expect("the thread goes"), messages.remove(0))
}

#[test]
fn damaged_parcels_are_refused_or_read() {
    let (_home, program, island, message) = begin();
    let mut panics = Vec::new();
    for (at, parcel) in damaged(&island.parcel).into_iter().enumerate() {
        let damaged = loopscope_isolate::Island { thread: island.thread, parcel };
        let unpacked = catch_unwind(AssertUnwindSafe(|| {
            let mut isolate = Isolate::prepare_island(Config::new(0));
            let _ = isolate.begin_island(program.clone(), &damaged, 0);
        }));
        if unpacked.is_err() {
            panics.push(format!("start {at}"));
        }
    }
    let mut isolate = Isolate::prepare_island(Config::new(0));
    isolate.begin_island(program, &island, 0).expect("it can begin");
    for (at, message) in damaged(&message).into_iter().enumerate() {
        if catch_unwind(AssertUnwindSafe(|| isolate.receive(0, &message))).is_err() {
            panics.push(format!("message {at}"));
        }
    }
    assert!(panics.is_empty(), "{panics:?}");
}

#[test]
fn damaged_answers_are_refused_or_read() {
    let (mut home, program, island, message) = begin();
    let mut isolate = Isolate::prepare_island(Config::new(0));
    isolate.begin_island(program, &island, 0).expect("it can begin");
    isolate.receive(0, &message);
    let answer = (0..100)
        .find_map(|_| {
            isolate.turn(0, 10_000);
            isolate.take_outbox().into_iter().find_map(|outgoing| match outgoing {
                Outgoing::ToHome(answer) => Some(answer),
                _ => None,
            })
        })
        .expect("the coroutine is answered");
    let mut panics = Vec::new();
    for (at, answer) in damaged(&answer).into_iter().enumerate() {
        if catch_unwind(AssertUnwindSafe(|| home.receive(island.thread, &answer))).is_err() {
            panics.push(at);
        }
    }
    assert!(panics.is_empty(), "{panics:?}");
}
