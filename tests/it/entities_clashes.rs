//! Names and entities that get in each other's way: what editors are told, and what is written.

use crate::outcome::Outcome;
use crate::site_test::SiteTest;

fn site() -> SiteTest {
    SiteTest::new()
        .article(
            "a",
            "They say Captain Ana Bell sailed from Port Orla. Bell knew Tarsk.",
        )
        .article("b", "Bell rang in Port Orla. She left Tarsk.")
}

fn has_suggestion(outcome: &Outcome, key: &str) -> bool {
    let report = outcome.json();
    let all = report["suggestions"].as_array().unwrap();
    all.iter().any(|it| it["key"] == key)
}

#[test]
fn a_surname_is_never_written_as_a_name_that_stands_alone() {
    let bell = |arguments: &[&str]| {
        let arguments = [&["entities", "accept", "ana-bell", "--dry-run"], arguments].concat();
        site().run(&arguments).code(0).stdout
    };
    assert_eq!(bell(&[]), "---\nkind: person\nname: Ana Bell\n---\n");
    assert_eq!(
        bell(&["--name", "Bell, Ana"]),
        "---\nkind: person\nname: Bell, Ana\naliases:\n- Ana Bell\n- {text: Bell, weak: true}\n---\n"
    );
    assert_eq!(
        bell(&["--kind", "thing"]),
        "---\nkind: thing\nname: Ana Bell\naliases:\n- {text: Bell, weak: true}\n---\n"
    );
}

#[test]
fn a_single_word_that_is_suggested_for_a_person_is_weak() {
    let outcome = SiteTest::new()
        .article(
            "a",
            "They met Ana Marzana. Marzana spoke, said Marzama. Then Marzana left.",
        )
        .file(
            "content/entities/ana.md",
            "---\nkind: person\nname: Ana Marzana\naliases: [Marzana]\n---\n",
        )
        .run(&["entities", "accept", "marzama"])
        .code(0);
    assert_eq!(
        outcome.then().read("content/entities/ana.md"),
        "---\nkind: person\nname: Ana Marzana\naliases: [Marzana, {text: Marzama, weak: true}]\n---\n"
    );
}

#[test]
fn a_chosen_name_gets_no_address_that_a_list_has() {
    let outcome = site()
        .run(&["entities", "accept", "tarsk", "--name", "People"])
        .code(0)
        .says("content/entities/people-2.md");
    let _ = outcome.then().build().page("entities/people-2.html");
}

#[test]
fn who_comes_second_is_told_what_the_first_did() {
    let run = |site: SiteTest, arguments: &[&str]| {
        let arguments = [&["entities"], arguments].concat();
        site.run(&arguments)
    };
    let site = run(site(), &["accept", "port-orla"]).code(0).then();
    let site = run(site, &["accept", "tarsk", "--name", "Tarsk on Sea"])
        .code(0)
        .then();
    let site = run(site, &["reject", "ana-bell", "--reason", "who?"])
        .code(0)
        .then();
    let rejected =
        "`ana-bell` was rejected already (who?): `postil entities reject --undo ana-bell`";
    let mut site = site;
    for (command, key, told) in [
        (
            "accept",
            "port-orla",
            "there is an entity `port-orla` already: content/entities/port-orla.md",
        ),
        (
            "accept",
            "tarsk",
            "`tarsk` is a name of the entity `tarsk-on-sea` already: content/entities/tarsk-on-sea.md",
        ),
        ("accept", "ana-bell", rejected),
        ("reject", "ana-bell", rejected),
        ("reject", "nobody", "there is no suggestion `nobody`"),
    ] {
        site = run(site, &[command, key]).code(2).says(told).then();
    }
}

#[test]
fn a_rejected_name_does_not_come_back_as_its_own_misspelling() {
    let outcome = SiteTest::new()
        .article(
            "a",
            "They left Marzana. In Marzana it rained, and near Marzama too. He saw Marzana.",
        )
        .run(&["entities", "reject", "marzana"])
        .code(0);
    let outcome = outcome
        .then()
        .run(&["entities", "suggest", "--json"])
        .code(0);
    assert!(!has_suggestion(&outcome, "marzama"), "{}", outcome.stdout);
}

