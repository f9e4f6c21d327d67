//! The command as a shell sees it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn loopscope(arguments: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_loopscope"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("it was asked for");
    input.write_all(stdin.as_bytes()).expect("the command reads, or ends later");
    drop(input);
    child.wait_with_output().expect("the command ends")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("it is text")
}

#[test]
fn runs_standard_input_under_both_clocks() {
    for clock in ["real", "virtual"] {
        let output = loopscope(&["run", "--clock", clock, "-"], "print('hello')\nraise SystemExit(3)\n");
        assert_eq!(text(&output.stdout), "hello\n");
        assert_eq!((text(&output.stderr), output.status.code()), ("", Some(3)));
    }
}

#[test]
fn says_what_is_wrong_with_the_command_line() {
    for arguments in [&["walk"][..], &["run"], &["run", "--clock", "slow", "-"], &[]] {
        let output = loopscope(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).starts_with("loopscope: "), "{arguments:?}");
    }
}

#[test]
fn a_missing_file_is_reported_as_by_python() {
    let output = loopscope(&["run", "no-such-file.py"], "");
    assert_eq!(output.status.code(), Some(2));
    let message = text(&output.stderr);
    assert!(message.starts_with("loopscope: can't open file '/"), "{message}");
    assert!(message.ends_with("no-such-file.py': [Errno 2] No such file or directory\n"), "{message}");
}

#[test]
fn writes_the_recording() {
    let trace = std::env::temp_dir().join(format!("loopscope-{}.json", std::process::id()));
    let output = loopscope(&["run", "--trace", trace.to_str().expect("it is text"), "-"], "print('hello')\n");
    assert_eq!(output.status.code(), Some(0));
    let recording = std::fs::read_to_string(&trace).expect("it was written");
    std::fs::remove_file(&trace).expect("it is there");
    let events: serde_json::Value = serde_json::from_str(&recording).expect("it is JSON");
    let last = events.as_array().and_then(|events| events.last()).expect("something happened");
    assert_eq!(last["kind"]["ProgramEnded"]["exit_status"], 0);
}

