use std::rc::Rc;

use loopscope_link::{At, Fields, Link, Why};
use loopscope_picture::hit::Direction;
use loopscope_picture::{Shown, Spot};
use loopscope_story::steps::{Step, Way};
use loopscope_story::tree::Item;
use loopscope_trace::{EventId, EventKind, Moment, Recorder, Stream};

use super::cursor::NO_FURTHER;
use super::effect::Effect;
use super::update;
use crate::message::{Content, Given, Msg, Opened, Recorded, Report};
use crate::model::backlog::A_LITTLE;
use crate::model::clock::Clock;
use crate::model::drafts::Drafts;
use crate::model::lessons::LESSONS;
use crate::model::origin::{Linked, Origin};
use crate::model::phase::Phase;
use crate::model::tabs::Tab;
use crate::model::{Model, Notice, Question};

mod embedded;

/// A page, and the engine that runs its program.
struct Page {
    model: Model,
    engine: Recorder,
    /// In milliseconds of its clock.
    now: f64,
    /// What the last message asked for.
    effects: Vec<Effect>,
}

impl Page {
    /// A page with the first lesson in its editor.
    fn new() -> Page {
        let engine = Recorder::new(0, true, 1_000);
        let mut page = Page { model: Model::default(), engine, now: 0.0, effects: Vec::new() };
        page.open(Origin::first(""));
        page
    }

    /// A page whose program runs, and has printed at each of these lines.
    fn running(lines: &[u32]) -> Page {
        let mut page = Page::new();
        page.run();
        page.print(lines);
        page
    }

    fn take(&mut self, msg: Msg) -> &mut Self {
        self.effects = update(&mut self.model, msg, self.now).effects;
        self
    }

    /// An address leads to a program of which the reader has made nothing yet.
    fn open(&mut self, origin: Origin) -> &mut Self {
        self.take(Msg::Opened(Ok(Linked { origin, kept: None, drafts: Drafts::default(), problem: None })))
    }

    fn run(&mut self) -> &mut Self {
        self.engine = Recorder::new(0, true, 1_000);
        self.engine.record(EventKind::ThreadStarted { name: "MainThread" });
        self.take(Msg::Run);
        let number = self.model.number;
        self.take(Msg::Started { number, result: Ok(()) })
    }

    fn report(&mut self, report: Report) -> &mut Self {
        let number = self.model.number;
        self.take(Msg::Reported { number, report })
    }

    /// The program prints at each of these lines.
    fn write(&mut self, lines: &[u32]) -> &mut Self {
        for line in lines {
            self.engine.line = *line;
            self.engine.record(EventKind::Output { stream: Stream::Stdout, text: "text\n" });
        }
        let batch = self.engine.take().expect("something was recorded");
        self.report(Report::Events(batch))
    }

    /// The program does so much that a picture shows no more than that of it.
    fn toil(&mut self) -> &mut Self {
        let text = "text".repeat(A_LITTLE / 4);
        self.engine.record(EventKind::Output { stream: Stream::Stdout, text: &text });
        self.write(&[])
    }

    /// The program prints at each of these lines, and the page shows it.
    fn print(&mut self, lines: &[u32]) -> &mut Self {
        self.write(lines).take(Msg::Frame)
    }

    /// The program stands at a breakpoint in this line.
    fn hit(&mut self, line: u32) -> &mut Self {
        self.engine.line = line;
        self.engine.record(EventKind::BreakpointHit);
        let batch = self.engine.take().expect("something was recorded");
        self.report(Report::Events(batch)).report(Report::AtBreakpoint)
    }

    fn end(&mut self, exit_status: i32) -> &mut Self {
        self.report(Report::Ended(exit_status)).take(Msg::Frame)
    }

    /// How many events are known.
    fn known(&self) -> usize {
        self.model.run.borrow().recording.len()
    }

    fn step(&mut self, step: Step) -> &mut Self {
        self.take(Msg::Step(step, Way::Forward))
    }

    fn stands_at(&self) -> Option<u32> {
        self.model.cursor.at.moment.map(|moment| moment.0)
    }
}

#[test]
fn a_run_forgets_how_the_last_one_ended() {
    let mut page = Page::running(&[1]);
    page.take(Msg::Stop);
    assert_eq!(page.effects, [Effect::Interrupt]);
    page.end(130);
    assert_eq!((page.model.phase, page.model.stops), (Phase::Ended { exit_status: 130 }, 1));
    page.run();
    assert_eq!((page.model.phase, page.model.stops), (Phase::Running, 0));
}

#[test]
fn what_an_earlier_run_still_says_is_not_heard() {
    let mut page = Page::running(&[1]);
    let number = page.model.number;
    page.run();
    page.take(Msg::Reported { number, report: Report::Ended(0) });
    assert_eq!((page.model.phase, page.effects.len()), (Phase::Running, 0));
    page.take(Msg::Started { number, result: Err("late".to_owned()) });
    assert_eq!(page.model.phase, Phase::Running);
}

#[test]
fn the_editor_comes_to_life_after_the_first_lines_of_a_program_that_was_run_before() {
    let mut page = Page::new();
    page.take(Msg::WakeEditor { wanted: false });
    assert_eq!(page.effects, [Effect::WakeEditor]);
    let mut page = Page::new();
    page.run().take(Msg::WakeEditor { wanted: false });
    assert_eq!(page.effects, []);
    page.print(&[1]);
    assert_eq!(page.effects, [Effect::WakeEditor]);
    page.print(&[1]);
    assert_eq!(page.effects, []);
    // Whoever wants to edit does not wait.
    page.run().take(Msg::WakeEditor { wanted: true });
    assert_eq!(page.effects, [Effect::WakeEditor]);
}

