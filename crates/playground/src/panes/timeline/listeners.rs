//! What the timeline listens to besides its own elements' events.

use wasm_bindgen::prelude::*;
use web_sys::{
    AddEventListenerOptions, Document, Element, HtmlElement, KeyboardEvent, MediaQueryList, ResizeObserver,
    TouchEvent, WheelEvent,
};
use yew::Callback;
use yew::html::Scope;

use super::gestures::Gesture;
use super::{Change, Timeline, step_bar};
use crate::message::Msg;

/// The listeners, as long as this is kept.
pub(super) struct Listeners {
    dark: MediaQueryList,
    colors: Closure<dyn FnMut()>,
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
    _wheel: Closure<dyn FnMut(WheelEvent)>,
    _touch: Closure<dyn FnMut(TouchEvent)>,
    document: Document,
    key: Closure<dyn FnMut(KeyboardEvent)>,
}

/// What shows the same moment elsewhere in the page: the keys with which one steps work there, too.
const BESIDE: &str = "[role=log], .calls";

fn is_beside(event: &KeyboardEvent) -> bool {
    let element: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    element.is_some_and(|element| matches!(element.closest(BESIDE), Ok(Some(_))))
}

impl Listeners {
    pub(super) fn new(
        scroller: &HtmlElement,
        link: &Scope<Timeline>,
        send: &Callback<Msg>,
    ) -> Option<Listeners> {
        let resized = Closure::<dyn FnMut()>::new({
            let link = link.clone();
            move || link.send_message(Change::Changed)
        });
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(scroller);

        let wheel = Closure::<dyn FnMut(WheelEvent)>::new({
            let link = link.clone();
            move |event: WheelEvent| {
                if event.ctrl_key() || event.meta_key() {
                    event.prevent_default();
                    link.send_message(Change::Wheel(event));
                }
            }
        });
        let touch = Closure::<dyn FnMut(TouchEvent)>::new({
            let link = link.clone();
            move |event: TouchEvent| {
                if event.touches().length() > 1 {
                    event.prevent_default();
                }
                link.send_message(Change::Gesture(Gesture::Touch(event)));
            }
        });
        // A passive listener could not keep the browser from zooming the page as well.
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        let touched = touch.as_ref();
        for (event, function) in [
            ("wheel", wheel.as_ref()),
            ("touchstart", touched),
            ("touchmove", touched),
            ("touchend", touched),
        ] {
            let function = function.unchecked_ref();
            scroller
                .add_event_listener_with_callback_and_add_event_listener_options(event, function, &options)
                .ok()?;
        }

        let colors = Closure::<dyn FnMut()>::new({
            let link = link.clone();
            move || link.send_message(Change::NewColors)
        });
        let dark = web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok()??;
        dark.add_event_listener_with_callback("change", colors.as_ref().unchecked_ref()).ok()?;
        let key = Closure::<dyn FnMut(KeyboardEvent)>::new({
            let send = send.clone();
            move |event: KeyboardEvent| {
                let leave = || (event.key() == "Escape").then_some(Msg::Choose(None));
                if let Some(msg) = step_bar::of_key(&event).or_else(leave).filter(|_| is_beside(&event)) {
                    send.emit(msg);
                }
            }
        });
        let document = web_sys::window()?.document()?;
        document.add_event_listener_with_callback("keydown", key.as_ref().unchecked_ref()).ok()?;
        Some(Listeners {
            dark,
            colors,
            observer,
            _resized: resized,
            _wheel: wheel,
            _touch: touch,
            document,
            key,
        })
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.observer.disconnect();
        let _ = self.dark.remove_event_listener_with_callback("change", self.colors.as_ref().unchecked_ref());
        let _ =
            self.document.remove_event_listener_with_callback("keydown", self.key.as_ref().unchecked_ref());
    }
}