#[test]
fn tracebacks_name_the_program_from_the_root() {
    let directory = std::env::temp_dir().join(format!("loopscope-{}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("the directory can be made");
    std::fs::write(directory.join("fails.py"), "print(__file__)\n1 / 0\n")
        .expect("the program can be written");
    for given in ["fails.py", "./fails.py"] {
        let output = Command::new(env!("CARGO_BIN_EXE_loopscope"))
            .args(["run", given])
            .current_dir(&directory)
            .output()
            .expect("the command starts");
        let path = directory.canonicalize().expect("it is there").join(given);
        assert_eq!(text(&output.stdout), format!("{}\n", path.display()));
        assert!(text(&output.stderr).contains(&format!("File \"{}\", line 2", path.display())), "{given}");
    }
    std::fs::remove_dir_all(&directory).expect("the directory can be removed");
}

#[test]
fn threads_that_are_started_together_have_heaps_of_their_own() {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let trace = std::env::temp_dir().join(format!("loopscope-threads-{}.json", std::process::id()));
    // They start when heaps have had time to become ready.
    let program = "import threading, time\n\
        def work(name):\n    time.sleep(0.2)\n    print(name)\n\
        threads = [threading.Thread(target=work, args=(name,)) for name in ('One', 'Two')]\n\
        time.sleep(0.5)\n\
        for thread in threads: thread.start()\n\
        for thread in threads: thread.join()\n";
    let arguments = ["run", "--clock", "real", "--trace", trace.to_str().expect("it is text"), "-"];
    let output = loopscope(&arguments, program);
    let recording = std::fs::read_to_string(&trace).expect("it was written");
    std::fs::remove_file(&trace).expect("it is there");
    let mut lines: Vec<&str> = text(&output.stdout).lines().collect();
    lines.sort_unstable();
    assert_eq!((lines, text(&output.stderr)), (vec!["One", "Two"], ""));
    let events: Vec<serde_json::Value> = serde_json::from_str(&recording).expect("it is JSON");
    let away = events.iter().filter(|event| event["kind"]["ThreadPlaced"]["away"] == true).count();
    assert_eq!(away, processors.min(2), "{recording}");
}

const LOCK: &str = "import asyncio
async def work(lock, name):
    async with lock:
        await asyncio.sleep(0.1)
        print(name)
async def main():
    lock = asyncio.Lock()
    await asyncio.gather(work(lock, 'a'), work(lock, 'b'))
asyncio.run(main())
";

#[test]
fn explains_a_run_as_a_list() {
    let output = loopscope(&["explain", "-"], LOCK);
    assert_eq!((text(&output.stderr), output.status.code()), ("", Some(0)));
    let list = text(&output.stdout);
    for line in [
        "    0    0.000 s  MainThread begins\n",
        "-- iteration 1 of the loop of MainThread\n",
        "  Task-3 waits for Lock `lock`, held by Task-2, first in its queue at line 3\n",
        "  Task-2 prints at line 5: a\n",
        "  Task-3 runs at line 3; woken by Lock.release() in Task-2 at line 3\n",
    ] {
        assert!(list.contains(line), "{line} is missing in\n{list}");
    }
    let with_all = loopscope(&["explain", "--all", "-"], LOCK);
    assert!(text(&with_all.stdout).lines().count() > list.lines().count());
}

#[test]
fn explains_why_a_task_does_not_go_on_yet() {
    let list = loopscope(&["explain", "-"], LOCK);
    let waits = text(&list.stdout).lines().find(|line| line.contains("Task-3 waits for Lock"));
    let number = waits.and_then(|line| line.split_whitespace().next()).expect("it has a number");
    let explained = loopscope(&["explain", "--event", number, "-"], LOCK);
    let expected = format!(
        "\nnot yet: Task-3 of work: waiting for Lock `lock`, held by Task-2, first in its queue, since 0.000 s \
         (#{number})\n\
         because Task-2 of work: waiting for sleep of 100.0 ms (until 0.100 s), since 0.000 s (#"
    );
    let explained = text(&explained.stdout);
    assert!(explained.contains(&expected), "{expected} is missing in\n{explained}");
}

#[test]
fn explains_why_a_line_ran() {
    let output = loopscope(&["explain", "--line", "5", "-"], LOCK);
    let explained = text(&output.stdout);
    let second = explained.split("\n\n").nth(1).expect("it was reached twice");
    assert!(second.contains(" prints at line 5: b\nbecause #"), "{explained}");
    assert!(second.contains("sets a timer for sleep at 0.200 s at line 4\n"), "{explained}");
    assert!(second.contains("Task-2 calls Lock.release at line 3\n"), "{explained}");
    let first = explained.split(['#', ' ']).nth(1).expect("it has a number");
    let output = loopscope(&["explain", "--event", first, "-"], LOCK);
    let state = text(&output.stdout);
    for line in [
        "\nReady queue of MainThread, iteration 4: empty\n",
        "\nIn line for Lock `lock`, held by Task-2: Task-3\n",
        "\nMainThread: running\n    in <module>, line 9\n  event loop, iteration 4\n",
        "\n    Task-1 of main: waiting for gather (0 of 2 done), since 0.000 s\n        in main, line 8\n",
        "\n      Task-3 of work: waiting for Lock `lock`, held by Task-2, first in its queue, since 0.000 s\n          in work, line 3\n",
        "\nTask-1\n  in main\n    lock = <Lock [locked]>\n",
        "\nTask-2\n  in work\n    lock = <Lock [locked]>\n    name = 'a'\n",
        "\nTask-3\n  in work\n    lock = <Lock [locked]>\n    name = 'b'\n",
    ] {
        assert!(state.contains(line), "{line} is missing in\n{state}");
    }
    for (arguments, problem) in [
        (["--line", "700"], "nothing was recorded at line 700"),
        (["--event", "9000"], "there is no event 9000"),
    ] {
        let output = loopscope(&["explain", arguments[0], arguments[1], "-"], LOCK);
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(problem), "{}", text(&output.stderr));
    }
}

/// A file for this test alone.
fn temporary(name: &str) -> String {
    let name = format!("loopscope-{}-{name}", std::process::id());
    std::env::temp_dir().join(name).to_str().expect("it is text").to_owned()
}

#[test]
fn a_saved_recording_is_explained_as_its_run_is() {
    let program = "import asyncio\n\nasync def main():\n    x = 7\n    await asyncio.sleep(1)\n    print(x)\n\nasyncio.run(main())\n";
    let file = temporary("saved.loopscope");
    let ran = loopscope(&["run", "--clock", "virtual", "--save", &file, "-"], program);
    assert_eq!((text(&ran.stdout), text(&ran.stderr)), ("7\n", ""));
    for options in [&[][..], &["--all"], &["--line", "5"], &["--event", "9"]] {
        let of_program = loopscope(&[&["explain", "-"], options].concat(), program);
        let of_file = loopscope(&[&["explain", &file], options].concat(), "");
        assert!(of_file.stdout.len() > 100);
        assert_eq!(text(&of_file.stdout), text(&of_program.stdout), "{options:?}");
        assert_eq!((text(&of_file.stderr), of_file.status.code()), ("", Some(0)));
    }
    let bytes = std::fs::read(&file).expect("it was saved");
    std::fs::remove_file(&file).expect("it is there");
    let cut = temporary("cut.loopscope");
    for end in [2, 10, 40, bytes.len() - 9, bytes.len() - 1] {
        std::fs::write(&cut, &bytes[..end]).expect("it can be written");
        let output = loopscope(&["explain", &cut], "");
        let message = format!("loopscope: can't read '{cut}': it is cut off or damaged\n");
        assert_eq!((text(&output.stderr), output.status.code()), (&*message, Some(2)), "cut at {end}");
    }
    std::fs::write(&cut, &bytes).expect("it can be written");
    let output = loopscope(&["run", &cut], "");
    std::fs::remove_file(&cut).expect("it is there");
    assert!(text(&output.stderr).contains("is a recording"), "{}", text(&output.stderr));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_recording_in_real_time_has_its_islands() {
    let program = "\
import threading, time

def work(n):
    total = sum(range(n))
    print(n, total)

threads = [threading.Thread(target=work, args=(n,)) for n in (1000, 2000)]
# They start when heaps have had time to become ready.
time.sleep(0.5)
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
";
    let (file, trace) = (temporary("islands.loopscope"), temporary("islands.json"));
    let ran = loopscope(&["run", "--save", &file, "--trace", &trace, "-"], program);
    let events = std::fs::read_to_string(&trace).expect("it was written");
    std::fs::remove_file(&trace).expect("it is there");
    assert!(events.contains("\"away\":true"), "{events}");
    assert_eq!((text(&ran.stderr), ran.status.code()), ("", Some(0)));
    let told = loopscope(&["explain", &file], "");
    assert_eq!((text(&told.stderr), told.status.code()), ("", Some(0)));
    for line in text(&ran.stdout).lines() {
        assert!(text(&told.stdout).contains(line), "{line} is not in {}", text(&told.stdout));
    }
    let printed = text(&told.stdout).lines().find(|line| line.contains("1999000")).expect("it was printed");
    let number = printed.split_whitespace().next().expect("a line has a number");
    let told = loopscope(&["explain", &file, "--event", number], "");
    std::fs::remove_file(&file).expect("it is there");
    assert!(text(&told.stdout).contains("total = 1999000"), "{}", text(&told.stdout));
}