/// What a file holds whose program printed at a line and ended.
fn recorded(source: &str) -> Content {
    let mut engine = Recorder::new(0, true, 1_000);
    engine.record(EventKind::ThreadStarted { name: "MainThread" });
    engine.line = 3;
    engine.record(EventKind::Output { stream: Stream::Stdout, text: "text\n" });
    let batches = vec![engine.take().expect("something was recorded")];
    let recorded = Recorded { clock: Clock::Real, began: None, batches, exit_status: 7, is_cut: false };
    Content { source: source.to_owned(), recorded: Some(recorded) }
}

#[test]
fn a_recording_is_shown_as_a_run_that_is_over() {
    let mut page = Page::running(&[1, 2]);
    let number = page.model.number;
    page.take(Msg::FileOpened(Opened { name: "a.loopscope".to_owned(), content: Ok(recorded("source")) }));
    let wanted = [
        Effect::Name("file=a.loopscope".to_owned()),
        Effect::ForgetRun,
        Effect::Open("source".to_owned()),
        Effect::Keep("source".to_owned()),
        Effect::LookAtFile,
    ];
    // In this order: it is the run that is looked at from now on, and kept at its own address.
    let places = wanted.map(|effect| page.effects.iter().position(|it| *it == effect));
    assert!(places[0].is_some() && places.is_sorted(), "{:?}", page.effects);
    assert!(matches!(page.model.notice, Some(Notice::Hint(_))));
    page.take(Msg::Frame);
    assert_eq!(page.model.phase, Phase::Ended { exit_status: 7 });
    assert_eq!((page.model.run.borrow().recording.len(), page.model.settings.clock), (2, Clock::Real));
    assert_eq!(page.model.lesson(), None);
    // The program that ran before is not heard any more.
    page.take(Msg::Reported { number, report: Report::Ended(1) });
    assert_eq!(page.model.phase, Phase::Ended { exit_status: 7 });
    page.run();
    assert_eq!(page.model.notice, None);
}

#[test]
fn a_program_out_of_a_file_waits_for_run() {
    let mut page = Page::new();
    let content = Ok(Content { source: "source".to_owned(), recorded: None });
    page.take(Msg::FileOpened(Opened { name: "a.py".to_owned(), content }));
    assert!(page.effects.contains(&Effect::Open("source".to_owned())));
    assert_eq!((page.model.phase, page.model.lesson()), (Phase::Idle, None));
}

#[test]
fn a_file_that_cannot_be_read_takes_nothing_away() {
    let mut page = Page::running(&[1, 2]);
    page.end(0);
    page.take(Msg::FileOpened(Opened { name: "a.bin".to_owned(), content: Err("it is odd".to_owned()) }));
    assert_eq!(page.model.notice, Some(Notice::Problem("a.bin can’t be opened: it is odd.".to_owned())));
    assert_eq!((page.model.phase, page.effects.len()), (Phase::Ended { exit_status: 0 }, 0));
    page.take(Msg::Save);
    assert_eq!(page.effects, [Effect::Save(format!("{}.loopscope", LESSONS[0].name))]);
}

#[test]
fn stop_while_the_engine_loads_means_that_run() {
    let mut page = Page::new();
    page.take(Msg::Run);
    assert_eq!(page.effects.last(), Some(&Effect::Start));
    page.take(Msg::Pause(true)).take(Msg::Stop);
    assert_eq!((page.model.phase, page.effects.len()), (Phase::Loading, 0));
    let number = page.model.number;
    page.take(Msg::Started { number, result: Ok(()) });
    assert_eq!(
        (page.model.phase, &page.effects[..]),
        (Phase::Running, &[Effect::SetBreakpoints, Effect::Interrupt][..])
    );
}

#[test]
fn a_program_may_end_before_it_is_known_to_have_started() {
    let mut page = Page::new();
    page.take(Msg::Run).end(0);
    let number = page.model.number;
    page.take(Msg::Started { number, result: Ok(()) });
    assert_eq!(page.effects, [Effect::EndSession]);
    assert_eq!(page.model.phase, Phase::Ended { exit_status: 0 });
}

#[test]
fn only_what_runs_is_paused_and_stop_lets_it_go_on() {
    let mut page = Page::new();
    page.take(Msg::Pause(true));
    assert_eq!((page.model.phase, page.effects.len()), (Phase::Idle, 0));
    for (way_on, effect) in
        [(Msg::Pause(false), Effect::Pause(false)), (Msg::Stop, Effect::Interrupt), (Msg::Run, Effect::Start)]
    {
        page.run().take(Msg::Pause(true));
        assert_eq!(
            (page.model.phase, &page.effects[..]),
            (Phase::Paused { line: 0 }, &[Effect::Pause(true)][..])
        );
        page.take(way_on);
        assert_ne!(page.model.phase, Phase::Paused { line: 0 });
        assert_eq!(page.effects.last(), Some(&effect));
    }
}

#[test]
fn what_is_stuck_is_said_until_it_goes_on_or_ends() {
    let mut page = Page::new();
    let stuck = || Report::Stuck(Some("MainThread waits".to_owned()));
    page.run().report(stuck());
    assert_eq!(page.model.stuck.as_deref(), Some("MainThread waits"));
    page.report(Report::Stuck(None));
    assert_eq!(page.model.stuck, None);
    page.report(stuck()).end(130);
    assert_eq!(page.model.stuck, None);
    page.run().report(stuck()).take(Msg::Run);
    assert_eq!(page.model.stuck, None);
}

