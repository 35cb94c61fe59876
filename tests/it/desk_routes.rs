//! Every address of the desk, read from its code; and for each that writes a request that does.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};
use walkdir::WalkDir;

use crate::desk_client::{post, read, token};
use crate::running::Running;
use crate::ships::{SLUG, TEXT};
use crate::site_test::SiteTest;

/// All addresses below the desk as `Route::of` of each room has them, `{slug}` where it takes a name.
pub fn addresses() -> BTreeSet<String> {
    let desk = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/desk");
    let rooms = std::fs::read_to_string(desk.join("room.rs")).unwrap();
    let mut found = BTreeSet::from([String::new()]);
    for room in rooms.lines().filter(|line| line.contains("::Route::of(")) {
        let room = room.trim().split('"').nth(1).unwrap();
        let files = WalkDir::new(&desk).into_iter().map(Result::unwrap);
        let files = files.filter(|file| {
            file.path().starts_with(desk.join(room)) || file.file_name() == &*format!("{room}.rs")
        });
        for file in files.filter(|file| file.path().is_file()) {
            let code = std::fs::read_to_string(file.path()).unwrap();
            found.extend(code.lines().filter_map(|line| address(room, line.trim())));
        }
    }
    found
}

/// The address of a line such as `[slug, "data"] => Some(Self::Data(slug)),` or, for one word, `"accept" => Some(Self::…`.
fn address(room: &str, line: &str) -> Option<String> {
    let (parts, _) = line.split_once(" => Some(Self::")?;
    let parts = parts
        .strip_prefix('[')
        .map_or(parts, |parts| parts.strip_suffix(']').unwrap());
    let mut path = room.to_owned();
    for part in parts.split(", ").filter(|part| !part.is_empty()) {
        path.push('/');
        let word = part
            .strip_prefix('"')
            .and_then(|part| part.strip_suffix('"'));
        path.push_str(word.unwrap_or("{slug}"));
    }
    Some(path)
}

/// A desk with something to write in every room.
pub struct Open {
    pub running: Running,
    pub token: String,
    /// For each address that writes a body with which it does. They can be sent one after the other.
    pub bodies: Vec<(String, Value)>,
}

const WORDS: &str = "The ferry sailed at noon and nobody was told.";
const COMMENTS: &str = "- id: c1\n  author: Ted\n  text: First\n";
const NAMES: [&str; 2] = [
    "Today Fikri Isik spoke in Adana. Mr. Fikri Isik met Ana Bell. They saw Sergey Rudskoi there.",
    "Then Fikri Isik left. Later Sergey Rudskoi and Fikri Isik came back, and Ana Bell did not.",
];

impl Open {
    pub fn new() -> Self {
        let note = |more: &str| {
            format!("---\nauthor: ana\nstatus: review\nkind: comment\n{more}---\nSaid.\n")
        };
        let mut site = SiteTest::new()
            .file(
                "postil.yaml",
                "title: T\npeople:\n  ana: {name: Ana}\n  ben: {name: Ben}\n",
            )
            .file("secret.txt", "secret of the site")
            .file("in/a.txt", TEXT)
            .run(&["import", "in"])
            .code(0)
            .then()
            .article("words", WORDS)
            .article("other", "Nine planes were lost.")
            .article("one", NAMES[0])
            .article("two", NAMES[1])
            .file("content/articles/words/comments.yaml", COMMENTS)
            .file("content/articles/other/comments.yaml", COMMENTS)
            .file(
                "content/entities/ana.md",
                "---\nkind: person\nname: Ana Bell\n---\n",
            )
            .file(
                "content/entities/anna.md",
                "---\nkind: person\nname: Anna Bell\n---\n",
            )
            .note(
                "other",
                "sggst1",
                &note("target:\n  quote: Nine planes\nreplacement: Ten planes\n")
                    .replace("comment", "suggestion"),
            );
        for id in [
            "changd", "wrttn0", "dxxtd0", "batchd", "rstrd0", "trashd", "parent",
        ] {
            site = site.note("words", id, &note(""));
        }
        let site = site.note(
            "words",
            "attach",
            &note("target:\n  quote: no such words stand here\n"),
        );
        let running = Running::start_with(site, &["serve", "--port", "0"], &[("VISUAL", "true")]);
        let mut open = Self {
            token: token(&running),
            running,
            bodies: Vec::new(),
        };
        open.bodies = open.all();
        open
    }

    fn get(&self, path: &str) -> Value {
        read(&self.running.get(&format!("/-/{path}")))
    }

    fn text(&self, id: &str) -> String {
        self.running
            .site
            .read(&format!("content/articles/words/notes/{id}.md"))
    }

    /// What stands on the desk's first page of a note.
    fn based_on(&self, id: &str) -> Value {
        let all = self.get("reader/notes")["told"]["notes"].take();
        let mut all = all.as_array().unwrap().iter();
        all.find(|it| it["id"] == *id).unwrap()["based_on"].clone()
    }