#[test]
fn the_last_refusal_that_is_taken_back_leaves_no_file() {
    let outcome = site()
        .run(&["entities", "reject", "tarsk", "port-orla"])
        .code(0);
    let outcome = outcome
        .then()
        .run(&["entities", "reject", "--undo", "tarsk", "port-orla"])
        .code(0)
        .says("content/entities/refused.yaml");
    let site = outcome.then();
    assert!(!site.path("content/entities/refused.yaml").exists());
    let outcome = site.run(&["entities", "suggest", "--json"]).code(0);
    assert!(has_suggestion(&outcome, "tarsk"), "{}", outcome.stdout);
}

#[test]
fn two_kinds_are_merged_only_if_that_is_said() {
    let site = site()
        .file(
            "content/entities/ana.md",
            "---\nkind: person\nname: Ana Bell\n---\n",
        )
        .file(
            "content/entities/fair.md",
            "---\nkind: event\nname: Bell Fair\n---\n",
        );
    let before = site.files("content");
    let outcome = site
        .run(&["entities", "merge", "ana", "fair"])
        .code(2)
        .says("`ana` is of the kind `person`, `fair` of the kind `event`")
        .says("`--any-kind`");
    let site = outcome.then();
    assert_eq!(site.files("content"), before);
    let _ = site
        .run(&["entities", "merge", "ana", "fair", "--any-kind"])
        .code(0)
        .says("content/entities/ana.md keeps what `fair` did not take over: kind");
}

#[test]
fn what_only_the_merged_entity_knew_is_taken_over() {
    let outcome = SiteTest::new()
        .article("a", "Orla and Port Orla.")
        .file(
            "content/entities/orla.md",
            "---\nkind: place\nname: Orla\nwikidata: Q1\ncoordinates: [50.50, -4.25]\ndate: 1931\n---\nA port.\n",
        )
        .file(
            "content/entities/port-orla.md",
            "---\nname: Port Orla # new\nwikidata: Q2\n---\n",
        )
        .run(&["entities", "merge", "orla", "port-orla"])
        .code(0)
        .says("content/entities/orla.md keeps what `port-orla` did not take over: description, wikidata");
    let site = outcome.then();
    assert_eq!(
        site.read("content/entities/port-orla.md"),
        "---\nkind: place\nname: Port Orla # new\naliases:\n- Orla\nwikidata: Q2\ncoordinates: 50.5, -4.25\ndate: '1931'\n---\n"
    );
    let _ = site
        .build()
        .page("entities/port-orla.html")
        .has("50.5° N, 4.25° W")
        .has("<time datetime=\"1931\">1931</time>");
}

#[test]
fn of_two_merges_into_one_both_are_made_though_they_add_the_same_name() {
    let site = SiteTest::new()
        .article("a", "They say Captain Ana Bell sailed with Anna Bell.")
        .file(
            "content/entities/ana.md",
            "---\nkind: person\nname: Ana Bell\n---\n",
        )
        .file(
            "content/entities/anna.md",
            "---\nkind: person\nname: Anna Bell\n---\n",
        )
        .file(
            "content/entities/anna-too.md",
            "---\nkind: person\nname: Anna Bell\n---\n",
        );
    let outcome = site.run(&["entities", "suggest", "--json"]).code(0);
    assert!(
        has_suggestion(&outcome, "anna-too+ana"),
        "{}",
        outcome.stdout
    );
    let outcome = outcome
        .then()
        .run(&["entities", "accept", "anna+ana", "anna-too+ana"])
        .code(0);
    let site = outcome.then();
    for file in ["anna", "anna-too"] {
        let text = site.read(&format!("content/entities/{file}.md"));
        assert!(text.contains("merged_into: ana\n"), "{text}");
    }
}
