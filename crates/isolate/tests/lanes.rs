//! The lanes of real runs.

mod support;

use loopscope_story::Lanes;
use loopscope_story::lanes::State;
use loopscope_story::words::sentence;
use loopscope_trace::Recording;

#[test]
fn what_the_main_thread_does_after_its_loop_is_its_own_and_a_step_of_the_run() {
    let run = support::run(
        "\
import asyncio

async def main():
    await asyncio.sleep(0.1)

asyncio.run(main())
print('after')
",
    );
    let (mut recording, mut lanes) = (Recording::default(), Lanes::default());
    recording.add(&run.batches, &mut |event| lanes.push(event)).expect("it was just written");
    let main = lanes.get(0).expect("there is a main thread");
    let last = main.segments().last().expect("it ran");
    assert_eq!(last.state, State::Running);
    let told = sentence(&recording, &lanes, 0, main.segments().len() - 1);
    assert!(told.is_some_and(|told| told.starts_with("MainThread runs, ")));
    assert_eq!(last.end_step - last.start_step, 1);
}