#[test]
fn a_private_origin_is_asked_when_the_reader_allows_it_and_by_no_other_program() {
    let mut page = Page::running(&[1]);
    for origin in ["http://192.168.1.1", "http://192.168.1.2"] {
        page.report(Report::Refused(origin.to_owned()));
    }
    assert_eq!(page.model.notice, Some(Notice::Private("http://192.168.1.1".to_owned())));
    page.end(1).take(Msg::Allow("http://192.168.1.1".to_owned()));
    assert_eq!((page.model.phase, &page.model.notice), (Phase::Loading, &None));
    assert_eq!(page.model.allowed, ["http://192.168.1.1"]);
    let mut fields = Fields::default();
    page.model.settings.write(&mut fields);
    assert_eq!(fields, Fields::default(), "no link says it");
    page.take(Msg::Stop).end(0).open(link());
    assert!(page.model.allowed.is_empty());
}

#[test]
fn what_a_link_says_was_typed_is_typed_and_then_the_reader_is_asked() {
    let mut page = Page::new();
    let link = Link::read("#answers=Ada%0A%C3%A9&code=input()");
    let fields = link.expect("it can be read").expect("it names a program").fields;
    page.open(Origin { fields, ..Origin::linked("input()".to_owned()) });
    let question = |is_hidden| Report::Asks(Some(Question { prompt: String::new(), is_hidden }));
    for _ in 0..2 {
        page.run().report(question(false));
        assert_eq!(page.effects, [Effect::Answer(Some("Ada".to_owned()))]);
        page.report(question(false));
        assert_eq!(page.effects, [Effect::Answer(Some("é".to_owned()))]);
        page.report(question(true));
        assert_eq!(page.effects, []);
        assert_eq!((page.model.answered.lines.len(), page.model.answered.has_hidden), (2, false));
        page.take(Msg::Answer(Some("secret".to_owned())));
        assert!(page.model.answered.has_hidden);
        page.end(0);
    }
}

#[test]
fn what_is_asked_is_shown_until_it_is_answered_or_the_program_ends() {
    let mut page = Page::new();
    let question = Question { prompt: "Name? ".to_owned(), is_hidden: false };
    let asks = || Report::Asks(Some(question.clone()));
    page.run().report(asks());
    assert_eq!(page.model.question.as_ref(), Some(&question));
    page.take(Msg::Answer(Some("Ada".to_owned())));
    assert_eq!(page.effects, [Effect::Answer(Some("Ada".to_owned()))]);
    page.report(Report::Asks(None));
    assert_eq!(page.model.question, None);
    page.report(asks()).end(0);
    assert_eq!(page.model.question, None);
    page.run().report(asks()).take(Msg::Run);
    assert_eq!(page.model.question, None);
}

#[test]
fn the_end_is_said_when_the_output_is_shown() {
    let mut page = Page::running(&[1]);
    page.report(Report::Ended(3));
    assert_eq!(page.effects, [Effect::EndSession, Effect::Frame(0)]);
    assert!(page.model.phase.is_on() && page.model.phase.exit_status().is_none());
    page.take(Msg::Frame);
    assert_eq!(page.model.phase, Phase::Ended { exit_status: 3 });
}

#[test]
fn a_busy_program_is_shown_bit_by_bit_and_asks_for_pictures_until_all_is() {
    let mut page = Page::running(&[1]);
    page.toil().toil();
    assert_eq!(page.known(), 2);
    page.take(Msg::Frame);
    assert_eq!((page.known(), page.effects.len()), (3, 1));
    page.take(Msg::Frame).take(Msg::Frame);
    assert_eq!((page.known(), page.effects.len()), (4, 0));
}

#[test]
fn what_a_busy_program_did_is_not_put_off_for_long() {
    let mut page = Page::running(&[1]);
    for now in [100.0, 200.0, 500.0] {
        page.now = now;
        page.toil();
        assert_eq!(page.known(), 2);
    }
    page.now = 600.1;
    page.toil();
    assert_eq!(page.known(), 4);
    // Nothing comes any more: there is time for all of it.
    page.now = 700.0;
    page.take(Msg::Frame);
    assert_eq!(page.known(), 6);
}

#[test]
fn nothing_is_put_off_for_a_program_that_writes_more_than_can_be_shown() {
    let mut page = Page::running(&[1]);
    let lines = [1; 200];
    page.print(&lines);
    assert!(page.model.run.borrow().flooded());
    page.toil().toil();
    assert_eq!(page.known(), 204);
}

#[test]
fn the_time_of_a_program_is_that_until_which_it_is_known() {
    let mut page = Page::running(&[1]);
    page.now = 100.0;
    page.toil();
    let micros = |page: &Page| page.model.run.borrow().micros_at(120.0);
    assert_eq!(micros(&page), 0);
    page.take(Msg::Frame);
    assert_eq!(micros(&page), 20_000);
}

#[test]
fn all_is_known_of_what_stands_or_has_ended() {
    let stands: [fn(&mut Page); 5] = [
        |page| _ = page.take(Msg::Pause(true)),
        |page| _ = page.take(Msg::Pause(true)).toil(),
        |page| _ = page.hit(8),
        |page| _ = page.step(Step::Event),
        |page| _ = page.report(Report::Crashed("out of luck".to_owned())),
    ];
    for stand in stands {
        let mut page = Page::running(&[1]);
        page.toil().toil();
        stand(&mut page);
        assert!(page.known() >= 4 && !page.model.run.borrow().is_behind());
    }
    let mut page = Page::running(&[1]);
    for _ in 0..20 {
        page.toil();
    }
    page.report(Report::Ended(0)).take(Msg::Frame);
    // Its end is not said before.
    assert!(page.model.phase.is_on() && page.effects == [Effect::Frame(0)] && page.known() < 22);
    while page.model.phase.is_on() {
        page.take(Msg::Frame);
    }
    assert_eq!((page.model.phase, page.known()), (Phase::Ended { exit_status: 0 }, 22));
}

