//! An example in another page.

use super::*;
use crate::message::{Ask, Example};
use crate::model::embed::{Embed, MOST_TOLD, View, Word};

impl Page {
    /// An example that shows the first lesson.
    fn embedded() -> Page {
        let mut page = Page::new();
        page.model.embed = Some(Embed::default());
        page
    }

    /// What the last message let the page around hear.
    fn told(&self) -> Vec<&Word> {
        self.effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Tell(word) => Some(word),
                _ => None,
            })
            .collect()
    }
}

fn example(code: &str) -> Example {
    let code = Some(code.to_owned());
    Example { code, lesson: None, clock: None, view: None, mode: None, dark: None }
}

#[test]
fn a_page_of_its_own_is_asked_for_nothing() {
    let mut page = Page::new();
    let text = page.model.text.clone();
    page.take(Msg::Asked(Ask::Load(example("print(1)"))));
    page.take(Msg::Asked(Ask::Run));
    assert_eq!((page.model.text, page.model.phase, page.effects), (text, Phase::Idle, vec![]));
}

#[test]
fn what_came_in_a_link_is_not_run_from_outside() {
    let mut page = Page::embedded();
    page.take(Msg::Asked(Ask::Run));
    assert_eq!(page.model.phase, Phase::Idle);
    assert!(matches!(page.told()[..], [Word::Refused(_)]), "{:?}", page.effects);
}

#[test]
fn what_the_page_around_gives_is_shown_as_it_says_and_may_run() {
    let mut page = Page::embedded();
    let view = Some("console".to_owned());
    let (clock, mode) = (Some("virtual".to_owned()), Some("read".to_owned()));
    page.take(Msg::Asked(Ask::Load(Example { view, clock, mode, ..example("print(1)") })));
    assert!(page.effects.contains(&Effect::Open("print(1)".to_owned())));
    assert!(page.effects.contains(&Effect::LetEdit(false)));
    assert_eq!(page.model.embed.as_ref().map(|embed| embed.view), Some(View::Console));
    assert_eq!(page.model.settings.clock, Clock::Virtual);
    page.take(Msg::Asked(Ask::Run));
    assert_eq!((page.model.phase, page.told()), (Phase::Loading, vec![&Word::Started]));
}

#[test]
fn an_unknown_lesson_takes_nothing_away() {
    let mut page = Page::embedded();
    let text = page.model.text.clone();
    let lesson = Some("no_such_lesson".to_owned());
    page.take(Msg::Asked(Ask::Load(Example { lesson, ..example("") })));
    assert!(matches!(page.told()[..], [Word::Refused(_)]));
    assert_eq!(page.model.text, text);
}

#[test]
fn the_page_around_hears_what_is_printed_before_the_end() {
    let mut page = Page::embedded();
    page.run();
    page.print(&[1, 2]);
    let output = Word::Output(Stream::Stdout, "text\n".to_owned());
    assert_eq!(page.told(), [&output, &output]);
    page.write(&[3]).end(3);
    assert_eq!(page.told(), [&output, &Word::Finished(Some(3))]);
}

#[test]
fn it_hears_no_more_than_a_million_characters_of_a_run() {
    let mut page = Page::embedded();
    page.run();
    let text = "t".repeat(MOST_TOLD / 2);
    for _ in 0..3 {
        page.engine.record(EventKind::Output { stream: Stream::Stdout, text: &text });
    }
    page.write(&[1]).end(0);
    let told = page.told().len();
    assert_eq!(told, 3, "two halves and the end");
}

#[test]
fn it_hears_what_the_reader_writes() {
    let mut page = Page::embedded();
    page.take(Msg::Edited("mine".to_owned()));
    assert_eq!(page.told(), [&Word::Edited("mine".to_owned())]);
}

#[test]
fn panes_of_an_example_are_below_each_other() {
    let mut page = Page::embedded();
    page.take(Msg::Narrow(true));
    assert!(!page.model.tabs.narrow);
}
