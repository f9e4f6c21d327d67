//! Pictures, as the command writes them.

use std::path::Path;
use std::process::{Command, Output};

fn svg(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .arg("svg")
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .expect("the command starts")
}

/// As README says it is made.
const OF_README: [&str; 3] =
    ["lessons/02_together/program.py", "--title", "One after the other, or together"];

#[test]
fn the_picture_of_the_readme_is_what_the_command_writes() {
    let output = svg(&OF_README);
    assert_eq!((&*String::from_utf8_lossy(&output.stderr), output.status.code()), ("", Some(0)));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/timeline.svg");
    let kept = std::fs::read_to_string(path).expect("it is checked in");
    let made = String::from_utf8(output.stdout).expect("it is text");
    assert!(
        made == kept,
        "docs/timeline.svg is another one now; make it again as README says, and look at it"
    );
}

#[test]
fn a_link_leads_to_the_program() {
    let output = svg(&["lessons/02_together/program.py", "--page", "https://a.b/c/#old"]);
    let made = String::from_utf8(output.stdout).expect("it is text");
    assert!(made.contains("<a href=\"https://a.b/c/#clock=virtual&amp;z="), "{made}");
}

#[test]
fn a_missing_file_is_said() {
    let output = svg(&["no-such-file.py"]);
    assert_eq!((output.stdout.len(), output.status.code()), (0, Some(2)));
}
