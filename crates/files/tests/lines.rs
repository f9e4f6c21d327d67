//! Which lines begin a file.

use loopscope_files::files;

#[test]
fn lines_begin_files_or_not() {
    let lines = include_str!("lines.txt").lines().filter(|line| !line.starts_with("# Lines"));
    for (count, case) in lines.enumerate() {
        let (name, line) = case.split_once('\t').unwrap_or_else(|| panic!("{case:?} has no tab"));
        let program = format!("a\n{line}\nb\n");
        let found: Vec<&str> = files(&program).map(|file| file.name).skip(1).collect();
        let expected = if name == "-" { vec![] } else { vec![name] };
        assert_eq!(found, expected, "case {count}: {line:?}");
    }
}
