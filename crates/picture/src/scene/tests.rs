use super::*;
use crate::axis::Axis;
use crate::rows::Shown;
use crate::testing::Script;

/// A linear congruential generator: the same numbers each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Tasks that run, wait and are ready in turns, for nothing, for microseconds and for long.
fn busy() -> Lanes {
    let (mut script, mut numbers, mut now) = (Script::default(), Numbers(7), 0);
    script.thread();
    for task in 1..=3 {
        script.create(None, task, "work");
    }
    for _ in 0..4_000 {
        let task = numbers.below(3) as u32 + 1;
        script.step(now, task);
        now += [0, 0, 1, 3, 40, 5_000][numbers.below(6) as usize];
        script.suspend(now, task, numbers.below(2) == 0);
        now += [0, 0, 0, 2, 90, 20_000][numbers.below(6) as usize];
    }
    script.end(now);
    script.lanes
}

fn subject<'a>(recording: &'a Recording, lanes: &'a Lanes, rows: &'a Rows, view: View) -> Subject<'a> {
    let end = view.axis.end(lanes, lanes.end_micros());
    Subject { recording, lanes, rows, view, end, chosen: None, pointer_x: None, stands: None }
}

fn view(axis: Axis, units_per_px: f64, left: f64) -> View {
    View { axis, width: 640.0, height: 200.0, labels: 100.0, units_per_px, left, top: 0.0 }
}

/// What is seen in each pixel of a lane when bars are drawn one over the other.
fn painted(bars: impl Iterator<Item = (State, f64, f64)> + Clone) -> Vec<Option<State>> {
    let mut pixels = vec![None; 640];
    for state in Bars::ORDER {
        for (_, left, right) in bars.clone().filter(|bar| bar.0 == state) {
            let (first, last) = (left.max(100.0).floor() as usize, right.clamp(0.0, 640.0).ceil() as usize);
            pixels.iter_mut().take(last).skip(first).for_each(|pixel| *pixel = Some(state));
        }
    }
    pixels
}

/// Every segment drawn by itself, whether it is seen or not.
fn one_by_one(subject: &Subject<'_>, lane: LaneIndex) -> Vec<Option<State>> {
    let segments = subject.lanes.get(lane).unwrap().segments();
    painted(segments.iter().map(|segment| {
        let (left, right) = subject.extent(segment);
        if right - left >= 1.0 {
            return (segment.state, left, right.max(left + least_width(segment.state)));
        }
        (segment.state, left.floor(), left.floor() + least_width(segment.state).max(1.0))
    }))
}

#[test]
fn a_scene_shows_in_every_pixel_what_all_segments_one_by_one_show() {
    let (recording, lanes) = (Recording::default(), busy());
    let rows = Shown::default().rows(&lanes);
    let mut seen = [0; 4];
    for axis in Axis::ALL {
        let end = axis.end(&lanes, lanes.end_micros()) as f64;
        for zoom in [1.0, 2.7, 9.0, 61.0, 700.0, 9_000.0] {
            let units_per_px = end / 520.3 / zoom;
            for place in [0.0, 0.31, 0.77, 1.0] {
                let left = ((end / units_per_px - 300.0) * place).max(0.0).floor();
                let subject = subject(&recording, &lanes, &rows, view(axis, units_per_px, left));
                let scene = Scene::of(&subject, &mut Captions::default());
                for lane in &scene.lanes {
                    let bars = Bars::ORDER.into_iter().flat_map(|state| {
                        lane.bars.of(state).iter().map(move |(left, right)| (state, *left, *right))
                    });
                    let (drawn, expected) = (painted(bars), one_by_one(&subject, lane.label.row.lane));
                    assert_eq!(drawn, expected, "{axis:?} × {zoom} at {place}: {}", lane.label.name);
                    drawn.iter().flatten().for_each(|state| seen[*state as usize] += 1);
                }
            }
        }
    }
    // Of a thread that is blocked there is none.
    assert!(seen[..3].iter().all(|count| *count > 1_000), "{seen:?}");
}

