//! An example in another page.

use super::*;
use crate::message::{Ask, Example};
use crate::model::embed::{Embed, MOST_TOLD, Mode, Refusal, View, Word};

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
    Example { code: Some(code.to_owned()), lesson: None, fields: Fields::default(), dark: None }
}

/// With fields that are written as links have them.
fn example_with(code: &str, written: &[(&str, &str)]) -> Example {
    let mut given = example(code);
    for (name, value) in written {
        given.fields.take(name, value);
    }
    given
}

/// The page around wants it run.
const RUN: Msg = Msg::Asked(Ask::Run { is_unasked: false });

#[test]
fn a_page_of_its_own_is_asked_for_nothing() {
    let mut page = Page::new();
    let text = page.model.text.clone();
    page.take(Msg::Asked(Ask::Load(example("print(1)"))));
    page.take(RUN);
    assert_eq!((page.model.text, page.model.phase, page.effects), (text, Phase::Idle, vec![]));
}

#[test]
fn what_came_in_a_link_is_not_run_from_outside() {
    let mut page = Page::embedded();
    page.take(RUN);
    assert_eq!(page.model.phase, Phase::Idle);
    assert_eq!(page.told(), [&Word::Refused(Refusal::FromALink)]);
}

#[test]
fn what_the_page_around_gives_is_shown_as_it_says_and_may_run() {
    let mut page = Page::embedded();
    let fields = [("view", "console"), ("clock", "virtual"), ("mode", "read"), ("theme", "dark")];
    page.take(Msg::Asked(Ask::Load(example_with("print(1)", &fields))));
    assert!(page.effects.contains(&Effect::UseTheme { dark: true }));
    assert!(page.effects.contains(&Effect::Open("print(1)".to_owned())));
    assert!(page.effects.contains(&Effect::LetEdit(false)));
    assert_eq!(page.model.embed.as_ref().map(|embed| embed.view), Some(View::Console));
    assert_eq!(page.model.settings.clock, Clock::Virtual);
    page.take(RUN);
    assert_eq!((page.model.phase, page.told()), (Phase::Loading, vec![&Word::Started]));
}

