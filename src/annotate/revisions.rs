//! [`Revisions`]: the texts that passages are followed through, each prepared once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::anchor::{Request, Revision, Text};
use crate::content::Target;
use crate::corpus::Entry;

/// A kept text: the slug of the article in whose folder it lies, and its name.
type Kept<'a> = (&'a str, &'a str);

/// From the texts that notes were anchored to, to those of today.
#[derive(Default)]
pub struct Revisions<'a> {
    now: BTreeMap<&'a str, Arc<Text>>,
    then: BTreeMap<Kept<'a>, Arc<Text>>,
    made: BTreeMap<(&'a str, Option<Kept<'a>>), Arc<Revision>>,
}

impl<'a> Revisions<'a> {
    /// The article `there` as it is now, and as it was when a note in the folder of `home` was anchored to it, where
    /// that text is kept.
    pub fn of(&mut self, home: &'a Entry, there: &'a Entry, target: &'a Target) -> Arc<Revision> {
        let then = kept(home, target);
        let slug = there.article().slug.as_str();
        let known = then.map(|(kept, _)| kept);
        if let Some(made) = self.made.get(&(slug, known)) {
            return Arc::clone(made);
        }
        let now = self.now.entry(slug);
        let now = now.or_insert_with(|| text(&there.document().plain.text));
        let then = then.map(|(kept, old)| {
            let then = self.then.entry(kept).or_insert_with(|| text(old));
            Arc::clone(then)
        });
        let made = Arc::new(Revision::new(Arc::clone(now), then));
        self.made.insert((slug, known), Arc::clone(&made));
        made
    }
}

/// The kept text that a target of a note in the folder of `home` names.
pub(super) fn kept<'a>(home: &'a Entry, target: &'a Target) -> Option<(Kept<'a>, &'a str)> {
    let (hash, text) = home.texts.get_key_value(target.text.as_deref()?)?;
    Some(((home.article().slug.as_str(), hash), text))
}

fn text(source: &str) -> Arc<Text> {
    Arc::new(Text::new(source))
}

/// What a target asks of the search.
pub fn request(target: &Target) -> Request<'_> {
    Request {
        quote: &target.quote,
        prefix: &target.prefix,
        suffix: &target.suffix,
        start: target.start,
    }
}