#[test]
fn an_exception_is_marked_though_its_batch_was_put_off() {
    let mut page = Page::running(&[1]);
    page.toil();
    page.engine.line = 5;
    page.engine.record(EventKind::UncaughtException { message: "ValueError" });
    assert_eq!(page.write(&[]).effects, []);
    page.take(Msg::Frame);
    assert_eq!(page.effects.len(), 1);
    page.report(Report::Ended(1)).take(Msg::Frame);
    let marked = |effect: &Effect| matches!(effect, Effect::MarkError(uncaught) if uncaught.line == 5);
    assert!(page.effects.iter().any(marked), "{:?}", page.effects);
}

#[test]
fn events_that_cannot_be_read_are_a_crash() {
    let mut page = Page::running(&[1]);
    page.report(Report::Events(vec![1, 2, 3])).take(Msg::Frame);
    assert_eq!(page.model.phase, Phase::Crashed);
    assert!(page.effects.contains(&Effect::EndSession));
}

#[test]
fn one_frame_is_asked_for_at_a_time() {
    let mut page = Page::running(&[1]);
    assert_eq!(page.write(&[2]).effects.len(), 1);
    assert_eq!(page.write(&[3]).effects.len(), 0);
    page.take(Msg::Frame);
    assert_eq!(page.write(&[4]).effects.len(), 1);
}

#[test]
fn a_crash_leaves_the_lesson_and_the_clock() {
    let mut page = Page::new();
    page.open(Origin::lesson(2)).take(Msg::ChooseClock(Clock::Virtual)).run();
    page.report(Report::Crashed("out of luck".to_owned()));
    assert_eq!((page.model.lesson(), page.model.settings.clock), (Some(2), Clock::Virtual));
    assert_eq!(page.model.phase, Phase::Crashed);
    assert_eq!(page.model.notice, Some(Notice::Crash("Out of luck.".to_owned())));
    assert_eq!(page.run().model.notice, None);
}

#[test]
fn a_lesson_is_left_when_another_program_is_typed_over_it_until_that_is_undone() {
    let mut page = Page::new();
    page.take(Msg::Edited("print('mine')".to_owned()));
    assert_eq!(page.model.lesson(), None);
    page.take(Msg::Edited(LESSONS[0].program.to_owned()));
    assert_eq!(page.model.lesson(), Some(0));
    page.take(Msg::Edited(String::new())).open(Origin::lesson(1));
    assert_eq!(page.model.lesson(), Some(1));
}

/// A link to a program in ×10 time.
fn link() -> Origin {
    let mut fields = Fields::default();
    fields.set(Fields::CLOCK, Some("x10"));
    Origin {
        address: "clock=x10&code=linked".to_owned(),
        program: "linked".to_owned(),
        fields,
        ..Origin::default()
    }
}

#[test]
fn what_the_reader_made_of_a_link_comes_before_what_it_holds() {
    for (kept, text) in [(None, "linked"), (Some("mine"), "mine")] {
        let mut page = Page::new();
        page.take(Msg::Opened(Ok(Linked {
            origin: link(),
            kept: kept.map(str::to_owned),
            drafts: Drafts::default(),
            problem: None,
        })));
        assert_eq!(page.effects.last(), Some(&Effect::Open(text.to_owned())));
        assert_eq!(page.model.settings.clock, Clock::TimesTen);
    }
}

#[test]
fn a_chosen_lesson_is_opened_as_a_link_is_and_ends_what_runs() {
    let mut page = Page::running(&[1]);
    page.take(Msg::OpenLesson(1));
    assert_eq!(page.model.phase, Phase::Idle);
    assert!(page.effects.ends_with(&[Effect::Name("lesson=02_together".to_owned()), Effect::ReadAddress]));
}

#[test]
fn an_address_without_a_program_takes_none_away() {
    for opened in [Ok(Origin::first("timeline")), Err(Why::NotBase64.of("z"))] {
        let mut page = Page::running(&[1]);
        page.take(Msg::Opened(opened.map(|origin| Linked {
            origin,
            kept: None,
            drafts: Drafts::default(),
            problem: None,
        })));
        assert_eq!((page.model.phase, page.effects.len()), (Phase::Running, 0));
        assert!(!page.model.text.is_empty());
    }
    let mut page = Page { model: Model::default(), ..Page::new() };
    page.open(Origin::first("timeline"));
    assert_eq!(page.model.lesson(), Some(0));
}

#[test]
fn a_link_that_cannot_be_read_says_what_is_wrong() {
    let mut page = Page { model: Model::default(), ..Page::new() };
    page.take(Msg::Opened(Err(Why::NotBase64.of("z"))));
    let Some(Notice::Problem(text)) = &page.model.notice else { panic!("nothing is said") };
    assert!(text.contains("“z” is not base64url"), "{text}");
    let problem = Some(Why::NotANumber.of("at"));
    page.take(Msg::Opened(Ok(Linked { origin: link(), kept: None, drafts: Drafts::default(), problem })));
    assert_eq!(page.model.text, "linked");
    assert!(matches!(&page.model.notice, Some(Notice::Problem(text)) if text.contains("“at”")));
}

#[test]
fn a_link_that_is_opened_while_a_program_runs_asks() {
    for wanted in [true, false] {
        let mut page = Page::running(&[1]);
        page.open(link());
        assert_eq!((page.model.phase, &page.model.notice), (Phase::Running, &Some(Notice::Asks)));
        assert_eq!(page.model.lesson(), Some(0));
        page.take(Msg::Answered(wanted));
        assert_eq!((&page.model.notice, page.model.asked.is_none()), (&None, true));
        if wanted {
            assert_eq!((page.model.phase, page.model.text.as_str()), (Phase::Idle, "linked"));
        } else {
            // The address is again that of the program.
            assert_eq!(
                (page.model.phase, &page.effects[..]),
                (Phase::Running, &[Effect::Name(String::new())][..])
            );
        }
    }
}

