//! Lines of a program are named alike for the page and for the element in other pages: `lines.txt` says how.

use loopscope_link::Fields;

#[test]
fn lines_are_named_as_in_the_table() {
    let mut count = 0;
    for row in include_str!("lines.txt").lines().filter(|row| !row.starts_with('#')) {
        let (value, says) = row[1..].rsplit_once(']').expect("a value in brackets");
        let mut fields = Fields::default();
        fields.take(Fields::HIDE_LINES, value);
        let hidden = fields.hidden_lines(9);
        let lines = hidden.map(|runs| {
            runs.iter()
                .flat_map(|(first, last)| *first..=*last)
                .map(|line| line.to_string())
                .collect::<Vec<_>>()
        });
        match says.trim().strip_prefix("names") {
            Some(names) => {
                let names: Vec<String> = names.split_whitespace().map(str::to_owned).collect();
                assert_eq!(lines, Ok(names), "{row}");
            }
            None => assert!(lines.is_err(), "{row}"),
        }
        count += 1;
    }
    assert!(count > 20);
}
