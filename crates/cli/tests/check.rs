//! Pages whose examples print what they claim, and pages whose examples don't.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn check(arguments: &[&str], directory: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .arg("check")
        .args(arguments)
        .current_dir(directory)
        .output()
        .expect("the command starts")
}

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("it is text")
}

#[test]
fn what_is_claimed_and_printed_is_right() {
    let output = check(&["right.md", "right.rst", "right.html"], &pages());
    assert_eq!(text(&output.stdout), "11 examples run in 3 pages, 2 skipped\n");
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
}

#[test]
fn cpython_prints_the_same() {
    // An hour would be too long.
    let output = check(&["--python", "right.rst"], &pages());
    assert_eq!(
        (text(&output.stdout), output.status.code()),
        ("2 examples run in 1 page, 1 skipped\n", Some(0))
    );
}

/// A directory with nothing in it, which goes with this.
struct Empty(PathBuf);

impl Empty {
    fn new(name: &str) -> Empty {
        let directory = std::env::temp_dir().join(format!("loopscope-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&directory).expect("the directory can be made");
        Empty(directory)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).expect("it can be written");
    }
}

impl Drop for Empty {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn what_lies_among_temporary_files_is_not_for_cpython() {
    let (pages, temporary) = (Empty::new("pages"), Empty::new("temporary"));
    pages.write("it.md", "```python\nimport asyncio\nprint(1)  # prints: 1\n```\n");
    temporary.write("asyncio.py", "raise SystemExit('somebody else wrote this')\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopscope"));
    command.args(["check", "--python", "it.md"]).current_dir(&pages.0).env("TMPDIR", &temporary.0);
    let output = command.output().expect("the command starts");
    assert_eq!((text(&output.stdout), output.status.code()), ("1 example run in 1 page\n", Some(0)));
    let left = std::fs::read_dir(&temporary.0).expect("it is there").count();
    assert_eq!(left, 1);
}

#[test]
fn an_example_of_several_files_is_one_for_cpython_too() {
    let pages = Empty::new("files");
    let program = "import shop\nprint(shop.PRICE, open('data/a.txt').read().strip())  # prints: 3 tea\n";
    let others = "\n# === shop.py ===\nPRICE = 3\n\n# === data/a.txt ===\ntea\n";
    pages.write("it.md", &format!("```python\n{program}{others}```\n"));
    let output = check(&["--python", "it.md"], &pages.0);
    assert_eq!((text(&output.stdout), output.status.code()), ("1 example run in 1 page\n", Some(0)));
}

#[test]
fn a_page_that_is_named_twice_is_one() {
    let output = check(&[".", "right.html", "../check/right.html"], &pages());
    assert!(text(&output.stdout).ends_with(" in 6 pages, 8 wrong, 2 skipped\n"), "{}", text(&output.stdout));
}

#[test]
fn many_timers_are_no_endless_program_and_an_endless_one_is_told() {
    let pages = Empty::new("endless");
    let program = |lines: &str| format!("```python\nimport time\n{lines}\n```\n");
    pages.write("many.md", &program("for _ in range(5_000):\n    time.sleep(60)"));
    let output = check(&["many.md"], &pages.0);
    assert_eq!((text(&output.stdout), output.status.code()), ("1 example run in 1 page\n", Some(0)));
    for lines in [
        "while True:\n    time.sleep(60)",
        "while True:\n    pass",
        "time.sleep(1)\nfor _ in range(1_100_000):\n    pass",
    ] {
        pages.write("endless.md", &program(lines));
        let output = check(&["--limit", "1", "endless.md"], &pages.0);
        let said = "endless.md:2: the example does not end: it goes on after 1 million calls and turns of loops (see --limit)";
        assert_eq!(
            (text(&output.stdout).lines().next(), output.status.code()),
            (Some(said), Some(1)),
            "{lines}"
        );
    }
    let output = check(&["--limit", "2", "endless.md"], &pages.0);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert_eq!(check(&["--limit", "0", "endless.md"], &pages.0).status.code(), Some(2));
}

#[test]
fn a_claim_that_is_wrong_fails() {
    let output = check(&["wrong.md", "wrong.html", "wrong.rst"], &pages());
    let expected = "\
wrong.md:8: the example prints something else from line 2 on
    - 4
    + 2
wrong.md:17: the example fails: ValueError: no
wrong.md:21: the example is marked as one that fails, and does not
wrong.md:31: the example prints something else
    + a
    + 
    + b <
wrong.md:35: the example prints something else from line 2 on
    - c
    + b
wrong.md:39: the example prints something else from line 2 on
    + b
wrong.html:3: the example prints something else
    - nothing
    + <
wrong.rst:10: the example prints something else from line 2 on
    + 2
8 examples run in 3 pages, 8 wrong
";
    assert_eq!(text(&output.stdout), expected);
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(1)));
}

#[test]
fn an_update_changes_the_claims_and_nothing_else() {
    let directory = std::env::temp_dir().join(format!("loopscope-update-{}", std::process::id()));
    std::fs::create_dir_all(directory.join("below")).expect("the directory can be made");
    let names = ["wrong.md", "wrong.html", "wrong.rst", "right.md"];
    for name in names {
        std::fs::copy(pages().join(name), directory.join("below").join(name)).expect("it can be copied");
    }
    let output = check(&["--update", "."], &directory);
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(1)));
    let read = |directory: PathBuf, name| {
        String::from_utf8(std::fs::read(directory.join(name)).expect("it is there")).expect("it is text")
    };
    for (name, changes) in [
        (
            "wrong.md",
            &[
                ("1\n4\n3\n", "1\n2\n3\n"),
                ("# prints: c", "# prints: b"),
                ("   ```text\n", "   ```text\n   a\n\n   b <\n"),
            ][..],
        ),
        ("wrong.html", &[("nothing", "&lt;")]),
        ("wrong.rst", &[("\t1\r\n\r\nEnd", "\t1\r\n\t2\r\n\r\nEnd")]),
        ("right.md", &[]),
    ] {
        let mut expected = read(pages(), name);
        for (old, new) in changes {
            assert!(expected.contains(old), "{old} in {name}");
            expected = expected.replace(old, new);
        }
        assert_eq!(read(directory.join("below"), name), expected, "{name}");
    }
    // What is left can't be updated.
    let again = check(&["."], &directory);
    assert!(text(&again.stdout).ends_with(", 3 wrong, 1 skipped\n"), "{}", text(&again.stdout));
    std::fs::remove_dir_all(&directory).expect("the directory can be removed");
}

#[test]
fn what_can_not_be_read_is_said() {
    let output = check(&["right.html", "no-such-page.md", "../check.rs"], &pages());
    assert_eq!((text(&output.stdout), output.status.code()), ("1 example run in 1 page\n", Some(2)));
    assert_eq!(text(&output.stderr).lines().count(), 2, "{}", text(&output.stderr));
}

#[test]
fn our_own_pages_are_right() {
    let output = check(&["README.md", "docs", "lessons"], &pages().join("../../../.."));
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)), "{}", text(&output.stdout));
}