/// A link that the reader has got to what is in the editor.
fn given(link: &str, page: &Page) -> Msg {
    Msg::Given(Given { link: format!("https://host/#{link}"), program: page.model.text.clone() })
}

#[test]
fn what_a_panel_writes_is_as_if_the_reader_had_typed_it() {
    let mut page = Page::new();
    page.take(Msg::OpenBatch);
    assert_eq!(page.effects, [Effect::OpenBatch]);
    let text = "print(1)".to_owned();
    page.take(Msg::Written(text.clone()));
    assert_eq!(
        page.effects,
        [Effect::Write(text.clone()), Effect::ClearError, Effect::PointAt(0), Effect::Keep(text)]
    );
    assert_eq!(page.model.text, "print(1)");
}

#[test]
fn a_link_that_was_shared_is_where_the_program_is() {
    let mut page = Page::new();
    let changed = format!("{}# mine\n", LESSONS[0].program);
    page.take(Msg::Edited(changed.clone()));
    page.take(given("clock=virtual&of=01_first_coroutine&z=AAAA", &page));
    let address = "clock=virtual&of=01_first_coroutine&z=AAAA".to_owned();
    assert_eq!(page.effects, [Effect::Name(address.clone()), Effect::BeginDraft]);
    let origin = &page.model.origin;
    assert_eq!((&origin.address, &origin.program, origin.lesson), (&address, &changed, Some(0)));
    // Another link to the same program takes its place.
    page.take(given("z=AAAA", &page));
    assert_eq!(page.effects, [Effect::Rename("z=AAAA".to_owned())]);
    let mut page = Page::new();
    page.open(Origin::lesson(1)).take(given("clock=x10&lesson=02_together", &Page::new()));
    assert_eq!((page.model.origin.name.as_str(), page.model.lesson()), ("lesson=02_together", Some(1)));
    assert_eq!(page.effects, [Effect::Rename("clock=x10&lesson=02_together".to_owned())]);
}

#[test]
fn a_link_points_where_the_reader_stands_unless_the_program_was_changed() {
    let mut page = Page::running(&[7, 8]);
    assert_eq!(page.model.stands_at(), None);
    page.take(Msg::GoTo(Moment(1)));
    let at = page.model.stands_at().expect("a moment");
    assert_eq!((at.event, at.line), (1, 7));
    assert!(at.sentence.contains("line 7"), "{}", at.sentence);
    page.take(Msg::Edited("print('mine')".to_owned()));
    assert_eq!(page.model.stands_at(), None);
}

/// A page at a link to the first lesson that points at an event.
fn pointing(at: At) -> Page {
    let mut page = Page::new();
    let mut fields = Fields::default();
    fields.set_at(Some(&at));
    page.open(Origin { fields, ..Origin::lesson(0) });
    page
}

#[test]
fn a_link_that_points_at_a_moment_says_so_and_leads_there() {
    let mut page = pointing(At::new(2, 8, ""));
    assert!(page.effects.contains(&Effect::PointAt(8)));
    page.take(Msg::RunToAim);
    assert_eq!((page.model.settings.clock, page.model.tabs.chosen), (Clock::Virtual, Tab::Timeline));
    page.engine.record(EventKind::ThreadStarted { name: "MainThread" });
    let number = page.model.number;
    page.take(Msg::Started { number, result: Ok(()) }).write(&[7]);
    assert_eq!(page.stands_at(), None);
    page.write(&[8, 9]);
    assert_eq!((page.stands_at(), page.model.phase), (Some(2), Phase::Paused { line: 0 }));
    assert_eq!((&page.model.notice, page.model.cursor.at.told.is_some()), (&None, true));
    // A run by Run is none to it.
    page.run().print(&[7, 8, 9]);
    assert_eq!((page.stands_at(), page.model.phase), (None, Phase::Running));
}

#[test]
fn a_run_that_turned_out_differently_says_so() {
    let cases = [
        (At::new(1, 8, ""), Some(2), "was #1, and is #2 now"),
        (
            At::new(2, 8, "somebody else does it"),
            Some(2),
            "something else happened. The link says: somebody else",
        ),
        (At::new(90, 8, ""), None, "it has 3 events, and the link points at #90"),
    ];
    for (at, stands_at, words) in cases {
        let mut page = pointing(at);
        page.take(Msg::RunToAim);
        page.engine.record(EventKind::ThreadStarted { name: "MainThread" });
        let number = page.model.number;
        page.take(Msg::Started { number, result: Ok(()) }).write(&[7, 8]).end(0);
        assert_eq!(page.stands_at(), stands_at);
        assert!(
            matches!(&page.model.notice, Some(Notice::Hint(text)) if text.contains(words)),
            "{:?}",
            page.model.notice
        );
    }
}

#[test]
fn a_draft_and_the_program_as_it_came_take_turns() {
    let mut page = Page::new();
    page.take(Msg::Edited("mine".to_owned()));
    assert_eq!(page.effects.last(), Some(&Effect::Keep("mine".to_owned())));
    page.take(Msg::Kept(Drafts { shown: 1, count: 1, refused: false })).take(Msg::ShowDraft(0));
    assert_eq!(page.effects, [Effect::LookAtDraft(0)]);
    page.take(Msg::DraftShown(None, Drafts { shown: 0, count: 1, refused: false }));
    assert_eq!(page.effects.last(), Some(&Effect::Open(LESSONS[0].program.to_owned())));
    page.take(Msg::DraftShown(Some("mine".to_owned()), Drafts { shown: 1, count: 1, refused: false }));
    assert_eq!((page.model.text.as_str(), page.model.lesson()), ("mine", None));
}

