//! The Yew page: editor, console, timeline, lessons, sharing.

mod app;
mod effects;
mod message;
mod model;
mod panes;
mod update;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
