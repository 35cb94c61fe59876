//! Which names are no content: hidden files, and what editors and tools leave beside their work.

/// Whether the file or folder `path` (relative to the site's root, with `/`) is passed over.
///
/// Hidden names are, but for `.well-known` and the texts that notes were anchored to: `notes/.text/*.txt`.
pub(super) fn is_hidden(path: &str, is_folder: bool) -> bool {
    let mut names = path.rsplit('/');
    let name = names.next().unwrap_or_default();
    let folder = names.next();
    if name.starts_with('.') {
        let kept = name == ".well-known" || (name == ".text" && folder == Some("notes"));
        return !(is_folder && kept);
    }
    if folder == Some(".text") {
        return is_folder || name.rsplit_once('.').is_none_or(|(_, kind)| kind != "txt");
    }
    // Backups (`x~`, `x.bak`), what git and patch leave (`x.orig`, `x.rej`), Emacs' autosaves (`#x#`), and the file by which Vim tries whether it may write in a folder.
    name.ends_with('~')
        || (!is_folder
            && [".bak", ".orig", ".rej"]
                .iter()
                .any(|end| name.ends_with(end)))
        || (name.starts_with('#') && name.ends_with('#'))
        || (name == "4913" && !is_folder)
}

#[cfg(test)]
mod tests {
    use super::is_hidden;

    #[test]
    fn editors_leftovers_are_passed_over_and_content_is_not() {
        for path in [
            "content/.git",
            "content/articles/.a.md.swp",
            "content/articles/a.md~",
            "content/articles/a/index.md.orig",
            "content/articles/.#a.md",
            "content/articles/#a.md#",
            "content/articles/4913",
            "content/articles/a/notes/.text/x.md",
            "content/articles/a/notes/.text/.x.txt",
        ] {
            assert!(is_hidden(path, false), "{path}");
        }
        for path in [
            "content/articles/a.md",
            "content/articles/a/notes/.text/9f2c1a77b0d4.txt",
            "static/.well-known/security.txt",
            "static/#1.png",
        ] {
            assert!(!is_hidden(path, false), "{path}");
        }
        assert!(!is_hidden("content/articles/a/notes/.text", true));
        assert!(!is_hidden("content/articles/4913", true));
        assert!(is_hidden("content/articles/a/.text", true));
    }
}
