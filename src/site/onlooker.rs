//! [`Onlooker`]: somebody who looks at a site while it is built.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Survey;
use crate::output::Files;

/// Whom a build shows something before it is done. What it shows first is made by the same function, from the same
/// values, as in the whole build: only the order is another.
pub struct Onlooker<'a> {
    /// The pages that are looked at, by output path.
    pub pages: &'a dyn Fn() -> BTreeSet<String>,
    /// Is given those of them that can be made, before all others.
    pub first: &'a mut dyn FnMut(First),
    /// Whether something newer waits, so that what is built is not wanted any more.
    pub overtaken: &'a dyn Fn() -> bool,
}

/// What is made first.
#[derive(Debug)]
pub struct First {
    /// Pages by output path.
    pub pages: Files,
    /// What the site is built from.
    pub survey: Arc<Survey>,
}

impl Onlooker<'_> {
    /// Builds with nobody looking on.
    pub(super) fn nobody<T>(build: impl FnOnce(&mut Onlooker<'_>) -> T) -> T {
        build(&mut Onlooker {
            pages: &BTreeSet::new,
            first: &mut |_| {},
            overtaken: &|| false,
        })
    }
}
