//! The edge: a site's files at a revision of git, and those on the disk.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Files, Review, wanted};
use crate::error::Result;
use crate::git::Repository;
use crate::source::Snapshot;

/// What changed in the site below `root` since a revision, what is not committed yet too; without one, since where the
/// branch left the one that it goes back to.
///
/// # Errors
/// There is no repository, or no such revision; files that cannot be read.
pub fn since(root: &Path, revision: Option<&str>) -> Result<Review> {
    let repository = Repository::of(root)?;
    let name = revision.map_or_else(|| repository.main(), |name| Ok(name.to_owned()))?;
    let commit = repository.base(&name)?;
    let before: Files = repository.files(&commit, wanted)?.into_iter().collect();
    let (snapshot, _) = Snapshot::read(root, &["content"], None, &BTreeSet::new())?;
    let now = snapshot.files.iter().filter(|(path, _)| wanted(path));
    let after = now.map(|(path, file)| (path.clone(), file.bytes.to_vec()));
    Ok(Review::new(&name, &before, &after.collect()))
}
