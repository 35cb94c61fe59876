//! The desk: the pages of the preview on which an editor works, below `-/`. They are no part of a built site.
//!
//! **Invariants:** only a POST writes, and only one that passed the [`gate`]; a write says what it was based on, and is
//! refused when the files are others now; all writing is done by the module that owns the files; a name that a request
//! holds is looked up among those that are known, and never joined to a path. Nothing is kept between two requests
//! but the token: the files are the state.

mod answer;
mod assets;
mod gate;
mod import;
mod page;
mod refusal;
mod token;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, Response};

use super::{Prefix, Shown};
use crate::error::{Error, Result};
use refusal::Refusal;
use token::Token;

/// The folder of the desk, below the prefix.
pub(super) const DESK: &str = "-/";

/// What all requests share.
pub(super) struct Desk {
    root: PathBuf,
    token: Token,
    /// Held by whoever writes.
    writing: Mutex<()>,
}

/// Where a request came in.
pub(super) struct Place {
    pub(super) prefix: Prefix,
    pub(super) shown: Arc<Shown>,
    /// Below [`DESK`], decoded.
    pub(super) path: String,
}

/// What a request is for.
enum Target<'a> {
    Asset(&'a str),
    /// The list of imported articles.
    Imports,
    /// The page, the data or the choices of one.
    Import(&'a str),
    Data(&'a str),
    Choices(&'a str),
    /// The list, by its name without the slash.
    NearImports,
    Nothing,
}

impl Desk {
    /// # Errors
    /// The system gives no random bytes for the token.
    pub(super) fn new(root: PathBuf) -> Result<Self> {
        let failed = |error| Error::Machine(format!("the system gives no random bytes: {error}"));
        Ok(Self {
            root,
            token: Token::new().map_err(failed)?,
            writing: Mutex::new(()),
        })
    }

    pub(super) async fn answer(self: Arc<Self>, place: Place, request: Request) -> Response<Body> {
        let writes = matches!(target(&place.path), Target::Choices(_));
        let wanted = match (writes, request.method()) {
            (true, &Method::POST) => match self.wanted(request).await {
                Ok(wanted) => Some(wanted),
                Err(refusal) => return answer::refused(&refusal),
            },
            (true, _) => return answer::not_so("POST"),
            (false, &(Method::GET | Method::HEAD)) => None,
            (false, _) => return answer::not_so("GET, HEAD"),
        };
        // Reading and writing files, and reading a text, are no work for the threads that answer.
        let work = tokio::task::spawn_blocking(move || self.done(&place, wanted.as_ref()));
        let failed = |_| answer::refused(&Refusal::failed("Postil itself failed on this"));
        work.await.unwrap_or_else(failed)
    }

    /// What a request that may write asks for.
    async fn wanted(&self, request: Request) -> std::result::Result<import::Wanted, Refusal> {
        let (head, body) = request.into_parts();
        gate::may_write(&head.headers, &self.token)?;
        let body = gate::body(body).await?;
        serde_json::from_slice(&body)
            .map_err(|error| Refusal::bad_request(format!("this cannot be read: {error}")))
    }

    fn done(&self, place: &Place, wanted: Option<&import::Wanted>) -> Response<Body> {
        let result = match target(&place.path) {
            Target::Asset(name) => match assets::find(name) {
                Some((kind, content)) => Ok(answer::asset(kind, content)),
                None => Err(Refusal::not_found("there is nothing here")),
            },
            Target::Imports => Ok(import::list(self, place)),
            Target::NearImports => Ok(answer::moved(&format!(
                "{}{DESK}import/",
                place.prefix.as_str()
            ))),
            Target::Import(slug) => Ok(import::page(self, place, slug)),
            Target::Data(slug) => import::data(self, place, slug),
            Target::Choices(slug) => import::choose(self, place, slug, wanted),
            Target::Nothing => Err(Refusal::not_found("there is nothing here")),
        };
        result.unwrap_or_else(|refusal| answer::refused(&refusal))
    }
}

fn target(path: &str) -> Target<'_> {
    if let Some(name) = path.strip_prefix("assets/") {
        return Target::Asset(name);
    }
    if path == "import" {
        return Target::NearImports;
    }
    let Some(rest) = path.strip_prefix("import/") else {
        return Target::Nothing;
    };
    match rest.split_once('/') {
        None if rest.is_empty() => Target::Imports,
        None => Target::Import(rest),
        Some((slug, "data")) => Target::Data(slug),
        Some((slug, "choices")) => Target::Choices(slug),
        Some(_) => Target::Nothing,
    }
}