    fn all(&self) -> Vec<(String, Value)> {
        let bodies = [self.of_notes(), self.of_many(), self.of_names()].concat();
        let bodies = bodies.into_iter();
        bodies
            .map(|(path, body)| (path.replace("{slug}", SLUG), body))
            .collect()
    }

    fn of_notes(&self) -> Vec<(&'static str, Value)> {
        let gone = json!({"id": "trashd", "base": self.text("trashd")});
        let trash = read(&post(&self.running, "/-/notes/delete", &gone))["trash"].clone();
        let hash = &self.get("notes/text?article=words")["hash"];
        let passage = json!({"start": 4, "end": 9, "quote": "ferry", "prefix": "The ", "suffix": " sailed", "text": hash});
        let said = json!({"author": "ana", "status": "draft", "body": "Said.", "tags": ["sea"], "see": ["one"], "assigned": "ben"});
        let with = |mut body: Value| {
            for (name, value) in said.as_object().unwrap() {
                body[name] = value.clone();
            }
            body
        };
        let of = |id: &str, more: Value| {
            let mut body = json!({"id": id, "base": self.text(id)});
            for (name, value) in more.as_object().unwrap() {
                body[name] = value.clone();
            }
            body
        };
        vec![
            ("notes/preview", json!({"body": "Said."})),
            (
                "notes/add",
                with(
                    json!({"article": "words", "kind": "suggestion", "replacement": "ship", "passage": passage}),
                ),
            ),
            ("notes/reply", with(json!({"parent": "parent"}))),
            (
                "notes/change",
                of(
                    "changd",
                    json!({"by": "ben", "status": "published", "kind": "question", "tags": ["sea"], "see": ["one"], "assigned": "ben", "body": "New."}),
                ),
            ),
            (
                "notes/write",
                of("wrttn0", json!({"text": self.text("wrttn0") + "More."})),
            ),
            ("notes/delete", of("dxxtd0", json!({"answers": "take"}))),
            ("notes/restore", json!({"trash": trash})),
        ]
    }

    fn of_many(&self) -> Vec<(&'static str, Value)> {
        let hash = &self.get("notes/text?article=words")["hash"];
        let place = json!({"article": "words", "text": hash, "start": 4, "end": 9});
        let comments = self.get("articles/other/data")["comments"]["based_on"].clone();
        let hidden = json!({"based_on": comments, "id": "c1", "hidden": true});
        let hidden = read(&post(&self.running, "/-/articles/other/comment", &hidden));
        let accept = self.get("suggestions/of?note=sggst1")["based_on"].clone();
        let article = self.get("articles/words/data");
        let imported = self.get(&format!("import/{SLUG}/data"))["based_on"].clone();
        vec![
            (
                "reader/batch",
                json!({"notes": [{"id": "batchd", "based_on": self.based_on("batchd"), "status": "published", "reviewed_by": "ben", "assigned": "ana", "tags": ["sea"]}]}),
            ),
            (
                "reader/attach",
                json!({"id": "attach", "based_on": self.based_on("attach"), "passage": 0, "place": place}),
            ),
            (
                "reader/restore",
                json!({"notes": [{"id": "rstrd0", "based_on": self.based_on("rstrd0"), "text": self.text("rstrd0") + "More.", "kept": []}]}),
            ),
            ("undo", hidden["undo"].clone()),
            (
                "suggestions/accept",
                json!({"note": "sggst1", "based_on": accept, "by": "ben", "correction": "Ten."}),
            ),
            (
                "articles/.open",
                json!({"article": "words", "note": "parent", "line": 1}),
            ),
            (
                "articles/words/save",
                json!({"based_on": article["based_on"], "fields": {"tags": ["sea"]}, "correction": "A tag."}),
            ),
            (
                "articles/words/comment",
                json!({"based_on": article["comments"]["based_on"], "id": "c1", "hidden": true}),
            ),
            (
                "import/{slug}/choices",
                json!({"based_on": imported, "choices": [{"field": "title", "value": "Two Ships"}]}),
            ),
        ]
    }

    fn of_names(&self) -> Vec<(&'static str, Value)> {
        let link = json!({"name": "Adana", "kind": "place"});
        let linked = read(&post(&self.running, "/-/entities/link", &link));
        let all = self.get("entities/data")["entities"].take();
        let mut all = all.as_array().unwrap().iter();
        let ana = all.find(|it| it["slug"] == "ana").unwrap()["based_on"].clone();
        vec![
            ("entities/undo", linked),
            (
                "entities/accept",
                json!({"key": "fikri-isik", "kind": "person", "name": "Fikri Isik", "aliases": ["F. I."]}),
            ),
            ("entities/refuse", json!({"key": "sergey-rudskoi"})),
            (
                "entities/never",
                json!({"entity": "ana", "based_on": ana, "name": "Ana Bell Street"}),
            ),
            ("entities/merge", json!({"entity": "ana", "from": "anna"})),
            (
                "entities/link",
                json!({"entity": "ana", "name": "The mayor"}),
            ),
        ]
    }
}
