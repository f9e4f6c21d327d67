//! Virtual time: all Python threads take turns on one thread of the system, and time jumps.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};

use loopscope_isolate::conductor::TURN_BUDGET;
use loopscope_isolate::{Conductor, Config, Isolate, Message, Next, Outgoing, Program, Status};
use loopscope_stdlib::remote::FetchDone;
use loopscope_trace::ThreadId;

use crate::console::Console;
use crate::http;
use crate::stop::{INTERRUPTED, OUTPUT_CLOSED, Stop, on_ctrl_c};

/// What `time.time()` is when a program starts: the same in every run.
const EPOCH_MICROS: u64 = 1_767_225_600_000_000;

/// Something from outside of the program.
enum Outside {
    Stop(Stop),
    FetchDone(ThreadId, FetchDone),
}

struct Host<'a> {
    console: &'a Console,
    conductor: Conductor<Message>,
    isolates: BTreeMap<ThreadId, Isolate>,
    outside: (Sender<Outside>, Receiver<Outside>),
    /// The program was stopped from outside with this exit status.
    stopped: Option<i32>,
}

/// Runs a program to its end; its exit status.
pub(crate) fn run(program: Program, console: &Console) -> i32 {
    let config = Config { record: console.records(), ..Config::new(0, EPOCH_MICROS) };
    let mut host = Host {
        console,
        conductor: Conductor::new(),
        isolates: BTreeMap::from([(0, Isolate::for_program(config, program))]),
        outside: channel(),
        stopped: None,
    };
    let stops = host.outside.0.clone();
    on_ctrl_c(move |stop| {
        // After the program nobody listens.
        let _ = stops.send(Outside::Stop(stop));
    });
    host.run()
}

impl Host<'_> {
    fn run(&mut self) -> i32 {
        loop {
            while let Ok(outside) = self.outside.1.try_recv() {
                self.take_in(outside);
            }
            if let Some(exit_status) = self.stopped {
                return exit_status;
            }
            match self.conductor.next() {
                Next::Turn { thread, now_micros, messages } => self.turn(thread, now_micros, messages),
                Next::Fetch | Next::Deadlock => {
                    if let Ok(outside) = self.outside.1.recv() {
                        self.take_in(outside);
                    }
                }
                Next::Ended { exit_status } => return exit_status,
            }
        }
    }

    fn turn(&mut self, thread: ThreadId, now_micros: u64, messages: Vec<Message>) {
        let Some(isolate) = self.isolates.get_mut(&thread) else { return };
        for message in messages {
            isolate.deliver(message);
        }
        let status = isolate.turn(now_micros, TURN_BUDGET);
        if !self.console.take_in(isolate.take_events()) {
            self.stopped = Some(OUTPUT_CLOSED);
        }
        let gone = matches!(status, Status::Ended { .. }) && thread != 0 && !isolate.is_needed();
        for outgoing in isolate.take_outbox() {
            self.carry(thread, outgoing);
        }
        self.conductor.turn_ended(thread, status);
        if gone {
            self.isolates.remove(&thread);
            self.conductor.thread_gone(thread);
        }
    }

    fn carry(&mut self, from: ThreadId, outgoing: Outgoing) {
        match outgoing {
            Outgoing::Send { to, message } => self.conductor.send(to, message),
            Outgoing::SendToOthers(message) => self.conductor.send_to_others(from, message),
            Outgoing::WantThreadId => {
                let number = self.conductor.new_thread();
                if let Some(isolate) = self.isolates.get_mut(&from) {
                    isolate.thread_id_given(number);
                    self.conductor.nudge(from);
                }
            }
            Outgoing::Start(start) => {
                let thread = start.id();
                let config = Config { record: self.console.records(), ..Config::new(thread, EPOCH_MICROS) };
                self.isolates.insert(thread, Isolate::for_thread(config, *start));
                self.conductor.thread_started(thread);
            }
            Outgoing::Fetch(fetch) => {
                self.conductor.fetch_started();
                let outside = self.outside.0.clone();
                http::start(*fetch, move |done| {
                    // After the program nobody listens.
                    let _ = outside.send(Outside::FetchDone(from, done));
                });
            }
            // Its thread goes on to its end; the isolate ignores the answer.
            Outgoing::CancelFetch(_) => {}
        }
    }

    fn take_in(&mut self, outside: Outside) {
        match outside {
            Outside::Stop(Stop::End) => self.stopped = Some(INTERRUPTED),
            Outside::Stop(Stop::Interrupt) => {
                if let Some(main) = self.isolates.get_mut(&0) {
                    main.interrupt();
                    self.conductor.nudge(0);
                }
            }
            Outside::FetchDone(thread, done) => {
                if let Some(isolate) = self.isolates.get_mut(&thread) {
                    isolate.fetch_done(done);
                }
                self.conductor.fetch_ended(thread);
            }
        }
    }
}
