//! Pictures, as the command writes them.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use loopscope_isolate::recorded::Recorded;

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
fn the_link_of_a_recording_says_where_random_begins() {
    let file = std::env::temp_dir().join(format!("loopscope-seed-{}.loopscope", std::process::id()));
    let run = Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .args(["run", "--clock", "virtual", "lessons/02_together/program.py", "--save"])
        .arg(&file)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .output()
        .expect("the command starts");
    assert!(run.status.success());
    let mut unpacked = Vec::new();
    let saved = std::fs::read(&file).expect("it was saved");
    GzDecoder::new(&*saved).read_to_end(&mut unpacked).expect("it is packed");
    let mut recorded = Recorded::read(&unpacked).expect("it is a recording");
    recorded.config.seed = 7;
    let mut packing = GzEncoder::new(Vec::new(), Compression::default());
    packing.write_all(&recorded.to_bytes()).expect("it can be packed");
    std::fs::write(&file, packing.finish().expect("it can be packed")).expect("it can be written");
    let output = svg(&[&file.to_string_lossy(), "--page", "https://a.b/"]);
    let _ = std::fs::remove_file(&file);
    let made = String::from_utf8(output.stdout).expect("it is text");
    assert!(made.contains("<a href=\"https://a.b/#clock=virtual&amp;seed=7&amp;z="), "{made}");
}

#[test]
fn a_missing_file_is_said() {
    let output = svg(&["no-such-file.py"]);
    assert_eq!((output.stdout.len(), output.status.code()), (0, Some(2)));
}