#[test]
fn what_the_browser_does_not_keep_is_said_once() {
    let mut page = Page::new();
    let refused = Drafts { shown: 0, count: 0, refused: true };
    page.take(Msg::Kept(refused));
    assert!(matches!(&page.model.notice, Some(Notice::Problem(text)) if text.contains("keeps nothing")));
    page.take(Msg::Dismiss).take(Msg::Kept(refused));
    assert_eq!(page.model.notice, None);
}

#[test]
fn a_new_run_forgets_the_cursor() {
    let mut page = Page::running(&[7, 8]);
    page.take(Msg::GoTo(Moment(1)));
    assert_eq!(page.effects, [Effect::PointAt(7)]);
    let arrivals = page.model.cursor.at.arrivals;
    page.take(Msg::Run);
    assert!(page.effects.contains(&Effect::PointAt(0)));
    let at = &page.model.cursor.at;
    assert_eq!((at.moment, at.spot, at.told.is_none(), at.arrivals), (None, None, true, arrivals));
}

#[test]
fn an_edited_program_points_nowhere() {
    let mut page = Page::running(&[7, 8]);
    page.take(Msg::GoTo(Moment(1))).take(Msg::Edited("print('mine')".to_owned()));
    assert!(page.effects.contains(&Effect::PointAt(0)));
    page.take(Msg::GoTo(Moment(2)));
    assert_eq!((page.stands_at(), &page.effects[..]), (Some(2), &[Effect::PointAt(0)][..]));
    page.take(Msg::Edited("print('yours')".to_owned()));
    assert!(!page.effects.contains(&Effect::PointAt(0)));
}

#[test]
fn an_edit_that_was_undone_is_none() {
    let mut page = Page::running(&[7, 8]);
    page.take(Msg::GoTo(Moment(1))).take(Msg::Edited("print('mine')".to_owned()));
    assert!(page.model.is_edited());
    page.take(Msg::Edited(LESSONS[0].program.to_owned()));
    assert!(!page.model.is_edited() && page.effects.contains(&Effect::PointAt(7)));
    page.take(Msg::Edited("print('mine')".to_owned())).run();
    assert!(!page.model.is_edited());
}

#[test]
fn who_chooses_a_segment_stands_where_it_begins() {
    let mut page = Page::running(&[7]);
    page.take(Msg::Choose(Some(Spot { lane: 0, segment: 0 })));
    assert_eq!((page.stands_at(), page.model.cursor.at.told.is_some()), (Some(0), true));
    page.take(Msg::Choose(None));
    assert_eq!((page.stands_at(), page.model.cursor.at.told.is_none()), (None, true));
}

#[test]
fn a_step_leads_from_event_to_event_and_says_where_there_is_none() {
    let mut page = Page::running(&[7, 8]);
    let arrivals = page.model.cursor.at.arrivals;
    page.take(Msg::GoTo(Moment(1))).step(Step::Event);
    assert_eq!((page.stands_at(), page.model.cursor.at.arrivals), (Some(2), arrivals + 2));
    page.step(Step::Event);
    assert_eq!(page.model.cursor.at.nowhere, NO_FURTHER);
    assert_eq!((page.stands_at(), page.effects.len()), (Some(2), 0));
    page.take(Msg::Step(Step::Event, Way::Back));
    assert_eq!((page.stands_at(), page.model.cursor.at.nowhere), (Some(1), ""));
}

#[test]
fn a_step_out_of_a_call_leads_on_from_where_it_began() {
    let mut page = Page::running(&[7, 8]);
    let event = |seq| EventId { thread: 0, seq };
    page.take(Msg::GoTo(Moment(1))).step(Step::Out);
    assert_eq!((page.stands_at(), &page.effects[..]), (Some(1), &[Effect::StepOut(Way::Forward)][..]));
    page.take(Msg::SteppedOut(Moment(0), Way::Forward, Ok(event(0)))).take(Msg::SteppedOut(
        Moment(2),
        Way::Forward,
        Err("far"),
    ));
    assert_eq!((page.stands_at(), page.model.cursor.at.nowhere), (Some(1), ""));
    page.take(Msg::SteppedOut(Moment(1), Way::Forward, Err("far")));
    assert_eq!((page.stands_at(), page.model.cursor.at.nowhere), (Some(1), "far"));
    page.take(Msg::SteppedOut(Moment(1), Way::Forward, Ok(event(2))));
    assert_eq!((page.stands_at(), page.model.cursor.at.nowhere), (Some(2), ""));
}

#[test]
fn a_step_out_beyond_the_end_of_a_paused_program_lets_it_go_on_and_pauses_again() {
    let mut page = Page::running(&[7]);
    let none = || Msg::SteppedOut(Moment(1), Way::Forward, Err(NO_FURTHER));
    page.take(Msg::GoTo(Moment(1))).take(Msg::Pause(true)).step(Step::Out).take(none());
    assert_eq!((page.model.phase, &page.effects[..]), (Phase::Running, &[Effect::Pause(false)][..]));
    page.print(&[8]);
    assert!(page.effects.contains(&Effect::StepOut(Way::Forward)));
    // One question at a time.
    page.print(&[9]);
    assert!(!page.effects.contains(&Effect::StepOut(Way::Forward)));
    page.take(none());
    assert_eq!(page.model.phase, Phase::Running);
    page.print(&[10]);
    assert!(page.effects.contains(&Effect::StepOut(Way::Forward)));
    page.take(Msg::SteppedOut(Moment(1), Way::Forward, Ok(EventId { thread: 0, seq: 3 })));
    assert_eq!((page.model.phase.is_paused(), page.stands_at()), (true, Some(3)));
}

