//! People, places and what else texts name.

use crate::site_test::SiteTest;

fn site() -> SiteTest {
    SiteTest::new()
        .file(
            "content/entities/ana-bell.md",
            "---\nkind: person\nname: Ana Bell\naliases: [A. Bell]\n---\nCaptain of the ferry at [[port-orla]].\n",
        )
        .file(
            "content/entities/port-orla.md",
            "---\nkind: place\nname: Port Orla\ncoordinates: 50.5, -4.25\ndate: 1931\n---\n",
        )
        .article(
            "a",
            "---\ntitle: A\ndate: 1931-05-04\n---\n## Port Orla\n\nAt Port Orla, Ana Bell waited. [Ana Bell](https://example.org/) left. Bell rang.\n",
        )
        .article(
            "b",
            "---\ntitle: B\n---\nNobody else saw *Ana* Bell. Port Orla slept.\n",
        )
}

#[test]
fn the_first_mention_in_running_text_links_to_a_page_that_has_the_sentences() {
    let _ = site()
        .build()
        .page("articles/a.html")
        .has("At <a class=\"entity\" href=\"../entities/port-orla.html\">Port Orla</a>, <a class=\"entity\" href=\"../entities/ana-bell.html\">Ana Bell</a> waited.")
        .has("left. Bell rang.")
        .page("articles/b.html")
        .has("<em>Ana</em> Bell. <a class=\"entity\"")
        .page("entities/ana-bell.html")
        .has("also A. Bell")
        .has("Captain of the ferry at <a href=\"port-orla.html\">Port Orla</a>")
        .has("At Port Orla, <a href=\"../articles/a.html#")
        .has("<mark>Ana Bell</mark></a> waited.")
        .has("<mark>Bell</mark></a> rang.")
        .page("entities/port-orla.html")
        .has("50.5° N, 4.25° W")
        .has("<time datetime=\"1931\">1931</time>")
        .page("entities/index.html")
        .has("ana-bell.html")
        .page("entities/people.html")
        .has("ana-bell.html")
        .has_no("port-orla.html");
}

#[test]
fn notes_and_names_share_words() {
    let _ = site()
        .note_on("a", "aaaaaa", "Orla, Ana", "Both.")
        .build()
        .page("articles/a.html")
        .has("href=\"../entities/port-orla.html\">Port <mark")
        .has(">Orla</mark></a><mark")
        .has("href=\"../entities/ana-bell.html\"><mark");
}

#[test]
fn links_to_names_can_be_one_a_section_or_none() {
    let text = "Port Orla.\n\n## Two\n\nPort Orla.\n";
    let site = |links: &str| {
        let count = SiteTest::new()
            .file(
                "content/entities/port-orla.md",
                "---\nname: Port Orla\n---\n",
            )
            .article("a", text)
            .edit("postil.yaml", |config| {
                format!("{config}\nentities: {{link: {links}}}\n")
            })
            .build();
        let page = count.site.files("public")["articles/a.html"].clone();
        String::from_utf8(page)
            .unwrap()
            .matches("class=\"entity\"")
            .count()
    };
    assert_eq!((site("article"), site("section"), site("off")), (1, 2, 0));
}

#[test]
fn what_is_wrong_with_a_name_is_told_where_it_stands() {
    let outcome = SiteTest::new()
        .article("a", "The Duran and [[d|the end]].")
        .file("content/entities/a.md", "---\nname: The Duran\n---\n")
        .file(
            "content/entities/f.md",
            "---\nkind: thing\nname: 'The'\n---\n",
        )
        .file("content/entities/und.md", "---\nkind: thing\n---\n")
        .file(
            "content/entities/b.md",
            "---\nname: Other\naliases:\n- the duran\n- the\nmerged_into: c\n---\n",
        )
        .file(
            "content/entities/d.md",
            "---\nname: D\nmerged_into: e\nkidn: x\n---\n[[nowhere]]\n",
        )
        .file(
            "content/entities/e.md",
            "---\nname: E\nmerged_into: d\n---\n",
        )
        .build_anyway();
    let _ = outcome
        .says("`the duran` is a name of `a` and `b`: it means none of them\n --> content/entities/b.md:4:3")
        .says("`the` is a word of every text: it is not looked for\n --> content/entities/b.md:5:3")
        .says("`The` is a word of every text: it is not looked for\n --> content/entities/f.md:3:7")
        .says("`und` is a word of every text: it is not looked for\n--> content/entities/und.md\n")
        .says("there is no entity `c`: this one stays on its own\n --> content/entities/b.md:6:14")
        .says("`d` is merged into `e`, and that in the end into it: all stay on their own\n --> content/entities/d.md:3:14")
        .says("unknown key `kidn`\n --> content/entities/d.md:4:1")
        .says("no article, page or entity has that slug\n --> content/entities/d.md:6:1")
        .page("articles/a.html")
        .has_no("class=\"entity\"");
}

