use super::*;
use crate::testing::{Script, task};

/// Two tasks, whose names are markup if nobody takes care, the second of which is woken by the first.
fn lanes(count: u32) -> Lanes {
    let mut script = Script::default();
    script.thread().create(None, 1, "main");
    for index in 2..=count {
        script.create(Some(1), index, "<fetch a=\"&\">");
    }
    script.step(0, 1).suspend(200_000, 1, false).step(200_000, 2).suspend(400_000, 2, true);
    script.push(
        500_000,
        Some(2),
        EventKind::TaskDone { task: task(2), outcome: loopscope_trace::Outcome::Cancelled },
    );
    script.end(1_000_000);
    script.lanes
}

fn picture<'a>(lanes: &'a Lanes, recording: &'a Recording, shown: &'a Shown) -> Picture<'a> {
    Picture {
        recording,
        lanes,
        shown,
        axis: Axis::Time,
        width: 640,
        theme: Theme::Auto,
        title: "A & B",
        link: None,
        chosen: None,
    }
}

/// The edges of texts in a line, as guessed, by height.
fn texts(svg: &str) -> Vec<(f64, f64, f64)> {
    let attribute = |tag: &str, name: &str| -> Option<f64> {
        tag.split_once(&format!(" {name}=\""))?.1.split('"').next()?.parse().ok()
    };
    let pieces = svg.split("<text").skip(1);
    let of = |piece: &str| {
        let (tag, rest) = piece.split_once('>')?;
        let words = rest.split_once("</text>")?.0.replace("&lt;", "<").replace("&gt;", ">");
        let x = attribute(tag, "x")?;
        let size = if tag.contains("\"s ") { 11.0 } else { 12.0 };
        let width = letters::width(&words.replace("&quot;", "\"").replace("&amp;", "&"), size, false);
        Some((attribute(tag, "y")?, x, x + width))
    };
    pieces.filter_map(of).collect()
}

#[test]
fn texts_do_not_overlap_at_any_width() {
    let (recording, shown) = (Recording::default(), Shown::default());
    let lanes = lanes(4);
    for width in [320, 411, 640, 1_000, 1_600] {
        let svg = Picture { width, link: Some("x"), ..picture(&lanes, &recording, &shown) }.svg();
        let mut texts = texts(&svg);
        assert!(texts.len() > 10, "{svg}");
        texts.sort_by(|a, b| a.partial_cmp(b).unwrap());
        for pair in texts.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            assert!(pair[0].2 <= pair[1].1, "{pair:?} at {width}");
        }
        assert!(texts.iter().all(|(_, _, right)| *right <= f64::from(width)), "{texts:?} at {width}");
    }
}

#[test]
fn names_and_links_are_no_markup() {
    let (recording, shown, lanes) = (Recording::default(), Shown::default(), lanes(2));
    let svg = Picture { link: Some("https://a/?b=\"c\"&d#<e>"), ..picture(&lanes, &recording, &shown) }.svg();
    assert!(svg.contains("&lt;fetch a=&quot;&amp;&quot;&gt;"), "{svg}");
    assert!(!svg.contains("<fetch"), "{svg}");
    assert!(svg.contains("<a href=\"https://a/?b=&quot;c&quot;&amp;d#&lt;e&gt;\""), "{svg}");
    assert!(svg.contains("<title>A &amp; B</title>"), "{svg}");
    assert!(svg.contains("<desc>1 thread, 2 tasks, 1.000 s. MainThread: from 0.000 s"), "{svg}");
}

#[test]
fn a_theme_has_its_own_colours_only() {
    let (recording, shown, lanes) = (Recording::default(), Shown::default(), lanes(2));
    let of = |theme| Picture { theme, ..picture(&lanes, &recording, &shown) }.svg();
    let has = |svg: &str| [svg.contains("#ffffff"), svg.contains("#14171c"), svg.contains("@media")];
    assert_eq!(has(&of(Theme::Auto)), [true, true, true]);
    assert_eq!(has(&of(Theme::Light)), [true, false, false]);
    assert_eq!(has(&of(Theme::Dark)), [false, true, false]);
}

#[test]
fn lanes_that_are_left_out_are_counted() {
    let (recording, shown, lanes) = (Recording::default(), Shown::default(), lanes(100));
    let svg = picture(&lanes, &recording, &shown).svg();
    assert!(svg.contains(">41 more lanes not shown</text>"), "{svg}");
    assert_eq!(svg.matches(">Task-").count(), MOST_ROWS - 1);
}

#[test]
fn a_chosen_segment_has_an_outline_and_an_arrow() {
    let (recording, shown, lanes) = (Recording::default(), Shown::default(), lanes(2));
    let place = |lane, at_micros| Place { lane, at_micros, half_steps: 0 };
    let way = [place(2, 200_000), place(1, 100_000)];
    let spot = Spot { lane: 2, segment: 0 };
    let plain = picture(&lanes, &recording, &shown).svg();
    let svg = Picture { chosen: Some((spot, &way)), ..picture(&lanes, &recording, &shown) }.svg();
    let count = |svg: &str| svg.matches("class=\"a\"").count();
    assert_eq!((count(&plain), count(&svg)), (0, 2));
}
