//! A link of every form that was ever published, with what it opens: for ever.

use std::fs;
use std::io::Read;

use flate2::read::DeflateDecoder;
use loopscope_link::{Link, PROGRAM_LIMIT, Problem, Program, Why};

/// What a link says, as the corpus has it.
fn described(fragment: &str) -> String {
    let link = match Link::read(fragment) {
        Ok(Some(link)) => link,
        Ok(None) => return "  nothing\n".to_owned(),
        Err(problem) => return format!("  problem: {problem}\n"),
    };
    let mut text = match opened(&link.program) {
        Ok(line) => line,
        Err(problem) => return format!("  problem: {problem}\n"),
    };
    for (name, value) in link.fields.iter() {
        text += &format!("  field: {name} = {value:?}\n");
    }
    match link.fields.at() {
        Ok(None) => {}
        Ok(Some(at)) => text += &format!("  at: event {}, line {}, {:?}\n", at.event, at.line, at.sentence),
        Err(problem) => text += &format!("  problem: {problem}\n"),
    }
    match link.fields.seed() {
        Ok(None) => {}
        Ok(Some(seed)) => text += &format!("  seed: {seed}\n"),
        Err(problem) => text += &format!("  problem: {problem}\n"),
    }
    match link.fields.answers() {
        Ok(answers) if answers.is_empty() => {}
        Ok(answers) => text += &format!("  answers: {answers:?}\n"),
        Err(problem) => text += &format!("  problem: {problem}\n"),
    }
    match link.fields.hidden_lines(12) {
        Ok(runs) if runs.is_empty() => {}
        Ok(runs) => text += &format!("  hidden of 12 lines: {runs:?}\n"),
        Err(problem) => text += &format!("  problem: {problem}\n"),
    }
    // Whoever reads a link and writes it again loses nothing.
    let again = Link::read(&link.write());
    assert_eq!(again, Ok(Some(link)), "{fragment}");
    text
}

fn opened(program: &Program) -> Result<String, Problem> {
    Ok(match program {
        Program::Lesson(name) => format!("  lesson: {name}\n"),
        Program::Text(text) => format!("  program: {text:?}\n"),
        Program::Packed(bytes) => format!("  program: {:?}\n", unpacked(bytes)?),
    })
}

/// As a browser does it.
fn unpacked(bytes: &[u8]) -> Result<String, Problem> {
    let mut text = Vec::new();
    let read = DeflateDecoder::new(bytes).take(PROGRAM_LIMIT as u64 + 1).read_to_end(&mut text);
    read.map_err(|_| Why::NotPacked.of("z"))?;
    if text.len() > PROGRAM_LIMIT {
        return Err(Why::TooLarge.of("z"));
    }
    String::from_utf8(text).map_err(|_| Why::NotText.of("z"))
}

/// A link that is too large to stand in the file: `{repeat N of "text"}` stands for it.
fn spelled_out(line: &str) -> String {
    let Some((before, rest)) = line.split_once("{repeat ") else { return line.to_owned() };
    let (repeat, after) = rest.split_once("\"}").expect("a repetition ends with \"}");
    let (count, text) = repeat.split_once(" of \"").expect("a repetition has a number and a text");
    format!("{before}{}{after}", text.repeat(count.parse().expect("a number")))
}

/// What the corpus says of each link may never change: new links are added, none are taken away.
#[test]
fn every_link_that_was_ever_published_opens() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus.txt");
    let corpus = fs::read_to_string(path).expect("the corpus is there");
    let mut said = String::new();
    let mut count = 0;
    for line in corpus.lines().filter(|line| !line.starts_with("  ")) {
        said += &format!("{line}\n");
        // A link begins with one `#`, a comment with two.
        if line.starts_with('#') && !line.starts_with("##") {
            said += &described(&spelled_out(line));
            count += 1;
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, &said).expect("the corpus can be written");
    }
    assert_eq!(
        said, corpus,
        "UPDATE=1 writes what links say now; a line that changes is a link that is broken"
    );
    assert!(count >= 40);
}

/// What was cut or changed on its way says so, or is another program; it does nothing worse.
#[test]
fn damaged_links_do_no_harm() {
    let good = "#clock=virtual&at=12.7.it+prints&z=KyjKzCvRUMpIzcnJVyjPL8pJUdJUBgA";
    for end in 0..good.len() {
        described(&good[..end]);
        for other in ["", "!", "&", "=", "%", "A", "ä"] {
            described(&format!("{}{other}{}", &good[..end], &good[end + 1..]));
        }
    }
}

/// A small link that unpacks to a lot is given up when it is too large.
#[test]
fn bombs_are_limited() {
    let mut zeros =
        flate2::read::DeflateEncoder::new(std::io::repeat(b'#').take(200 << 20), flate2::Compression::best());
    let mut packed = Vec::new();
    zeros.read_to_end(&mut packed).expect("memory can be read");
    let link = Link { fields: Default::default(), program: Program::Packed(packed) }.write();
    assert!(link.len() < 300_000);
    assert_eq!(described(&link), "  problem: its field “z” holds a program of more than 1 MB\n");
}
