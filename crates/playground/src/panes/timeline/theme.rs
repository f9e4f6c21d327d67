//! The timeline's colours and patterns, which the style sheet decides.

use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlElement};

/// The side of a pattern's tile in pixels.
const TILE: u32 = 6;

/// What the timeline is drawn with.
pub(super) struct Theme {
    pub(super) panel: String,
    pub(super) text: String,
    pub(super) dim: String,
    pub(super) rule: String,
    pub(super) grid: String,
    pub(super) running: String,
    pub(super) on_running: String,
    pub(super) ready: String,
    pub(super) ready_soft: String,
    pub(super) waiting: String,
    pub(super) blocked: String,
    pub(super) error: String,
    pub(super) sans: String,
    pub(super) waiting_pattern: Option<CanvasPattern>,
    pub(super) blocked_pattern: Option<CanvasPattern>,
}

impl Theme {
    /// Reads the colours that hold at `probe`, an element that is not seen.
    pub(super) fn read(probe: &HtmlElement) -> Option<Theme> {
        let window = web_sys::window()?;
        let style = window.get_computed_style(probe).ok()??;
        // A variable's own value may be `light-dark(…)`; as a colour it is worked out.
        let color = |variable: &str| {
            let set = probe.style().set_property("color", &format!("var({variable})"));
            set.and_then(|()| style.get_property_value("color")).unwrap_or_default()
        };
        let (waiting, blocked) = (color("--waiting"), color("--blocked"));
        let on_running = color("--on-accent");
        Some(Theme {
            waiting_pattern: hatched(&window.document()?, &waiting, None),
            blocked_pattern: hatched(&window.document()?, &color("--blocked-line"), Some(&blocked)),
            panel: color("--panel"),
            text: color("--text"),
            dim: color("--dim"),
            rule: color("--rule"),
            grid: color("--grid"),
            running: color("--accent"),
            on_running,
            ready: color("--ready"),
            ready_soft: color("--ready-soft"),
            waiting,
            blocked,
            error: color("--error"),
            sans: style.get_property_value("font-family").ok()?,
        })
    }
}

/// A pattern of slanting lines.
fn hatched(document: &web_sys::Document, line: &str, ground: Option<&str>) -> Option<CanvasPattern> {
    let tile: Element = document.create_element("canvas").ok()?;
    let tile: HtmlCanvasElement = tile.dyn_into().ok()?;
    tile.set_width(TILE);
    tile.set_height(TILE);
    let context: CanvasRenderingContext2d = tile.get_context("2d").ok()??.dyn_into().ok()?;
    let side = f64::from(TILE);
    if let Some(ground) = ground {
        context.set_fill_style_str(ground);
        context.fill_rect(0.0, 0.0, side, side);
    }
    context.set_stroke_style_str(line);
    context.set_line_width(1.2);
    context.begin_path();
    for shift in [-1.0, 0.0, 1.0] {
        context.move_to(shift * side - 1.0, side + 1.0);
        context.line_to((shift + 1.0) * side + 1.0, -1.0);
    }
    context.stroke();
    context.create_pattern_with_html_canvas_element(&tile, "repeat").ok()?
}