#[test]
fn calls_are_shown_of_where_the_reader_stands_and_stay_until_others_are_known() {
    let mut page = Page::running(&[7, 8]);
    let event = |seq| EventId { thread: 0, seq };
    let known = |page: &Page| page.model.cursor.at.frames.is_some();
    page.take(Msg::GoTo(Moment(1))).take(Msg::Looked(event(2), Some(Rc::default())));
    assert!(!known(&page));
    page.take(Msg::Looked(event(1), Some(Rc::default()))).take(Msg::ChooseCall(Item::Thread(0), 3, 8));
    assert!(known(&page));
    assert_eq!(page.effects, [Effect::ShowLine(8)]);
    assert_eq!(page.model.cursor.at.call, Some((Item::Thread(0), 3)));
    page.take(Msg::GoTo(Moment(2)));
    assert_eq!((known(&page), page.model.cursor.at.call), (true, None));
    page.take(Msg::Looked(event(2), None));
    assert!(!known(&page));
}

#[test]
fn the_editor_is_asked_for_its_line() {
    let mut page = Page::running(&[7, 8, 7]);
    page.take(Msg::GoTo(Moment(1))).step(Step::Line(0));
    assert_eq!((page.stands_at(), &page.effects[..]), (Some(1), &[Effect::StepToLine(Way::Forward)][..]));
    page.step(Step::Line(7));
    assert_eq!(page.stands_at(), Some(3));
}

#[test]
fn a_step_beyond_the_end_of_a_paused_program_lets_it_go_on_and_pauses_again() {
    let mut page = Page::running(&[7]);
    page.take(Msg::GoTo(Moment(1))).take(Msg::Pause(true)).step(Step::Line(9));
    assert_eq!(page.model.phase, Phase::Running);
    assert_eq!(page.effects, [Effect::RunTo(9), Effect::Pause(false)]);
    page.print(&[8]);
    assert_eq!((page.model.phase, page.stands_at()), (Phase::Running, Some(1)));
    page.print(&[9, 10]);
    assert_eq!((page.model.phase, page.stands_at()), (Phase::Paused { line: 0 }, Some(3)));
    assert_eq!(page.effects, [Effect::PointAt(9), Effect::Pause(true)]);
    page.print(&[9]);
    assert_eq!(page.stands_at(), Some(3));
}

#[test]
fn a_step_that_waits_is_given_up_by_another_and_by_the_end() {
    for give_up in [|| Msg::GoTo(Moment(1)), || Msg::Choose(None)] {
        let mut page = Page::running(&[7]);
        page.take(Msg::GoTo(Moment(1))).take(Msg::Pause(true)).step(Step::Line(9));
        assert!(page.model.cursor.pending.is_some());
        page.take(give_up()).print(&[9]);
        assert_eq!(page.model.phase, Phase::Running);
    }
    let mut page = Page::running(&[7]);
    page.take(Msg::GoTo(Moment(1))).take(Msg::Pause(true)).step(Step::Line(9)).end(0);
    assert_eq!(page.model.cursor.pending, None);
}

#[test]
fn a_step_back_beyond_the_beginning_does_not_let_a_program_go_on() {
    let mut page = Page::running(&[7]);
    page.take(Msg::GoTo(Moment(0))).take(Msg::Pause(true)).take(Msg::Step(Step::Event, Way::Back));
    assert_eq!(page.model.phase, Phase::Paused { line: 0 });
    assert_eq!(page.model.cursor.at.nowhere, NO_FURTHER);
}

#[test]
fn who_draws_the_run_does_so_when_a_frame_shows_more_of_it() {
    let mut page = Page::running(&[7]);
    let seen = page.model.run.seen();
    page.write(&[8]).take(Msg::GoTo(Moment(1))).take(Msg::Dismiss);
    assert!(page.model.run.seen() == seen);
    page.take(Msg::Frame);
    assert!(page.model.run.seen() != seen && page.model.run.seen().is_of(&seen));
    page.take(Msg::Run);
    assert!(!page.model.run.seen().is_of(&seen));
}

#[test]
fn the_console_is_drawn_when_there_is_something_new_in_it() {
    let mut page = Page::running(&[7]);
    let (seen, in_console) = (page.model.run.seen(), page.model.run.seen().in_console());
    page.engine.record(EventKind::Unblocked);
    page.write(&[]).take(Msg::Frame);
    assert!(page.model.run.seen() != seen && page.model.run.seen().in_console() == in_console);
    // The line goes on.
    page.engine.record(EventKind::Output { stream: Stream::Stdout, text: "te" });
    page.write(&[]).take(Msg::Frame);
    let begun = page.model.run.seen().in_console();
    assert!(begun != in_console);
    page.engine.record(EventKind::Output { stream: Stream::Stdout, text: "xt" });
    page.write(&[]).take(Msg::Frame);
    assert!(page.model.run.seen().in_console() != begun);
}

/// The panes in which there is something that was not seen.
fn news(page: &Page) -> Vec<Tab> {
    Tab::ALL.into_iter().filter(|tab| page.model.tabs.has_news(*tab)).collect()
}

#[test]
fn run_shows_the_console_and_news_are_told_until_they_are_seen() {
    let mut page = Page::new();
    page.take(Msg::Narrow(true));
    assert!(page.model.tabs.shows(Tab::Program) && !page.model.tabs.shows(Tab::Console));
    page.run().print(&[7]);
    assert_eq!((page.model.tabs.chosen, news(&page)), (Tab::Console, vec![Tab::Timeline]));
    page.take(Msg::ShowTab(Tab::Timeline)).print(&[8]).take(Msg::GoTo(Moment(1)));
    assert_eq!(news(&page), [Tab::Console, Tab::Calls]);
    // Nothing was printed.
    page.take(Msg::ShowTab(Tab::Console)).take(Msg::ShowTab(Tab::Calls)).take(Msg::Frame);
    assert_eq!(news(&page), [Tab::Timeline]);
    page.run();
    assert_eq!(news(&page), []);
}

