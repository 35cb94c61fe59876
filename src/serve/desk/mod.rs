//! The desk: the pages of the preview on which an editor works, below `-/`. They are no part of a built site.
//!
//! Each room of it (`import`, …) knows its own addresses and answers them; here is what all of them share.
//!
//! **Invariants:** only a POST writes, and only one that passed the [`gate`]; a write says what it was based on, and is
//! refused when the files are others now; all writing is done by the module that owns the files; a name that a request
//! holds is looked up among those that are known, and never joined to a path. Nothing is kept between two requests
//! but the token: the files are the state.

mod answer;
mod articles;
mod asked;
mod assets;
mod based_on;
mod entities;
mod gate;
mod import;
mod nav;
mod notes;
mod page;
mod reader;
mod refusal;
mod rendered;
mod review;
mod room;
mod suggestions;
mod token;
mod undo;

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Query, Request};
use axum::http::{Method, Response};

use super::{Prefix, Shown};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::notes::{Identity, author_as};
use crate::watch::Signal;
use asked::Asked;
use refusal::Refusal;
use room::Room;
use token::Token;

/// The folder of the desk, below the prefix.
pub(super) const DESK: &str = "-/";

/// What all requests share.
pub(super) struct Desk {
    root: PathBuf,
    token: Token,
    /// Whether nobody beyond this machine can ask.
    is_local: bool,
    /// Held by whoever writes.
    writing: Mutex<()>,
    /// What was suggested last as entities: a memory, not a state.
    suggested: entities::Memo,
    /// Whom git knows, asked once.
    identity: OnceLock<Identity>,
    /// Who builds, to be told what was written.
    builder: Option<Sender<Signal>>,
}

/// Where a request came in.
pub(super) struct Place {
    pub(super) prefix: Prefix,
    pub(super) shown: Arc<Shown>,
    /// Below [`DESK`], decoded.
    pub(super) path: String,
}

impl Desk {
    /// # Errors
    /// The system gives no random bytes for the token.
    pub(super) fn new(
        root: PathBuf,
        is_local: bool,
        builder: Option<Sender<Signal>>,
    ) -> Result<Self> {
        let failed = |error| Error::Machine(format!("the system gives no random bytes: {error}"));
        Ok(Self {
            root,
            token: Token::new().map_err(failed)?,
            is_local,
            writing: Mutex::new(()),
            suggested: entities::Memo::default(),
            identity: OnceLock::new(),
            builder,
        })
    }

    /// What a page of the preview that may write needs.
    pub(super) fn token(&self) -> &str {
        self.token.as_str()
    }

    pub(super) async fn answer(self: Arc<Self>, place: Place, request: Request) -> Response<Body> {
        let Some(writes) = Room::of(&place.path).map(|room| room.writes()) else {
            return answer::refused(&Refusal::nothing());
        };
        let query = Query::try_from_uri(request.uri()).map_or_else(|_| Vec::new(), |Query(it)| it);
        let body = match (writes, request.method()) {
            (true, &Method::POST) => match self.body(request).await {
                Ok(body) => body,
                Err(refusal) => return answer::refused(&refusal),
            },
            (true, _) => return answer::not_so("POST"),
            (false, &(Method::GET | Method::HEAD)) => Bytes::new(),
            (false, _) => return answer::not_so("GET, HEAD"),
        };
        // Reading and writing files, and reading a text, are no work for the threads that answer.
        let work = tokio::task::spawn_blocking(move || {
            let asked = Asked {
                desk: &self,
                place: &place,
                query,
                body,
            };
            let room = Room::of(&place.path).ok_or_else(Refusal::nothing);
            room.and_then(|room| room.answer(&asked))
                .unwrap_or_else(|refusal| answer::refused(&refusal))
        });
        let failed = |_| answer::refused(&Refusal::failed("Postil itself failed on this"));
        work.await.unwrap_or_else(failed)
    }

    /// The body of a request that may write.
    async fn body(&self, request: Request) -> std::result::Result<Bytes, Refusal> {
        let (head, body) = request.into_parts();
        gate::may_write(&head.headers, &self.token)?;
        gate::body(body).await
    }

    /// Lets nobody else on the desk write for as long as it is held.
    fn writing(&self) -> MutexGuard<'_, ()> {
        // A writer that panicked wrote whole files or none.
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The person that is named, or the one at the keyboard as git knows them.
    ///
    /// # Errors
    /// As in [`notes::author`](crate::notes::author).
    fn author(&self, named: Option<&str>, config: &Config) -> Result<String> {
        let identity = || Identity::of_git(&self.root);
        author_as(named, config, || {
            self.identity.get_or_init(identity).clone()
        })
    }

    /// Says that files were written, relative to the site's root, so that they are shown at once.
    fn wrote<'a>(&self, paths: impl IntoIterator<Item = &'a str>) {
        if let Some(builder) = &self.builder {
            let paths = paths.into_iter().map(PathBuf::from).collect();
            // Nobody builds any more when the process ends.
            let _ = builder.send(Signal::Written(paths));
        }
    }
}
