//! What the timeline listens to besides its own elements' events.

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, HtmlElement, MediaQueryList, ResizeObserver, WheelEvent};
use yew::html::Scope;

use super::{Msg, Timeline};

/// The listeners, as long as this is kept.
pub(super) struct Listeners {
    dark: MediaQueryList,
    colors: Closure<dyn FnMut()>,
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
    _wheel: Closure<dyn FnMut(WheelEvent)>,
}

impl Listeners {
    pub(super) fn new(scroller: &HtmlElement, link: &Scope<Timeline>) -> Option<Listeners> {
        let resized = Closure::<dyn FnMut()>::new({
            let link = link.clone();
            move || link.send_message(Msg::Changed)
        });
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(scroller);

        let wheel = Closure::<dyn FnMut(WheelEvent)>::new({
            let link = link.clone();
            move |event: WheelEvent| {
                if event.ctrl_key() || event.meta_key() {
                    event.prevent_default();
                    link.send_message(Msg::Wheel(event));
                }
            }
        });
        // A passive listener could not keep the browser from zooming the page as well.
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        let function = wheel.as_ref().unchecked_ref();
        scroller
            .add_event_listener_with_callback_and_add_event_listener_options("wheel", function, &options)
            .ok()?;

        let colors = Closure::<dyn FnMut()>::new({
            let link = link.clone();
            move || link.send_message(Msg::NewColors)
        });
        let dark = web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok()??;
        dark.add_event_listener_with_callback("change", colors.as_ref().unchecked_ref()).ok()?;
        Some(Listeners { dark, colors, observer, _resized: resized, _wheel: wheel })
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.observer.disconnect();
        let _ = self.dark.remove_event_listener_with_callback("change", self.colors.as_ref().unchecked_ref());
    }
}