#[test]
fn a_scene_has_no_more_than_the_pixels_in_view() {
    let (recording, lanes) = (Recording::default(), busy());
    let rows = Shown::default().rows(&lanes);
    let view = view(Axis::Time, lanes.end_micros() as f64 / 500.0, 0.0);
    let scene = Scene::of(&subject(&recording, &lanes, &rows, view), &mut Captions::default());
    for lane in &scene.lanes {
        let bars: usize = Bars::ORDER.into_iter().map(|state| lane.bars.of(state).len()).sum();
        assert!(bars <= 640, "{bars} bars of {}", lane.label.name);
    }
}

#[test]
fn segments_are_counted_as_far_as_they_are_so() {
    let lanes = busy();
    let segments = lanes.get(1).unwrap().segments();
    for limit in [0, 1, 2, 3, 7, 8, 100, segments.len()] {
        let end = segments.get(limit).map_or(u32::MAX, |segment| segment.start_step);
        let expected = segments.partition_point(|segment| segment.start_step < end);
        assert_eq!(count_while(segments, |segment| segment.start_step < end), expected);
        assert_eq!(count_while(&segments[..limit], |_| true), limit);
    }
}

#[test]
fn a_scene_is_text() {
    let mut script = Script::default();
    script.thread().create(None, 1, "main").create(Some(1), 2, "fetch").create(Some(1), 3, "fetch");
    script
        .step(0, 1)
        .suspend(20, 1, false)
        .step(20, 2)
        .suspend(60, 2, true)
        .step(60, 3)
        .suspend(60, 3, false);
    script.step(80, 2).end(120);
    let (recording, lanes) = (Recording::default(), &script.lanes);
    let mut shown = Shown::default();
    assert_eq!(
        told(&recording, lanes, &shown.rows(lanes)),
        "\
0 µs at 110, 50 µs at 210, 100 µs at 310
26 MainThread: 110-350 Running
52   Task-1 main: 150-350 Waiting, 110-150 Running
78     Task-2 fetch: 110-150 Ready, 230-270 Ready, 150-230 Running, 270-350 Running
104     Task-3 fetch: 230-350 Waiting, 110-230 Ready, 230-233 Running
arrow 130,117 to 190,91
"
    );
    shown.fold(1);
    assert_eq!(
        told(&recording, lanes, &shown.rows(lanes)),
        "\
0 µs at 110, 50 µs at 210, 100 µs at 310
26 MainThread: 110-350 Running
52   Task-1 +2: 150-350 Waiting, 110-150 Running
"
    );
}

/// A scene in which the third task woke the second.
fn told(recording: &Recording, lanes: &Lanes, rows: &Rows) -> String {
    let place = |lane, at_micros| Place { lane, at_micros, half_steps: 0 };
    let way = [place(2, 40), place(3, 10)];
    let mut subject = subject(recording, lanes, rows, view(Axis::Time, 0.5, 0.0));
    subject.chosen = Some((Spot { lane: 2, segment: 0 }, &way));
    let scene = Scene::of(&subject, &mut Captions::default());
    let ticks: Vec<_> = scene.ticks.iter().take(3).collect();
    let ticks = ticks.iter().map(|tick| format!("{} at {}", tick.label, subject.view.x(tick.units)));
    let mut text = ticks.collect::<Vec<_>>().join(", ") + "\n";
    for LaneScene { y, label, bars, .. } in &scene.lanes {
        let bars = Bars::ORDER.into_iter().flat_map(|state| {
            bars.of(state).iter().map(move |(left, right)| format!("{left}-{right} {state:?}"))
        });
        let bars = bars.collect::<Vec<_>>().join(", ");
        let name = format!("{} {}", label.name, label.detail);
        text += &format!("{y} {}{}: {bars}\n", "  ".repeat(label.row.depth), name.trim());
    }
    for Arrow { from, to } in &scene.arrows {
        text += &format!("arrow {},{} to {},{}\n", from.0, from.1, to.0, to.1);
    }
    text
}
