//! Requests for the demo host that wait for their time.

use loopscope_python::SortedMap;
use loopscope_stdlib::fetch::request::{Fetch, FetchDone, FetchError, FetchResponse};

use crate::demo_host::{self, Request, Visits};

/// Answers that are not due yet, in the order in which they become so.
#[derive(Debug, Default)]
pub(crate) struct DemoRequests {
    /// By due time in microseconds of program time, then in the order of the requests.
    pending: SortedMap<(u64, u64), FetchDone>,
    count: u64,
    visits: Visits,
}

impl DemoRequests {
    /// Takes `fetch` if it is for the demo host; gives it back if it is for the network.
    pub(crate) fn accept(&mut self, fetch: Box<Fetch>, now_micros: u64) -> Option<Box<Fetch>> {
        let request =
            Request { method: &fetch.method, url: &fetch.url, headers: &fetch.headers, body: &fetch.body };
        let Some(answer) = demo_host::answer(request, &mut self.visits, now_micros) else {
            return Some(fetch);
        };
        let result = match answer.response {
            Some(response) => Ok(FetchResponse {
                status: response.status,
                reason: response.reason.to_owned(),
                url: fetch.url,
                headers: response.headers,
                body: response.body,
            }),
            None => Err(FetchError::Disconnected),
        };
        self.count += 1;
        let due_micros = now_micros.saturating_add(answer.delay_micros);
        self.pending.insert((due_micros, self.count), FetchDone { id: fetch.id, result });
        None
    }

    /// Forgets a request; whether it was one of ours.
    pub(crate) fn cancel(&mut self, id: u32) -> bool {
        let before = self.pending.len();
        self.pending.retain(|_, done| done.id != id);
        self.pending.len() < before
    }

    /// When the next answer is due, in microseconds of program time.
    pub(crate) fn deadline_micros(&self) -> Option<u64> {
        self.pending.keys().next().map(|&(due_micros, _)| due_micros)
    }

    /// The next answer, if it is due.
    pub(crate) fn take_due(&mut self, now_micros: u64) -> Option<FetchDone> {
        self.pending.remove_first_until(&(now_micros, u64::MAX))
    }
}
