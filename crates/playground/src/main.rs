//! The Yew page: editor, console, timeline, lessons, sharing.

mod app;
mod effects;
mod model;
mod panes;
mod state;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
