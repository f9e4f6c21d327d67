//! Virtual time: nothing is waited for but web requests and standard input.

use std::sync::mpsc::{Receiver, Sender, channel};

use loopscope_isolate::recorded::{Clock, Recorded};
use loopscope_isolate::virtual_time::TURN_BUDGET;
use loopscope_isolate::{Config, FetchDone, Isolate, Next, Outgoing, Program, VirtualTime};

use crate::console::Console;
use crate::http;
use crate::stdin::{Line, Stdin};
use crate::stop::{INTERRUPTED, OUTPUT_CLOSED, Stop, on_ctrl_c};

/// What `time.time()` is when a program starts: the same in every run.
pub(crate) const EPOCH_MICROS: u64 = 1_767_225_600_000_000;

/// Something from outside of the program.
enum Outside {
    Stop(Stop),
    FetchDone(FetchDone),
    Line(Line),
}

struct Host<'a> {
    console: &'a Console,
    time: VirtualTime,
    isolate: Isolate,
    outside: (Sender<Outside>, Receiver<Outside>),
    stdin: Stdin,
    /// The program was stopped from outside with this exit status.
    stopped: Option<i32>,
}

/// Runs a program to its end; its exit status.
pub(crate) fn run(program: Program, console: &Console) -> i32 {
    let config = Config { record: console.records(), ..Config::new(EPOCH_MICROS) };
    let outside = channel();
    let lines = outside.0.clone();
    let mut host = Host {
        console,
        time: VirtualTime::default(),
        isolate: Isolate::for_program(config.clone(), program.clone()),
        outside,
        stdin: Stdin::new(move |line| {
            // After the program nobody listens.
            let _ = lines.send(Outside::Line(line));
        }),
        stopped: None,
    };
    let stops = host.outside.0.clone();
    on_ctrl_c(move |stop| {
        // After the program nobody listens.
        let _ = stops.send(Outside::Stop(stop));
    });
    let exit_status = host.run();
    let inputs = host.isolate.take_inputs();
    console.keep(Recorded { clock: Clock::Virtual, config, program, inputs });
    exit_status
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
            match self.time.next() {
                Next::Turn { now_micros } => self.turn(now_micros),
                Next::Fetch => {
                    if let Ok(outside) = self.outside.1.recv() {
                        self.take_in(outside);
                    }
                }
                Next::Deadlock => {
                    self.isolate.stop_deadlock();
                    self.time.nudge();
                }
                Next::Ended { exit_status } => return exit_status,
            }
        }
    }

    fn turn(&mut self, now_micros: u64) {
        let status = self.isolate.turn(now_micros, TURN_BUDGET);
        if !self.console.take_in(self.isolate.take_events()) {
            self.stopped = Some(OUTPUT_CLOSED);
        }
        for outgoing in self.isolate.take_outbox() {
            match outgoing {
                Outgoing::Fetch(fetch) => {
                    self.time.fetch_started();
                    let outside = self.outside.0.clone();
                    http::start(*fetch, move |done| {
                        // After the program nobody listens.
                        let _ = outside.send(Outside::FetchDone(done));
                    });
                }
                Outgoing::ReadLine(wanted) => {
                    self.time.fetch_started();
                    if let Some(line) = self.stdin.want(wanted.id) {
                        self.take_in(Outside::Line(line));
                    }
                }
                Outgoing::CancelReadLine(id) => {
                    self.stdin.cancel(id);
                    self.time.fetch_ended();
                }
                // Its thread of the system goes on to its end; the isolate ignores the answer.
                // Its answer is ignored; in virtual time all threads are in one heap.
                Outgoing::CancelFetch(_)
                | Outgoing::StartIsland(_)
                | Outgoing::ToIsland { .. }
                | Outgoing::ToHome(_) => {}
            }
        }
        self.time.turn_ended(status);
    }

    fn take_in(&mut self, outside: Outside) {
        match outside {
            Outside::Stop(Stop::End) => self.stopped = Some(INTERRUPTED),
            Outside::Stop(Stop::Interrupt) => {
                self.isolate.interrupt();
                self.time.nudge();
            }
            Outside::Line(line) => {
                if let Some(line) = self.stdin.read(line) {
                    self.isolate.line_read(line);
                    self.time.fetch_ended();
                }
            }
            Outside::FetchDone(done) => {
                self.isolate.fetch_done(done);
                self.time.fetch_ended();
            }
        }
    }
}
