//! Articles that somebody edits while they are imported again.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use postil::import::batch::desk::{Choice, choose};
use postil::output;

use crate::ships::{ARTICLE, COMMENTS, FOLDER, RECORD, SLUG, TEXT, imported, renewed};
use crate::site_test::SiteTest;

/// Changes a file when all that `work` writes is on the disk, beside its places, and waits for the lock on `content/`.
fn edited_meanwhile<T: Send>(site: &SiteTest, file: &str, work: impl Fn() -> T + Send + Sync) -> T {
    let folder = site.path(FOLDER);
    let lock = output::lock(&site.path(".postil/content")).unwrap();
    std::thread::scope(|scope| {
        let work = scope.spawn(work);
        let began = Instant::now();
        let mut before = 0;
        loop {
            assert!(
                began.elapsed() < Duration::from_secs(8),
                "nothing was staged"
            );
            std::thread::sleep(Duration::from_millis(300));
            let now = staged(&folder);
            if now > 0 && now == before {
                break;
            }
            before = now;
        }
        let text = fs::read_to_string(site.path(file)).unwrap();
        fs::write(site.path(file), text + "\n# by hand\n").unwrap();
        drop(lock);
        work.join().unwrap()
    })
}

fn staged(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().flatten();
    names
        .filter(|it| it.file_name().to_string_lossy().ends_with(".tmp"))
        .count()
}

#[test]
fn an_edit_made_while_its_text_is_imported_is_kept_and_told_and_the_others_are_imported() {
    for file in [ARTICLE, RECORD] {
        let other = TEXT.replace("Ships Collide off the Coast", "Boats");
        let other = other.replace("collided", "met").replace("harbour", "port");
        let site = renewed(imported()).file("in/b.txt", &other);
        let before = site.files(FOLDER);
        let out = edited_meanwhile(&site, file, || {
            site.command(&["import", "in"]).output().unwrap()
        });
        let said = String::from_utf8_lossy(&out.stderr);
        let told = format!("{file} was changed just now: nothing was written");
        assert!(said.contains(&told), "{said}");
        assert_eq!(out.status.code(), Some(1));
        let articles = fs::read_dir(site.path("content/articles")).unwrap();
        assert_eq!(articles.count(), 2);
        for (path, bytes) in site.files(FOLDER) {
            let mut then = before[&path].clone();
            if file.ends_with(&path) {
                then.extend(b"\n# by hand\n");
            }
            assert!(bytes == then, "{path}");
        }
        let again = site.run(&["import", "in/a.txt"]).code(0).then();
        assert!(again.read(ARTICLE).contains("Friday evening"));
        assert_eq!(again.read(ARTICLE).contains("# by hand"), file == ARTICLE);
    }
}

#[test]
fn an_edit_made_while_the_desk_chooses_is_kept_and_told() {
    let site = imported();
    let before = site.read(RECORD);
    let choice = Choice::Field {
        field: "title".to_owned(),
        value: "Boats".into(),
    };
    let done = edited_meanwhile(&site, ARTICLE, || {
        choose(site.root(), SLUG, std::slice::from_ref(&choice)).map(|_| ())
    });
    assert!(done.unwrap_err().to_string().contains("changed just now"));
    assert!(site.read(ARTICLE).ends_with("# by hand\n"));
    assert_eq!(site.read(RECORD), before);
    assert!(site.path(COMMENTS).exists());
}