#[test]
fn who_wants_to_see_a_line_or_a_lesson_sees_the_program() {
    let mut page = Page::running(&[7]);
    page.take(Msg::ShowLine(7));
    assert_eq!((page.model.tabs.chosen, &page.effects[..]), (Tab::Program, &[Effect::ShowLine(7)][..]));
    page.end(0).take(Msg::ShowTab(Tab::Timeline)).open(Origin::lesson(1));
    assert_eq!(page.model.tabs.chosen, Tab::Program);
}

#[test]
fn keys_lead_on_from_what_is_chosen_by_then() {
    let mut page = Page::running(&[7]);
    let rows = Rc::new(Shown::default().rows(&page.model.run.borrow().lanes));
    let arrivals = page.model.cursor.at.arrivals;
    let pointed = Some(Spot { lane: 0, segment: 0 });
    for direction in [Direction::Right, Direction::First] {
        page.take(Msg::Walk { direction, rows: rows.clone(), pointed });
    }
    assert_eq!((page.stands_at(), page.model.cursor.at.arrivals), (Some(0), arrivals + 2));
}

#[test]
fn the_reader_stands_where_the_program_stands_at_a_breakpoint() {
    let mut page = Page::running(&[7]);
    page.hit(8);
    assert_eq!((page.model.phase, page.stands_at()), (Phase::Paused { line: 8 }, Some(2)));
    // The engine has paused by itself.
    assert_eq!(page.effects, [Effect::PointAt(8)]);
    page.take(Msg::Pause(false));
    assert_eq!((page.model.phase, &page.effects[..]), (Phase::Running, &[Effect::Pause(false)][..]));
    page.hit(8).take(Msg::Stop);
    assert_eq!((page.model.phase, page.stands_at()), (Phase::Running, Some(3)));
}

#[test]
fn a_breakpoint_on_the_way_stops_a_step_that_waits() {
    let mut page = Page::running(&[7]);
    page.take(Msg::GoTo(Moment(1))).take(Msg::Pause(true)).step(Step::Line(9)).hit(8);
    assert_eq!((page.model.phase, page.stands_at()), (Phase::Paused { line: 8 }, Some(2)));
    assert_eq!(page.model.cursor.pending, None);
    // What the step leads to came before.
    page.step(Step::Line(9)).write(&[9]).hit(10);
    assert_eq!((page.model.phase, page.stands_at()), (Phase::Paused { line: 10 }, Some(3)));
}

#[test]
fn breakpoints_are_told_to_the_program_that_runs_also_when_it_was_edited() {
    let mut page = Page::running(&[7]);
    assert_eq!(page.take(Msg::Breakpoints).effects, [Effect::SetBreakpoints]);
    page.take(Msg::Edited("print('mine')".to_owned()));
    assert_eq!(page.take(Msg::Breakpoints).effects, [Effect::SetBreakpoints]);
    let started = page.run().effects.clone();
    assert_eq!(started, [Effect::SetBreakpoints]);
}

#[test]
fn a_step_stands_where_something_has_happened_and_goes_on_unless_that_is_where_it_leads() {
    let mut page = Page::running(&[7]);
    page.take(Msg::GoTo(Moment(1))).take(Msg::Pause(true)).step(Step::Switch);
    page.write(&[8]).report(Report::AtBreakpoint);
    assert_eq!((page.model.phase, &page.effects[..]), (Phase::Running, &[Effect::Pause(false)][..]));
    page.take(Msg::Pause(true)).step(Step::Event).take(Msg::Pause(true)).step(Step::Event);
    page.write(&[8]).report(Report::AtBreakpoint);
    assert_eq!((page.model.phase, page.stands_at()), (Phase::Paused { line: 0 }, Some(3)));
}

#[test]
fn a_step_out_stands_until_it_is_known_whether_it_leads_somewhere() {
    let mut page = Page::running(&[7]);
    let none = || Msg::SteppedOut(Moment(1), Way::Forward, Err(NO_FURTHER));
    page.take(Msg::GoTo(Moment(1))).take(Msg::Pause(true)).step(Step::Out).take(none());
    page.write(&[8]).report(Report::AtBreakpoint);
    assert_eq!(page.effects, [Effect::StepOut(Way::Forward)]);
    assert!(page.model.phase.is_paused());
    page.take(none());
    assert_eq!((page.model.phase, &page.effects[..]), (Phase::Running, &[Effect::Pause(false)][..]));
    page.write(&[9]).report(Report::AtBreakpoint);
    page.take(Msg::SteppedOut(Moment(1), Way::Forward, Ok(EventId { thread: 0, seq: 3 })));
    assert_eq!((page.model.phase.is_paused(), page.stands_at()), (true, Some(3)));
}

#[test]
fn a_line_that_was_run_to_has_no_breakpoint_any_more() {
    let mut page = Page::running(&[7]);
    page.take(Msg::GoTo(Moment(1))).take(Msg::Pause(true)).step(Step::Line(9)).hit(9);
    assert_eq!((page.model.phase, page.stands_at()), (Phase::Paused { line: 9 }, Some(2)));
    page.take(Msg::Pause(false));
    assert_eq!(page.effects, [Effect::SetBreakpoints, Effect::Pause(false)]);
    page.take(Msg::Pause(true)).take(Msg::Pause(false));
    assert_eq!(page.effects, [Effect::Pause(false)]);
}

#[test]
fn what_has_ended_or_failed_stands_at_no_breakpoint() {
    for over in [|| Report::Crashed("out of luck".to_owned()), || Report::Ended(0)] {
        let mut page = Page::running(&[7]);
        let phase = page.report(over()).model.phase;
        page.report(Report::AtBreakpoint);
        assert_eq!((page.model.phase, page.effects.len()), (phase, 0));
    }
}
