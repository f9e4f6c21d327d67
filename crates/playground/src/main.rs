//! The Yew page: editor, console, timeline, lessons, sharing.

mod address;
mod app;
mod calls;
mod clock;
mod console;
mod draft;
mod editor;
mod engine;
mod frame;
mod icons;
mod lessons;
mod link;
mod pace;
mod run;
mod share;
mod state;
mod theme;
mod timeline;
mod toolbar;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
