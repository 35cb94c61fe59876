//! The preview: the site as it would stand, with drafts, from memory; and the [`desk`], on which an editor works.
//!
//! The loop of [`watch`](crate::watch) builds; [`Shown`] makes of each build what is to be seen; requests read the
//! latest. **Invariants:** nothing that a request holds is ever joined to a path on disk; all but the desk only reads.

mod access;
mod desk;
mod error_page;
mod guard;
mod listen;
mod live;
mod media_type;
mod prefix;
mod range;
mod respond;
mod route;
mod shown;
mod sources;
mod styles;
mod viewed;

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::Method;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

pub use access::Access;
pub use listen::listen;
pub use prefix::Prefix;
pub use shown::Shown;
pub use viewed::Viewed;

use crate::error::{Error, Result};
use crate::watch::Signal;
use desk::{Desk, Place};
use live::Message;
use route::{Route, route};

/// How soon a page asks again after the server has gone.
const RETRY: Duration = Duration::from_millis(500);

/// How long somebody without the pass phrase waits for an answer.
const GUESS: Duration = Duration::from_millis(500);

/// What requests read: nothing until the first build is done.
pub type Latest = watch::Receiver<Option<Arc<Shown>>>;

#[derive(Clone)]
struct Preview {
    prefix: Prefix,
    access: Arc<Access>,
    latest: Latest,
    viewed: Viewed,
    desk: Arc<Desk>,
}

impl Preview {
    /// What pages may write with; none in a preview that can only be read.
    fn token(&self) -> Option<&str> {
        (!self.access.is_read_only()).then(|| self.desk.token())
    }
}

/// Serves the site in the folder `root`; `builder` is told of files that the desk writes, and
/// by `viewed` of the pages that are open. Answers requests until the process is told to end (Ctrl-C); open streams do not hold it up.
///
/// # Errors
/// The machine lets no server run.
pub fn serve(
    listener: std::net::TcpListener,
    root: PathBuf,
    prefix: Prefix,
    access: Access,
    latest: Latest,
    viewed: Viewed,
    builder: Option<Sender<Signal>>,
) -> Result<()> {
    let failed = |error: std::io::Error| Error::Machine(format!("the preview failed: {error}"));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let app = Router::new().fallback(answer).with_state(Preview {
        prefix,
        desk: Arc::new(Desk::new(root, access.is_local(), builder)?),
        access: Arc::new(access),
        latest,
        viewed,
    });
    let result = runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        tokio::select! {
            served = axum::serve(listener, app) => served,
            ended = tokio::signal::ctrl_c() => ended,
        }
    });
    runtime.shutdown_background();
    result.map_err(failed)
}

async fn answer(State(mut preview): State<Preview>, request: Request) -> Response {
    if let Some(why) = guard::refused(&preview.access, request.uri(), request.headers()) {
        return respond::refuse(why);
    }
    if !preview.access.admits(request.headers()) {
        // Guessing takes its time.
        tokio::time::sleep(GUESS).await;
        return respond::ask_for_phrase();
    }
    let shown = match preview.latest.wait_for(Option::is_some).await {
        Ok(shown) => shown.clone().unwrap_or_default(),
        // The loop has ended, and the process with it.
        Err(_) => return respond::refuse("the preview has ended"),
    };
    match route(&shown, &preview.prefix, request.uri().path()) {
        Route::Desk(_) if preview.access.is_read_only() => respond::refuse(
            "this preview can only be read: start it without --read-only to work in it",
        ),
        Route::Desk(path) => {
            let prefix = preview.prefix;
            let place = Place {
                prefix,
                shown,
                path,
            };
            preview.desk.answer(place, request).await
        }
        Route::Own(name) if name == "events" && request.method() == Method::GET => {
            events(preview.latest, &preview.viewed, &request)
        }
        route => respond::respond(
            &shown,
            &preview.prefix,
            preview.token(),
            route,
            request.method(),
            request.headers(),
        ),
    }
}

/// `events?page=PATH`: a message for the page at PATH now and after each build; before the end of a build if the page
/// is another already, and then not again.
fn events(latest: Latest, viewed: &Viewed, request: &Request) -> Response {
    let page = Query::<Vec<(String, String)>>::try_from_uri(request.uri())
        .ok()
        .and_then(|Query(pairs)| pairs.into_iter().find(|(name, _)| name == "page"))
        .map(|(_, page)| page)
        .unwrap_or_default();
    let viewing = viewed.begin(page);
    let (mut last, mut before_the_end) = (String::new(), false);
    let messages = WatchStream::new(latest).filter_map(move |shown| {
        let shown = shown?;
        let message = serde_json::to_string(&Message::new(&shown, viewing.page())).ok()?;
        let is_known = message == last && (!shown.whole || before_the_end);
        before_the_end = !shown.whole && (before_the_end || !is_known);
        if is_known {
            return None;
        }
        let event = Event::default().data(&message).retry(RETRY);
        last = message;
        Some(Ok::<_, Infallible>(event))
    });
    Sse::new(messages)
        .keep_alive(KeepAlive::default())
        .into_response()
}
