//! A run that is run again from its inputs: its recording is the same, byte for byte. Nothing is sent: what the program wants
//! from its host was answered then.

mod heap;

use loopscope_stdlib::fetch::request::Outgoing;
use loopscope_stdlib::islands::Island;
use loopscope_stdlib::threads::MAIN;
use loopscope_trace::{EventId, ThreadId};

use crate::inputs::Input;
use crate::{Config, Isolate, Part, Program};
use heap::{Did, Heap};

/// The place of the main heap.
const HOME: usize = 0;
/// So many islands may be there at once: more than any host has.
const MOST_ISLANDS: usize = 64;

/// A run that is run again.
pub struct Again {
    config: Config,
    program: Program,
    /// The main heap, and behind it the islands that run, by their threads.
    heaps: Vec<(ThreadId, Heap)>,
    has_islands: bool,
    /// Islands that were asked for and have had no turn yet.
    asked: Vec<Island>,
    /// The place of the heap that is given what it was given.
    current: usize,
    /// The event at which the program is to stand still.
    aim: Option<EventId>,
    /// The place of the heap that stands there.
    standing: Option<usize>,
    is_cut: bool,
}

/// Why a run can't be run again: the bytes are not its inputs, or what comes of them is not what came of them then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl Unreadable {
    /// What is wrong with a recording of which this is said.
    pub fn words(self) -> &'static str {
        "it is damaged or was saved by another version of Loopscope: its program does something else here"
    }
}

/// What the last input came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing to hand over.
    Done,
    /// A batch of events, as the host got it then.
    Events(Vec<u8>),
    /// There is no other input.
    End,
}

impl Again {
    /// The main heap of the run of `program` that was given `inputs` (all that [`Isolate::take_inputs`] gave).
    pub fn new(config: Config, program: Program, inputs: Vec<u8>) -> Again {
        let isolate = Isolate::for_program(config.clone(), program.clone());
        Again {
            config,
            program,
            heaps: vec![(MAIN, Heap::new(isolate, inputs))],
            has_islands: false,
            asked: Vec::new(),
            current: HOME,
            aim: None,
            standing: None,
            is_cut: false,
        }
    }

    /// Runs its islands, too, before it was given anything.
    pub fn bring_islands(&mut self) {
        self.has_islands = true;
    }

    /// The heap that stands still, or else the main one as it is after the inputs until now.
    pub fn isolate(&mut self) -> &mut Isolate {
        &mut self.heaps[self.standing.unwrap_or(HOME)].1.isolate
    }

    /// How many events of each thread there are, in each heap; but not of threads that have ended.
    pub fn reached(&self) -> Vec<(ThreadId, u32)> {
        let mut reached = Vec::new();
        self.heaps.iter().for_each(|(_, heap)| reached.append(&mut heap.isolate.reached()));
        reached
    }

    /// The part of the program that it needs before its next step.
    pub fn needs(&self) -> Option<Part> {
        self.heaps[self.current].1.isolate.needs()
    }

    /// Lets go of all objects: the process goes on after it.
    pub fn dismantle(self) {
        self.heaps.into_iter().for_each(|(_, heap)| heap.isolate.dismantle());
    }

    /// More of its inputs.
    pub fn add(&mut self, inputs: &[u8]) {
        self.heaps[HOME].1.add(inputs);
    }

    /// Whether it went on after its last input: the log of these was full.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The exit status of the program, if it has ended by itself.
    pub fn exit_status(&self) -> Option<i32> {
        self.heaps[HOME].1.isolate.exit_status()
    }

    /// The event at which the program is to stand still, right after what recorded it: at once if it has happened.
    pub fn aim(&mut self, event: EventId) {
        (self.aim, self.standing) = (Some(event), None);
        for (place, (_, heap)) in self.heaps.iter_mut().enumerate() {
            if heap.aim(event) && self.standing.is_none() {
                self.standing = Some(place);
            }
        }
    }

    /// Whether it stands there.
    pub fn stands(&self) -> bool {
        self.standing.is_some()
    }

    /// Runs on until it stands at an event; whether there is such an event.
    ///
    /// # Errors
    /// If it can't be run again.
    pub fn stand_at(&mut self, event: EventId) -> Result<bool, Unreadable> {
        self.aim(event);
        while !self.stands() {
            if let Step::End = self.step()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Gives it the next input, or goes on with the turn in which it stood, as if it had not.
    ///
    /// # Errors
    /// If it can't be run again.
    pub fn step(&mut self) -> Result<Step, Unreadable> {
        if self.is_cut {
            return Ok(Step::End);
        }
        self.standing = None;
        let (place, is_home) = (self.current, self.current == HOME);
        let (thread, heap) = &mut self.heaps[place];
        let (thread, did) = (*thread, heap.step()?);
        if heap.isolate.stands() {
            self.standing = Some(place);
        }
        match did {
            Did::Nothing => {}
            Did::Events(events) => return Ok(Step::Events(events)),
            Did::Turn(outgoing) => {
                for outgoing in outgoing {
                    // All else has been sent.
                    if let (Outgoing::StartIsland(island), true) = (outgoing, self.has_islands) {
                        self.asked.push(*island);
                    }
                }
            }
            Did::Lost(thread) if is_home => {
                self.begun(thread);
                self.close(thread);
            }
            Did::End if is_home => return Ok(Step::End),
            Did::End => {
                self.current = HOME;
                if self.heaps[place].1.isolate.exit_status().is_some() {
                    self.close(thread);
                }
            }
            Did::Other(Input::OfIsland { thread, inputs }) if is_home => {
                if self.has_islands {
                    self.current = self.place_of(thread)?;
                    self.heaps[self.current].1.add(&inputs);
                }
            }
            Did::Other(Input::BeginIsland { later_micros }) if !is_home => {
                let island = self.begun(thread).ok_or(Unreadable)?;
                let heap = &mut self.heaps[place].1;
                // One that can't begin had no events then either.
                let _ = heap.begin_island(self.program.clone(), &island, later_micros);
                // With its thread it got a recorder of its own.
                if let Some(event) = self.aim {
                    heap.aim(event);
                }
            }
            Did::Other(Input::Full) => self.is_cut = true,
            Did::Lost(_) | Did::Other(_) => return Err(Unreadable),
        }
        Ok(Step::Done)
    }

    /// Where the island of a thread is, which is made if it is heard of for the first time.
    fn place_of(&mut self, thread: ThreadId) -> Result<usize, Unreadable> {
        if let Some(place) = self.island(thread) {
            return Ok(place);
        }
        if self.heaps.len() > MOST_ISLANDS {
            return Err(Unreadable);
        }
        let isolate = Isolate::prepare_island(self.config.clone());
        self.heaps.push((thread, Heap::new(isolate, Vec::new())));
        Ok(self.heaps.len() - 1)
    }

    fn island(&self, thread: ThreadId) -> Option<usize> {
        (HOME + 1..self.heaps.len()).find(|place| self.heaps[*place].0 == thread)
    }

    /// What was asked for, for a thread that begins.
    fn begun(&mut self, thread: ThreadId) -> Option<Island> {
        let at = self.asked.iter().position(|island| island.thread == thread)?;
        Some(self.asked.swap_remove(at))
    }

    fn close(&mut self, thread: ThreadId) {
        if let Some(place) = self.island(thread) {
            // In such a way that the code that drops a heap is there but once.
            let last = self.heaps.len() - 1;
            self.heaps.swap(place, last);
            self.heaps.truncate(last);
        }
    }
}