#[test]
fn an_unknown_lesson_takes_nothing_away() {
    let mut page = Page::embedded();
    let text = page.model.text.clone();
    let lesson = Some("no_such_lesson".to_owned());
    page.take(Msg::Asked(Ask::Load(Example { lesson, ..example("") })));
    assert_eq!(page.told(), [&Word::Refused(Refusal::NoLesson)]);
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

#[test]
fn a_link_in_a_frame_says_how_it_is_shown_too() {
    let mut page = Page::embedded();
    let fields = example_with("", &[("view", "timeline"), ("mode", "read")]).fields;
    page.open(Origin { fields, ..Origin::linked("print(1)".to_owned()) });
    let embed = page.model.embed.clone().expect("it is an example");
    assert_eq!((embed.view, embed.mode, embed.is_given), (View::Timeline, Mode::Read, false));
    // What is only read needs no editor.
    page.take(Msg::WakeEditor { wanted: true });
    assert_eq!(page.effects, []);
}

#[test]
fn lines_are_folded_away_and_a_wrong_name_for_them_is_said() {
    let five = "1\n2\n3\n4\n5\n";
    let mut page = Page::embedded();
    page.take(Msg::Asked(Ask::Load(example_with(five, &[("lines", "2-4"), ("hide-lines", "3")]))));
    assert!(page.effects.contains(&Effect::Fold(vec![(1, 1), (3, 3), (5, 5)])));
    page.take(Msg::Asked(Ask::Load(example_with(five, &[("lines", "9")]))));
    assert!(!page.effects.iter().any(|effect| matches!(effect, Effect::Fold(_))), "all would be hidden");
    page.take(Msg::Asked(Ask::Load(example_with(five, &[("lines", "two")]))));
    assert!(matches!(&page.model.notice, Some(Notice::Problem(text)) if text.contains("“lines”")));
    assert_eq!(page.model.text, five);
}

#[test]
fn a_run_that_nobody_asked_for_is_limited_and_the_next_one_is_not() {
    let mut page = Page::embedded();
    page.take(Msg::Asked(Ask::Load(example_with("print(1)", &[("clock", "real")]))));
    page.take(Msg::Asked(Ask::Run { is_unasked: true }));
    let options = page.model.run_options();
    assert!(options.is_limited && options.settings.clock == Clock::Virtual);
    let number = page.model.number;
    page.take(Msg::Started { number, result: Ok(()) }).end(130);
    assert_eq!(page.model.notice, Some(Notice::Unasked));
    page.run();
    let options = page.model.run_options();
    assert!(!options.is_limited && options.settings.clock == Clock::Real);
    // What the reader stops needs no words.
    page.take(Msg::Stop).end(130);
    assert_eq!(page.model.notice, None);
}

#[test]
fn who_walks_through_a_run_stands_at_its_beginning_when_it_has_ended() {
    let mut page = Page::embedded();
    page.take(Msg::Asked(Ask::Load(example_with("print(1)", &[("mode", "trace"), ("view", "console")]))));
    assert!(page.model.embed.as_ref().is_some_and(|embed| embed.view.has_timeline()));
    assert_eq!(page.model.settings.clock, Clock::Virtual);
    page.run().write(&[3, 4]).end(0);
    let at = page.model.stands_at().expect("the reader stands somewhere");
    assert_eq!(at.line, 3);
    assert!(page.told().contains(&&Word::Event(at)));
}

#[test]
fn the_page_around_lets_a_program_run_to_the_moment_that_it_points_at() {
    let mut page = Page::embedded();
    page.take(Msg::Asked(Ask::Load(example("print(1)")))).take(Msg::Asked(Ask::RunTo));
    assert_eq!(page.told(), [&Word::Refused(Refusal::NoMoment)]);
    page.take(Msg::Asked(Ask::Load(example_with("print(1)", &[("at", "1.7.MainThread+prints")]))));
    assert!(page.effects.contains(&Effect::PointAt(7)));
    page.take(Msg::Asked(Ask::RunTo));
    assert!(page.model.aim.as_ref().is_some_and(|aim| aim.runs) && page.model.phase == Phase::Loading);
}

#[test]
fn what_nobody_sees_stands_still_but_for_what_the_reader_paused() {
    let mut page = Page::embedded();
    page.run().take(Msg::Asked(Ask::Seen(false))).take(Msg::Asked(Ask::Seen(false)));
    assert!(page.model.phase.is_paused());
    page.take(Msg::Asked(Ask::Seen(true)));
    assert_eq!(page.model.phase, Phase::Running);
    page.take(Msg::Pause(true)).take(Msg::Asked(Ask::Seen(false))).take(Msg::Asked(Ask::Seen(true)));
    assert!(page.model.phase.is_paused());
}

#[test]
fn what_is_started_while_nobody_sees_it_waits_until_it_is_seen() {
    let mut page = Page::embedded();
    // Before it has a program, or any at all.
    page.take(Msg::Asked(Ask::Seen(false)));
    for _ in 0..2 {
        page.take(Msg::Asked(Ask::Load(example("print(1)")))).run();
        assert!(page.model.phase.is_paused());
        assert!(page.effects.contains(&Effect::Pause(true)));
    }
    page.run();
    assert!(page.model.phase.is_paused(), "a second time");
    page.take(Msg::Asked(Ask::Seen(true)));
    assert_eq!(page.model.phase, Phase::Running);
    page.run();
    assert_eq!(page.model.phase, Phase::Running);
}

#[test]
fn an_example_has_nothing_of_the_one_before() {
    let mut page = Page::embedded();
    for fields in [&[("mode", "trace")][..], &[("clock", "virtual"), ("seed", "7")]] {
        page.take(Msg::Asked(Ask::Load(example_with("print(1)", fields))));
        assert_eq!(page.model.settings.clock, Clock::Virtual);
        page.take(Msg::Asked(Ask::Load(example("print(2)"))));
        assert_eq!((page.model.settings.clock, page.model.settings.seed), (Clock::Real, None));
    }
}

#[test]
fn a_link_that_comes_after_a_given_program_is_not_run_from_outside() {
    let mut page = Page::embedded();
    page.take(Msg::Asked(Ask::Load(example("print(1)"))));
    page.open(link()).take(RUN);
    assert_eq!((page.model.phase, page.model.text.as_str()), (Phase::Idle, "linked"));
    assert_eq!(page.told(), [&Word::Refused(Refusal::FromALink)]);
}

#[test]
fn what_the_reader_wrote_elsewhere_is_not_shown_unasked() {
    let drafts = Drafts { shown: 1, count: 1, refused: false };
    let mut page = Page::embedded();
    let kept = Some("mine".to_owned());
    page.take(Msg::Opened(Ok(Linked { origin: link(), kept: kept.clone(), drafts, problem: None })));
    assert_eq!((page.model.text.as_str(), page.model.drafts.shown), ("linked", 0));
    let file = Origin::kept("file=secret.py", "mine".to_owned());
    page.take(Msg::Opened(Ok(Linked { origin: Origin { ..file }, kept: None, drafts, problem: None })));
    assert_ne!(page.model.text, "mine");
}

#[test]
fn a_program_that_is_too_large_takes_nothing_away() {
    let mut page = Page::embedded();
    let text = page.model.text.clone();
    page.take(Msg::Asked(Ask::Load(example(&"#".repeat(loopscope_link::PROGRAM_LIMIT + 1)))));
    assert_eq!(page.told(), [&Word::Refused(Refusal::TooLarge)]);
    assert_eq!(page.model.text, text);
}
