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
