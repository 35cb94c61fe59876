//! Names that texts hold: suggested, accepted, rejected, merged.

use crate::outcome::Outcome;
use crate::site_test::SiteTest;

fn site() -> SiteTest {
    SiteTest::new()
        .article(
            "a",
            "They say Captain Ana Bell sailed from Port Orla. Bell knew the Kurdish Sea Rescue Group (KSRG), near Tarsk.",
        )
        .article("b", "He met Anna Bell in Port-Orla. She left Tarsk.")
}

/// The keys of the suggestions.
fn keys(outcome: &Outcome) -> Vec<String> {
    let report = outcome.json();
    let all = report["suggestions"].as_array().unwrap();
    all.iter()
        .map(|it| it["key"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn names_are_suggested_with_their_spellings_and_sentences() {
    let outcome = site()
        .run(&["entities", "suggest"])
        .code(0)
        .says("4 suggestions");
    for line in [
        "ana-bell  Ana Bell: person, 3 mentions in 2 articles\n",
        "    also Anna Bell, Bell\n",
        "    a: They say Captain [Ana Bell] sailed from Port Orla.\n",
        "port-orla  Port Orla: place, 2 mentions in 2 articles\n",
        "    also KSRG\n",
    ] {
        assert!(outcome.stdout.contains(line), "{line}{}", outcome.stdout);
    }
}

#[test]
fn suggestions_can_be_chosen_by_kind_and_article_and_counted() {
    let run = |arguments: &[&str]| {
        let arguments = [&["entities", "suggest", "--json"], arguments].concat();
        site().run(&arguments).code(0)
    };
    assert_eq!(keys(&run(&["--kind", "person"])), ["ana-bell"]);
    let of_b = keys(&run(&["--article", "b"]));
    assert!(
        !of_b.contains(&"kurdish-sea-rescue-group".to_owned()) && of_b.len() == 3,
        "{of_b:?}"
    );
    let cut = run(&["--limit", "1"]).json();
    assert_eq!(
        (
            cut["total"].as_u64(),
            cut["suggestions"].as_array().unwrap().len()
        ),
        (Some(4), 1)
    );
    let first = &cut["suggestions"][0];
    assert_eq!(first["proposal"], "new");
    assert_eq!(
        first["articles"][0],
        serde_json::json!({"slug": "a", "mentions": 2})
    );
    assert_eq!(first["contexts"][0]["words"], "Ana Bell");
    let _ = site()
        .run(&["entities", "suggest", "--article", "c"])
        .code(2)
        .says("there is no article `c`");
}

#[test]
fn what_is_accepted_is_a_file_that_finds_all_spellings() {
    let outcome = site()
        .run(&["entities", "accept", "ana-bell", "kurdish-sea-rescue-group"])
        .code(0)
        .says("content/entities/ana-bell.md");
    let site = outcome.then();
    assert_eq!(
        site.read("content/entities/ana-bell.md"),
        "---\nkind: person\nname: Ana Bell\naliases:\n- Anna Bell\n---\n"
    );
    assert_eq!(
        site.read("content/entities/kurdish-sea-rescue-group.md"),
        "---\nkind: organisation\nname: Kurdish Sea Rescue Group\naliases:\n- KSRG\n---\n"
    );
    let outcome = site.run(&["entities", "suggest", "--json"]).code(0);
    assert_eq!(keys(&outcome), ["port-orla", "tarsk"]);
    let _ = outcome
        .then()
        .build()
        .page("articles/b.html")
        .has("entities/ana-bell.html\">Anna Bell</a>");
}

#[test]
fn an_editor_says_it_better() {
    let outcome = site()
        .run(&[
            "entities", "accept", "tarsk", "--name", "Tarsk on Sea", "--kind", "place", "--alias",
            "Old Tarsk", "--wikidata", "Q42", "--dry-run",
        ])
        .code(0);
    let text = "---\nkind: place\nname: Tarsk on Sea\naliases:\n- Old Tarsk\n- Tarsk\nwikidata: Q42\n---\n";
    assert_eq!(outcome.stdout, text);
    assert!(!outcome.then().path("content/entities").exists());
}

#[test]
fn another_spelling_is_one_line_more_in_the_file() {
    let file = "---\nkind: person # she\nname: Ana Bell\naliases:\n  - A. B.   # once\nextra: {a: 1}\n---\n\nCaptain.  \n";
    let site = site().file("content/entities/bell.md", file);
    let outcome = site.run(&["entities", "accept", "anna-bell"]).code(0);
    assert_eq!(
        outcome.then().read("content/entities/bell.md"),
        file.replace("# once\n", "# once\n  - Anna Bell\n")
    );
}

#[test]
fn what_clashes_is_refused_and_nothing_is_written() {
    let clash = |arguments: &[&str], told: &str| {
        let site = site()
            .file(
                "content/entities/tarsk-on-sea.md",
                "---\nname: Tarsker\n---\n",
            )
            .file(
                "content/entities/bell.md",
                "---\nkind: person\nname: Ana Bell\n---\n",
            );
        let arguments = [&["entities", "accept"], arguments].concat();
        let before = site.files("content");
        let outcome = site.run(&arguments).code(2).says(told);
        assert_eq!(outcome.then().files("content"), before);
    };
    clash(
        &["tarsk", "--name", "Tarsk on Sea"],
        "there is an entity `tarsk-on-sea` already",
    );
    clash(
        &["tarsk", "--alias", "ana bell"],
        "`ana bell` is a name of `bell` already",
    );
    clash(
        &["tarsk", "--wikidata", "42"],
        "`42` is no item of Wikidata",
    );
    clash(
        &["anna-bell", "--kind", "place"],
        "only `--alias` can be said with it",
    );
    clash(
        &["tarsk", "port-orla", "--name", "X"],
        "are said of one suggestion",
    );
    clash(
        &["port-orla", "nothing"],
        "there is no suggestion `nothing`",
    );
}

#[test]
fn what_is_rejected_stays_away_until_it_is_taken_back() {
    let outcome = site()
        .run(&[
            "entities", "reject", "tarsk", "ana-bell", "--reason", "a: guess",
        ])
        .code(0)
        .says("content/entities/refused.yaml");
    let site = outcome.then();
    assert_eq!(
        site.read("content/entities/refused.yaml"),
        "- {name: Ana Bell, reason: \"a: guess\"}\n- {name: Tarsk, reason: \"a: guess\"}\n"
    );
    let outcome = site.run(&["entities", "suggest", "--json"]).code(0);
    assert_eq!(keys(&outcome), ["port-orla", "kurdish-sea-rescue-group"]);
    let outcome = outcome
        .then()
        .run(&["entities", "suggest", "--refused"])
        .code(0);
    assert_eq!(
        outcome.stdout,
        "ana-bell  Ana Bell: a: guess\ntarsk  Tarsk: a: guess\n"
    );
    let outcome = outcome
        .then()
        .run(&["entities", "reject", "--undo", "ana-bell"])
        .code(0);
    let site = outcome.then();
    assert_eq!(
        site.read("content/entities/refused.yaml"),
        "- {name: Tarsk, reason: \"a: guess\"}\n"
    );
    let outcome = site.run(&["entities", "suggest", "--json"]).code(0);
    assert!(keys(&outcome).contains(&"ana-bell".to_owned()));
    let _ = outcome
        .then()
        .run(&["entities", "reject", "--undo", "ana-bell"])
        .code(2)
        .says("`ana-bell` was not rejected");
}

#[test]
fn mistakes_in_the_list_of_refusals_are_told_where_they_stand() {
    let _ = site()
        .file("content/entities/refused.yaml", "- {nam: A}\n- B\n- b\n")
        .build_anyway()
        .says("unknown key `nam`\n --> content/entities/refused.yaml:1:4")
        .says("`b` is refused already, as `B`\n --> content/entities/refused.yaml:3:3");
    let _ = site()
        .file("content/entities/refused.yaml", "[A, B]\n")
        .run(&["entities", "reject", "tarsk"])
        .code(2)
        .says("write one name a line");
}

#[test]
fn of_two_entities_one_gives_its_names_to_the_other() {
    let site = site()
        .file(
            "content/entities/ana.md",
            "---\nkind: person\nname: Anna Bell\naliases:\n- {text: AB, case: exact, only_if: [Orla]}\n- Bell, Ana\nnot: [Ana Bell Ferry]\n---\nTwice.\n",
        )
        .file("content/entities/bell.md", "---\nkind: person\nname: Ana Bell\n---\nOf [[ana]].\n");
    let outcome = site.run(&["entities", "suggest", "--json"]).code(0);
    assert!(
        keys(&outcome).contains(&"ana+bell".to_owned()),
        "{}",
        outcome.stdout
    );
    let outcome = outcome
        .then()
        .run(&["entities", "merge", "ana", "bell"])
        .code(0);
    let site = outcome.then();
    assert!(
        site.read("content/entities/ana.md")
            .contains("merged_into: bell\n---\nTwice.\n")
    );
    assert_eq!(
        site.read("content/entities/bell.md"),
        "---\nkind: person\nname: Ana Bell\naliases:\n- Anna Bell\n- {text: AB, case: exact, only_if: [Orla]}\n- \"Bell, Ana\"\nnot:\n- Ana Bell Ferry\n---\nOf [[ana]].\n"
    );
    let outcome = site.run(&["entities", "suggest", "--json"]).code(0);
    assert!(
        !keys(&outcome).contains(&"ana+bell".to_owned()),
        "{}",
        outcome.stdout
    );
    let mut site = outcome.then();
    for (from, into, told) in [
        ("ana", "bell", "`ana` was merged into `bell` already"),
        (
            "bell",
            "ana",
            "`ana` was itself merged into `bell`: merge into `bell`",
        ),
        ("bell", "bell", "`bell` is one entity"),
        ("bell", "x", "there is no entity `x`"),
    ] {
        site = site
            .run(&["entities", "merge", from, into])
            .code(2)
            .says(told)
            .then();
    }
}

#[test]
fn who_was_told_apart_by_what_never_means_them_is_found_once_they_are_one() {
    let site = site()
        .file(
            "content/entities/anna.md",
            "---\nkind: person\nname: Anna Bell\nnot: [ana bell, Anna Bell Ferry]\n---\n",
        )
        .file(
            "content/entities/ana.md",
            "---\nkind: person\nname: Ana Bell\nnot: [Anna Bell]\n---\n",
        );
    let outcome = site.run(&["entities", "merge", "anna", "ana"]).code(0);
    let site = outcome.then();
    assert_eq!(
        site.read("content/entities/ana.md"),
        "---\nkind: person\nname: Ana Bell\naliases:\n- Anna Bell\nnot: [Anna Bell, Anna Bell Ferry]\n---\n"
    );
    let report = site.run(&["entities", "list", "--json"]).code(0).json();
    assert_eq!(
        report["entities"][0]["articles"],
        serde_json::json!(["a", "b"])
    );
}

#[test]
fn the_address_of_a_merged_entity_leads_on_without_scripts() {
    let outcome = site()
        .file(
            "content/entities/ana.md",
            "---\nkind: person\nname: Anna & Co\nmerged_into: bell\n---\nSee [[nothing]].\n",
        )
        .file(
            "content/entities/bell.md",
            "---\nkind: person\nname: Ana Bell\n---\n",
        )
        .article("c", "[She](/entities/ana.html) sailed.")
        .build_anyway()
        .says("no article, page or entity has that slug\n --> content/entities/ana.md:6:5")
        .page("entities/ana.html")
        .has("<meta http-equiv=\"refresh\" content=\"0; url=bell.html\">")
        .has("<meta name=\"robots\" content=\"noindex\">")
        .has("<link rel=\"canonical\" href=\"https://reader.example/notes/entities/bell.html\">")
        .has("<a href=\"bell.html\">Ana Bell</a>")
        .page("articles/c.html")
        .has("href=\"../entities/bell.html\">She</a>")
        .page("sitemap.xml")
        .has("entities/bell.html")
        .has_no("ana.html");
    let _ = outcome;
}

#[test]
fn old_addresses_of_an_article_lead_to_it() {
    let article = |aliases: &str| format!("---\ntitle: Old\naliases: [{aliases}]\n---\nWords.\n");
    let site = SiteTest::new()
        .article(
            "a",
            &article(
                "/2017/01/old.html, blog/old, posts/old/, p.php, articles/b.html, articles/c.html",
            ),
        )
        .article("b", &article("posts/old/, ../out.html"))
        .build()
        .page("2017/01/old.html")
        .has("content=\"0; url=../../articles/a.html\"")
        .page("blog/old/index.html")
        .has("url=../../articles/a.html\"")
        .page("posts/old/index.html")
        .has("url=../../articles/a.html\"")
        .page("p.php/index.html")
        .has("url=../articles/a.html\"")
        .page("articles/c.html")
        .has("url=a.html\"")
        .page("articles/b.html")
        .has_no("refresh")
        .then();
    let _ = site
        .run(&["check"])
        .code(1)
        .says("the alias `articles/b.html` is a page or file of this site already")
        .says("the alias `posts/old/` is one of the article `a` too")
        .says("the alias `../out.html` is not a path of this site")
        .says_nothing_of("the alias `articles/c.html`");
}
