//! `postil related`: who follows whom on the sample, why, and in which shape.

use serde_json::Value;

use crate::site_test::SiteTest;

const INCIRLIK_2016: &str = "ankara-could-let-russia-use-turkeys-incirlik-airbase-to";
const STRIKE: &str = "confirmed-russia-and-turkey-fighting-isis-together";
const ALLIANCE: &str = "emergence-of-a-new-alliance";
const NO_FLY: &str = "turkey-calls-for-world-powers-to-impose-no-fly-zone-in-syria";
const INCIRLIK_2017: &str = "turkey-questions-presence-of-us-led-coalition-at-incirlik";

fn reasons(entry: &Value) -> String {
    let reasons = entry["reasons"].as_array().expect("a list of reasons");
    let phrases: Vec<&str> = reasons.iter().filter_map(Value::as_str).collect();
    phrases.join("; ")
}

#[test]
fn on_the_sample_the_first_is_the_one_an_expert_would_choose() {
    let lists = SiteTest::sample()
        .run(&["related", "--json"])
        .code(0)
        .json();
    for (article, first) in [
        (INCIRLIK_2017, INCIRLIK_2016),
        (INCIRLIK_2016, INCIRLIK_2017),
        (STRIKE, ALLIANCE),
        (ALLIANCE, STRIKE),
        (NO_FLY, ALLIANCE),
    ] {
        assert_eq!(lists[article][0]["slug"], first, "first of {article}");
        assert_eq!(lists[article][0]["shown"], true);
        // All others, but one that its editor holds to be unrelated.
        let others = if article == NO_FLY { 3 } else { 4 };
        assert_eq!(lists[article].as_array().map(Vec::len), Some(others));
    }
}

#[test]
fn on_the_sample_reasons_name_what_is_rare_and_never_what_all_share() {
    let lists = SiteTest::sample()
        .run(&["related", "--json"])
        .code(0)
        .json();
    let of = |article: &str, other: &str| {
        let list = lists[article].as_array().expect("a list");
        reasons(
            list.iter()
                .find(|entry| entry["slug"] == other)
                .expect("every other article"),
        )
    };
    assert!(of(INCIRLIK_2017, ALLIANCE).contains("both quote John Dorrian"));
    assert!(of(INCIRLIK_2017, ALLIANCE).contains("Fikri Işık"));
    assert!(of(INCIRLIK_2016, INCIRLIK_2017).contains("Mevlüt Çavuşoğlu"));
    assert!(of(INCIRLIK_2016, INCIRLIK_2017).contains("Incirlik"));
    assert!(of(STRIKE, ALLIANCE).contains("Rudskoi"));
    for entry in lists
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(_, list)| list.as_array())
        .flatten()
    {
        for everywhere in ["Erdogan", "Recep", "of Syria", "Turkey", "“Turkish"] {
            assert!(!reasons(entry).contains(everywhere), "{}", reasons(entry));
        }
    }
}

#[test]
fn one_article_can_be_asked_for_and_fewer_entries() {
    let lists = SiteTest::sample()
        .run(&["related", STRIKE, "--limit", "2", "--json"])
        .code(0)
        .json();
    let names: Vec<&String> = lists.as_object().expect("an object").keys().collect();
    assert_eq!(names, [STRIKE]);
    assert_eq!(lists[STRIKE].as_array().map(Vec::len), Some(2));
    assert!(lists[STRIKE][0]["score"].as_f64() > lists[STRIKE][1]["score"].as_f64());
}

#[test]
fn an_unknown_article_is_wrong_use() {
    let answer = SiteTest::sample()
        .run(&["related", "no-such-article"])
        .code(2);
    assert!(
        answer.stderr.contains("no-such-article"),
        "{}",
        answer.stderr
    );
}

#[test]
fn drafts_are_related_to_nothing() {
    let lists = SiteTest::new()
        .article("a", "The dam above Oakham broke.")
        .article("b", "The dam above Oakham held.")
        .article(
            "c",
            "---\ntitle: A draft\nstatus: draft\n---\nThe dam above Oakham.\n",
        )
        .run(&["related", "--json"])
        .code(0)
        .json();
    assert_eq!(lists["a"].as_array().map(Vec::len), Some(1));
    assert!(lists.get("c").is_none());
}

#[test]
fn findings_are_as_bad_as_the_site_says() {
    let _ = SiteTest::empty()
        .file("postil.yaml", "title: A\ncheck: {unknown-key: info}\n")
        .article("a", "---\ntitle: A\nbogus: 1\n---\nWords.")
        .run(&["related"])
        .code(0);
}
