//! Taking out of a program's output what is not the program's: directories, addresses, library frames.

use std::borrow::Cow;
use std::path::Path;

/// Standard output of the program called `name` in `directory`: without the directory, without the traceback frames of other
/// files, and with addresses of objects made alike.
pub(super) fn normalise_stdout(text: &str, directory: &Path, name: &str) -> String {
    without_digits_after(" at 0x", &of_program_only(text, directory, name))
}

/// The same of standard error, where all that looks like an address is one; places in asyncio lose their lines.
pub(super) fn normalise_stderr(text: &str, directory: &Path, name: &str) -> String {
    let text = without_digits_after("0x", &of_program_only(text, directory, name));
    text.split_inclusive([' ', '\n']).map(without_line_of_asyncio).collect()
}

/// `/usr/lib/python3.11/asyncio/tasks.py:436`, which is `<asyncio.tasks>:0` here, without what differs.
fn without_line_of_asyncio(word: &str) -> Cow<'_, str> {
    let of_cpython = || {
        let (directory, rest) = word.split_once("/asyncio/")?;
        if directory.starts_with('/') { rest.split_once(".py:") } else { None }
    };
    let of_ours = || word.strip_prefix("<asyncio.")?.split_once(">:");
    let Some((module, rest)) = of_cpython().or_else(of_ours) else { return word.into() };
    let rest = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
    format!("<asyncio.{module}>{rest}").into()
}

fn of_program_only(text: &str, directory: &Path, name: &str) -> String {
    let text = text.replace(&format!("{}/", directory.display()), "");
    let mut kept = String::with_capacity(text.len());
    // While inside of a dropped frame: what its source lines begin with.
    let mut dropping: Option<String> = None;
    for line in text.split_inclusive('\n') {
        if dropping.as_ref().is_some_and(|indent| line.starts_with(indent.as_str())) {
            continue;
        }
        dropping = foreign_frame(line, name);
        if dropping.is_none() {
            kept.push_str(line);
        }
    }
    kept
}

/// For the first line of a traceback frame in another file, what the frame's further lines begin with.
fn foreign_frame(line: &str, name: &str) -> Option<String> {
    let start = line.find("File \"")?;
    let indent = &line[..start];
    // Groups of exceptions draw their members' tracebacks behind a bar.
    if indent.is_empty() || !indent.chars().all(|character| matches!(character, ' ' | '|' | '+')) {
        return None;
    }
    let (file, rest) = line[start + "File \"".len()..].split_once('"')?;
    // Modules beside the program have lost the directory, as it has.
    let beside = file.ends_with(".py") && !file.starts_with('/');
    let ours = file == name || file == "<string>" || beside;
    (rest.starts_with(", line ") && !ours).then(|| format!("{indent}  "))
}

/// `text` with the hexadecimal digits after every `mark` replaced by an ellipsis.
pub(crate) fn without_digits_after(mark: &str, text: &str) -> String {
    let mut parts = text.split(mark);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        result.push_str(mark);
        result.push('…');
        result.push_str(part.trim_start_matches(|digit: char| digit.is_ascii_hexdigit()));
    }
    result
}

#[cfg(test)]
mod tests {
    use super::{normalise_stderr, normalise_stdout};
    use std::path::Path;

    fn stderr(text: &str) -> String {
        normalise_stderr(text, Path::new("/home/me/cases/topic"), "program.py")
    }

    #[test]
    fn places_in_asyncio_have_no_lines() {
        let theirs =
            "coro=<wait_for() done, defined at /usr/lib/python3.11/asyncio/tasks.py:436> exception=E()\n";
        let ours = "coro=<wait_for() done, defined at <asyncio.tasks>:0> exception=E()\n";
        let expected = "coro=<wait_for() done, defined at <asyncio.tasks>> exception=E()\n";
        assert_eq!([stderr(theirs), stderr(ours)], [expected, expected]);
    }

    #[test]
    fn own_frames_lose_their_directory_and_library_frames_go() {
        let text = "\
Traceback (most recent call last):
  File \"/home/me/cases/topic/program.py\", line 7, in <module>
    asyncio.run(main())
  File \"/usr/lib/python3.11/asyncio/runners.py\", line 190, in run
    return runner.run(main)
           ^^^^^^^^^^^^^^^^
  File \"<frozen runpy>\", line 88, in _run_code
  File \"/home/me/cases/topic/program.py\", line 4, in main
    1 / 0
    ~~^~~
ZeroDivisionError: division by zero
";
        let expected = "\
Traceback (most recent call last):
  File \"program.py\", line 7, in <module>
    asyncio.run(main())
  File \"program.py\", line 4, in main
    1 / 0
    ~~^~~
ZeroDivisionError: division by zero
";
        assert_eq!(stderr(text), expected);
    }

    #[test]
    fn frames_inside_of_groups_are_frames() {
        let text = "\
  + Exception Group Traceback (most recent call last):
  |   File \"/usr/lib/python3.11/asyncio/taskgroups.py\", line 145, in __aexit__
  |     raise me from None
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File \"/home/me/cases/topic/program.py\", line 4, in fail
    |     raise ValueError
    | ValueError
";
        let expected = "\
  + Exception Group Traceback (most recent call last):
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File \"program.py\", line 4, in fail
    |     raise ValueError
    | ValueError
";
        assert_eq!(stderr(text), expected);
    }

    #[test]
    fn what_a_program_prints_about_files_stays() {
        assert_eq!(
            stderr("File \"/etc/hosts\", line 3, was read\n"),
            "File \"/etc/hosts\", line 3, was read\n"
        );
        assert_eq!(stderr("  File \"/etc/hosts\"\n"), "  File \"/etc/hosts\"\n");
    }

    #[test]
    fn addresses_are_alike_and_numbers_stay() {
        assert_eq!(
            normalise_stdout("<f at 0x7f00aa>, 0xff\n", Path::new("/home/me/cases/topic"), "program.py"),
            "<f at 0x…>, 0xff\n"
        );
        assert_eq!(stderr("<f at 0x7f00aa> (0xff)\n"), "<f at 0x…> (0x…)\n");
    }
}