#[test]
fn readers_get_no_entity_that_nothing_published_names_or_links_to() {
    let about = |name: &str, text: &str| format!("---\nkind: person\nname: {name}\n---\n{text}\n");
    let entity = |slug: &str| format!("content/entities/{slug}.md");
    let site = SiteTest::new()
        .article("a", "Ana spoke. [E](/entities/e.html)")
        .article(
            "b",
            "---\ntitle: B\nstatus: draft\n---\nQuentin spoke of [[f]].",
        )
        .note_on("a", "aaaaaa", "Ana", "See [[g]].")
        .note(
            "a",
            "bbbbbb",
            "---\nstatus: published\nsee: [i]\n---\nAnother.\n",
        )
        .note(
            "a",
            "cccccc",
            "---\nstatus: draft\nsee: [q]\n---\nNot yet.\n",
        )
        .file(
            "content/pages/p.md",
            "---\ntitle: P\n---\n[H](../entities/h.md), [no](https://e.org/q)\n",
        )
        .file(&entity("ana"), &about("Ana", "Met [[c]]."))
        .file(&entity("c"), &about("Zacharias", "Of [[old]]."))
        .file(
            &entity("old"),
            "---\nname: Olden\nmerged_into: new\n---\n[[f]]\n",
        )
        .file(&entity("new"), &about("Newton", ""))
        .file(&entity("q"), &about("Quentin", "[[r]]"))
        .file(&entity("r"), &about("Quirin", "[[q]]"))
        .file(&entity("s"), "---\nname: Quax\nmerged_into: q\n---\n")
        .file(&entity("e"), &about("Etta", ""))
        .file(&entity("f"), &about("Quill", ""))
        .file(&entity("g"), &about("Gerta", ""))
        .file(&entity("h"), &about("Hanna", ""))
        .file(&entity("i"), &about("Isidor", ""));
    let public = site.build().site.files("public");
    for (path, bytes) in &public {
        let text = String::from_utf8_lossy(bytes);
        for name in ["Quentin", "Quirin", "Quax", "Quill"] {
            assert!(!text.contains(name), "{name} is in {path}");
        }
    }
    let pages: Vec<&str> = public
        .keys()
        .filter_map(|path| path.strip_prefix("entities/"))
        .collect();
    assert_eq!(
        pages,
        [
            "ana.html", "c.html", "e.html", "g.html", "h.html", "i.html", "index.html", "new.html",
            "old.html", "people.html"
        ]
    );
}

#[test]
fn conflict_markers_keep_an_entity_from_readers() {
    let outcome = site()
        .edit("content/entities/port-orla.md", |text| {
            format!("{text}<<<<<<< ours\nA secret\n=======\nAnother\n>>>>>>> theirs\n")
        })
        .file(
            "content/entities/orla.md",
            "---\nname: Orla\nmerged_into: port-orla\n---\n",
        )
        .build_anyway()
        .says("merge conflict markers\n --> content/entities/port-orla.md:7:1")
        .says("`[[port-orla]]` links to an entity that is not published")
        .has_no_page("entities/port-orla.html");
    let public = outcome.then().files("public");
    assert!(
        public
            .values()
            .all(|bytes| !String::from_utf8_lossy(bytes).contains("A secret"))
    );
}

#[test]
fn strings_that_cannot_be_looked_for_are_told_as_what_they_are() {
    let long = "Duran ".repeat(65);
    let entity = format!(
        "---\nname: Ana Bell\naliases:\n- '!!!'\n- {{text: A, case: exact, only_if: '?'}}\n- {}\n---\n",
        long.trim()
    );
    let _ = SiteTest::new()
        .article("a", "Ana Bell.")
        .file("content/entities/ana-bell.md", &entity)
        .build_anyway()
        .says("`!!!` has neither letters nor digits: there is nothing to look for\n --> content/entities/ana-bell.md:4:3")
        .says("`?` has neither letters nor digits")
        .says("has 65 words: it is not looked for\n --> content/entities/ana-bell.md:6:3")
        .says_nothing_of("word of every text");
}

#[test]
fn an_entity_with_the_slug_of_a_list_is_told_at_its_file() {
    let _ = SiteTest::new()
        .article("a", "Ana Bell.")
        .file(
            "content/entities/people.md",
            "---\nkind: person\nname: Ana Bell\n---\n",
        )
        .build_anyway()
        .says(
            "two pages of the site would be `entities/people.html`\n--> content/entities/people.md",
        );
}

#[test]
fn the_page_of_an_entity_has_all_names_of_those_merged_into_it() {
    let _ = site()
        .file(
            "content/entities/ann.md",
            "---\nname: Ann B.\naliases: [A. B. Bell, A. Bell]\nmerged_into: ana-bell\n---\n",
        )
        .build()
        .page("entities/ana-bell.html")
        .has("A. Bell, Ann B., A. B. Bell<");
}

#[test]
fn one_paragraph_of_many_sentences_or_names_is_read_once() {
    let mut site = SiteTest::new();
    for number in 0..201 {
        let text = format!("---\nname: Name{number}\n---\n");
        site = site.file(&format!("content/entities/n{number:03}.md"), &text);
    }
    let names: Vec<String> = (0..201).map(|number| format!("Name{number}")).collect();
    let text = format!(
        "{}\n\n{}\n\n{}.",
        "Name0 rang the bell. ".repeat(8_000),
        names.join(", "),
        names[..200].join(" ")
    );
    let start = std::time::Instant::now();
    let _ = site
        .article("a", &text)
        .build()
        .page("entities/n000.html")
        // With the other 199 in the last paragraph alone.
        .has("n001.html")
        .has_no("n200.html");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn entities_are_listed_with_where_they_are_named() {
    let outcome = site().run(&["entities", "list"]).code(0).says("2 entities");
    let row = "ana-bell   person  2         4         Ana Bell\n";
    assert!(outcome.stdout.contains(row), "{}", outcome.stdout);
    let outcome = site()
        .run(&["entities", "list", "--json", "--kind", "place"])
        .code(0);
    let report = outcome.json();
    assert_eq!(
        report["entities"][0]["articles"],
        serde_json::json!(["a", "b"])
    );
    assert_eq!(report["entities"][0]["mentions"], 3);
}
