//! The page's few icons, drawn on a grid of 16.

use yew::prelude::*;

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Icon {
    Run,
    Stop,
    Pause,
    Batch,
    Share,
    Save,
    Open,
    Theme,
    Plus,
    Minus,
    Close,
    Mark,
}

impl Icon {
    /// The icon for an element that has a name of its own.
    pub(crate) fn html(self) -> Html {
        let shapes = match self {
            Icon::Run => {
                html! { <path d="M5 3.2v9.6L12.8 8z" fill="currentColor" stroke-linejoin="round" /> }
            }
            Icon::Stop => html! { <rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" /> },
            Icon::Pause => html! { <path d="M5.5 3.5v9M10.5 3.5v9" stroke-width="2.6" /> },
            Icon::Batch => html! { <path d="M2.5 4h.1M5.5 4h8M2.5 8h.1M5.5 8h5M2.5 12h.1M5.5 12h8" /> },
            Icon::Share => html! {
                <path d="M6.7 9.3a2.6 2.6 0 0 0 3.9.3l2-2a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.3 6.7a2.6 2.6 0 0 0-3.9-.3l-2 2a2.6 2.6 0 0 0 3.7 3.7l1-1" />
            },
            Icon::Save => html! { <path d="M8 2.5v7.3M4.8 6.8 8 10l3.2-3.2M2.7 10.5v3h10.6v-3" /> },
            Icon::Open => {
                html! { <path d="M2 13V3.3h4l1.6 2h5.6V7M2 13l2.2-6h10.3l-2.2 6z" stroke-linejoin="round" /> }
            }
            Icon::Theme => html! { <>
                <circle cx="8" cy="8" r="5.3" />
                <path d="M8 2.7a5.3 5.3 0 0 1 0 10.6z" fill="currentColor" />
            </> },
            Icon::Plus => html! { <path d="M8 3.5v9M3.5 8h9" /> },
            Icon::Minus => html! { <path d="M3.5 8h9" /> },
            Icon::Close => html! { <path d="M4 4l8 8M12 4l-8 8" /> },
            Icon::Mark => html! { <>
                <path d="M2 4.5h6M11 4.5h3M2 8h2.5M7.5 8H14M2 11.5h7.5M12.5 11.5H14" stroke-width="2" />
            </> },
        };
        html! {
            <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none"
                stroke="currentColor" stroke-width="1.5" stroke-linecap="round">{ shapes }</svg>
        }
    }
}
